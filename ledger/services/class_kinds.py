"""The kinds of acts that say which class a household has."""

from typing import TypeVar

from ledger.core.acts.people import HouseholdClassified
from ledger.core.outcomes.classes import ClassCorrected
from ledger.core.outcomes.review import HouseholdsReviewed
from ledger.services.doing import ActKind, Asked, Doing, Done, Second, one_other
from ledger.services.enrolling import classify_household
from ledger.services.reviewing import correct_household_class, review_households

Value = TypeVar("Value")


def shown_afterwards(_: Asked[Value]) -> Second:
    """Return that a new class is written at once, and shown to the approver afterwards.

    It decides about turns and rates, but it is the commune's decision and not the club's: a paper
    stands behind it that anybody can hold against the list. Only writing over what stands in the
    books waits for a second person.
    """
    return Second.LISTED


def _classify(doing: Doing, value: HouseholdClassified) -> Done:
    classify_household(doing.connection, doing.club, value, doing.request, today=doing.today)
    return Done(f"household {value.household_no}")


def _review(doing: Doing, value: HouseholdsReviewed) -> Done:
    review_households(doing.connection, doing.club, value, doing.request, today=doing.today)
    return Done(f"review {value.year}")


def _correct(doing: Doing, value: ClassCorrected) -> Done:
    correct_household_class(
        doing.connection, doing.club, value, doing.request, today=doing.today,
        approved_by=doing.approved_by,
    )  # fmt: skip
    return Done(f"household {value.household_no}")


KINDS = (
    ActKind("classify", HouseholdClassified, _classify, shown_afterwards),
    ActKind("review-classes", HouseholdsReviewed, _review, shown_afterwards),
    ActKind("correct-class", ClassCorrected, _correct, one_other),
)
