"""What would happen if somebody paid is answered in two queries, and nothing is written."""

import datetime as dt

import pytest

from ledger.books.refusals import UnknownLoan
from ledger.core.errors import LedgerError
from ledger.core.loans.allocation import Ahead, PaymentNotAboveZero
from ledger.core.loans.steps import StepNotLawful
from ledger.services.loan_disbursing import disburse
from ledger.services.loan_life import repay
from ledger.services.loan_quotes import if_paid, to_end
from tests.books.counted import Counted
from tests.conftest import Books
from tests.core.loan_examples import BEGUN_ON, LENT, day
from tests.services.loan_desk import Desk, lending_club


@pytest.fixture
def desk(shared_books: Books) -> Desk:
    desk = lending_club(shared_books)
    desk.does(disburse, 1, on=BEGUN_ON)
    return desk


def test_a_payment_is_quoted_by_each_choice_and_does_what_was_quoted(desk: Desk) -> None:
    rows = desk.rows()
    with Counted(desk.books.engine) as counted:
        quotes = dict(desk.asks(if_paid, 1, 6_620_000, day(2)))
    assert len(counted.statements) == 2
    assert desk.rows() == rows
    assert list(quotes) == list(Ahead)
    saved = {ahead: quote.interest_saved for ahead, quote in quotes.items()}
    assert saved[Ahead.SHORTER] > saved[Ahead.SMALLER] > saved[Ahead.NEXT] == 0
    desk.does(repay, 1, on=day(2), amount=6_620_000, ahead=Ahead.SMALLER)
    assert desk.loan(1, day(2)).rows == quotes[Ahead.SMALLER].after.rows


def test_what_would_end_a_loan_ends_it(desk: Desk) -> None:
    """120,000 for the first month, and half of the second on 12 million: 14 days of 28."""
    with Counted(desk.books.engine) as counted:
        quote = desk.asks(to_end, 1, day(2, 24))
    assert len(counted.statements) == 2
    assert quote.amount == LENT + 120_000 + 55_000
    desk.does(repay, 1, on=day(2, 24), amount=quote.amount)
    assert desk.loan(1).left.total == desk.loan(1).held == 0


@pytest.mark.parametrize(
    ("error", "loan_no", "amount", "on"),
    [
        (PaymentNotAboveZero, 1, 0, day(2)),
        (StepNotLawful, 1, 5, day(1, 9)),
        (StepNotLawful, 2, 5, day(2)),
        (UnknownLoan, 9, 5, day(2)),
    ],
)
def test_a_quote_is_refused_as_the_payment_would_be(
    desk: Desk, error: type[LedgerError], loan_no: int, amount: int, on: dt.date
) -> None:
    with pytest.raises(error):
        desk.asks(if_paid, loan_no, amount, on)


def test_a_loan_that_was_not_paid_out_has_no_end_yet(desk: Desk) -> None:
    with pytest.raises(StepNotLawful):
        desk.asks(to_end, 2, day(2))
