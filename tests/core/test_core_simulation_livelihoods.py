"""What simulated borrowers did with their loans lies inside the bands of DOMAIN.md, section 10."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from functools import cache

from ledger.core.periods import months_later
from ledger.core.simulation.club import SimulatedClub, simulated_club
from ledger.core.simulation.dice import Dice
from ledger.core.simulation.livelihoods import Livelihood, draw_livelihoods
from ledger.core.simulation.loans import PURPOSES
from ledger.core.simulation.work import WORK
from ledger.core.workbook.values import HouseholdClass

UNTIL = dt.date(2026, 3, 10)
SEEDS = range(1, 7)
CERTIFIED = {HouseholdClass.POOR, HouseholdClass.NEAR_POOR}


@cache
def club(seed: int) -> SimulatedClub:
    return simulated_club(seed, UNTIL)


@cache
def repaid(seed: int) -> Mapping[str, dt.date]:
    over = [loan for loan in club(seed).loans if not loan.outstanding]
    return {one.code: min(months_later(one.agreed_on, one.term), UNTIL) for one in over}


@cache
def livelihoods(seed: int) -> Mapping[str, Livelihood]:
    return draw_livelihoods(club(seed).loans, Dice(f"test {seed}"), UNTIL, repaid(seed))


def test_every_purpose_is_a_work_that_is_known() -> None:
    assert {one.words for one in PURPOSES} == set(WORK)


def test_the_same_dice_give_the_same_livelihoods() -> None:
    again = draw_livelihoods(club(3).loans, Dice("test 3"), UNTIL, repaid(3))
    assert again == livelihoods(3)


def test_nothing_happens_before_the_loan_nor_after_it_is_over() -> None:
    for seed in SEEDS:
        for loan in club(seed).loans:
            one = livelihoods(seed)[loan.code]
            days = [each.on for each in one.happenings]
            assert days == sorted(days)
            assert all(loan.agreed_on < day <= (one.ended_on or UNTIL) for day in days)
            assert all(each.amount is None or each.amount >= 0 for each in one.happenings)


def test_nine_in_ten_households_that_told_their_income_have_more() -> None:
    answers: Counter[bool] = Counter()
    silent = 0
    for seed in SEEDS:
        for one in livelihoods(seed).values():
            if one.ended_on and (one.after is None or one.after.monthly is None):
                silent += 1
            if one.after and one.after.monthly and one.before.monthly:
                answers[one.after.monthly > one.before.monthly] += 1
    assert 80 <= 100 * answers[True] // answers.total() <= 96
    assert silent > 0


def test_who_borrows_again_begins_with_the_income_that_the_first_loan_left() -> None:
    told: dict[str, int] = {}
    again = 0
    for loan in club(2).loans:
        one, home = livelihoods(2)[loan.code], loan.borrower.household
        if home in told:
            assert one.before.monthly == told[home]
            again += 1
        told[home] = (one.after.monthly if one.after else None) or one.before.monthly or 0
    assert again > 5


def test_most_of_the_use_that_was_seen_is_what_the_loan_was_for() -> None:
    for seed in SEEDS:
        lives = livelihoods(seed)
        seen = [each for one in lives.values() for each in one.seen]
        as_agreed = sum(each.amount for each in seen if each.kind is not None)
        assert 90 <= 100 * as_agreed // sum(each.amount for each in seen) <= 100
        assert 0 < sum(not one.seen for one in lives.values()) < len(lives) // 2


def test_reviews_find_every_household_of_the_year_and_certify_the_poor() -> None:
    for seed in SEEDS:
        first, *later = club(seed).reviews
        assert [one.year for one in (first, *later)] == [2024, 2025]
        for review in (first, *later):
            papers = [home.certificate_no for home in review.homes if home.certificate_no]
            assert len(set(papers)) == len(papers)
            for home in review.homes:
                assert (home.household_class in CERTIFIED) is (home.certificate_no is not None)


def test_some_leave_poverty_and_one_falls_back() -> None:
    left = fell_back = poor = 0
    for seed in SEEDS:
        first, second = club(seed).reviews
        before = {home.household: home.household_class for home in first.homes}
        for home in second.homes:
            then = before.get(home.household)
            poor += then is HouseholdClass.POOR
            left += then is HouseholdClass.POOR and home.household_class is not then
            fell_back += then is not HouseholdClass.POOR and (
                home.household_class is HouseholdClass.POOR
            )
    assert 10 <= 100 * left // poor <= 50
    assert fell_back >= len(SEEDS)
