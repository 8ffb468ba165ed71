"""Members whose data are restricted: the books name them, and nothing else does."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from ledger.books.clubs import StoredClub
from ledger.books.engine import reading, transaction
from ledger.books.tables.members import MemberRow
from ledger.core.journal import EntryKind, JournalEntry, PostingRequest, Series
from ledger.core.posting_rules import principal_received
from ledger.core.statements.table import ColumnKind, RowKind, Table
from ledger.core.users.grants import Role
from ledger.files.csv import table_csv
from ledger.i18n.locale import Language, Locale
from ledger.services.control_lists import CONTROL_LISTS
from ledger.services.journal import post
from ledger.services.report_kinds import Asked
from ledger.services.reports import REPORTS, make_report
from ledger.services.restrictions import lift_restriction, restrict
from tests.web.club import MARKUP_NAME, NOW, TODAY
from tests.web.lending_club import BEGAN, HELD, LATE, ON_TIME, lending_club
from tests.web.office import Officer, office, officer

OF_THE_BOOKS = frozenset(
    {
        "trial-balance", "balance-sheet", "income-statement", "fund-changes", "cash-book",
        "journal", "ledger", "member-statement", "entry", "loan-card",
    }
)  # fmt: skip
LISTS = [name for name in REPORTS if name not in OF_THE_BOOKS]
"""All other reports: one that is new is a list until it is said to be of the books."""

NAMES = ("Bạch Thị Mận", MARKUP_NAME)
CODES = ("TV002", "V-002", "TV010", "V-010")
SHARED = "0912 345 678"


@dataclass(frozen=True)
class Room:
    """A club of which two members are restricted, and some of its officers."""

    engine: Engine
    club: StoredClub
    before: dict[str, Table]
    treasurer: Officer
    auditor: Officer


def made(engine: Engine, club: StoredClub) -> dict[str, Table]:
    with reading(engine) as connection:
        return {
            name: make_report(connection, club, name, Asked(begin=BEGAN), today=TODAY)
            for name in LISTS
        }


@pytest.fixture(scope="module")
def room(shared_engine: Engine) -> Iterator[Room]:
    """Give the club; the two share a phone, and each paid for another."""
    club, application = lending_club(shared_engine), office(shared_engine)
    treasurer = officer(shared_engine, application, Role.TREASURER, club)
    auditor = officer(shared_engine, application, Role.AUDITOR, club)
    with transaction(shared_engine) as connection:
        connection.execute(
            sa.update(MemberRow)
            .where(MemberRow.club_id == club.club_id, MemberRow.member_no.in_((LATE, ON_TIME)))
            .values(phone=SHARED)
        )
        paid = [
            JournalEntry(
                EntryKind.REPAYMENT, TODAY,
                principal_received(1_000, member_no=number, loan_no=number),
                "Trả gốc", Series.RECEIPT, payer_name=payer,
            )
            for number, payer in ((LATE, "Bùi Thị Lụa"), (ON_TIME, NAMES[0]))
        ]  # fmt: skip
        post(connection, club, paid, PostingRequest(uuid.uuid4(), 1, NOW), today=TODAY)
    before = made(shared_engine, club)
    with transaction(shared_engine) as connection:
        for number in (LATE, HELD):
            request = PostingRequest(uuid.uuid4(), 1, NOW)
            restrict(connection, club, number, "Đơn", request, today=TODAY, address="")
    yield Room(shared_engine, club, before, treasurer, auditor)
    with transaction(shared_engine) as connection:
        for number in (LATE, HELD):
            request = PostingRequest(uuid.uuid4(), 1, NOW)
            lift_restriction(connection, club, number, request, today=TODAY, address="")
    assert made(shared_engine, club) == before


def says(table: Table) -> str:
    return table_csv(table, Locale(Language.EN)).decode()


def sums(table: Table) -> list[int]:
    """Return what the lines of a table come to, column by column of money."""
    at = [
        index
        for index, column in enumerate(table.columns)
        if column.kind is ColumnKind.AMOUNT
    ]  # fmt: skip
    lines = [row.values for row in table.rows if row.kind is RowKind.LINE]
    return [sum(value for line in lines if isinstance(value := line[i], int)) for i in at]


def test_no_list_names_who_is_restricted_and_every_sum_stays(room: Room) -> None:
    after = made(room.engine, room.club)
    named = {
        name for name, table in room.before.items() if any(one in says(table) for one in NAMES)
    }
    assert named >= {"members", "loans", "loan-arrears", "loan-list", "loan-queue", *CONTROL_LISTS}
    for name, table in after.items():
        told = says(table)
        assert not [one for one in (*NAMES, *CODES) if one in told], name
        assert sums(table) == sums(room.before[name]), name
        totals = [
            [row for row in one.rows if row.kind is RowKind.TOTAL]
            for one in (table, room.before[name])
        ]
        assert totals[0] == totals[1], name
        for _, drill in (drill for row in table.rows for drill in row.drills):
            assert dict(drill.arguments).get("member_no") not in {LATE, HELD}, name
            assert dict(drill.arguments).get("loan_no") not in {LATE, HELD}, name
    for name in named:
        assert "restricted" in says(after[name]), name
        assert any("%(count)s" in one.msgid for one in after[name].notes) or name == "late-entries"


def test_pages_say_how_many_they_do_not_name(room: Room) -> None:
    treasurer = room.treasurer
    for address in ("members", "loans", "loan-arrears", "loan-queue", "applications", ""):
        words = treasurer.words(address)
        assert "restricted" in words, address
        assert not [one for one in NAMES if one in words], address
    assert "restricted: 2." in treasurer.words("members")
    for asked in ("man", "lua", "TV002"):  # the same is said, whoever is looked for
        words = treasurer.words(f"members?name={asked}")
        assert "found by number alone" in words
        assert "Mận" not in words
    assert "Mận" not in treasurer.get("members.csv?name=TV002").get_data(as_text=True)


def test_nobody_is_found_by_words_but_by_a_voucher_s_number(room: Room) -> None:
    auditor = room.auditor
    for asked in ("text=man", "text=man&member=2", "text=tra+goc&member=2"):
        words = auditor.words(f"search?{asked}")
        assert "Nothing of this stands in the books" in words
        assert "found by number alone" in words
    assert "found by number alone" in auditor.words("search?text=zzz")
    assert "Bùi Thị Lụa" in auditor.words("search?text=lua")
    csv = auditor.get("search.csv?member=2").get_data(as_text=True)
    assert csv.count("(a member whose data are restricted)") == 4
    assert "Mận" not in csv


def test_the_books_stay_whole(room: Room) -> None:
    treasurer = room.treasurer
    for address in ("members/2", "members/2/statement", "loans/2"):
        assert "Bạch Thị Mận" in treasurer.words(address), address
    assert "Bạch Thị Mận" in treasurer.words("journal?month=2026-03")


def test_the_treasurer_records_by_number(room: Room) -> None:
    treasurer = room.treasurer
    for act, asked in (("dues", "2"), ("dues", "tv002"), ("repay", "V-002")):
        page = treasurer.get(f"do/{act}?name={asked}").get_data(as_text=True)
        assert "=2&" in page or '=2"' in page, (act, asked)
        assert "Mận" not in page
        assert "found by number alone" in page
    assert "Nobody is found" in treasurer.words("do/dues?name=man")
    assert "Bạch Thị Mận" in treasurer.words("do/dues?member=2")
    asked = "asked to have the use of the data restricted"
    assert [asked in treasurer.words(f"members/{number}") for number in (2, 1)] == [True, False]


@pytest.mark.parametrize("name", CONTROL_LISTS)
def test_control_lists_are_for_those_who_oversee_the_club(room: Room, name: str) -> None:
    assert f'/{name}"' in room.auditor.get("").get_data(as_text=True)
    assert f'/{name}"' not in room.treasurer.get("").get_data(as_text=True)
    page = room.auditor.get(name)
    assert page.status_code == 200
    assert 'href="/clubs/VAY/' in page.get_data(as_text=True).partition("<tbody")[2]
    assert room.auditor.get(f"{name}.csv").status_code == 200
    assert {room.treasurer.get(one).status_code for one in (name, f"{name}.csv")} == {404}
