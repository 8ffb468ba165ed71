"""How a member's statement shows what was brought into the books when they began."""

import datetime as dt

from ledger.books.engine import reading
from ledger.core.statements.member import MemberStatement
from ledger.services.loan_life import repay
from ledger.services.members import member_statement_of
from ledger.services.opening import open_books
from tests.conftest import TODAY, Books
from tests.services.loan_desk import Desk
from tests.services.test_services_leaving import OPENING
from tests.services.test_services_opening import OPENS_ON
from tests.services.treasury_desk import LUA, treasury

NEW_YEAR = dt.date(2026, 1, 1)


def statement(desk: Desk, begin: dt.date = NEW_YEAR) -> MemberStatement:
    """Return the borrower's statement until today."""
    with reading(desk.books.engine) as connection:
        return member_statement_of(connection, desk.books.club, LUA, begin, TODAY)


def test_what_was_brought_in_is_a_balance_and_no_payment(shared_books: Books) -> None:
    desk = treasury(shared_books, capital=0)
    desk.does(open_books, OPENING)
    desk.does(repay, 1, on=TODAY, amount=1_050_000)
    found = statement(desk)
    assert (found.opening, found.closing) == (5_000_000, 4_000_000)
    assert (found.paid_capital, found.capital_balance) == (0, 300_000)
    assert (found.paid_principal, found.paid_interest) == (1_000_000, 50_000)
    assert {one.occurred_on for one in found.movements} == {TODAY}
    assert sum(one.received for one in found.movements) == 0
    (loan,) = found.loans
    assert (loan.principal, loan.repaid, loan.outstanding) == (5_000_000, 1_000_000, 4_000_000)
    # It was agreed on 10 June 2025, and its last instalment is due on 10 May 2026.
    assert (loan.disbursed_on, loan.due_on) == (dt.date(2025, 6, 10), dt.date(2026, 5, 10))
    assert statement(desk, OPENS_ON + dt.timedelta(days=1)).opening == 5_000_000
