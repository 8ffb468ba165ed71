"""How loans stood on any day, as kept, is what their events up to that day give."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Connection, Engine

from ledger.books.engine import transaction
from ledger.books.loan_caches import keep_caches, kept_of
from ledger.books.loans import StoredLoan, add_loans
from ledger.books.members import NewMember, add_households, add_members
from ledger.books.portfolio import late_loans, listed_figures, loan_figures
from ledger.core.loans.arrears import dues_of
from ledger.core.loans.contract import Contract
from ledger.core.loans.events import LoanEvent, PaidBy, Repayment
from ledger.core.loans.life import replay
from ledger.core.loans.portfolio import LoanState
from ledger.core.loans.recovery import Repaid, paid_in_time, paid_on_time
from ledger.core.loans.spans import LoanDay, day_of
from ledger.core.periods import day_before
from ledger.core.statements.arrears import LateLoan
from ledger.core.statements.portfolio import A_QUARTER, A_YEAR, LoanFigures, time_until
from tests.books.counted import Counted
from tests.conftest import NOW, Books, new_club
from tests.core.loan_examples import BULLET, EQUAL_PARTS, LENT, PAID_OUT, day, paid
from tests.core.loan_lives import BEGUN_ON, lives

Life = tuple[Contract, tuple[LoanEvent, ...]]

MEMBERS = range(1, 23)
"""Borrowers from 1 on, and heirs from 20 on."""


def add_people(connection: Connection, club_id: int) -> None:
    homes = [(number, f"H{number}", "poor", None) for number in MEMBERS]
    add_households(connection, club_id, homes, valid_from=BEGUN_ON, recorded_at=NOW)
    people = [NewMember(no, f"TV{no}", no, f"Bùi Thị {no}", BEGUN_ON) for no in MEMBERS]
    add_members(connection, club_id, people, NOW)


def keep(connection: Connection, club_id: int, lived: Sequence[Life]) -> None:
    """Store loans and how they stand; number and borrower are one and the same."""
    loans = [
        StoredLoan(
            number, f"V{number}", number, BEGUN_ON, 1_000, contract.terms.instalments, 10_000,
            "bullet", None, contract,
        )
        for number, (contract, _) in enumerate(lived, 1)
    ]  # fmt: skip
    add_loans(connection, club_id, loans, NOW)
    kept = [kept_of(loan, events) for loan, (_, events) in zip(loans, lived, strict=True)]
    keep_caches(connection, club_id, kept, are_new=True)


def stood(life: Life, on: dt.date) -> LoanDay | None:
    """Return how a loan stood on a day by its events, None before it was paid out."""
    return day_of(replay(*life, on)) if on >= BEGUN_ON else None


def expected(number: int, life: Life, on: dt.date) -> LoanFigures:
    """Return what a portfolio takes of a loan, worked out from its events."""
    state = replay(*life, on)
    found, year, quarter = day_of(state), time_until(on, A_YEAR), time_until(on, A_QUARTER)
    was = stood(life, day_before(year.since))
    dues = dues_of(state.original) if state.original else ()
    brought = [
        Repaid(one.event.occurred_on, one.allocation.parts.principal)
        for one in state.outcomes
        if not (isinstance(one.event, Repayment) and one.event.paid_by is PaidBy.CLUB)
    ]
    return LoanFigures(
        borrower_no=found.heir_no or number,
        standing=LoanState(
            found.outstanding, found.overdue.principal, found.days_late(on), found.is_rescheduled
        ),
        lent=found.lent,
        term_months=life[0].terms.instalments,
        on_time=paid_on_time(dues, brought, year.since, on),
        year=paid_in_time(dues, brought, year.since, on),
        quarter=paid_in_time(dues, brought, quarter.since, on),
        earned=found.earned - (was.earned if was else 0),
        given_up=found.given_up - (was.given_up if was else 0),
    )


def is_late(number: int, life: Life, on: dt.date) -> LateLoan | None:
    """Return a loan as the list of arrears has it, worked out from its events."""
    found = stood(life, on)
    if found is None or not (found.oldest_due_on or found.oldest_due_now):
        return None
    borrower_no = found.heir_no or number
    return LateLoan(
        loan_no=number, paper_code=f"V{number}", borrower_no=borrower_no,
        name=f"Bùi Thị {borrower_no}", outstanding=found.outstanding, overdue=found.overdue,
        oldest_due_on=found.oldest_due_on, days_late=found.days_late(on),
        days_late_now=found.days_late_now(on), is_rescheduled=found.is_rescheduled,
    )  # fmt: skip


def listed(connection: Connection, club_id: int, on: dt.date) -> dict[int, LoanFigures]:
    """Return the figures of a club's loans by number, a quarter being the year itself."""
    before = day_before(time_until(on, A_YEAR).since)
    found = listed_figures(connection, club_id, on, before=before)
    return {one.loan_no: one.figures for one in found}


def of_clubs(
    connection: Connection, club_ids: Sequence[int], on: dt.date
) -> dict[int, list[LoanFigures]]:
    """Return the figures of clubs' loans, in an order of their own."""
    before, later = (day_before(time_until(on, one).since) for one in (A_YEAR, A_QUARTER))
    found = loan_figures(connection, club_ids, on, before=before, later=later)
    return {club_id: sorted(loans, key=repr) for club_id, loans in found.items()}


ON = st.integers(0, 900).map(lambda days: BEGUN_ON + dt.timedelta(days=days))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lived=st.lists(lives(), min_size=1, max_size=3), days=st.lists(ON, min_size=1, max_size=3))
def test_what_is_kept_is_what_the_events_up_to_a_day_give(
    shared_books: Books, lived: list[Life], days: list[dt.date]
) -> None:
    club_id = shared_books.club.club_id
    with shared_books.engine.connect() as connection, connection.begin() as outer:
        add_people(connection, club_id)
        keep(connection, club_id, lived)
        for on in days:
            right = {number: expected(number, life, on) for number, life in enumerate(lived, 1)}
            there = listed(connection, club_id, on)
            for number, one in right.items():
                if number in there:
                    assert there[number] == replace(one, quarter=one.year)
                else:  # it was over before the year began
                    assert not one.standing.outstanding
                    assert (one.year.due, one.earned, one.given_up) == (0, 0, 0)
            found = of_clubs(connection, [club_id], on).get(club_id, [])
            assert found == sorted((right[number] for number in there), key=repr)
            late = [is_late(number, life, on) for number, life in enumerate(lived, 1)]
            assert late_loans(connection, club_id, on) == [one for one in late if one]
        outer.rollback()


LATE: Life = (EQUAL_PARTS, (PAID_OUT, paid(2, day(2), 1_120_000)))
"""The first million of twelve came on its day, and no other."""
GOOD: Life = (BULLET, (PAID_OUT, *(paid(number, day(number), 120_000) for number in range(2, 5))))
NEXT: Life = (
    EQUAL_PARTS, (replace(PAID_OUT, occurred_on=day(9)), paid(2, day(10), 1_120_000)),
)  # fmt: skip


def test_figures_are_those_of_the_loan_that_they_are_of(shared_books: Books) -> None:
    club_id = shared_books.club.club_id
    with transaction(shared_books.engine) as connection:
        add_people(connection, club_id)
        keep(connection, club_id, [LATE, GOOD, NEXT])
        found = listed(connection, club_id, day(4, 20))
        assert list(found) == [1, 2]  # the third is paid out in September
        assert found[1].standing == LoanState(11_000_000, 2_000_000, 41)
        assert (found[1].year.paid, found[1].year.due) == (1_000_000, 3_000_000)
        assert (found[1].on_time.paid, found[1].earned) == (1_000_000, 120_000)
        assert found[2].standing == LoanState(LENT)
        (late,) = late_loans(connection, club_id, day(4, 20))
        assert (late.loan_no, late.overdue.principal) == (1, 2_000_000)


def test_before_the_first_loan_there_is_nothing(shared_books: Books) -> None:
    club_id = shared_books.club.club_id
    with transaction(shared_books.engine) as connection:
        add_people(connection, club_id)
        keep(connection, club_id, [LATE])
        assert listed(connection, club_id, day(1, 9)) == {}
        assert of_clubs(connection, [club_id], day(1, 9)) == {}
        assert late_loans(connection, club_id, day(1, 9)) == []
        assert of_clubs(connection, [], day(4)) == {}


def test_a_loan_approved_and_not_paid_out_is_nobody_s_debt(shared_books: Books) -> None:
    club_id = shared_books.club.club_id
    with transaction(shared_books.engine) as connection:
        add_people(connection, club_id)
        keep(connection, club_id, [(BULLET, ())])
        assert listed(connection, club_id, day(4)) == {}


def test_the_past_told_anew_is_kept_anew(shared_books: Books) -> None:
    club_id = shared_books.club.club_id
    with transaction(shared_books.engine) as connection:
        add_people(connection, club_id)
        keep(connection, club_id, [LATE])
        forgotten = (*LATE[1], paid(3, day(3), 1_110_000))
        loan = StoredLoan(1, "V1", 1, BEGUN_ON, LENT, 12, 10_000, "equal_principal", None, LATE[0])
        keep_caches(connection, club_id, [kept_of(loan, forgotten)])
        assert late_loans(connection, club_id, day(3, 20)) == []
        assert listed(connection, club_id, day(3, 20))[1].on_time.paid == 2_000_000


def test_clubs_are_read_together_as_each_by_itself(shared_engine: Engine) -> None:
    ids = [new_club(shared_engine, code).club.club_id for code in ("HP-A", "HP-B")]
    with transaction(shared_engine) as connection:
        for club_id, lived in zip(ids, ([LATE, GOOD], [GOOD, NEXT, LATE]), strict=True):
            add_people(connection, club_id)
            keep(connection, club_id, lived)
        alone = {club_id: of_clubs(connection, [club_id], day(11))[club_id] for club_id in ids}
        assert [len(loans) for loans in alone.values()] == [2, 3]
        assert of_clubs(connection, [*ids, max(ids) + 1], day(11)) == alone


def test_the_number_of_queries_does_not_grow_with_the_loans(shared_books: Books) -> None:
    club_id = shared_books.club.club_id
    with transaction(shared_books.engine) as connection:
        add_people(connection, club_id)
        keep(connection, club_id, [LATE, GOOD] * 9)
        with Counted(shared_books.engine) as counted:
            listed(connection, club_id, day(4))
            of_clubs(connection, [club_id], day(4))
            late_loans(connection, club_id, day(4))
        assert len(counted.statements) == 3
