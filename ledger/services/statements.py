"""Every statement of a club's books, each as a value."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.accounts import accounts_of, funds_of
from ledger.books.balances import ByAccountAndFund, sums_of_kinds, sums_until
from ledger.books.clubs import StoredClub
from ledger.books.entries import account_lines, entries_between
from ledger.books.refusals import UnknownAccount, UnknownFund
from ledger.core.accounts import CASH, Account, AccountType, Fund
from ledger.core.journal import EntryKind
from ledger.core.periods import day_before
from ledger.core.statements.cash_book import CashBook, cash_book
from ledger.core.statements.general_ledger import GeneralLedger
from ledger.core.statements.journal_listing import JournalListing
from ledger.core.statements.position import (
    BalanceSheet,
    FundChange,
    FundChanges,
    IncomeStatement,
    balance_sheet,
    income_statement,
)
from ledger.core.statements.scope import Scope
from ledger.core.statements.trial_balance import Sums, TrialBalance, trial_balance


@dataclass(frozen=True, slots=True)
class Question:
    """What a reader asks of a statement: the days, one fund or all, as known when.

    `before_closing` leaves out of a ledger the entries that close a year.
    """

    begin: dt.date
    end: dt.date
    fund: str | None = None
    known_at: dt.datetime | None = None
    before_closing: bool = False


def scope_of(connection: Connection, club: StoredClub, question: Question) -> Scope:
    """Return whose books, which days, which fund, as known when (`UnknownFund`)."""
    return Scope(
        club.club.code, club.club.name, question.begin, question.end,
        fund_of(connection, club, question.fund), question.known_at,
    )  # fmt: skip


def fund_of(connection: Connection, club: StoredClub, code: str | None) -> Fund | None:
    """Return the fund of a code, None for the whole club (`UnknownFund`)."""
    if code is None:
        return None
    for fund in funds_of(connection, club.club_id):
        if fund.code == code:
            return fund
    raise UnknownFund(fund=code)


def by_account(sums: ByAccountAndFund, fund: str | None) -> dict[str, Sums]:
    """Return sums by account, of one fund or of all."""
    found: dict[str, Sums] = {}
    for (account, one), amount in sums.items():
        if fund is None or one == fund:
            found[account] = found.get(account, Sums()) + amount
    return found


def _before_and_until(
    connection: Connection, club: StoredClub, question: Question
) -> tuple[ByAccountAndFund, ByAccountAndFund]:
    yesterday = day_before(question.begin)
    before, until = sums_until(
        connection, club.club_id, yesterday, question.end, known_at=question.known_at
    )
    return before, until


def trial_balance_of(connection: Connection, club: StoredClub, question: Question) -> TrialBalance:
    """Return the trial balance with opening, movements and closing."""
    scope = scope_of(connection, club, question)
    before, until = _before_and_until(connection, club, question)
    return trial_balance(
        scope,
        accounts_of(connection, club.club_id),
        by_account(before, question.fund),
        by_account(until, question.fund),
    )


def general_ledger_of(
    connection: Connection, club: StoredClub, question: Question, account: str
) -> GeneralLedger:
    """Return an account's ledger (`UnknownAccount`)."""
    scope = scope_of(connection, club, question)
    found = next((a for a in accounts_of(connection, club.club_id) if a.number == account), None)
    if found is None:
        raise UnknownAccount(account=account)
    yesterday = day_before(question.begin)
    (before,) = sums_until(connection, club.club_id, yesterday, known_at=question.known_at)
    lines = account_lines(
        connection, club.club_id, [account], question.begin, question.end,
        fund=question.fund, known_at=question.known_at, before_closing=question.before_closing,
    )  # fmt: skip
    opening = by_account(before, question.fund).get(account, Sums())
    return GeneralLedger(scope, found, opening, tuple(lines), question.before_closing)


def cash_book_of(connection: Connection, club: StoredClub, question: Question) -> CashBook:
    """Return the cash book of a fund or of the whole box (form S07)."""
    ledger = general_ledger_of(connection, club, question, CASH)
    return cash_book(ledger.scope, ledger.opening.balance, ledger.lines)


def journal_of(connection: Connection, club: StoredClub, question: Question) -> JournalListing:
    """Return the entries of some days with their lines; of one fund, those that touch it."""
    scope = scope_of(connection, club, question)
    entries = entries_between(
        connection, club.club_id, question.begin, question.end, known_at=question.known_at
    )
    if question.fund is not None:
        entries = [e for e in entries if any(line.fund == question.fund for line in e.lines)]
    return JournalListing(scope, tuple(entries))


def balance_sheet_of(connection: Connection, club: StoredClub, question: Question) -> BalanceSheet:
    """Return the balance sheet on the question's last day."""
    scope = scope_of(connection, club, question)
    (until,) = sums_until(connection, club.club_id, question.end, known_at=question.known_at)
    accounts = accounts_of(connection, club.club_id)
    return balance_sheet(scope, accounts, by_account(until, question.fund))


def income_statement_of(
    connection: Connection, club: StoredClub, question: Question
) -> IncomeStatement:
    """Return income and expense of the days, without the entries that close a year."""
    scope = scope_of(connection, club, question)
    before, until = _before_and_until(connection, club, question)
    (closing,) = _of_kinds(connection, club, question, EntryKind.CLOSING)
    movements = by_account(_movements(before, until, closing), question.fund)
    return income_statement(scope, accounts_of(connection, club.club_id), movements)


def _movements(
    before: ByAccountAndFund, until: ByAccountAndFund, closing: ByAccountAndFund
) -> ByAccountAndFund:
    return {
        key: sums - before.get(key, Sums()) - closing.get(key, Sums())
        for key, sums in until.items()
    }


def _of_kinds(
    connection: Connection, club: StoredClub, question: Question, *kinds: EntryKind
) -> tuple[ByAccountAndFund, ...]:
    found = sums_of_kinds(
        connection, club.club_id, question.begin, question.end,
        tuple(kind.value for kind in kinds), known_at=question.known_at,
    )  # fmt: skip
    return tuple(found.get(kind.value, {}) for kind in kinds)


def fund_changes_of(connection: Connection, club: StoredClub, question: Question) -> FundChanges:
    """Return how each fund's net assets changed in the days."""
    scope = scope_of(connection, club, question)
    before, until = _before_and_until(connection, club, question)
    closing, transfers = _of_kinds(
        connection, club, question, EntryKind.CLOSING, EntryKind.TRANSFER
    )
    movements = _movements(before, until, closing)
    accounts = {a.number: a for a in accounts_of(connection, club.club_id)}
    funds = funds_of(connection, club.club_id)
    changes = [
        _fund_change(fund, accounts, before, movements, transfers)
        for fund in funds
        if question.fund in {None, fund.code}
    ]
    return FundChanges(scope, tuple(changes))


def _fund_change(
    fund: Fund,
    accounts: Mapping[str, Account],
    before: ByAccountAndFund,
    movements: ByAccountAndFund,
    transfers: ByAccountAndFund,
) -> FundChange:
    def total(sums: ByAccountAndFund, *kinds: AccountType) -> int:
        return sum(
            one.balance
            for (account, code), one in sums.items()
            if code == fund.code and accounts[account].type in kinds
        )

    moved = -total(transfers, AccountType.EQUITY)
    return FundChange(
        fund,
        opening=total(before, AccountType.ASSET, AccountType.LIABILITY),
        capital=-total(movements, AccountType.EQUITY) - moved,
        income=-total(movements, AccountType.INCOME),
        expenses=total(movements, AccountType.EXPENSE),
        transfers=moved,
    )
