"""Erasing a person from what is stored: the words of entries with their salts, and other rows."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.entries import MOST_LISTED
from ledger.books.tables import Base
from ledger.books.tables.journal import EntryTextRow, ErasureRow, JournalLineRow
from ledger.books.tables.loans import LoanRow
from ledger.books.tables.members import MemberRow
from ledger.books.tables.privacy import MemberChangeRow
from ledger.books.tables.users import UserRow
from ledger.core.privacy.erasure import (
    ERASED,
    EntryWords,
    ErasedField,
    erased_name,
    says_name,
    without_name,
)
from ledger.core.text import name_sort_key, without_accents

_AT_ONCE = 2_000
"""How many entries are read at once while their words are looked through."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who is erased: the number, the code on paper and the name, which is what texts may say.

    `has_homonym`: another member has the same name, accents apart.
    """

    member_no: int
    paper_code: str
    name: str
    has_homonym: bool = False


@dataclass(frozen=True, slots=True)
class ByWhom:
    """Who erases, when and why; it is kept beside each text that went."""

    user_id: int
    at: dt.datetime
    reason: str


@dataclass(frozen=True, slots=True)
class _Place:
    """Texts of a table: those that go whole in a member's own rows, and those only written over.

    `by_loan`: whose a row is, its loan says.
    """

    table: str
    own: tuple[str, ...] = ()
    written_over: tuple[str, ...] = ()
    by_loan: bool = False


PLACES = (
    _Place("dispute", own=("said", "answer")),
    _Place("data_request", own=("said", "outcome")),
    _Place("restriction", own=("reason",)),
    _Place(
        "loan_application", own=("plan", "co_signer", "opinion", "turned_down_reason"),
        written_over=("purpose",),
    ),
    _Place("household_class_change", written_over=("reason",)),
    _Place("activity_plan", own=("what",)),
    _Place("activity_record", own=("note",), by_loan=True),
    _Place("activity_result", own=("remark",), by_loan=True),
    _Place("loan_use_check", own=("remark",), by_loan=True),
    _Place("approval", written_over=("content", "summary")),
)  # fmt: skip
"""Where else texts may say a name, besides entries and the member's own row."""

KEPT_PLACES = (
    _Place("document", written_over=("reference", "reason")),
    _Place("voucher", written_over=("void_reason",)),
    _Place("loan", written_over=("purpose",)),
    _Place("loan_event", written_over=("reason",)),
    _Place("approval_decision", written_over=("reason",)),
)
"""Where texts never change, because a hash covers them or the life of a loan rests on them."""


def words_that_may_go(connection: Connection, club_id: int, person: Person) -> Iterator[EntryWords]:
    """Yield the words of the entries that name a member by number, or that say the name."""
    text, line = EntryTextRow, JournalLineRow
    here = sa.and_(line.club_id == club_id, line.entry_no == text.entry_no)
    is_own = sa.exists().where(here, line.member_no == person.member_no)
    names_others = sa.exists().where(here, line.member_no != person.member_no)
    query = (
        sa.select(
            text.entry_no, text.narration, text.payer_name, text.payer_address, is_own,
            names_others,
        )
        .where(text.club_id == club_id)
        .order_by(text.entry_no)
    )  # fmt: skip
    with connection.execute(query, execution_options={"yield_per": _AT_ONCE}) as rows:
        for entry_no, narration, payer_name, payer_address, own, others in rows:
            texts = (narration, payer_name, payer_address)
            if own or any(says_name(one, person.name) for one in texts):
                yield EntryWords(entry_no, *texts, is_own=bool(own), names_others=bool(others))


def erase_words(
    connection: Connection, club_id: int, gone: Sequence[ErasedField], by: ByWhom
) -> None:
    """Take texts of entries and their salts away, each beside a record of it."""
    if not gone:
        return
    connection.execute(
        sa.insert(ErasureRow),
        [
            {"club_id": club_id, "entry_no": one.entry_no, "field": one.field,
             "reason": by.reason, "erased_at": by.at, "erased_by": by.user_id}
            for one in gone
        ],
    )  # fmt: skip
    text = EntryTextRow
    for field in sorted({one.field for one in gone}):
        numbers = [one.entry_no for one in gone if one.field == field]
        for begin in range(0, len(numbers), MOST_LISTED):
            some = numbers[begin : begin + MOST_LISTED]
            connection.execute(
                sa.update(text)
                .where(text.club_id == club_id, text.entry_no.in_(some))
                .values({field: None, f"{field}_salt": None})
            )


def erase_member_row(connection: Connection, club_id: int, person: Person) -> None:
    """Leave of a member's row the number, the code on paper and the household."""
    name = erased_name(person.paper_code)
    connection.execute(
        sa.update(MemberRow)
        .where(MemberRow.club_id == club_id, MemberRow.member_no == person.member_no)
        .values(
            name=name, name_search=without_accents(name), name_sort=name_sort_key(name),
            birth_year=None, sex=None, ethnic_group=None, phone=None, position=None,
            in_difficulty=None,
        )
    )  # fmt: skip


def erase_changes(connection: Connection, club_id: int, member_no: int) -> int:
    """Leave of what was changed of a member which field it was, when and by whom; say how many."""
    changed = (
        sa.update(MemberChangeRow)
        .where(MemberChangeRow.club_id == club_id, MemberChangeRow.member_no == member_no)
        .values(before=None, after=None, reason=ERASED)
    )
    return connection.execute(changed).rowcount


def erase_other_texts(connection: Connection, club_id: int, person: Person) -> int:
    """Erase what other rows of a club say of a member, and return how many rows that were."""
    return sum(_erase_texts(connection, club_id, person, place) for place in PLACES)


def texts_kept(connection: Connection, club_id: int, name: str) -> int:
    """Return how many texts that never change say a name."""
    found = 0
    for place in KEPT_PLACES:
        table = Base.metadata.tables[place.table]
        columns = [table.c[column] for column in place.written_over]
        query = sa.select(*columns).where(
            table.c.club_id == club_id, sa.or_(*(column.is_not(None) for column in columns))
        )
        found += sum(says_name(text, name) for row in connection.execute(query) for text in row)
    return found


def neutral_user(
    connection: Connection, user_id: int, *, sign_in_name: str, display_name: str
) -> None:
    """Name a user by a club and a number, and by nothing else."""
    connection.execute(
        sa.update(UserRow)
        .where(UserRow.user_id == user_id)
        .values(sign_in_name=sign_in_name, display_name=display_name)
    )


def _erase_texts(connection: Connection, club_id: int, person: Person, place: _Place) -> int:
    table = Base.metadata.tables[place.table]
    keys = [column.name for column in table.primary_key if column.name != "club_id"]
    texts = [*place.own, *place.written_over]
    owner = _owner(table, place)
    query = sa.select(*(table.c[name] for name in [*keys, *texts]), owner.label("owner")).where(
        table.c.club_id == club_id
    )
    changed = [
        ({key: getattr(row, key) for key in keys}, values)
        for row in connection.execute(query).all()
        if (values := dict(_values(row, person, place)))
    ]
    for key, values in changed:
        connection.execute(
            sa.update(table)
            .where(table.c.club_id == club_id, *(table.c[one] == key[one] for one in keys))
            .values(values)
        )
    return len(changed)


def _owner(table: sa.Table, place: _Place) -> sa.ColumnElement[int | None]:
    """Return whose a row is, nothing where its texts are nobody's own."""
    if not place.own:
        return sa.literal(None, sa.Integer)
    if not place.by_loan:
        return table.c.member_no
    return (
        sa.select(LoanRow.member_no)
        .where(LoanRow.club_id == table.c.club_id, LoanRow.loan_no == table.c.loan_no)
        .scalar_subquery()
    )


def _values(
    row: sa.Row[*tuple[object, ...]], person: Person, place: _Place
) -> Iterable[tuple[str, str]]:
    """Yield what is written into a row's texts in place of what stood there."""
    for column in (*place.own, *place.written_over):
        text = getattr(row, column)
        if text is None or text == ERASED:
            continue
        if row.owner == person.member_no and column in place.own:
            yield column, ERASED
        elif not person.has_homonym and says_name(text, person.name):
            yield column, without_name(text, person.name)
