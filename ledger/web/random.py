"""Chance: bytes and ids that nobody can guess, drawn at the door alone."""

import secrets
import uuid

LETTERS = "ACDEFGHJKLMNPQRTUVWXY34679"
"""Letters and digits that nobody takes for one another."""


def random_bytes(length: int) -> bytes:
    """Return so many random bytes."""
    return secrets.token_bytes(length)


def random_id() -> uuid.UUID:
    """Return an id that nothing had before."""
    return uuid.uuid4()


def one_time_password() -> str:
    """Return a password that is read out or copied once, as ACDE-FGHJ-KLMN: 55 bits or more."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))
    return "-".join(groups)
