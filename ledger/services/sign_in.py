"""Signing in, in three steps: a try is kept, then the secret compared, then the outcome kept.

Each step that writes is a transaction of its own. So no hash is worked out while others wait for
the books, and a try counts before anybody knows whether it was right.
"""

import datetime as dt
import uuid
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.sign_ins import (
    Try,
    failed_of_account,
    find_account,
    keep_try,
    known_mark,
    lock_tries,
    tries_from_address,
    tries_of,
)
from ledger.core.users.signing_in import (
    MOST_PER_ACCOUNT,
    MOST_PER_ADDRESS,
    WINDOW,
    How,
    SignInRefused,
    TooManyTries,
    account_digest,
    minutes_to_wait,
    sign_in_name,
)
from ledger.services.passwords import Hasher

_RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Trying:
    """A try to sign in: as whom, by what, from where; the id is new.

    `name` is what was typed, for `How.SLIP_PIN` the slip's code, for `How.STAFF_PIN` and
    `How.SECOND_FACTOR` the user's number. That a device is enrolled is for the door to see.
    `marks` are what the browser shows of having been here before, the surest first.
    """

    name: str
    how: How
    address: str
    try_id: uuid.UUID
    marks: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Whom a try may turn out to be; without a hash nothing that is typed is right."""

    user_id: int | None
    stored_hash: str | None
    how: How
    address: str
    account_digest: bytes


def begin_try(connection: Connection, trying: Trying, *, now: dt.datetime) -> Candidate:
    """Keep that somebody tries, and return whom it may be; commit before comparing.

    At most ten tries of an account, and a hundred from an address, in fifteen minutes
    (TRUST.md, section 4); what is refused for that is not counted again. A browser that is known
    to be the user's has ten of its own: strangers do not shut her out. Raises `TooManyTries`.
    """
    found = find_account(connection, trying.how, trying.name, now.date())
    name = sign_in_name(trying.name)
    known_by = None
    if trying.marks:  # asked for nobody too, which takes as long
        user = found.user_id if found else 0
        known_by = known_mark(connection, user, trying.how, trying.marks)
    digest = account_digest(trying.how, found.user_id if found else name, known_by)
    lock_tries(connection, digest, trying.address)
    since = now - WINDOW
    tries = failed_of_account(connection, digest, since, MOST_PER_ACCOUNT)
    from_there = tries_from_address(connection, trying.address, since, MOST_PER_ADDRESS)
    minutes = max(
        minutes_to_wait(tries, MOST_PER_ACCOUNT, now),
        minutes_to_wait(from_there, MOST_PER_ADDRESS, now),
    )
    if minutes:
        raise TooManyTries(minutes=minutes)
    user_id = found.user_id if found else None
    tried = Try(trying.try_id, trying.how, trying.address, succeeded=False, tried_at=now)
    keep_try(connection, tried, digest, user_id)
    stored = found.stored_hash if found and not found.is_disabled else None
    return Candidate(user_id, stored, trying.how, trying.address, digest)


def is_right(candidate: Candidate, secret: str, hasher: Hasher) -> bool:
    """Tell whether a secret is the candidate's; takes as long for nobody as for somebody."""
    fits = hasher.verify(candidate.stored_hash or hasher.dummy, secret)
    return fits and candidate.stored_hash is not None


def finish_try(
    connection: Connection,
    candidate: Candidate,
    right: bool,  # noqa: FBT001 - the outcome is what is told
    *,
    try_id: uuid.UUID,
    now: dt.datetime,
) -> int:
    """Return the user who tried, once the secret was right; the account's count begins anew.

    Raises `SignInRefused`, alike for a name that nobody has and a secret that is not right.
    """
    if not right or candidate.user_id is None:
        raise SignInRefused
    done = Try(
        uuid.uuid5(try_id, _RIGHT), candidate.how, candidate.address, succeeded=True, tried_at=now
    )
    keep_try(connection, done, candidate.account_digest, candidate.user_id)
    return candidate.user_id


def latest_tries(connection: Connection, user_id: int) -> list[Try]:
    """Return the latest tries as a user, each once, the latest first."""
    found = tries_of(connection, user_id)
    right = {one.try_id for one in found if one.succeeded}
    return [one for one in found if uuid.uuid5(one.try_id, _RIGHT) not in right]
