"""What a club's workbook comes to, by plain sums over its rows that share nothing with the product.

Shares are whole parts per thousand, money is đồng.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from ledger.core.loans.choices import PrincipalMethod
from ledger.core.periods import months_later
from ledger.core.workbook.values import (
    CashKind,
    CashRow,
    HouseholdClass,
    InterestSplit,
    LoanFacts,
    Sex,
    Workbook,
)

POOR = {HouseholdClass.POOR, HouseholdClass.NEAR_POOR}


@dataclass(slots=True)
class Standing:
    """What a club has on a day: cash by fund, money in the bank, principal owed by loan."""

    cash: Counter[str] = field(default_factory=Counter)
    bank: int = 0
    owed: Counter[str] = field(default_factory=Counter)

    @property
    def lent(self) -> int:
        """Return the principal outstanding."""
        return sum(self.owed.values())

    @property
    def fund(self) -> int:
        """Return what the loan fund has, lent or not."""
        return self.lent + self.bank + self.cash["income"]

    @property
    def borrowers(self) -> int:
        """Return how many loans are not paid back."""
        return sum(1 for amount in self.owed.values() if amount)

    @property
    def lent_share(self) -> int:
        """Return how much of the loan fund is lent, in parts per thousand."""
        return self.lent * 1_000 // self.fund

    def take(self, event: CashRow | InterestSplit) -> None:
        """Count a row or a division of interest."""
        if isinstance(event, InterestSplit):
            for fund, amount in event.parts:
                self.cash["income"] -= amount
                self.cash[fund.value] += amount
            return
        for fund, amount in event.parts:
            self.cash[fund.value] += amount if event.is_receipt else -amount
        match event.kind:
            case CashKind.BANK_DEPOSIT:
                self.bank += event.amount
            case CashKind.BANK_WITHDRAWAL:
                self.bank -= event.amount
            case CashKind.DISBURSEMENT:
                self.owed[event.loan or ""] += event.amount
            case CashKind.PRINCIPAL:
                self.owed[event.loan or ""] -= event.amount

    def copy(self) -> "Standing":
        """Return the same standing, which later rows do not touch."""
        return Standing(Counter(self.cash), self.bank, Counter(self.owed))


@dataclass(frozen=True, slots=True)
class ClubFigures:
    """A workbook, the last day of its books, the standing at each month's end.

    `repayments` are the days and amounts of principal received, by loan.
    """

    workbook: Workbook
    until: dt.date
    month_ends: tuple[Standing, ...]
    repayments: dict[str, list[tuple[dt.date, int]]]

    @property
    def last(self) -> Standing:
        """Return the standing on the last day."""
        return self.month_ends[-1]

    @property
    def members(self) -> int:
        """Return how many members the list holds."""
        return len(self.workbook.members)

    @property
    def women(self) -> int:
        """Return the share of women."""
        return self._share(one.sex is Sex.FEMALE for one in self.workbook.members)

    @property
    def older(self) -> int:
        """Return the share of those aged 55 and more in the last year, by the year of birth."""
        born_by = self.until.year - 55
        return self._share((one.birth_year or 9999) <= born_by for one in self.workbook.members)

    @property
    def poor(self) -> int:
        """Return the share of those in poor and near-poor households."""
        return self._share(one.household_class in POOR for one in self.workbook.members)

    @property
    def ever_borrowed(self) -> int:
        """Return the share of those who had a loan at any time."""
        borrowers = {loan.member for loan in self.workbook.loans}
        return self._share(one.code in borrowers for one in self.workbook.members)

    @property
    def seed_capital(self) -> int:
        """Return what others gave or lent to the loan fund."""
        kinds = {
            CashKind.CAPITAL_PROJECT,
            CashKind.CAPITAL_BUDGET,
            CashKind.CAPITAL_DONATED,
            CashKind.CAPITAL_LENT,
        }
        return sum(row.amount for row in self.workbook.rows if row.kind in kinds)

    @property
    def mean_loan(self) -> int:
        """Return the mean of the loans."""
        return sum(one.amount for one in self.workbook.loans) // len(self.workbook.loans)

    @property
    def on_time(self) -> int:
        """Return how much of the principal due so far was there by its due date."""
        due = paid = 0
        for loan in self.workbook.loans:
            for day, before, amount in self._dues(loan):
                due += amount
                paid += max(0, min(self._repaid(loan.code, day) - before, amount))
        return paid * 1_000 // due

    @property
    def days_late(self) -> dict[str, int]:
        """Return, by loan, how long its oldest unpaid principal is overdue on the last day."""
        late: dict[str, int] = {}
        for loan in self.workbook.loans:
            repaid = self._repaid(loan.code, self.until)
            for day, before, amount in self._dues(loan):
                if amount and repaid < before + amount:
                    late[loan.code] = (self.until - day).days
                    break
        return late

    def amounts(self, kind: CashKind) -> list[int]:
        """Return the amounts of a kind's rows."""
        return [row.amount for row in self.workbook.rows if row.kind is kind]

    def loans_of_members(self) -> dict[str, list[LoanFacts]]:
        """Return every borrower's loans in the order of time."""
        found: dict[str, list[LoanFacts]] = defaultdict(list)
        for loan in self.workbook.loans:
            found[loan.member].append(loan)
        return found

    def _share(self, true_of: Iterator[bool]) -> int:
        return sum(true_of) * 1_000 // self.members

    def _repaid(self, loan: str, until: dt.date) -> int:
        return sum(amount for day, amount in self.repayments[loan] if day <= until)

    def _dues(self, loan: LoanFacts) -> Iterator[tuple[dt.date, int, int]]:
        """Yield day, principal due before and principal due then, of the days that are over."""
        even, before = self.workbook.club.principal_multiple, 0
        part = -(-loan.amount // (loan.term_months * even)) * even
        for month in range(1, loan.term_months + 1):
            day = months_later(loan.agreed_on, month)
            if day > self.until:
                return
            amount = loan.amount - before
            if month < loan.term_months:
                is_even = loan.principal_method is PrincipalMethod.EQUAL_PRINCIPAL
                amount = min(part, amount) if is_even else 0
            yield day, before, amount
            before += amount


def figures_of(workbook: Workbook, until: dt.date) -> ClubFigures:
    """Return the figures of a workbook whose books end on a day."""
    standing, ends = Standing(), []
    repayments: dict[str, list[tuple[dt.date, int]]] = defaultdict(list)
    month = workbook.events[0].occurred_on.replace(day=1)
    for event in workbook.events:
        if event.occurred_on.replace(day=1) != month:
            ends.append(standing.copy())
            month = event.occurred_on.replace(day=1)
        standing.take(event)
        if isinstance(event, CashRow) and event.kind is CashKind.PRINCIPAL:
            repayments[event.loan or ""].append((event.occurred_on, event.amount))
    return ClubFigures(workbook, until, (*ends, standing), repayments)
