"""A whole simulated club: two years of books from one seed, as its treasurer's workbook."""

import datetime as dt
from dataclasses import dataclass

from ledger.core.simulation.course import Course
from ledger.core.simulation.dice import Dice
from ledger.core.simulation.loans import RunningLoan
from ledger.core.simulation.people import draw_people
from ledger.core.simulation.plan import ClubPlan, draw_plan
from ledger.core.simulation.reviews import Review, draw_reviews
from ledger.core.simulation.sheets import cash_sheet, club_sheet, loans_sheet, members_sheet
from ledger.core.simulation.slips import Mistake
from ledger.core.workbook.values import RawSheet


@dataclass(frozen=True, slots=True)
class SimulatedClub:
    """A club's plan, its workbook, and the rows of it that the club will find to be wrong.

    Beside the workbook: its loans as they ran, and what the commune's yearly reviews found.
    """

    plan: ClubPlan
    sheets: tuple[RawSheet, ...]
    mistakes: tuple[Mistake, ...]
    loans: tuple[RunningLoan, ...]
    reviews: tuple[Review, ...]


def simulated_club(seed: int, until: dt.date) -> SimulatedClub:
    """Return the club of a seed, with the books of the two years up to a day.

    The same seed and day give the same club everywhere and always.
    """
    dice = Dice(f"club {seed}")
    plan = draw_plan(dice.fork("plan"), until)
    people = draw_people(plan, dice.fork("people"))
    course = Course(plan, people, dice)
    course.run()
    sheets = (
        club_sheet(plan),
        members_sheet(plan, people),
        loans_sheet(course.lending.loans),
        cash_sheet(plan, course.book.rows),
    )
    reviews = draw_reviews(plan, people, dice.fork("reviews"))
    return SimulatedClub(plan, sheets, tuple(course.mistakes), tuple(course.lending.loans), reviews)
