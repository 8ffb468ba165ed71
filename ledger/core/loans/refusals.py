"""What cannot happen to a loan, by name."""

import datetime as dt
from dataclasses import dataclass

from ledger.core.errors import RuleBroken
from ledger.core.loans.allocation import PaymentNotAboveZero
from ledger.core.money import LARGEST_MINOR, AmountTooLarge


@dataclass(eq=False)
class EventOutOfOrder(RuleBroken):
    """What is told of an earlier day changes what came after: all is to be worked out anew."""

    occurred_on: dt.date
    as_of: dt.date


@dataclass(eq=False)
class DisbursedTwice(RuleBroken):
    """A loan is paid out once, unless it was agreed to be paid out in parts."""

    first_on: dt.date


@dataclass(eq=False)
class NothingToUndo(RuleBroken):
    """What is to be undone never happened, or is undone already."""

    event: int


@dataclass(eq=False)
class RefundAboveHeld(RuleBroken):
    """More is to be given back than is held for the borrower."""

    amount: int
    held: int


@dataclass(eq=False)
class ClosedWithMoneyOpen(RuleBroken):
    """A loan is closed when nothing is owed on it and nothing is held for the borrower."""

    owed: int
    held: int


@dataclass(eq=False)
class WaivedAboveOwed(RuleBroken):
    """More is to be forgiven than is owed of a kind; principal is written off, not forgiven."""

    amount: int
    owed: int


@dataclass(eq=False)
class WrittenOffAboveOwed(RuleBroken):
    """More principal is to be given up than is owed, or the allowance would bear more than that."""

    amount: int
    owed: int


@dataclass(eq=False)
class WrittenOffTwice(RuleBroken):
    """A loan is written off once."""

    first_on: dt.date


@dataclass(eq=False)
class MovedAboveOwed(RuleBroken):
    """More principal is to be moved to overdue, or back, than stands where it comes from."""

    amount: int
    there: int


@dataclass(eq=False)
class AccruedBelowZero(RuleBroken):
    """More accrued interest is to be taken back than was accrued and not yet received."""

    amount: int
    accrued: int


def check_amount(amount: int) -> None:
    """Refuse an amount that is none (`PaymentNotAboveZero`) or too large (`AmountTooLarge`)."""
    if amount <= 0:
        raise PaymentNotAboveZero(amount=amount)
    if amount > LARGEST_MINOR:
        raise AmountTooLarge(amount=amount)
