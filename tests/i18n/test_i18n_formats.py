"""Figures, days and moments are written as Babel writes them, and read again as typed."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from babel import dates, numbers
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.clock import VIET_NAM
from ledger.core.money import LARGEST_MINOR
from ledger.i18n import formats
from ledger.i18n.locale import Language
from ledger.i18n.typed import read_amount, read_moment, write_moment

VI, EN = Language.VI, Language.EN
AMOUNTS = st.integers(-(2**63), 2**63)
DAYS = st.dates(min_value=dt.date(1000, 1, 1))
MOMENTS = st.datetimes(timezones=st.just(dt.UTC)).filter(lambda at: 1 < at.year < 9999)
LANGUAGES = pytest.mark.parametrize("language", Language)


def test_an_amount_has_dots_and_a_sign_that_stays_with_it() -> None:
    assert formats.amount(1_250_000, VI) == "1.250.000\u00a0₫"
    assert formats.amount(-1_250_000, VI) == "-1.250.000\u00a0₫"
    assert formats.amount(0, VI) == "0\u00a0₫"
    assert formats.amount(999, VI, symbol=False) == "999"


def test_an_amount_in_english_has_commas() -> None:
    assert formats.amount(1_250_000, EN) == "1,250,000\u00a0₫"
    assert formats.amount(-1_250_000, EN, symbol=False) == "-1,250,000"


@given(AMOUNTS)
def test_an_amount_is_what_babel_writes(minor: int) -> None:
    assert formats.amount(minor, VI) == numbers.format_currency(minor, "VND", locale="vi")
    pattern = "#,##0\u00a0¤"
    assert formats.amount(minor, EN) == numbers.format_currency(minor, "VND", pattern, "en")


@given(AMOUNTS, st.sampled_from(Language))
def test_a_count_is_what_babel_writes(number: int, language: Language) -> None:
    assert formats.count(number, language) == numbers.format_decimal(number, locale=language)


@given(AMOUNTS, st.sampled_from(Language), st.booleans())
def test_an_amount_reads_back(minor: int, language: Language, symbol: bool) -> None:  # noqa: FBT001
    written = formats.amount(minor, language, symbol=symbol)
    assert int(written.removesuffix("\u00a0₫").replace(".", "").replace(",", "")) == minor


def test_a_decimal_is_rounded_half_away_from_zero() -> None:
    assert formats.decimal(Fraction(12_345, 10), VI, places=1) == "1.234,5"
    assert formats.decimal(Fraction(12_345, 10), EN, places=1) == "1,234.5"
    assert formats.decimal(Fraction(5, 2), VI, places=0) == "3"
    assert formats.decimal(Fraction(-5, 2), VI, places=0) == "-3"
    assert formats.decimal(Fraction(2, 3), VI, places=2) == "0,67"
    assert formats.decimal(Fraction(-1, 1_000), VI, places=2) == "0"
    assert formats.decimal(Fraction(101, 100), VI, places=4) == "1,01"


@given(st.decimals(-(10**9), 10**9, places=3), st.sampled_from(Language))
def test_an_exact_decimal_is_what_babel_writes(number: Decimal, language: Language) -> None:
    ours = formats.decimal(Fraction(number), language, places=3)
    # Babel alone writes a zero below zero.
    assert ours == numbers.format_decimal(number or Decimal(0), locale=language)


def test_a_percentage_comes_from_an_exact_share() -> None:
    assert formats.percent(Fraction(1, 8), VI) == "12,5%"
    assert formats.percent(Fraction(1, 3), VI) == "33,33%"
    assert formats.percent(Fraction(1, 3), EN, places=0) == "33%"
    assert formats.percent(Fraction(-1, 20), EN) == "-5%"
    assert formats.percent(Fraction(12), VI) == "1.200%"


def test_a_rate_in_parts_per_million_is_written_exactly() -> None:
    assert formats.rate(8_000, VI) == "0,8%"
    assert formats.rate(8_000, EN) == "0.8%"
    assert formats.rate(16_667, VI) == "1,6667%"
    assert formats.rate(1, VI) == "0,0001%"
    assert formats.rate(10_000, VI) == "1%"


@LANGUAGES
def test_a_day_is_written_alike_in_both_languages(language: Language) -> None:
    assert formats.date(dt.date(2026, 3, 9), language) == "09/03/2026"


@given(DAYS)
def test_a_day_is_what_babel_writes(day: dt.date) -> None:
    assert formats.date(day, VI) == dates.format_date(day, "dd/MM/yyyy", locale="vi")


def test_a_meeting_has_its_weekday() -> None:
    day = dt.date(2026, 3, 10)
    assert formats.weekday_date(day, VI) == "thứ Ba, 10/03/2026"
    assert formats.weekday_date(day, EN) == "Tuesday, 10/03/2026"


@given(DAYS)
def test_a_weekday_is_what_babel_writes(day: dt.date) -> None:
    vietnamese = dates.format_date(day, "EEEE, dd/MM/yyyy", locale="vi")
    assert formats.weekday_date(day, VI) == vietnamese.replace("Thứ", "thứ")
    assert formats.weekday_date(day, EN) == dates.format_date(day, "EEEE, dd/MM/yyyy", locale="en")


@given(DAYS)
def test_a_month_is_what_babel_writes(day: dt.date) -> None:
    period = f"{day:%Y-%m}"
    assert formats.month(period, VI) == dates.format_date(day, "MMMM/y", locale="vi")
    assert formats.month(period, EN) == dates.format_date(day, "MMMM y", locale="en")


def test_a_month_has_no_needless_zero() -> None:
    assert formats.month("2026-03", VI) == "tháng 3/2026"
    assert formats.month("2026-12", VI) == "tháng 12/2026"
    assert formats.month("2026-03", EN) == "March 2026"


@LANGUAGES
def test_a_moment_is_told_by_the_clock_of_viet_nam(language: Language) -> None:
    late = dt.datetime(2026, 3, 10, 18, 5, 59, tzinfo=dt.UTC)
    assert formats.instant(late, language) == "11/03/2026 01:05"


@given(MOMENTS)
def test_a_moment_is_what_babel_writes(at: dt.datetime) -> None:
    pattern = "dd/MM/yyyy HH:mm"
    expected = dates.format_datetime(at, pattern, tzinfo=VIET_NAM, locale="vi")
    assert formats.instant(at, VI) == expected


@given(MOMENTS, st.sampled_from(Language))
def test_a_moment_as_typed_is_read_back_whole(at: dt.datetime, language: Language) -> None:
    for moment in (at, at.replace(second=0, microsecond=0)):
        assert read_moment(write_moment(moment, language)) == moment


@LANGUAGES
def test_the_end_of_a_day_is_typed_as_the_day_alone(language: Language) -> None:
    end = read_moment("10/03/2026")
    assert end is not None
    assert write_moment(end, language) == "10/03/2026"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        formats.instant(dt.datetime(2026, 3, 10, 9, 0), VI)  # noqa: DTZ001 - that is the point


def test_the_largest_amount_of_a_row_is_written_whole() -> None:
    assert formats.amount(LARGEST_MINOR, VI) == "9.007.199.254.740.991\u00a0₫"


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("200.000", 200_000), ("200000", 200_000), ("200 000", 200_000), ("200,000", 200_000),
        ("1.250.000 đồng", 1_250_000), ("200\u00a0000\u00a0₫", 200_000), ("0", 0), ("007", 7),
        ("200,50", None), ("1.5", None), ("1.00", None), ("1.000,000", None), ("1..000", None),
        ("-5", None), ("", None), ("hai trăm", None), ("٢٠٠", None), ("1.000.00", None),
    ],
)  # fmt: skip
def test_an_amount_is_read_with_groups_of_three_or_none(typed: str, amount: int | None) -> None:
    assert read_amount(typed) == amount
