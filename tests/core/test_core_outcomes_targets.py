"""What the scheme asks of a club, and what may be said where not all is written down."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.outcomes.targets import (
    AIMS,
    Measured,
    Standing,
    Target,
    TargetFigures,
    measured,
    tallies,
)
from ledger.core.statements.scope import Scope
from ledger.core.statements.table import Table
from ledger.core.statements.target_table import standing_line, targets_of_clubs_table, targets_table
from tests.conftest import TODAY

GOOD = TargetFigures(
    members=60, women=39, older_55=40, older_60=36, poor=38, officers=5, officers_women=3,
    borrowers=30, running=20, within_ceiling=20, within_law=20, lent=100, lent_to_poor=40,
    lent_first=60, funds=2, months=12, months_met=12,
)  # fmt: skip
WOMEN = AIMS[Target.WOMEN]


def by_target(club: TargetFigures) -> dict[Target, Measured]:
    return {one.target: one for one in measured(club)}


def test_a_club_that_keeps_every_rule_meets_every_target() -> None:
    found = by_target(GOOD)
    assert {one.standing for one in found.values()} == {Standing.MET}
    assert set(found) == set(Target) - {Target.LENT_TO_POOR}
    own = by_target(replace(GOOD, poor_share=Fraction(1, 2)))
    assert set(own) == set(Target) - {Target.LENT_FIRST}
    lent = own[Target.LENT_TO_POOR]
    assert (lent.numerator, lent.denominator, lent.standing) == (40, 100, Standing.BELOW)


@pytest.mark.parametrize(
    ("women", "unknown", "standing"),
    [
        (36, 0, Standing.MET), (42, 0, Standing.MET), (35, 0, Standing.BELOW),
        (43, 0, Standing.ABOVE), (36, 6, Standing.MET), (36, 7, Standing.NOT_KNOWN),
        (30, 5, Standing.BELOW), (30, 6, Standing.NOT_KNOWN), (43, 17, Standing.ABOVE),
    ],
)  # fmt: skip
def test_those_not_written_down_must_not_be_able_to_turn_a_target(
    women: int, unknown: int, standing: Standing
) -> None:
    found = by_target(replace(GOOD, women=women, sex_unknown=unknown))[Target.WOMEN]
    assert found.standing is standing
    assert (found.numerator, found.denominator, found.unknown) == (women, 60 - unknown, unknown)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_whatever_the_unknown_turn_out_to_be_the_standing_holds(
    yes: int, no: int, unknown: int
) -> None:
    told = Measured(Target.WOMEN, WOMEN, yes, yes + no, unknown).standing
    turned = {
        Measured(Target.WOMEN, WOMEN, yes + more, yes + no + unknown).standing
        for more in range(unknown + 1)
    }
    assert told is Standing.NOT_KNOWN or turned == {told}


def test_a_club_of_which_nothing_is_written_down_is_not_called_bad() -> None:
    found = by_target(TargetFigures(members=50, sex_unknown=50, birth_unknown=50, poor_unknown=50))
    known = {one.target for one in found.values() if one.standing is not Standing.NOT_KNOWN}
    assert known == {Target.MEMBERS, Target.BORROWERS, Target.FUNDS}


def test_how_many_clubs_meet_a_target_adds_up_to_all_of_them() -> None:
    clubs = [GOOD, replace(GOOD, members=43), replace(GOOD, members=88), TargetFigures()]
    found = {one.target: one for one in tallies(measured(one) for one in clubs)}
    members, women = found[Target.MEMBERS], found[Target.WOMEN]
    assert (members.met, members.below, members.above, members.not_known) == (1, 2, 1, 0)
    # 39 women are not three fifths of 88 members, and more than seven tenths of 43.
    assert (women.met, women.below, women.above, women.not_known) == (1, 1, 1, 1)
    assert {one.clubs for one in found.values()} == {4, 0}
    table = targets_of_clubs_table(list(found.values()), len(clubs), TODAY)
    assert all(ratio_is_whole(table))
    assert len(table.rows) == len(set(Target) - {Target.LENT_TO_POOR})


def test_no_target_is_shown_without_what_it_is_a_share_of() -> None:
    scope = Scope("HP", "Hạnh Phúc", TODAY, TODAY)
    found = measured(replace(GOOD, sex_unknown=4))
    table = targets_table(scope, found)
    assert all(ratio_is_whole(table))
    assert dict(standing_line(found).parts) == {"all": 13, "met": 12, "missed": 0, "unknown": 1}


def ratio_is_whole(table: Table) -> list[bool]:
    """Tell of each row whether a share stands beside both of the figures that it is of."""
    keys = [column.key for column in table.columns]
    share, of = keys.index("share"), keys.index("of")
    return [not row.values[share] or isinstance(row.values[of], int) for row in table.rows]
