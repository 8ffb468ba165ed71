"""What the database's own refusals mean, as named errors."""

from dataclasses import dataclass

import sqlalchemy as sa

from ledger.core.errors import Conflict, LedgerError, NotFound, RuleBroken


@dataclass(eq=False)
class RuleOfTheBooks(RuleBroken):
    """The database refused a row by one of its rules; `rule` is the rule's name."""

    rule: str


@dataclass(eq=False)
class UnknownAccount(NotFound):
    """The club's chart has no such account."""

    account: str


@dataclass(eq=False)
class UnknownFund(NotFound):
    """The club has no such fund."""

    fund: str


@dataclass(eq=False)
class UnknownMember(NotFound):
    """The club has no member of that number."""

    member_no: int


@dataclass(eq=False)
class UnknownMeeting(NotFound):
    """The club has no meeting of that number."""

    meeting_no: int


@dataclass(eq=False)
class UnknownLoan(NotFound):
    """The club has no loan of that number."""

    loan_no: int


@dataclass(eq=False)
class UnknownEntry(NotFound):
    """The club has no entry of that number."""

    entry_no: int


@dataclass(eq=False)
class UnknownClub(NotFound):
    """There is no club of that code, or it is not the reader's to see."""

    code: str


@dataclass(eq=False)
class EntryAlreadyReversed(Conflict):
    """An entry is reversed at most once."""

    entry_no: int
    by: int


@dataclass(eq=False)
class ReversalOfReversal(RuleBroken):
    """A reversal is not reversed; the right entry is posted anew."""

    entry_no: int


@dataclass(eq=False)
class RequestDiffers(Conflict):
    """The request id was used already, for something else (HTTP 422)."""

    request_id: str


@dataclass(eq=False)
class RequestOfAnother(NotFound):
    """The request id belongs to another actor: answered as if it did not exist."""


@dataclass(eq=False)
class CashBelowZero(RuleBroken):
    """A fund's cash or bank money would fall below zero (đồng), at the end of a day or now."""

    account: str
    fund: str
    balance: int
    on: str


_BY_CONSTRAINT = {
    "pk_journal_line": "entry_is_posted",
    "pk_journal_entry": "entry_is_posted",
    "pk_entry_text": "entry_is_posted",
    "uq_voucher_entry": "entry_is_posted",
    "uq_journal_entry_request": "request_is_posted",
    "pk_request": "request_is_posted",
    "uq_journal_entry_reverses": "entry_is_reversed",
    "fk_journal_entry_reverses": "reversal_names_no_entry",
    "pk_voucher": "voucher_number_has_gap",
    "pk_erasure": "record_is_kept",
    "pk_loan": "record_is_kept",
    "uq_loan": "record_is_kept",
    "pk_fiscal_period": "period_is_closed",
}
"""Rules that PostgreSQL holds by a constraint, where SQLite has a trigger."""

_TOO_LARGE = ("integer overflow", "bigint out of range", "cannot store REAL value in INTEGER")
"""What the databases say of a sum beyond 64 bits (TRUST.md, invariant 4)."""


def named(error: sa.exc.DBAPIError) -> LedgerError | None:
    """Return the named refusal behind a database error, None when it is something else.

    By message, as a sharded PostgreSQL changes constraint names (DESIGN.md, section 5).
    """
    text = str(error.orig)
    if any(words in text for words in _TOO_LARGE):
        return RuleOfTheBooks(rule="sum_is_too_large")
    _, found, rest = text.partition("rule:")
    if found:
        return RuleOfTheBooks(rule=rest.split()[0].strip("'\""))
    rule = next((rule for name, rule in _BY_CONSTRAINT.items() if name in text), None)
    return None if rule is None else RuleOfTheBooks(rule=rule)
