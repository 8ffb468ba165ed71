"""The fields that most acts of money ask: a sum, a day, a fund, the box or the bank, a note."""

from collections.abc import Sequence

from ledger.core.accounts import FUNDS
from ledger.core.acts.shared import Act, Area, MoneyPlace
from ledger.core.periods import month_of
from ledger.core.statements.scope import fund_name
from ledger.core.statements.table import Phrase, phrase
from ledger.services.usual import usual_of
from ledger.web.acts.act import Line, Look, Words
from ledger.web.form.fields import LONGEST_WORDS, Choice, Field, FieldKind

AMOUNT = phrase("How much (đồng)")
AMOUNT_HINT = phrase("Such as 200.000 or 200000")
CASH_OR_BANK = {
    MoneyPlace.CASH: phrase("In cash"),
    MoneyPlace.BANK: phrase("By bank transfer"),
}
AREAS = {
    Area.INCOME_GENERATION: phrase("Income generation"),
    Area.HEALTH: phrase("Health care"),
    Area.HOME_CARE: phrase("Volunteer home care"),
    Area.SELF_HELP: phrase("Self-help and community support"),
    Area.RIGHTS: phrase("Rights and entitlements"),
    Area.LEARNING: phrase("Communication and learning"),
    Area.CULTURE: phrase("Sport and culture"),
    Area.RESOURCES: phrase("Resource mobilisation"),
    Area.ADMINISTRATION: phrase("Administration and books"),
}
TEN_TIMES = 10
THOUSAND = 1_000


def amount(*buttons: tuple[int, Phrase], label: Phrase = AMOUNT, name: str = "amount") -> Field:
    """Return the field of a sum, with sums that can be taken with one press."""
    return Field(
        name=name, label=label, kind=FieldKind.AMOUNT, hint=AMOUNT_HINT, longest=30,
        buttons=buttons,
    )  # fmt: skip


def day(look: Look, label: Phrase | None = None, name: str = "on") -> Field:
    """Return the field of a day, today unless another is typed."""
    return Field(
        name=name, label=label or phrase("Which day"), kind=FieldKind.DAY, longest=10,
        hint=phrase("A day as in 10/03/2026"), usual=look.visit.reader.date(look.visit.today),
    )  # fmt: skip


def fund(usual: str, label: Phrase | None = None, name: str = "fund") -> Field:
    """Return the choice of a fund."""
    return Field(
        name=name, label=label or phrase("For which fund"), kind=FieldKind.CHOICE, usual=usual,
        choices=tuple(Choice(one.code, fund_name(one)) for one in FUNDS),
    )  # fmt: skip


def place(usual: MoneyPlace = MoneyPlace.CASH) -> Field:
    """Return the choice of cash or bank."""
    return Field(
        name="place", label=phrase("How the money moves"), kind=FieldKind.CHOICE,
        usual=usual.value,
        choices=tuple(Choice(one.value, words) for one, words in CASH_OR_BANK.items()),
    )  # fmt: skip


def area() -> Field:
    """Return the choice of what is spent for."""
    return Field(
        name="area", label=phrase("For which of the club's works"), kind=FieldKind.CHOICE,
        choices=tuple(Choice(one.value, words) for one, words in AREAS.items()),
    )  # fmt: skip


def note() -> Field:
    """Return the field of words for the books, if the usual ones do not do."""
    return Field(
        name="note", label=phrase("What the books shall say"), kind=FieldKind.WORDS,
        hint=phrase("Left empty, the usual words are taken"), is_required=False,
        longest=LONGEST_WORDS,
    )  # fmt: skip


def payer(label: Phrase, *, is_required: bool = False) -> Field:
    """Return the field of somebody's name who need not be a member."""
    return Field(name="payer", label=label, is_required=is_required)


def money_lines(look: Look, act: Act, *lines: tuple[Words, Words]) -> tuple[Line, ...]:
    """Return the lines of a confirmation: those given, the day, and what the books will say."""
    told = [Line(label, words) for label, words in lines]
    told.append(Line(phrase("Day"), look.visit.reader.weekday_date(act.occurred_on)))
    told.append(Line(phrase("In the books"), act.narration))
    return tuple(told)


def warnings_of(look: Look, act: Act, amount: int) -> tuple[Words, ...]:
    """Return what needs a look: ten times the usual, no round sum, a month that is not this."""
    found: list[Words] = []
    if not list(act.faults()):
        usual = usual_of(look.connection, look.visit.club, act)
        if usual and amount >= TEN_TIMES * usual:
            found.append(
                phrase("This is ten times the usual sum or more. Is there a zero too many?")
            )
    found += no_round_sum(amount)
    if month_of(act.occurred_on) != month_of(look.visit.today):
        found.append(phrase("The day is not of this month. Is it right?"))
    return tuple(found)


def no_round_sum(amount: int) -> tuple[Words, ...]:
    """Return a warning for a sum that is no whole number of thousands."""
    if amount % THOUSAND:
        return (phrase("This is no whole number of thousands. Is it right?"),)
    return ()


def fund_words(code: str) -> Words:
    """Return a fund's name."""
    return next((fund_name(one) for one in FUNDS if one.code == code), code)


def with_all(*fields: Field | Sequence[Field]) -> tuple[Field, ...]:
    """Return fields in one row."""
    found: list[Field] = []
    for one in fields:
        found.extend([one] if isinstance(one, Field) else one)
    return tuple(found)
