"""What the treasurer cannot record, by name: nothing of it is written."""

from ledger.books.refusals import CashBelowZero, UnknownFund, UnknownMember
from ledger.core.acts.capital import (
    CapitalAbovePaidIn,
    CapitalLent,
    LentCapitalAboveOwed,
    LentCapitalReturned,
    MemberCapitalPaid,
    MemberCapitalReturned,
)
from ledger.core.acts.income import (
    Donation,
    DonationInKind,
    Dues,
    DuesForNoMonth,
    MonthNotUsable,
)
from ledger.core.acts.moves import (
    DifferenceNotOpen,
    FundsTheSame,
    FundsTransferred,
    ShortageMadeGood,
    SurplusTaken,
)
from ledger.core.acts.shared import (
    Act,
    Area,
    SumNotAboveZero,
)
from ledger.core.acts.spending import (
    AdvanceAboveOpen,
    AdvanceBothWays,
    AdvanceGiven,
    AdvanceSettled,
    Spending,
)
from ledger.core.errors import LedgerError
from ledger.core.money import AmountTooLarge
from ledger.core.text import WordsMissing
from ledger.services.acts import record_act
from tests.conftest import TODAY, Books
from tests.services.treasury_desk import DAT, LUA, records, treasury

REFUSED: tuple[tuple[Act, type[LedgerError], dict[str, object]], ...] = (
    (
        Dues(member_no=LUA, amount=5_000, months=(), occurred_on=TODAY),
        DuesForNoMonth,
        {"member_no": 1},
    ),
    (
        Dues(member_no=LUA, amount=5_000, months=("2026-03", "2026-03"), occurred_on=TODAY),
        MonthNotUsable,
        {"month": "2026-03"},
    ),
    (Donation(amount=-1, occurred_on=TODAY), SumNotAboveZero, {"amount": -1}),
    (Donation(amount=2**53, occurred_on=TODAY), AmountTooLarge, {"amount": 2**53}),
    (Donation(amount=5, fund="golden", occurred_on=TODAY), UnknownFund, {"fund": "golden"}),
    (Donation(amount=5, member_no=2**70, occurred_on=TODAY), UnknownMember, {"member_no": 2**70}),
    (
        DonationInKind(goods=" ", amount=5, area=Area.HEALTH, occurred_on=TODAY),
        WordsMissing,
        {"what": "goods"},
    ),
    (CapitalLent(lender="", amount=5, occurred_on=TODAY), WordsMissing, {"what": "lender"}),
    (
        MemberCapitalReturned(member_no=LUA, amount=1, occurred_on=TODAY),
        CapitalAbovePaidIn,
        {"member_no": 1, "fund": "income", "amount": 1, "paid_in": 0},
    ),
    (
        LentCapitalReturned(lender="Bà Sáu", amount=9, occurred_on=TODAY),
        LentCapitalAboveOwed,
        {"lender": "Bà Sáu", "amount": 9, "owed": 0},
    ),
    (
        AdvanceGiven(member_no=LUA, amount=5, purpose="", occurred_on=TODAY),
        WordsMissing,
        {"what": "advance"},
    ),
    (
        AdvanceSettled(member_no=LUA, returned=7, occurred_on=TODAY),
        AdvanceAboveOpen,
        {"member_no": 1, "fund": "activity", "amount": 7, "open": 0},
    ),
    (
        AdvanceSettled(member_no=LUA, returned=7, added=3, occurred_on=TODAY),
        AdvanceBothWays,
        {"returned": 7, "added": 3},
    ),
    (AdvanceSettled(member_no=LUA, occurred_on=TODAY), SumNotAboveZero, {"amount": 0}),
    (
        FundsTransferred(
            fund="income", receiving="income", amount=5, decision="họp", occurred_on=TODAY
        ),
        FundsTheSame,
        {"fund": "income"},
    ),
    (
        ShortageMadeGood(fund="activity", amount=5, member_no=LUA, occurred_on=TODAY),
        DifferenceNotOpen,
        {"account": "1381", "fund": "activity", "amount": 5, "open": 0},
    ),
    (
        SurplusTaken(fund="activity", amount=5, occurred_on=TODAY),
        DifferenceNotOpen,
        {"account": "3381", "fund": "activity", "amount": 5, "open": 0},
    ),
    (
        Spending(area=Area.HEALTH, amount=1, occurred_on=TODAY),
        CashBelowZero,
        {"account": "111", "fund": "activity", "balance": -1, "on": "2026-03-10"},
    ),
)


def test_one_fund_does_not_give_back_what_another_was_given(shared_books: Books) -> None:
    desk = treasury(shared_books)
    for act in (
        Donation(amount=500_000, fund="mutual", occurred_on=TODAY),
        MemberCapitalPaid(member_no=LUA, amount=100_000, occurred_on=TODAY),
        AdvanceGiven(
            member_no=DAT, amount=200_000, purpose="bóng", fund="mutual", occurred_on=TODAY
        ),
    ):
        records(desk, act)
    back = MemberCapitalReturned(member_no=LUA, amount=1, fund="mutual", occurred_on=TODAY)
    assert desk.refuses(CapitalAbovePaidIn, record_act, back)["paid_in"] == 0
    settled = AdvanceSettled(member_no=DAT, returned=1, occurred_on=TODAY)
    assert desk.refuses(AdvanceAboveOpen, record_act, settled)["open"] == 0
    records(desk, AdvanceSettled(member_no=DAT, returned=1, fund="mutual", occurred_on=TODAY))
    assert desk.money("mutual")["141"] == 199_999


def test_what_cannot_be_is_refused_by_name_and_nothing_is_written(shared_books: Books) -> None:
    desk = treasury(shared_books)
    for act, refusal, facts in REFUSED:
        assert desk.refuses(refusal, record_act, act) == facts
