"""The dice of the simulation fall alike everywhere, and fairly."""

from collections import Counter

import pytest

from ledger.core.simulation.dice import Dice


def test_a_seed_gives_the_same_throws_on_every_machine() -> None:
    dice = Dice("club 1")
    assert [dice.below(1_000_000) for _ in range(6)] == [
        339_353, 53_044, 790_016, 99_187, 7_388, 938_091,
    ]  # fmt: skip


def test_throws_are_the_words_of_sha_256_over_seed_and_count() -> None:
    # printf 'a\0000' | sha256sum begins with these eight bytes.
    assert Dice("a").below(1 << 64) == 0xB0E8DE8D4E6B1207


def test_another_seed_gives_other_throws() -> None:
    assert [Dice("1").below(10**9) for _ in range(3)] != [Dice("2").below(10**9) for _ in range(3)]


def test_a_fork_is_not_moved_by_throws_before_it() -> None:
    moved, still = Dice("x"), Dice("x")
    moved.below(6)
    assert moved.fork("people").below(10**9) == still.fork("people").below(10**9)


def test_between_reaches_both_ends_and_never_beyond() -> None:
    dice = Dice("ends")
    assert {dice.between(3, 5) for _ in range(200)} == {3, 4, 5}


def test_nothing_is_thrown_below_one() -> None:
    with pytest.raises(ValueError, match="no throw below 0"):
        Dice("x").below(0)


def test_each_side_comes_about_as_often_as_it_should() -> None:
    dice = Dice("fair")
    counts = Counter(dice.below(6) for _ in range(12_000))
    assert all(1_800 < counts[side] < 2_200 for side in range(6))


def test_a_chance_comes_about_as_often_as_its_parts_per_million() -> None:
    dice = Dice("chance")
    assert 2_250 < sum(dice.chance(250_000) for _ in range(10_000)) < 2_750
    assert not any(dice.chance(0) for _ in range(100))
    assert all(dice.chance(1_000_000) for _ in range(100))


def test_a_weight_of_three_comes_three_times_as_often_as_one() -> None:
    dice = Dice("weights")
    counts = Counter(
        dice.weighted((("heavy", 3), ("light", 1), ("never", 0))) for _ in range(8_000)
    )
    assert counts["never"] == 0
    assert 5_700 < counts["heavy"] < 6_300


def test_shuffling_keeps_every_thing_once_and_leaves_the_first_list_alone() -> None:
    things = list(range(50))
    mixed = Dice("cards").shuffled(things)
    assert sorted(mixed) == things == list(range(50))
    assert mixed != things
