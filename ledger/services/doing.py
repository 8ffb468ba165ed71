"""Acts: done at once, or kept until a second person has approved them."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Generic, TypeVar

from sqlalchemy.engine import Connection

from ledger.books.approvals import Asking, State, add_approval
from ledger.books.audit_records import Doer, NotedAct, note_act
from ledger.books.clubs import StoredClub
from ledger.books.engine import trial
from ledger.core.journal import PostingRequest
from ledger.core.loans.written import read, write
from ledger.core.users.grants import Actor
from ledger.services.once import answered, once

Value = TypeVar("Value")


class Second(Enum):
    """How many others an act needs besides whoever asks for it."""

    NOBODY = 0
    LISTED = -1
    """Nobody beforehand; the approver is shown it afterwards."""
    ONE = 1
    TWO = 2

    @property
    def waits(self) -> bool:
        """Tell whether the act is not done before others have approved it."""
        return self.value > 0


@dataclass(frozen=True, slots=True)
class Approver:
    """Who approved an act last: the user, and that person's number as a member, if one."""

    user_id: int
    member_no: int | None


@dataclass(frozen=True, slots=True)
class Doing:
    """Where an act is done: in which transaction and club, by which request, on which day."""

    connection: Connection
    club: StoredClub
    request: PostingRequest
    today: dt.date
    approver: Approver | None = None

    @property
    def approved_by(self) -> int | None:
        """Return the user who approved it, None where nobody had to."""
        return None if self.approver is None else self.approver.user_id


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an act: the entries with their vouchers, and what it was about.

    `subject` names it ("member 12", "loan 5"); numbers are those of what it made or changed.
    """

    subject: str
    entries: tuple[tuple[int, str], ...] = ()
    member_no: int | None = None
    loan_no: int | None = None
    application_no: int | None = None
    count_no: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a request: it was done, or waits as an approval of that number."""

    act: str
    done: Done | None = None
    approval_no: int | None = None
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Asked(Generic[Value]):
    """What is asked, by whom and when; what decides who else has to say yes."""

    connection: Connection
    club: StoredClub
    actor: Actor
    value: Value
    today: dt.date


def nobody_else(_: Asked[Value]) -> Second:
    """Return that an act needs nobody besides the asker."""
    return Second.NOBODY


def one_other(_: Asked[Value]) -> Second:
    """Return that an act waits for one other person."""
    return Second.ONE


@dataclass(frozen=True, slots=True)
class ActKind(Generic[Value]):
    """A kind of act: its name, what is told of it, how it is done, and who else must say yes.

    `perform` is called inside one transaction, with the club locked; it raises a refusal of the
    ledger where the act cannot be done. `is_tried`: an act that waits is tried when it is asked
    for, so that what would be refused is refused at once.
    """

    name: str
    told: type[Value]
    perform: Callable[[Doing, Value], Done]
    second: Callable[[Asked[Value]], Second] = nobody_else
    is_tried: bool = True

    def read(self, content: str) -> Value:
        """Return the act that a text holds."""
        return read(self.told, content)


def act(
    asked: Asked[Value],
    kind: ActKind[Value],
    request: PostingRequest,
    *,
    address: str,
    summary: str,
) -> Outcome:
    """Do an act, or keep it until others have said yes; once per request id.

    What would be refused on the day of asking is refused at once, waiting or not: the act is
    tried, and the trial undone, before it is kept. Raises what the act raises,
    `RequestDiffers`, `RequestOfAnother`.
    """  # fmt: skip
    connection, club = asked.connection, asked.club

    def perform(at: PostingRequest) -> Outcome:
        second = kind.second(asked)
        doing = Doing(connection, club, at.named("act"), asked.today)
        asking = Asking(
            act=kind.name, content=write(asked.value), summary=summary,
            asked_by=at.recorded_by, asked_at=at.recorded_at, request_id=at.request_id,
        )  # fmt: skip
        by = Doer(at.recorded_by, at.recorded_at, address)
        if second.waits:
            if kind.is_tried:
                with trial(connection):
                    kind.perform(doing, asked.value)
            number = add_approval(connection, club.club_id, asking, State.WAITING)
            noted = NotedAct(f"ask {kind.name}", f"approval {number}")
            note_act(connection, club.club_id, noted, by)
            return Outcome(kind.name, approval_no=number, waits=True)
        done = kind.perform(doing, asked.value)
        listed = None
        if second is Second.LISTED:
            listed = add_approval(connection, club.club_id, asking, State.LISTED)
        note_act(connection, club.club_id, NotedAct(kind.name, done.subject, _vouchers(done)), by)
        return Outcome(kind.name, done, listed)

    content = _content(kind, asked.value)
    outcome, _ = once(connection, club, request, perform, content=content, answer=Outcome)
    return outcome


def is_done_before(asked: Asked[Value], kind: ActKind[Value], request: PostingRequest) -> bool:
    """Tell whether the very same was asked before, by the same request of the same person."""
    content = _content(kind, asked.value)
    return (
        answered(asked.connection, asked.club, request, content=content, answer=Outcome) is not None
    )


def _content(kind: ActKind[Value], value: Value) -> tuple[object, ...]:
    return kind.name, json.loads(write(value))


def do_approved(doing: Doing, kind: ActKind[Value], content: str) -> Done:
    """Do an act that others have approved, as it was asked for."""
    again = replace(doing.request, request_id=doing.request.named("act").request_id)
    return kind.perform(replace(doing, request=again), kind.read(content))


def _vouchers(done: Done) -> str:
    return ", ".join(voucher for _, voucher in done.entries)
