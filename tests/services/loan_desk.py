"""A club that lends: what its treasurer does, one transaction each, and what the books say then."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

import pytest
import sqlalchemy as sa

from ledger.books.balances import sums_until
from ledger.books.clubs import add_rules
from ledger.books.engine import reading, transaction
from ledger.books.loans import StoredLoan, add_loans, loan_file
from ledger.books.members import NewMember, add_households, add_members, set_counters
from ledger.books.tables.base import Base
from ledger.core.clubs import ClubRules
from ledger.core.errors import LedgerError
from ledger.core.journal import PostingRequest
from ledger.core.loans.contract import Contract
from ledger.core.loans.life import replay
from ledger.core.loans.state import LoanState
from ledger.core.posting_rules import INCOME
from ledger.services.journal import close
from ledger.services.loan_decision import Decision
from ledger.services.loans import LoanReceipt
from tests.books.postings import money_in, posted
from tests.conftest import NOW, TODAY, Books
from tests.core.loan_examples import BULLET, EQUAL_PARTS, LENT

BEGAN_ON = dt.date(2026, 1, 5)
AGREED_ON = dt.date(2026, 1, 8)
CAPITAL = 50_000_000
VOTED = Decision(reason="Cuộc họp quyết định")

PEOPLE = ("Bùi Thị Lụa", "Quách Văn Đạt", "Bạch Thị Ánh", "Bạch Văn Hùng")
HOUSEHOLDS = (1, 2, 3, 3)
"""The last two share a home."""

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Desk:
    """A club's books on a day."""

    books: Books
    today: dt.date = TODAY

    def on(self, today: dt.date) -> "Desk":
        """Return the same club on another day."""
        return replace(self, today=today)

    def does(
        self,
        act: Callable[..., Answer],
        *said: object,
        request: PostingRequest | None = None,
        **more: object,
    ) -> Answer:
        """Let a service do what is asked for, in a transaction of its own."""
        with transaction(self.books.engine) as connection:
            return act(
                connection, self.books.club, *said, request or self.books.request(),
                today=self.today, **more,
            )  # fmt: skip

    def asks(self, question: Callable[..., Answer], *said: object) -> Answer:
        """Ask a service what only reads."""
        with reading(self.books.engine) as connection:
            return question(connection, self.books.club, *said)

    def refuses(
        self,
        error: type[LedgerError],
        act: Callable[..., object],
        *said: object,
        request: PostingRequest | None = None,
        **more: object,
    ) -> dict[str, object]:
        """Return the facts of a refusal by which no row of any table was written."""
        before = self.rows()
        with pytest.raises(error) as refused:
            self.does(act, *said, request=request, **more)
        assert type(refused.value) is error
        assert self.rows() == before
        return refused.value.facts()

    def closes(self, *months: str) -> None:
        """Close months, in their order."""
        with transaction(self.books.engine) as connection:
            for month in months:
                close(
                    connection, self.books.club, month, closed_at=NOW, closed_by=self.books.user_id
                )

    def rows(self) -> dict[str, int]:
        """Return how many rows each table has, of all clubs."""
        counts = [
            sa.select(sa.literal(name), sa.func.count()).select_from(table)
            for name, table in Base.metadata.tables.items()
        ]
        with reading(self.books.engine) as connection:
            return dict(iter(connection.execute(sa.union_all(*counts))))

    def money(self, fund: str = INCOME, until: dt.date | None = None) -> dict[str, int]:
        """Return debits less credits of a fund's accounts, but of those at zero."""
        with reading(self.books.engine) as connection:
            (sums,) = sums_until(connection, self.books.club.club_id, until or self.today)
        return {
            account: one.balance for (account, of), one in sorted(sums.items())
            if of == fund and one.balance
        }  # fmt: skip

    def loan(self, loan_no: int, on: dt.date | None = None) -> LoanState:
        """Return how a loan stands on a day by what is stored of it."""
        with reading(self.books.engine) as connection:
            file = loan_file(connection, self.books.club.club_id, loan_no)
        return replay(file.contract, file.events, on or self.today)


def lending_club(
    books: Books,
    *,
    contracts: tuple[Contract, ...] = (EQUAL_PARTS, BULLET, EQUAL_PARTS, BULLET),
    principals: tuple[int, ...] = (LENT,) * 4,
    began_on: dt.date = BEGAN_ON,
    capital: int = CAPITAL,
) -> Desk:
    """Give a club four members in three homes, capital in cash, and a loan granted to each.

    Its interest stays in the income-generation fund, unless a test gives it other rules.
    """
    club_id, agreed_on = books.club.club_id, began_on + (AGREED_ON - BEGAN_ON)
    with transaction(books.engine) as connection:
        homes = [(number, f"H{number:02d}", "poor", None) for number in sorted(set(HOUSEHOLDS))]
        add_households(connection, club_id, homes, valid_from=began_on, recorded_at=NOW)
        people = enumerate(zip(PEOPLE, HOUSEHOLDS, strict=True), 1)
        members = [
            NewMember(number, f"TV{number:02d}", home, name, began_on)
            for number, (name, home) in people
        ]
        add_members(connection, club_id, members, NOW)
        loans = [
            StoredLoan(
                number, f"KV{number:02d}", number, agreed_on, principals[number - 1],
                contract.terms.instalments, 10_000, contract.terms.repayment.value, "Nuôi gà",
                contract,
            )
            for number, contract in enumerate(contracts, 1)
        ]  # fmt: skip
        add_loans(connection, club_id, loans, NOW)
        set_counters(connection, club_id, members=4, households=3, loans=len(loans))
    posted(books, money_in(capital, began_on))
    desk = Desk(books)
    set_rules(desk, ClubRules(dt.date(2025, 1, 2), shares=(100, 0, 0)))
    return desk


def set_rules(desk: Desk, rules: ClubRules) -> None:
    """Let the club have rules from a day on."""
    with transaction(desk.books.engine) as connection:
        add_rules(
            connection, desk.books.club.club_id, rules, recorded_at=NOW,
            recorded_by=desk.books.user_id,
        )  # fmt: skip


def events_of(receipt: LoanReceipt) -> list[tuple[int, int]]:
    """Return loan and number of each event of a receipt."""
    return [(one.loan_no, one.event_no) for one in receipt.events]
