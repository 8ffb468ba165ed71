"""Users: made once by a name, with secrets that are chosen well, and never without an admin."""

import uuid

import pytest

from ledger.books.engine import reading, transaction
from ledger.books.users import SignInNameTaken, UnknownUser
from ledger.core.text import TextTooLong
from ledger.core.users.grants import Role
from ledger.core.users.grants_rules import NewGrant
from ledger.core.users.passwords import PasswordRefused
from ledger.core.users.pins import PinRefused
from ledger.core.users.signing_in import How, SignInNameNotUsable, SignInRefused
from ledger.core.users.tokens import token_digest
from ledger.services.first_administrator import (
    UsersThere,
    has_users,
    make_first_administrator,
)
from ledger.services.granting_roles import end_grant
from ledger.services.sign_in import Trying, begin_try, is_right
from ledger.services.users import (
    LastAdministrator,
    NameMissing,
    NewUser,
    change_password,
    disable,
    enable,
    make_user,
    set_password,
    set_pin,
    user,
    users,
)
from tests.books.postings import add_people
from tests.conftest import NOW, TODAY, Books
from tests.services.user_desk import (
    ADDRESS,
    CHEAP,
    MINUTE,
    PASSWORD,
    SALT,
    a_name,
    a_user,
    acts_on_user,
    begun,
    doer,
    found,
    given,
    role_here,
    sign_in,
    signed_in,
)

ANOTHER = "Bò vàng uống nước suối"


def test_a_user_is_made_once_by_a_name_whatever_its_letters(shared_books: Books) -> None:
    name = a_name()
    user_id = a_user(shared_books, name.upper(), password=None)
    with transaction(shared_books.engine) as connection:
        made = user(connection, user_id)
        assert (made.sign_in_name, made.name, made.changed_at) == (name, "Quách Văn Đạt", None)
        for new, refusal in (
            (NewUser(f" {name} ", "Ai đó"), SignInNameTaken),
            (NewUser("a b", "Ai đó"), SignInNameNotUsable),
            (NewUser(a_name(), " "), NameMissing),
            (NewUser(a_name(), "x" * 121), TextTooLong),
        ):
            with pytest.raises(refusal):
                make_user(connection, new, by=doer(1), record_id=uuid.uuid4())
    assert acts_on_user(shared_books, user_id) == ["make user"]


@pytest.mark.parametrize("user_id", [0, -1, 10**6, 2**70])
def test_a_user_that_is_not_there_is_refused_by_number(shared_books: Books, user_id: int) -> None:
    by = doer(shared_books.user_id)
    with transaction(shared_books.engine) as connection:
        with pytest.raises(UnknownUser):
            user(connection, user_id)
        with pytest.raises(UnknownUser):
            enable(connection, user_id, by=by, record_id=uuid.uuid4())


def test_a_password_that_is_refused_leaves_the_one_before(shared_books: Books) -> None:
    name = a_name()
    user_id = a_user(shared_books, name)
    with transaction(shared_books.engine) as connection:
        for password in ("ngắn", f"đây là {name}", "quachvandat-1957"):
            with pytest.raises(PasswordRefused):
                set_password(
                    connection, user_id, password, hasher=CHEAP, salt=SALT, must_change=False,
                    by=doer(1), record_id=uuid.uuid4(),
                )  # fmt: skip
    assert sign_in(shared_books.engine, How.PASSWORD, name, PASSWORD) == user_id


def changed(books: Books, name: str, old: str, new: str, session: bytes) -> None:
    """Change the own password as a page does: the old one is shown in a try first."""
    trying = Trying(name, How.PASSWORD, ADDRESS, uuid.uuid4())
    with transaction(books.engine) as connection:
        candidate = begin_try(connection, trying, now=NOW)
    right = is_right(candidate, old, CHEAP)
    with transaction(books.engine) as connection:
        change_password(
            connection, candidate, right, new, try_id=trying.try_id, hasher=CHEAP, salt=SALT,
            session=session, by=doer(candidate.user_id or 0), record_id=uuid.uuid4(),
        )  # fmt: skip


def test_the_own_password_is_changed_by_showing_the_one_before(shared_books: Books) -> None:
    name = a_name()
    user_id = a_user(shared_books, name)
    with transaction(shared_books.engine) as connection:
        set_password(
            connection, user_id, PASSWORD, hasher=CHEAP, salt=SALT, must_change=True,
            by=doer(1), record_id=uuid.uuid4(),
        )  # fmt: skip
        here, elsewhere = begun(connection, user_id), begun(connection, user_id)
    digest = token_digest(here)
    with pytest.raises(SignInRefused):
        changed(shared_books, name, ANOTHER, ANOTHER, digest)
    with pytest.raises(PasswordRefused) as refused:
        changed(shared_books, name, PASSWORD, PASSWORD, digest)
    assert refused.value.reason == "same"
    changed(shared_books, name, PASSWORD, ANOTHER, digest)
    session = found(shared_books, here)
    assert session is not None
    assert session.is_full
    assert found(shared_books, elsewhere) is None
    with pytest.raises(SignInRefused):
        sign_in(shared_books.engine, How.PASSWORD, name, PASSWORD)
    assert sign_in(shared_books.engine, How.PASSWORD, name, ANOTHER) == user_id


def test_a_pin_is_not_what_the_club_knows(shared_books: Books) -> None:
    club_id = shared_books.club.club_id
    user_id = a_user(shared_books)
    with transaction(shared_books.engine) as connection:
        add_people(connection, club_id)
        connection.exec_driver_sql(
            "UPDATE member SET phone = '0945 072 817' WHERE member_no = 2"  # noqa: S608 - a number
            f" AND club_id = {club_id}"
        )
    given(
        shared_books, user_id,
        NewGrant(role=Role.MEMBER, club_id=club_id, member_no=2, valid_from=TODAY),
    )  # fmt: skip

    def pin(typed: str) -> None:
        with transaction(shared_books.engine) as connection:
            set_pin(
                connection, user_id, typed, hasher=CHEAP, salt=SALT, session=None,
                by=doer(user_id), record_id=uuid.uuid4(),
            )  # fmt: skip

    with pytest.raises(PinRefused) as refused:
        pin("507281")
    assert refused.value.reason == "known"
    pin("946837")
    session = found(shared_books, signed_in(shared_books, user_id))
    assert session is not None
    assert session.has_pin
    assert sign_in(shared_books.engine, How.STAFF_PIN, str(user_id), "946837") == user_id


def test_users_are_listed_without_plain_members(books: Books) -> None:
    with transaction(books.engine) as connection:
        add_people(connection, books.club.club_id)
    first, second = a_user(books), a_user(books)
    member = NewGrant(role=Role.MEMBER, club_id=books.club.club_id, member_no=1, valid_from=TODAY)
    plain = a_user(books, password=None)
    given(books, plain, member)
    given(books, first, role_here(books, Role.CHAIR))
    with reading(books.engine) as connection:
        listed = users(connection)
        rest = users(connection, after=first, limit=1)
    assert [one.user.user_id for one in listed] == [books.user_id, first, second]
    assert [kept.grant.role for kept in listed[1].grants] == [Role.CHAIR]
    assert listed[1].user.has_password
    assert [one.user.user_id for one in rest] == [second]


def first(books: Books, name: str) -> int:
    with transaction(books.engine) as connection:
        return make_first_administrator(
            connection, NewUser(name, "Bùi Thị Lụa"), PASSWORD, hasher=CHEAP, salt=SALT,
            today=TODAY, now=NOW, address=ADDRESS, record_id=uuid.uuid4(),
        )  # fmt: skip


def test_the_first_administrator_is_made_where_nobody_can_sign_in(books: Books) -> None:
    name = a_name()
    with reading(books.engine) as connection:
        assert not has_users(connection)
    user_id = first(books, name)
    assert sign_in(books.engine, How.PASSWORD, name, PASSWORD) == user_id
    session = found(books, signed_in(books, user_id))
    assert session is not None
    assert [one.role for one in session.actor.grants] == [Role.ADMIN]
    assert acts_on_user(books, user_id) == ["make first administrator"]
    with pytest.raises(UsersThere):
        first(books, a_name())


def test_no_newcomer_becomes_administrator_where_somebody_could_ever_sign_in(books: Books) -> None:
    user_id = a_user(books)
    with transaction(books.engine) as connection:
        disable(connection, user_id, today=TODAY, by=doer(1), record_id=uuid.uuid4())
        assert has_users(connection)
    with pytest.raises(UsersThere):
        first(books, a_name())


def test_the_only_administrator_is_not_lost(books: Books) -> None:
    one = first(books, a_name())
    other = a_user(books)
    admin = NewGrant(role=Role.ADMIN, valid_from=TODAY)

    def lose(user_id: int) -> None:
        with transaction(books.engine) as connection:
            disable(
                connection, user_id, today=TODAY, by=doer(other, NOW + MINUTE),
                record_id=uuid.uuid4(),
            )  # fmt: skip

    with pytest.raises(LastAdministrator):
        lose(one)
    with transaction(books.engine) as connection, pytest.raises(LastAdministrator):
        end_grant(connection, one, 1, today=TODAY, by=doer(other), record_id=uuid.uuid4())
    given(books, other, admin)
    lose(one)
    with pytest.raises(LastAdministrator):
        lose(other)
