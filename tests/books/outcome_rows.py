"""Clubs with loans and all that may be told of them, drawn from a seed, as rows."""

import datetime as dt
from collections.abc import Iterator, Sequence
from random import Random
from typing import TypeAlias

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.loan_caches import keep_caches, kept_of
from ledger.books.loans import StoredLoan, add_loans
from ledger.books.members import NewMember, add_households, add_members
from ledger.books.tables.base import Base
from ledger.books.tables.members import HouseholdClassRow
from ledger.books.tables.outcomes import (
    ActivityPlanRow,
    ActivityRecordRow,
    ActivityResultRow,
    HouseholdIncomeRow,
)
from ledger.core.loans.events import Disbursement, LoanEvent, Repayment
from ledger.core.loans.purposes import PurposeKind
from ledger.core.outcomes.incomes import QUESTION
from ledger.core.periods import months_later
from tests.conftest import NOW
from tests.core.loan_examples import EQUAL_PARTS, LENT

Lent: TypeAlias = tuple[int, int, dt.date]
"""A loan's number, its borrower, the day on which it was paid out."""
Row: TypeAlias = dict[str, int | str | dt.date | dt.datetime | None]

FIRST, LAST = dt.date(2023, 6, 1), dt.date(2026, 10, 31)
CLASSES = ("poor", "near_poor", "average", "other")
ETHNIC_GROUPS = ("Kinh", "Mường", "Thái", "Hoa", None)
BY: Row = {"recorded_at": NOW, "recorded_by": 1}
A_PART = LENT // 12


def fill(connection: Connection, club_id: int, seed: int, people: int, loans: int) -> None:
    """Put members, households with classes, loans and what was told of them into an empty club.

    Two members share a home now and then. Loans are of 12 million for twelve months.
    """
    dice = Random(seed)  # noqa: S311 - the same club every time
    _people(connection, club_id, dice, people)
    days = sorted(FIRST + dt.timedelta(dice.randrange(1100)) for _ in range(loans))
    lent = [(number, dice.randint(1, people), day) for number, day in enumerate(days, 1)]
    _lend(connection, club_id, dice, lent)
    for table, rows in (
        (ActivityPlanRow, _plans(dice, lent)), (HouseholdIncomeRow, _incomes(dice, lent)),
        (ActivityRecordRow, _records(dice, lent)), (ActivityResultRow, _results(dice, lent)),
    ):  # fmt: skip
        _add(connection, club_id, table, rows)


def _add(connection: Connection, club_id: int, table: type[Base], rows: Iterator[Row]) -> None:
    given = [{"club_id": club_id, **one, **BY} for one in rows]
    if given:
        connection.execute(sa.insert(table), given)


def _people(connection: Connection, club_id: int, dice: Random, people: int) -> None:
    homes = people - people // 8
    add_households(
        connection, club_id,
        [(no, f"H{no}", dice.choice(CLASSES), None) for no in range(1, homes + 1)],
        valid_from=dt.date(2023, 12, 20), recorded_at=NOW,
    )  # fmt: skip
    reviewed = [
        {"household_no": no, "valid_from": dt.date(year, 12, 14), "class_": dice.choice(CLASSES)}
        for year in (2024, 2025)
        for no in range(1, homes + 1)
        if dice.random() < 0.8
    ]
    for one in reviewed:
        connection.execute(
            sa.insert(HouseholdClassRow).values(club_id=club_id, **one, recorded_at=NOW)
        )
    members = [
        NewMember(
            no, f"TV{no}", dice.randint(1, homes) if no > homes else no, f"Bùi Thị {no}", FIRST,
            birth_year=dice.choice((1950, 1962, 1968, 1975, 1990, None)),
            sex=dice.choice(("female", "female", "male", None)),
            ethnic_group=dice.choice(ETHNIC_GROUPS), in_difficulty=dice.choice((True, False, None)),
        )
        for no in range(1, people + 1)
    ]  # fmt: skip
    add_members(connection, club_id, members, NOW)


def _lend(connection: Connection, club_id: int, dice: Random, lent: Sequence[Lent]) -> None:
    loans = [
        StoredLoan(
            number, f"V{number}", borrower, day, LENT, 12, 10_000, "equal_principal", None,
            EQUAL_PARTS,
        )
        for number, borrower, day in lent
    ]  # fmt: skip
    add_loans(connection, club_id, loans, NOW)
    kept = [kept_of(loan, _life(dice, day)) for loan, (_, _, day) in zip(loans, lent, strict=True)]
    keep_caches(connection, club_id, kept, are_new=True)


def _life(dice: Random, day: dt.date) -> list[LoanEvent]:
    """Return a loan's payments: each month's part on its day, late, or, at the end, not at all."""
    events: list[LoanEvent] = [Disbursement(number=1, occurred_on=day, amount=LENT)]
    late, owed = dice.choice((0, 0, 5)), LENT
    for month in range(1, dice.choice((13, 13, 13, 8))):
        on = months_later(day, month) + dt.timedelta(late)
        if on > LAST:
            break
        amount = A_PART + owed // 100
        events.append(Repayment(number=month + 1, occurred_on=on, amount=amount))
        owed -= A_PART
    return events


def _plans(dice: Random, lent: Sequence[Lent]) -> Iterator[Row]:
    number = 0
    for loan_no, borrower, day in lent:
        for _ in range(dice.choice((0, 1, 1, 2))):
            number += 1
            yield {
                "plan_no": number, "member_no": borrower, "loan_no": loan_no,
                "kind": dice.choice(list(PurposeKind)).value, "what": "Nuôi gà", "cost": LENT,
                "expected_income": 1, "begins_on": day, "ends_on": months_later(day, 12),
            }  # fmt: skip


def _incomes(dice: Random, lent: Sequence[Lent]) -> Iterator[Row]:
    number = 0
    for loan_no, borrower, day in lent:
        for moment, later in (("before", 0), ("after", 12), ("after", 13)):
            on = months_later(day, later)
            if on > LAST or dice.random() < 0.3:
                continue
            number += 1
            yield {
                "income_no": number, "household_no": 1, "member_no": borrower, "loan_no": loan_no,
                "moment": moment, "asked_on": on, "question": dice.choice((QUESTION,) * 9 + ("0",)),
                "monthly": dice.choice((None, 1, 2, 2, 3, 3, 4)),
            }  # fmt: skip


def _records(dice: Random, lent: Sequence[Lent]) -> Iterator[Row]:
    number = 0
    for loan_no, _, day in lent:
        own: list[int] = []
        for _ in range(dice.randrange(9)):
            number += 1
            kind = dice.choice(("spent", "sold", "sold", "used_at_home", "on_hand", "lost", "born"))
            taken = dice.choice([*own, None, None]) if own and dice.random() < 0.2 else None
            if taken:
                own.remove(taken)
            else:
                own.append(number)
            yield {
                "record_no": number, "loan_no": loan_no,
                "occurred_on": day + dt.timedelta(dice.choice((10, 40, 90, 90, 200, 380))),
                "kind": "taken_back" if taken else kind, "quantity": None, "unit": None,
                "amount": None if taken or kind == "born" else dice.randrange(9) * 1_000_000,
                "note": None, "takes_back": taken,
            }  # fmt: skip


def _results(dice: Random, lent: Sequence[Lent]) -> Iterator[Row]:
    for loan_no, _, day in lent:
        for number in range(1, dice.choice((1, 2, 2, 3))):
            ended_on = day + dt.timedelta(dice.choice((100, 210, 365)))
            if ended_on <= LAST:
                yield {
                    "loan_no": loan_no, "result_no": number, "ended_on": ended_on,
                    "goes_on": dice.randrange(2), "remark": None,
                }  # fmt: skip
