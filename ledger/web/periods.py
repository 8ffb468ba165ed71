"""The days that a report shows, and the ways to those before and after them."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from ledger.core.periods import month_bounds, month_of, months_between, next_month
from ledger.core.statements.scope import PeriodEndsBeforeItBegins
from ledger.web.queries import Period, Query
from ledger.web.words import Reader


@dataclass(frozen=True, slots=True)
class Books:
    """The days that the books cover: from the first entry's to the last one's."""

    first: dt.date
    last: dt.date

    def year(self, year: int) -> Period:
        """Return the days of a year, up to the last entry where the books end in it."""
        begin, end = month_bounds(f"{year:04d}")
        return begin, self.last if self.last.year == year else end


@dataclass(frozen=True, slots=True)
class Way:
    """A link to other days of the same report."""

    words: str
    address: str
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class Ways:
    """The links from the days shown: a month back and forth, to each year, to a year's months."""

    earlier: Way | None
    later: Way | None
    years: tuple[Way, ...]
    months: tuple[Way, ...]


def books_days(days: Period | None, today: dt.date) -> Books:
    """Return the days of the books; empty books are today's."""
    return Books(*days) if days else Books(today, today)


def shown_days(query: Query, books: Books, *, is_long: bool) -> Period:
    """Return the days of a report.

    When no day is asked for, a long report shows the month of the last entry, another its year.
    When only one is asked for, it shows the year up to the last day, or from the first day on.
    Raises `PeriodEndsBeforeItBegins`.
    """
    if query.begin is None and query.end is None:
        if is_long:
            return month_bounds(month_of(books.last))
        return books.year(books.last.year)
    end = query.end or max(books.last, query.begin or books.last)
    begin = query.begin or end.replace(month=1, day=1)
    if end < begin:
        raise PeriodEndsBeforeItBegins(begin=begin, end=end)
    return begin, end


def narrower_days(shown: Period, books: Books) -> Period | None:
    """Return the last year of some days, or the last month of a year; None for a month."""
    begin, end = shown[0], min(shown[1], books.last)
    for period in (f"{end.year:04d}", month_of(end)):
        first, _ = month_bounds(period)
        if begin < first:
            return first, end
    return None


def ways(shown: Period, books: Books, reader: Reader, address: Callable[[str, str], str]) -> Ways:
    """Return the links; `address` makes one of a parameter (month, year) and its value."""

    def month(period: str) -> Way:
        return Way(reader.month(period), address("month", period), shown == month_bounds(period))

    def year(number: int) -> Way:
        here = shown in {books.year(number), month_bounds(f"{number:04d}")}
        return Way(str(number), address("year", f"{number:04d}"), here)

    years = tuple(year(number) for number in range(books.first.year, books.last.year + 1))
    begin, end = books.year(shown[1].year)
    months = tuple(month(period) for period in months_between(max(begin, books.first), end))
    here = month_of(shown[0])
    if shown != month_bounds(here):
        return Ways(None, None, years, months)
    before, after = month_of(shown[0] - dt.timedelta(days=1)), next_month(here)
    return Ways(
        month(before) if before >= month_of(books.first) else None,
        month(after) if after <= month_of(books.last) else None,
        years,
        months,
    )
