"""Money of a loan goes out and comes back, by the club's rules, and mistakes are undone."""

import datetime as dt
from dataclasses import replace

import pytest

from ledger.books.engine import reading
from ledger.books.entries import entries_between, entry_of
from ledger.books.refusals import RequestDiffers
from ledger.core.clubs import ClubRules
from ledger.core.loans.allocation import Ahead
from ledger.core.loans.choices import PrincipalMethod
from ledger.core.loans.events import Disbursement, Repayment
from ledger.core.loans.granting import BeyondTheFund, LoansRunning
from ledger.core.loans.lending_rules import LendingRules
from ledger.core.loans.refusals import ClosedWithMoneyOpen, NothingToUndo, RefundAboveHeld
from ledger.core.loans.steps import LoanStage
from ledger.services.loan_disbursing import disburse
from ledger.services.loan_life import close_loan, recover, refund, repay, undo
from ledger.services.loan_losses import write_off
from tests.books.postings import money_out, posted
from tests.conftest import TODAY, Books
from tests.core.loan_examples import BEGUN_ON, EQUAL_PARTS, LENT, TERMS, day, rows_of
from tests.services.loan_desk import CAPITAL, VOTED, Desk, events_of, lending_club, set_rules

LEVEL_IN_PARTS = replace(
    EQUAL_PARTS, terms=replace(TERMS, repayment=PrincipalMethod.EQUAL_INSTALMENTS), in_parts=True
)


@pytest.fixture
def desk(shared_books: Books) -> Desk:
    return lending_club(shared_books)


def begun(desk: Desk, loan_no: int = 1) -> Desk:
    """Pay a loan out on 10 January."""
    desk.on(BEGUN_ON).does(disburse, loan_no, on=BEGUN_ON)
    return desk


def entry_lines(desk: Desk, entry_no: int | None) -> list[tuple[str, int, int]]:
    assert entry_no is not None
    with reading(desk.books.engine) as connection:
        found = entry_of(connection, desk.books.club.club_id, entry_no)
    return [(line.account, line.debit, line.credit) for line in found.lines]


def test_a_loan_is_paid_out_as_it_was_agreed(desk: Desk) -> None:
    receipt = desk.on(BEGUN_ON).does(disburse, 1, on=BEGUN_ON, approved_by=desk.books.user_id)
    (kept,) = receipt.events
    assert (kept.event_no, kept.entry_no, kept.voucher, kept.correction_no) == (1, 2, "PC 1", None)
    assert entry_lines(desk, 2) == [("1321", LENT, 0), ("111", 0, LENT)]
    assert desk.loan(1).stage is LoanStage.ACTIVE
    assert desk.money() == {"111": CAPITAL - LENT, "1321": LENT, "4111": -CAPITAL}


def test_a_payment_pays_interest_then_principal(desk: Desk) -> None:
    begun(desk)
    receipt = desk.does(repay, 1, on=day(2), amount=1_120_000, narration="Bà Lụa trả kỳ 1")
    (kept,) = receipt.events
    assert entry_lines(desk, kept.entry_no) == [
        ("111", 1_000_000, 0), ("1321", 0, 1_000_000), ("111", 120_000, 0), ("5111", 0, 120_000),
    ]  # fmt: skip
    with reading(desk.books.engine) as connection:
        (paid,) = entries_between(connection, desk.books.club.club_id, day(2), day(2))
    assert (paid.narration, paid.payer_name, paid.voucher) == (
        "Bà Lụa trả kỳ 1", "Bùi Thị Lụa", "PT 2",
    )  # fmt: skip


def test_the_payer_chooses_what_becomes_of_money_beyond_what_is_due(desk: Desk) -> None:
    begun(desk)
    desk.does(repay, 1, on=day(2), amount=1_120_000 + 5_500_000, ahead=Ahead.SMALLER)
    assert rows_of(desk.loan(1))[1:3] == [(day(3), 500_000, 55_000), (day(4), 500_000, 50_000)]


def test_a_loan_ends_with_money_given_back_and_its_closing(desk: Desk) -> None:
    begun(desk, 2)
    desk.does(repay, 2, on=day(2), amount=LENT + 120_000 + 7_000)
    assert desk.loan(2).stage is LoanStage.REPAID
    assert desk.money()["3388"] == -7_000
    assert desk.refuses(RefundAboveHeld, refund, 2, on=day(2), amount=7_001) == {
        "amount": 7_001, "held": 7_000,
    }  # fmt: skip
    desk.does(refund, 2, on=day(3), amount=7_000)
    desk.does(close_loan, 2, on=day(3))
    assert desk.loan(2).stage is LoanStage.CLOSED
    assert "3388" not in desk.money()


def test_what_was_written_off_is_recovered_as_other_income(desk: Desk) -> None:
    begun(desk, 2)
    desk.does(write_off, 2, on=day(2), because=VOTED)
    desk.does(recover, 2, on=day(3), amount=400_000)
    assert desk.money() == {
        "111": CAPITAL - LENT + 400_000, "4111": -CAPITAL, "5118": -400_000, "635": LENT,
    }  # fmt: skip


def test_a_payment_told_late_is_counted_in_its_place_and_corrected(desk: Desk) -> None:
    """5 million brought on 25 January spare 16 of 31 days' interest: 25,806."""
    begun(desk, 2)
    desk.does(repay, 2, on=day(2), amount=120_000)
    receipt = desk.does(repay, 2, on=day(1, 25), amount=5_000_000)
    (kept,) = receipt.events
    assert entry_lines(desk, kept.correction_no) == [("1321", 0, 25_806), ("5111", 25_806, 0)]
    assert desk.loan(2).balance == LENT - 5_000_000 - 25_806
    assert desk.money()["1321"] == desk.loan(2).balance


def test_a_payment_of_a_closed_month_is_posted_today_with_its_true_day(desk: Desk) -> None:
    begun(desk)
    desk.closes("2026-01")
    receipt = desk.does(repay, 1, on=day(1, 20), amount=300_000)
    with reading(desk.books.engine) as connection:
        found = entry_of(connection, desk.books.club.club_id, receipt.events[0].entry_no or 0)
    assert (found.occurred_on, found.true_on) == (desk.today, day(1, 20))
    assert desk.loan(1, day(1, 20)).balance == LENT - 300_000


def test_the_same_request_gives_the_first_answer_and_writes_nothing(desk: Desk) -> None:
    request = desk.books.request()
    first = desk.on(BEGUN_ON).does(disburse, 1, request=request, on=BEGUN_ON)
    rows = desk.rows()
    again = desk.does(disburse, 1, request=request, on=BEGUN_ON)
    assert (again.events, again.again, first.again) == (first.events, True, False)
    assert desk.rows() == rows
    paid = desk.books.request()
    desk.does(repay, 1, request=paid, on=day(2), amount=120_000)
    assert desk.does(repay, 1, request=paid, on=day(2), amount=120_000).again
    for act, said in ((repay, {"amount": 120_001}), (refund, {"amount": 120_000})):
        desk.refuses(RequestDiffers, act, 1, request=paid, on=day(2), **said)


def test_only_a_loan_agreed_in_parts_is_paid_out_so(shared_books: Books) -> None:
    desk = lending_club(shared_books, contracts=(LEVEL_IN_PARTS,))
    desk.does(disburse, 1, on=BEGUN_ON, amount=5_000_000)
    desk.does(disburse, 1, on=day(2))
    assert desk.loan(1).lent == LENT
    assert [one.amount for one in desk.loan(1).tranches] == [5_000_000, 7_000_000]


def test_the_fund_lends_what_is_its_own_and_not_kept_in_reserve(shared_books: Books) -> None:
    """Of 13.12 million 120,000 are interest: 48,000 belong to the others, 1 million is kept."""
    desk = begun(lending_club(shared_books, capital=24_000_000))
    reserve = LendingRules(reserve=1_000_000)
    set_rules(desk, ClubRules(day(1, 2), shares=(60, 30, 10), lending=reserve))
    desk.does(repay, 1, on=day(2), amount=1_120_000)
    posted(desk.books, money_out(72_001, day(2)))
    assert desk.refuses(BeyondTheFund, disburse, 2, on=day(2)) == {
        "amount": LENT, "available": LENT - 1,
    }  # fmt: skip
    posted(desk.books, money_out(1, day(2), account="6421", fund="income"))
    desk.refuses(BeyondTheFund, disburse, 2, on=day(2))


def test_the_reserve_may_be_all_that_is_left(shared_books: Books) -> None:
    desk = lending_club(shared_books, capital=13_000_000)
    set_rules(desk, ClubRules(day(1, 2), lending=LendingRules(reserve=1_000_000)))
    desk.does(disburse, 1, on=BEGUN_ON)
    assert desk.money()["111"] == 1_000_000


def test_a_household_has_as_many_loans_as_the_rules_allow(desk: Desk) -> None:
    begun(desk, 3)
    facts = {"running": 1, "most": 1}
    assert desk.refuses(LoansRunning, disburse, 4, on=BEGUN_ON) == facts
    set_rules(desk, ClubRules(day(1, 2), lending=LendingRules(by_household=False)))
    desk.does(disburse, 4, on=BEGUN_ON)


def test_what_was_told_is_undone_once(desk: Desk) -> None:
    begun(desk)
    desk.does(repay, 1, on=day(2), amount=1_120_000)
    before = desk.money()
    request = desk.books.request()
    receipt = desk.does(repay, 1, on=day(3), amount=500_000)
    undone = desk.does(undo, 1, 3, request=request, because=VOTED)
    assert entry_lines(desk, undone.events[0].entry_no) == [
        (account, credit, debit)
        for account, debit, credit in entry_lines(desk, receipt.events[0].entry_no)
    ]
    assert desk.money() == before
    later = desk.on(desk.today + dt.timedelta(days=1))
    assert later.does(undo, 1, 3, request=request, because=VOTED).again
    for number in (3, 4, 5):
        assert later.refuses(NothingToUndo, undo, 1, number, because=VOTED) == {"event": number}


def test_a_mistake_and_what_it_should_have_been_are_one_step(desk: Desk) -> None:
    """In between the closed loan would be one that is owed, and the fund without the money."""
    begun(desk, 2)
    desk.does(repay, 2, on=day(2, 11), amount=LENT + 124_286)
    desk.does(close_loan, 2, on=day(2, 11))
    posted(desk.books, money_out(CAPITAL, day(3, 1)))
    right = Repayment(number=0, occurred_on=day(2), amount=LENT + 120_000)
    desk.refuses(ClosedWithMoneyOpen, undo, 2, 2, because=VOTED)
    receipt = desk.does(undo, 2, 2, because=VOTED, instead=right)
    assert events_of(receipt) == [(2, 4), (2, 5)]
    assert desk.loan(2).closed_on == day(2, 11)
    with reading(desk.books.engine) as connection:
        wrong, told = entries_between(connection, desk.books.club.club_id, TODAY, TODAY)
    assert (wrong.reverses, told.true_on) == (3, day(2))


def test_more_is_paid_out_instead_only_from_what_the_fund_has(shared_books: Books) -> None:
    desk = begun(lending_club(shared_books, capital=LENT))
    larger = Disbursement(number=0, occurred_on=BEGUN_ON, amount=LENT + 1)
    assert desk.refuses(BeyondTheFund, undo, 1, 1, because=VOTED, instead=larger) == {
        "amount": LENT + 1, "available": LENT,
    }  # fmt: skip
    earlier = replace(larger, occurred_on=day(1, 9), amount=LENT)
    desk.does(undo, 1, 1, because=VOTED, instead=earlier)
    assert desk.loan(1).tranches[0].paid_out_on == day(1, 9)
