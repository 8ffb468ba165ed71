"""What borrowers of a simulated club did with their loans, and what their households told."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ledger.core.loans.purposes import PurposeKind
from ledger.core.periods import months_later
from ledger.core.simulation.dice import WHOLE_PPM, Dice
from ledger.core.simulation.loans import RunningLoan
from ledger.core.simulation.people import Person
from ledger.core.simulation.work import WORK, Work
from ledger.core.workbook.values import HouseholdClass

STEP = 10_000
"""People tell sums in ten thousands of đồng, incomes in hundred thousands."""

_TOLD = 100_000
_ASKED_AFTER_PPM = 900_000
_SAYS_PPM = 965_000
_UP_PPM, _SAME_PPM = 880_000, 60_000
_CHECKED_PPM = 800_000
_FOR_THE_HOUSE_PPM = 50_000
_DIES_PPM, _GOES_ON_PPM = 300_000, 700_000
_FEEDINGS = 3
_INCOMES = {
    HouseholdClass.POOR: (18, 34), HouseholdClass.NEAR_POOR: (26, 46),
    HouseholdClass.AVERAGE: (38, 64), HouseholdClass.OTHER: (52, 95),
}  # fmt: skip
"""A household's income a month in hundred thousands of đồng, by its class."""


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened to an activity on a day; `kind` as `core.outcomes.activity` names it."""

    kind: str
    on: dt.date
    amount: int | None
    quantity: int | None = None
    unit: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What a household told of its income a month, in đồng; None: it did not want to say."""

    on: dt.date
    monthly: int | None


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody of the board saw a sum of the loan used for; None: needs of the house."""

    on: dt.date
    kind: PurposeKind | None
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Livelihood:
    """A loan's plan, what happened, and what came of it; amounts in đồng.

    `ended_on`: None while the loan runs. `after`: None where nobody asked.
    """

    kind: PurposeKind
    what: str
    cost: int
    expected: int
    begins_on: dt.date
    ends_on: dt.date
    happenings: tuple[Happening, ...]
    before: Told
    ended_on: dt.date | None
    goes_on: bool
    after: Told | None
    seen: tuple[Seen, ...]


def draw_livelihoods(
    loans: Sequence[RunningLoan], dice: Dice, until: dt.date, repaid: Mapping[str, dt.date]
) -> Mapping[str, Livelihood]:
    """Return by a loan's code what its borrower did with it, up to a day.

    `repaid` says when those that are over were paid back. Nine in ten of their borrowers were
    asked how they fare, and most of them fare better (DOMAIN.md, section 10). Who borrows again
    tells the income that the first loan left.
    """
    found: dict[str, Livelihood] = {}
    told: dict[str, int] = {}
    for loan in loans:
        own, home = dice.fork(loan.code), loan.borrower.household
        before = told.get(home) or _income(own, loan.borrower)
        one = _livelihood(own, loan, before, until, repaid.get(loan.code))
        told[home] = one.after.monthly if one.after and one.after.monthly else before
        found[loan.code] = one
    return found


def _livelihood(
    dice: Dice, loan: RunningLoan, before: int, until: dt.date, repaid_on: dt.date | None
) -> Livelihood:
    work = WORK[loan.purpose.words]
    cost = _rounded(loan.amount * dice.between(95, 125) // 100)
    gain = dice.between(*work.gain) * loan.term // 6
    fares = _fares(dice)
    course = _Course(dice.fork("days"), loan, work, cost, fares, repaid_on or until)
    return Livelihood(
        kind=work.kind, what=work.what, cost=cost, expected=_rounded(cost * gain // 100),
        begins_on=loan.agreed_on, ends_on=months_later(loan.agreed_on, loan.term),
        happenings=course.happenings(), before=Told(loan.agreed_on, before), ended_on=repaid_on,
        goes_on=work.goes_on and dice.chance(_GOES_ON_PPM),
        after=None if repaid_on is None else _after(dice, before, fares, repaid_on),
        seen=_seen(dice.fork("seen"), loan, work, until),
    )  # fmt: skip


def _income(dice: Dice, who: Person) -> int:
    least, most = _INCOMES[who.household_class]
    return dice.between(least, most) * _TOLD


def _fares(dice: Dice) -> int:
    """Return whether a household fares better (1), the same (0) or worse (-1) afterwards."""
    throw = dice.below(WHOLE_PPM)
    return 1 if throw < _UP_PPM else 0 if throw < _UP_PPM + _SAME_PPM else -1


def _after(dice: Dice, before: int, fares: int, ended_on: dt.date) -> Told | None:
    """Return what a household tells when its loan is over, None where nobody asked."""
    if not dice.chance(_ASKED_AFTER_PPM):
        return None
    if not dice.chance(_SAYS_PPM):
        return Told(ended_on, None)
    change = dice.between(3, 13) if fares > 0 else -dice.between(2, 6) if fares < 0 else 0
    return Told(ended_on, max(before + change * _TOLD, 5 * _TOLD))


@dataclass(frozen=True, slots=True)
class _Course:
    """An activity as it goes from day to day up to the last; `fares` as `_fares` says it."""

    dice: Dice
    loan: RunningLoan
    work: Work
    cost: int
    fares: int
    last: dt.date

    def happenings(self) -> tuple[Happening, ...]:
        """Return what was bought and fed, and once the work has borne, what came of it."""
        found = [*self._spent(), *self._born_and_lost(), *self._gained()]
        return tuple(sorted((one for one in found if one.on <= self.last), key=lambda one: one.on))

    def _after(self, days: int) -> dt.date:
        return self.loan.agreed_on + dt.timedelta(days=days)

    def _spent(self) -> Iterator[Happening]:
        """Yield what was bought at first, and what went into it in the months after."""
        work, dice = self.work, self.dice
        bought = _rounded(self.cost * work.at_once // 100)
        pieces = None if work.unit is None else max(bought // work.price, 1)
        on = self._after(dice.between(1, 9))
        yield Happening("spent", on, bought, pieces, work.unit, work.bought)
        amount = _rounded((self.cost - bought) // _FEEDINGS)
        for part in range(1, _FEEDINGS + 1):
            day = self._after(part * work.days // (_FEEDINGS + 1) + dice.below(6) + 1)
            if amount:
                yield Happening("spent", day, amount, note=work.fed)

    def _born_and_lost(self) -> Iterator[Happening]:
        """Yield the young that were born, and the animals that died."""
        work, half = self.work, self._after(self.work.days // 2 + 1)
        if work.young:
            yield Happening("born", half, None, self.dice.between(*work.young), work.unit)
        if work.dies and (self.fares < 0 or self.dice.chance(_DIES_PPM)):
            pieces = self.dice.between(1, work.dies)
            yield Happening("lost", half, pieces * work.price, pieces, work.unit, work.loss)

    def _gained(self) -> Iterator[Happening]:
        """Yield sales, what was eaten at home, and what is on hand at the end."""
        work, first = self.work, self._after(self.work.days)
        if first > self.last:
            return
        span = (self.last - first).days
        months = max((self.last - self.loan.agreed_on).days // 30, 1)
        gain = self.dice.between(*work.gain) if self.fares >= 0 else -self.dice.between(5, 25)
        worth = self.cost * (100 + gain * months // 6) // 100
        on_hand = worth * work.kept // 100
        at_home = worth * self.dice.between(0, work.eaten) // 100
        amount = _rounded((worth - on_hand - at_home) // work.sales)
        for part in range(1, work.sales + 1 if amount > 0 else 1):
            day = first + dt.timedelta(days=span * part // work.sales)
            yield Happening("sold", day, amount, note=work.sold)
        if _rounded(at_home):
            half = first + dt.timedelta(days=span // 2)
            yield Happening("used_at_home", half, _rounded(at_home))
        if _rounded(on_hand):
            yield Happening("on_hand", self.last, _rounded(on_hand))


def _seen(dice: Dice, loan: RunningLoan, work: Work, until: dt.date) -> tuple[Seen, ...]:
    """Return what the board saw a month or two after the money was paid out."""
    on = loan.agreed_on + dt.timedelta(days=dice.between(25, 60))
    if on > until or not dice.chance(_CHECKED_PPM):
        return ()
    if dice.chance(_FOR_THE_HOUSE_PPM):
        house = _rounded(loan.amount * dice.between(20, 50) // 100)
        return Seen(on, work.kind, loan.amount - house), Seen(on, None, house)
    return (Seen(on, work.kind, loan.amount),)


def _rounded(amount: int) -> int:
    return amount // STEP * STEP
