"""The named checks of the books, and what they find."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from ledger.core.statements.table import Phrase, phrase

MOST_KEPT = 100
"""So many faults of a check and club are kept; all are counted."""


class Check(StrEnum):
    """The checks by name, the same in the program, its answers and its documents.

    The numbers are those of the invariants in TRUST.md, section 2.
    """

    FILE_IS_WHOLE = "file-is-whole"
    RULES_ARE_THERE = "rules-are-there"
    ENTRIES_BALANCE = "entries-balance"  # 1
    TRIAL_BALANCE_IS_ZERO = "trial-balance-is-zero"  # 2
    ENTRIES_STAY_IN_THE_CLUB = "entries-stay-in-the-club"  # 3
    AMOUNTS_FIT = "amounts-fit"  # 4
    LOANS_AGREE = "loans-agree"  # 5, 6
    LOANS_AGREE_WITH_THE_JOURNAL = "loans-agree-with-the-journal"  # 5, 10
    LOAN_CACHES_ARE_RIGHT = "loan-caches-are-right"  # 10
    MONEY_NOT_BELOW_ZERO = "money-not-below-zero"  # 7, 8
    BALANCE_SHEET_BALANCES = "balance-sheet-balances"  # 11
    VOUCHERS_RUN_ON = "vouchers-run-on"  # 12
    ENTRIES_RUN_ON = "entries-run-on"  # 13
    ENTRIES_UNALTERED = "entries-unaltered"  # 14, 27
    WORDS_UNALTERED = "words-unaltered"  # 14
    CLOSED_MONTHS_STAY_CLOSED = "closed-months-stay-closed"  # 15
    BALANCES_AGREE = "balances-agree"  # 16
    REVERSALS_UNDO = "reversals-undo"  # 17
    REQUESTS_POSTED_ONCE = "requests-posted-once"  # 18
    ONE_VOUCHER_AN_ENTRY = "one-voucher-an-entry"  # 23
    ACTORS_AND_DATES = "actors-and-dates"  # 26
    CHAIN_UNBROKEN = "chain-unbroken"  # 27
    COUNTER_AGREES = "counter-agrees"  # 27
    NOTHING_STRAY = "nothing-stray"


TITLES: Mapping[Check, Phrase] = {
    Check.FILE_IS_WHOLE: phrase("The file is whole."),
    Check.RULES_ARE_THERE: phrase("The database holds all its rules."),
    Check.ENTRIES_BALANCE: phrase("Every entry balances, in total and in each fund."),
    Check.TRIAL_BALANCE_IS_ZERO: phrase("The trial balance is zero on every day."),
    Check.ENTRIES_STAY_IN_THE_CLUB: phrase("What an entry names belongs to its club."),
    Check.AMOUNTS_FIT: phrase("Every amount is on one side and within bounds."),
    Check.LOANS_AGREE: phrase("Each loan agrees with its account and is not below zero."),
    Check.LOANS_AGREE_WITH_THE_JOURNAL: phrase(
        "The journal has of each loan what its contract and its events give."
    ),
    Check.LOAN_CACHES_ARE_RIGHT: phrase("How each loan stands is kept as its events give it."),
    Check.MONEY_NOT_BELOW_ZERO: phrase("No fund has cash or bank money below zero."),
    Check.BALANCE_SHEET_BALANCES: phrase("Assets are liabilities, funds and surplus."),
    Check.VOUCHERS_RUN_ON: phrase("Voucher numbers have no gap."),
    Check.ENTRIES_RUN_ON: phrase("Entry numbers and recorded times run on."),
    Check.ENTRIES_UNALTERED: phrase("Every entry is as it was posted."),
    Check.WORDS_UNALTERED: phrase("Every entry's words are as they were written, or erased."),
    Check.CLOSED_MONTHS_STAY_CLOSED: phrase("Months close in order and stay as they were."),
    Check.BALANCES_AGREE: phrase("The balances kept agree with the lines."),
    Check.REVERSALS_UNDO: phrase("A reversal undoes one entry exactly, once."),
    Check.REQUESTS_POSTED_ONCE: phrase("What was asked once was posted once."),
    Check.ONE_VOUCHER_AN_ENTRY: phrase("Every entry has one voucher of its year."),
    Check.ACTORS_AND_DATES: phrase("Every entry has an actor and possible dates."),
    Check.CHAIN_UNBROKEN: phrase("Every entry carries the fingerprint of the one before it."),
    Check.COUNTER_AGREES: phrase("No entry is missing at the end."),
    Check.NOTHING_STRAY: phrase("Every row belongs to an entry."),
}


Finding: TypeAlias = tuple[int | None, Phrase]
"""The entry at fault, if it is one, and what is wrong."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: found by which check, in whose books, in which entry if in one."""

    check: Check
    what: Phrase
    club: str | None = None
    entry_no: int | None = None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found in a club's books (or, without a club, in the database).

    `looked_at` counts what was looked at, `found` all faults; `faults` are the first of them.
    """

    check: Check
    club: str | None
    looked_at: int
    found: int = 0
    faults: tuple[Fault, ...] = ()

    @property
    def title(self) -> Phrase:
        """Return what the check holds to be true."""
        return TITLES[self.check]

    @property
    def passed(self) -> bool:
        """Tell whether nothing was found."""
        return not self.found


@dataclass(slots=True)
class Findings:
    """Faults as they come, counted by check; only the first of each check are kept."""

    club: str | None = None
    _counts: dict[Check, int] = field(default_factory=dict)
    _kept: dict[Check, list[Fault]] = field(default_factory=dict)

    def add(self, check: Check, found: Iterable[Finding]) -> None:
        """Take what a check says."""
        for entry_no, what in found:
            self._counts[check] = self._counts.get(check, 0) + 1
            kept = self._kept.setdefault(check, [])
            if len(kept) < MOST_KEPT:
                kept.append(Fault(check, what, self.club, entry_no))

    def result(self, check: Check, looked_at: int) -> CheckResult:
        """Return what a check has found so far."""
        faults = tuple(self._kept.get(check, ()))
        return CheckResult(check, self.club, looked_at, self._counts.get(check, 0), faults)
