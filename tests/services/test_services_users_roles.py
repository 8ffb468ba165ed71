"""Roles: given once, kept in the club's trail, ended at once; slips, and a treasurer's leaving."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest
import sqlalchemy as sa

from ledger.books.engine import reading, transaction
from ledger.books.handing_over import count_of_box
from ledger.books.refusals import UnknownClub, UnknownMember
from ledger.books.tables.meetings import CashCountRow
from ledger.books.users import UnknownUser
from ledger.core.acts.moves import FundsTransferred
from ledger.core.posting_rules import ACTIVITY, INCOME
from ledger.core.users.grants import Place, Role
from ledger.core.users.grants_rules import GrantNotUsable, NewGrant
from ledger.core.users.pins import PinRefused
from ledger.core.users.signing_in import How, SignInRefused
from ledger.services.acts import record_act
from ledger.services.granting_roles import (
    GrantThere,
    MemberHasUser,
    UnknownGrant,
    end_grant,
    grants_of,
    people_of_club,
)
from ledger.services.handover import HandOver, HandOverRefused, hand_over
from ledger.services.journal import reverse
from ledger.services.slips import (
    FIRST_PIN_WITHIN,
    MemberHasNoUser,
    MemberHoldsOffice,
    PinChosenAlready,
    ResetMemberPin,
    SlipNotGood,
    choose_first_pin,
    issue_slip,
    member_user,
    reset_member_pin,
    user_of_slip,
)
from ledger.services.users import disable
from tests.books.postings import add_people, money_in, posted
from tests.conftest import NOW, TODAY, Books
from tests.services.user_desk import (
    ADDRESS,
    CHEAP,
    MINUTE,
    SALT,
    a_token,
    a_user,
    acts_in_club,
    acts_on_user,
    doer,
    found,
    given,
    role_here,
    sign_in,
    signed_in,
)

PIN, OTHER_PIN = "507281", "946837"
DAY = dt.timedelta(days=1)


def ended(books: Books, user_id: int, grant_no: int) -> None:
    with transaction(books.engine) as connection:
        end_grant(
            connection, user_id, grant_no, today=TODAY, by=doer(books.user_id),
            record_id=uuid.uuid4(),
        )  # fmt: skip


@pytest.fixture
def club(shared_books: Books) -> Books:
    """Give a club with members 1 to 3."""
    with transaction(shared_books.engine) as connection:
        add_people(connection, shared_books.club.club_id)
    return shared_books


def test_a_role_is_given_ended_and_kept_in_the_club_s_trail(shared_books: Books) -> None:
    user_id = a_user(shared_books)
    number = given(shared_books, user_id, role_here(shared_books, Role.TREASURER))
    token = signed_in(shared_books, user_id)
    ended(shared_books, user_id, number)
    with pytest.raises(UnknownGrant):
        ended(shared_books, user_id, number)
    assert found(shared_books, token) is None
    with reading(shared_books.engine) as connection:
        (kept,) = grants_of(connection, user_id)
    assert (kept.grant.role, kept.granted_by, kept.ended_at) == (
        Role.TREASURER, shared_books.user_id, NOW,
    )  # fmt: skip
    assert acts_in_club(shared_books) == ["give role treasurer", "end role treasurer"]
    given(shared_books, user_id, role_here(shared_books, Role.CHAIR))
    again = given(shared_books, user_id, role_here(shared_books, Role.TREASURER))
    assert again == number + 2
    ended(shared_books, user_id, again)


def test_a_role_of_no_club_is_kept_in_the_record_of_the_service(shared_books: Books) -> None:
    user_id = a_user(shared_books)
    officer = NewGrant(role=Role.OFFICER, province="Hòa Bình", valid_from=TODAY)
    ended(shared_books, user_id, given(shared_books, user_id, officer))
    assert {"give role officer", "end role officer"} <= set(acts_on_user(shared_books, user_id))
    assert acts_in_club(shared_books) == []


def test_a_role_that_cannot_be_given_is_refused(club: Books) -> None:
    user_id = a_user(club)
    chair = role_here(club, Role.CHAIR)
    given(club, user_id, chair)
    member = replace(chair, role=Role.MEMBER, member_no=2)
    given(club, user_id, member)
    for who, new, refusal in (
        (user_id, chair, GrantThere),
        (user_id, replace(chair, role=Role.AUDITOR), GrantNotUsable),
        (user_id, replace(chair, club_id=10**6), UnknownClub),
        (user_id, replace(member, member_no=9), UnknownMember),
        (a_user(club), member, MemberHasUser),
        (10**6, role_here(club, Role.TREASURER), UnknownUser),
    ):
        with pytest.raises(refusal):
            given(club, who, new)


def test_who_has_what_in_a_club_by_name_or_by_its_area(club: Books) -> None:
    users = [a_user(club) for _ in range(4)]
    given(club, users[0], role_here(club, Role.CHAIR))
    given(club, users[1], NewGrant(
        role=Role.AUDITOR, province="Nghệ An", valid_from=TODAY, valid_until=TODAY
    ))  # fmt: skip
    given(club, users[2], NewGrant(role=Role.OFFICER, province="Lào Cai", valid_from=TODAY))
    given(club, users[3], NewGrant(
        role=Role.MEMBER, club_id=club.club.club_id, member_no=1, valid_from=TODAY
    ))  # fmt: skip
    place = Place(club.club.club_id, club.club.club.code, "Con Cuông", "Nghệ An")
    with reading(club.engine) as connection:
        people = people_of_club(connection, place)
    ours = [(one.user_id, one.grant.role) for one in people if one.user_id in users]
    assert ours == [(users[0], Role.CHAIR), (users[1], Role.AUDITOR)]


# --- members: the slip, the first PIN, a forgotten one ---------------------------


def handed(books: Books, member_no: int = 2, at: dt.datetime = NOW) -> str:
    """Hand a member a slip, and return its code."""
    token, by = a_token(), doer(books.user_id, at)
    with transaction(books.engine) as connection:
        issue_slip(connection, books.club, member_no, token, today=TODAY, by=by)
    return token


def chosen(books: Books, token: str, pin: str, now: dt.datetime = NOW) -> int:
    with transaction(books.engine) as connection:
        return choose_first_pin(
            connection, token, pin, hasher=CHEAP, salt=SALT, today=TODAY, now=now, address=ADDRESS
        )


def cleared(books: Books, member_no: int) -> None:
    with transaction(books.engine) as connection:
        reset_member_pin(
            connection, books.club, ResetMemberPin(member_no), today=TODAY,
            by=doer(books.user_id),
        )  # fmt: skip


def test_a_member_chooses_the_first_pin_alone_and_once(club: Books) -> None:
    token = handed(club)
    with reading(club.engine) as connection:
        holder = user_of_slip(connection, token)
    assert holder is not None
    assert not holder.has_pin
    with pytest.raises(PinRefused):
        chosen(club, token, "150384")
    user_id = chosen(club, token, PIN)
    assert user_id == holder.user_id
    with pytest.raises(PinChosenAlready):
        chosen(club, token, OTHER_PIN)
    with reading(club.engine) as connection:
        made = member_user(connection, club.club.club_id, 2)
        assert member_user(connection, club.club.club_id, 3) is None
    assert made is not None
    assert (made.user_id, made.name, made.has_pin) == (
        user_id, f"{club.club.club.code}/2", True,
    )  # fmt: skip
    session = found(club, signed_in(club, user_id))
    assert session is not None
    assert session.is_full
    assert [one.member_no for one in session.actor.grants] == [2]
    assert acts_in_club(club) == ["make member user", "issue slip", "choose first pin"]


def test_a_slip_is_good_until_a_newer_one_is_handed_over(club: Books) -> None:
    first = handed(club)
    user_id = chosen(club, first, PIN)
    second = handed(club)
    with reading(club.engine) as connection:
        assert user_of_slip(connection, first) is None
        assert user_of_slip(connection, "\ud800") is None
    with pytest.raises(SignInRefused):
        sign_in(club.engine, How.SLIP_PIN, first, PIN)
    assert sign_in(club.engine, How.SLIP_PIN, second, PIN) == user_id
    with pytest.raises(SlipNotGood):
        chosen(club, first, PIN)


def test_a_slip_that_lay_about_is_no_good_for_a_first_pin(club: Books) -> None:
    token = handed(club)
    with pytest.raises(SlipNotGood):
        chosen(club, token, PIN, NOW + FIRST_PIN_WITHIN + MINUTE)
    chosen(club, token, PIN, NOW + FIRST_PIN_WITHIN)


def test_a_forgotten_pin_is_cleared_and_chosen_anew_with_a_new_slip(club: Books) -> None:
    with pytest.raises(MemberHasNoUser):
        cleared(club, 2)
    first = handed(club)
    user_id = chosen(club, first, PIN)
    token = signed_in(club, user_id)
    cleared(club, 2)
    assert found(club, token) is None
    with pytest.raises(SignInRefused):
        sign_in(club.engine, How.MEMBER_PIN, f"{club.club.club.code}/2", PIN)
    with pytest.raises(SlipNotGood):
        chosen(club, first, OTHER_PIN)
    assert chosen(club, handed(club), OTHER_PIN) == user_id
    assert acts_in_club(club)[-3:] == ["clear pin", "issue slip", "choose first pin"]


def test_a_member_who_gets_an_office_loses_the_pin_that_others_may_know(club: Books) -> None:
    token = handed(club)
    user_id = chosen(club, token, PIN)
    given(club, user_id, role_here(club, Role.CHAIR))
    with reading(club.engine) as connection:
        assert user_of_slip(connection, token) is None
    with pytest.raises(SignInRefused):
        sign_in(club.engine, How.STAFF_PIN, str(user_id), PIN)
    with pytest.raises(MemberHoldsOffice):
        handed(club)
    with pytest.raises(MemberHoldsOffice):
        cleared(club, 2)


def test_a_member_who_comes_back_is_the_same_user_without_the_old_pin(club: Books) -> None:
    token = handed(club)
    user_id = chosen(club, token, PIN)
    ended(club, user_id, 1)
    with pytest.raises(SlipNotGood):
        chosen(club, token, OTHER_PIN)
    with pytest.raises(SignInRefused):
        sign_in(club.engine, How.MEMBER_PIN, f"{club.club.club.code}/2", PIN)
    assert chosen(club, handed(club), OTHER_PIN) == user_id


def test_a_slip_of_a_disabled_member_opens_nothing(club: Books) -> None:
    token = handed(club)
    user_id = chosen(club, token, PIN)
    with transaction(club.engine) as connection:
        disable(connection, user_id, today=TODAY, by=doer(1), record_id=uuid.uuid4())
    with reading(club.engine) as connection:
        assert user_of_slip(connection, token) is None
    with pytest.raises(SignInRefused):
        sign_in(club.engine, How.SLIP_PIN, token, PIN)
    with pytest.raises(UnknownMember):
        handed(club, 9)


# --- a treasurer hands over ------------------------------------------------------


def counted(
    books: Books, counted_on: dt.date = TODAY, *, difference: int = 0, reason: str | None = None,
    last_entry_no: int = 1, count_no: int = 1, entry_no: int | None = None,
) -> int:  # fmt: skip
    """Keep a count of the box, and return its number."""
    row = sa.insert(CashCountRow).values(
        club_id=books.club.club_id, count_no=count_no, counted_on=counted_on, book=1_000,
        counted=1_000 + difference, reason=reason, entry_no=entry_no,
        last_entry_no=last_entry_no, counted_by=books.user_id, witness="Bạch Thị Ánh",
        recorded_at=NOW,
    )  # fmt: skip
    with transaction(books.engine) as connection:
        connection.execute(row)
    return count_no


def handing(books: Books, old: int, new: int, count_no: int = 1) -> int:
    with transaction(books.engine) as connection:
        return hand_over(
            connection, books.club, HandOver(old, new, count_no), today=TODAY,
            by=doer(books.user_id), record_id=uuid.uuid4(),
        )  # fmt: skip


def refused(books: Books, old: int, new: int, count_no: int = 1) -> str:
    with pytest.raises(HandOverRefused) as told:
        handing(books, old, new, count_no)
    return told.value.reason


@pytest.fixture
def treasurer(shared_books: Books) -> int:
    """Give the treasurer of a club that has 1,000 in the box."""
    posted(shared_books, money_in(1_000, TODAY - 2 * DAY))
    user_id = a_user(shared_books)
    given(shared_books, user_id, role_here(shared_books, Role.TREASURER, dt.date(2027, 12, 31)))
    return user_id


def test_the_successor_gets_the_role_and_the_old_treasurer_loses_it(
    shared_books: Books, treasurer: int
) -> None:
    new = a_user(shared_books)
    counted(shared_books, difference=-500, reason="Trả thừa", entry_no=1)
    tokens = [signed_in(shared_books, user_id) for user_id in (treasurer, new)]
    handing(shared_books, treasurer, new)
    assert [found(shared_books, token) for token in tokens] == [None, None]
    sessions = [found(shared_books, signed_in(shared_books, one)) for one in (treasurer, new)]
    roles = [one and [(x.role, x.valid_until) for x in one.actor.grants] for one in sessions]
    assert roles == [[], [(Role.TREASURER, dt.date(2027, 12, 31))]]
    assert acts_in_club(shared_books)[-2:] == ["end role treasurer", "give role treasurer"]


def test_the_box_is_counted_before_it_is_handed_over(shared_books: Books, treasurer: int) -> None:
    new = a_user(shared_books)
    old_count = TODAY - 2 * DAY
    assert refused(shared_books, treasurer, new) == "not_counted"
    counted(shared_books, old_count, count_no=1)
    counted(shared_books, difference=7, count_no=2)
    counted(shared_books, last_entry_no=0, count_no=3)
    counted(shared_books, TODAY + DAY, count_no=4)
    reasons = [refused(shared_books, treasurer, new, count_no) for count_no in (1, 2, 3, 4, 2**70)]
    assert reasons == [
        "count_too_old", "difference_unexplained", "cash_has_moved", "count_too_old",
        "not_counted",
    ]  # fmt: skip
    counted(shared_books, old_count + DAY, difference=7, reason="Tiền lẻ", count_no=5)
    handing(shared_books, treasurer, new, 5)


def test_what_is_dated_after_the_count_moves_the_box_and_what_passes_between_funds_does_not(
    shared_books: Books, treasurer: int
) -> None:
    new = a_user(shared_books)
    posted(shared_books, money_in(50, TODAY + DAY))
    posted(shared_books, money_in(1))
    counted(shared_books, last_entry_no=3)  # the second entry was there, and is of tomorrow
    assert refused(shared_books, treasurer, new) == "cash_has_moved"
    counted(shared_books, TODAY + DAY, last_entry_no=3, count_no=2)
    with transaction(shared_books.engine) as connection:
        act = FundsTransferred(
            occurred_on=TODAY, fund=INCOME, receiving=ACTIVITY, amount=10, decision="Họp quyết"
        )
        record_act(connection, shared_books.club, act, shared_books.request(), today=TODAY)
    with reading(shared_books.engine) as connection:
        found_one = count_of_box(connection, shared_books.club.club_id, 2)
    assert found_one
    assert not found_one.has_moved


def test_a_difference_whose_entry_was_taken_back_is_not_explained(shared_books: Books) -> None:
    posted(shared_books, money_in(1_000))
    counted(shared_books, difference=-500, entry_no=1)
    club_id = shared_books.club.club_id
    with transaction(shared_books.engine) as connection:
        before = count_of_box(connection, club_id, 1)
        reverse(connection, shared_books.club, 1, "Nhầm", shared_books.request(), today=TODAY)
        after = count_of_box(connection, club_id, 1)
    assert before
    assert after
    assert (before.is_explained, after.is_explained, after.has_moved) == (True, False, True)


def test_only_a_treasurer_hands_over_and_only_to_somebody_who_can_sign_in(
    shared_books: Books, treasurer: int
) -> None:
    counted(shared_books)
    new, second = a_user(shared_books), a_user(shared_books)
    silent = a_user(shared_books, password=None)
    given(shared_books, second, role_here(shared_books, Role.TREASURER))
    assert refused(shared_books, new, second) == "not_treasurer"
    assert refused(shared_books, treasurer, treasurer) == "same_user"
    assert refused(shared_books, treasurer, second) == "treasurer_already"
    assert refused(shared_books, treasurer, silent) == "cannot_sign_in"
    with pytest.raises(UnknownUser):
        handing(shared_books, treasurer, 10**6)
