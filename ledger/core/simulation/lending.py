"""The club's lending: who may borrow, how much is lent at a meeting, what comes back."""

import datetime as dt
from dataclasses import dataclass

from ledger.core.loans.choices import PrincipalMethod
from ledger.core.simulation.cash_book import Item
from ledger.core.simulation.days import months_apart
from ledger.core.simulation.dice import Dice
from ledger.core.simulation.loans import PURPOSES, Fate, Purpose, RunningLoan
from ledger.core.simulation.people import Person
from ledger.core.simulation.plan import ClubPlan, scaled

LEAST, MOST, STEP = 2_000_000, 10_000_000, 500_000
"""Loans are of 2 to 10 million đồng (DOMAIN.md, section 10), in steps of half a million."""

_LENT_PPM = 825_000
_RESERVE = 500_000
_MOST_AT_FIRST, _MOST_MORE = 5_000_000, 3_000_000
_MUCH = 3_500_000
_MOST_BORROWERS = 29
_RAMP_PPM = (400_000, 650_000, 850_000, 1_000_000)
_EVER_BORROW_PPM = 560_000
_SAME_AGAIN_PPM = 650_000
_OLDEST = 78
_PAUSES = ((1, 5), (2, 1))
_A_LITTLE = 200_000
_ABSENT_PPM = 14_000


@dataclass(frozen=True, slots=True)
class Script:
    """A fate that one loan of every club has: the first one paid out from a meeting on."""

    fate: Fate
    from_meeting: int
    method: PrincipalMethod
    fate_month: int
    most: int


def scripts(plan: ClubPlan) -> list[Script]:
    """Return the fates to be given out, in the order of their meetings."""
    last = len(plan.meetings) - 1
    evenly, at_the_end = PrincipalMethod.EQUAL_PRINCIPAL, PrincipalMethod.BULLET
    found = [
        Script(Fate.SKIPS, 2, evenly, 4, MOST),
        Script(Fate.EARLY, 3, at_the_end, 9, MOST),
        Script(Fate.PART, 4, at_the_end, 6, MOST),
        Script(Fate.STOPS, last - 13, evenly, 7, 3_000_000),
        Script(Fate.SLIPS, last - 8, evenly, 0, 4_000_000),
    ]
    return sorted(found, key=lambda one: one.from_meeting)


class Lending:
    """Every loan of a club so far, and who waits for one."""

    def __init__(self, plan: ClubPlan, people: tuple[Person, ...], dice: Dice) -> None:
        """Begin with nothing lent."""
        self.loans: list[RunningLoan] = []
        self._plan = plan
        self._dice = dice
        self._scripts = scripts(plan)
        self._waiting = _borrowers(people, plan, dice)
        self._free_from: dict[str, int] = {}

    @property
    def outstanding(self) -> int:
        """Return the principal that is lent."""
        return sum(loan.outstanding for loan in self.loans)

    @property
    def live(self) -> list[RunningLoan]:
        """Return the loans on which something is outstanding."""
        return [loan for loan in self.loans if loan.outstanding]

    def coming(self, meeting: int) -> dict[str, int]:
        """Return the principal that borrowers will bring to a meeting, by loan."""
        due_on = self._plan.meetings[meeting].due_on
        return {
            loan.code: loan.will_pay(months_apart(loan.agreed_on, due_on)) for loan in self.live
        }

    def grants(self, meeting: int, *, money: int) -> list[RunningLoan]:
        """Return the loans that the meeting will grant; `money` is what the fund has to lend.

        So many borrowers are wanted, and so much of the fund is to be lent; what comes back at
        the same meeting is lent again.
        """
        if self._plan.meetings[meeting].is_early:
            return []
        ramp = _RAMP_PPM[min(meeting, len(_RAMP_PPM) - 1)]
        coming = self.coming(meeting)
        staying = [loan for loan in self.live if coming[loan.code] < loan.outstanding]
        back = sum(coming.values())
        room = (self.outstanding + money) * _LENT_PPM // 1_000_000 * ramp // 1_000_000
        room = min(room - self.outstanding + back, money + back - _RESERVE)
        places = self._plan.borrowers * ramp // 1_000_000 - len(staying)
        places = max(places, min(room // _MUCH, _MOST_BORROWERS - len(staying)))
        asking = self._asking(meeting)
        places = max(0, min(places, room // LEAST, len(asking)))
        granted: list[RunningLoan] = []
        for turn, who in enumerate(asking[:places]):
            if room >= LEAST:
                loan = self._loan(who, meeting, room, places - turn)
                granted.append(loan)
                room -= loan.amount
                self._waiting.remove(who)
        return granted

    def collect(self, meeting: int) -> tuple[list[Item], list[tuple[dt.date, RunningLoan]]]:
        """Return the rows of a meeting's repayments, and who will bring the interest days later."""
        held_on, due_on = self._plan.meetings[meeting].held_on, self._plan.meetings[meeting].due_on
        items: list[Item] = []
        later: list[tuple[dt.date, RunningLoan]] = []
        for loan in self.live:
            month = months_apart(loan.agreed_on, due_on)
            if month <= loan.months_paid:
                continue
            if loan.stays_away(month):
                items += self._a_little(loan, meeting)
                continue
            principal = loan.will_pay(month)
            if not principal and loan.fate is Fate.PROMPT and self._dice.chance(_ABSENT_PPM):
                later.append((held_on + dt.timedelta(days=self._dice.between(1, 6)), loan))
                continue
            items += loan.paid(month, principal=principal)
            if not loan.outstanding:
                self._free_from[loan.borrower.code] = meeting + self._dice.weighted(_PAUSES)
                self._waiting.append(loan.borrower)
        return items, later

    def _a_little(self, loan: RunningLoan, meeting: int) -> list[Item]:
        """Return what one who stopped paying brings all the same, three meetings ago."""
        if loan.fate is not Fate.STOPS or meeting != len(self._plan.meetings) - 4:
            return []
        return [loan.principal_paid(_A_LITTLE, "Thu một phần gốc quá hạn")]

    def _asking(self, meeting: int) -> list[Person]:
        """Return who asks for a loan at a meeting, in turn: one of a household that owes nothing.

        Who joined later waits two meetings; who has paid back waits for the next one, or longer.
        """
        homes = {loan.borrower.household for loan in self.live}
        asking = []
        for one in self._waiting:
            known_since = one.joins_at + 2 if one.joins_at else 0
            free_from = max(self._free_from.get(one.code, 0), known_since)
            if free_from <= meeting and one.household not in homes:
                homes.add(one.household)
                asking.append(one)
        return asking

    def _loan(self, who: Person, meeting: int, room: int, places: int) -> RunningLoan:
        day = self._plan.meetings[meeting].held_on
        before = [loan for loan in self.loans if loan.borrower is who]
        script = self._script(meeting, who)
        purpose = self._purpose(who, script, before)
        term = self._dice.choose([x for x in purpose.terms if script is None or x >= 12])
        amount = scaled(room // places, self._dice.between(700_000, 1_300_000), STEP)
        if before:
            amount = max(amount, before[-1].amount + STEP)
        most = min(MOST, max(_MOST_AT_FIRST, before[-1].amount + _MOST_MORE if before else 0))
        amount = max(LEAST, min(amount, room // STEP * STEP, script.most if script else most))
        loan = RunningLoan(
            f"V{len(self.loans) + 1:02d}", who, day, amount, term,
            self._plan.rates[who.is_poor], purpose, self._plan.principal_multiple,
        )  # fmt: skip
        self.loans.append(loan)
        if script is not None:
            self._scripts.remove(script)
            loan.fate, loan.fate_month = script.fate, script.fate_month
        if loan.fate is Fate.SLIPS:
            loan.fate_month = months_apart(day, slipped_on(self._plan))
        return loan

    def _script(self, meeting: int, who: Person) -> Script | None:
        """Return the fate that is next to be given out, but none to a member of the board."""
        script = self._scripts[0] if self._scripts else None
        if script is None or meeting < script.from_meeting or who.position is not None:
            return None
        return script

    def _purpose(self, who: Person, script: Script | None, before: list[RunningLoan]) -> Purpose:
        """Return what a person borrows for, the second time mostly for the same."""
        fits = [one for one in PURPOSES if one.fits(who)]
        if script is not None:
            fits = [one for one in fits if one.method is script.method and max(one.terms) >= 12]
        elif before and self._dice.chance(_SAME_AGAIN_PPM):
            return before[-1].purpose
        return self._dice.weighted([(one, one.weight) for one in fits])


def slipped_on(plan: ClubPlan) -> dt.date:
    """Return the latest meeting whose dues are at least ten days late on the last day."""
    late = [one.due_on for one in plan.meetings if (plan.until - one.due_on).days >= 10]
    return late[-1]


def _borrowers(people: tuple[Person, ...], plan: ClubPlan, dice: Dice) -> list[Person]:
    """Return those who will ever borrow, in the order of their turn: more than half of them poor.

    Where too few are poor or near-poor others take their place.
    """
    size = plan.composition.members * _EVER_BORROW_PPM // 1_000_000
    able = [
        one
        for one in dice.shuffled(people)
        if one.leaves_at is None and plan.until.year - one.birth_year <= _OLDEST
    ]
    poor = [one for one in able if one.is_poor][: size * dice.between(52, 64) // 100]
    others = [one for one in able if not one.is_poor][: size - len(poor)]
    return dice.shuffled(poor + others)
