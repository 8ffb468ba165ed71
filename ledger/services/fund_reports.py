"""The reports of what the scheme asks of a club, and of how its loan fund fares, by name."""

from collections.abc import Mapping

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.prices import price_changes
from ledger.core.outcomes.projection import projected
from ledger.core.statements.fund_charts import health_charts, projection_charts, sources_charts
from ledger.core.statements.fund_tables import (
    capital_sources_table,
    fund_health_table,
    price_table,
    projection_table,
)
from ledger.core.statements.inspection_table import inspection_table
from ledger.core.statements.scope import Scope
from ledger.core.statements.table import Table, phrase
from ledger.core.statements.target_table import targets_table
from ledger.services.fund_health import capital_of, fund_health_of, prospect_of
from ledger.services.inspection import inspection_of
from ledger.services.report_kinds import Report, Subject
from ledger.services.targets import targets_of

PROJECTION = "fund-projection"


def _scope(club: StoredClub, subject: Subject) -> Scope:
    question = subject.question
    return Scope(club.club.code, club.club.name, question.begin, question.end)


def _targets(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    scope = _scope(club, subject)
    (found,) = targets_of(connection, [club], scope.end)
    return targets_table(scope, found)


def _inspection(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    scope = _scope(club, subject)
    return inspection_table(scope, inspection_of(connection, club, scope.begin, scope.end))


def _sources(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    scope = _scope(club, subject)
    return capital_sources_table(scope, capital_of(connection, club, scope.end))


def _health(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    scope = _scope(club, subject)
    found = fund_health_of(connection, club, scope.end)
    return fund_health_table(scope, found.years, found.missing)


def _projection(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    scope = _scope(club, subject)
    found = prospect_of(connection, club, scope.end)
    years = projected(found.now, found.supposed)
    return projection_table(scope, found.now, found.supposed, years)


def _prices(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    return price_table(_scope(club, subject), price_changes(connection, club.club_id))


FUND_REPORTS: Mapping[str, Report] = {
    "targets": Report(phrase("Targets of the scheme"), _targets, is_live=True),
    "purpose-and-people": Report(phrase("Right purpose, right people"), _inspection, is_live=True),
    "capital-sources": Report(
        phrase("Capital by source"), _sources, is_live=True, charts=sources_charts
    ),
    "fund-health": Report(
        phrase("The fund's health"), _health, is_live=True, charts=health_charts
    ),
    PROJECTION: Report(
        phrase("The fund in the next five years, if …"), _projection, is_live=True,
        charts=projection_charts,
    ),
    "price-changes": Report(phrase("How prices changed"), _prices, is_live=True),
}  # fmt: skip
"""A part of `reports.REPORTS`."""
