"""Roles are given where and for as long as they can be."""

import datetime as dt
from dataclasses import replace

import pytest

from ledger.core.text import TextTooLong
from ledger.core.users.grants import Actor, Grant, Role
from ledger.core.users.grants_rules import OF_A_CLUB, GrantNotUsable, NewGrant, check_grant
from ledger.core.users.session import ABSOLUTE, IDLE, Session, is_over

TODAY = dt.date(2026, 3, 10)
NOW = dt.datetime(2026, 3, 10, 2, 0, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
MEMBER = NewGrant(role=Role.MEMBER, club_id=1, member_no=12, valid_from=TODAY)
AUDITOR = NewGrant(role=Role.AUDITOR, club_id=1, valid_from=TODAY, valid_until=TODAY)
OFFICER = NewGrant(role=Role.OFFICER, province="Hòa Bình", commune="Mai Châu", valid_from=TODAY)
ADMIN = NewGrant(role=Role.ADMIN, valid_from=TODAY)


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        (replace(AUDITOR, valid_until=None), "end_missing"),
        (replace(AUDITOR, valid_from=TODAY + dt.timedelta(1)), "ends_before_it_begins"),
        (replace(AUDITOR, valid_from=dt.date(2025, 1, 1), valid_until=dt.date(2026, 3, 9)), "over"),
        (replace(AUDITOR, province="Hòa Bình"), "club_and_area"),
        (replace(OFFICER, province=None), "commune_without_province"),
        (replace(ADMIN, club_id=1), "admin_is_everywhere"),
        (replace(ADMIN, province="Hòa Bình"), "admin_is_everywhere"),
        (replace(MEMBER, member_no=None), "member_missing"),
        (replace(OFFICER, member_no=12), "member_of_no_use"),
        *((replace(MEMBER, role=role, club_id=None), "club_missing") for role in OF_A_CLUB),
    ],
)
def test_a_role_that_cannot_be_is_refused(new: NewGrant, reason: str) -> None:
    with pytest.raises(GrantNotUsable) as refused:
        check_grant(new, TODAY)
    assert refused.value.reason == reason


def test_a_role_that_can_be_is_given() -> None:
    for new in (MEMBER, AUDITOR, OFFICER, ADMIN, replace(OFFICER, commune=None, province=None)):
        check_grant(new, TODAY)
    with pytest.raises(TextTooLong):
        check_grant(replace(OFFICER, commune="x" * 121), TODAY)


def session(*roles: Role, second_factor: bool, has_one: bool, must_change: bool = False) -> Session:
    grants = tuple(Grant(no, role, TODAY, club_id=1) for no, role in enumerate(roles, 1))
    return Session(
        actor=Actor(1, "lua", "Lụa", grants), token_digest=b"", device_no=None, how="password",
        second_factor=second_factor, must_change=must_change, has_second_factor=has_one,
        has_pin=False, started_at=NOW, seen_at=NOW,
    )  # fmt: skip


def test_whoever_is_more_than_a_member_shows_the_second_factor() -> None:
    assert session(Role.MEMBER, second_factor=False, has_one=False).is_full
    assert not session(Role.MEMBER, second_factor=False, has_one=True).is_full
    assert not session(Role.MEMBER, Role.CHAIR, second_factor=False, has_one=False).is_full
    assert session(Role.MEMBER, Role.CHAIR, second_factor=True, has_one=True).is_full
    assert not session(Role.ADMIN, second_factor=True, has_one=True, must_change=True).is_full


def test_a_session_is_over_after_half_an_hour_of_rest_and_after_twelve_hours() -> None:
    assert not is_over(NOW - ABSOLUTE, NOW - IDLE, NOW)
    assert is_over(NOW - ABSOLUTE - SECOND, NOW, NOW)
    assert is_over(NOW - IDLE, NOW - IDLE - SECOND, NOW)
