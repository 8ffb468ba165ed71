"""Arrears and the portfolio of one club and of many, through all that is stored."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest
from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.engine import open_engine, reading, transaction
from ledger.books.loans import loan_files
from ledger.core.loans.choices import PrincipalMethod
from ledger.core.loans.contract import Contract
from ledger.core.loans.events import (
    Disbursement,
    LoanEvent,
    NewSchedule,
    NewScheduleReason,
    Repayment,
)
from ledger.core.loans.life import replay
from ledger.core.loans.making import AgreedPart
from ledger.core.loans.portfolio import LoanState
from ledger.core.loans.rate import Rate
from ledger.core.loans.spans import day_of
from ledger.core.loans.terms import LoanTerms
from ledger.core.statements.arrears import ArrearsList
from ledger.core.statements.portfolio import Portfolio
from ledger.core.statements.table import ColumnKind, Drill, RowKind, Table
from ledger.services.loan_work import Told
from ledger.services.loans import record
from ledger.services.portfolio import arrears_list, portfolio_of
from ledger.services.report_kinds import Asked
from ledger.services.reports import REPORTS, make_report
from ledger.services.simulation import make_demo
from tests.books.counted import Counted
from tests.conftest import NOW, Books, Database, new_club
from tests.services.loan_desk import Desk, lending_club
from tests.services.portfolio_drills import behind_portfolio

BEGAN_ON = dt.date(2025, 1, 5)
TERMS = LoanTerms(rate=Rate.percent(1), instalments=10)
IN_PARTS = Contract(terms=replace(TERMS, repayment=PrincipalMethod.EQUAL_PRINCIPAL))
AT_THE_END = Contract(terms=TERMS)
EIGHT = Contract(terms=replace(IN_PARTS.terms, instalments=8))
ON = dt.date(2025, 9, 20)


def tenth(month: int) -> dt.date:
    return dt.date(2025, month, 10)


def four_loans(books: Books) -> Desk:
    """Lend four sums of which 5.0 million are outstanding on 20 September.

    The first paid five of ten parts of 300,000 and the second four of eight of 500,000, each on
    its day, with 1 % a month on the rest; of the others, due in the end, all interest came.
    """
    sums = {1: 3_000_000, 2: 4_000_000, 3: 1_000_000, 4: 500_000}
    desk = lending_club(
        books, contracts=(IN_PARTS, EIGHT, AT_THE_END, AT_THE_END), began_on=BEGAN_ON,
        principals=tuple(sums.values()),
    )  # fmt: skip
    told: list[tuple[int, LoanEvent]] = [
        (loan_no, Disbursement(number=0, occurred_on=tenth(month), amount=sums[loan_no]))
        for loan_no, month in ((1, 1), (3, 1), (4, 1), (2, 3))
    ]
    for month in range(2, 10):
        brought = {3: 10_000, 4: 5_000}
        if month <= 6:
            brought[1] = 300_000 + 3_000 * (12 - month)
        if 4 <= month <= 7:
            brought[2] = 500_000 + 5_000 * (12 - month)
        told += [
            (loan_no, Repayment(number=0, occurred_on=tenth(month), amount=amount))
            for loan_no, amount in brought.items()
        ]
    desk = desk.on(ON)
    desk.does(record, [Told(loan_no=loan_no, event=event) for loan_no, event in told])
    return desk


def worth(desk: Desk, on: dt.date = ON) -> Portfolio:
    """Return a club's portfolio on a day."""
    with reading(desk.books.engine) as connection:
        return portfolio_of(connection, [desk.books.club], on).together


@pytest.fixture(scope="module")
def lent(shared_database: Database) -> Iterator[Desk]:
    """Give the four loans; the tests of this module only read them."""
    engine = open_engine(shared_database.url)
    yield four_loans(new_club(engine, "HP"))
    engine.dispose()


def test_of_four_loans_seventy_per_cent_are_at_risk_and_thirty_eight_in_arrears(
    lent: Desk,
) -> None:
    found = worth(lent)
    assert (found.gross, found.borrowers) == (5_000_000, 4)
    assert [one.percent() for one in found.at_risk_by_lateness] == [70, 70, 30, 0, 0]
    assert found.arrears_rate.numerator == 1_900_000
    assert found.arrears_rate.percent() == 38


def test_the_other_figures_are_those_of_a_hand_count(lent: Desk) -> None:
    found = worth(lent)
    # Eight parts of 300,000 and six of 500,000 fell due; the last five of them did not come.
    assert (found.year.paid, found.year.due) == (3_500_000, 5_400_000)
    assert found.on_time == found.year
    # From 21 June on three parts of each fell due, and the second loan's of July came.
    assert (found.quarter.paid, found.quarter.due) == (500_000, 2_400_000)
    # 30, 27, ... 18 and 40, 35, 30, 25 thousand, eight times 10 and 5.
    assert found.earned == 120_000 + 130_000 + 120_000
    assert found.fund.surplus == found.earned
    # 3.0 million for ten months and 4.0 million for eight: 62/7 months, over twelve.
    assert found.loan_loss_rate.numerator == 2 * (5_400_000 - 3_500_000)
    assert found.loan_loss_rate.denominator == Fraction(5_400_000 * 62, 7 * 12)
    assert found.fund.portfolio == found.gross


def test_the_list_of_arrears_says_who_is_late_and_since_when(lent: Desk) -> None:
    with reading(lent.books.engine) as connection:
        found = arrears_list(connection, lent.books.club, ON)
    said = [
        (one.paper_code, one.name, one.outstanding, one.overdue.principal, one.overdue.interest,
         one.oldest_due_on, one.days_late)
        for one in found.loans
    ]  # fmt: skip
    assert said == [
        ("KV01", "Bùi Thị Lụa", 1_500_000, 900_000, 36_000, tenth(7), 72),
        ("KV02", "Quách Văn Đạt", 2_000_000, 1_000_000, 35_000, tenth(8), 41),
    ]  # fmt: skip
    assert isinstance(found, ArrearsList)


def test_a_day_in_the_past_is_told_as_it_was(lent: Desk) -> None:
    assert worth(lent, tenth(6)).arrears_rate.numerator == 0
    assert worth(lent, tenth(6)).gross == 1_500_000 + 3_000_000 + 1_500_000 - 500_000
    assert worth(lent, dt.date(2025, 7, 11)).arrears_rate.numerator == 300_000
    assert worth(lent, dt.date(2025, 1, 9)).gross == 0


def test_days_to_come_are_told_as_they_will_be_if_nobody_pays(lent: Desk) -> None:
    found = worth(lent, dt.date(2026, 3, 1))
    assert found.arrears_rate.percent() == 100
    assert [one.percent() for one in found.at_risk_by_lateness] == [100, 100, 100, 100, 70]


def test_a_loan_that_was_rescheduled_is_at_risk_with_the_others(shared_books: Books) -> None:
    books = shared_books
    desk = four_loans(books)
    parts = (AgreedPart(dt.date(2026, 3, 10), 500_000),)
    event = NewSchedule(
        number=0, occurred_on=ON, reason=NewScheduleReason.RESCHEDULING, parts=parts
    )
    with transaction(books.engine) as connection:
        told = [Told(loan_no=4, event=event, reason="Cuộc họp quyết định")]
        record(connection, books.club, told, books.request(), today=ON)
    found = worth(desk)
    assert [one.percent() for one in found.at_risk] == [80, 80, 40, 10, 10]
    assert [one.percent() for one in found.at_risk_by_lateness] == [70, 70, 30, 0, 0]
    assert [one.percent() for one in worth(desk, dt.date(2025, 9, 19)).at_risk] == [
        70,
        70,
        30,
        0,
        0,
    ]


def test_clubs_are_told_one_by_one_and_together(shared_books: Books) -> None:
    books = shared_books
    four_loans(books)
    other = four_loans(new_club(books.engine, "A-B")).books
    empty = new_club(books.engine, "A-C")
    clubs = [other.club, books.club, empty.club]
    with reading(books.engine) as connection:
        with Counted(books.engine) as counted:
            found = portfolio_of(connection, clubs, ON)
        assert len(counted.statements) == 3
    assert [club for club, _ in found.clubs] == clubs
    one, two, three = (portfolio for _, portfolio in found.clubs)
    assert one == two
    assert (three.gross, three.fund.cash) == (0, 0)
    both = found.together
    assert (both.gross, both.borrowers, both.earned) == (10_000_000, 8, 2 * one.earned)
    assert both.arrears_rate.percent() == 38
    assert both.yield_on_portfolio.percent() == one.yield_on_portfolio.percent()


# --- every figure leads on -------------------------------------------------------


def report(connection: Connection, club: StoredClub, name: str, asked: Asked) -> Table:
    return make_report(connection, club, name, asked, today=ON)


def followed(connection: Connection, club: StoredClub, drill: Drill) -> Table:
    """Return the report that a figure leads to."""
    asked = Asked(**dict(drill.arguments))  # type: ignore[arg-type]  # their names are fields
    return report(connection, club, drill.report, asked)


def test_every_figure_of_the_portfolio_is_what_it_leads_to(lent: Desk) -> None:
    club = lent.books.club
    with reading(lent.books.engine) as connection:
        table = report(connection, club, "loan-portfolio", Asked(end=ON))
        compared = 0
        for row in table.rows:
            for column, drill in row.drills:
                target = followed(connection, club, drill)
                if table.columns[column].kind is ColumnKind.AMOUNT:
                    key = table.columns[column].key
                    assert behind_portfolio(table, row, key, target) == row.values[column], row
                    compared += 1
        assert compared > 50


def test_the_number_of_loans_in_a_band_is_that_of_the_list_it_opens(lent: Desk) -> None:
    club = lent.books.club
    with reading(lent.books.engine) as connection:
        table = report(connection, club, "loan-portfolio", Asked(end=ON))
        found = []
        for row in table.rows[4:11]:
            (drill,) = [drill for column, drill in row.drills if column == 1]
            listed = followed(connection, club, drill).rows
            assert len(listed) - 1 == row.values[1]
            found.append(row.values[1])
    assert found == [2, 0, 1, 1, 0, 0, 0]


@pytest.mark.parametrize("name", [one for one in REPORTS if one.startswith("loan-")])
def test_every_report_of_loans_can_be_made_of_a_club_that_lends(lent: Desk, name: str) -> None:
    with reading(lent.books.engine) as connection:
        table = report(connection, lent.books.club, name, Asked(end=ON, loan_no=1))
    assert {len(row.values) for row in table.rows} == {len(table.columns)}
    assert [row.kind for row in table.rows].count(RowKind.LINE) >= 1 or name == "loan-queue"


# --- two years of a club ---------------------------------------------------------

UNTIL = dt.date(2026, 1, 20)


@pytest.fixture(scope="module")
def demo(shared_database: Database) -> Iterator[Books]:
    """Give two years of a club that never was; the tests of this module only read it."""
    engine = open_engine(shared_database.url)
    books = new_club(engine, "HP-0")
    with transaction(engine) as connection:
        club = make_demo(connection, seed=3, until=UNTIL, actor=books.user_id, now=NOW)
    yield replace(books, club=club)
    engine.dispose()


@pytest.mark.parametrize("on", [UNTIL, dt.date(2025, 6, 30)])
def test_the_portfolio_of_a_club_is_what_its_loans_events_give(demo: Books, on: dt.date) -> None:
    with reading(demo.engine) as connection:
        found = portfolio_of(connection, [demo.club], on).together
        late = arrears_list(connection, demo.club, on)
        files = loan_files(connection, demo.club.club_id)
    days = [
        day_of(replay(one.contract, one.events, on))
        for one in files
        if one.events and one.events[0].occurred_on <= on
    ]
    states = [
        LoanState(
            one.outstanding, one.overdue.principal, one.days_late(on), one.is_rescheduled
        )
        for one in days
        if one.outstanding
    ]  # fmt: skip
    assert sorted(found.loans, key=repr) == sorted(states, key=repr)
    assert len(late.loans) == sum(1 for one in days if one.oldest_due_on or one.oldest_due_now)
    assert found.gross == found.fund.portfolio > 0


def test_in_a_real_year_more_is_at_risk_than_is_overdue(demo: Books) -> None:
    with reading(demo.engine) as connection:
        found = portfolio_of(connection, [demo.club], UNTIL).together
    risk, arrears = found.at_risk_by_lateness[0].share, found.arrears_rate.share
    assert risk is not None
    assert arrears is not None
    assert risk > arrears > 0
    assert len(found.fund.month_ends) == 12
    assert 0 < found.on_time.paid <= found.year.paid <= found.year.due
