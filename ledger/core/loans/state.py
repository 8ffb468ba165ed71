"""How a loan stands after all that happened to it, as one value."""

import datetime as dt
from dataclasses import dataclass

from ledger.core.loans.allocation import NO_ALLOCATION, Allocation
from ledger.core.loans.arrears import Arrears, Due, arrears, dues_of, unpaid_principal
from ledger.core.loans.contract import Contract
from ledger.core.loans.events import LoanEvent, NewScheduleReason
from ledger.core.loans.parts import NOTHING, Parts
from ledger.core.loans.schedule import Schedule
from ledger.core.loans.standing import Standing, total_left, total_paid
from ledger.core.loans.steps import LoanStage
from ledger.core.loans.tranches import Tranche
from ledger.core.posting_rules import LoanMoney

NO_MONEY = LoanMoney()


@dataclass(frozen=True, slots=True)
class PrincipalPaid:
    """Principal that was paid on a day, in minor units, and the instalment it counts for."""

    on: dt.date
    amount: int
    instalment: int


@dataclass(frozen=True, slots=True)
class Version:
    """A schedule that held until another was agreed on a day, as it stood then."""

    until: dt.date
    reason: NewScheduleReason
    rows: tuple[Standing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an event did, in minor units: all that its journal lines need.

    `allocation`: how money was split; `from_held`, whether it was money held before.
    `overdue`: principal of it that stood in 1322. `receivable`: interest of it, or written off,
    that stood in 1323. `recovered`: principal of it that was written off before; `is_recovery`:
    the whole loan was. `given_up`: what a write-off or a waiver gave up, and `from_allowance` of
    it. `moved`: what was moved to overdue or accrued. `taken_over`: what an heir took over. `fee`:
    what was taken when the loan was paid out.
    """

    event: LoanEvent
    allocation: Allocation = NO_ALLOCATION
    from_held: bool = False
    overdue: int = 0
    receivable: int = 0
    recovered: int = 0
    is_recovery: bool = False
    given_up: Parts = NOTHING
    moved: int = 0
    from_allowance: int = 0
    taken_over: LoanMoney = NO_MONEY
    fee: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanState:
    """A loan's state on `as_of`, worked out from its events alone; amounts in minor units.

    `level`: the instalment, or the equal part of principal, that the current schedule keeps.
    `is_agreed`: the current schedule was agreed part by part. `held`: money of the borrower
    (3388). `overdue` and `receivable`: what stands in 1322 and 1323. `written_off`: what was given
    up at that time. `outcomes` are in the order of `occurred_on`.
    """

    contract: Contract
    as_of: dt.date
    tranches: tuple[Tranche, ...] = ()
    original: Schedule | None = None
    rows: tuple[Standing, ...] = ()
    level: int | None = None
    is_agreed: bool = False
    versions: tuple[Version, ...] = ()
    principal_paid: tuple[PrincipalPaid, ...] = ()
    held: int = 0
    overdue: int = 0
    receivable: int = 0
    interest_booked: int = 0
    """Interest that is not to be accrued any more: it was, or it was paid or forgiven before."""
    written_off: Parts = NOTHING
    written_off_on: dt.date | None = None
    off_books: int = 0
    """Principal that was written off and is followed on (004)."""
    is_off_books: bool = False
    """Whether the whole loan was written off, so that all that comes is recovered."""
    closed_on: dt.date | None = None
    heir_no: int | None = None
    outcomes: tuple[Outcome, ...] = ()

    @property
    def lent(self) -> int:
        """Return all that was paid out."""
        return sum(one.amount for one in self.tranches)

    @property
    def left(self) -> Parts:
        """Return what is owed, due or not, by component: interest as the schedule has it."""
        return total_left(self.rows)

    @property
    def paid(self) -> Parts:
        """Return what was paid, given or waived, by component."""
        return total_paid(self.rows)

    @property
    def balance(self) -> int:
        """Return the principal that is owed."""
        return sum(row.due.principal - row.paid.principal for row in self.rows)

    @property
    def in_books(self) -> int:
        """Return the principal that is still an asset of the club: owed and not written off."""
        return self.balance - self.off_books

    @property
    def repaid_on(self) -> dt.date | None:
        """Return the day on which nothing was owed any more, None while something is."""
        if not self.rows or self.left.total:
            return None
        days = [row.settled_on for row in self.rows if row.settled_on is not None]
        return max(days, default=None)

    @property
    def stage(self) -> LoanStage:
        """Return where the loan is in its life."""
        if self.closed_on is not None:
            return LoanStage.CLOSED
        if not self.rows:
            return LoanStage.APPROVED
        if not self.left.total:
            return LoanStage.REPAID
        return LoanStage.WRITTEN_OFF if self.is_off_books else LoanStage.ACTIVE

    @property
    def was_extended(self) -> bool:
        """Tell whether the loan was extended before."""
        return any(one.reason is NewScheduleReason.EXTENSION for one in self.versions)

    @property
    def was_rescheduled(self) -> bool:
        """Tell whether the loan's schedule was ever replaced: portfolio figures ask for that."""
        return bool(self.versions)

    def arrears_now(self, on: dt.date) -> Arrears:
        """Return how late the loan is on a day by its current schedule, charges included."""
        left = [Due(row.due_on, row.left.total, row.left.principal) for row in self.rows]
        return arrears([due for due in left if due.amount], on, self.contract.lateness)

    def arrears_as_agreed(self, on: dt.date) -> Arrears:
        """Return how late the loan is on a day by its original schedule (RULES.md, section 6).

        Principal counts by the dates on which it was first to come back, whatever was agreed
        later; interest and charges by those on which they are due.
        """
        if self.original is None:
            return arrears([], on, self.contract.lateness)
        left = list(unpaid_principal(dues_of(self.original), self.paid.principal))
        left += [
            Due(row.due_on, row.left.total - row.left.principal)
            for row in self.rows
            if row.left.total > row.left.principal
        ]
        return arrears(left, on, self.contract.lateness)

    def outcome(self, number: int) -> Outcome:
        """Return what the event of a number did (`KeyError` where it counts no more)."""
        for one in self.outcomes:
            if one.event.number == number:
                return one
        raise KeyError(number)
