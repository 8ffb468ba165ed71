"""A moratorium over the clubs of a commune: seen beforehand, then carried out club by club."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub, clubs_in_commune, clubs_numbered
from ledger.books.loans import LoanFile
from ledger.books.running import running_files
from ledger.core.journal import PostingRequest
from ledger.core.loans.events import NewSchedule
from ledger.core.loans.life import after, replay
from ledger.core.loans.moratorium import Moratorium, new_schedule
from ledger.core.loans.state import LoanState
from ledger.services.loan_decision import Decision
from ledger.services.loan_work import Told
from ledger.services.loans import LoanReceipt, carry_out, check_day


@dataclass(frozen=True, slots=True)
class Coming:
    """What of an instalment is to come: its day, principal and interest in đồng."""

    due_on: dt.date
    principal: int
    interest: int


@dataclass(frozen=True, slots=True)
class SuspendedLoan:
    """What a moratorium does to a loan: what was to come before it, and what is after it."""

    club: StoredClub
    loan_no: int
    paper_code: str
    member_no: int
    before: tuple[Coming, ...]
    after: tuple[Coming, ...]

    @property
    def principal(self) -> int:
        """Return the principal that comes back later, in đồng."""
        return sum(one.principal for one in self.after)

    @property
    def interest_before(self) -> int:
        """Return the interest that was to come, in đồng."""
        return sum(one.interest for one in self.before)

    @property
    def interest_after(self) -> int:
        """Return the interest that is to come now, in đồng."""
        return sum(one.interest for one in self.after)


@dataclass(frozen=True, slots=True)
class MoratoriumPreview:
    """What a moratorium does to the loans of some clubs, in order of club and loan."""

    moratorium: Moratorium
    loans: tuple[SuspendedLoan, ...]

    @property
    def principal(self) -> int:
        """Return all principal that is put off, in đồng."""
        return sum(one.principal for one in self.loans)

    @property
    def interest_before(self) -> int:
        """Return all interest that was to come, in đồng."""
        return sum(one.interest_before for one in self.loans)

    @property
    def interest_after(self) -> int:
        """Return all interest that is to come now, in đồng."""
        return sum(one.interest_after for one in self.loans)

    def of(self, club: StoredClub) -> "MoratoriumPreview":
        """Return what it does to the loans of one of the clubs."""
        own = tuple(one for one in self.loans if one.club.club_id == club.club_id)
        return MoratoriumPreview(self.moratorium, own)


def clubs_of(connection: Connection, commune: str, province: str) -> list[StoredClub]:
    """Return the clubs of a commune, as clubs and their papers write it, in order of code."""
    return clubs_in_commune(connection, commune, province)


def clubs_of_numbers(connection: Connection, club_ids: Iterable[int]) -> list[StoredClub]:
    """Return the clubs of some numbers, in order of code (`UnknownClub`)."""
    return clubs_numbered(connection, club_ids)


def preview(
    connection: Connection, clubs: Sequence[StoredClub], moratorium: Moratorium
) -> MoratoriumPreview:
    """Return what a moratorium would do to the clubs' loans, without writing, in two queries.

    Loans that are paid back or written off are left out, and those of which nothing falls due
    until its end. Refuses `MoratoriumTooLong`.
    """
    on = moratorium.begins_on
    files = running_files(connection, [club.club_id for club in clubs], on)
    found = [
        _suspended(club, file, state, event)
        for club in clubs
        for file, state, event in _events(files.get(club.club_id, ()), moratorium)
    ]
    return MoratoriumPreview(moratorium, tuple(found))


def suspend(
    connection: Connection,
    club: StoredClub,
    moratorium: Moratorium,
    request: PostingRequest,
    *,
    today: dt.date,
    because: Decision,
) -> LoanReceipt:
    """Carry a moratorium out in one club, in the caller's transaction, once per request id.

    Each loan that `preview` shows gets a new schedule. Asked for again, under whatever request
    id, it changes nothing more. Refuses as `preview` and `services.loans.record` do.
    """

    def plan() -> Sequence[Told]:
        check_day(moratorium.begins_on, today)
        files = running_files(connection, [club.club_id], moratorium.begins_on)
        return [
            because.told(file.loan.loan_no, event)
            for file, _, event in _events(files.get(club.club_id, ()), moratorium)
        ]

    content = ("moratorium", moratorium, because)
    return carry_out(connection, club, plan, request, content=content, today=today)


def _events(
    files: Sequence[LoanFile], moratorium: Moratorium
) -> list[tuple[LoanFile, LoanState, NewSchedule]]:
    """Return the loans that a moratorium touches, each with its state and its new schedule."""
    found = []
    for file in files:
        state = replay(file.contract, file.events, moratorium.begins_on)
        event = new_schedule(state, moratorium, file.next_no)
        if event is not None:
            found.append((file, state, event))
    return found


def _suspended(
    club: StoredClub, file: LoanFile, state: LoanState, event: NewSchedule
) -> SuspendedLoan:
    loan, borrower_no = file.loan, state.heir_no or file.loan.member_no
    return SuspendedLoan(
        club,
        loan.loan_no,
        loan.paper_code,
        borrower_no,
        _coming(state),
        _coming(after(state, event)),
    )


def _coming(state: LoanState) -> tuple[Coming, ...]:
    return tuple(
        Coming(row.due_on, row.left.principal, row.left.interest)
        for row in state.rows
        if row.left.principal or row.left.interest
    )
