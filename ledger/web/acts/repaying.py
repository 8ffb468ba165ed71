"""The page of a payment on a loan: what is due stands there, and what the sum pays is shown."""

import datetime as dt

from ledger.core.acts.lending import LoanRepaid
from ledger.core.acts.shared import MoneyPlace
from ledger.core.loans.allocation import Ahead
from ledger.core.loans.steps import Step
from ledger.core.money import Money
from ledger.core.statements.table import phrase
from ledger.services.loan_page import LoanToPay, to_pay
from ledger.services.loan_quotes import choices_of, ending_of
from ledger.web.acts.act import About, Group, Line, Look, Summary, WebAct, Words
from ledger.web.acts.kinds import kind
from ledger.web.acts.loan_fields import file_of
from ledger.web.acts.money_fields import CASH_OR_BANK, THOUSAND, amount, day, place
from ledger.web.form.fields import Choice, Field, FieldKind, Given
from ledger.web.if_paid import AHEAD

TEN_TIMES = 10


def _loan(look: Look, on: dt.date) -> LoanToPay:
    borrower = "" if look.member is None else look.member.name
    return to_pay(look.visit.club, file_of(look), borrower, on)


def _fields(look: Look) -> tuple[Field, ...]:
    today = look.visit.today
    loan = _loan(look, today)
    buttons = []
    if loan.is_owed:
        if loan.due:
            buttons.append((loan.due, phrase("What is due")))
        buttons.append((ending_of(loan.file, today).amount, phrase("All of it")))
    return (
        amount(*buttons), day(look), place(),
        Field(
            name="ahead", label=phrase("If it is more than what is due"), kind=FieldKind.CHOICE,
            is_required=False,
            choices=tuple(Choice(one.value, words) for one, words in AHEAD.items()),
        ),
    )  # fmt: skip


def _value(look: Look, given: Given) -> LoanRepaid:
    ahead = given.text_or_none("ahead")
    return LoanRepaid(
        loan_no=look.number or 0, on=given.day("on"), amount=given.amount("amount"),
        ahead=None if ahead is None else Ahead(ahead),
        by_bank=given.text("place") == MoneyPlace.BANK.value,
    )  # fmt: skip


def _confirm(look: Look, act: LoanRepaid) -> Summary:
    reader, loan = look.visit.reader, _loan(look, act.on)
    quotes = dict(choices_of(loan.file, act.amount, act.on))
    chosen = quotes.get(act.ahead) if act.ahead else None
    quote = chosen or next(iter(quotes.values()))
    split = quote.allocation.parts
    lines = [Line(phrase("Loan"), loan.file.loan.paper_code)]
    lines += [
        Line(label, reader.money(part))
        for label, part in (
            (phrase("Principal"), split.principal), (phrase("Interest"), split.interest),
            (phrase("Fine"), split.fine), (phrase("Fee"), split.fee),
        )
        if part
    ]  # fmt: skip
    if quote.allocation.held:
        lines.append(Line(phrase("Held for the borrower"), reader.money(quote.allocation.held)))
    lines.append(Line(phrase("Principal owed afterwards"), reader.money(quote.after.balance)))
    lines.append(Line(phrase("Day"), reader.weekday_date(act.on)))
    place_of = MoneyPlace.BANK if act.by_bank else MoneyPlace.CASH
    lines.append(Line(phrase("How"), CASH_OR_BANK[place_of]))
    return Summary(
        amount=act.amount, who=loan.borrower, lines=tuple(lines),
        button=phrase("Record %(amount)s received", amount=Money(act.amount)),
        warnings=_warnings(act, loan.due),
    )  # fmt: skip


def _warnings(act: LoanRepaid, due: int | None) -> tuple[Words, ...]:
    found: list[Words] = []
    if due and act.amount >= TEN_TIMES * due:
        found.append(phrase("This is ten times what is due or more. Is there a zero too many?"))
    if act.amount % THOUSAND:
        found.append(phrase("This is no whole number of thousands. Is it right?"))
    return tuple(found)


ACTS = (
    WebAct(
        kind=kind("repay", LoanRepaid), title=phrase("A payment on a loan"),
        what=phrase("principal and interest, in cash or by bank"), about=About.LOAN,
        group=Group.IN, fields=_fields, value=_value, confirm=_confirm,
        subject=lambda _, act: (About.LOAN, act.loan_no), step=Step.REPAY,
    ),
)  # fmt: skip
