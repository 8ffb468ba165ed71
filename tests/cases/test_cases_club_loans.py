"""The loans of every club of the folder of clubs, from its workbook, against its .json and rows."""

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ledger.core.loans.steps import LoanStage
from ledger.core.workbook.check import check_workbook
from ledger.core.workbook.loans import loans_of
from ledger.core.workbook.values import CashKind, Workbook
from ledger.files.workbook import read_workbook
from tests.club_figures import figures_of
from tests.club_loans import loan_lines, paper_lines, pay_days, states
from tests.workbooks import clubs

TODAY = dt.date(2026, 3, 10)
RIGHT = [pytest.param(path, said, id=path.stem) for path, said in clubs() if "cash" in said]
every_club = pytest.mark.parametrize(("path", "said"), RIGHT)


@cache
def club(path: Path) -> Workbook:
    found = check_workbook(read_workbook(path), today=TODAY)
    assert found.workbook is not None, found.errors
    return found.workbook


def year_end(said: dict[str, Any]) -> dt.date:
    return dt.date(int(said["year"]), 12, 31)


@every_club
def test_what_each_loan_owes_at_the_years_end(path: Path, said: dict[str, Any]) -> None:
    found = states(club(path), year_end(said))
    assert len(found) == said["loans"]
    owed = {code: state.balance for code, state in found.items() if state.balance}
    assert (owed, sum(owed.values())) == (said["outstanding"], said["outstanding_total"])
    assert sum(state.lent for state in found.values()) == said["disbursed"]
    assert sum(state.paid.interest for state in found.values()) == said["interest_total"]
    assert {state.held for state in found.values()} == {0}


@every_club
def test_a_loan_is_repaid_exactly_when_its_book_has_no_balance(
    path: Path, said: dict[str, Any]
) -> None:
    for code, state in states(club(path), year_end(said)).items():
        expected = LoanStage.ACTIVE if code in said["outstanding"] else LoanStage.REPAID
        assert state.stage is (expected if state.lent else LoanStage.APPROVED), code


@every_club
def test_a_loan_is_as_late_as_plain_sums_of_its_rows_say(path: Path, said: dict[str, Any]) -> None:
    today = year_end(said)
    arrears = {
        code: state.arrears_as_agreed(today) for code, state in states(club(path), today).items()
    }
    found = {code: one.days_late for code, one in arrears.items() if one.days_late}
    plain = figures_of(club(path), today).days_late
    assert found == {code: days for code, days in plain.items() if days}


@every_club
def test_the_schedules_ask_for_the_interest_that_was_brought(
    path: Path, said: dict[str, Any]
) -> None:
    """But for months after the term, of which no schedule knows and the paper does."""
    seen = total = 0
    for loan in loans_of(club(path)):
        for paid in pay_days(loan):
            total += paid.brought.interest
            if paid.on <= paid.before.rows[-1].due_on:
                assert paid.asked.interest == paid.brought.interest, (loan.facts.code, paid.on)
                seen += 1
    assert total == said["interest_total"]
    rows = [row for row in club(path).rows if row.kind is CashKind.INTEREST]
    assert seen > len(rows) * 9 // 10


@every_club
def test_the_loans_post_what_the_books_have(path: Path, said: dict[str, Any]) -> None:
    assert loan_lines(club(path), year_end(said)) == paper_lines(club(path))
