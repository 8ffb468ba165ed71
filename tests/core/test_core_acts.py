"""The treasurer's acts as values: what can be kept as text, and how the books say them."""

import datetime as dt

import pytest

from ledger.core.acts.counting import CashCountTaken, DifferencePosted
from ledger.core.acts.income import DuesOfMany, MemberDues, months_in_words
from ledger.core.acts.people import (
    Enrolment,
    FieldChange,
    HouseholdClassified,
    MemberChanged,
    MemberField,
    MemberLeft,
    MemberReturned,
    NewHousehold,
)
from ledger.core.acts.rules import RulesChanged
from ledger.core.acts.shared import MoneyPlace
from ledger.core.loans.written import read, write
from ledger.core.workbook.values import HouseholdClass, Sex

DAY = dt.date(2026, 3, 10)
HOME = NewHousehold(household_class=HouseholdClass.POOR, certificate_no="1/GCN")
KEPT = (
    CashCountTaken(counted_on=DAY, notes=((500_000, 2), (200, 1)), witness="Hoa", fund="mutual"),
    DifferencePosted(occurred_on=DAY, count_no=3, fund="activity", reason="Chưa rõ"),
    DuesOfMany(
        occurred_on=DAY, place=MoneyPlace.BANK,
        dues=(MemberDues(member_no=1, amount=5_000, months=("2026-03",)),),
    ),
    Enrolment(joined_on=DAY, name="Đinh Thị Ánh", sex=Sex.FEMALE, household=HOME),
    MemberChanged(
        member_no=1, reason="Ghi nhầm",
        changes=(FieldChange(field=MemberField.PHONE, after=None),),
    ),
    HouseholdClassified(household_no=1, valid_from=DAY, household_class=HouseholdClass.AVERAGE),
    MemberLeft(member_no=1, on=DAY),
    MemberReturned(member_no=1, on=DAY),
    RulesChanged(valid_from=DAY, shares=(20, 70, 10), payment_limit=0),
)  # fmt: skip


@pytest.mark.parametrize("act", KEPT, ids=lambda act: type(act).__name__)
def test_an_act_that_waits_is_read_as_it_was_written(act: object) -> None:
    assert read(type(act), write(act)) == act


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (("2026-03",), "tháng 3/2026"),
        (("2026-04", "2026-03"), "tháng 3 và tháng 4/2026"),
        (("2026-01", "2026-02", "2026-03"), "tháng 1 đến tháng 3/2026"),
        (("2025-12", "2026-01"), "tháng 12/2025 và tháng 1/2026"),
        (("2025-11", "2025-12", "2026-01"), "tháng 11/2025 đến tháng 1/2026"),
        (("2026-01", "2026-03"), "tháng 1 và tháng 3/2026"),
        (("2026-01", "2026-03", "2026-06"), "tháng 1, tháng 3 và tháng 6/2026"),
    ],
)
def test_months_are_said_as_the_club_writes_them(months: tuple[str, ...], words: str) -> None:
    assert months_in_words(months) == words
