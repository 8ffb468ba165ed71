"""How the interest of each instalment came about, short enough for a column of a paper."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

from ledger.core.loans.choices import InterestMethod, PrincipalMethod
from ledger.core.loans.contract import Contract
from ledger.core.loans.interest import daily_factor, interest_on, part_factor
from ledger.core.loans.making import first_share, shares_between
from ledger.core.loans.reshaping import Change
from ledger.core.loans.rounding import significant
from ledger.core.loans.schedule import Schedule
from ledger.core.loans.standing import Standing
from ledger.core.loans.state import LoanState
from ledger.core.loans.trace import Tracer
from ledger.core.loans.trace_words import interest_words
from ledger.core.money import Money
from ledger.core.statements.table import Phrase, phrase

Notes: TypeAlias = tuple[Phrase, ...]
"""The sums that together are an amount, each as a formula."""

_TIMES_RATE = phrase("%(base)s × %(rate)s = %(amount)s")
_TIMES = phrase("%(base)s × %(rate)s × %(times)s = %(amount)s")
_TIMES_DAYS = phrase("%(base)s × %(rate)s × %(days)s = %(amount)s")
_SHORT: Mapping[str, Phrase] = {
    "Balance %(base)s × rate %(rate)s = %(amount)s": _TIMES_RATE,
    "Sum lent %(base)s × rate %(rate)s = %(amount)s": _TIMES_RATE,
    "Balance %(base)s × rate %(rate)s × %(times)s = %(amount)s": _TIMES,
    "Sum lent %(base)s × rate %(rate)s × %(times)s = %(amount)s": _TIMES,
    "Balance %(base)s × yearly rate %(rate)s × %(days)s of a year = %(amount)s": _TIMES_DAYS,
    "Sum lent %(base)s × yearly rate %(rate)s × %(days)s of a year = %(amount)s": _TIMES_DAYS,
}
"""The formula alone, where a column's title says that it is one of interest."""

_NUMBERED: Mapping[str, Phrase] = {
    _TIMES_RATE.msgid: phrase("No. %(number)s: %(base)s × %(rate)s = %(amount)s"),
    _TIMES.msgid: phrase("No. %(number)s: %(base)s × %(rate)s × %(times)s = %(amount)s"),
    _TIMES_DAYS.msgid: phrase("No. %(number)s: %(base)s × %(rate)s × %(days)s = %(amount)s"),
}


def short(words: Phrase) -> Phrase:
    """Return the formula of a trace alone; other words as they are."""
    return replace(words, msgid=_SHORT.get(words.msgid, words).msgid)


def numbered(words: Phrase, number: int) -> Phrase:
    """Return a short formula with the instalment that it is of; other words as they are."""
    if words.msgid not in _NUMBERED:
        return words
    return Phrase(_NUMBERED[words.msgid].msgid, (("number", number), *words.parts))


def tracer_of(contract: Contract, schedule: Schedule) -> Tracer:
    """Return what traces the schedule that a contract began with."""
    terms, begun_on = contract.terms, schedule.disbursed_on
    shares: list[Fraction] | None = None
    if terms.repayment is PrincipalMethod.FREE:
        shares = shares_between(terms, begun_on, schedule.period_ends)
    elif contract.first_due_on is not None:
        shares = first_share(terms, begun_on, contract.first_due_on)
    return Tracer(terms, schedule, shares=shares, instalment=contract.instalment)


def interest_notes(state: LoanState) -> Mapping[int, Notes]:
    """Return for each instalment's number how its interest came about, as the loan stands.

    An explanation is given only where it comes to the very amount; where none of these does,
    the note says that the schedule was worked out anew.
    """
    if state.original is None:
        return {}
    original, balance = state.original, state.lent
    tracer = tracer_of(state.contract, original)
    agreed = dict(zip(original.period_ends, (original.principal, *original.balances), strict=False))
    found: dict[int, Notes] = {}
    for row in state.rows:
        if row.due.interest:
            is_as_agreed = len(state.tranches) == 1 and agreed.get(row.ends_on) == balance
            number = original.period_ends.index(row.ends_on) + 1 if is_as_agreed else 0
            traced = tracer.interest(number) if number else None
            found[row.number] = (
                (short(traced.words),)
                if traced is not None and traced.amount == row.due.interest
                else _worked_out(state, row, balance)
            )
        balance -= row.due.principal
    return found


def _worked_out(state: LoanState, row: Standing, balance: int) -> Notes:
    """Return how the interest of an instalment came about that is not as first agreed."""
    for sums in _tries(state, row, balance):
        if sum(amount for amount, _ in sums) == row.due.interest:
            return tuple(words for _, words in sums)
    amount = Money(row.due.interest)
    return (phrase("By the schedule as it was worked out anew: %(amount)s", amount=amount),)


_Sums: TypeAlias = list[tuple[int, Phrase]]
_FREE = phrase("No interest is charged in this period.")
_ODD = 10_000
"""A share of a period with a larger denominator was rounded on its way: it explains nothing."""


def _tries(state: LoanState, row: Standing, balance: int) -> list[_Sums]:
    """Return the ways in which the interest of an instalment may have come about."""
    if state.contract.terms.interest is InterestMethod.FLAT:
        renewed = state.versions[-1].rows if state.versions else ()
        base = sum(one.left.principal for one in renewed) if renewed else state.lent
        parts = [one.amount for one in state.tranches if one.paid_out_on < row.ends_on]
        period = (row.begins_on, row.ends_on)
        return [_sums(state, row, base, []), [_sum(state, row, one, period) for one in parts]]
    later = [
        Change(one.paid_out_on, -one.amount)
        for one in state.tranches
        if one.paid_out_on > row.begins_on
    ]
    start = balance + sum(one.amount for one in later)
    paid = state.principal_paid
    own = [Change(one.on, one.amount) for one in paid if one.instalment == row.number]
    return [
        _sums(state, row, start, [*later, *own]),
        _sums(state, row, *_truly_owed(state, row, later)),
    ]


def _truly_owed(state: LoanState, row: Standing, later: list[Change]) -> tuple[int, list[Change]]:
    """Return what was owed when a period began, and how it changed, by the days of payment.

    Who pays at the meeting after an agreed day paid on that day; what is overdue when the loan
    is looked at counts as paid then, for nobody knows how long it will be.
    """
    ends = {one.number: (one.ends_on, one.due_on) for one in state.rows}
    paid = []
    for one in state.principal_paid:
        ends_on, due_on = ends.get(one.instalment, (one.on, one.on))
        on = ends_on if ends_on < one.on <= due_on else one.on
        paid.append(Change(on, one.amount))
    lent = state.lent + sum(one.amount for one in later)
    before = sum(one.amount for one in paid if one.on <= row.begins_on)
    changes = [*later, *(one for one in paid if one.on > row.begins_on)]
    if row.begins_on < state.as_of < row.ends_on:
        overdue = sum(one.left.principal for one in state.rows if one.due_on < state.as_of)
        changes.append(Change(state.as_of, overdue))
    return lent - before, changes


def _sums(state: LoanState, row: Standing, balance: int, changes: Sequence[Change]) -> _Sums:
    """Return the interest of a period in parts of time, each on what was owed in it.

    As `reshaping.interest_in` counts: what is paid on the first day lowers the balance of the
    whole period, what is paid on the last one does not.
    """
    balance -= sum(one.amount for one in changes if one.on <= row.begins_on)
    within = [one for one in changes if row.begins_on < one.on < row.ends_on and one.amount]
    days = sorted({one.on for one in within})
    found = []
    for span in pairwise([row.begins_on, *days, row.ends_on]):
        found.append(_sum(state, row, balance, span))
        balance -= sum(one.amount for one in within if one.on == span[1])
    return [one for one in found if one[0]]


def _sum(
    state: LoanState, row: Standing, balance: int, span: tuple[dt.date, dt.date]
) -> tuple[int, Phrase]:
    """Return the interest of some days, and the formula; nothing where no formula says it."""
    terms, year = state.contract.terms, state.tranches[0].paid_out_on.year
    period, factor = (row.begins_on, row.ends_on), row.factor
    if span != period and factor:
        factor = part_factor(terms, factor, period, span, first_year=year)
    one = terms.rate.by_interval(terms.interval, terms.instalments)
    share = factor / one if one else Fraction(0)
    is_by_days = terms.day_count is not None
    if is_by_days and factor != significant(
        daily_factor(terms, *span, first_year=year), terms.digits
    ):
        return 0, _FREE  # some of these days bear no interest
    if not is_by_days and share.denominator > _ODD:
        return 0, _FREE
    amount = interest_on(balance, factor, terms.amount_rounding, terms.digits)
    words = interest_words(terms, span, Money(balance), Money(amount), share=share, first_year=year)
    if not is_by_days and span != period and row.factor == one:
        days, length = ((last - first).days for first, last in (span, period))
        words = _part_of_period(words, f"{days}/{length}")
    return amount, short(words)


def _part_of_period(words: Phrase, times: str) -> Phrase:
    """Return a formula whose share of a period is told by its days, as one counts them."""
    parts = [("times", times) if name == "times" else (name, part) for name, part in words.parts]
    return replace(words, parts=tuple(parts))
