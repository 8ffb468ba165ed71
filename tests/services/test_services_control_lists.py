"""The lists of an auditor: late entries, new borrowers, who paid for whom, who shares what."""

import datetime as dt
from dataclasses import replace

import pytest
import sqlalchemy as sa

from ledger.books.engine import reading, transaction
from ledger.books.tables.members import MemberRow
from ledger.core.journal import EntryKind, Source
from ledger.core.posting_rules import disbursed, principal_received
from ledger.core.statements.control_lists import DAYS_ALLOWED
from ledger.core.statements.table import RowKind, Table, Value
from ledger.services.control_lists import CONTROL_LISTS
from ledger.services.journal import reverse
from ledger.services.loan_disbursing import disburse
from ledger.services.report_kinds import Subject
from ledger.services.statements import Question
from tests.books.counted import Counted
from tests.books.postings import money_in, money_out, posted
from tests.conftest import NOW, TODAY, Books
from tests.core.loan_examples import BEGUN_ON, LENT
from tests.services.loan_desk import AGREED_ON, BEGAN_ON, Desk, lending_club

YEAR = (dt.date(2026, 1, 1), TODAY)
DAY = dt.timedelta(days=1)


@pytest.fixture
def desk(shared_books: Books) -> Desk:
    """Give a club that lends; the third and the fourth borrower live in one home."""
    return lending_club(shared_books)


def table(desk: Desk, name: str, begin: dt.date = YEAR[0], end: dt.date = TODAY) -> Table:
    subject = Subject(Question(begin, end))
    with Counted(desk.books.engine) as counted, reading(desk.books.engine) as connection:
        made = CONTROL_LISTS[name].make(connection, desk.books.club, subject)
    assert len(counted.statements) <= 2
    assert (made.name, made.rows[-1].kind) == (name, RowKind.TOTAL)
    assert {len(row.values) for row in made.rows} == {len(made.columns)}
    return made


def lines(made: Table) -> list[tuple[Value, ...]]:
    return [row.values for row in made.rows if row.kind is RowKind.LINE]


def test_an_entry_is_late_when_recorded_well_after_its_day(desk: Desk) -> None:
    allowed, late = TODAY - DAYS_ALLOWED * DAY, TODAY - (DAYS_ALLOWED + 1) * DAY
    posted(desk.books, money_in(5_000, allowed))
    posted(desk.books, money_in(6_000, late), money_in(7_000, late - 30 * DAY))
    posted(desk.books, replace(money_in(8_000), true_on=dt.date(2026, 1, 9)))
    imported = replace(desk.books.request(), source=Source.IMPORT)
    posted(desk.books, money_in(9_000, late), request=imported)
    found = [(row[4], row[7]) for row in lines(table(desk, "late-entries"))]
    began = (TODAY - BEGAN_ON).days
    assert found == [(began, 50_000_000), (60, 8_000), (34, 7_000), (4, 6_000)]
    assert lines(table(desk, "late-entries", end=TODAY - DAY)) == []


def test_the_day_of_recording_is_that_of_viet_nam(desk: Desk) -> None:
    late = TODAY - (DAYS_ALLOWED + 1) * DAY
    evening = dt.datetime(2026, 3, 9, 18, 0, tzinfo=dt.UTC)  # already the 10th in Viet Nam
    posted(desk.books, money_in(5_000, late), request=desk.books.request(max(evening, NOW)))
    rows = lines(table(desk, "late-entries", TODAY, TODAY))
    assert (rows[-1][3], rows[-1][4]) == (TODAY, DAYS_ALLOWED + 1)


def test_only_the_first_loan_makes_a_new_borrower(desk: Desk) -> None:
    made = table(desk, "new-borrowers")
    names = ["Bùi Thị Lụa", "Quách Văn Đạt", "Bạch Thị Ánh", "Bạch Văn Hùng"]
    assert [row[0] for row in lines(made)] == names
    assert lines(made)[0][4:] == ("KV01", AGREED_ON, LENT)
    assert made.rows[-1].values[-1] == 4 * LENT
    assert lines(table(desk, "new-borrowers", AGREED_ON + DAY)) == []


def test_who_pays_for_another_is_named_and_accents_make_no_other(desk: Desk) -> None:
    desk.on(BEGUN_ON).does(disburse, 1, on=BEGUN_ON)
    assert lines(table(desk, "paid-by-another")) == []
    _pays(desk, "BUI THI LUA")
    assert lines(table(desk, "paid-by-another")) == []
    entry_no = _pays(desk, "Quách Văn Đạt")
    (row,) = lines(table(desk, "paid-by-another"))
    assert row[2:] == ("KV01", "Bùi Thị Lụa", "Quách Văn Đạt", 500_000)
    desk.does(reverse, entry_no, "Ghi nhầm người")
    assert lines(table(desk, "paid-by-another")) == []


def test_borrowers_of_one_home_or_one_phone_stand_together(desk: Desk) -> None:
    lent = replace(money_out(1), kind=EntryKind.DISBURSEMENT)
    for number in (1, 3, 4):
        lines_of = disbursed(2_000_000, member_no=number, loan_no=number)
        posted(desk.books, replace(lent, lines=lines_of))
    club_id, member = desk.books.club.club_id, MemberRow
    phones = {1: "0912 345 678", 2: "0912345678", 3: "0912.345.678", 4: ""}
    with transaction(desk.books.engine) as connection:
        for number, phone in phones.items():
            connection.execute(
                sa.update(member)
                .where(member.club_id == club_id, member.member_no == number)
                .values(phone=phone)
            )
    made = table(desk, "sharing-borrowers")
    assert [row[0] for row in lines(made)] == ["TV01", "TV03", "TV03", "TV04"]
    assert made.rows[-1].values[-1] == 6_000_000  # the third is counted once
    assert lines(table(desk, "sharing-borrowers", end=BEGAN_ON)) == []


def _pays(desk: Desk, payer: str) -> int:
    """Post a part of a loan's principal as somebody pays it; return the entry's number."""
    lines = principal_received(500_000, member_no=1, loan_no=1)
    entry = replace(
        money_in(1), kind=EntryKind.REPAYMENT, lines=lines, payer_name=payer, narration="Trả gốc"
    )
    return posted(desk.books, entry).entries[0][0]
