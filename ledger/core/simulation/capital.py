"""Capital that comes and goes: what the club was given or lent, what members paid in."""

from ledger.core.simulation.cash_book import Item
from ledger.core.simulation.dice import Dice
from ledger.core.simulation.people import Person
from ledger.core.simulation.plan import ClubPlan
from ledger.core.workbook.values import CashKind

_LENT_RETURNED = 5_000_000
"""What goes back in the second year, in đồng, to the one who lent capital."""


class CapitalMoves:
    """When capital comes and goes, meeting by meeting."""

    def __init__(self, plan: ClubPlan, people: tuple[Person, ...], dice: Dice) -> None:
        """Decide at which meetings the commune adds its part, a donor adds, a lender gets back."""
        last = len(plan.meetings) - 1
        self._capital = plan.capital
        self._people = people
        self._budget_at = dice.between(last // 5, last // 3)
        self._donated_at = dice.between(last // 2, last * 2 // 3)
        self._lent_back_at = last - dice.between(4, 7)

    def at_launch(self) -> list[Item]:
        """Return what the club begins with, each founder's own part last."""
        given = [
            Item(CashKind.CAPITAL_PROJECT, "Dự án cấp vốn quay vòng", self._capital.project),
            Item(
                CashKind.CAPITAL_LENT, "Nhà hảo tâm cho mượn vốn không lãi, trả sau 3 năm",
                self._capital.lent,
            ),
        ]  # fmt: skip
        founders = [self._contribution(one) for one in self._people if not one.joins_at]
        return [item for item in given if item.amount] + founders

    def received(self, meeting: int) -> list[Item]:
        """Return what comes in at a meeting."""
        items = [
            self._contribution(one)
            for one in self._people
            if one.joins_at and one.joins_at == meeting
        ]
        if meeting == self._budget_at:
            words = "Ngân sách xã bổ sung vốn quay vòng"
            items.append(Item(CashKind.CAPITAL_BUDGET, words, self._capital.budget))
        if meeting == self._donated_at:
            words = "Doanh nghiệp, con em xa quê góp vốn quay vòng"
            items.append(Item(CashKind.CAPITAL_DONATED, words, self._capital.donated))
        return items

    def returned(self, meeting: int) -> list[Item]:
        """Return what goes back at a meeting: to a member who leaves, to the one who lent."""
        items = [
            Item(
                CashKind.MEMBER_CAPITAL_RETURNED,
                f"Trả lại vốn góp cho {one.address}, chuyển đi ở với con",
                self._capital.contribution,
                member=one.code,
            )
            for one in self._people
            if one.leaves_at == meeting
        ]
        if meeting == self._lent_back_at and self._capital.lent:
            words = "Trả bớt vốn mượn cho nhà hảo tâm"
            items.append(Item(CashKind.CAPITAL_LENT_RETURNED, words, _LENT_RETURNED))
        return items

    def _contribution(self, who: Person) -> Item:
        amount, words = self._capital.contribution, "Góp vốn khi vào câu lạc bộ"
        return Item(CashKind.MEMBER_CAPITAL, words, amount, member=who.code)
