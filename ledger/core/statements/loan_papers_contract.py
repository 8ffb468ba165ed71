"""The contract of a loan: what was agreed, its whole schedule and what it truly costs a year."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ledger.core.loans.calendar import intervals_between
from ledger.core.loans.choices import PrincipalMethod
from ledger.core.loans.contract import Contract
from ledger.core.loans.cost import TrueCost, true_cost
from ledger.core.loans.effective import Flow, NoRate, compounded, rate_of
from ledger.core.loans.events import Disbursement
from ledger.core.loans.life import replay
from ledger.core.loans.schedule import Schedule
from ledger.core.loans.trace import Tracer
from ledger.core.loans.tranches import Tranche
from ledger.core.statements.loan_papers import LoanParties
from ledger.core.statements.loan_papers_interest import Notes, interest_notes, short, tracer_of
from ledger.core.statements.table import Column, ColumnKind, Phrase, Row, RowKind, Table, phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractLine:
    """An instalment as agreed, in đồng; `balance` is the principal left after it.

    `how` are the sums that together are its interest.
    """

    number: int
    due_on: dt.date
    principal: int
    interest: int
    fee: int
    balance: int
    how: Notes

    @property
    def total(self) -> int:
        """Return the whole sum to be paid."""
        return self.principal + self.interest + self.fee


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanContractPaper:
    """A loan as it is signed for; amounts in đồng.

    `level`: how the equal instalment, or the equal part of principal, came about, where there is
    one. `cost` is None where nothing is received for what is paid.
    """

    parties: LoanParties
    contract: Contract
    signed_on: dt.date
    disbursed_on: dt.date
    amount: int
    fee_at_disbursement: int
    lines: tuple[ContractLine, ...]
    level: Phrase | None
    cost: TrueCost | None

    @property
    def interest(self) -> int:
        """Return all interest of the schedule."""
        return sum(line.interest for line in self.lines)

    @property
    def fees(self) -> int:
        """Return all fees paid with instalments."""
        return sum(line.fee for line in self.lines)

    @property
    def total(self) -> int:
        """Return all that is paid back."""
        return sum(line.total for line in self.lines)

    @property
    def ends_on(self) -> dt.date:
        """Return the day on which the last instalment is due."""
        return self.lines[-1].due_on


def loan_contract(
    parties: LoanParties, contract: Contract, paid_out: Sequence[Tranche], *, signed_on: dt.date
) -> LoanContractPaper:
    """Return the contract of a loan paid out, or to be paid out, in these parts, the first first.

    Refuses what `beginning.begin` does.
    """
    events = [
        Disbursement(number=number, occurred_on=one.paid_out_on, amount=one.amount)
        for number, one in enumerate(paid_out, 1)
    ]
    state = replay(contract, events, paid_out[-1].paid_out_on)
    schedule = state.original
    if schedule is None:
        message = "a contract of a loan that is not paid out"
        raise ValueError(message)
    tracer = tracer_of(contract, schedule) if len(paid_out) == 1 else None
    notes = interest_notes(state)
    lines = tuple(
        ContractLine(
            number=row.number, due_on=row.due_on, principal=row.principal, interest=row.interest,
            fee=row.fee, balance=row.balance,
            how=notes.get(row.number, ()) if tracer is None else _how(tracer, schedule, row.number),
        )
        for row in schedule.instalments
    )  # fmt: skip
    return LoanContractPaper(
        parties=parties, contract=contract, signed_on=signed_on,
        disbursed_on=schedule.disbursed_on, amount=schedule.principal,
        fee_at_disbursement=schedule.fee_at_disbursement, lines=lines,
        level=None if tracer is None else _level(contract, tracer),
        cost=_cost(contract, schedule, paid_out),
    )  # fmt: skip


def schedule_table(paper: LoanContractPaper) -> Table:
    """Return the whole schedule with its totals; a fee has a column only where there is one."""
    has_fees = bool(paper.fees)
    fee_column = (Column("fee", phrase("Fee"), ColumnKind.AMOUNT),) if has_fees else ()
    columns = (
        Column("instalment", phrase("Instalment"), ColumnKind.NUMBER),
        Column("due", phrase("Due on"), ColumnKind.DATE),
        Column("principal", phrase("Principal"), ColumnKind.AMOUNT),
        Column("interest", phrase("Interest"), ColumnKind.AMOUNT),
        *fee_column,
        Column("total", phrase("To be paid"), ColumnKind.AMOUNT),
        Column("balance", phrase("Principal left"), ColumnKind.AMOUNT),
        Column("how", phrase("How the interest is counted")),
    )
    rows = []
    for line in paper.lines:
        fee = (line.fee,) if has_fees else ()
        first = line.how[0] if line.how else None
        rows.append(
            Row(
                (
                    line.number, line.due_on, line.principal, line.interest, *fee, line.total,
                    line.balance, first,
                )
            )
        )  # fmt: skip
        blank = (None,) * (len(columns) - 1)
        rows += [Row((*blank, more)) for more in line.how[1:]]
    fees = (paper.fees,) if has_fees else ()
    total = (
        None, phrase("Total"), paper.amount, paper.interest, *fees, paper.total, None, None
    )  # fmt: skip
    rows.append(Row(total, RowKind.TOTAL))
    scope = (phrase("On %(day)s", day=paper.signed_on),)
    return Table(
        "loan-schedule", phrase("Repayment schedule"), paper.parties.club.name, scope, columns,
        tuple(rows),
    )  # fmt: skip


def _how(tracer: Tracer, schedule: Schedule, number: int) -> Notes:
    """Return how an instalment's interest came about; of a down payment, how the sum did."""
    is_down_payment = schedule.period_ends[number - 1] == schedule.disbursed_on
    traced = tracer.principal(number) if is_down_payment else tracer.interest(number)
    return (short(traced.words),)


def _level(contract: Contract, tracer: Tracer) -> Phrase | None:
    terms = contract.terms
    if terms.repayment is PrincipalMethod.EQUAL_INSTALMENTS:
        level = tracer.instalment()
        return None if level is None else level.words
    if terms.repayment is PrincipalMethod.EQUAL_PRINCIPAL:
        return tracer.principal(terms.grace_on_principal + 1 + bool(terms.down_payment)).words
    return None


def _cost(contract: Contract, schedule: Schedule, paid_out: Sequence[Tranche]) -> TrueCost | None:
    """Return the true cost, of a loan paid out in parts by the days of the parts."""
    interval, begun_on = contract.terms.interval, schedule.disbursed_on
    try:
        if len(paid_out) == 1:
            return true_cost(schedule, interval)
        out = [(one.paid_out_on, -one.amount) for one in paid_out]
        back = zip(schedule.period_ends, schedule.totals, strict=True)
        flows = [
            Flow(intervals_between(interval, begun_on, day), amount)
            for day, amount in [(begun_on, schedule.fee_at_disbursement), *out, *back]
        ]
        rate = rate_of([flow for flow in flows if flow.amount])
    except NoRate:
        return None
    a_year = interval.in_a_year
    return TrueCost(rate, rate * a_year, compounded(rate, a_year))
