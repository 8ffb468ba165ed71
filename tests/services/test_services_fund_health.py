"""Targets, the inspection of lending, and the fund's health, from the books of both databases."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import sqlalchemy as sa

from ledger.books.engine import reading, transaction
from ledger.books.prices import price_changes
from ledger.books.tables.meetings import MeetingRow
from ledger.books.tables.members import HouseholdClassRow
from ledger.books.tables.outcomes import ActivityPlanRow, LoanUseCheckRow
from ledger.books.target_figures import target_figures
from ledger.core.acts.rules import PoorShareOutOfRange, RulesChanged
from ledger.core.clubs import ClubRules
from ledger.core.loans.lending_rules import LendingRules
from ledger.core.loans.purposes import PurposeKind
from ledger.core.outcomes.inspection import Inspection, Part, Purpose
from ledger.core.outcomes.prices import PriceChangeTold, PriceYearNotOver, in_force
from ledger.core.outcomes.projection import FundNow, WhatIf, projected
from ledger.core.outcomes.targets import TargetFigures
from ledger.core.outcomes.using import UsedFor
from ledger.core.statements.inspection_table import inspection_table
from ledger.core.statements.portfolio import A_YEAR, time_until
from ledger.core.statements.scope import Scope
from ledger.core.workbook.values import HouseholdClass
from ledger.services.club_rules import change_rules
from ledger.services.fund_health import capital_of, fund_health_of, prospect_of
from ledger.services.inspection import inspection_of
from tests.books.counted import Counted
from tests.books.postings import money_in, money_out, posted
from tests.conftest import NOW, TODAY, Books, new_club
from tests.services import lending_club
from tests.services.act_office import office
from tests.services.loan_desk import Desk
from tests.services.scenario_club import LENT_ON, Someone, scenario_club

MILLION = 1_000_000
YEAR = time_until(TODAY, A_YEAR)
PEOPLE = (
    Someone("poor", "female", 1950, "Chủ nhiệm"), Someone("near_poor", "female", 1969),
    Someone("other", "male", 1971, "Thủ quỹ"), Someone(None, None, None),
    Someone("average", "male", 1972), Someone("other", "female", 1966),
)  # fmt: skip
PRINCIPALS = (6 * MILLION, 4 * MILLION, 2 * MILLION, MILLION)
CHECKED_ON = dt.date(2026, 2, 20)


def village(books: Books) -> Desk:
    """Lend to four of six members; the poorest household is poor no more since February."""
    desk = scenario_club(books, PEOPLE, PRINCIPALS, capital=[("4111", 20 * MILLION)])
    club_id = books.club.club_id
    better = {
        "club_id": club_id, "household_no": 1, "valid_from": dt.date(2026, 2, 1),
        "class": "average", "recorded_at": NOW,
    }  # fmt: skip
    days = ((2025, 11), (2025, 12), (2026, 2), (2026, 3))
    met = [
        {"club_id": club_id, "meeting_no": no, "held_on": dt.date(*day, 10)}
        for no, day in enumerate(days, 1)
    ]
    with transaction(books.engine) as connection:
        connection.execute(sa.insert(HouseholdClassRow), [better])
        connection.execute(sa.insert(MeetingRow), met)
    return desk


def test_the_figures_of_the_targets_are_those_of_the_day_and_of_the_club(books: Books) -> None:
    village(books)
    lending_club.left_the_club(books, 6, TODAY)
    other = new_club(books.engine, "KHAC")
    ids = [books.club.club_id, other.club.club_id]
    expected = TargetFigures(
        members=5, women=2, sex_unknown=1, older_55=3, older_60=1, birth_unknown=1, poor=1,
        poor_unknown=1, officers=2, officers_women=1, borrowers=4, running=4, within_ceiling=4,
        within_law=4, lent=13 * MILLION, lent_to_poor=10 * MILLION, lent_class_unknown=MILLION,
        lent_first=12 * MILLION, lent_first_unknown=MILLION, funds=1, months=4, months_met=3,
    )  # fmt: skip
    with reading(books.engine) as connection, Counted(books.engine) as asked:
        found = target_figures(connection, ids, YEAR)
    assert len(asked.statements) == 5
    assert found == {ids[0]: expected, ids[1]: TargetFigures()}
    posted(books, money_in(20_000, TODAY, "5112", "activity"))
    change = RulesChanged(valid_from=TODAY, poor_share=Fraction(3, 5))
    with transaction(books.engine) as connection:
        change_rules(connection, books.club, change, books.request(), today=TODAY)
    with reading(books.engine) as connection:
        later = target_figures(connection, ids, YEAR)[ids[0]]
        before = target_figures(connection, ids, time_until(dt.date(2026, 1, 9), A_YEAR))[ids[0]]
    assert later == replace(expected, funds=2, poor_share=Fraction(3, 5))
    assert (before.members, before.poor, before.borrowers, before.lent) == (6, 2, 0, 0)


def test_a_share_for_the_poor_is_set_and_taken_back_with_the_other_rules_as_they_were() -> None:
    rules = ClubRules(TODAY, lending=LendingRules(reserve=MILLION))
    told = RulesChanged(valid_from=TODAY, poor_share=Fraction(1, 2))
    changed = told.after(rules)
    assert changed.rules_of_lending == LendingRules(reserve=MILLION, poor_share=Fraction(1, 2))
    assert replace(told, poor_share=Fraction(0)).after(changed) == rules
    assert replace(told, poor_share=None).after(changed) == changed
    (fault,) = replace(told, poor_share=Fraction(2)).faults()
    assert isinstance(fault, PoorShareOutOfRange)


def looked_at(books: Books) -> Inspection:
    """Plan two of the loans of a village, look at their use, and return the inspection."""
    desk, club_id = village(books), books.club.club_id
    by = {"club_id": club_id, "recorded_at": NOW, "recorded_by": books.user_id}
    plans = [
        by | {
            "plan_no": no, "member_no": no, "loan_no": no, "kind": kind.value, "what": "Nuôi",
            "cost": 0, "expected_income": 0, "begins_on": LENT_ON, "ends_on": TODAY,
        }
        for no, kind in ((1, PurposeKind.POULTRY), (3, PurposeKind.CROPS))
    ]  # fmt: skip
    seen = (
        (1, dt.date(2026, 2, 1), UsedFor.NOT_USED, 6), (1, CHECKED_ON, UsedFor.POULTRY, 4),
        (1, CHECKED_ON, UsedFor.HOUSEHOLD_NEEDS, 1), (3, CHECKED_ON, UsedFor.TRADE, 2),
        (4, CHECKED_ON, UsedFor.TRADE, 1),
    )  # fmt: skip
    checks = [
        by | {
            "check_no": no, "loan_no": loan_no, "checked_on": on, "used_for": used.value,
            "amount": amount * MILLION, "checked_by": 2,
        }
        for no, (loan_no, on, used, amount) in enumerate(seen, 1)
    ]  # fmt: skip
    with transaction(books.engine) as connection:
        connection.execute(sa.insert(ActivityPlanRow), plans)
        connection.execute(sa.insert(LoanUseCheckRow), checks)
    with Counted(books.engine) as asked:
        found = desk.asks(inspection_of, dt.date(2026, 1, 1), TODAY)
    assert len(asked.statements) == 5
    return found


def test_what_loans_were_for_is_held_against_what_was_seen(shared_books: Books) -> None:
    found = looked_at(shared_books)
    m = MILLION
    assert found.purposes == (
        Purpose(PurposeKind.POULTRY, Part(1, 6 * m), 4 * m, m, m, 0),
        Purpose(PurposeKind.CROPS, Part(1, 2 * m), 0, 2 * m, 0, 0),
        Purpose(None, Part(2, 5 * m), 0, 0, 4 * m, m),
    )
    for one in found.purposes:
        assert one.as_agreed + one.otherwise + one.unseen + one.unjudged == one.lent.amount
    assert found.unchecked == Part(1, 4 * m)
    assert [one.loan_no for one in found.used_otherwise] == [1, 3]
    assert dict(found.uses) == {
        UsedFor.POULTRY: Part(1, 4 * m), UsedFor.TRADE: Part(2, 3 * m),
        UsedFor.HOUSEHOLD_NEEDS: Part(1, m),
    }  # fmt: skip
    # By the class of the day on which it was paid out: the first home was poor then.
    assert found.to_class(HouseholdClass.POOR) == Part(1, 6 * m)
    assert found.to_class(None) == Part(1, m)
    assert (found.to_first, found.first_unknown) == (Part(3, 12 * m), Part(1, m))
    assert (found.to_officers, found.portfolio) == (Part(2, 8 * m), Part(4, 13 * m))
    assert (found.officers, found.members, found.median_days) == (2, 6, None)


def test_the_inspection_s_shares_stand_beside_what_they_are_of(shared_books: Books) -> None:
    found = looked_at(shared_books)
    scope = Scope("HP", "Hạnh Phúc", found.begin, found.end)
    for one in (found, replace(found, poor_share=Fraction(1, 2))):
        table = inspection_table(scope, one)
        keys = [column.key for column in table.columns]
        shares = [row for row in table.rows if row.values[keys.index("share")]]
        for row in shares:
            of = row.values[keys.index("of")]
            assert isinstance(of, int) or dict(getattr(row.values[0], "parts", ()))
        assert len(shares) > 8
        assert len(table.rows) == len(set(enumerate(table.rows)))


def test_who_waits_is_counted_from_the_application(shared_books: Books) -> None:
    lending_club.lending_club(shared_books)
    desk = Desk(shared_books)
    lending_club.asked(shared_books)
    (waits,) = desk.asks(inspection_of, lending_club.BEGUN_ON, TODAY).waiting
    assert (waits.applied_on, waits.amount) == (lending_club.APPLIED_ON, 5 * MILLION)
    assert desk.asks(inspection_of, lending_club.BEGUN_ON, dt.date(2026, 3, 1)).waiting == ()
    for taken in (lending_club.APPRAISAL, lending_club.VOTE, lending_club.APPROVAL):
        lending_club.step(shared_books, taken)
    assert len(desk.asks(inspection_of, lending_club.BEGUN_ON, TODAY).waiting) == 1
    lending_club.paid_out(shared_books)
    found = desk.asks(inspection_of, lending_club.BEGUN_ON, TODAY)
    assert found.waiting == ()
    assert found.median_days == 8
    assert found.loans[0].kind is PurposeKind.POULTRY


def test_a_fund_grows_with_and_without_what_it_is_given_and_in_what_it_buys(
    shared_books: Books,
) -> None:
    m = MILLION
    posted(
        shared_books,
        money_in(100 * m, dt.date(2024, 2, 1)), money_in(10 * m, dt.date(2025, 3, 1), "4114"),
        money_in(3 * m, dt.date(2025, 5, 1), "5111"), money_out(m, dt.date(2025, 6, 1)),
        money_in(9 * m, dt.date(2025, 7, 1), "5112", "activity"),
        money_in(20 * m, dt.date(2026, 2, 1), "341"),
    )  # fmt: skip
    desk = Desk(shared_books)
    before = desk.asks(fund_health_of, TODAY)
    assert before.missing == (2024, 2025)
    assert [one.real_closing for one in before.years] == [100 * m, None, None]
    room = office(desk)
    for ppm in (50_000, 40_000):
        told = PriceChangeTold(year=2025, ppm=ppm, source="Cục Thống kê")
        room.asks("price-change", told)
    with reading(shared_books.engine) as connection:
        kept = price_changes(connection, shared_books.club.club_id)
    assert [(one.version_no, one.ppm) for one in kept] == [(1, 50_000), (2, 40_000)]
    assert in_force(kept)[2025].share == Fraction(4, 100)
    with Counted(shared_books.engine) as asked:
        first, second, third = desk.asks(fund_health_of, TODAY).years
    assert len(asked.statements) == 3
    own = second.capital.own
    assert (own.opening, own.closing) == (100 * m, 112 * m)
    assert (second.capital.new_capital, second.capital.earned) == (10 * m, 2 * m)
    assert (second.capital.growth.share, second.capital.own_growth.share) == (
        Fraction(12, 100), Fraction(2, 100),
    )  # fmt: skip
    assert second.real_growth is not None
    assert second.real_growth.percent() == Fraction("-1.92")
    assert (first.real_closing, second.real_closing) == (100 * m, 107_692_308)
    assert (third.capital.lent.closing, third.capital.is_whole) == (20 * m, False)
    assert (third.capital.own.closing, third.prices, third.real_closing) == (112 * m, None, None)


def test_years_follow_on_each_other_and_every_source_adds_up(shared_books: Books) -> None:
    desk = village(shared_books)
    posted(shared_books, money_in(MILLION, dt.date(2024, 12, 31), "4113"))
    years = desk.asks(capital_of, TODAY)
    assert [one.time.until for one in years] == [
        dt.date(2024, 12, 31), dt.date(2025, 12, 31), TODAY,
    ]  # fmt: skip
    for before, after in pairwise(years):
        assert [one.closing for one in before.sources] == [one.opening for one in after.sources]
    assert (
        years[-1].own.closing
        == 21 * MILLION
        == sum(desk.money().get(account, 0) for account in ("111", "1321"))
    )
    assert desk.asks(capital_of, dt.date(2024, 1, 1)) == []


def test_no_price_of_a_year_that_runs_or_out_of_range_is_kept(shared_books: Books) -> None:
    told = PriceChangeTold(year=2026, ppm=40_000, source="Cục Thống kê")
    room = office(Desk(shared_books))
    facts = room.desk.books
    assert [type(one) for one in told.faults(TODAY)] == [PriceYearNotOver]
    for wrong in (replace(told, year=1900), replace(told, year=2025, ppm=-MILLION),
                  replace(told, year=2025, source=" ")):  # fmt: skip
        assert len(list(wrong.faults(TODAY))) == 1
    with reading(facts.engine) as connection:
        assert price_changes(connection, facts.club.club_id) == []


NOW_FUND = FundNow(
    on=TODAY, portfolio=80 * MILLION, money=20 * MILLION, members=50,
    capital_share=Fraction(1, 4), costs=100_000,
)  # fmt: skip


def test_the_next_years_are_what_a_pocket_calculator_says() -> None:
    supposed = WhatIf(
        lent=Fraction(8, 10), default_rate=Fraction(5, 100), monthly_rate=Fraction(1, 100),
        inflation=Fraction(10, 100), members=2, each=50_000, capital=MILLION,
    )  # fmt: skip
    first, second, *_, last = projected(NOW_FUND, supposed)
    # 80 million are lent, 4 lost; 76 bear 12 %: 9,120,000, of which a quarter stays.
    assert (first.lent, first.lost, first.kept, first.passed_on) == (
        80_000_000, 4_000_000, 2_280_000, 6_840_000,
    )  # fmt: skip
    assert (first.costs, first.capital, first.closing) == (110_000, 1_100_000, 99_270_000)
    assert first.real_closing == 90_245_455
    assert (second.opening, second.costs, second.members) == (99_270_000, 121_000, 54)
    assert (last.until, last.members) == (dt.date(2031, 3, 10), 60)


def test_more_lost_never_leaves_more_and_nothing_happens_where_nothing_is_lent() -> None:
    plain = WhatIf(lent=Fraction(8, 10), default_rate=Fraction(0), monthly_rate=Fraction(1, 100))
    ends = [
        [one.closing for one in projected(NOW_FUND, replace(plain, default_rate=Fraction(n, 10)))]
        for n in range(11)
    ]
    assert ends == sorted(ends, reverse=True)
    idle = replace(plain, lent=Fraction(0))
    assert [one.closing - one.opening for one in projected(NOW_FUND, idle)] == [-100_000] * 5
    assert all(one.real_closing is None for one in projected(NOW_FUND, idle))


def test_what_is_supposed_first_is_that_it_goes_on_as_it_went(shared_books: Books) -> None:
    desk = village(shared_books)
    posted(shared_books, money_out(500_000, TODAY))
    with Counted(shared_books.engine) as asked:
        found = desk.asks(prospect_of, TODAY)
    assert len(asked.statements) == 6
    assert (found.now.portfolio, found.now.money) == (13 * MILLION, 6_500_000)
    assert (found.now.members, found.now.costs) == (6, 500_000)
    assert found.now.capital_share == 0
    assert found.supposed == WhatIf(
        lent=Fraction(667, 1000), default_rate=Fraction(0), monthly_rate=Fraction(1, 100)
    )
    assert not list(found.supposed.faults())
    wild = replace(found.supposed, lent=Fraction(2), inflation=Fraction(-1))
    assert [one.what for one in wild.faults()] == ["lent", "inflation"]
