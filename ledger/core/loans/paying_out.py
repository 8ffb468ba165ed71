"""How a loan is paid out, and how a further part of it joins what was owed before."""

import datetime as dt
from dataclasses import replace
from typing import TypeAlias

from ledger.core.loans.amortisation import amortise
from ledger.core.loans.beginning import begin
from ledger.core.loans.calendar import DatesOutOfOrder
from ledger.core.loans.choices import FeeTime, InterestMethod, PrincipalMethod
from ledger.core.loans.contract import Recalculation
from ledger.core.loans.events import Disbursement
from ledger.core.loans.fees import fee_at
from ledger.core.loans.level import evened
from ledger.core.loans.parts import NOTHING, Parts
from ledger.core.loans.paying import use_held
from ledger.core.loans.refusals import DisbursedTwice, check_amount
from ledger.core.loans.reshaping import level_from, reshaped, terms_from
from ledger.core.loans.schedule import Schedule
from ledger.core.loans.standing import Standing
from ledger.core.loans.state import LoanState, Outcome
from ledger.core.loans.steps import LoanStage, Step, StepNotLawful
from ledger.core.loans.tranches import Tranche

Rows: TypeAlias = tuple[Standing, ...]


def paid_out(state: LoanState, event: Disbursement) -> tuple[LoanState, Outcome]:
    """Pay a loan out, or another part of it where the contract says so.

    Refuses `DisbursedTwice`, and what the schedule is refused for.
    """
    check_amount(event.amount)
    part = Tranche(event.occurred_on, event.amount)
    if not state.tranches:
        begun = _begun(replace(state, tranches=(part,)))
        begun = replace(begun, original=_as_schedule(begun))
    elif not state.contract.in_parts:
        raise DisbursedTwice(first_on=state.tranches[0].paid_out_on)
    else:
        tranches = (*state.tranches, part)
        begun = _joined(replace(state, tranches=tranches))
        if not state.versions:  # a part paid out after a new schedule was never in the first one
            begun = replace(begun, original=_as_schedule(_as_agreed(begun)))
    used, outcome = use_held(begun, event)
    return used, replace(outcome, fee=_fee(used, used.lent) - _fee(used, state.lent))


def check_part(state: LoanState, event: Disbursement) -> None:
    """Refuse a further part of a loan that was given up, or on the last due date or later.

    Raises `StepNotLawful`, also where all was recovered since, or `DatesOutOfOrder`.
    """
    if state.is_off_books:
        raise StepNotLawful(stage=LoanStage.WRITTEN_OFF, step=Step.DISBURSE)
    if state.contract.in_parts and state.tranches:
        rows = (
            [row for row in state.rows if not row.is_extra] if state.versions else _planned(state)
        )
        if event.occurred_on >= rows[-1].ends_on:
            raise DatesOutOfOrder(due_on=rows[-1].ends_on, earlier=event.occurred_on)


def _fee(state: LoanState, lent: int) -> int:
    return fee_at(state.contract.terms, FeeTime.AT_DISBURSEMENT, lent) if lent else 0


def _begun(state: LoanState) -> LoanState:
    beginning = begin(state.contract, state.tranches[0])
    is_agreed = bool(state.contract.parts)
    return replace(state, rows=beginning.rows, level=beginning.level, is_agreed=is_agreed)


def _as_agreed(state: LoanState) -> LoanState:
    """Return the loan as if each part was paid out, nothing was paid and nothing else happened."""
    contract = replace(state.contract, recalculation=Recalculation.EARLY)
    first, *others = state.tranches
    agreed = LoanState(contract=contract, as_of=first.paid_out_on, tranches=(first,))
    agreed = _begun(agreed)
    for part in others:
        agreed = _joined(replace(agreed, tranches=(*agreed.tranches, part)))
    return agreed


def _as_schedule(state: LoanState) -> Schedule:
    rows = state.rows
    fees = tuple(row.due.fee for row in rows)
    return Schedule(
        principal=state.lent,
        disbursed_on=state.tranches[0].paid_out_on,
        due_dates=tuple(row.due_on for row in rows),
        period_ends=tuple(row.ends_on for row in rows),
        principals=tuple(row.due.principal for row in rows),
        interests=tuple(row.due.interest for row in rows),
        fees=fees if any(fees) else (),
        fee_at_disbursement=_fee(state, state.lent),
    )


def _joined(state: LoanState) -> LoanState:
    """Return a loan whose last part joins what was owed; past instalments stay as they are.

    A flat loan's part brings its own principal and interest to the current instalment and those
    to come. On the declining balance they are made anew on all that is owed, those that had
    fallen away with them; of sums that were agreed one by one the last takes the part, as it does
    where none is to come any more, because something was told of an earlier day later on.
    """
    on, amount = state.tranches[-1].paid_out_on, state.tranches[-1].amount
    rows = _restored(state)
    place = _place(rows, on)
    if place is None:
        place = max(number for number, row in enumerate(rows) if not row.is_extra)
        return replace(state, rows=_asking_more(rows, place, Parts(principal=amount)))
    if state.contract.terms.interest is InterestMethod.FLAT:
        return replace(state, rows=_with_flat_part(state, rows, place, amount))
    state = replace(state, rows=rows)
    owed = state.lent - sum(row.due.principal for row in rows[:place])
    from_day = max(on, rows[place].begins_on + dt.timedelta(days=1))

    def at(level: int | None) -> LoanState:
        return reshaped(replace(state, level=level), from_day)

    def last_of(level: int) -> int:
        last = [row for row in at(level).rows if not row.is_extra][-1]
        return last.due.principal + last.due.interest

    level = level_from(state, place, owed, even=False)
    terms = state.contract.terms
    if level is not None and terms.evened and terms.repayment is PrincipalMethod.EQUAL_INSTALMENTS:
        # The period of the part bears interest by days, so its own course tells the last one.
        periods = sum(not row.is_extra for row in rows[place:])
        level = evened(
            level, periods - terms_from(state, place, periods).grace_on_principal, last_of
        )
    return at(level)


def _with_flat_part(state: LoanState, rows: Rows, place: int, amount: int) -> Rows:
    """Return instalments of which those from a place on ask for a further part beside the rest."""
    places = [n for n, row in enumerate(rows) if n >= place and not row.is_extra]
    terms = terms_from(state, place, len(places))
    columns = amortise(terms, amount, amount, [rows[number].factor for number in places])
    for number, *more in zip(places, *columns, strict=True):
        rows = _asking_more(rows, number, Parts(*more))
    return rows


def _asking_more(rows: Rows, place: int, more: Parts) -> Rows:
    row = rows[place]
    settled_on = None if more.total else row.settled_on
    return (
        *rows[:place],
        replace(row, due=row.due + more, settled_on=settled_on),
        *rows[place + 1 :],
    )


def _planned(state: LoanState) -> Rows:
    """Return the instalments that a loan was agreed for."""
    return begin(state.contract, state.tranches[0]).rows


def _restored(state: LoanState) -> Rows:
    """Return a loan's instalments and those of its plan that had fallen away since.

    The latter ask for nothing yet. Instalments that were made for charges come last again. Of a
    new schedule, which is a plan of its own, none comes back.
    """
    if state.versions:
        return state.rows
    rows = [row for row in state.rows if not row.is_extra]
    last = rows[-1].ends_on
    rows += [replace(row, due=NOTHING) for row in _planned(state) if row.ends_on > last]
    rows += [row for row in state.rows if row.is_extra]
    return tuple(replace(row, number=number) for number, row in enumerate(rows, 1))


def _place(rows: Rows, on: dt.date) -> int | None:
    """Return the place of the period of a part, on a due date the next one; None after the last."""
    for number, row in enumerate(rows):
        if on < row.ends_on and not row.is_extra:
            return number
    return None
