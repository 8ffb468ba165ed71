"""The journal entries of a workbook's rows and interest splits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from ledger.core.accounts import (
    DONATIONS,
    DUES,
    LENT_CAPITAL,
    MEMBER_CAPITAL,
    OTHER_INCOME,
    FundKind,
)
from ledger.core.journal import (
    Document,
    EntryKind,
    JournalEntry,
    JournalLine,
    Series,
    VoucherNumber,
)
from ledger.core.posting_rules import (
    banked,
    disbursed,
    hardship_helped,
    interest_received,
    interest_split,
    paid,
    principal_received,
    received,
    withdrawn,
)
from ledger.core.workbook.draft import PAYMENT_KINDS
from ledger.core.workbook.purses import fund_of
from ledger.core.workbook.values import CashKind, CashRow, InterestSplit, Workbook
from ledger.core.workbook.words import SheetName

VOID_REASON = "Số bỏ trống trên sổ giấy"
SPLIT_NARRATION = "Chia lãi ngày {day:%d/%m/%Y}"
ROW_REFERENCE = "{sheet}, dòng {row}"
"""What the books themselves say, in the language in which clubs keep them."""

ROW_DOCUMENT = "workbook"
"""The kind of document that names the row of the workbook behind an entry."""

ACCOUNTS: Mapping[CashKind, str] = {
    CashKind.CAPITAL_PROJECT: "4111",
    CashKind.CAPITAL_BUDGET: "4112",
    CashKind.CAPITAL_DONATED: "4113",
    CashKind.CAPITAL_LENT: LENT_CAPITAL,
    CashKind.CAPITAL_LENT_RETURNED: LENT_CAPITAL,
    CashKind.MEMBER_CAPITAL: MEMBER_CAPITAL,
    CashKind.MEMBER_CAPITAL_RETURNED: MEMBER_CAPITAL,
    CashKind.DUES: DUES,
    CashKind.DONATION: DONATIONS,
    CashKind.OTHER_INCOME: OTHER_INCOME,
    CashKind.ADMINISTRATION: "6429",
}
"""The account against cash of each kind that has one only (clubs/README.md)."""

LOAN_RULES = {
    CashKind.DISBURSEMENT: disbursed,
    CashKind.PRINCIPAL: principal_received,
    CashKind.INTEREST: interest_received,
}
BANK_RULES = {CashKind.BANK_DEPOSIT: banked, CashKind.BANK_WITHDRAWAL: withdrawn}

SHARED = (FundKind.ACTIVITY, FundKind.MUTUAL_HELP)
"""The funds that receive a part of the interest, which stands in the third."""

KINDS: Mapping[CashKind, EntryKind] = {
    CashKind.CAPITAL_PROJECT: EntryKind.CAPITAL,
    CashKind.CAPITAL_BUDGET: EntryKind.CAPITAL,
    CashKind.CAPITAL_DONATED: EntryKind.CAPITAL,
    CashKind.CAPITAL_LENT: EntryKind.CAPITAL,
    CashKind.CAPITAL_LENT_RETURNED: EntryKind.CAPITAL,
    CashKind.MEMBER_CAPITAL: EntryKind.CONTRIBUTION,
    CashKind.MEMBER_CAPITAL_RETURNED: EntryKind.CONTRIBUTION,
    CashKind.DUES: EntryKind.CONTRIBUTION,
    CashKind.DONATION: EntryKind.CONTRIBUTION,
    CashKind.OTHER_INCOME: EntryKind.OTHER,
    CashKind.DISBURSEMENT: EntryKind.DISBURSEMENT,
    CashKind.PRINCIPAL: EntryKind.REPAYMENT,
    CashKind.INTEREST: EntryKind.INTEREST,
    CashKind.ACTIVITY_EXPENSE: EntryKind.EXPENSE,
    CashKind.ADMINISTRATION: EntryKind.EXPENSE,
    CashKind.HARDSHIP_HELP: EntryKind.EXPENSE,
    CashKind.BANK_DEPOSIT: EntryKind.BANK,
    CashKind.BANK_WITHDRAWAL: EntryKind.BANK,
}
"""What an entry of each kind records."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers that members and loans have in the books, and members' names, by code."""

    members: Mapping[str, int]
    loans: Mapping[str, int]
    names: Mapping[str, str]


def entries_of(workbook: Workbook, numbers: Numbers) -> Iterator[JournalEntry]:
    """Yield the entries in posting order, under the paper's own voucher numbers.

    A number that the paper left out is void, declared by the entry of the number after it.
    """
    voids = _voids(workbook)
    for event in workbook.events:
        if isinstance(event, InterestSplit):
            yield _split_entry(event)
            continue
        key = (event.occurred_on.year, event.series, event.number)
        skipped = voids.get(key, ())
        yield JournalEntry(
            KINDS[event.kind],
            event.occurred_on,
            _lines(event, numbers),
            event.narration,
            event.series,
            payer_name=numbers.names[event.member] if event.member else None,
            voucher=VoucherNumber(event.number, skipped, VOID_REASON if skipped else None),
            documents=(Document(ROW_DOCUMENT, _reference(event.row)),),
        )


def _reference(row: int) -> str:
    return ROW_REFERENCE.format(sheet=SheetName.CASH_BOOK.value, row=row)


def _split_entry(split: InterestSplit) -> JournalEntry:
    moved = {fund.value: part for fund, part in split.parts if fund in SHARED}
    narration = SPLIT_NARRATION.format(day=split.occurred_on)
    return JournalEntry(
        EntryKind.INTEREST_SPLIT, split.occurred_on, interest_split(moved), narration
    )


def _lines(row: CashRow, numbers: Numbers) -> tuple[JournalLine, ...]:
    """Return a row's lines by the table of clubs/README.md."""
    if row.kind in LOAN_RULES and row.member and row.loan:
        return LOAN_RULES[row.kind](
            row.amount, member_no=numbers.members[row.member], loan_no=numbers.loans[row.loan]
        )
    if row.kind in BANK_RULES:
        return BANK_RULES[row.kind](row.amount)
    member_no = numbers.members[row.member] if row.member else None
    if row.kind is CashKind.HARDSHIP_HELP:
        return hardship_helped({fund.value: part for fund, part in row.parts}, member_no=member_no)
    return simple_lines(row.kind, row.amount, area=row.area, member_no=member_no)


def simple_lines(
    kind: CashKind, amount: int, *, area: int | None, member_no: int | None
) -> tuple[JournalLine, ...]:
    """Return the lines of a kind that has one account against cash, or one an area of work."""
    account = f"642{area}" if area else ACCOUNTS[kind]
    rule = paid if kind in PAYMENT_KINDS else received
    return rule(account, fund_of(kind).value, amount, member_no=member_no)


def _voids(workbook: Workbook) -> dict[tuple[int, Series, int], tuple[int, ...]]:
    """Return the numbers left out, by year, series and the number that follows them."""
    voids: dict[tuple[int, Series, int], tuple[int, ...]] = {}
    for (year, series), missing in workbook.missing_numbers.items():
        for _, numbered in groupby(enumerate(missing), lambda pair: pair[1] - pair[0]):
            run = tuple(number for _, number in numbered)
            voids[year, series, run[-1] + 1] = run
    return voids
