"""A year's review and corrected classes in the books: once, whole or not at all."""

import datetime as dt
from dataclasses import replace

import pytest

from ledger.books.approvals import State
from ledger.books.clubs import StoredClub
from ledger.books.engine import reading, transaction
from ledger.books.household_classes import classes_of_household, history_of_member
from ledger.books.standards import poverty_standards
from ledger.core.acts.people import (
    Enrolment,
    FieldChange,
    FieldNotUsable,
    HouseholdClassified,
    MemberChanged,
    MemberField,
    MemberLeft,
    NewHousehold,
    UnknownHousehold,
)
from ledger.core.acts.shared import SeveralRefused
from ledger.core.errors import LedgerError
from ledger.core.outcomes.classes import (
    CertificateOfAnother,
    ClassCorrected,
    ClassStandsSo,
    UnknownClass,
)
from ledger.core.outcomes.composition import MemberGroup
from ledger.core.outcomes.flows import Move
from ledger.core.outcomes.review import (
    HouseholdsReviewed,
    ReviewedHousehold,
    ReviewStandsSo,
)
from ledger.core.outcomes.share import Share
from ledger.core.workbook.values import HouseholdClass
from ledger.services.class_reports import composition_of, flows_of
from ledger.services.enrolling import classify_household, enrol
from ledger.services.membership_changes import change_member, leave
from ledger.services.reviewing import correct_household_class, review_households
from tests.books.counted import Counted
from tests.conftest import TODAY, Books
from tests.services.act_office import office
from tests.services.loan_desk import Desk
from tests.services.treasury_desk import DAT, LUA, treasury

POOR, NEAR, AVERAGE, OTHER = HouseholdClass
DECIDED = dt.date(2026, 3, 1)


def reviewed(number: int, kind: HouseholdClass, no: str | None = None) -> ReviewedHousehold:
    """Return a row of a review."""
    return ReviewedHousehold(household_no=number, household_class=kind, certificate_no=no)


REVIEW = HouseholdsReviewed(
    year=2026, decided_on=DECIDED,
    households=(reviewed(1, NEAR, " 1/GCN "), reviewed(2, OTHER), reviewed(3, POOR, "3/GCN")),
)  # fmt: skip
CORRECTION = ClassCorrected(
    household_no=1, valid_from=DECIDED, household_class=POOR, certificate_no="1/GCN",
    certificate_on=None, reason="Chép nhầm dòng",
)  # fmt: skip


def classes(desk: Desk, number: int) -> list[tuple[dt.date, HouseholdClass, str | None]]:
    """Return a household's classes with their days and certificates."""
    with reading(desk.books.engine) as connection:
        found = classes_of_household(connection, desk.books.club.club_id, number)
    return [(one.valid_from, one.household_class, one.certificate_no) for one in found]


def test_a_review_is_written_whole_and_once(shared_books: Books) -> None:
    desk = treasury(shared_books, capital=0)
    request = shared_books.request()
    receipt = desk.does(review_households, REVIEW, request=request)
    assert (receipt.written, receipt.again) == (3, False)
    assert desk.does(review_households, REVIEW, request=request).again
    assert classes(desk, 1)[1:] == [(DECIDED, NEAR, "1/GCN")]
    assert desk.refuses(ReviewStandsSo, review_households, REVIEW) == {"year": 2026}
    more = replace(REVIEW, households=(*REVIEW.households, reviewed(4, AVERAGE)))
    receipt = desk.does(review_households, more)
    assert (receipt.written, receipt.stood) == (1, 3)


def test_a_review_with_one_fault_writes_nothing(shared_books: Books) -> None:
    desk = treasury(shared_books, capital=0)
    bad = replace(
        REVIEW, households=(*REVIEW.households, reviewed(4, POOR, "3/gcn"), reviewed(99, POOR))
    )
    desk.refuses(SeveralRefused, review_households, bad)
    assert [len(classes(desk, number)) for number in (1, 2, 3, 4)] == [1, 1, 1, 1]


def test_a_wrong_class_is_corrected_by_a_second_person_and_what_stood_there_is_kept(
    shared_books: Books,
) -> None:
    desk = treasury(shared_books, capital=0)
    room = office(desk)
    done = room.asks("review-classes", REVIEW)
    assert done.done is not None
    assert done.approval_no is not None
    assert room.approval(done.approval_no).state is State.LISTED
    outcome = room.asks("correct-class", CORRECTION)
    assert outcome.waits
    assert classes(desk, 1)[1] == (DECIDED, NEAR, "1/GCN")
    assert outcome.approval_no is not None
    room.approves(outcome.approval_no)
    assert classes(desk, 1)[1] == (DECIDED, POOR, "1/GCN")
    with reading(shared_books.engine) as connection:
        history = history_of_member(connection, shared_books.club.club_id, LUA)
    assert history is not None
    assert [(one.review_year, one.household_class) for one in history.classes][1:] == [(2026, POOR)]
    assert [(one.before, one.after, one.reason) for one in history.corrections] == [
        (NEAR, POOR, "Chép nhầm dòng")
    ]


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        (replace(CORRECTION, household_class=NEAR), ClassStandsSo),
        (replace(CORRECTION, valid_from=TODAY), UnknownClass),
        (replace(CORRECTION, household_no=70), UnknownHousehold),
        (replace(CORRECTION, certificate_no="3 / GCN"), CertificateOfAnother),
    ],
)
def test_a_correction_that_cannot_be_is_refused_by_name(
    shared_books: Books, asked: ClassCorrected, error: type[LedgerError]
) -> None:
    desk = treasury(shared_books, capital=0)
    desk.does(review_households, REVIEW)
    desk.refuses(error, correct_household_class, asked)
    assert classes(desk, 1)[1] == (DECIDED, NEAR, "1/GCN")


def test_a_class_of_the_rolling_review_names_no_certificate_of_another(
    shared_books: Books,
) -> None:
    desk = treasury(shared_books, capital=0)
    desk.does(review_households, REVIEW)
    given = HouseholdClassified(
        household_no=2, valid_from=TODAY, household_class=POOR, certificate_no="3/GCN",
        certificate_on=TODAY,
    )  # fmt: skip
    desk.refuses(CertificateOfAnother, classify_household, given)
    desk.does(classify_household, replace(given, certificate_no="9/GCN"))
    assert classes(desk, 2)[-1] == (TODAY, POOR, "9/GCN")


def test_difficulty_is_written_down_changed_and_counted(shared_books: Books) -> None:
    desk = treasury(shared_books, capital=0)
    club: StoredClub = shared_books.club
    one = Enrolment(
        joined_on=TODAY, name="Đinh Thị Ánh", in_difficulty=True,
        household=NewHousehold(household_class=OTHER),
    )  # fmt: skip
    desk.does(enrol, one)
    field = MemberField.IN_DIFFICULTY
    for after in ("0", "có"):
        change = FieldChange(field=field, after=after)
        changed = MemberChanged(member_no=LUA, changes=(change,), reason="Hỏi lại")
        if after == "0":
            desk.does(change_member, changed)
        else:
            desk.refuses(FieldNotUsable, change_member, changed)
    with reading(shared_books.engine) as connection, Counted(shared_books.engine) as asked:
        found = composition_of(connection, [club.club_id], TODAY)
    assert len(asked.statements) == 2
    assert found.share(MemberGroup.IN_DIFFICULTY) == Share(1, 2, 3)


def test_flows_count_who_came_and_who_went_apart(shared_books: Books) -> None:
    desk = treasury(shared_books, capital=0)
    desk.does(review_households, REVIEW)
    desk.does(leave, MemberLeft(member_no=DAT, on=TODAY))
    with reading(shared_books.engine) as connection, Counted(shared_books.engine) as asked:
        flows = flows_of(connection, [shared_books.club.club_id], range(2025, 2028), TODAY)
    assert len(asked.statements) == 3
    assert [one.year for one in flows] == [2025, 2026]
    # All joined in 2026: they are neither newly poor nor newly near-poor in that year.
    assert flows[1].of(POOR).count(Move.JOINED) == flows[1].of(POOR).end
    assert flows[1].of(NEAR).end == 1


def test_the_country_s_standards_come_with_the_books(shared_books: Books) -> None:
    with transaction(shared_books.engine) as connection:
        found = poverty_standards(connection)
    assert [one.code for one in found][:3] == ["vn-2016", "vn-2022", "vn-2027"]
    assert (found[1].rural_poor, found[1].urban_poor) == (1_500_000, 2_000_000)
    assert found[1].valid_to == dt.date(2026, 12, 31)
