"""Which loans run on a day, by how they stand now."""

import datetime as dt
from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.loans import LoanFile, files_of_clubs
from ledger.books.tables.loan_events import LoanStandingRow


def running_files(
    connection: Connection, club_ids: Sequence[int], on: dt.date
) -> Mapping[int, list[LoanFile]]:
    """Return by club all that is kept of the loans that run on a day, in two queries.

    They were paid out by then and are not paid back; so are those of which interest that was
    accrued still stands in the books. A club without any is not named.
    """
    stands = LoanStandingRow
    is_running = sa.and_(
        stands.disbursed_on <= on,
        stands.closed_on.is_(None),
        sa.or_(stands.repaid_on.is_(None), stands.repaid_on > on, stands.receivable != 0),
    )
    chosen = sa.select(stands.club_id, stands.loan_no).where(
        stands.club_id.in_(sorted(set(club_ids))), is_running
    )
    return files_of_clubs(connection, chosen)
