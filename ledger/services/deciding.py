"""The second pair of eyes: deciding on what waits, seeing what was done alone."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

from ledger.books.approvals import (
    Decision,
    State,
    StoredApproval,
    Verdict,
    add_decision,
    approval_of,
    set_state,
)
from ledger.books.audit_records import Doer, NotedAct, note_act
from ledger.books.clubs import StoredClub
from ledger.core.errors import Conflict, Forbidden
from ledger.core.journal import PostingRequest
from ledger.core.loans.written import write
from ledger.core.users.grants import Actor, Place, Role
from ledger.core.users.policy import Permission, may
from ledger.services.doing import ActKind, Approver, Asked, Doing, Done, do_approved
from ledger.services.once import once


@dataclass(eq=False)
class DecidedByAsker(Forbidden):
    """Who asked for an act does not approve it: there are two pairs of eyes."""

    approval_no: int


@dataclass(eq=False)
class DecidedAlready(Conflict):
    """Somebody decides on what does not wait any more, or decides on it twice."""

    approval_no: int


@dataclass(eq=False)
class MayNotDecide(Forbidden):
    """Who decides has no role in the club that may."""

    approval_no: int


@dataclass(eq=False)
class ReasonMissing(Conflict):
    """Something is refused without a word of why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One person's word on what waits, and by what it was confirmed: the own device, a PIN."""

    verdict: Verdict
    reason: str | None
    how: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of a decision: how far it is now, and what was done when that was the last."""

    approval_no: int
    state: State
    done: Done | None = None


def decide(
    connection: Connection,
    place: tuple[StoredClub, Place],
    approval_no: int,
    word: Word,
    actor: Actor,
    *,
    request: PostingRequest,
    today: dt.date,
    address: str,
    kinds: Mapping[str, ActKind[object]],
) -> Decided:
    """Keep a person's word, and do the act when nobody else has to say yes; once per request.

    The act is recorded as of whoever asked for it, approved by whoever decides. What the act is
    refused for now is raised, and it goes on waiting. Raises `UnknownApproval`, `DecidedByAsker`,
    `DecidedAlready`, `MayNotDecide`, `ReasonMissing`.
    """
    club, where = place

    def perform(at: PostingRequest) -> Decided:
        found = approval_of(connection, club.club_id, approval_no)
        _check(found, word, actor, where)
        said = Decision(actor.user_id, actor.name, at.recorded_at, word.verdict, word.reason)
        add_decision(connection, club.club_id, approval_no, said, word.how)
        by = Doer(at.recorded_by, at.recorded_at, address)
        noted = NotedAct(f"{word.verdict} {found.asking.act}", f"approval {approval_no}", word.how)
        note_act(connection, club.club_id, noted, by)
        found = replace(found, decisions=(*found.decisions, said))
        if word.verdict is not Verdict.APPROVED:
            state = State(word.verdict.value)
            set_state(connection, club.club_id, approval_no, state)
            return Decided(approval_no, state)
        kind = kinds[found.asking.act]
        if _needed(connection, club, found, kind, today) > len(found.decisions):
            return Decided(approval_no, State.WAITING)
        asked_by = replace(
            at, request_id=found.asking.request_id, recorded_by=found.asking.asked_by
        )
        approver = Approver(actor.user_id, member_number(actor, where))
        doing = Doing(connection, club, asked_by, today, approver)
        done = do_approved(doing, kind, found.asking.content)
        set_state(connection, club.club_id, approval_no, State.DONE, write(done))
        note_act(connection, club.club_id, NotedAct(kind.name, done.subject), by)
        return Decided(approval_no, State.DONE, done)

    content = ("decide", approval_no, word.verdict.value, word.reason)
    return once(connection, club, request, perform, content=content, answer=Decided)[0]


def member_number(actor: Actor, place: Place) -> int | None:
    """Return the number that a user has as a member of a club, None for one who is none."""
    return next(
        (
            grant.member_no
            for grant in actor.grants
            if grant.role is Role.MEMBER and grant.covers(place)
        ),
        None,
    )


def _needed(
    connection: Connection,
    club: StoredClub,
    found: StoredApproval,
    kind: ActKind[object],
    today: dt.date,
) -> int:
    """Return how many others must say yes, by the rules of the day on which it is decided."""
    asker = Actor(found.asking.asked_by, "", found.asker, ())
    value = kind.read(found.asking.content)
    return max(kind.second(Asked(connection, club, asker, value, today)).value, 1)


def _check(found: StoredApproval, word: Word, actor: Actor, place: Place) -> None:
    number = found.approval_no
    wanted = State.LISTED if word.verdict is Verdict.SEEN else State.WAITING
    is_asker = actor.user_id == found.asking.asked_by
    if word.verdict is Verdict.WITHDRAWN:
        if not is_asker:
            raise MayNotDecide(approval_no=number)
    elif is_asker:
        raise DecidedByAsker(approval_no=number)
    elif not may(actor, Permission.APPROVE, place):
        raise MayNotDecide(approval_no=number)
    if found.state is not wanted or any(one.decided_by == actor.user_id for one in found.decisions):
        raise DecidedAlready(approval_no=number)
    if word.verdict is Verdict.REFUSED and not (word.reason or "").strip():
        raise ReasonMissing
