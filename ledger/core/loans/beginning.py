"""The schedule with which a loan begins, on the day on which it is first paid out."""

from dataclasses import dataclass
from fractions import Fraction

from ledger.core.loans.amortisation import even_level
from ledger.core.loans.choices import InterestMethod, PrincipalMethod
from ledger.core.loans.contract import Contract
from ledger.core.loans.interest import period_factors
from ledger.core.loans.making import first_share, free_schedule, make_schedule, shares_between
from ledger.core.loans.schedule import Schedule
from ledger.core.loans.standing import Standing, standings
from ledger.core.loans.tranches import Tranche


@dataclass(frozen=True, slots=True)
class Beginning:
    """A schedule, its instalments, and the level or equal part that it keeps, if it has one."""

    schedule: Schedule
    rows: tuple[Standing, ...]
    level: int | None


def begin(contract: Contract, first: Tranche) -> Beginning:
    """Return the schedule of a loan that is paid out, or a first part of it.

    Refuses what `make_schedule` and `free_schedule` do.
    """
    terms, lent, begun_on = contract.terms, first.amount, first.paid_out_on
    shares: list[Fraction] | None = None
    if terms.repayment is PrincipalMethod.FREE:
        schedule = free_schedule(terms, lent, begun_on, contract.parts)
        shares = shares_between(terms, begun_on, schedule.period_ends)
    else:
        if contract.first_due_on is not None:
            shares = first_share(terms, begun_on, contract.first_due_on)
        schedule = make_schedule(
            terms, lent, begun_on,
            first_due_on=contract.first_due_on, instalment=contract.instalment,
        )  # fmt: skip
    factors = _factors(contract, schedule, shares)
    schedule = schedule.payable(contract.pay_days)
    rows = standings(schedule, factors)
    return Beginning(schedule, rows, _level(contract, lent, schedule, factors))


def _factors(
    contract: Contract, schedule: Schedule, shares: list[Fraction] | None
) -> list[Fraction]:
    """Return the interest on one unit in each period; none before a down payment."""
    at_once = schedule.period_ends[0] == schedule.disbursed_on
    ends = schedule.period_ends[at_once:]
    shares = shares if shares is None else shares[: len(ends)]
    factors = period_factors(contract.terms, schedule.disbursed_on, ends, shares)
    return [Fraction(0), *factors] if at_once else factors


def _level(
    contract: Contract, lent: int, schedule: Schedule, factors: list[Fraction]
) -> int | None:
    """Return the level instalment, or the equal part of principal, that prepayments keep."""
    terms = contract.terms
    if terms.interest is InterestMethod.FLAT:
        return None
    at_once = schedule.period_ends[0] == schedule.disbursed_on
    owed = lent - (schedule.principals[0] if at_once else 0)
    match terms.repayment:
        case PrincipalMethod.EQUAL_INSTALMENTS:
            if contract.instalment is not None:
                return contract.instalment
            return even_level(terms, owed, factors[at_once:])
        case PrincipalMethod.EQUAL_PRINCIPAL:
            count = terms.instalments - terms.grace_on_principal
            return terms.instalment_rounding.divided(owed, count)
        case _:
            return None
