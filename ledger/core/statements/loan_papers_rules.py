"""The sentences that say what paying early and being late do to a loan."""

from collections.abc import Mapping

from ledger.core.loans.allocation import Ahead, AllocationOrder, Components, Direction
from ledger.core.loans.arrears import FirstLateDay, Lateness
from ledger.core.loans.choices import InterestMethod
from ledger.core.loans.contract import Contract, FineBase
from ledger.core.loans.early import EarlyRule
from ledger.core.loans.fines import FineRule
from ledger.core.loans.parts import Component
from ledger.core.loans.rate import RatePeriod
from ledger.core.money import Money
from ledger.core.statements.table import Phrase, filled, phrase

COMPONENTS: Mapping[Component, Phrase] = {
    Component.PRINCIPAL: phrase("principal"),
    Component.INTEREST: phrase("interest"),
    Component.FINE: phrase("fine"),
    Component.FEE: phrase("fee"),
}
_AHEAD: Mapping[Ahead, Phrase] = {
    Ahead.SHORTER: phrase(
        "Money beyond what is due shortens the term, unless the borrower asks for smaller "
        "instalments or pays the next ones ahead."
    ),
    Ahead.SMALLER: phrase(
        "Money beyond what is due makes the later instalments smaller, unless the borrower asks "
        "for a shorter term or pays the next ones ahead."
    ),
    Ahead.NEXT: phrase(
        "Money beyond what is due pays the next instalments ahead, unless the borrower asks for a "
        "shorter term or smaller instalments."
    ),
}
_ENDING: Mapping[EarlyRule, Phrase] = {
    EarlyRule.TO_THE_DAY: phrase(
        "Who pays the whole loan back early pays interest up to that day only."
    ),
    EarlyRule.WHOLE: phrase(
        "Who pays the whole loan back early still pays all interest of the schedule."
    ),
    EarlyRule.PERIODS_BEGUN: phrase(
        "Who pays the whole loan back early pays the interest of the periods that have begun; the "
        "rest is given up."
    ),
}
_DAILY: Mapping[RatePeriod, Phrase] = {
    RatePeriod.DAY: phrase(
        "For each day late the fine is counted at %(rate)s a day of what is late."
    ),
    RatePeriod.WEEK: phrase(
        "For each day late the fine is counted at %(rate)s a week of what is late."
    ),
    RatePeriod.MONTH: phrase(
        "For each day late the fine is counted at %(rate)s a month of what is late."
    ),
    RatePeriod.YEAR: phrase(
        "For each day late the fine is counted at %(rate)s a year of what is late."
    ),
}


def early_sentences(contract: Contract) -> tuple[Phrase, ...]:
    """Return what an early payment does, in part and of the whole loan."""
    if not contract.terms.rate.share:
        return (_AHEAD[contract.ahead],)
    first = (
        phrase("Principal that is paid early bears no interest from that day on.")
        if contract.recalculates
        else phrase("A part that is paid early does not change the interest of the schedule.")
    )
    rule = EarlyRule.TO_THE_DAY if contract.recalculates else contract.early
    return (first, _AHEAD[contract.ahead], _ENDING[rule])


def late_sentences(contract: Contract) -> tuple[Phrase, ...]:
    """Return when a payment is late and what that costs."""
    found = [_late_from(contract.lateness)]
    if contract.follows_lateness:
        found.append(phrase("Principal that is late bears interest on until it is paid."))
    elif contract.terms.interest is InterestMethod.DECLINING and contract.terms.rate.share:
        found.append(phrase("Being late adds no interest."))
    return (*found, *_fines(contract))


def payment_order(order: AllocationOrder) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
    """Return in which order money pays what is overdue and what is due, named one by one."""
    return _named(order.overdue), _named(order.due)


def oldest_first(order: AllocationOrder) -> Phrase:
    """Return in which direction instalments are paid where several are."""
    if order.direction is Direction.BY_INSTALMENT:
        return phrase("The oldest instalment is paid wholly before the next one.")
    return phrase("Each of these is paid for all instalments before the next of them.")


def _named(components: Components) -> tuple[Phrase, ...]:
    return tuple(COMPONENTS[one] for one in components)


def _late_from(lateness: Lateness) -> Phrase:
    if lateness.tolerance:
        return phrase(
            "A payment counts as late when %(days)s day(s) have passed after its due date.",
            days=lateness.tolerance,
        )
    if lateness.first_day is FirstLateDay.DUE_DATE:
        return phrase("A payment is late when its due date has ended without it.")
    return phrase("A payment is late from the day after its due date.")


def _fines(contract: Contract) -> list[Phrase]:
    rule = contract.fine
    found = _amounts(rule)
    if not found:
        return [phrase("No fine is charged for being late.")]
    found.append(
        phrase("What is late is the principal of an instalment.")
        if contract.fine_on is FineBase.PRINCIPAL
        else phrase("What is late is the principal and the interest of an instalment.")
    )
    if rule.most is not None:
        found.append(
            phrase("The fine is never more than %(most)s of what is late.", most=rule.most)
        )
    if rule.tolerance:
        found.append(phrase("The first %(days)s day(s) late are not fined.", days=rule.tolerance))
    return found


def _amounts(rule: FineRule) -> list[Phrase]:
    """Return what is fined: a sum, a share, so much a day."""
    found = []
    if rule.fixed:
        found.append(
            phrase("Each instalment that is late is fined %(amount)s.", amount=Money(rule.fixed))
        )
    if rule.share:
        found.append(
            phrase("Once, %(share)s of what is late is charged as a fine.", share=rule.share)
        )
    if rule.daily is not None and rule.daily.share:
        found.append(filled(_DAILY[rule.daily.per], rate=rule.daily.share))
    return found
