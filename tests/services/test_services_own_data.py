"""All that a club holds of one member: complete, readable, and nothing of anybody else's."""

import json
from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from ledger.books.engine import reading, transaction
from ledger.books.refusals import UnknownMember
from ledger.books.tables.members import MemberRow
from ledger.core.privacy.erasure import ERASED, PersonErased
from ledger.core.privacy.own_data import OwnData
from ledger.core.statements.own_data import own_data_table
from ledger.core.statements.table import RowKind
from ledger.files.csv import table_csv
from ledger.files.own_data import own_data_json
from ledger.i18n.locale import Language, Locale
from ledger.services.erasing import erase_person
from ledger.services.own_data import own_data
from tests.books.counted import Counted
from tests.books.postings import posted
from tests.conftest import NOW, Books, new_club
from tests.services.leaving_member import (
    ALONE,
    BY_NAME,
    DAT,
    LUA,
    NAME,
    OF_OTHERS,
    OTHER,
    PHONE,
    TOGETHER,
    dues,
    left,
    told_of,
)
from tests.services.loan_desk import Desk
from tests.services.user_desk import ADDRESS


@pytest.fixture
def desk(shared_books: Books) -> Desk:
    """Give a club that holds of a member all that it can hold."""
    return told_of(shared_books)


def held(desk: Desk, member_no: int = LUA) -> OwnData:
    with reading(desk.books.engine) as connection:
        return own_data(connection, desk.books.club, member_no, taken_at=NOW)


def test_every_kind_of_thing_that_is_held_is_there(desk: Desk) -> None:
    data = held(desk)
    assert (data.person.name, data.person.phone, data.person.birth_year) == (NAME, PHONE, 1958)
    assert (data.household, data.classes[0].household_class) == ("H01", "poor")
    assert [one.kind for one in data.comings] == ["joined"]
    assert data.user is not None
    assert (data.user.has_pin, len(data.user.slips)) == (False, 1)
    (loan,) = data.loans
    assert [one.kind for one in loan.events] == ["disbursement", "repayment", "closing"]
    assert [one.field for one in data.changes] == ["phone", "birth_year"]
    assert [one.consent.given.witness for one in data.consents] == [OTHER]
    assert "câu lạc bộ" in data.consents[0].text
    assert len(data.requests) == len(data.restrictions) == len(data.disputes) == 1
    assert [one.act for one in data.askings] == ["pay-out"]
    assert [one.what for one in data.looks] == ["member statement"] * 2


def test_entries_say_only_what_is_about_the_member(desk: Desk) -> None:
    entries = {one.entry_no: one for one in held(desk).entries}
    words = {no: (one.narration, one.payer_name) for no, one in entries.items()}
    assert words[ALONE] == ("Hội phí tháng 3", NAME)
    assert words[TOGETHER] == (f"Hội phí hai nhà: {NAME}, {OTHER}", None)
    assert words[BY_NAME] == (None, NAME.upper())
    assert words[OF_OTHERS] == (f"Bà bui thi lua nộp hộ {OTHER}", None)
    assert [len(entries[no].lines) for no in (ALONE, TOGETHER, OF_OTHERS)] == [1, 1, 0]
    theirs = {one.entry_no: one for one in held(desk, DAT).entries}
    assert set(theirs) == {TOGETHER, OF_OTHERS}


def test_it_is_one_text_that_programs_read(desk: Desk) -> None:
    text = own_data_json(held(desk))
    read = json.loads(text)
    assert read["person"]["name"] == NAME
    assert read["person"]["sex"] is None
    assert read["loans"][0]["events"][0]["event"]["amount"] == 12_000_000
    assert read["taken_at"] == "2026-03-10T02:00:00+00:00"
    assert NAME in text


@pytest.mark.parametrize("language", Language)
def test_it_is_a_table_that_people_read(desk: Desk, language: Language) -> None:
    table = own_data_table(held(desk))
    assert {len(row.values) for row in table.rows} == {len(table.columns)}
    assert sum(row.kind is RowKind.HEADING for row in table.rows) == 7
    text = table_csv(table, Locale(language)).decode("utf-8-sig")
    for said in (NAME, PHONE, "Theo đơn của", "12000000", "Đã sửa cho", "KV01"):
        assert said in text


def test_after_erasure_nothing_personal_is_held(desk: Desk) -> None:
    left(desk)
    desk.does(erase_person, PersonErased(LUA, "Theo đơn"), address=ADDRESS)
    text = own_data_json(held(desk))
    assert NAME.casefold() not in text.casefold()
    assert PHONE not in text
    data = held(desk)
    assert {one.narration for one in data.entries} == {None}
    assert [one.said for one in data.requests] == [ERASED]
    assert data.user is None


def test_the_number_of_queries_does_not_grow(desk: Desk) -> None:
    counts = []
    for _ in range(2):
        posted(desk.books, *[dues("Hội phí", LUA)] * 20)
        with Counted(desk.books.engine) as counted, reading(desk.books.engine) as connection:
            own_data(connection, desk.books.club, LUA, taken_at=NOW)
        counts.append(len(counted.statements))
    assert counts[0] == counts[1] <= 26


@pytest.mark.parametrize("member_no", [0, 99, -1, 10**30])
def test_of_nobody_nothing_is_held(desk: Desk, member_no: int) -> None:
    with pytest.raises(UnknownMember), reading(desk.books.engine) as connection:
        own_data(connection, desk.books.club, member_no, taken_at=NOW)


HOSTILE = ('=<script>alert("1")</script>', "אבגד " + "Ế" * 250)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_breaks_the_text_or_the_table(desk: Desk, name: str) -> None:
    club_id = desk.books.club.club_id
    renamed = sa.update(MemberRow).where(MemberRow.club_id == club_id, MemberRow.member_no == LUA)
    with transaction(desk.books.engine) as connection:
        connection.execute(renamed.values(name=name))
    posted(desk.books, dues(f"Thu của {name}", LUA, payer=name))
    data = held(desk)
    assert json.loads(own_data_json(data))["person"]["name"] == name
    assert data.entries[-1].payer_name == name
    assert table_csv(own_data_table(data), Locale(Language.VI))
    left(desk)
    desk.does(erase_person, PersonErased(LUA, "Theo đơn"), address=ADDRESS)
    assert name not in own_data_json(held(desk))


def test_both_databases_hold_the_same(both_engines: dict[str, Engine]) -> None:
    found = []
    for engine in both_engines.values():
        data = held(told_of(new_club(engine, "HP")))
        assert data.user is not None
        found.append(own_data_json(replace(data, user=None)))
    assert found[0] == found[1]
