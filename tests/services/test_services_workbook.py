"""Writing a workbook into the books: once, whole, and under the paper's own numbers."""

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from ledger.books.clubs import ClubCodeTaken, add_user, find_club, rules_on
from ledger.books.engine import reading, transaction
from ledger.books.loans import loans_of
from ledger.books.members import member_of, members_of
from ledger.books.tables import Base
from ledger.core.periods import DateAfterTomorrow
from ledger.core.workbook.check import check_workbook
from ledger.core.workbook.values import Workbook
from ledger.services.verify import verify
from ledger.services.workbook import Imported, WorkbookOfAnother, import_workbook
from ledger.services.workbook_club import ClubAlreadyThere, ClubCodeNotUsable
from tests.workbooks import DATE, RECEIPT, Book, club_settings, member, untidy, year

TODAY = dt.date(2026, 3, 10)
NOW = dt.datetime(2026, 3, 10, 2, 0, tzinfo=dt.UTC)


def said(book: Book) -> Workbook:
    """Return what a right workbook says."""
    checked = check_workbook(book.raw(), today=TODAY)
    assert checked.workbook is not None, checked.errors
    return checked.workbook


def bring(
    engine: Engine,
    book: Book,
    *,
    code: str | None = None,
    by: str = "thu-quy",
    today: dt.date = TODAY,
) -> Imported:
    """Read a workbook into the books, in a transaction of its own."""
    with transaction(engine) as connection:
        user = add_user(connection, by, by, NOW)
        return import_workbook(connection, said(book), code=code, actor=user, now=NOW, today=today)


def counts(engine: Engine) -> dict[str, int]:
    """Return the number of rows of every table but of users and of what migrations write."""
    with reading(engine) as connection:
        return {
            table.name: connection.execute(
                sa.select(sa.func.count()).select_from(table)
            ).scalar_one()
            for table in Base.metadata.sorted_tables
            if table.name not in {"app_user", "system_counter", "poverty_standard"}
        }


def one(connection: Connection, query: str) -> list[tuple[object, ...]]:
    """Return the rows of a query."""
    return [tuple(row) for row in connection.execute(sa.text(query))]


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """Collect the statements that are sent meanwhile."""
    sent: list[str] = []

    def note(*values: object) -> None:
        sent.append(str(values[2]))

    sa.event.listen(engine, "before_cursor_execute", note)
    yield sent
    sa.event.remove(engine, "before_cursor_execute", note)


def test_a_workbook_becomes_a_club_with_all_it_holds(engine: Engine) -> None:
    book = year(3, months=12)
    imported = bring(engine, book)
    assert imported.code == "HOABINH"
    assert (imported.members, imported.loans) == (len(book.members), len(book.loans))
    assert (imported.vouchers, imported.voids, imported.again) == (len(book.cash), 0, False)
    with reading(engine) as connection:
        club = find_club(connection, "HOABINH")
        assert (club.club.name, club.club.village) == ("Hòa Bình", "xóm Mỏ")
        assert (club.club.decision_no, club.club.decided_on) == ("12/QĐ-UBND", dt.date(2025, 1, 2))
        rules = rules_on(connection, club.club_id, dt.date(2025, 1, 5))
        assert rules is not None
        assert (rules.meeting_day, rules.dues, rules.shares) == (10, 5_000, (20, 70, 10))
        assert member_of(connection, club.club_id, 1).name == "Bùi Thị Hậu"
        assert [loan.paper_code for loan in loans_of(connection, club.club_id)][:2] == [
            "V01",
            "V02",
        ]
        assert verify(connection).faults == ()


def test_entries_say_where_they_come_from(engine: Engine) -> None:
    bring(engine, year())
    with reading(engine) as connection:
        entries = one(
            connection,
            "SELECT source, request_part, recorded_by FROM journal_entry ORDER BY entry_no",
        )
        assert [part for _, part, _ in entries] == list(range(len(entries)))
        assert {(source, by) for source, _, by in entries} == {("import", 1)}
        assert len(one(connection, "SELECT DISTINCT request_id FROM journal_entry")) == 1
        documents = one(
            connection, "SELECT reference FROM document WHERE kind = 'workbook' ORDER BY entry_no"
        )
        assert documents[0] == ("Sổ quỹ, dòng 4",)
        assert len(documents) == len(year().cash)


def test_the_paper_s_numbers_are_kept_and_the_missing_ones_are_void(engine: Engine) -> None:
    book = year()
    for row in book.cash[6:]:
        if row[RECEIPT] is not None:
            row[RECEIPT] = f"PT{int(str(row[RECEIPT])[2:]) + 2:03d}"
    imported = bring(engine, book)
    assert imported.voids == 2
    with reading(engine) as connection:
        void = one(
            connection,
            "SELECT no, void_reason FROM voucher WHERE void_salt IS NOT NULL ORDER BY no",
        )
        numbers = one(connection, "SELECT no FROM voucher WHERE series = 'PT' ORDER BY no")
    assert void == [(7, "Số bỏ trống trên sổ giấy"), (8, "Số bỏ trống trên sổ giấy")]
    assert numbers == [(number,) for number in range(1, len(numbers) + 1)]


def test_each_interest_split_has_a_voucher_of_the_third_series(engine: Engine) -> None:
    imported = bring(engine, year(months=5))
    with reading(engine) as connection:
        others = one(
            connection,
            "SELECT v.no, e.kind, t.narration FROM voucher v"
            " JOIN journal_entry e ON e.club_id = v.club_id AND e.entry_no = v.entry_no"
            " JOIN entry_text t ON t.club_id = v.club_id AND t.entry_no = v.entry_no"
            " WHERE v.series = 'KT' ORDER BY v.no",
        )
    assert len(others) == imported.entries - imported.vouchers == 4
    assert others[0] == (1, "interest_split", "Chia lãi ngày 10/02/2025")


def test_the_same_content_again_writes_nothing(engine: Engine) -> None:
    first = bring(engine, year())
    before = counts(engine)
    for book, code in ((year(), None), (year(), "KHAC"), (untidy(year(), 5), None)):
        again = bring(engine, book, code=code)
        assert again.again
        assert (again.code, again.entries) == (first.code, first.entries)
    assert counts(engine) == before


def test_of_two_who_bring_the_same_at_once_one_writes(engine: Engine) -> None:
    with transaction(engine) as connection:
        add_user(connection, "thu-quy", "thu-quy", NOW)
    with ThreadPoolExecutor(2) as pool:
        brought = list(pool.map(lambda _: bring(engine, year()), range(2)))
    assert sorted(one.again for one in brought) == [False, True]
    assert counts(engine)["journal_entry"] == brought[0].entries


def test_the_same_content_from_another_is_refused(engine: Engine) -> None:
    bring(engine, year())
    before = counts(engine)
    with pytest.raises(WorkbookOfAnother):
        bring(engine, year(), by="ke-toan")
    assert counts(engine) == before


def test_a_club_is_brought_once(engine: Engine) -> None:
    bring(engine, year(1))
    before = counts(engine)
    for code in (None, "KHAC"):
        with pytest.raises(ClubAlreadyThere) as refused:
            bring(engine, year(2), code=code)
        assert refused.value.facts() == {"code": "HOABINH", "name": "Hòa Bình"}
    assert counts(engine) == before


def elsewhere(seed: int, village: str, name: str = "Hòa Bình") -> Book:
    """Return the workbook of a club in another village."""
    book = year(seed, months=2, name=name)
    book.settings[1] = (book.settings[1][0], village)
    return book


def test_clubs_of_one_name_in_other_villages_are_numbered(engine: Engine) -> None:
    bring(engine, year(1, months=2))
    assert bring(engine, elsewhere(2, "xóm Chùa")).code == "HOABINH2"
    assert bring(engine, elsewhere(3, "xóm Đình")).code == "HOABINH3"
    assert bring(engine, elsewhere(4, "xóm Đồi"), code=" hb-4 ").code == "HB-4"
    with pytest.raises(ClubCodeTaken):
        bring(engine, elsewhere(5, "xóm Suối"), code="HOABINH")


def test_a_club_s_code_is_made_from_its_name(engine: Engine) -> None:
    for name, code in (
        ("Hạnh Phúc", "HANHPHUC"), ("Câu lạc bộ Đoàn Kết", "DOANKET"),
        ("CLB liên thế hệ tự giúp nhau xóm Mỏ 2", "XOMMO2"),
        ("Câu lạc bộ", "CAULACBO"), ("Thôn Đồng Chúi xã Lương Sơn tỉnh", "THONDONGCHUIXALUONGS"),
        ("…", "CLB"), ("Clbạn", "CLBAN"),
    ):  # fmt: skip
        assert bring(engine, elsewhere(1, "xóm Mỏ", name)).code == code


def test_long_codes_of_one_beginning_stay_apart(engine: Engine) -> None:
    name = "Thôn Đồng Chúi xã Lương Sơn"
    bring(engine, elsewhere(1, "a", name))
    assert bring(engine, elsewhere(2, "b", name)).code == "THONDONGCHUIXALUONG2"


def test_a_code_that_cannot_be_used_is_refused(engine: Engine) -> None:
    for code in ("-", "a b", "Đ", "A-", "A" * 21, "../A"):
        with pytest.raises(ClubCodeNotUsable):
            bring(engine, year(months=2), code=code)
    assert counts(engine)["club"] == 0


def test_what_is_refused_on_the_way_leaves_nothing(engine: Engine) -> None:
    with pytest.raises(DateAfterTomorrow):
        bring(engine, year(), today=dt.date(2025, 3, 1))
    assert set(counts(engine).values()) == {0}
    assert bring(engine, year()).again is False


def test_a_club_may_come_without_loans_and_rows(engine: Engine) -> None:
    imported = bring(engine, Book(club_settings(), [member(1, dt.date(2025, 1, 5))]))
    assert (imported.members, imported.loans, imported.entries) == (1, 0, 0)
    with reading(engine) as connection:
        assert len(members_of(connection, find_club(connection, "HOABINH").club_id)) == 1


def test_a_book_of_two_years_opens_their_months(engine: Engine) -> None:
    imported = bring(engine, year(months=14, first=2024))
    with reading(engine) as connection:
        periods = one(connection, "SELECT period FROM fiscal_period ORDER BY period")
        assert [period for (period,) in periods][0::13] == ["2024-01", "2025-02"]
        first = one(
            connection, "SELECT year, min(no) FROM voucher WHERE series = 'PT' GROUP BY year"
        )
        assert sorted(first) == [(2024, 1), (2025, 1)]
        assert verify(connection).faults == ()
    assert imported.vouchers == len(year(months=14, first=2024).cash)


def test_a_forgotten_slip_is_posted_in_its_place_on_its_day(engine: Engine) -> None:
    book = year()
    book.cash[-2][DATE] = dt.date(2025, 3, 11)
    bring(engine, book)
    with reading(engine) as connection:
        assert verify(connection).faults == ()


def test_the_number_of_statements_does_not_grow_with_the_book(engine: Engine) -> None:
    with statements(engine) as few:
        bring(engine, year(months=2))
    with statements(engine) as many:
        bring(engine, _long("xóm Chùa"))
    assert len(many) - len(few) <= 1
    assert len(few) < 60


def _long(village: str) -> Book:
    book = year(2, months=12, members=40)
    book.settings[1] = (book.settings[1][0], village)
    return book


def test_the_way_is_told(engine: Engine) -> None:
    told: list[tuple[int, int]] = []
    workbook = said(_long("xóm Mỏ"))
    with transaction(engine) as connection:
        user = add_user(connection, "thu-quy", "thu-quy", NOW)
        import_workbook(
            connection, workbook, code=None, actor=user, now=NOW, today=TODAY,
            progress=lambda done, whole: told.append((done, whole)),
        )  # fmt: skip
    whole = len(workbook.events)
    assert told == [(0, whole), (500, whole), (whole, whole)]
