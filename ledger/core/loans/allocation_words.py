"""The sentences that say where each part of a payment went, and why there."""

from collections.abc import Callable, Sequence

from ledger.core.loans.allocation import Allocation, Share, Timing
from ledger.core.loans.parts import Component
from ledger.core.loans.standing import Standing
from ledger.core.loans.trace import Trace
from ledger.core.money import Money
from ledger.core.statements.table import Phrase, phrase


def traced(allocation: Allocation, rows: Sequence[Standing]) -> tuple[Trace, ...]:
    """Return each share of a payment with its words, in the order in which it was paid.

    `rows` are the instalments after the payment. What is held comes last.
    """
    by_number = {row.number: row for row in rows}
    found = [_share(share, by_number.get(share.instalment)) for share in allocation.shares]
    if allocation.held:
        held = allocation.held
        words = phrase(
            "Beyond the whole debt, held for the borrower: %(amount)s", amount=Money(held)
        )
        found.append(Trace(held, words))
    return tuple(found)


def _share(share: Share, row: Standing | None) -> Trace:
    if row is None:  # its instalment fell away later on, when the schedule was worked out anew
        return Trace(share.amount, _GONE[share.component](share))
    sentence = {
        Timing.OVERDUE: _overdue, Timing.DUE: _due, Timing.AHEAD: _ahead,
    }[share.timing]  # fmt: skip
    return Trace(share.amount, sentence(share, row))


def _overdue(share: Share, row: Standing) -> Phrase:
    number, due_on, amount = share.instalment, row.due_on, Money(share.amount)
    match share.component:
        case Component.INTEREST:
            return phrase(
                "Interest of instalment %(number)s, overdue since %(due_on)s: %(amount)s",
                number=number, due_on=due_on, amount=amount,
            )  # fmt: skip
        case Component.PRINCIPAL:
            return phrase(
                "Principal of instalment %(number)s, overdue since %(due_on)s: %(amount)s",
                number=number, due_on=due_on, amount=amount,
            )  # fmt: skip
        case Component.FINE:
            return phrase(
                "Fine with instalment %(number)s, overdue since %(due_on)s: %(amount)s",
                number=number, due_on=due_on, amount=amount,
            )  # fmt: skip
        case Component.FEE:
            return phrase(
                "Fee with instalment %(number)s, overdue since %(due_on)s: %(amount)s",
                number=number, due_on=due_on, amount=amount,
            )  # fmt: skip


def _due(share: Share, row: Standing) -> Phrase:
    number, amount = row.number, Money(share.amount)
    match share.component:
        case Component.INTEREST:
            return phrase(
                "Interest of instalment %(number)s, due now: %(amount)s",
                number=number, amount=amount,
            )  # fmt: skip
        case Component.PRINCIPAL:
            return phrase(
                "Principal of instalment %(number)s, due now: %(amount)s",
                number=number, amount=amount,
            )  # fmt: skip
        case Component.FINE:
            return phrase(
                "Fine with instalment %(number)s, due now: %(amount)s",
                number=number, amount=amount,
            )  # fmt: skip
        case Component.FEE:
            return phrase(
                "Fee with instalment %(number)s, due now: %(amount)s", number=number, amount=amount
            )


def _ahead(share: Share, row: Standing) -> Phrase:
    number, due_on, amount = share.instalment, row.due_on, Money(share.amount)
    match share.component:
        case Component.INTEREST:
            return phrase(
                "Interest of instalment %(number)s ahead of %(due_on)s: %(amount)s",
                number=number, due_on=due_on, amount=amount,
            )  # fmt: skip
        case Component.PRINCIPAL:
            return phrase(
                "Principal of instalment %(number)s ahead of %(due_on)s: %(amount)s",
                number=number, due_on=due_on, amount=amount,
            )  # fmt: skip
        case Component.FINE:
            return phrase(
                "Fine with instalment %(number)s ahead of %(due_on)s: %(amount)s",
                number=number, due_on=due_on, amount=amount,
            )  # fmt: skip
        case Component.FEE:
            return phrase(
                "Fee with instalment %(number)s ahead of %(due_on)s: %(amount)s",
                number=number, due_on=due_on, amount=amount,
            )  # fmt: skip


def _interest_gone(share: Share) -> Phrase:
    return phrase("Interest paid ahead: %(amount)s", amount=Money(share.amount))


def _principal_gone(share: Share) -> Phrase:
    return phrase("Principal paid ahead: %(amount)s", amount=Money(share.amount))


def _fine_gone(share: Share) -> Phrase:
    return phrase("Fine paid ahead: %(amount)s", amount=Money(share.amount))


def _fee_gone(share: Share) -> Phrase:
    return phrase("Fee paid ahead: %(amount)s", amount=Money(share.amount))


_GONE: dict[Component, Callable[[Share], Phrase]] = {
    Component.INTEREST: _interest_gone,
    Component.PRINCIPAL: _principal_gone,
    Component.FINE: _fine_gone,
    Component.FEE: _fee_gone,
}
