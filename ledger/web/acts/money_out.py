"""The pages of money that goes out: spending, help, advances, capital given back."""

from dataclasses import replace

from ledger.core.acts.capital import LentCapitalReturned, MemberCapitalReturned
from ledger.core.acts.shared import Area, MoneyAct, MoneyPlace
from ledger.core.acts.spending import AdvanceGiven, AdvanceSettled, HardshipHelp, Spending, Spent
from ledger.core.money import Money
from ledger.core.posting_rules import ACTIVITY, INCOME, MUTUAL
from ledger.core.statements.table import Phrase, phrase
from ledger.web.acts.act import About, Group, Line, Look, Summary, WebAct, Words
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
from ledger.web.form.fields import Field, Given


def _paid(look: Look, act: MoneyAct, *lines: tuple[Words, Words]) -> Summary:
    """Confirm a sum that goes out."""
    return Summary(
        amount=act.amount,
        who="" if look.member is None else look.member.name,
        lines=money_lines(
            look, act, *lines, (phrase("Fund"), fund_words(act.fund)),
            (phrase("How"), CASH_OR_BANK[act.place]),
            *(((phrase("To"), act.other),) if act.other else ()),
        ),
        button=phrase("Record %(amount)s paid out", amount=Money(act.amount)),
        warnings=warnings_of(look, act, act.amount),
    )  # fmt: skip


def _spending(_: Look, given: Given) -> Spending:
    return Spending(
        occurred_on=given.day("on"), amount=given.amount("amount"), area=Area(given.text("area")),
        fund=given.text("fund"), place=MoneyPlace(given.text("place")),
        payer_name=given.text_or_none("payer"), note=given.text("note"),
    )  # fmt: skip


def _help(look: Look, given: Given) -> HardshipHelp:
    return HardshipHelp(
        occurred_on=given.day("on"), amount=given.amount("amount"), member_no=look.number or 0,
        fund=given.text("fund"), place=MoneyPlace(given.text("place")),
        note=given.text_or_none("note"),
    )  # fmt: skip


def _advance(look: Look, given: Given) -> AdvanceGiven:
    return AdvanceGiven(
        occurred_on=given.day("on"), amount=given.amount("amount"), member_no=look.number or 0,
        purpose=given.text("purpose"), fund=given.text("fund"),
        place=MoneyPlace(given.text("place")),
    )  # fmt: skip


def _settled(look: Look, given: Given) -> AdvanceSettled:
    return AdvanceSettled(
        occurred_on=given.day("on"), member_no=look.number or 0,
        spent=(Spent(area=Area(given.text("area")), amount=given.amount("amount")),),
        returned=given.number("returned") or 0, added=given.number("added") or 0,
        fund=given.text("fund"), place=MoneyPlace(given.text("place")),
        note=given.text_or_none("note"),
    )  # fmt: skip


def _settled_confirmed(look: Look, act: AdvanceSettled) -> Summary:
    reader = look.visit.reader
    lines = [Line(phrase("Spent"), reader.money(sum(one.amount for one in act.spent)))]
    lines += [Line(AREAS[one.area], reader.money(one.amount)) for one in act.spent]
    if act.returned:
        lines.append(Line(phrase("Given back"), reader.money(act.returned)))
    if act.added:
        lines.append(Line(phrase("Paid on top"), reader.money(act.added)))
    return Summary(
        who="" if look.member is None else look.member.name,
        lines=(*lines, *money_lines(look, act)),
        button=phrase("Record that the advance is settled"),
    )


def _capital(look: Look, given: Given) -> MemberCapitalReturned:
    return MemberCapitalReturned(
        occurred_on=given.day("on"), amount=given.amount("amount"), member_no=look.number or 0,
        fund=INCOME, place=MoneyPlace(given.text("place")), note=given.text_or_none("note"),
    )  # fmt: skip


def _lent(_: Look, given: Given) -> LentCapitalReturned:
    return LentCapitalReturned(
        occurred_on=given.day("on"), amount=given.amount("amount"), lender=given.text("payer"),
        fund=INCOME, place=MoneyPlace(given.text("place")), note=given.text_or_none("note"),
    )  # fmt: skip


def _or_nothing(name: str, label: Phrase) -> Field:
    """Return the field of a sum that may be left empty."""
    return replace(amount(name=name, label=label), is_required=False)


PURPOSE = Field(name="purpose", label=phrase("What it is for"), longest=200)

ACTS = (
    WebAct(
        kind=kind("spending", Spending), title=phrase("Spending"),
        what=phrase("for one of the club's works"), group=Group.OUT,
        fields=lambda look: (
            amount(), area(),
            Field(name="note", label=phrase("What was bought or paid"), longest=200),
            payer(phrase("Who is paid")), fund(ACTIVITY), day(look), place(),
        ),
        value=_spending,
        confirm=lambda look, act: _paid(look, act, (phrase("For"), AREAS[act.area])),
    ),
    WebAct(
        kind=kind("hardship", HardshipHelp), title=phrase("Help in hardship"),
        what=phrase("to a member who is ill or in need"), about=About.MEMBER, group=Group.OUT,
        fields=lambda look: (amount(), fund(MUTUAL), day(look), place(), note()),
        value=_help, confirm=_paid, subject=lambda _, act: (About.MEMBER, act.member_no),
    ),
    WebAct(
        kind=kind("advance", AdvanceGiven), title=phrase("An advance"),
        what=phrase("money that somebody takes along to buy something"), about=About.MEMBER,
        group=Group.OUT,
        fields=lambda look: (amount(), PURPOSE, fund(ACTIVITY), day(look), place()),
        value=_advance, confirm=_paid, subject=lambda _, act: (About.MEMBER, act.member_no),
    ),
    WebAct(
        kind=kind("advance-settled", AdvanceSettled), title=phrase("An advance is settled"),
        what=phrase("what was spent, and what comes back"), about=About.MEMBER, group=Group.OUT,
        fields=lambda look: (
            amount(label=phrase("How much was spent (đồng)")), area(),
            _or_nothing("returned", phrase("How much is given back (đồng)")),
            _or_nothing("added", phrase("How much is paid on top (đồng)")),
            fund(ACTIVITY), day(look), place(), note(),
        ),
        value=_settled, confirm=_settled_confirmed,
        subject=lambda _, act: (About.MEMBER, act.member_no),
    ),
    WebAct(
        kind=kind("capital-return", MemberCapitalReturned),
        title=phrase("A member's capital is given back"), what=phrase("all of it or a part"),
        about=About.MEMBER, group=Group.OUT,
        fields=lambda look: (amount(), day(look), place(), note()), value=_capital,
        confirm=_paid, subject=lambda _, act: (About.MEMBER, act.member_no),
    ),
    WebAct(
        kind=kind("lent-capital-return", LentCapitalReturned),
        title=phrase("Lent capital is given back"), what=phrase("to whoever lent it"),
        group=Group.OUT,
        fields=lambda look: (
            amount(), payer(phrase("Who lent it"), is_required=True), day(look), place(), note(),
        ),
        value=_lent, confirm=_paid,
    ),
)  # fmt: skip
