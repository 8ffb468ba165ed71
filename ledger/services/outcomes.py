"""What came of a request, told again to whoever made it."""

import uuid

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.requests import first_answer
from ledger.core.loans.written import read
from ledger.core.users.grants import Actor, NothingThere
from ledger.services.doing import Outcome


def outcome_of(
    connection: Connection, club: StoredClub, actor: Actor, request_id: uuid.UUID
) -> Outcome:
    """Return what came of a request of the actor's own (`NothingThere`)."""
    first = first_answer(connection, club.club_id, request_id)
    if first is None or first.actor != actor.user_id:
        raise NothingThere
    try:
        return read(Outcome, first.answer)
    except ValueError:  # another kind of request, which has no such page
        raise NothingThere from None
