"""The list of the loans behind a figure of an outcome statement, with what came of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ledger.core.outcomes.behind import Measure, behind
from ledger.core.outcomes.facts import LoanOutcome, NamedOutcome
from ledger.core.outcomes.groups import Group
from ledger.core.outcomes.incomes import Income, IncomeChange
from ledger.core.outcomes.sums import standing_of
from ledger.core.statements import restricted
from ledger.core.statements.lending import PURPOSES
from ledger.core.statements.outcome_names import STANDINGS, group_name
from ledger.core.statements.restricted import parted, unnamed_notes
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
    filled,
    phrase,
)

MONEY = ColumnKind.AMOUNT
COLUMNS = (
    Column("code", phrase("Loan")),
    Column("name", phrase("Borrower")),
    Column("lent", phrase("Lent"), MONEY),
    Column("paid-out", phrase("Paid out on"), ColumnKind.DATE),
    Column("kind", phrase("Kind of work")),
    Column("class-then", phrase("Class with the loan")),
    Column("class-later", phrase("Class now")),
    Column("before", phrase("Income a month before"), MONEY),
    Column("after", phrase("Income a month after"), MONEY),
    Column("change", phrase("Income")),
    Column("net", phrase("Net income of the work"), MONEY),
    Column("due", phrase("Principal first due"), MONEY),
    Column("on-time", phrase("Paid by its day"), MONEY),
)

CHANGES: Mapping[IncomeChange, Phrase] = {
    IncomeChange.UP: phrase("Went up"),
    IncomeChange.SAME: phrase("Stayed the same"),
    IncomeChange.DOWN: phrase("Went down"),
    IncomeChange.NOT_ASKED: phrase("Not asked"),
    IncomeChange.NOT_COMPARABLE: phrase("Asked otherwise"),
    IncomeChange.NO_ANSWER: phrase("No answer"),
}
MEASURES: Mapping[Measure, Phrase] = {
    Measure.LOANS: phrase("All of their loans"),
    Measure.RUNNING: phrase("Loans that run still"),
    Measure.TOLD: phrase("Borrowers who told their income before and after"),
    Measure.UP: phrase("Borrowers whose income went up"),
    Measure.SAME: phrase("Borrowers whose income stayed the same"),
    Measure.DOWN: phrase("Borrowers whose income went down"),
    Measure.NO_ANSWER: phrase("Borrowers who were asked for their income and did not say"),
    Measure.NOT_ASKED: phrase("Borrowers who were not asked for their income before or after"),
    Measure.NOT_COMPARABLE: phrase("Borrowers who were asked for their income differently"),
    Measure.RUNS_STILL: phrase("Borrowers not asked for their income, whose loan runs still"),
    Measure.RESULT: phrase("Loans with a result"),
    Measure.NO_RESULT: phrase("Loans without a result"),
    Measure.LOSS: phrase("Loans whose work ran at a loss"),
    Measure.POOR: phrase("Households that were poor with their loan"),
    Measure.LEFT: phrase("Households that left poverty"),
    Measure.TO_NEAR_POOR: phrase("Households that were poor and are near-poor"),
    Measure.TO_ABOVE: phrase("Households that were poor and are no longer even near-poor"),
    Measure.STILL_POOR: phrase("Households that were poor and are so still"),
    Measure.NOT_REVIEWED: phrase("Poor households without a class written down since the loan"),
    Measure.CLASS_UNKNOWN: phrase("Poor households whose class now is not written down"),
    Measure.CLASS_KNOWN: phrase("Poor households whose class now is written down"),
    Measure.DUE: phrase("Loans of which principal fell due"),
    Measure.LATE: phrase("Loans of which principal came late"),
    Measure.CONTRADICTS: phrase("Loans of which what was told does not fit together"),
}
NOTES = (
    phrase(
        "A list of borrowers or households has all of their loans in the group; what counts is what"
        " was told before the first of them and after the last that is over."
    ),
    phrase("Net income of the work is shown once it is summed up."),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which loans are listed: those of a group that a figure counts."""

    group: Group
    measure: Measure


def outcome_loans_table(scope: Scope, loans: Sequence[NamedOutcome], wanted: Wanted) -> Table:
    """Return the loans behind a figure; each leads to its page and to its borrower's statement.

    `loans` are in order of disbursement.
    """
    by_key = {_key(one.outcome): one for one in loans}
    in_group = wanted.group.of(one.outcome for one in loans)
    found = [by_key[_key(one)] for one in behind(wanted.measure, in_group)]
    named, unnamed = parted(found)
    rows = [_row(scope, one) for one in named]
    if unnamed:
        words = filled(restricted.LOANS, count=len(unnamed))
        rows.append(_sums(words, unnamed, RowKind.LINE))
    rows.append(_sums(phrase("Total"), found, RowKind.TOTAL))
    outcomes = [one.outcome for one in found]
    lines = (
        scope.days,
        _group_words(wanted.group),
        MEASURES[wanted.measure],
        phrase(
            "%(loans)s loans of %(people)s people in %(homes)s households",
            loans=len(found), people=len({one.member_no for one in outcomes}),
            homes=len({one.household_no for one in outcomes}),
        ),
    )  # fmt: skip
    return Table(
        "outcome-loans", phrase("Loans and what came of them"), scope.club_name, lines, COLUMNS,
        tuple(rows), (*unnamed_notes(one.outcome.member_no for one in unnamed), *NOTES),
    )  # fmt: skip


def _key(one: LoanOutcome) -> tuple[int, int]:
    return one.club_id, one.loan_no


def _group_words(group: Group) -> Phrase:
    """Return a group's name as a line by itself; that of a year says what is of the year."""
    name = group_name(group)
    return phrase("Paid out in %(year)s", year=name) if isinstance(name, str) else name


def _row(scope: Scope, named: NamedOutcome) -> Row:
    one = named.outcome
    values: tuple[Value, ...] = (
        one.paper_code, named.name, one.lent, one.disbursed_on,
        PURPOSES[one.kind] if one.kind else "", STANDINGS[standing_of(one.class_then)],
        STANDINGS[standing_of(one.class_later)], _told(one.before), _told(one.after),
        CHANGES[one.change], _net(one), one.on_time.due, one.on_time.paid,
    )  # fmt: skip
    card = Drill("loan-card", (("loan_no", one.loan_no), ("end", scope.end)))
    member = Drill(
        "member-statement", (("member_no", one.member_no), ("begin", None), ("end", scope.end))
    )
    return Row(values, drills=((0, card), (1, member)))


def _told(income: Income | None) -> int | None:
    return income.monthly if income else None


def _net(one: LoanOutcome) -> int | None:
    return one.sums.net if one.has_result else None


def _sums(what: Phrase, loans: Sequence[NamedOutcome], kind: RowKind) -> Row:
    outcomes = [one.outcome for one in loans]
    values: tuple[Value, ...] = (
        None, what, sum(one.lent for one in outcomes), *[None] * 7,
        sum(_net(one) or 0 for one in outcomes), sum(one.on_time.due for one in outcomes),
        sum(one.on_time.paid for one in outcomes),
    )  # fmt: skip
    return Row(values, kind)
