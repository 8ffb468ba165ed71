"""The pages of moves between the box, the bank and the funds, and of differences explained."""

from collections.abc import Callable
from typing import TypeVar

from ledger.core.acts.income import BankInterest
from ledger.core.acts.moves import (
    Banked,
    FundsTransferred,
    ShortageBorne,
    ShortageMadeGood,
    SurplusReturned,
    SurplusTaken,
    Withdrawn,
)
from ledger.core.acts.shared import MoneyAct, MoneyPlace
from ledger.core.acts.spending import BankFee
from ledger.core.money import Money
from ledger.core.posting_rules import ACTIVITY, INCOME
from ledger.core.statements.table import Phrase, phrase
from ledger.web.acts.act import Group, Look, Summary, WebAct
from ledger.web.acts.kinds import kind
from ledger.web.acts.money_fields import (
    CASH_OR_BANK,
    amount,
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

Move = TypeVar("Move", bound=MoneyAct)
DECISION = Field(
    name="decision", label=phrase("By which decision"), longest=200,
    hint=phrase("Such as the minutes of 10/03/2026"),
)  # fmt: skip


def _confirmed(look: Look, act: MoneyAct) -> Summary:
    return Summary(
        amount=act.amount,
        lines=money_lines(look, act, (phrase("Fund"), fund_words(act.fund))),
        button=phrase("Record %(amount)s", amount=Money(act.amount)),
        warnings=warnings_of(look, act, act.amount),
    )


def _transfer_confirmed(look: Look, act: FundsTransferred) -> Summary:
    return Summary(
        amount=act.amount,
        lines=money_lines(
            look, act, (phrase("From"), fund_words(act.fund)),
            (phrase("To"), fund_words(act.receiving)), (phrase("How"), CASH_OR_BANK[act.place]),
        ),
        button=phrase("Record %(amount)s moved", amount=Money(act.amount)),
        warnings=warnings_of(look, act, act.amount),
    )  # fmt: skip


def _plain(told: Callable[..., Move]) -> Callable[[Look, Given], Move]:
    """Return how an act is made of a sum, a fund, a day and a note."""

    def made(_: Look, given: Given) -> Move:
        return told(
            occurred_on=given.day("on"), amount=given.amount("amount"), fund=given.text("fund"),
            note=given.text_or_none("note"),
        )  # fmt: skip

    return made


def _transfer(_: Look, given: Given) -> FundsTransferred:
    return FundsTransferred(
        occurred_on=given.day("on"), amount=given.amount("amount"), fund=given.text("fund"),
        receiving=given.text("receiving"), decision=given.text("decision"),
        place=MoneyPlace(given.text("place")), note=given.text_or_none("note"),
    )  # fmt: skip


def _by(told: Callable[..., Move]) -> Callable[[Look, Given], Move]:
    def made(_: Look, given: Given) -> Move:
        return told(
            occurred_on=given.day("on"), amount=given.amount("amount"), fund=given.text("fund"),
            payer_name=given.text_or_none("payer"), note=given.text_or_none("note"),
        )  # fmt: skip

    return made


def _borne(_: Look, given: Given) -> ShortageBorne:
    return ShortageBorne(
        occurred_on=given.day("on"), amount=given.amount("amount"), fund=given.text("fund"),
        decision=given.text("decision"), note=given.text_or_none("note"),
    )  # fmt: skip


def _usual_fields(look: Look) -> tuple[Field, ...]:
    return (amount(), fund(INCOME), day(look), note())


def _fields_with(words: Phrase) -> Callable[[Look], tuple[Field, ...]]:
    return lambda look: (amount(), fund(ACTIVITY), payer(words), day(look), note())


ACTS = (
    WebAct(
        kind=kind("bank-in", Banked), title=phrase("Cash taken to the bank"),
        what=phrase("out of the box"), group=Group.BANK, fields=_usual_fields,
        value=_plain(Banked), confirm=_confirmed,
    ),
    WebAct(
        kind=kind("bank-out", Withdrawn), title=phrase("Cash fetched from the bank"),
        what=phrase("into the box"), group=Group.BANK, fields=_usual_fields,
        value=_plain(Withdrawn), confirm=_confirmed,
    ),
    WebAct(
        kind=kind("bank-interest", BankInterest), title=phrase("Interest from the bank"),
        what=phrase("as the bank's slip says"), group=Group.BANK, fields=_usual_fields,
        value=_plain(BankInterest), confirm=_confirmed,
    ),
    WebAct(
        kind=kind("bank-fee", BankFee), title=phrase("A fee of the bank"),
        what=phrase("as the bank's slip says"), group=Group.BANK, fields=_usual_fields,
        value=_plain(BankFee), confirm=_confirmed,
    ),
    WebAct(
        kind=kind("fund-transfer", FundsTransferred), title=phrase("From one fund to another"),
        what=phrase("by a decision of the club"), group=Group.BANK,
        fields=lambda look: (
            amount(), fund(ACTIVITY, phrase("Which fund gives")),
            fund(INCOME, phrase("Which fund takes"), "receiving"), DECISION, day(look), place(),
            note(),
        ),
        value=_transfer, confirm=_transfer_confirmed,
    ),
    WebAct(
        kind=kind("shortage-made-good", ShortageMadeGood),
        title=phrase("A shortage is made good"), what=phrase("somebody pays what was missing"),
        group=Group.BOX, fields=_fields_with(phrase("Who pays")), value=_by(ShortageMadeGood),
        confirm=_confirmed,
    ),
    WebAct(
        kind=kind("shortage-borne", ShortageBorne), title=phrase("A shortage is borne by the club"),
        what=phrase("by a decision of the club"), group=Group.BOX,
        fields=lambda look: (amount(), fund(ACTIVITY), DECISION, day(look), note()),
        value=_borne, confirm=_confirmed,
    ),
    WebAct(
        kind=kind("surplus-taken", SurplusTaken), title=phrase("A surplus becomes income"),
        what=phrase("when nobody knows whose it is"), group=Group.BOX, fields=_usual_fields,
        value=_plain(SurplusTaken), confirm=_confirmed,
    ),
    WebAct(
        kind=kind("surplus-returned", SurplusReturned), title=phrase("A surplus is given back"),
        what=phrase("to whoever paid too much"), group=Group.BOX,
        fields=_fields_with(phrase("Who gets it back")), value=_by(SurplusReturned),
        confirm=_confirmed,
    ),
)  # fmt: skip
