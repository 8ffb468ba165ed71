"""What stands against erasing a person, as the books know it."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.accounts import funds_of
from ledger.books.approvals import State
from ledger.books.erasing import Person
from ledger.books.lent_capital import lent_capital
from ledger.books.members import member_of
from ledger.books.tables.accounts import AccountRow
from ledger.books.tables.audit import ApprovalRow, DisputeRow
from ledger.books.tables.journal import JournalLineRow
from ledger.books.tables.loan_events import LoanStandingRow
from ledger.books.tables.loans import LoanApplicationRow
from ledger.books.tables.members import MemberRow, MembershipEventRow
from ledger.core.accounts import AccountType
from ledger.core.loans.steps import LoanStage
from ledger.core.privacy.erasure import ERASE_PERSON, ErasureBar, is_owed_account, says_name

_UNDECIDED = (LoanStage.ASKED, LoanStage.APPRAISED, LoanStage.VOTED)
_OVER = (LoanStage.REPAID, LoanStage.CLOSED)


def bars(connection: Connection, club_id: int, person: Person) -> Iterator[ErasureBar]:
    """Yield what stands against erasing a member, but for an office that is held."""
    if _is_member(connection, club_id, person.member_no):
        yield ErasureBar.STILL_MEMBER
    owed = _owed(connection, club_id, person.member_no)
    if any(amount > 0 for amount in owed):
        yield ErasureBar.OWES
    lent = _has_lent(connection, club_id, person.name)
    if lent or any(amount < 0 for amount in owed):
        yield ErasureBar.IS_OWED
    if _has_open_loan(connection, club_id, person.member_no):
        yield ErasureBar.OPEN_LOAN
    if _some(connection, LoanApplicationRow, club_id, _undecided(person.member_no)):
        yield ErasureBar.OPEN_APPLICATION
    if _some(connection, DisputeRow, club_id, _unanswered(person.member_no)):
        yield ErasureBar.OPEN_DISPUTE
    if _waits(connection, club_id, person):
        yield ErasureBar.WAITING_APPROVAL


def person_of(connection: Connection, club_id: int, member_no: int) -> Person:
    """Return a member as the person who is to be erased (`UnknownMember`)."""
    member = member_of(connection, club_id, member_no)
    query = sa.select(MemberRow.name).where(
        MemberRow.club_id == club_id, MemberRow.member_no != member_no
    )
    others = connection.execute(query).scalars()
    has_homonym = any(says_name(name, member.name) for name in others)
    return Person(member_no, member.paper_code, member.name, has_homonym)


def is_about(person: Person, *, content: str, summary: str) -> bool:
    """Tell whether what waits or waited for a second person names a member, by number or name.

    `content` is the act as `core.loans.written` writes it.
    """
    number = f'"member_no":{person.member_no}'
    says = not person.has_homonym and (
        says_name(summary, person.name) or says_name(content, person.name)
    )
    return says or any(f"{number}{mark}" in content for mark in (",", "}"))


def _is_member(connection: Connection, club_id: int, member_no: int) -> bool:
    event = MembershipEventRow
    query = (
        sa.select(event.kind)
        .where(event.club_id == club_id, event.member_no == member_no)
        .order_by(event.event_no.desc())
        .limit(1)
    )
    return connection.execute(query).scalar() == "joined"


def _owed(connection: Connection, club_id: int, member_no: int) -> list[int]:
    """Return debits less credits of each account on which something is owed, in đồng."""
    line, account = JournalLineRow, AccountRow
    query = (
        sa.select(line.account, account.type, sa.func.sum(line.debit - line.credit))
        .join(account, sa.and_(account.club_id == club_id, account.account == line.account))
        .where(line.club_id == club_id, line.member_no == member_no)
        .group_by(line.account, account.type)
        .order_by(line.account)
    )
    return [
        int(amount)
        for number, kind, amount in connection.execute(query)
        if is_owed_account(number, AccountType(kind))
    ]


def _has_lent(connection: Connection, club_id: int, name: str) -> bool:
    return any(
        owed > 0 and says_name(lender, name)
        for fund in funds_of(connection, club_id)
        for lender, owed in lent_capital(connection, club_id, fund.code).items()
    )


def _has_open_loan(connection: Connection, club_id: int, member_no: int) -> bool:
    loan = LoanStandingRow
    left = (
        loan.interest_left + loan.fine_left + loan.fee_left + loan.held + loan.receivable
        + loan.off_books
    )  # fmt: skip
    query = sa.select(sa.literal(1)).where(
        loan.club_id == club_id,
        loan.borrower_no == member_no,
        sa.or_(loan.stage.not_in([one.value for one in _OVER]), left != 0),
    )
    return connection.execute(query.limit(1)).first() is not None


def _undecided(member_no: int) -> sa.ColumnElement[bool]:
    application = LoanApplicationRow
    return sa.and_(
        application.member_no == member_no,
        application.stage.in_([one.value for one in _UNDECIDED]),
    )


def _unanswered(member_no: int) -> sa.ColumnElement[bool]:
    return sa.and_(DisputeRow.member_no == member_no, DisputeRow.answered_at.is_(None))


def _some(
    connection: Connection,
    table: type[LoanApplicationRow | DisputeRow],
    club_id: int,
    condition: sa.ColumnElement[bool],
) -> bool:
    query = sa.select(sa.literal(1)).where(table.club_id == club_id, condition).limit(1)
    return connection.execute(query).first() is not None


def _waits(connection: Connection, club_id: int, person: Person) -> bool:
    """Tell whether something about the member waits for a second person."""
    approval = ApprovalRow
    query = sa.select(approval.content, approval.summary).where(
        approval.club_id == club_id,
        approval.state == State.WAITING.value,
        approval.act != ERASE_PERSON,
    )
    return any(
        is_about(person, content=content, summary=summary)
        for content, summary in connection.execute(query)
    )
