"""Books that begin in the middle of a club's life."""

import datetime as dt
from dataclasses import replace

from ledger.core.acts.capital import (
    CapitalSource,
    LentCapitalAboveOwed,
    LentCapitalReturned,
    MemberCapitalReturned,
)
from ledger.core.acts.opening import (
    AdoptedLoan,
    BooksBegun,
    NextDueTooFar,
    NothingToOpen,
    Opening,
    OpeningCapital,
    OpeningDoesNotBalance,
    OpeningEquity,
    OpeningLender,
    OpeningMember,
    OpeningMoney,
    RateOutOfRange,
)
from ledger.core.acts.people import PaperCodeTaken
from ledger.core.acts.shared import MoneyPlace, SeveralRefused, SumNotAboveZero
from ledger.core.loans.choices import PrincipalMethod
from ledger.core.loans.events import Disbursement
from ledger.core.loans.steps import LoanStage
from ledger.core.loans.written import read, write
from ledger.services.acts import record_act
from ledger.services.journal import EntryOfALoan, reverse
from ledger.services.loan_life import close_loan, repay, undo
from ledger.services.opening import open_books
from tests.conftest import TODAY, Books
from tests.services.loan_desk import VOTED
from tests.services.treasury_desk import ANH, DAT, HUNG, LUA, records, treasury, verified

OPENS_ON = dt.date(2026, 2, 28)
BULLET = AdoptedLoan(
    member_no=LUA, owed=5_000_000, next_due_on=dt.date(2026, 3, 10), instalments_left=3,
    monthly_rate_ppm=10_000, agreed_on=dt.date(2025, 6, 10), purpose="Nuôi gà", paper_code="KV17",
)  # fmt: skip
PARTS = AdoptedLoan(
    member_no=DAT, owed=3_000_000, next_due_on=dt.date(2026, 1, 15), instalments_left=6,
    monthly_rate_ppm=8_000, method=PrincipalMethod.EQUAL_PRINCIPAL,
)  # fmt: skip
OPENING = Opening(
    opens_on=OPENS_ON,
    money=(
        OpeningMoney(fund="income", amount=12_345_678),
        OpeningMoney(fund="income", amount=4_000_000, place=MoneyPlace.BANK),
        OpeningMoney(fund="activity", amount=1_500_000),
    ),
    capital=(
        OpeningCapital(source=CapitalSource.PROJECT, amount=15_000_000),
        OpeningCapital(source=CapitalSource.BUDGET, amount=2_000_000),
    ),
    lent=(OpeningLender(lender="Ông Lê Văn Tư", amount=4_000_000),),
    members=(OpeningMember(member_no=LUA, amount=100_000), OpeningMember(member_no=DAT, amount=1)),
    equity=(
        OpeningEquity(fund="income", amount=3_245_677),
        OpeningEquity(fund="activity", amount=1_550_000),
        OpeningEquity(fund="activity", amount=-50_000),
    ),
    loans=(BULLET, PARTS),
)


def test_the_books_begin_with_each_fund_as_it_was(shared_books: Books) -> None:
    desk, request = treasury(shared_books, capital=0), shared_books.request()
    assert read(Opening, write(OPENING)) == OPENING
    receipt = desk.does(open_books, OPENING, request=request)
    assert receipt.loan_nos == (1, 2)
    assert [voucher for _, voucher in receipt.entries] == ["KT 1", "KT 2", "KT 3", "KT 4"]
    assert desk.does(open_books, OPENING, request=request) == replace(receipt, again=True)
    assert desk.money(until=OPENS_ON) == {
        "111": 12_345_678, "112": 4_000_000, "1321": 8_000_000, "341": -4_000_000,
        "4111": -15_000_000, "4112": -2_000_000, "4114": -100_001, "4118": -3_245_677,
    }  # fmt: skip
    assert desk.money("activity", OPENS_ON) == {"111": 1_500_000, "4311": -1_500_000}
    assert desk.money("mutual", OPENS_ON) == {}
    assert desk.money(until=OPENS_ON - dt.timedelta(days=1)) == {}
    verified(desk)
    # What was brought in is lived with: capital goes back to who paid it in, or lent it.
    records(desk, MemberCapitalReturned(member_no=LUA, amount=100_000, occurred_on=TODAY))
    records(desk, LentCapitalReturned(lender="Ông Lê Văn Tư", amount=1_000_000, occurred_on=TODAY))
    too_much = LentCapitalReturned(lender="Ông Lê Văn Tư", amount=3_000_001, occurred_on=TODAY)
    assert desk.refuses(LentCapitalAboveOwed, record_act, too_much)["owed"] == 3_000_000
    verified(desk)


def test_a_loan_that_is_brought_in_goes_on_from_its_next_due_date(shared_books: Books) -> None:
    desk = treasury(shared_books, capital=0)
    desk.does(open_books, OPENING)
    bullet, parts = desk.loan(1), desk.loan(2)
    assert [(row.due_on, row.due.principal, row.due.interest) for row in bullet.rows] == [
        (dt.date(2026, 3, 10), 0, 50_000), (dt.date(2026, 4, 10), 0, 50_000),
        (dt.date(2026, 5, 10), 5_000_000, 50_000),
    ]  # fmt: skip
    assert bullet.arrears_now(TODAY).days_late == 0
    assert [row.due.principal for row in parts.rows] == [500_000] * 6
    assert parts.arrears_now(TODAY).days_late == 54  # since 15 January
    desk.does(repay, 1, on=TODAY, amount=5_050_000)
    desk.does(close_loan, 1, on=TODAY)
    assert desk.loan(1).stage is LoanStage.CLOSED
    assert desk.money()["1321"] == 3_000_000
    verified(desk)


def test_a_loan_brought_in_wrongly_is_brought_in_anew_and_the_difference_shows(
    shared_books: Books,
) -> None:
    desk = treasury(shared_books, capital=0)
    receipt = desk.does(open_books, OPENING)
    entry_no = receipt.entries[-1][0]
    assert desk.refuses(EntryOfALoan, reverse, entry_no, "Sai số nợ")["loan_no"] == 2
    right = Disbursement(number=0, occurred_on=PARTS.begins_on, amount=2_900_000, adopted=True)
    desk.does(undo, 2, 1, because=VOTED, instead=right)
    assert (desk.money()["1321"], desk.money()["421"]) == (7_900_000, 100_000)
    verified(desk)


def test_what_does_not_balance_is_shown_and_never_nudged(shared_books: Books) -> None:
    desk = treasury(shared_books, capital=0)
    less = replace(OPENING, equity=OPENING.equity[:2])
    assert desk.refuses(OpeningDoesNotBalance, open_books, less) == {
        "fund": "activity", "has": 1_500_000, "comes_from": 1_550_000, "difference": -50_000,
    }  # fmt: skip
    assert [(one.fund, one.difference) for one in less.funds] == [
        ("activity", -50_000), ("income", 0),
    ]  # fmt: skip
    wrong = replace(
        OPENING, members=(OpeningMember(member_no=ANH, amount=0),),
        loans=(
            replace(BULLET, monthly_rate_ppm=-1),
            replace(PARTS, next_due_on=dt.date(2026, 4, 1), paper_code="KV17", member_no=HUNG),
        ),
    )  # fmt: skip
    found = desk.refuses(SeveralRefused, open_books, wrong)["refusals"]
    assert isinstance(found, tuple)
    assert [type(one) for one in found] == [
        SumNotAboveZero, RateOutOfRange, NextDueTooFar, OpeningDoesNotBalance, PaperCodeTaken,
    ]  # fmt: skip
    desk.refuses(NothingToOpen, open_books, Opening(opens_on=OPENS_ON))


def test_books_in_which_something_stands_are_begun(shared_books: Books) -> None:
    desk = treasury(shared_books)
    assert desk.refuses(BooksBegun, open_books, OPENING) == {"entry_no": 1}


def test_only_what_members_owe_can_be_all_that_there_is(shared_books: Books) -> None:
    desk = treasury(shared_books, capital=0)
    lent = (OpeningLender(lender="Bà Sáu", amount=BULLET.owed),)
    receipt = desk.does(open_books, Opening(opens_on=OPENS_ON, lent=lent, loans=(BULLET,)))
    assert len(receipt.entries) == 2
    assert desk.money() == {"1321": 5_000_000, "341": -5_000_000}
    verified(desk)
