"""The yearly review: the classes of many households of one year, and what is wrong with a list."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from ledger.core.errors import Conflict, LedgerError, NotFound, RuleBroken
from ledger.core.outcomes.classes import (
    POOR_OR_NEAR,
    CertificateDayLater,
    CertificateOfAnother,
    ClassFrom,
    certificate_key,
    class_on,
)
from ledger.core.periods import FIRST_YEAR
from ledger.core.workbook.values import HouseholdClass


class ReviewField(StrEnum):
    """What stands in a row of a review's list."""

    HOUSEHOLD = "household"
    MEMBER = "member"
    YEAR = "year"
    CLASS = "class"
    CERTIFICATE = "certificate"
    CERTIFICATE_ON = "certificate_on"


@dataclass(eq=False)
class ReviewYearMissing(RuleBroken):
    """A class belongs to a year; none is named."""


@dataclass(eq=False)
class ReviewYearNotUsable(RuleBroken):
    """A review is of a year of the books that has begun."""

    year: int
    this_year: int


@dataclass(eq=False)
class ReviewYearsDiffer(RuleBroken):
    """A list is of one year; a row names another than the first."""

    year: int
    first: int


@dataclass(eq=False)
class ReviewDayOutside(RuleBroken):
    """The day of a review's result, or of a certificate, lies outside the year reviewed."""

    day: dt.date
    year: int


@dataclass(eq=False)
class ReviewClassMissing(RuleBroken):
    """A household stands in the list without its class."""

    household: str


@dataclass(eq=False)
class ReviewedTwice(RuleBroken):
    """A household stands in the list twice: one class a year."""

    household: str


@dataclass(eq=False)
class ReviewedBefore(Conflict):
    """A household has another class of this year's review already."""

    household: str
    year: int


@dataclass(eq=False)
class ClassFromThatDay(Conflict):
    """A household has another class that begins on the same day."""

    household: str
    day: dt.date


@dataclass(eq=False)
class NotReviewable(NotFound):
    """The club has no household of that number."""

    household_no: int


@dataclass(eq=False)
class ReviewEmpty(RuleBroken):
    """No household of the list has a class."""


@dataclass(eq=False)
class ReviewStandsSo(RuleBroken):
    """Everything in the list stands in the books already; nothing is written twice."""

    year: int


@dataclass(eq=False)
class PoorWithoutCertificate(RuleBroken):
    """A household is poor or near-poor, and no certificate is named: told, not refused."""

    household: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedHousehold:
    """A household's class by a review; without a certificate's day it begins with the result."""

    household_no: int
    household_class: HouseholdClass
    certificate_no: str | None = None
    certificate_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdsReviewed:
    """The result of a year's review, of the day on which the commune decided it."""

    year: int
    decided_on: dt.date
    households: tuple[ReviewedHousehold, ...]

    def begins(self, one: ReviewedHousehold) -> dt.date:
        """Return the day from which a household has its class."""
        return one.certificate_on or self.decided_on

    def as_class(self, one: ReviewedHousehold) -> ClassFrom:
        """Return a household's class as it is kept."""
        return ClassFrom(
            valid_from=self.begins(one), household_class=one.household_class,
            certificate_no=one.certificate_no, certificate_on=one.certificate_on,
            review_year=self.year,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownHome:
    """A household as a review finds it: its code, its members here now, its classes in order."""

    household_no: int
    code: str
    members: tuple[tuple[str, str], ...]
    """The code and the name of each; a name whose owner's data are restricted is left out."""
    classes: tuple[ClassFrom, ...]

    @property
    def names(self) -> str:
        """Return the names of its members."""
        return ", ".join(name for _, name in self.members if name)


@dataclass(frozen=True, slots=True)
class ReviewFault:
    """What is wrong with a list: of which household, in which field, and why.

    `household_no` is None for the list as a whole.
    """

    household_no: int | None
    field: ReviewField
    error: LedgerError


def faults_of(
    review: HouseholdsReviewed, homes: Iterable[KnownHome], today: dt.date
) -> Iterator[ReviewFault]:
    """Yield everything that is wrong with a review's list, in its order."""
    yield from _year_faults(review, today)
    known = {one.household_no: one for one in homes}
    owners = _owners(known.values())
    seen: set[int] = set()
    for one in review.households:
        home = known.get(one.household_no)
        number = one.household_no
        if home is None:
            yield ReviewFault(number, ReviewField.HOUSEHOLD, NotReviewable(household_no=number))
            continue
        if number in seen:
            error = ReviewedTwice(household=home.code)
            yield ReviewFault(number, ReviewField.HOUSEHOLD, error)
            continue
        seen.add(number)
        if not stands_so(review, one, home):
            yield from _class_faults(review, one, home)
        yield from _certificate_faults(review, one, home, owners, today)
    if not review.households:
        yield ReviewFault(None, ReviewField.CLASS, ReviewEmpty())


def warnings_of(review: HouseholdsReviewed, homes: Iterable[KnownHome]) -> Iterator[ReviewFault]:
    """Yield what a list is taken with, but should be looked at."""
    codes = {one.household_no: one.code for one in homes}
    for one in review.households:
        if one.household_class in POOR_OR_NEAR and one.certificate_no is None:
            error = PoorWithoutCertificate(household=codes.get(one.household_no, ""))
            yield ReviewFault(one.household_no, ReviewField.CERTIFICATE, error)


def stands_so(review: HouseholdsReviewed, one: ReviewedHousehold, home: KnownHome) -> bool:
    """Tell whether a household's row stands in the books already, of the same review."""
    return review.as_class(one) in home.classes


def new_rows(
    review: HouseholdsReviewed, homes: Iterable[KnownHome]
) -> tuple[ReviewedHousehold, ...]:
    """Return the households of a list that do not stand in the books yet."""
    known = {one.household_no: one for one in homes}
    return tuple(
        one for one in review.households if not stands_so(review, one, known[one.household_no])
    )


def changed(
    review: HouseholdsReviewed, homes: Iterable[KnownHome]
) -> list[tuple[KnownHome, HouseholdClass | None, HouseholdClass]]:
    """Return the households whose class a list changes: the one before, and the one after."""
    given = {one.household_no: one for one in review.households}
    found = []
    for home in homes:
        one = given.get(home.household_no)
        if one is None:
            continue
        before = class_on(home.classes, review.begins(one) - dt.timedelta(days=1))
        if before is not one.household_class:
            found.append((home, before, one.household_class))
    return found


def _year_faults(review: HouseholdsReviewed, today: dt.date) -> Iterator[ReviewFault]:
    if not FIRST_YEAR <= review.year <= today.year:
        error = ReviewYearNotUsable(year=review.year, this_year=today.year)
        yield ReviewFault(None, ReviewField.YEAR, error)
    elif review.decided_on.year != review.year or review.decided_on > today:
        outside = ReviewDayOutside(day=review.decided_on, year=review.year)
        yield ReviewFault(None, ReviewField.CERTIFICATE_ON, outside)


def _class_faults(
    review: HouseholdsReviewed, one: ReviewedHousehold, home: KnownHome
) -> Iterator[ReviewFault]:
    begins = review.begins(one)
    if any(kept.review_year == review.year for kept in home.classes):
        error: LedgerError = ReviewedBefore(household=home.code, year=review.year)
        yield ReviewFault(one.household_no, ReviewField.CLASS, error)
    elif any(kept.valid_from == begins for kept in home.classes):
        error = ClassFromThatDay(household=home.code, day=begins)
        yield ReviewFault(one.household_no, ReviewField.CERTIFICATE_ON, error)


def _certificate_faults(
    review: HouseholdsReviewed,
    one: ReviewedHousehold,
    home: KnownHome,
    owners: dict[str, KnownHome],
    today: dt.date,
) -> Iterator[ReviewFault]:
    number, day = one.household_no, one.certificate_on
    if one.certificate_no is not None:
        owner = owners.setdefault(certificate_key(one.certificate_no), home)
        if owner.household_no != number:
            error: LedgerError = CertificateOfAnother(
                certificate_no=one.certificate_no, household=owner.code
            )
            yield ReviewFault(number, ReviewField.CERTIFICATE, error)
    if day is None:
        return
    if day > today:
        error = CertificateDayLater(certificate_on=day)
        yield ReviewFault(number, ReviewField.CERTIFICATE_ON, error)
    elif day.year != review.year:
        error = ReviewDayOutside(day=day, year=review.year)
        yield ReviewFault(number, ReviewField.CERTIFICATE_ON, error)


def _owners(homes: Iterable[KnownHome]) -> dict[str, KnownHome]:
    """Return whose each certificate is that the club has written down."""
    return {
        certificate_key(kept.certificate_no): home
        for home in homes
        for kept in home.classes
        if kept.certificate_no is not None
    }
