"""Finding entries by what somebody remembers of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.entries import MOST_LISTED
from ledger.books.restrictions import tells_of_restricted
from ledger.books.tables.journal import EntryTextRow, JournalEntryRow, JournalLineRow, VoucherRow
from ledger.books.tables.members import MemberRow
from ledger.books.types import LARGEST_NUMBER
from ledger.core.money import LARGEST_MINOR
from ledger.core.searching import FoundEntry, Wanted, read_voucher, says_all, wanted_words

LONGEST_ACCOUNT = 20

_AT_ONCE = 2_000
"""How many entries are read at once while their words are looked through."""


def find_entries(
    connection: Connection,
    club_id: int,
    wanted: Wanted,
    *,
    limit: int = 50,
    after: int | None = None,
) -> list[FoundEntry]:
    """Return the entries that are what is wanted, the last recorded first, in three queries.

    At most `limit` (and 500) of those that come `after` an entry in this order, so of those with
    a smaller number. Words are compared here and not by the database: each knows other letters.
    What names a member whose data are restricted is not found by words. Raises
    `VoucherNotReadable`, `TextTooLong`.
    """
    words = wanted_words(wanted.text or "")
    says_nothing = bool((wanted.text or "").strip()) and not words
    limit = 0 if says_nothing else max(0, min(limit, MOST_LISTED))
    query = _wanted(connection, club_id, wanted, words)
    if after is not None:
        query = query.where(EntryTextRow.entry_no < max(0, min(after, LARGEST_NUMBER)))
    found: list[int] = []
    if limit and words:
        with connection.execute(query, execution_options={"yield_per": _AT_ONCE}) as rows:
            found += islice(_saying(rows, words), limit)
    elif limit:
        found += [row[0] for row in connection.execute(query.limit(limit))]
    return _shown(connection, club_id, found)


def _wanted(
    connection: Connection, club_id: int, wanted: Wanted, words: Sequence[str]
) -> sa.Select[int, str | None, str | None, bool]:
    """Return the query of entries that are what is wanted but for their words, the last first.

    With their texts, and whether they name a member who is called so.
    """
    text, entry = EntryTextRow, JournalEntryRow
    is_named = text.entry_no.in_(_naming(club_id, words)) if words else sa.false()
    query = (
        sa.select(text.entry_no, text.narration, text.payer_name, is_named)
        .where(text.club_id == club_id)
        .order_by(text.entry_no.desc())
    )
    if words:
        query = query.where(~tells_of_restricted(club_id))
    if wanted.since is not None or wanted.until is not None:
        query = query.join(
            entry, sa.and_(entry.club_id == club_id, entry.entry_no == text.entry_no)
        )
    if wanted.since is not None:
        query = query.where(entry.occurred_on >= wanted.since)
    if wanted.until is not None:
        query = query.where(entry.occurred_on <= wanted.until)
    if wanted.voucher is not None:
        query = query.where(text.entry_no.in_(_with_voucher(connection, club_id, wanted.voucher)))
    having = [*_of_lines(wanted)]
    if having:
        line = JournalLineRow
        chosen = (
            sa.select(line.entry_no.label("entry_no"))
            .where(line.club_id == club_id)
            .group_by(line.entry_no)
            .having(sa.and_(*having))
            .subquery()
        )
        query = query.join(chosen, chosen.c.entry_no == text.entry_no)
    return query


def _naming(club_id: int, words: Sequence[str]) -> sa.Select[int]:
    """Return the entries of which a line names a member whose name has all words."""
    line, member = JournalLineRow, MemberRow
    return (
        sa.select(line.entry_no)
        .join(
            member, sa.and_(member.club_id == line.club_id, member.member_no == line.member_no)
        )
        .where(
            line.club_id == club_id, line.member_no.is_not(None),
            *(member.name_search.contains(word, autoescape=True) for word in words),
        )
    )  # fmt: skip


def _saying(
    rows: Iterable[sa.Row[int, str | None, str | None, bool]], words: tuple[str, ...]
) -> Iterator[int]:
    """Yield the entries that name a member so called, or in whose words all words stand."""
    for entry_no, narration, payer_name, is_named in rows:
        if is_named or says_all(words, narration, payer_name):
            yield entry_no


def _of_lines(wanted: Wanted) -> Iterator[sa.ColumnElement[bool]]:
    """Yield what the lines of an entry must be, together."""
    line = JournalLineRow
    if wanted.amount is not None:
        amount = wanted.amount if 0 < wanted.amount <= LARGEST_MINOR else 0
        either = sa.or_(line.debit == amount, line.credit == amount)
        both = sa.func.sum(line.debit) == amount
        yield sa.or_(_any_line(either), both) if amount else sa.false()
    if wanted.member_no is not None:
        is_number = 0 < wanted.member_no <= LARGEST_NUMBER
        yield _any_line(line.member_no == wanted.member_no) if is_number else sa.false()
    if wanted.account is not None:
        is_account = wanted.account.isalnum() and len(wanted.account) <= LONGEST_ACCOUNT
        above = line.account.startswith(wanted.account, autoescape=True)
        yield _any_line(above) if is_account else sa.false()


def _any_line(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return sa.func.max(sa.case((condition, 1), else_=0)) == 1


def _with_voucher(connection: Connection, club_id: int, text: str) -> list[int]:
    """Return the entries of a voucher's number, also those that declared it void, the last 500.

    Raises `VoucherNotReadable`.
    """
    voucher, wanted = VoucherRow, read_voucher(text)
    query = (
        sa.select(voucher.entry_no)
        .where(voucher.club_id == club_id, voucher.no == wanted.number)
        .order_by(voucher.entry_no.desc())
        .limit(MOST_LISTED)
    )
    if wanted.series is not None:
        query = query.where(voucher.series == wanted.series)
    if wanted.year is not None:
        query = query.where(voucher.year == wanted.year)
    return list(connection.execute(query).scalars())


def _shown(connection: Connection, club_id: int, entry_nos: Sequence[int]) -> list[FoundEntry]:
    """Return some entries as they are shown, in the order of their numbers given."""
    entry, text, voucher = JournalEntryRow, EntryTextRow, VoucherRow
    line, member = JournalLineRow, MemberRow
    own_voucher = sa.and_(
        voucher.club_id == club_id, voucher.entry_no == entry.entry_no,
        voucher.void_salt.is_(None),
    )  # fmt: skip
    query = (
        sa.select(
            entry.entry_no, entry.occurred_on, voucher.series, voucher.no, text.narration,
            text.payer_name, line.debit, member.name, tells_of_restricted(club_id),
        )
        .join(text, sa.and_(text.club_id == club_id, text.entry_no == entry.entry_no))
        .join(voucher, own_voucher)
        .join(line, sa.and_(line.club_id == club_id, line.entry_no == entry.entry_no))
        .outerjoin(
            member, sa.and_(member.club_id == club_id, member.member_no == line.member_no)
        )
        .where(entry.club_id == club_id, entry.entry_no.in_(entry_nos))
        .order_by(entry.entry_no.desc(), line.line_no)
    )  # fmt: skip
    lines: dict[int, list[sa.Row[*tuple[object, ...]]]] = defaultdict(list)
    for row in connection.execute(query) if entry_nos else ():
        lines[row.entry_no].append(row)
    return [
        FoundEntry(
            head.entry_no, head.occurred_on, f"{head.series} {head.no}", head.narration,
            head.payer_name, sum(row.debit for row in rows),
            tuple(dict.fromkeys(row.name for row in rows if row.name)),
            head.is_restricted,
        )
        for rows in lines.values()
        for head in rows[:1]
    ]  # fmt: skip
