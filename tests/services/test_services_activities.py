"""Activities as the club tells of them: kept as a whole or not at all, read back, and erased."""

import datetime as dt
from dataclasses import replace

import pytest

from ledger.books.activities import activities_of, told_without_loan
from ledger.books.applications import UnknownApplication
from ledger.books.engine import reading
from ledger.books.refusals import RequestDiffers, UnknownLoan
from ledger.core.acts.activities import (
    ActivityPlanned,
    ActivityRecorded,
    ActivitySummedUp,
    ActivityTold,
    ApplicationHandedIn,
    IncomeAsked,
    PlanEndsBeforeItBegins,
    PlanWithoutLoan,
    RecordSaysNothing,
    RecordTakenBack,
    SumBelowZero,
    UseChecked,
)
from ledger.core.acts.people import MemberLeft
from ledger.core.acts.shared import SeveralRefused
from ledger.core.errors import LedgerError
from ledger.core.loans.purposes import PurposeKind
from ledger.core.outcomes.activity import RecordKind
from ledger.core.outcomes.activity_file import ActivityFile
from ledger.core.outcomes.incomes import IncomeChange, Moment
from ledger.core.outcomes.using import UsedFor, UseVerdict
from ledger.core.periods import DateAfterTomorrow
from ledger.core.privacy.erasure import ERASED, PersonErased
from ledger.core.statements.own_data import own_data_table
from ledger.files.own_data import own_data_json
from ledger.services.activities import apply_with_plan, tell_activities
from ledger.services.activity_rules import (
    BeforePaidOut,
    BorrowerChecksOwnUse,
    LookerHoldsNoOffice,
    NotPaidOutYet,
    RecordTakenBackAlready,
    UnknownRecord,
    UseAboveLent,
)
from ledger.services.erasing import erase_person
from ledger.services.loan_life import close_loan, repay
from ledger.services.membership_changes import leave
from ledger.services.own_data import own_data
from ledger.services.verify import verify
from tests.books.counted import Counted
from tests.conftest import NOW, TODAY, Books
from tests.services.lending_club import (
    APPRAISAL,
    APPROVAL,
    ASKED,
    DAT,
    HEAD,
    LUA,
    VOTE,
    granted,
    lending_club,
    paid_out,
    step,
)
from tests.services.loan_desk import Desk
from tests.services.user_desk import ADDRESS

HANDED_IN = ApplicationHandedIn(asked=ASKED, cost=4_500_000, asks_income=True, monthly=1_500_000)
BOUGHT = ActivityRecorded(
    loan_no=1, on=TODAY, kind=RecordKind.SPENT, amount=4_000_000, quantity=200, unit="con",
    note="Bà Lụa mua ở chợ",
)  # fmt: skip
SOLD = ActivityRecorded(loan_no=1, on=TODAY, kind=RecordKind.SOLD, amount=3_500_000)
COUNTED = ActivityRecorded(loan_no=1, on=TODAY, kind=RecordKind.ON_HAND, amount=700_000)
CHECK = UseChecked(
    loan_no=1, on=TODAY, used_for=UsedFor.POULTRY, amount=5_000_000, checked_by=HEAD,
    remark="Chuồng của bà Lụa",
)  # fmt: skip
RESULT = ActivitySummedUp(
    loan_no=1, on=TODAY, goes_on=False, on_hand=900_000, asks_income=True, monthly=1_900_000,
    remark="Lụa nói gà lớn nhanh",
)  # fmt: skip
LATER = ActivityPlanned(
    loan_no=1, kind=PurposeKind.TRADE, what="Bán gà ở chợ", cost=0, expected_income=1,
    begins_on=TODAY, ends_on=TODAY,
)  # fmt: skip


@pytest.fixture
def desk(shared_books: Books) -> Desk:
    """Give a club with an application that has a plan, granted and paid out."""
    desk = Desk(lending_club(shared_books))
    desk.does(apply_with_plan, HANDED_IN)
    for taken in (APPRAISAL, VOTE, APPROVAL):
        step(shared_books, taken)
    paid_out(shared_books)
    return desk


def told(desk: Desk, *values: ActivityTold) -> None:
    desk.does(tell_activities, values)


def kept(desk: Desk, loan_no: int = 1) -> ActivityFile:
    with reading(desk.books.engine) as connection:
        return activities_of(connection, desk.books.club.club_id)[loan_no]


def test_an_activity_is_told_from_the_plan_to_the_result(desk: Desk) -> None:
    told(desk, BOUGHT, SOLD, COUNTED, CHECK)
    told(desk, RecordTakenBack(record_no=2, loan_no=1, on=TODAY), replace(SOLD, amount=3_600_000))
    told(desk, RESULT)
    file = kept(desk)
    assert file.plan is not None
    assert (file.plan.what, file.plan.cost, file.plan.expected_income) == (
        "Mua 200 gà giống", 4_500_000, 9_000_000,
    )  # fmt: skip
    assert (file.kind, file.loan.lent) == (PurposeKind.POULTRY, 5_000_000)
    sums = file.sums
    assert (sums.spent, sums.sold, sums.on_hand, sums.net) == (
        4_000_000, 3_600_000, 900_000, 500_000,
    )  # fmt: skip
    assert (file.change, file.use.verdict) == (IncomeChange.UP, UseVerdict.AS_AGREED)
    told(desk, LATER, replace(RESULT, on_hand=None, asks_income=False, monthly=None, goes_on=True))
    file = kept(desk)
    assert file.plan is not None
    assert file.result is not None
    assert (file.kind, file.result.result_no, file.result.goes_on) == (PurposeKind.TRADE, 2, True)
    assert (file.sums, file.use.verdict) == (sums, UseVerdict.OTHERWISE)


WRONG: tuple[tuple[type[LedgerError], ActivityTold], ...] = (
    (UnknownLoan, replace(SOLD, loan_no=9)),
    (UnknownLoan, replace(LATER, loan_no=9)),
    (UnknownApplication, replace(LATER, loan_no=None, application_no=9)),
    (PlanWithoutLoan, replace(LATER, loan_no=None)),
    (PlanEndsBeforeItBegins, replace(LATER, ends_on=TODAY - dt.timedelta(1))),
    (DateAfterTomorrow, replace(SOLD, on=TODAY + dt.timedelta(2))),
    (BeforePaidOut, replace(SOLD, on=TODAY - dt.timedelta(1))),
    (RecordSaysNothing, replace(SOLD, amount=None)),
    (RecordSaysNothing, replace(SOLD, kind=RecordKind.BORN)),
    (SumBelowZero, replace(RESULT, monthly=-1)),
    (SumBelowZero, IncomeAsked(moment=Moment.BEFORE, on=TODAY, monthly=-1, loan_no=1)),
    (UnknownRecord, RecordTakenBack(record_no=7, loan_no=1, on=TODAY)),
    (RecordTakenBackAlready, RecordTakenBack(record_no=1, loan_no=1, on=TODAY)),
    (UseAboveLent, replace(CHECK, amount=5_000_001)),
    (BorrowerChecksOwnUse, replace(CHECK, checked_by=LUA)),
    (LookerHoldsNoOffice, replace(CHECK, checked_by=DAT)),
)


def test_what_cannot_be_is_refused_by_name_and_nothing_is_written(desk: Desk) -> None:
    told(desk, BOUGHT)
    told(desk, RecordTakenBack(record_no=1, loan_no=1, on=TODAY))
    for error, wrong in WRONG:
        if error is BorrowerChecksOwnUse:
            facts = desk.refuses(SeveralRefused, tell_activities, (SOLD, wrong))
            refusals = facts["refusals"]
            assert isinstance(refusals, tuple)
            assert {type(one) for one in refusals} == {error, LookerHoldsNoOffice}
        else:
            desk.refuses(error, tell_activities, (SOLD, wrong))


def test_before_a_loan_is_paid_out_it_has_a_plan_and_nothing_else(shared_books: Books) -> None:
    granted(lending_club(shared_books))
    desk = Desk(shared_books)
    told(desk, LATER, IncomeAsked(moment=Moment.BEFORE, on=TODAY, monthly=None, loan_no=1))
    desk.refuses(NotPaidOutYet, tell_activities, (SOLD,))
    assert (kept(desk).kind, kept(desk).change) == (PurposeKind.TRADE, IncomeChange.NOT_ASKED)


def test_the_same_request_writes_once_and_another_content_is_refused(desk: Desk) -> None:
    request = desk.books.request()
    many = tuple(replace(SOLD, amount=number) for number in range(1, 200))
    with Counted(desk.books.engine) as counted:
        first = desk.does(tell_activities, many, request=request)
    assert len(counted.statements) <= 12
    assert desk.does(tell_activities, many, request=request) == first
    assert len(kept(desk).records) == len(many)
    desk.refuses(RequestDiffers, tell_activities, many[:1], request=request)
    another = desk.books.request()
    planned = replace(HANDED_IN, asked=replace(ASKED, member_no=DAT))
    receipt = desk.does(apply_with_plan, planned, request=another)
    again = desk.does(apply_with_plan, planned, request=another)
    assert (receipt.application_no, again.application_no, again.again) == (2, 2, True)
    desk.refuses(
        RequestDiffers, apply_with_plan, replace(planned, cost=None, asks_income=False,
        monthly=None), request=another,
    )  # fmt: skip
    with reading(desk.books.engine) as connection:
        plans, incomes = told_without_loan(connection, desk.books.club.club_id, DAT)
    assert ([one.plan_no for one in plans], [one.monthly for one in incomes]) == ([2], [1_500_000])


def test_a_member_takes_it_home_and_erasing_leaves_the_sums(desk: Desk) -> None:
    told(desk, BOUGHT, CHECK, RESULT)
    with reading(desk.books.engine) as connection:
        data = own_data(connection, desk.books.club, LUA, taken_at=NOW)
    words = {row.values[2] for row in own_data_table(data).rows}
    assert {"Mua 200 gà giống", "200 con · Bà Lụa mua ở chợ", "Lụa nói gà lớn nhanh"} <= words
    for text in ("Bà Lụa mua ở chợ", "Chuồng của bà Lụa", "1500000", "1900000"):
        assert text in own_data_json(data)
    sums = kept(desk).sums
    desk.does(repay, 1, on=TODAY, amount=5_000_000)
    desk.does(close_loan, 1, on=TODAY)
    desk.does(leave, MemberLeft(member_no=LUA, on=TODAY))
    desk.does(erase_person, PersonErased(LUA, "Theo đơn"), address=ADDRESS)
    file = kept(desk)
    assert file.plan is not None
    assert file.result is not None
    texts = {file.plan.what, file.records[0].note, file.result.remark, file.checks[0].remark}
    assert (texts, file.sums) == ({ERASED}, sums)
    with reading(desk.books.engine) as connection:
        assert verify(connection, club=desk.books.club).found == 0
