"""Giving a lost role back at the terminal: two people show who they are, unseen."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from ledger.books.clubs import add_user, find_club
from ledger.books.engine import open_engine, reading, transaction
from ledger.books.grants import add_grant, users_with
from ledger.books.users import replace_recovery_codes, set_credential
from ledger.core.users.grants import Role
from ledger.core.users.grants_rules import NewGrant
from ledger.core.users.tokens import recovery_digest
from tests.cli.conftest import ClubLedger
from tests.services.user_desk import CHEAP, PASSWORD, SALT

PIN, CODE = "482913", "ACDE-FGHJ"
BEGAN, OVER = dt.date(2020, 1, 1), dt.date(2020, 12, 31)
MADE = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def people(own_books: Path) -> Iterator[Engine]:
    """Give the books of a club with a chair, a controller, and an administrator of long ago."""
    engine = open_engine(f"sqlite:///{own_books}")
    with transaction(engine) as connection:
        club = find_club(connection, "HP")
        for name, role, until in (
            ("chu-nhiem", Role.CHAIR, None), ("kiem-soat", Role.CONTROLLER, None),
            ("quan-tri", Role.ADMIN, OVER),
        ):  # fmt: skip
            user_id = add_user(connection, name, name, MADE)
            set_credential(
                connection, user_id, MADE, password_hash=CHEAP.hash(PASSWORD, SALT),
                pin_hash=CHEAP.hash(PIN, SALT),
            )  # fmt: skip
            replace_recovery_codes(connection, user_id, [recovery_digest(CODE)], MADE)
            club_id = None if role is Role.ADMIN else club.club_id
            new = NewGrant(role=role, valid_from=BEGAN, valid_until=until, club_id=club_id)
            add_grant(connection, user_id, new, by=user_id, at=MADE)
    yield engine
    engine.dispose()


def administrators(engine: Engine) -> int:
    with reading(engine) as connection:
        return len(users_with(connection, Role.ADMIN, dt.date(2100, 1, 1)))


def test_two_who_oversee_give_the_administrator_s_role_back(
    club_ledger: ClubLedger, people: Engine
) -> None:
    wrong = club_ledger(
        "reinstate", "quan-tri", typed=f"chu-nhiem\n{PIN}\nkiem-soat\n{PASSWORD}\nAAAA-AAAA\n"
    )
    assert (wrong.code, administrators(people)) == (1, 0)
    typed = f"chu-nhiem\n{PIN}\nkiem-soat\n{PASSWORD}\n{CODE}\n"
    answer = club_ledger("reinstate", "quan-tri", typed=typed)
    assert answer.code == 0, answer.err
    assert "quan-tri is administrator from now on." in answer.out
    assert administrators(people) == 1
    for secret in (PIN, PASSWORD, CODE):
        assert secret not in answer.out + answer.err
    again = club_ledger("reinstate", "chu-nhiem", typed="")
    assert (again.code, "quan-tri administers the installation" in again.err) == (1, True)


def test_nobody_guesses_a_pin_more_than_ten_times_or_vouches_twice(
    club_ledger: ClubLedger, people: Engine
) -> None:
    twice = club_ledger("reinstate", "quan-tri", typed=f"chu-nhiem\n{PIN}\n" * 2)
    assert "vouched twice" in twice.err
    for _ in range(10):
        wrong = club_ledger("reinstate", "quan-tri", typed="kiem-soat\n111222\n")
        assert "check the name and the secret" in wrong.err
    shut = club_ledger("reinstate", "quan-tri", typed=f"kiem-soat\n{PIN}\n")
    assert (shut.code, "minutes" in shut.err) == (1, True)
    stopped = club_ledger("reinstate", "quan-tri", typed="")
    assert (stopped.code, "Stopped" in stopped.err) == (1, True)
    assert administrators(people) == 0
