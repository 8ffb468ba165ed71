"""Poverty standards, the flows between classes, and who the members are, by worked examples."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.errors import LedgerError
from ledger.core.outcomes.classes import ClassFrom
from ledger.core.outcomes.composition import CountedMember, MemberGroup, composition, is_minority
from ledger.core.outcomes.flows import CountedHousehold, Move, Stay, YearFlows, year_flows
from ledger.core.outcomes.share import Share
from ledger.core.outcomes.standards import (
    PovertyStandard,
    StandardCodeTaken,
    StandardNotUsable,
    StandardsOverlap,
    check_beside,
    is_break,
    standard_on,
    would_be,
)
from ledger.core.statements.class_flows_table import class_flows_table
from ledger.core.statements.scope import Scope
from ledger.core.statements.table import Name, RowKind
from ledger.core.workbook.values import HouseholdClass, Sex

POOR, NEAR, AVERAGE, OTHER = HouseholdClass
TODAY = dt.date(2028, 3, 10)
BEGAN = dt.date(2019, 6, 1)
M = 1_000_000


def standard(code: str, first: int, last: int | None, poor: int, average: int) -> PovertyStandard:
    """Return a standard of some years: the urban lines half a million above the rural ones."""
    return PovertyStandard(
        code=code, name=Name(code, code), source="NĐ", valid_from=dt.date(first, 1, 1),
        valid_to=None if last is None else dt.date(last, 12, 31), rural_poor=poor,
        urban_poor=poor + 500_000,
        rural_average=average or None, urban_average=(average + 750_000) if average else None,
        deprivations=3,
    )  # fmt: skip


OLD = standard("vn-2022", 2022, 2026, 1_500_000, 2_250_000)
NEW = standard("vn-2027", 2027, None, 2_200_000, 0)
HANOI = replace(OLD, code="hn-2024", province="Hà Nội", valid_from=dt.date(2024, 1, 1))
STANDARDS = [OLD, NEW, HANOI]


def household(*classes: tuple[int, HouseholdClass], number: int = 1) -> CountedHousehold:
    """Return a household that is here since 2019, with a class from December of each year."""
    return CountedHousehold(
        club_id=1, household_no=number, stays=(Stay(begins_on=BEGAN),),
        classes=tuple(
            ClassFrom(valid_from=dt.date(year, 12, 10), household_class=one)
            for year, one in classes
        ),
    )  # fmt: skip


def moves(one: CountedHousehold, year: int) -> set[tuple[HouseholdClass | None, Move]]:
    """Return what a household counts for in a year."""
    found = year_flows([one], STANDARDS, year, TODAY)
    return {(flow.household_class, move.move) for flow in found.classes for move in flow.moves}


@pytest.mark.parametrize(
    ("income", "lacking", "where", "expected"),
    [
        (1_500_000, 3, "rural", POOR), (1_500_000, 2, "rural", NEAR),
        (1_500_001, 9, "rural", AVERAGE), (2_250_001, 9, "rural", OTHER),
        (2_000_000, 3, "urban", POOR), (3_000_000, 0, "urban", AVERAGE),
    ],
)  # fmt: skip
def test_a_household_is_poor_under_the_line_and_lacking_three_indicators(
    income: int, lacking: int, where: str, expected: HouseholdClass
) -> None:
    assert would_be(OLD, income, lacking, is_rural=where == "rural") is expected


def test_a_standard_without_an_average_line_says_nothing_of_the_average() -> None:
    assert would_be(NEW, 2_200_001, 3, is_rural=True) is OTHER


def test_scenario_12_a_household_poor_by_the_new_standard_alone_has_not_fallen_back() -> None:
    days = [dt.date(year, 12, 31) for year in (2026, 2027)]
    by_year = [
        would_be(held, 2 * M, 3, is_rural=True)
        for day in days
        if (held := standard_on(STANDARDS, day, None))
    ]
    assert by_year == [AVERAGE, POOR]
    assert is_break(STANDARDS, days[0], days[1], None)
    # Poor in 2022, and not since: under one standard this would be falling back.
    one = household((2022, POOR), (2024, AVERAGE), (2026, by_year[0]), (2027, by_year[1]))
    assert moves(one, 2024) == {(POOR, Move.LEFT), (AVERAGE, Move.NEW)}
    assert moves(one, 2027) == {(AVERAGE, Move.RECLASSIFIED_FROM), (POOR, Move.RECLASSIFIED_TO)}
    flows = year_flows([one], STANDARDS, 2027, TODAY)
    assert (flows.is_broken, flows.of(POOR).count(Move.FELL_BACK, Move.NEW)) == (True, 0)


def test_who_was_poor_by_another_standard_is_newly_poor_and_not_fallen_back() -> None:
    one = household((2021, POOR), (2022, AVERAGE), (2024, POOR))
    assert moves(one, 2024) == {(AVERAGE, Move.LEFT), (POOR, Move.NEW)}


def test_a_class_that_stood_from_before_a_new_standard_is_not_compared_with_one_since() -> None:
    one = household((2026, AVERAGE), (2028, POOR))
    found = year_flows([one], STANDARDS, 2028, dt.date(2029, 1, 1))
    assert found.is_broken
    assert found.of(POOR).count(Move.RECLASSIFIED_TO) == 1


def test_who_was_poor_and_left_falls_back_however_long_ago_it_was() -> None:
    one = household((2022, POOR), (2023, OTHER), (2026, POOR))
    assert moves(one, 2026) == {(OTHER, Move.LEFT), (POOR, Move.FELL_BACK)}


def test_who_leaves_poverty_is_told_as_near_poor_or_above() -> None:
    homes = [
        household((2023, POOR), (2024, one), number=number)
        for number, one in enumerate((NEAR, AVERAGE, OTHER, POOR))
    ]
    flow = year_flows(homes, STANDARDS, 2024, TODAY).of(POOR)
    assert (flow.start, flow.end, flow.count(Move.LEFT)) == (4, 1, 3)
    assert (flow.left_to_near_poor, flow.left_to_above) == (1, 2)


def test_a_province_s_own_standard_counts_there_alone() -> None:
    before, after = dt.date(2023, 12, 31), dt.date(2024, 12, 31)
    assert standard_on(STANDARDS, after, "Hà Nội") == HANOI
    assert standard_on(STANDARDS, after, "Phú Thọ") == OLD
    assert standard_on(STANDARDS, dt.date(2010, 1, 1), None) is None
    assert is_break(STANDARDS, before, after, "Hà Nội")
    assert not is_break(STANDARDS, before, after, "Phú Thọ")


def test_a_standard_that_cannot_be_says_all_that_is_wrong() -> None:
    bad = replace(
        HANOI, code=" ", source="", valid_to=dt.date(2023, 1, 1), rural_poor=0, rural_average=None,
        deprivations=0,
    )  # fmt: skip
    wrong = [one.what for one in bad.faults() if isinstance(one, StandardNotUsable)]
    assert wrong == ["code", "source", "days", "lines", "deprivations", "average"]
    assert [type(one) for one in check_beside(HANOI, STANDARDS)] == [StandardCodeTaken]
    other = replace(HANOI, code="hn-2026", valid_from=dt.date(2026, 12, 31), valid_to=None)
    found: list[LedgerError] = list(check_beside(other, STANDARDS))
    assert [type(one) for one in found] == [StandardsOverlap]
    later = replace(other, valid_from=dt.date(2027, 1, 1))
    assert list(check_beside(later, STANDARDS)) == []


YEARS = st.integers(2018, 2028)
DAYS = st.dates(dt.date(2019, 1, 1), dt.date(2028, 12, 31))


@st.composite
def homes(draw: st.DrawFn) -> list[CountedHousehold]:
    """Return households with classes and comings and goings of any kind."""
    found = []
    for number in range(draw(st.integers(0, 6))):
        days = sorted(draw(st.sets(DAYS, max_size=4)))
        classes = tuple(
            ClassFrom(valid_from=day, household_class=draw(st.sampled_from(HouseholdClass)))
            for day in days
        )
        bounds = sorted(draw(st.sets(DAYS, min_size=1, max_size=4)))
        ends = [*bounds[1:], None]
        stays = tuple(
            Stay(begins_on=begin, ends_on=end)
            for begin, end in list(zip(bounds, ends, strict=True))[::2]
        )
        found.append(
            CountedHousehold(
                club_id=1, household_no=number, classes=classes, stays=stays,
                is_minority=draw(st.sampled_from((True, False, None))),
                province=draw(st.sampled_from((None, "Hà Nội"))),
            )
        )  # fmt: skip
    return found


@given(homes(), YEARS)
def test_start_and_moves_come_to_the_end_for_every_class(
    found: list[CountedHousehold], year: int
) -> None:
    flows = year_flows(found, STANDARDS, year, TODAY)
    for flow in flows.classes:
        for part in (flow, flow.of_minority()):
            assert part.end == (
                part.start - part.count(Move.LEFT) + part.count(Move.FELL_BACK)
                + part.count(Move.NEW) + part.count(Move.JOINED) - part.count(Move.GONE)
                + part.count(Move.RECLASSIFIED_TO) - part.count(Move.RECLASSIFIED_FROM)
                + part.count(Move.WRITTEN_TO) - part.count(Move.WRITTEN_FROM)
            )  # fmt: skip
    assert flows.of(POOR).start == _poor_on(found, flows.begins_on)
    assert flows.of(POOR).end == _poor_on(found, flows.ends_on)
    out, into = (
        sum(flow.count(*kinds) for flow in flows.classes)
        for kinds in ((Move.LEFT,), (Move.FELL_BACK, Move.NEW))
    )
    assert out == into
    _table_adds_up(flows)


def _poor_on(found: list[CountedHousehold], day: dt.date) -> int:
    """Return how many are here on a day and poor, counted by looking at each alone."""
    count = 0
    for one in found:
        here = [stay for stay in one.stays if stay.begins_on <= day]
        last = [kept for kept in one.classes if kept.valid_from <= day]
        is_here = any(stay.ends_on is None or stay.ends_on > day for stay in here)
        count += is_here and bool(last) and last[-1].household_class is POOR
    return count


def _table_adds_up(flows: YearFlows) -> None:
    scope = Scope("HP", "Hạnh Phúc", flows.begins_on, flows.ends_on)
    for row in class_flows_table(scope, [flows]).rows:
        if row.kind is not RowKind.LINE:
            continue
        figures = [one if isinstance(one, int) else 0 for one in row.values[1:]]
        start, left, _, back, new, joined, gone, reclassified, written, end = figures
        assert start - left + back + new + joined - gone + reclassified + written == end


def member(number: int, **known: object) -> CountedMember:
    """Return a member of whom nothing is written down but this."""
    blank = CountedMember(
        club_id=1, member_no=number, sex=None, birth_year=None, ethnic_group=None,
        household_class=None, in_difficulty=None,
    )  # fmt: skip
    return replace(blank, **known)  # type: ignore[arg-type]  # fields by name, each of its own type


def test_groups_of_members_overlap_and_the_unknown_stands_beside_them() -> None:
    found = composition(
        [
            member(1, sex=Sex.FEMALE, birth_year=1966, ethnic_group="Mường", household_class=POOR),
            member(2, sex=Sex.FEMALE, birth_year=1971, ethnic_group="kinh", in_difficulty=True),
            member(3, sex=Sex.MALE, birth_year=1972, household_class=OTHER, in_difficulty=False),
            member(4),
        ],
        dt.date(2026, 3, 10),
    )
    assert found.members == 4
    assert found.share(MemberGroup.WOMEN) == Share(2, 3, 1)
    assert found.share(MemberGroup.FROM_60) == Share(1, 3, 1)
    assert found.share(MemberGroup.FROM_55) == Share(2, 3, 1)
    assert found.share(MemberGroup.UNDER_55) == Share(1, 3, 1)
    assert found.share(MemberGroup.MINORITY) == Share(1, 2, 2)
    assert found.share(MemberGroup.POOR_OR_NEAR) == Share(1, 2, 2)
    assert found.share(MemberGroup.IN_DIFFICULTY) == Share(1, 2, 2)
    # One is known to be in need by the class, one by difficulty; of the last nothing is known.
    assert found.share(MemberGroup.POOR_OR_IN_DIFFICULTY) == Share(2, 3, 1)
    assert dict(found.ethnic_groups) == {"Mường": 1, "kinh": 1}


def test_the_hoa_are_a_minority_unless_a_programme_leaves_them_out() -> None:
    assert is_minority("Hoa") is True
    assert is_minority(" HOA ", with_hoa=False) is False
    assert is_minority("  ") is None
