"""What would happen to a loan if somebody paid, answered without writing anything."""

import datetime as dt

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.loans import LoanFile, loan_file
from ledger.core.loans import quotes
from ledger.core.loans.allocation import Ahead
from ledger.core.loans.events import Repayment
from ledger.core.loans.life import replay
from ledger.core.loans.quotes import EndingQuote, PaymentQuote
from ledger.core.loans.telling import check_told


def if_paid(
    connection: Connection, club: StoredClub, loan_no: int, amount: int, on: dt.date
) -> tuple[tuple[Ahead, PaymentQuote], ...]:
    """Return what a payment on a day would do, as `choices_of` does, in two queries.

    Raises `UnknownLoan`.
    """
    return choices_of(loan_file(connection, club.club_id, loan_no), amount, on)


def to_end(connection: Connection, club: StoredClub, loan_no: int, on: dt.date) -> EndingQuote:
    """Return what would end a loan on a day, as `ending_of` does, in two queries.

    Raises `UnknownLoan`.
    """
    return ending_of(loan_file(connection, club.club_id, loan_no), on)


def choices_of(file: LoanFile, amount: int, on: dt.date) -> tuple[tuple[Ahead, PaymentQuote], ...]:
    """Return what a payment on a loan on a day would do, by each choice of the payer.

    Raises what the payment itself would be refused for. What happened to the loan after that day
    is left out.
    """
    _check(file, amount, on)
    return quotes.choices(file.contract, file.events, amount, on)


def ending_of(file: LoanFile, on: dt.date) -> EndingQuote:
    """Return what would end a loan on a day, by its contract's rule.

    Raises `StepNotLawful` for a loan that cannot be paid on that day.
    """
    _check(file, 1, on)
    return quotes.to_end(file.contract, file.events, on)


def _check(file: LoanFile, amount: int, on: dt.date) -> None:
    payment = Repayment(number=file.next_no, occurred_on=on, amount=amount)
    check_told(replay(file.contract, file.events, on), payment)
