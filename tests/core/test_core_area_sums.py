"""Sums over clubs: by province and commune, without what tells of a few people."""

import datetime as dt
from dataclasses import replace

from ledger.core.statements.area_sums import ClubSums, area_sums
from ledger.core.statements.table import Phrase, RowKind, Table

ON = dt.date(2026, 3, 10)
CLUB = ClubSums(
    province="Phú Thọ", commune="Mai Hạ", has_closed=True, members=30, borrowers=10,
    cash=1_000_000, bank=2_000_000, outstanding=50_000_000, late=4_000_000,
)  # fmt: skip
FEW = replace(CLUB, commune="Tân Lạc", borrowers=4)
HIDDEN = Phrase("under five people")


def sums(*clubs: ClubSums) -> Table:
    return area_sums(clubs, "2026-02", ON)


def row(table: Table, name: str | Phrase) -> tuple[object, ...]:
    """Return the figures beside a name, the last row of that name."""
    return next(one.values[1:] for one in reversed(table.rows) if one.values[0] == name)


def test_sums_begin_with_how_complete_they_are() -> None:
    told = [dict(line.parts) for line in sums(CLUB, replace(CLUB, has_closed=False)).scope]
    assert told == [{"day": ON}, {"clubs": 2}, {"day": dt.date(2026, 2, 28), "closed": 1}]


def test_clubs_of_a_commune_are_added_up_below_their_province() -> None:
    table = sums(CLUB, CLUB, replace(CLUB, province="Sơn La", commune=None))
    assert row(table, "Mai Hạ") == (
        2, 2, 60, 2_000_000, 4_000_000, 100_000_000, 8_000_000
    )  # fmt: skip
    assert row(table, Phrase("Total"))[:3] == (3, 3, 90)
    kinds = [one.kind for one in table.rows]
    assert kinds.count(RowKind.HEADING) == kinds.count(RowKind.SUBTOTAL) == 2


def test_loans_of_fewer_than_five_borrowers_are_hidden_and_cannot_be_worked_out() -> None:
    table = sums(CLUB, FEW)
    assert row(table, "Tân Lạc")[5:] == (HIDDEN, None)
    assert row(table, "Mai Hạ")[5] == 50_000_000
    for whole in ("Sum", "Total"):
        assert row(table, Phrase(whole))[5:] == (HIDDEN, None), "the rest would tell"


def test_what_hides_in_two_places_is_in_the_sum_again() -> None:
    other = replace(FEW, commune="Yên Thủy", borrowers=3)
    table = sums(CLUB, FEW, other)
    assert row(table, Phrase("Sum"))[5] == 150_000_000
    assert row(table, Phrase("Total"))[5] == 150_000_000


def test_a_club_of_nobody_hides_nothing() -> None:
    nobody = replace(CLUB, members=0, borrowers=0, outstanding=0, late=0)
    assert row(sums(nobody), "Mai Hạ")[2] == 0
    few = replace(CLUB, members=4, borrowers=0, outstanding=0, late=0)
    assert row(sums(few), "Mai Hạ")[2] == HIDDEN
