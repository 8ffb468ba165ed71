"""Money: whole đồng, one currency at a time, and splits whose parts make the whole."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.money import (
    LARGEST_MINOR,
    VND,
    AmountTooLarge,
    CurrenciesDiffer,
    Currency,
    Money,
    largest_remainder,
)

KIP = Currency("LAK", 2)

totals = st.integers(-LARGEST_MINOR, LARGEST_MINOR)
exact_shares = st.integers(0, 1_000) | st.fractions(0, 100)
splits = st.lists(exact_shares, min_size=1, max_size=8).filter(any)


def test_amounts_add_and_subtract() -> None:
    assert Money(1_250_000) + Money(250_000) == Money(1_500_000)
    assert Money(1_250_000) - Money(1_500_000) == Money(-250_000)
    assert -Money(1_000) == Money(-1_000)


def test_amounts_compare() -> None:
    assert Money(999) < Money(1_000) <= Money(1_000)
    assert not Money(1_000) < Money(1_000)
    assert not Money(0)
    assert Money(-1)


def test_two_currencies_are_never_added_or_compared() -> None:
    for mix in (
        lambda: Money(1) + Money(1, KIP),
        lambda: Money(1) - Money(1, KIP),
        lambda: Money(1) < Money(1, KIP),
        lambda: Money(1) <= Money(1, KIP),
    ):
        with pytest.raises(CurrenciesDiffer) as refused:
            mix()
        assert refused.value.facts() == {"left": "VND", "right": "LAK"}
    assert Money(1) != Money(1, KIP)


@pytest.mark.parametrize("sign", [1, -1])
def test_the_largest_amount_is_nine_quadrillion(sign: int) -> None:
    largest = Money(sign * 9_007_199_254_740_991)
    assert largest.minor == sign * LARGEST_MINOR
    with pytest.raises(AmountTooLarge) as refused:
        Money(sign * 9_007_199_254_740_992)
    assert refused.value.amount == sign * (LARGEST_MINOR + 1)
    with pytest.raises(AmountTooLarge):
        largest + Money(sign)


def test_the_odd_dong_goes_to_the_largest_remainder() -> None:
    # 100 ₫ at 20 : 70 : 10 is exact; 101 ₫ is 20,2 + 70,7 + 10,1.
    assert largest_remainder(100, [20, 70, 10]) == (20, 70, 10)
    assert largest_remainder(101, [20, 70, 10]) == (20, 71, 10)


def test_a_tie_goes_to_the_share_named_first() -> None:
    assert largest_remainder(100, [1, 1, 1]) == (34, 33, 33)
    assert largest_remainder(101, [1, 1, 1]) == (34, 34, 33)
    assert largest_remainder(1, [0, 1, 1]) == (0, 1, 0)


def test_a_negative_amount_splits_as_the_mirror_of_its_positive() -> None:
    assert largest_remainder(-100, [1, 1, 1]) == (-34, -33, -33)
    assert Money(-100).allocate([1, 1, 1]) == (Money(-34), Money(-33), Money(-33))


def test_shares_may_be_exact_fractions() -> None:
    assert largest_remainder(10, [Fraction(1, 3), Fraction(2, 3)]) == (3, 7)


@pytest.mark.parametrize("shares", [[], [0], [0, 0], [2, -1], [-1, 2], [-1]])
def test_shares_that_divide_nothing_are_refused(shares: list[int]) -> None:
    with pytest.raises(ValueError, match="shares must be"):
        largest_remainder(100, shares)


def test_a_split_keeps_its_currency() -> None:
    assert Money(5, KIP).allocate([1, 1]) == (Money(3, KIP), Money(2, KIP))
    assert Money(5).allocate([1])[0].currency is VND


@given(totals, splits)
def test_the_parts_make_the_whole(total: int, shares: list[int | Fraction]) -> None:
    parts = largest_remainder(total, shares)
    assert sum(parts) == total
    assert len(parts) == len(shares)


@given(totals, splits)
def test_no_part_is_a_whole_dong_from_its_exact_share(
    total: int, shares: list[int | Fraction]
) -> None:
    whole = sum(shares)
    for part, share in zip(largest_remainder(total, shares), shares, strict=True):
        assert abs(part - Fraction(total) * share / whole) < 1


@given(totals, splits)
def test_a_larger_share_never_gets_less(total: int, shares: list[int | Fraction]) -> None:
    parts = [abs(part) for part in largest_remainder(total, shares)]
    by_share = sorted(zip(shares, parts, strict=True), key=lambda pair: (pair[0], pair[1]))
    assert [part for _, part in by_share] == sorted(parts)


@given(totals, splits, st.integers(1, 50))
def test_a_split_depends_on_the_proportions_only(
    total: int, shares: list[int | Fraction], times: int
) -> None:
    enlarged = [share * times for share in shares]
    assert largest_remainder(total, enlarged) == largest_remainder(total, shares)
