"""The reports of a club's loans, by name."""

import datetime as dt
from collections.abc import Mapping

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.core.statements.arrears import arrears_table, unnamed_arrears_table
from ledger.core.statements.lending import forecast_table, queue_table
from ledger.core.statements.lending_charts import arrears_charts, forecast_charts
from ledger.core.statements.lending_list import lending_list_table, those_late
from ledger.core.statements.lists import loans_table
from ledger.core.statements.loan_papers_card import card_table
from ledger.core.statements.portfolio_table import portfolio_table
from ledger.core.statements.scope import Scope
from ledger.core.statements.table import Table, phrase
from ledger.services.lending import lending_outlook
from ledger.services.loan_papers import card_paper
from ledger.services.members import listed_loans
from ledger.services.portfolio import arrears_list, lending_list, portfolio_of
from ledger.services.report_kinds import Report, Subject


def _loans(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    scope = _days(club, subject)
    return loans_table(scope, listed_loans(connection, club, scope.end))


def _loan_card(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    return card_table(card_paper(connection, club, subject.loan_no, subject.question.end))


def _queue(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    day = subject.question.end
    outlook = lending_outlook(connection, club, day)
    return queue_table(_on(club, day), outlook.turns, may_pass=outlook.may_pass)


def _forecast(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    day = subject.question.end
    return forecast_table(_on(club, day), lending_outlook(connection, club, day).forecast)


def _arrears(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    return arrears_table(arrears_list(connection, club, _days(club, subject).end))


def _unnamed_arrears(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    return unnamed_arrears_table(arrears_list(connection, club, _days(club, subject).end))


def _portfolio(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    scope = _days(club, subject)
    return portfolio_table(scope, portfolio_of(connection, [club], scope.end).together)


def _figures(connection: Connection, club: StoredClub, subject: Subject) -> Table:
    scope = _days(club, subject)
    loans = lending_list(connection, club, scope.begin, scope.end)
    if subject.late is not None:
        loans = those_late(loans, subject.late, or_rescheduled=subject.or_rescheduled)
    return lending_list_table(scope, loans)


def _days(club: StoredClub, subject: Subject) -> Scope:
    question = subject.question
    return Scope(club.club.code, club.club.name, question.begin, question.end)


def _on(club: StoredClub, day: dt.date) -> Scope:
    return Scope(club.club.code, club.club.name, day, day)


LOAN_REPORTS: Mapping[str, Report] = {
    "loans": Report(phrase("Loans"), _loans, is_live=True),
    "loan-card": Report(phrase("Loan card"), _loan_card, needs="loan", is_live=True),
    "loan-arrears": Report(phrase("Loans in arrears"), _arrears, is_live=True),
    "loan-arrears-unnamed": Report(
        phrase("Loans in arrears, without names"), _unnamed_arrears, is_live=True
    ),
    "loan-portfolio": Report(
        phrase("Portfolio report"), _portfolio, is_live=True, charts=arrears_charts
    ),
    "loan-list": Report(phrase("Loans with their figures"), _figures, is_live=True),
    "loan-queue": Report(phrase("Who waits for a loan"), _queue, is_live=True),
    "loan-forecast": Report(
        phrase("What the fund can lend"), _forecast, is_live=True, charts=forecast_charts
    ),
}
"""A part of `reports.REPORTS`."""
