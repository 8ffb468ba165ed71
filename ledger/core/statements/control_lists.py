"""Lists by which an auditor or a meeting sees what needs an eye (TRUST.md, section 3)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from ledger.core.clock import day_there
from ledger.core.statements.general_ledger import entry_drills
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
    filled,
    phrase,
)

MONEY, COUNT, DATE = ColumnKind.AMOUNT, ColumnKind.COUNT, ColumnKind.DATE

DAYS_ALLOWED = 3
"""An entry is late when it was recorded more days than this after the day that it is dated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LateEntry:
    """An entry that was recorded well after its day; `amount` is all that it moved, in đồng.

    `true_on`: when it really happened, where its month was closed by then. `is_restricted`: it
    tells of a member whose data are used for the books alone.
    """

    entry_no: int
    voucher: str
    occurred_on: dt.date
    true_on: dt.date | None
    recorded_at: dt.datetime
    recorded_by: str
    told: str | None
    amount: int
    is_restricted: bool = False

    @property
    def days(self) -> int:
        """Return how many days after it happened it was recorded."""
        return (day_there(self.recorded_at) - (self.true_on or self.occurred_on)).days


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBorrower:
    """A member's first loan, principal in đồng; the class is that of the household then.

    `is_restricted`: the member's data are used for the books alone.
    """

    member_no: int
    name: str
    joined_on: dt.date | None
    household: str
    household_class: str
    loan_no: int
    loan: str
    lent_on: dt.date
    principal: int
    is_restricted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidByAnother:
    """Money for a loan that somebody of another name than the borrower's paid, in đồng.

    `is_restricted`: the borrower's data are used for the books alone; `is_payer_restricted`: those
    of a member who is called as the payer.
    """

    entry_no: int
    voucher: str
    occurred_on: dt.date
    loan_no: int
    loan: str
    member_no: int
    borrower: str
    payer: str
    amount: int
    is_restricted: bool = False
    is_payer_restricted: bool = False


class SharedBy(StrEnum):
    """What several borrowers have in common."""

    PHONE = "phone"
    HOUSEHOLD = "household"


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingBorrower:
    """A borrower who shares a phone or a household with another; `outstanding` in đồng.

    `is_restricted`: the borrower's data are used for the books alone.
    """

    by: SharedBy
    what: str
    member_no: int
    paper_code: str
    name: str
    outstanding: int
    is_restricted: bool = False


_SHARED = {
    SharedBy.PHONE: phrase("Phone %(what)s"),
    SharedBy.HOUSEHOLD: phrase("Household %(what)s"),
}

LATE_COLUMNS = (
    Column("voucher", phrase("Voucher")),
    Column("date", phrase("Dated"), DATE),
    Column("true", phrase("Really happened on"), DATE),
    Column("recorded", phrase("Recorded on"), DATE),
    Column("days", phrase("Days after"), COUNT),
    Column("by", phrase("Recorded by")),
    Column("narration", phrase("Narration")),
    Column("amount", phrase("Amount"), MONEY),
)
BORROWER_COLUMNS = (
    Column("name", phrase("Full name")),
    Column("joined", phrase("Joined on"), DATE),
    Column("household", phrase("Household")),
    Column("class", phrase("Household class")),
    Column("loan", phrase("Loan")),
    Column("lent", phrase("Lent on"), DATE),
    Column("principal", phrase("Principal"), MONEY),
)
PAYER_COLUMNS = (
    Column("date", phrase("Date"), DATE),
    Column("voucher", phrase("Voucher")),
    Column("loan", phrase("Loan")),
    Column("borrower", phrase("Borrower")),
    Column("payer", phrase("Paid by")),
    Column("amount", phrase("Amount"), MONEY),
)
SHARING_COLUMNS = (
    Column("code", phrase("No.")),
    Column("name", phrase("Borrower")),
    Column("outstanding", phrase("Outstanding"), MONEY),
)


def late_entries_table(scope: Scope, entries: Sequence[LateEntry]) -> Table:
    """Return the entries recorded late in the scope's days, the latest of them first."""
    rows = [
        Row(
            (
                one.voucher, one.occurred_on, one.true_on, day_there(one.recorded_at), one.days,
                one.recorded_by, SOMEBODY if one.is_restricted else _or_erased(one.told),
                one.amount,
            ),
            drills=entry_drills(one.entry_no, 0, 7),
        )
        for one in sorted(entries, key=lambda one: (-one.days, one.entry_no))
    ]  # fmt: skip
    total = sum(one.amount for one in entries)
    rows.append(Row(("", None, None, None, None, "", phrase("Total"), total), RowKind.TOTAL))
    notes = (
        phrase(
            "Entries that were recorded in these days, more than %(days)s days after they"
            " happened; what a workbook brought in is not on this list.",
            days=DAYS_ALLOWED,
        ),
    )
    return Table(
        "late-entries", phrase("Entries recorded late"), scope.club_name, (scope.days,),
        LATE_COLUMNS, tuple(rows), notes,
    )  # fmt: skip


def new_borrowers_table(scope: Scope, borrowers: Sequence[NewBorrower]) -> Table:
    """Return who borrowed for the first time in the scope's days, to be read out at a meeting."""
    rows = [
        Row((SOMEBODY, None, "", "", "", one.lent_on, one.principal))
        if one.is_restricted
        else Row(
            (
                one.name, one.joined_on, one.household,
                CLASSES.get(one.household_class, one.household_class), one.loan, one.lent_on,
                one.principal,
            ),
            drills=((0, _member(scope, one.member_no)), (4, _card(scope, one.loan_no))),
        )
        for one in borrowers
    ]  # fmt: skip
    total = sum(one.principal for one in borrowers)
    rows.append(Row((phrase("Total"), None, "", "", "", None, total), RowKind.TOTAL))
    notes = (
        *unnamed_notes(one.member_no for one in borrowers if one.is_restricted),
        phrase("Read the names out: each of them should be known, and should have the money."),
    )
    return Table(
        "new-borrowers", phrase("New borrowers"), scope.club_name, (scope.days,),
        BORROWER_COLUMNS, tuple(rows), notes,
    )  # fmt: skip


def paid_by_another_table(scope: Scope, payments: Sequence[PaidByAnother]) -> Table:
    """Return the payments for loans that others made in the scope's days."""
    rows = [_payment(scope, one) for one in payments]
    total = sum(one.amount for one in payments)
    rows.append(Row((None, "", "", "", phrase("Total"), total), RowKind.TOTAL))
    notes = (
        *unnamed_notes(one.member_no for one in payments if one.is_restricted),
        phrase(
            "A relative may well pay; somebody who pays for many may have borrowed their names."
        ),
    )
    return Table(
        "paid-by-another", phrase("Loans paid for by others"), scope.club_name, (scope.days,),
        PAYER_COLUMNS, tuple(rows), notes,
    )  # fmt: skip


def sharing_borrowers_table(scope: Scope, borrowers: Sequence[SharingBorrower]) -> Table:
    """Return the borrowers who share a phone or a household, those who do together.

    The total counts each borrower once, whatever is shared.
    """
    rows: list[Row] = []
    for (by, what), group in groupby(borrowers, key=lambda one: (one.by, one.what)):
        rows.append(Row(("", filled(_SHARED[by], what=what), None), RowKind.HEADING))
        rows += [
            Row(("", SOMEBODY, one.outstanding))
            if one.is_restricted
            else Row(
                (one.paper_code, one.name, one.outstanding),
                drills=tuple((at, _member(scope, one.member_no)) for at in range(3)),
            )
            for one in group
        ]
    owed = {one.member_no: one.outstanding for one in borrowers}
    rows.append(Row(("", phrase("Total"), sum(owed.values())), RowKind.TOTAL))
    title, lines = (
        phrase("Borrowers with the same phone or household"),
        (phrase("On %(day)s", day=scope.end),),
    )
    return Table(
        "sharing-borrowers", title, scope.club_name, lines, SHARING_COLUMNS, tuple(rows),
        unnamed_notes(one.member_no for one in borrowers if one.is_restricted),
    )  # fmt: skip


def _payment(scope: Scope, one: PaidByAnother) -> Row:
    payer = SOMEBODY if one.is_payer_restricted else one.payer
    entry = entry_drills(one.entry_no, 1, 5)
    if one.is_restricted:
        return Row((one.occurred_on, one.voucher, "", SOMEBODY, payer, one.amount), drills=entry)
    return Row(
        (one.occurred_on, one.voucher, one.loan, one.borrower, payer, one.amount),
        drills=(*entry, (2, _card(scope, one.loan_no)), (3, _member(scope, one.member_no))),
    )


def _or_erased(told: str | None) -> Phrase | str:
    return phrase("(erased on request)") if told is None else told


def _card(scope: Scope, loan_no: int) -> Drill:
    return Drill("loan-card", (("loan_no", loan_no), ("end", scope.end)))


def _member(scope: Scope, member_no: int) -> Drill:
    return Drill(
        "member-statement", (("member_no", member_no), ("begin", None), ("end", scope.end))
    )
