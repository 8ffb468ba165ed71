"""What can happen to a loan, as dated and numbered facts from which its state is worked out."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from ledger.core.loans.allocation import Ahead
from ledger.core.loans.making import AgreedPart
from ledger.core.loans.parts import Component
from ledger.core.loans.standing import Charge


class PaidBy(StrEnum):
    """Who pays what is paid on a loan."""

    BORROWER = "borrower"
    """Money comes in."""
    CLUB = "club"
    """The club gives it up by a meeting's decision; it is allocated as money would be."""


class NewScheduleReason(StrEnum):
    """Why a loan has a new schedule."""

    EXTENSION = "extension"
    RESCHEDULING = "rescheduling"
    MORATORIUM = "moratorium"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    """Something that happened at the club on a day; `number` is the order in which it was told."""

    number: int
    occurred_on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Disbursement(_Event):
    """The loan, or a part of it, was paid out.

    `adopted`: it was so before the books began, and what is still owed is brought into them.
    """

    amount: int
    adopted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Repayment(_Event):
    """Money came for the loan; `ahead` is the payer's choice, that of the product unless given.

    `only`: what it pays, where a club's paper says so; None: by the club's order. `by_bank`: it
    came by bank transfer and never lay in the box.
    """

    amount: int
    paid_by: PaidBy = PaidBy.BORROWER
    ahead: Ahead | None = None
    only: Component | None = None
    by_bank: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Charging(_Event):
    """A fine or a fee was charged, to be paid by a day."""

    charge: Charge


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver(_Event):
    """Interest, a fine or a fee was forgiven, the oldest first."""

    component: Component
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund(_Event):
    """Money held for the borrower was given back."""

    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOff(_Event):
    """Principal was given up by a meeting's decision: so much, or all of it.

    The debt is still followed (004). `from_allowance` is what the allowance (229) bears of it.
    """

    amount: int | None = None
    from_allowance: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueMove(_Event):
    """Principal was moved to overdue (1322), or back where the amount is below zero."""

    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Accrual(_Event):
    """Interest was booked before it was received (accrual basis only); below zero, taken back."""

    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSchedule(_Event):
    """The principal that is owed comes back by new dates and sums; the old schedule is kept.

    `free_until`: no interest is charged up to that day (a moratorium may say so).
    """

    reason: NewScheduleReason
    parts: tuple[AgreedPart, ...]
    free_until: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inheritance(_Event):
    """Another member took the debt over from the borrower."""

    member_no: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing(_Event):
    """The loan was closed: nothing is owed and nothing is held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoing(_Event):
    """Another event, of that number, was reversed: it counts no more, on no day."""

    of: int


LoanEvent: TypeAlias = (
    Disbursement
    | Repayment
    | Charging
    | Waiver
    | Refund
    | WriteOff
    | OverdueMove
    | Accrual
    | NewSchedule
    | Inheritance
    | Closing
    | Undoing
)
