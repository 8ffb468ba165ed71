"""Members and their statements."""

import datetime as dt

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.members import MemberLine, StoredLoan, loans_of, member_lines, member_of
from ledger.core.accounts import LOAN_ACCOUNTS, LOAN_INTEREST, MEMBER_CAPITAL
from ledger.core.periods import months_later
from ledger.core.statements.member import MemberLoan, MemberMovement, MemberStatement

DUES = "5112"


def member_statement_of(
    connection: Connection, club: StoredClub, member_no: int, begin: dt.date, end: dt.date
) -> MemberStatement:
    """Return a member's statement for some days, in three queries (`UnknownMember`)."""
    member = member_of(connection, club.club_id, member_no)
    loans = loans_of(connection, club.club_id, member_no=member_no)
    lines = member_lines(connection, club.club_id, member_no, end)
    within = [line for line in lines if line.occurred_on >= begin]
    opening = _owed([line for line in lines if line.occurred_on < begin])
    movements = _movements(opening, within)
    return MemberStatement(
        club=club.club.name, village=club.club.village, member_no=member_no,
        paper_code=member.paper_code, name=member.name, begin=begin, end=end,
        opening=opening, closing=opening + _owed(within),
        paid_principal=sum(x.credit for x in within if x.account in LOAN_ACCOUNTS),
        paid_interest=_net(within, LOAN_INTEREST), paid_dues=_net(within, DUES),
        paid_capital=_net(within, MEMBER_CAPITAL), capital_balance=_net(lines, MEMBER_CAPITAL),
        loans=tuple(_loan(loan, lines) for loan in loans if loan.agreed_on <= end),
        movements=movements,
    )  # fmt: skip


def _owed(lines: list[MemberLine]) -> int:
    return sum(line.debit - line.credit for line in lines if line.account in LOAN_ACCOUNTS)


def _net(lines: list[MemberLine], account: str) -> int:
    return sum(line.credit - line.debit for line in lines if line.account == account)


def _movements(opening: int, lines: list[MemberLine]) -> tuple[MemberMovement, ...]:
    found, balance = [], opening
    for line in lines:
        change = line.debit - line.credit if line.account in LOAN_ACCOUNTS else 0
        balance += change
        found.append(
            MemberMovement(
                line.entry_no, line.occurred_on, f"{line.series} {line.voucher_no}", line.kind,
                line.account, line.loan_no, line.narration, change, line.credit, line.debit,
                balance,
            )
        )  # fmt: skip
    return tuple(found)


def _loan(loan: StoredLoan, lines: list[MemberLine]) -> MemberLoan:
    own = [line for line in lines if line.loan_no == loan.loan_no]
    principal = [line for line in own if line.account in LOAN_ACCOUNTS]
    disbursed = [line.occurred_on for line in principal if line.debit]
    return MemberLoan(
        loan_no=loan.loan_no, paper_code=loan.paper_code, purpose=loan.purpose or "",
        disbursed_on=min(disbursed, default=None),
        due_on=months_later(loan.agreed_on, loan.term_months),
        principal=loan.principal, repaid=sum(line.credit for line in principal),
        outstanding=_owed(own), interest_paid=_net(own, LOAN_INTEREST),
    )  # fmt: skip

