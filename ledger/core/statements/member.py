"""A member's statement: what she owes, what she paid in, each movement with its voucher."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MemberMovement:
    """One line of the journal that names the member; amounts in đồng.

    `loan_change` raises (disbursed) or lowers (repaid) what she owes, `paid` is what she gave
    the club, `received` what the club gave her.
    """

    entry_no: int
    occurred_on: dt.date
    voucher: str
    kind: str
    account: str
    loan_no: int | None
    narration: str | None
    loan_change: int
    paid: int
    received: int
    balance: int


@dataclass(frozen=True, slots=True)
class MemberLoan:
    """A loan on the statement: principal lent, repaid, outstanding and interest paid, in đồng."""

    loan_no: int
    paper_code: str
    purpose: str
    disbursed_on: dt.date | None
    due_on: dt.date | None
    principal: int
    repaid: int
    outstanding: int
    interest_paid: int


@dataclass(frozen=True, slots=True)
class MemberStatement:
    """The whole statement for a period, opening + movements = closing (invariant 29).

    `is_restricted`: the member's data are used for the books alone.
    """

    club: str
    village: str | None
    member_no: int
    paper_code: str
    name: str
    begin: dt.date
    end: dt.date
    opening: int
    closing: int
    paid_principal: int
    paid_interest: int
    paid_dues: int
    paid_capital: int
    capital_balance: int
    loans: tuple[MemberLoan, ...]
    movements: tuple[MemberMovement, ...]
    is_restricted: bool = False

    @property
    def loans_to_read(self) -> tuple[MemberLoan, ...]:
        """Return what is still owed before what is repaid, the latest loan first."""
        return tuple(sorted(self.loans, key=lambda loan: (not loan.outstanding, -loan.loan_no)))
