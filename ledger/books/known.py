"""Looking up, in one query, all that a batch of entries refers to."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.refusals import (
    UnknownAccount,
    UnknownFund,
    UnknownLoan,
    UnknownMeeting,
    UnknownMember,
)
from ledger.books.requests import FirstAnswer
from ledger.books.types import LARGEST_NUMBER
from ledger.core.journal import JournalEntry, Series
from ledger.core.periods import month_of

_QUERIES = {
    "account": "SELECT 'account', account, 0 FROM account WHERE club_id = {mark} AND account IN",
    "fund": "SELECT 'fund', fund, 0 FROM fund WHERE club_id = {mark} AND fund IN",
    "member": "SELECT 'member', '', member_no FROM member WHERE club_id = {mark} AND member_no IN",
    "loan": "SELECT 'loan', '', loan_no FROM loan WHERE club_id = {mark} AND loan_no IN",
    "meeting": "SELECT 'meeting', '', meeting_no FROM meeting"
    " WHERE club_id = {mark} AND meeting_no IN",
    "period": "SELECT 'period', period, 0 FROM fiscal_period WHERE club_id = {mark}"
    " AND closed_at IS NULL AND period IN",
    "year": "SELECT series, cast(year AS text), last_no FROM voucher_counter"
    " WHERE club_id = {mark} AND year IN",
}
_REQUESTS = {
    "sqlite": "SELECT 'request', lower(hex(payload_sha256)) || answer, actor FROM request"
    " WHERE club_id = {mark} AND request_id = {mark}",
    "postgresql": "SELECT 'request', encode(payload_sha256, 'hex') || answer, actor FROM request"
    " WHERE club_id = {mark} AND request_id = {mark}::uuid",
}
_HEX = 64
"""The hexadecimal digits of a SHA-256."""
_LAST_DAY = (
    "SELECT 'day', cast(max(occurred_on) AS text), 0 FROM journal_entry WHERE club_id = {mark}"
)

_Found = dict[str, dict[str | int, int]]


@dataclass(frozen=True, slots=True)
class Known:
    """What a batch needs to know: months open, last voucher numbers, the latest day posted."""

    open_periods: frozenset[str]
    last_vouchers: dict[tuple[int, str], int]
    last_day: dt.date | None
    first: FirstAnswer | None = None


@dataclass(frozen=True, slots=True)
class _Named:
    """What a batch names, each thing once."""

    accounts: Collection[str]
    funds: Collection[str]
    members: Collection[int]
    loans: Collection[int]
    meetings: Collection[int]
    periods: Collection[str]
    years: Collection[int]


def look_up(
    connection: Connection,
    club_id: int,
    entries: Sequence[JournalEntry],
    request_id: uuid.UUID | None = None,
) -> Known:
    """Return what the entries refer to, in one query whatever their number.

    A request that was carried out before is returned with its first answer, and nothing else is
    looked at. Raises `UnknownAccount`, `UnknownFund`, `UnknownMember`, `UnknownLoan`,
    `UnknownMeeting`.
    """
    named = _named(entries)
    found = _ask(connection, club_id, named, request_id)
    for text, actor in found.get("request", {}).items():
        first = str(text)
        known = FirstAnswer(actor, bytes.fromhex(first[:_HEX]), first[_HEX:])
        return Known(frozenset(), {}, None, known)
    _refuse_unknown(named, found)
    last_day = next(iter(found["day"]), None)
    return Known(
        frozenset(str(period) for period in found.get("period", {})),
        {
            (int(year), series.value): number
            for series in Series
            for year, number in found.get(series.value, {}).items()
        },
        dt.date.fromisoformat(last_day) if isinstance(last_day, str) else None,
    )


def _named(entries: Sequence[JournalEntry]) -> _Named:
    lines = [line for entry in entries for line in entry.lines]
    days = {entry.occurred_on for entry in entries}
    return _Named(
        {line.account for line in lines},
        {line.fund for line in lines},
        {line.member_no for line in lines if line.member_no is not None},
        {line.loan_no for line in lines if line.loan_no is not None},
        {entry.meeting_no for entry in entries if entry.meeting_no is not None},
        {month_of(day) for day in days},
        {day.year for day in days},
    )


def _ask(
    connection: Connection, club_id: int, named: _Named, request_id: uuid.UUID | None
) -> _Found:
    wanted: dict[str, Collection[str] | Collection[int]] = {
        "account": named.accounts, "fund": named.funds, "member": _storable(named.members),
        "loan": _storable(named.loans), "meeting": _storable(named.meetings),
        "period": named.periods, "year": named.years,
    }  # fmt: skip
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    selects: list[str] = []
    values: list[str | int] = []
    for kind, chosen in wanted.items():
        if chosen:
            marks = ", ".join([mark] * len(chosen))
            selects.append(f"{_QUERIES[kind].format(mark=mark)} ({marks})")
            values += [club_id, *chosen]
    if request_id is not None:
        selects.append(_REQUESTS[connection.dialect.name].format(mark=mark))
        values += [club_id, str(request_id)]
    selects.append(_LAST_DAY.format(mark=mark))
    rows = connection.exec_driver_sql(" UNION ALL ".join(selects), (*values, club_id)).all()
    found: _Found = {}
    for kind, text, number in rows:
        found.setdefault(kind, {})[text or number] = number
    return found


def _storable(numbers: Collection[int]) -> list[int]:
    """Return the numbers that a column can hold; the others are nobody's."""
    return [number for number in numbers if abs(number) <= LARGEST_NUMBER]


def _refuse_unknown(named: _Named, found: _Found) -> None:
    for account in sorted(set(named.accounts) - found.get("account", {}).keys()):
        raise UnknownAccount(account=account)
    for fund in sorted(set(named.funds) - found.get("fund", {}).keys()):
        raise UnknownFund(fund=fund)
    for member_no in sorted(set(named.members) - found.get("member", {}).keys()):
        raise UnknownMember(member_no=member_no)
    for loan_no in sorted(set(named.loans) - found.get("loan", {}).keys()):
        raise UnknownLoan(loan_no=loan_no)
    for meeting_no in sorted(set(named.meetings) - found.get("meeting", {}).keys()):
        raise UnknownMeeting(meeting_no=meeting_no)
