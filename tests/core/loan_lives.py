"""Contracts and the lives of loans, drawn for tests that hold for all of them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from hypothesis import strategies as st

from ledger.core.loans.allocation import Ahead, AllocationOrder, Direction
from ledger.core.loans.calendar import Move, PayDays
from ledger.core.loans.choices import FeeTime, InterestMethod, PrincipalMethod
from ledger.core.loans.contract import Contract, Recalculation
from ledger.core.loans.day_count import DayCount
from ledger.core.loans.early import EarlyRule
from ledger.core.loans.events import (
    Charging,
    Disbursement,
    Inheritance,
    LoanEvent,
    NewSchedule,
    NewScheduleReason,
    OverdueMove,
    PaidBy,
    Repayment,
    Waiver,
    WriteOff,
)
from ledger.core.loans.life import after, looked_at
from ledger.core.loans.making import AgreedPart
from ledger.core.loans.parts import Component
from ledger.core.loans.rate import Rate
from ledger.core.loans.renewing import extended, suspended
from ledger.core.loans.rounding import Rounding
from ledger.core.loans.standing import Charge
from ledger.core.loans.state import LoanState
from ledger.core.loans.steps import LoanStage
from ledger.core.loans.terms import Fee, LoanTerms
from ledger.core.money import largest_remainder

BEGUN_ON = dt.date(2026, 1, 10)
orders = st.permutations(list(Component)).map(tuple)


@st.composite
def contracts(draw: st.DrawFn) -> Contract:
    """Draw a club's contract of any kind; `agreed` gives the parts of a free schedule."""
    count = draw(st.integers(1, 12))
    terms = LoanTerms(
        rate=Rate(draw(st.fractions(0, Fraction(1, 50), max_denominator=1_000))),
        instalments=count,
        interest=draw(st.sampled_from(InterestMethod)),
        repayment=draw(st.sampled_from(PrincipalMethod)),
        day_count=draw(st.sampled_from([None, None, DayCount.ACTUAL_365])),
        grace_on_principal=draw(st.sampled_from([0, 0, min(2, count - 1)])),
        interest_deferred=draw(st.sampled_from([0, 0, 0, min(2, count)])),
        instalment_rounding=Rounding(draw(st.sampled_from([1, 1_000]))),
        fees=draw(st.sampled_from([(), (Fee(FeeTime.PER_INSTALMENT, 500),)])),
        down_payment=draw(st.sampled_from([Fraction(0), Fraction(0), Fraction(1, 10)])),
    )
    meets = PayDays(Move.NEXT_MEETING, meeting_day=draw(st.integers(1, 28)))
    return Contract(
        terms=terms,
        order=AllocationOrder(
            overdue=draw(orders),
            due=draw(orders),
            ahead=draw(orders),
            direction=draw(st.sampled_from(Direction)),
            charges_due_first=draw(st.booleans()),
        ),
        ahead=draw(st.sampled_from(Ahead)),
        recalculation=draw(st.sampled_from(Recalculation)),
        early=draw(st.sampled_from(EarlyRule)),
        pay_days=draw(st.sampled_from([PayDays(), meets])),
        in_parts=draw(st.booleans()),
    )


def agreed(contract: Contract, principal: int) -> Contract:
    """Return a contract with parts of a principal at harvests, where it comes back freely."""
    if contract.terms.repayment is not PrincipalMethod.FREE:
        return contract
    numbers = range(1, contract.terms.instalments + 1)
    sums = largest_remainder(principal, [number % 3 for number in numbers])
    parts = tuple(
        AgreedPart(BEGUN_ON + dt.timedelta(days=45 * number), amount)
        for number, amount in zip(numbers, sums, strict=True)
    )
    return replace(contract, parts=parts)


@st.composite
def lives(draw: st.DrawFn) -> tuple[Contract, tuple[LoanEvent, ...]]:
    """Draw a contract, and events on days of their own that happen one after the other."""
    amount = draw(st.integers(1, 30_000_000))
    contract = agreed(draw(contracts()), amount)
    state = after(
        LoanState(contract=contract, as_of=BEGUN_ON),
        Disbursement(number=1, occurred_on=BEGUN_ON, amount=amount),
    )
    gaps = draw(st.lists(st.integers(1, 60), max_size=8))
    on = BEGUN_ON
    for number, gap in enumerate(gaps, 2):
        on += dt.timedelta(days=gap)
        state = after(state, draw(_events(state, number, on)))
    return contract, tuple(one.event for one in state.outcomes)


@st.composite
def _events(draw: st.DrawFn, state: LoanState, number: int, on: dt.date) -> LoanEvent:
    kinds = ["pay"] * 6 + ["give", "charge", "waive", "move", "renew", "give up", "heir", "part"]
    kind = draw(st.sampled_from(kinds))
    if kind == "part" and may_be_paid_out_further(state, on):
        return Disbursement(number=number, occurred_on=on, amount=draw(st.integers(1, 9**7)))
    if kind not in {"pay", "give"}:
        decided = draw(_decisions(state, number, on, kind))
        if decided is not None:
            return decided
    owed = max(state.left.total, 1_000)
    amount = draw(st.one_of(st.integers(1, owed + owed // 5), st.sampled_from(_sums(state, on))))
    paid_by = PaidBy.CLUB if kind == "give" else PaidBy.BORROWER
    return Repayment(
        number=number,
        occurred_on=on,
        amount=amount,
        paid_by=paid_by,
        ahead=draw(st.sampled_from([None, *Ahead])),
        only=draw(st.sampled_from([None, None, None, *Component])),
    )


@st.composite
def _decisions(
    draw: st.DrawFn, state: LoanState, number: int, on: dt.date, kind: str
) -> LoanEvent | None:
    """Draw something that is decided, None where the loan does not allow it."""
    component = draw(st.sampled_from([Component.INTEREST, Component.FINE, Component.FEE]))
    state = looked_at(state, on)
    there = {"waive": state.left.of(component), "move": state.in_books - state.overdue}.get(kind, 0)
    part = draw(st.integers(1, there)) if there else 0
    stage = state.stage
    match kind:
        case "charge":
            due_on = on + dt.timedelta(days=draw(st.integers(-10, 60)))
            kind_of = Component.FINE if component is Component.INTEREST else component
            charge = Charge(kind_of, draw(st.integers(1, 50_000)), due_on)
            return Charging(number=number, occurred_on=on, charge=charge)
        case "waive" | "move" if part:
            waiver = Waiver(number=number, occurred_on=on, component=component, amount=part)
            move = OverdueMove(number=number, occurred_on=on, amount=part)
            return waiver if kind == "waive" else move
        case "renew" if state.balance and stage is LoanStage.ACTIVE:
            periods, plan = draw(st.integers(1, 3)), draw(st.sampled_from([extended, suspended]))
            return NewSchedule(
                number=number,
                occurred_on=on,
                reason=NewScheduleReason.RESCHEDULING,
                parts=plan(state, on, periods),
                free_until=draw(st.sampled_from([None, on + dt.timedelta(days=30)])),
            )
        case "give up" if stage is LoanStage.ACTIVE and state.written_off_on is None:
            return WriteOff(number=number, occurred_on=on)
        case "heir":
            return Inheritance(number=number, occurred_on=on, member_no=draw(st.integers(20, 22)))
        case _:
            return None


def may_be_paid_out_further(state: LoanState, on: dt.date) -> bool:
    """Tell whether a loan may be paid another part on a day."""
    last = max(row.ends_on for row in state.rows if not row.is_extra)
    is_lawful = state.stage in {LoanStage.ACTIVE, LoanStage.REPAID} and not state.is_off_books
    return state.contract.in_parts and is_lawful and on < last


def _sums(state: LoanState, on: dt.date) -> list[int]:
    """Return sums that lie on boundaries: what is due, what is owed, and one more or less."""
    due = sum(row.left.total for row in state.rows if row.payable_on <= on)
    sums = [due, state.left.total, state.balance]
    return [max(one + step, 1) for one in sums for step in (-1, 0, 1)]


def told_in(order: Sequence[int], events: Sequence[LoanEvent]) -> list[LoanEvent]:
    """Return events as they would be numbered if they had been told in another order."""
    return [replace(events[place], number=number) for number, place in enumerate(order, 1)]
