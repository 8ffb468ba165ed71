"""Statements and reports to print in tests, and a reader of the printed PDF."""

import datetime as dt
import io
from dataclasses import dataclass, replace

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream, DictionaryObject

from ledger.core.accounts import CHART
from ledger.core.statements.member import MemberLoan, MemberMovement, MemberStatement
from ledger.core.statements.table import Column, ColumnKind, Name, Row, RowKind, Table, phrase
from ledger.i18n.locale import Language, Locale

VI, EN = Locale(Language.VI), Locale(Language.EN)
PRINTED = dt.date(2026, 3, 31)
LONG_NAME = "Nguyễn Phước Bảo Quỳnh Như Công Tằng Tôn Nữ Thị Hường"
TWELVE_DIGITS = 987_654_321_098


def movement(entry_no: int, voucher: str, account: str, **changes: int) -> MemberMovement:
    """Return a movement on the day of its number; what is not given is nothing."""
    day = dt.date(2025, 1, 9) + dt.timedelta(days=entry_no)
    blank = MemberMovement(
        entry_no, day, voucher, "receipt", account, None, None, 0, paid=0, received=0, balance=0
    )
    return replace(
        blank,
        loan_change=changes.get("loan_change", 0),
        paid=changes.get("paid", 0),
        received=changes.get("received", 0),
        balance=changes.get("balance", 0),
    )


def movements(repayments: int) -> tuple[MemberMovement, ...]:
    """Return a loan of 5,000,000 and its repayments, principal and interest on one voucher."""
    owed = 5_000_000
    lines = [movement(1, "PC 3", "1321", loan_change=owed, received=owed, balance=owed)]
    for number in range(repayments):
        owed -= 20_000
        entry, voucher = number + 2, f"PT {number + 101}"
        lines += [
            movement(entry, voucher, "1321", loan_change=-20_000, paid=20_000, balance=owed),
            movement(entry, voucher, "5111", paid=5_000, balance=owed),
        ]
    return tuple(lines)


def statement(repayments: int = 12) -> MemberStatement:
    """Return the statement of a member with one loan, for 2025."""
    lines = movements(repayments)
    owed = lines[-1].balance
    loan = MemberLoan(
        1, "HP-V-001", "Chăn nuôi lợn nái sinh sản", dt.date(2025, 1, 10), dt.date(2026, 1, 10),
        principal=5_000_000, repaid=5_000_000 - owed, outstanding=owed,
        interest_paid=5_000 * repayments,
    )  # fmt: skip
    return MemberStatement(
        "Câu lạc bộ liên thế hệ tự giúp nhau Hạnh Phúc", "Xóm Nà Ngần, xã Mai Hạ", 12, "HP-012",
        "Bùi Thị Lụa", dt.date(2025, 1, 1), dt.date(2025, 12, 31), opening=0, closing=owed,
        paid_principal=5_000_000 - owed, paid_interest=5_000 * repayments, paid_dues=0,
        paid_capital=0, capital_balance=200_000, loans=(loan,), movements=lines,
    )  # fmt: skip


def empty_statement() -> MemberStatement:
    """Return the statement of a member who has never paid or borrowed."""
    return replace(
        statement(0), closing=0, capital_balance=0, loans=(), movements=(), paid_principal=0,
        paid_interest=0,
    )  # fmt: skip


def trial_balance(amount: int = 1_234_567) -> Table:
    """Return a table of 30 accounts and 8 columns, with a subtotal and a total."""
    titles = ("Opening debit", "Opening credit", "Debit", "Credit", "Closing debit")
    columns = (
        Column("account", phrase("Account")),
        Column("name", phrase("Name")),
        *(Column(title, phrase(title), ColumnKind.AMOUNT) for title in (*titles, "Closing credit")),
    )
    lines = [
        Row((account.number, Name(account.name_vi, account.name_en), *[amount + number] * 6))
        for number, account in enumerate(CHART[:30])
    ]
    subtotal = Row(("", phrase("Subtotal"), *[amount] * 6), RowKind.SUBTOTAL)
    total = Row((phrase("Total"), "", *[amount * 2] * 6), RowKind.TOTAL)
    return Table(
        "trial-balance", phrase("Trial balance"), "CLB Hạnh Phúc",
        (phrase("From %(begin)s to %(end)s", begin=dt.date(2025, 1, 1), end=PRINTED),),
        columns, (*lines[:15], subtotal, *lines[15:], total),
    )  # fmt: skip


def cash_book(lines: int = 400, narration: str = "Trả gốc và lãi kỳ tháng 3") -> Table:
    """Return a cash book with this many receipts of 10,000, one a day."""
    columns = (
        Column("date", phrase("Date"), ColumnKind.DATE),
        Column("receipt", phrase("Receipt no.")),
        Column("narration", phrase("Narration")),
        Column("received", phrase("Received"), ColumnKind.AMOUNT),
        Column("balance", phrase("In the box"), ColumnKind.AMOUNT),
    )
    rows = [
        Row((PRINTED + dt.timedelta(days=n), f"PT {n}", narration, 10_000, 10_000 * n))
        for n in range(1, lines + 1)
    ]
    return Table(
        "cash-book", phrase("Cash book"), "CLB Hạnh Phúc", (), columns, tuple(rows)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Printed:
    """What a reader finds in a PDF: its text by page, its fonts and sizes of type."""

    pages: tuple[str, ...]
    fonts: tuple[DictionaryObject, ...]
    sizes: tuple[float, ...]
    width: float
    height: float
    language: str
    title: str

    @property
    def text(self) -> str:
        """Return all pages' text with single spaces, as a person would read it aloud."""
        return " ".join(" ".join(self.pages).split())


def read(pdf: bytes) -> Printed:
    """Return what stands in the PDF."""
    reader = PdfReader(io.BytesIO(pdf))
    first = reader.pages[0].mediabox
    return Printed(
        tuple(page.extract_text() for page in reader.pages),
        tuple(font for page in reader.pages for font in _fonts(page)),
        tuple(size for page in reader.pages for size in _sizes(page, reader)),
        float(first.width),
        float(first.height),
        str(reader.root_object["/Lang"]),
        (reader.metadata and reader.metadata.title) or "",
    )


def is_embedded(font: DictionaryObject) -> bool:
    """Tell whether the file carries the font itself."""
    described = font["/FontDescriptor"].get_object()
    return isinstance(described, DictionaryObject) and "/FontFile2" in described


def _fonts(page: PageObject) -> list[DictionaryObject]:
    resources = page["/Resources"]
    assert isinstance(resources, DictionaryObject)
    fonts = resources["/Font"].get_object()
    assert isinstance(fonts, DictionaryObject)
    found = [font.get_object() for font in fonts.values()]
    return [font for font in found if isinstance(font, DictionaryObject)]


def _sizes(page: PageObject, reader: PdfReader) -> list[float]:
    """Return every size of type that is set; text and page must not be scaled besides."""
    operations = ContentStream(page["/Contents"].get_object(), reader).operations
    for operands, operator in operations:
        if operator in {b"Tm", b"cm"}:
            assert [float(number) for number in operands[:4]] == [1, 0, 0, 1]
    return [float(operands[1]) for operands, operator in operations if operator == b"Tf"]
