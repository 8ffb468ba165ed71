"""Codes that stand for somebody: how they are kept, and how those typed by hand are written."""

import hashlib

RECOVERY_CODES = 10
"""How many codes a user is given at once, to stand in for the second factor."""

_LETTERS = "ACDEFGHJKLMNPQRTUVWXY34679"
"""Letters and digits of which no two look alike on paper."""
_PART = 4
_DRAWN = 8
"""How many random bytes a recovery code is drawn from."""

RANDOM_FOR_CODES = RECOVERY_CODES * _DRAWN
"""How many random bytes a set of recovery codes is drawn from."""


def token_digest(token: str) -> bytes:
    """Return SHA-256 of a token: what is kept, so that the books do not open the door."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def recovery_codes(random: bytes) -> list[str]:
    """Return recovery codes such as ACDE-FGHJ, drawn from `RANDOM_FOR_CODES` random bytes."""
    if len(random) != RANDOM_FOR_CODES:
        raise ValueError(len(random))
    drawn = [random[place : place + _DRAWN] for place in range(0, len(random), _DRAWN)]
    return [_code(int.from_bytes(one)) for one in drawn]


def recovery_digest(typed: str) -> bytes:
    """Return what is kept of a recovery code, typed with small letters, spaces or none."""
    return token_digest("".join(letter for letter in typed.upper() if letter.isalnum()))


def _code(number: int) -> str:
    letters = ""
    for _ in range(2 * _PART):
        number, rest = divmod(number, len(_LETTERS))
        letters += _LETTERS[rest]
    return f"{letters[:_PART]}-{letters[_PART:]}"
