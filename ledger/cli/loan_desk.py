"""The desk at which something is written of a club's loans: books, writer, request."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub, add_user
from ledger.books.engine import reading, transaction
from ledger.books.journal import lock_club
from ledger.books.meetings import hold_meeting
from ledger.cli.codes import loan_no_of, member_no_of, member_nos_of
from ledger.cli.loan_options import Acting
from ledger.cli.loan_results import Answer, answer_of, show_answer
from ledger.cli.opening import chosen_club, opened_books, signed_in, today
from ledger.cli.run import WELL
from ledger.cli.terminal import Terminal
from ledger.core.journal import PostingRequest
from ledger.services.loan_decision import Decision
from ledger.services.loans import LoanReceipt


@dataclass(frozen=True, slots=True)
class Desk:
    """A club's books, open for writing in one transaction, and the request to write them by."""

    connection: Connection
    club: StoredClub
    request: PostingRequest
    today: dt.date

    def loan(self, text: str) -> int:
        """Return the number of the loan that was typed (`NotAmong`)."""
        return loan_no_of(self.connection, self.club, text)

    def member(self, text: str) -> int:
        """Return the number of the member who was typed (`NotAmong`)."""
        return member_no_of(self.connection, self.club, text)

    def members(self, texts: Sequence[str]) -> frozenset[int]:
        """Return the numbers of the members who were typed (`NotAmong`)."""
        return frozenset(member_nos_of(self.connection, self.club, texts))

    def decision(self, reason: str, meeting: dt.date | None) -> Decision:
        """Return a decision with its reason, and the meeting of a day, which is kept if need be."""
        if meeting is None:
            return Decision(reason=reason)
        club_id = self.club.club_id
        lock_club(self.connection, club_id)
        return Decision(reason=reason, meeting_no=hold_meeting(self.connection, club_id, meeting))


@contextmanager
def writing(terminal: Terminal, by: Acting) -> Iterator[Desk]:
    """Give the desk of the club that was named; all that is done at it is kept, or nothing."""
    with opened_books(terminal) as engine, transaction(engine) as connection:
        yield desk_of(connection, chosen_club(connection, by.code), by)


def desk_of(connection: Connection, club: StoredClub, by: Acting) -> Desk:
    """Return the desk of a club in a transaction; who writes is made a user if need be."""
    now, name = dt.datetime.now(dt.UTC), by.user or signed_in()
    user_id = add_user(connection, name, name, now)
    request = PostingRequest(by.request_id or uuid.uuid4(), user_id, now)
    return Desk(connection, club, request, today())


@contextmanager
def looking(terminal: Terminal, code: str | None) -> Iterator[tuple[Connection, StoredClub]]:
    """Give one view of the books, and the club that was named."""
    with opened_books(terminal) as engine, reading(engine) as connection:
        yield connection, chosen_club(connection, code)


def done(terminal: Terminal, by: Acting, act: Callable[[Desk], LoanReceipt]) -> int:
    """Do what is asked for, and once it is written say so."""
    with writing(terminal, by) as desk:
        found = answered(desk, act(desk))
    show_answer(found, terminal, by.form)
    return WELL


def answered(desk: Desk, receipt: LoanReceipt) -> Answer:
    """Return what a receipt stands for, read from the books before the transaction ends."""
    return answer_of(desk.connection, desk.club, receipt, desk.today)
