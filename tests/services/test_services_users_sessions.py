"""Sessions: found in one query, over in time, ended at once by whatever changes their user."""

import datetime as dt
import uuid
from collections.abc import Callable

import pytest
from sqlalchemy.engine import Connection

from ledger.books.engine import reading, transaction
from ledger.core.users.grants import NothingThere, Role
from ledger.core.users.session import ABSOLUTE, IDLE
from ledger.core.users.tokens import token_digest
from ledger.services.devices import (
    SecondFactorNeeded,
    device_of,
    devices_of,
    enrol_device,
    revoke_device,
)
from ledger.services.granting_roles import end_grant
from ledger.services.second_factor import take_away
from ledger.services.sessions import (
    confirm_second_factor,
    end_listed_session,
    end_other_sessions,
    end_session,
    sessions_of,
    start_session,
    touch,
)
from ledger.services.users import NameMissing, disable, set_password
from tests.books.counted import Counted
from tests.conftest import NOW, TODAY, Books
from tests.services.user_desk import (
    CHEAP,
    MINUTE,
    PASSWORD,
    SALT,
    a_token,
    a_user,
    acts_on_user,
    begun,
    doer,
    found,
    given,
    role_here,
    signed_in,
)

SECOND = dt.timedelta(seconds=1)
TOMORROW = TODAY + dt.timedelta(1)
YESTERDAY = TODAY - dt.timedelta(1)


def test_a_session_is_found_with_the_roles_of_today_in_one_query(shared_books: Books) -> None:
    user_id = a_user(shared_books)
    given(shared_books, user_id, role_here(shared_books, Role.TREASURER))
    given(shared_books, user_id, role_here(shared_books, Role.AUDITOR, valid_until=TODAY))
    token = signed_in(shared_books, user_id)
    with Counted(shared_books.engine) as counted:
        session = found(shared_books, token)
    assert len(counted.statements) == 1
    assert session is not None
    assert session.actor.user_id == user_id
    assert session.is_full
    assert [(one.role, one.club_code) for one in session.actor.grants] == [
        (Role.TREASURER, shared_books.club.club.code), (Role.AUDITOR, shared_books.club.club.code),
    ]  # fmt: skip
    tomorrow = found(shared_books, token, today=TOMORROW)
    assert tomorrow is not None
    assert [one.role for one in tomorrow.actor.grants] == [Role.TREASURER]


def test_somebody_without_a_role_has_a_session_without_grants(shared_books: Books) -> None:
    session = found(shared_books, signed_in(shared_books, a_user(shared_books)))
    assert session is not None
    assert session.actor.grants == ()
    assert (session.has_pin, session.has_second_factor, session.must_change) == (False,) * 3


@pytest.mark.parametrize("token", ["", "x" * 1_000, "\ud800", "a\x00b"])
def test_a_token_that_nobody_was_given_opens_nothing(shared_books: Books, token: str) -> None:
    assert found(shared_books, token) is None


def test_the_books_do_not_hold_a_token(shared_books: Books) -> None:
    token = signed_in(shared_books, a_user(shared_books))
    with reading(shared_books.engine) as connection:
        rows = connection.exec_driver_sql("SELECT * FROM user_session").all()
    assert token not in str(rows)
    assert token_digest(token) in {bytes(row[0]) for row in rows}


def test_a_session_is_over_after_rest_and_after_twelve_hours(shared_books: Books) -> None:
    token = signed_in(shared_books, a_user(shared_books))
    assert found(shared_books, token, NOW + IDLE) is not None
    assert found(shared_books, token, NOW + IDLE + SECOND) is None
    at = NOW
    while at < NOW + ABSOLUTE:
        at += IDLE
        with transaction(shared_books.engine) as connection:
            touch(connection, token_digest(token), at)
            touch(connection, token_digest(token), NOW)  # a late answer takes nothing back
        assert found(shared_books, token, at) is not None
    assert found(shared_books, token, at + SECOND) is None


def test_a_session_goes_on_under_a_new_token_after_the_second_factor(shared_books: Books) -> None:
    user_id, new = a_user(shared_books), a_token()
    given(shared_books, user_id, role_here(shared_books, Role.CHAIR))
    with transaction(shared_books.engine) as connection:
        old = begun(connection, user_id, second_factor=False)
    half = found(shared_books, old)
    assert half is not None
    assert not half.is_full
    later = NOW + MINUTE
    with transaction(shared_books.engine) as connection:
        digest = confirm_second_factor(connection, half.token_digest, new, later)
    assert found(shared_books, old, later) is None
    session = found(shared_books, new, later)
    assert session is not None
    assert (session.token_digest, session.is_full, session.started_at) == (digest, True, NOW)
    with transaction(shared_books.engine) as connection, pytest.raises(NothingThere):
        confirm_second_factor(connection, half.token_digest, a_token(), later)
    with transaction(shared_books.engine) as connection, pytest.raises(NothingThere):
        confirm_second_factor(connection, digest, a_token(), later + IDLE + SECOND)


def test_a_user_lists_the_own_sessions_and_ends_them(shared_books: Books) -> None:
    user_id, other = a_user(shared_books), a_user(shared_books)
    with transaction(shared_books.engine) as connection:
        begun(connection, user_id, NOW - IDLE - SECOND)
        first = begun(connection, user_id, NOW - MINUTE)
        second = begun(connection, user_id, NOW)
        third = begun(connection, user_id, NOW)
        foreign = begun(connection, other, NOW)
    here = found(shared_books, second)
    assert here is not None
    by = doer(user_id)
    with transaction(shared_books.engine) as connection:
        listed = [one.token_digest for one in sessions_of(connection, user_id, NOW)]
        assert len(listed) == 3
        assert listed[-1] == token_digest(first)
        for token in (foreign, a_token()):
            with pytest.raises(NothingThere):
                end_listed_session(
                    connection, here, token_digest(token), by=by, record_id=uuid.uuid4()
                )
        end_listed_session(connection, here, token_digest(first), by=by, record_id=uuid.uuid4())
        assert end_other_sessions(connection, here, by=by, record_id=uuid.uuid4()) == 2
    assert found(shared_books, second) is not None
    assert found(shared_books, foreign) is not None
    assert [found(shared_books, token) for token in (first, third)] == [None, None]
    assert acts_on_user(shared_books, user_id)[:2] == ["end other sessions", "end session"]


def test_an_ended_session_is_ended_once(shared_books: Books) -> None:
    token = signed_in(shared_books, a_user(shared_books))
    with transaction(shared_books.engine) as connection:
        assert end_session(connection, token_digest(token), NOW)
        assert not end_session(connection, token_digest(token), NOW)
    assert found(shared_books, token) is None


def password_set(connection: Connection, books: Books, user_id: int) -> None:
    set_password(
        connection, user_id, PASSWORD, hasher=CHEAP, salt=SALT, must_change=True,
        by=doer(books.user_id), record_id=uuid.uuid4(),
    )  # fmt: skip


def shut_out(connection: Connection, books: Books, user_id: int) -> None:
    disable(connection, user_id, today=TODAY, by=doer(books.user_id), record_id=uuid.uuid4())


def role_ended(connection: Connection, books: Books, user_id: int) -> None:
    end_grant(
        connection, user_id, 1, today=TODAY, by=doer(books.user_id), record_id=uuid.uuid4()
    )  # fmt: skip


def phone_lost(connection: Connection, books: Books, user_id: int) -> None:
    take_away(connection, user_id, by=doer(books.user_id), record_id=uuid.uuid4())


@pytest.mark.parametrize("change", [password_set, shut_out, role_ended, phone_lost])
def test_what_changes_a_user_ends_the_sessions_at_once(
    shared_books: Books, change: Callable[[Connection, Books, int], None]
) -> None:
    user_id = a_user(shared_books)
    given(shared_books, user_id, role_here(shared_books, Role.TREASURER))
    token = signed_in(shared_books, user_id)
    assert found(shared_books, token) is not None
    with transaction(shared_books.engine) as connection:
        change(connection, shared_books, user_id)
    assert found(shared_books, token) is None


def test_a_new_role_ends_the_sessions_at_once(shared_books: Books) -> None:
    user_id = a_user(shared_books)
    token = signed_in(shared_books, user_id)
    given(shared_books, user_id, role_here(shared_books, Role.TREASURER))
    assert found(shared_books, token) is None


def test_a_password_that_another_has_set_is_good_only_to_be_changed(shared_books: Books) -> None:
    user_id = a_user(shared_books)
    with transaction(shared_books.engine) as connection:
        password_set(connection, shared_books, user_id)
    session = found(shared_books, signed_in(shared_books, user_id))
    assert session is not None
    assert session.must_change
    assert not session.is_full


def test_what_a_browser_says_of_itself_is_kept_short_and_plain(shared_books: Books) -> None:
    user_id, token = a_user(shared_books), a_token()
    with transaction(shared_books.engine) as connection:
        start_session(
            connection, user_id=user_id, token=token, how="password", second_factor=False,
            agent="\x00\ud800\u202eMozilla" + "x" * 500, device_no=None, now=NOW,
        )  # fmt: skip
        (listed,) = sessions_of(connection, user_id, NOW)
    assert listed.agent.startswith("Mozilla")
    assert len(listed.agent) == 120


def test_a_device_is_enrolled_with_the_second_factor_and_revoked(shared_books: Books) -> None:
    user_id, token = a_user(shared_books), a_token()
    given(shared_books, user_id, role_here(shared_books, Role.TREASURER))
    by = doer(user_id)
    with transaction(shared_books.engine) as connection:
        half = begun(connection, user_id, second_factor=False)
        full = begun(connection, user_id)
    without, session = found(shared_books, half), found(shared_books, full)
    assert without is not None
    assert session is not None
    with transaction(shared_books.engine) as connection:
        for refused, name, error in (
            (without, "Máy", SecondFactorNeeded), (session, " ", NameMissing),
        ):  # fmt: skip
            with pytest.raises(error):
                enrol_device(connection, refused, name, token, by=by, record_id=uuid.uuid4())
        number = enrol_device(
            connection, session, "Máy của CLB", token, by=by, record_id=uuid.uuid4()
        )
    with transaction(shared_books.engine) as connection:
        device = device_of(connection, token)
        assert device is not None
        assert (device.user_id, device.device_no, device.name) == (user_id, number, "Máy của CLB")
        assert device_of(connection, a_token()) is None
        assert [one.device for one in sessions_of(connection, user_id, NOW)].count(device.name) == 1
        with pytest.raises(NothingThere):
            revoke_device(connection, user_id, number + 1, by=by, record_id=uuid.uuid4())
        revoke_device(connection, user_id, number, by=by, record_id=uuid.uuid4())
        assert device_of(connection, token) is None
        assert devices_of(connection, user_id) == []
    assert found(shared_books, full) is None
    assert found(shared_books, half) is not None


def test_a_device_is_trusted_while_another_role_is_left(shared_books: Books) -> None:
    user_id, token = a_user(shared_books), a_token()
    given(shared_books, user_id, role_here(shared_books, Role.TREASURER))
    given(shared_books, user_id, role_here(shared_books, Role.ACCOUNTANT))
    session = found(shared_books, signed_in(shared_books, user_id))
    assert session is not None
    with transaction(shared_books.engine) as connection:
        enrol_device(connection, session, "Máy", token, by=doer(user_id), record_id=uuid.uuid4())
        role_ended(connection, shared_books, user_id)
        assert device_of(connection, token) is not None


@pytest.mark.parametrize("change", [shut_out, role_ended, phone_lost])
def test_a_device_is_trusted_no_longer_than_its_user(
    shared_books: Books, change: Callable[[Connection, Books, int], None]
) -> None:
    user_id, token = a_user(shared_books), a_token()
    given(shared_books, user_id, role_here(shared_books, Role.TREASURER))
    session = found(shared_books, signed_in(shared_books, user_id))
    assert session is not None
    with transaction(shared_books.engine) as connection:
        enrol_device(connection, session, "Máy", token, by=doer(user_id), record_id=uuid.uuid4())
        change(connection, shared_books, user_id)
        assert device_of(connection, token) is None
