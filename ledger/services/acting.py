"""Who somebody is today: the user, with the grants that are in force."""

import datetime as dt

from sqlalchemy.engine import Connection

from ledger.books.grants import grants_by_user
from ledger.books.users import user_of
from ledger.core.users.grants import Actor, Place
from ledger.core.users.policy import IN_A_CLUB, Permission
from ledger.services.granting_roles import people_of_club


def actor_of(connection: Connection, user_id: int, today: dt.date) -> Actor:
    """Return a user with the grants in force on a day (`UnknownUser`)."""
    user = user_of(connection, user_id)
    kept = grants_by_user(connection, [user_id]).get(user_id, [])
    grants = tuple(one.grant for one in kept if one.grant.is_in_force(today))
    return Actor(user_id, user.sign_in_name, user.name, grants)


def approvers_of(connection: Connection, place: Place) -> list[tuple[int, str]]:
    """Return who may approve in a club, by number of the user, each once, with the name."""
    roles = IN_A_CLUB[Permission.APPROVE]
    found = {
        one.user_id: one.name
        for one in people_of_club(connection, place)
        if one.grant.role in roles and not one.is_disabled
    }
    return sorted(found.items())
