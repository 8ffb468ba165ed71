"""The loans that a club's workbook brings: their states and arrears as stored, and life goes on."""

import datetime as dt
import uuid
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from ledger.books.clubs import add_user, find_club
from ledger.books.engine import transaction
from ledger.books.loans import loan_files
from ledger.core.journal import PostingRequest
from ledger.core.loans.life import replay
from ledger.core.workbook.check import check_workbook
from ledger.files.workbook import read_workbook
from ledger.services.loan_life import repay
from ledger.services.portfolio import arrears_list, portfolio_of
from ledger.services.verify import verify
from ledger.services.workbook import import_workbook
from tests.workbooks import clubs

TODAY = dt.date(2026, 3, 10)
NOW = dt.datetime(2026, 3, 10, 2, 0, tzinfo=dt.UTC)
RIGHT = [pytest.param(path, said, id=path.stem) for path, said in clubs() if "cash" in said]


@pytest.mark.parametrize(("path", "said"), RIGHT)
def test_a_years_loans_stand_in_the_books_as_the_year_left_them(
    engine: Engine, path: Path, said: dict[str, Any]
) -> None:
    workbook = check_workbook(read_workbook(path), today=TODAY).workbook
    assert workbook is not None
    year_end = dt.date(int(said["year"]), 12, 31)
    with transaction(engine) as connection:
        user = add_user(connection, "thu-quy", "Thủ quỹ", NOW)
        imported = import_workbook(
            connection, workbook, code=None, actor=user, now=NOW, today=TODAY
        )
        club = find_club(connection, imported.code)
        files = loan_files(connection, club.club_id)
        states = {one.loan.paper_code: replay(one.contract, one.events, year_end) for one in files}
        owed = {code: state.balance for code, state in states.items() if state.balance}
        assert owed == said["outstanding"]
        assert all(record.entry_no for one in files for record in one.records)
        late = {one.paper_code: one for one in arrears_list(connection, club, year_end).loans}
        assert set(late) == {
            code for code, state in states.items() if state.arrears_as_agreed(year_end).days_late
        }
        (own,) = portfolio_of(connection, [club], year_end).clubs
        assert own[1].gross == said["outstanding_total"]
        assert not verify(connection, club=club).faults


def test_of_hanh_phucs_loans_one_is_late_and_is_paid_up_in_the_new_year(engine: Engine) -> None:
    path = next(path for path, _ in clubs() if path.stem == "hanh-phuc-2025")
    workbook = check_workbook(read_workbook(path), today=TODAY).workbook
    assert workbook is not None
    with transaction(engine) as connection:
        user = add_user(connection, "thu-quy", "Thủ quỹ", NOW)
        code = import_workbook(
            connection, workbook, code=None, actor=user, now=NOW, today=TODAY
        ).code
        club = find_club(connection, code)
        (late,) = arrears_list(connection, club, dt.date(2025, 12, 31)).loans
        assert (late.paper_code, late.outstanding, late.overdue.principal) == (
            "V11", 1_000_000, 500_000,
        )  # fmt: skip
        assert (late.oldest_due_on, late.days_late) == (dt.date(2025, 12, 10), 21)
        # Two instalments and the interest of one month (0.8 % of 1,000,000) end the loan.
        request = PostingRequest(uuid.UUID(int=7), user, NOW)
        on = dt.date(2026, 1, 10)
        receipt = repay(
            connection, club, late.loan_no, request, today=TODAY, on=on, amount=1_008_000
        )
        assert receipt.events[0].entry_no is not None
        left = {one.paper_code for one in arrears_list(connection, club, on).loans}
        assert "V11" not in left
        assert not verify(connection, club=club).faults
