"""How each amount of a schedule came about, said as a sentence with its figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from ledger.core.loans.amortisation import even_level, last_interest
from ledger.core.loans.choices import FeeTime, InterestMethod, PrincipalMethod
from ledger.core.loans.fees import fee_at
from ledger.core.loans.interest import interest_on, period_factors
from ledger.core.loans.schedule import Schedule
from ledger.core.loans.terms import LoanTerms
from ledger.core.loans.trace_words import interest_words
from ledger.core.money import Money
from ledger.core.statements.table import Phrase, phrase


@dataclass(frozen=True, slots=True)
class Trace:
    """An amount in minor units, worked out anew, and the words that say how."""

    amount: int
    words: Phrase


class Tracer:
    """Works the amounts of a schedule out again, one by one, as they are asked for.

    Instalments are numbered from 1, a down payment with them.
    """

    def __init__(
        self,
        terms: LoanTerms,
        schedule: Schedule,
        *,
        shares: Sequence[Fraction] | None = None,
        instalment: int | None = None,
    ) -> None:
        """Trace a schedule that was made by these terms.

        `shares` says how many periods each one counts as, where they are not all whole ones
        (`making.first_share`, `making.shares_between`); `instalment` is the one agreed, if any.
        """
        self._terms = terms
        self._schedule = schedule
        self._at_once = int(schedule.period_ends[0] == schedule.disbursed_on)
        self._ends = schedule.period_ends[self._at_once :]
        self._shares = shares
        self._agreed = instalment
        parts = schedule.principals[self._at_once :]
        self._owed = sum(parts)
        self._balances = [self._owed, *(self._owed - paid for paid in accumulate(parts))]
        begun_on = schedule.disbursed_on
        self._factors = period_factors(terms, begun_on, self._ends, shares)[: len(self._ends)]

    def interest(self, number: int) -> Trace:
        """Return how the interest of an instalment came about."""
        period = number - 1 - self._at_once
        carried_to = min(self._terms.interest_deferred, len(self._ends) - 1)
        if period < 0:
            return Trace(0, phrase("No interest is charged in this period."))
        if period < carried_to:
            later = carried_to + 1 + self._at_once
            return Trace(0, phrase("The interest is paid with instalment %(later)s.", later=later))
        if period == carried_to and carried_to:
            amount = sum(self._interest(one) for one in range(carried_to + 1))
            words = phrase(
                "Interest of the first %(count)s periods together: %(amount)s",
                count=carried_to + 1, amount=Money(amount),
            )  # fmt: skip
            return Trace(amount, words)
        return self._traced_interest(period)

    def principal(self, number: int) -> Trace:
        """Return how the principal of an instalment came about."""
        period, balance = number - 1 - self._at_once, self._balances[number - 1 - self._at_once]
        if period < 0:
            return self._down_payment()
        if period == len(self._ends) - 1:
            return _all_left(balance)
        if self._terms.repayment is PrincipalMethod.FREE:
            amount = self._schedule.principals[number - 1]
            return Trace(amount, phrase("As agreed: %(amount)s", amount=Money(amount)))
        if period < self._grace:
            return Trace(0, phrase("No principal falls due yet."))
        if self._terms.repayment is PrincipalMethod.EQUAL_INSTALMENTS:
            return self._rest_of_instalment(period, balance)
        part = self._part()
        return _all_left(balance) if part.amount >= balance else part

    def instalment(self) -> Trace | None:
        """Return how the level instalment came about; None where the terms have none."""
        terms = self._terms
        if terms.repayment is not PrincipalMethod.EQUAL_INSTALMENTS:
            return None
        if self._agreed is not None:
            return Trace(self._agreed, phrase("As agreed: %(amount)s", amount=Money(self._agreed)))
        if terms.interest is InterestMethod.FLAT:
            return None
        level = even_level(terms, self._owed, self._factors)
        words = phrase(
            "%(principal)s in %(count)s equal instalments, to whole %(multiple)s: %(amount)s",
            principal=Money(self._owed), count=len(self._ends) - terms.grace_on_principal,
            multiple=Money(terms.instalment_rounding.multiple), amount=Money(level),
        )  # fmt: skip
        return Trace(level, words)

    def fee(self, time: FeeTime) -> Trace:
        """Return how the fees at disbursement, or with each instalment, came about."""
        lent = self._schedule.principal
        amount = fee_at(self._terms, time, lent)
        fixed = sum(fee.amount for fee in self._terms.fees if fee.time is time)
        words = phrase(
            "Fixed fees %(fixed)s + shares of the sum lent %(shares)s = %(amount)s",
            fixed=Money(fixed), shares=Money(amount - fixed), amount=Money(amount),
        )  # fmt: skip
        return Trace(amount, words)

    @property
    def _grace(self) -> int:
        if self._terms.repayment is PrincipalMethod.BULLET:
            return len(self._ends) - 1
        return self._terms.grace_on_principal

    def _part(self) -> Trace:
        """Return the equal part of principal."""
        count, rounding = len(self._ends) - self._grace, self._terms.instalment_rounding
        amount = rounding.divided(self._owed, count)
        words = phrase(
            "Principal %(principal)s / %(count)s, to whole %(multiple)s: %(amount)s",
            principal=Money(self._owed), count=count, multiple=Money(rounding.multiple),
            amount=Money(amount),
        )  # fmt: skip
        return Trace(amount, words)

    def _rest_of_instalment(self, period: int, balance: int) -> Trace:
        """Return the principal that an instalment leaves after its interest."""
        interest = self._interest(period)
        instalment = self._instalment_of(period)
        if instalment <= interest:
            return Trace(0, phrase("No principal falls due yet."))
        amount = instalment - interest
        if amount >= balance:
            return _all_left(balance)
        words = phrase(
            "Instalment %(instalment)s − interest %(interest)s = %(amount)s",
            instalment=Money(instalment), interest=Money(interest), amount=Money(amount),
        )  # fmt: skip
        return Trace(amount, words)

    def _instalment_of(self, period: int) -> int:
        level = self.instalment()
        if level is not None:
            return level.amount
        share = self._schedule.principal * self._factors[period]
        return self._part().amount + self._terms.instalment_rounding.of(share)

    def _down_payment(self) -> Trace:
        lent, share = self._schedule.principal, self._terms.down_payment
        amount = min(self._terms.instalment_rounding.of(lent * share), lent)
        words = phrase(
            "Sum lent %(lent)s × %(share)s = %(amount)s",
            lent=Money(lent), share=share, amount=Money(amount),
        )  # fmt: skip
        return Trace(amount, words)

    def _interest(self, period: int) -> int:
        return self._traced_interest(period).amount

    def _traced_interest(self, period: int) -> Trace:
        """Return a period's interest, whenever it is paid."""
        if self._terms.interest is InterestMethod.FLAT:
            return self._flat(period)
        by_rule = self._by_rule(period)
        level = None if self._agreed is not None else self.instalment()
        if level is None or period < len(self._ends) - 1:
            return by_rule
        principals = self._schedule.principals[self._at_once :]
        rules = [self._by_rule(one).amount for one in range(len(self._ends))]
        amount = last_interest(self._terms, level.amount, principals, rules)
        if amount == by_rule.amount:
            return by_rule
        words = phrase(
            "Instalment %(instalment)s − principal %(principal)s = %(amount)s",
            instalment=Money(level.amount), principal=Money(principals[-1]), amount=Money(amount),
        )  # fmt: skip
        return Trace(amount, words)

    def _by_rule(self, period: int) -> Trace:
        """Return a period's interest on the balance at its start."""
        terms, balance = self._terms, self._balances[period]
        amount = interest_on(balance, self._factors[period], terms.amount_rounding, terms.digits)
        return Trace(amount, self._words(period, balance, amount))

    def _flat(self, period: int) -> Trace:
        """Return a period's flat interest; the last one takes what is left of the whole."""
        terms, lent = self._terms, self._schedule.principal
        left = whole = terms.amount_rounding.of(lent * sum(self._factors))
        amounts = []
        for factor in self._factors[:period]:
            amounts.append(
                min(interest_on(lent, factor, terms.amount_rounding, terms.digits), left)
            )
            left -= amounts[-1]
        if period == len(self._ends) - 1:
            words = phrase(
                "Interest of all periods %(whole)s − of those before %(before)s = %(amount)s",
                whole=Money(whole), before=Money(whole - left), amount=Money(left),
            )  # fmt: skip
            return Trace(left, words)
        exact = interest_on(lent, self._factors[period], terms.amount_rounding, terms.digits)
        return Trace(min(exact, left), self._words(period, lent, min(exact, left)))

    def _words(self, period: int, base: int, amount: int) -> Phrase:
        if period < self._terms.interest_free:
            return phrase("No interest is charged in this period.")
        begun_on = self._schedule.disbursed_on
        starts = (begun_on, *self._ends[:-1])
        return interest_words(
            self._terms,
            (starts[period], self._ends[period]),
            Money(base),
            Money(amount),
            share=Fraction(1) if self._shares is None else self._shares[period],
            first_year=begun_on.year,
        )


def _all_left(balance: int) -> Trace:
    words = phrase("All principal that is left: %(amount)s", amount=Money(balance))
    return Trace(balance, words)
