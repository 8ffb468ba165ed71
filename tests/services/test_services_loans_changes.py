"""What is decided about a loan: charges, new dates, an heir, overdue, and what is given up."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from ledger.books.engine import reading
from ledger.books.entries import entries_between
from ledger.core.clubs import ClubRules
from ledger.core.journal import EntryKind
from ledger.core.loans.fines import FineRule
from ledger.core.loans.lending_rules import LendingRules
from ledger.core.loans.making import AgreedPart
from ledger.core.loans.parts import Component
from ledger.core.loans.renewing import ExtendedTwice, ExtensionTooLong
from ledger.core.loans.standing import Charge
from ledger.core.loans.state import LoanState
from ledger.core.loans.steps import LoanStage
from ledger.core.posting_rules import allowance_made
from ledger.services.loan_changes import extend, hand_over, reschedule
from ledger.services.loan_charges import FineDue, charge, charge_fines, fines_of, waive
from ledger.services.loan_disbursing import disburse
from ledger.services.loan_life import repay
from ledger.services.loan_losses import (
    AllowanceTooSmall,
    OverdueChange,
    move_overdue,
    overdue_changes,
    write_off,
)
from tests.books.postings import of_kind, other, posted
from tests.conftest import Books
from tests.core.loan_examples import BEGUN_ON, BULLET, EQUAL_PARTS, LENT, day, rows_of
from tests.services.loan_desk import CAPITAL, VOTED, Desk, events_of, lending_club, set_rules

FINED = replace(EQUAL_PARTS, fine=FineRule(share=Fraction(1, 100)))
"""One per cent of principal that is late, once."""


def lent(books: Books, *, today: dt.date, fined: bool = False) -> Desk:
    """Give a club of which loans 1 (equal parts) and 2 (bullet) were paid out on 10 January."""
    first = FINED if fined else EQUAL_PARTS
    desk = lending_club(books, contracts=(first, BULLET, EQUAL_PARTS, BULLET)).on(today)
    for loan_no in (1, 2):
        desk.does(disburse, loan_no, on=BEGUN_ON)
    return desk


def ends_on(state: LoanState) -> dt.date:
    return state.rows[-1].due_on


def test_fines_of_a_day_are_charged_once(shared_books: Books) -> None:
    """A million of principal is late since 10 February, another since 10 March."""
    desk = lent(shared_books, today=day(3, 20), fined=True)
    assert desk.asks(fines_of, day(3, 20)) == [
        FineDue(1, Charge(Component.FINE, 10_000, day(3, 20), for_instalment=number))
        for number in (1, 2)
    ]
    assert events_of(desk.does(charge_fines, on=day(3, 20))) == [(1, 2), (1, 3)]
    assert desk.does(charge_fines, on=day(3, 20)).events == ()
    assert desk.loan(1).left.fine == 20_000


def test_what_was_fined_is_not_fined_again_for_an_earlier_day(shared_books: Books) -> None:
    desk = lent(shared_books, today=day(3, 20), fined=True)
    desk.does(charge_fines, on=day(3, 20))
    assert desk.asks(fines_of, day(2, 20)) == []


def test_fines_are_charged_to_some_loans_only(shared_books: Books) -> None:
    desk = lent(shared_books, today=day(3, 20), fined=True)
    assert desk.does(charge_fines, on=day(3, 20), loan_nos=[2]).events == ()
    assert len(desk.does(charge_fines, on=day(3, 20), loan_nos=[1]).events) == 2


def test_a_fee_by_hand_is_paid_after_principal_or_forgiven(shared_books: Books) -> None:
    desk = lent(shared_books, today=day(2))
    fee = Charge(Component.FEE, 30_000, day(2))
    desk.does(charge, 1, fee, on=day(2), because=VOTED)
    desk.does(waive, 1, on=day(2), component=Component.FEE, amount=10_000, because=VOTED)
    desk.does(repay, 1, on=day(2), amount=1_140_000)
    assert desk.loan(1).left.fee == 0
    assert desk.money()["5118"] == -20_000


def test_an_extension_puts_the_end_off_once(shared_books: Books) -> None:
    desk = lent(shared_books, today=day(3))
    desk.does(extend, 2, on=day(3), periods=6, because=VOTED)
    assert ends_on(desk.loan(2)) == day(7, year=2027)
    assert desk.loan(2).was_extended
    desk.refuses(ExtendedTwice, extend, 2, on=day(3), periods=1, because=VOTED)


@pytest.mark.parametrize(("share", "most"), [(Fraction(1, 2), 6), (Fraction(1, 4), 3)])
def test_the_shorter_of_contract_and_club_limits_an_extension(
    shared_books: Books, share: Fraction, most: int
) -> None:
    desk = lent(shared_books, today=day(3))
    rules = LendingRules(longest_extension=share)
    set_rules(desk, ClubRules(day(1, 2), shares=(100, 0, 0), lending=rules))
    facts = desk.refuses(ExtensionTooLong, extend, 2, on=day(3), periods=most + 1, because=VOTED)
    assert facts["latest"] == day(1 + most, year=2027)
    desk.does(extend, 2, on=day(3), periods=most, because=VOTED)


def test_the_same_extension_asked_for_again_is_the_same(shared_books: Books) -> None:
    desk = lent(shared_books, today=day(3))
    request = shared_books.request()
    first = desk.does(extend, 2, request=request, on=day(3), periods=2, because=VOTED)
    again = desk.does(extend, 2, request=request, on=day(3), periods=2, because=VOTED)
    assert (again.events, again.again) == (first.events, True)


def test_a_loan_comes_back_by_other_dates_and_its_first_ones_are_kept(
    shared_books: Books,
) -> None:
    """12 million bear 1 % for 3 2/3 months until 30 June, 8 million for 4 1/31 months more."""
    desk = lent(shared_books, today=day(3))
    parts = [AgreedPart(day(6, 30), 4_000_000), AgreedPart(day(10, 31), 8_000_000)]
    desk.does(reschedule, 1, on=day(3), parts=parts, because=VOTED)
    state = desk.loan(1)
    assert [one for one in rows_of(state) if one[0] > day(3)] == [
        (day(6, 30), 4_000_000, 440_000), (day(10, 31), 8_000_000, 322_581),
    ]  # fmt: skip
    assert state.versions[0].rows[0].due_on == day(2)


def test_an_heir_takes_over_the_debt_and_pays_in_the_own_name(shared_books: Books) -> None:
    desk = lent(shared_books, today=day(3))
    desk.does(hand_over, 2, on=day(2), heir_no=4, because=VOTED)
    desk.does(repay, 2, on=day(3), amount=120_000)
    with reading(shared_books.engine) as connection:
        handed, paid = (
            entries_between(connection, shared_books.club.club_id, on, on)[-1]
            for on in (day(2), day(3))
        )
    assert [(line.member_no, line.debit, line.credit) for line in handed.lines] == [
        (4, LENT, 0), (2, 0, LENT),
    ]  # fmt: skip
    assert (handed.payer_name, paid.payer_name) == ("Quách Văn Đạt", "Bạch Văn Hùng")
    assert desk.loan(2).heir_no == 4


def test_late_principal_moves_to_overdue_and_back_by_rule(shared_books: Books) -> None:
    desk = lent(shared_books, today=day(3, 20))
    late = [OverdueChange(1, 1, 2_000_000, 0)]
    assert desk.asks(overdue_changes, day(3, 20)) == late
    assert events_of(desk.does(move_overdue, on=day(3, 20))) == [(1, 2)]
    assert desk.money()["1322"] == 2_000_000
    assert desk.asks(overdue_changes, day(3, 20)) == []
    assert desk.does(move_overdue, on=day(3, 20)).events == ()
    parts = [AgreedPart(day(12), LENT)]
    desk.does(reschedule, 1, on=day(3, 20), parts=parts, because=VOTED)
    (back,) = desk.asks(overdue_changes, day(3, 20))
    assert back.amount == -2_000_000
    desk.does(move_overdue, on=day(3, 20))
    assert "1322" not in desk.money()


def test_the_allowance_bears_its_part_of_a_loss(shared_books: Books) -> None:
    desk = lent(shared_books, today=day(3, 20))
    put_aside = of_kind(other(allowance_made(2_000_000), day(2, 28)), EntryKind.LOSS)
    posted(shared_books, put_aside)
    facts = desk.refuses(
        AllowanceTooSmall, write_off, 2, on=day(3, 20), because=VOTED, from_allowance=2_000_001
    )
    assert facts == {"amount": 2_000_001, "there": 2_000_000}
    desk.does(write_off, 2, on=day(3, 20), because=VOTED, from_allowance=2_000_000)
    assert desk.loan(2).stage is LoanStage.WRITTEN_OFF
    assert desk.money() == {
        "111": CAPITAL - 2 * LENT, "1321": LENT, "4111": -CAPITAL, "635": LENT,
    }  # fmt: skip


def test_a_part_of_a_loan_is_given_up(shared_books: Books) -> None:
    desk = lent(shared_books, today=day(3, 20))
    desk.does(write_off, 2, on=day(3, 20), because=VOTED, amount=5_000_000)
    assert desk.loan(2).stage is LoanStage.ACTIVE
    assert (desk.money()["1321"], desk.money()["635"]) == (2 * LENT - 5_000_000, 5_000_000)
