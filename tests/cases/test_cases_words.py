"""Amounts, dates and numbers in words, against strings that others have printed."""

import datetime as dt
import re
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from babel import dates, numbers

from ledger.core.clock import VIET_NAM
from ledger.core.money import VND
from ledger.i18n import formats
from ledger.i18n.amount_words import AmountForm, amount_words, number_words
from ledger.i18n.locale import Language
from ledger.i18n.vietnamese_numbers import Filler, Four, Padding, WordStyle
from tests.cases.read import Case, Json, cases

VI = Language.VI
CHOICES = {"filler": Filler, "four": Four, "pad": Padding}
ANY_DAY = dt.date(2026, 3, 9)  # a Monday
NAME = re.compile(r"(month|weekday) name \(([a-z]+), ([a-z-]+)\)")
LETTER = {
    ("month", "format"): "M", ("month", "stand-alone"): "L",
    ("weekday", "format"): "E", ("weekday", "stand-alone"): "c",
}  # fmt: skip
LENGTH = {"abbreviated": 3, "wide": 4, "narrow": 5}
SIGN = re.compile(r"(currency sign|decimals) of ([A-Z]{3})")


@pytest.mark.parametrize("case", cases("number_words_vi"))
def test_cases_of_numbers_in_vietnamese_words(case: Case) -> None:
    words = case.text("expected", "words")
    assert {said(case, style) for style in styles(case)} == {words}


@pytest.mark.parametrize("case", cases("cldr_vi"))
def test_cases_of_cldr(case: Case) -> None:
    assert printed(case) == case.text("expected", "text")


def said(case: Case, style: WordStyle) -> str:
    number, form = int(case.text("inputs", "number")), case.text("inputs", "form")
    if form == "plain":
        return number_words(number, VI, style)
    return amount_words(number, VI, AmountForm(form), style)


def styles(case: Case) -> list[WordStyle]:
    """Return the styles in which a case must come out: every one, or if disputed those it needs.

    Skips by rule what no style says so: a disputed case that names no style, or a word that is
    nobody's ("lẽ" is a misspelling), or that its own collector could not make again.
    """
    needed = case.at("style_needed") if case.at("disputed") else None
    if case.at("disputed"):
        is_named = isinstance(needed, dict) and needed and needed.keys() <= CHOICES.keys()
        if not is_named or case.at("recomputed", "status") != "all":
            pytest.skip("disputed, and of no style that is named")
    chosen = []
    for name, choice in CHOICES.items():
        known = {str(one) for one in choice}
        named = case.at("style_needed", name) if needed else None
        wanted = known if named is None else {str(one) for one in listed(named)}
        if not wanted or not wanted <= known:
            pytest.skip(f"disputed, and of a style that is nobody's: {name} {sorted(wanted)}")
        chosen.append(sorted(wanted))
    return [
        WordStyle(Filler(filler), Four(four), Padding(padding))
        for filler, four, padding in product(*chosen)
    ]


def listed(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [value]


def printed(case: Case) -> str:
    """Return what our formats print; where the product has no such format, what Babel does."""
    what = case.text("inputs", "what")
    if case.at("inputs", "value") is not None:
        return printed_number(what, case.text("inputs", "value"), case)
    if case.at("inputs", "date") is not None:
        day = dt.date.fromisoformat(case.text("inputs", "date"))
        return printed_day(what, day, case)
    if case.at("inputs", "time") is not None:
        return printed_time(what, dt.time.fromisoformat(case.text("inputs", "time")))
    if name := NAME.fullmatch(what):
        return printed_name(case, name[1], name[2], name[3])
    return printed_sign(what)


def printed_number(what: str, value: str, case: Case) -> str:
    """Our formats write whole đồng, and exact numbers; Babel is asked where it would round."""
    number, exact = Decimal(value), Fraction(value)
    if what == "decimal number":
        if exact * 1000 % 1:
            return numbers.format_decimal(number, locale=VI)
        return formats.decimal(exact, VI, places=3) if exact % 1 else formats.count(int(exact), VI)
    if what.endswith(" amount"):
        currency = case.text("inputs", "currency")
        if currency == VND.code and not exact % 1:
            return formats.amount(int(exact), VI)
        return numbers.format_currency(number, currency, locale=VI)
    assert what.startswith("percent"), what
    pattern = case.at("inputs", "pattern")
    places = 2 if pattern == "#,##0.##%" else 0
    if exact * 100 * 10**places % 1 or pattern not in {None, "#,##0.##%"}:
        return numbers.format_percent(number, str(pattern) if pattern else None, locale=VI)
    return formats.percent(exact, VI, places=places)


def printed_day(what: str, day: dt.date, case: Case) -> str:
    pattern = case.text("inputs", "pattern")
    if pattern == "dd/MM/yyyy":
        return formats.date(day, VI)
    name = what.removeprefix("date ")
    return dates.format_date(day, pattern if name == "pattern" else name, locale=VI)


def printed_time(what: str, time: dt.time) -> str:
    if what == "time short":
        return formats.instant(dt.datetime.combine(ANY_DAY, time, VIET_NAM), VI)[-5:]
    return dates.format_time(time, what.removeprefix("time "), locale=VI)


def printed_name(case: Case, thing: str, width: str, context: str) -> str:
    """Ours are the wide names inside a sentence; a weekday at its beginning takes a capital."""
    key = "month" if thing == "month" else "weekday_monday_is_0"
    number = case.at("inputs", key)
    assert isinstance(number, int)
    day = dt.date(2026, number, 1) if thing == "month" else ANY_DAY + dt.timedelta(days=number)
    if (width, context) != ("wide", "format"):
        pattern = LETTER[thing, context] * LENGTH[width]
        return dates.format_date(day, pattern, locale=VI)
    if thing == "month":
        return formats.month(f"2026-{number:02d}", VI).removesuffix("/2026")
    name = formats.weekday_date(day, VI).partition(",")[0]
    return name[0].upper() + name[1:]


def printed_sign(what: str) -> str:
    own = {
        "group separator": lambda: formats.count(1_000, VI)[1],
        "decimal separator": lambda: formats.decimal(Fraction(1, 2), VI, places=1)[1],
        "minus sign": lambda: formats.count(-1, VI)[0],
        "percent sign": lambda: formats.percent(Fraction(1), VI)[-1],
        "currency sign of VND": lambda: formats.amount(0, VI)[-1],
        "decimals of VND": lambda: str(VND.digits),
    }
    if what in own:
        return own[what]()
    sign = SIGN.fullmatch(what)
    assert sign, f"a case of a new kind: {what}"
    if sign[1] == "decimals":
        return str(numbers.get_currency_precision(sign[2]))
    return numbers.get_currency_symbol(sign[2], VI)
