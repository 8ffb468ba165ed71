"""Every kind of act as it is asked for: kept as text, done at once or by a second person's word."""

import datetime as dt
from dataclasses import replace

from ledger.core.acts.capital import (
    CapitalGranted,
    CapitalLent,
    CapitalSource,
    LentCapitalReturned,
    MemberCapitalPaid,
    MemberCapitalReturned,
)
from ledger.core.acts.correcting import EntryCorrected, MonthClosed, YearClosed
from ledger.core.acts.counting import CashCountTaken, DifferencePosted
from ledger.core.acts.income import (
    BankInterest,
    Donation,
    DonationInKind,
    Dues,
    DuesOfMany,
    IncomeKind,
    MemberDues,
    OtherIncome,
)
from ledger.core.acts.moves import (
    Banked,
    FundsTransferred,
    ShortageBorne,
    ShortageMadeGood,
    SurplusReturned,
    SurplusTaken,
    Withdrawn,
)
from ledger.core.acts.opening import (
    AdoptedLoan,
    Opening,
    OpeningCapital,
    OpeningEquity,
    OpeningLender,
    OpeningMember,
    OpeningMoney,
)
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
from ledger.core.acts.shared import Area, MoneyPlace
from ledger.core.acts.spending import (
    AdvanceGiven,
    AdvanceSettled,
    BankFee,
    HardshipHelp,
    Spending,
    Spent,
)
from ledger.core.loans.choices import PrincipalMethod
from ledger.core.loans.written import write
from ledger.core.outcomes.classes import ClassCorrected
from ledger.core.outcomes.review import HouseholdsReviewed, ReviewedHousehold
from ledger.core.workbook.values import HouseholdClass, Sex
from ledger.services.act_kinds import KINDS
from ledger.services.doing import Outcome
from tests.conftest import TODAY, Books
from tests.services.act_office import Office, office
from tests.services.treasury_desk import DAT, LUA, treasury, verified

BANK = MoneyPlace.BANK
D = TODAY

ONE_DAY: tuple[tuple[str, object], ...] = (
    ("dues", Dues(member_no=LUA, amount=15_000, months=("2026-02", "2026-03"), occurred_on=D)),
    ("dues-of-many", DuesOfMany(
        dues=(
            MemberDues(member_no=LUA, amount=5_000, months=("2026-04",)),
            MemberDues(member_no=DAT, amount=5_000, months=("2026-04",)),
        ),
        occurred_on=D,
    )),
    ("donation", Donation(
        amount=900_000, payer_name="Trạm y tế", note="Ủng hộ Tết", occurred_on=D
    )),
    ("donation-in-kind", DonationInKind(
        goods="Cân sức khỏe", amount=600_000, area=Area.HEALTH, is_kept=True, occurred_on=D
    )),
    ("other-income", OtherIncome(amount=80_000, income=IncomeKind.JOINT, occurred_on=D)),
    ("grant-capital", CapitalGranted(
        source=CapitalSource.BUDGET, amount=20_000_000, place=BANK, occurred_on=D
    )),
    ("bank-interest", BankInterest(amount=3_000, fund="income", occurred_on=D)),
    ("bank-fee", BankFee(amount=2_000, fund="income", occurred_on=D)),
    ("lent-capital", CapitalLent(lender="Ông Lê Văn Tư", amount=5_000_000, occurred_on=D)),
    ("lent-capital-return", LentCapitalReturned(
        lender="Ông Lê Văn Tư", amount=1_500_000, occurred_on=D
    )),
    ("capital", MemberCapitalPaid(member_no=LUA, amount=100_000, occurred_on=D)),
    ("capital-return", MemberCapitalReturned(member_no=LUA, amount=40_000, occurred_on=D)),
    ("fund-transfer", FundsTransferred(
        fund="income", receiving="mutual", amount=300_000, decision="họp 10/3", occurred_on=D
    )),
    ("spending", Spending(area=Area.CULTURE, amount=120_000, occurred_on=D)),
    ("hardship", HardshipHelp(member_no=DAT, amount=150_000, occurred_on=D)),
    ("advance", AdvanceGiven(member_no=DAT, amount=100_000, purpose="mua bóng", occurred_on=D)),
    ("advance-settled", AdvanceSettled(
        member_no=DAT, spent=(Spent(area=Area.CULTURE, amount=70_000),), returned=30_000,
        occurred_on=D,
    )),
    ("bank-in", Banked(amount=1_000_000, fund="income", occurred_on=D)),
    ("bank-out", Withdrawn(amount=400_000, fund="income", occurred_on=D)),
    ("cash-count", CashCountTaken(
        counted_on=D, witness="Đinh Thị Hoa", reason="Đang tìm", fund="activity",
        notes=((500_000, 107), (50_000, 2), (5_000, 3), (200, 5)),
    )),
    ("shortage-made-good", ShortageMadeGood(
        fund="activity", amount=4_000, member_no=LUA, occurred_on=D
    )),
    ("shortage-borne", ShortageBorne(
        fund="activity", amount=5_000, decision="họp 10/3", occurred_on=D
    )),
)  # fmt: skip
"""What is done on one day, each by its name, in an order in which it can be done."""

ELSE: tuple[tuple[str, object], ...] = (
    ("surplus-taken", SurplusTaken(fund="activity", amount=5_000, occurred_on=D)),
    ("surplus-returned", SurplusReturned(fund="activity", amount=5, member_no=LUA, occurred_on=D)),
    ("cash-difference", DifferencePosted(count_no=1, fund="mutual", reason="?", occurred_on=D)),
    ("enrol", Enrolment(
        joined_on=D, name="Đinh Thị Ánh", sex=Sex.FEMALE, birth_year=1958,
        household=NewHousehold(household_class=HouseholdClass.POOR, certificate_no="1/GCN"),
    )),
    ("change-member", MemberChanged(
        member_no=LUA, reason="Căn cước mới",
        changes=(
            FieldChange(field=MemberField.NAME, after="Bùi Thị Lụa Ân"),
            FieldChange(field=MemberField.PHONE, after=None),
        ),
    )),
    ("classify", HouseholdClassified(
        household_no=1, valid_from=D, household_class=HouseholdClass.NEAR_POOR
    )),
    ("review-classes", HouseholdsReviewed(
        year=2026, decided_on=D, households=(
            ReviewedHousehold(
                household_no=1, household_class=HouseholdClass.POOR, certificate_no="2/GCN",
                certificate_on=D,
            ),
        ),
    )),
    ("correct-class", ClassCorrected(
        household_no=1, valid_from=D, household_class=HouseholdClass.OTHER, certificate_no=None,
        certificate_on=None, reason="Đọc nhầm danh sách",
    )),
    ("leave", MemberLeft(member_no=DAT, on=D)),
    ("come-back", MemberReturned(member_no=DAT, on=D)),
    ("rules", RulesChanged(valid_from=dt.date(2026, 4, 1), dues=7_000, shares=(20, 70, 10))),
    ("opening", Opening(
        opens_on=D, money=(OpeningMoney(fund="income", amount=7, place=BANK),),
        capital=(OpeningCapital(source=CapitalSource.DONATED, amount=1),),
        lent=(OpeningLender(lender="Bà Sáu", amount=2),),
        members=(OpeningMember(member_no=LUA, amount=3),),
        equity=(OpeningEquity(fund="income", amount=1_001),),
        loans=(
            AdoptedLoan(
                member_no=DAT, owed=1_000, next_due_on=D, instalments_left=3,
                monthly_rate_ppm=8_000, method=PrincipalMethod.EQUAL_PRINCIPAL,
            ),
        ),
    )),
    ("correct", EntryCorrected(entry_no=3, reason="Ghi nhầm", amount=10_000)),
    ("close-month", MonthClosed(period="2026-03")),
    ("close-year", YearClosed(year=2025)),
)  # fmt: skip


def test_an_act_that_waits_is_read_as_it_was_written() -> None:
    for name, value in (*ONE_DAY, *ELSE):
        kind = KINDS[name]
        assert kind.told is type(value), name
        assert kind.read(write(value)) == value
        assert hash(value) == hash(kind.read(write(value)))


def test_a_day_of_the_treasurer_adds_up_fund_by_fund(books: Books) -> None:
    desk = treasury(books)
    room = office(desk)
    vouchers = []
    for name, value in ONE_DAY:
        outcome = room.asks(name, value)
        vouchers += [voucher for _, voucher in done(room, outcome)]
    assert vouchers == [
        "PT 2", "PT 3", "PT 4", "PT 5", "KT 1", "PT 6", "KT 2", "KT 3", "KT 4", "PT 7", "PC 1",
        "PT 8", "PC 2", "KT 5", "PC 3", "PC 4", "PC 5", "PT 9", "PC 6", "PT 10", "KT 6", "PT 11",
        "KT 7",
    ]  # fmt: skip
    assert desk.money() == {
        "111": 52_660_000, "112": 20_601_000, "341": -3_500_000, "4111": -50_000_000,
        "4112": -20_000_000, "4114": -60_000, "4118": 300_000, "515": -3_000, "6429": 2_000,
    }  # fmt: skip
    assert desk.money("activity") == {
        "111": 810_000, "5112": -25_000, "5113": -1_500_000, "5114": -80_000,
        "6422": 600_000, "6427": 190_000, "6429": 5_000,
    }  # fmt: skip
    assert desk.money("mutual") == {"111": 150_000, "4312": -300_000, "6424": 150_000}
    verified(desk)


def done(room: Office, outcome: Outcome) -> tuple[tuple[int, str], ...]:
    """Return the entries of what was asked, which the chair approves where it waits."""
    if outcome.done is not None:
        return outcome.done.entries
    assert outcome.approval_no is not None
    decided = room.approves(outcome.approval_no)
    assert decided.done is not None
    return decided.done.entries


def test_the_books_begin_by_another_s_word(books: Books) -> None:
    desk = treasury(books, capital=0)
    room = office(desk)
    outcome = room.asks("opening", dict(ELSE)["opening"])
    assert outcome.waits
    assert desk.money() == {}
    assert [voucher for _, voucher in done(room, outcome)] == ["KT 1", "KT 2", "KT 3"]
    assert desk.money() == {
        "112": 7, "1321": 1_000, "341": -2, "4113": -1, "4114": -3, "4118": -1_001,
    }  # fmt: skip
    verified(desk)


def test_a_large_payment_waits_and_is_done_by_the_word_of_the_chair(books: Books) -> None:
    desk = treasury(books)
    room, request = office(desk), books.request()
    large = LentCapitalReturned(lender="Ông Tư", amount=2_000_001, occurred_on=TODAY)
    room.asks("lent-capital", CapitalLent(lender="Ông Tư", amount=3_000_000, occurred_on=TODAY))
    before = desk.money()
    outcome = room.asks("lent-capital-return", large, request=request)
    assert (outcome.waits, outcome.done, outcome.approval_no) == (True, None, 1)
    assert room.asks("lent-capital-return", large, request=request) == outcome
    assert desk.money() == before
    small = room.asks("lent-capital-return", replace(large, amount=900_000))
    assert small.done is not None
    assert room.approves(1).done is not None
    assert desk.money()["341"] == -99_999
    verified(desk)
