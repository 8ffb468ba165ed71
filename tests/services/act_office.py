"""Who asks for acts and who decides on them, in the club of a desk."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ledger.books.approvals import StoredApproval, Verdict, approval_of
from ledger.books.clubs import add_user
from ledger.books.engine import reading, transaction
from ledger.core.journal import PostingRequest
from ledger.core.users.grants import Actor, Grant, Role
from ledger.services.act_kinds import KINDS
from ledger.services.clubs import place_of
from ledger.services.deciding import Decided, Word, decide
from ledger.services.doing import ActKind, Asked, Outcome, Second, act
from tests.conftest import NOW, TODAY
from tests.services.loan_desk import Desk

ADDRESS = "192.0.2.7"


@dataclass(frozen=True, slots=True)
class Office:
    """The treasurer who asks; the chair, member number 2, and the controller, who approve."""

    desk: Desk
    treasurer: Actor
    chair: Actor
    controller: Actor

    def asks(
        self,
        name: str,
        value: object,
        *,
        by: Actor | None = None,
        request: PostingRequest | None = None,
    ) -> Outcome:
        """Let the treasurer, or another, ask for an act, in a transaction of its own."""
        books, actor = self.desk.books, by or self.treasurer
        asked_by = request or self.request(actor)
        with transaction(books.engine) as connection:
            asked = Asked(connection, books.club, actor, value, self.desk.today)
            return act(asked, KINDS[name], asked_by, address=ADDRESS, summary=name)

    def decides(
        self,
        approval_no: int,
        verdict: Verdict,
        by: Actor | None = None,
        *,
        kinds: Mapping[str, ActKind[object]] = KINDS,
    ) -> Decided:
        """Let the chair, or another, give a word on what waits, in a transaction of its own."""
        books, actor = self.desk.books, by or self.chair
        word = Word(verdict=verdict, reason="đã xem", how="PIN")
        with transaction(books.engine) as connection:
            return decide(
                connection, (books.club, place_of(books.club)), approval_no, word, actor,
                request=self.request(actor), today=self.desk.today, address=ADDRESS, kinds=kinds,
            )  # fmt: skip

    def approves(self, approval_no: int, by: Actor | None = None) -> Decided:
        """Let the chair, or another, approve what waits."""
        return self.decides(approval_no, Verdict.APPROVED, by)

    def approval(self, approval_no: int) -> StoredApproval:
        """Return what was asked under a number, and how far it came."""
        with reading(self.desk.books.engine) as connection:
            return approval_of(connection, self.desk.books.club.club_id, approval_no)

    def request(self, actor: Actor) -> PostingRequest:
        """Return a fresh request of somebody's, made on the desk's day."""
        return PostingRequest(uuid.uuid4(), actor.user_id, NOW + (self.desk.today - TODAY))


def office(desk: Desk) -> Office:
    """Return the office of a desk's club."""
    with transaction(desk.books.engine) as connection:
        chair = add_user(connection, "chu-nhiem", "Quách Văn Đạt", NOW)
        controller = add_user(connection, "kiem-soat", "Bạch Thị Ánh", NOW)
    return Office(
        desk,
        _officer(desk, desk.books.user_id, Role.TREASURER),
        _officer(desk, chair, Role.CHAIR, Role.MEMBER),
        _officer(desk, controller, Role.CONTROLLER),
    )


def kinds_with(name: str, second: Second) -> Mapping[str, ActKind[object]]:
    """Return the kinds of acts, one of which needs so many others as is said."""

    def needs(_: Asked[object]) -> Second:
        return second

    return {**KINDS, name: replace(KINDS[name], second=needs)}


def _officer(desk: Desk, user_id: int, *roles: Role) -> Actor:
    grants = tuple(
        Grant(
            number, role, dt.date(2026, 1, 1), club_id=desk.books.club.club_id,
            member_no=2 if role is Role.MEMBER else None,
        )
        for number, role in enumerate(roles, 1)
    )  # fmt: skip
    return Actor(user_id, f"nguoi-{user_id}", f"Người {user_id}", grants)
