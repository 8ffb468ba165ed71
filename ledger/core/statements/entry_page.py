"""One entry with all that stands under it, ready to be drawn."""

from ledger.core.loans.seal import SEALED
from ledger.core.statements.entries import EntryRecord
from ledger.core.statements.scope import Scope
from ledger.core.statements.table import (
    Column,
    ColumnKind,
    Drill,
    Name,
    Phrase,
    Row,
    RowKind,
    Table,
    phrase,
)
from ledger.core.workbook.entries import ROW_DOCUMENT

COLUMNS = (
    Column("account", phrase("Account")),
    Column("name", phrase("Name")),
    Column("fund", phrase("Fund")),
    Column("member", phrase("Member")),
    Column("loan", phrase("Loan")),
    Column("debit", phrase("Debit"), ColumnKind.AMOUNT),
    Column("credit", phrase("Credit"), ColumnKind.AMOUNT),
)


def entry_table(scope: Scope, entry: EntryRecord) -> Table:
    """Return an entry's lines under what its head says; each line leads to its ledger.

    Words that were erased are said to be erased; they are not left out without a word.
    """
    rows = []
    for line in entry.lines:
        ledger = scope.ledger(line.account, scope.begin, scope.end)
        values = (
            line.account, Name(line.account_vi, line.account_en), Name(line.fund_vi, line.fund_en),
            line.member_paper or "", line.loan_paper or "", line.debit or None, line.credit or None,
        )  # fmt: skip
        drills = [(0, ledger), (1, ledger)]
        if line.member_no is not None:
            drills.append((3, Drill("member-statement", (("member_no", line.member_no),))))
        rows.append(Row(values, drills=tuple(drills)))
    total = sum(line.debit for line in entry.lines)
    rows.append(Row(("", phrase("Total"), "", "", "", total, total), RowKind.TOTAL))
    return Table(
        "entry", phrase("Entry %(entry)s", entry=entry.entry_no), scope.club_name,
        tuple(_head(entry)), COLUMNS, tuple(rows), _notes(entry),
    )  # fmt: skip


def _head(entry: EntryRecord) -> list[Phrase]:
    lines = [
        phrase("Voucher %(voucher)s", voucher=entry.voucher),
        phrase("Date: %(day)s", day=entry.occurred_on),
    ]
    if entry.true_on is not None:
        lines.append(phrase("It really happened on %(day)s", day=entry.true_on))
    erased = phrase("(erased on request)")
    words = entry.narration
    lines.append(erased if words is None else phrase("For: %(narration)s", narration=words))
    if entry.payer_name:
        lines.append(phrase("Who paid or received: %(name)s", name=entry.payer_name))
    if entry.payer_address:
        lines.append(phrase("Address: %(address)s", address=entry.payer_address))
    return lines


def _notes(entry: EntryRecord) -> tuple[Phrase, ...]:
    notes = [
        phrase(
            "Recorded by %(name)s at %(instant)s.",
            name=entry.recorded_by, instant=entry.recorded_at,
        )
    ]  # fmt: skip
    if entry.approved_by:
        notes.append(phrase("Approved by %(name)s.", name=entry.approved_by))
    if entry.reverses is not None:
        notes.append(phrase("This entry reverses entry %(entry)s.", entry=entry.reverses))
    if entry.reversed_by is not None:
        notes.append(phrase("This entry was reversed by entry %(entry)s.", entry=entry.reversed_by))
    notes += [_paper(one.kind, one.reference) for one in entry.documents]
    if entry.voids:
        notes.append(
            phrase(
                "Numbers without a paper: %(vouchers)s. Reason: %(reason)s",
                vouchers=", ".join(entry.voids), reason=entry.void_reason or "",
            )
        )  # fmt: skip
    notes.append(phrase("Fingerprint: %(hash)s", hash=entry.hash.hex()))
    return tuple(notes)


def _paper(kind: str, reference: str) -> Phrase:
    if kind == ROW_DOCUMENT:
        return phrase("From the club's workbook: %(reference)s", reference=reference)
    if kind == SEALED:
        return phrase("Fingerprint of the loan until this entry: %(hash)s", hash=reference)
    return phrase("Paper: %(kind)s %(reference)s", kind=kind, reference=reference)
