"""What a club's pages begin with, each part in one query: days, counts, the last entries."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.tables.audit import ApprovalRow, DisputeRow
from ledger.books.tables.clubs import ClubCounterRow, ClubRulesRow
from ledger.books.tables.journal import EntryTextRow, JournalEntryRow, JournalLineRow, VoucherRow
from ledger.books.tables.loans import LoanApplicationRow
from ledger.books.tables.meetings import CashCountRow
from ledger.books.tables.members import MemberRow
from ledger.books.tables.periods import PeriodBalanceRow
from ledger.core.accounts import CASH


@dataclass(frozen=True, slots=True)
class LastVoucher:
    """An entry in one line: what it brought into the box, and what it debits besides, in đồng."""

    entry_no: int
    occurred_on: dt.date
    series: str
    number: int
    narration: str | None
    cash: int
    besides: int

    @property
    def voucher(self) -> str:
        """Return the voucher's number as printed: PT 214."""
        return f"{self.series} {self.number}"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each a club has; `waiting` are applications for loans.

    `approvals` wait for a second person or to be looked at, `disputes` for an answer. The box was
    last counted on `counted_on`, with so much more in it than the book said, in đồng, unless
    that was posted. `meeting_day` is the day of the month on which the club meets.
    """

    members: int
    loans_open: int
    waiting: int
    approvals: int
    disputes: int
    counted_on: dt.date | None
    count_difference: int | None
    meeting_day: int | None


_ENTRY, _LINE, _TEXT, _VOUCHER = JournalEntryRow, JournalLineRow, EntryTextRow, VoucherRow
_KEPT = PeriodBalanceRow
_CLUB = sa.bindparam("club", type_=sa.BigInteger)

_HEAD = (_ENTRY.entry_no, _ENTRY.occurred_on, _VOUCHER.series, _VOUCHER.no, _TEXT.narration)
_LAST_NO = (
    sa.select(ClubCounterRow.last_entry_no).where(ClubCounterRow.club_id == _CLUB).scalar_subquery()
)
_LAST_VOUCHERS = (
    sa.select(
        *_HEAD,
        sa.func.sum(sa.case((_LINE.account == CASH, _LINE.debit - _LINE.credit), else_=0)),
        sa.func.sum(sa.case((_LINE.account == CASH, 0), else_=_LINE.debit)),
    )
    .join(_TEXT, sa.and_(_TEXT.club_id == _CLUB, _TEXT.entry_no == _ENTRY.entry_no))
    .join(
        _VOUCHER,
        sa.and_(
            _VOUCHER.club_id == _CLUB,
            _VOUCHER.entry_no == _ENTRY.entry_no,
            _VOUCHER.void_salt.is_(None),
        ),
    )
    .join(_LINE, sa.and_(_LINE.club_id == _CLUB, _LINE.entry_no == _ENTRY.entry_no))
    .where(
        _ENTRY.club_id == _CLUB,
        _ENTRY.entry_no > _LAST_NO - sa.bindparam("limit", type_=sa.BigInteger),
    )
    .group_by(*_HEAD)
    .order_by(_ENTRY.entry_no.desc())
)
_DAYS = sa.select(_ENTRY.occurred_on).where(_ENTRY.club_id == _CLUB).limit(1)
_FIRST_AND_LAST_DAY = sa.select(
    _DAYS.order_by(_ENTRY.occurred_on).scalar_subquery(),
    _DAYS.order_by(_ENTRY.occurred_on.desc()).scalar_subquery(),
)
_MEMBERS = sa.select(sa.func.count()).where(MemberRow.club_id == _CLUB)
_WAITING = sa.select(sa.func.count()).where(
    LoanApplicationRow.club_id == _CLUB,
    LoanApplicationRow.stage.in_(sa.bindparam("stages", expanding=True)),
)
_OPEN_LOANS = sa.select(sa.func.count()).select_from(
    sa.select(_LINE.loan_no)
    .where(
        _LINE.club_id == _CLUB,
        _LINE.member_no.is_not(None),
        _LINE.loan_no.is_not(None),
        _LINE.account.in_(sa.bindparam("accounts", expanding=True)),
    )
    .group_by(_LINE.loan_no)
    .having(sa.func.sum(_LINE.debit) - sa.func.sum(_LINE.credit) != 0)
    .subquery()
)
_APPROVALS = sa.select(sa.func.count()).where(
    ApprovalRow.club_id == _CLUB, ApprovalRow.state.in_(("waiting", "listed"))
)
_DISPUTES = sa.select(sa.func.count()).where(
    DisputeRow.club_id == _CLUB, DisputeRow.answered_at.is_(None)
)
_LAST_COUNT = CashCountRow.club_id == _CLUB
_OPEN = sa.case(
    (CashCountRow.entry_no.is_(None), CashCountRow.counted - CashCountRow.book), else_=0
)
_RULES = (
    sa.select(ClubRulesRow.meeting_day)
    .where(ClubRulesRow.club_id == _CLUB)
    .order_by(ClubRulesRow.valid_from.desc())
    .limit(1)
)
_COUNTS = sa.select(
    _MEMBERS.scalar_subquery(),
    _OPEN_LOANS.scalar_subquery(),
    _WAITING.scalar_subquery(),
    _APPROVALS.scalar_subquery(),
    _DISPUTES.scalar_subquery(),
    *(
        sa.select(one)
        .where(_LAST_COUNT)
        .order_by(CashCountRow.count_no.desc())
        .limit(1)
        .scalar_subquery()
        for one in (CashCountRow.counted_on, _OPEN)
    ),
    _RULES.scalar_subquery(),
)
_BY_MONTH = (
    sa.select(_KEPT.period, _KEPT.account, sa.func.sum(_KEPT.debit), sa.func.sum(_KEPT.credit))
    .where(
        _KEPT.club_id == _CLUB,
        _KEPT.period.in_(sa.bindparam("periods", expanding=True)),
        _KEPT.account.in_(sa.bindparam("accounts", expanding=True)),
    )
    .group_by(_KEPT.period, _KEPT.account)
)
"""Built once: to put a query together takes as long as to run it."""


def last_vouchers(connection: Connection, club_id: int, limit: int) -> list[LastVoucher]:
    """Return the entries recorded last, the newest first."""
    found = connection.execute(_LAST_VOUCHERS, {"club": club_id, "limit": limit})
    return [
        LastVoucher(no, day, series, number, narration, int(cash), int(besides))
        for no, day, series, number, narration, cash, besides in found
    ]


def days_of_journal(connection: Connection, club_id: int) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day of any entry, None for a journal that is empty."""
    row = connection.execute(_FIRST_AND_LAST_DAY, {"club": club_id}).one()
    return None if None in row else row


def counts_of(
    connection: Connection, club_id: int, accounts: Sequence[str], stages: Sequence[str]
) -> Counts:
    """Return how many members and loans there are, and how many applications wait.

    Loans are counted that have principal outstanding on some accounts, applications at some
    stages.
    """
    given = {"club": club_id, "accounts": accounts, "stages": stages}
    return Counts(*tuple(connection.execute(_COUNTS, given).one()))


def movements_by_month(
    connection: Connection, club_id: int, accounts: Sequence[str], periods: Sequence[str]
) -> dict[tuple[str, str], int]:
    """Return debits less credits, in đồng, by month and account, for some months."""
    given = {"club": club_id, "accounts": accounts, "periods": periods}
    return {
        (period, account): int(debit) - int(credit)
        for period, account, debit, credit in connection.execute(_BY_MONTH, given)
    }
