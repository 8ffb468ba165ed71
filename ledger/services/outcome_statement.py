"""What came of the loans of one club, or of many: the outcome statement, and who is behind it."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.outcome_figures import first_disbursement, loan_outcomes
from ledger.core.outcomes.facts import LoanOutcome
from ledger.core.outcomes.groups import Group
from ledger.core.outcomes.statement import OutcomeStatement, statement_of
from ledger.core.statements.outcome_area import GROUPS, Place, outcome_sums
from ledger.core.statements.scope import PeriodEndsBeforeItBegins
from ledger.core.statements.table import Table


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What came of the loans paid out in some days, by club, of which statements are made."""

    begin: dt.date
    end: dt.date
    loans: Mapping[int, Sequence[LoanOutcome]]

    def of(
        self, clubs: Iterable[StoredClub], groups: Sequence[Group] | None = None
    ) -> OutcomeStatement:
        """Return the statement of some of the clubs together, of all groups or of some."""
        loans = [self.loans[club.club_id] for club in clubs]
        return statement_of(loans, self.begin, self.end, groups)

    @property
    def together(self) -> OutcomeStatement:
        """Return the statement of all the clubs together."""
        return statement_of(list(self.loans.values()), self.begin, self.end)


def outcome_of(
    connection: Connection, clubs: Sequence[StoredClub], begin: dt.date, end: dt.date
) -> Outcomes:
    """Return what came of the loans paid out in some days, as known of the last of them.

    In five queries however many clubs there are.
    """
    ids = [club.club_id for club in clubs]
    loans = loan_outcomes(connection, ids, begin, end)
    return Outcomes(begin, end, {club_id: loans.get(club_id, ()) for club_id in ids})


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
    found = outcome_of(connection, clubs, begin, end)
    places: dict[Place, list[StoredClub]] = {}
    for club in clubs:
        place = club.club.province or "", club.club.commune or ""
        places.setdefault(place, []).append(club)
    sums = {place: found.of(own, GROUPS) for place, own in places.items()}
    return outcome_sums(sums, begin, end)
