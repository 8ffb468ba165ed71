"""The page of a meeting's dues: all who paid are ticked, and each has a voucher of her own."""

from dataclasses import replace

from ledger.books.clubs import rules_on
from ledger.books.membership import members_on
from ledger.core.acts.income import DuesOfMany, MemberDues
from ledger.core.acts.shared import MoneyPlace
from ledger.core.money import Money
from ledger.core.periods import month_of, months_later
from ledger.core.statements.table import phrase
from ledger.web.acts.act import Group, Line, Look, Summary, WebAct
from ledger.web.acts.kinds import kind
from ledger.web.acts.loan_fields import by_given_name
from ledger.web.acts.money_fields import CASH_OR_BANK, amount, day, no_round_sum, place
from ledger.web.acts.money_in import MONTHS_OFFERED
from ledger.web.form.fields import Choice, Field, FieldKind, Given


def _fields(look: Look) -> tuple[Field, ...]:
    today, reader, club_id = look.visit.today, look.visit.reader, look.visit.club.club_id
    rules = rules_on(look.connection, club_id, today)
    dues = rules.dues if rules else 0
    members = by_given_name(members_on(look.connection, club_id, today).values())
    first = today.replace(day=1)
    months = [month_of(months_later(first, -back)) for back in range(-2, MONTHS_OFFERED - 2)]
    return (
        Field(
            name="members", label=phrase("Who has paid"), kind=FieldKind.MANY,
            hint=phrase("Tick those whose money is here; others pay on a page of their own."),
            choices=tuple(
                Choice(str(one.member_no), one.name, reader.money(dues) if dues else "")
                for one in members
            ),
        ),
        Field(
            name="month", label=phrase("For which month"), kind=FieldKind.CHOICE,
            usual=month_of(today), choices=tuple(Choice(one, reader.month(one)) for one in months),
        ),
        _dues(dues, reader.figure(dues)), day(look), place(),
    )  # fmt: skip


def _dues(dues: int, written: str) -> Field:
    field = amount(label=phrase("Dues of each (đồng)"))
    return replace(field, usual=written if dues else "")


def _value(_: Look, given: Given) -> DuesOfMany:
    dues = tuple(
        MemberDues(member_no=int(one), amount=given.amount("amount"), months=(given.text("month"),))
        for one in given.many("members")
    )
    return DuesOfMany(occurred_on=given.day("on"), dues=dues, place=MoneyPlace(given.text("place")))


def _confirm(look: Look, act: DuesOfMany) -> Summary:
    reader, total = look.visit.reader, sum(one.amount for one in act.dues)
    paid = {one.member_no for one in act.dues}
    known = members_on(look.connection, look.visit.club.club_id, look.visit.today)
    names = [one.name for one in by_given_name(known.values()) if one.member_no in paid]
    return Summary(
        amount=total,
        lines=(
            Line(phrase("How many"), phrase("%(count)s members", count=len(act.dues))),
            Line(phrase("From each"), reader.money(act.dues[0].amount)),
            Line(phrase("For which month"), reader.month(act.dues[0].months[0])),
            Line(phrase("How"), CASH_OR_BANK[act.place]),
            Line(phrase("Day"), reader.weekday_date(act.occurred_on)),
            Line(phrase("Who has paid"), ", ".join(names)),
        ),
        warnings=no_round_sum(act.dues[0].amount),
        button=phrase("Record %(amount)s received", amount=Money(total)),
    )


ACTS = (
    WebAct(
        kind=kind("dues-of-many", DuesOfMany), title=phrase("Dues of many members"),
        what=phrase("of a month, a voucher for each"), group=Group.IN, fields=_fields,
        value=_value, confirm=_confirm,
    ),
)  # fmt: skip
