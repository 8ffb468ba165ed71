"""Fingerprints by which the entries of a loan vouch for what was agreed and told of it."""

import hashlib
from typing import NamedTuple

from ledger.core.audit.canonical import Field, field

SEALED = "loan"
"""The kind of an entry's document that holds the loan's fingerprint as its reference."""


class Agreed(NamedTuple):
    """A loan's row but for free words; `agreed_on` is ISO text, `contract` as `written` has it."""

    paper_code: str
    member_no: int
    agreed_on: str
    principal: int
    term_months: int
    monthly_rate_ppm: int
    principal_method: str
    application_no: int | None
    contract: str


def seal_of_contract(agreed: Agreed) -> str:
    """Return the fingerprint of a loan of which nothing is told yet: SHA-256, hexadecimal."""
    return _sha256(agreed)


def seal_of_event(before: str, kind: str, told: str) -> str:
    """Return the fingerprint after one more event of a kind, `told` as `written` has it.

    `before` is the one before: so the entry of an event vouches for the contract, and for all
    events until then, with or without entries of their own.
    """
    return _sha256((before, kind, told))


def _sha256(fields: tuple[Field, ...]) -> str:
    return hashlib.sha256(b"".join(map(field, fields))).hexdigest()
