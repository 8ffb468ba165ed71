"""The pages of an act: whom it is about, what is asked, what it comes to, what came of it."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask import Response
from sqlalchemy.engine import Connection

from ledger.books.applications import application_of
from ledger.books.approvals import approval_of
from ledger.books.loans import loan_file
from ledger.books.members import member_of
from ledger.core.acts.shared import SeveralRefused
from ledger.core.errors import LedgerError
from ledger.core.loans.life import replay
from ledger.core.money import LARGEST_MINOR, Money
from ledger.core.statements.table import phrase
from ledger.core.users.policy import Permission, may
from ledger.i18n.said import Said
from ledger.services.doing import Asked, act, is_done_before
from ledger.services.outcomes import outcome_of
from ledger.web.acts.act import About, Look, Summary, WebAct, Words
from ledger.web.acts.picking import pick
from ledger.web.acts.registry import ACTS
from ledger.web.addresses import Addresses
from ledger.web.form.fields import Field, FormRefused, read_form
from ledger.web.form.page import EDIT, STEP, FormPage, show, words
from ledger.web.form.proof import REQUEST_ID
from ledger.web.visit import Visit, redirect

RECORD = "record"
TAKE = "take-"


def act_page(visit: Visit, act_name: str) -> Response:
    """Ask, show what it comes to, record; nothing is written before it was confirmed."""
    web_act = ACTS[act_name]
    with visit.reading() as connection:
        look = look_at(visit, connection, web_act)
        if look is None:
            return pick(visit, connection, web_act)
        form = Form(web_act, look, tuple(web_act.fields(look)))
        if not visit.is_sent or visit.one_typed(STEP) == EDIT or _taken(visit):
            return form.ask(_filled(visit))
        value: object = None
        try:
            value = web_act.value(look, read_form(form.fields, visit.typed))
            summary = _with_whom(visit, connection, web_act, value, web_act.confirm(look, value))
        except (FormRefused, LedgerError) as error:
            if value is not None and _was_recorded(visit, connection, web_act, value):
                return redirect(_done(visit))
            return form.ask(visit, problems_of(error))
    if visit.one_typed(STEP) != RECORD:
        return form.confirm(summary)
    return _record(form, value, summary)


def _with_whom(
    visit: Visit,
    connection: Connection,
    web_act: WebAct[object],
    value: object,
    summary: Summary,
) -> Summary:
    """Return what an act comes to; one that will wait says so and asks, and does not record."""
    asked = Asked(connection, visit.club, visit.actor, value, visit.today)
    if not web_act.kind.second(asked).waits:
        return summary
    button = summary.if_waiting or summary.button
    if summary.if_waiting is None and summary.amount is not None:
        button = phrase("Ask for approval of %(amount)s", amount=Money(summary.amount))
    return replace(summary, button=button, warnings=(*summary.warnings, WAITS))


WAITS = phrase("A second person has to approve it; until then nothing is in the books.")


def _record(form: "Form", value: object, summary: Summary) -> Response:
    """Record what was confirmed, or show the form again with why it is refused."""
    visit, web_act = form.look.visit, form.act
    try:
        with visit.writing() as connection:
            asked = Asked(connection, visit.club, visit.actor, value, visit.today)
            act(
                asked, web_act.kind, visit.request(), address=visit.guest.address,
                summary=in_words(visit, web_act, summary),
            )  # fmt: skip
    except LedgerError as error:
        return form.again(problems_of(error))
    return redirect(_done(visit))


@dataclass(frozen=True, slots=True)
class Form:
    """An act's form over what it is about."""

    act: WebAct[object]
    look: Look
    fields: tuple[Field, ...]

    def ask(
        self,
        visit: Visit,
        problems: Mapping[str, LedgerError] | None = None,
        *,
        action: str = "",
        found: Sequence[Said] = (),
    ) -> Response:
        """Show the form with what was typed, and what is wrong with it.

        `action` is where it is sent, if not to this page; `found` is what should be looked at.
        """
        page = FormPage(
            title=self.act.title, button=phrase("Go on"), fields=self.fields,
            intro=self.act.intro, way=acts_way(visit), template=self.act.template,
            action=action,
        )  # fmt: skip
        return show(
            visit,
            page,
            problems,
            who=_who(self.look),
            number=self.look.number,
            about=self.act.about.value,
            addresses=Addresses(visit.code),
            found=found,
        )

    def again(self, problems: Mapping[str, LedgerError]) -> Response:
        """Show the form again, once the act itself was refused; nothing was written."""
        with self.look.visit.reading() as connection:
            fresh = replace(self, look=replace(self.look, connection=connection))
            return fresh.ask(self.look.visit, problems)

    def confirm(self, summary: Summary) -> Response:
        """Show what it comes to, as on a receipt, with one button that records it."""
        visit, reader = self.look.visit, self.look.visit.reader
        return visit.page(
            "acts/confirm.html",
            title=reader.phrase(self.act.title),
            way_back=[(address, words(text, reader)) for address, text in acts_way(visit)],
            who=summary.who or _who(self.look),
            amount=summary.amount,
            lines=[(words(x.label, reader), words(x.words, reader)) for x in summary.lines],
            warnings=[words(one, reader) for one in summary.warnings],
            button=words(summary.button, reader),
            typed=[
                (name, text)
                for name, texts in visit.typed.items()
                if name not in {STEP, "token", REQUEST_ID}
                for text in texts
            ],
            request_id=visit.one_typed(REQUEST_ID) or visit.new_id(),
        )


def acts_way(visit: Visit) -> tuple[tuple[str, Words], ...]:
    """Return the pages that an act lies below: whoever records nothing has no menu of acts."""
    addresses = Addresses(visit.code)
    front = (addresses.front, visit.club.club.name)
    if not may(visit.actor, Permission.RECORD_MONEY, visit.place):
        return (front,)
    return front, (addresses.acts, phrase("Record"))


def look_at(visit: Visit, connection: Connection, web_act: WebAct[object]) -> Look | None:
    """Return what an act is about, None where that is still to be chosen.

    Raises what is raised for a member, a loan, … that the club has not.
    """
    if web_act.about is About.NOTHING:
        return Look(visit, connection)
    text = visit.one_typed(web_act.about.value) or next(
        iter(visit.arguments.get(web_act.about.value, ())), ""
    )
    if not (text.isascii() and text.isdigit()) or not 0 < int(text) <= LARGEST_MINOR:
        return None
    return about(visit, connection, web_act.about, int(text))


def about(visit: Visit, connection: Connection, kind: About, number: int) -> Look:
    """Return the look at one member, loan, application or entry (`NotFound`)."""
    club_id = visit.club.club_id
    if kind is About.MEMBER:
        return Look(visit, connection, number, member_of(connection, club_id, number))
    if kind is About.LOAN:
        file = loan_file(connection, club_id, number)
        state = replay(file.contract, file.events, visit.today)
        member = member_of(connection, club_id, state.heir_no or file.loan.member_no)
        return Look(visit, connection, number, member, file=file)
    if kind is About.APPLICATION:
        application = application_of(connection, club_id, number)
        member = member_of(connection, club_id, application.asked.member_no)
        return Look(visit, connection, number, member, application)
    return Look(visit, connection, number)


def problems_of(error: FormRefused | LedgerError) -> dict[str, LedgerError]:
    """Return what is wrong by field; what belongs to no field stands under a name of its own."""
    if isinstance(error, FormRefused):
        return error.problems
    if isinstance(error, SeveralRefused):
        return {f"{number}": one for number, one in enumerate(error.refusals, 1)}
    return {"": error}


def in_words(visit: Visit, web_act: WebAct[object], summary: Summary) -> str:
    """Return an act as it was confirmed, in the asker's language, a line each."""
    reader = visit.reader
    lines = [reader.phrase(web_act.title)]
    if summary.who:
        lines.append(summary.who)
    if summary.amount is not None:
        lines.append(reader.money(summary.amount))
    lines += [f"{words(x.label, reader)}: {words(x.words, reader)}" for x in summary.lines]
    return "\n".join(lines)


def done(visit: Visit, request_id: uuid.UUID) -> Response:
    """Say what came of a request: recorded, with its papers, or waiting for a second person."""
    with visit.reading() as connection:
        outcome = outcome_of(connection, visit.club, visit.actor, request_id)
        waiting = None
        if outcome.waits and outcome.approval_no is not None:
            waiting = approval_of(connection, visit.club.club_id, outcome.approval_no)
    addresses = Addresses(visit.code)
    return visit.page(
        "acts/done.html", club=visit.club.club, addresses=addresses, outcome=outcome,
        waiting=waiting, act_name=outcome.act, request_id=request_id,
        steps=[(address, words(text, visit.reader)) for address, text in acts_way(visit)],
        may_record=may(visit.actor, Permission.RECORD_MONEY, visit.place),
        title=visit.reader.phrase(ACTS[outcome.act].title) if outcome.act in ACTS else "",
    )  # fmt: skip


def _was_recorded(
    visit: Visit, connection: Connection, web_act: WebAct[object], value: object
) -> bool:
    """Tell whether the very same form was sent before: what it did is why it is refused now."""
    if visit.one_typed(STEP) != RECORD:
        return False
    asked = Asked(connection, visit.club, visit.actor, value, visit.today)
    return is_done_before(asked, web_act.kind, visit.request())


def _done(visit: Visit) -> str:
    """Return the page that says what came of the request."""
    return f"{Addresses(visit.code).front}done/{visit.request().request_id}"


def _who(look: Look) -> str:
    return "" if look.member is None else look.member.name


def _taken(visit: Visit) -> bool:
    return any(name.startswith(TAKE) for name in visit.typed)


def _filled(visit: Visit) -> Visit:
    """Return the visit with the sum that one of the quick buttons took."""
    taken = {
        name.removeprefix(TAKE): texts
        for name, texts in visit.typed.items()
        if name.startswith(TAKE)
    }
    typed = {name: texts for name, texts in visit.typed.items() if not name.startswith(TAKE)}
    return replace(visit, typed={**typed, **taken}) if taken else visit
