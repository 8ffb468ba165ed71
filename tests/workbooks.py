"""Clubs' workbooks made for tests: a valid one from a seed, then untidy or wrong on purpose."""

import datetime as dt
import json
import os
import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl

from ledger.core.workbook.values import Cell, RawSheet

CLUBS = Path(os.environ.get("LEDGER_CLUBS", Path(__file__).parents[2] / "shared" / "clubs"))
"""The folder of clubs' workbooks, each beside a .json that says what its books must say."""

FIRST_ROW = 4
"""The first row of every list: a title in row 1, headers in row 3."""

MEMBER_HEADERS = (
    "Mã TV", "Họ và tên", "Năm sinh", "Giới tính", "Dân tộc", "Điện thoại", "Mã hộ", "Diện hộ",
    "Số GCN", "Ngày vào", "Chức vụ",
)  # fmt: skip
LOAN_HEADERS = (
    "Mã khoản", "Mã TV", "Ngày vay", "Số tiền", "Thời hạn (tháng)", "Lãi suất tháng (%)",
    "Cách trả gốc", "Mục đích",
)  # fmt: skip
CASH_HEADERS = (
    "Ngày", "Phiếu thu", "Phiếu chi", "Diễn giải", "Nội dung", "Mã TV", "Mã khoản", "Thu", "Chi",
    "Tồn",
)  # fmt: skip
DATE, RECEIPT, PAYMENT, NARRATION, KIND, MEMBER, LOAN, IN, OUT, BALANCE = range(10)
"""The places of the cash book's columns."""

PAYMENTS = ("Cho vay", "Chi ", "Gửi ", "Rút vốn góp", "Trả vốn mượn")


@dataclass
class Book:
    """A workbook as lists of cells, which a test may change before it is read."""

    settings: list[tuple[str, Cell]] = field(default_factory=list)
    members: list[list[Cell]] = field(default_factory=list)
    loans: list[list[Cell]] = field(default_factory=list)
    cash: list[list[Cell]] = field(default_factory=list)
    total: bool = True
    sums: list[Cell] | None = None
    last: dict[tuple[int, int], int] = field(default_factory=dict)

    def row(
        self,
        day: dt.date,
        kind: str,
        amount: int,
        member: str | None = None,
        loan: str | None = None,
    ) -> list[Cell]:
        """Write the next row of the cash book, with the next voucher and the right Tồn."""
        pays = kind.startswith(PAYMENTS)
        column = PAYMENT if pays else RECEIPT
        number = self.last[day.year, column] = self.last.get((day.year, column), 0) + 1
        before = self.cash[-1][BALANCE] if self.cash else 0
        assert isinstance(before, int)
        cells: list[Cell] = [None] * len(CASH_HEADERS)
        cells[DATE], cells[column] = day, f"{'PC' if pays else 'PT'}{number:03d}"
        cells[NARRATION], cells[KIND], cells[MEMBER], cells[LOAN] = kind.lower(), kind, member, loan
        cells[OUT if pays else IN] = amount
        cells[BALANCE] = before - amount if pays else before + amount
        self.cash.append(cells)
        return cells

    def lend(self, code: str, member: str, day: dt.date, amount: int) -> None:
        """Write a loan into the list of loans and its disbursement into the cash book."""
        self.loans.append([code, member, day, amount, 12, "0,8", "Gốc đều", "Nuôi lợn"])
        self.row(day, "Cho vay", amount, member, code)

    def sheets(self) -> dict[str, list[list[Cell]]]:
        """Return the four sheets as rows of cells."""
        cash = [[*row] for row in self.cash]
        if self.total and cash:
            sums = self.sums or self.added()
            cash.append([None, None, None, "Cộng", None, None, None, *sums, None])
        return {
            "Câu lạc bộ": [[*setting] for setting in self.settings],
            "Thành viên": _titled("DANH SÁCH THÀNH VIÊN", MEMBER_HEADERS, self.members),
            "Khoản vay": _titled("SỔ THEO DÕI CHO VAY", LOAN_HEADERS, self.loans),
            "Sổ quỹ": _titled("SỔ QUỸ TIỀN MẶT", CASH_HEADERS, cash),
        }

    def added(self) -> list[Cell]:
        """Return the sums of the columns Thu and Chi."""
        return [sum(x for row in self.cash if isinstance(x := row[at], int)) for at in (IN, OUT)]

    def raw(self) -> tuple[RawSheet, ...]:
        """Return the sheets as a file's reader gives them."""
        return raw(self.sheets())

    def save(self, path: Path) -> Path:
        """Write the workbook as a file and return its path."""
        return save(self.sheets(), path)


def _titled(title: str, headers: tuple[str, ...], rows: list[list[Cell]]) -> list[list[Cell]]:
    return [[title], [], [*headers], *([*row] for row in rows)]


def raw(sheets: dict[str, list[list[Cell]]]) -> tuple[RawSheet, ...]:
    """Return sheets of cells as a file's reader gives them: rows with their numbers."""
    return tuple(
        RawSheet(name, tuple((at, tuple(row)) for at, row in enumerate(rows, 1) if any(row)))
        for name, rows in sheets.items()
    )


def save(sheets: dict[str, list[list[Cell]]], path: Path) -> Path:
    """Write sheets of cells as a file and return its path."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path


def club_settings(name: str = "Hòa Bình") -> list[tuple[str, Cell]]:
    """Return the sheet of a club's own facts."""
    return [
        ("Tên câu lạc bộ", name), ("Thôn, bản", "xóm Mỏ"), ("Xã", "Lương Sơn"),
        ("Tỉnh", "Phú Thọ"), ("Quyết định thành lập", "12/QĐ-UBND"),
        ("Ngày quyết định", dt.date(2025, 1, 2)), ("Cơ quan ban hành", "UBND xã"),
        ("Ngày họp hằng tháng", 10), ("Hội phí một tháng", 5_000), ("Chia lãi: vốn (%)", 20),
        ("Chia lãi: hoạt động (%)", 70), ("Chia lãi: tương trợ (%)", 10),
        ("Trả gốc làm tròn lên", 1_000),
    ]  # fmt: skip


def member(number: int, joined: dt.date) -> list[Cell]:
    """Return a member's row: TV01 Bùi Thị Lụa, of household H01."""
    given = ("Lụa", "Hậu", "Tửu", "Gái", "Điệp", "Hưởng", "Ngược", "Sửu")[number % 8]
    kind = ("Nghèo", "Cận nghèo", "Khác")[number % 3]
    return [
        f"TV{number:02d}", f"Bùi Thị {given}", 1950 + number % 40, "Nữ", "Mường", "0912345678",
        f"H{number:02d}", kind, None if kind == "Khác" else f"{number}/GCN", joined, None,
    ]  # fmt: skip


def year(
    seed: int = 1, *, members: int = 8, months: int = 6, first: int = 2025, name: str = "Hòa Bình"
) -> Book:
    """Return a valid workbook of some months in which every kind of row stands."""
    rng = random.Random(seed)  # noqa: S311 - a seed makes the same workbook again
    people = [member(one, dt.date(first, 1, 5)) for one in range(1, members + 1)]
    book = Book(club_settings(name), people)
    codes = [str(row[0]) for row in book.members]
    start = dt.date(first, 1, 5)
    for kind in ("Vốn dự án", "Vốn ngân sách", "Vốn xã hội hóa", "Vốn mượn"):
        book.row(start, kind, rng.randrange(20, 40) * 1_000_000)
    for code in codes:
        book.row(start, "Góp vốn", rng.randrange(2, 9) * 50_000, code)
    owed: dict[str, int] = {}
    last = start
    for month in range(months):
        last = dt.date(first + month // 12, 1 + month % 12, 10)
        _meeting(book, rng, last, codes, owed)
    book.row(last, "Gửi ngân hàng", 5_000_000)
    book.row(last, "Rút ngân hàng", 1_000_000)
    book.row(last, "Rút vốn góp", 50_000, codes[0])
    book.row(last, "Trả vốn mượn", 1_000_000)
    return book


def _meeting(
    book: Book, rng: random.Random, day: dt.date, codes: list[str], owed: dict[str, int]
) -> None:
    """Write a month's meeting: dues, interest, principal, a new loan, spending."""
    for code in codes:
        if rng.random() < 0.9:
            book.row(day, "Hội phí", 5_000, code)
    for loan, still in owed.items():
        borrower = str(book.loans[int(loan[1:]) - 1][1])
        book.row(day, "Thu lãi", still // 125 + rng.randrange(3), borrower, loan)
        if still > 500_000:
            book.row(day, "Thu gốc", 417_000, borrower, loan)
            owed[loan] = still - 417_000
    book.row(day, "Ủng hộ", rng.randrange(1, 4) * 50_000)
    book.row(day, "Thu khác", 7_000)
    loan = f"V{len(owed) + 1:02d}"
    book.lend(loan, rng.choice(codes), day, rng.randrange(3, 9) * 1_000_000)
    owed[loan] = int(str(book.loans[-1][3]))
    book.row(day, f"Chi hoạt động {rng.randrange(1, 9)}", rng.randrange(1, 4) * 5_000)
    book.row(day, "Chi quản lý", 3_000)
    book.row(day, "Chi tương trợ", rng.randrange(4, 12) * 1_000, rng.choice(codes))


def untidy(book: Book, seed: int = 1) -> Book:
    """Return the same workbook as hurried hands type it; it must mean the same."""
    rng = random.Random(seed)  # noqa: S311 - a seed makes the same workbook again

    def cell(value: Cell) -> Cell:
        typed: list[Cell] = [value, value]
        if isinstance(value, dt.date):
            typed.append(f"{value:%d/%m/%Y}")
        elif isinstance(value, int) and value > 999:
            typed += [f"{value:,}".replace(",", "."), f"{value} "]
        elif isinstance(value, str):
            typed += [unicodedata.normalize("NFD", value), f"{value}  ", f" {value}"]
        return rng.choice(typed)

    lists = (book.members, book.loans, book.cash)
    members, loans, cash = ([[cell(one) for one in row] for row in rows] for rows in lists)
    for row, own in zip(members, book.members, strict=True):
        row[2] = own[2]  # years of birth are no amounts
    return Book(book.settings, members, loans, cash, book.total, book.added())


def clubs() -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield the workbooks of the folder of clubs, each with what its .json says."""
    for path in sorted(CLUBS.glob("*.xlsx")):
        said = path.with_suffix(".json")
        if said.exists():
            yield path, json.loads(said.read_text(encoding="utf-8"))
