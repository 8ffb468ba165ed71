"""The list that a notice of a breach is made from: who looked at whom, on which days."""

import datetime as dt
import uuid

import pytest

from ledger.books.audit_records import Doer, Look, note_access
from ledger.books.clubs import add_user
from ledger.books.engine import reading, transaction
from ledger.core.clock import VIET_NAM
from ledger.core.statements.scope import PeriodEndsBeforeItBegins
from ledger.core.statements.table import RowKind, phrase
from ledger.files.csv import table_csv
from ledger.i18n.locale import Language, Locale
from ledger.services.report_kinds import Subject
from ledger.services.reports import REPORTS
from ledger.services.statements import Question
from ledger.services.trail_reports import TRAIL_REPORTS, who_saw_whom
from tests.books.counted import Counted
from tests.books.postings import add_people
from tests.conftest import NOW, Books

MORNING = dt.datetime(2026, 3, 10, 0, 5, tzinfo=VIET_NAM)
DAY, MINUTE = dt.timedelta(days=1), dt.timedelta(minutes=1)


def test_who_saw_whom_tells_each_person_each_day_and_what(shared_books: Books) -> None:
    club_id, hostile = shared_books.club.club_id, f"=cmd|'/c'!A1<b>{uuid.uuid4()}"
    looks = (
        (0, MORNING, 1, "statement"), (0, MORNING + MINUTE, 1, "statement"),
        (1, MORNING + 2 * MINUTE, None, "members"), (0, MORNING - 6 * MINUTE, 1, "statement"),
        (0, MORNING + DAY, 2, "loan"),
    )  # fmt: skip
    with transaction(shared_books.engine) as connection:
        add_people(connection, club_id)
        users = (shared_books.user_id, add_user(connection, hostile, hostile, NOW))
        for user, at, member_no, what in looks:
            doer = Doer(users[user], at, "192.0.2.7")
            note_access(connection, Look(club_id, member_no, what), doer, uuid.uuid4())
    day = MORNING.date()
    with Counted(shared_books.engine) as counted, reading(shared_books.engine) as connection:
        table = who_saw_whom(connection, shared_books.club, day, day)
        by_name = TRAIL_REPORTS["who-saw-whom"].make(
            connection, shared_books.club, Subject(Question(day, day))
        )
    assert [row.values for row in table.rows] == [
        (
            day,
            "00:07",
            "00:07",
            hostile,
            "",
            phrase("All members"),
            phrase("The list of all members"),
            1,
        ),
        (
            day,
            "00:05",
            "00:06",
            "Bùi Thị Lụa",
            "TV01",
            "Bùi Thị Lụa",
            phrase("The member's statement"),
            2,
        ),
        (None, "", "", "", "", phrase("Total"), "", 3),
    ]
    assert table.rows[-1].kind is RowKind.TOTAL
    assert by_name == table
    assert len(counted.statements) == 4
    assert f"'{hostile}".encode() in table_csv(table, Locale(Language.VI))


def test_days_that_end_before_they_begin_are_refused(shared_books: Books) -> None:
    day = MORNING.date()
    with pytest.raises(PeriodEndsBeforeItBegins), reading(shared_books.engine) as connection:
        who_saw_whom(connection, shared_books.club, day, day - DAY)


def test_whoever_reads_the_books_does_not_read_who_looked() -> None:
    assert not set(TRAIL_REPORTS) & set(REPORTS)
