"""The list of a club's loans with the figures of which its portfolio is made."""

from collections.abc import Sequence

from ledger.core.loans.arrears import Band
from ledger.core.statements import restricted
from ledger.core.statements.arrears import loan_drills
from ledger.core.statements.portfolio import LoanWithFigures
from ledger.core.statements.restricted import parted, unnamed_notes
from ledger.core.statements.scope import Scope
from ledger.core.statements.table import (
    Column,
    ColumnKind,
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
    Column("outstanding", phrase("Outstanding"), MONEY),
    Column("overdue", phrase("Overdue principal"), MONEY),
    Column("late", phrase("Days late"), ColumnKind.COUNT),
    Column("rescheduled", phrase("Rescheduled")),
    Column("due", phrase("Principal first due"), MONEY),
    Column("on-time", phrase("Paid by its day"), MONEY),
    Column("recovered", phrase("Paid by the end"), MONEY),
    Column("earned", phrase("Interest, fines, fees received"), MONEY),
    Column("lost", phrase("Principal given up"), MONEY),
)


def those_late(
    loans: Sequence[LoanWithFigures], late: Band, *, or_rescheduled: bool
) -> list[LoanWithFigures]:
    """Return the loans with principal outstanding that are so late, or rescheduled besides."""
    return [
        one
        for one in loans
        for standing in (one.figures.standing,)
        if standing.outstanding
        and (late.holds(standing.days_late) or (or_rescheduled and standing.is_rescheduled))
    ]


def lending_list_table(scope: Scope, loans: Sequence[LoanWithFigures]) -> Table:
    """Return the loans with their figures; each leads to its borrower's statement."""
    named, unnamed = parted(loans)
    rows = [_row(scope, one) for one in named]
    if unnamed:
        rows.append(_sums(filled(restricted.LOANS, count=len(unnamed)), unnamed, RowKind.LINE))
    rows.append(_sums(phrase("Total"), loans, RowKind.TOTAL))
    notes = (
        *unnamed_notes(one.figures.borrower_no for one in unnamed),
        phrase("Outstanding, overdue and late are as on the last day, the rest is of all days."),
        phrase("A loan that was over before the first day is not on this list."),
    )
    return Table(
        "loan-list", phrase("Loans with their figures"), scope.club_name, (scope.days,), COLUMNS,
        tuple(rows), notes,
    )  # fmt: skip


def _sums(what: Phrase, loans: Sequence[LoanWithFigures], kind: RowKind) -> Row:
    sums = [sum(column) for column in zip(*(_amounts(one) for one in loans), strict=True)]
    outstanding, overdue, *later = sums or [0] * 7
    values: tuple[Value, ...] = (None, what, outstanding, overdue, None, "", *later)
    return Row(values, kind)


def _row(scope: Scope, one: LoanWithFigures) -> Row:
    figures = one.figures
    outstanding, overdue, *later = (amount or None for amount in _amounts(one))
    values: tuple[Value, ...] = (
        one.paper_code, one.name, outstanding, overdue, figures.standing.days_late or None,
        phrase("Yes") if figures.standing.is_rescheduled else "", *later,
    )  # fmt: skip
    return Row(values, drills=loan_drills(scope, one.loan_no, figures.borrower_no))


def _amounts(one: LoanWithFigures) -> tuple[int, ...]:
    figures, standing = one.figures, one.figures.standing
    return (
        standing.outstanding, standing.overdue, figures.year.due, figures.on_time.paid,
        figures.year.paid, figures.earned, figures.given_up,
    )  # fmt: skip
