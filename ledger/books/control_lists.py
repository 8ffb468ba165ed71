"""Reading what should be looked at twice: late entries, new borrowers, who paid for whom."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.entries import all_rows
from ledger.books.members import member_balances
from ledger.books.membership import classes_on
from ledger.books.restrictions import (
    is_payer_restricted,
    is_restricted,
    tells_of_restricted,
)
from ledger.books.tables.journal import (
    EntryTextRow,
    JournalEntryRow,
    JournalLineRow,
    VoucherRow,
)
from ledger.books.tables.loans import LoanRow
from ledger.books.tables.members import HouseholdRow, MemberRow, MembershipEventRow
from ledger.books.tables.users import UserRow
from ledger.core.accounts import LOAN_ACCOUNTS
from ledger.core.clock import begin_of
from ledger.core.journal import EntryKind, Source
from ledger.core.statements.control_lists import (
    DAYS_ALLOWED,
    LateEntry,
    NewBorrower,
    PaidByAnother,
    SharedBy,
    SharingBorrower,
)
from ledger.core.statements.entries import with_name
from ledger.core.text import without_accents

_DAY = dt.timedelta(days=1)


def late_entries(
    connection: Connection, club_id: int, begin: dt.date, end: dt.date
) -> list[LateEntry]:
    """Return what was recorded in some days and had happened well before, in order of number.

    What a workbook brought in, and what closes a year, is dated back by its nature and is left
    out. Raises `ReportTooLong`.
    """
    entry, text, voucher, line = JournalEntryRow, EntryTextRow, VoucherRow, JournalLineRow
    amount = (
        sa.select(sa.func.sum(line.debit))
        .where(line.club_id == club_id, line.entry_no == entry.entry_no)
        .scalar_subquery()
    )
    query = (
        sa.select(
            entry.entry_no, voucher.series, voucher.no, entry.occurred_on, entry.true_on,
            entry.recorded_at, UserRow.display_name, text.narration, text.payer_name,
            amount.label("amount"), tells_of_restricted(club_id),
        )
        .join(text, sa.and_(text.club_id == club_id, text.entry_no == entry.entry_no))
        .join(voucher, _own_voucher(club_id))
        .join(UserRow, UserRow.user_id == entry.recorded_by)
        .where(
            entry.club_id == club_id,
            entry.source == Source.MANUAL.value,
            entry.kind != EntryKind.CLOSING.value,
            entry.recorded_at >= begin_of(begin),
            entry.recorded_at < begin_of(end + _DAY),
        )
        .order_by(entry.entry_no)
    )  # fmt: skip
    found = [
        LateEntry(
            entry_no=row.entry_no, voucher=f"{row.series} {row.no}", occurred_on=row.occurred_on,
            true_on=row.true_on, recorded_at=row.recorded_at, recorded_by=row.display_name,
            told=with_name(row.narration, row.payer_name), amount=int(row.amount),
            is_restricted=row.is_restricted,
        )
        for row in all_rows(connection, query)
    ]  # fmt: skip
    return [one for one in found if one.days > DAYS_ALLOWED]


def new_borrowers(
    connection: Connection, club_id: int, begin: dt.date, end: dt.date
) -> list[NewBorrower]:
    """Return whose first loan was agreed in some days, in order of that day, in two queries."""
    loan, member, home, event = LoanRow, MemberRow, HouseholdRow, MembershipEventRow
    order = sa.func.row_number().over(
        partition_by=loan.member_no, order_by=(loan.agreed_on, loan.loan_no)
    )
    numbered = (
        sa.select(loan.loan_no.label("loan_no"), order.label("place"))
        .where(loan.club_id == club_id)
        .subquery()
    )
    joined_on = (
        sa.select(sa.func.min(event.occurred_on))
        .where(
            event.club_id == club_id, event.member_no == member.member_no,
            event.kind == "joined",
        )
        .scalar_subquery()
    )  # fmt: skip
    query = (
        sa.select(
            member.member_no, member.name, joined_on.label("joined_on"), home.paper_code,
            member.household_no, loan.loan_no, loan.paper_code.label("loan"), loan.agreed_on,
            loan.principal, is_restricted(club_id, member.member_no),
        )
        .join(numbered, sa.and_(numbered.c.loan_no == loan.loan_no, numbered.c.place == 1))
        .join(member, sa.and_(member.club_id == club_id, member.member_no == loan.member_no))
        .join(
            home, sa.and_(home.club_id == club_id, home.household_no == member.household_no)
        )
        .where(loan.club_id == club_id, loan.agreed_on.between(begin, end))
        .order_by(loan.agreed_on, loan.loan_no)
    )  # fmt: skip
    classes = classes_on(connection, club_id, end)
    return [
        NewBorrower(
            member_no=row.member_no, name=row.name, joined_on=row.joined_on,
            household=row.paper_code, household_class=classes.get(row.household_no, ""),
            loan_no=row.loan_no, loan=row.loan, lent_on=row.agreed_on, principal=row.principal,
            is_restricted=row.is_restricted,
        )
        for row in all_rows(connection, query)
    ]  # fmt: skip


def paid_by_another(
    connection: Connection, club_id: int, begin: dt.date, end: dt.date
) -> list[PaidByAnother]:
    """Return the payments for loans in some days by somebody of another name, in order of number.

    Names are compared without accents; what was reversed is left out. Raises `ReportTooLong`.
    """
    entry, text, voucher, line = JournalEntryRow, EntryTextRow, VoucherRow, JournalLineRow
    undoing = sa.orm.aliased(entry)
    undone = sa.exists().where(undoing.club_id == club_id, undoing.reverses == entry.entry_no)
    paid = sa.func.sum(line.credit - line.debit)
    query = (
        sa.select(
            entry.entry_no, voucher.series, voucher.no, entry.occurred_on, line.loan_no,
            LoanRow.paper_code, line.member_no, MemberRow.name, text.payer_name,
            paid.label("paid"), is_restricted(club_id, line.member_no),
            is_payer_restricted(club_id),
        )
        .join(text, sa.and_(text.club_id == club_id, text.entry_no == entry.entry_no))
        .join(voucher, _own_voucher(club_id))
        .join(line, sa.and_(line.club_id == club_id, line.entry_no == entry.entry_no))
        .join(LoanRow, sa.and_(LoanRow.club_id == club_id, LoanRow.loan_no == line.loan_no))
        .join(
            MemberRow,
            sa.and_(MemberRow.club_id == club_id, MemberRow.member_no == line.member_no),
        )
        .where(
            entry.club_id == club_id, entry.kind == EntryKind.REPAYMENT.value,
            entry.occurred_on.between(begin, end), text.payer_name != MemberRow.name, ~undone,
        )
        .group_by(
            entry.entry_no, voucher.series, voucher.no, entry.occurred_on, line.loan_no,
            LoanRow.paper_code, line.member_no, MemberRow.name, text.payer_name,
        )
        .order_by(entry.entry_no, line.loan_no)
    )  # fmt: skip
    return [
        PaidByAnother(
            entry_no=row.entry_no, voucher=f"{row.series} {row.no}", occurred_on=row.occurred_on,
            loan_no=row.loan_no, loan=row.paper_code, member_no=row.member_no,
            borrower=row.name, payer=row.payer_name, amount=int(row.paid),
            is_restricted=row.is_restricted, is_payer_restricted=row.is_payer_restricted,
        )
        for row in all_rows(connection, query)
        if without_accents(row.payer_name) != without_accents(row.name)
    ]  # fmt: skip


def sharing_borrowers(connection: Connection, club_id: int, on: dt.date) -> list[SharingBorrower]:
    """Return who owes a loan on a day and shares a phone or a household with another who does.

    Those who share it stand together, the phones first; in two queries.
    """
    owed = member_balances(connection, club_id, LOAN_ACCOUNTS, on)
    member, home = MemberRow, HouseholdRow
    query = (
        sa.select(
            member.member_no, member.paper_code, member.name, member.phone,
            home.paper_code.label("household"), is_restricted(club_id, member.member_no),
        )
        .join(home, sa.and_(home.club_id == club_id, home.household_no == member.household_no))
        .where(member.club_id == club_id)
        .order_by(member.member_no)
    )  # fmt: skip
    borrowers = [row for row in all_rows(connection, query) if owed.get(row.member_no, 0) > 0]
    groups: dict[tuple[SharedBy, str], list[SharingBorrower]] = defaultdict(list)
    for row in borrowers:
        for by, what in _shares(row.phone, row.household):
            groups[by, what].append(
                SharingBorrower(
                    by=by, what=what, member_no=row.member_no, paper_code=row.paper_code,
                    name=row.name, outstanding=owed[row.member_no],
                    is_restricted=row.is_restricted,
                )
            )  # fmt: skip
    found = [one for group in groups.values() if len(group) > 1 for one in group]
    return sorted(found, key=lambda one: (one.by is SharedBy.HOUSEHOLD, one.what, one.member_no))


def _shares(phone: str | None, household: str) -> Iterator[tuple[SharedBy, str]]:
    """Yield what a borrower may share with others; a phone counts by its digits."""
    digits = "".join(letter for letter in phone or "" if letter.isdigit())
    if digits:
        yield SharedBy.PHONE, digits
    yield SharedBy.HOUSEHOLD, household


def _own_voucher(club_id: int) -> sa.ColumnElement[bool]:
    voucher = VoucherRow
    return sa.and_(
        voucher.club_id == club_id, voucher.entry_no == JournalEntryRow.entry_no,
        voucher.void_salt.is_(None),
    )  # fmt: skip
