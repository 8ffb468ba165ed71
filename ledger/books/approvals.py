"""What waits for a second person, and what was decided on it."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.numbers import Listed, take_listed
from ledger.books.tables.audit import ApprovalRow, DecisionRow
from ledger.books.tables.users import UserRow
from ledger.core.errors import NotFound


class State(StrEnum):
    """How far what was asked has come."""

    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LISTED = "listed"
    """Done by one person, as the rules allow, and not yet seen by the approver."""
    SEEN = "seen"


class Verdict(StrEnum):
    """What one person said of it."""

    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    SEEN = "seen"


@dataclass(eq=False)
class UnknownApproval(NotFound):
    """A club has nothing of that number that waits or waited for a second person."""

    approval_no: int


@dataclass(frozen=True, slots=True)
class Decision:
    """One person's word: who, when, what, why, and by what it was confirmed."""

    decided_by: int
    name: str
    decided_at: dt.datetime
    verdict: Verdict
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """An act that somebody asks to be done: its name, its content as text, its words."""

    act: str
    content: str
    summary: str
    asked_by: int
    asked_at: dt.datetime
    request_id: uuid.UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredApproval:
    """What was asked, how far it came, and what was said of it, the first first."""

    approval_no: int
    asking: Asking
    asker: str
    state: State
    answer: str | None
    decisions: tuple[Decision, ...] = ()


def add_approval(connection: Connection, club_id: int, asking: Asking, state: State) -> int:
    """Keep what is asked and return its number; the club is locked."""
    number = take_listed(connection, club_id, Listed.APPROVAL)
    connection.execute(
        sa.insert(ApprovalRow).values(
            club_id=club_id, approval_no=number, act=asking.act, content=asking.content,
            summary=asking.summary, asked_by=asking.asked_by, asked_at=asking.asked_at,
            request_id=asking.request_id, state=state.value, answer=None,
        )
    )  # fmt: skip
    return number


def set_state(
    connection: Connection, club_id: int, approval_no: int, state: State, answer: str | None = None
) -> None:
    """Keep how far it has come, and the answer of what was done."""
    connection.execute(
        sa.update(ApprovalRow)
        .where(ApprovalRow.club_id == club_id, ApprovalRow.approval_no == approval_no)
        .values(state=state.value, answer=answer)
    )


def add_decision(
    connection: Connection, club_id: int, approval_no: int, decision: Decision, how: str
) -> None:
    """Keep one person's word; the club is locked."""
    count = (
        sa.select(sa.func.count())
        .select_from(DecisionRow)
        .where(DecisionRow.club_id == club_id, DecisionRow.approval_no == approval_no)
    )
    connection.execute(
        sa.insert(DecisionRow).values(
            club_id=club_id, approval_no=approval_no,
            decision_no=connection.execute(count).scalar_one() + 1,
            decided_by=decision.decided_by, decided_at=decision.decided_at,
            verdict=decision.verdict.value, reason=decision.reason, how=how,
        )
    )  # fmt: skip


def approval_of(connection: Connection, club_id: int, approval_no: int) -> StoredApproval:
    """Return what was asked under a number, in two queries (`UnknownApproval`)."""
    query = _approvals(club_id).where(ApprovalRow.approval_no == approval_no)
    row = connection.execute(query).first()
    if row is None:
        raise UnknownApproval(approval_no=approval_no)
    decider = sa.orm.aliased(UserRow)
    said = (
        sa.select(
            DecisionRow.decided_by, decider.display_name, DecisionRow.decided_at,
            DecisionRow.verdict, DecisionRow.reason,
        )
        .join(decider, decider.user_id == DecisionRow.decided_by)
        .where(DecisionRow.club_id == club_id, DecisionRow.approval_no == approval_no)
        .order_by(DecisionRow.decision_no)
    )  # fmt: skip
    decisions = tuple(
        Decision(by, name, at, Verdict(verdict), reason)
        for by, name, at, verdict, reason in connection.execute(said)
    )
    return _stored(row, decisions)


def approvals(
    connection: Connection, club_id: int, states: Collection[State], *, limit: int = 200
) -> list[StoredApproval]:
    """Return what stands in some states, the last asked first, without what was said of it."""
    query = (
        _approvals(club_id)
        .where(ApprovalRow.state.in_([state.value for state in states]))
        .order_by(ApprovalRow.approval_no.desc())
        .limit(limit)
    )
    return [_stored(row) for row in connection.execute(query)]


def _approvals(club_id: int) -> sa.Select[*tuple[object, ...]]:
    table = ApprovalRow
    return (
        sa.select(
            table.approval_no, table.act, table.content, table.summary, table.asked_by,
            UserRow.display_name, table.asked_at, table.request_id, table.state, table.answer,
        )
        .join(UserRow, UserRow.user_id == table.asked_by)
        .where(table.club_id == club_id)
    )  # fmt: skip


def _stored(
    row: sa.Row[*tuple[object, ...]], decisions: tuple[Decision, ...] = ()
) -> StoredApproval:
    asking = Asking(
        act=row.act, content=row.content, summary=row.summary, asked_by=row.asked_by,
        asked_at=row.asked_at, request_id=row.request_id,
    )  # fmt: skip
    return StoredApproval(
        approval_no=row.approval_no, asking=asking, asker=row.display_name,
        state=State(row.state), answer=row.answer,
        decisions=decisions,
    )  # fmt: skip
