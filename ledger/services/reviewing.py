"""The classes of households by a year's review, and classes that were written down wrongly."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.household_classes import (
    add_reviewed,
    certificate_holders,
    classes_of_household,
    correct_class,
    known_homes,
)
from ledger.books.member_changes import household_codes
from ledger.core.acts.people import UnknownHousehold
from ledger.core.acts.shared import refuse
from ledger.core.journal import PostingRequest
from ledger.core.outcomes.classes import (
    ClassCorrected,
    ClassStandsSo,
    UnknownClass,
    check_certificate,
)
from ledger.core.outcomes.review import (
    HouseholdsReviewed,
    KnownHome,
    ReviewStandsSo,
    faults_of,
    new_rows,
)
from ledger.core.outcomes.review_sheet import CheckedReview, check_sheets
from ledger.core.workbook.values import RawSheet
from ledger.services.enrolling import check_texts, is_number, tidy_or_none
from ledger.services.once import once


@dataclass(frozen=True, slots=True)
class ReviewReceipt:
    """The answer to who enters a review: how many classes were written, how many stood so."""

    year: int
    written: int
    stood: int = 0
    again: bool = False


def review_households(
    connection: Connection,
    club: StoredClub,
    review: HouseholdsReviewed,
    request: PostingRequest,
    *,
    today: dt.date,
    approved_by: int | None = None,  # noqa: ARG001 - as every act is called
) -> ReviewReceipt:
    """Write the classes of a year's review, all or none, once per request id.

    What stands so already is left out (`ReviewStandsSo` where all of it does). Refuses all that
    is wrong at once (`core.outcomes.review`), and texts that cannot be stored.
    """
    check_texts(*(one.certificate_no for one in review.households))
    tidied = tuple(
        replace(one, certificate_no=tidy_or_none(one.certificate_no)) for one in review.households
    )
    given = replace(review, households=tidied)

    def act(at: PostingRequest) -> ReviewReceipt:
        homes = known_homes(connection, club.club_id, today)
        refuse(one.error for one in faults_of(given, homes, today))
        rows = new_rows(given, homes)
        if not rows:
            raise ReviewStandsSo(year=given.year)
        add_reviewed(connection, club.club_id, given, rows, at)
        return ReviewReceipt(given.year, len(rows), len(given.households) - len(rows))

    content = ("review households", review)
    receipt, again = once(connection, club, request, act, content=content, answer=ReviewReceipt)
    return replace(receipt, again=again)


def correct_household_class(
    connection: Connection,
    club: StoredClub,
    given: ClassCorrected,
    request: PostingRequest,
    *,
    today: dt.date,
    approved_by: int | None = None,  # noqa: ARG001 - who approved is kept with the approval
) -> ReviewReceipt:
    """Write a household's class from a day anew, with the reason, once per request id.

    What stood there is kept. Raises `UnknownHousehold`, `UnknownClass`, `ClassStandsSo`, and what
    `check_certificate` does.
    """
    check_texts(given.certificate_no, given.reason)
    refuse(given.faults())

    def act(at: PostingRequest) -> ReviewReceipt:
        club_id, number = club.club_id, given.household_no
        classes = classes_of_household(connection, club_id, number) if is_number(number) else []
        if not classes:
            raise UnknownHousehold(household_no=number)
        before = next((one for one in classes if one.valid_from == given.valid_from), None)
        if before is None:
            raise UnknownClass(household_no=number, valid_from=given.valid_from)
        after = replace(given, certificate_no=tidy_or_none(given.certificate_no))
        if (before.household_class, before.certificate_no, before.certificate_on) == (
            after.household_class, after.certificate_no, after.certificate_on,
        ):  # fmt: skip
            raise ClassStandsSo(household_no=number)
        code = household_codes(connection, club_id)[number]
        holders = certificate_holders(connection, club_id)
        check_certificate(holders, code, after.certificate_no, after.certificate_on, today)
        correct_class(connection, club_id, after, before, at)
        return ReviewReceipt(before.review_year or before.valid_from.year, 1)

    content = ("correct class", given)
    receipt, again = once(connection, club, request, act, content=content, answer=ReviewReceipt)
    return replace(receipt, again=again)


def homes_to_review(connection: Connection, club: StoredClub, day: dt.date) -> list[KnownHome]:
    """Return the households that have a member on a day, by code."""
    return known_homes(connection, club.club_id, day)


def checked_review(
    connection: Connection,
    club: StoredClub,
    sheets: Sequence[RawSheet],
    *,
    today: dt.date,
    decided_on: dt.date | None = None,
) -> CheckedReview:
    """Return a review's list from a workbook, with all that is wrong with it; nothing is written.

    What stands in the books already is no fault: entered again it writes nothing.
    """
    return check_sheets(sheets, known_homes(connection, club.club_id, today), today, decided_on)
