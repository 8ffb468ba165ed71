"""PINs: six digits that nobody who knows the member or the club guesses first."""

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from ledger.core.errors import RuleBroken

LENGTH = 6
FEWEST_DIFFERENT = 3
YEARS = re.compile(r"^(19|20)\d{4}$|^\d{2}(19|20)\d{2}$")
KEYPAD = frozenset({
    "147258", "147369", "159357", "159753", "258369", "258456", "357159", "369258", "456789",
    "741852", "753159", "789456", "852963", "963852", "987321", "321987", "123789", "789123",
})  # fmt: skip
"""What fingers draw on a keypad."""


class PinFault(StrEnum):
    """What is wrong with a PIN."""

    NOT_SIX_DIGITS = "not_six_digits"
    RUN = "run"
    REPEATED = "repeated"
    DATE = "date"
    KEYPAD = "keypad"
    KNOWN = "known"
    """It stands in something that the club knows of the member or of itself."""


@dataclass(eq=False)
class PinRefused(RuleBroken):
    """A new PIN is too easily guessed: `reason` says why."""

    reason: str


def check_pin(pin: str, known: Collection[str] = ()) -> None:
    """Refuse a PIN that is no good (`PinRefused`).

    `known` are the club's own words: its code, decision and phone numbers, the member's too.
    """
    fault = pin_fault(pin, known)
    if fault is not None:
        raise PinRefused(reason=fault)


def pin_fault(pin: str, known: Collection[str] = ()) -> PinFault | None:
    """Return the first thing that is wrong with a PIN, None when it is good."""
    if len(pin) != LENGTH or not (pin.isascii() and pin.isdecimal()):
        return PinFault.NOT_SIX_DIGITS
    if len(set(pin)) < FEWEST_DIFFERENT or _repeats(pin):
        return PinFault.REPEATED
    if _steps(pin) in ({1}, {9}, {2}, {8}):
        return PinFault.RUN
    if _is_date(pin):
        return PinFault.DATE
    if pin in KEYPAD:
        return PinFault.KEYPAD
    return PinFault.KNOWN if any(_stands_in(pin, text) for text in known) else None


def _repeats(pin: str) -> bool:
    """Tell whether it is the same two or three digits again, or three pairs."""
    is_pairs = pin[0::2] == pin[1::2]
    return is_pairs or pin[:2] * 3 == pin or pin[:3] * 2 == pin


def _steps(pin: str) -> set[int]:
    """Return by how much each digit follows the one before it; after 9 comes 0."""
    digits = [int(digit) for digit in pin]
    return {(later - earlier) % 10 for earlier, later in pairwise(digits)}


def _is_date(pin: str) -> bool:
    """Tell whether it may be a day or a year: 150384, 840315, 031584, 151984, 198403."""
    first, middle, last = pin[:2], pin[2:4], pin[4:]
    orders = ((first, middle), (middle, first), (last, middle))
    return YEARS.match(pin) is not None or any(_is_day(*order) for order in orders)


def _is_day(day: str, month: str) -> bool:
    try:
        dt.date(2000, int(month), int(day))
    except ValueError:
        return False
    return True


def _stands_in(pin: str, text: str) -> bool:
    """Tell whether a PIN is in the digits of a text, or is its one short number."""
    digits = "".join(sign for sign in text if sign.isdecimal())
    return pin in digits or (digits != "" and pin.lstrip("0") == digits.lstrip("0"))
