"""Whether a club lends for the right purpose and to the right people, from its own records."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median_high, median_low

from ledger.core.loans.purposes import PurposeKind
from ledger.core.outcomes.classes import POOR_OR_NEAR
from ledger.core.outcomes.composition import OLDER, is_older
from ledger.core.outcomes.using import Use, UseCheck, UsedFor, UseVerdict, use_of
from ledger.core.workbook.values import HouseholdClass


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectedLoan:
    """A loan as it is inspected; amounts in đồng, `outstanding` on the last day.

    The class is that of the day on which it was paid out, None where none is written down; the
    kind of work that of the last plan, else of the application. `is_officer`: the borrower holds
    an office in the club.
    """

    loan_no: int
    paper_code: str
    member_no: int
    name: str
    is_officer: bool
    household_class: HouseholdClass | None
    birth_year: int | None
    kind: PurposeKind | None
    lent: int
    outstanding: int
    disbursed_on: dt.date
    applied_on: dt.date | None
    checks: tuple[UseCheck, ...] = ()
    is_restricted: bool = False

    @property
    def use(self) -> Use:
        """Return what it was used for, as far as somebody saw it."""
        return use_of(self.checks, self.kind, self.lent)

    @property
    def is_first(self) -> bool | None:
        """Tell whether it went to a poor or near-poor household, or to somebody of 55 and older."""
        is_old = is_older(self.birth_year, self.disbursed_on.year, OLDER)
        if is_old or self.household_class in POOR_OR_NEAR:
            return True
        return None if is_old is None or self.household_class is None else False

    @property
    def days_waited(self) -> int | None:
        """Return the days from the application to the payment, None without an application."""
        return None if self.applied_on is None else (self.disbursed_on - self.applied_on).days


@dataclass(frozen=True, slots=True)
class StillWaiting:
    """An application that nothing was paid out on and that nobody has turned down."""

    application_no: int
    name: str
    applied_on: dt.date
    amount: int
    is_restricted: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """So many loans with so much, in đồng."""

    loans: int = 0
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Purpose:
    """Loans for a kind of work, None where none is written down, and how the money was used.

    `unjudged` was seen, but nobody wrote down what the loan was for.
    """

    kind: PurposeKind | None
    lent: Part
    as_agreed: int
    otherwise: int
    unseen: int
    unjudged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """The loans paid out in some days, those that run on the last one, and who waits then.

    `members` and `officers` are people of the club on that day; `poor_share` is the club's rule.
    """

    begin: dt.date
    end: dt.date
    loans: tuple[InspectedLoan, ...]
    running: tuple[InspectedLoan, ...]
    waiting: tuple[StillWaiting, ...]
    members: int
    officers: int
    poor_share: Fraction | None = None

    @property
    def lent(self) -> Part:
        """Return all that was paid out."""
        return part(self.loans)

    @property
    def portfolio(self) -> Part:
        """Return all principal outstanding."""
        return _owed(self.running)

    @property
    def to_officers(self) -> Part:
        """Return the principal outstanding of those who hold an office."""
        return _owed(one for one in self.running if one.is_officer)

    @property
    def unchecked(self) -> Part:
        """Return the loans whose use nobody has looked at."""
        return part(one for one in self.loans if one.use.verdict is UseVerdict.NOT_CHECKED)

    @property
    def used_otherwise(self) -> tuple[InspectedLoan, ...]:
        """Return the loans of which a part at least was used for something else."""
        return tuple(one for one in self.loans if one.kind is not None and one.use.otherwise)

    @property
    def purposes(self) -> tuple[Purpose, ...]:
        """Return the loans by what they were for, those of which it is not known last."""
        kinds = (*PurposeKind, None)
        found = (_purpose(kind, [one for one in self.loans if one.kind is kind]) for kind in kinds)
        return tuple(one for one in found if one.lent.loans)

    @property
    def uses(self) -> tuple[tuple[UsedFor, Part], ...]:
        """Return what the money was seen used for, by the last look at each loan."""
        seen = [(one.loan_no, check) for one in self.loans for check in last_looks(one.checks)]
        found = []
        for used_for in UsedFor:
            here = [(number, one.amount) for number, one in seen if one.used_for is used_for]
            if here:
                numbers = {number for number, _ in here}
                found.append((used_for, Part(len(numbers), sum(amount for _, amount in here))))
        return tuple(found)

    def to_class(self, *classes: HouseholdClass | None) -> Part:
        """Return what was paid out to households of some classes."""
        return part(one for one in self.loans if one.household_class in classes)

    @property
    def to_first(self) -> Part:
        """Return what went to poor or near-poor households, or to people of 55 and older."""
        return part(one for one in self.loans if one.is_first)

    @property
    def first_unknown(self) -> Part:
        """Return what went to those of whom that is not known."""
        return part(one for one in self.loans if one.is_first is None)

    @property
    def median_days(self) -> Fraction | None:
        """Return the median of the days from application to payment; None without applications."""
        days = [one.days_waited for one in self.loans if one.days_waited is not None]
        return Fraction(median_low(days) + median_high(days), 2) if days else None


def part(loans: Iterable[InspectedLoan]) -> Part:
    """Return how many loans there are, and what was lent on them."""
    found = list(loans)
    return Part(len(found), sum(one.lent for one in found))


def last_looks(checks: Sequence[UseCheck]) -> tuple[UseCheck, ...]:
    """Return what was seen of a loan on the last day on which somebody looked."""
    last = max((one.checked_on for one in checks), default=None)
    return tuple(one for one in checks if one.checked_on == last)


def _owed(loans: Iterable[InspectedLoan]) -> Part:
    found = [one.outstanding for one in loans]
    return Part(len(found), sum(found))


def _purpose(kind: PurposeKind | None, loans: Sequence[InspectedLoan]) -> Purpose:
    uses = [one.use for one in loans]
    as_agreed = sum(one.as_agreed for one in uses)
    seen_otherwise = sum(one.otherwise for one in uses)
    unseen = sum(one.unseen for one in uses)
    otherwise, unjudged = (0, seen_otherwise) if kind is None else (seen_otherwise, 0)
    return Purpose(kind, part(loans), as_agreed, otherwise, unseen, unjudged)
