"""The activity of one loan, of a member's loans, and those to ask about, as pages show them."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.activities import activities_of, activities_of_member
from ledger.books.clubs import StoredClub
from ledger.books.loans import loan_file
from ledger.core.loans.life import replay
from ledger.core.loans.steps import LoanStage
from ledger.core.outcomes.activity_file import ActivityFile
from ledger.core.outcomes.contradictions import Contradicted, Told, contradictions
from ledger.core.outcomes.to_ask import ToAsk, to_ask


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanActivity:
    """The activity of a loan, what does not go together in it, and what the club got, in đồng.

    `to_club`: interest, fines and fees that were paid for the loan.
    """

    file: ActivityFile
    contradictions: tuple[Contradicted, ...]
    to_club: int

    @property
    def after_club(self) -> int:
        """Return the net income after what was paid to the club for the loan, in đồng."""
        return self.file.sums.net - self.to_club


def loan_activity(
    connection: Connection, club: StoredClub, loan_no: int, today: dt.date
) -> LoanActivity:
    """Return the activity of a loan as it stands today, in four queries (`UnknownLoan`)."""
    stored = loan_file(connection, club.club_id, loan_no)
    state = replay(stored.contract, stored.events, today)
    is_active = state.stage is LoanStage.ACTIVE
    days_late = state.arrears_now(today).days_late if is_active else 0
    file = activities_of(connection, club.club_id, [loan_no])[loan_no]
    paid = state.paid
    return LoanActivity(
        file=file, contradictions=tuple(contradictions(Told(file, days_late, today))),
        to_club=paid.interest + paid.fine + paid.fee,
    )  # fmt: skip


def own_activities(
    connection: Connection, club: StoredClub, member_no: int
) -> tuple[ActivityFile, ...]:
    """Return the activities of what a member borrowed and was paid, the latest loan first."""
    found = activities_of_member(connection, club.club_id, member_no).values()
    return tuple(one for one in reversed(list(found)) if one.loan.disbursed_on is not None)


def activities_to_ask(connection: Connection, club: StoredClub, today: dt.date) -> list[ToAsk]:
    """Return the activities of a club that somebody should ask about, in two queries."""
    return to_ask(activities_of(connection, club.club_id).values(), today)
