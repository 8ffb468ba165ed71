"""The second factor: a code is good once and for a moment, a recovery code once."""

import datetime as dt
import uuid

import pyotp
import pytest

from ledger.books.engine import transaction
from ledger.core.users.signing_in import MOST_PER_ACCOUNT, How, SignInRefused, TooManyTries
from ledger.core.users.tokens import RANDOM_FOR_CODES
from ledger.services.second_factor import (
    SECRET_BYTES,
    SecondFactorCodeWrong,
    SecondFactorThere,
    codes_left,
    enrol,
    make_recovery_codes,
    new_secret,
    provisioning_uri,
    shows_second_factor,
    take_away,
)
from ledger.services.sign_in import Trying, begin_try, finish_try
from tests.conftest import NOW, Books
from tests.services.user_desk import ADDRESS, a_user, acts_on_user, doer

SECRET = new_secret(bytes(range(SECRET_BYTES)))
HALF_MINUTE = dt.timedelta(seconds=30)


def code_at(at: dt.datetime) -> str:
    """Return what the app shows at a moment."""
    return pyotp.TOTP(SECRET).at(at)


def enrolled(books: Books) -> int:
    """Return a user whose second factor was set up a minute ago."""
    user_id = a_user(books)
    at = NOW - 2 * HALF_MINUTE
    with transaction(books.engine) as connection:
        enrol(
            connection, user_id, SECRET, code_at(at), by=doer(user_id, at), record_id=uuid.uuid4()
        )
    return user_id


def shown(books: Books, user_id: int, typed: str, now: dt.datetime = NOW) -> bool:
    """Show a code as a page does: the try is kept first."""
    trying = Trying(str(user_id), How.SECOND_FACTOR, ADDRESS, uuid.uuid4())
    with transaction(books.engine) as connection:
        candidate = begin_try(connection, trying, now=now)
    assert candidate.user_id == user_id
    try:
        with transaction(books.engine) as connection:
            right = shows_second_factor(connection, user_id, typed, now=now)
            finish_try(connection, candidate, right, try_id=trying.try_id, now=now)
    except SignInRefused:
        return False
    return True


def test_a_code_is_good_within_half_a_minute_of_now(shared_books: Books) -> None:
    user_id = enrolled(shared_books)
    assert not shown(shared_books, user_id, code_at(NOW + 2 * HALF_MINUTE))
    assert shown(shared_books, user_id, code_at(NOW + HALF_MINUTE))
    assert not shown(shared_books, user_id, "000000")
    assert not shown(shared_books, user_id, "")
    assert not shown(shared_books, user_id, "\u0661" * 6)


def test_a_code_is_good_once_and_none_before_it_any_more(shared_books: Books) -> None:
    user_id = enrolled(shared_books)
    spaced = f" {code_at(NOW)[:3]} {code_at(NOW)[3:]} "
    assert shown(shared_books, user_id, spaced)
    assert not shown(shared_books, user_id, code_at(NOW))
    assert not shown(shared_books, user_id, code_at(NOW - HALF_MINUTE))
    assert shown(shared_books, user_id, code_at(NOW + HALF_MINUTE))


def test_the_code_by_which_it_was_set_up_is_used_up(shared_books: Books) -> None:
    user_id = a_user(shared_books)
    with transaction(shared_books.engine) as connection:
        enrol(connection, user_id, SECRET, code_at(NOW), by=doer(user_id), record_id=uuid.uuid4())
    assert not shown(shared_books, user_id, code_at(NOW))


def test_codes_are_guessed_ten_times(shared_books: Books) -> None:
    user_id = enrolled(shared_books)
    for _ in range(MOST_PER_ACCOUNT):
        assert not shown(shared_books, user_id, "000000")
    with pytest.raises(TooManyTries):
        shown(shared_books, user_id, code_at(NOW))


@pytest.mark.parametrize("secret", [SECRET, "", "not a secret", SECRET[:-1], SECRET.lower()])
def test_nothing_is_set_up_by_a_wrong_code(shared_books: Books, secret: str) -> None:
    user_id = a_user(shared_books)
    wrong = code_at(NOW + 9 * HALF_MINUTE)
    for typed in (wrong, "12345", ""):
        with transaction(shared_books.engine) as connection, pytest.raises(SecondFactorCodeWrong):
            enrol(connection, user_id, secret, typed, by=doer(user_id), record_id=uuid.uuid4())
    assert not shown(shared_books, user_id, wrong)


def test_whoever_knows_only_the_password_does_not_replace_it(shared_books: Books) -> None:
    user_id = enrolled(shared_books)
    other = new_secret(bytes(SECRET_BYTES))
    code = pyotp.TOTP(other).at(NOW)
    with transaction(shared_books.engine) as connection, pytest.raises(SecondFactorThere):
        enrol(connection, user_id, other, code, by=doer(user_id), record_id=uuid.uuid4())


def recovery(books: Books, user_id: int, seed: int) -> list[str]:
    random = bytes(seed + place for place in range(RANDOM_FOR_CODES))
    with transaction(books.engine) as connection:
        return make_recovery_codes(
            connection, user_id, random, by=doer(user_id), record_id=uuid.uuid4()
        )


def test_a_recovery_code_is_good_once_and_until_new_ones_are_made(shared_books: Books) -> None:
    user_id, other = enrolled(shared_books), enrolled(shared_books)
    first = recovery(shared_books, user_id, 1)
    assert not shown(shared_books, other, first[0])
    assert shown(shared_books, user_id, first[0].lower())
    assert not shown(shared_books, user_id, first[0])
    with transaction(shared_books.engine) as connection:
        assert codes_left(connection, user_id) == 9
    second = recovery(shared_books, user_id, 100)
    assert not shown(shared_books, user_id, first[1])
    assert shown(shared_books, user_id, second[1].replace("-", ""))


def test_a_lost_phone_is_taken_away_with_its_codes(shared_books: Books) -> None:
    user_id = enrolled(shared_books)
    codes = recovery(shared_books, user_id, 50)
    with transaction(shared_books.engine) as connection:
        take_away(connection, user_id, by=doer(1), record_id=uuid.uuid4())
    assert not shown(shared_books, user_id, codes[0])
    assert not shown(shared_books, user_id, code_at(NOW))
    assert {"set up second factor", "take away second factor", "make recovery codes"} <= set(
        acts_on_user(shared_books, user_id)
    )


def test_an_app_reads_the_secret_from_an_address() -> None:
    found = pyotp.parse_uri(
        provisioning_uri(SECRET, sign_in_name="thu-quỹ", issuer="Sổ câu lạc bộ")
    )
    assert isinstance(found, pyotp.TOTP)
    assert (found.secret, found.name, found.issuer) == (SECRET, "thu-quỹ", "Sổ câu lạc bộ")
    with pytest.raises(ValueError, match="19"):
        new_secret(bytes(19))
