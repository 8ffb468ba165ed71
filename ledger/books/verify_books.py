"""What a club's journal refers to, and what is kept beside it, as the checks compare it."""

from contextlib import suppress
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.orm import InstrumentedAttribute

from ledger.books.clubs import StoredClub
from ledger.books.tables.accounts import AccountRow, FundRow
from ledger.books.tables.journal import VoucherCounterRow
from ledger.books.tables.loan_events import LoanEventRow
from ledger.books.tables.loans import LoanRow
from ledger.books.tables.meetings import MeetingRow
from ledger.books.tables.members import MemberRow
from ledger.books.tables.periods import BalanceRow, PeriodBalanceRow
from ledger.books.tables.users import UserRow
from ledger.books.verify_rows import readable, rows_of
from ledger.core.audit.stored import AccountAndFund, StoredBooks, StoredCounter, StoredMonth
from ledger.core.loans.events import Inheritance
from ledger.core.loans.written import INHERITANCE, read_event

Key = TypeVar("Key", int, str)


def stored_books(connection: Connection, club: StoredClub) -> StoredBooks:
    """Return what the club's entries may name, its counters and the balances kept.

    Raises `TextUnreadable`, and `DatabaseUnusable` where the file is damaged.
    """
    club_id = club.club_id
    counters = list(
        rows_of(
            connection, club_id, "club_counter", StoredCounter._fields, StoredCounter._make,
            order="club_id",
        )
    )  # fmt: skip
    months = rows_of(
        connection, club_id, "fiscal_period", StoredMonth._fields, StoredMonth._make,
        order="period",
    )  # fmt: skip
    chart = sa.select(AccountRow.account, AccountRow.type).where(AccountRow.club_id == club_id)
    loans = sa.select(LoanRow.loan_no, LoanRow.member_no).where(LoanRow.club_id == club_id)
    with readable(connection):
        return StoredBooks(
            code=club.club.code,
            uuid=str(club.uuid),
            counter=counters[0] if counters else None,
            accounts=dict(connection.execute(chart).all()),
            funds=_keys(connection, FundRow.fund, FundRow.club_id, club_id),
            users=frozenset(connection.execute(sa.select(UserRow.user_id)).scalars()),
            members=_keys(connection, MemberRow.member_no, MemberRow.club_id, club_id),
            loans=dict(connection.execute(loans).all()),
            meetings=_keys(connection, MeetingRow.meeting_no, MeetingRow.club_id, club_id),
            months={month.period: month for month in months},
            vouchers=_voucher_counters(connection, club_id),
            balances=_balances(connection, club_id),
            period_balances=_period_balances(connection, club_id),
            heirs=_heirs(connection, club_id),
        )


def _keys(
    connection: Connection,
    column: InstrumentedAttribute[Key],
    owner: InstrumentedAttribute[int],
    club_id: int,
) -> frozenset[Key]:
    return frozenset(connection.execute(sa.select(column).where(owner == club_id)).scalars())


def _heirs(connection: Connection, club_id: int) -> dict[int, frozenset[int]]:
    """Return who took a loan over, by loan; what cannot be read is found with the loan itself."""
    row, found = LoanEventRow, dict[int, frozenset[int]]()
    query = sa.select(row.loan_no, row.told).where(row.club_id == club_id, row.kind == INHERITANCE)
    for loan_no, told in connection.execute(query):
        with suppress(ValueError):
            event = read_event(INHERITANCE, told)
            if isinstance(event, Inheritance):
                found[loan_no] = found.get(loan_no, frozenset()) | {event.member_no}
    return found


def _voucher_counters(connection: Connection, club_id: int) -> dict[tuple[int, str], int]:
    row = VoucherCounterRow
    query = sa.select(row.year, row.series, row.last_no).where(row.club_id == club_id)
    return {(year, series): last for year, series, last in connection.execute(query)}


def _balances(connection: Connection, club_id: int) -> dict[AccountAndFund, tuple[int, int]]:
    row = BalanceRow
    query = sa.select(row.account, row.fund, row.debit, row.credit).where(row.club_id == club_id)
    return {
        (account, fund): (debit, credit)
        for account, fund, debit, credit in connection.execute(query)
    }


def _period_balances(
    connection: Connection, club_id: int
) -> dict[tuple[str, str, str], tuple[int, int]]:
    row = PeriodBalanceRow
    query = sa.select(row.period, row.account, row.fund, row.debit, row.credit).where(
        row.club_id == club_id
    )
    return {
        (period, account, fund): (debit, credit)
        for period, account, fund, debit, credit in connection.execute(query)
    }
