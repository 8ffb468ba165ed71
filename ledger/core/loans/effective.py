"""The rate that a flow of money really bears, found with whole numbers to fifteen decimals."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from ledger.core.errors import RuleBroken

PLACES = 15
"""Decimals to which a rate is found."""

_BITS = 256
_ONE = 1 << _BITS
_FIRST_STEP = Fraction(1, 20)
_WIDER = Fraction(7, 5)
_HIGHEST = 10**10
"""Rates are looked for from -99.99999999 % to 10^12 %."""


@dataclass(eq=False)
class NoRate(RuleBroken):
    """A flow of money bears no rate: nothing goes out, nothing comes back, or never in balance."""

    flows: int


@dataclass(frozen=True, slots=True)
class Flow:
    """Money paid out (below zero) or received (above), `at` so many periods after the first.

    `odd` is a share of a period before them that is discounted simply (1 + odd × rate), as
    appendix J of the United States' Regulation Z asks.
    """

    at: Fraction
    amount: int
    odd: Fraction = Fraction(0)


def rate_of(flows: Sequence[Flow]) -> Fraction:
    """Return the rate for one period at which what is paid out is worth what comes back.

    Of several such rates it is the one nearest to zero. Refuses a flow that has none (`NoRate`).
    """
    amounts = [flow.amount for flow in flows]
    if not amounts or max(amounts) <= 0 or min(amounts) >= 0:
        raise NoRate(flows=len(flows))
    curve = _Curve(flows)
    low, high = _bracket(curve)
    side = curve.sign(low)
    if side == 0:
        return curve.rate(low)
    while high - low > curve.least:
        middle = (low + high) // 2
        found = curve.sign(middle)
        if found == 0:
            return curve.rate(middle)
        low, high = (middle, high) if found == side else (low, middle)
    return curve.rate((low + high) // 2)


def compounded(rate: Fraction, times: Fraction) -> Fraction:
    """Return what a rate comes to over so many periods, to fifteen decimals: (1 + r)^n − 1.

    The rate is above −1, the times are zero or more.
    """
    grown = _fixed(1 + rate)
    root = _root(grown, times.denominator)
    return _to_places(_power(root, times.numerator) - _ONE)


def simple_rate(advance: int, payment: int, years: Fraction) -> Fraction:
    """Return the simple yearly rate of one sum lent and one paid back."""
    return Fraction(payment - advance, advance) / years


class _Curve:
    """What a flow is worth at its beginning, by the growth of money over its smallest time.

    Growth is a whole number of 1/2^256; the smallest time divides every time of the flow.
    """

    def __init__(self, flows: Sequence[Flow]) -> None:
        self.count = len(flows)
        begin = min(flow.at for flow in flows)
        self.steps = lcm(*(flow.at.denominator for flow in flows))
        self.least = max(1, _ONE // (10 ** (PLACES + 2) * self.steps))
        timed = [(int((flow.at - begin) * self.steps), flow) for flow in flows]
        self._flows = sorted(timed, key=lambda one: -one[0])

    def sign(self, growth: int) -> int:
        """Return whether the flow is worth more than nothing (1), less (-1) or nothing (0)."""
        discount = _ONE * _ONE // growth
        gaps: dict[int, int] = {}
        worth, at = 0, self._flows[0][0]
        for time, flow in self._flows:
            worth = _discounted(worth, discount, at - time, gaps)
            worth += self._amount(flow, growth)
            at = time
        return (worth > 0) - (worth < 0)

    def rate(self, growth: int) -> Fraction:
        """Return the rate for one period."""
        return _to_places(_power(growth, self.steps) - _ONE)

    def _amount(self, flow: Flow, growth: int) -> int:
        if not flow.odd:
            return flow.amount * _ONE
        rate = _power(growth, self.steps) - _ONE
        simply = _ONE + flow.odd.numerator * rate // flow.odd.denominator
        return flow.amount * _ONE * _ONE // simply


def _discounted(worth: int, discount: int, steps: int, gaps: dict[int, int]) -> int:
    """Return a later worth so many steps earlier; equal gaps are worked out once."""
    if not steps or not worth:
        return worth
    if steps not in gaps:
        gaps[steps] = _power(discount, steps)
    return worth * gaps[steps] >> _BITS


def _bracket(curve: _Curve) -> tuple[int, int]:
    """Return two growths, the nearest to no rate at all, between which the flow turns (`NoRate`).

    Steps widen away from zero on both sides.
    """
    here = curve.sign(_ONE)
    if here == 0:
        return _ONE, _ONE
    step = _FIRST_STEP / curve.steps
    above = below = _ONE
    while True:
        farther_up = _fixed(1 + step)
        farther_down = _ONE * _ONE // farther_up
        if curve.sign(farther_up) != here:
            return above, farther_up
        if curve.sign(farther_down) != here:
            # The side of the first bound decides: it must be the one that `here` stands for.
            return farther_down, below
        if _power(farther_up, curve.steps) > _HIGHEST * _ONE:
            raise NoRate(flows=curve.count)
        above, below = farther_up, farther_down
        step = Fraction(_fixed(step * _WIDER), _ONE)


def _power(base: int, times: int) -> int:
    """Return a fixed-point number to a whole power of zero or more."""
    result = _ONE
    while times:
        if times & 1:
            result = result * base >> _BITS
        base = base * base >> _BITS
        times >>= 1
    return result


def _root(value: int, degree: int) -> int:
    """Return the root of a fixed-point number above zero, found by halving."""
    if degree == 1:
        return value
    low, high = 0, max(value, _ONE)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _power(middle, degree) > value else (middle, high)
    return low


def _fixed(value: Fraction) -> int:
    return value.numerator * _ONE // value.denominator


def _to_places(value: int) -> Fraction:
    """Return a fixed-point number to fifteen decimals, half away from zero."""
    scaled = (2 * abs(value) * 10**PLACES + _ONE) // (2 * _ONE)
    return Fraction(-scaled if value < 0 else scaled, 10**PLACES)
