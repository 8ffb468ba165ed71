"""The card of a loan (sổ theo dõi cho vay – thu nợ – thu lãi): all that happened to it, by day."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ledger.core.loans.contract import Contract
from ledger.core.loans.events import Accrual, Disbursement, LoanEvent, Refund, Repayment, Undoing
from ledger.core.loans.parts import Component
from ledger.core.loans.state import LoanState, Outcome
from ledger.core.money import Money
from ledger.core.statements.loan_papers import LoanParties
from ledger.core.statements.loan_papers_events import what_happened
from ledger.core.statements.loan_papers_interest import Notes, interest_notes, numbered
from ledger.core.statements.table import (
    Column,
    ColumnKind,
    Phrase,
    Row,
    RowKind,
    Table,
    Value,
    phrase,
)

NO_NAMES: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLine:
    """An event on the card, in đồng: what was paid out, what came back, what is owed after it.

    `charges` are fines and fees; `how` says how the interest that was paid came about.
    """

    number: int
    occurred_on: dt.date
    voucher: str
    what: Phrase
    paid_out: int = 0
    principal: int = 0
    interest: int = 0
    charges: int = 0
    balance: int
    how: Notes = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanCard:
    """The whole card; amounts in đồng, `balance` and `held` as they are on `as_of`."""

    parties: LoanParties
    contract: Contract
    as_of: dt.date
    lent: int
    disbursed_on: dt.date | None
    ends_on: dt.date | None
    balance: int
    overdue: int
    days_late: int
    held: int
    lines: tuple[CardLine, ...]


def loan_card(
    parties: LoanParties,
    state: LoanState,
    vouchers: Mapping[int, str],
    *,
    events: Sequence[LoanEvent] = (),
    heirs: Mapping[int, str] = NO_NAMES,
) -> LoanCard:
    """Return the card of a loan as it stands.

    `vouchers` are the papers' numbers by event, `heirs` names by member number. With all `events`
    as told, those that were undone stand on the card too, without a sum.
    """
    counted = [one for one in state.outcomes if not isinstance(one.event, Accrual)]
    lines = list(_lines(state, counted, vouchers, heirs))
    lines += _undone(events, vouchers, lines)
    late = state.arrears_now(state.as_of)
    ends = [row.due_on for row in state.rows if not row.is_extra]
    return LoanCard(
        parties=parties, contract=state.contract, as_of=state.as_of, lent=state.lent,
        disbursed_on=state.tranches[0].paid_out_on if state.tranches else None,
        ends_on=max(ends, default=None), balance=state.balance, overdue=late.amount,
        days_late=late.days_late, held=state.held,
        lines=tuple(sorted(lines, key=lambda one: (one.occurred_on, one.number))),
    )  # fmt: skip


COLUMNS = (
    Column("date", phrase("Date"), ColumnKind.DATE),
    Column("voucher", phrase("Voucher")),
    Column("what", phrase("What happened")),
    Column("paid_out", phrase("Money lent"), ColumnKind.AMOUNT),
    Column("principal", phrase("Principal"), ColumnKind.AMOUNT),
    Column("interest", phrase("Interest"), ColumnKind.AMOUNT),
    Column("charges", phrase("Fine, fee"), ColumnKind.AMOUNT),
    Column("balance", phrase("Principal left"), ColumnKind.AMOUNT),
    Column("how", phrase("How the interest is counted")),
)


def card_table(card: LoanCard) -> Table:
    """Return the card ready to be drawn; each further sum of a payment's interest has a row."""
    rows = []
    for line in card.lines:
        values: tuple[Value, ...] = (
            line.occurred_on, line.voucher, line.what, line.paid_out or None,
            line.principal or None, line.interest or None, line.charges or None, line.balance,
            line.how[0] if line.how else None,
        )  # fmt: skip
        rows.append(Row(values))
        rows += [Row((None, "", "", None, None, None, None, None, more)) for more in line.how[1:]]
    lines = card.lines
    total = (
        None, "", phrase("Total"), sum(one.paid_out for one in lines),
        sum(one.principal for one in lines), sum(one.interest for one in lines),
        sum(one.charges for one in lines), card.balance, None,
    )  # fmt: skip
    rows.append(Row(total, RowKind.TOTAL))
    scope = (phrase("On %(day)s", day=card.as_of),)
    return Table(
        "loan-card", phrase("Loan card"), card.parties.club.name, scope, COLUMNS, tuple(rows)
    )


def _lines(
    state: LoanState,
    counted: Sequence[Outcome],
    vouchers: Mapping[int, str],
    heirs: Mapping[int, str],
) -> Iterator[CardLine]:
    notes, balance = interest_notes(state), 0
    interests = {row.number: row.due.interest for row in state.rows}
    for one in counted:
        event, parts = one.event, one.allocation.parts
        paid_out = event.amount if isinstance(event, Disbursement) else 0
        balance += paid_out - parts.principal
        yield CardLine(
            number=event.number, occurred_on=event.occurred_on,
            voucher=vouchers.get(event.number, ""), what=what_happened(one, heirs),
            paid_out=paid_out, principal=parts.principal, interest=parts.interest,
            charges=parts.fine + parts.fee + one.fee, balance=balance,
            how=(*_how(one, notes, interests), *_besides(one)),
        )  # fmt: skip


def _how(outcome: Outcome, notes: Mapping[int, Notes], interests: Mapping[int, int]) -> Notes:
    """Return how the interest that an event paid came about, instalment by instalment."""
    found: list[Phrase] = []
    numbers = dict.fromkeys(
        share.instalment
        for share in outcome.allocation.shares
        if share.component is Component.INTEREST
    )
    for number in numbers:
        paid, asked = outcome.allocation.to(number).interest, interests.get(number)
        if asked is not None and paid != asked:
            found.append(
                phrase(
                    "No. %(number)s: %(paid)s of %(interest)s of interest",
                    number=number, paid=Money(paid), interest=Money(asked),
                )
            )  # fmt: skip
        found += [numbered(words, number) for words in notes.get(number, ())]
    return tuple(found)


def _besides(outcome: Outcome) -> Notes:
    """Return what is to be said of an event's other sums."""
    found = []
    if outcome.fee:
        found.append(phrase("Fee at disbursement: %(amount)s", amount=Money(outcome.fee)))
    if outcome.from_held:
        amount = Money(outcome.allocation.amount)
        found.append(phrase("Taken from money that was held: %(amount)s", amount=amount))
    if outcome.allocation.held:
        amount = Money(outcome.allocation.held)
        found.append(
            phrase("Beyond the whole debt, held for the borrower: %(amount)s", amount=amount)
        )
    return tuple(found)


def _undone(
    events: Sequence[LoanEvent], vouchers: Mapping[int, str], lines: Sequence[CardLine]
) -> Iterator[CardLine]:
    """Yield the events that count no more: a voucher's number is never lost from the card."""
    undone = {one.of for one in events if isinstance(one, Undoing)}
    for event in events:
        if event.number not in undone:
            continue
        what = phrase("Reversed, counts no more")
        if isinstance(event, Disbursement | Repayment | Refund):
            amount = Money(event.amount)
            what = phrase("Reversed, counts no more: %(amount)s", amount=amount)
        before = [one.balance for one in lines if one.occurred_on <= event.occurred_on]
        yield CardLine(
            number=event.number, occurred_on=event.occurred_on,
            voucher=vouchers.get(event.number, ""), what=what, balance=(before or [0])[-1],
        )  # fmt: skip
