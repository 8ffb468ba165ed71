"""What a club's workbook says, as values that the committing service can trust."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from ledger.core.accounts import FundKind
from ledger.core.journal import Series
from ledger.core.loans.choices import PrincipalMethod

Cell: TypeAlias = str | int | Decimal | dt.date | None
"""A cell as the file holds it: whole numbers are `int`, others `Decimal`, never a float."""

Fact: TypeAlias = str | int | dt.date | tuple[int, ...]
"""A named value inside a finding's sentence."""


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet's rows by their number in the spreadsheet; `formulas` are cells as (row, column).

    Rows and columns count from 1; rows that are wholly empty may be left out.
    """

    name: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    formulas: tuple[tuple[int, int], ...] = ()


class Severity(StrEnum):
    """Whether a finding refuses the workbook or only tells."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: where it stands, its code, and the facts of its sentence.

    `row` is the spreadsheet's own number (0: the whole sheet or file), `column` the header as
    the club typed it, or the column's letter where it has none ("": the whole row).
    """

    sheet: str
    row: int
    column: str
    code: str
    severity: Severity = Severity.ERROR
    facts: tuple[tuple[str, Fact], ...] = ()

    @property
    def is_error(self) -> bool:
        """Tell whether the finding refuses the workbook."""
        return self.severity is Severity.ERROR


class CashKind(StrEnum):
    """What a row of the cash book records (clubs/README.md, column Nội dung)."""

    CAPITAL_PROJECT = "capital_project"
    CAPITAL_BUDGET = "capital_budget"
    CAPITAL_DONATED = "capital_donated"
    CAPITAL_LENT = "capital_lent"
    CAPITAL_LENT_RETURNED = "capital_lent_returned"
    MEMBER_CAPITAL = "member_capital"
    MEMBER_CAPITAL_RETURNED = "member_capital_returned"
    DISBURSEMENT = "disbursement"
    PRINCIPAL = "principal"
    INTEREST = "interest"
    DUES = "dues"
    DONATION = "donation"
    OTHER_INCOME = "other_income"
    ACTIVITY_EXPENSE = "activity_expense"
    ADMINISTRATION = "administration"
    HARDSHIP_HELP = "hardship_help"
    BANK_DEPOSIT = "bank_deposit"
    BANK_WITHDRAWAL = "bank_withdrawal"


class HouseholdClass(StrEnum):
    """A household's class by the commune's certificate."""

    POOR = "poor"
    NEAR_POOR = "near_poor"
    AVERAGE = "average"
    OTHER = "other"


class Sex(StrEnum):
    """A member's sex, as the club's list gives it."""

    FEMALE = "female"
    MALE = "male"


@dataclass(frozen=True, slots=True)
class ClubFacts:
    """The club and its rules; shares are whole per cents that sum to 100, money is đồng."""

    name: str
    village: str | None
    commune: str | None
    province: str | None
    decision_no: str | None
    decided_on: dt.date | None
    decision_issuer: str | None
    meeting_day: int
    dues: int
    capital_share: int
    activity_share: int
    mutual_share: int
    principal_multiple: int

    @property
    def shares(self) -> tuple[int, int, int]:
        """Return the interest shares in per cent: capital, activity, mutual help."""
        return self.capital_share, self.activity_share, self.mutual_share


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """A member; `household` is the code of a home of one class and one certificate."""

    row: int
    code: str
    name: str
    birth_year: int | None
    sex: Sex | None
    ethnic_group: str | None
    phone: str | None
    household: str
    household_class: HouseholdClass
    certificate_no: str | None
    joined_on: dt.date
    position: str | None


@dataclass(frozen=True, slots=True)
class LoanFacts:
    """A loan as agreed: amount in đồng, rate in parts per million a month (0,8 % is 8,000)."""

    row: int
    code: str
    member: str
    agreed_on: dt.date
    amount: int
    term_months: int
    monthly_rate_ppm: int
    principal_method: PrincipalMethod
    purpose: str | None


@dataclass(frozen=True, slots=True)
class CashRow:
    """A row of the cash book; `area` (1 to 8) only for an activity's expense, `amount` in đồng.

    `parts` says which fund receives or pays how much (Chi tương trợ may have two); they sum to
    `amount`.
    """

    row: int
    occurred_on: dt.date
    series: Series
    number: int
    narration: str
    kind: CashKind
    area: int | None
    member: str | None
    loan: str | None
    amount: int
    is_receipt: bool
    parts: tuple[tuple[FundKind, int], ...] = ()


@dataclass(frozen=True, slots=True)
class InterestSplit:
    """A day's interest divided between the funds, after the day's last row.

    `parts` holds what each fund keeps or receives (all three, zeros too); they sum to `total`,
    which stood in the income-generation fund before.
    """

    occurred_on: dt.date
    after_row: int
    total: int
    parts: tuple[tuple[FundKind, int], ...]


CashEvent: TypeAlias = CashRow | InterestSplit


@dataclass(frozen=True, slots=True)
class Workbook:
    """A whole workbook: `events` are the rows and interest splits in posting order.

    `missing_numbers` are gaps in the paper's numbers, by year and series.
    """

    club: ClubFacts
    members: tuple[MemberFacts, ...]
    loans: tuple[LoanFacts, ...]
    events: tuple[CashEvent, ...]
    missing_numbers: Mapping[tuple[int, Series], tuple[int, ...]]

    @property
    def rows(self) -> tuple[CashRow, ...]:
        """Return the rows of the cash book in the order of the sheet."""
        return tuple(event for event in self.events if isinstance(event, CashRow))


@dataclass(frozen=True, slots=True)
class CheckedWorkbook:
    """All that was found; `workbook` is there exactly when nothing is an error."""

    findings: tuple[Finding, ...]
    workbook: Workbook | None

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Return the findings that refuse the workbook."""
        return tuple(finding for finding in self.findings if finding.is_error)
