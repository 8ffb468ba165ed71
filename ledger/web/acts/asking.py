"""The pages on which a household is asked for its income, and the use of a loan is looked at."""

from dataclasses import dataclass

from ledger.books.membership import members_on
from ledger.core.acts.activities import IncomeAsked, UseChecked
from ledger.core.errors import RuleBroken
from ledger.core.outcomes.incomes import Moment
from ledger.core.outcomes.using import UsedFor
from ledger.core.statements.activity_words import MOMENTS, USES, kind_words
from ledger.core.statements.table import phrase
from ledger.services.deciding import member_number
from ledger.web.acts.act import About, Group, Line, Look, Summary, WebAct
from ledger.web.acts.activities import PAID_OUT, WITH_PLAN, activity_of, note_field
from ledger.web.acts.income_fields import income_fields, income_lines, monthly_of
from ledger.web.acts.kinds import kind
from ledger.web.acts.loan_fields import by_given_name, file_of, member_choices
from ledger.web.acts.money_fields import day
from ledger.web.form.fields import Choice, Field, FieldKind, Given


@dataclass(eq=False)
class NobodyToLook(RuleBroken):
    """No member but the borrower holds an office, so nobody could look at the use of a loan."""


def _ask_fields(look: Look) -> tuple[Field, ...]:
    return (
        Field(
            name="moment", label=phrase("Which time is it about"), kind=FieldKind.CHOICE,
            choices=tuple(Choice(one.value, words) for one, words in MOMENTS.items()),
            usual=Moment.BEFORE.value if activity_of(look).before is None else Moment.AFTER.value,
        ),
        *income_fields(can_be_unasked=False),
        day(look),
    )  # fmt: skip


def _ask(look: Look, given: Given) -> IncomeAsked:
    return IncomeAsked(
        moment=Moment(given.text("moment")), on=given.day("on"), monthly=monthly_of(given),
        loan_no=look.number,
    )  # fmt: skip


def _asked(look: Look, act: IncomeAsked) -> Summary:
    return Summary(
        lines=(
            Line(phrase("Which time is it about"), MOMENTS[act.moment]),
            *income_lines(look, was_asked=True, monthly=act.monthly),
            Line(phrase("Day"), look.visit.reader.weekday_date(act.on)),
        ),
        button=phrase("Record the answer"),
    )


def _check_fields(look: Look) -> tuple[Field, ...]:
    borrower = file_of(look).loan.member_no
    members = members_on(look.connection, look.visit.club.club_id, look.visit.today)
    board = by_given_name(
        one for one in members.values() if one.position and one.member_no != borrower
    )
    if not board:
        raise NobodyToLook
    known = activity_of(look)
    own = member_number(look.visit.actor, look.visit.place)
    return (
        Field(
            name="used_for", label=phrase("What the money was used for"), kind=FieldKind.CHOICE,
            hint=phrase("Of what goes to two things, record each by itself"),
            usual="" if known.kind is None else known.kind.value,
            choices=tuple(Choice(one.value, words) for one, words in USES.items()),
        ),
        Field(
            name="amount", label=phrase("How much of it (đồng)"), kind=FieldKind.AMOUNT,
            longest=30, buttons=((known.loan.lent, phrase("The whole loan")),),
        ),
        Field(
            name="by", label=phrase("Who of the board looked"), kind=FieldKind.CHOICE,
            choices=member_choices(board),
            usual=str(own) if any(one.member_no == own for one in board) else "",
        ),
        day(look), note_field(phrase("What was seen"), "remark"),
    )  # fmt: skip


def _check(look: Look, given: Given) -> UseChecked:
    return UseChecked(
        loan_no=look.number or 0, on=given.day("on"), used_for=UsedFor(given.text("used_for")),
        amount=given.amount("amount"), checked_by=int(given.text("by")),
        remark=given.text_or_none("remark"),
    )  # fmt: skip


def _checked(look: Look, act: UseChecked) -> Summary:
    members = members_on(look.connection, look.visit.club.club_id, look.visit.today)
    lines = [
        Line(phrase("Agreed"), kind_words(activity_of(look).kind)),
        Line(phrase("Used for"), USES[act.used_for]),
        Line(phrase("Who of the board looked"), members[act.checked_by].name),
        Line(phrase("Day"), look.visit.reader.weekday_date(act.on)),
    ]
    if act.remark:
        lines.append(Line(phrase("What was seen"), act.remark))
    return Summary(amount=act.amount, lines=tuple(lines), button=phrase("Record what was seen"))


ACTS = (
    WebAct(
        kind=kind("ask-income", IncomeAsked), title=phrase("Ask for the income"),
        what=phrase("of the household, before the loan and after it"), about=About.LOAN,
        group=Group.WORK, fields=_ask_fields, value=_ask, confirm=_asked,
        subject=lambda _, act: (About.LOAN, act.loan_no or 0), stages=WITH_PLAN,
    ),
    WebAct(
        kind=kind("check-use", UseChecked), title=phrase("Look at the use of a loan"),
        what=phrase("what somebody of the board saw"), about=About.LOAN, group=Group.WORK,
        fields=_check_fields, value=_check, confirm=_checked,
        subject=lambda _, act: (About.LOAN, act.loan_no), stages=PAID_OUT,
    ),
)  # fmt: skip
