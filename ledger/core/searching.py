"""What an auditor looks for in a club's books, and whether a text says it."""

import datetime as dt
import re
from dataclasses import dataclass

from ledger.core.errors import RuleBroken
from ledger.core.text import TextTooLong, without_accents

LONGEST_TEXT = 255


@dataclass(eq=False)
class VoucherNotReadable(RuleBroken):
    """What should name a voucher does not: it is written as PT 214."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an entry must be to be found: all that is given; amounts in đồng.

    `text` is words without accents, all of which stand in the narration, in the name of who paid
    or received, or in the name of a member; what names a member whose data are restricted is not
    found by them. `amount` is the whole of an entry or of one line.
    `voucher` is a number, with its series or its year or without. `account` is one, or one above.
    """

    text: str | None = None
    amount: int | None = None
    voucher: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    member_no: int | None = None
    account: str | None = None


@dataclass(frozen=True, slots=True)
class WantedVoucher:
    """A voucher's number, and its series and year where they were given."""

    number: int
    series: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class FoundEntry:
    """An entry that was found; `amount` is all that it moved, in đồng.

    `is_restricted`: it tells of a member whose data are used for the books alone.
    """

    entry_no: int
    occurred_on: dt.date
    voucher: str
    narration: str | None
    payer_name: str | None
    amount: int
    members: tuple[str, ...]
    is_restricted: bool = False


_VOUCHER = re.compile(
    r"(?:(?P<series>PT|PC|KT)[ .-]?)?0*(?P<number>[1-9]\d{0,8})(?:[ /-](?P<year>\d{4}))?",
    re.ASCII | re.IGNORECASE,
)


def read_voucher(text: str) -> WantedVoucher:
    """Return the voucher that is written as PT 214, 214 or PT214/2026 (`VoucherNotReadable`)."""
    found = _VOUCHER.fullmatch(" ".join(text.split()))
    if found is None:
        raise VoucherNotReadable(text=text)
    series, year = found["series"], found["year"]
    return WantedVoucher(
        int(found["number"]), series.upper() if series else None, int(year) if year else None
    )


def wanted_words(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared: small, without accents, each once.

    What cannot be seen is left out: it comes along when a name is pasted. Raises `TextTooLong`.
    """
    if len(text) > LONGEST_TEXT:
        raise TextTooLong(length=len(text), longest=LONGEST_TEXT)
    seen = "".join(letter for letter in text if letter.isprintable() or letter.isspace())
    return tuple(dict.fromkeys(without_accents(seen).split()))


def says_all(words: tuple[str, ...], *texts: str | None) -> bool:
    """Tell whether all words stand somewhere in some texts, whatever their accents."""
    told = " ".join(filter(None, texts)).casefold().translate(_PLAIN)
    return all(word in told for word in words)


class _Plain(dict[int, str]):
    """What `without_accents` makes of each letter, worked out when it is first met.

    A hundred thousand narrations are looked through in half the time.
    """

    def __missing__(self, code: int) -> str:
        """Return what a letter is without its marks."""
        plain = without_accents(f"x{chr(code)}x")[1:-1]
        self[code] = plain
        return plain


_PLAIN = _Plain()
