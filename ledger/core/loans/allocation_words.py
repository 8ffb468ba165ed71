"""The sentences that say where each part of a payment went, and why there."""

from collections.abc import Mapping, Sequence

from ledger.core.loans.allocation import Allocation, Share, Timing
from ledger.core.loans.parts import Component
from ledger.core.loans.standing import Standing
from ledger.core.loans.trace import Trace
from ledger.core.money import Money
from ledger.core.statements.table import Phrase, filled, phrase


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
    number, amount = share.instalment, Money(share.amount)
    if row is None:  # its instalment fell away later on, when the schedule was worked out anew
        return Trace(share.amount, filled(_GONE[share.component], amount=amount))
    words = _WORDS[share.timing, share.component]
    if share.timing is Timing.DUE:
        return Trace(share.amount, filled(words, number=number, amount=amount))
    return Trace(share.amount, filled(words, number=number, due_on=row.due_on, amount=amount))


_WORDS: Mapping[tuple[Timing, Component], Phrase] = {
    (Timing.OVERDUE, Component.INTEREST): phrase(
        "Interest of instalment %(number)s, overdue since %(due_on)s: %(amount)s"
    ),
    (Timing.OVERDUE, Component.PRINCIPAL): phrase(
        "Principal of instalment %(number)s, overdue since %(due_on)s: %(amount)s"
    ),
    (Timing.OVERDUE, Component.FINE): phrase(
        "Fine with instalment %(number)s, overdue since %(due_on)s: %(amount)s"
    ),
    (Timing.OVERDUE, Component.FEE): phrase(
        "Fee with instalment %(number)s, overdue since %(due_on)s: %(amount)s"
    ),
    (Timing.DUE, Component.INTEREST): phrase(
        "Interest of instalment %(number)s, due now: %(amount)s"
    ),
    (Timing.DUE, Component.PRINCIPAL): phrase(
        "Principal of instalment %(number)s, due now: %(amount)s"
    ),
    (Timing.DUE, Component.FINE): phrase("Fine with instalment %(number)s, due now: %(amount)s"),
    (Timing.DUE, Component.FEE): phrase("Fee with instalment %(number)s, due now: %(amount)s"),
    (Timing.AHEAD, Component.INTEREST): phrase(
        "Interest of instalment %(number)s ahead of %(due_on)s: %(amount)s"
    ),
    (Timing.AHEAD, Component.PRINCIPAL): phrase(
        "Principal of instalment %(number)s ahead of %(due_on)s: %(amount)s"
    ),
    (Timing.AHEAD, Component.FINE): phrase(
        "Fine with instalment %(number)s ahead of %(due_on)s: %(amount)s"
    ),
    (Timing.AHEAD, Component.FEE): phrase(
        "Fee with instalment %(number)s ahead of %(due_on)s: %(amount)s"
    ),
}
_GONE: Mapping[Component, Phrase] = {
    Component.INTEREST: phrase("Interest paid ahead: %(amount)s"),
    Component.PRINCIPAL: phrase("Principal paid ahead: %(amount)s"),
    Component.FINE: phrase("Fine paid ahead: %(amount)s"),
    Component.FEE: phrase("Fee paid ahead: %(amount)s"),
}
