"""A club's own rules of lending: what they are to begin with, and what they cannot be."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import partial

import pytest

from ledger.core.loans.granting import LendingLimits
from ledger.core.loans.lending_rules import (
    Basis,
    LendingRuleOutOfRange,
    LendingRules,
    QueueKey,
    check_lending_rules,
)
from ledger.core.loans.purposes import PurposeKind
from ledger.core.loans.rate import LEGAL_CAP, Rate, RateAboveCap, RatePeriod
from ledger.core.loans.written import read, write
from ledger.core.money import LARGEST_MINOR

RULES = LendingRules()


def test_the_rules_that_a_club_begins_with() -> None:
    assert RULES.limits == LendingLimits(most=50_000_000, most_running=1)
    assert (RULES.by_household, RULES.may_pass, RULES.basis) == (True, False, Basis.CASH)
    assert (RULES.quorum, RULES.longest_extension) == (Fraction(1, 2), Fraction(1, 2))
    assert RULES.cap == LEGAL_CAP
    check_lending_rules(RULES)


def test_rules_may_lie_on_their_boundaries() -> None:
    least = LendingRules(
        ceiling=1, most_running=1, quorum=Fraction(1, 100), queue_order=(),
        months_of_history=1, reserve=0, longest_extension=Fraction(0),
    )  # fmt: skip
    most = LendingRules(
        ceiling=LARGEST_MINOR, quorum=Fraction(1), months_of_history=120,
        reserve=LARGEST_MINOR, longest_extension=Fraction(1), queue_order=tuple(QueueKey),
    )  # fmt: skip
    assert (least.ceiling, most.ceiling) == (1, LARGEST_MINOR)


@pytest.mark.parametrize(
    ("rule", "made"),
    [
        ("ceiling", partial(LendingRules, ceiling=0)),
        ("ceiling", partial(LendingRules, ceiling=LARGEST_MINOR + 1)),
        ("most_running", partial(LendingRules, most_running=0)),
        ("yearly_cap", partial(LendingRules, yearly_cap=Rate.percent(12, RatePeriod.TERM))),
        ("quorum", partial(LendingRules, quorum=Fraction(0))),
        ("quorum", partial(LendingRules, quorum=Fraction(101, 100))),
        ("queue_order", partial(LendingRules, queue_order=(QueueKey.POOR, QueueKey.POOR))),
        ("months_of_history", partial(LendingRules, months_of_history=0)),
        ("months_of_history", partial(LendingRules, months_of_history=121)),
        ("reserve", partial(LendingRules, reserve=-1)),
        ("reserve", partial(LendingRules, reserve=LARGEST_MINOR + 1)),
        ("longest_extension", partial(LendingRules, longest_extension=Fraction(-1, 100))),
        ("longest_extension", partial(LendingRules, longest_extension=Fraction(101, 100))),
    ],
)
def test_a_rule_that_no_club_can_live_by_is_refused_by_its_name(
    rule: str, made: Callable[[], LendingRules]
) -> None:
    with pytest.raises(LendingRuleOutOfRange) as refused:
        made()
    assert refused.value.rule == rule


def test_a_club_may_set_a_lower_cap_than_the_law_s_but_no_higher_one() -> None:
    lower = replace(RULES, yearly_cap=Rate.percent(1))
    assert lower.cap == Rate.percent(1)
    check_lending_rules(lower)
    higher = replace(RULES, yearly_cap=Rate.percent("20.1", RatePeriod.YEAR))
    assert higher.cap == LEGAL_CAP
    with pytest.raises(RateAboveCap) as refused:
        check_lending_rules(higher)
    assert refused.value.cap == Fraction(1, 5)


def test_rules_can_be_kept_as_text() -> None:
    rules = replace(
        RULES, yearly_cap=Rate.percent(1), quorum=Fraction(2, 3), basis=Basis.ACCRUAL,
        queue_order=(QueueKey.FIRST_LOAN, QueueKey.APPLIED_ON), reserve=500_000,
    )  # fmt: skip
    assert read(LendingRules, write(rules)) == rules


def test_purposes_have_the_codes_of_the_field() -> None:
    assert [str(kind) for kind in PurposeKind] == [
        "large_livestock", "poultry", "aquaculture", "crops", "trade", "craft", "processing",
        "services", "other",
    ]  # fmt: skip
