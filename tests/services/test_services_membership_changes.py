"""Members who are enrolled, written of otherwise, leave and come back."""

import datetime as dt
from dataclasses import replace

import pytest

from ledger.books.engine import reading
from ledger.books.member_changes import changes_of
from ledger.books.members import StoredMember, member_of, members_of
from ledger.books.membership import members_on
from ledger.books.refusals import UnknownMember
from ledger.core.acts.capital import MemberCapitalPaid, MemberCapitalReturned
from ledger.core.acts.people import (
    BeforeLastChange,
    Enrolment,
    FieldChange,
    FieldNotUsable,
    FieldTwice,
    HouseholdClassified,
    HouseholdUnclear,
    MemberChanged,
    MemberField,
    MemberIsHere,
    MemberLeft,
    MemberNotSettled,
    MemberReturned,
    NewHousehold,
    NothingChanges,
    PaperCodeTaken,
    UnknownHousehold,
    next_code,
)
from ledger.core.acts.shared import SeveralRefused
from ledger.core.loans.applying import NotAMember
from ledger.core.periods import DateAfterTomorrow
from ledger.core.text import ControlCharacter, WordsMissing
from ledger.core.versions import VersionNotLater
from ledger.core.workbook.values import HouseholdClass, Sex
from ledger.services.enrolling import classify_household, enrol
from ledger.services.membership_changes import change_member, come_back, leave
from tests.conftest import TODAY, Books
from tests.services.loan_desk import Desk
from tests.services.treasury_desk import DAT, LUA, records, treasury, verified

HOME = NewHousehold(household_class=HouseholdClass.NEAR_POOR, certificate_no="12/GCN")
NEW = Enrolment(
    joined_on=TODAY, name="  Đinh Thi\u0323  A\u0301nh ", sex=Sex.FEMALE, birth_year=1958,
    ethnic_group="Mường", phone="0912 345 678", household=HOME,
)  # fmt: skip


def member(desk: Desk, member_no: int) -> StoredMember:
    with reading(desk.books.engine) as connection:
        return member_of(connection, desk.books.club.club_id, member_no)


def change(member_no: int, *changes: tuple[MemberField, str | None]) -> MemberChanged:
    given = tuple(FieldChange(field=field, after=after) for field, after in changes)
    return MemberChanged(member_no=member_no, changes=given, reason="Theo căn cước mới")


def test_somebody_is_enrolled_under_the_next_code_in_a_new_home(shared_books: Books) -> None:
    desk, request = treasury(shared_books, capital=0), shared_books.request()
    receipt = desk.does(enrol, NEW, request=request)
    assert (receipt.member_no, receipt.paper_code, receipt.household_no) == (5, "TV05", 5)
    assert desk.does(enrol, NEW, request=request) == replace(receipt, again=True)
    found = member(desk, 5)
    assert (found.name, found.household, found.household_class) == (
        "Đinh Thị Ánh", "H05", "near_poor",
    )  # fmt: skip
    assert (found.sex, found.birth_year, found.ethnic_group, found.phone) == (
        "female", 1958, "Mường", "0912 345 678",
    )  # fmt: skip
    beside = replace(NEW, name="Đinh Văn Bình", household=None, household_no=5, paper_code="A1")
    assert desk.does(enrol, beside).household_no == 5
    with reading(shared_books.engine) as connection:
        names = [one.name for one in members_of(connection, shared_books.club.club_id)]
    assert names[:3] == ["Bạch Thị Ánh", "Đinh Thị Ánh", "Đinh Văn Bình"]
    verified(desk)


@pytest.mark.parametrize(
    ("codes", "following"),
    [
        ([], "TV01"),
        (["TV07", "TV08"], "TV09"),
        (["TV99"], "TV100"),
        (["TV12", "HV003", "HV010"], "HV011"),
        (["một", "hai"], "TV01"),
        (["CLB2-9", "TV3"], "TV04"),
    ],
)
def test_a_code_follows_the_club_s_own_pattern(codes: list[str], following: str) -> None:
    found = next_code(codes, "TV00")
    assert found == following.replace("TV04", "TV4")


def test_who_cannot_be_enrolled_is_refused_with_all_that_is_wrong(shared_books: Books) -> None:
    desk = treasury(shared_books, capital=0)
    wrong = Enrolment(
        joined_on=TODAY, name=" ", birth_year=2030, phone="hỏi con", paper_code="TV01"
    )
    found = desk.refuses(SeveralRefused, enrol, wrong)["refusals"]
    assert isinstance(found, tuple)
    assert [type(one) for one in found] == [
        WordsMissing, HouseholdUnclear, FieldNotUsable, FieldNotUsable, PaperCodeTaken,
    ]  # fmt: skip
    elsewhere = replace(NEW, household=None, household_no=9)
    assert desk.refuses(UnknownHousehold, enrol, elsewhere) == {"household_no": 9}
    taken = replace(NEW, household=replace(HOME, paper_code="H01"))
    assert desk.refuses(PaperCodeTaken, enrol, taken) == {"code": "H01"}
    desk.refuses(ControlCharacter, enrol, replace(NEW, name="Đinh\u202eÁnh"))
    desk.refuses(DateAfterTomorrow, enrol, replace(NEW, joined_on=TODAY + dt.timedelta(days=2)))


def test_each_change_is_kept_with_its_reason_and_the_name_is_found_anew(
    shared_books: Books,
) -> None:
    desk, request = treasury(shared_books, capital=0), shared_books.request()
    asked = change(
        LUA, (MemberField.NAME, "Bùi Thị An"), (MemberField.BIRTH_YEAR, "1950"),
        (MemberField.SEX, None), (MemberField.HOUSEHOLD, "2"), (MemberField.POSITION, "Thủ quỹ"),
    )  # fmt: skip
    assert desk.does(change_member, asked, request=request).member_no == LUA
    assert desk.does(change_member, asked, request=request).again
    found = member(desk, LUA)
    assert (found.name, found.birth_year, found.household, found.position) == (
        "Bùi Thị An", 1950, "H02", "Thủ quỹ",
    )  # fmt: skip
    with reading(shared_books.engine) as connection:
        kept = changes_of(connection, shared_books.club.club_id, LUA)
        first = members_of(connection, shared_books.club.club_id)[0]
    assert [(one.change_no, one.field, one.before, one.after) for one in kept] == [
        (1, "name", "Bùi Thị Lụa", "Bùi Thị An"), (2, "birth_year", None, "1950"),
        (3, "household_no", "1", "2"), (4, "position", None, "Thủ quỹ"),
    ]  # fmt: skip
    assert {(one.reason, one.recorded_by) for one in kept} == {
        ("Theo căn cước mới", shared_books.user_id)
    }
    assert first.member_no == LUA  # sorted by the new given name
    assert desk.refuses(NothingChanges, change_member, asked) == {"member_no": LUA}


def test_a_change_that_cannot_stand_is_refused_by_name(shared_books: Books) -> None:
    desk = treasury(shared_books, capital=0)
    wrong = change(
        LUA, (MemberField.NAME, None), (MemberField.NAME, "A"), (MemberField.SEX, "nữ"),
        (MemberField.BIRTH_YEAR, "19x8"),
    )  # fmt: skip
    found = desk.refuses(SeveralRefused, change_member, replace(wrong, reason=""))["refusals"]
    assert isinstance(found, tuple)
    assert [type(one) for one in found] == [
        WordsMissing, FieldNotUsable, FieldTwice, FieldNotUsable, FieldNotUsable,
    ]  # fmt: skip
    code = change(LUA, (MemberField.PAPER_CODE, "TV02"))
    assert desk.refuses(PaperCodeTaken, change_member, code) == {"code": "TV02"}
    home = change(LUA, (MemberField.HOUSEHOLD, "77"))
    assert desk.refuses(UnknownHousehold, change_member, home) == {"household_no": 77}
    desk.refuses(UnknownMember, change_member, change(2**70, (MemberField.PHONE, None)))


def test_a_member_leaves_once_nothing_is_owed_and_may_come_back(shared_books: Books) -> None:
    desk, request = treasury(shared_books), shared_books.request()
    records(desk, MemberCapitalPaid(member_no=DAT, amount=200_000, occurred_on=TODAY))
    left = MemberLeft(member_no=DAT, on=TODAY)
    assert desk.refuses(MemberNotSettled, leave, left) == {
        "member_no": DAT, "loans": 0, "charges": 0, "advances": 0, "capital": 200_000, "held": 0,
    }  # fmt: skip
    records(desk, MemberCapitalReturned(member_no=DAT, amount=200_000, occurred_on=TODAY))
    too_early = replace(left, on=dt.date(2025, 12, 31))
    assert desk.refuses(BeforeLastChange, leave, too_early)["latest"] == dt.date(2026, 1, 5)
    assert not desk.does(leave, left, request=request).again
    assert desk.does(leave, left, request=request).again
    with reading(shared_books.engine) as connection:
        assert DAT not in members_on(connection, shared_books.club.club_id, TODAY)
    assert desk.refuses(NotAMember, leave, left) == {"member_no": DAT, "day": TODAY}
    back = MemberReturned(member_no=DAT, on=TODAY)
    desk.does(come_back, back)
    with reading(shared_books.engine) as connection:
        assert DAT in members_on(connection, shared_books.club.club_id, TODAY)
    assert desk.refuses(MemberIsHere, come_back, back) == {"member_no": DAT, "since": TODAY}
    desk.refuses(UnknownMember, come_back, replace(back, member_no=99))
    verified(desk)


def test_a_household_has_another_class_from_a_later_day(shared_books: Books) -> None:
    desk = treasury(shared_books, capital=0)
    given = HouseholdClassified(
        household_no=1, valid_from=TODAY, household_class=HouseholdClass.AVERAGE,
        certificate_no=" 7/GCN ",
    )  # fmt: skip
    assert desk.does(classify_household, given) is False
    assert member(desk, LUA).household_class == "average"
    desk.refuses(VersionNotLater, classify_household, given)
    nowhere = replace(given, household_no=70)
    assert desk.refuses(UnknownHousehold, classify_household, nowhere) == {"household_no": 70}
