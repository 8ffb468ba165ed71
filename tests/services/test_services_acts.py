"""What the treasurer records besides lending, as journal entries that an accountant can check."""

import datetime as dt

from ledger.books.engine import transaction
from ledger.books.meetings import hold_meeting
from ledger.books.refusals import RequestDiffers, UnknownMeeting, UnknownMember
from ledger.core.acts.capital import (
    CapitalGranted,
    CapitalLent,
    CapitalSource,
    LentCapitalAboveOwed,
    LentCapitalReturned,
    MemberCapitalPaid,
    MemberCapitalReturned,
)
from ledger.core.acts.income import (
    BankInterest,
    Donation,
    DonationInKind,
    Dues,
    DuesOfMany,
    DuesOfNobody,
    DuesTwice,
    IncomeKind,
    MemberDues,
    MonthNotUsable,
    OtherIncome,
)
from ledger.core.acts.moves import (
    Banked,
    FundsTransferred,
    ShortageBorne,
    Withdrawn,
)
from ledger.core.acts.shared import (
    Act,
    Area,
    MoneyPlace,
    SeveralRefused,
    SumNotAboveZero,
    needs_second,
)
from ledger.core.acts.spending import (
    AdvanceGiven,
    AdvanceSettled,
    BankFee,
    HardshipHelp,
    Spending,
    Spent,
)
from ledger.core.clubs import ClubRules
from ledger.core.loans.written import read, write
from ledger.services.acts import record_act
from ledger.services.journal import reverse
from ledger.services.usual import usual_of
from tests.conftest import TODAY, Books
from tests.services.treasury_desk import DAT, LUA, records, said, treasury, verified, written

BANK = MoneyPlace.BANK

ACTS: tuple[tuple[Act, str, tuple[str, str | None]], ...] = (
    (
        Dues(
            member_no=LUA,
            amount=15_000,
            months=("2026-01", "2026-02", "2026-03"),
            occurred_on=TODAY,
        ),
        "PT: activity N 111 15000; activity C 5112 15000 of 1",
        ("Hội phí tháng 1 đến tháng 3/2026", "Bùi Thị Lụa"),
    ),
    (
        Donation(
            amount=500_000, payer_name="Trạm y tế xã", payer_address="Xóm 3", occurred_on=TODAY
        ),
        "PT: activity N 111 500000; activity C 5113 500000",
        ("Ủng hộ Sổ Tấm lòng vàng", "Trạm y tế xã"),
    ),
    (
        Donation(amount=200_000, member_no=DAT, fund="mutual", occurred_on=TODAY),
        "PT: mutual N 111 200000; mutual C 5113 200000 of 2",
        ("Ủng hộ Sổ Tấm lòng vàng", "Quách Văn Đạt"),
    ),
    (
        DonationInKind(
            goods="50 kg gạo", amount=800_000, area=Area.SELF_HELP, fund="mutual", occurred_on=TODAY
        ),
        "KT: mutual N 6424 800000; mutual C 5113 800000",
        ("Nhận ủng hộ hiện vật: 50 kg gạo, dùng cho tự giúp nhau, hỗ trợ cộng đồng", None),
    ),
    (
        MemberCapitalPaid(member_no=LUA, amount=100_000, occurred_on=TODAY),
        "PT: income N 111 100000; income C 4114 100000 of 1",
        ("Góp vốn vào câu lạc bộ", "Bùi Thị Lụa"),
    ),
    (
        MemberCapitalReturned(
            member_no=LUA, amount=40_000, note="Trả bớt vốn góp", occurred_on=TODAY
        ),
        "PC: income N 4114 40000 of 1; income C 111 40000",
        ("Trả bớt vốn góp", "Bùi Thị Lụa"),
    ),
    (
        CapitalGranted(
            source=CapitalSource.BUDGET, amount=20_000_000, place=BANK, occurred_on=TODAY
        ),
        "KT: income N 112 20000000; income C 4112 20000000",
        ("Ngân sách cấp vốn quay vòng", None),
    ),
    (
        CapitalLent(lender="Ông Lê Văn Tư", amount=5_000_000, occurred_on=TODAY),
        "PT: income N 111 5000000; income C 341 5000000",
        ("Nhận vốn mượn không lãi, phải hoàn trả", "Ông Lê Văn Tư"),
    ),
    (
        LentCapitalReturned(lender="Ông Lê Văn Tư", amount=2_000_000, occurred_on=TODAY),
        "PC: income N 341 2000000; income C 111 2000000",
        ("Hoàn trả vốn mượn", "Ông Lê Văn Tư"),
    ),
    (
        Spending(area=Area.HEALTH, amount=120_000, payer_name="Hiệu thuốc Hà", occurred_on=TODAY),
        "PC: activity N 6422 120000; activity C 111 120000",
        ("Chi chăm sóc sức khỏe", "Hiệu thuốc Hà"),
    ),
    (
        Spending(area=Area.ADMINISTRATION, amount=30_000, note="Mua sổ, bút", occurred_on=TODAY),
        "PC: activity N 6429 30000; activity C 111 30000",
        ("Mua sổ, bút", None),
    ),
    (
        HardshipHelp(member_no=DAT, amount=150_000, occurred_on=TODAY),
        "PC: mutual N 6424 150000 of 2; mutual C 111 150000",
        ("Hỗ trợ hội viên gặp khó khăn", "Quách Văn Đạt"),
    ),
    (
        AdvanceGiven(member_no=DAT, amount=100_000, purpose="mua bóng", occurred_on=TODAY),
        "PC: activity N 141 100000 of 2; activity C 111 100000",
        ("Tạm ứng: mua bóng", "Quách Văn Đạt"),
    ),
    (
        AdvanceSettled(
            member_no=DAT,
            spent=(Spent(area=Area.CULTURE, amount=60_000),),
            returned=10_000,
            occurred_on=TODAY,
        ),
        (
            "PT: activity N 6427 60000 of 2; activity C 141 60000 of 2; activity N 111 10000;"
            " activity C 141 10000 of 2"
        ),
        ("Thanh toán tạm ứng", "Quách Văn Đạt"),
    ),
    (
        AdvanceSettled(
            member_no=DAT,
            added=5_000,
            occurred_on=TODAY,
            spent=(
                Spent(area=Area.CULTURE, amount=3_000),
                Spent(area=Area.HEALTH, amount=32_000),
            ),
        ),
        (
            "PC: activity N 6427 3000 of 2; activity C 141 3000 of 2; activity N 6422 27000 of 2;"
            " activity C 141 27000 of 2; activity N 6422 5000 of 2; activity C 111 5000"
        ),
        ("Thanh toán tạm ứng", "Quách Văn Đạt"),
    ),
    (
        Banked(amount=1_000_000, fund="income", occurred_on=TODAY),
        "PC: income N 112 1000000; income C 111 1000000",
        ("Gửi tiền vào ngân hàng", None),
    ),
    (
        Withdrawn(amount=400_000, fund="income", occurred_on=TODAY),
        "PT: income N 111 400000; income C 112 400000",
        ("Rút tiền ngân hàng về quỹ", None),
    ),
    (
        BankInterest(amount=3_000, fund="income", occurred_on=TODAY),
        "KT: income N 112 3000; income C 515 3000",
        ("Lãi tiền gửi ngân hàng", None),
    ),
    (
        BankFee(amount=2_000, fund="income", occurred_on=TODAY),
        "KT: income N 6429 2000; income C 112 2000",
        ("Phí ngân hàng", None),
    ),
    (
        FundsTransferred(
            fund="income",
            receiving="mutual",
            amount=300_000,
            decision="họp tháng 3",
            occurred_on=TODAY,
        ),
        "KT: income N 4118 300000; income C 111 300000; mutual N 111 300000; mutual C 4312 300000",
        ("Chuyển tiền giữa các quỹ: họp tháng 3", None),
    ),
    (
        OtherIncome(amount=80_000, income=IncomeKind.JOINT, occurred_on=TODAY),
        "PT: activity N 111 80000; activity C 5114 80000",
        ("Thu hoạt động tăng thu nhập chung", None),
    ),
    (
        OtherIncome(amount=10_000, occurred_on=TODAY),
        "PT: activity N 111 10000; activity C 5118 10000",
        ("Thu khác", None),
    ),
)


def test_each_act_is_written_as_the_rules_of_posting_have_it(shared_books: Books) -> None:
    desk = treasury(shared_books)
    for act, lines, words in ACTS:
        assert read(type(act), write(act)) == act
        receipt = records(desk, act)
        assert written(desk, receipt) == [lines]
        assert said(desk, receipt) == [words]
    assert desk.money() == {
        "111": 50_000_000 + 100_000 - 40_000 + 5_000_000 - 2_000_000 - 1_000_000 + 400_000
        - 300_000,
        "112": 20_000_000 + 1_000_000 - 400_000 + 3_000 - 2_000,
        "341": -3_000_000, "4111": -50_000_000, "4112": -20_000_000, "4114": -60_000,
        "4118": 300_000, "515": -3_000, "6429": 2_000,
    }  # fmt: skip
    assert desk.money("activity") == {
        "111": 15_000 + 500_000 - 120_000 - 30_000 - 100_000 + 10_000 - 5_000 + 80_000 + 10_000,
        "5112": -15_000, "5113": -500_000, "5114": -80_000, "5118": -10_000, "6422": 152_000,
        "6427": 63_000, "6429": 30_000,
    }  # fmt: skip
    assert desk.money("mutual") == {
        "111": 200_000 - 150_000 + 300_000, "4312": -300_000, "5113": -1_000_000,
        "6424": 950_000,
    }  # fmt: skip
    verified(desk)


def test_dues_of_a_list_are_an_entry_each_in_one_transaction(shared_books: Books) -> None:
    desk = treasury(shared_books)
    each = tuple(
        MemberDues(member_no=number, amount=5_000 * number, months=("2026-02", "2026-03")[:number])
        for number in (LUA, DAT)
    )
    receipt = records(desk, DuesOfMany(dues=each, meeting_no=None, occurred_on=TODAY))
    assert written(desk, receipt) == [
        "PT: activity N 111 5000; activity C 5112 5000 of 1",
        "PT: activity N 111 10000; activity C 5112 10000 of 2",
    ]
    assert said(desk, receipt) == [
        ("Hội phí tháng 2/2026", "Bùi Thị Lụa"),
        ("Hội phí tháng 2 và tháng 3/2026", "Quách Văn Đạt"),
    ]
    wrong = DuesOfMany(
        dues=(*each, each[0], MemberDues(member_no=99, amount=0, months=("2026-13",))),
        occurred_on=TODAY,
    )
    found = desk.refuses(SeveralRefused, record_act, wrong)["refusals"]
    assert isinstance(found, tuple)
    assert [type(one) for one in found] == [
        DuesTwice, SumNotAboveZero, MonthNotUsable, UnknownMember,
    ]  # fmt: skip
    desk.refuses(DuesOfNobody, record_act, DuesOfMany(dues=(), occurred_on=TODAY))


def test_a_meeting_that_was_never_held_is_refused_by_its_number(shared_books: Books) -> None:
    desk = treasury(shared_books)
    for number in (1, 2**80):
        act = Donation(payer_name="Ông Tư", amount=5_000, meeting_no=number, occurred_on=TODAY)
        assert desk.refuses(UnknownMeeting, record_act, act)["meeting_no"] == number
    with transaction(shared_books.engine) as connection:
        number = hold_meeting(connection, shared_books.club.club_id, TODAY)
    records(desk, Donation(payer_name="Ông Tư", amount=5_000, meeting_no=number, occurred_on=TODAY))
    verified(desk)


def test_lent_capital_goes_back_to_the_lender_who_is_owed_it(shared_books: Books) -> None:
    desk = treasury(shared_books)
    lent = records(desk, CapitalLent(lender="Ông Tư", amount=3_000_000, occurred_on=TODAY))
    records(desk, CapitalLent(lender="Bà Sáu", amount=1_000_000, occurred_on=TODAY))
    too_much = LentCapitalReturned(lender="Bà Sáu", amount=1_000_001, occurred_on=TODAY)
    assert desk.refuses(LentCapitalAboveOwed, record_act, too_much)["owed"] == 1_000_000
    records(desk, LentCapitalReturned(lender="Bà Sáu", amount=1_000_000, occurred_on=TODAY))
    desk.does(reverse, lent.entries[0][0], "Ghi nhầm người cho mượn")
    gone = LentCapitalReturned(lender="Ông Tư", amount=1, occurred_on=TODAY)
    assert desk.refuses(LentCapitalAboveOwed, record_act, gone)["owed"] == 0


def test_the_same_request_gives_the_first_answer_though_nothing_is_left(
    shared_books: Books,
) -> None:
    desk, request = treasury(shared_books), shared_books.request()
    records(desk, MemberCapitalPaid(member_no=LUA, amount=100_000, occurred_on=TODAY))
    back = MemberCapitalReturned(member_no=LUA, amount=100_000, occurred_on=TODAY)
    first = desk.does(record_act, back, request=request)
    again = desk.does(record_act, back, request=request)
    assert (again.entries, again.again) == (first.entries, True)
    other = MemberCapitalReturned(member_no=LUA, amount=90_000, occurred_on=TODAY)
    desk.refuses(RequestDiffers, record_act, other, request=request)


def test_a_payment_above_the_limit_needs_a_second_person() -> None:
    spent = Spending(area=Area.CULTURE, amount=2_000_000, occurred_on=TODAY)
    more = Spending(area=Area.CULTURE, amount=2_000_001, occurred_on=TODAY)
    rules = ClubRules(dt.date(2026, 1, 1), payment_limit=500_000)
    assert not needs_second(spent, None)
    assert needs_second(more, ClubRules(dt.date(2026, 1, 1)))
    assert needs_second(spent, rules)
    assert not needs_second(Donation(amount=9_000_000, occurred_on=TODAY), rules)
    lost = ShortageBorne(fund="income", amount=2_000_001, decision="họp", occurred_on=TODAY)
    assert needs_second(lost, None)
    assert not needs_second(Banked(amount=9_000_000, fund="income", occurred_on=TODAY), rules)


def test_what_is_usual_is_the_median_of_the_last_amounts(shared_books: Books) -> None:
    desk = treasury(shared_books)
    asked = Dues(member_no=LUA, amount=50_000, months=("2026-03",), occurred_on=TODAY)
    assert desk.asks(usual_of, asked) is None
    for member_no, amount in ((LUA, 5_000), (LUA, 5_000), (DAT, 90_000), (DAT, 95_000)):
        records(
            desk, Dues(member_no=member_no, amount=amount, months=("2026-03",), occurred_on=TODAY)
        )
    assert desk.asks(usual_of, asked) == 5_000  # two are too few: those of everybody count
    records(desk, Dues(member_no=LUA, amount=15_000, months=("2026-03",), occurred_on=TODAY))
    records(desk, Dues(member_no=LUA, amount=20_000, months=("2026-03",), occurred_on=TODAY))
    assert desk.asks(usual_of, asked) == 5_000
    assert desk.asks(usual_of, DuesOfMany(dues=(), occurred_on=TODAY)) is None
