"""What came of the loans of one club, or of many: the outcome statement, and who is behind it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.outcome_figures import first_disbursement, loan_outcomes
from ledger.core.outcomes.groups import Group
from ledger.core.outcomes.statement import OutcomeStatement, statement_of, together
from ledger.core.statements.outcome_area import GROUPS, PlacedOutcome, outcome_sums
from ledger.core.statements.scope import PeriodEndsBeforeItBegins
from ledger.core.statements.table import Table


@dataclass(frozen=True, slots=True)
class OutcomeStatements:
    """The statements of some clubs, in the order asked for, and of all of them together."""

    clubs: tuple[tuple[StoredClub, OutcomeStatement], ...]
    together: OutcomeStatement


def outcome_of(
    connection: Connection,
    clubs: Sequence[StoredClub],
    begin: dt.date,
    end: dt.date,
    groups: Sequence[Group] | None = None,
) -> OutcomeStatements:
    """Return what came of the loans paid out in some days, as known of the last of them.

    Of all groups, or of some. In five queries however many clubs there are.
    """
    loans = loan_outcomes(connection, [club.club_id for club in clubs], begin, end)
    found = tuple(
        (club, statement_of(loans.get(club.club_id, ()), begin, end, groups)) for club in clubs
    )
    return OutcomeStatements(found, together((one for _, one in found), begin, end))


def outcome_sums_of(
    connection: Connection,
    clubs: Sequence[StoredClub],
    today: dt.date,
    begin: dt.date | None = None,
    end: dt.date | None = None,
) -> Table:
    """Return the outcomes of some clubs by place, in six queries, without small groups.

    Days left out are those from their first loan on until today (`PeriodEndsBeforeItBegins`).
    """
    end = end or today
    if begin is None:
        first = first_disbursement(connection, [club.club_id for club in clubs])
        begin = min(first or end, end)
    if end < begin:
        raise PeriodEndsBeforeItBegins(begin=begin, end=end)
    found = [
        PlacedOutcome(club.club.province, club.club.commune, statement)
        for club, statement in outcome_of(connection, clubs, begin, end, GROUPS).clubs
    ]
    return outcome_sums(found, begin, end)
