"""The dues of the members, a month at a time, some ahead and some behind."""

import datetime as dt
from enum import StrEnum

from ledger.core.simulation.cash_book import Item
from ledger.core.simulation.dice import Dice
from ledger.core.simulation.people import Person
from ledger.core.simulation.plan import ClubPlan
from ledger.core.workbook.values import CashKind

_MISSES_PPM = 25_000


class Habit(StrEnum):
    """How a member pays dues."""

    MONTHLY = "monthly"
    """At each meeting; of one that was missed, at the next."""
    QUARTERLY = "quarterly"
    """Three months at once, when they begin."""
    BEHIND = "behind"
    """Some months together, when there is money."""


class Dues:
    """What every member has paid so far, as the number of meetings paid for."""

    def __init__(self, plan: ClubPlan, people: tuple[Person, ...], dice: Dice) -> None:
        """Begin before the first meeting."""
        self._plan = plan
        self._people = people
        self._dice = dice
        habits = ((Habit.MONTHLY, 88), (Habit.QUARTERLY, 8), (Habit.BEHIND, 4))
        self._habits = {
            one.code: dice.weighted(habits) if one.position is None else Habit.MONTHLY
            for one in people
        }
        self._paid_until = {one.code: one.joins_at for one in people}

    def collect(self, meeting: int) -> list[Item]:
        """Return the rows of a meeting's dues, in the order of the members' list."""
        items = []
        for one in self._people:
            begin = self._paid_until[one.code]
            owed = meeting + 1 - begin
            if not one.is_there(meeting) or owed <= 0:
                continue
            months = self._months(self._habits[one.code], owed)
            if not months:
                continue
            self._paid_until[one.code] = begin + months
            narration = "Hội phí " + self._span(begin, begin + months - 1)
            amount = months * self._plan.dues
            items.append(Item(CashKind.DUES, narration, amount, member=one.code))
        return items

    def _months(self, habit: Habit, owed: int) -> int:
        if habit is Habit.QUARTERLY:
            return 3
        if habit is Habit.BEHIND:
            return owed if owed > 1 and self._dice.chance(450_000) else 0
        return 0 if self._dice.chance(_MISSES_PPM) else owed

    def _span(self, first: int, last: int) -> str:
        """Return the months from one meeting to another in words: tháng 3 đến tháng 5/2025."""
        begin, end = self._month(first), self._month(last)
        if begin == end:
            return f"tháng {begin.month}/{begin.year}"
        year = f"/{begin.year}" if begin.year != end.year else ""
        link = "và" if last - first == 1 else "đến"
        return f"tháng {begin.month}{year} {link} tháng {end.month}/{end.year}"

    def _month(self, meeting: int) -> dt.date:
        """Return the first day of a meeting's month, of meetings still to come as well."""
        first = self._plan.meetings[0].due_on
        year, month = divmod(first.year * 12 + first.month - 1 + meeting, 12)
        return dt.date(year, month + 1, 1)
