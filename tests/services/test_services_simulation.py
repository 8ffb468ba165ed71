"""The demonstration club goes through the product's own import, and a real club's year ends."""

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy.engine import Connection, Engine

from ledger.books.clubs import StoredClub, add_user, find_club
from ledger.books.engine import open_engine, reading, transaction
from ledger.books.entries import entries_between
from ledger.books.members import members_of
from ledger.core.journal import PostingRequest
from ledger.core.periods import PeriodAlreadyClosed
from ledger.core.simulation.club import simulated_club
from ledger.core.statements.entries import EntryRecord
from ledger.core.workbook.check import check_workbook
from ledger.core.workbook.digest import digest_of
from ledger.core.workbook.values import RawSheet
from ledger.files.workbook import read_workbook
from ledger.services.clubs import FrontPage, front_page
from ledger.services.journal import close
from ledger.services.members import listed_loans, listed_members
from ledger.services.periods import YearAlreadyClosed, close_year
from ledger.services.simulation import make_demo
from ledger.services.statements import (
    Question,
    balance_sheet_of,
    fund_changes_of,
    income_statement_of,
)
from ledger.services.verify import verify
from ledger.services.workbook import Progress, import_workbook
from tests.club_figures import ClubFigures, figures_of
from tests.conftest import NOW, TODAY

MILLION = 1_000_000
SEED = 2
LONG_AGO = dt.date(2020, 1, 1)


class PutBack(Exception):
    """Ends a transaction so that nothing in it stays."""


@dataclass(frozen=True, slots=True)
class Demo:
    """The demonstration club of the fixed seed in a database of its own."""

    engine: Engine
    club: StoredClub
    user_id: int
    told: tuple[tuple[int, int], ...]

    def entries(self) -> list[EntryRecord]:
        """Return the whole journal."""
        with transaction(self.engine) as connection:
            return entries_between(connection, self.club.club_id, LONG_AGO, TODAY)

    def front(self) -> FrontPage:
        """Return the club's front page."""
        with transaction(self.engine) as connection:
            return front_page(connection, self.club)


def made(
    connection: Connection, progress: Progress = lambda _done, _total: None
) -> tuple[StoredClub, int]:
    """Make the club as the command does."""
    user_id = add_user(connection, "demo", "Thủ quỹ", NOW)
    club = make_demo(connection, seed=SEED, until=TODAY, actor=user_id, now=NOW, progress=progress)
    return club, user_id


@pytest.fixture(scope="module")
def demo(_sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Give the demonstration club, made once for all tests that only read it."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    shutil.copy(_sqlite_template, path)
    engine = open_engine(f"sqlite:///{path}")
    told: list[tuple[int, int]] = []
    with transaction(engine) as connection:
        club, user_id = made(connection, lambda done, whole: told.append((done, whole)))
    yield Demo(engine, club, user_id, tuple(told))
    engine.dispose()


def sheets() -> tuple[RawSheet, ...]:
    return simulated_club(SEED, TODAY).sheets


def figures() -> ClubFigures:
    workbook = check_workbook(sheets(), today=TODAY).workbook
    assert workbook is not None
    return figures_of(workbook, TODAY)


def saved(path: Path) -> Path:
    """Write the club's sheets as a spreadsheet's file."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for sheet in sheets():
        page = workbook.create_sheet(sheet.name)
        for number, cells in sheet.rows:
            for column, cell in enumerate(cells, 1):
                page.cell(number, column, cell)
    workbook.save(path)
    return path


def test_every_check_finds_the_demonstration_club_in_order(engine: Engine) -> None:
    with transaction(engine) as connection:
        club, _ = made(connection)
    with reading(engine) as connection:
        assert verify(connection, club=club).faults == ()
        sources = {one.source for one in entries_between(connection, club.club_id, LONG_AGO, TODAY)}
    assert sources == {"demo"}


def test_the_way_is_told_up_to_its_end(demo: Demo) -> None:
    assert len(demo.told) > 3
    assert all(one[0] <= following[0] for one, following in pairwise(demo.told))
    assert demo.told[-1][0] == demo.told[-1][1]


def test_the_club_of_a_seed_is_made_once(demo: Demo) -> None:
    before = len(demo.entries())
    with transaction(demo.engine) as connection:
        again, _ = made(connection)
    assert again == demo.club
    assert len(demo.entries()) == before


def test_the_books_say_what_the_workbook_says(demo: Demo) -> None:
    page, last = demo.front(), figures().last
    right = sum(
        one.right.amount - one.row.item.amount for one in simulated_club(SEED, TODAY).mistakes
    )
    assert page.cash == sum(last.cash.values()) - right
    assert page.bank == last.bank
    assert page.loans == last.lent
    assert page.loans_open == last.borrowers


def test_the_demonstration_club_is_inside_the_sanity_bands(demo: Demo) -> None:
    with transaction(demo.engine) as connection:
        members = members_of(connection, demo.club.club_id)
        loans = listed_loans(connection, demo.club, TODAY)
    page, count = demo.front(), len(members)
    income_fund = next(one for one in page.funds if one.fund.code == "income")
    fund = income_fund.cash + income_fund.bank + income_fund.loans
    borrowers = {one.member_no for one in loans if one.outstanding}
    assert 50 <= count <= 62
    assert 600 <= sum(one.sex == "female" for one in members) * 1_000 // count <= 770
    assert (
        530
        <= sum(TODAY.year - (one.birth_year or 0) >= 55 for one in members) * 1_000 // count
        <= 860
    )
    poor = sum(one.household_class in {"poor", "near_poor"} for one in members)
    assert 240 <= poor * 1_000 // count <= 700
    assert 20 * MILLION <= fund <= 140 * MILLION
    assert 750 <= income_fund.loans * 1_000 // fund <= 850
    assert 20 <= len(borrowers) <= 29
    assert 70 <= len(borrowers) * 1_000 // count <= 570
    assert 2_300_000 <= sum(one.principal for one in loans) // len(loans) <= 6_700_000
    assert all(2 * MILLION <= one.principal <= 10 * MILLION for one in loans)
    assert all(6_500 <= one.monthly_rate_ppm <= 10_000 for one in loans)
    assert figures().on_time >= 970
    assert len(figures().days_late) == 2


def test_members_owe_what_their_loans_leave_and_have_their_capital_in(demo: Demo) -> None:
    with transaction(demo.engine) as connection:
        members = listed_members(connection, demo.club, TODAY)
        loans = listed_loans(connection, demo.club, TODAY)
    for member in members:
        own = [one.outstanding for one in loans if one.member_no == member.member_no]
        assert member.owed == sum(own)
    assert sum(1 for one in members if not one.capital) == 1  # the one who left


def test_all_months_but_two_are_closed(demo: Demo) -> None:
    def close_month(connection: Connection, month: str) -> None:
        close(connection, demo.club, month, closed_at=NOW, closed_by=demo.user_id)

    def close_the_first_open_one() -> None:
        with transaction(demo.engine) as connection:
            close_month(connection, "2026-02")
            raise PutBack

    with transaction(demo.engine) as connection, pytest.raises(PeriodAlreadyClosed):
        close_month(connection, "2026-01")
    with pytest.raises(PutBack):
        close_the_first_open_one()


def test_the_years_that_are_over_are_closed(demo: Demo) -> None:
    for year in (2024, 2025):
        request = PostingRequest(demo.club.uuid, demo.user_id, NOW)
        with transaction(demo.engine) as connection, pytest.raises(YearAlreadyClosed):
            close_year(connection, demo.club, year, request, today=TODAY)
    closing = [one for one in demo.entries() if one.kind == "closing"]
    assert [one.occurred_on for one in closing] == [
        dt.date(2024, 12, 31), dt.date(2024, 12, 31), dt.date(2025, 12, 31), dt.date(2025, 12, 31),
    ]  # fmt: skip


def test_each_year_s_statements_balance_and_lead_into_the_next(demo: Demo) -> None:
    closings: list[list[int]] = []
    for year in (2024, 2025, 2026):
        question = Question(dt.date(year, 1, 1), dt.date(year, 12, 31))
        with transaction(demo.engine) as connection:
            sheet = balance_sheet_of(connection, demo.club, question)
            result = income_statement_of(connection, demo.club, question)
            changes = fund_changes_of(connection, demo.club, question).funds
        assert sheet.total_assets == sheet.total_sources
        assert sheet.surplus == (result.surplus if year == 2026 else 0)
        assert result.total_income > 0
        assert result.total_expenses > 0
        if closings:
            assert [one.opening for one in changes] == closings[-1]
        closings.append([one.closing for one in changes])


def test_three_mistakes_are_reversed_and_written_anew_with_their_true_day(demo: Demo) -> None:
    entries = {one.entry_no: one for one in demo.entries()}
    undone = [one for one in entries.values() if one.reversed_by]
    assert len(undone) == 3
    for wrong in undone:
        reversal = entries[wrong.reversed_by or 0]
        right = entries[reversal.entry_no + 1]
        assert reversal.occurred_on == right.occurred_on == TODAY
        assert (reversal.narration or "").startswith("Ghi nhầm")
        assert right.true_on == wrong.occurred_on
        assert right.narration == f"{wrong.narration} (thay phiếu {wrong.voucher})"
        written = [(x.account, x.member_no, x.debit, x.credit) for x in wrong.lines]
        assert written != [(x.account, x.member_no, x.debit, x.credit) for x in right.lines]


def test_spoiled_vouchers_stand_as_voids(demo: Demo) -> None:
    voids = [void for one in demo.entries() for void in one.voids]
    assert {void[:2] for void in voids} == {"PT", "PC"}
    assert len(voids) == 2


def test_its_workbook_as_a_file_means_the_same(tmp_path: Path) -> None:
    read = check_workbook(read_workbook(saved(tmp_path / "club.xlsx")), today=TODAY)
    made_of = check_workbook(sheets(), today=TODAY)
    assert read.workbook is not None
    assert made_of.workbook is not None
    assert read.findings == made_of.findings
    assert digest_of(read.workbook) == digest_of(made_of.workbook)
    assert read.workbook.events == made_of.workbook.events


def test_its_workbook_read_from_a_file_brings_the_same_books(
    engine: Engine, tmp_path: Path
) -> None:
    read = check_workbook(read_workbook(saved(tmp_path / "club.xlsx")), today=TODAY)
    assert read.workbook is not None
    with transaction(engine) as connection:
        user_id = add_user(connection, "demo", "Thủ quỹ", NOW)
        imported = import_workbook(
            connection, read.workbook, code=None, actor=user_id, now=NOW, today=TODAY
        )
        page = front_page(connection, find_club(connection, imported.code))
    last = figures().last
    cash = {one.fund.code: one.cash for one in page.funds}
    assert cash == {code: last.cash[code] for code in ("income", "activity", "mutual")}
    assert (page.bank, page.loans) == (last.bank, last.lent)
    with transaction(engine) as connection:
        club, _ = made(connection)
        assert club.club.code == imported.code
        assert front_page(connection, find_club(connection, imported.code)) == page
