"""Members and their statements."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.loan_listing import standings_of
from ledger.books.loans import StoredLoan, loan_balances, loan_files, loans_of
from ledger.books.members import MemberLine, member_balances, member_lines, member_of, members_of
from ledger.core.accounts import (
    DUES,
    INTEREST_RECEIVABLE,
    LOAN_ACCOUNTS,
    LOAN_INTEREST,
    MEMBER_CAPITAL,
)
from ledger.core.journal import EntryKind
from ledger.core.loans.life import replay
from ledger.core.loans.steps import LoanStage
from ledger.core.periods import months_later
from ledger.core.statements.lists import ListedLoan, ListedMember
from ledger.core.statements.member import MemberLoan, MemberMovement, MemberStatement
from ledger.core.statements.scope import PeriodEndsBeforeItBegins


def member_statement_of(
    connection: Connection, club: StoredClub, member_no: int, begin: dt.date, end: dt.date
) -> MemberStatement:
    """Return a member's statement for some days, in three queries.

    What was brought into the books when they began was owed and paid in before: it is part of the
    balances, and no movement. Raises `UnknownMember`, `PeriodEndsBeforeItBegins`.
    """
    if end < begin:
        raise PeriodEndsBeforeItBegins(begin=begin, end=end)
    member = member_of(connection, club.club_id, member_no)
    loans = loans_of(connection, club.club_id, member_no=member_no)
    lines = member_lines(connection, club.club_id, member_no, end)
    within = [line for line in lines if line.occurred_on >= begin and not _is_brought_in(line)]
    handed = _handed_over(within)
    opening = _owed([line for line in lines if line.occurred_on < begin or _is_brought_in(line)])
    movements = _movements(opening, within)
    return MemberStatement(
        club=club.club.name, village=club.club.village, member_no=member_no,
        paper_code=member.paper_code, name=member.name, begin=begin, end=end,
        opening=opening, closing=opening + _owed(within),
        paid_principal=_repaid(handed), paid_interest=_interest(handed),
        paid_dues=_net(within, DUES), paid_capital=_net(within, MEMBER_CAPITAL),
        capital_balance=_net(lines, MEMBER_CAPITAL),
        loans=tuple(_loan(loan, lines) for loan in loans if loan.agreed_on <= end),
        movements=movements, is_restricted=member.is_restricted,
    )  # fmt: skip


def listed_members(connection: Connection, club: StoredClub, day: dt.date) -> list[ListedMember]:
    """Return the club's members by given name, with what each owes and has paid in on a day."""
    owed = member_balances(connection, club.club_id, LOAN_ACCOUNTS, day)
    capital = member_balances(connection, club.club_id, [MEMBER_CAPITAL], day)
    return [
        ListedMember(
            one.member_no, one.paper_code, one.name, one.household_class, one.position,
            owed.get(one.member_no, 0), -capital.get(one.member_no, 0), one.is_restricted,
        )
        for one in members_of(connection, club.club_id)
    ]  # fmt: skip


def listed_loans(connection: Connection, club: StoredClub, day: dt.date) -> list[ListedLoan]:
    """Return the club's loans agreed up to a day, how each stands then and what is outstanding."""
    owed = loan_balances(connection, club.club_id, LOAN_ACCOUNTS, day)
    members = {one.member_no: one for one in members_of(connection, club.club_id)}
    standings = _standings(connection, club.club_id, day)
    return [
        ListedLoan(
            one.loan_no, one.paper_code, one.member_no, borrower.name, one.agreed_on,
            stood.ends_on or months_later(one.agreed_on, one.term_months), one.principal,
            one.monthly_rate_ppm, one.principal_method, owed.get(one.loan_no, 0), stood.stage,
            stood.days_late, borrower.is_restricted,
        )
        for one in loans_of(connection, club.club_id)
        if one.agreed_on <= day
        for borrower in (members[one.member_no],)
        for stood in (standings.get(one.loan_no) or _untold(owed.get(one.loan_no, 0)),)
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Stood:
    """How a loan stood on a day."""

    stage: LoanStage | None
    days_late: int = 0
    ends_on: dt.date | None = None


def _untold(owed: int) -> _Stood:
    """Return how a loan stands of which nothing was told: not paid out, unless it is owed."""
    return _Stood(None if owed else LoanStage.APPROVED)


def _standings(connection: Connection, club_id: int, day: dt.date) -> dict[int, _Stood]:
    """Return how each loan stood on a day; of those told of later, all is worked out again."""
    kept = standings_of(connection, club_id)
    found = {one.loan_no: _Stood(one.stage, one.days_late(day), one.ends_on) for one in kept}
    later = [one.loan_no for one in kept if not one.is_as_of(day)]
    for file in loan_files(connection, club_id, later) if later else ():
        state = replay(file.contract, file.events, day)
        late = state.arrears_now(day).days_late if state.stage is LoanStage.ACTIVE else 0
        ends_on = max((row.due_on for row in state.rows), default=None)
        found[file.loan.loan_no] = _Stood(state.stage, late, ends_on)
    return found


def _is_brought_in(line: MemberLine) -> bool:
    """Tell whether a line is of the balances with which the books begin."""
    return line.kind == EntryKind.OPENING.value


def _owed(lines: list[MemberLine]) -> int:
    return sum(line.debit - line.credit for line in lines if line.account in LOAN_ACCOUNTS)


def _net(lines: list[MemberLine], account: str) -> int:
    return sum(line.credit - line.debit for line in lines if line.account == account)


def _handed_over(lines: list[MemberLine]) -> list[MemberLine]:
    """Return the lines of those entries by which money changed hands.

    Cash names nobody; so where the lines that name a member cancel out (moved to overdue, written
    off, accrued), neither side gave the other anything.
    """
    net: dict[int, int] = defaultdict(int)
    for line in lines:
        net[line.entry_no] += line.debit - line.credit
    return [line for line in lines if net[line.entry_no]]


def _repaid(handed: list[MemberLine]) -> int:
    """Return the principal paid back, less what was reversed of it."""
    principal = [line for line in handed if line.account in LOAN_ACCOUNTS]
    return sum(-line.debit if line.reverses else line.credit for line in principal)


def _interest(handed: list[MemberLine]) -> int:
    """Return the interest paid: as income at once, or against what was accrued before."""
    return _net(handed, LOAN_INTEREST) + _net(handed, INTEREST_RECEIVABLE)


def _movements(opening: int, lines: list[MemberLine]) -> tuple[MemberMovement, ...]:
    found, balance = [], opening
    handed = {line.entry_no for line in _handed_over(lines)}
    for line in lines:
        is_handed = line.entry_no in handed
        change = line.debit - line.credit if line.account in LOAN_ACCOUNTS else 0
        balance += change
        found.append(
            MemberMovement(
                line.entry_no, line.occurred_on, f"{line.series} {line.voucher_no}", line.kind,
                line.account, line.loan_no, line.narration, change,
                line.credit if is_handed else 0, line.debit if is_handed else 0, balance,
            )
        )  # fmt: skip
    return tuple(found)


def _loan(loan: StoredLoan, lines: list[MemberLine]) -> MemberLoan:
    own = [line for line in lines if line.loan_no == loan.loan_no]
    handed = [line for line in _handed_over(lines) if line.loan_no == loan.loan_no]
    principal = [line for line in handed if line.account in LOAN_ACCOUNTS]
    disbursed = [
        # Of a loan of before the books they know only when it was agreed.
        loan.agreed_on if _is_brought_in(line) else line.occurred_on
        for line in principal
        if line.debit and not line.reverses
    ]
    return MemberLoan(
        loan_no=loan.loan_no, paper_code=loan.paper_code, purpose=loan.purpose or "",
        disbursed_on=min(disbursed, default=None),
        due_on=months_later(loan.agreed_on, loan.term_months),
        principal=loan.principal, repaid=_repaid(handed), outstanding=_owed(own),
        interest_paid=_interest(handed),
    )  # fmt: skip
