"""The reports of what came of a club's loans, by name."""

from collections.abc import Callable, Mapping

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.outcome_figures import named_outcomes
from ledger.core.outcomes.behind import Measure
from ledger.core.outcomes.groups import ALL, group_named
from ledger.core.outcomes.statement import OutcomeStatement
from ledger.core.statements.outcome_loans import Wanted, outcome_loans_table
from ledger.core.statements.outcome_tables import (
    differences_table,
    kinds_table,
    outcomes_table,
    years_table,
)
from ledger.core.statements.scope import Scope
from ledger.core.statements.table import Phrase, Table, phrase
from ledger.services.outcome_statement import outcome_of
from ledger.services.report_kinds import Maker, Report, Subject

OUTCOMES, OUTCOME_LOANS = "outcomes", "outcome-loans"


def _of(drawn: Callable[[Scope, OutcomeStatement], Table]) -> Maker:
    """Return what makes a report that draws the statement of a club in its own way."""

    def make(connection: Connection, club: StoredClub, subject: Subject) -> Table:
        scope = _scope(club, subject)
        return drawn(scope, outcome_of(connection, [club], scope.begin, scope.end).together)

    return make


def _loans(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    scope = _scope(club, subject)
    wanted = Wanted(
        group_named(subject.group or ALL.name), Measure(subject.measure or Measure.LOANS)
    )
    loans = named_outcomes(connection, club.club_id, scope.begin, scope.end)
    return outcome_loans_table(scope, loans, wanted)


def _scope(club: StoredClub, subject: Subject) -> Scope:
    question = subject.question
    return Scope(club.club.code, club.club.name, question.begin, question.end)


def _report(title: Phrase, make: Maker) -> Report:
    return Report(title, make, is_live=True, is_of_all_days=True)


OUTCOME_REPORTS: Mapping[str, Report] = {
    OUTCOMES: _report(phrase("Outcome statement"), _of(outcomes_table)),
    "outcomes-by-kind": _report(phrase("Outcomes by kind of work"), _of(kinds_table)),
    "outcomes-by-year": _report(phrase("Outcomes by year"), _of(years_table)),
    "outcome-differences": _report(phrase("Differences between groups"), _of(differences_table)),
    OUTCOME_LOANS: _report(phrase("Loans and what came of them"), _loans),
}
