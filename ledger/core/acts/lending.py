"""What is done about loans, as somebody asks for it: sums in đồng, days, numbers of the club."""

import datetime as dt
from dataclasses import dataclass

from ledger.core.loans.allocation import Ahead
from ledger.core.loans.making import AgreedPart


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisalGiven:
    """An officer looked at the plan and the household."""

    application_no: int
    on: dt.date
    by: int
    opinion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteTaken:
    """A meeting voted on an application; members by number."""

    application_no: int
    held_on: dt.date
    present: tuple[int, ...]
    in_favour: tuple[int, ...]
    against: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanGranted:
    """An application that a meeting voted for becomes a loan, as it was asked for or smaller."""

    application_no: int
    on: dt.date
    amount: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationTurnedDown:
    """An application is turned down, or taken back by the member."""

    application_no: int
    on: dt.date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanPaidOut:
    """A loan is paid out in cash, all of it or a part."""

    loan_no: int
    on: dt.date
    amount: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanRepaid:
    """Money came for a loan, in the box or by bank."""

    loan_no: int
    on: dt.date
    amount: int
    ahead: Ahead | None = None
    by_bank: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanRefunded:
    """Money held for a borrower is given back."""

    loan_no: int
    on: dt.date
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanExtended:
    """A loan runs for some periods more, once."""

    loan_no: int
    on: dt.date
    periods: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanRescheduled:
    """The principal owed comes back by other dates and sums."""

    loan_no: int
    on: dt.date
    parts: tuple[AgreedPart, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanHandedOver:
    """An heir takes a loan over."""

    loan_no: int
    on: dt.date
    heir_no: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanGivenUp:
    """Principal of a loan is written off, all of it unless an amount is said."""

    loan_no: int
    on: dt.date
    reason: str
    amount: int | None = None
    from_allowance: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanRecovered:
    """Money came for a loan that was written off."""

    loan_no: int
    on: dt.date
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanEnded:
    """A loan on which nothing is open is closed."""

    loan_no: int
    on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualProductsAdopted:
    """A club that lends on no terms yet adopts the usual ones, from a day on."""

    valid_from: dt.date
