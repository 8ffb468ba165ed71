"""Right purpose, right people: an inspection of lending ready to be drawn, for the club itself."""

import datetime as dt
from collections.abc import Iterable, Iterator
from fractions import Fraction

from ledger.core.loans.rounding import TO_THE_UNIT
from ledger.core.outcomes.inspection import (
    InspectedLoan,
    Inspection,
    Part,
    Purpose,
    StillWaiting,
)
from ledger.core.statements.activity_words import USES
from ledger.core.statements.lending import PURPOSES
from ledger.core.statements.lists import CLASSES
from ledger.core.statements.restricted import SOMEBODY, unnamed_notes
from ledger.core.statements.scope import Scope
from ledger.core.statements.table import (
    Column,
    ColumnKind,
    Drill,
    Phrase,
    Row,
    RowKind,
    Table,
    Value,
    phrase,
)
from ledger.core.statements.target_table import share_words
from ledger.core.workbook.values import HouseholdClass

MONEY, COUNT = ColumnKind.AMOUNT, ColumnKind.COUNT
COLUMNS = (
    Column("name", phrase("What")),
    Column("number", phrase("Number"), COUNT),
    Column("amount", phrase("Amount"), MONEY),
    Column("of", phrase("Out of"), MONEY),
    Column("share", phrase("Share")),
    Column("as-agreed", phrase("Seen used as agreed"), MONEY),
    Column("otherwise", phrase("Seen used otherwise"), MONEY),
    Column("unseen", phrase("Use not seen"), MONEY),
    Column("days", phrase("Days"), COUNT),
)
NOT_WRITTEN = phrase("Not written down")
_CLASSES = (
    HouseholdClass.POOR, HouseholdClass.NEAR_POOR, HouseholdClass.AVERAGE, HouseholdClass.OTHER,
)  # fmt: skip
_USUAL = phrase(
    "The club has set no share of its own; a usual wish, written in no rule that we have seen, is"
    " that half at least goes to the poor, the near-poor, or those of 55 and older."
)
_NOTES = (
    phrase(
        "The class of a household is that of the day on which the loan was paid out. What a loan"
        " is for is what its plan says, else its application. The use is what the board saw on the"
        " last day it looked."
    ),
    phrase(
        "Officers are those whose office in the club is written down; what they owe is compared"
        " with all principal outstanding, and their number with that of all members."
    ),
    phrase("This list names people: it is for the club, and is not shown outside it."),
)


def inspection_table(scope: Scope, found: Inspection) -> Table:
    """Return the inspection, each name leading to its loan or application."""
    rows = [
        *_section(phrase("What the loans were for, and what the money was used for"),
                  _purposes(scope, found)),
        *_section(phrase("What the money was seen used for"), _uses(found)),
        *_section(phrase("Loans used otherwise than agreed"), _otherwise(found)),
        *_section(phrase("Who was lent to, by class"), _classes(scope, found)),
        *_section(phrase("Who waits longest"), _waiting(found)),
        *_section(phrase("Loans of officers"), _officers(found)),
    ]  # fmt: skip
    restricted = [
        one.member_no for one in (*found.used_otherwise, *found.running)
        if one.is_restricted and (one.is_officer or one in found.used_otherwise)
    ]  # fmt: skip
    notes = (*((_USUAL,) if found.poor_share is None else ()), *_NOTES)
    return Table(
        "purpose-and-people", phrase("Right purpose, right people"), scope.club_name,
        (scope.days,), COLUMNS, tuple(rows), (*unnamed_notes(restricted), *notes),
    )  # fmt: skip


def _section(title: Phrase, rows: Iterable[Row]) -> list[Row]:
    """Return rows under their title; of nothing the title stands with a word that says so."""
    under = list(rows) or [_row(phrase("None in these days"))]
    return [Row((title, *[None] * (len(COLUMNS) - 1)), RowKind.HEADING), *under]


def _row(
    name: Value,
    one: Part | None = None,
    of: int | None = None,
    *,
    used: tuple[int | None, int | None, int | None] = (None, None, None),
    days: int | None = None,
    kind: RowKind = RowKind.LINE,
    drills: tuple[tuple[int, Drill], ...] = (),
) -> Row:
    share = None if one is None or not of else Fraction(one.amount, of)
    loans, amount = (None, None) if one is None else (one.loans or None, one.amount)
    return Row((name, loans, amount, of, share_words(share), *used, days), kind, drills)


def _list_of(scope: Scope) -> tuple[tuple[int, Drill], ...]:
    drill = Drill(
        "outcome-loans",
        (("group", "all"), ("measure", "loans"), ("begin", scope.begin), ("end", scope.end)),
    )  # fmt: skip
    return ((1, drill), (2, drill))


def _purposes(scope: Scope, found: Inspection) -> Iterator[Row]:
    for one in found.purposes:
        yield _row(_kind_words(one), one.lent, found.lent.amount, used=_used(one))
    if found.loans:
        every = found.purposes
        sums = (
            sum(one.as_agreed for one in every), sum(one.otherwise for one in every),
            sum(one.unseen for one in every),
        )  # fmt: skip
        yield _row(
            phrase("All loans paid out"), found.lent, used=sums, kind=RowKind.TOTAL,
            drills=_list_of(scope),
        )  # fmt: skip
        yield _row(phrase("Of them, nobody looked at the use"), found.unchecked, found.lent.amount)
        unjudged = sum(one.unjudged for one in every)
        if unjudged:
            words = phrase("Seen, but it is not written down what the loan was for")
            yield _row(words, Part(0, unjudged), found.lent.amount)


def _kind_words(one: Purpose) -> Phrase:
    return NOT_WRITTEN if one.kind is None else PURPOSES[one.kind]


def _used(one: Purpose) -> tuple[int | None, int | None, int | None]:
    """Return how the money was used; of loans for nobody knows what nothing was as agreed."""
    if one.kind is None:
        return None, None, one.unseen
    return one.as_agreed, one.otherwise, one.unseen


def _uses(found: Inspection) -> Iterator[Row]:
    seen = sum(one.amount for _, one in found.uses)
    for used_for, one in found.uses:
        yield _row(USES[used_for], one, seen)


def _otherwise(found: Inspection) -> Iterator[Row]:
    for one in found.used_otherwise:
        use = one.use
        yield _row(
            _who(one), Part(1, one.lent), used=(use.as_agreed, use.otherwise, use.unseen),
            drills=_loan(one),
        )  # fmt: skip


def _who(one: InspectedLoan) -> Value:
    return SOMEBODY if one.is_restricted else f"{one.paper_code} {one.name}"


def _loan(one: InspectedLoan) -> tuple[tuple[int, Drill], ...]:
    if one.is_restricted:
        return ()
    drill = Drill("loan-card", (("loan_no", one.loan_no),))
    return ((0, drill), (2, drill))


def _classes(scope: Scope, found: Inspection) -> Iterator[Row]:
    lent = found.lent.amount
    for household_class in _CLASSES:
        yield _row(CLASSES[household_class.value], found.to_class(household_class), lent)
    unknown = found.to_class(None)
    yield _row(NOT_WRITTEN, unknown, lent)
    yield _row(phrase("All loans paid out"), found.lent, kind=RowKind.TOTAL, drills=_list_of(scope))
    poor = found.to_class(HouseholdClass.POOR, HouseholdClass.NEAR_POOR)
    yield _row(
        phrase("Poor and near-poor, of those whose class is known"), poor, lent - unknown.amount
    )
    if found.poor_share is not None:
        asked = TO_THE_UNIT.of((lent - unknown.amount) * found.poor_share)
        rule = phrase("By the club's own rule at least %(share)s", share=found.poor_share)
        yield _row(rule, Part(0, asked), lent - unknown.amount)
    else:
        yield _row(
            phrase("Poor, near-poor, or 55 and older, of those of whom it is known"),
            found.to_first, lent - found.first_unknown.amount,
        )  # fmt: skip


def _waiting(found: Inspection) -> Iterator[Row]:
    for one in sorted(found.waiting, key=lambda one: (one.applied_on, one.application_no)):
        drill = Drill("application", (("application_no", one.application_no),))
        yield _row(
            _applicant(one), Part(1, one.amount), days=_days(one.applied_on, found.end),
            drills=() if one.is_restricted else ((0, drill),),
        )  # fmt: skip
    days = found.median_days
    paid = [one for one in found.loans if one.days_waited is not None]
    if days is not None:
        yield _row(
            phrase("Median from the application to the payment, of the loans paid out"),
            Part(len(paid), sum(one.lent for one in paid)), days=TO_THE_UNIT.of(days),
            kind=RowKind.SUBTOTAL,
        )  # fmt: skip


def _applicant(one: StillWaiting) -> Value:
    return SOMEBODY if one.is_restricted else one.name


def _days(since: dt.date, until: dt.date) -> int:
    return (until - since).days


def _officers(found: Inspection) -> Iterator[Row]:
    for one in found.running:
        if one.is_officer:
            yield _row(_who(one), Part(1, one.outstanding), drills=_loan(one))
    yield _row(
        phrase("Owed by officers, of all principal outstanding"), found.to_officers,
        found.portfolio.amount, kind=RowKind.SUBTOTAL,
    )  # fmt: skip
    share = Fraction(found.officers, found.members) if found.members else None
    values: tuple[Value, ...] = (
        phrase("Officers, of %(members)s members", members=found.members), found.officers, None,
        None, share_words(share), None, None, None, None,
    )  # fmt: skip
    yield Row(values, RowKind.TOTAL)
