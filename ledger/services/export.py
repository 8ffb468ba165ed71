"""A club's books for other programs."""

from sqlalchemy.engine import Connection

from ledger.books.accounts import accounts_of, funds_of
from ledger.books.clubs import StoredClub
from ledger.books.whole_journal import entries_by_day, used_accounts
from ledger.core.statements.whole_journal import WholeJournal


def books_of(connection: Connection, club: StoredClub) -> WholeJournal:
    """Return a club's whole journal; its entries are read from `connection` as they are taken.

    Seven queries, whatever the length of the book. All formats of `files` are made from it.
    """
    return WholeJournal(
        club=club.club,
        accounts=tuple(accounts_of(connection, club.club_id)),
        funds=tuple(funds_of(connection, club.club_id)),
        used=tuple(used_accounts(connection, club.club_id)),
        entries=entries_by_day(connection, club.club_id),
    )
