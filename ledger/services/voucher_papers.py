"""The papers of entries as values, read from the books: phiếu thu, phiếu chi, phiếu kế toán."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.entries import entries_numbered
from ledger.books.loans import LoanFile, loan_files
from ledger.books.members import names_of
from ledger.books.vouchers import (
    EventPosted,
    StoredVoucher,
    events_posted,
    money_entries_on,
    vouchers_named,
)
from ledger.core.errors import NotFound, RuleBroken
from ledger.core.journal import Source
from ledger.core.loans.seal import SEALED
from ledger.core.loans.written import UNDOING
from ledger.core.statements.entries import EntryLine, EntryRecord
from ledger.core.statements.loan_papers import PaperClub, paper_club
from ledger.core.statements.voucher_loan import LoanOnVoucher, loan_on_voucher
from ledger.core.statements.voucher_paper import NamedVoucher, VoucherPaper
from ledger.core.workbook.entries import ROW_DOCUMENT

MOST = 300
"""The most papers that are made at once: several meetings' of a large club."""

FINGERPRINT = 16
"""So many hexadecimal digits of an entry's hash stand on its paper."""

_NOT_OF_PAPER = frozenset({SEALED, ROW_DOCUMENT})
"""Kinds of documents that the program itself puts behind an entry."""


@dataclass(eq=False)
class TooManyVouchers(RuleBroken):
    """More than `most` papers are asked for at once."""

    most: int


@dataclass(eq=False)
class NoMoneyMoved(NotFound):
    """No receipt and no payment stands in the books on a day."""

    day: dt.date


def voucher_papers(
    connection: Connection, club: StoredClub, entry_nos: Sequence[int]
) -> tuple[VoucherPaper, ...]:
    """Return the papers of entries in the order asked for, in nine queries at most.

    Raises `UnknownEntry`, `TooManyVouchers`.
    """
    if len(entry_nos) > MOST:
        raise TooManyVouchers(most=MOST)
    club_id = club.club_id
    entries = entries_numbered(connection, club_id, entry_nos)
    others = {one.reverses for one in entries.values()}
    others |= {one.reversed_by for one in entries.values()}
    numbers = entries.keys() | {one for one in others if one is not None}
    named = vouchers_named(connection, club_id, numbers) if numbers else {}
    posted = events_posted(connection, club_id, entries) if entries else {}
    loan_nos = {one.loan_no for events in posted.values() for one in events}
    files = loan_files(connection, club_id, loan_nos) if loan_nos else []
    nameless = {
        whose[0]
        for one in entries.values()
        if one.payer_name is None and (whose := _whose(one.lines)) is not None
    }
    making = _Making(
        paper_club(club.club), named, posted, {one.loan.loan_no: one for one in files},
        names_of(connection, club_id, nameless) if nameless else {},
    )  # fmt: skip
    return tuple(making.paper(entries[number]) for number in entry_nos)


def money_vouchers_on(connection: Connection, club: StoredClub, day: dt.date) -> list[int]:
    """Return the entries of a day by which money came or went, as a meeting's papers lie.

    Raises `NoMoneyMoved`, `TooManyVouchers`.
    """
    found = money_entries_on(connection, club.club_id, day, limit=MOST + 1)
    if not found:
        raise NoMoneyMoved(day=day)
    if len(found) > MOST:
        raise TooManyVouchers(most=MOST)
    return found


@dataclass(frozen=True, slots=True)
class _Making:
    """All that the papers are made of: vouchers and events by entry, loans and names by number."""

    club: PaperClub
    named: Mapping[int, StoredVoucher]
    posted: Mapping[int, Sequence[EventPosted]]
    files: Mapping[int, LoanFile]
    names: Mapping[int, str]

    def paper(self, entry: EntryRecord) -> VoucherPaper:
        own = self.named[entry.entry_no]
        whose = _whose(entry.lines)
        name, address = entry.payer_name, entry.payer_address
        if name is None and not own.had_name:
            name = self.names.get(whose[0], "") if whose else ""
        if address is None and not own.had_address:
            # Members live in the club's village; of others the books know no address.
            address = self.club.place if whose and name else ""
        return VoucherPaper(
            club=self.club, voucher=own.named, true_on=entry.true_on, name=name,
            member_code=whose[1] if whose and name else "", address=address,
            reason=entry.narration, lines=entry.lines,
            papers=tuple(one for one in entry.documents if one.kind not in _NOT_OF_PAPER),
            loans=tuple(self._loans(entry.entry_no)),
            # Who took books over from a workbook did not write their vouchers.
            prepared_by="" if entry.source == Source.IMPORT else entry.recorded_by,
            reverses=self._other(entry.reverses), reversed_by=self._other(entry.reversed_by),
            fingerprint=entry.hash.hex()[:FINGERPRINT],
        )  # fmt: skip

    def _other(self, entry_no: int | None) -> NamedVoucher | None:
        return None if entry_no is None else self.named[entry_no].named

    def _loans(self, entry_no: int) -> Iterable[LoanOnVoucher]:
        """Yield the loans of an entry as they stood when it was posted."""
        events: dict[int, list[EventPosted]] = {}
        for one in self.posted.get(entry_no, ()):
            events.setdefault(one.loan_no, []).append(one)
        for loan_no, told in events.items():
            file = self.files[loan_no]
            until = _told_until(file, max(one.event_no for one in told))
            own: Collection[int] = {one.event_no for one in told if not one.is_correction}
            yield loan_on_voucher(file.loan.paper_code, file.contract, file.events[:until], own)


def _told_until(file: LoanFile, event_no: int) -> int:
    """Return the last event that was told together with one.

    What is told in the place of an event that is undone happens with the undoing, and a loan
    between the two is none that ever was.
    """
    one = file.records[event_no - 1]
    after = file.records[event_no] if event_no < len(file.records) else None
    is_instead = (
        after is not None
        and one.kind == UNDOING
        and after.kind != UNDOING
        and after.recorded_at == one.recorded_at
    )
    return event_no + is_instead


def _whose(lines: Sequence[EntryLine]) -> tuple[int, str] | None:
    """Return number and code of the one member whom an entry names, None for none or several."""
    found = {one.member_no: one.member_paper or "" for one in lines if one.member_no is not None}
    return next(iter(found.items())) if len(found) == 1 else None
