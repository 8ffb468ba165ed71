"""What may happen to a loan at each stage of its life, and how all else is refused."""

from dataclasses import replace

import pytest

from ledger.core.loans.allocation import Ahead
from ledger.core.loans.choices import PrincipalMethod
from ledger.core.loans.events import (
    Accrual,
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
from ledger.core.loans.life import after, replay, told
from ledger.core.loans.parts import Component
from ledger.core.loans.refusals import (
    ClosedWithMoneyOpen,
    DisbursedTwice,
    EventOutOfOrder,
    NothingToUndo,
)
from ledger.core.loans.state import LoanState
from ledger.core.loans.steps import LAWFUL, LoanStage, Step, StepNotLawful, check_step, stage_after
from tests.core.loan_examples import (
    BEGUN_ON,
    BULLET,
    EQUAL_PARTS,
    LENT,
    PAID_OUT,
    day,
    fined,
    loan,
    paid,
)

TABLE = {
    LoanStage.ASKED: "turn_down appraise",
    LoanStage.APPRAISED: "turn_down vote",
    LoanStage.VOTED: "turn_down approve",
    LoanStage.APPROVED: "turn_down disburse",
    LoanStage.TURNED_DOWN: "",
    LoanStage.ACTIVE: (
        "disburse repay prepay charge waive extend reschedule suspend hand_over book write_off "
        "refund"
    ),
    LoanStage.REPAID: "disburse repay prepay charge hand_over book refund close",
    LoanStage.WRITTEN_OFF: "recover charge waive hand_over refund close",
    LoanStage.CLOSED: "",
}
ENDED = paid(2, day(2), LENT + 120_000)
CLOSED = Closing(number=3, occurred_on=day(2))
WRITTEN_OFF = WriteOff(number=2, occurred_on=day(2))


@pytest.mark.parametrize("stage", LoanStage)
def test_a_step_is_refused_unless_it_stands_in_the_table(stage: LoanStage) -> None:
    lawful = {Step(name) for name in TABLE[stage].split()}
    for step in Step:
        if step in lawful:
            check_step(stage, step)
        else:
            with pytest.raises(StepNotLawful) as refused:
                check_step(stage, step)
            assert (refused.value.stage, refused.value.step) == (stage, step)
    assert LAWFUL[stage] == lawful


def test_an_application_goes_from_step_to_step_and_skips_none() -> None:
    stage = LoanStage.ASKED
    for step in (Step.APPRAISE, Step.VOTE, Step.APPROVE):
        stage = stage_after(stage, step)
    assert stage is LoanStage.APPROVED
    assert stage_after(LoanStage.VOTED, Step.TURN_DOWN) is LoanStage.TURNED_DOWN
    with pytest.raises(StepNotLawful):
        stage_after(LoanStage.ASKED, Step.APPROVE)


def events_at(number: int) -> dict[Step, LoanEvent]:
    """Return one event of each step that is an event, on 1 March."""
    on, fee = day(3, 1), Component.FEE
    schedule = NewSchedule(
        number=number, occurred_on=on, reason=NewScheduleReason.EXTENSION, parts=()
    )
    return {
        Step.DISBURSE: Disbursement(number=number, occurred_on=on, amount=1),
        Step.REPAY: paid(number, on, 1),
        Step.PREPAY: paid(number, on, 1, Ahead.NEXT),
        Step.CHARGE: fined(number, on, 1),
        Step.WAIVE: Waiver(number=number, occurred_on=on, component=fee, amount=1),
        Step.EXTEND: schedule,
        Step.RESCHEDULE: replace(schedule, reason=NewScheduleReason.RESCHEDULING),
        Step.SUSPEND: replace(schedule, reason=NewScheduleReason.MORATORIUM),
        Step.HAND_OVER: Inheritance(number=number, occurred_on=on, member_no=20),
        Step.BOOK: OverdueMove(number=number, occurred_on=on, amount=1),
        Step.WRITE_OFF: WriteOff(number=number, occurred_on=on),
        Step.REFUND: Refund(number=number, occurred_on=on, amount=1),
        Step.CLOSE: Closing(number=number, occurred_on=on),
    }


@pytest.mark.parametrize(
    ("events", "stage"),
    [
        ([], LoanStage.APPROVED),
        ([PAID_OUT], LoanStage.ACTIVE),
        ([PAID_OUT, ENDED], LoanStage.REPAID),
        ([PAID_OUT, ENDED, CLOSED], LoanStage.CLOSED),
    ],
)
def test_an_event_is_refused_where_its_step_is_not_lawful(
    events: list[LoanEvent], stage: LoanStage
) -> None:
    state = replay(EQUAL_PARTS, events, day(2, 28))
    assert state.stage is stage
    for step, event in events_at(9).items():
        if step not in LAWFUL[stage]:
            with pytest.raises(StepNotLawful) as refused:
                after(state, event)
            assert (refused.value.stage, refused.value.step) == (stage, step)


def test_a_loan_that_was_written_off_is_not_repaid_but_recovered() -> None:
    state = loan(BULLET, WRITTEN_OFF, on=day(2, 28))
    assert state.stage is LoanStage.WRITTEN_OFF
    after(state, paid(9, day(3, 1), 1))
    for step in (Step.DISBURSE, Step.EXTEND, Step.SUSPEND, Step.BOOK, Step.WRITE_OFF):
        with pytest.raises(StepNotLawful):
            after(state, events_at(9)[step])
    with pytest.raises(StepNotLawful):
        after(state, Accrual(number=9, occurred_on=day(3, 1), amount=1))


def test_a_loan_is_paid_out_once() -> None:
    state = loan(EQUAL_PARTS, on=BEGUN_ON)
    with pytest.raises(DisbursedTwice) as refused:
        after(state, Disbursement(number=2, occurred_on=day(2), amount=LENT))
    assert refused.value.first_on == BEGUN_ON


def test_a_loan_that_was_so_agreed_is_paid_out_in_parts() -> None:
    terms = replace(EQUAL_PARTS.terms, repayment=PrincipalMethod.EQUAL_INSTALMENTS)
    contract = replace(EQUAL_PARTS, terms=terms, in_parts=True)
    state = loan(contract, Disbursement(number=2, occurred_on=day(2), amount=6_000_000), on=day(3))
    assert (state.lent, state.balance) == (18_000_000, 18_000_000)
    # The second part begins on the first due date: it bears no interest in the first month.
    assert state.rows[0].due.interest == 120_000
    assert state.rows[1].due.interest == (18_000_000 - state.rows[0].due.principal) // 100


def test_nothing_is_paid_before_the_loan_is_paid_out() -> None:
    early = paid(2, day(1, 9), 100_000)
    with pytest.raises(StepNotLawful) as refused:
        replay(EQUAL_PARTS, [PAID_OUT, early], day(2))
    assert (refused.value.stage, refused.value.step) == (LoanStage.APPROVED, Step.REPAY)
    with pytest.raises(StepNotLawful):
        told(EQUAL_PARTS, [PAID_OUT], early, day(2))
    assert loan(EQUAL_PARTS, paid(2, BEGUN_ON, 100_000), on=day(2)).paid.total == 100_000


def test_nothing_is_paid_after_the_loan_is_closed() -> None:
    for payment in (paid(4, day(2), 1), paid(4, day(2, 11), 1)):
        with pytest.raises(StepNotLawful) as refused:
            loan(EQUAL_PARTS, ENDED, CLOSED, payment, on=day(3))
        assert refused.value.stage is LoanStage.CLOSED


@pytest.mark.parametrize(
    ("payment", "owed", "held"),
    [(LENT + 119_999, 1, 0), (LENT + 120_000, 0, 0), (LENT + 120_001, 0, 1)],
)
def test_a_loan_is_closed_when_no_money_is_open(payment: int, owed: int, held: int) -> None:
    state = loan(BULLET, paid(2, day(2), payment), on=day(2))
    if not (owed or held):
        assert after(state, CLOSED).stage is LoanStage.CLOSED
        return
    events: list[LoanEvent] = [PAID_OUT, paid(2, day(2), payment), CLOSED]
    with pytest.raises(ClosedWithMoneyOpen) as refused:
        replay(BULLET, events, day(2))
    assert (refused.value.owed, refused.value.held) == (owed, held)
    with pytest.raises(ClosedWithMoneyOpen if held else StepNotLawful):
        after(state, CLOSED)


def test_a_closing_that_is_undone_opens_the_loan_again() -> None:
    undoing = Undoing(number=4, occurred_on=day(3), of=3)
    assert loan(BULLET, ENDED, CLOSED, undoing, on=day(3)).stage is LoanStage.REPAID


def test_what_never_happened_or_is_undone_already_is_not_undone() -> None:
    undoing = Undoing(number=4, occurred_on=day(3), of=2)
    for events in ([undoing], [ENDED, undoing, replace(undoing, number=5)]):
        with pytest.raises(NothingToUndo):
            loan(BULLET, *events, on=day(3))


def test_what_is_told_late_is_told_to_the_whole_life() -> None:
    state = loan(BULLET, on=day(3))
    with pytest.raises(EventOutOfOrder):
        after(state, paid(2, day(2), 120_000))
    late: Repayment = paid(2, day(2), 120_000)
    assert told(BULLET, [PAID_OUT], late, day(3)).paid.interest == 120_000


def test_before_anything_happens_nothing_is_owed() -> None:
    state: LoanState = replay(BULLET, [], BEGUN_ON)
    assert (state.stage, state.left.total, state.repaid_on) == (LoanStage.APPROVED, 0, None)
