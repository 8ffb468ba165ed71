"""The floor of the pages: the same three in bare Flask, SQLAlchemy Core and Jinja, as one does."""

import calendar
import datetime as dt
from typing import Any

import sqlalchemy as sa
from flask import Flask, render_template, request
from jinja2 import DictLoader
from sqlalchemy.engine import Connection, Engine, Row

from ledger.books.engine import reading
from ledger.books.tables.accounts import AccountRow, FundRow
from ledger.books.tables.clubs import ClubCounterRow, ClubRow
from ledger.books.tables.journal import (
    DocumentRow,
    EntryTextRow,
    JournalEntryRow,
    JournalLineRow,
    VoucherRow,
)
from ledger.books.tables.loans import LoanRow
from ledger.books.tables.members import MemberRow
from ledger.books.tables.periods import BalanceRow, PeriodBalanceRow
from ledger.books.tables.users import UserRow
from tests.speed.bare_templates import TEMPLATES

club_t, fund_t, account_t = ClubRow.__table__, FundRow.__table__, AccountRow.__table__
entry_t, line_t, text_t = (
    JournalEntryRow.__table__,
    JournalLineRow.__table__,
    EntryTextRow.__table__,
)
voucher_t, document_t = VoucherRow.__table__, DocumentRow.__table__
member_t, loan_t, user_t = MemberRow.__table__, LoanRow.__table__, UserRow.__table__
balance_t, kept_t, counter_t = (
    BalanceRow.__table__, PeriodBalanceRow.__table__, ClubCounterRow.__table__
)  # fmt: skip

Found = Row[Any]

KINDS = ("income", "activity", "mutual")

TITLES = {"trial-balance": "Bảng cân đối phát sinh", "journal": "Sổ nhật ký chung"}
BOOKS = [
    ("cash-book", "Sổ quỹ tiền mặt", "Tiền vào hòm và ra khỏi hòm, từng ngày"),
    ("journal", "Sổ nhật ký chung", "Mọi bút toán theo thứ tự, có tài khoản"),
    ("ledger", "Sổ cái", "Mọi phát sinh của một tài khoản"),
    ("trial-balance", "Bảng cân đối phát sinh", "Đầu kỳ, phát sinh, cuối kỳ của từng tài khoản"),
    ("balance-sheet", "Bảng cân đối tài sản", "Câu lạc bộ có gì, nợ gì vào một ngày"),
    ("income-statement", "Báo cáo thu, chi", "Đã thu những gì, đã chi những gì"),
    ("fund-changes", "Biến động các quỹ", "Mỗi quỹ tăng giảm thế nào"),
    ("loans", "Khoản vay", "Ai vay bao nhiêu, còn nợ bao nhiêu"),
]


def bare_application(engine: Engine) -> Flask:
    """Return the floor: no services, no languages, no headers."""
    application = Flask("bare", static_folder=None)
    application.jinja_loader = DictLoader(TEMPLATES)
    application.jinja_env.filters["figure"] = _figure

    @application.get("/clubs/<code>/")
    def front(code: str) -> str:
        with reading(engine) as connection:
            return _front(connection, code)

    @application.get("/clubs/<code>/trial-balance")
    def trial_balance(code: str) -> str:
        with reading(engine) as connection:
            return _trial_balance(connection, code)

    @application.get("/clubs/<code>/journal")
    def journal(code: str) -> str:
        with reading(engine) as connection:
            return _journal(connection, code, request.args["month"])

    return application


def _figure(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _books(connection: Connection, code: str) -> tuple[Found, list[Found], dt.date, dt.date]:
    club = connection.execute(sa.select(club_t).where(club_t.c.code == code).limit(1)).one()
    funds = connection.execute(sa.select(fund_t).where(fund_t.c.club_id == club.club_id)).all()
    day = sa.select(entry_t.c.occurred_on).where(entry_t.c.club_id == club.club_id).limit(1)
    first, last = connection.execute(
        sa.select(
            day.order_by(entry_t.c.occurred_on).scalar_subquery(),
            day.order_by(entry_t.c.occurred_on.desc()).scalar_subquery(),
        )
    ).one()
    return club, sorted(funds, key=lambda fund: KINDS.index(fund.kind)), first, last


def _front(connection: Connection, code: str) -> str:
    club, funds, first, last = _books(connection, code)
    query = sa.select(balance_t).where(balance_t.c.club_id == club.club_id)
    sums = {(one.account, one.fund): one.debit - one.credit for one in connection.execute(query)}
    rows = [_money(sums, fund.fund, fund.name_vi) for fund in funds]
    total = {
        key: sum(row[key] for row in rows) for key in ("cash", "bank", "loans")
    } | {"code": "", "name": "Cộng"}  # fmt: skip
    members = connection.execute(
        sa.select(sa.func.count()).where(member_t.c.club_id == club.club_id)
    ).scalar_one()
    open_loans = (
        sa.select(line_t.c.loan_no)
        .where(
            line_t.c.club_id == club.club_id, line_t.c.member_no.is_not(None),
            line_t.c.loan_no.is_not(None), line_t.c.account.in_(("1321", "1322")),
        )
        .group_by(line_t.c.loan_no)
        .having(sa.func.sum(line_t.c.debit) - sa.func.sum(line_t.c.credit) != 0)
        .subquery()
    )  # fmt: skip
    loans = connection.execute(sa.select(sa.func.count()).select_from(open_loans)).scalar_one()
    months = _months(connection, club.club_id, (first, last), total)
    return render_template(
        "front.html", club=club, last_day=last, funds=[*rows, total], total=total,
        members=members, loans=loans, months=months, books=BOOKS,
        longest=max(one["lent"] + one["at_hand"] for one in months),
        last=connection.execute(_last(club.club_id)).all(),
    )  # fmt: skip


def _money(sums: dict[tuple[str, str], int], fund: str, name: str) -> dict[str, Any]:
    return {
        "code": fund, "name": name, "cash": sums.get(("111", fund), 0),
        "bank": sums.get(("112", fund), 0),
        "loans": sums.get(("1321", fund), 0) + sums.get(("1322", fund), 0),
    }  # fmt: skip


def _months(
    connection: Connection, club_id: int, days: tuple[dt.date, dt.date], now: dict[str, Any]
) -> list[dict[str, Any]]:
    first, last = days
    number = last.year * 12 + last.month - 1
    begin = max(number - 11, first.year * 12 + first.month - 1)
    periods = [f"{one // 12}-{one % 12 + 1:02d}" for one in range(begin, number + 1)]
    query = (
        sa.select(
            kept_t.c.period, kept_t.c.account,
            (sa.func.sum(kept_t.c.debit) - sa.func.sum(kept_t.c.credit)).label("moved"),
        )
        .where(
            kept_t.c.club_id == club_id, kept_t.c.period.in_(periods),
            kept_t.c.account.in_(("111", "112", "1321", "1322")),
        )
        .group_by(kept_t.c.period, kept_t.c.account)
    )  # fmt: skip
    moved = {(one.period, one.account): int(one.moved) for one in connection.execute(query)}
    at_hand, lent = now["cash"] + now["bank"], now["loans"]
    found = []
    for period in reversed(periods):
        found.append({"period": period, "at_hand": at_hand, "lent": lent})
        at_hand -= moved.get((period, "111"), 0) + moved.get((period, "112"), 0)
        lent -= moved.get((period, "1321"), 0) + moved.get((period, "1322"), 0)
    return found


def _last(club_id: int) -> sa.Select[Any]:
    last_no = (
        sa.select(counter_t.c.last_entry_no).where(counter_t.c.club_id == club_id).scalar_subquery()
    )
    is_cash = line_t.c.account == "111"
    head = (
        entry_t.c.entry_no, entry_t.c.occurred_on, voucher_t.c.series, voucher_t.c.no,
        text_t.c.narration,
    )  # fmt: skip
    cash = sa.func.sum(sa.case((is_cash, line_t.c.debit - line_t.c.credit), else_=0))
    besides = sa.func.sum(sa.case((is_cash, 0), else_=line_t.c.debit))
    return (
        sa.select(*head, cash.label("cash"), besides.label("besides"))
        .select_from(
            entry_t
            .join(text_t, sa.and_(text_t.c.club_id == club_id, _same(text_t)))
            .join(
                voucher_t,
                sa.and_(
                    voucher_t.c.club_id == club_id, _same(voucher_t),
                    voucher_t.c.void_salt.is_(None),
                ),
            )
            .join(line_t, sa.and_(line_t.c.club_id == club_id, _same(line_t)))
        )
        .where(entry_t.c.club_id == club_id, entry_t.c.entry_no > last_no - 8)
        .group_by(*head)
        .order_by(entry_t.c.entry_no.desc())
    )  # fmt: skip


def _same(table: sa.FromClause) -> sa.ColumnElement[bool]:
    return table.c.entry_no == entry_t.c.entry_no


def _trial_balance(connection: Connection, code: str) -> str:
    club, funds, first, end = _books(connection, code)
    begin, month = end.replace(month=1, day=1), end.replace(day=1)
    accounts = connection.execute(
        sa.select(account_t)
        .where(account_t.c.club_id == club.club_id)
        .order_by(account_t.c.account)
    ).all()
    kept = (
        sa.select(kept_t.c.account, sa.func.sum(kept_t.c.debit), sa.func.sum(kept_t.c.credit))
        .where(kept_t.c.club_id == club.club_id)
        .group_by(kept_t.c.account)
    )
    lines = (
        sa.select(line_t.c.account, sa.func.sum(line_t.c.debit), sa.func.sum(line_t.c.credit))
        .select_from(entry_t.join(line_t, sa.and_(line_t.c.club_id == club.club_id, _same(line_t))))
        .where(entry_t.c.club_id == club.club_id, entry_t.c.occurred_on.between(month, end))
        .group_by(line_t.c.account)
    )
    years = [f"{year}" for year in range(first.year, begin.year)]
    months = [f"{end.year}-{number:02d}" for number in range(1, end.month)]
    opening = _sums(connection, kept.where(kept_t.c.period.in_(years)))
    moved = _sums(connection, kept.where(kept_t.c.period.in_(months)), lines)
    rows = []
    for account in accounts:
        before = opening.get(account.account, (0, 0))
        debit, credit = moved.get(account.account, (0, 0))
        if before != (0, 0) or (debit, credit) != (0, 0):
            was = before[0] - before[1]
            rows.append({
                "account": account.account, "name": account.name_vi, "before": was,
                "debit": debit, "credit": credit, "after": was + debit - credit,
            })  # fmt: skip
    sums = [
        ("Nợ đầu kỳ", sum(max(row["before"], 0) for row in rows)),
        ("Có đầu kỳ", sum(max(-row["before"], 0) for row in rows)),
        ("Nợ", sum(row["debit"] for row in rows)),
        ("Có", sum(row["credit"] for row in rows)),
        ("Nợ cuối kỳ", sum(max(row["after"], 0) for row in rows)),
        ("Có cuối kỳ", sum(max(-row["after"], 0) for row in rows)),
    ]
    return render_template(
        "trial-balance.html", club=club, funds=funds, name="trial-balance", rows=rows, sums=sums,
        title=TITLES["trial-balance"], begin=begin, end=end,
        day_before=begin - dt.timedelta(days=1), years=range(first.year, end.year + 1),
        months=[*months, f"{end.year}-{end.month:02d}"],
    )  # fmt: skip


def _sums(connection: Connection, *queries: sa.Select[Any]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for query in queries:
        for account, debit, credit in connection.execute(query):
            so_far = found.get(account, (0, 0))
            found[account] = (so_far[0] + int(debit), so_far[1] + int(credit))
    return found


def _journal(connection: Connection, code: str, month: str) -> str:
    club, funds, first, last = _books(connection, code)
    begin = dt.date.fromisoformat(f"{month}-01")
    end = begin.replace(day=calendar.monthrange(begin.year, begin.month)[1])
    recorder, approver = user_t.alias(), user_t.alias()
    reversal = entry_t.alias()
    mine = club.club_id
    entries = connection.execute(
        sa.select(
            entry_t, text_t.c.narration, recorder.c.display_name, approver.c.display_name,
            reversal.c.entry_no.label("reversed_by"),
        )
        .select_from(
            entry_t
            .join(text_t, sa.and_(text_t.c.club_id == mine, _same(text_t)))
            .join(recorder, recorder.c.user_id == entry_t.c.recorded_by)
            .outerjoin(approver, approver.c.user_id == entry_t.c.approved_by)
            .outerjoin(
                reversal,
                sa.and_(reversal.c.club_id == mine, reversal.c.reverses == entry_t.c.entry_no),
            )
        )
        .where(entry_t.c.club_id == mine, entry_t.c.occurred_on.between(begin, end))
        .order_by(entry_t.c.entry_no)
    ).all()  # fmt: skip
    low, high = entries[0].entry_no, entries[-1].entry_no
    lines: dict[int, list[Found]] = {}
    for line in connection.execute(_lines(mine, low, high)):
        lines.setdefault(line.entry_no, []).append(line)
    vouchers = {
        one.entry_no: f"{one.series} {one.no}"
        for one in connection.execute(_under(voucher_t, mine, low, high))
        if one.void_salt is None
    }
    connection.execute(_under(document_t, mine, low, high)).all()
    return render_template(
        "journal.html", club=club, funds=funds, name="journal", title=TITLES["journal"],
        entries=entries, lines=lines, vouchers=vouchers, begin=begin, end=end,
        total=sum(line.debit for own in lines.values() for line in own),
        years=range(first.year, last.year + 1),
        months=[f"{begin.year}-{number:02d}" for number in range(1, 13)],
        before=f"{begin.month - 1}/{begin.year}", after=f"{begin.month + 1}/{begin.year}",
    )  # fmt: skip


def _under(table: sa.FromClause, club_id: int, low: int, high: int) -> sa.Select[Any]:
    return sa.select(table).where(table.c.club_id == club_id, table.c.entry_no.between(low, high))


def _lines(club_id: int, low: int, high: int) -> sa.Select[Any]:
    return (
        sa.select(
            line_t, account_t.c.name_vi.label("account_name"), fund_t.c.name_vi.label("fund_name"),
            member_t.c.paper_code, loan_t.c.paper_code,
        )
        .select_from(
            line_t
            .join(
                account_t,
                sa.and_(account_t.c.club_id == club_id, account_t.c.account == line_t.c.account),
            )
            .join(fund_t, sa.and_(fund_t.c.club_id == club_id, fund_t.c.fund == line_t.c.fund))
            .outerjoin(
                member_t,
                sa.and_(member_t.c.club_id == club_id, member_t.c.member_no == line_t.c.member_no),
            )
            .outerjoin(
                loan_t,
                sa.and_(loan_t.c.club_id == club_id, loan_t.c.loan_no == line_t.c.loan_no),
            )
        )
        .where(line_t.c.club_id == club_id, line_t.c.entry_no.between(low, high))
        .order_by(line_t.c.entry_no, line_t.c.line_no)
    )  # fmt: skip
