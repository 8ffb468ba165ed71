"""The ready accounts of a demonstration: one for each role, whose PIN opens what it should."""

import pytest

from ledger.books.engine import transaction
from ledger.core.users.grants import Role
from ledger.core.users.signing_in import How, SignInRefused
from ledger.services.acting import actor_of, approvers_of
from ledger.services.clubs import place_of
from ledger.services.demonstration_people import PIN, make_ready_accounts
from tests.conftest import NOW, TODAY, Books
from tests.services.user_desk import CHEAP, SALT, sign_in


def test_there_is_an_account_for_each_role_and_its_pin_approves(books: Books) -> None:
    with transaction(books.engine) as connection:
        ready = make_ready_accounts(
            connection, books.club, pin_hash=CHEAP.hash(PIN, SALT), today=TODAY, now=NOW
        )
        roles = {
            grant.role for one in ready for grant in actor_of(connection, one.user_id, TODAY).grants
        }
        approvers = dict(approvers_of(connection, place_of(books.club)))
    assert {one.role for one in ready} == roles == set(Role) - {Role.MEMBER}
    assert set(approvers.values()) == {"Chủ nhiệm", "Kiểm soát"}
    for user_id in approvers:
        assert sign_in(books.engine, How.STAFF_PIN, str(user_id), PIN) == user_id
        with pytest.raises(SignInRefused):
            sign_in(books.engine, How.STAFF_PIN, str(user_id), "271829")
