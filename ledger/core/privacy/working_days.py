"""Which days are worked in Viet Nam, so that a deadline of working days can be told."""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import lru_cache

_FIXED = ((1, 1), (4, 30), (5, 1), (9, 2))
"""Month and day of the holidays by the sun (Labour Code 45/2019/QH14, article 112)."""

_BESIDE_NATIONAL_DAY: Mapping[int, dt.date] = {
    2025: dt.date(2025, 9, 1),
    2026: dt.date(2026, 9, 1),
}
"""The second day off for the National Day, as announced for each year."""

_TET: Mapping[int, dt.date] = {
    2025: dt.date(2025, 1, 27), 2026: dt.date(2026, 2, 16), 2027: dt.date(2027, 2, 5),
    2028: dt.date(2028, 1, 25), 2029: dt.date(2029, 2, 12), 2030: dt.date(2030, 2, 1),
    2031: dt.date(2031, 1, 22), 2032: dt.date(2032, 2, 10), 2033: dt.date(2033, 1, 30),
    2034: dt.date(2034, 2, 18), 2035: dt.date(2035, 2, 7), 2036: dt.date(2036, 1, 27),
}  # fmt: skip
"""The first of the five days off for the lunar New Year: announced for 2025 and 2026, after that
its eve, by the moon over Viet Nam."""
_TET_DAYS = 5

_HUNG_KINGS: Mapping[int, dt.date] = {
    2025: dt.date(2025, 4, 7), 2026: dt.date(2026, 4, 26), 2027: dt.date(2027, 4, 16),
    2028: dt.date(2028, 4, 4), 2029: dt.date(2029, 4, 23), 2030: dt.date(2030, 4, 12),
    2031: dt.date(2031, 4, 1), 2032: dt.date(2032, 4, 19), 2033: dt.date(2033, 4, 9),
    2034: dt.date(2034, 4, 28), 2035: dt.date(2035, 4, 17), 2036: dt.date(2036, 4, 6),
}  # fmt: skip
"""The tenth day of the third lunar month."""

_DAY = dt.timedelta(days=1)
_SATURDAY = 5


def is_working_day(day: dt.date) -> bool:
    """Tell whether a day is neither of a weekend nor off.

    A day off that is not known here counts as worked: a deadline then comes early, never late.
    """
    return not _is_weekend(day) and day not in _days_off(day.year)


def working_days_after(day: dt.date, count: int) -> dt.date:
    """Return the day by which so many working days have passed; the first day does not count."""
    left = count
    while left:
        day += _DAY
        left -= is_working_day(day)
    return day


def _is_weekend(day: dt.date) -> bool:
    return day.weekday() >= _SATURDAY


@lru_cache(maxsize=64)
def _days_off(year: int) -> frozenset[dt.date]:
    """Return the holidays of a year, and the next working day for each that lies in a weekend.

    Labour Code, article 111, paragraph 3.
    """
    named = sorted(set(_holidays(year)))
    off = set(named)
    for day in filter(_is_weekend, named):
        instead = day
        while _is_weekend(instead) or instead in off:
            instead += _DAY
        off.add(instead)
    return frozenset(off)


def _holidays(year: int) -> Iterator[dt.date]:
    yield from (dt.date(year, month, day) for month, day in _FIXED)
    yield from (table[year] for table in (_BESIDE_NATIONAL_DAY, _HUNG_KINGS) if year in table)
    if year in _TET:
        yield from (_TET[year] + place * _DAY for place in range(_TET_DAYS))
