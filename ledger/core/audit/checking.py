"""All checks of a club's books, in one pass along its entries."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from ledger.core.audit.club_checks import (
    balance_sheet_balances,
    balances_agree,
    loans_agree,
    money_not_below_zero,
    period_balances_agree,
    trial_balance_is_zero,
)
from ledger.core.audit.entry_checks import ENTRY_CHECKS
from ledger.core.audit.findings import Check, CheckResult, Finding, Findings
from ledger.core.audit.loan_checks import kept_as_they_stand, loan_agrees, loans_stray
from ledger.core.audit.loan_lives import CheckedLoan
from ledger.core.audit.merkle import GrowingTree
from ledger.core.audit.movements import Movements
from ledger.core.audit.order_checks import (
    counter_agrees,
    months_close_in_order,
    months_follow,
    nothing_stray,
    requests_posted_once,
    reversals_undo,
    vouchers_run_on,
)
from ledger.core.audit.stored import (
    StoredBooks,
    StoredEntry,
    StoredHead,
    StoredRequest,
    StoredReversal,
    Stray,
)

Row = TypeVar("Row")

BooksCheck: TypeAlias = Callable[[Movements, StoredBooks], Iterator[Finding]]

BOOKS_CHECKS: tuple[tuple[Check, BooksCheck], ...] = (
    (Check.TRIAL_BALANCE_IS_ZERO, trial_balance_is_zero),
    (Check.LOANS_AGREE, loans_agree),
    (Check.MONEY_NOT_BELOW_ZERO, money_not_below_zero),
    (Check.BALANCE_SHEET_BALANCES, balance_sheet_balances),
    (Check.VOUCHERS_RUN_ON, vouchers_run_on),
    (Check.CLOSED_MONTHS_STAY_CLOSED, months_follow),
    (Check.CLOSED_MONTHS_STAY_CLOSED, months_close_in_order),
    (Check.BALANCES_AGREE, balances_agree),
    (Check.BALANCES_AGREE, period_balances_agree),
    (Check.COUNTER_AGREES, counter_agrees),
)
"""The checks made of a club's books once all its entries were met."""


@dataclass(frozen=True, slots=True)
class ClubTree:
    """A club's entries as a tree: how many there are, and the root over all (RFC 9162)."""

    club: str
    size: int
    root: bytes


@dataclass(frozen=True, slots=True)
class ClubRows:
    """A club's rows to be checked, each read once; `strays` is asked when entries are through.

    `loan_strays` is asked after the loans: the tables that hold rows of loans that are not there.
    """

    books: StoredBooks
    entries: Iterable[StoredEntry]
    strays: Iterable[Stray]
    reversals: Iterable[StoredReversal]
    requests: Iterable[StoredRequest]
    loans: Iterable[CheckedLoan] = ()
    loan_strays: Iterable[str] = ()


def check_club(
    rows: ClubRows, progress: Callable[[int], None]
) -> tuple[list[CheckResult], ClubTree]:
    """Return what each check found in a club's books, and the tree over its entries.

    `progress` is told of every entry. Nothing but sums, and no more than a batch of rows, is
    held at a time.
    """
    books = rows.books
    findings, movements, tree = Findings(books.code), Movements(), GrowingTree()
    for entry in rows.entries:
        check_entry(entry, movements.last, books, findings)
        movements.add(entry)
        tree.add(entry.head.hash)
        progress(entry.head.entry_no)
    movements.end_of_act()
    for check, look in BOOKS_CHECKS:
        findings.add(check, look(movements, books))
    counts = _counts(movements, books)
    findings.add(Check.NOTHING_STRAY, nothing_stray(rows.strays))
    reversals = _counted(rows.reversals, Check.REVERSALS_UNDO, counts)
    findings.add(Check.REVERSALS_UNDO, reversals_undo(reversals))
    requests = _counted(rows.requests, Check.REQUESTS_POSTED_ONCE, counts)
    findings.add(Check.REQUESTS_POSTED_ONCE, requests_posted_once(requests))
    _check_loans(rows, findings, counts)
    results = [findings.result(check, counts[check]) for check in Check if check in counts]
    return results, ClubTree(books.code, tree.size, tree.root)


def _check_loans(rows: ClubRows, findings: Findings, counts: dict[Check, int]) -> None:
    """Make the checks of every loan, one after the other."""
    counts[Check.LOANS_AGREE_WITH_THE_JOURNAL] = counts[Check.LOAN_CACHES_ARE_RIGHT] = 0
    for loan in _counted(rows.loans, Check.LOANS_AGREE_WITH_THE_JOURNAL, counts):
        findings.add(Check.LOANS_AGREE_WITH_THE_JOURNAL, loan_agrees(loan.life, loan.lived))
        findings.add(Check.LOAN_CACHES_ARE_RIGHT, kept_as_they_stand(loan))
        counts[Check.LOAN_CACHES_ARE_RIGHT] += 1
    findings.add(Check.LOANS_AGREE_WITH_THE_JOURNAL, loans_stray(rows.loan_strays))


def check_entry(
    entry: StoredEntry, before: StoredHead | None, books: StoredBooks, findings: Findings
) -> None:
    """Make every check of one entry, beside the one before it."""
    for check, look in ENTRY_CHECKS:
        found = look(entry, before, books)
        if found:
            findings.add(check, [(entry.head.entry_no, what) for what in found])


def _counts(movements: Movements, books: StoredBooks) -> dict[Check, int]:
    """Return how many things each check looks at."""
    counts = dict.fromkeys((check for check, _ in ENTRY_CHECKS), movements.entries)
    runs = [run for runs in movements.vouchers.values() for run in runs.last_of.items()]
    return counts | {
        Check.TRIAL_BALANCE_IS_ZERO: movements.entries,
        Check.AMOUNTS_FIT: movements.lines,
        Check.LOANS_AGREE: len(movements.loans),
        Check.MONEY_NOT_BELOW_ZERO: sum(len(days) for days in movements.money_by_day.values()),
        Check.BALANCE_SHEET_BALANCES: len(books.funds),
        Check.VOUCHERS_RUN_ON: sum(last - first + 1 for first, last in runs),
        Check.CLOSED_MONTHS_STAY_CLOSED: len(books.months),
        Check.BALANCES_AGREE: len(books.balances) + len(books.period_balances),
        Check.COUNTER_AGREES: 1,
        Check.NOTHING_STRAY: movements.lines,
        Check.REVERSALS_UNDO: 0,
        Check.REQUESTS_POSTED_ONCE: 0,
    }


def _counted(rows: Iterable[Row], check: Check, counts: dict[Check, int]) -> Iterator[Row]:
    for row in rows:
        counts[check] += 1
        yield row
