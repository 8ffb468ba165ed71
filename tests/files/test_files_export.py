"""Exported books pass the checks of hledger and Beancount, and every balance agrees."""

import csv
import datetime as dt
import io
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from ledger.books.balances import running_sums
from ledger.books.clubs import StoredClub, add_user, find_club
from ledger.books.engine import reading, transaction
from ledger.core.accounts import CHART, FUNDS, Account, AccountType, Fund, FundKind, Side
from ledger.core.clubs import Club, ClubRules
from ledger.core.journal import EntryKind, JournalEntry, JournalLine, PostingRequest, Series
from ledger.core.money import Currency
from ledger.core.posting_rules import paid, received, year_closed
from ledger.core.statements.entries import EntryLine, EntryRecord
from ledger.core.statements.whole_journal import WholeJournal
from ledger.core.workbook.check import check_workbook
from ledger.files.account_names import account_names
from ledger.files.beancount import beancount_lines
from ledger.files.hledger import hledger_lines
from ledger.files.journal_csv import journal_csv_lines
from ledger.files.workbook import read_workbook
from ledger.services.clubs import make_club
from ledger.services.export import books_of
from ledger.services.journal import post
from ledger.services.workbook import import_workbook
from tests.books.varied import ERASED, varied_club
from tests.conftest import NOW, TODAY
from tests.files.outside import (
    Balances,
    asserting,
    balances_of_hledger,
    complaints_of_beancount,
    complaints_of_hledger,
)
from tests.workbooks import clubs

AFTER = "9999-12-31"
RIGHT = [pytest.param(path, id=path.stem) for path, said in clubs() if "cash" in said]

Lines = Callable[[WholeJournal], Iterator[str]]


def written(engine: Engine, club: StoredClub, lines: Lines, path: Path) -> Path:
    """Return a file of a club's books in a format."""
    with reading(engine) as connection:
        path.write_text("".join(lines(books_of(connection, club))), encoding="utf-8")
    return path


def ours(engine: Engine, club: StoredClub) -> Balances:
    """Return our own balances by the exported names."""
    unit = Decimal(10) ** -club.club.currency.digits
    with reading(engine) as connection:
        names = account_names(books_of(connection, club))
        sums = running_sums(connection, club.club_id)
    return {names[key]: one.balance * unit for key, one in sums.items()}


def agree(engine: Engine, club: StoredClub, folder: Path) -> Balances:
    """Export a club to both programs, have them check it, and compare every balance."""
    balances = ours(engine, club)
    journal = written(engine, club, hledger_lines, folder / "books.journal")
    assert complaints_of_hledger(journal) == ""
    assert balances_of_hledger(journal) == balances
    book = written(engine, club, beancount_lines, folder / "books.beancount")
    assert complaints_of_beancount(book) == ""
    code = club.club.currency.code
    assert complaints_of_beancount(asserting(book, balances, code, AFTER)) == ""
    return balances


def test_the_books_of_a_club_agree_by_account_and_fund(engine: Engine, tmp_path: Path) -> None:
    club = varied_club(engine)
    balances = agree(engine, club, tmp_path)
    assert balances["Assets:Quy-tang-thu-nhap:1321-Cho-vay-thanh-vien-trong-han"] == 2_500_000
    assert balances["Assets:Quy-tuong-tro:111-Tien-mat"] == 60_000
    assert sum(balances.values()) == 0
    assert all(sum(of_fund.values()) == 0 for of_fund in by_fund(balances).values())


def by_fund(balances: Balances) -> dict[str, Balances]:
    found: dict[str, Balances] = defaultdict(dict)
    for name, amount in balances.items():
        _, fund, account = name.split(":")
        found[fund][account] = amount
    return found


def test_a_wrong_balance_would_be_found(engine: Engine, tmp_path: Path) -> None:
    club = varied_club(engine)
    book = written(engine, club, beancount_lines, tmp_path / "books.beancount")
    account = "Assets:Quy-tuong-tro:111-Tien-mat"
    wrong: Balances = {account: Decimal(60_001)}
    assert "Balance failed" in complaints_of_beancount(asserting(book, wrong, "VND", AFTER))


@pytest.mark.parametrize("workbook", RIGHT)
def test_the_year_of_a_club_s_workbook_agrees(
    engine: Engine, tmp_path: Path, workbook: Path
) -> None:
    read = check_workbook(read_workbook(workbook), today=TODAY).workbook
    assert read is not None
    with transaction(engine) as connection:
        user = add_user(connection, "thu-quy", "Bùi Thị Lụa", NOW)
        done = import_workbook(
            connection, read, code=None, actor=user, now=NOW, today=TODAY
        )  # fmt: skip
        club = find_club(connection, done.code)
    balances = agree(engine, club, tmp_path)
    assert sum(balances.values()) == 0


def test_a_currency_with_decimals_agrees(engine: Engine, tmp_path: Path) -> None:
    club = a_club(engine, Currency("USD", 2))
    entries = [
        entry(received("4111", "income", 1_234_567), "Vốn", TODAY),
        entry(paid("6429", "income", 5), "Phí", TODAY),
        entry(received("5112", "activity", 100), "Hội phí", dt.date(2026, 1, 5)),
    ]
    posted(engine, club, entries)
    balances = agree(engine, club, tmp_path)
    assert balances["Assets:Quy-tang-thu-nhap:111-Tien-mat"] == Decimal("12345.62")


def test_a_closed_year_and_a_contra_account_agree(engine: Engine, tmp_path: Path) -> None:
    club = a_club(engine, Currency("VND", 0))
    posted(engine, club, [
        entry(received("4111", "income", 900_000), "Vốn", dt.date(2025, 3, 1)),
        entry(received("5111", "income", 70_000), "Lãi", dt.date(2025, 4, 1)),
        entry(received("229", "income", 5_000), "Dự phòng", dt.date(2025, 4, 1)),
    ])  # fmt: skip
    results = {("5111", "income"): -70_000}
    posted(engine, club, [
        JournalEntry(EntryKind.CLOSING, dt.date(2025, 12, 31), year_closed(results), "Kết chuyển"),
    ])  # fmt: skip
    balances = agree(engine, club, tmp_path)
    assert balances["Income:Quy-tang-thu-nhap:5111-Thu-lai-cho-vay"] == 0
    assert balances["Equity:Quy-tang-thu-nhap:911-Xac-dinh-ket-qua"] == 0
    assert balances["Assets:Quy-tang-thu-nhap:229-Du-phong-rui-ro-cho-vay"] == -5_000


def a_club(engine: Engine, currency: Currency) -> StoredClub:
    with transaction(engine) as connection:
        user = add_user(connection, "thu-quy", "Bùi Thị Lụa", NOW)
        return make_club(
            connection, Club("C1", "Câu lạc bộ Một", currency), ClubRules(dt.date(2025, 1, 1)),
            club_uuid=uuid.uuid5(uuid.NAMESPACE_OID, "C1"), made_at=NOW, made_by=user,
        )  # fmt: skip


def entry(lines: tuple[JournalLine, ...], narration: str, day: dt.date) -> JournalEntry:
    return JournalEntry(EntryKind.OTHER, day, lines, narration, Series.OTHER)


def posted(engine: Engine, club: StoredClub, entries: list[JournalEntry]) -> None:
    request_id = uuid.uuid5(club.uuid, entries[0].narration)
    with transaction(engine) as connection:
        post(connection, club, entries, PostingRequest(request_id, 1, NOW), today=TODAY)


def test_entries_stand_in_order_of_day_and_number(engine: Engine, tmp_path: Path) -> None:
    club = a_club(engine, Currency("VND", 0))
    days = [dt.date(2026, 3, 1), dt.date(2026, 1, 5), dt.date(2026, 3, 1), dt.date(2026, 2, 1)]
    posted(engine, club, [entry(received("5112", "activity", 9), "Hội phí", day) for day in days])
    with reading(engine) as connection:
        numbers = [one.entry_no for one in books_of(connection, club).entries]
    assert numbers == [2, 4, 1, 3]
    agree(engine, club, tmp_path)


def test_all_that_an_entry_says_is_told(engine: Engine) -> None:
    club = varied_club(engine)
    with reading(engine) as connection:
        records = {one.entry_no: one for one in books_of(connection, club).entries}
    first, erased = records[1], records[ERASED]
    assert (first.voucher, first.voids, first.void_reason) == (
        "PT 4", ("PT 1", "PT 2", "PT 3"), "Viết hỏng",
    )  # fmt: skip
    assert [document.reference for document in first.documents] == ["Số 1336/QĐ", "Ảnh"]
    assert (first.recorded_by, first.approved_by) == ("Bùi Thị Lụa", "Đặng Văn Thọ")
    assert (erased.payer_name, erased.payer_address) == (None, "Xóm 3")
    assert (records[4].reversed_by, records[5].reverses) == (5, 4)
    assert [(one.member_paper, one.loan_paper) for one in records[2].lines] == [
        ("TV1", "V1"), (None, None),
    ]  # fmt: skip


def test_no_longer_book_takes_more_queries(engine: Engine) -> None:
    club = varied_club(engine)
    counts = [queries(engine, club)]
    dues = [entry(received("5112", "activity", 9), f"Hội phí {number}", TODAY)
            for number in range(300)]  # fmt: skip
    posted(engine, club, dues)
    counts.append(queries(engine, club))
    assert counts == [7, 7]


def queries(engine: Engine, club: StoredClub) -> int:
    """Return how many queries the whole journal takes."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.lstrip().startswith("SELECT"):
            asked.append(statement)

    with reading(engine) as connection:
        sa.event.listen(connection, "before_cursor_execute", note)
        assert sum(1 for _ in books_of(connection, club).entries) >= 8
    return len(asked)


AWKWARD = (
    "Có \"ngoặc\" và \\ và 'nháy'", "a; comment:not, b", "2024-01-01 * Not an entry",
    "=2024-01-02", "! (code) x", "* x", "payee | note", "[2024-01-01]", "date:2024-01-01",
    "two\nlines\r\n2024-01-01 open Assets:X", "\ttab", "\u202eturned\u202c", "\u2028line\u2029",
    "\x00\x07", "", "  ", "#tag ^link", "${x} {{y}} %s", "٣ עברית", "😀", "@ 5 VND", "=1+1",
    "1.000,50", "Ưu đãi ở xã Đắk Rơ Ông", "\ud800",
)  # fmt: skip


def record(number: int, narration: str | None) -> EntryRecord:
    line = ("111", "Tiền mặt", "Cash", "income")
    other = ("5112", "Hội phí", "Dues", "income")
    return EntryRecord(
        entry_no=number, kind="contribution", occurred_on=TODAY, true_on=None, recorded_at=NOW,
        recorded_by="=cmd()", approved_by=None, source="manual", voucher=f"PT {number}",
        narration=narration, payer_name=None, payer_address=None, reverses=None, reversed_by=None,
        voids=(), void_reason=None, hash=bytes(32), documents=(),
        lines=(
            EntryLine(1, *line, debit=5, credit=0, member_no=1, loan_no=None, member_paper="T,1;["),
            EntryLine(2, *other, debit=0, credit=5, member_no=None, loan_no=7),
        ),
    )  # fmt: skip


def journal_of(records: Iterable[EntryRecord], name: str = 'Câu "lạc\nbộ') -> WholeJournal:
    used = (("111", "income"), ("5112", "income"))
    return WholeJournal(Club("X;1", name), CHART, FUNDS, used, records)


def test_awkward_words_stay_words(tmp_path: Path) -> None:
    records = [record(number, text) for number, text in enumerate((None, *AWKWARD), 1)]
    total = Decimal(5 * len(records))
    balances: Balances = {
        "Assets:Quy-tang-thu-nhap:111-Tien-mat": total,
        "Income:Quy-tang-thu-nhap:5112-Thu-hoi-phi": -total,
    }
    journal = tmp_path / "awkward.journal"
    journal.write_text("".join(hledger_lines(journal_of(records))), encoding="utf-8")
    assert complaints_of_hledger(journal) == ""
    assert balances_of_hledger(journal) == balances
    book = tmp_path / "awkward.beancount"
    book.write_text("".join(beancount_lines(journal_of(records))), encoding="utf-8")
    assert complaints_of_beancount(book) == ""
    assert complaints_of_beancount(asserting(book, balances, "VND", AFTER)) == ""


def test_an_empty_club_passes_too(engine: Engine, tmp_path: Path) -> None:
    club = a_club(engine, Currency("VND", 0))
    assert agree(engine, club, tmp_path) == {}


def test_names_are_plain_and_no_two_are_alike() -> None:
    chart = (
        Account("111", AccountType.ASSET, Side.DEBIT, "Tiền mặt", "Cash"),
        Account("1-1", AccountType.EXPENSE, Side.DEBIT, "Chi", "Cost"),
        Account("1 1", AccountType.EXPENSE, Side.DEBIT, "chi", "Cost"),
        Account("cash", AccountType.ASSET, Side.DEBIT, "ເງິນສົດ", "Cash"),
    )
    funds = (
        Fund("a", FundKind.ACTIVITY, "4311", "Quỹ Đời sống", "Fund"),
        Fund("b", FundKind.ACTIVITY, "4311", "Quỹ, đời: sống!", "Fund"),
        Fund("c", FundKind.ACTIVITY, "4311", "ກອງທຶນ", "Fund"),
    )
    used = tuple((account.number, fund.code) for account in chart for fund in funds)
    names = account_names(WholeJournal(Club("X", "X"), chart, funds, used, ()))
    assert names["111", "a"] == "Assets:Quy-Doi-song:111-Tien-mat"
    assert names["111", "b"] == "Assets:Quy-doi-song:111-Tien-mat"
    assert names["cash", "c"] == "Assets:C:Cash"
    assert names["1-1", "a"] == "Expenses:Quy-Doi-song:1-1-Chi"
    assert len(set(names.values())) == len(used)
    assert all(name.isascii() for name in names.values())


def test_a_spreadsheet_finds_no_formula_and_every_amount() -> None:
    records = [record(1, "=1+1"), record(2, "-5"), record(3, 'Hội phí; "hai"'), record(4, None)]
    text = "".join(journal_csv_lines(journal_of(records)))
    assert text.startswith("\ufeffentry,date,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["narration"] for row in rows[::2]] == ["'=1+1", "'-5", 'Hội phí; "hai"', ""]
    assert {row["recorded_by"] for row in rows} == {"'=cmd()"}
    assert [(row["debit"], row["credit"]) for row in rows[:2]] == [("5", ""), ("", "5")]
    assert {row["currency"] for row in rows} == {"VND"}
    assert [(row["member"], row["loan"]) for row in rows[:2]] == [("T,1;[", ""), ("", "7")]


def test_decimals_are_written_with_a_point_in_csv(engine: Engine) -> None:
    club = a_club(engine, Currency("USD", 2))
    posted(engine, club, [entry(received("5112", "activity", 105), "Hội phí", TODAY)])
    with reading(engine) as connection:
        text = "".join(journal_csv_lines(books_of(connection, club)))
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [(row["debit"], row["credit"]) for row in rows] == [("1.05", ""), ("", "1.05")]
