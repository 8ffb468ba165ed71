"""What an application's terms say in months, what clubs usually offer, and what must be said."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from ledger.core.clubs import ClubRules
from ledger.core.loans.calendar import MONTHLY, QUARTERLY, TWO_WEEKLY, WEEKLY, Interval, Unit
from ledger.core.loans.choices import PrincipalMethod
from ledger.core.loans.lending_rules import LendingRules
from ledger.core.loans.product import adopted
from ledger.core.loans.rate import Rate, RatePeriod
from ledger.core.loans.rounding import Rounding, RoundingMode
from ledger.core.loans.terms import LoanTerms
from ledger.core.loans.usual_products import usual_products
from ledger.core.text import WordsMissing, check_words
from ledger.core.versions import VersionNotLater, check_version

DAY = dt.date(2026, 3, 10)
TERMS = LoanTerms(rate=Rate.monthly_ppm(8_000), instalments=12)


@pytest.mark.parametrize(
    ("interval", "instalments", "months"),
    [
        (MONTHLY, 1, 1), (MONTHLY, 12, 12), (QUARTERLY, 4, 12), (TWO_WEEKLY, 26, 12),
        (TWO_WEEKLY, 6, 3), (WEEKLY, 1, 1), (WEEKLY, 13, 3), (WEEKLY, 14, 4),
        (Interval(1, Unit.DAY), 365, 12), (Interval(1, Unit.DAY), 366, 13),
        (Interval(1, Unit.YEAR), 2, 24),
    ],
)  # fmt: skip
def test_a_term_in_months_counts_a_part_of_one_whole(
    interval: Interval, instalments: int, months: int
) -> None:
    assert replace(TERMS, interval=interval, instalments=instalments).whole_months == months


@pytest.mark.parametrize(
    ("rate", "ppm"),
    [
        (Rate.percent("0.8"), 8_000), (Rate.percent(0), 0),
        (Rate.percent(12, RatePeriod.YEAR), 10_000), (Rate.percent(20, RatePeriod.YEAR), 16_667),
        (Rate.percent(15, RatePeriod.TERM), 12_500),
        (Rate.percent("0.25", RatePeriod.WEEK), 10_833),
    ],
)  # fmt: skip
def test_a_stated_rate_is_told_in_parts_per_million_a_month(rate: Rate, ppm: int) -> None:
    assert replace(TERMS, rate=rate).monthly_ppm == ppm


def test_the_usual_products_may_be_adopted_by_a_new_club() -> None:
    rules = ClubRules(DAY, principal_multiple=5_000)
    products = usual_products(DAY, rules)
    costs = [adopted(one, rules.rules_of_lending) for one in products]
    assert [one.warning is not None for one in costs] == [False] * 4 + [True]
    assert [one.contract.terms.repayment for one in products] == [
        PrincipalMethod.BULLET, PrincipalMethod.EQUAL_PRINCIPAL,
        PrincipalMethod.EQUAL_INSTALMENTS, PrincipalMethod.FREE,
        PrincipalMethod.EQUAL_INSTALMENTS,
    ]  # fmt: skip
    assert {one.contract.terms.instalment_rounding for one in products} == {
        Rounding(5_000, RoundingMode.UP)
    }
    assert {(one.product_no, one.valid_from, one.most, one.longest) for one in products} == {
        (0, DAY, 50_000_000, 24)
    }
    assert len({one.name for one in products}) == 5


@pytest.mark.parametrize("share", [Fraction(1, 4), Fraction(1)])
def test_usual_products_extend_no_longer_than_the_rules_nor_than_is_usual(share: Fraction) -> None:
    rules = ClubRules(DAY, lending=LendingRules(longest_extension=share))
    found = {one.contract.longest_extension for one in usual_products(DAY, rules)}
    assert found == {min(share, Fraction(1, 2))}


@pytest.mark.parametrize("text", ["", " ", "\t"])
def test_words_that_say_nothing_are_missing(text: str) -> None:
    with pytest.raises(WordsMissing) as refused:
        check_words("purpose", text, 10)
    assert refused.value.facts() == {"what": "purpose"}
    check_words("purpose", "Nuôi gà", 7)


def test_a_version_begins_after_all_others() -> None:
    check_version(DAY, [])
    check_version(DAY, [DAY - dt.timedelta(days=1), dt.date(2025, 1, 1)])
    for later in (DAY, DAY + dt.timedelta(days=1)):
        with pytest.raises(VersionNotLater) as refused:
            check_version(DAY, [later, dt.date(2025, 1, 1)])
        assert refused.value.facts() == {"valid_from": DAY, "latest": later}
