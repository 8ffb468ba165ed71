"""How fast schedules are made, beside a bare loop of whole numbers that does the same sums."""

import datetime as dt
import time
from collections.abc import Callable
from statistics import median

from ledger.core.loans.choices import PrincipalMethod
from ledger.core.loans.making import make_schedule
from ledger.core.loans.rate import Rate
from ledger.core.loans.schedule import Schedule
from ledger.core.loans.terms import LoanTerms
from tests.speed.ratio import Ratio

_ROUNDS = 60
_INSTALMENTS = 12
_TERMS = LoanTerms(
    rate=Rate.percent(1),
    instalments=_INSTALMENTS,
    repayment=PrincipalMethod.EQUAL_INSTALMENTS,
)
_BEGUN_ON = tuple(dt.date(2026, month, 10) for month in range(1, 13))
_PRINCIPALS = tuple(range(2_000_000, 10_000_000, 4_000))
"""Two thousand loans of as many sums, paid out at the meetings of a year."""


def measure() -> Ratio:
    """Return schedules of twelve level instalments per CPU second, tracing off.

    The floor knows the instalment beforehand; it makes a tuple of principal, interest and balance
    of each instalment, and neither dates nor a schedule.
    """
    levels = {one: sum(_made(one, _BEGUN_ON[0]).totals[:1]) for one in _PRINCIPALS}
    loans = [(one, _BEGUN_ON[at % 12], levels[one]) for at, one in enumerate(_PRINCIPALS)]
    assert all(_agree(principal, day, level) for principal, day, level in loans)

    def ours() -> None:
        for principal, day, _ in loans:
            make_schedule(_TERMS, principal, day)

    def floor() -> None:
        for principal, _, level in loans:
            _bare(principal, 1, 100, level)

    rounds = [(_seconds(ours), _seconds(floor)) for _ in range(_ROUNDS)]
    return Ratio(
        "schedules of twelve instalments, per CPU second",
        ours=len(loans) / median(mine for mine, _ in rounds),
        floor=len(loans) / median(bare for _, bare in rounds),
        required=0.6,
    )


def _made(principal: int, day: dt.date) -> Schedule:
    return make_schedule(_TERMS, principal, day)


def _agree(principal: int, day: dt.date, level: int) -> bool:
    """Tell whether the loop does the sums of our schedule."""
    made = _made(principal, day)
    rows = zip(made.principals, made.interests, made.balances, strict=True)
    return list(rows) == _bare(principal, 1, 100, level)


def _seconds(make: Callable[[], None]) -> float:
    """Return the CPU seconds of making all schedules once."""
    began = time.process_time()
    make()
    return time.process_time() - began


def _bare(balance: int, over: int, under: int, level: int) -> list[tuple[int, int, int]]:
    """Return principal, interest and balance of level instalments, as briefly as can be."""
    half = under // 2
    rows = []
    for _ in range(_INSTALMENTS - 1):
        interest = (balance * over + half) // under
        principal = level - interest
        balance -= principal
        rows.append((principal, interest, balance))
    rows.append((balance, (balance * over + half) // under, 0))
    return rows


if __name__ == "__main__":
    print(measure())
