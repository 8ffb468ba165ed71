"""The loans that are in arrears on a day, by how late each is."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from ledger.core.loans.arrears import BANDS, CURRENT, Band, band_of
from ledger.core.loans.parts import Parts, sum_parts
from ledger.core.statements import restricted
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

MONEY, COUNT = ColumnKind.AMOUNT, ColumnKind.COUNT


@dataclass(frozen=True, slots=True, kw_only=True)
class LateLoan:
    """A loan of which something is overdue on a day, in đồng (`core.loans.spans.LoanDay`).

    `days_late` are counted by the original schedule, `days_late_now` by the current one.
    `is_restricted`: the borrower's data are used for the books alone.
    """

    loan_no: int
    paper_code: str
    borrower_no: int
    name: str
    outstanding: int
    overdue: Parts
    oldest_due_on: dt.date | None
    days_late: int
    days_late_now: int
    is_rescheduled: bool
    is_restricted: bool = False

    @property
    def band(self) -> Band:
        """Return the band of its lateness."""
        return band_of(self.days_late) or CURRENT


@dataclass(frozen=True, slots=True)
class ArrearsList:
    """The loans of a club that are in arrears on the last day of its scope."""

    scope: Scope
    loans: tuple[LateLoan, ...]

    def in_band(self, band: Band) -> list[LateLoan]:
        """Return the loans of a band, the latest first."""
        found = [one for one in self.loans if one.band == band]
        return sorted(found, key=lambda one: (-one.days_late, one.loan_no))


_FIGURES = (
    Column("outstanding", phrase("Outstanding"), MONEY),
    Column("principal", phrase("Overdue principal"), MONEY),
    Column("interest", phrase("Overdue interest"), MONEY),
    Column("charges", phrase("Overdue fines and fees"), MONEY),
    Column("oldest", phrase("Oldest due date"), ColumnKind.DATE),
    Column("late", phrase("Days late"), COUNT),
    Column("late-now", phrase("Days late by the new schedule"), COUNT),
    Column("rescheduled", phrase("Rescheduled")),
)
COLUMNS = (Column("code", phrase("Loan")), Column("name", phrase("Borrower")), *_FIGURES)
UNNAMED_COLUMNS = (
    Column("number", phrase("No."), ColumnKind.NUMBER),
    Column("what", phrase("Loans")),
    *_FIGURES,
)
_NOTES = (
    phrase(
        "Days late are counted from the oldest unpaid due date; principal by the dates first"
        " agreed, whatever was agreed later."
    ),
    phrase("Loans that were written off are not on this list."),
)


def arrears_table(report: ArrearsList) -> Table:
    """Return the list ready to be drawn; each loan leads to its card."""
    rows: list[Row] = []
    for band in BANDS:
        loans = report.in_band(band)
        if loans:
            rows.append(_heading(band))
            named, unnamed = parted(loans)
            rows += [_named(report.scope, one) for one in named]
            if unnamed:
                what = filled(restricted.LOANS, count=len(unnamed))
                rows.append(_sums(what, unnamed, RowKind.LINE))
            rows.append(_sums(phrase("Loans: %(count)s", count=len(loans)), loans))
    total = _sums(phrase("Total"), report.loans, RowKind.TOTAL)
    notes = unnamed_notes(one.borrower_no for one in report.loans if one.is_restricted)
    return Table(
        "loan-arrears", phrase("Loans in arrears"), report.scope.club_name, _lines(report),
        COLUMNS, (*rows, total), (*notes, *_NOTES),
    )  # fmt: skip


def unnamed_arrears_table(report: ArrearsList) -> Table:
    """Return the list for outside the club: nothing in it says whose a loan is."""
    rows: list[Row] = []
    numbers = count(1)
    for band in BANDS:
        loans = report.in_band(band)
        if loans:
            rows.append(_heading(band))
            rows += [Row((next(numbers), "", *_figures(one))) for one in loans]
            rows.append(_sums(phrase("Loans: %(count)s", count=len(loans)), loans))
    total = _sums(phrase("Total"), report.loans, RowKind.TOTAL)
    note = phrase("For use outside the club: without names, and without the loans' numbers.")
    return Table(
        "loan-arrears-unnamed", phrase("Loans in arrears, without names"),
        report.scope.club_name, _lines(report), UNNAMED_COLUMNS, (*rows, total), (*_NOTES, note),
    )  # fmt: skip


def band_words(band: Band) -> Phrase:
    """Return how late the loans of a band are."""
    if band == CURRENT:
        return phrase("Not late")
    if band.last is None:
        return phrase("More than %(days)s days late", days=band.first - 1)
    return phrase("%(first)s to %(last)s days late", first=band.first, last=band.last)


def band_in_arrears(band: Band) -> Phrase:
    """Return the same where something is overdue."""
    return phrase("Overdue, within the days allowed") if band == CURRENT else band_words(band)


def loan_drills(scope: Scope, loan_no: int, member_no: int) -> tuple[tuple[int, Drill], ...]:
    """Return where a loan's code and name lead, to its card, and what it owes: to the entries."""
    card = Drill("loan-card", (("loan_no", loan_no), ("end", scope.end)))
    member = Drill(
        "member-statement", (("member_no", member_no), ("begin", None), ("end", scope.end))
    )
    return ((0, card), (1, card), (2, member))


def _heading(band: Band) -> Row:
    return Row((None, band_in_arrears(band), *[None] * 8), RowKind.HEADING)


def _named(scope: Scope, one: LateLoan) -> Row:
    values: tuple[Value, ...] = (one.paper_code, one.name, *_figures(one))
    return Row(values, drills=loan_drills(scope, one.loan_no, one.borrower_no))


def _figures(one: LateLoan) -> tuple[Value, ...]:
    overdue = one.overdue
    return (
        one.outstanding or None, overdue.principal or None, overdue.interest or None,
        overdue.fine + overdue.fee or None, one.oldest_due_on, one.days_late,
        one.days_late_now or None,
        phrase("Yes") if one.is_rescheduled else "",
    )  # fmt: skip


def _sums(what: Phrase, loans: Sequence[LateLoan], kind: RowKind = RowKind.SUBTOTAL) -> Row:
    overdue = sum_parts(one.overdue for one in loans)
    values: tuple[Value, ...] = (
        None, what, sum(one.outstanding for one in loans), overdue.principal, overdue.interest,
        overdue.fine + overdue.fee, None, None, None, "",
    )  # fmt: skip
    return Row(values, kind)


def _lines(report: ArrearsList) -> tuple[Phrase, ...]:
    return (phrase("On %(day)s", day=report.scope.end),)
