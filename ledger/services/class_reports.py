"""The reports of households and members: who they are, of which class, by which standard."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.composition import counted_households, counted_members
from ledger.books.household_classes import named_households
from ledger.books.members import members_of
from ledger.books.standards import poverty_standards
from ledger.core.outcomes.composition import Composition, composition
from ledger.core.outcomes.flows import YearFlows, year_flows
from ledger.core.statements.class_charts import composition_charts, flows_charts
from ledger.core.statements.class_flows_table import class_flows_table, class_list_table
from ledger.core.statements.composition_table import (
    NamedMember,
    composition_table,
    member_list_table,
)
from ledger.core.statements.scope import Scope
from ledger.core.statements.standards_table import standards_table
from ledger.core.statements.table import Table, phrase
from ledger.services.report_kinds import Report, Subject


def composition_of(connection: Connection, club_ids: Sequence[int], day: dt.date) -> Composition:
    """Return who the members of some clubs are on a day, in two queries."""
    return composition(counted_members(connection, club_ids, day), day)


def flows_of(
    connection: Connection, club_ids: Sequence[int], years: Iterable[int], today: dt.date
) -> list[YearFlows]:
    """Return how the households of some clubs moved between classes in some years.

    Three queries. A year that runs is counted up to today; one that has not begun is left out.
    """
    households = counted_households(connection, club_ids)
    standards = poverty_standards(connection)
    return [year_flows(households, standards, year, today) for year in years if year <= today.year]


def _scope(club: StoredClub, subject: Subject) -> Scope:
    question = subject.question
    return Scope(club.club.code, club.club.name, question.begin, question.end)


def _composition(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    scope = _scope(club, subject)
    return composition_table(scope, composition_of(connection, [club.club_id], scope.end))


def _member_list(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    scope = _scope(club, subject)
    counted = counted_members(connection, [club.club_id], scope.end)
    by_number = {one.member_no: one for one in counted}
    named = [
        NamedMember(one.paper_code, one.name, by_number[one.member_no], one.is_restricted)
        for one in members_of(connection, club.club_id)
        if one.member_no in by_number
    ]
    return member_list_table(scope, named)


def _class_flows(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    scope = _scope(club, subject)
    years = range(scope.begin.year, scope.end.year + 1)
    return class_flows_table(scope, flows_of(connection, [club.club_id], years, scope.end))


def _class_list(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    scope = _scope(club, subject)
    years = flows_of(connection, [club.club_id], [scope.end.year], scope.end)
    return class_list_table(scope, years[0], named_households(connection, club.club_id))


def _standards(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    standards = [
        one
        for one in poverty_standards(connection)
        if one.province is None or one.province == club.club.province
    ]
    return standards_table(_scope(club, subject), standards)


CLASS_REPORTS: Mapping[str, Report] = {
    "composition": Report(
        phrase("Who the members are"), _composition, is_live=True, charts=composition_charts
    ),
    "composition-list": Report(
        phrase("Who the members are, one by one"), _member_list, is_live=True
    ),
    "class-flows": Report(
        phrase("How households moved between classes"),
        _class_flows,
        is_live=True,
        charts=flows_charts,
    ),
    "class-list": Report(phrase("Households and their classes"), _class_list, is_live=True),
    "poverty-standards": Report(phrase("Standards of poverty"), _standards, is_live=True),
}
"""A part of `reports.REPORTS`."""
