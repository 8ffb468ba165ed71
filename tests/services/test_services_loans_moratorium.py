"""A moratorium is seen beforehand, and puts off every running loan of a commune's clubs."""

import uuid
from itertools import count

import pytest
from sqlalchemy.engine import Engine

from ledger.books.clubs import add_user
from ledger.books.engine import reading, transaction
from ledger.books.refusals import UnknownClub
from ledger.core.clubs import Club, ClubRules
from ledger.core.loans.moratorium import (
    Moratorium,
    MoratoriumInterest,
    MoratoriumTooLong,
    MoratoriumTooShort,
)
from ledger.core.periods import DateAfterTomorrow
from ledger.services.clubs import make_club
from ledger.services.loan_disbursing import disburse
from ledger.services.loan_life import repay
from ledger.services.loan_losses import write_off
from ledger.services.moratorium import (
    MoratoriumPreview,
    SuspendedLoan,
    clubs_of,
    clubs_of_numbers,
    preview,
    suspend,
)
from tests.books.counted import Counted
from tests.conftest import NOW, Books
from tests.core.loan_examples import BEGUN_ON, LENT, day
from tests.services.loan_desk import VOTED, Desk, lending_club

_COMMUNES = count(1)
FLOOD = Moratorium(begins_on=day(3), until=day(6, 30), interest=MoratoriumInterest.RUNS_ON)
"""From the day on which the second instalment was paid to the end of June: 10 July is the next."""


def clubs_in(engine: Engine, commune: str, clubs: int) -> list[Desk]:
    """Make clubs in a commune, each with loans 1 and 2 paid out and paid in time until 10 March."""
    found = []
    with transaction(engine) as connection:
        user_id = add_user(connection, "thu-quy", "Bùi Thị Lụa", NOW)
        for number in range(clubs):
            code = f"{commune}{number}"
            club = make_club(
                connection, Club(code, code, commune=commune, province="Phú Thọ"),
                ClubRules(day(1, 1)), club_uuid=uuid.uuid5(uuid.NAMESPACE_OID, code), made_at=NOW,
                made_by=user_id,
            )  # fmt: skip
            found.append(Books(engine, club, user_id))
    desks = [lending_club(books) for books in found]
    for desk in desks:
        for loan_no in (1, 2):
            desk.does(disburse, loan_no, on=BEGUN_ON)
        for month, due in ((2, 1_120_000), (3, 1_110_000)):
            desk.does(repay, 1, on=day(month), amount=due)
            desk.does(repay, 2, on=day(month), amount=120_000)
    return desks


@pytest.fixture
def desks(shared_engine: Engine) -> list[Desk]:
    return clubs_in(shared_engine, f"LS{next(_COMMUNES)}X", 2)


def seen(desks: list[Desk], moratorium: Moratorium = FLOOD) -> MoratoriumPreview:
    with reading(desks[0].books.engine) as connection:
        return preview(connection, [desk.books.club for desk in desks], moratorium)


def ends(loan: SuspendedLoan) -> tuple[object, ...]:
    return loan.before[0].due_on, loan.after[0].due_on, loan.after[-1].due_on


def test_the_clubs_of_a_commune_are_found_by_its_name_or_by_number(desks: list[Desk]) -> None:
    clubs = [desk.books.club for desk in desks]
    with reading(desks[0].books.engine) as connection:
        assert clubs_of(connection, str(clubs[0].club.commune), "Phú Thọ") == clubs
        assert clubs_of(connection, str(clubs[0].club.commune), "Hòa Bình") == []
        numbers = [club.club_id for club in reversed(clubs)]
        assert clubs_of_numbers(connection, numbers) == clubs
        for number in (0, -1, 10**6, 10**30):
            with pytest.raises(UnknownClub):
                clubs_of_numbers(connection, [number])


def test_what_it_does_is_seen_beforehand_in_two_queries(desks: list[Desk]) -> None:
    """Four months' interest on 10 million instead of one: 300,000 more; on 12 million 360,000."""
    rows = desks[0].rows()
    with Counted(desks[0].books.engine) as counted:
        found = seen(desks)
    assert len(counted.statements) == 2
    assert desks[0].rows() == rows
    one, two, *_ = found.loans
    assert ends(one) == ends(two) == (day(4), day(7), day(4, year=2027))
    assert (one.interest_before, one.interest_after) == (550_000, 850_000)
    assert (two.interest_before, two.interest_after) == (1_200_000, 1_560_000)
    assert (found.principal, found.interest_after - found.interest_before) == (
        2 * 22_000_000, 2 * 660_000,
    )  # fmt: skip
    assert found.of(desks[1].books.club).principal == 22_000_000


def test_interest_may_be_free_until_the_end(desks: list[Desk]) -> None:
    """From 30 June to 10 July lie 10 of 30 days: a third of a month on 10 million is 33,333."""
    free = Moratorium(begins_on=day(3), until=day(6, 30), interest=MoratoriumInterest.FREE)
    found = seen(desks, free)
    assert found.loans[0].after[0].interest == 33_333
    assert found.loans[0].interest_after == 33_333 + 450_000


def test_it_is_carried_out_club_by_club_and_once(desks: list[Desk]) -> None:
    shown = seen(desks).of(desks[0].books.club)
    request = desks[0].books.request()
    first = desks[0].does(suspend, FLOOD, request=request, because=VOTED)
    assert [one.loan_no for one in first.events] == [1, 2]
    rows = desks[0].loan(1).rows
    assert [row.due_on for row in rows if row.left.total] == [
        one.due_on for one in shown.loans[0].after
    ]
    assert desks[0].does(suspend, FLOOD, request=request, because=VOTED).again
    assert desks[0].does(suspend, FLOOD, because=VOTED).events == ()
    assert [one.club for one in seen(desks).loans] == [desks[1].books.club] * 2
    assert desks[0].loan(1).was_rescheduled
    assert desks[0].loan(1).original == desks[1].loan(1).original


def test_what_runs_no_more_or_is_not_due_until_the_end_is_left_out(desks: list[Desk]) -> None:
    desk = desks[0]
    desk.does(repay, 1, on=day(3), amount=LENT)
    desk.does(write_off, 2, on=day(3), because=VOTED)
    assert seen([desk]).loans == ()
    short = Moratorium(begins_on=day(3), until=day(4, 9), interest=MoratoriumInterest.RUNS_ON)
    assert seen([desks[1]], short).loans == ()


def test_what_is_late_comes_back_after_the_end(desks: list[Desk]) -> None:
    """On 20 April a million of loan 1 is late: it comes with the first instalment of July."""
    late = Moratorium(begins_on=day(4, 20), until=day(6, 30), interest=MoratoriumInterest.RUNS_ON)
    desk = desks[0].on(day(4, 20))
    one = seen([desk], late).loans[0]
    assert [(part.due_on, part.principal) for part in one.after[:3]] == [
        (day(4), 0), (day(7), 2_000_000), (day(8), 1_000_000),
    ]  # fmt: skip
    desk.does(suspend, late, because=VOTED)
    assert desk.loan(1).arrears_now(day(7, 9)).principal == 0
    assert desk.loan(1).arrears_as_agreed(day(7, 9)).principal == 3_000_000


def test_one_that_never_lasts_or_lasts_too_long_is_refused(desks: list[Desk]) -> None:
    runs_on = MoratoriumInterest.RUNS_ON
    with pytest.raises(MoratoriumTooShort):
        Moratorium(begins_on=day(3), until=day(3), interest=runs_on)
    ages = Moratorium(begins_on=day(3), until=day(3, year=2077), interest=runs_on)
    facts = desks[0].refuses(MoratoriumTooLong, suspend, ages, because=VOTED)
    assert facts == {"until": day(3, year=2077), "longest": 600}
    ahead = Moratorium(begins_on=day(3, 12), until=day(6), interest=runs_on)
    desks[0].refuses(DateAfterTomorrow, suspend, ahead, because=VOTED)
