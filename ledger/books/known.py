"""Looking up, in one query, all that a batch of entries refers to."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.refusals import UnknownAccount, UnknownFund, UnknownLoan, UnknownMember
from ledger.core.journal import JournalEntry
from ledger.core.periods import month_of


@dataclass(frozen=True, slots=True)
class Known:
    """What a batch needs to know: months open, last voucher numbers, the latest day posted."""

    open_periods: frozenset[str]
    last_vouchers: dict[tuple[int, str], int]
    last_day: dt.date | None


def look_up(connection: Connection, club_id: int, entries: Sequence[JournalEntry]) -> Known:
    """Return what the entries refer to, in one query whatever their number.

    Raises `UnknownAccount`, `UnknownFund`, `UnknownMember`, `UnknownLoan`.
    """
    lines = [line for entry in entries for line in entry.lines]
    accounts = {line.account for line in lines}
    funds = {line.fund for line in lines}
    members = {line.member_no for line in lines if line.member_no is not None}
    loans = {line.loan_no for line in lines if line.loan_no is not None}
    days = {entry.occurred_on for entry in entries}
    years = {day.year for day in days}
    parts: list[tuple[str, Iterable[str | int]]] = [
        ("SELECT 'account', account, 0 FROM account WHERE club_id = {c} AND account IN", accounts),
        ("SELECT 'fund', fund, 0 FROM fund WHERE club_id = {c} AND fund IN", funds),
        ("SELECT 'member', '', member_no FROM member WHERE club_id = {c} AND member_no IN", members),
        ("SELECT 'loan', '', loan_no FROM loan WHERE club_id = {c} AND loan_no IN", loans),
        (
            "SELECT 'period', period, 0 FROM fiscal_period WHERE club_id = {c}"
            " AND closed_at IS NULL AND period IN",
            {month_of(day) for day in days},
        ),
        (
            "SELECT series, cast(year AS text), last_no FROM voucher_counter WHERE club_id = {c}"
            " AND year IN",
            years,
        ),
    ]
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    selects, values = [], []
    for query, wanted in parts:
        chosen = sorted(wanted)  # type: ignore[type-var]
        if chosen:
            marks = ", ".join([mark] * len(chosen))
            selects.append(f"{query.format(c=mark)} ({marks})")
            values += [club_id, *chosen]
    selects.append(
        "SELECT 'day', cast(max(occurred_on) AS text), 0 FROM journal_entry"
        f" WHERE club_id = {mark}"
    )
    rows = connection.exec_driver_sql(" UNION ALL ".join(selects), (*values, club_id)).all()
    found: dict[str, dict[str | int, int]] = {}
    for kind, text, number in rows:
        found.setdefault(kind, {})[text or number] = number
    _refuse_unknown(accounts, funds, members, loans, found)
    last_day = next(iter(found["day"]), None)
    return Known(
        frozenset(str(period) for period in found.get("period", {})),
        {
            (int(year), series): number
            for series in ("PT", "PC", "KT")
            for year, number in found.get(series, {}).items()
        },
        dt.date.fromisoformat(last_day) if isinstance(last_day, str) else None,
    )


def _refuse_unknown(
    accounts: set[str],
    funds: set[str],
    members: set[int],
    loans: set[int],
    found: dict[str, dict[str | int, int]],
) -> None:
    for account in sorted(accounts - found.get("account", {}).keys()):
        raise UnknownAccount(account=account)
    for fund in sorted(funds - found.get("fund", {}).keys()):
        raise UnknownFund(fund=fund)
    for member_no in sorted(members - found.get("member", {}).keys()):
        raise UnknownMember(member_no=member_no)
    for loan_no in sorted(loans - found.get("loan", {}).keys()):
        raise UnknownLoan(loan_no=loan_no)
