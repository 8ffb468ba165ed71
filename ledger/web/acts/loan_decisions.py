"""The pages of what a meeting decides about a loan: other dates, another debtor, giving it up."""

from ledger.books.membership import members_on
from ledger.core.acts.lending import (
    LoanExtended,
    LoanGivenUp,
    LoanHandedOver,
    LoanRescheduled,
)
from ledger.core.loans.applying import member_on
from ledger.core.loans.calendar import LONGEST
from ledger.core.loans.events import NewSchedule, NewScheduleReason
from ledger.core.loans.renewing import check_new_schedule, extended
from ledger.core.loans.steps import Step, check_step
from ledger.core.money import Money
from ledger.core.statements.table import phrase
from ledger.services.loan_changes import PeriodsOutOfRange
from ledger.web.acts.act import About, Line, Look, Summary, WebAct, Words
from ledger.web.acts.kinds import kind
from ledger.web.acts.loan_fields import (
    by_given_name,
    member_choices,
    part_fields,
    parts_given,
    why,
)
from ledger.web.acts.loan_money import loan_lines, loan_of
from ledger.web.acts.money_fields import AMOUNT_HINT, day
from ledger.web.form.fields import Field, FieldKind, Given

PARTS = 12
"""So many new dates and sums can be typed."""
BY_MEETING = phrase("Such as: the flood of 20/12, decided at the meeting of 10/03/2026")


def _reason() -> Field:
    return why(phrase("Why, and which meeting decided it"), hint=BY_MEETING)


def _extend_fields(look: Look) -> tuple[Field, ...]:
    return (
        Field(
            name="periods", label=phrase("By how many payment periods"), kind=FieldKind.NUMBER,
            hint=phrase("Such as 3 for three months of a loan that is paid monthly"), longest=3,
        ),
        _reason(), day(look),
    )  # fmt: skip


def _extend(look: Look, given: Given) -> LoanExtended:
    return LoanExtended(
        loan_no=look.number or 0, on=given.day("on"), periods=given.amount("periods"),
        reason=given.text("reason"),
    )  # fmt: skip


def _extended(look: Look, act: LoanExtended) -> Summary:
    found, reader = loan_of(look, act.on), look.visit.reader
    state = found.state
    check_step(state.stage, Step.EXTEND)
    if not 0 < act.periods <= LONGEST:
        raise PeriodsOutOfRange(periods=act.periods, longest=LONGEST)
    parts = extended(state, act.on, act.periods)
    reason = NewScheduleReason.EXTENSION
    check_new_schedule(state, NewSchedule(number=0, occurred_on=act.on, reason=reason, parts=parts))
    last = max(row.ends_on for row in state.rows)
    return Summary(
        lines=tuple(
            loan_lines(
                look, found, act.on, (phrase("Principal owed"), reader.money(state.balance)),
                (phrase("Last payment until now"), reader.date(last)),
                (phrase("Last payment from now on"), reader.date(parts[-1].due_on)),
                (phrase("Principal to pay then"), reader.money(parts[-1].principal)),
                (phrase("Reason"), act.reason),
            )
        ),
        button=phrase("Ask for approval of the longer term"),
    )  # fmt: skip


def _reschedule_fields(look: Look) -> tuple[Field, ...]:
    owed = loan_of(look, look.visit.today).state.balance
    together = phrase("All principal together has to be %(amount)s", amount=Money(owed))
    return (*part_fields(PARTS, together), _reason(), day(look))


def _reschedule(look: Look, given: Given) -> LoanRescheduled:
    return LoanRescheduled(
        loan_no=look.number or 0, on=given.day("on"), parts=parts_given(given, PARTS),
        reason=given.text("reason"),
    )  # fmt: skip


def _rescheduled(look: Look, act: LoanRescheduled) -> Summary:
    found, reader = loan_of(look, act.on), look.visit.reader
    check_step(found.state.stage, Step.RESCHEDULE)
    reason = NewScheduleReason.RESCHEDULING
    event = NewSchedule(number=0, occurred_on=act.on, reason=reason, parts=act.parts)
    check_new_schedule(found.state, event)
    parts: list[tuple[Words, Words]] = [
        (
            phrase("Payment %(number)s, %(day)s", number=number, day=part.due_on),
            reader.money(part.principal),
        )
        for number, part in enumerate(act.parts, 1)
    ]
    return Summary(
        amount=found.state.balance,
        lines=tuple(loan_lines(look, found, act.on, *parts, (phrase("Reason"), act.reason))),
        button=phrase("Ask for approval of the new dates"),
    )


def _heir_fields(look: Look) -> tuple[Field, ...]:
    borrower = None if look.member is None else look.member.member_no
    members = members_on(look.connection, look.visit.club.club_id, look.visit.today)
    others = by_given_name(one for one in members.values() if one.member_no != borrower)
    return (
        Field(
            name="heir", label=phrase("Who owes it from now on"), kind=FieldKind.CHOICE,
            choices=member_choices(others),
        ),
        _reason(), day(look),
    )  # fmt: skip


def _hand_over(look: Look, given: Given) -> LoanHandedOver:
    return LoanHandedOver(
        loan_no=look.number or 0, on=given.day("on"), heir_no=int(given.text("heir")),
        reason=given.text("reason"),
    )  # fmt: skip


def _handed_over(look: Look, act: LoanHandedOver) -> Summary:
    found, reader = loan_of(look, act.on), look.visit.reader
    check_step(found.state.stage, Step.HAND_OVER)
    members = members_on(look.connection, look.visit.club.club_id, act.on)
    heir = member_on(members, act.heir_no, act.on)
    return Summary(
        lines=tuple(
            loan_lines(
                look, found, act.on, (phrase("Takes it over"), heir.name),
                (phrase("Still owed"), reader.money(found.state.left.total)),
                (phrase("Reason"), act.reason),
            )
        ),
        button=phrase("Ask for approval of the handing over"),
    )  # fmt: skip


def _give_up_fields(look: Look) -> tuple[Field, ...]:
    in_books = loan_of(look, look.visit.today).state.in_books
    return (
        Field(
            name="amount", label=phrase("How much of the principal (đồng)"), longest=30,
            kind=FieldKind.AMOUNT, is_required=False, hint=phrase("Left empty, all of it"),
            buttons=((in_books, phrase("All of it")),) if in_books else (),
        ),
        Field(
            name="from_allowance", label=phrase("Of it, from the allowance for losses (đồng)"),
            kind=FieldKind.AMOUNT, is_required=False, hint=AMOUNT_HINT, longest=30,
        ),
        _reason(), day(look),
    )  # fmt: skip


def _give_up(look: Look, given: Given) -> LoanGivenUp:
    return LoanGivenUp(
        loan_no=look.number or 0, on=given.day("on"), reason=given.text("reason"),
        amount=given.number("amount"), from_allowance=given.number("from_allowance") or 0,
    )  # fmt: skip


def _given_up(look: Look, act: LoanGivenUp) -> Summary:
    found, reader = loan_of(look, act.on), look.visit.reader
    check_step(found.state.stage, Step.WRITE_OFF)
    given_up = found.state.in_books if act.amount is None else act.amount
    lines: list[tuple[Words, Words]] = [
        (phrase("Principal owed"), reader.money(found.state.balance)),
    ]
    if act.from_allowance:
        lines.append((phrase("From the allowance"), reader.money(act.from_allowance)))
    lines.append((phrase("Reason"), act.reason))
    told: list[Line] = loan_lines(look, found, act.on, *lines)
    return Summary(
        amount=given_up, lines=tuple(told),
        button=phrase("Ask two others to approve giving up %(amount)s", amount=Money(given_up)),
    )  # fmt: skip


ACTS = (
    WebAct(
        kind=kind("extend", LoanExtended), title=phrase("Extend the loan"),
        what=phrase("it is to be paid back later, once"), about=About.LOAN,
        fields=_extend_fields, value=_extend, confirm=_extended, step=Step.EXTEND,
        subject=lambda _, act: (About.LOAN, act.loan_no),
    ),
    WebAct(
        kind=kind("reschedule", LoanRescheduled), title=phrase("Agree on other dates and sums"),
        what=phrase("the principal owed comes back in another way"), about=About.LOAN,
        fields=_reschedule_fields, value=_reschedule, confirm=_rescheduled, step=Step.RESCHEDULE,
        subject=lambda _, act: (About.LOAN, act.loan_no),
    ),
    WebAct(
        kind=kind("hand-over-loan", LoanHandedOver), title=phrase("Hand the loan over to an heir"),
        what=phrase("another member owes it from now on"), about=About.LOAN,
        fields=_heir_fields, value=_hand_over, confirm=_handed_over, step=Step.HAND_OVER,
        subject=lambda _, act: (About.LOAN, act.loan_no),
    ),
    WebAct(
        kind=kind("write-off", LoanGivenUp), title=phrase("Write the loan off"),
        what=phrase("nobody hopes for it any more; it is still followed"),
        intro=(
            phrase("The club gives the money up, and two others have to approve it. Who pays"
                   " later all the same is thanked: it is recorded as got back."),
        ),
        about=About.LOAN, fields=_give_up_fields, value=_give_up, confirm=_given_up,
        step=Step.WRITE_OFF, subject=lambda _, act: (About.LOAN, act.loan_no),
    ),
)  # fmt: skip
