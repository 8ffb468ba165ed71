"""Loans are kept with what was agreed and told of them, and how they stand beside it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.engine import reading, transaction
from ledger.books.loan_caches import keep_caches, kept_of, rebuild_loan_caches
from ledger.books.loans import (
    EventRecord,
    StoredLoan,
    add_loan_events,
    add_loans,
    loan_file,
    loan_files,
    loan_of,
    loans_of,
)
from ledger.books.refusals import RuleOfTheBooks, UnknownLoan, named
from ledger.books.tables import Base
from ledger.core.loans.choices import PrincipalMethod
from ledger.core.loans.contract import Contract
from ledger.core.loans.events import LoanEvent, NewSchedule, NewScheduleReason
from ledger.core.loans.life import replay
from ledger.core.loans.making import AgreedPart
from ledger.core.loans.terms import club_terms
from ledger.core.loans.written import kind_of
from tests.books.counted import Counted
from tests.books.postings import add_people, money_in, posted
from tests.conftest import NOW, Books, new_club
from tests.core.loan_examples import BULLET, EQUAL_PARTS, LENT, PAID_OUT, day, fined, paid

CACHES = ("loan_standing", "instalment", "loan_share", "loan_span")
RESCHEDULED = NewSchedule(
    number=4, occurred_on=day(4), reason=NewScheduleReason.RESCHEDULING,
    parts=(AgreedPart(day(9), 5_000_000), AgreedPart(day(12), 5_500_000)),
)  # fmt: skip
LIFE: tuple[LoanEvent, ...] = (
    PAID_OUT, paid(2, day(2), 1_120_000), paid(3, day(3, 20), 610_000), RESCHEDULED,
    fined(5, day(4, 20), 10_000), paid(6, day(5), 13_000_000),
)  # fmt: skip


@pytest.fixture
def books(shared_books: Books) -> Books:
    """Give a club with three members, a loan to each, and two entries."""
    with transaction(shared_books.engine) as connection:
        add_people(connection, shared_books.club.club_id)
    posted(shared_books, money_in(1_000), money_in(2_000))
    return shared_books


def loan(loan_no: int, contract: Contract | None = EQUAL_PARTS, **more: str | None) -> StoredLoan:
    return StoredLoan(
        loan_no, f"V{loan_no}", 1, day(1, 8), LENT, 12, 10_000, "equal_principal",
        more.get("purpose"), contract,
    )  # fmt: skip


def record_of(event: LoanEvent, entry_no: int | None = None) -> EventRecord:
    return EventRecord(event.number, kind_of(event), event.occurred_on, entry_no, NOW, 1)


def add(books: Books, one: StoredLoan, events: Sequence[LoanEvent] = ()) -> None:
    """Store a loan with what happened to it and how it stands."""
    with transaction(books.engine) as connection:
        club_id = books.club.club_id
        add_loans(connection, club_id, [one], NOW)
        told = [(one.loan_no, event, record_of(event)) for event in events]
        add_loan_events(connection, club_id, told)
        keep_caches(connection, club_id, [kept_of(one, events)], are_new=True)


def cached(connection: Connection, books: Books, loan_no: int) -> dict[str, list[sa.RowMapping]]:
    """Return all that is kept of how a loan stands, by table."""
    found = {}
    for name in CACHES:
        table = Base.metadata.tables[name]
        wanted = sa.and_(table.c.club_id == books.club.club_id, table.c.loan_no == loan_no)
        query = sa.select(table).where(wanted).order_by(*table.primary_key.columns)
        found[name] = list(connection.execute(query).mappings())
    return found


def rows(books: Books, loan_no: int) -> dict[str, list[sa.RowMapping]]:
    with reading(books.engine) as connection:
        return cached(connection, books, loan_no)


def test_a_loan_comes_back_as_it_was_agreed_and_told(books: Books) -> None:
    one = loan(7, purpose="Nuôi lợn")
    add(books, one, LIFE)
    with reading(books.engine) as connection:
        file = loan_file(connection, books.club.club_id, 7)
        assert loan_of(connection, books.club.club_id, 7) == one
    assert (file.loan, file.events, file.contract) == (one, LIFE, EQUAL_PARTS)
    assert file.records == tuple(record_of(event) for event in LIFE)
    assert file.next_no == len(LIFE) + 1


def test_a_record_comes_back_with_entries_meeting_reason_and_officers(books: Books) -> None:
    add(books, loan(7))
    record = replace(record_of(PAID_OUT, 1), correction_no=2, reason="Họp", approved_by=1)
    with transaction(books.engine) as connection:
        add_loan_events(connection, books.club.club_id, [(7, PAID_OUT, record)])
    with reading(books.engine) as connection:
        assert loan_file(connection, books.club.club_id, 7).records == (record,)


def test_nothing_told_is_nothing_written(books: Books) -> None:
    with Counted(books.engine) as counted, transaction(books.engine) as connection:
        add_loan_events(connection, books.club.club_id, [])
        keep_caches(connection, books.club.club_id, [])
    assert not [one for one in counted.statements if "loan" in one]


def test_a_loan_without_a_contract_of_its_own_has_the_clubs_usual_terms(books: Books) -> None:
    one = loan(7, None)
    usual = Contract(terms=club_terms(PrincipalMethod.EQUAL_PRINCIPAL, 12, 10_000, 1))
    assert one.agreed == usual
    add(books, one)
    with reading(books.engine) as connection:
        assert loan_of(connection, books.club.club_id, 7) == replace(one, contract=usual)


def test_loans_come_in_order_of_number_all_or_some(books: Books) -> None:
    for number in (9, 7, 8):
        add(books, loan(number), LIFE[: number - 6])
    club_id = books.club.club_id
    with reading(books.engine) as connection:
        assert [one.loan_no for one in loans_of(connection, club_id)] == [1, 2, 3, 7, 8, 9]
        assert [one.loan_no for one in loans_of(connection, club_id, member_no=1)] == [1, 7, 8, 9]
        files = loan_files(connection, club_id)
        assert [one.loan.loan_no for one in files] == [1, 2, 3, 7, 8, 9]
        assert [len(one.events) for one in files] == [0, 0, 0, 1, 2, 3]
        some = loan_files(connection, club_id, [9, 7, 9, 99, 0, 2**70])
        assert some == [files[3], files[5]]
        assert loan_files(connection, club_id, []) == []


@pytest.mark.parametrize("loan_no", [0, -1, 4, 2**63, 2**70])
def test_a_loan_that_is_not_there_is_refused(books: Books, loan_no: int) -> None:
    with reading(books.engine) as connection:
        for ask in (loan_of, loan_file):
            with pytest.raises(UnknownLoan) as refused:
                ask(connection, books.club.club_id, loan_no)
            assert refused.value.loan_no == loan_no


def test_two_queries_read_any_number_of_loans(books: Books) -> None:
    asked = []
    for number in (7, 8, 9, 10):
        add(books, loan(number), LIFE)
        with Counted(books.engine) as counted, reading(books.engine) as connection:
            loan_files(connection, books.club.club_id)
            loan_files(connection, books.club.club_id, range(1, number + 1))
            loan_file(connection, books.club.club_id, number)
        asked.append(len([one for one in counted.statements if one.startswith("SELECT")]))
    assert asked == [6] * 4


def test_what_is_kept_of_a_loan_is_written_anew_as_a_whole(books: Books) -> None:
    add(books, loan(7), LIFE[:3])
    before = rows(books, 7)
    with transaction(books.engine) as connection:
        club_id = books.club.club_id
        keep_caches(connection, club_id, [kept_of(loan(7), LIFE)])
    after = rows(books, 7)
    assert after != before
    add(books, loan(8), LIFE)
    alone = rows(books, 8)
    for name in CACHES:
        assert [dict(row) | {"loan_no": 8} for row in after[name]] == alone[name]
    with transaction(books.engine) as connection:
        keep_caches(connection, books.club.club_id, [kept_of(loan(7), LIFE[:3])])
    assert rows(books, 7) == before


def test_a_rescheduled_loan_has_versions_0_as_agreed_1_before_and_2_as_it_stands(
    books: Books,
) -> None:
    add(books, loan(7), LIFE[:5])
    state = replay(EQUAL_PARTS, LIFE[:5], LIFE[4].occurred_on)
    versions: dict[int, list[tuple[dt.date, int, int]]] = {}
    for row in rows(books, 7)["instalment"]:
        said = (row["due_on"], row["principal"], row["principal_paid"])
        versions.setdefault(row["version_no"], []).append(said)
    assert state.original is not None
    agreed = [(row.due_on, row.principal, 0) for row in state.original.instalments]
    shown = [
        [(row.due_on, row.due.principal, row.paid.principal) for row in of]
        for of in (state.versions[0].rows, state.rows)
    ]
    assert versions == {0: agreed, 1: shown[0], 2: shown[1]}
    assert [due_on for due_on, _, _ in versions[2]][-2:] == [day(9), day(12)]


def test_principal_paid_by_its_day_counts_as_on_time_by_the_agreed_schedule(books: Books) -> None:
    # A million each on the 10th: in February all of it, in March 400,000, the rest ten days late.
    payments = (paid(2, day(2), 1_120_000), paid(3, day(3), 510_000), paid(4, day(3, 20), 600_000))
    add(books, loan(7), (PAID_OUT, *payments))
    agreed = [row for row in rows(books, 7)["instalment"] if row["version_no"] == 0]
    assert [row["on_time"] for row in agreed[:3]] == [1_000_000, 400_000, 0]
    assert {row["on_time"] for row in rows(books, 7)["instalment"] if row["version_no"]} == {0}


def test_shares_sum_to_each_payment_and_what_is_held_stands_by_itself(books: Books) -> None:
    add(books, loan(7), LIFE)
    shares = rows(books, 7)["loan_share"]
    sums = {
        number: sum(row["amount"] for row in shares if row["event_no"] == number)
        for number in (2, 3, 6)
    }
    assert sums == {2: 1_120_000, 3: 610_000, 6: 13_000_000}
    held = [row for row in shares if row["component"] == "held"]
    (standing,) = rows(books, 7)["loan_standing"]
    assert [(row["event_no"], row["instalment_no"], row["timing"]) for row in held] == [
        (6, 0, "none")
    ]
    assert standing["held"] == held[0]["amount"] > 0


def test_a_standing_says_how_a_loan_stands_on_the_day_of_its_last_event(books: Books) -> None:
    add(books, loan(7), LIFE[:4])
    add(books, loan(8, BULLET))
    (active,), (approved,) = rows(books, 7)["loan_standing"], rows(books, 8)["loan_standing"]
    assert (active["stage"], active["lent"], active["principal_left"]) == (
        "active", LENT, LENT - 1_500_000,
    )  # fmt: skip
    assert (active["last_event_no"], active["last_event_on"]) == (4, day(4))
    assert (active["disbursed_on"], active["is_rescheduled"]) == (PAID_OUT.occurred_on, 1)
    assert (approved["stage"], approved["last_event_no"], approved["last_event_on"]) == (
        "approved", 0, None,
    )  # fmt: skip
    assert (approved["borrower_no"], approved["lent"], approved["disbursed_on"]) == (1, 0, None)
    assert rows(books, 8)["instalment"] == rows(books, 8)["loan_share"] == []


def test_all_that_is_kept_can_be_worked_out_anew(books: Books) -> None:
    club_id = books.club.club_id
    add(books, loan(7), LIFE)
    with transaction(books.engine) as connection:
        for number in (1, 2, 3):
            one = loan_of(connection, club_id, number)
            keep_caches(connection, club_id, [kept_of(one, ())])
    right = {number: rows(books, number) for number in (1, 2, 3, 7)}
    with transaction(books.engine) as connection:
        for name in CACHES:
            table = Base.metadata.tables[name]
            connection.execute(sa.delete(table).where(table.c.club_id == club_id))
        wrong = replace(kept_of(loan(7), LIFE[:2]), loan_no=1)
        keep_caches(connection, club_id, [wrong], are_new=True)
        assert rebuild_loan_caches(connection, club_id) == 4
    assert {number: rows(books, number) for number in (1, 2, 3, 7)} == right


def test_a_club_s_loans_never_touch_another_s(books: Books) -> None:
    other = new_club(books.engine, f"{books.club.club.code}-X")
    with transaction(books.engine) as connection:
        add_people(connection, other.club.club_id)
    for club, events in ((books, LIFE), (other, LIFE[:2])):
        add(club, loan(7), events)
    theirs = rows(other, 7)
    with transaction(books.engine) as connection:
        keep_caches(connection, books.club.club_id, [kept_of(loan(7), LIFE[:1])])
        rebuild_loan_caches(connection, books.club.club_id)
        assert len(loan_file(connection, other.club.club_id, 7).events) == 2
        (mine,) = loan_files(connection, books.club.club_id, [7])
    assert len(mine.events) == len(LIFE)
    assert rows(other, 7) == theirs
    with reading(books.engine) as connection, pytest.raises(UnknownLoan):
        loan_of(connection, new_club(books.engine, "LEER").club.club_id, 7)


def test_a_loan_or_an_event_is_kept_once(books: Books) -> None:
    add(books, loan(7), LIFE[:1])
    with transaction(books.engine) as connection:
        with pytest.raises(sa.exc.DBAPIError) as refused, connection.begin_nested():
            add_loans(connection, books.club.club_id, [loan(7)], NOW)
        assert named(refused.value) is not None
        told = [(7, PAID_OUT, record_of(PAID_OUT))]
        with pytest.raises(sa.exc.DBAPIError) as again, connection.begin_nested():
            add_loan_events(connection, books.club.club_id, told)
        found = named(again.value)
        assert isinstance(found, RuleOfTheBooks)
        assert found.rule == "record_is_kept"
