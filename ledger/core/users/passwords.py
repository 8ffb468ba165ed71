"""Passwords: what a new one must and may not be."""

from dataclasses import dataclass
from enum import StrEnum

from ledger.core.errors import RuleBroken
from ledger.core.text import normal, without_accents

SHORTEST, LONGEST = 10, 128
FEWEST_DIFFERENT = 5

COMMON = frozenset({
    "abcdefghij", "admin", "administrator", "anhyeuem", "asdfghjkl", "caulacbo", "chunhiem",
    "congdan", "dangnhap", "emyeuanh", "football", "giadinh", "hanoi", "hoivien", "iloveyou",
    "ketoan", "kiemsoat", "letmein", "lienthehe", "matkhau", "matkhaumoi", "motconvit",
    "nguoicaotuoi", "password", "princess", "qwerty", "qwertyuiop", "quantri", "saigon",
    "sunshine", "thuquy", "toiyeuvietnam", "vietnam", "vietnamvodich", "welcome",
    "yeuem", "zxcvbnm",
})  # fmt: skip
"""What many people choose, without accents, spaces, and digits at the ends."""

SHORTEST_PART_OF_NAME = 3


class PasswordFault(StrEnum):
    """What is wrong with a password."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    TOO_PLAIN = "too_plain"
    """The same few letters, or digits only, such as a phone number."""
    COMMON = "common"
    NAME = "name"
    """It holds the user's own name, or the one to sign in by."""
    SAME = "same"
    """It is the one that is to be changed."""


@dataclass(eq=False)
class PasswordRefused(RuleBroken):
    """A new password is too easily guessed, or too long: `reason` says why."""

    reason: str


def check_password(password: str, *names: str) -> None:
    """Refuse a password that is no good for a user of these names (`PasswordRefused`)."""
    fault = password_fault(password, *names)
    if fault is not None:
        raise PasswordRefused(reason=fault)


def password_fault(password: str, *names: str) -> PasswordFault | None:
    """Return the first thing that is wrong with a password, None when it is good.

    Names are looked for without accents and spaces; a name of one or two letters is not.
    """
    text = normal(password)
    if len(text) < SHORTEST:
        return PasswordFault.TOO_SHORT
    if len(text) > LONGEST:
        return PasswordFault.TOO_LONG
    plain = _plain(text)
    if len(set(text)) < FEWEST_DIFFERENT or not plain.strip("0123456789"):
        return PasswordFault.TOO_PLAIN
    if _unit(plain.strip("0123456789")) in COMMON:
        return PasswordFault.COMMON
    parts = [part for part in map(_plain, names) if len(part) >= SHORTEST_PART_OF_NAME]
    return PasswordFault.NAME if any(part in plain for part in parts) else None


def _plain(text: str) -> str:
    """Return the letters and digits of a text, without accents."""
    return "".join(letter for letter in without_accents(text) if letter.isalnum())


def _unit(text: str) -> str:
    """Return what a text repeats: matkhaumatkhau is matkhau twice."""
    return text[: (text + text).find(text, 1)] if text else text
