"""Simulated clubs lie inside the sanity bands of DOMAIN.md, section 10, whatever the seed."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from functools import cache

import pytest

from ledger.core.journal import Series
from ledger.core.simulation.club import SimulatedClub, simulated_club
from ledger.core.simulation.plan import NAMES, PLACES
from ledger.core.workbook.check import check_workbook
from ledger.core.workbook.values import CashKind, CheckedWorkbook, MemberFacts
from tests.club_figures import POOR, ClubFigures, figures_of

MILLION = 1_000_000
SEEDS = range(20)


def until(seed: int) -> dt.date:
    """Return the last day of a seed's books: all seasons, Tết and the ends of years as well."""
    return dt.date(2024, 2, 9) + dt.timedelta(days=53 * seed)


@cache
def club(seed: int) -> SimulatedClub:
    return simulated_club(seed, until(seed))


@cache
def checked(seed: int) -> CheckedWorkbook:
    return check_workbook(club(seed).sheets, today=until(seed))


@cache
def figures(seed: int) -> ClubFigures:
    workbook = checked(seed).workbook
    assert workbook is not None, checked(seed).errors
    return figures_of(workbook, until(seed))


def outside(measure: Callable[[ClubFigures], int], least: int, most: int) -> dict[int, int]:
    """Return the seeds whose figure is outside a band, each with its figure."""
    found = {seed: measure(figures(seed)) for seed in SEEDS}
    return {seed: figure for seed, figure in found.items() if not least <= figure <= most}


def position_of(member: MemberFacts) -> str:
    return member.position or ""


@pytest.mark.parametrize("seed", SEEDS)
def test_the_workbook_is_right_but_for_two_spoiled_vouchers(seed: int) -> None:
    assert checked(seed).errors == ()
    assert Counter(one.code for one in checked(seed).findings) == {"voucher_gap": 2}
    gaps = figures(seed).workbook.missing_numbers
    assert {series for _, series in gaps} == {Series.RECEIPT, Series.PAYMENT}


def test_the_same_seed_and_day_give_the_same_club() -> None:
    assert simulated_club(3, until(3)) == club(3)


def test_another_seed_or_another_day_gives_another_club() -> None:
    assert simulated_club(4, until(3)).sheets != club(3).sheets
    assert simulated_club(3, until(4)).sheets != club(3).sheets


def test_the_books_cover_two_years_up_to_the_day() -> None:
    for seed in SEEDS:
        rows = figures(seed).workbook.rows
        assert until(seed) - dt.timedelta(days=45) <= rows[-1].occurred_on <= until(seed)
        assert 680 <= (until(seed) - rows[0].occurred_on).days <= 731


def test_the_year_2024_can_end_on_the_day_that_others_lack() -> None:
    leap = dt.date(2024, 2, 29)
    assert check_workbook(simulated_club(2, leap).sheets, today=leap).errors == ()


def test_a_club_has_its_invented_name_in_a_real_commune() -> None:
    places = {(place.commune, place.province) for place in PLACES}
    for seed in SEEDS:
        facts = figures(seed).workbook.club
        assert facts.name in NAMES
        assert (facts.commune, facts.province) in places


def test_members_are_as_many_as_provinces_publish() -> None:
    assert outside(lambda one: one.members, 50, 62) == {}


def test_three_in_five_members_and_more_are_women() -> None:
    assert outside(lambda one: one.women, 600, 770) == {}


def test_most_members_are_55_or_older() -> None:
    assert outside(lambda one: one.older, 530, 860) == {}


def test_a_quarter_of_the_members_and_more_are_poor_or_near_poor() -> None:
    assert outside(lambda one: one.poor, 240, 700) == {}


def test_some_households_have_two_members_of_one_class() -> None:
    for seed in SEEDS:
        members = figures(seed).workbook.members
        homes = Counter(one.household for one in members)
        assert {*homes.values()} == {1, 2}
        assert len({(one.household, one.household_class) for one in members}) == len(homes)


def test_the_poor_have_a_certificate_of_their_own_household() -> None:
    for seed in SEEDS:
        homes = {one.household: one for one in figures(seed).workbook.members}
        papers = [one.certificate_no for one in homes.values() if one.household_class in POOR]
        assert all(papers)
        assert len(set(papers)) == len(papers)
        others = [one for one in homes.values() if one.household_class not in POOR]
        assert not any(one.certificate_no for one in others)


def test_five_board_members_of_whom_half_are_women_have_phones() -> None:
    for seed in SEEDS:
        board = [one for one in figures(seed).workbook.members if one.position]
        assert sorted(map(position_of, board)) == [
            "Chủ nhiệm", "Kế toán", "Phó chủ nhiệm", "Thư ký", "Thủ quỹ",
        ]  # fmt: skip
        assert sum(one.sex == "female" for one in board) >= 3
        assert all(one.phone for one in board)


def test_names_and_phones_are_nobody_s_twice_and_several_peoples_live_there() -> None:
    for seed in SEEDS:
        members = figures(seed).workbook.members
        phones = [one.phone for one in members if one.phone]
        assert len({one.name for one in members}) == len(members)
        assert len(set(phones)) == len(phones) > len(members) // 2
        assert all(phone.startswith("0990") for phone in phones)
        assert len({one.ethnic_group for one in members}) >= 2


def test_some_joined_later_and_one_left_with_the_capital() -> None:
    for seed in SEEDS:
        workbook = figures(seed).workbook
        joined = Counter(one.joined_on for one in workbook.members)
        assert 2 <= len(workbook.members) - max(joined.values()) <= 4
        (left,) = [row for row in workbook.rows if row.kind is CashKind.MEMBER_CAPITAL_RETURNED]
        later = [row for row in workbook.rows if row.row > left.row and row.member == left.member]
        assert later == []


def test_seed_capital_is_that_of_project_clubs() -> None:
    assert outside(lambda one: one.seed_capital, 50 * MILLION, 130 * MILLION) == {}


def test_the_loan_fund_stays_inside_the_band() -> None:
    assert outside(lambda one: one.last.fund, 20 * MILLION, 140 * MILLION) == {}


def test_loans_are_of_two_to_ten_million() -> None:
    assert (
        outside(lambda one: min(x.amount for x in one.workbook.loans), 2 * MILLION, MILLION * 10)
        == {}
    )
    assert (
        outside(lambda one: max(x.amount for x in one.workbook.loans), 2 * MILLION, MILLION * 10)
        == {}
    )
    assert outside(lambda one: one.mean_loan, 2_300_000, 6_700_000) == {}


def test_terms_are_of_six_to_24_months_and_rates_at_most_one_per_cent() -> None:
    for seed in SEEDS:
        loans = figures(seed).workbook.loans
        assert all(6 <= one.term_months <= 24 for one in loans)
        assert all(6_500 <= one.monthly_rate_ppm <= 10_000 for one in loans)
        assert {one.principal_method.value for one in loans} == {"bullet", "equal_principal"}
        assert len({one.purpose for one in loans}) >= 8


def test_half_the_members_borrow_at_one_time_or_another() -> None:
    assert outside(lambda one: one.ever_borrowed, 400, 570) == {}


def test_twenty_to_29_members_owe_money_at_the_end() -> None:
    assert outside(lambda one: one.last.borrowers, 20, 29) == {}
    for seed in SEEDS:
        assert max(standing.borrowers for standing in figures(seed).month_ends) <= 29


def test_four_fifths_of_the_loan_fund_are_lent() -> None:
    assert outside(lambda one: one.last.lent_share, 700, 850) == {}

    def mean_of_second_year(one: ClubFigures) -> int:
        return sum(standing.lent_share for standing in one.month_ends[-12:]) // 12

    assert outside(mean_of_second_year, 700, 850) == {}


def test_at_least_97_per_cent_is_repaid_on_time() -> None:
    assert outside(lambda one: one.on_time, 970, 998) == {}


def test_one_borrower_is_a_little_late_and_one_for_long() -> None:
    for seed in SEEDS:
        short, long = sorted(figures(seed).days_late.values())
        assert 10 <= short <= 40
        assert 90 <= long <= 260


def test_second_loans_follow_the_first_and_are_mostly_larger() -> None:
    for seed in SEEDS:
        again = [own for own in figures(seed).loans_of_members().values() if len(own) > 1]
        assert len(again) >= 10
        assert sum(own[1].amount > own[0].amount for own in again) > len(again) // 2


def test_a_household_never_owes_two_loans_at_once() -> None:
    for seed in SEEDS:
        workbook = figures(seed).workbook
        home = {one.code: one.household for one in workbook.members}
        owed: Counter[str] = Counter()
        for row in workbook.rows:
            if row.kind is CashKind.DISBURSEMENT:
                assert owed[home[row.member or ""]] == 0
                owed[home[row.member or ""]] += row.amount
            if row.kind is CashKind.PRINCIPAL:
                owed[home[row.member or ""]] -= row.amount


def test_the_money_goes_to_all_eight_areas_and_to_people_in_need() -> None:
    for seed in SEEDS:
        rows = figures(seed).workbook.rows
        assert {row.area for row in rows if row.kind is CashKind.ACTIVITY_EXPENSE} == {*range(1, 9)}
        assert {*CashKind} - {row.kind for row in rows} <= {
            CashKind.CAPITAL_LENT, CashKind.CAPITAL_LENT_RETURNED,
        }  # fmt: skip


def test_dues_are_two_to_five_thousand_a_month() -> None:
    for seed in SEEDS:
        dues = figures(seed).workbook.club.dues
        amounts = figures(seed).amounts(CashKind.DUES)
        assert 2_000 <= dues <= 5_000
        assert all(amount % dues == 0 for amount in amounts)
        assert amounts.count(dues) > len(amounts) * 3 // 4


def test_large_sums_go_to_the_bank_and_little_stays_in_the_box() -> None:
    for seed in SEEDS:
        boxes = sorted(sum(one.cash.values()) for one in figures(seed).month_ends)
        assert boxes[0] >= 0
        assert boxes[len(boxes) // 2] < 10 * MILLION


def test_the_activity_fund_is_spent_but_never_empty_after_the_first_month() -> None:
    assert outside(lambda one: one.last.cash["activity"], 250_000, 4_500_000) == {}
    for seed in SEEDS:
        assert min(one.cash["activity"] for one in figures(seed).month_ends) > 0


def test_vouchers_are_some_two_thousand_and_numbered_anew_each_year() -> None:
    assert outside(lambda one: len(one.workbook.rows), 1_500, 2_600) == {}
    for seed in SEEDS:
        first: dict[tuple[int, Series], int] = {}
        for row in figures(seed).workbook.rows:
            first.setdefault((row.occurred_on.year, row.series), row.number)
        assert len({year for year, _ in first}) >= 2
        assert max(first.values()) <= 2  # the very first paper of a year may be a spoiled one


def test_three_rows_are_written_down_wrongly_and_known() -> None:
    for seed in SEEDS:
        rows = {
            (one.occurred_on, one.series, one.number): one for one in figures(seed).workbook.rows
        }
        mistakes = club(seed).mistakes
        assert len(mistakes) == 3
        for mistake in mistakes:
            row = rows[mistake.row.occurred_on, mistake.row.series, mistake.row.number]
            written = (row.kind, row.area, row.member, row.amount)
            right = mistake.right
            assert written != (right.kind, right.area, right.member, right.amount)
            assert mistake.reason.startswith("Ghi nhầm")
