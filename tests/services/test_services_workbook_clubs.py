"""Every workbook of the folder of clubs, from its file to the books, against its .json."""

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from ledger.books.balances import running_sums
from ledger.books.clubs import add_user, find_club
from ledger.books.engine import reading, transaction
from ledger.books.loans import loan_balances, loans_of
from ledger.books.members import members_of
from ledger.core.accounts import BANK, CASH, LOAN_ACCOUNTS
from ledger.core.workbook.check import check_workbook
from ledger.core.workbook.values import Workbook
from ledger.files.workbook import read_workbook
from ledger.services.verify import verify
from ledger.services.workbook import import_workbook
from tests.workbooks import clubs

TODAY = dt.date(2026, 3, 10)
NOW = dt.datetime(2026, 3, 10, 2, 0, tzinfo=dt.UTC)
LAST = dt.date(9999, 12, 31)

RIGHT = [pytest.param(path, said, id=path.stem) for path, said in clubs() if "cash" in said]
WRONG = [pytest.param(path, said, id=path.stem) for path, said in clubs() if "errors" in said]

CODES = {"amount is not a whole number of dong": "amount_is_not_a_whole_number_of_dong"}
"""The code of a kind of mistake; of any other it is the kind's own words, joined."""

NET_CASH: dict[str, tuple[str, str]] = {
    "Vốn dự án": ("4111", "credit"), "Vốn ngân sách": ("4112", "credit"),
    "Vốn xã hội hóa": ("4113", "credit"), "Vốn mượn": ("341", "credit"),
    "Trả vốn mượn": ("341", "debit"), "Góp vốn": ("4114", "credit"),
    "Rút vốn góp": ("4114", "debit"), "Cho vay": ("1321", "debit"),
    "Thu gốc": ("1321", "credit"), "Hội phí": ("5112", "credit"), "Ủng hộ": ("5113", "credit"),
    "Thu khác": ("5118", "credit"), "Chi quản lý": ("6429", "debit"),
    "Gửi ngân hàng": ("112", "debit"), "Rút ngân hàng": ("112", "credit"),
    **{f"Chi hoạt động {area}": (f"642{area}", "debit") for area in range(1, 9) if area != 4},
}  # fmt: skip
"""The account and side where a kind alone stands; help and interest are told apart below."""

LINES = """
SELECT l.account, l.debit, l.credit, m.paper_code, substr(CAST(e.occurred_on AS text), 1, 7)
  FROM journal_line l
  JOIN journal_entry e ON e.club_id = l.club_id AND e.entry_no = l.entry_no
  LEFT JOIN member m ON m.club_id = l.club_id AND m.member_no = l.member_no
"""


def checked(path: Path) -> Workbook:
    """Return what a right workbook says."""
    found = check_workbook(read_workbook(path), today=TODAY)
    assert found.workbook is not None, found.errors
    return found.workbook


def figures(connection: Connection, club_id: int, workbook: Workbook) -> dict[str, Any]:
    """Return from the stored rows all that a .json may tell of a club."""
    lines = connection.execute(sa.text(LINES)).all()
    sums = running_sums(connection, club_id)
    cash = {fund: sums[CASH, fund].balance for fund in ("income", "activity", "mutual")}
    loans = {one.loan_no: one for one in loans_of(connection, club_id)}
    owed = loan_balances(connection, club_id, LOAN_ACCOUNTS, LAST)
    people = {one.member_no: one for one in members_of(connection, club_id)}
    classes = Counter(one.household_class for one in people.values())
    series = Counter(
        connection.execute(sa.text("SELECT series FROM voucher WHERE void_salt IS NULL")).scalars()
    )
    sides: Counter[tuple[str, str]] = Counter()
    interest: Counter[str] = Counter()
    dues: Counter[str] = Counter()
    for account, debit, credit, member, month in lines:
        sides[account, "debit"] += debit
        sides[account, "credit"] += credit
        if account == "5111":
            interest[month] += credit - debit
        if account == "5112":
            dues[member] += credit
    return {
        "club": workbook.club.name, "vouchers": series["PT"] + series["PC"],
        "receipts": series["PT"], "payments": series["PC"], "cash": sum(cash.values()),
        "cash_by_fund": cash, "bank": sum(sums[key].balance for key in sums if key[0] == BANK),
        "members": len(people), "loans": len(loans),
        "outstanding": {loans[no].paper_code: amount for no, amount in owed.items() if amount},
        "outstanding_total": sum(owed.values()), "disbursed": sides["1321", "debit"],
        "principal_received": sides["1321", "credit"], "interest_by_month": dict(interest),
        "interest_total": interest.total(), "dues_total": dues.total(),
        "dues_by_member": dict(dues),
        "by_kind": by_kind(sides, interest.total(), workbook), "poor": classes["poor"],
        "near_poor": classes["near_poor"],
        "borrowers_poor_or_near": len({
            one.member_no for one in loans.values()
            if people[one.member_no].household_class in {"poor", "near_poor"}
        }),
    }  # fmt: skip


def by_kind(sides: Counter[tuple[str, str]], interest: int, workbook: Workbook) -> dict[str, int]:
    """Return net cash by kind; 6424 holds help and the fourth area of work, told apart by rows."""
    found = {
        kind: sides[key] if key[1] == "credit" else -sides[key] for kind, key in NET_CASH.items()
    }
    area = sum(row.amount for row in workbook.rows if row.area == 4)
    found |= {"Thu lãi": interest, "Chi hoạt động 4": -area}
    found["Chi tương trợ"] = area - sides["6424", "debit"]
    return {kind: amount for kind, amount in found.items() if amount}


@pytest.mark.parametrize(("path", "said"), RIGHT)
def test_the_books_agree_with_every_figure_of_the_json(
    engine: Engine, path: Path, said: dict[str, Any]
) -> None:
    workbook = checked(path)
    with transaction(engine) as connection:
        user = add_user(connection, "thu-quy", "Bùi Thị Lụa", NOW)
        imported = import_workbook(
            connection, workbook, code=None, actor=user, now=NOW, today=TODAY
        )
    with reading(engine) as connection:
        club = find_club(connection, imported.code)
        found = figures(connection, club.club_id, workbook)
        assert verify(connection).faults == ()
    wanted = {key: value for key, value in said.items() if key not in {"year", "seed"}}
    assert {key: found[key] for key in wanted} == wanted
    assert imported.vouchers == said["vouchers"]


@pytest.mark.parametrize(("path", "said"), WRONG)
def test_a_workbook_with_errors_is_refused_in_exactly_their_rows(
    path: Path, said: dict[str, Any]
) -> None:
    found = check_workbook(read_workbook(path), today=TODAY)
    assert found.workbook is None
    named = {(one.sheet, one.row, one.code) for one in found.errors}
    assert named == {
        (error["sheet"], error["row"], CODES.get(error["kind"], error["kind"].replace(" ", "_")))
        for error in said["errors"]
    }
    assert len(found.errors) == len(said["errors"])
