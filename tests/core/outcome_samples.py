"""Outcomes of made-up loans, drawn from a seed, with all that may be unknown of them."""

import datetime as dt
from random import Random

from ledger.core.loans.purposes import PurposeKind
from ledger.core.loans.recovery import Covered
from ledger.core.outcomes.activity import ActivitySums
from ledger.core.outcomes.facts import LoanOutcome
from ledger.core.outcomes.incomes import Income, Moment
from ledger.core.outcomes.statement import OutcomeStatement, statement_of
from ledger.core.workbook.values import HouseholdClass

BEGIN, END = dt.date(2025, 1, 1), dt.date(2026, 12, 31)
POOR, NEAR, AVERAGE = HouseholdClass.POOR, HouseholdClass.NEAR_POOR, HouseholdClass.AVERAGE


def outcome(dice: Random, number: int) -> LoanOutcome:
    """Return the outcome of a loan: about one in six of each thing is not known."""
    lent = 500_000 * dice.randint(6, 20)
    then = dice.choice([POOR, POOR, NEAR, AVERAGE, AVERAGE, None])
    better: dict[HouseholdClass | None, list[HouseholdClass | None]]
    better = {POOR: [POOR, NEAR, AVERAGE], NEAR: [NEAR, AVERAGE], AVERAGE: [AVERAGE], None: [None]}
    before = 100_000 * dice.randint(10, 40)
    return LoanOutcome(
        club_id=1, loan_no=number, paper_code=f"V{number}", member_no=1 + number % 31,
        household_no=1 + number % 31, disbursed_on=BEGIN + dt.timedelta(17 * number), lent=lent,
        is_over=number < 30, is_late=dice.random() < 1 / 10, is_woman=number % 3 > 0,
        birth_year=dice.choice([1955, 1962, 1968, 1980, None]),
        ethnic_group=dice.choice(["Kinh", "Mường", "Mường", "Thái", None]),
        in_difficulty=number % 7 == 0, class_then=then, class_later=dice.choice(better[then]),
        was_reviewed=number % 5 > 0, across_standards=False,
        kind=dice.choice([*list(PurposeKind)[:5], None]),
        before=income(Moment.BEFORE, number, before),
        after=income(Moment.AFTER, number, before + 50_000 * dice.randint(-3, 14))
        if number % 6 else None,
        has_result=number % 4 > 0,
        sums=ActivitySums(spent=lent, sold=lent + 100_000 * dice.randint(-9, 60), on_hand=200_000),
        paid_to_club=lent // 12, on_time=Covered(lent * dice.randint(80, 100) // 100, lent),
    )  # fmt: skip


def income(moment: Moment, number: int, monthly: int) -> Income:
    """Return what was told, of one in nine without an answer."""
    return Income(
        income_no=number, moment=moment, asked_on=END, question="2026-1",
        monthly=monthly if number % 9 else None,
    )  # fmt: skip


def sample_statement(loans: int = 41, seed: int = 5) -> OutcomeStatement:
    """Return the statement of so many loans."""
    dice = Random(seed)  # noqa: S311 - a loan that is made up, the same each time
    return statement_of([[outcome(dice, number) for number in range(1, loans + 1)]], BEGIN, END)
