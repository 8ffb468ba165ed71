"""The second pair of eyes: what waits in a club, and deciding on it."""

from dataclasses import dataclass

from flask import Response
from sqlalchemy.engine import Connection

from ledger.books.approvals import (
    State,
    StoredApproval,
    Verdict,
    approval_of,
    approvals,
)
from ledger.core.errors import Forbidden, LedgerError
from ledger.core.journal import PostingRequest
from ledger.core.statements.table import phrase
from ledger.core.users.grants import Actor, NothingThere
from ledger.core.users.policy import Permission, may
from ledger.core.users.signing_in import How, SignInRefused
from ledger.services.act_kinds import KINDS
from ledger.services.acting import actor_of, approvers_of
from ledger.services.deciding import Word, decide
from ledger.services.sign_in import finish_try
from ledger.web.account import known_device
from ledger.web.acts.act import Look, Summary
from ledger.web.acts.page import about
from ledger.web.acts.registry import ACTS
from ledger.web.addresses import Addresses
from ledger.web.form.fields import LONGEST_WORDS, Choice, Field, FieldKind, Given
from ledger.web.form.page import FormPage, answer, words
from ledger.web.queries import Nothing, query_of
from ledger.web.sign_in import tried
from ledger.web.visit import Visit, redirect

NOTHING = Nothing()
VERDICTS = {
    Verdict.APPROVED: phrase("Yes, I approve it"),
    Verdict.REFUSED: phrase("No"),
}
REASON = Field(
    name="reason", label=phrase("Why not"), kind=FieldKind.WORDS, is_required=False,
    longest=LONGEST_WORDS, hint=phrase("Needed for a no"),
)  # fmt: skip
VERDICT = Field(
    name="verdict", label=phrase("Your word"), kind=FieldKind.CHOICE,
    choices=tuple(Choice(one.value, words) for one, words in VERDICTS.items()),
)  # fmt: skip
PIN = Field(
    name="pin", label=phrase("The approver's own PIN"), kind=FieldKind.PIN, longest=6,
    hint=phrase("Typed by the approver, seen by nobody else"),
)  # fmt: skip


def waiting(visit: Visit) -> Response:
    """Show what waits for a second person, and what was put right alone."""
    query_of(NOTHING, visit.arguments)
    with visit.reading() as connection:
        found = approvals(connection, visit.club.club_id, (State.WAITING, State.LISTED))
        past = approvals(
            connection, visit.club.club_id,
            (State.DONE, State.REFUSED, State.WITHDRAWN, State.SEEN), limit=20,
        )  # fmt: skip
    addresses = Addresses(visit.code)
    return visit.page(
        "approving/list.html", club=visit.club.club, addresses=addresses,
        waiting=[_row(visit, one) for one in found if one.state is State.WAITING],
        listed=[_row(visit, one) for one in found if one.state is State.LISTED],
        past=[_row(visit, one) for one in past],
    )  # fmt: skip


def one(visit: Visit, approval_no: int) -> Response:
    """Show what waits as it was confirmed, and take a person's word on it."""
    with visit.reading() as connection:
        found = approval_of(connection, visit.club.club_id, approval_no)
        officers = _approvers(visit, connection, found)
        summary, problem = _summary(visit, connection, found)
    is_approver = may(visit.actor, Permission.APPROVE, visit.place)
    own = found.asking.asked_by == visit.actor.user_id
    page = _page(visit, found, officers, is_own=own, is_approver=is_approver)

    def carry_out(given: Given) -> Response:
        by_pin = given.text_or_none("approver") is not None
        _decided(visit, found, given, _by_pin(visit, given) if by_pin else visit.actor)
        return redirect(f"{Addresses(visit.code).front}waiting/{approval_no}")

    reader = visit.reader
    return answer(
        visit, page, carry_out, found=found, confirmed=summary, problem=problem, is_own=own,
        is_waiting=found.state is State.WAITING, is_listed=found.state is State.LISTED,
        is_approver=is_approver, officers=officers, addresses=Addresses(visit.code),
        lines=[] if summary is None else [
            (words(x.label, reader), words(x.words, reader)) for x in summary.lines
        ],
        told=found.asking.summary.split("\n"),
        asked=reader.instant(found.asking.asked_at),
        decisions=[
            (x.name, reader.phrase(SAID[x.verdict]), reader.instant(x.decided_at), x.reason or "")
            for x in found.decisions
        ],
        state=reader.phrase(STATES[found.state]), withdraw_id=visit.new_id(),
    )  # fmt: skip


SAID = {
    Verdict.APPROVED: phrase("approved it"),
    Verdict.REFUSED: phrase("said no"),
    Verdict.WITHDRAWN: phrase("took it back"),
    Verdict.SEEN: phrase("has seen it"),
}
STATES = {
    State.WAITING: phrase("It waits; nothing is in the books yet"),
    State.DONE: phrase("Approved and recorded"),
    State.REFUSED: phrase("Refused; nothing was recorded"),
    State.WITHDRAWN: phrase("Taken back; nothing was recorded"),
    State.LISTED: phrase("Put right by one person; not seen yet by another"),
    State.SEEN: phrase("Put right by one person, and seen by another"),
}


def _page(
    visit: Visit, found: StoredApproval, officers: tuple[Choice, ...], *, is_own: bool,
    is_approver: bool,
) -> FormPage:  # fmt: skip
    title = ACTS[found.asking.act].title if found.asking.act in ACTS else found.asking.act
    fields: tuple[Field, ...] = ()
    button = phrase("Give this word")
    if found.state is State.LISTED and is_approver and not is_own:
        button = phrase("I have seen it")
    elif found.state is State.WAITING and is_own:
        approver = Field(
            name="approver", label=phrase("Who approves it here"), kind=FieldKind.CHOICE,
            choices=officers,
        )  # fmt: skip
        fields = (approver, PIN, VERDICT, REASON) if officers else ()
    elif found.state is State.WAITING and is_approver:
        fields = (VERDICT, REASON)
    addresses = Addresses(visit.code)
    return FormPage(
        title=title, button=button, fields=fields, template="approving/one.html",
        places={SignInRefused: "pin"},
        way=(
            (addresses.front, visit.club.club.name),
            (f"{addresses.front}waiting", phrase("What waits")),
        ),
    )  # fmt: skip


def withdraw(visit: Visit, approval_no: int) -> Response:
    """Take back what one has asked for oneself."""
    _decide(
        visit, approval_no, Word(verdict=Verdict.WITHDRAWN, reason=None, how="own"), visit.actor
    )
    return redirect(f"{Addresses(visit.code).front}waiting")


def _decided(visit: Visit, found: StoredApproval, given: Given, actor: Actor) -> None:
    how = "own" if actor.user_id == visit.actor.user_id else "pin"
    verdict = Verdict.SEEN
    if found.state is State.WAITING:
        verdict = Verdict(given.text("verdict"))
    word = Word(verdict=verdict, reason=given.text_or_none("reason"), how=how)
    _decide(visit, found.approval_no, word, actor)


def _decide(visit: Visit, approval_no: int, word: Word, actor: Actor) -> None:
    request = visit.request()
    request = PostingRequest(request.request_id, actor.user_id, request.recorded_at)
    with visit.writing() as connection:
        decide(
            connection, (visit.club, visit.place), approval_no, word, actor, request=request,
            today=visit.today, address=visit.guest.address, kinds=KINDS,
        )  # fmt: skip


@dataclass(eq=False)
class DeviceNotEnrolled(Forbidden):
    """A PIN approves at a device that was enrolled with the second factor alone (TRUST.md, 4)."""


def _by_pin(visit: Visit, given: Given) -> Actor:
    """Return the approver who typed the own PIN at somebody else's device.

    A demonstration knows no devices; everywhere else the device must be an enrolled one
    (`DeviceNotEnrolled`).
    """
    if not visit.desk.is_demonstration:
        with visit.reading() as connection:
            if known_device(visit, connection) is None:
                raise DeviceNotEnrolled
    number = given.text("approver")
    candidate, right, try_id = tried(visit, How.STAFF_PIN, number, given.text("pin"))
    with visit.writing() as connection:
        user_id = finish_try(connection, candidate, right, try_id=try_id, now=visit.desk.now())
        return actor_of(connection, user_id, visit.today)


def _approvers(visit: Visit, connection: Connection, found: StoredApproval) -> tuple[Choice, ...]:
    """Return who may approve here by PIN: officers of the club other than the asker."""
    if found.asking.asked_by != visit.actor.user_id or found.state is not State.WAITING:
        return ()
    said = {one.decided_by for one in found.decisions}
    return tuple(
        Choice(str(user_id), name)
        for user_id, name in approvers_of(connection, visit.place)
        if user_id not in said | {found.asking.asked_by}
    )


def _summary(
    visit: Visit, connection: Connection, found: StoredApproval
) -> tuple[Summary | None, LedgerError | None]:
    """Return what waits as it would be confirmed now, or why it would be refused now."""
    web_act = ACTS.get(found.asking.act)
    if web_act is None or found.state is not State.WAITING:
        return None, None
    try:
        value = web_act.kind.read(found.asking.content)
        look = Look(visit, connection)
        subject = web_act.subject(look, value)
        if subject is not None:
            look = about(visit, connection, *subject)
        return web_act.confirm(look, value), None
    except LedgerError as error:
        return None, error
    except ValueError:
        raise NothingThere from None


def _row(visit: Visit, found: StoredApproval) -> tuple[str, str, str, str]:
    """Return an asking in a list: its address, its title, what it says, who asked when."""
    title, *rest = found.asking.summary.split("\n")
    address = f"{Addresses(visit.code).front}waiting/{found.approval_no}"
    asked = visit.reader.instant(found.asking.asked_at)
    return address, title, " · ".join(rest[:2]), f"{found.asker}, {asked}"
