"""What a reviewer found when trying the life of loans, and what holds since then."""

import datetime as dt
from dataclasses import replace
from functools import partial

import pytest

from ledger.books.engine import reading
from ledger.core.loans.application import TurningDown
from ledger.core.loans.calendar import PartsBeyondTerm
from ledger.core.loans.events import Disbursement
from ledger.core.loans.making import AgreedPart
from ledger.core.loans.moratorium import Moratorium, MoratoriumInterest
from ledger.core.loans.parts import Component
from ledger.core.loans.refusals import WrittenOffTwice
from ledger.core.loans.renewing import ExtendedTwice
from ledger.core.loans.standing import Charge
from ledger.core.periods import PeriodNotOpen
from ledger.core.text import ControlCharacter, WordsMissing
from ledger.services.granting_papers import minutes_paper
from ledger.services.loan_changes import extend, reschedule
from ledger.services.loan_charges import charge, waive
from ledger.services.loan_disbursing import disburse
from ledger.services.loan_life import close_loan, repay, undo
from ledger.services.loan_losses import write_off
from ledger.services.loan_papers import card_paper, contract_paper
from ledger.services.moratorium import suspend
from tests.conftest import TODAY, Books
from tests.core.loan_examples import BEGUN_ON, LENT, day
from tests.services.lending_club import (
    APPRAISAL,
    ASKED,
    LUA,
    VOTED_DOWN,
    asked,
    left_the_club,
    step,
)
from tests.services.lending_club import lending_club as club_with_applicants
from tests.services.loan_desk import VOTED, Desk, lending_club


@pytest.fixture
def desk(shared_books: Books) -> Desk:
    """Give a club with two loans that are paid out."""
    desk = lending_club(shared_books)
    for loan_no in (1, 2):
        desk.does(disburse, loan_no, on=BEGUN_ON)
    return desk


def test_a_loan_is_extended_once_whichever_extension_is_told_first(desk: Desk) -> None:
    desk.does(extend, 1, on=day(3, 9), periods=2, because=VOTED)
    earlier = partial(extend, on=day(3, 2), periods=2, because=VOTED)
    assert desk.refuses(ExtendedTwice, earlier, 1) == {}
    desk.does(undo, 1, 2, because=VOTED)
    desk.does(earlier, 1)
    assert [one.until for one in desk.loan(1).versions] == [day(3, 2)]


def test_a_loan_is_written_off_once_whichever_write_off_is_told_first(desk: Desk) -> None:
    desk.does(write_off, 2, on=day(3, 9), amount=2_000_000, because=VOTED)
    assert desk.refuses(
        WrittenOffTwice, write_off, 2, on=day(3, 2), amount=1_000_000, because=VOTED
    ) == {"first_on": day(3, 9)}
    assert desk.money()["635"] == 2_000_000


def test_what_moves_no_money_is_not_dated_in_a_closed_month_either(desk: Desk) -> None:
    desk.does(repay, 1, on=day(2, 10), amount=1_120_000)
    desk.closes("2026-01", "2026-02")
    on = day(2, 20)
    closed = {"period": "2026-02"}
    fine = Charge(Component.FINE, 5_000, on)
    whole = [AgreedPart(day(9), LENT)]
    put_off = Moratorium(begins_on=on, until=day(6), interest=MoratoriumInterest.FREE)
    forgiving = partial(waive, component=Component.INTEREST, amount=1_000)
    assert desk.refuses(PeriodNotOpen, charge, 1, fine, on=on, because=VOTED) == closed
    assert desk.refuses(PeriodNotOpen, forgiving, 2, on=on, because=VOTED) == closed
    assert desk.refuses(PeriodNotOpen, extend, 1, on=on, periods=1, because=VOTED) == closed
    assert desk.refuses(PeriodNotOpen, reschedule, 2, on=on, parts=whole, because=VOTED) == closed
    assert desk.refuses(PeriodNotOpen, suspend, put_off, because=VOTED) == closed


def test_a_loan_is_not_closed_in_a_closed_month(desk: Desk) -> None:
    desk.does(repay, 1, on=BEGUN_ON, amount=LENT)
    desk.closes("2026-01")
    assert desk.refuses(PeriodNotOpen, close_loan, 1, on=day(1, 20)) == {"period": "2026-01"}


def test_the_contract_is_of_the_paying_out_that_counts(desk: Desk) -> None:
    begun_anew = Disbursement(number=0, occurred_on=day(1, 12), amount=LENT)
    desk.does(undo, 1, 1, because=VOTED, instead=begun_anew)
    paper = desk.asks(contract_paper, 1)
    assert (paper.disbursed_on, paper.amount, paper.total) == (day(1, 12), LENT, LENT + 780_000)
    assert paper.cost is not None
    assert paper.cost.nominal * 100 == 12


def test_a_voucher_that_was_reversed_since_stands_on_the_card_of_an_earlier_day(
    desk: Desk,
) -> None:
    desk.does(repay, 1, on=day(2), amount=1_120_000)
    desk.does(undo, 1, 2, because=VOTED)
    lines = desk.asks(card_paper, 1, day(2, 20)).lines
    assert [(one.occurred_on, one.voucher, one.principal, one.balance) for one in lines] == [
        (BEGUN_ON, "PC 1", 0, LENT), (day(2), "PT 2", 0, LENT),
    ]  # fmt: skip


def test_principal_does_not_come_back_beyond_any_calendar(desk: Desk) -> None:
    parts = [AgreedPart(dt.date.max, LENT)]
    assert desk.refuses(PartsBeyondTerm, reschedule, 1, on=day(3), parts=parts, because=VOTED) == {
        "last_on": dt.date.max, "latest": day(3, year=2076),
    }  # fmt: skip


def test_a_reason_says_something(desk: Desk) -> None:
    empty, half = replace(VOTED, reason=" "), replace(VOTED, reason="a\ud800")
    assert desk.refuses(WordsMissing, write_off, 1, on=day(3), because=empty) == {
        "what": "decision"
    }
    assert desk.refuses(ControlCharacter, write_off, 1, on=day(3), because=half) == {
        "position": 2, "code": "U+D800",
    }  # fmt: skip


def test_the_minutes_name_who_left_before_the_meeting(shared_books: Books) -> None:
    books = club_with_applicants(shared_books)
    number = asked(books)
    step(books, APPRAISAL, number)
    left_the_club(books, LUA, day(3, 8))
    present = VOTED_DOWN.present - {LUA}
    vote = replace(VOTED_DOWN, present=present)
    step(books, TurningDown(TODAY, "Đã ra khỏi câu lạc bộ", vote), number)
    with reading(books.engine) as connection:
        minutes = minutes_paper(connection, books.club, TODAY)
    (loan,) = minutes.loans
    assert (loan.name, loan.asked, loan.approved) == ("Bùi Thị Lụa", ASKED.amount, None)
    assert (minutes.members, minutes.present, len(minutes.absent)) == (5, 3, 2)
