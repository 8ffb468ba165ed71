"""Sessions that have begun, so that pages can be asked for as somebody."""

import datetime as dt

from flask.testing import FlaskClient
from sqlalchemy.engine import Engine

from ledger.books.clubs import StoredClub, add_user
from ledger.books.engine import transaction
from ledger.books.grants import add_grant
from ledger.books.users import set_credential
from ledger.core.users.grants import Role
from ledger.core.users.grants_rules import NewGrant
from ledger.services.sessions import start_session
from ledger.web.door import SESSION

BEGAN = dt.date(2020, 1, 1)
READER = "reader-" + "r" * 36
"""The token of an auditor who may read every club's books."""


def begin(
    engine: Engine, name: str, now: dt.datetime, *grants: NewGrant, token: str | None = None
) -> str:
    """Make a user with some grants who has signed in with all that is asked; return the token."""
    token = token or f"{name}-" + "t" * (40 - len(name))
    with transaction(engine) as connection:
        user_id = add_user(connection, name, name, now)
        set_credential(connection, user_id, now, pin_hash=None)
        for new in grants:
            add_grant(connection, user_id, new, by=user_id, at=now)
        start_session(
            connection, user_id=user_id, token=token, how="password", second_factor=True,
            agent="test", device_no=None, now=now,
        )  # fmt: skip
    return token


def begin_reader(engine: Engine, now: dt.datetime) -> str:
    """Let an auditor of the whole country sign in."""
    new = NewGrant(role=Role.AUDITOR, valid_from=BEGAN, valid_until=dt.date(2100, 1, 1))
    return begin(engine, "kiem-toan", now, new, token=READER)


def in_club(role: Role, club: StoredClub, member_no: int | None = None) -> NewGrant:
    """Return a role in a club; an auditor's ends some day."""
    until = dt.date(2100, 1, 1) if role is Role.AUDITOR else None
    return NewGrant(
        role=role, valid_from=BEGAN, valid_until=until, club_id=club.club_id, member_no=member_no
    )


def as_(client: FlaskClient, token: str) -> FlaskClient:
    """Return the client as the browser of a session."""
    client.set_cookie(SESSION, token)
    return client
