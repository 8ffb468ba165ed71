"""An inspection of a club's lending from its own records: right purpose, right people."""

import datetime as dt

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.inspecting import inspected_loans, still_waiting
from ledger.books.membership import members_on
from ledger.core.outcomes.inspection import Inspection
from ledger.services.loan_products import lending_rules_on


def inspection_of(
    connection: Connection, club: StoredClub, begin: dt.date, end: dt.date
) -> Inspection:
    """Return the loans paid out in some days as they are inspected, in five queries.

    Raises `ReportTooLong`.
    """
    club_id = club.club_id
    loans = inspected_loans(connection, club_id, begin, end)
    members = members_on(connection, club_id, end)
    return Inspection(
        begin=begin, end=end,
        loans=tuple(one for one in loans if one.disbursed_on >= begin),
        running=tuple(one for one in loans if one.outstanding),
        waiting=tuple(still_waiting(connection, club_id, end)),
        members=len(members),
        officers=sum(one.position is not None for one in members.values()),
        poor_share=lending_rules_on(connection, club_id, end).poor_share,
    )  # fmt: skip
