"""What is usual and what is large, so that a page can warn and a second person be asked."""

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.usual_amounts import PostedTo, last_amounts
from ledger.core.accounts import MONEY_ACCOUNTS, Side
from ledger.core.acts.income import DuesOfMany
from ledger.core.acts.moves import FundsTransferred
from ledger.core.acts.shared import Act

LOOKED_AT = 12
"""So many of the last amounts say what is usual."""
ENOUGH = 3
"""Of a member with fewer amounts than this nothing is usual: all members' are looked at."""


def usual(
    connection: Connection, club: StoredClub, account: str, side: Side, member_no: int | None = None
) -> int | None:
    """Return the median of the last amounts of an account's side, in đồng, None without any.

    Those of the member, where there are enough; else those of everybody. Of an even number the
    lower of the two in the middle.
    """
    found: list[int] = []
    if member_no is not None:
        own = PostedTo(account, side, member_no)
        found = last_amounts(connection, club.club_id, own, LOOKED_AT)
    if len(found) < ENOUGH:
        found = last_amounts(connection, club.club_id, PostedTo(account, side), LOOKED_AT)
    return sorted(found)[(len(found) - 1) // 2] if found else None


def usual_of(connection: Connection, club: StoredClub, act: Act) -> int | None:
    """Return what is usual where an act posts to, in đồng, None where nothing is.

    `act` is without faults. Looked at is the account that stands against the money, and the
    member whom the act names.
    """
    if isinstance(act, DuesOfMany | FundsTransferred):
        return None
    for line in act.lines_of({}):
        if line.account not in MONEY_ACCOUNTS:
            side = Side.DEBIT if line.debit else Side.CREDIT
            return usual(connection, club, line.account, side, line.member_no)
    return None
