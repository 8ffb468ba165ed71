"""Every report by its name, made ready to be drawn on a page, on paper, in a sheet."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.balances import latest_day
from ledger.books.clubs import StoredClub
from ledger.books.entries import entry_of
from ledger.books.front import days_of_journal
from ledger.core.errors import NotFound, RuleBroken
from ledger.core.periods import day_to_look_from, month_bounds, month_of
from ledger.core.statements.cash_book import cash_book_table
from ledger.core.statements.entry_page import entry_table
from ledger.core.statements.general_ledger import general_ledger_table
from ledger.core.statements.journal_listing import journal_table
from ledger.core.statements.lists import members_table
from ledger.core.statements.member_table import member_statement_table
from ledger.core.statements.position import (
    balance_sheet_table,
    fund_changes_table,
    income_statement_table,
)
from ledger.core.statements.scope import PeriodEndsBeforeItBegins, Scope
from ledger.core.statements.table import Table, phrase
from ledger.core.statements.trial_balance import trial_balance_table
from ledger.services.class_reports import CLASS_REPORTS
from ledger.services.control_lists import CONTROL_LISTS
from ledger.services.fund_reports import FUND_REPORTS
from ledger.services.loan_reports import LOAN_REPORTS
from ledger.services.members import listed_members, member_statement_of
from ledger.services.outcome_reports import OUTCOME_REPORTS
from ledger.services.report_kinds import Asked, Report, Subject
from ledger.services.statements import (
    Question,
    balance_sheet_of,
    cash_book_of,
    fund_changes_of,
    general_ledger_of,
    income_statement_of,
    journal_of,
    scope_of,
    trial_balance_of,
)


@dataclass(eq=False)
class UnknownReport(NotFound):
    """There is no report of this name; `known` lists those there are."""

    name: str
    known: str


@dataclass(eq=False)
class ReportNeeds(RuleBroken):
    """A report needs one more thing to be named: an account, a member, an entry, a loan."""

    report: str
    needs: str


def _trial_balance(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    return trial_balance_table(trial_balance_of(connection, club, subject.question))


def _journal(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    return journal_table(journal_of(connection, club, subject.question))


def _ledger(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    ledger = general_ledger_of(connection, club, subject.question, subject.account)
    return general_ledger_table(ledger)


def _cash_book(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    return cash_book_table(cash_book_of(connection, club, subject.question))


def _balance_sheet(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    return balance_sheet_table(balance_sheet_of(connection, club, subject.question))


def _income_statement(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    return income_statement_table(income_statement_of(connection, club, subject.question))


def _fund_changes(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    return fund_changes_table(fund_changes_of(connection, club, subject.question))


def _members(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    question = subject.question
    scope = Scope(club.club.code, club.club.name, question.begin, question.end)
    return members_table(scope, listed_members(connection, club, question.end))


def _member_statement(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    question = subject.question
    statement = member_statement_of(
        connection, club, subject.member_no, question.begin, question.end
    )
    return member_statement_table(statement)


def _entry(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    entry = entry_of(connection, club.club_id, subject.entry_no)
    begin, end = month_bounds(month_of(entry.occurred_on))
    scope = scope_of(connection, club, Question(begin, end))
    return entry_table(scope, entry)


REPORTS: Mapping[str, Report] = {
    "trial-balance": Report(phrase("Trial balance"), _trial_balance),
    "balance-sheet": Report(phrase("Balance sheet"), _balance_sheet),
    "income-statement": Report(phrase("Income and expense"), _income_statement),
    "fund-changes": Report(phrase("Changes of the funds"), _fund_changes),
    "cash-book": Report(phrase("Cash book"), _cash_book, is_long=True),
    "journal": Report(phrase("Journal"), _journal, is_long=True),
    "ledger": Report(phrase("General ledger"), _ledger, needs="account", is_long=True),
    "members": Report(phrase("Members"), _members),
    **LOAN_REPORTS,
    **CLASS_REPORTS,
    **OUTCOME_REPORTS,
    **CONTROL_LISTS,
    **FUND_REPORTS,
    "member-statement": Report(phrase("Member's statement"), _member_statement, needs="member"),
    "entry": Report(phrase("Entry"), _entry, needs="entry"),
}
"""The reports by the name that the command line and the pages' addresses share."""


def report_named(name: str) -> Report:
    """Return the report of a name (`UnknownReport`)."""
    if name not in REPORTS:
        raise UnknownReport(name=name, known=", ".join(REPORTS))
    return REPORTS[name]


def make_report(
    connection: Connection, club: StoredClub, name: str, asked: Asked, *, today: dt.date
) -> Table:
    """Return a report ready to be drawn.

    Raises `UnknownReport`, `ReportNeeds`, `PeriodEndsBeforeItBegins`, `UnknownFund`,
    `UnknownAccount`, `UnknownMember`, `UnknownEntry`, `UnknownLoan`, `UnknownGroup`,
    `ReportTooLong`.
    """
    report = report_named(name)
    given = {
        "account": asked.account, "member": asked.member_no, "entry": asked.entry_no,
        "loan": asked.loan_no,
    }  # fmt: skip
    if report.needs is not None and given[report.needs] is None:
        raise ReportNeeds(report=name, needs=report.needs)
    question = settled(
        connection, club, asked, today=today, is_live=report.is_live,
        is_of_all_days=report.is_of_all_days,
    )  # fmt: skip
    subject = Subject(
        question, asked.account or "", asked.member_no or 0, asked.entry_no or 0,
        asked.loan_no or 0, asked.late, asked.or_rescheduled, asked.group, asked.measure,
    )  # fmt: skip
    return report.make(connection, club, subject)


def settled(
    connection: Connection,
    club: StoredClub,
    asked: Asked,
    *,
    today: dt.date,
    is_live: bool = False,
    is_of_all_days: bool = False,
) -> Question:
    """Return the question with its days: by default the year up to its last entry, or today.

    What is of all days begins with the first entry, where no day is asked for.
    A first day after the last entry is a question for that one day, to which nothing happened.
    Raises `PeriodEndsBeforeItBegins`.
    """
    end = asked.end
    if end is None:
        last = latest_day(connection, club.club_id)
        end = day_to_look_from(last, today) if is_live else last or today
        end = max(end, asked.begin or end)
    begin = asked.begin or dt.date(end.year, 1, 1)
    if is_of_all_days and asked.begin is None and asked.end is None:
        days = days_of_journal(connection, club.club_id)
        begin = days[0] if days else begin
    if end < begin:
        raise PeriodEndsBeforeItBegins(begin=begin, end=end)
    return Question(begin, end, asked.fund, asked.known_at, asked.before_closing)
