"""Numbers, days and moments in a reader's digits and calendar, as plain string formatting."""

import datetime as dt
from fractions import Fraction

from ledger.core.clock import VIET_NAM
from ledger.i18n.locale import Language

PPM_OF_A_WHOLE = 1_000_000

_NO_BREAK = "\u00a0"
_WEEKDAYS = {
    Language.VI: ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ Nhật"),
    Language.EN: (
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ),
}  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def amount(minor: int, language: Language, *, symbol: bool = True) -> str:
    """Return đồng as 1.250.000 ₫ (English 1,250,000 ₫); the ₫ stays on the figure's line."""
    figure = count(minor, language)
    return f"{figure}{_NO_BREAK}₫" if symbol else figure


def count(number: int, language: Language) -> str:
    """Return a whole number in groups of three digits: 1.234 (English 1,234)."""
    figure = f"{number:,}"
    return figure.replace(",", ".") if language is Language.VI else figure


def decimal(number: Fraction, language: Language, *, places: int) -> str:
    """Return an exact number as 1.234,5 (English 1,234.5), without zeros at its end.

    It is rounded to `places` decimals, half away from zero (RULES.md, section 1).
    """
    scaled = abs(number) * 10**places
    rounded = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    whole, rest = divmod(rounded, 10**places)
    figure = count(whole, language)
    if rest:
        mark = "," if language is Language.VI else "."
        figure += mark + f"{rest:0{places}d}".rstrip("0")
    return f"-{figure}" if number < 0 and rounded else figure


def percent(share: Fraction, language: Language, *, places: int = 2) -> str:
    """Return a share of one as 12,5% (English 12.5%), rounded as `decimal` does."""
    return f"{decimal(share * 100, language, places=places)}%"


def rate(ppm: int, language: Language) -> str:
    """Return a rate in parts per million as an exact per cent: 8,000 is 0,8%."""
    return percent(Fraction(ppm, PPM_OF_A_WHOLE), language, places=4)


def date(day: dt.date, language: Language) -> str:  # noqa: ARG001 - both languages agree
    """Return a day as 10/03/2026, in both languages: the club's paper has it so."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def weekday_date(day: dt.date, language: Language) -> str:
    """Return a day with its weekday: thứ Ba, 10/03/2026 (English Tuesday, 10/03/2026)."""
    return f"{_WEEKDAYS[language][day.weekday()]}, {date(day, language)}"


def month(period: str, language: Language) -> str:
    """Return a month that is kept as 2026-03: tháng 3/2026 (English March 2026)."""
    year, number = period[:4], int(period[5:])
    return f"tháng {number}/{year}" if language is Language.VI else f"{_MONTHS[number - 1]} {year}"


def instant(at: dt.datetime, language: Language) -> str:
    """Return a moment by the clock of Viet Nam, as 10/03/2026 09:05; it must know its zone."""
    if at.tzinfo is None:
        message = "a moment without a zone"
        raise ValueError(message)
    there = at.astimezone(VIET_NAM)
    return f"{date(there, language)} {there.hour:02d}:{there.minute:02d}"
