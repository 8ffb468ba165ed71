"""The course of a club from its launch to the last day: every row of its cash book, in order."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from ledger.core.journal import Series
from ledger.core.simulation.capital import CapitalMoves
from ledger.core.simulation.cash_book import Item, PaperCashBook
from ledger.core.simulation.days import months_apart, working_day_after, working_day_before
from ledger.core.simulation.dice import Dice
from ledger.core.simulation.dues import Dues
from ledger.core.simulation.lending import Lending
from ledger.core.simulation.loans import RunningLoan
from ledger.core.simulation.people import Person
from ledger.core.simulation.plan import ClubPlan
from ledger.core.simulation.slips import (
    Mistake,
    Slip,
    ToWrite,
    under_another_name,
    with_another_area,
    with_turned_digits,
)
from ledger.core.simulation.spending import Spending
from ledger.core.workbook.values import CashKind

_MILLION = 1_000_000
_KEPT_IN_THE_BOX = 2 * _MILLION
_WORTH_THE_WAY = 3 * _MILLION
"""The loan fund's cash that stays in the box, and what is taken to the bank at the least."""

_LEFT_FOR_THE_MONTH = 250_000


class Course:
    """A club's years as they go by, meeting by meeting, with the days between."""

    def __init__(self, plan: ClubPlan, people: tuple[Person, ...], dice: Dice) -> None:
        """Begin before the launch."""
        self.book = PaperCashBook(plan.shares)
        self.lending = Lending(plan, people, dice.fork("lending"))
        self.mistakes: list[Mistake] = []
        self._plan = plan
        self._people = people
        self._dice = dice.fork("course")
        self._capital = CapitalMoves(plan, people, dice.fork("capital"))
        self._dues = Dues(plan, people, dice.fork("dues"))
        self._spending = Spending(plan, people, dice.fork("spending"))
        self._ahead: list[tuple[dt.date, Callable[[dt.date], None]]] = []
        last = len(plan.meetings) - 1
        self._spoiled = {last // 3: Series.RECEIPT, last * 3 // 4: Series.PAYMENT}

    def run(self) -> None:
        """Write every row up to the last day."""
        self._launch()
        for meeting in range(len(self._plan.meetings)):
            self._meet(meeting)
        self._pass_days(self._plan.until)
        self.book.divide_interest()

    def _launch(self) -> None:
        day = self._plan.began_on
        gift = "UBND xã, các đoàn thể mừng lễ ra mắt"
        feast = "Khánh tiết, nước uống lễ ra mắt câu lạc bộ"
        box = "Mua hòm sắt có khóa, sổ sách, con dấu"
        self._write(day, self._capital.at_launch())
        self._write(
            day,
            [
                Item(CashKind.DONATION, gift, 1_500_000),
                Item(CashKind.ACTIVITY_EXPENSE, feast, 650_000, 6),
                Item(CashKind.ADMINISTRATION, box, 480_000),
            ],
        )
        self._later(working_day_after(day), self._go_to_the_bank)

    def _meet(self, meeting: int) -> None:
        """Hold a meeting; what it will lend was looked at, and fetched, a working day before."""
        day = self._plan.meetings[meeting].held_on
        eve = working_day_before(day)
        self._pass_days(eve)
        returned = self._capital.returned(meeting)
        needed = sum(item.amount for item in returned)
        granted = self.lending.grants(meeting, money=self.book.capital + self.book.bank - needed)
        needed += sum(loan.amount for loan in granted)
        self._fetch_from_the_bank(eve, needed - sum(self.lending.coming(meeting).values()))
        self._pass_days(day)
        self._write(day, self._dues_of(meeting))
        repaid, later = self.lending.collect(meeting)
        self._spoil(meeting, Series.RECEIPT)
        self._write(day, repaid)
        self._write(day, self._spending.income(meeting) + self._capital.received(meeting))
        self._spoil(meeting, Series.PAYMENT)
        self._write(day, [loan.disbursed() for loan in granted] + returned)
        self._write(day, self._spending_of(meeting))
        self._between_meetings(meeting, later)

    def _dues_of(self, meeting: int) -> Sequence[ToWrite]:
        items = self._dues.collect(meeting)
        if self._meetings_after(meeting) != 3:
            return items
        there = {one.code: one for one in self._people if one.is_there(meeting)}
        return under_another_name(items, there, self._dice)

    def _spending_of(self, meeting: int) -> Sequence[ToWrite]:
        items = self._spending.at_meeting(meeting, self.book)
        if self._meetings_after(meeting) == 2:
            return with_turned_digits(items, self._dice)
        return with_another_area(items) if self._meetings_after(meeting) == 0 else items

    def _between_meetings(self, meeting: int, later: list[tuple[dt.date, RunningLoan]]) -> None:
        day = self._plan.meetings[meeting].held_on
        self._later(working_day_after(day), self._go_to_the_bank)
        for when, loan in later:
            self._later(when, partial(self._bring_interest, loan, meeting))
        for _ in range(self._dice.weighted(((0, 5), (1, 4), (2, 1)))):
            when = day + dt.timedelta(days=self._dice.between(8, 20))
            self._later(when, partial(self._visit, meeting))

    def _bring_interest(self, loan: RunningLoan, missed: int, day: dt.date) -> None:
        """Take at the treasurer's home the interest of a meeting that was missed."""
        month = months_apart(loan.agreed_on, self._plan.meetings[missed].due_on)
        self._write(day, loan.paid(month, principal=0))

    def _visit(self, meeting: int, day: dt.date) -> None:
        visit = self._spending.sick_visit(meeting)
        if self.book.activity - visit.amount >= _LEFT_FOR_THE_MONTH:
            self._write(day, [visit])

    def _go_to_the_bank(self, day: dt.date) -> None:
        """Take what the loan fund has in the box and does not need to the bank."""
        self.book.divide_interest()
        spare = (self.book.capital - _KEPT_IN_THE_BOX) // _MILLION * _MILLION
        if spare >= _WORTH_THE_WAY:
            self._write(day, [Item(CashKind.BANK_DEPOSIT, "Gửi tiền vào ngân hàng", spare)])

    def _fetch_from_the_bank(self, day: dt.date, needed: int) -> None:
        short = needed + 300_000 - self.book.capital
        amount = min(self.book.bank, -(-short // _MILLION) * _MILLION)
        if amount > 0:
            words = "Rút tiền ngân hàng về cho vay"
            self._write(day, [Item(CashKind.BANK_WITHDRAWAL, words, amount)])

    def _meetings_after(self, meeting: int) -> int:
        return len(self._plan.meetings) - 1 - meeting

    def _spoil(self, meeting: int, series: Series) -> None:
        if self._spoiled.get(meeting) is series:
            self.book.spoil(self._plan.meetings[meeting].held_on, series)

    def _later(self, day: dt.date, act: Callable[[dt.date], None]) -> None:
        self._ahead.append((day, act))

    def _pass_days(self, until: dt.date) -> None:
        """Do what was put off to days up to this one, in the order of the days."""
        due = sorted((one for one in self._ahead if one[0] <= until), key=lambda one: one[0])
        self._ahead = [one for one in self._ahead if one[0] > until]
        for day, act in due:
            act(day)

    def _write(self, day: dt.date, items: Sequence[ToWrite]) -> None:
        for item in items:
            if isinstance(item, Slip):
                row = self.book.write(day, item.wrong)
                self.mistakes.append(Mistake(row, item.right, item.reason))
            else:
                self.book.write(day, item)
