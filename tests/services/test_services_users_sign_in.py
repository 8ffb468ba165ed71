"""Signing in: nobody guesses more than ten times, and nobody learns who is there."""

import datetime as dt
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from statistics import median

import pytest

from ledger.books.audit_records import Doer
from ledger.books.engine import open_engine, reading, transaction
from ledger.core.users.grants import Role
from ledger.core.users.signing_in import MOST_PER_ACCOUNT, How, SignInRefused, TooManyTries
from ledger.core.users.tokens import token_digest
from ledger.services.devices import enrol_device, revoke_device
from ledger.services.passwords import SALT_BYTES, Argon2
from ledger.services.sign_in import Trying, begin_try, finish_try, is_right, latest_tries
from ledger.services.slips import choose_first_pin, issue_slip, make_member_user
from ledger.services.users import disable, enable, set_password, set_pin
from tests.books.counted import Counted
from tests.books.postings import add_people
from tests.conftest import NOW, TODAY, Books, Database, new_club
from tests.services.user_desk import (
    ADDRESS,
    CHEAP,
    MINUTE,
    PASSWORD,
    SALT,
    Counting,
    a_name,
    a_token,
    a_user,
    begun,
    doer,
    found,
    given,
    role_here,
    sign_in,
    signed_in,
)

_TAILS = count(1)


def an_address() -> str:
    """Return an address from which nobody has tried yet."""
    return f"2001:db8::{next(_TAILS):x}"


def refused(books: Books, how: How, name: str, secret: str, now: dt.datetime = NOW) -> None:
    with pytest.raises(SignInRefused):
        sign_in(books.engine, how, name, secret, now=now, address=an_address())


def test_a_password_lets_its_user_in_however_the_name_is_typed(shared_books: Books) -> None:
    name = a_name()
    user_id = a_user(shared_books, name)
    for typed in (name, f" {name.upper()} "):
        assert sign_in(shared_books.engine, How.PASSWORD, typed, PASSWORD) == user_id
    refused(shared_books, How.PASSWORD, name, PASSWORD.lower())
    refused(shared_books, How.PASSWORD, name, "")


NOBODY = ("", "khong-co", "a\x00b", "\ud800", "x" * 10_000, "HP/1", "HP/", "/1", "987654321")
"""Names that nobody has, and some that no database takes."""


@pytest.mark.parametrize("how", How)
def test_a_name_that_nobody_has_is_refused_like_a_wrong_password(
    shared_books: Books, how: How
) -> None:
    for name in NOBODY:
        refused(shared_books, how, name, "\x00\ud800")


def test_nobody_signs_in_by_what_was_never_set(shared_books: Books) -> None:
    name = a_name()
    user_id = a_user(shared_books, name, password=None)
    for how, typed in ((How.PASSWORD, name), (How.STAFF_PIN, str(user_id))):
        for secret in ("", CHEAP.dummy, "None"):
            refused(shared_books, how, typed, secret)


def test_a_disabled_user_is_refused_like_a_wrong_password(books: Books) -> None:
    name = a_name()
    user_id = a_user(books, name)
    by = doer(books.user_id)
    with transaction(books.engine) as connection:
        disable(connection, user_id, today=TODAY, by=by, record_id=uuid.uuid4())
    refused(books, How.PASSWORD, name, PASSWORD)
    with transaction(books.engine) as connection:
        enable(connection, user_id, by=by, record_id=uuid.uuid4())
    assert sign_in(books.engine, How.PASSWORD, name, PASSWORD) == user_id


def test_a_thousand_tries_give_ten_evaluations(books: Books) -> None:
    name, hasher = a_name(), Counting()
    a_user(books, name)

    def tried(number: int) -> bool:
        try:
            now = NOW + number * dt.timedelta(milliseconds=60)
            sign_in(
                books.engine, How.PASSWORD, name, f"guess {number}", hasher=hasher, now=now,
                address=f"198.51.100.{number % 250}",
            )  # fmt: skip
        except TooManyTries:
            return False
        except SignInRefused:
            return True
        raise AssertionError(number)

    with ThreadPoolExecutor(4) as pool:
        compared = list(pool.map(tried, range(1_000)))
    assert compared.count(True) == hasher.evaluations == MOST_PER_ACCOUNT


def test_the_count_outlives_a_restart_and_ends_after_fifteen_minutes(
    database: Database, books: Books
) -> None:
    name = a_name()
    user_id = a_user(books, name)
    for number in range(MOST_PER_ACCOUNT):
        refused(books, How.PASSWORD, name, "wrong", NOW + number * MINUTE)
    again = open_engine(database.url)
    tenth = NOW + 9 * MINUTE
    with pytest.raises(TooManyTries) as told:
        sign_in(again, How.PASSWORD, name, PASSWORD, now=tenth, address=an_address())
    assert told.value.minutes == 6
    free = NOW + 15 * MINUTE
    assert sign_in(again, How.PASSWORD, name, PASSWORD, now=free) == user_id
    again.dispose()


def shut(books: Books, name: str, *marks: bytes, now: dt.datetime = NOW) -> bool:
    """Tell whether a browser with these marks is told to wait, though the password is right."""
    address = an_address()
    try:
        sign_in(books.engine, How.PASSWORD, name, PASSWORD, now=now, address=address, marks=marks)
    except TooManyTries:
        return True
    return False


def test_strangers_do_not_shut_a_user_out_of_the_own_browser(shared_books: Books) -> None:
    name = a_name()
    mark = token_digest(signed_in(shared_books, a_user(shared_books, name)))
    for _ in range(MOST_PER_ACCOUNT):
        refused(shared_books, How.PASSWORD, name, "wrong")
    assert shut(shared_books, name)
    assert not shut(shared_books, name, bytes(32), mark)
    assert shut(shared_books, name), "a stranger waits as before"
    for _ in range(MOST_PER_ACCOUNT):
        with pytest.raises(SignInRefused):
            sign_in(
                shared_books.engine, How.PASSWORD, name, "wrong", now=NOW + MINUTE,
                address=an_address(), marks=(mark,),
            )  # fmt: skip
    assert shut(shared_books, name, mark, now=NOW + MINUTE), "the own browser has ten too"


def test_a_browser_is_known_by_what_was_shown_at_it_alone(shared_books: Books) -> None:
    name = a_name()
    user_id, somebody = a_user(shared_books, name), a_user(shared_books)
    with transaction(shared_books.engine) as connection:
        half = begun(connection, user_id, second_factor=False)
        other = begun(connection, somebody)
        earlier = begun(connection, user_id, NOW - MINUTE)  # before the password was set
    for _ in range(MOST_PER_ACCOUNT):
        refused(shared_books, How.PASSWORD, name, "wrong")
    forged = (token_digest("x"), b"", b"\xff" * 500)
    strangers = (*map(token_digest, (half, other, earlier)), *forged)
    assert shut(shared_books, name, *strangers)
    full = signed_in(shared_books, user_id)
    found_one = found(shared_books, full)
    assert found_one
    with transaction(shared_books.engine) as connection:
        by, token = doer(user_id), a_token()
        device_no = enrol_device(
            connection, found_one, "Máy tính bảng", token, by=by, record_id=uuid.uuid4()
        )
    assert not shut(shared_books, name, token_digest(token))
    with transaction(shared_books.engine) as connection:
        revoke_device(connection, user_id, device_no, by=by, record_id=uuid.uuid4())
    assert shut(shared_books, name, token_digest(token))


def test_who_is_not_there_is_counted_too(shared_books: Books) -> None:
    name = a_name()
    for _ in range(MOST_PER_ACCOUNT):
        refused(shared_books, How.PASSWORD, name, "wrong")
    with pytest.raises(TooManyTries):
        sign_in(shared_books.engine, How.PASSWORD, name.upper(), "x", address=an_address())


def test_the_right_password_begins_the_count_anew(shared_books: Books) -> None:
    name, later = a_name(), NOW + MINUTE
    user_id = a_user(shared_books, name)
    for _ in range(2):
        for _ in range(MOST_PER_ACCOUNT - 1):
            refused(shared_books, How.PASSWORD, name, "wrong", later)
        later += MINUTE
        assert sign_in(shared_books.engine, How.PASSWORD, name, PASSWORD, now=later) == user_id
        later += MINUTE


def test_an_address_has_a_hundred_tries_for_all_names_together(shared_books: Books) -> None:
    address, hasher = an_address(), Counting()
    for _ in range(100):
        with pytest.raises(SignInRefused):
            sign_in(shared_books.engine, How.PASSWORD, a_name(), "x", address=address)
    with pytest.raises(TooManyTries) as told:
        sign_in(shared_books.engine, How.PASSWORD, a_name(), "x", hasher=hasher, address=address)
    assert (told.value.minutes, hasher.evaluations) == (15, 0)
    later = NOW + 15 * MINUTE
    with pytest.raises(SignInRefused):
        sign_in(shared_books.engine, How.PASSWORD, a_name(), "x", now=later, address=address)


def test_somebody_and_nobody_cost_the_same_queries_and_one_evaluation(
    shared_books: Books,
) -> None:
    name = a_name()
    a_user(shared_books, name)
    seen = []
    for typed in (name, a_name()):
        hasher = Counting()
        with Counted(shared_books.engine) as counted, pytest.raises(SignInRefused):
            sign_in(
                shared_books.engine, How.PASSWORD, typed, "wrong", hasher=hasher,
                address=an_address(),
            )  # fmt: skip
        seen.append((counted.statements, hasher.evaluations))
    assert seen[0] == seen[1]
    assert seen[0][1] == 1
    assert len(seen[0][0]) <= 6


@pytest.fixture
def club(shared_books: Books) -> Books:
    """Give a club with members 1 to 3."""
    with transaction(shared_books.engine) as connection:
        add_people(connection, shared_books.club.club_id)
    return shared_books


def with_pin(books: Books, member_no: int, pin: str) -> tuple[int, str]:
    """Hand a member a slip, let her choose a PIN, and return the user and the slip's code."""
    token = a_token()
    with transaction(books.engine) as connection:
        issue_slip(connection, books.club, member_no, token, today=TODAY, by=doer(books.user_id))
        user_id = choose_first_pin(
            connection, token, pin, hasher=CHEAP, salt=SALT, today=TODAY, now=NOW, address=ADDRESS
        )
    return user_id, token


def test_a_member_signs_in_by_number_by_paper_code_and_by_slip(club: Books) -> None:
    user_id, token = with_pin(club, 2, "507281")
    code = club.club.club.code
    for name in (f"{code}/2", f" {code.lower()} / tv02 ", f"{code}/TV02"):
        assert sign_in(club.engine, How.MEMBER_PIN, name, "507281") == user_id
    assert sign_in(club.engine, How.SLIP_PIN, token, "507281") == user_id
    for name in (f"{code}/1", f"{code}/3", f"{code}x/2", "2", f"{code}/{2**70}", f"{code}/٢"):
        refused(club, How.MEMBER_PIN, name, "507281")


def test_a_pin_is_guessed_ten_times_over_all_ways_together(club: Books) -> None:
    user_id, token = with_pin(club, 2, "507281")
    code = club.club.club.code
    ways = [
        (How.MEMBER_PIN, f"{code}/2"), (How.MEMBER_PIN, f"{code}/TV02"), (How.SLIP_PIN, token),
        (How.STAFF_PIN, str(user_id)),
    ]  # fmt: skip
    for number in range(MOST_PER_ACCOUNT):
        refused(club, *ways[number % len(ways)], "000000")
    for how, name in ways:
        with pytest.raises(TooManyTries):
            sign_in(club.engine, how, name, "507281", address=an_address())


def test_somebody_with_an_office_is_not_let_in_by_a_pin_alone(club: Books) -> None:
    user_id, token = with_pin(club, 2, "507281")
    name = f"{club.club.club.code}/2"
    over = given(club, user_id, role_here(club, Role.CHAIR, valid_until=TODAY))
    assert over > 1
    by = Doer(user_id, NOW, ADDRESS)
    with transaction(club.engine) as connection:
        set_pin(
            connection, user_id, "507281", hasher=CHEAP, salt=SALT, session=None, by=by,
            record_id=uuid.uuid4(),
        )  # fmt: skip
    refused(club, How.MEMBER_PIN, name, "507281")
    refused(club, How.SLIP_PIN, token, "507281")
    assert sign_in(club.engine, How.STAFF_PIN, str(user_id), "507281") == user_id
    term_is_over = NOW + dt.timedelta(days=1)
    assert sign_in(club.engine, How.MEMBER_PIN, name, "507281", now=term_is_over) == user_id


def test_a_user_sees_each_try_once(shared_books: Books) -> None:
    name = a_name()
    user_id = a_user(shared_books, name)
    refused(shared_books, How.PASSWORD, name, "wrong", NOW)
    sign_in(shared_books.engine, How.PASSWORD, name, PASSWORD, now=NOW + MINUTE)
    with reading(shared_books.engine) as connection:
        tries = latest_tries(connection, user_id)
    assert [(one.succeeded, one.tried_at) for one in tries] == [(True, NOW + MINUTE), (False, NOW)]


def test_a_try_that_nobody_finished_counts(shared_books: Books) -> None:
    name = a_name()
    a_user(shared_books, name)
    for _ in range(MOST_PER_ACCOUNT):
        with transaction(shared_books.engine) as connection:
            begin_try(connection, Trying(name, How.PASSWORD, an_address(), uuid.uuid4()), now=NOW)
    with pytest.raises(TooManyTries):
        sign_in(shared_books.engine, How.PASSWORD, name, PASSWORD, address=an_address())


def test_a_member_is_made_a_user_once(club: Books) -> None:
    made = []
    for _ in range(2):
        with transaction(club.engine) as connection:
            by = doer(club.user_id)
            made.append(make_member_user(connection, club.club, 3, today=TODAY, by=by))
    assert made[0] == made[1]


def test_argon2_takes_a_secret_however_it_is_composed() -> None:
    stored = CHEAP.hash("mật khẩu của bà", SALT)
    assert stored.startswith("$argon2id$v=19$m=8,t=1,p=1$")
    assert CHEAP.verify(stored, "mật khẩu của bà")
    assert not CHEAP.verify(stored, "mật khẩu của ba")
    assert not CHEAP.verify(CHEAP.dummy, "")
    assert Argon2().dummy.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert len(SALT) == SALT_BYTES


@pytest.mark.drill
def test_nobody_and_a_wrong_password_differ_by_less_than_five_milliseconds(
    database: Database,
) -> None:
    engine, hasher, name = open_engine(database.url), Argon2(), a_name()
    books = new_club(engine, "HP")
    user_id = a_user(books, name)
    with transaction(engine) as connection:
        set_password(
            connection, user_id, PASSWORD, hasher=hasher, salt=SALT, must_change=False,
            by=doer(books.user_id), record_id=uuid.uuid4(),
        )  # fmt: skip
    taken: dict[str, list[float]] = {"somebody": [], "nobody": []}
    for number in range(60):
        for who, typed in (("somebody", name), ("nobody", f"{name}-{number}")):
            trying = Trying(typed, How.PASSWORD, an_address(), uuid.uuid4())
            now = NOW + number * 2 * MINUTE
            begun = time.perf_counter()
            with transaction(engine) as connection:
                candidate = begin_try(connection, trying, now=now)
            right = is_right(candidate, "wrong", hasher)
            with pytest.raises(SignInRefused), transaction(engine) as connection:
                finish_try(connection, candidate, right, try_id=trying.try_id, now=now)
            taken[who].append(time.perf_counter() - begun)
    engine.dispose()
    assert abs(median(taken["somebody"]) - median(taken["nobody"])) < 0.005
