"""What came of a demonstration club's loans: reviews, plans, records, results, incomes."""

import datetime as dt
from collections.abc import Iterator, Mapping

from sqlalchemy.engine import Connection

from ledger.books.activities import activities_of
from ledger.books.clubs import StoredClub
from ledger.books.household_classes import known_homes
from ledger.books.prices import add_price_change
from ledger.core.acts.activities import (
    ActivityPlanned,
    ActivityRecorded,
    ActivitySummedUp,
    ActivityTold,
    IncomeAsked,
    UseChecked,
)
from ledger.core.journal import PostingRequest
from ledger.core.outcomes.activity import RecordKind
from ledger.core.outcomes.incomes import Moment
from ledger.core.outcomes.prices import PriceChangeTold
from ledger.core.outcomes.review import HouseholdsReviewed, ReviewedHousehold
from ledger.core.outcomes.using import UsedFor
from ledger.core.simulation.club import SimulatedClub
from ledger.core.simulation.dice import Dice
from ledger.core.simulation.livelihoods import Livelihood, draw_livelihoods
from ledger.services.activities import tell_activities
from ledger.services.reviewing import review_households

DEPUTY, ACCOUNTANT = 2, 3
"""Who of the board looks at the use of loans: the second member of the list, or the third."""

PRICES_ROSE = 34_000
ASSUMED = "Số giả định, chỉ để dùng thử"
"""By how much prices rise in each year of a demonstration, in parts per million, and whence."""


def add_outcomes(
    connection: Connection,
    club: StoredClub,
    simulated: SimulatedClub,
    request: PostingRequest,
    *,
    seed: int,
) -> None:
    """Keep the yearly reviews of a simulated club, and what its borrowers did and told."""
    until = simulated.plan.until
    _review(connection, club, simulated, request)
    for year in range(simulated.plan.began_on.year, until.year):
        rose = PriceChangeTold(year=year, ppm=PRICES_ROSE, source=ASSUMED)
        add_price_change(connection, club.club_id, rose, request)
    files = activities_of(connection, club.club_id, range(1, len(simulated.loans) + 1))
    numbers = {loan.code: number for number, loan in enumerate(simulated.loans, 1)}
    repaid = {
        code: file.loan.repaid_on
        for code, number in numbers.items()
        if (file := files.get(number)) and file.loan.repaid_on
    }
    drawn = draw_livelihoods(simulated.loans, Dice(f"outcomes {seed}"), until, repaid)
    told = [
        one
        for code, number in numbers.items()
        if number in files
        for one in _told(number, files[number].loan.member_no, drawn[code])
    ]
    tell_activities(connection, club, told, request.named("activities"), today=until)


def _review(
    connection: Connection, club: StoredClub, simulated: SimulatedClub, request: PostingRequest
) -> None:
    """Enter each yearly review, of the households that are still in the club."""
    until = simulated.plan.until
    here: Mapping[str, int] = {
        one.code: one.household_no for one in known_homes(connection, club.club_id, until)
    }
    for review in simulated.reviews:
        rows = tuple(
            ReviewedHousehold(
                household_no=here[one.household],
                household_class=one.household_class,
                certificate_no=one.certificate_no,
            )
            for one in review.homes
            if one.household in here
        )
        given = HouseholdsReviewed(year=review.year, decided_on=review.on, households=rows)
        own = request.named(f"review {review.year}")
        review_households(connection, club, given, own, today=until)


def _told(loan_no: int, member_no: int, one: Livelihood) -> Iterator[ActivityTold]:
    """Yield what is kept of a loan, as a treasurer would write it down from time to time."""
    yield ActivityPlanned(
        kind=one.kind, what=one.what, cost=one.cost, expected_income=one.expected,
        begins_on=one.begins_on, ends_on=one.ends_on, loan_no=loan_no,
    )  # fmt: skip
    yield IncomeAsked(
        moment=Moment.BEFORE, on=one.before.on, monthly=one.before.monthly, loan_no=loan_no
    )
    checked_by = ACCOUNTANT if member_no == DEPUTY else DEPUTY
    for seen in one.seen:
        used_for = UsedFor.HOUSEHOLD_NEEDS if seen.kind is None else UsedFor(seen.kind.value)
        yield UseChecked(
            loan_no=loan_no, on=seen.on, used_for=used_for, amount=seen.amount,
            checked_by=checked_by,
        )  # fmt: skip
    for each in one.happenings:
        yield ActivityRecorded(
            loan_no=loan_no, on=each.on, kind=RecordKind(each.kind), amount=each.amount,
            quantity=each.quantity, unit=each.unit, note=each.note,
        )  # fmt: skip
    if one.ended_on is not None and one.after is not None:
        yield _summed_up(loan_no, one, one.ended_on, one.after.monthly)


def _summed_up(loan_no: int, one: Livelihood, on: dt.date, monthly: int | None) -> ActivitySummedUp:
    on_hand = sum(each.amount or 0 for each in one.happenings if each.kind == "on_hand")
    return ActivitySummedUp(
        loan_no=loan_no, on=on, goes_on=one.goes_on, on_hand=on_hand, asks_income=True,
        monthly=monthly,
    )  # fmt: skip
