"""Sums over the clubs of an area, without anybody's name and without small groups."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ledger.core.periods import month_bounds
from ledger.core.statements.table import (
    Column,
    ColumnKind,
    Phrase,
    Row,
    RowKind,
    Table,
    Value,
    phrase,
)

FEWEST = 5
"""Figures of fewer people than this are not shown outside their club (RULES.md, section 6)."""

MONEY, COUNT = ColumnKind.AMOUNT, ColumnKind.COUNT
COLUMNS = (
    Column("name", phrase("Commune")),
    Column("clubs", phrase("Clubs"), COUNT),
    Column("closed", phrase("Of them, last month closed"), COUNT),
    Column("members", phrase("Members"), COUNT),
    Column("cash", phrase("Cash"), MONEY),
    Column("bank", phrase("Bank"), MONEY),
    Column("outstanding", phrase("Out on loan"), MONEY),
    Column("late", phrase("Of it, loans late over 30 days"), MONEY),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClubSums:
    """A club as it counts into the sums of its area; amounts in đồng.

    `has_closed`: the month before this one is closed.
    """

    province: str | None
    commune: str | None
    has_closed: bool
    members: int
    borrowers: int
    cash: int
    bank: int
    outstanding: int
    late: int


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums over some clubs; what is of fewer than five people is hidden."""

    clubs: tuple[ClubSums, ...]

    @property
    def hides_members(self) -> bool:
        """Tell whether the members are too few to be counted outside their club."""
        return 0 < sum(one.members for one in self.clubs) < FEWEST

    @property
    def hides_loans(self) -> bool:
        """Tell whether the borrowers are too few for their loans to be shown."""
        return 0 < sum(one.borrowers for one in self.clubs) < FEWEST

    def values(self, name: Value, *, with_loans: bool, with_members: bool) -> tuple[Value, ...]:
        """Return a row of the table."""
        clubs, hidden = self.clubs, phrase("under five people")
        return (
            name,
            len(clubs),
            sum(one.has_closed for one in clubs),
            sum(one.members for one in clubs) if with_members else hidden,
            sum(one.cash for one in clubs),
            sum(one.bank for one in clubs),
            sum(one.outstanding for one in clubs) if with_loans else hidden,
            sum(one.late for one in clubs) if with_loans else None,
        )


def area_sums(clubs: Iterable[ClubSums], month: str, on: dt.date) -> Table:
    """Return the sums by province and commune; it begins with how complete they are.

    A figure that is hidden somewhere is left out of no sum above it; where it could be worked out
    from that, being the only one hidden, the sum above is hidden as well.
    """
    found = list(clubs)
    places: defaultdict[str, defaultdict[str, list[ClubSums]]]
    places = defaultdict(lambda: defaultdict(list))
    for one in found:
        places[one.province or ""][one.commune or ""].append(one)
    rows: list[Row] = []
    shown: list[tuple[bool, bool]] = []
    for province in sorted(places):
        parts = [Sums(tuple(places[province][commune])) for commune in sorted(places[province])]
        rows.append(Row((_named(province), *[None] * (len(COLUMNS) - 1)), RowKind.HEADING))
        rows += _lines(sorted(places[province]), parts)
        whole = Sums(tuple(one for part in parts for one in part.clubs))
        told = _told(whole, [(not one.hides_loans, not one.hides_members) for one in parts])
        shown.append(told)
        rows.append(_sum(whole, phrase("Sum"), RowKind.SUBTOTAL, told))
    whole = Sums(tuple(found))
    rows.append(_sum(whole, phrase("Total"), RowKind.TOTAL, _told(whole, shown)))
    return Table(
        "area-sums", phrase("Sums of the clubs"), "", tuple(_complete(found, month, on)), COLUMNS,
        tuple(rows),
    )  # fmt: skip


def _lines(names: Sequence[str], parts: Sequence[Sums]) -> Iterator[Row]:
    for name, part in zip(names, parts, strict=True):
        told = (not part.hides_loans, not part.hides_members)
        yield _sum(part, _named(name), RowKind.LINE, told)


def _sum(part: Sums, name: Value, kind: RowKind, told: tuple[bool, bool]) -> Row:
    with_loans, with_members = told
    return Row(part.values(name, with_loans=with_loans, with_members=with_members), kind)


def _told(whole: Sums, parts: Sequence[tuple[bool, bool]]) -> tuple[bool, bool]:
    """Tell whether loans, and members, may be shown of a whole, as they are of its parts."""
    one_hidden = [[told[what] for told in parts].count(False) == 1 for what in (0, 1)]
    return (
        not (whole.hides_loans or one_hidden[0]),
        not (whole.hides_members or one_hidden[1]),
    )


def _named(name: str) -> Value:
    return name or phrase("(no place written down)")


def _complete(clubs: Sequence[ClubSums], month: str, on: dt.date) -> Iterator[Phrase]:
    closed = sum(one.has_closed for one in clubs)
    yield phrase("As of %(day)s", day=on)
    yield phrase("Clubs: %(clubs)s", clubs=len(clubs))
    yield phrase(
        "Books closed up to %(day)s or later: %(closed)s of them",
        day=month_bounds(month)[1], closed=closed,
    )  # fmt: skip
