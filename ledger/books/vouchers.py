"""What the papers of entries say beside the entries: their numbers, loans and days."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.tables.journal import JournalEntryRow, VoucherRow
from ledger.books.tables.loan_events import LoanEventRow
from ledger.core.journal import Series
from ledger.core.statements.voucher_paper import NamedVoucher


@dataclass(frozen=True, slots=True)
class StoredVoucher:
    """An entry's own voucher, and whether a name and an address were ever written on it."""

    named: NamedVoucher
    had_name: bool
    had_address: bool


@dataclass(frozen=True, slots=True)
class EventPosted:
    """An event of a loan that an entry posted, or corrected what came after."""

    loan_no: int
    event_no: int
    is_correction: bool


def vouchers_named(
    connection: Connection, club_id: int, entry_nos: Iterable[int]
) -> dict[int, StoredVoucher]:
    """Return the vouchers of some entries by the entry's number."""
    entry, voucher = JournalEntryRow, VoucherRow
    query = (
        sa.select(
            entry.entry_no, voucher.series, voucher.no, entry.occurred_on,
            entry.payer_name_commitment.is_not(None), entry.payer_address_commitment.is_not(None),
        )
        .join(
            voucher,
            sa.and_(
                voucher.club_id == club_id, voucher.entry_no == entry.entry_no,
                voucher.void_salt.is_(None),
            ),
        )
        .where(entry.club_id == club_id, entry.entry_no.in_(sorted(set(entry_nos))))
        .order_by(entry.entry_no)
    )  # fmt: skip
    return {
        number: StoredVoucher(
            NamedVoucher(number, Series(series), no, day), bool(had_name), bool(had_address)
        )
        for number, series, no, day, had_name, had_address in connection.execute(query)
    }


def events_posted(
    connection: Connection, club_id: int, entry_nos: Iterable[int]
) -> dict[int, list[EventPosted]]:
    """Return by entry what happened to loans by it, in order of loan and event."""
    event, wanted = LoanEventRow, sorted(set(entry_nos))
    query = (
        sa.select(event.loan_no, event.event_no, event.entry_no, event.correction_no)
        .where(
            event.club_id == club_id,
            sa.or_(event.entry_no.in_(wanted), event.correction_no.in_(wanted)),
        )
        .order_by(event.loan_no, event.event_no)
    )
    found: dict[int, list[EventPosted]] = defaultdict(list)
    for loan_no, event_no, entry_no, correction_no in connection.execute(query):
        if entry_no is not None:
            found[entry_no].append(EventPosted(loan_no, event_no, is_correction=False))
        if correction_no is not None:
            found[correction_no].append(EventPosted(loan_no, event_no, is_correction=True))
    return found


def money_entries_on(
    connection: Connection, club_id: int, day: dt.date, *, limit: int
) -> list[int]:
    """Return the entries of a day that have a receipt or a payment voucher, at most `limit`."""
    entry, voucher = JournalEntryRow, VoucherRow
    query = (
        sa.select(entry.entry_no)
        .join(
            voucher,
            sa.and_(
                voucher.club_id == club_id, voucher.entry_no == entry.entry_no,
                voucher.void_salt.is_(None),
            ),
        )
        .where(
            entry.club_id == club_id, entry.occurred_on == day,
            voucher.series.in_([Series.RECEIPT.value, Series.PAYMENT.value]),
        )
        .order_by(entry.entry_no)
        .limit(limit)
    )  # fmt: skip
    return list(connection.execute(query).scalars())
