"""The commands that only look at a loan: how it stands, what a payment would do, what ends it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import click

from ledger.cli.codes import loan_no_of
from ledger.cli.command import Command, paragraphs
from ledger.cli.loan_desk import looking
from ledger.cli.loan_options import amount_option, answer_option, loan_argument, on_option
from ledger.cli.loan_results import parts_json, split_words
from ledger.cli.options import club_option, shared_options
from ledger.cli.run import WELL
from ledger.cli.tables import Json, letters, show_json, show_list, table_json
from ledger.cli.terminal import Terminal, _
from ledger.core.loans.allocation import Ahead
from ledger.core.loans.beginning import begin
from ledger.core.loans.quotes import PaymentQuote
from ledger.core.loans.standing import Standing
from ledger.core.loans.tranches import Tranche
from ledger.core.money import Money
from ledger.core.statements.lists import METHODS
from ledger.core.statements.loan_papers_words import stated_rate, term_words
from ledger.core.statements.loan_schedules import schedule_as_agreed, schedule_now
from ledger.core.statements.loan_stages import stage_words
from ledger.core.statements.table import Column, ColumnKind, Phrase, Row, Table, Value, phrase
from ledger.files.words import part_text, phrase_text
from ledger.services.loan_page import LoanPage, loan_page, loan_to_pay
from ledger.services.loan_quotes import if_paid, to_end

Fact: TypeAlias = Phrase | str | Money | dt.date
Facts: TypeAlias = Sequence[tuple[Phrase, Fact]]

MONEY = ColumnKind.AMOUNT
HAPPENED = phrase("All that happened")
EVENTS = (
    Column("event", phrase("Event"), ColumnKind.NUMBER),
    Column("date", phrase("Date"), ColumnKind.DATE),
    Column("what", phrase("What happened")),
    Column("voucher", phrase("Voucher")),
    Column("paid_out", phrase("Paid out"), MONEY),
    Column("paid", phrase("Paid"), MONEY),
    Column("principal", phrase("Principal"), MONEY),
    Column("interest", phrase("Interest"), MONEY),
    Column("charges", phrase("Fine, fee"), MONEY),
    Column("balance", phrase("Principal left"), MONEY),
)
AHEAD: Mapping[Ahead, Phrase] = {
    Ahead.SHORTER: phrase("To be done sooner"),
    Ahead.SMALLER: phrase("To pay less each time"),
    Ahead.NEXT: phrase("To pay the next instalments ahead"),
}


@click.command(
    "show",
    cls=Command,
    help=paragraphs(
        _("Show a loan: how it stands, and what happened to it."),
        _("As seen from a day: what happened later is left out. Nothing is changed."),
    ),
)
@loan_argument
@on_option
@club_option
@answer_option
@shared_options()
@click.pass_obj
def show(terminal: Terminal, *, loan: str, on: dt.date, code: str | None, form: str) -> int:
    """Show a loan with its schedule and its events."""
    with looking(terminal, code) as (connection, club):
        page = loan_page(connection, club, loan_no_of(connection, club, loan), on)
    schedule = schedule_now(page.state, club.club.name) if page.state.rows else None
    if form == "json":
        show_json(_json(page, schedule, terminal), terminal)
        return WELL
    terminal.show(terminal.say(_("Loan %(number)s"), number=page.file.loan.paper_code))
    _show_facts(_facts(page), terminal)
    for table in (schedule or _planned(page), _events(page)):
        if table.rows:
            terminal.show()
            terminal.show(phrase_text(table.title, terminal.locale))
            show_list(table.columns, table.rows, terminal)
    return WELL


def _facts(page: LoanPage) -> Facts:
    """Return how a loan stands, label by label."""
    loan, state, coming = page.file.loan, page.state, page.statement.next
    terms = page.file.contract.terms
    found: list[tuple[Phrase, Fact]] = [
        (phrase("Borrower"), page.borrower),
        (phrase("Now owed by"), page.heir or ""),
        (phrase("Purpose"), loan.purpose or ""),
        (phrase("Seen on"), page.on),
        (phrase("How it stands"), stage_words(state.stage, page.days_late)),
        (phrase("Sum of the loan"), Money(loan.principal)),
        (phrase("Agreed on"), loan.agreed_on),
        (phrase("Interest"), stated_rate(terms)),
        (phrase("Repayment"), METHODS[terms.repayment.value]),
        (phrase("Term"), term_words(page.file.contract)),
    ]
    if page.cost is not None:
        cost = phrase("%(cost)s a year", cost=page.cost.nominal)
        found.append((phrase("True cost, fees included"), cost))
    if page.days_late_as_agreed != page.days_late:
        late = phrase("%(days)s day(s) late", days=page.days_late_as_agreed)
        found.append((phrase("By the schedule first agreed"), late))
    if state.lent:
        found += [
            (phrase("Principal still owed"), Money(state.balance)),
            (phrase("Late by now"), Money(coming.late) if coming and coming.late else ""),
        ]
    if coming is not None:
        found += [
            (phrase("Next payment"), coming.due_on),
            (phrase("To be paid then"), Money(coming.parts.total)),
        ]
    if page.ending is not None:
        found.append((phrase("Would end the loan"), Money(page.ending.amount)))
    if state.held:
        found.append((phrase("Money held for the borrower"), Money(state.held)))
    return [one for one in found if one[1]]


def _show_facts(facts: Facts, terminal: Terminal) -> None:
    """Write facts under one another, what they are to the left."""
    labels = [phrase_text(label, terminal.locale) for label, _fact in facts]
    width = max(map(letters, labels), default=0)
    for label, (_label, fact) in zip(labels, facts, strict=True):
        terminal.show(f"{label}{' ' * (width - letters(label))}  {_said(fact, terminal)}")


def _planned(page: LoanPage) -> Table:
    """Return the schedule of a loan that is not paid out yet."""
    loan = page.file.loan
    begun = begin(page.file.contract, Tranche(loan.agreed_on, loan.principal))
    return schedule_as_agreed(begun.schedule, page.club.club.name)


def _events(page: LoanPage) -> Table:
    """Return what happened to a loan, the latest last; the number is what `undo` asks for."""
    rows = []
    for one in page.history:
        record, charges = page.records[one.number], one.split.fine + one.split.fee
        values: tuple[Value, ...] = (
            one.number, one.occurred_on, one.what, page.vouchers.get(record.entry_no or 0, ""),
            one.paid_out or None, one.paid or None, one.split.principal or None,
            one.split.interest or None, charges or None, one.balance,
        )  # fmt: skip
        rows.append(Row(values))
    return Table("loan-events", HAPPENED, page.club.club.name, (), EVENTS, tuple(rows))


def _json(page: LoanPage, schedule: Table | None, terminal: Terminal) -> Json:
    loan, state, ending = page.file.loan, page.state, page.ending
    return {
        "club": page.club.club.code,
        "loan": loan.paper_code,
        "loan_no": loan.loan_no,
        "on": page.on.isoformat(),
        "borrower": page.heir or page.borrower,
        "stage": state.stage.value,
        "days_late": page.days_late,
        "days_late_as_agreed": page.days_late_as_agreed,
        "agreed": loan.principal,
        "lent": state.lent,
        **parts_json(state.left, "left_"),
        "held": state.held,
        "would_end": None if ending is None else ending.amount,
        "schedule": table_json(schedule or _planned(page), terminal.locale),
        "events": table_json(_events(page), terminal.locale),
    }


@click.command(
    "quote",
    cls=Command,
    help=paragraphs(
        _("Tell what a payment would do, by each choice."),
        _("Nothing is written. What happened to the loan after that day is left out."),
    ),
)
@loan_argument
@amount_option
@on_option
@club_option
@answer_option
@shared_options()
@click.pass_obj
def quote(
    terminal: Terminal, *, loan: str, amount: int, on: dt.date, code: str | None, form: str
) -> int:
    """Show what a payment would do by each of the payer's choices."""
    with looking(terminal, code) as (connection, club):
        loan_no = loan_no_of(connection, club, loan)
        is_past = loan_to_pay(connection, club, loan_no, on).is_past
        quotes = if_paid(connection, club, loan_no, amount, on)
    if form == "json":
        choices = [_quote_json(ahead, one, on) for ahead, one in quotes]
        show_json(
            {"club": club.club.code, "loan_no": loan_no, "on": on.isoformat(), "amount": amount,
             "written": False, "choices": choices},
            terminal,
        )  # fmt: skip
        return WELL
    terminal.show(
        phrase_text(
            phrase("%(amount)s paid on %(day)s", amount=Money(amount), day=on), terminal.locale
        )
    )
    if is_past:
        sentence = _("What happened to the loan after this day is left out here.")
        terminal.show(terminal.say(sentence))
    _show_choices(quotes, on, terminal)
    terminal.show(terminal.say(_("Nothing was written.")))
    return WELL


def _show_choices(
    quotes: Sequence[tuple[Ahead, PaymentQuote]], on: dt.date, terminal: Terminal
) -> None:
    """Write what each choice does side by side, or once where all come to the same."""
    found = [_quote_facts(one, on) for _ahead, one in quotes]
    if all(one == found[0] for one in found):
        sentence = _("Whatever is chosen for it, this sum does the same.")
        terminal.show(terminal.say(sentence))
        _show_facts([(label, fact) for label, fact in found[0] if fact], terminal)
        return
    titles = [Column(ahead.value, AHEAD[ahead], ColumnKind.NUMBER) for ahead, _one in quotes]
    rows = [
        Row((line[0][0], *(_said(fact, terminal) for _label, fact in line)))
        for line in zip(*found, strict=True)
        if any(fact for _label, fact in line)
    ]
    show_list([Column("what", phrase("What is chosen")), *titles], rows, terminal)


def _quote_facts(quote: PaymentQuote, on: dt.date) -> list[tuple[Phrase, Fact]]:
    """Return what a payment does, label by label: the same labels whatever is chosen."""
    split, held, after = quote.allocation.parts, quote.allocation.held, quote.after
    coming, last = _coming(quote, on)
    return [
        (phrase("It pays principal"), Money(split.principal)),
        (phrase("It pays interest"), Money(split.interest)),
        (phrase("It pays fines"), Money(split.fine) if split.fine else ""),
        (phrase("It pays fees"), Money(split.fee) if split.fee else ""),
        (phrase("Too much, to be given back"), Money(held) if held else ""),
        (phrase("Principal still owed then"), Money(after.balance)),
        (phrase("Next payment"), "" if coming is None else coming.due_on),
        (phrase("To be paid then"), "" if coming is None else Money(coming.left.total)),
        (phrase("Last payment"), "" if last is None else last),
        (phrase("The loan is ended"), phrase("Yes") if coming is None else ""),
        (phrase("Interest saved"), Money(quote.interest_saved)),
    ]


def _coming(quote: PaymentQuote, on: dt.date) -> tuple[Standing | None, dt.date | None]:
    """Return the instalment that comes next after a payment, and the day of the last one."""
    owed = [row for row in quote.after.rows if row.left.total]
    coming = [row for row in owed if row.due_on > on] or owed
    return next(iter(coming), None), max((row.due_on for row in owed), default=None)


def _said(fact: Fact, terminal: Terminal) -> str:
    if isinstance(fact, Phrase):
        return phrase_text(fact, terminal.locale)
    return part_text(fact, terminal.locale)


def _quote_json(ahead: Ahead, quote: PaymentQuote, on: dt.date) -> Json:
    coming, last = _coming(quote, on)
    return {
        "choice": ahead.value,
        **parts_json(quote.allocation.parts),
        "held": quote.allocation.held,
        "principal_left": quote.after.balance,
        "next_on": None if coming is None else coming.due_on.isoformat(),
        "next_amount": None if coming is None else coming.left.total,
        "last_on": None if last is None else last.isoformat(),
        "interest_saved": quote.interest_saved,
    }


@click.command(
    "end",
    cls=Command,
    help=paragraphs(
        _("Tell what would end a loan on a day."),
        _("It is what is owed, interest by the contract's rule, less what is held."),
    ),
)
@loan_argument
@on_option
@club_option
@answer_option
@shared_options()
@click.pass_obj
def end(terminal: Terminal, *, loan: str, on: dt.date, code: str | None, form: str) -> int:
    """Show what would end a loan."""
    with looking(terminal, code) as (connection, club):
        loan_no = loan_no_of(connection, club, loan)
        ending = to_end(connection, club, loan_no, on)
    if form == "json":
        show_json(
            {"club": club.club.code, "loan_no": loan_no, "on": on.isoformat(),
             "amount": ending.amount, **parts_json(ending.owed), "held": ending.held,
             "interest_saved": ending.interest_saved, "written": False},
            terminal,
        )  # fmt: skip
        return WELL
    locale = terminal.locale
    amount = part_text(Money(ending.amount), locale)
    sentence = _("%(amount)s would end the loan on %(day)s: %(split)s.")
    split = split_words(ending.owed, terminal) or amount
    terminal.show(terminal.say(sentence, amount=amount, day=part_text(on, locale), split=split))
    if ending.held:
        sentence = _("Less %(amount)s that is held for the borrower.")
        terminal.show(terminal.say(sentence, amount=part_text(Money(ending.held), locale)))
    if ending.interest_saved > 0:
        saved = part_text(Money(ending.interest_saved), locale)
        terminal.show(terminal.say(_("Interest of %(amount)s is saved by it."), amount=saved))
    terminal.show(terminal.say(_("Nothing was written.")))
    return WELL


COMMANDS = {one.name or "": one for one in (show, quote, end)}
