"""How sure shares, differences and means are: the published examples, and what always holds."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.outcomes.intervals import Interval, of_difference, of_mean, of_share
from ledger.core.outcomes.share import Difference, Share


def places(interval: Interval | None, digits: int = 4) -> tuple[str, str]:
    """Return the ends of an interval with so many decimals, cut as print rounds them."""
    assert interval is not None
    scale = 10**digits
    return (str(Fraction(round(interval.low * scale), scale)),
            str(Fraction(round(interval.high * scale), scale)))  # fmt: skip


def ends(low: str, high: str) -> tuple[str, str]:
    return str(Fraction(low)), str(Fraction(high))


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(81, 263, "0.2553", "0.3662"), (15, 148, "0.0624", "0.1605"), (0, 20, "0", "0.1611"),
     (1, 29, "0.0061", "0.1718"), (29, 29, "0.8830", "1")],
)  # fmt: skip
def test_intervals_of_shares_are_those_that_newcombe_printed(
    part: int, whole: int, low: str, high: str
) -> None:
    assert places(of_share(part, whole)) == ends(low, high)


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [((56, 70), (48, 80), "0.0524", "0.3339"), ((9, 10), (3, 10), "0.1705", "0.8090"),
     ((6, 7), (2, 7), "0.0582", "0.8062"), ((5, 56), (0, 29), "-0.0381", "0.1926"),
     ((10, 10), (0, 10), "0.6075", "1")],
)  # fmt: skip
def test_intervals_of_differences_are_those_that_newcombe_printed(
    one: tuple[int, int], other: tuple[int, int], low: str, high: str
) -> None:
    assert places(of_difference(one, other)) == ends(low, high)


def test_a_mean_of_one_to_five_lies_between_the_ends_of_student() -> None:
    assert places(of_mean(5, 15, 55), 3) == ends("1.037", "4.963")
    assert of_mean(4, 10, 30) is None, "too few"


WHOLES = st.integers(1, 10_000).flatmap(
    lambda whole: st.tuples(st.integers(0, whole), st.just(whole))
)


@given(WHOLES, WHOLES)
def test_a_share_and_a_difference_lie_in_their_intervals(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    share, found = Fraction(*one), of_share(*one)
    assert found is not None
    assert 0 <= found.low <= share <= found.high <= 1
    apart = of_difference(one, other)
    assert apart is not None
    assert -1 <= apart.low <= share - Fraction(*other) <= apart.high <= 1
    back = of_difference(other, one)
    assert back is not None
    assert (-back.high, -back.low) == (apart.low, apart.high)


def test_of_nobody_there_is_no_share_and_no_difference() -> None:
    nobody, all_three = Share(0, 0, unknown=7), Share(3, 3)
    assert (nobody.share, nobody.per_mille, nobody.interval) == (None, None, None)
    assert (Difference(all_three, nobody).apart, Difference(nobody, all_three).interval) == (
        None, None
    )  # fmt: skip
    assert Share(23, 41).per_mille == 561
