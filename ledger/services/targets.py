"""Where clubs stand to what the scheme asks of them."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.target_figures import target_figures
from ledger.core.outcomes.targets import Measured, measured, tallies
from ledger.core.statements.portfolio import A_YEAR, time_until
from ledger.core.statements.table import Table
from ledger.core.statements.target_table import targets_of_clubs_table


def targets_of(
    connection: Connection, clubs: Sequence[StoredClub], on: dt.date
) -> list[tuple[Measured, ...]]:
    """Return the figures of each club's targets on a day, in five queries for all clubs."""
    ids = [one.club_id for one in clubs]
    figures = target_figures(connection, ids, time_until(on, A_YEAR))
    return [measured(figures[club_id]) for club_id in ids]


def targets_of_clubs(connection: Connection, clubs: Sequence[StoredClub], on: dt.date) -> Table:
    """Return how many of some clubs meet each target on a day."""
    found = tallies(targets_of(connection, clubs, on))
    return targets_of_clubs_table(found, len(clubs), on)
