"""A member's statement is what she can check against her own vouchers."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy.engine import Connection

from ledger.books.engine import open_engine, reading, transaction
from ledger.books.refusals import UnknownMember
from ledger.core.accounts import LOAN_ACCOUNTS
from ledger.core.journal import EntryKind, JournalEntry
from ledger.core.posting_rules import (
    INCOME,
    accrued_interest_received,
    allowance_made,
    became_overdue,
    disbursed,
    interest_accrued,
    paid,
    principal_received,
    received,
    written_off,
)
from ledger.core.statements.member import MemberLoan, MemberStatement
from ledger.core.statements.scope import PeriodEndsBeforeItBegins
from ledger.services.journal import reverse
from ledger.services.members import listed_loans, listed_members, member_statement_of
from ledger.services.statements import Question, trial_balance_of
from tests.books.postings import add_people, money_in, other, posted
from tests.conftest import TODAY, Books, Database, new_club
from tests.services.worked_year import YEAR, worked_year

JANUARY = dt.date(2026, 1, 10)
THIS_YEAR = dt.date(2026, 1, 1), TODAY


@pytest.fixture(scope="module")
def books(shared_database: Database) -> Iterator[Books]:
    """Give the worked year; tests that take this only read it."""
    engine = open_engine(shared_database.url)
    yield worked_year(new_club(engine, "HP"))
    engine.dispose()


@pytest.fixture
def connection(books: Books) -> Iterator[Connection]:
    """Give a connection that reads the worked year."""
    with reading(books.engine) as opened:
        yield opened


def sums(statement: MemberStatement) -> tuple[int, ...]:
    """Return owed before and after, and what was paid: principal, interest, dues, capital."""
    return (
        statement.opening, statement.closing, statement.paid_principal, statement.paid_interest,
        statement.paid_dues, statement.paid_capital,
    )  # fmt: skip


def loan(statement: MemberStatement) -> MemberLoan:
    """Return the one loan of a statement."""
    (one,) = statement.loans
    return one


@pytest.mark.parametrize(
    ("member_no", "expected"),
    [(1, (0, 5_000, 1_000, 60, 300, 0)), (2, (0, 4_000, 0, 40, 0, 0)), (3, (0, 0, 0, 0, 0, 500))],
)
def test_the_year_of_a_member(
    connection: Connection, books: Books, member_no: int, expected: tuple[int, ...]
) -> None:
    statement = member_statement_of(connection, books.club, member_no, *YEAR)
    assert sums(statement) == expected
    assert statement.capital_balance == expected[-1]


def test_a_statement_names_the_member_and_lists_each_movement(
    connection: Connection, books: Books
) -> None:
    statement = member_statement_of(connection, books.club, 1, *YEAR)
    assert (statement.name, statement.paper_code, statement.club) == (
        "Bùi Thị Lụa", "TV01", "Hạnh Phúc",
    )  # fmt: skip
    assert [
        (x.voucher, x.account, x.received, x.paid, x.loan_change, x.balance)
        for x in statement.movements
    ] == [
        ("PC 1", "1321", 6_000, 0, 6_000, 6_000), ("PT 1", "5112", 0, 300, 0, 6_000),
        ("PT 2", "5111", 0, 60, 0, 6_000), ("PT 3", "1321", 0, 1_000, -1_000, 5_000),
    ]  # fmt: skip


def test_a_loan_on_the_statement(connection: Connection, books: Books) -> None:
    first = loan(member_statement_of(connection, books.club, 1, *YEAR))
    assert first == MemberLoan(
        loan_no=1, paper_code="KV01", purpose="Nuôi gà", disbursed_on=dt.date(2025, 1, 10),
        due_on=dt.date(2026, 1, 10), principal=6_000, repaid=1_000, outstanding=5_000,
        interest_paid=60,
    )  # fmt: skip
    never = loan(member_statement_of(connection, books.club, 3, *YEAR))
    assert (never.disbursed_on, never.repaid, never.outstanding) == (None, 0, 0)
    agreed_later = member_statement_of(connection, books.club, 1, YEAR[0], dt.date(2025, 1, 9))
    assert agreed_later.loans == ()


def test_a_statement_of_some_days_opens_with_what_was_owed_before(
    connection: Connection, books: Books
) -> None:
    spring = dt.date(2025, 2, 11), dt.date(2025, 6, 30)
    statement = member_statement_of(connection, books.club, 1, *spring)
    assert sums(statement) == (6_000, 5_000, 1_000, 0, 0, 0)
    assert [x.voucher for x in statement.movements] == ["PT 3"]


def test_moving_a_loan_to_overdue_is_no_payment(connection: Connection, books: Books) -> None:
    statement = member_statement_of(connection, books.club, 2, *YEAR)
    moved = [x for x in statement.movements if x.account == "1322" or x.loan_change < 0]
    assert [(x.account, x.loan_change, x.paid, x.received) for x in moved] == [
        ("1322", 1_000, 0, 0), ("1321", -1_000, 0, 0),
    ]  # fmt: skip
    one = loan(statement)
    assert (one.disbursed_on, one.repaid, one.outstanding) == (dt.date(2025, 1, 10), 0, 4_000)


def test_the_lists_of_members_and_loans_on_a_day(connection: Connection, books: Books) -> None:
    members = listed_members(connection, books.club, YEAR[1])
    assert [(one.name, one.owed, one.capital) for one in members] == [
        ("Bạch Thị Ánh", 0, 500), ("Quách Văn Đạt", 4_000, 0), ("Bùi Thị Lụa", 5_000, 0),
    ]  # fmt: skip
    assert {one.household_class for one in members} == {"poor"}
    loans = listed_loans(connection, books.club, dt.date(2025, 2, 28))
    assert [(one.paper_code, one.outstanding, one.due_on) for one in loans] == [
        ("KV01", 6_000, dt.date(2026, 1, 10)), ("KV02", 4_000, dt.date(2026, 1, 10)),
        ("KV03", 0, dt.date(2026, 1, 10)),
    ]  # fmt: skip
    assert listed_loans(connection, books.club, dt.date(2025, 1, 9)) == []


def test_members_loans_and_statements_agree_with_the_control_account(
    connection: Connection, books: Books
) -> None:
    for day in (dt.date(2025, 2, 28), dt.date(2025, 11, 10), dt.date(2026, 1, 10)):
        report = trial_balance_of(connection, books.club, Question(YEAR[0], day))
        control = sum(
            row.closing.balance for row in report.rows if row.account.number in LOAN_ACCOUNTS
        )
        members = listed_members(connection, books.club, day)
        assert sum(one.owed for one in members) == control
        assert sum(one.outstanding for one in listed_loans(connection, books.club, day)) == control
        for one in members:
            statement = member_statement_of(connection, books.club, one.member_no, YEAR[0], day)
            assert (statement.closing, statement.capital_balance) == (one.owed, one.capital)
            assert sum(x.outstanding for x in statement.loans) == statement.closing


def test_a_member_that_is_not_there_is_refused_by_name(
    connection: Connection, books: Books
) -> None:
    for number in (0, 4, -1, 10**30):
        with pytest.raises(UnknownMember) as refused:
            member_statement_of(connection, books.club, number, *YEAR)
        assert refused.value.member_no == number
    with pytest.raises(PeriodEndsBeforeItBegins):
        member_statement_of(connection, books.club, 1, *reversed(YEAR))


def lender(books: Books, *entries: JournalEntry) -> Books:
    """Add people and money to an empty club, lend 6,000 to member 1, and post the entries."""
    with transaction(books.engine) as connection:
        add_people(connection, books.club.club_id)
    lent = replace(
        other(disbursed(6_000, member_no=1, loan_no=1), JANUARY), kind=EntryKind.DISBURSEMENT
    )
    posted(books, money_in(20_000, JANUARY), lent, *entries)
    return books


def statement_of(books: Books) -> MemberStatement:
    """Return the statement of member 1 for the year."""
    with reading(books.engine) as connection:
        return member_statement_of(connection, books.club, 1, *THIS_YEAR)


def test_a_repayment_that_was_reversed_was_not_paid(shared_books: Books) -> None:
    lender(shared_books, other(principal_received(500, member_no=1, loan_no=1)))
    right = other(principal_received(50, member_no=1, loan_no=1))
    with transaction(shared_books.engine) as connection:
        reverse(
            connection, shared_books.club, 3, "Thừa một số không", shared_books.request(),
            today=TODAY, replacement=right,
        )  # fmt: skip
    statement = statement_of(shared_books)
    assert sums(statement) == (0, 5_950, 50, 0, 0, 0)
    assert (loan(statement).repaid, loan(statement).outstanding) == (50, 5_950)


def test_a_disbursement_that_was_reversed_is_no_repayment(shared_books: Books) -> None:
    lender(shared_books)
    again = other(disbursed(5_000, member_no=1, loan_no=1))
    with transaction(shared_books.engine) as connection:
        reverse(
            connection, shared_books.club, 2, "Nhầm số tiền", shared_books.request(),
            today=TODAY, replacement=again,
        )  # fmt: skip
    statement = statement_of(shared_books)
    assert sums(statement) == (0, 5_000, 0, 0, 0, 0)
    assert loan(statement).repaid == 0


def test_what_was_written_off_was_not_paid(shared_books: Books) -> None:
    named = {"member_no": 1, "loan_no": 1}
    lender(
        shared_books, other(principal_received(1_000, **named)),
        other(allowance_made(2_000)), other(became_overdue(5_000, **named)),
        other(written_off(5_000, from_allowance=2_000, **named)),
    )  # fmt: skip
    statement = statement_of(shared_books)
    assert sums(statement) == (0, 0, 1_000, 0, 0, 0)
    assert (loan(statement).repaid, loan(statement).outstanding) == (1_000, 0)
    assert sum(x.paid for x in statement.movements) == 1_000


def test_interest_is_paid_when_the_money_comes_not_when_it_is_due(shared_books: Books) -> None:
    named = {"member_no": 1, "loan_no": 1}
    lender(
        shared_books, other(interest_accrued(60, **named)),
        other(accrued_interest_received(40, **named)),
    )  # fmt: skip
    statement = statement_of(shared_books)
    assert (statement.paid_interest, loan(statement).interest_paid) == (40, 40)


def test_capital_that_was_given_back_is_no_longer_hers(shared_books: Books) -> None:
    lender(
        shared_books, other(received("4114", INCOME, 300, member_no=1), JANUARY),
        other(paid("4114", INCOME, 100, member_no=1)),
    )  # fmt: skip
    statement = statement_of(shared_books)
    assert (statement.paid_capital, statement.capital_balance) == (200, 200)
    with reading(shared_books.engine) as connection:
        listed = listed_members(connection, shared_books.club, JANUARY)
    assert [one.capital for one in listed if one.member_no == 1] == [300]


def test_principal_that_names_no_loan_is_still_the_member_s(shared_books: Books) -> None:
    lines = received("1321", INCOME, 500, member_no=1)
    lender(shared_books, other(lines))
    with reading(shared_books.engine) as connection:
        listed = listed_members(connection, shared_books.club, TODAY)
        statement = member_statement_of(connection, shared_books.club, 1, *THIS_YEAR)
    assert [one.owed for one in listed if one.member_no == 1] == [statement.closing] == [5_500]
