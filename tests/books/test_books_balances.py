"""Every balance agrees with a model that only adds, whatever is posted in whatever order."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import count, product

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Connection, Engine

from ledger.books.balances import running_sums, sums_until
from ledger.books.cash import days_below_zero
from ledger.books.engine import reading, transaction
from ledger.books.tables.clubs import ClubCounterRow
from ledger.books.tables.periods import BalanceRow, PeriodBalanceRow
from ledger.core.journal import JournalEntry, JournalLine, PostingRequest, reversal_of
from ledger.core.posting_rules import ACTIVITY, INCOME, MUTUAL, received
from ledger.core.statements.trial_balance import Sums
from ledger.services.journal import post, reverse
from ledger.services.statements import (
    Question,
    by_account,
    cash_book_of,
    general_ledger_of,
    trial_balance_of,
)
from tests.books.postings import other
from tests.conftest import NOW, Books, new_club

NUMBERS = count(1)
FUNDS = (INCOME, ACTIVITY, MUTUAL)
FIRST, LAST = dt.date(2025, 10, 28), dt.date(2026, 2, 3)
ENDS = [dt.date(2025, 12, 31), dt.date(2026, 1, 1), dt.date(2025, 11, 30), FIRST, LAST]
DAYS = [FIRST - dt.timedelta(days=1), *ENDS, LAST + dt.timedelta(days=40)]
RICH = 10**9
"""What each fund begins with, in cash and in the bank, so that no payment is beyond it."""

days = st.sampled_from(ENDS) | st.dates(FIRST, LAST)
accounts = st.sampled_from(["111", "112", "1321", "4113", "5112", "6429"])
"""Interest (5111) is left out: reversing it gives back what other funds had of it, by itself."""
amounts = st.integers(1, 10**5)


@st.composite
def entries(draw: st.DrawFn) -> JournalEntry:
    """Return an entry that moves money inside one fund or two, in two lines or more."""
    lines: list[JournalLine] = []
    for fund in draw(st.lists(st.sampled_from(FUNDS), min_size=1, max_size=2, unique=True)):
        parts = draw(st.lists(amounts, min_size=1, max_size=3))
        lines += [JournalLine(draw(accounts), fund, debit=part) for part in parts]
        lines.append(JournalLine(draw(accounts), fund, credit=sum(parts)))
    return other(tuple(lines), draw(days))


steps = st.lists(entries(), min_size=1, max_size=4) | st.tuples(st.integers(0, 50), days)
"""A batch that is posted, or an entry (by place) that is reversed on a day."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line as the model knows it."""

    day: dt.date
    known_at: dt.datetime
    account: str
    fund: str
    debit: int
    credit: int


@dataclass(slots=True)
class Model:
    """A club's books as a list of facts; every sum is made by adding all of them."""

    facts: list[Fact] = field(default_factory=list)
    entries: list[JournalEntry] = field(default_factory=list)
    reversed: set[int] = field(default_factory=set)

    def post(self, entry: JournalEntry, at: dt.datetime) -> None:
        """Write an entry down."""
        self.entries.append(entry)
        for line in entry.lines:
            self.facts.append(
                Fact(entry.occurred_on, at, line.account, line.fund, line.debit, line.credit)
            )

    def reverse(self, number: int, day: dt.date, at: dt.datetime) -> None:
        """Write down the entry that undoes another."""
        self.reversed |= {number, len(self.entries) + 1}
        self.post(other(reversal_of(self.entries[number - 1].lines), day), at)

    def sums(self, until: dt.date, known_at: dt.datetime | None) -> dict[tuple[str, str], Sums]:
        """Return debits and credits by account and fund."""
        found: dict[tuple[str, str], Sums] = defaultdict(Sums)
        for fact in self.facts:
            if fact.day <= until and (known_at is None or fact.known_at <= known_at):
                found[fact.account, fact.fund] += Sums(fact.debit, fact.credit)
        return dict(found)

    def balances(self, until: dt.date, fund: str | None, at: dt.datetime | None) -> dict[str, int]:
        """Return the balance of each account that moved, in one fund or in all."""
        found: dict[str, int] = defaultdict(int)
        for (account, of), amount in self.sums(until, at).items():
            if fund in {None, of}:
                found[account] += amount.balance
        return dict(found)

    def shown(
        self, before: dt.date, until: dt.date, fund: str | None, at: dt.datetime | None
    ) -> set[str]:
        """Return the accounts with a balance, and those that moved after a day."""
        earlier = by_account(self.sums(before, at), fund)
        later = by_account(self.sums(until, at), fund)
        return {
            account
            for account, sums in later.items()
            if sums.balance or sums != earlier.get(account, Sums())
        }


Steps = list[list[JournalEntry] | tuple[int, dt.date]]


def played(books: Books, connection: Connection, chosen: Steps) -> Model:
    """Carry out the steps in the books and in the model."""
    model, at = Model(), NOW

    def request() -> PostingRequest:
        return books.request(at)

    begun = [
        other(received("4111", fund, RICH, into=money), FIRST)
        for fund, money in product(FUNDS, ("111", "112"))
    ]
    for step in [begun, *chosen]:
        at += dt.timedelta(seconds=1)
        if isinstance(step, list):
            post(connection, books.club, step, request(), today=LAST)
            for entry in step:
                model.post(entry, at)
        else:
            numbers = range(len(begun) + 1, len(model.entries) + 1)
            left = [number for number in numbers if number not in model.reversed]
            if left:
                number = left[step[0] % len(left)]
                reverse(connection, books.club, number, "Nhầm", request(), today=step[1])
                model.reverse(number, step[1], at)
    return model


def agree(books: Books, connection: Connection, model: Model) -> None:
    """Compare every balance: by day, by fund, and as known at each instant."""
    instants = sorted({fact.known_at for fact in model.facts})
    for at in (None, instants[0], instants[len(instants) // 2], instants[-1]):
        found = sums_until(connection, books.club.club_id, *DAYS, known_at=at)
        assert found == [model.sums(day, at) for day in DAYS]
    assert running_sums(connection, books.club.club_id) == model.sums(dt.date.max, None)
    middle = instants[len(instants) // 2]
    for fund, at in product((None, INCOME, MUTUAL), (None, middle)):
        begin, end = ENDS[1], ENDS[4]
        question = Question(begin, end, fund, at)
        report = trial_balance_of(connection, books.club, question)
        assert all(one.debit == one.credit for one in report.totals)
        before, after = (model.balances(day, fund, at) for day in (ENDS[0], end))
        shown = model.shown(ENDS[0], end, fund, at)
        closing = {row.account.number: row.closing.balance for row in report.rows}
        assert closing == {account: after[account] for account in shown}
        opening = {row.account.number: row.opening.balance for row in report.rows}
        assert opening == {account: before.get(account, 0) for account in shown}
        book = cash_book_of(connection, books.club, question)
        assert (book.opening, book.closing) == (before.get("111", 0), after.get("111", 0))
        ledger = general_ledger_of(connection, books.club, question, "5111")
        assert ledger.closing.balance == after.get("5111", 0)


def kept(connection: Connection, club_id: int) -> list[list[tuple[object, ...]]]:
    """Return the rows of the balances that are kept."""
    return [
        sorted(tuple(row) for row in connection.execute(sa.select(table).where(own == club_id)))
        for table, own in (
            (BalanceRow.__table__, BalanceRow.club_id),
            (PeriodBalanceRow.__table__, PeriodBalanceRow.club_id),
        )
    ]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.lists(steps, max_size=7))
def test_every_balance_agrees_with_the_model(shared_engine: Engine, chosen: Steps) -> None:
    books = new_club(shared_engine, f"M-{next(NUMBERS)}")
    with transaction(shared_engine) as connection:
        model = played(books, connection, chosen)
    with reading(shared_engine) as connection:
        agree(books, connection, model)
        assert days_below_zero(connection, books.club.club_id) == []
        before = kept(connection, books.club.club_id)
    with transaction(shared_engine) as connection:
        counter = ClubCounterRow
        connection.execute(
            sa.update(counter)
            .where(counter.club_id == books.club.club_id)
            .values(rebuilds=counter.rebuilds + 1)
        )
        assert kept(connection, books.club.club_id) == before
