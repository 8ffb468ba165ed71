"""What is said of activities: of records, of uses of the money, of what does not go together."""

from collections.abc import Mapping

from ledger.core.loans.purposes import PurposeKind
from ledger.core.money import Money
from ledger.core.outcomes.activity import RecordKind
from ledger.core.outcomes.contradictions import Contradicted, Contradiction
from ledger.core.outcomes.incomes import IncomeChange, Moment
from ledger.core.outcomes.to_ask import WhyAsk
from ledger.core.outcomes.using import UsedFor, UseVerdict
from ledger.core.statements.lending import PURPOSES
from ledger.core.statements.table import Part, Phrase, filled, phrase

RECORDS: Mapping[RecordKind, Phrase] = {
    RecordKind.SPENT: phrase("Bought or paid for"),
    RecordKind.SOLD: phrase("Sold"),
    RecordKind.USED_AT_HOME: phrase("Eaten or used at home"),
    RecordKind.BORN: phrase("Born"),
    RecordKind.LOST: phrase("Died, spoilt or stolen"),
    RecordKind.ON_HAND: phrase("Counted: what is there"),
    RecordKind.TAKEN_BACK: phrase("A record was taken back"),
}
RECORD_HINTS: Mapping[RecordKind, Phrase] = {
    RecordKind.SPENT: phrase("animals, feed, seed, goods, tools"),
    RecordKind.SOLD: phrase("what the buyers paid"),
    RecordKind.USED_AT_HOME: phrase("at the price at the market"),
    RecordKind.BORN: phrase("a number is enough"),
    RecordKind.LOST: phrase("a number, and what it was worth if known"),
    RecordKind.ON_HAND: phrase("what all of it would bring today"),
}
USES: Mapping[UsedFor, Phrase] = {
    **{UsedFor(one.value): words for one, words in PURPOSES.items()},
    UsedFor.HOUSEHOLD_NEEDS: phrase("Needs of the household"),
    UsedFor.OTHER_DEBT: phrase("Another debt"),
    UsedFor.LENT_ON: phrase("Lent on to somebody else"),
    UsedFor.NOT_USED: phrase("Not used yet"),
}
VERDICTS: Mapping[UseVerdict, Phrase] = {
    UseVerdict.NOT_CHECKED: phrase("Nobody has looked yet"),
    UseVerdict.AS_AGREED: phrase("Used as agreed"),
    UseVerdict.PARTLY: phrase("Used partly as agreed"),
    UseVerdict.OTHERWISE: phrase("Not seen used as agreed"),
    UseVerdict.KIND_UNKNOWN: phrase("Looked at; what was agreed is not written down"),
}
CHANGES: Mapping[IncomeChange, Phrase] = {
    IncomeChange.UP: phrase("More than before"),
    IncomeChange.SAME: phrase("As before"),
    IncomeChange.DOWN: phrase("Less than before"),
    IncomeChange.NOT_ASKED: phrase("Not asked both times"),
    IncomeChange.NOT_COMPARABLE: phrase("Asked by two different questions, so not compared"),
    IncomeChange.NO_ANSWER: phrase("Asked, and did not say"),
}
MOMENTS: Mapping[Moment, Phrase] = {
    Moment.BEFORE: phrase("Before the loan"),
    Moment.AFTER: phrase("After the loan"),
}
WHY_ASK: Mapping[WhyAsk, Phrase] = {
    WhyAsk.OVER: phrase("The loan is over; nobody asked what came of it"),
    WhyAsk.NEAR_END: phrase("The loan ends soon: time to sum up"),
    WhyAsk.SILENT: phrase("Nothing was written down for three months"),
}
_CONTRADICTIONS: Mapping[Contradiction, Phrase] = {
    Contradiction.INCOME_UP_PAYMENTS_LATE: phrase(
        "The household says it earns more, and the loan is %(days)s day(s) late."
    ),
    Contradiction.LOSS_BUT_INCOME_UP: phrase(
        "The activity lost %(loss)s, and the household says it earns more."
    ),
    Contradiction.SOLD_MORE_THAN_HAD: phrase(
        "Sold or used at home: %(gone)s %(unit)s; bought or born: only %(had)s."
    ),
    Contradiction.RESULT_WITHOUT_RECORD: phrase(
        "It was summed up, and nothing was written down while it ran."
    ),
    Contradiction.LONG_OVER_NO_RESULT: phrase(
        "By the plan it was over on %(day)s, and it is not summed up yet."
    ),
    Contradiction.FAR_BELOW_PLAN: phrase(
        "It earned %(net)s, less than half of the %(expected)s that were expected."
    ),
}


def contradiction_words(one: Contradicted) -> Phrase:
    """Return what does not go together, as a sentence."""
    parts: dict[str, Part]
    match one.what:
        case Contradiction.INCOME_UP_PAYMENTS_LATE:
            parts = {"days": one.told}
        case Contradiction.LOSS_BUT_INCOME_UP:
            parts = {"loss": Money(-one.told)}
        case Contradiction.SOLD_MORE_THAN_HAD:
            parts = {"gone": one.told, "had": one.against, "unit": one.unit}
        case Contradiction.LONG_OVER_NO_RESULT if one.on is not None:
            parts = {"day": one.on}
        case Contradiction.FAR_BELOW_PLAN:
            parts = {"net": Money(one.told), "expected": Money(one.against)}
        case _:
            parts = {}
    return filled(_CONTRADICTIONS[one.what], **parts)


def kind_words(kind: PurposeKind | None) -> Phrase:
    """Return the kind of work, or that nobody wrote it down."""
    return phrase("The kind of work is not written down") if kind is None else PURPOSES[kind]
