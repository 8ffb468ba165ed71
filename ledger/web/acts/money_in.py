"""The pages of money that comes in: dues, donations, capital, other income."""

from ledger.books.clubs import all_rules
from ledger.core.acts.capital import (
    CapitalGranted,
    CapitalLent,
    CapitalSource,
    MemberCapitalPaid,
)
from ledger.core.acts.income import Donation, DonationInKind, Dues, IncomeKind, OtherIncome
from ledger.core.acts.shared import Area, MoneyAct, MoneyPlace
from ledger.core.money import Money
from ledger.core.periods import month_of, months_later
from ledger.core.posting_rules import ACTIVITY, INCOME
from ledger.core.statements.table import phrase
from ledger.web.acts.act import About, Group, Line, Look, Summary, WebAct
from ledger.web.acts.kinds import kind
from ledger.web.acts.money_fields import (
    AREAS,
    CASH_OR_BANK,
    amount,
    area,
    day,
    fund,
    fund_words,
    money_lines,
    note,
    payer,
    place,
    warnings_of,
)
from ledger.web.form.fields import Choice, Field, FieldKind, Given

MONTHS_OFFERED = 12


def _received(look: Look, act: MoneyAct) -> Summary:
    """Confirm a sum that comes in."""
    return Summary(
        amount=act.amount,
        who="" if look.member is None else look.member.name,
        lines=money_lines(
            look, act, (phrase("Fund"), fund_words(act.fund)),
            (phrase("How"), CASH_OR_BANK[act.place]),
            *(((phrase("From"), act.other),) if act.other else ()),
        ),
        button=phrase("Record %(amount)s received", amount=Money(act.amount)),
        warnings=warnings_of(look, act, act.amount),
    )  # fmt: skip


def _member(look: Look) -> int:
    return look.number or 0


def _dues_fields(look: Look) -> tuple[Field, ...]:
    today = look.visit.today
    versions = all_rules(look.connection, look.visit.club.club_id)
    rules = [one for one in versions if one.valid_from <= today]
    dues = rules[-1].dues if rules else 0
    first = today.replace(day=1)
    months = [month_of(months_later(first, -back)) for back in range(-2, MONTHS_OFFERED - 2)]
    buttons = [(dues, phrase("One month"))] if dues else []
    buttons += [(dues * 3, phrase("Three months"))] if dues else []
    return (
        amount(*buttons),
        Field(
            name="months", label=phrase("For which months"), kind=FieldKind.MANY,
            usual=month_of(today),
            choices=tuple(Choice(one, look.visit.reader.month(one)) for one in months),
        ),
        day(look), place(), note(),
    )  # fmt: skip


def _dues(look: Look, given: Given) -> Dues:
    return Dues(
        occurred_on=given.day("on"), amount=given.amount("amount"), fund=ACTIVITY,
        place=MoneyPlace(given.text("place")), member_no=_member(look),
        months=given.many("months"), note=given.text_or_none("note"),
    )  # fmt: skip


def _donation(_: Look, given: Given) -> Donation:
    return Donation(
        occurred_on=given.day("on"), amount=given.amount("amount"), fund=given.text("fund"),
        place=MoneyPlace(given.text("place")), payer_name=given.text("payer"),
        note=given.text_or_none("note"),
    )  # fmt: skip


def _in_kind(_: Look, given: Given) -> DonationInKind:
    return DonationInKind(
        occurred_on=given.day("on"), goods=given.text("goods"), amount=given.amount("amount"),
        area=Area(given.text("area")), payer_name=given.text("payer"),
        note=given.text_or_none("note"),
    )  # fmt: skip


def _in_kind_confirmed(look: Look, act: DonationInKind) -> Summary:
    return Summary(
        amount=act.amount,
        lines=(
            Line(phrase("Goods"), act.goods),
            Line(phrase("From"), act.payer_name or ""),
            Line(phrase("Used for"), AREAS[act.area]),
            *money_lines(look, act),
        ),
        button=phrase("Record goods worth %(amount)s", amount=Money(act.amount)),
        warnings=warnings_of(look, act, act.amount),
    )


def _capital(look: Look, given: Given) -> MemberCapitalPaid:
    return MemberCapitalPaid(
        occurred_on=given.day("on"), amount=given.amount("amount"), fund=INCOME,
        place=MoneyPlace(given.text("place")), member_no=_member(look),
        note=given.text_or_none("note"),
    )  # fmt: skip


SOURCES = {
    CapitalSource.PROJECT: phrase("A project"),
    CapitalSource.BUDGET: phrase("The state budget, the People's Committee"),
    CapitalSource.DONATED: phrase("Donors and society"),
}


def _granted_fields(look: Look) -> tuple[Field, ...]:
    return (
        amount(),
        Field(
            name="source", label=phrase("Where it comes from"), kind=FieldKind.CHOICE,
            choices=tuple(Choice(one.value, words) for one, words in SOURCES.items()),
        ),
        payer(phrase("Who gives it"), is_required=True),
        day(look), place(), note(),
    )  # fmt: skip


def _granted(_: Look, given: Given) -> CapitalGranted:
    return CapitalGranted(
        occurred_on=given.day("on"), amount=given.amount("amount"),
        source=CapitalSource(given.text("source")), fund=INCOME,
        place=MoneyPlace(given.text("place")), payer_name=given.text("payer"),
        note=given.text_or_none("note"),
    )  # fmt: skip


def _lent(_: Look, given: Given) -> CapitalLent:
    return CapitalLent(
        occurred_on=given.day("on"), amount=given.amount("amount"), lender=given.text("payer"),
        fund=INCOME, place=MoneyPlace(given.text("place")), note=given.text_or_none("note"),
    )  # fmt: skip


INCOMES = {
    IncomeKind.JOINT: phrase("The club's joint work"),
    IncomeKind.OTHER: phrase("Something else"),
}


def _other_fields(look: Look) -> tuple[Field, ...]:
    return (
        amount(),
        Field(
            name="income", label=phrase("What it comes from"), kind=FieldKind.CHOICE,
            choices=tuple(Choice(one.value, words) for one, words in INCOMES.items()),
        ),
        fund(ACTIVITY), payer(phrase("Who pays")), day(look), place(),
        Field(name="note", label=phrase("What it is"), longest=200),
    )  # fmt: skip


def _other(_: Look, given: Given) -> OtherIncome:
    return OtherIncome(
        occurred_on=given.day("on"), amount=given.amount("amount"),
        income=IncomeKind(given.text("income")), fund=given.text("fund"),
        place=MoneyPlace(given.text("place")), payer_name=given.text_or_none("payer"),
        note=given.text("note"),
    )  # fmt: skip


ACTS = (
    WebAct(
        kind=kind("dues", Dues), title=phrase("Dues"), what=phrase("of one member, by months"),
        about=About.MEMBER, group=Group.IN, fields=_dues_fields, value=_dues, confirm=_received,
        subject=lambda _, act: (About.MEMBER, act.member_no),
    ),
    WebAct(
        kind=kind("donation", Donation), title=phrase("A donation in money"),
        what=phrase("into the Golden Heart book"), group=Group.IN,
        fields=lambda look: (
            amount(), payer(phrase("Who gives it"), is_required=True), fund(ACTIVITY),
            day(look), place(), note(),
        ),
        value=_donation, confirm=_received,
    ),
    WebAct(
        kind=kind("donation-in-kind", DonationInKind), title=phrase("A donation in goods"),
        what=phrase("valued, and used for one of the club's works"), group=Group.IN,
        fields=lambda look: (
            Field(name="goods", label=phrase("What is given"), longest=200,
                  hint=phrase("Such as 20 kg of rice")),
            amount(label=phrase("What it is worth (đồng)")),
            payer(phrase("Who gives it"), is_required=True), area(), day(look), note(),
        ),
        value=_in_kind, confirm=_in_kind_confirmed,
    ),
    WebAct(
        kind=kind("capital", MemberCapitalPaid), title=phrase("A member's capital"),
        what=phrase("a share that is given back when she leaves"), about=About.MEMBER,
        group=Group.IN, fields=lambda look: (amount(), day(look), place(), note()),
        value=_capital, confirm=_received,
        subject=lambda _, act: (About.MEMBER, act.member_no),
    ),
    WebAct(
        kind=kind("grant-capital", CapitalGranted), title=phrase("Capital that is granted"),
        what=phrase("it stays with the club for good"), group=Group.IN,
        fields=_granted_fields, value=_granted, confirm=_received,
    ),
    WebAct(
        kind=kind("lent-capital", CapitalLent), title=phrase("Capital that is lent to the club"),
        what=phrase("it has to be given back"), group=Group.IN,
        fields=lambda look: (
            amount(), payer(phrase("Who lends it"), is_required=True), day(look), place(), note(),
        ),
        value=_lent, confirm=_received,
    ),
    WebAct(
        kind=kind("other-income", OtherIncome), title=phrase("Other income"),
        what=phrase("the club's joint work, and all else"), group=Group.IN,
        fields=_other_fields, value=_other, confirm=_received,
    ),
)  # fmt: skip
