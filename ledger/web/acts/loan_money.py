"""The pages of money of a loan besides payments: paid out, given back, got back, and the end."""

import datetime as dt

from ledger.core.acts.lending import LoanEnded, LoanPaidOut, LoanRecovered, LoanRefunded
from ledger.core.loans.life import replay
from ledger.core.loans.steps import Step, check_step
from ledger.core.money import Money
from ledger.core.statements.loan_papers_words import stated_rate, term_words
from ledger.core.statements.table import Phrase, phrase
from ledger.services.loan_finding import Found
from ledger.services.loans import check_day
from ledger.web.acts.act import About, Group, Line, Look, Summary, WebAct, Words
from ledger.web.acts.kinds import kind
from ledger.web.acts.loan_fields import file_of
from ledger.web.acts.money_fields import amount, day, no_round_sum
from ledger.web.form.fields import Field, Given


def loan_of(look: Look, on: dt.date) -> Found:
    """Return the loan that an act is about, as it stands on a day that can be."""
    check_day(on, look.visit.today)
    file = file_of(look)
    return Found(file, replay(file.contract, file.events, on))


def loan_lines(look: Look, found: Found, on: dt.date, *lines: tuple[Words, Words]) -> list[Line]:
    """Return the lines of a confirmation: the loan, what is given, the day."""
    told = [Line(phrase("Loan"), found.file.loan.paper_code)]
    told += [Line(label, words) for label, words in lines]
    told.append(Line(phrase("Day"), look.visit.reader.weekday_date(on)))
    return told


def _left_to_pay_out(found: Found) -> int:
    """Return what of the loan was agreed and is not paid out yet, in đồng."""
    return max(found.file.loan.principal - found.state.lent, 0)


def _pay_out_fields(look: Look) -> tuple[Field, ...]:
    found = loan_of(look, look.visit.today)
    if not found.file.contract.in_parts:
        return (day(look),)
    return (amount((_left_to_pay_out(found), phrase("All that is left of it"))), day(look))


def _pay_out(look: Look, given: Given) -> LoanPaidOut:
    return LoanPaidOut(loan_no=look.number or 0, on=given.day("on"), amount=given.number("amount"))


def _paid_out(look: Look, act: LoanPaidOut) -> Summary:
    found = loan_of(look, act.on)
    check_step(found.state.stage, Step.DISBURSE)
    paid_out = _left_to_pay_out(found) if act.amount is None else act.amount
    terms = found.file.contract.terms
    return Summary(
        amount=paid_out,
        lines=tuple(
            loan_lines(
                look, found, act.on, (phrase("For"), found.file.loan.purpose or ""),
                (phrase("Interest"), stated_rate(terms)),
                (phrase("Repayment"), term_words(found.file.contract)),
                (phrase("How"), phrase("In cash")),
            )
        ),
        button=phrase("Record %(amount)s paid out", amount=Money(paid_out)),
        warnings=no_round_sum(paid_out),
    )  # fmt: skip


def _held_fields(look: Look) -> tuple[Field, ...]:
    held = loan_of(look, look.visit.today).state.held
    buttons = [(held, phrase("All that is held"))] if held else []
    return (amount(*buttons), day(look))


def _refund(look: Look, given: Given) -> LoanRefunded:
    return LoanRefunded(loan_no=look.number or 0, on=given.day("on"), amount=given.amount("amount"))


def _refunded(look: Look, act: LoanRefunded) -> Summary:
    found = loan_of(look, act.on)
    held = look.visit.reader.money(found.state.held)
    return Summary(
        amount=act.amount,
        lines=tuple(loan_lines(look, found, act.on, (phrase("Held for the borrower"), held))),
        button=phrase("Record %(amount)s given back", amount=Money(act.amount)),
        warnings=no_round_sum(act.amount),
    )


def _recover_fields(look: Look) -> tuple[Field, ...]:
    left = loan_of(look, look.visit.today).state.left.total
    buttons = [(left, phrase("All of it"))] if left else []
    return (amount(*buttons), day(look))


def _recover(look: Look, given: Given) -> LoanRecovered:
    return LoanRecovered(
        loan_no=look.number or 0, on=given.day("on"), amount=given.amount("amount")
    )


def _recovered(look: Look, act: LoanRecovered) -> Summary:
    found = loan_of(look, act.on)
    check_step(found.state.stage, Step.RECOVER)
    left = look.visit.reader.money(found.state.left.total)
    return Summary(
        amount=act.amount,
        lines=tuple(loan_lines(look, found, act.on, (phrase("Owed before"), left))),
        button=phrase("Record %(amount)s received", amount=Money(act.amount)),
        warnings=no_round_sum(act.amount),
    )


def _end(look: Look, given: Given) -> LoanEnded:
    return LoanEnded(loan_no=look.number or 0, on=given.day("on"))


def _ended(look: Look, act: LoanEnded) -> Summary:
    found, money = loan_of(look, act.on), look.visit.reader.money
    return Summary(
        lines=tuple(
            loan_lines(
                look, found, act.on, (phrase("Still owed"), money(found.state.left.total)),
                (phrase("Held for the borrower"), money(found.state.held)),
            )
        ),
        button=phrase("Close the loan"),
    )  # fmt: skip


_BORROWERS_CASH: Phrase = phrase("It is paid in cash to the borrower, who signs for it.")

ACTS = (
    WebAct(
        kind=kind("pay-out", LoanPaidOut), title=phrase("Pay the loan out"),
        what=phrase("in cash, once it is approved"), intro=(_BORROWERS_CASH,), about=About.LOAN,
        group=Group.LEND, fields=_pay_out_fields, value=_pay_out, confirm=_paid_out,
        subject=lambda _, act: (About.LOAN, act.loan_no), step=Step.DISBURSE,
    ),
    WebAct(
        kind=kind("refund", LoanRefunded), title=phrase("Give back what was paid too much"),
        what=phrase("money that the club holds for a borrower"), about=About.LOAN,
        group=Group.LEND, fields=_held_fields, value=_refund, confirm=_refunded,
        subject=lambda _, act: (About.LOAN, act.loan_no), step=Step.REFUND,
    ),
    WebAct(
        kind=kind("recover", LoanRecovered), title=phrase("A payment on a loan written off"),
        what=phrase("money that was not hoped for any more"), about=About.LOAN,
        group=Group.LEND, fields=_recover_fields, value=_recover, confirm=_recovered,
        subject=lambda _, act: (About.LOAN, act.loan_no), step=Step.RECOVER,
    ),
    WebAct(
        kind=kind("end-loan", LoanEnded), title=phrase("Close the loan"),
        what=phrase("once nothing is owed and nothing held"), about=About.LOAN,
        fields=lambda look: (day(look),), value=_end, confirm=_ended,
        subject=lambda _, act: (About.LOAN, act.loan_no), step=Step.CLOSE,
    ),
)  # fmt: skip
