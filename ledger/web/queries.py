"""What an address asks behind its question mark, read into a value or refused."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypedDict, TypeVar

from marshmallow import Schema, ValidationError, fields, post_load

from ledger.core.errors import LedgerError
from ledger.core.loans.arrears import BANDS
from ledger.core.outcomes.behind import Measure
from ledger.core.periods import month_bounds
from ledger.core.text import check_text, normal
from ledger.i18n.locale import Language
from ledger.i18n.typed import read_day, read_moment, read_month
from ledger.web.addresses import YES
from ledger.web.refusals import (
    ChoiceUnknown,
    DayNotUnderstood,
    DaysGivenTwice,
    InstantNotUnderstood,
    MonthNotUnderstood,
    ParameterRepeated,
    ParameterTooLong,
    QueryRefused,
    UnknownParameter,
    YearNotUnderstood,
)

LONGEST = 100
"""The most characters of anything that is asked, and of its name."""

YEARS = range(1900, 3000)
"""No books are of another year; so the day before and the month after are days as well."""

Read = TypeVar("Read")
Period = tuple[dt.date, dt.date]
Refusal = Callable[[str, str], LedgerError]


@dataclass(frozen=True, slots=True)
class Query:
    """All that the pages may be asked; a page's schema says what it may be asked itself."""

    begin: dt.date | None = None
    end: dt.date | None = None
    fund: str | None = None
    known_at: dt.datetime | None = None
    account: str | None = None
    before_closing: bool = False
    name: str | None = None
    size: str | None = None
    after: str | None = None
    amount: str | None = None
    on: str | None = None
    late_from: int | None = None
    late_to: int | None = None
    or_rescheduled: bool = False
    group: str | None = None
    measure: str | None = None


class Found(TypedDict, total=False):
    """What a schema has read, by name."""

    lang: str
    begin: dt.date
    end: dt.date
    month: Period
    year: Period
    fund: str
    known_at: dt.datetime
    account: str
    before_closing: str
    name: str
    size: str
    after: str
    amount: str
    on: str
    late_from: int
    late_to: int
    or_rescheduled: str
    group: str
    measure: str


class Typed(fields.Field[Read]):
    """What people or programs type, read into a value; what cannot be read is refused by name."""

    def __init__(self, read: Callable[[str], Read | None], refusal: Refusal) -> None:
        """Read by a function that returns None for what it cannot read."""
        super().__init__()
        self._read = read
        self._refusal = refusal

    def _deserialize(
        self,
        value: str,
        attr: str | None,
        data: object,  # noqa: ARG002 - marshmallow hands it over
        **_: object,
    ) -> Read:
        found = self._read(value)
        if found is None:
            raise ValidationError([self._refusal(attr or "", value)])
        return found


def day_typed(text: str) -> dt.date | None:
    """Return the day that is typed, None if it is none, or of a year that no books are of."""
    found = read_day(text)
    return found if found is not None and found.year in YEARS else None


def _month(text: str) -> Period | None:
    found = read_month(text)
    return month_bounds(found) if found is not None and int(found[:4]) in YEARS else None


def _year(text: str) -> Period | None:
    is_year = text.isascii() and text.isdigit() and len(text) == 4 and int(text) in YEARS
    return month_bounds(text) if is_year else None


def _choice(*words: str) -> Typed[str]:
    known = {word: word for word in words}
    return Typed(known.get, partial(ChoiceUnknown, choices=", ".join(words)))


def _number(*numbers: int) -> Typed[int]:
    known = {str(number): number for number in numbers}
    return Typed(known.get, partial(ChoiceUnknown, choices=", ".join(known)))


class Nothing(Schema):
    """A page that is asked nothing, but which language to speak."""

    lang = _choice(*Language)

    @post_load
    def to_query(self, found: Found, **_: object) -> Query:
        """Return the values; a month or a year stands for its days (`DaysGivenTwice`)."""
        period = found.get("month") or found.get("year")
        if period and len(found.keys() & {"month", "year", "begin", "end"}) > 1:
            raise ValidationError([DaysGivenTwice()])
        begin, end = period or (found.get("begin"), found.get("end"))
        return Query(
            begin, end, found.get("fund"), found.get("known_at"), found.get("account"),
            "before_closing" in found, found.get("name"), found.get("size"), found.get("after"),
            found.get("amount"), found.get("on"), found.get("late_from"), found.get("late_to"),
            "or_rescheduled" in found, found.get("group"), found.get("measure"),
        )  # fmt: skip


class OfClubs(Nothing):
    """The list of clubs, from the one after a code on."""

    after = fields.String()


class OfList(Nothing):
    """A list as it stood on a day."""

    end = Typed(day_typed, DayNotUnderstood)


class OfMembers(OfList):
    """The members, or those whose name holds some letters."""

    name = fields.String()


class OfPrivacy(Nothing):
    """The register of requests about own data, with members whose name holds some letters."""

    name = fields.String()


class OfSheet(OfList):
    """The same on paper of a size."""

    size = _choice("A4", "A5")


class OfVoucher(Nothing):
    """A voucher, on half a sheet or on the roll of a receipt printer."""

    size = _choice("A5", "80mm")


class OfPayment(Nothing):
    """What a payment of a sum on a day would do; both as typed, so that they can be shown again."""

    amount = fields.String()
    on = fields.String()


class OfDays(Nothing):
    """What happened in some days: a month, a year, or from one day to another."""

    begin = Typed(day_typed, DayNotUnderstood)
    end = Typed(day_typed, DayNotUnderstood)
    month = Typed(_month, MonthNotUnderstood)
    year = Typed(_year, YearNotUnderstood)


class OfPaper(OfDays):
    """The same on paper of a size."""

    size = _choice("A4", "A5")


class OfReport(OfDays):
    """A report of some days, of one fund or all, as known when."""

    fund = fields.String()
    known_at = Typed(read_moment, InstantNotUnderstood)


class OfLedger(OfReport):
    """The same of one account, or without the entries that close a year."""

    account = fields.String()
    before_closing = _choice(YES)


class OfFigures(OfDays):
    """The loans with what came of them in some days, or those of them that are so many days late.

    `or_rescheduled`: with all that were rescheduled.
    """

    late_from = _number(*(band.first for band in BANDS))
    late_to = _number(*(band.last for band in BANDS if band.last is not None))
    or_rescheduled = _choice(YES)


class OfOutcomes(OfDays):
    """The loans paid out in some days, of a group, that a figure of the outcomes counts."""

    group = fields.String()
    measure = _choice(*Measure)


def query_of(schema: Schema, arguments: Mapping[str, Sequence[str]]) -> Query:
    """Return what is asked; an empty text asks nothing. Raises `QueryRefused`."""
    problems: list[LedgerError] = []
    given: dict[str, str] = {}
    for name, texts in arguments.items():
        text = normal(texts[0])
        try:
            _check(name, texts, text)
        except LedgerError as error:
            problems.append(error)
        else:
            if text or name not in schema.fields:
                given[name] = text
    try:
        query: Query = schema.load(given)
    except ValidationError as error:
        problems += _problems(error)
    if problems:
        raise QueryRefused(problems)
    return query


def _check(name: str, texts: Sequence[str], text: str) -> None:
    if len(name) > LONGEST:
        raise UnknownParameter(name[:LONGEST] + "…")
    if len(texts) > 1:
        raise ParameterRepeated(name)
    if len(text) > LONGEST:
        raise ParameterTooLong(name, LONGEST)
    check_text(text, LONGEST)


def _problems(error: ValidationError) -> list[LedgerError]:
    return [
        problem if isinstance(problem, LedgerError) else UnknownParameter(name)
        for name, problems in error.messages_dict.items()
        for problem in problems
    ]
