"""Checks of a club's sums, once every entry was met: the trial balance, loans, money, balances."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from ledger.core.accounts import LOAN_ACCOUNTS, AccountType
from ledger.core.audit.findings import Finding
from ledger.core.audit.movements import Movements
from ledger.core.audit.stored import StoredBooks
from ledger.core.statements.table import phrase


def trial_balance_is_zero(movements: Movements, _books: StoredBooks) -> Iterator[Finding]:
    """Find a day at whose end debits and credits of all accounts differ (invariant 2)."""
    total = 0
    for day in sorted(movements.off_by_day):
        total += movements.off_by_day[day]
        if total:
            yield (
                None,
                phrase(
                    "From %(day)s on, debits less credits of all accounts are %(amount)s.",
                    day=_day(day), amount=total,
                ),
            )  # fmt: skip


def loans_agree(movements: Movements, _books: StoredBooks) -> Iterator[Finding]:
    """Find a loan below zero, and a control account that is not its loans (invariants 5, 6)."""
    for loan_no, owed in sorted(movements.loans.items()):
        if owed < 0:
            yield (
                None,
                phrase(
                    "The loan %(loan)s was repaid by %(amount)s too much.",
                    loan=loan_no, amount=-owed,
                ),
            )  # fmt: skip
    control = sum(
        debit - credit
        for (account, _), (debit, credit) in movements.totals().items()
        if account in LOAN_ACCOUNTS
    )
    loans = sum(movements.loans.values())
    if control != loans:
        yield (
            None,
            phrase(
                "The loans owe %(loans)s together, their accounts say %(control)s.",
                loans=loans, control=control,
            ),
        )  # fmt: skip


def money_not_below_zero(movements: Movements, _books: StoredBooks) -> Iterator[Finding]:
    """Find money below zero at the end of an act or of a day by date (invariants 7 and 8)."""
    for short in movements.shortages:
        yield (
            short.entry_no,
            phrase(
                "With it the account %(account)s of the fund %(fund)s stood at %(amount)s.",
                account=short.account, fund=short.fund, amount=short.balance,
            ),
        )  # fmt: skip
    for (account, fund), days in sorted(movements.money_by_day.items()):
        balance = 0
        for day in sorted(days):
            balance += days[day]
            if balance < 0:
                yield (
                    None,
                    phrase(
                        "On %(day)s the account %(account)s of the fund %(fund)s stood"
                        " at %(amount)s.",
                        day=_day(day), account=account, fund=fund, amount=balance,
                    ),
                )  # fmt: skip


def balance_sheet_balances(movements: Movements, books: StoredBooks) -> Iterator[Finding]:
    """Find a fund whose assets are not its liabilities, funds and surplus (invariant 11)."""
    assets: dict[str, int] = defaultdict(int)
    sources: dict[str, int] = defaultdict(int)
    for (account, fund), (debit, credit) in movements.totals().items():
        if books.accounts.get(account) == AccountType.ASSET:
            assets[fund] += debit - credit
        else:
            sources[fund] += credit - debit
    for fund in sorted(assets.keys() | sources.keys()):
        if assets[fund] != sources[fund]:
            yield (
                None,
                phrase(
                    "The fund %(fund)s has %(assets)s, and owes and is worth %(sources)s.",
                    fund=fund, assets=assets[fund], sources=sources[fund],
                ),
            )  # fmt: skip


def balances_agree(movements: Movements, books: StoredBooks) -> Iterator[Finding]:
    """Find kept balances that are not the sums of the lines (invariant 16)."""
    totals = movements.totals()
    for key in sorted(totals.keys() | books.balances.keys()):
        there, right = books.balances.get(key), totals.get(key)
        if there != right:
            debit, credit = there or (0, 0)
            sum_debit, sum_credit = right or (0, 0)
            yield (
                None,
                phrase(
                    "%(account)s in the fund %(fund)s: kept %(debit)s and %(credit)s, the lines"
                    " give %(sum_debit)s and %(sum_credit)s.",
                    account=key[0], fund=key[1], debit=debit, credit=credit,
                    sum_debit=sum_debit, sum_credit=sum_credit,
                ),
            )  # fmt: skip


def period_balances_agree(movements: Movements, books: StoredBooks) -> Iterator[Finding]:
    """Find kept balances of a month or a year that are not the sums of its lines (invariant 16)."""
    periods = movements.by_period()
    for key in sorted(periods.keys() | books.period_balances.keys()):
        there, right = books.period_balances.get(key), periods.get(key)
        if there != right:
            debit, credit = there or (0, 0)
            sum_debit, sum_credit = right or (0, 0)
            yield (
                None,
                phrase(
                    "%(account)s in the fund %(fund)s in %(period)s: kept %(debit)s and"
                    " %(credit)s, the lines give %(sum_debit)s and %(sum_credit)s.",
                    period=key[0], account=key[1], fund=key[2], debit=debit, credit=credit,
                    sum_debit=sum_debit, sum_credit=sum_credit,
                ),
            )  # fmt: skip


def _day(text: str) -> dt.date | str:
    """Return a stored day as a date, or as it stands when it is none."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return text
