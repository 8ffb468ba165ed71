"""The lists of a club's members and loans, ready to be drawn."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ledger.core.loans.steps import LoanStage
from ledger.core.periods import FIRST_YEAR
from ledger.core.statements import restricted
from ledger.core.statements.loan_stages import STAGES
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
    filled,
    phrase,
)

CLASSES = {
    "poor": phrase("Poor"),
    "near_poor": phrase("Near-poor"),
    "average": phrase("Average living standard"),
    "other": phrase("Not poor"),
}
METHODS = {
    "bullet": phrase("Principal at the end"),
    "equal_principal": phrase("Equal principal"),
    "equal_instalments": phrase("Equal instalments"),
    "free": phrase("By agreed dates"),
}


@dataclass(frozen=True, slots=True)
class ListedMember:
    """A member with what she owes in principal and her capital in the club, in đồng.

    `is_restricted`: her data are used for the books alone.
    """

    member_no: int
    paper_code: str
    name: str
    household_class: str
    position: str | None
    owed: int
    capital: int
    is_restricted: bool = False


@dataclass(frozen=True, slots=True)
class ListedLoan:
    """A loan as agreed and how it stands, in đồng; rate in ppm a month.

    `stage` is None where nothing was told of what happened to it; `is_restricted`: the borrower's
    data are used for the books alone.
    """

    loan_no: int
    paper_code: str
    member_no: int
    name: str
    agreed_on: dt.date
    due_on: dt.date
    principal: int
    monthly_rate_ppm: int
    method: str
    outstanding: int
    stage: LoanStage | None = None
    days_late: int = 0
    is_restricted: bool = False


MEMBER_COLUMNS = (
    Column("code", phrase("No.")),
    Column("name", phrase("Full name")),
    Column("class", phrase("Household")),
    Column("position", phrase("Position")),
    Column("owed", phrase("Owes"), ColumnKind.AMOUNT),
    Column("capital", phrase("Capital paid in"), ColumnKind.AMOUNT),
)
LOAN_COLUMNS = (
    Column("code", phrase("Loan")),
    Column("name", phrase("Full name")),
    Column("agreed", phrase("Lent on"), ColumnKind.DATE),
    Column("due", phrase("Due on"), ColumnKind.DATE),
    Column("rate", phrase("Interest a month")),
    Column("method", phrase("Repayment")),
    Column("principal", phrase("Principal"), ColumnKind.AMOUNT),
    Column("outstanding", phrase("Outstanding"), ColumnKind.AMOUNT),
    Column("stage", phrase("How it stands")),
    Column("late", phrase("Days late"), ColumnKind.COUNT),
)


def members_table(scope: Scope, members: Sequence[ListedMember]) -> Table:
    """Return the members as they are listed; each name leads to the member's page."""
    named, unnamed = parted(members)
    rows = [
        Row(
            (
                one.paper_code, one.name, CLASSES.get(one.household_class, ""), one.position or "",
                one.owed or None, one.capital or None,
            ),
            drills=(
                *((column, _member(scope, one.member_no)) for column in (0, 1, 4)),
                (5, _member(scope, one.member_no, dt.date(FIRST_YEAR, 1, 1))),
            ),
        )
        for one in named
    ]  # fmt: skip
    if unnamed:
        what = filled(restricted.MEMBERS, count=len(unnamed))
        owed, capital = _owed_and_paid_in(unnamed)
        rows.append(Row(("", what, "", "", owed or None, capital or None)))
    rows.append(Row(("", phrase("Total"), "", "", *_owed_and_paid_in(members)), RowKind.TOTAL))
    return Table(
        "members", phrase("Members"), scope.club_name, (phrase("On %(day)s", day=scope.end),),
        MEMBER_COLUMNS, tuple(rows), unnamed_notes(one.member_no for one in unnamed),
    )  # fmt: skip


def _owed_and_paid_in(members: Sequence[ListedMember]) -> tuple[int, int]:
    return sum(one.owed for one in members), sum(one.capital for one in members)


def loans_table(scope: Scope, loans: Sequence[ListedLoan]) -> Table:
    """Return the loans as they are listed; each leads to its card, what is owed to the borrower's.

    The borrower's statement is where the figure is made of entries.
    """
    named, unnamed = parted(loans)
    rows = [
        Row(
            (
                one.paper_code, one.name, one.agreed_on, one.due_on,
                rate_words(one.monthly_rate_ppm),
                METHODS.get(one.method, ""), one.principal, one.outstanding,
                _stage(one), one.days_late or None,
            ),
            drills=(
                *((column, _card(scope, one.loan_no)) for column in (0, 1)),
                (7, _member(scope, one.member_no)),
            ),
        )
        for one in named
    ]  # fmt: skip
    if unnamed:
        rows.append(_loan_sums(filled(restricted.LOANS, count=len(unnamed)), unnamed))
    rows.append(_loan_sums(phrase("Total"), loans, RowKind.TOTAL))
    return Table(
        "loans", phrase("Loans"), scope.club_name, (phrase("On %(day)s", day=scope.end),),
        LOAN_COLUMNS, tuple(rows), unnamed_notes(one.member_no for one in unnamed),
    )  # fmt: skip


def _loan_sums(what: Phrase, loans: Sequence[ListedLoan], kind: RowKind = RowKind.LINE) -> Row:
    lent, owed = sum(one.principal for one in loans), sum(one.outstanding for one in loans)
    return Row(("", what, None, None, "", "", lent, owed, "", None), kind)


def rate_words(ppm: int) -> Phrase:
    """Return a monthly rate in per cent without needless zeros: 8,000 ppm is 0,8 %."""
    whole, part = divmod(ppm, 10_000)
    decimals = f"{part:04d}".rstrip("0")
    return (
        phrase("%(whole)s.%(part)s %%", whole=whole, part=decimals)
        if decimals
        else phrase("%(whole)s %%", whole=whole)
    )


def _stage(loan: ListedLoan) -> Phrase | str:
    """Return in a word how a loan stands; its days late have a column of their own."""
    if loan.days_late:
        return phrase("Late")
    return "" if loan.stage is None else STAGES[loan.stage]


def _card(scope: Scope, loan_no: int) -> Drill:
    """Return the card of a loan as it stood on the list's own day."""
    return Drill("loan-card", (("loan_no", loan_no), ("end", scope.end)))


def _member(scope: Scope, member_no: int, begin: dt.date | None = None) -> Drill:
    """Return the statement of a member up to the list's own day, so that the figures agree."""
    return Drill(
        "member-statement", (("member_no", member_no), ("begin", begin), ("end", scope.end))
    )
