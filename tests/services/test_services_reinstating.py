"""The way back when nobody is left who gives roles: two who oversee vouch, and it is kept."""

import datetime as dt
import uuid

import pytest

from ledger.books.engine import reading, transaction
from ledger.books.grants import add_grant
from ledger.core.errors import LedgerError
from ledger.core.users.grants import Role
from ledger.core.users.grants_rules import NewGrant
from ledger.services.granting_roles import grants_of
from ledger.services.reinstating import (
    AdministratorThere,
    CannotBeReinstated,
    MayNotVouch,
    Reinstated,
    Reinstating,
    TooFewToVouch,
    VouchedTwice,
    reinstate,
)
from ledger.services.users import disable
from tests.conftest import NOW, TODAY, Books
from tests.services.user_desk import (
    ADDRESS,
    a_user,
    acts_in_club,
    acts_on_user,
    doer,
    found,
    given,
    role_here,
    signed_in,
)

YESTERDAY = TODAY - dt.timedelta(days=1)
JANUARY = dt.date(2026, 1, 1)


def back(books: Books, user_id: int, *vouching: int, in_club: bool = False) -> Reinstated:
    first, second = vouching
    with transaction(books.engine) as connection:
        return reinstate(
            connection, Reinstating(user_id, books.club if in_club else None), (first, second),
            today=TODAY, now=NOW, address=ADDRESS, record_id=uuid.uuid4(),
        )  # fmt: skip


def officer(books: Books, role: Role, until: dt.date | None = None) -> int:
    user_id = a_user(books)
    given(books, user_id, role_here(books, role, until))
    return user_id


def administrator(books: Books, until: dt.date | None) -> int:
    """Make an administrator until a day, who was one on the day of the granting."""
    user_id = a_user(books)
    new = NewGrant(role=Role.ADMIN, valid_from=JANUARY, valid_until=until)
    with transaction(books.engine) as connection:
        add_grant(connection, user_id, new, by=user_id, at=NOW)
    return user_id


def roles(books: Books, user_id: int) -> list[Role]:
    """Return what somebody is who signs in now."""
    session = found(books, signed_in(books, user_id))
    return [] if session is None else [one.role for one in session.actor.grants]


def test_an_administrator_whose_role_ran_out_comes_back_with_one_who_oversees(
    books: Books,
) -> None:
    lapsed, chair = administrator(books, YESTERDAY), officer(books, Role.CHAIR)
    assert roles(books, lapsed) == []
    done = back(books, lapsed, lapsed, chair)
    assert roles(books, lapsed) == [Role.ADMIN]
    assert done.ended == ()
    assert {"reinstate as admin", "give role admin"} <= set(acts_on_user(books, lapsed))
    with pytest.raises(AdministratorThere):
        back(books, chair, lapsed, chair)


def test_a_treasurer_is_made_by_two_of_the_club_and_the_one_before_is_none_any_more(
    books: Books,
) -> None:
    gone, new = officer(books, Role.TREASURER), a_user(books)
    chair, auditor = officer(books, Role.CHAIR), officer(books, Role.AUDITOR, dt.date(2027, 1, 1))
    token = signed_in(books, gone)
    done = back(books, new, chair, auditor, in_club=True)
    assert done.ended == (gone,)
    assert (found(books, token), roles(books, gone)) == (None, [])
    assert roles(books, new) == [Role.TREASURER]
    assert acts_in_club(books)[-3:] == [
        "reinstate as treasurer", "end role treasurer", "give role treasurer",
    ]  # fmt: skip
    with reading(books.engine) as connection:
        assert grants_of(connection, new)[-1].granted_by == chair
    with pytest.raises(CannotBeReinstated):
        back(books, new, chair, auditor, in_club=True)


def test_who_may_not_vouch_or_come_back_is_refused_and_nothing_is_written(books: Books) -> None:
    chair, controller = officer(books, Role.CHAIR), officer(books, Role.CONTROLLER)
    accountant, new = officer(books, Role.ACCOUNTANT), a_user(books)
    former, no_password = officer(books, Role.CHAIR, TODAY), a_user(books, password=None)
    given(books, new, role_here(books, Role.CHAIR))
    before = (acts_in_club(books), acts_on_user(books, new))

    def refusal(error: type[LedgerError], user_id: int, *two: int, in_club: bool = True) -> None:
        with pytest.raises(error):
            back(books, user_id, *two, in_club=in_club)

    refusal(VouchedTwice, new, chair, chair)
    refusal(MayNotVouch, new, chair, accountant)
    refusal(MayNotVouch, new, chair, new)  # nobody vouches for herself as treasurer
    refusal(CannotBeReinstated, no_password, chair, controller, in_club=False)
    for user_id in (controller, former, new):
        with transaction(books.engine) as connection:
            disable(
                connection, user_id, today=TODAY, by=doer(books.user_id), record_id=uuid.uuid4()
            )
    refusal(CannotBeReinstated, new, chair, controller)
    refusal(TooFewToVouch, accountant, chair, controller)
    refusal(TooFewToVouch, accountant, chair, controller, in_club=False)
    after = (acts_in_club(books), [x for x in acts_on_user(books, new) if x != "disable user"])
    assert before == after
