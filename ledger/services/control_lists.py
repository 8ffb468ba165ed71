"""The reports by which an auditor or a meeting sees what needs an eye, by name."""

from collections.abc import Mapping

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.control_lists import (
    late_entries,
    new_borrowers,
    paid_by_another,
    sharing_borrowers,
)
from ledger.core.statements.control_lists import (
    late_entries_table,
    new_borrowers_table,
    paid_by_another_table,
    sharing_borrowers_table,
)
from ledger.core.statements.scope import Scope
from ledger.core.statements.table import Table, phrase
from ledger.services.report_kinds import Report, Subject


def _late(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    scope = _days(club, subject)
    found = late_entries(connection, club.club_id, scope.begin, scope.end)
    return late_entries_table(scope, found)


def _borrowers(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    scope = _days(club, subject)
    found = new_borrowers(connection, club.club_id, scope.begin, scope.end)
    return new_borrowers_table(scope, found)


def _payers(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    scope = _days(club, subject)
    found = paid_by_another(connection, club.club_id, scope.begin, scope.end)
    return paid_by_another_table(scope, found)


def _sharing(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    scope = _days(club, subject)
    return sharing_borrowers_table(scope, sharing_borrowers(connection, club.club_id, scope.end))


def _days(club: StoredClub, subject: Subject) -> Scope:
    question = subject.question
    return Scope(club.club.code, club.club.name, question.begin, question.end)


CONTROL_LISTS: Mapping[str, Report] = {
    "late-entries": Report(phrase("Entries recorded late"), _late, is_live=True),
    "new-borrowers": Report(phrase("New borrowers"), _borrowers),
    "paid-by-another": Report(phrase("Loans paid for by others"), _payers),
    "sharing-borrowers": Report(
        phrase("Borrowers with the same phone or household"), _sharing, is_live=True
    ),
}
"""A part of `reports.REPORTS`."""
