"""How a payment is split: over past, present and coming instalments, and inside each of them."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from ledger.core.errors import RuleBroken
from ledger.core.loans.parts import CHARGED, Component, Parts, sum_parts
from ledger.core.loans.standing import Standing


@dataclass(eq=False)
class OrderIncomplete(RuleBroken):
    """An order of allocation names each of the four components once."""

    named: int


@dataclass(eq=False)
class PaymentNotAboveZero(RuleBroken):
    """A payment, a charge and all else that happens to a loan is of some money."""

    amount: int


class Direction(StrEnum):
    """In which direction instalments of one group are paid."""

    BY_INSTALMENT = "by_instalment"
    """The oldest instalment wholly, then the next (horizontal)."""
    BY_COMPONENT = "by_component"
    """The first component of all instalments, then the next (vertical)."""


class Ahead(StrEnum):
    """What the payer wants done with money beyond what is due (RULES.md, section 3)."""

    SHORTER = "shorter"
    """Principal is paid off and the term gets shorter: flat loans' last instalments are paid."""
    SMALLER = "smaller"
    """Principal is paid off and the instalments get smaller."""
    NEXT = "next"
    """The next instalments are paid ahead, as they stand in the schedule."""


class Timing(StrEnum):
    """When a share was due by the day of the payment."""

    OVERDUE = "overdue"
    DUE = "due"
    AHEAD = "ahead"


Components: TypeAlias = tuple[Component, ...]

BY_DEFAULT = (Component.INTEREST, Component.PRINCIPAL, Component.FINE, Component.FEE)
"""A fine never eats a poor member's principal (RULES.md, section 3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationOrder:
    """The club's order inside an instalment, for what is overdue, due and paid in advance.

    `charges_due_first`: before anything is paid in advance, fines and fees that are due already
    are, though their instalment is not.
    """

    overdue: Components = BY_DEFAULT
    due: Components = BY_DEFAULT
    ahead: Components = BY_DEFAULT
    direction: Direction = Direction.BY_INSTALMENT
    charges_due_first: bool = True

    def __post_init__(self) -> None:
        """Refuse an order that leaves a component out or names one twice (`OrderIncomplete`)."""
        for order in (self.overdue, self.due, self.ahead):
            if sorted(order) != sorted(Component):
                raise OrderIncomplete(named=len(order))

    @classmethod
    def always(cls, *components: Component, charges_due_first: bool = True) -> "AllocationOrder":
        """Return one order for all that is paid, whenever it is due."""
        return cls(
            overdue=components,
            due=components,
            ahead=components,
            charges_due_first=charges_due_first,
        )


THE_CLUBS_ORDER = AllocationOrder()
"""Interest, principal, fine, fee; the oldest instalment first."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a payment: which component of which instalment it pays, in minor units."""

    instalment: int
    component: Component
    amount: int
    timing: Timing


@dataclass(frozen=True, slots=True)
class Allocation:
    """How a sum was split; `held` is what no instalment asked for (account 3388)."""

    shares: tuple[Share, ...] = ()
    held: int = 0

    @property
    def parts(self) -> Parts:
        """Return the sum by component."""
        return sum_parts(Parts.only(share.component, share.amount) for share in self.shares)

    @property
    def amount(self) -> int:
        """Return the whole sum that was split."""
        return self.parts.total + self.held

    def to(self, instalment: int) -> Parts:
        """Return what an instalment got."""
        shares = [share for share in self.shares if share.instalment == instalment]
        return sum_parts(Parts.only(share.component, share.amount) for share in shares)


NO_ALLOCATION = Allocation()
"""Of an event that splits no money."""

Rows: TypeAlias = tuple[Standing, ...]
Poured: TypeAlias = tuple[Rows, tuple[Share, ...], int]
"""The instalments after a sum was poured, its shares, and what is left of it."""


@dataclass(frozen=True, slots=True)
class _Ask:
    place: int
    component: Component
    timing: Timing
    most: int | None = None
    """No more than that, though more of it is owed."""


def pay_due(
    rows: Rows, amount: int, on: dt.date, order: AllocationOrder, only: Component | None = None
) -> Poured:
    """Pour a sum into what is overdue and due on a day, the oldest first, then into charges due.

    `only`: one component alone.
    """
    unpaid = [(number, row) for number, row in enumerate(rows) if row.paid != row.due]
    groups = (
        (Timing.OVERDUE, order.overdue, [n for n, row in unpaid if row.due_on < on]),
        (Timing.DUE, order.due, [n for n, row in unpaid if row.payable_on <= on <= row.due_on]),
    )
    asks = [
        _Ask(place, component, timing)
        for timing, components, places in groups
        for place, component in _walk(places, components, order.direction)
    ]
    if order.charges_due_first:
        components = tuple(one for one in order.due if one in CHARGED)
        asks += [
            _Ask(place, component, Timing.DUE, row.left_due_by(component, on))
            for place, row in enumerate(rows)
            if row.payable_on > on and row.charges
            for component in components
        ]
    return _pour(rows, amount, on, _of(asks, only))


def pay_ahead(
    rows: Rows,
    amount: int,
    on: dt.date,
    order: AllocationOrder,
    ahead: Ahead = Ahead.NEXT,
    *,
    only: Component | None = None,
) -> Poured:
    """Pour a sum into instalments that are not yet due, as the schedule stands.

    The next ones first; the last ones where the term is to be shorter; evenly into the principal
    of all where they are to be smaller, and what is more than that into the next ones. `only`: one
    component alone.
    """
    places = [number for number, row in enumerate(rows) if row.payable_on > on]
    shares: tuple[Share, ...] = ()
    if ahead is Ahead.SMALLER:
        rows, shares, amount = _pour(rows, amount, on, _even(rows, places, amount))
    elif ahead is Ahead.SHORTER:
        places.reverse()
    walk = _walk(places, order.ahead, order.direction)
    asks = (_Ask(place, component, Timing.AHEAD) for place, component in walk)
    rows, more, amount = _pour(rows, amount, on, _of(asks, only))
    return rows, (*shares, *more), amount


def pay_principal_ahead(rows: Rows, amount: int, on: dt.date) -> Poured:
    """Pour a sum into principal that is not yet due, all of it as one instalment's.

    It is that of the instalment which is due on the day, or else of the next one: what is brought
    early counts for that first. It asks for at least what was paid; later ones are to be worked
    out anew.
    """
    places = [n for n, row in enumerate(rows) if row.ends_on >= on and not row.is_extra]
    paid = min(amount, sum(rows[place].left.principal for place in places))
    if not paid:
        return rows, (), amount
    place, row = places[0], rows[places[0]]
    due = max(row.due.principal, row.paid.principal + paid)
    grown = replace(row, due=replace(row.due, principal=due))
    asks = [_Ask(place, Component.PRINCIPAL, Timing.AHEAD, paid)]
    rows = (*rows[:place], grown, *rows[place + 1 :])
    return _pour(rows, amount, on, asks)


def _of(asks: Iterable[_Ask], only: Component | None) -> Iterable[_Ask]:
    """Return what is asked of one component; of all where none is named."""
    return asks if only is None else (ask for ask in asks if ask.component is only)


def _walk(
    places: Sequence[int], components: Components, direction: Direction
) -> Iterator[tuple[int, Component]]:
    """Yield places and components in the order in which they are paid."""
    if direction is Direction.BY_INSTALMENT:
        yield from ((place, component) for place in places for component in components)
    else:
        yield from ((place, component) for component in components for place in places)


def _even(rows: Rows, places: Sequence[int], amount: int) -> list[_Ask]:
    """Return what each coming instalment's principal gets of a sum; the last takes what is over."""
    left = {place: rows[place].left.principal for place in places if rows[place].left.principal}
    gets = dict.fromkeys(left, 0)
    amount = min(amount, sum(left.values()))
    while amount:
        open_places = [place for place in left if gets[place] < left[place]]
        each = amount // len(open_places)
        for place in open_places if each else open_places[-1:]:
            more = min(each or amount, left[place] - gets[place])
            gets[place] += more
            amount -= more
    return [_Ask(place, Component.PRINCIPAL, Timing.AHEAD, got) for place, got in gets.items()]


def _pour(rows: Rows, amount: int, on: dt.date, asks: Iterable[_Ask]) -> Poured:
    """Give each that asks what it asks for, as long as there is money."""
    shares: list[Share] = []
    changed = list(rows)
    for ask in asks:
        if not amount:
            break
        row = changed[ask.place]
        left = row.due.of(ask.component) - row.paid.of(ask.component)
        got = min(amount, left if ask.most is None else min(ask.most, left))
        if got > 0:
            changed[ask.place] = row.took(Parts.only(ask.component, got), on)
            shares.append(Share(row.number, ask.component, got, ask.timing))
            amount -= got
    return tuple(changed), tuple(shares), amount
