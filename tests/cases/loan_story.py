"""The life of a loan as a source tells it, turned into our contract and events."""

import datetime as dt
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from ledger.core.journal import JournalLine
from ledger.core.loans.allocation import Ahead, AllocationOrder
from ledger.core.loans.booking import LoanNumbers, lines_of
from ledger.core.loans.calendar import Interval, Unit
from ledger.core.loans.choices import InterestMethod, LevelBasis, PrincipalMethod
from ledger.core.loans.contract import Contract, FineBase, Recalculation
from ledger.core.loans.day_count import DayCount
from ledger.core.loans.early import EarlyRule
from ledger.core.loans.events import (
    Charging,
    Disbursement,
    LoanEvent,
    PaidBy,
    Refund,
    Repayment,
    Undoing,
    WriteOff,
)
from ledger.core.loans.fines import FineRule
from ledger.core.loans.fining import fines_due
from ledger.core.loans.life import replay
from ledger.core.loans.parts import Component
from ledger.core.loans.rate import Rate, RatePeriod
from ledger.core.loans.rounding import Rounding, RoundingMode
from ledger.core.loans.standing import Charge
from ledger.core.loans.state import LoanState, Outcome
from ledger.core.loans.terms import LoanTerms
from tests.cases.read import Case, Json

CENTS = Rounding(1, RoundingMode.HALF_EVEN)
FINE, FEE, INTEREST, PRINCIPAL = (
    Component.FINE, Component.FEE, Component.INTEREST, Component.PRINCIPAL,
)  # fmt: skip
IN_ORDER = (FINE, INTEREST, PRINCIPAL, FEE)
ORDERS = {
    "PENALTIES_FEES_INTEREST_PRINCIPAL_ORDER": AllocationOrder.always(
        FINE, FEE, INTEREST, PRINCIPAL, charges_due_first=False
    ),
    "DUE_PENALTY_INTEREST_PRINCIPAL_FEE_IN_ADVANCE_PENALTY_INTEREST_PRINCIPAL_FEE": (
        AllocationOrder.always(*IN_ORDER)
    ),
    "DUE_PENALTY_FEE_INTEREST_PRINCIPAL_IN_ADVANCE_PRINCIPAL_PENALTY_FEE_INTEREST": (
        AllocationOrder(
            overdue=(FINE, FEE, INTEREST, PRINCIPAL),
            due=(FINE, FEE, INTEREST, PRINCIPAL),
            ahead=(PRINCIPAL, FINE, FEE, INTEREST),
        )
    ),
}
METHODS = {"FLAT": InterestMethod.FLAT, "DECLINING_BALANCE": InterestMethod.DECLINING}
LATE_FEE = FineRule(share=Fraction(15, 1000), rounding=CENTS)
ANYBODY = LoanNumbers(member_no=1, loan_no=1)
NO_MONEY = {"approve", "global_config", "business_date", "close_of_business"}
PAYMENTS = {"repayment", "merchant_issued_refund", "payout_refund"}
KNOWN = NO_MONEY | PAYMENTS | {
    "disburse", "goodwill_credit", "credit_balance_refund", "add_charge", "charge_off",
    "undo_charge_off", "undo_transaction", "adjust_repayment",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A transaction as the source shows it: when, of what kind, what it did, undone or not."""

    on: dt.date
    kind: str
    outcome: Outcome
    number: int
    balance: int
    lines: tuple[JournalLine, ...]
    is_undone: bool = False


def refused(case: Case) -> str | None:
    """Return why a case is left out, by what it asks for; None where it is not."""
    conventions, loan = case.at("inputs", "conventions"), case.at("inputs", "loan")
    assert isinstance(conventions, dict)
    assert isinstance(loan, dict)
    if conventions["engine"] != "cumulative":
        return "schedules of another engine, recomputed at each payment by rules of its own"
    if loan["payment_strategy"] not in ORDERS:
        return "a strategy of payment whose rules depend on settings that the case does not give"
    unknown = {str(one["do"]) for one in steps_of(case)} - KNOWN
    return f"events of a bank that no club has: {', '.join(sorted(unknown))}" if unknown else None


def steps_of(case: Case) -> list[dict[str, Json]]:
    given = case.at("inputs", "events")
    assert isinstance(given, list)
    return [one for one in given if isinstance(one, dict)]


def cents(amount: Json) -> int:
    """Return an amount in cents, exact."""
    whole = Decimal(str(amount)).scaleb(2)
    assert whole == int(whole)
    return int(whole)


def day(given: Json) -> dt.date:
    return dt.date.fromisoformat(str(given))


def contract_of(case: Case) -> Contract:
    """Return what a case's loan agrees on, as settings of ours."""
    loan, product = case.at("inputs", "loan"), case.text("inputs", "loan", "product")
    assert isinstance(loan, dict)
    by_days = loan["interest_calculation_period"] == "DAILY"
    is_exact = "no rounding of the instalment" in str(case.at("recomputed", "needs"))
    units = Decimal(str(case.at("inputs", "conventions", "instalment_multiple") or "0.01"))
    interval = Interval(
        int(str(loan["repay_every"])), Unit(str(loan["repay_unit"]).lower().removesuffix("s"))
    )
    terms = LoanTerms(
        rate=Rate.percent(str(loan["annual_rate_pct"]), RatePeriod.YEAR),
        instalments=int(str(loan["n_repayments"])),
        interest=METHODS[str(loan["interest_method"])],
        repayment=(
            PrincipalMethod.EQUAL_INSTALMENTS
            if loan["amortization"] == "EQUAL_INSTALLMENTS"
            else PrincipalMethod.EQUAL_PRINCIPAL
        ),
        interval=interval,
        day_count=DayCount.ACTUAL_FIRST_YEAR if by_days else None,
        grace_on_principal=int(str(loan["grace_on_principal"])),
        # The source's two columns of grace act swapped (README, section 1).
        interest_deferred=int(str(loan["interest_free_periods"])),
        instalment_rounding=replace(CENTS, multiple=1 if is_exact else int(units * 100)),
        amount_rounding=CENTS,
        level_basis=LevelBasis.MEAN_PERIOD if by_days else LevelBasis.TRUE_PERIODS,
    )
    recalculates = "RECALCULATION" in product
    ahead = Ahead.SMALLER if recalculates else Ahead.NEXT
    return Contract(
        terms=terms,
        order=ORDERS[str(loan["payment_strategy"])],
        ahead=Ahead.SHORTER if "REDUCE_NR_INST" in product else ahead,
        recalculation=Recalculation.ACTUAL if recalculates else Recalculation.NEVER,
        early=EarlyRule.WHOLE,
        fine=LATE_FEE if "OVERDUE" in product else FineRule(),
        fine_on=(
            FineBase.PRINCIPAL_AND_INTEREST if "AMOUNT_INTEREST" in product else FineBase.PRINCIPAL
        ),
        in_parts=True,
    )


@dataclass(slots=True)
class Story:
    """Events told one by one, and what the source would show after each."""

    case: Case
    contract: Contract
    events: list[LoanEvent] = field(default_factory=list)
    undone: list[Told] = field(default_factory=list)
    kinds: dict[int, str] = field(default_factory=dict)
    today: dt.date = dt.date.min
    count: int = 0

    @property
    def state(self) -> LoanState:
        """Return the loan as it stands; before it is paid out, as it was asked for."""
        if any(isinstance(one, Disbursement) for one in self.events):
            return replay(self.contract, self.events, self.today)
        loan = self.case.at("inputs", "loan")
        assert isinstance(loan, dict)
        asked = Disbursement(
            number=0, occurred_on=day(loan["submitted_on"]), amount=cents(loan["principal"])
        )
        return replay(self.contract, [asked], max(self.today, asked.occurred_on))

    @property
    def told(self) -> list[Told]:
        """Return the transactions that the source lists, in order of their days."""
        return sorted([*self._standing(), *self.undone], key=lambda one: (one.on, one.number))

    def tell(self, step: dict[str, Json]) -> None:
        """Add what happens in one step."""
        match step["do"]:
            case "business_date":
                self.today = day(step["date"])
            case "close_of_business":
                self._fine()
            case "add_charge":
                self._charge(step)
            case "undo_charge_off":
                self._undo(max(one.number for one in self.events if isinstance(one, WriteOff)))
            case "undo_transaction":
                self._undo(self._named(step))
            case "adjust_repayment":
                self._undo(self._named(step))
                self._pay(step, PaidBy.BORROWER, "Repayment")
            case "goodwill_credit":
                self._pay(step, PaidBy.CLUB, "Goodwill Credit")
            case kind if kind in PAYMENTS:
                self._pay(step, PaidBy.BORROWER, str(kind).replace("_", " ").capitalize())
            case _:
                self._move(step)

    def _move(self, step: dict[str, Json]) -> None:
        match step["do"]:
            case "disburse":
                amount = cents(step["amount"])
                self._add(
                    Disbursement(number=self._next(), occurred_on=day(step["date"]), amount=amount),
                    "Disbursement",
                )
            case "charge_off":
                self._add(
                    WriteOff(number=self._next(), occurred_on=day(step["date"])), "Charge-off"
                )
            case "credit_balance_refund":
                amount = cents(step["amount"])
                self._add(Refund(number=self._next(), occurred_on=day(step["date"]), amount=amount))

    def _next(self) -> int:
        self.count += 1
        return self.count

    def _add(self, event: LoanEvent, kind: str | None = None) -> None:
        """Add an event, and the name by which the source lists it, if it does."""
        self.events.append(event)
        if kind is not None:
            self.kinds[event.number] = kind

    def _pay(self, step: dict[str, Json], paid_by: PaidBy, kind: str) -> None:
        on, amount = day(step["date"]), cents(step["amount"])
        number = self._next()
        self._add(Repayment(number=number, occurred_on=on, amount=amount, paid_by=paid_by), kind)

    def _charge(self, step: dict[str, Json]) -> None:
        component = FINE if step.get("is_penalty") else FEE
        rows = [row for row in self.state.rows if not row.is_extra]
        if "due" not in step:  # of each instalment, a share of its principal and interest
            for row in rows:
                sum_due = row.due.principal + row.due.interest
                amount = CENTS.of(sum_due * Fraction(str(step["percent"])) / 100)
                self._charge_once(Charge(component, amount, row.due_on), self.today)
            return
        due_on = day(step["due"])
        if "percent" in step:
            base = sum(row.due.principal + row.due.interest for row in rows)
            amount = CENTS.of(base * Fraction(str(step["percent"])) / 100)
        else:
            amount = cents(step["amount"])
        # It disturbs an earlier payment if it was due before that one.
        self._charge_once(Charge(component, amount, due_on), min(self.today, due_on))

    def _charge_once(self, charge: Charge, on: dt.date) -> None:
        on = max(on, min(one.occurred_on for one in self.events))
        self._add(Charging(number=self._next(), occurred_on=on, charge=charge))

    def _fine(self) -> None:
        """Charge what the nightly run charges, due on the day that was missed."""
        for charge in fines_due(self.state, self.today):
            row = self.state.rows[(charge.for_instalment or 1) - 1]
            self._charge_once(replace(charge, due_on=row.due_on), self.today)

    def _undo(self, number: int) -> None:
        """Undo an event; what it had done stays listed, and charges count from the beginning."""
        self.undone += [
            replace(one, is_undone=True) for one in self._standing() if one.number == number
        ]
        self._add(Undoing(number=self._next(), occurred_on=self.today, of=number))
        begun_on = min(one.occurred_on for one in self.events)
        self.events = [
            replace(one, occurred_on=begun_on) if isinstance(one, Charging) else one
            for one in self.events
        ]

    def _named(self, step: dict[str, Json]) -> int:
        """Return the number of the transaction that a step names by its place on a day."""
        on, kind = day(step["date"]), str(step.get("type", ""))
        there = [one for one in self.told if one.on == on]
        if kind == "last repayment":
            return max(one.number for one in there if one.kind == "Repayment" and not one.is_undone)
        if kind:
            there = [one for one in there if one.kind == kind]
        return there[int(str(step["nth"])) - 1].number

    def _standing(self) -> list[Told]:
        """Return the transactions that count, each with the principal owed after it."""
        found, balance, state = [], 0, self.state
        for outcome in state.outcomes:
            event = outcome.event
            match event:
                case Disbursement():
                    balance += event.amount
                case WriteOff():
                    balance = 0
                case _:
                    balance = max(balance - outcome.allocation.parts.principal, 0)
            if event.number in self.kinds:
                kind, lines = self.kinds[event.number], lines_of(state, event.number, ANYBODY)
                found.append(Told(event.occurred_on, kind, outcome, event.number, balance, lines))
        return found
