"""What was written of loans, said in sentences or told to another program."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.loans import LoanFile, loan_files
from ledger.books.members import names_of
from ledger.books.periods import last_closed
from ledger.cli.tables import Json, show_json
from ledger.cli.terminal import Terminal, _
from ledger.core.loans.events import (
    Accrual,
    Charging,
    Disbursement,
    Inheritance,
    LoanEvent,
    OverdueMove,
    PaidBy,
    Refund,
    Repayment,
    Waiver,
    WriteOff,
)
from ledger.core.loans.life import replay
from ledger.core.loans.parts import Parts
from ledger.core.loans.state import LoanState
from ledger.core.loans.steps import LoanStage
from ledger.core.loans.written import kind_of
from ledger.core.periods import month_of
from ledger.core.statements.loan_history import Happening, loan_history
from ledger.files.words import phrase_text
from ledger.i18n import formats
from ledger.services.applications import ApplicationReceipt
from ledger.services.loans import KeptEvent, LoanReceipt

AGAIN = _("This request was carried out before; nothing was written now. It did this:")


@dataclass(frozen=True, slots=True)
class Kept:
    """An event that was written: of which loan, what it did, and how the loan stands after all.

    `is_posted_later`: its month was closed, so that it stands in the books of another day.
    """

    code: str
    event: LoanEvent
    kept: KeptEvent
    happening: Happening
    state: LoanState
    is_posted_later: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a request; `again` when it was carried out before."""

    club: str
    events: tuple[Kept, ...]
    again: bool


def answer_of(
    connection: Connection, club: StoredClub, receipt: LoanReceipt, today: dt.date
) -> Answer:
    """Return what a receipt stands for, in four queries."""
    numbers = {one.loan_no for one in receipt.events}
    files = loan_files(connection, club.club_id, numbers) if numbers else []
    heirs = {one.member_no for file in files for one in file.events if isinstance(one, Inheritance)}
    names = names_of(connection, club.club_id, heirs) if heirs else {}
    closed = last_closed(connection, club.club_id)
    by_loan = {file.loan.loan_no: file for file in files}
    seen: dict[int, tuple[LoanState, dict[int, Happening]]] = {}
    found = []
    for kept in receipt.events:
        file = by_loan[kept.loan_no]
        if kept.loan_no not in seen:
            seen[kept.loan_no] = _seen(file, today, names)
        state, happenings = seen[kept.loan_no]
        event = next(one for one in file.events if one.number == kept.event_no)
        is_old = closed is not None and month_of(event.occurred_on) <= closed
        found.append(
            Kept(
                file.loan.paper_code, event, kept, happenings[kept.event_no], state,
                is_old and kept.entry_no is not None,
            )
        )  # fmt: skip
    return Answer(club.club.code, tuple(found), receipt.again)


def _seen(
    file: LoanFile, today: dt.date, names: dict[int, str]
) -> tuple[LoanState, dict[int, Happening]]:
    """Return how a loan stands after all that was told of it, and what each event did."""
    on = max([today, *(one.occurred_on for one in file.events)])
    history = loan_history(file.contract, file.events, on, names=names, corrected={})
    return replay(file.contract, file.events, on), {one.number: one for one in history}


def show_answer(answer: Answer, terminal: Terminal, form: str) -> None:
    """Say what was written, as text or as JSON."""
    if form == "json":
        show_json(answer_json(answer, terminal), terminal)
        return
    for line in answer_lines(answer, terminal):
        terminal.show(line)


def answer_json(answer: Answer, terminal: Terminal) -> Json:
    """Return what was written for another program."""
    return {
        "club": answer.club,
        "written": bool(answer.events) and not answer.again,
        "again": answer.again,
        "events": [_json(one, terminal) for one in answer.events],
    }


def answer_lines(answer: Answer, terminal: Terminal) -> Iterator[str]:
    """Yield what was written, a sentence for each event, and of a single loan what remains."""
    say = terminal.say
    if answer.again:
        yield say(AGAIN)
    if not answer.events:
        yield say(_("There was nothing to write."))
    for one in answer.events:
        yield _written(one, terminal)
        yield from _besides(one, terminal)
    if len({one.kept.loan_no for one in answer.events}) == 1:
        yield from _remaining(answer.events[0].state, terminal)


def _written(one: Kept, terminal: Terminal) -> str:
    """Return the sentence of an event, with its voucher and how its money was split."""
    say, language, happening = terminal.say, terminal.locale.language, one.happening
    parts = {"loan": one.code, "day": formats.date(one.event.occurred_on, language)}
    voucher = one.kept.voucher
    sentence = None if voucher is None or happening.is_undone else _of_money(one)
    if sentence is not None and voucher is not None:
        amount = formats.amount(happening.paid or happening.paid_out, language)
        split = split_words(happening.split, terminal, held=happening.held)
        return say(sentence, **parts, voucher=voucher, amount=amount, split=split)
    what = phrase_text(happening.what, terminal.locale)
    if voucher is None:
        return say(_("Loan %(loan)s, %(day)s: %(what)s."), **parts, what=what)
    sentence = _("Loan %(loan)s, %(day)s, voucher %(voucher)s: %(what)s.")
    return say(sentence, **parts, voucher=voucher, what=what)


def _of_money(one: Kept) -> str | None:
    """Return the msgid of an event in which money changed hands, None for any other."""
    match one.event:
        case Disbursement():
            return _("Loan %(loan)s: %(amount)s was paid out on %(day)s, voucher %(voucher)s.")
        case Refund():
            return _("Loan %(loan)s: %(amount)s was given back on %(day)s, voucher %(voucher)s.")
        case Repayment(paid_by=PaidBy.BORROWER) if one.state.outcome(one.event.number).is_recovery:
            return _(
                "Loan %(loan)s: %(amount)s was recovered on %(day)s, voucher %(voucher)s:"
                " %(split)s."
            )
        case Repayment(paid_by=PaidBy.BORROWER):
            return _(
                "Loan %(loan)s: %(amount)s was taken on %(day)s, voucher %(voucher)s: %(split)s."
            )
        case _:
            return None


def _besides(one: Kept, terminal: Terminal) -> Iterator[str]:
    """Yield what else is to be said of an event."""
    if one.is_posted_later:
        yield terminal.say(_("Its month is closed, so it stands in the books of a later day."))
    if not isinstance(one.event, Repayment):
        for how in one.happening.how:
            yield phrase_text(how.words, terminal.locale) + "."
    if one.kept.correction_no is not None:
        sentence = _("What came later was worked out again, and corrected by entry %(number)s.")
        yield terminal.say(sentence, number=one.kept.correction_no)


def _remaining(state: LoanState, terminal: Terminal) -> Iterator[str]:
    """Yield what remains to be paid of a loan, and what is held for its borrower."""
    if state.stage is LoanStage.APPROVED:
        yield terminal.say(_("Nothing of the loan is paid out."))
    elif state.left.total:
        yield terminal.say(
            _("Still to be paid, by the schedule: %(split)s."),
            split=split_words(state.left, terminal),
        )
    else:
        yield terminal.say(_("Nothing is owed any more."))
    if state.held:
        held = formats.amount(state.held, terminal.locale.language)
        yield terminal.say(_("Held for the borrower: %(amount)s."), amount=held)


def split_words(parts: Parts, terminal: Terminal, *, held: int = 0) -> str:
    """Return a sum by its parts, those that are nothing left out."""
    named = (
        (parts.principal, _("principal %(amount)s")), (parts.interest, _("interest %(amount)s")),
        (parts.fine, _("fine %(amount)s")), (parts.fee, _("fee %(amount)s")),
        (held, _("held for the borrower %(amount)s")),
    )  # fmt: skip
    language = terminal.locale.language
    return ", ".join(
        terminal.say(words, amount=formats.amount(part, language)) for part, words in named if part
    )


def parts_json(parts: Parts, beginning: str = "") -> dict[str, Json]:
    """Return a sum by its parts for another program, in đồng."""
    named = {
        "principal": parts.principal, "interest": parts.interest, "fine": parts.fine,
        "fee": parts.fee,
    }  # fmt: skip
    return {beginning + name: amount for name, amount in named.items()}


def _json(one: Kept, terminal: Terminal) -> Json:
    kept, happening, state = one.kept, one.happening, one.state
    return {
        "loan": one.code,
        "loan_no": kept.loan_no,
        "event_no": kept.event_no,
        "kind": kind_of(one.event),
        "what": phrase_text(happening.what, terminal.locale),
        "occurred_on": one.event.occurred_on.isoformat(),
        "voucher": kept.voucher,
        "entry_no": kept.entry_no,
        "correction_no": kept.correction_no,
        "amount": _amount(one.event),
        **parts_json(happening.split),
        "held": happening.held,
        "stage": state.stage.value,
        **parts_json(state.left, "left_"),
        "left_held": state.held,
    }


def _amount(event: LoanEvent) -> int | None:
    """Return the sum that an event is of, in đồng, None where it is of none."""
    match event:
        case Charging():
            return event.charge.amount
        case Disbursement() | Repayment() | Refund() | Waiver():
            return event.amount
        case WriteOff() | OverdueMove() | Accrual():
            return event.amount
        case _:
            return None


_STEPS = {
    LoanStage.ASKED: _("Application %(number)s was written down."),
    LoanStage.APPRAISED: _("The opinion on application %(number)s was written down."),
    LoanStage.VOTED: _("The vote for application %(number)s was written down."),
    LoanStage.APPROVED: _(
        "Application %(number)s was approved: it is loan %(loan)s, which is not paid out yet."
    ),
    LoanStage.TURNED_DOWN: _("Application %(number)s was turned down."),
}


def show_step(receipt: ApplicationReceipt, club: StoredClub, terminal: Terminal, form: str) -> None:
    """Say which step of an application was written, as text or as JSON."""
    number, code = receipt.application_no, receipt.paper_code or ""
    if form == "json":
        show_json(
            {
                "club": club.club.code, "written": not receipt.again, "again": receipt.again,
                "application_no": number, "stage": receipt.stage.value,
                "loan_no": receipt.loan_no, "loan": receipt.paper_code,
            },
            terminal,
        )  # fmt: skip
        return
    if receipt.again:
        terminal.show(terminal.say(AGAIN))
    terminal.show(terminal.say(_STEPS[receipt.stage], number=number, loan=code))
