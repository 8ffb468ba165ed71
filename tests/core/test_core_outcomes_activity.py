"""Activities by hand: what they earned, when they paid back, and what does not go together."""

import datetime as dt
from dataclasses import replace

import pytest

from ledger.core.acts.activities import ApplicationHandedIn, months_begun
from ledger.core.loans.application import Asked
from ledger.core.loans.purposes import PurposeKind
from ledger.core.loans.steps import LoanStage
from ledger.core.outcomes.activity import (
    ActivityPlan,
    ActivityRecord,
    ActivityResult,
    ActivitySums,
    RecordKind,
    days_to_pay_back,
    sums_of,
)
from ledger.core.outcomes.activity_file import ActivityFile, LentLoan
from ledger.core.outcomes.contradictions import Contradicted, Contradiction, Told, contradictions
from ledger.core.outcomes.incomes import Income, IncomeChange, Moment, income_change
from ledger.core.outcomes.to_ask import WhyAsk, to_ask
from ledger.core.outcomes.using import UseCheck, UsedFor, UseVerdict, use_of

PAID_OUT = dt.date(2026, 1, 10)
LOAN = LentLoan(
    loan_no=1, paper_code="KV01", member_no=4, name="Bùi Thị Lụa", household_no=4,
    purpose="Nuôi gà", asked_kind=PurposeKind.POULTRY, stage=LoanStage.ACTIVE, lent=5_000_000,
    disbursed_on=PAID_OUT, ends_on=dt.date(2026, 12, 10), repaid_on=None,
)  # fmt: skip
PLAN = ActivityPlan(
    plan_no=1, kind=PurposeKind.POULTRY, what="200 gà giống", cost=5_000_000,
    expected_income=3_000_000, begins_on=PAID_OUT, ends_on=dt.date(2026, 7, 10),
)  # fmt: skip


HENS = (
    ActivityRecord(
        record_no=1, occurred_on=dt.date(2026, 1, 12), kind=RecordKind.SPENT, amount=4_000_000,
        quantity=200, unit="con",
    ),
    ActivityRecord(
        record_no=2, occurred_on=dt.date(2026, 2, 1), kind=RecordKind.LOST, amount=200_000,
        quantity=10, unit="con",
    ),
    ActivityRecord(
        record_no=3, occurred_on=dt.date(2026, 3, 1), kind=RecordKind.ON_HAND, amount=9_000_000
    ),
    ActivityRecord(
        record_no=4, occurred_on=dt.date(2026, 4, 20), kind=RecordKind.SOLD, amount=3_600_000,
        quantity=40, unit="Con",
    ),
    ActivityRecord(
        record_no=5, occurred_on=dt.date(2026, 5, 2), kind=RecordKind.USED_AT_HOME,
        amount=500_000, quantity=5, unit="con",
    ),
    ActivityRecord(
        record_no=6, occurred_on=dt.date(2026, 5, 3), kind=RecordKind.SPENT, amount=7_777_777
    ),
    ActivityRecord(
        record_no=7, occurred_on=dt.date(2026, 5, 4), kind=RecordKind.TAKEN_BACK, takes_back=6
    ),
    ActivityRecord(
        record_no=8, occurred_on=dt.date(2026, 6, 30), kind=RecordKind.ON_HAND, amount=800_000
    ),
    ActivityRecord(
        record_no=9, occurred_on=dt.date(2026, 6, 30), kind=RecordKind.ON_HAND, amount=100_000
    ),
)  # fmt: skip
"""Hens for 4.0 m; 3.6 m sold, 0.5 m eaten, 0.9 m counted at the end; a record was taken back."""
RESULT = ActivityResult(result_no=1, ended_on=dt.date(2026, 6, 30), goes_on=False)


def income(moment: Moment, monthly: int | None, question: str = "2026-1") -> Income:
    return Income(income_no=1, moment=moment, asked_on=PAID_OUT, question=question, monthly=monthly)


def file(**more: object) -> ActivityFile:
    return replace(ActivityFile(loan=LOAN, plans=(PLAN,), records=HENS), **more)  # type: ignore[arg-type]  # any field


def test_net_income_is_sold_and_used_and_on_hand_less_spent() -> None:
    sums = sums_of(HENS)
    assert sums == ActivitySums(
        spent=4_000_000, sold=3_600_000, used_at_home=500_000, lost=200_000, on_hand=900_000,
        counted_on=dt.date(2026, 6, 30),
    )  # fmt: skip
    assert sums.net == 1_000_000
    assert sums_of(HENS, dt.date(2026, 4, 30)).on_hand == 9_000_000
    assert sums_of(()).net == 0
    later = replace(RESULT, ended_on=dt.date(2026, 4, 30), goes_on=True)
    assert file(results=(later,)).sums.net == 3_600_000 + 9_000_000 - 4_000_000


def test_it_has_paid_back_once_what_came_stays_above_what_was_spent() -> None:
    assert days_to_pay_back(HENS, PAID_OUT) == (dt.date(2026, 5, 2) - PAID_OUT).days
    assert days_to_pay_back(HENS, PAID_OUT, dt.date(2026, 5, 1)) is None
    feed = replace(HENS[0], record_no=10, occurred_on=dt.date(2026, 7, 1), amount=200_000)
    assert days_to_pay_back((*HENS, feed), PAID_OUT) is None
    assert days_to_pay_back(HENS[3:5], PAID_OUT) is None


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (income(Moment.BEFORE, 2_000_000), income(Moment.AFTER, 2_000_001), IncomeChange.UP),
        (income(Moment.BEFORE, 0), income(Moment.AFTER, 0), IncomeChange.SAME),
        (income(Moment.BEFORE, 2), income(Moment.AFTER, 1), IncomeChange.DOWN),
        (None, income(Moment.AFTER, 1), IncomeChange.NOT_ASKED),
        (income(Moment.BEFORE, 1), income(Moment.AFTER, None), IncomeChange.NO_ANSWER),
        (income(Moment.BEFORE, 1, "x"), income(Moment.AFTER, 2), IncomeChange.NOT_COMPARABLE),
    ],
)
def test_incomes_are_compared_as_they_were_told(
    before: Income | None, after: Income | None, change: IncomeChange
) -> None:
    assert income_change(before, after) is change


def test_the_last_look_says_whether_money_was_used_as_agreed() -> None:
    look = UseCheck(
        check_no=1, checked_on=PAID_OUT, used_for=UsedFor.POULTRY, amount=5, checked_by=1
    )
    other = replace(look, check_no=2, used_for=UsedFor.OTHER_DEBT, amount=3)
    later = replace(look, check_no=3, checked_on=dt.date(2026, 3, 1), amount=4)
    kind = PurposeKind.POULTRY
    assert use_of((), kind, 8).verdict is UseVerdict.NOT_CHECKED
    assert use_of((look, other), kind, 8).verdict is UseVerdict.PARTLY
    assert use_of((look, other, later), kind, 4).verdict is UseVerdict.AS_AGREED
    assert use_of((look, other, later), kind, 9).unseen == 5
    assert use_of((other,), kind, 8).verdict is UseVerdict.OTHERWISE
    assert use_of((look,), None, 5).verdict is UseVerdict.KIND_UNKNOWN


def test_what_does_not_go_together_is_found_each_by_its_name() -> None:
    today = dt.date(2026, 10, 9)
    said = (income(Moment.BEFORE, 1), income(Moment.AFTER, 2))
    all_sold = replace(HENS[3], record_no=11, quantity=156, amount=1)

    def found(told: ActivityFile, days_late: int = 0) -> list[Contradicted]:
        return contradictions(Told(told, days_late, today))

    assert found(file(results=(RESULT,))) == [
        Contradicted(Contradiction.FAR_BELOW_PLAN, 1_000_000, 3_000_000)
    ]
    assert found(file(results=(RESULT,), plans=(), incomes=said), 9) == [
        Contradicted(Contradiction.INCOME_UP_PAYMENTS_LATE, 9)
    ]
    assert found(file(results=(RESULT,), plans=(), incomes=said, records=HENS[:2])) == [
        Contradicted(Contradiction.LOSS_BUT_INCOME_UP, -4_000_000)
    ]
    assert found(file(plans=(), records=(*HENS, all_sold))) == [
        Contradicted(Contradiction.SOLD_MORE_THAN_HAD, 201, 200, "con")
    ]
    assert found(file(plans=(), results=(RESULT,), records=HENS[2:3])) == [
        Contradicted(Contradiction.RESULT_WITHOUT_RECORD)
    ]
    assert found(file()) == [
        Contradicted(Contradiction.LONG_OVER_NO_RESULT, on=dt.date(2026, 7, 10))
    ]


def test_who_is_silent_or_near_the_end_is_asked_and_who_was_summed_up_is_not() -> None:
    over = replace(LOAN, stage=LoanStage.CLOSED, repaid_on=dt.date(2026, 4, 1))
    asked = to_ask(
        [file(), file(loan=over), file(loan=over, results=(RESULT,)), file(records=())],
        dt.date(2026, 4, 10),
    )
    assert [(one.why, one.on) for one in asked] == [
        (WhyAsk.OVER, dt.date(2026, 4, 1)), (WhyAsk.SILENT, PAID_OUT),
    ]  # fmt: skip
    (near,) = to_ask([file()], dt.date(2026, 11, 10))
    assert (near.why, near.on) == (WhyAsk.NEAR_END, LOAN.ends_on)
    assert to_ask([file(loan=replace(LOAN, disbursed_on=None))], dt.date(2027, 1, 1)) == []


def test_a_plan_of_an_application_runs_as_long_as_the_loan() -> None:
    asked = Asked(
        member_no=4, product_no=1, applied_on=dt.date(2026, 3, 2), amount=5_000_000,
        instalments=10, purpose_kind=PurposeKind.POULTRY, purpose="Nuôi gà",
        expected_income=900_000,
    )  # fmt: skip
    handed_in = ApplicationHandedIn(asked=asked, cost=4_000_000)
    assert (handed_in.ends, handed_in.expected_income) == (dt.date(2027, 1, 2), 9_000_000)
    assert months_begun(dt.date(2026, 1, 31), dt.date(2026, 1, 31)) == 1
    assert months_begun(dt.date(2026, 1, 10), dt.date(2026, 3, 11)) == 3
    without = replace(handed_in, asked=replace(asked, expected_income=None))
    assert [one.facts() for one in without.faults()] == [{"lacks": "income"}]
    days = replace(handed_in, cost=None, ends_on=dt.date(2026, 5, 1))
    assert [one.facts() for one in days.faults()] == [{"lacks": "cost"}]
    assert list(handed_in.faults()) == []
