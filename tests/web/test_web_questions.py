"""What an address may ask, how people write it, and what is said of the rest."""

import datetime as dt

import pytest

from ledger.core.text import ControlCharacter
from ledger.web.queries import (
    LONGEST,
    Nothing,
    OfDays,
    OfFigures,
    OfLedger,
    OfList,
    OfMembers,
    OfPaper,
    OfReport,
    Query,
    query_of,
)
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
from tests.web.addresses import FRONT, PAGES
from tests.web.conftest import Asker


@pytest.mark.parametrize("address", ["/", *PAGES])
def test_every_page_refuses_what_it_is_not_asked_by_name(asker: Asker, address: str) -> None:
    mark = "&" if "?" in address else "?"
    page = asker.page(f"{address}{mark}unheard=1&of=2", "en")
    assert page.status == 400
    assert "This page does not know what unheard in the address means." in page.words
    assert "This page does not know what of in the address means." in page.words
    assert "?" in page.links or address == "/"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"month": ["2026-03"]}, (dt.date(2026, 3, 1), dt.date(2026, 3, 31))),
        ({"month": ["3/2026"]}, (dt.date(2026, 3, 1), dt.date(2026, 3, 31))),
        ({"year": ["2025"]}, (dt.date(2025, 1, 1), dt.date(2025, 12, 31))),
        ({"begin": ["1/2/2025"], "end": [" 2025-02-03 "]},
         (dt.date(2025, 2, 1), dt.date(2025, 2, 3))),
        ({"begin": ["01.02.2025"]}, (dt.date(2025, 2, 1), None)),
        ({"begin": [""], "end": ["  "]}, (None, None)),
    ],
)  # fmt: skip
def test_days_are_read_as_people_write_them(
    query: dict[str, list[str]], expected: tuple[dt.date | None, dt.date | None]
) -> None:
    found = query_of(OfDays(), query)
    assert (found.begin, found.end) == expected


def test_a_moment_is_read_by_the_clock_of_viet_nam() -> None:
    written = query_of(OfReport(), {"known_at": ["10/03/2026 14:30"]})
    exact = query_of(OfReport(), {"known_at": ["2026-03-10T07:30:00Z"]})
    assert written.known_at == exact.known_at == dt.datetime(2026, 3, 10, 7, 30, tzinfo=dt.UTC)
    day = query_of(OfReport(), {"known_at": ["10/03/2026"]}).known_at
    assert day == dt.datetime(2026, 3, 10, 16, 59, 59, 999_999, tzinfo=dt.UTC)


def test_loans_are_asked_for_by_the_ends_of_the_bands_of_lateness() -> None:
    found = query_of(OfFigures(), {"late_from": ["31"], "late_to": ["60"]})
    assert (found.late_from, found.late_to, found.or_rescheduled) == (31, 60, False)
    assert query_of(OfFigures(), {"or_rescheduled": ["yes"]}).or_rescheduled
    with pytest.raises(QueryRefused) as refused:
        query_of(OfFigures(), {"late_from": ["2"]})
    known = "0, 1, 31, 61, 91, 181, 366"
    assert refused.value.problems[0].facts() == ChoiceUnknown("late_from", "2", known).facts()


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ({"begin": ["31/02/2025"]}, DayNotUnderstood("begin", "31/02/2025")),
        ({"end": ["0001-01-01"]}, DayNotUnderstood("end", "0001-01-01")),
        ({"end": ["9999-12-31"]}, DayNotUnderstood("end", "9999-12-31")),
        ({"end": ["hôm nay"]}, DayNotUnderstood("end", "hôm nay")),
        ({"month": ["2026-13"]}, MonthNotUnderstood("month", "2026-13")),
        ({"year": ["26"]}, YearNotUnderstood("year", "26")),
        ({"year": ["٢٠٢٦"]}, YearNotUnderstood("year", "٢٠٢٦")),
        ({"known_at": ["soon"]}, InstantNotUnderstood("known_at", "soon")),
        ({"lang": ["fr"]}, ChoiceUnknown("lang", "fr", "vi, en")),
        ({"before_closing": ["1"]}, ChoiceUnknown("before_closing", "1", "yes")),
        ({"fund": ["a", "b"]}, ParameterRepeated("fund")),
        ({"fund": ["x" * (LONGEST + 1)]}, ParameterTooLong("fund", LONGEST)),
        ({"x" * 300: ["1"]}, UnknownParameter("x" * LONGEST + "…")),
        ({"account": ["1\u00001"]}, ControlCharacter(2, "U+0000")),
        ({"account": ["1\u202e1"]}, ControlCharacter(2, "U+202E")),
        ({"foo": [""]}, UnknownParameter("foo")),
        ({"month": ["2026-03"], "begin": ["01/03/2026"]}, DaysGivenTwice()),
        ({"month": ["2026-03"], "year": ["2026"]}, DaysGivenTwice()),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused_by_name(
    query: dict[str, list[str]], problem: Exception
) -> None:
    with pytest.raises(QueryRefused) as refused:
        query_of(OfLedger(), query)
    assert [str(one) for one in refused.value.problems] == [str(problem)]


def test_all_that_is_wrong_is_said_at_once(asker: Asker) -> None:
    page = asker.page(f"{FRONT}journal?begin=31/02/2025&end=x&foo=<b>&lang=en")
    assert page.status == 400
    assert "“31/02/2025” is no day" in page.words
    assert "“x” is no day" in page.words
    assert "what foo in the address means" in page.words
    assert "<b>" not in page.html


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        (Nothing(), "end"), (OfList(), "begin"), (OfList(), "fund"), (OfMembers(), "account"),
        (OfDays(), "fund"), (OfDays(), "size"), (OfPaper(), "known_at"), (OfReport(), "account"),
        (OfReport(), "before_closing"),
    ],
)  # fmt: skip
def test_a_page_is_asked_only_what_it_can_answer(schema: Nothing, name: str) -> None:
    with pytest.raises(QueryRefused):
        query_of(schema, {name: ["01/01/2026"]})


def test_nothing_asked_is_an_empty_question() -> None:
    assert query_of(OfLedger(), {}) == Query()
