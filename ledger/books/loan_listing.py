"""How many loans stand at once, and the vouchers that a loan's events stand on."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.entries import all_rows
from ledger.books.restrictions import is_restricted
from ledger.books.tables.journal import VoucherRow
from ledger.books.tables.loan_events import InstalmentRow, LoanStandingRow
from ledger.books.tables.loans import LoanApplicationRow, LoanRow
from ledger.books.tables.members import MemberRow
from ledger.core.loans.steps import LoanStage
from ledger.core.loans.written import read_contract


@dataclass(frozen=True, slots=True)
class KeptStanding:
    """How a loan stood after its last event, on `last_event_on`; `name` is who owes it.

    `is_restricted`: that member's data are used for the books alone.
    `oldest_due_on`: the earliest due date of which something is unpaid; `ends_on`: the last one.
    """

    loan_no: int
    paper_code: str
    borrower_no: int
    name: str
    stage: LoanStage
    last_event_on: dt.date | None
    oldest_due_on: dt.date | None
    ends_on: dt.date | None
    contract_text: str
    is_restricted: bool

    def days_late(self, on: dt.date) -> int:
        """Return for how many days the oldest unpaid sum is late on a day, by the contract."""
        if self.stage is not LoanStage.ACTIVE or self.oldest_due_on is None:
            return 0
        if self.oldest_due_on > on:
            return 0
        return read_contract(self.contract_text).lateness.days(self.oldest_due_on, on)

    def is_as_of(self, day: dt.date) -> bool:
        """Tell whether nothing happened after a day, so that it stood so then already."""
        return self.last_event_on is None or self.last_event_on <= day


_CLUB = sa.bindparam("club", type_=sa.BigInteger)
_LEFT = (
    InstalmentRow.principal + InstalmentRow.interest + InstalmentRow.fine + InstalmentRow.fee
    - InstalmentRow.principal_paid - InstalmentRow.interest_paid - InstalmentRow.fine_paid
    - InstalmentRow.fee_paid
)  # fmt: skip
_LAST_VERSION = (
    sa.select(
        InstalmentRow.loan_no.label("loan_no"),
        sa.func.max(InstalmentRow.version_no).label("version_no"),
    )
    .where(InstalmentRow.club_id == _CLUB)
    .group_by(InstalmentRow.loan_no)
    .subquery()
)
_DAYS = (
    sa.select(
        InstalmentRow.loan_no.label("loan_no"),
        sa.func.min(sa.case((_LEFT > 0, InstalmentRow.due_on))).label("oldest_due_on"),
        sa.func.max(InstalmentRow.due_on).label("ends_on"),
    )
    .join(
        _LAST_VERSION,
        sa.and_(
            _LAST_VERSION.c.loan_no == InstalmentRow.loan_no,
            _LAST_VERSION.c.version_no == InstalmentRow.version_no,
        ),
    )
    .where(InstalmentRow.club_id == _CLUB)
    .group_by(InstalmentRow.loan_no)
    .subquery()
)
_IS_TURNED_DOWN = sa.and_(
    LoanStandingRow.stage == LoanStage.APPROVED.value,
    LoanApplicationRow.stage == LoanStage.TURNED_DOWN.value,
)
_STAGE = sa.case((_IS_TURNED_DOWN, LoanApplicationRow.stage), else_=LoanStandingRow.stage)
_STANDINGS = (
    sa.select(
        LoanStandingRow.loan_no, LoanRow.paper_code, LoanStandingRow.borrower_no,
        MemberRow.name, _STAGE, LoanStandingRow.last_event_on,
        _DAYS.c.oldest_due_on, _DAYS.c.ends_on, LoanRow.contract,
        is_restricted(_CLUB, LoanStandingRow.borrower_no),
    )
    .join(
        LoanRow, sa.and_(LoanRow.club_id == _CLUB, LoanRow.loan_no == LoanStandingRow.loan_no)
    )
    .join(
        MemberRow,
        sa.and_(MemberRow.club_id == _CLUB, MemberRow.member_no == LoanStandingRow.borrower_no),
    )
    .outerjoin(
        LoanApplicationRow,
        sa.and_(
            LoanApplicationRow.club_id == _CLUB,
            LoanApplicationRow.application_no == LoanRow.application_no,
        ),
    )
    .outerjoin(_DAYS, _DAYS.c.loan_no == LoanStandingRow.loan_no)
    .where(LoanStandingRow.club_id == _CLUB)
    .order_by(LoanStandingRow.loan_no)
)  # fmt: skip
"""Built once: to put a query together takes as long as to run it."""


def standings_of(connection: Connection, club_id: int) -> list[KeptStanding]:
    """Return how each of the club's loans stands, in order of number (`ReportTooLong`)."""
    rows = all_rows(connection, _STANDINGS.params(club=club_id))
    return [
        KeptStanding(loan_no, code, borrower_no, name, LoanStage(stage), *rest)
        for loan_no, code, borrower_no, name, stage, *rest in rows
    ]


def vouchers_of(connection: Connection, club_id: int, entry_nos: Iterable[int]) -> dict[int, str]:
    """Return the vouchers of some entries as printed (PT 214), by the entry's number."""
    query = sa.select(VoucherRow.entry_no, VoucherRow.series, VoucherRow.no).where(
        VoucherRow.club_id == club_id, VoucherRow.entry_no.in_(sorted(set(entry_nos))),
        VoucherRow.void_salt.is_(None),
    )  # fmt: skip
    return {row[0]: f"{row[1]} {row[2]}" for row in connection.execute(query)}
