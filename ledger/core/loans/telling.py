"""What is asked of an event when it is told, on the state in which it finds the loan."""

from collections.abc import Mapping, Sequence

from ledger.core.loans.events import (
    Accrual,
    Charging,
    Closing,
    Disbursement,
    Inheritance,
    LoanEvent,
    NewSchedule,
    NewScheduleReason,
    OverdueMove,
    Refund,
    Repayment,
    Undoing,
    Waiver,
    WriteOff,
)
from ledger.core.loans.parts import Component
from ledger.core.loans.paying_out import check_part
from ledger.core.loans.refusals import (
    AccruedBelowZero,
    MovedAboveOwed,
    NothingToUndo,
    WaivedAboveOwed,
    WrittenOffAboveOwed,
    WrittenOffTwice,
)
from ledger.core.loans.renewing import ExtendedTwice, check_new_schedule
from ledger.core.loans.state import LoanState
from ledger.core.loans.steps import LoanStage, Step, check_step

_STEPS: Mapping[type[LoanEvent], Step] = {
    Disbursement: Step.DISBURSE,
    Charging: Step.CHARGE,
    Waiver: Step.WAIVE,
    Refund: Step.REFUND,
    WriteOff: Step.WRITE_OFF,
    OverdueMove: Step.BOOK,
    Accrual: Step.BOOK,
    Inheritance: Step.HAND_OVER,
    Closing: Step.CLOSE,
}
_RENEWALS: Mapping[NewScheduleReason, Step] = {
    NewScheduleReason.EXTENSION: Step.EXTEND,
    NewScheduleReason.RESCHEDULING: Step.RESCHEDULE,
    NewScheduleReason.MORATORIUM: Step.SUSPEND,
}


def check_told(state: LoanState, event: LoanEvent) -> None:
    """Refuse an event that the loan does not allow when it is told.

    Raises `StepNotLawful`; `WaivedAboveOwed`, `WrittenOffAboveOwed`, `WrittenOffTwice`,
    `MovedAboveOwed` or `AccruedBelowZero` where more is given up or moved than there is; and what
    a new schedule or a further part is refused for. When the past is told anew later on, such an
    amount is cut to what is there instead: a forgotten slip is never refused for what was decided
    after it.
    """
    check_step(state.stage, step_of(state, event))
    match event:
        case Disbursement():
            check_part(state, event)
        case Waiver():
            is_principal = event.component is Component.PRINCIPAL
            _check_waiver(event, 0 if is_principal else state.left.of(event.component))
        case WriteOff():
            _check_write_off(state, event)
        case OverdueMove():
            there = state.in_books - state.overdue if event.amount > 0 else state.overdue
            if abs(event.amount) > there:
                raise MovedAboveOwed(amount=abs(event.amount), there=there)
        case Accrual():
            if state.receivable + event.amount < 0:
                raise AccruedBelowZero(amount=-event.amount, accrued=state.receivable)
        case NewSchedule():
            check_new_schedule(state, event)


def check_once(event: LoanEvent, later: Sequence[LoanEvent]) -> None:
    """Refuse what happens to a loan once where it happened later on (`check_told` sees the past).

    Raises `ExtendedTwice` or `WrittenOffTwice`: whoever forgot the earlier one undoes the later.
    """
    for one in later:
        if isinstance(event, WriteOff) and isinstance(one, WriteOff):
            raise WrittenOffTwice(first_on=one.occurred_on)
        if _is_extension(event) and _is_extension(one):
            raise ExtendedTwice


def _is_extension(event: LoanEvent) -> bool:
    return isinstance(event, NewSchedule) and event.reason is NewScheduleReason.EXTENSION


def step_of(state: LoanState, event: LoanEvent) -> Step:
    """Return which step of the table an event is; undoing is none (`NothingToUndo`)."""
    match event:
        case Repayment() if state.stage is LoanStage.WRITTEN_OFF:
            return Step.RECOVER
        case Repayment():
            return Step.REPAY if event.ahead is None else Step.PREPAY
        case NewSchedule():
            return _RENEWALS[event.reason]
        case Undoing():
            raise NothingToUndo(event=event.of)
        case _:
            return _STEPS[type(event)]


def _check_waiver(event: Waiver, owed: int) -> None:
    if event.amount > owed:
        raise WaivedAboveOwed(amount=event.amount, owed=owed)


def _check_write_off(state: LoanState, event: WriteOff) -> None:
    if state.written_off_on is not None:
        raise WrittenOffTwice(first_on=state.written_off_on)
    owed = state.in_books
    given = owed if event.amount is None else event.amount
    if given > owed or not 0 <= event.from_allowance <= given:
        raise WrittenOffAboveOwed(amount=max(given, event.from_allowance), owed=owed)
