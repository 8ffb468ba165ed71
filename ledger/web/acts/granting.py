"""The pages that end an application: granted with a second person, or turned down."""

from ledger.books.products import product_from
from ledger.core.acts.lending import ApplicationTurnedDown, LoanGranted
from ledger.core.loans.application import Approval
from ledger.core.loans.applying import contract_approved
from ledger.core.loans.steps import Step, check_step
from ledger.core.money import Money
from ledger.core.statements.loan_papers_words import stated_rate, term_words
from ledger.core.statements.table import phrase
from ledger.services.loan_products import lending_rules_on
from ledger.web.acts.act import About, Group, Line, Look, Summary, WebAct
from ledger.web.acts.kinds import kind
from ledger.web.acts.loan_fields import application_of_look, asked_lines, why
from ledger.web.acts.money_fields import amount, day, no_round_sum
from ledger.web.form.fields import Field, Given


def _grant_fields(look: Look) -> tuple[Field, ...]:
    asked = application_of_look(look).asked
    return (
        amount(
            (asked.amount, phrase("As it was asked for")),
            label=phrase("How much is granted (đồng)"),
        ),
        day(look),
    )


def _grant(look: Look, given: Given) -> LoanGranted:
    return LoanGranted(
        application_no=look.number or 0, on=given.day("on"), amount=given.amount("amount")
    )


def _granted(look: Look, act: LoanGranted) -> Summary:
    application, club_id = application_of_look(look), look.visit.club.club_id
    reader, connection = look.visit.reader, look.connection
    check_step(application.stage, Step.APPROVE)
    asked = application.asked
    product = product_from(connection, club_id, asked.product_no, application.product_from)
    granted = asked.amount if act.amount is None else act.amount
    contract = contract_approved(
        application, Approval(on=act.on, by=asked.member_no, amount=granted), product,
        lending_rules_on(connection, club_id, act.on),
    )  # fmt: skip
    voted = application.voted
    return Summary(
        amount=granted,
        lines=(
            *asked_lines(look),
            Line(phrase("Loan"), product.name),
            Line(phrase("Interest"), stated_rate(contract.terms)),
            Line(phrase("Repayment"), term_words(contract)),
            *([Line(phrase("Voted on"), reader.weekday_date(voted.on))] if voted else []),
            Line(phrase("Day"), reader.weekday_date(act.on)),
        ),
        button=phrase("Ask for approval of a loan of %(amount)s", amount=Money(granted)),
        warnings=no_round_sum(granted),
    )


def _turn_down(look: Look, given: Given) -> ApplicationTurnedDown:
    return ApplicationTurnedDown(
        application_no=look.number or 0, on=given.day("on"), reason=given.text("reason")
    )


def _turned_down(look: Look, act: ApplicationTurnedDown) -> Summary:
    return Summary(
        lines=(
            *asked_lines(look),
            Line(phrase("Reason"), act.reason),
            Line(phrase("Day"), look.visit.reader.weekday_date(act.on)),
        ),
        button=phrase("Turn the application down"),
    )


ACTS = (
    WebAct(
        kind=kind("grant-loan", LoanGranted), title=phrase("Grant the loan"),
        what=phrase("a second officer approves what the meeting voted for"),
        intro=(
            phrase(
                "It waits for the chair or the controller: an officer who is a member of the club"
                " and has not appraised it."
            ),
        ),
        about=About.APPLICATION, group=Group.LEND, fields=_grant_fields, value=_grant,
        confirm=_granted, step=Step.APPROVE,
        subject=lambda _, act: (About.APPLICATION, act.application_no),
    ),
    WebAct(
        kind=kind("turn-down", ApplicationTurnedDown), title=phrase("Turn the application down"),
        what=phrase("or the member takes it back"), about=About.APPLICATION,
        fields=lambda look: (why(phrase("Why it is turned down or taken back")), day(look)),
        value=_turn_down, confirm=_turned_down, step=Step.TURN_DOWN,
        subject=lambda _, act: (About.APPLICATION, act.application_no),
    ),
)  # fmt: skip
