"""Poverty standards as dated data: which is in force, what it would say, where a series breaks."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ledger.core.errors import Conflict, LedgerError, RuleBroken
from ledger.core.statements.table import Name
from ledger.core.text import normal
from ledger.core.workbook.values import HouseholdClass


@dataclass(eq=False)
class StandardNotUsable(RuleBroken):
    """A standard cannot be as it is given; `what`: code, province, names, lines, average, ….

    The others are source, days and deprivations.
    """

    what: str


@dataclass(eq=False)
class StandardCodeTaken(Conflict):
    """Another standard has this code."""

    code: str


@dataclass(eq=False)
class StandardsOverlap(Conflict):
    """Another standard of the same province is in force on some of the days."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PovertyStandard:
    """By what communes say who is poor, from a day to a day, both in it (DOMAIN.md, section 5.1).

    Lines are đồng a person a month. `province` has a standard of its own; None: the country's.
    `deprivations`: so many indicators lacking, or more, make a household under the line poor.
    """

    code: str
    name: Name
    source: str
    valid_from: dt.date
    valid_to: dt.date | None
    rural_poor: int
    urban_poor: int
    deprivations: int
    rural_average: int | None = None
    urban_average: int | None = None
    province: str | None = None

    def holds_on(self, day: dt.date) -> bool:
        """Tell whether it is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def faults(self) -> Iterator[LedgerError]:
        """Yield what is wrong with a province's own standard by itself."""
        averages = (self.rural_average, self.urban_average)
        wrong = {
            "code": not normal(self.code),
            "province": not normal(self.province or ""),
            "names": not (normal(self.name.vi) and normal(self.name.en)),
            "source": not normal(self.source),
            "days": self.valid_to is not None and self.valid_to < self.valid_from,
            "lines": not (self.rural_poor > 0 and self.urban_poor > 0),
            "deprivations": self.deprivations <= 0,
            "average": any(averages) and not (
                (self.rural_average or 0) > self.rural_poor
                and (self.urban_average or 0) > self.urban_poor
            ),
        }  # fmt: skip
        yield from (StandardNotUsable(what=what) for what, is_wrong in wrong.items() if is_wrong)


def standard_on(
    standards: Iterable[PovertyStandard], day: dt.date, province: str | None
) -> PovertyStandard | None:
    """Return the standard in force on a day: the province's own, else the country's."""
    held = [one for one in standards if one.holds_on(day)]
    own = (one for one in held if province is not None and one.province == province)
    return next(own, next((one for one in held if one.province is None), None))


def is_break(
    standards: Sequence[PovertyStandard], first: dt.date, last: dt.date, province: str | None
) -> bool:
    """Tell whether classes of two days are by different standards, so that none fell or rose."""
    before, after = (standard_on(standards, day, province) for day in (first, last))
    return (before and before.code) != (after and after.code)


def would_be(
    standard: PovertyStandard, income: int, deprivations: int, *, is_rural: bool
) -> HouseholdClass:
    """Return the class that a standard would give to an income, in đồng a person a month.

    Poor is under the line and lacking enough indicators, near-poor under the line alone. It is
    for showing and trying: the commune decides, the club records.
    """
    line = standard.rural_poor if is_rural else standard.urban_poor
    average = standard.rural_average if is_rural else standard.urban_average
    if income <= line:
        is_poor = deprivations >= standard.deprivations
        return HouseholdClass.POOR if is_poor else HouseholdClass.NEAR_POOR
    if average is not None and income <= average:
        return HouseholdClass.AVERAGE
    return HouseholdClass.OTHER


def check_beside(new: PovertyStandard, others: Iterable[PovertyStandard]) -> Iterator[LedgerError]:
    """Yield what stands against a new standard among those that are there."""
    for one in others:
        if one.code == new.code:
            yield StandardCodeTaken(code=new.code)
        elif one.province == new.province and _meet(one, new):
            yield StandardsOverlap(code=one.code)


def _meet(one: PovertyStandard, other: PovertyStandard) -> bool:
    """Tell whether two standards hold on one day."""
    begins = max(one.valid_from, other.valid_from)
    return one.holds_on(begins) and other.holds_on(begins)
