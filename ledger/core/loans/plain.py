"""The lean way to the schedules of most loans: whole, equal periods, nothing out of the way.

One loop of whole numbers with what a product's terms fix worked out once; every other schedule is
made in `making`, and a test holds that both ways agree.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache, partial
from typing import TypeAlias

from ledger.core.loans.annuity import level_share
from ledger.core.loans.calendar import Interval, regular_dates
from ledger.core.loans.rounding import Rounding, RoundingMode
from ledger.core.loans.schedule import Schedule
from ledger.core.money import LARGEST_MINOR

_new = tuple.__new__

Dates: TypeAlias = Callable[[dt.date], tuple[dt.date, ...]]


@dataclass(frozen=True, slots=True)
class PlainLevel:
    """Level instalments: lent × `level_over` + `level_add` over `level_under`, times `multiple`.

    Interest is balance × `rate_over` + `rate_half` over `rate_under`. Both divisions are cut, so
    that what is added says how they round.
    """

    level_over: int
    level_add: int
    level_under: int
    multiple: int
    rate_over: int
    rate_half: int
    rate_under: int
    but_last: range
    dates: Dates

    def schedule(self, principal: int, disbursed_on: dt.date) -> Schedule | None:
        """Return a loan's schedule, or None where the lean way does not lead to it.

        So it is where a large multiple leaves an instalment below its interest or pays the debt
        before its time, and where the sum cannot be lent.
        """
        over, half, under = self.rate_over, self.rate_half, self.rate_under
        level = (principal * self.level_over + self.level_add) // self.level_under * self.multiple
        principals: list[int] = []
        interests: list[int] = []
        balance = principal
        for _ in self.but_last:
            interest = (balance * over + half) // under
            part = level - interest
            balance -= part
            principals.append(part)
            interests.append(interest)
        if not 0 < balance <= principal <= LARGEST_MINOR:
            return None
        principals.append(balance)
        interests.append((balance * over + half) // under)
        dates = self.dates(disbursed_on)
        columns = tuple(principals), tuple(interests)
        return _new(Schedule, (principal, disbursed_on, dates, dates, *columns, (), 0))


@dataclass(frozen=True, slots=True)
class PlainParts:
    """Equal parts of principal, or all of it after `grace` periods without any."""

    rounding: Rounding
    rate_over: int
    rate_half: int
    rate_under: int
    count: int
    grace: int
    dates: Dates

    def schedule(self, principal: int, disbursed_on: dt.date) -> Schedule | None:
        """Return a loan's schedule, or None where rounding pays the debt before its time."""
        over, half, under = self.rate_over, self.rate_half, self.rate_under
        parts = self.count - self.grace
        part = self.rounding.divided(principal, parts)
        last = principal - part * (parts - 1)
        if not 0 < last <= principal <= LARGEST_MINOR:
            return None
        first = (principal * over + half) // under
        interests = [first] * self.grace
        if part:
            balances = range(principal, principal - part * parts, -part)
            interests += [(balance * over + half) // under for balance in balances]
        else:
            interests += [first] * parts
        dates = self.dates(disbursed_on)
        principals = (0,) * self.grace + (part,) * (parts - 1) + (last,)
        columns = principals, tuple(interests)
        return _new(Schedule, (principal, disbursed_on, dates, dates, *columns, (), 0))


Plain: TypeAlias = PlainLevel | PlainParts


def plain_level(rate: Fraction, interval: Interval, count: int, rounding: Rounding) -> PlainLevel:
    """Return the lean way of level instalments, rounded half away from zero or else up."""
    level = level_share([rate] * count)
    under = level.denominator * rounding.multiple
    is_half = rounding.mode is RoundingMode.HALF_AWAY
    return PlainLevel(
        level_over=2 * level.numerator if is_half else level.numerator,
        level_add=under if is_half else under - 1,
        level_under=2 * under if is_half else under,
        multiple=rounding.multiple,
        rate_over=2 * rate.numerator,
        rate_half=rate.denominator,
        rate_under=2 * rate.denominator,
        but_last=range(count - 1),
        dates=_dates(interval, count),
    )


def plain_parts(
    rate: Fraction, interval: Interval, count: int, rounding: Rounding, *, grace: int
) -> PlainParts:
    """Return the lean way of equal parts of principal, `grace` periods without any first."""
    return PlainParts(
        rounding=rounding,
        rate_over=2 * rate.numerator,
        rate_half=rate.denominator,
        rate_under=2 * rate.denominator,
        count=count,
        grace=grace,
        dates=_dates(interval, count),
    )


def _dates(interval: Interval, count: int) -> Dates:
    """Return due dates by the day of disbursement, remembered: loans of a meeting share them."""
    return lru_cache(maxsize=1024)(partial(regular_dates, interval, count=count))
