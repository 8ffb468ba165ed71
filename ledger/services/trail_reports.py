"""Reports on the people who use the books, for those who oversee them alone."""

import datetime as dt
from collections.abc import Mapping

from sqlalchemy.engine import Connection

from ledger.books.access_log import looks_between
from ledger.books.clubs import StoredClub
from ledger.books.members import members_of
from ledger.core.privacy.looks import folded
from ledger.core.statements.scope import Scope
from ledger.core.statements.table import Table, phrase
from ledger.core.statements.who_saw_whom import who_saw_whom_table
from ledger.services.report_kinds import Report, Subject


def who_saw_whom(connection: Connection, club: StoredClub, since: dt.date, until: dt.date) -> Table:
    """Return who looked at which member from one day to another, in two queries.

    Raises `PeriodEndsBeforeItBegins`, `ReportTooLong`.
    """
    scope = Scope(club.club.code, club.club.name, since, until)
    looks = folded(looks_between(connection, club.club_id, since, until))
    members = members_of(connection, club.club_id)
    named = {one.member_no: (one.paper_code, one.name) for one in members}
    return who_saw_whom_table(scope, looks, named)


def _who_saw_whom(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    return who_saw_whom(connection, club, subject.question.begin, subject.question.end)


TRAIL_REPORTS: Mapping[str, Report] = {
    "who-saw-whom": Report(phrase("Who looked at whom"), _who_saw_whom, is_long=True, is_live=True),
}
"""By name, apart from `reports.REPORTS`: whoever reads the books does not read these."""
