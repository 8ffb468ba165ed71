"""Clubs that somebody has published the figures of, as the books would have them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from ledger.books.engine import transaction
from ledger.books.loans import StoredLoan, add_loans
from ledger.books.members import NewMember, add_households, add_members, set_counters
from ledger.books.tables.members import HouseholdRow
from ledger.core.accounts import CASH, LOANS_CURRENT
from ledger.services.loan_disbursing import disburse
from tests.books.postings import money_in, posted
from tests.conftest import NOW, TODAY, Books
from tests.services.loan_desk import BEGAN_ON, Desk

LENT_ON = dt.date(2026, 1, 10)


@dataclass(frozen=True, slots=True)
class Someone:
    """A member as far as a scenario says anything of her; each lives in a home of her own."""

    household_class: str | None = "other"
    sex: str | None = None
    birth_year: int | None = None
    position: str | None = None


def scenario_club(
    books: Books,
    people: Sequence[Someone],
    principals: Sequence[int] = (),
    *,
    capital: Sequence[tuple[str, int]] = (),
) -> Desk:
    """Give a club its people and its capital by account, and lend to the first of them at 1 %."""
    club_id, count = books.club.club_id, len(people)
    numbered = list(enumerate(people, 1))
    homes = [(no, f"H{no:02d}", one.household_class, None) for no, one in numbered]
    known = [(no, code, kind, paper) for no, code, kind, paper in homes if kind]
    unknown = [
        {"club_id": club_id, "household_no": no, "paper_code": code}
        for no, code, kind, _ in homes
        if kind is None
    ]
    with transaction(books.engine) as connection:
        add_households(connection, club_id, known, valid_from=BEGAN_ON, recorded_at=NOW)
        if unknown:
            connection.execute(sa.insert(HouseholdRow), unknown)
        members = [
            NewMember(
                no, f"TV{no:02d}", no, f"Người Thứ {no}", BEGAN_ON, birth_year=one.birth_year,
                sex=one.sex, position=one.position,
            )
            for no, one in numbered
        ]  # fmt: skip
        add_members(connection, club_id, members, NOW)
        loans = [
            StoredLoan(no, f"KV{no:02d}", no, LENT_ON, amount, 12, 10_000, "bullet", "Nuôi gà")
            for no, amount in enumerate(principals, 1)
        ]
        if loans:
            add_loans(connection, club_id, loans, NOW)
        set_counters(connection, club_id, members=count, households=count, loans=len(principals))
    posted(books, *(money_in(amount, BEGAN_ON, account) for account, amount in capital))
    with transaction(books.engine) as connection:
        for loan_no in range(1, len(principals) + 1):
            disburse(connection, books.club, loan_no, books.request(), today=TODAY, on=LENT_ON)
    return Desk(books)


def lent_and_in_cash(desk: Desk) -> tuple[int, int]:
    """Return what is out on loan and what is in the box of the loan fund, in đồng."""
    money = desk.money(until=TODAY)
    return money.get(LOANS_CURRENT, 0), money.get(CASH, 0)
