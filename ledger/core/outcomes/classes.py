"""The classes of a household over time, each from a day, by the commune's certificate."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ledger.core.acts.shared import missing_words
from ledger.core.errors import Conflict, LedgerError, NotFound, RuleBroken
from ledger.core.text import normal
from ledger.core.workbook.values import HouseholdClass

POOR_OR_NEAR = frozenset({HouseholdClass.POOR, HouseholdClass.NEAR_POOR})
"""The group that the clubs are for (DOMAIN.md, section 1.2)."""


@dataclass(eq=False)
class UnknownClass(NotFound):
    """A household has no class that begins on this day."""

    household_no: int
    valid_from: dt.date


@dataclass(eq=False)
class ClassStandsSo(RuleBroken):
    """A correction changes something; the class and its certificate stand so already."""

    household_no: int


@dataclass(eq=False)
class CertificateOfAnother(Conflict):
    """A certificate names one household; another of the club has it."""

    certificate_no: str
    household: str


@dataclass(eq=False)
class CertificateDayLater(RuleBroken):
    """A certificate of a day to come cannot have been seen."""

    certificate_on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassFrom:
    """A household's class from a day on, until another; `review_year` of whose review it is."""

    valid_from: dt.date
    household_class: HouseholdClass
    certificate_no: str | None = None
    certificate_on: dt.date | None = None
    review_year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassCorrected:
    """What was written of a household's class from a day was wrong, and why."""

    household_no: int
    valid_from: dt.date
    household_class: HouseholdClass
    certificate_no: str | None
    certificate_on: dt.date | None
    reason: str

    def faults(self) -> Iterator[LedgerError]:
        """Yield what is wrong with it by itself."""
        yield from missing_words("change", self.reason)


@dataclass(frozen=True, slots=True)
class CorrectedClass:
    """How a class was corrected: what stood there and what stands now, why and when."""

    valid_from: dt.date
    before: HouseholdClass
    certificate_before: str | None
    after: HouseholdClass
    certificate_after: str | None
    reason: str
    recorded_at: dt.datetime


@dataclass(frozen=True, slots=True)
class HomeHistory:
    """A member's household: its code, its classes in order, and how they were corrected.

    `in_difficulty` is the member's own, None where the club does not know.
    """

    code: str
    in_difficulty: bool | None
    classes: tuple[ClassFrom, ...]
    corrections: tuple[CorrectedClass, ...]


def check_certificate(
    holders: Mapping[str, str],
    household: str,
    certificate_no: str | None,
    certificate_on: dt.date | None,
    today: dt.date,
) -> None:
    """Refuse a certificate that another household has, or of a day to come.

    `holders`: the household of each certificate that the club knows, by its number. Raises
    `CertificateOfAnother`, `CertificateDayLater`.
    """
    key = certificate_key(certificate_no or "")
    for number, holder in holders.items():
        if key and certificate_key(number) == key and holder != household:
            raise CertificateOfAnother(certificate_no=number, household=holder)
    if certificate_on is not None and certificate_on > today:
        raise CertificateDayLater(certificate_on=certificate_on)


def class_on(history: Sequence[ClassFrom], day: dt.date) -> HouseholdClass | None:
    """Return a household's class on a day from its history in order; None: not written down."""
    held = [one.household_class for one in history if one.valid_from <= day]
    return held[-1] if held else None


def year_end(year: int, today: dt.date) -> dt.date:
    """Return the day whose class is that of a year: its last, or today in the year that runs."""
    return min(dt.date(year, 12, 31), today)


def certificate_key(certificate_no: str) -> str:
    """Return what two spellings of a certificate's number share."""
    return normal(certificate_no).casefold().replace(" ", "")
