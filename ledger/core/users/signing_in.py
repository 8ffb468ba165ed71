"""Signing in: by what it is done, under which name, and how often it may be tried."""

import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ledger.core.errors import Forbidden, RuleBroken
from ledger.core.text import normal

WINDOW = dt.timedelta(minutes=15)
MOST_PER_ACCOUNT = 10
MOST_PER_ADDRESS = 100
"""How many tries that failed are allowed within the window (TRUST.md, section 4)."""

SHORTEST_NAME, LONGEST_NAME = 3, 64
_NAME = re.compile(r"[^\W_][\w.@-]*")
_MINUTE = dt.timedelta(minutes=1)


class How(StrEnum):
    """By what somebody shows who they are."""

    PASSWORD = "password"  # noqa: S105 - the kind of secret, no secret
    MEMBER_PIN = "member_pin"
    """A member's PIN, with the club's code and the member's number or code on paper: HP/12."""
    SLIP_PIN = "slip_pin"
    """A member's PIN, with the code of the own slip."""
    STAFF_PIN = "staff_pin"
    """A user's PIN, on a device that was enrolled with the second factor."""
    SECOND_FACTOR = "second_factor"

    @property
    def secret(self) -> str:
        """Return which secret is tried: a PIN is one and the same, wherever it is typed."""
        return "pin" if self in {How.MEMBER_PIN, How.SLIP_PIN, How.STAFF_PIN} else self.value


@dataclass(eq=False)
class TooManyTries(Forbidden):
    """An account, or an address, was tried too often; in so many minutes it may be again."""

    minutes: int


@dataclass(eq=False)
class SignInRefused(Forbidden):
    """The name or the secret is not right; which of them is not told."""


@dataclass(eq=False)
class SignInNameNotUsable(RuleBroken):
    """A sign-in name is too short, too long, or holds what it may not."""

    name: str
    shortest: int
    longest: int


def sign_in_name(typed: str) -> str:
    """Return a sign-in name as it is kept and compared: composed (NFC), in small letters."""
    return normal(normal(typed).casefold())


def new_sign_in_name(typed: str) -> str:
    """Return a new sign-in name as it is kept (`SignInNameNotUsable`).

    It has letters, digits, dots, dashes, low lines and @, and begins with a letter or a digit.
    """
    name = sign_in_name(typed)
    if not (SHORTEST_NAME <= len(name) <= LONGEST_NAME and _NAME.fullmatch(name)):
        raise SignInNameNotUsable(name=name, shortest=SHORTEST_NAME, longest=LONGEST_NAME)
    return name


def account_digest(how: How, account: int | str, known_by: bytes | None = None) -> bytes:
    """Return under what the tries of one secret are counted.

    `account` is the user's number; where nobody is found, the name that was typed. So a PIN
    that is tried by number, by code and by slip is counted once. `known_by` is the mark of a
    browser at which the user has signed in before: it has a count of its own, so that nobody
    who knows a name can shut its user out.
    """
    kind = "user" if isinstance(account, int) else "name"
    text = f"{how.secret}\n{kind}\n{account}"
    if known_by is not None:
        text += f"\nknown by\n{known_by.hex()}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def minutes_to_wait(failed: Sequence[dt.datetime], most: int, now: dt.datetime) -> int:
    """Return for how many minutes nothing may be tried, 0 when it may be now.

    `failed` are the instants of tries that failed, the latest first.
    """
    within = [at for at in failed if at > now - WINDOW]
    if len(within) < most:
        return 0
    return -((now - within[most - 1] - WINDOW) // _MINUTE)
