"""Erasing a person: nothing says the name any more, and the books verify as before."""

import uuid
from dataclasses import replace
from operator import attrgetter

import pytest
import sqlalchemy as sa

from ledger.books.approvals import Asking, State, add_approval, approval_of
from ledger.books.disputes import disputes_in
from ledger.books.engine import open_engine, reading, transaction
from ledger.books.entries import entry_of
from ledger.books.journal import lock_club
from ledger.books.members import member_of
from ledger.books.refusals import UnknownMember
from ledger.books.tables import Base
from ledger.books.tables.journal import EntryTextRow
from ledger.books.users import user_of
from ledger.core.acts.shared import SeveralRefused
from ledger.core.audit.findings import Check
from ledger.core.disputes import Complaint
from ledger.core.errors import LedgerError
from ledger.core.journal import EntryKind, Series
from ledger.core.posting_rules import received
from ledger.core.privacy.erasure import (
    ERASE_PERSON,
    ERASED,
    Erased,
    ErasureBar,
    ErasureRefused,
    PersonErased,
    says_name,
    without_name,
)
from ledger.core.text import TextTooLong, WordsMissing
from ledger.core.users.grants import Role
from ledger.services.disputes import open_dispute
from ledger.services.doing import Doing
from ledger.services.erasing import KINDS, bars_to_erasure, erase_person
from ledger.services.slips import member_user, user_of_slip
from ledger.services.verify import Verification, verify
from tests.books.postings import posted
from tests.books.varied import behind_the_rules
from tests.conftest import TODAY, Books, Database
from tests.services.leaving_member import (
    ALONE,
    BY_NAME,
    DAT,
    LUA,
    NAME,
    OF_OTHERS,
    OTHER,
    PHONE,
    REVERSAL,
    TOGETHER,
    WRONG,
    dues,
    left,
    slip_of,
    told_of,
)
from tests.services.loan_desk import Desk
from tests.services.user_desk import ADDRESS, acts_in_club, given, role_here

ASKED = PersonErased(LUA, "Theo đơn số 1")


@pytest.fixture
def desk(shared_books: Books) -> Desk:
    """Give a club that a member has left, of whom it holds all that it can hold."""
    return left(told_of(shared_books))


def erases(desk: Desk, asked: PersonErased = ASKED) -> Erased:
    return desk.does(erase_person, asked, address=ADDRESS)


def verified(desk: Desk) -> Verification:
    with reading(desk.books.engine) as connection:
        return verify(connection, club=desk.books.club)


def saying(desk: Desk, name: str) -> dict[str, int]:
    """Return by table how many texts say a name, of all tables and all their columns.

    Of a table of clubs only this club's rows are read.
    """
    found = {}
    with reading(desk.books.engine) as connection:
        for table in Base.metadata.sorted_tables:
            texts = [
                value
                for row in connection.execute(
                    sa.select(table).where(
                        table.c.club_id == desk.books.club.club_id
                        if "club_id" in table.c
                        else sa.true()
                    )
                )
                for value in row
                if isinstance(value, str)
            ]
            says = sum(says_name(text, name) for text in texts)
            if says:
                found[table.name] = says
    return found


def texts_of(desk: Desk, entry_no: int) -> tuple[str | None, ...]:
    with reading(desk.books.engine) as connection:
        entry = entry_of(connection, desk.books.club.club_id, entry_no)
    return entry.narration, entry.payer_name, entry.payer_address


def test_nothing_says_the_name_but_the_papers_that_hashes_cover(desk: Desk) -> None:
    before = saying(desk, NAME)
    assert set(before) >= {"approval", "data_request", "dispute", "entry_text", "member"}
    assert verified(desk).found == 0
    trees = verified(desk).trees
    erased = erases(desk)
    assert saying(desk, NAME) == {"document": 1}
    assert saying(desk, PHONE) == {}
    after = verified(desk)
    assert (after.found, after.trees) == (0, trees)
    assert erased == Erased(
        member_no=LUA, texts=15, entries=8, other_rows=7, kept_texts=1, homonyms=0
    )


def test_of_entries_that_name_others_only_what_says_the_name_goes(desk: Desk) -> None:
    erases(desk)
    nothing = (None, None, None)
    assert [texts_of(desk, number) for number in (ALONE, WRONG, REVERSAL)] == [nothing] * 3
    assert texts_of(desk, TOGETHER) == (None, OTHER, "Xóm Cuối")
    assert texts_of(desk, BY_NAME) == ("Ủng hộ quỹ hội", None, None)
    assert texts_of(desk, OF_OTHERS) == (None, OTHER, "Xóm Cuối")


def test_the_member_s_row_keeps_number_code_and_home_alone(desk: Desk) -> None:
    erases(desk)
    with reading(desk.books.engine) as connection:
        member = member_of(connection, desk.books.club.club_id, LUA)
    assert (member.name, member.paper_code, member.household) == (f"{ERASED} TV01", "TV01", "H01")
    facts = (member.birth_year, member.sex, member.ethnic_group, member.phone, member.position)
    assert facts == (None,) * 5
    assert acts_in_club(desk.books)[-1] == ERASE_PERSON


def test_what_others_said_stays_but_for_the_name(desk: Desk) -> None:
    erases(desk)
    club_id = desk.books.club.club_id
    with reading(desk.books.engine) as connection:
        disputes = disputes_in(connection, club_id, open_only=False)
        approval = approval_of(connection, club_id, 1)
    said = [one.complaint.said for one in sorted(disputes, key=attrgetter("dispute_no"))]
    row = (approval.asking.summary, approval.asking.content)
    assert said == [ERASED, f"{ERASED} nợ tôi"]
    assert row == (
        f"Chi vay 12.000.000 ₫ cho {ERASED}",
        f'{{"loan_no":1,"member_no":1,"payer_name":"{ERASED}"}}',
    )


def test_the_member_s_user_signs_in_no_more(desk: Desk) -> None:
    with reading(desk.books.engine) as connection:
        user = member_user(connection, desk.books.club.club_id, LUA)
        assert user_of_slip(connection, slip_of(desk.books)) is not None
    assert user is not None
    erases(desk)
    with reading(desk.books.engine) as connection:
        assert user_of_slip(connection, slip_of(desk.books)) is None
        assert member_user(connection, desk.books.club.club_id, LUA) is None
        now = user_of(connection, user.user_id)
    assert (now.disabled_at is None, now.has_pin, now.has_password) == (False, False, False)


def test_an_altered_text_is_still_told_from_an_erased_one(
    desk: Desk, shared_database: Database
) -> None:
    erases(desk)
    owner = open_engine(shared_database.owner_url)
    text, club_id = EntryTextRow, desk.books.club.club_id
    with behind_the_rules(owner) as connection:
        connection.execute(
            sa.update(text)
            .where(text.club_id == club_id, text.entry_no == ALONE)
            .values(narration="Hội phí tháng 4")
        )
        connection.execute(
            sa.update(text)
            .where(text.club_id == club_id, text.entry_no == BY_NAME)
            .values(narration="Ủng hộ quỹ")
        )
        found = verify(connection, club=desk.books.club)
        named = {one.entry_no for one in found.faults if one.check is Check.WORDS_UNALTERED}
    owner.dispose()
    assert named == {ALONE, BY_NAME}


def test_the_same_request_erases_once_and_nobody_is_erased_twice(desk: Desk) -> None:
    request = desk.books.request()
    first = desk.does(erase_person, ASKED, request=request, address=ADDRESS)
    before = desk.rows()
    assert desk.does(erase_person, ASKED, request=request, address=ADDRESS) == first
    assert desk.rows() == before
    facts = desk.refuses(ErasureRefused, erase_person, ASKED, address=ADDRESS)
    assert facts == {"reason": "erased_already", "member_no": LUA}


def test_all_that_stands_against_it_is_said_at_once(shared_books: Books) -> None:
    books, desk = shared_books, told_of(shared_books)
    club_id = books.club.club_id
    capital = replace(
        dues("Góp vốn", LUA), kind=EntryKind.CAPITAL, series=Series.RECEIPT,
        lines=received("4114", "income", 50_000, member_no=LUA),
    )  # fmt: skip
    posted(books, capital)
    with transaction(books.engine) as connection:
        complaint = Complaint("Chưa ghi đủ")
        open_dispute(connection, books.club, LUA, complaint, books.request(), address=ADDRESS)
        user = member_user(connection, club_id, LUA)
        lock_club(connection, club_id)
        asked = Asking(
            act="pay-out", content='{"amount":5,"member_no":1}', summary="Chi vay",
            asked_by=books.user_id, asked_at=books.request().recorded_at, request_id=uuid.uuid4(),
        )  # fmt: skip
        add_approval(connection, club_id, asked, State.WAITING)
    assert user is not None
    given(books, user.user_id, role_here(books, Role.CONTROLLER))
    expected = [
        ErasureBar.STILL_MEMBER, ErasureBar.IS_OWED, ErasureBar.OPEN_DISPUTE,
        ErasureBar.WAITING_APPROVAL, ErasureBar.HOLDS_OFFICE,
    ]  # fmt: skip
    assert desk.asks(bars_to_erasure, LUA, TODAY) == expected
    refused = desk.refuses(SeveralRefused, erase_person, ASKED, address=ADDRESS)["refusals"]
    assert isinstance(refused, tuple)
    assert [one.reason for one in refused] == [one.value for one in expected]


def test_who_owes_or_has_a_loan_running_is_not_erased(shared_books: Books) -> None:
    books, desk = shared_books, told_of(shared_books)
    owes = replace(
        dues("Tạm ứng", DAT), series=Series.OTHER,
        lines=tuple(replace(one, account="1388") if one.debit else replace(one, member_no=None)
                    for one in received("5118", "activity", 9_000, member_no=DAT)),
    )  # fmt: skip
    lines = tuple(replace(one, member_no=DAT if one.debit else None) for one in owes.lines)
    posted(books, replace(owes, lines=lines))
    assert ErasureBar.OWES in desk.asks(bars_to_erasure, DAT, TODAY)
    assert ErasureBar.OPEN_LOAN not in desk.asks(bars_to_erasure, LUA, TODAY)


def test_what_cannot_be_asked_is_refused(desk: Desk) -> None:
    refused: tuple[tuple[PersonErased, type[LedgerError]], ...] = (
        (replace(ASKED, member_no=99), UnknownMember),
        (replace(ASKED, member_no=10**30), UnknownMember),
        (replace(ASKED, reason="  "), WordsMissing),
        (replace(ASKED, reason="x" * 501), TextTooLong),
    )
    for asked, error in refused:
        desk.refuses(error, erase_person, asked, address=ADDRESS)


def test_a_second_person_can_let_it_be_done(desk: Desk) -> None:
    (kind,) = KINDS
    with transaction(desk.books.engine) as connection:
        doing = Doing(connection, desk.books.club, desk.books.request(), TODAY)
        done = kind.perform(doing, ASKED)
    assert (done.subject, done.member_no) == ("member 1", LUA)
    assert saying(desk, NAME) == {"document": 1}


def test_of_two_with_one_name_only_what_names_her_by_number_goes(shared_books: Books) -> None:
    books, desk = shared_books, told_of(shared_books)
    twin = sa.update(Base.metadata.tables["member"]).where(
        sa.column("club_id") == books.club.club_id, sa.column("member_no") == DAT
    )
    with transaction(books.engine) as connection:
        connection.execute(twin.values(name="Bùi Thị Lúa"))
    left(desk)
    erased = erases(desk)
    assert (texts_of(desk, BY_NAME)[1], texts_of(desk, ALONE)[0]) == (NAME.upper(), None)
    assert erased.homonyms == 3
    assert verified(desk).found == 0


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Thu của Bùi Thị Lụa, xóm 3", True),
        ("BUI THI LUA", True),
        ("Bùi Thị Lụa", True),
        ("bùi  thị\tlụa.", True),
        ("Bùi Thị Lụa Hồng", True),
        ("Bùi Thị", False),
        ("abùi thị lụa", False),
        ("<b>Bùi Thị Lụa</b>", True),
        ("", False),
        (None, False),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str | None, says: bool) -> None:  # noqa: FBT001
    assert says_name(text, NAME) is says


def test_a_name_is_written_over_in_place_where_it_can_be() -> None:
    assert without_name("Chi cho bùi thị lụa 5 ₫", NAME) == f"Chi cho {ERASED} 5 ₫"
    assert without_name("Chi cho bui thi lua", NAME) == ERASED
    assert without_name('{"payer":"O\\"Hara"}', 'O"Hara') == f'{{"payer":"{ERASED}"}}'
