"""Reading one cell of a list: text, code, date, amount, each with what may be wrong with it."""

import datetime as dt
import re
import unicodedata
from decimal import Decimal

from ledger.core.money import LARGEST_MINOR
from ledger.core.workbook.findings import Findings
from ledger.core.workbook.values import Cell, Fact

LONGEST_CODE = 40
LONGEST_NAME = 200
LONGEST_TEXT = 500
"""The most letters of a code, of a name and of a narration."""

LONGEST_SHOWN = 60
"""The most letters of a cell that a finding shows."""

EARLIEST_YEAR = 1900

_DASHES = frozenset({"-", "–", "—", "−"})
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ESCAPED_CONTROL = re.compile(r"_x00(?:0[0-8BCEF]|1[0-9A-F]|7F)_", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?: 00:00(?::00)?)?")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_AMOUNT = re.compile(r"([-+]?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,0+)?(?:đ|₫|vnd|vnđ|đồng)?")
_BRACKETED = re.compile(r"\((.+)\)")


class CellRefused(Exception):
    """A cell cannot be read; `code` is the finding's."""

    def __init__(self, code: str) -> None:
        """Remember the finding's code."""
        super().__init__(code)
        self.code = code


def is_blank(cell: Cell) -> bool:
    """Tell whether a cell says nothing: empty, spaces, or a lone dash."""
    if cell is None:
        return True
    if not isinstance(cell, str):
        return False
    text = cell.strip()
    return not text or text in _DASHES


def tidy(text: str) -> str:
    """Return NFC text with single spaces, none at its ends, and nothing invisible."""
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return " ".join(text.split())


def plain_text(cell: Cell) -> str:
    """Return what a cell shows as one line of text; "" for an empty one."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return tidy(cell)
    if isinstance(cell, dt.date):
        return cell.strftime("%d/%m/%Y")
    return str(cell)


def shown(cell: Cell) -> str:
    """Return the beginning of what a cell shows, without what cannot be seen."""
    text = plain_text(cell)[:LONGEST_SHOWN]
    return text if text.isprintable() else "".join(filter(str.isprintable, text))


def read_text(cell: Cell, longest: int) -> str | None:
    """Return tidy text, None for an empty cell; refuses control characters and overlong text."""
    if cell is None:
        return None
    text = plain_text(cell)
    if not text.isprintable() and (
        any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in text)
        or not _BIDI.isdisjoint(text)
    ):
        raise CellRefused("control_character")
    if "_x" in text and _ESCAPED_CONTROL.search(text):
        raise CellRefused("control_character")
    if len(text) > longest:
        raise CellRefused("text_too_long")
    return text or None


def code_key(text: str) -> str:
    """Return what two spellings of one code share: "tv 01" and "TV01" are "TV01"."""
    return tidy(text).replace(" ", "").upper()


def read_date(cell: Cell) -> dt.date:
    """Return the date of a cell that is a date or dd/mm/yyyy; refuses all else."""
    if isinstance(cell, dt.date):
        return cell
    if not isinstance(cell, str):
        raise CellRefused("date_not_readable")
    text = tidy(cell)
    if match := _DAY_FIRST.fullmatch(text.replace(" /", "/").replace("/ ", "/")):
        day, month, year = int(match[1]), int(match[3]), int(match[4])
    elif match := _YEAR_FIRST.fullmatch(text):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    else:
        raise CellRefused("date_not_readable")
    try:
        value = dt.date(year, month, day)
    except ValueError:
        raise CellRefused("date_does_not_exist") from None
    if year < EARLIEST_YEAR:
        raise CellRefused("date_not_readable")
    return value


def read_amount(cell: Cell) -> int:
    """Return whole đồng, perhaps negative, of a number or of text such as 1.250.000.

    Dots group thousands and a comma is the decimal sign, as Vietnamese paper has it.
    """
    if isinstance(cell, int):
        amount = cell
    elif isinstance(cell, str):
        amount = _amount_of(tidy(cell))
    else:
        raise CellRefused("amount_is_not_a_whole_number_of_dong")
    if not -LARGEST_MINOR <= amount <= LARGEST_MINOR:
        raise CellRefused("amount_too_large")
    return amount


def _amount_of(text: str) -> int:
    text = text.replace(" ", "").replace("−", "-").casefold()
    negative = _BRACKETED.fullmatch(text)
    match = _AMOUNT.fullmatch(negative[1] if negative else text)
    if match is None:
        raise CellRefused("amount_is_not_a_whole_number_of_dong")
    if len(match[2]) > 30:
        raise CellRefused("amount_too_large")
    amount = int(match[2].replace(".", ""))
    return -amount if negative or match[1] == "-" else amount


def read_whole(cell: Cell) -> int:
    """Return a whole number that is not money (a year, months, a day), typed or as text."""
    if isinstance(cell, int):
        return cell
    if isinstance(cell, str) and re.fullmatch(r"\d{1,9}", tidy(cell)):
        return int(tidy(cell))
    raise CellRefused("value_not_readable")


def read_decimal(cell: Cell) -> Decimal:
    """Return an exact decimal number, typed or as text with a comma or a point: 0,8 or 0.8 %."""
    if isinstance(cell, Decimal):
        return cell
    if isinstance(cell, int):
        return Decimal(cell)
    if isinstance(cell, str):
        match = re.fullmatch(r"(\d{1,9}(?:[.,]\d{1,9})?) ?%?", tidy(cell))
        if match:
            return Decimal(match[1].replace(",", "."))
    raise CellRefused("value_not_readable")


class CellReader:
    """Reads the cells of one list and tells what is wrong under the club's own headers."""

    def __init__(self, sheet: str, titles: dict[str, str], found: Findings) -> None:
        """Remember the sheet, its headers by column, and where to tell."""
        self.sheet = sheet
        self.titles = titles
        self.found = found

    def title(self, column: str) -> str:
        """Return the header of a column as the club typed it."""
        return self.titles.get(column, column)

    def refuse(self, row: int, column: str, code: str, cell: Cell = None) -> None:
        """Tell of an error in a cell; the sentence shows what the cell holds."""
        self.error(row, column, code, value=shown(cell))

    def error(self, row: int, column: str, code: str, **facts: Fact) -> None:
        """Tell of an error under a column's own header."""
        self.found.error(self.sheet, row, self.title(column), code, **facts)

    def warn(self, row: int, column: str, code: str, **facts: Fact) -> None:
        """Tell of a warning under a column's own header."""
        self.found.warn(self.sheet, row, self.title(column), code, **facts)

    def text(self, row: int, column: str, cell: Cell, longest: int = LONGEST_NAME) -> str | None:
        """Return tidy text, or None when the cell is empty or refused (told)."""
        try:
            return read_text(cell, longest)
        except CellRefused as refused:
            self.refuse(row, column, refused.code, cell)
            return None

    def required_text(self, row: int, column: str, cell: Cell, longest: int) -> str | None:
        """Return tidy text; an empty cell is refused as well (told)."""
        if is_blank(cell):
            self.refuse(row, column, "missing_value")
            return None
        return self.text(row, column, cell, longest)

    def date(self, row: int, column: str, cell: Cell, latest: dt.date) -> dt.date | None:
        """Return a date up to `latest`, or None when empty or refused (told)."""
        if is_blank(cell):
            self.refuse(row, column, "missing_value")
            return None
        try:
            value = read_date(cell)
        except CellRefused as refused:
            self.refuse(row, column, refused.code, cell)
            return None
        if value > latest:
            self.refuse(row, column, "date_after_tomorrow", value)
            return None
        return value

    def positive_amount(self, row: int, column: str, cell: Cell) -> int | None:
        """Return whole đồng above zero, or None when empty or refused (told)."""
        if is_blank(cell):
            self.refuse(row, column, "missing_value")
            return None
        try:
            amount = read_amount(cell)
        except CellRefused as refused:
            self.refuse(row, column, refused.code, cell)
            return None
        if amount <= 0:
            self.refuse(row, column, "negative_amount" if amount else "amount_is_zero", cell)
            return None
        return amount
