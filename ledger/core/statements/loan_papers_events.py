"""The words for each thing that can happen to a loan, as its papers say them."""

from collections.abc import Mapping

from ledger.core.loans.events import (
    Accrual,
    Charging,
    Closing,
    Disbursement,
    Inheritance,
    NewSchedule,
    NewScheduleReason,
    OverdueMove,
    PaidBy,
    Refund,
    Repayment,
    Undoing,
    Waiver,
    WriteOff,
)
from ledger.core.loans.parts import Component
from ledger.core.loans.state import Outcome
from ledger.core.money import Money
from ledger.core.statements.table import Phrase, filled, phrase

_CHARGED: Mapping[Component, Phrase] = {
    Component.FINE: phrase("Fine charged: %(amount)s, to be paid by %(day)s"),
    Component.FEE: phrase("Fee charged: %(amount)s, to be paid by %(day)s"),
}
_FORGIVEN: Mapping[Component, Phrase] = {
    Component.INTEREST: phrase("Interest forgiven: %(amount)s"),
    Component.FINE: phrase("Fine forgiven: %(amount)s"),
    Component.FEE: phrase("Fee forgiven: %(amount)s"),
}
_RENEWED: Mapping[NewScheduleReason, Phrase] = {
    NewScheduleReason.EXTENSION: phrase("Extended until %(day)s"),
    NewScheduleReason.RESCHEDULING: phrase("New schedule until %(day)s"),
    NewScheduleReason.MORATORIUM: phrase("Put off after a disaster, until %(day)s"),
}


def what_happened(outcome: Outcome, heirs: Mapping[int, str]) -> Phrase:
    """Return the words for an event; `heirs` are names by member number."""
    event = outcome.event
    match event:
        case Disbursement():
            return phrase("Loan paid out")
        case Repayment():
            return _repaid(outcome, event)
        case Charging():
            charge = event.charge
            return filled(
                _CHARGED[charge.component], amount=Money(charge.amount), day=charge.due_on
            )
        case Refund():
            amount = Money(event.amount)
            return phrase("Money that was held was given back: %(amount)s", amount=amount)
        case _:
            return _decided(outcome, event, heirs)


def _decided(
    outcome: Outcome,
    event: NewSchedule
    | Inheritance
    | Waiver
    | WriteOff
    | OverdueMove
    | Accrual
    | Closing
    | Undoing,
    heirs: Mapping[int, str],
) -> Phrase:
    """Return the words for what happens without money."""
    match event:
        case NewSchedule():
            return filled(_RENEWED[event.reason], day=event.parts[-1].due_on)
        case Inheritance() if event.member_no in heirs:
            return phrase("The debt was taken over by %(name)s", name=heirs[event.member_no])
        case Inheritance():
            return phrase("The debt was taken over by member %(number)s", number=event.member_no)
        case _:
            return _in_the_books(outcome, event)


def _repaid(outcome: Outcome, event: Repayment) -> Phrase:
    if event.paid_by is PaidBy.CLUB:
        return phrase("Given up by the meeting's decision")
    if outcome.is_recovery:
        return phrase("Recovered after the write-off")
    return phrase("The borrower paid")


def _in_the_books(
    outcome: Outcome, event: Waiver | WriteOff | OverdueMove | Accrual | Closing | Undoing
) -> Phrase:
    """Return the words for what the club decides or books by itself."""
    match event:
        case Waiver():
            forgiven = Money(outcome.given_up.total)
            return filled(_FORGIVEN[event.component], amount=forgiven)
        case WriteOff():
            amount = Money(outcome.given_up.total)
            return phrase("Written off, still followed: %(amount)s", amount=amount)
        case OverdueMove():
            amount = Money(abs(outcome.moved))
            return phrase(
                "Principal moved to overdue: %(amount)s"
                if outcome.moved >= 0
                else "Principal moved back from overdue: %(amount)s",
                amount=amount,
            )
        case Accrual():
            return phrase("Interest booked before it was received")
        case _:
            return phrase("The loan was closed")
