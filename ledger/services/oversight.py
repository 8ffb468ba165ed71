"""Oversight: the clubs of an area summed, for those who read no club's own books."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy.engine import Connection

from ledger.books.area_figures import ClubFigures, club_figures
from ledger.books.clubs import StoredClub
from ledger.core.loans.portfolio import RISK_DAYS
from ledger.core.periods import day_before, month_of
from ledger.core.statements.area_sums import ClubSums, area_sums
from ledger.core.statements.portfolio import Portfolio
from ledger.core.statements.table import Table
from ledger.services.portfolio import portfolio_of

LATE = RISK_DAYS.index(30)


def sums_of(connection: Connection, clubs: Sequence[StoredClub], on: dt.date) -> Table:
    """Return the sums of some clubs on a day by province and commune, in six queries."""
    month = month_of(day_before(on.replace(day=1)))
    figures = club_figures(connection, [one.club_id for one in clubs], on)
    portfolios = portfolio_of(connection, clubs, on)
    sums = [_sums(club, figures[club.club_id], loans, month) for club, loans in portfolios.clubs]
    return area_sums(sums, month, on)


def _sums(club: StoredClub, figures: ClubFigures, loans: Portfolio, month: str) -> ClubSums:
    return ClubSums(
        province=club.club.province, commune=club.club.commune,
        has_closed=figures.closed is not None and figures.closed >= month,
        members=figures.members, borrowers=loans.borrowers, cash=figures.cash, bank=figures.bank,
        outstanding=loans.gross, late=int(loans.at_risk_by_lateness[LATE].numerator),
    )  # fmt: skip
