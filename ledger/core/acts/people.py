"""Members who are enrolled, changed, leave and come back, as somebody asks for it."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from ledger.core.acts.shared import missing_words
from ledger.core.errors import Conflict, LedgerError, NotFound, RuleBroken
from ledger.core.text import normal
from ledger.core.workbook.values import HouseholdClass, Sex

FIRST_BIRTH_YEAR = 1880
_PHONE = re.compile(r"\+?[0-9](?:[ .-]?[0-9]){7,14}")
_CODE = re.compile(r"(.*?)([0-9]+)")


class MemberField(StrEnum):
    """What of a member can be changed, by its name in the books."""

    NAME = "name"
    SEX = "sex"
    BIRTH_YEAR = "birth_year"
    ETHNIC_GROUP = "ethnic_group"
    PHONE = "phone"
    POSITION = "position"
    IN_DIFFICULTY = "in_difficulty"
    """1 or 0, as text; empty: the club does not know."""
    PAPER_CODE = "paper_code"
    HOUSEHOLD = "household_no"


NEVER_EMPTY = frozenset({MemberField.NAME, MemberField.PAPER_CODE, MemberField.HOUSEHOLD})
NUMBERS = frozenset({MemberField.BIRTH_YEAR, MemberField.HOUSEHOLD, MemberField.IN_DIFFICULTY})
YES, NO = "1", "0"


@dataclass(eq=False)
class FieldNotUsable(RuleBroken):
    """What is given for a field of a member cannot stand there."""

    field: str
    value: str


@dataclass(eq=False)
class FieldTwice(RuleBroken):
    """A change names each field of a member once."""

    field: str


@dataclass(eq=False)
class NothingChanges(RuleBroken):
    """What is asked for stands so already."""

    member_no: int


@dataclass(eq=False)
class HouseholdUnclear(RuleBroken):
    """A new member lives in a household that the club knows, or in a new one: one of the two."""


@dataclass(eq=False)
class UnknownHousehold(NotFound):
    """The club has no household of that number."""

    household_no: int


@dataclass(eq=False)
class PaperCodeTaken(Conflict):
    """Another member or household of the club has this code."""

    code: str


@dataclass(eq=False)
class MemberIsHere(Conflict):
    """Somebody belongs to the club already, since a day."""

    member_no: int
    since: dt.date


@dataclass(eq=False)
class BeforeLastChange(RuleBroken):
    """A member cannot leave, or come back, before the last time of either."""

    member_no: int
    day: dt.date
    latest: dt.date


@dataclass(eq=False)
class MemberNotSettled(RuleBroken):
    """Who leaves owes nothing and is owed nothing (TRUST.md, invariant 34); all in đồng.

    `loans` with interest accrued; `charges` are interest, fines and fees of loans whose principal
    is paid back; `advances` that are not settled; `capital` paid in; `held` of what was paid too
    much.
    """

    member_no: int
    loans: int
    charges: int
    advances: int
    capital: int
    held: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHousehold:
    """A household that the club did not know, and its class by the commune's certificate."""

    household_class: HouseholdClass
    certificate_no: str | None = None
    paper_code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """Somebody joins the club; without a code it is given the next one of the club's pattern."""

    joined_on: dt.date
    name: str
    sex: Sex | None = None
    birth_year: int | None = None
    ethnic_group: str | None = None
    phone: str | None = None
    position: str | None = None
    in_difficulty: bool | None = None
    paper_code: str | None = None
    household_no: int | None = None
    household: NewHousehold | None = None

    def faults(self) -> Iterator[LedgerError]:
        """Yield what is wrong with it by itself."""
        yield from missing_words("member", self.name)
        if (self.household_no is None) is (self.household is None):
            yield HouseholdUnclear()
        for field, value in (
            (MemberField.BIRTH_YEAR, self.birth_year), (MemberField.PHONE, self.phone),
            (MemberField.PAPER_CODE, self.paper_code),
        ):  # fmt: skip
            if value is not None:
                yield from wrong_field(field, str(value), self.joined_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """What stands in a field from now on; None empties it. Numbers are given as text."""

    field: MemberField
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberChanged:
    """What is written of a member is changed, with the reason."""

    member_no: int
    changes: tuple[FieldChange, ...]
    reason: str

    def faults(self, today: dt.date) -> Iterator[LedgerError]:
        """Yield what is wrong with it by itself."""
        yield from missing_words("change", self.reason)
        fields = [one.field for one in self.changes]
        for place, one in enumerate(self.changes):
            if one.field in fields[:place]:
                yield FieldTwice(field=one.field.value)
            yield from wrong_field(one.field, one.after, today)


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdClassified:
    """A household has a class from a day, by the commune's certificate of a day."""

    household_no: int
    valid_from: dt.date
    household_class: HouseholdClass
    certificate_no: str | None = None
    certificate_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLeft:
    """A member leaves the club on a day."""

    member_no: int
    on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberReturned:
    """Somebody who left belongs to the club again from a day."""

    member_no: int
    on: dt.date


def wrong_field(field: MemberField, value: str | None, on: dt.date) -> Iterator[LedgerError]:
    """Yield that a value cannot stand in a field (`FieldNotUsable`)."""
    if value is None:
        is_usable = field not in NEVER_EMPTY
    else:
        text = tidy(value)
        match field:
            case MemberField.SEX:
                is_usable = text in set(Sex)
            case MemberField.BIRTH_YEAR:
                is_usable = (
                    text.isascii() and text.isdecimal() and len(text) == 4
                    and FIRST_BIRTH_YEAR <= int(text) <= on.year
                )  # fmt: skip
            case MemberField.HOUSEHOLD:
                is_usable = text.isascii() and text.isdecimal() and 0 < len(text) < 19
            case MemberField.IN_DIFFICULTY:
                is_usable = text in {YES, NO}
            case MemberField.PHONE:
                is_usable = _PHONE.fullmatch(text) is not None
            case _:
                is_usable = bool(text)
    if not is_usable:
        yield FieldNotUsable(field=field.value, value=value or "")


def tidy(text: str) -> str:
    """Return a text in its normal form, with one space between words."""
    return " ".join(normal(text).split())


def next_code(codes: Iterable[str], usual: str) -> str:
    """Return a code that follows the club's own pattern: after TV07 and TV08 it is TV09.

    The pattern is that of the last code which ends in digits; `usual` is the one of a club that
    has none yet, such as TV00.
    """
    known = list(codes)
    matched = [found for code in [usual, *known] if (found := _CODE.fullmatch(code))]
    beginning, digits = matched[-1].groups()
    numbers = [int(one[2]) for one in matched if one[1] == beginning]
    return f"{beginning}{max(numbers) + 1:0{len(digits)}d}"
