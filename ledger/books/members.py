"""Members as stored: adding them, listing them, and what the journal says of one."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.entries import all_rows
from ledger.books.refusals import UnknownMember
from ledger.books.restrictions import is_restricted
from ledger.books.tables.clubs import ClubCounterRow
from ledger.books.tables.journal import EntryTextRow, JournalEntryRow, JournalLineRow, VoucherRow
from ledger.books.tables.members import (
    HouseholdClassRow,
    HouseholdRow,
    MemberRow,
    MembershipEventRow,
)
from ledger.books.types import LARGEST_NUMBER
from ledger.core.text import name_sort_key, without_accents


@dataclass(frozen=True, slots=True)
class StoredMember:
    """A member as stored, with the class of the household on the latest day known.

    `in_difficulty`: 1 or 0, None where the club does not know. `is_restricted`: the data are
    used for the books alone (`core.privacy.restrictions`).
    """

    member_no: int
    paper_code: str
    name: str
    name_sort: str
    household: str
    household_class: str
    birth_year: int | None
    sex: str | None
    ethnic_group: str | None
    phone: str | None
    position: str | None
    in_difficulty: int | None
    is_restricted: bool


@dataclass(frozen=True, slots=True)
class NewMember:
    """A member to be stored, in a household that is there, and the day of joining."""

    member_no: int
    paper_code: str
    household_no: int
    name: str
    joined_on: dt.date
    birth_year: int | None = None
    sex: str | None = None
    ethnic_group: str | None = None
    phone: str | None = None
    position: str | None = None
    in_difficulty: bool | None = None


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A line of the journal that names a member; amounts in đồng; `reverses` is an entry's no."""

    entry_no: int
    occurred_on: dt.date
    series: str
    voucher_no: int
    narration: str | None
    kind: str
    account: str
    loan_no: int | None
    debit: int
    credit: int
    reverses: int | None


def _latest_class(club_id: int) -> sa.ScalarSelect[str]:
    return (
        sa.select(HouseholdClassRow.class_)
        .where(
            HouseholdClassRow.club_id == club_id,
            HouseholdClassRow.household_no == MemberRow.household_no,
        )
        .order_by(HouseholdClassRow.valid_from.desc())
        .limit(1)
        .scalar_subquery()
    )


def members_of(connection: Connection, club_id: int) -> list[StoredMember]:
    """Return the club's members in the order of their given names (`ReportTooLong`)."""
    return _members(connection, club_id, sa.true())


def member_of(connection: Connection, club_id: int, member_no: int) -> StoredMember:
    """Return one member (`UnknownMember`)."""
    is_number = 0 < member_no <= LARGEST_NUMBER
    found = is_number and _members(connection, club_id, MemberRow.member_no == member_no)
    if not found:
        raise UnknownMember(member_no=member_no)
    return found[0]


def names_of(connection: Connection, club_id: int, member_nos: Iterable[int]) -> dict[int, str]:
    """Return the names of some members by number; one that the club has not is left out."""
    query = sa.select(MemberRow.member_no, MemberRow.name).where(
        MemberRow.club_id == club_id, MemberRow.member_no.in_(sorted(set(member_nos)))
    )
    return dict(iter(connection.execute(query)))


def officers_of(connection: Connection, club_id: int) -> dict[str, str]:
    """Return the names of the members who hold a position, by the position in small letters."""
    query = (
        sa.select(MemberRow.position, MemberRow.name)
        .where(MemberRow.club_id == club_id, MemberRow.position.is_not(None))
        .order_by(MemberRow.member_no.desc())  # of two in one position the first joined stays
    )
    return {position.casefold(): name for position, name in connection.execute(query) if position}


def _members(
    connection: Connection, club_id: int, condition: sa.ColumnElement[bool]
) -> list[StoredMember]:
    member, household = MemberRow, HouseholdRow
    query = (
        sa.select(
            member.member_no, member.paper_code, member.name, member.name_sort,
            household.paper_code, _latest_class(club_id), member.birth_year, member.sex,
            member.ethnic_group, member.phone, member.position, member.in_difficulty,
            is_restricted(club_id, member.member_no),
        )
        .join(
            household,
            sa.and_(household.club_id == club_id, household.household_no == member.household_no),
        )
        .where(member.club_id == club_id, condition)
        .order_by(member.name_sort, member.member_no)
    )  # fmt: skip
    return [StoredMember(*tuple(row)) for row in all_rows(connection, query)]


def member_lines(
    connection: Connection, club_id: int, member_no: int, until: dt.date
) -> list[MemberLine]:
    """Return every line that names a member up to a day, in order of date and number.

    Raises `ReportTooLong`.
    """
    line, entry, text, voucher = JournalLineRow, JournalEntryRow, EntryTextRow, VoucherRow
    query = (
        sa.select(
            line.entry_no, entry.occurred_on, voucher.series, voucher.no, text.narration,
            entry.kind, line.account, line.loan_no, line.debit, line.credit, entry.reverses,
        )
        .join(entry, sa.and_(entry.club_id == club_id, entry.entry_no == line.entry_no))
        .join(text, sa.and_(text.club_id == club_id, text.entry_no == line.entry_no))
        .join(
            voucher,
            sa.and_(
                voucher.club_id == club_id, voucher.entry_no == line.entry_no,
                voucher.void_salt.is_(None),
            ),
        )
        .where(
            line.club_id == club_id, line.member_no == member_no, entry.occurred_on <= until
        )
        .order_by(entry.occurred_on, line.entry_no, line.line_no)
    )  # fmt: skip
    return [MemberLine(*row) for row in all_rows(connection, query)]


def member_balances(
    connection: Connection,
    club_id: int,
    accounts: Sequence[str],
    until: dt.date,
    *,
    fund: str | None = None,
) -> dict[int, int]:
    """Return debits less credits of some accounts up to a day, by member number, in đồng.

    Those of one fund, or of all of them.
    """
    line, entry = JournalLineRow, JournalEntryRow
    query = (
        sa.select(line.member_no, sa.func.sum(line.debit - line.credit))
        .join(entry, sa.and_(entry.club_id == club_id, entry.entry_no == line.entry_no))
        .where(
            line.club_id == club_id, line.member_no.is_not(None), line.account.in_(accounts),
            entry.occurred_on <= until, sa.true() if fund is None else line.fund == fund,
        )
        .group_by(line.member_no)
        .order_by(line.member_no)
    )  # fmt: skip
    return {
        number: int(amount) for number, amount in connection.execute(query) if number is not None
    }


def add_households(
    connection: Connection,
    club_id: int,
    households: Sequence[tuple[int, str, str, str | None]],
    *,
    valid_from: dt.date,
    recorded_at: dt.datetime,
) -> None:
    """Store households: number, paper code, class and certificate, from a day."""
    connection.execute(
        sa.insert(HouseholdRow),
        [
            {"club_id": club_id, "household_no": number, "paper_code": code}
            for number, code, _, _ in households
        ],
    )
    connection.execute(
        sa.insert(HouseholdClassRow),
        [
            {"club_id": club_id, "household_no": number, "valid_from": valid_from,
             "class": kind, "certificate_no": certificate, "recorded_at": recorded_at}
            for number, _, kind, certificate in households
        ],
    )  # fmt: skip


def add_members(
    connection: Connection, club_id: int, members: Sequence[NewMember], recorded_at: dt.datetime
) -> None:
    """Store members and the day each joined."""
    connection.execute(
        sa.insert(MemberRow),
        [
            {"club_id": club_id, "member_no": one.member_no, "paper_code": one.paper_code,
             "household_no": one.household_no, "name": one.name,
             "name_search": without_accents(one.name), "name_sort": name_sort_key(one.name),
             "birth_year": one.birth_year, "sex": one.sex, "ethnic_group": one.ethnic_group,
             "phone": one.phone, "position": one.position,
             "in_difficulty": None if one.in_difficulty is None else int(one.in_difficulty)}
            for one in members
        ],
    )  # fmt: skip
    connection.execute(
        sa.insert(MembershipEventRow),
        [
            {"club_id": club_id, "member_no": one.member_no, "event_no": 1, "kind": "joined",
             "occurred_on": one.joined_on, "recorded_at": recorded_at}
            for one in members
        ],
    )  # fmt: skip


def set_counters(
    connection: Connection, club_id: int, *, members: int, households: int, loans: int
) -> None:
    """Advance the club's last numbers of members, households and loans."""
    connection.execute(
        sa.update(ClubCounterRow)
        .where(ClubCounterRow.club_id == club_id)
        .values(last_member_no=members, last_household_no=households, last_loan_no=loans)
    )
