"""A loan as one finds it on a day, before anything is told of it."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.loans import LoanFile, loan_file
from ledger.core.loans.life import replay
from ledger.core.loans.state import LoanState
from ledger.services.loans import check_day


@dataclass(frozen=True, slots=True)
class Found:
    """A loan's file and its state on a day; what happened later is left out of the state."""

    file: LoanFile
    state: LoanState

    @property
    def borrower_no(self) -> int:
        """Return who owes the loan on the day: the borrower, or an heir."""
        return self.state.heir_no or self.file.loan.member_no


def find(connection: Connection, club_id: int, loan_no: int, on: dt.date, today: dt.date) -> Found:
    """Return a loan as it stands on a day (`UnknownLoan`), in two queries.

    Refuses days on which nothing can have happened (`DateAfterTomorrow`, `DateTooEarly`).
    """
    check_day(on, today)
    file = loan_file(connection, club_id, loan_no)
    return Found(file, replay(file.contract, file.events, on))
