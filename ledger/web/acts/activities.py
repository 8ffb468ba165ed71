"""The pages on which activities are planned, recorded, put right and summed up."""

from dataclasses import dataclass

from ledger.books.activities import activities_of
from ledger.core.acts.activities import (
    ActivityPlanned,
    ActivityRecorded,
    ActivitySummedUp,
    RecordTakenBack,
)
from ledger.core.errors import Conflict, RuleBroken
from ledger.core.loans.purposes import PurposeKind
from ledger.core.loans.steps import LoanStage
from ledger.core.money import Money
from ledger.core.outcomes.activity import ActivityRecord, RecordKind, living, unit_counts
from ledger.core.outcomes.activity_file import ActivityFile
from ledger.core.statements.activity_words import (
    RECORD_HINTS,
    RECORDS,
)
from ledger.core.statements.lending import PURPOSES
from ledger.core.statements.table import Phrase, phrase
from ledger.services.activity_rules import LONGEST_UNIT, RecordTakenBackAlready
from ledger.web.acts.act import About, Group, Line, Look, Summary, WebAct, Words
from ledger.web.acts.income_fields import (
    income_fields,
    income_lines,
    monthly_of,
    was_asked,
)
from ledger.web.acts.kinds import kind
from ledger.web.acts.loan_fields import file_of
from ledger.web.acts.money_fields import day
from ledger.web.form.fields import LONGEST_WORDS, Choice, Field, FieldKind, FormRefused, Given

PAID_OUT = frozenset({
    LoanStage.ACTIVE, LoanStage.REPAID, LoanStage.WRITTEN_OFF, LoanStage.CLOSED,
})  # fmt: skip
WITH_PLAN = PAID_OUT | {LoanStage.APPROVED}


@dataclass(eq=False)
class NothingToTakeBack(Conflict):
    """Nothing that counts was written down of the activity."""


@dataclass(eq=False)
class SumsDiffer(RuleBroken):
    """A sum was typed, and a number with a price that come to another, in đồng."""

    amount: int
    worked_out: int


def activity_of(look: Look) -> ActivityFile:
    """Return the activity of the loan that an act is about, in two queries."""
    number = file_of(look).loan.loan_no
    return activities_of(look.connection, look.visit.club.club_id, [number])[number]


def note_field(label: Phrase, name: str = "note") -> Field:
    """Return the field of a few words that may be left out."""
    return Field(
        name=name, label=label, kind=FieldKind.WORDS, is_required=False, longest=LONGEST_WORDS
    )


def _sum(
    name: str, label: Phrase, hint: Phrase | None = None, *, is_required: bool = True
) -> Field:
    return Field(
        name=name, label=label, kind=FieldKind.AMOUNT, hint=hint, longest=30,
        is_required=is_required,
    )  # fmt: skip


def _plan_fields(look: Look) -> tuple[Field, ...]:
    known = activity_of(look)
    loan = file_of(look).loan
    reader = look.visit.reader
    return (
        Field(
            name="kind", label=phrase("For which kind of work"), kind=FieldKind.CHOICE,
            usual="" if known.kind is None else known.kind.value,
            choices=tuple(Choice(one.value, words) for one, words in PURPOSES.items()),
        ),
        Field(
            name="what", label=phrase("What will be bought and done"), kind=FieldKind.WORDS,
            hint=phrase("Such as: two pigs to fatten"), longest=LONGEST_WORDS,
            usual=loan.purpose or "",
        ),
        _sum("cost", phrase("What it will cost in all (đồng)")),
        _sum("income", phrase("What it will earn in all, with the cost taken off (đồng)")),
        Field(
            name="begins", label=phrase("It begins on"), kind=FieldKind.DAY, longest=10,
            hint=phrase("A day as in 10/03/2026"),
            usual=reader.date(known.loan.disbursed_on or look.visit.today),
        ),
        Field(
            name="ends", label=phrase("It ends on"), kind=FieldKind.DAY, longest=10,
            hint=phrase("A day as in 10/03/2026"),
            usual="" if known.loan.ends_on is None else reader.date(known.loan.ends_on),
        ),
    )  # fmt: skip


def _plan(look: Look, given: Given) -> ActivityPlanned:
    return ActivityPlanned(
        loan_no=look.number, kind=PurposeKind(given.text("kind")), what=given.text("what"),
        cost=given.amount("cost"), expected_income=given.amount("income"),
        begins_on=given.day("begins"), ends_on=given.day("ends"),
    )  # fmt: skip


def _planned(look: Look, act: ActivityPlanned) -> Summary:
    reader = look.visit.reader
    return Summary(
        lines=(
            Line(phrase("Loan"), file_of(look).loan.paper_code),
            Line(phrase("Work"), PURPOSES[act.kind]),
            Line(phrase("Plan"), act.what),
            Line(phrase("Cost"), reader.money(act.cost)),
            Line(phrase("Expected to earn"), reader.money(act.expected_income)),
            Line(phrase("It begins on"), reader.date(act.begins_on)),
            Line(phrase("It ends on"), reader.date(act.ends_on)),
        ),
        button=phrase("Record the plan"),
    )


def _record_fields(look: Look) -> tuple[Field, ...]:
    return (
        Field(
            name="kind", label=phrase("What is told"), kind=FieldKind.CHOICE,
            choices=tuple(
                Choice(one.value, words, RECORD_HINTS[one])
                for one, words in RECORDS.items() if one in RECORD_HINTS
            ),
        ),
        _sum(
            "amount", phrase("How much (đồng)"),
            phrase("Or leave it, and give a number and a price below"), is_required=False,
        ),
        Field(
            name="quantity", label=phrase("The number of them"), kind=FieldKind.NUMBER, longest=9,
            is_required=False,
        ),
        Field(
            name="unit", label=phrase("Of what"), hint=phrase("Such as: hens, kg, eggs"),
            longest=LONGEST_UNIT, is_required=False,
        ),
        _sum("price", phrase("Price of one (đồng)"), is_required=False),
        day(look), note_field(phrase("A note")),
    )  # fmt: skip


def _record(look: Look, given: Given) -> ActivityRecorded:
    amount, quantity, price = (
        given.number("amount"),
        given.number("quantity"),
        given.number("price"),
    )
    if quantity is not None and price is not None:
        worked_out = quantity * price
        if amount is not None and amount != worked_out:
            raise FormRefused({"amount": SumsDiffer(amount=amount, worked_out=worked_out)})
        amount = worked_out
    return ActivityRecorded(
        loan_no=look.number or 0, on=given.day("on"), kind=RecordKind(given.text("kind")),
        amount=amount, quantity=quantity, unit=given.text_or_none("unit"),
        note=given.text_or_none("note"),
    )  # fmt: skip


def _recorded(look: Look, act: ActivityRecorded) -> Summary:
    reader = look.visit.reader
    lines = [Line(phrase("Loan"), file_of(look).loan.paper_code),
             Line(phrase("What is told"), RECORDS[act.kind])]  # fmt: skip
    if act.quantity is not None:
        lines.append(Line(phrase("The number of them"), f"{act.quantity} {act.unit or ''}".strip()))
    lines.append(Line(phrase("Day"), reader.weekday_date(act.on)))
    if act.note:
        lines.append(Line(phrase("A note"), act.note))
    return Summary(
        amount=act.amount, lines=tuple(lines), button=phrase("Record it"),
        warnings=_more_than_had(look, act),
    )  # fmt: skip


def _more_than_had(look: Look, act: ActivityRecorded) -> tuple[Words, ...]:
    """Return a warning where more goes of a unit than ever was bought or born."""
    known = activity_of(look).records
    told = ActivityRecord(
        record_no=0, occurred_on=act.on, kind=act.kind, quantity=act.quantity, unit=act.unit
    )
    if any(one.gone > one.had for one in unit_counts((*known, told))):
        return (phrase("With this more is sold or used than was bought or born. Is it right?"),)
    return ()


def _records_to_take_back(look: Look) -> list[ActivityRecord]:
    """Return the records to choose from; a form sent twice may name one that is taken back."""
    records = activity_of(look).records
    if look.visit.is_sent:
        return [one for one in records if one.kind is not RecordKind.TAKEN_BACK]
    found = living(records)
    if not found:
        raise NothingToTakeBack
    return found


def record_words(look: Look, one: ActivityRecord) -> str:
    """Return a record in one line: the day, what happened, the number, the sum."""
    reader = look.visit.reader
    parts = [reader.date(one.occurred_on), reader.phrase(RECORDS[one.kind])]
    if one.quantity is not None:
        parts.append(f"{one.quantity} {one.unit or ''}".strip())
    if one.amount is not None:
        parts.append(reader.money(one.amount))
    return " · ".join(parts)


def _take_back_fields(look: Look) -> tuple[Field, ...]:
    return (
        Field(
            name="record", label=phrase("Which record is wrong"), kind=FieldKind.CHOICE,
            choices=tuple(
                Choice(str(one.record_no), record_words(look, one), one.note or "")
                for one in reversed(_records_to_take_back(look))
            ),
        ),
        note_field(phrase("Why")),
    )  # fmt: skip


def _take_back(look: Look, given: Given) -> RecordTakenBack:
    return RecordTakenBack(
        record_no=int(given.text("record")), loan_no=look.number or 0, on=look.visit.today,
        note=given.text_or_none("note"),
    )  # fmt: skip


def _taken_back(look: Look, act: RecordTakenBack) -> Summary:
    found = {one.record_no: one for one in living(activity_of(look).records)}
    if act.record_no not in found:
        raise RecordTakenBackAlready(record_no=act.record_no)
    return Summary(
        lines=(Line(phrase("Counts no more"), record_words(look, found[act.record_no])),),
        button=phrase("Take the record back"),
    )


def _sum_up_fields(look: Look) -> tuple[Field, ...]:
    sums = activity_of(look).sums_up_to(look.visit.today)
    return (
        Field(
            name="on_hand", label=phrase("What is there now, and would bring today (đồng)"),
            kind=FieldKind.AMOUNT, longest=30, is_required=False,
            hint=phrase(
                "So far bought for %(spent)s, sold for %(sold)s, used at home %(used)s. Type 0 if"
                " nothing is left; leave it empty if the last count still holds.",
                spent=Money(sums.spent), sold=Money(sums.sold), used=Money(sums.used_at_home),
            ),
        ),
        Field(
            name="goes_on", label=phrase("It goes on after the loan"), kind=FieldKind.YES,
            is_required=False,
        ),
        *income_fields(asks=phrase("The income of the household after the loan")),
        day(look), note_field(phrase("What the household says of it"), "remark"),
    )  # fmt: skip


def _sum_up(look: Look, given: Given) -> ActivitySummedUp:
    return ActivitySummedUp(
        loan_no=look.number or 0, on=given.day("on"), goes_on=given.yes("goes_on"),
        on_hand=given.number("on_hand"), asks_income=was_asked(given),
        monthly=monthly_of(given), remark=given.text_or_none("remark"),
    )  # fmt: skip


def _summed_up(look: Look, act: ActivitySummedUp) -> Summary:
    reader = look.visit.reader
    sums = activity_of(look).sums_up_to(act.on, act.on_hand)
    lines = [
        Line(RECORDS[RecordKind.SPENT], reader.money(sums.spent)),
        Line(RECORDS[RecordKind.SOLD], reader.money(sums.sold)),
        Line(RECORDS[RecordKind.USED_AT_HOME], reader.money(sums.used_at_home)),
        Line(phrase("What is there"), reader.money(sums.on_hand)),
        Line(phrase("Goes on after the loan"), phrase("Yes") if act.goes_on else phrase("No")),
        *income_lines(look, was_asked=act.asks_income, monthly=act.monthly),
        Line(phrase("Day"), reader.weekday_date(act.on)),
    ]  # fmt: skip
    if act.remark:
        lines.append(Line(phrase("What the household says of it"), act.remark))
    earned = phrase("The activity earned %(net)s.", net=Money(sums.net))
    lost = phrase("The activity lost %(loss)s.", loss=Money(-sums.net))
    return Summary(
        lines=(Line(phrase("Result"), lost if sums.net < 0 else earned), *lines),
        button=phrase("Record the result"),
    )


ACTS = (
    WebAct(
        kind=kind("record-activity", ActivityRecorded), title=phrase("Record an activity"),
        what=phrase("bought, sold, eaten at home, born, died, counted"), about=About.LOAN,
        group=Group.WORK, fields=_record_fields, value=_record, confirm=_recorded,
        subject=lambda _, act: (About.LOAN, act.loan_no), stages=PAID_OUT,
    ),
    WebAct(
        kind=kind("sum-up-activity", ActivitySummedUp), title=phrase("Sum an activity up"),
        what=phrase("what is left, what it earned, the income afterwards"), about=About.LOAN,
        group=Group.WORK, fields=_sum_up_fields, value=_sum_up, confirm=_summed_up,
        subject=lambda _, act: (About.LOAN, act.loan_no), stages=PAID_OUT,
    ),
    WebAct(
        kind=kind("plan-activity", ActivityPlanned), title=phrase("Plan an activity"),
        what=phrase("what a loan is to be used for, what it costs and will earn"),
        about=About.LOAN, group=Group.WORK, fields=_plan_fields, value=_plan, confirm=_planned,
        subject=lambda _, act: (About.LOAN, act.loan_no or 0), stages=WITH_PLAN,
    ),
    WebAct(
        kind=kind("take-back-activity-record", RecordTakenBack),
        title=phrase("Take a record of an activity back"),
        what=phrase("it was wrong, and counts no more"), about=About.LOAN, group=Group.WORK,
        fields=_take_back_fields, value=_take_back, confirm=_taken_back,
        subject=lambda _, act: (About.LOAN, act.loan_no), stages=PAID_OUT,
    ),
)  # fmt: skip
