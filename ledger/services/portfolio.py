"""Which loans are in arrears on a day, and what the portfolio of a club, or of many, is worth."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.fund_figures import fund_figures
from ledger.books.portfolio import late_loans, listed_figures, loan_figures
from ledger.core.periods import day_before
from ledger.core.statements.arrears import ArrearsList
from ledger.core.statements.portfolio import (
    A_QUARTER,
    A_YEAR,
    NO_FUND,
    LoanWithFigures,
    Portfolio,
    portfolio,
    time_until,
    together,
)
from ledger.core.statements.scope import Scope


@dataclass(frozen=True, slots=True)
class Portfolios:
    """The portfolios of some clubs on a day, in the order asked for, and all of them together."""

    clubs: tuple[tuple[StoredClub, Portfolio], ...]
    together: Portfolio


def arrears_list(connection: Connection, club: StoredClub, on: dt.date) -> ArrearsList:
    """Return the loans of a club that are in arrears on a day, in one query."""
    scope = Scope(club.club.code, club.club.name, on, on)
    return ArrearsList(scope, tuple(late_loans(connection, club.club_id, on)))


def lending_list(
    connection: Connection, club: StoredClub, begin: dt.date, end: dt.date
) -> list[LoanWithFigures]:
    """Return each loan on the last of some days and what came of it in those days, in one query."""
    return listed_figures(connection, club.club_id, end, before=day_before(begin))


def portfolio_of(connection: Connection, clubs: Sequence[StoredClub], on: dt.date) -> Portfolios:
    """Return the portfolios of some clubs on a day, in three queries however many there are.

    All that is known of the days up to then counts, whenever it was told.
    """
    ids = [club.club_id for club in clubs]
    year, quarter = time_until(on, A_YEAR), time_until(on, A_QUARTER)
    loans = loan_figures(
        connection, ids, on, before=day_before(year.since), later=day_before(quarter.since)
    )
    funds = fund_figures(connection, ids, year)
    found = [
        (club, portfolio(on, loans.get(club.club_id, ()), funds.get(club.club_id, NO_FUND)))
        for club in clubs
    ]
    return Portfolios(tuple(found), together(on, (one for _, one in found)))
