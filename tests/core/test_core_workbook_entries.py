"""The entries of a workbook's rows, and the digest by which its content is known again."""

import dataclasses
import datetime as dt
from collections import Counter

import pytest

from ledger.core.accounts import FundKind
from ledger.core.journal import EntryKind, JournalEntry, Series, VoucherNumber
from ledger.core.workbook.check import check_workbook
from ledger.core.workbook.digest import digest_of
from ledger.core.workbook.entries import (
    ACCOUNTS,
    BANK_RULES,
    KINDS,
    LOAN_RULES,
    Numbers,
    entries_of,
)
from ledger.core.workbook.values import CashKind, CashRow, InterestSplit, Workbook
from tests.workbooks import PAYMENT, RECEIPT, Book, club_settings, member, year

TODAY = dt.date(2026, 3, 10)

TABLE: dict[str, tuple[str, str]] = {
    "Vốn dự án": ("4111", "income"), "Vốn ngân sách": ("4112", "income"),
    "Vốn xã hội hóa": ("4113", "income"), "Vốn mượn": ("341", "income"),
    "Trả vốn mượn": ("341", "income"), "Góp vốn": ("4114", "income"),
    "Rút vốn góp": ("4114", "income"), "Cho vay": ("1321", "income"),
    "Thu gốc": ("1321", "income"), "Thu lãi": ("5111", "income"),
    "Hội phí": ("5112", "activity"), "Ủng hộ": ("5113", "activity"),
    "Thu khác": ("5118", "activity"), "Chi quản lý": ("6429", "activity"),
    "Chi tương trợ": ("6424", "mutual"), "Gửi ngân hàng": ("112", "income"),
    "Rút ngân hàng": ("112", "income"),
    **{f"Chi hoạt động {area}": (f"642{area}", "activity") for area in range(1, 9)},
}  # fmt: skip
"""The account against cash and the fund of each kind, as clubs/README.md gives them."""


def workbook(book: Book) -> Workbook:
    checked = check_workbook(book.raw(), today=TODAY)
    assert checked.workbook is not None, checked.errors
    return checked.workbook


def numbered(one: Workbook) -> Numbers:
    return Numbers(
        {person.code: at for at, person in enumerate(one.members, 1)},
        {loan.code: at for at, loan in enumerate(one.loans, 1)},
        {person.code: person.name for person in one.members},
    )


def pairs(book: Book) -> list[tuple[str, JournalEntry]]:
    """Return each entry of a row with the row's kind as the club wrote it."""
    one = workbook(book)
    entries = [
        entry
        for entry in entries_of(one, numbered(one))
        if entry.kind is not EntryKind.INTEREST_SPLIT
    ]
    return [(str(row[4]), entry) for row, entry in zip(book.cash, entries, strict=True)]


@pytest.mark.parametrize("seed", range(4))
def test_every_kind_stands_on_its_account_and_in_its_fund(seed: int) -> None:
    seen = set()
    for kind, entry in pairs(year(seed, months=12)):
        account, fund = TABLE[kind]
        for line in entry.lines:
            if line.account == "111":
                continue
            assert line.account == account
            assert line.fund in ({"mutual", "activity"} if fund == "mutual" else {fund})
        seen.add(kind.rstrip(" 12345678"))
    assert seen == {kind.rstrip(" 12345678") for kind in TABLE}


def test_every_kind_of_row_has_a_kind_of_entry_and_an_account() -> None:
    assert set(KINDS) == set(CashKind)
    by_rule = {*LOAN_RULES, *BANK_RULES, CashKind.HARDSHIP_HELP, CashKind.ACTIVITY_EXPENSE}
    assert set(ACCOUNTS) | by_rule == set(CashKind)


def test_cash_moves_by_the_amount_of_the_row() -> None:
    book = year(months=4)
    for row, (_, entry) in zip(book.cash, pairs(book), strict=True):
        cash = sum(line.debit - line.credit for line in entry.lines if line.account == "111")
        assert cash == (row[7] if row[8] is None else -int(str(row[8])))


def test_a_row_s_entry_keeps_number_words_payer_and_place() -> None:
    book = year()
    entry = pairs(book)[4][1]
    assert (entry.series, entry.voucher) == (Series.RECEIPT, VoucherNumber(5))
    assert (entry.narration, entry.payer_name) == ("góp vốn", "Bùi Thị Hậu")
    assert [(one.kind, one.reference) for one in entry.documents] == [
        ("workbook", "Sổ quỹ, dòng 8")
    ]
    assert [line.member_no for line in entry.lines] == [None, 1]


def test_a_loan_s_lines_name_the_member_and_the_loan() -> None:
    for kind, entry in pairs(year()):
        if kind in {"Cho vay", "Thu gốc", "Thu lãi"}:
            (line,) = (one for one in entry.lines if one.account != "111")
            assert line.member_no
            assert line.loan_no


def test_a_split_moves_income_and_cash_out_of_the_first_fund() -> None:
    one = workbook(year())
    split = next(event for event in one.events if isinstance(event, InterestSplit))
    entry = next(
        entry for entry in entries_of(one, numbered(one)) if entry.kind is EntryKind.INTEREST_SPLIT
    )
    parts = dict(split.parts)
    net: Counter[tuple[str, str]] = Counter()
    for line in entry.lines:
        net[line.account, line.fund] += line.debit - line.credit
    activity, mutual = parts[FundKind.ACTIVITY], parts[FundKind.MUTUAL_HELP]
    assert net == {
        ("111", "income"): -activity - mutual, ("5111", "income"): activity + mutual,
        ("111", "activity"): activity, ("5111", "activity"): -activity,
        ("111", "mutual"): mutual, ("5111", "mutual"): -mutual,
    }  # fmt: skip
    assert (entry.series, entry.voucher) == (Series.OTHER, None)
    assert entry.occurred_on == split.occurred_on


def test_numbers_left_out_are_void_by_the_entry_after_them() -> None:
    book = year()
    for row in book.cash[2:]:
        column = RECEIPT if row[PAYMENT] is None else PAYMENT
        row[column] = f"{str(row[column])[:2]}{int(str(row[column])[2:]) + 3}"
    vouchers = [entry.voucher for _, entry in pairs(book) if entry.voucher and entry.voucher.voids]
    assert [(one.number, one.voids) for one in vouchers] == [(6, (3, 4, 5)), (4, (1, 2, 3))]
    assert {one.void_reason for one in vouchers} == {"Số bỏ trống trên sổ giấy"}


def test_no_two_entries_have_one_number() -> None:
    numbers = [(entry.series, entry.voucher) for _, entry in pairs(year(2, months=12))]
    assert len(set(numbers)) == len(numbers)


def test_the_digest_does_not_know_where_a_row_stood() -> None:
    one = workbook(year())
    moved = tuple(
        dataclasses.replace(event, row=event.row + 7) if isinstance(event, CashRow) else event
        for event in one.events
    )
    assert digest_of(dataclasses.replace(one, events=moved)) == digest_of(one)


@pytest.mark.parametrize("what", ["club", "member", "loan", "row", "order"])
def test_the_digest_knows_every_change_of_content(what: str) -> None:
    one, other = workbook(year()), workbook(year())
    if what == "club":
        other = dataclasses.replace(other, club=dataclasses.replace(other.club, dues=6_000))
    elif what == "member":
        other = dataclasses.replace(other, members=other.members[1:])
    elif what == "loan":
        loan = dataclasses.replace(other.loans[0], term_months=11)
        other = dataclasses.replace(other, loans=(loan, *other.loans[1:]))
    else:
        first, second, *rest = other.events
        assert isinstance(first, CashRow)
        changed = dataclasses.replace(first, narration="khác")
        events = (changed, second, *rest) if what == "row" else (second, first, *rest)
        other = dataclasses.replace(other, events=events)
    assert digest_of(one) != digest_of(other)


def test_the_digest_of_a_workbook_stays_the_same_for_ever() -> None:
    book = Book(club_settings(), [member(1, dt.date(2025, 1, 5))])
    book.row(dt.date(2025, 1, 5), "Vốn dự án", 1_000_000)
    book.lend("V01", "TV01", dt.date(2025, 1, 10), 500_000)
    assert digest_of(workbook(book)).hex()[:16] == "9e3a66305d8e67f0"
