"""The pages of an application for a loan: handed in by a member, appraised by an officer."""

from dataclasses import dataclass

from ledger.books.membership import members_on
from ledger.core.acts.activities import ApplicationHandedIn
from ledger.core.acts.lending import AppraisalGiven
from ledger.core.acts.shared import refuse
from ledger.core.errors import RuleBroken
from ledger.core.loans.application import Appraisal, Asked
from ledger.core.loans.applying import appraised
from ledger.core.loans.choices import PrincipalMethod
from ledger.core.loans.product import Adoption, contract_for
from ledger.core.loans.purposes import PurposeKind
from ledger.core.loans.steps import Step
from ledger.core.money import Money
from ledger.core.statements.lending import PURPOSES
from ledger.core.statements.loan_papers_words import stated_rate, term_words
from ledger.core.statements.table import Phrase, phrase
from ledger.services.deciding import member_number
from ledger.services.loan_products import offered
from ledger.web.acts.act import About, Group, Line, Look, Summary, WebAct, Words
from ledger.web.acts.income_fields import income_fields, income_lines, monthly_of, was_asked
from ledger.web.acts.kinds import kind
from ledger.web.acts.loan_fields import (
    application_of_look,
    asked_lines,
    by_given_name,
    member_choices,
    part_fields,
    parts_given,
    why,
)
from ledger.web.acts.money_fields import amount, day, no_round_sum
from ledger.web.form.fields import LONGEST_WORDS, Choice, Field, FieldKind, Given

HARVESTS = 4
"""So many agreed days and sums can be typed with an application."""


@dataclass(eq=False)
class NothingOffered(RuleBroken):
    """The club has not adopted any loan product yet, so nobody can apply for one."""


@dataclass(eq=False)
class NoOfficer(RuleBroken):
    """No member but the borrower holds an office, so nobody could appraise the application."""


def _offered(look: Look) -> list[Adoption]:
    found = offered(look.connection, look.visit.club, look.visit.today)
    if not found:
        raise NothingOffered
    return found


def _apply_fields(look: Look) -> tuple[Field, ...]:
    products = [one.product for one in _offered(look)]
    is_free = any(one.contract.terms.repayment is PrincipalMethod.FREE for one in products)
    usual = products[0]
    return (
        Field(
            name="product", label=phrase("Which loan"), kind=FieldKind.CHOICE,
            usual=str(usual.product_no),
            choices=tuple(
                Choice(str(one.product_no), one.name, stated_rate(one.contract.terms))
                for one in products
            ),
        ),
        amount(label=phrase("How much is asked for (đồng)")),
        Field(
            name="instalments", label=phrase("In how many instalments"), kind=FieldKind.NUMBER,
            usual=str(usual.contract.terms.instalments), longest=3,
        ),
        Field(
            name="kind", label=phrase("For which kind of work"), kind=FieldKind.CHOICE,
            choices=tuple(Choice(one.value, words) for one, words in PURPOSES.items()),
        ),
        Field(
            name="purpose", label=phrase("What for"), hint=phrase("Such as: two pigs to fatten"),
            longest=200,
        ),
        Field(
            name="plan", label=phrase("How it will be used and paid back"), kind=FieldKind.WORDS,
            is_required=False, longest=LONGEST_WORDS,
        ),
        Field(
            name="income", label=phrase("What it will earn in a month (đồng)"),
            kind=FieldKind.AMOUNT, is_required=False, longest=30,
        ),
        *_plan_fields(),
        Field(name="co_signer", label=phrase("Who signs with the member"), is_required=False),
        Field(
            name="in_difficulty", label=phrase("The household is in difficulty"),
            kind=FieldKind.YES, is_required=False,
        ),
        day(look),
        *(part_fields(HARVESTS, phrase("Only for a loan that comes back by agreed days"))
          if is_free else ()),
    )  # fmt: skip


def _plan_fields() -> tuple[Field, ...]:
    """Return the fields of a plan and of the income before the loan, all of them optional."""
    when = phrase("A day as in 10/03/2026; left empty, as long as the loan")
    return (
        Field(
            name="cost", label=phrase("What the work will cost in all (đồng)"),
            kind=FieldKind.AMOUNT, is_required=False, longest=30,
        ),
        Field(
            name="begins", label=phrase("It begins on"), kind=FieldKind.DAY, longest=10,
            is_required=False, hint=when,
        ),
        Field(
            name="ends", label=phrase("It ends on"), kind=FieldKind.DAY, longest=10,
            is_required=False,
        ),
        *income_fields(asks=phrase("The income of the household before the loan")),
    )  # fmt: skip


def _apply(look: Look, given: Given) -> ApplicationHandedIn:
    asked = Asked(
        member_no=look.number or 0, product_no=int(given.text("product")),
        applied_on=given.day("on"), amount=given.amount("amount"),
        instalments=given.amount("instalments"), purpose_kind=PurposeKind(given.text("kind")),
        purpose=given.text("purpose"), plan=given.text_or_none("plan"),
        expected_income=given.number("income"), co_signer=given.text_or_none("co_signer"),
        in_difficulty=given.yes("in_difficulty"), parts=parts_given(given, HARVESTS),
    )  # fmt: skip
    handed_in = ApplicationHandedIn(
        asked=asked, cost=given.number("cost"), begins_on=given.day_or_none("begins"),
        ends_on=given.day_or_none("ends"), asks_income=was_asked(given),
        monthly=monthly_of(given),
    )  # fmt: skip
    refuse(handed_in.faults())
    return handed_in


def _applied(look: Look, handed_in: ApplicationHandedIn) -> Summary:
    act, reader = handed_in.asked, look.visit.reader
    product = next(
        one.product for one in _offered(look) if one.product.product_no == act.product_no
    )
    contract = contract_for(product, act.amount, act.instalments, parts=act.parts)
    optional = (
        (phrase("Plan"), act.plan), (phrase("Signs with the member"), act.co_signer),
        (phrase("Expected income a month"),
         None if act.expected_income is None else reader.money(act.expected_income)),
        (phrase("In difficulty"), phrase("Yes") if act.in_difficulty else None),
        *_plan_said(look, handed_in),
    )  # fmt: skip
    return Summary(
        amount=act.amount,
        lines=(
            Line(phrase("Loan"), product.name),
            Line(phrase("Interest"), stated_rate(product.contract.terms)),
            Line(phrase("Repayment"), term_words(contract)),
            Line(phrase("Work"), PURPOSES[act.purpose_kind]),
            Line(phrase("For"), act.purpose),
            *(Line(label, words) for label, words in optional if words is not None),
            Line(phrase("Day"), reader.weekday_date(act.applied_on)),
        ),
        button=phrase("Hand in the application for %(amount)s", amount=Money(act.amount)),
        warnings=no_round_sum(act.amount),
    )


def _plan_said(look: Look, handed_in: ApplicationHandedIn) -> tuple[tuple[Phrase, Words], ...]:
    """Return what the plan says and what the household told, nothing where there is neither."""
    reader, cost = look.visit.reader, handed_in.cost
    plan: tuple[tuple[Phrase, Words], ...] = ()
    if cost is not None:
        plan = (
            (phrase("Cost"), reader.money(cost)),
            (phrase("Expected to earn"), reader.money(handed_in.expected_income)),
            (phrase("It begins on"), reader.date(handed_in.begins)),
            (phrase("It ends on"), reader.date(handed_in.ends)),
        )
    said = income_lines(look, was_asked=handed_in.asks_income, monthly=handed_in.monthly)
    return (*plan, *((phrase("Income before the loan"), one.words) for one in said))


def _appraise_fields(look: Look) -> tuple[Field, ...]:
    borrower = application_of_look(look).asked.member_no
    members = members_on(look.connection, look.visit.club.club_id, look.visit.today)
    officers = by_given_name(
        one for one in members.values() if one.position and one.member_no != borrower
    )
    if not officers:
        raise NoOfficer
    own = member_number(look.visit.actor, look.visit.place)
    is_officer = any(one.member_no == own for one in officers)
    return (
        Field(
            name="by", label=phrase("Which officer looked at the plan and the household"),
            kind=FieldKind.CHOICE, choices=member_choices(officers),
            usual=str(own) if is_officer else "",
        ),
        why(
            phrase("The officer's opinion"), "opinion",
            phrase("Such as: the pigsty is ready, the household can pay"),
        ),
        day(look),
    )  # fmt: skip


def _appraise(look: Look, given: Given) -> AppraisalGiven:
    return AppraisalGiven(
        application_no=look.number or 0, on=given.day("on"), by=int(given.text("by")),
        opinion=given.text("opinion"),
    )  # fmt: skip


def _appraised(look: Look, act: AppraisalGiven) -> Summary:
    members = members_on(look.connection, look.visit.club.club_id, act.on)
    appraised(application_of_look(look), Appraisal(act.on, act.by, act.opinion), members)
    return Summary(
        lines=(
            *asked_lines(look),
            Line(phrase("Appraised by"), members[act.by].name),
            Line(phrase("Opinion"), act.opinion),
            Line(phrase("Day"), look.visit.reader.weekday_date(act.on)),
        ),
        button=phrase("Record the appraisal"),
    )


ACTS = (
    WebAct(
        kind=kind("apply", ApplicationHandedIn), title=phrase("An application for a loan"),
        what=phrase("what a member asks for, before it is looked at"), about=About.MEMBER,
        group=Group.LEND, fields=_apply_fields, value=_apply, confirm=_applied,
        subject=lambda _, act: (About.MEMBER, act.asked.member_no),
    ),
    WebAct(
        kind=kind("appraise", AppraisalGiven), title=phrase("Appraise the application"),
        what=phrase("an officer looked at the plan and the household"), about=About.APPLICATION,
        group=Group.LEND, fields=_appraise_fields, value=_appraise, confirm=_appraised,
        subject=lambda _, act: (About.APPLICATION, act.application_no), step=Step.APPRAISE,
    ),
)  # fmt: skip
