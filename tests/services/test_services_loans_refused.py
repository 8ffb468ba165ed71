"""What cannot happen to a loan is refused by name, and no row of any table is written."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy.engine import Engine

from ledger.books.refusals import CashBelowZero, UnknownLoan
from ledger.core.errors import LedgerError
from ledger.core.loans.allocation import PaymentNotAboveZero
from ledger.core.loans.applying import NotAMember, StepTooEarly
from ledger.core.loans.calendar import DatesOutOfOrder
from ledger.core.loans.granting import BeyondTheFund, LoansRunning
from ledger.core.loans.making import (
    AgreedPart,
    PartsDoNotAddUp,
    PartsNotAgreed,
    PrincipalNotAboveZero,
)
from ledger.core.loans.parts import Component
from ledger.core.loans.refusals import (
    ClosedWithMoneyOpen,
    DisbursedTwice,
    NothingToUndo,
    RefundAboveHeld,
    WaivedAboveOwed,
    WrittenOffAboveOwed,
    WrittenOffTwice,
)
from ledger.core.loans.renewing import ExtensionTooLong
from ledger.core.loans.standing import Charge
from ledger.core.loans.steps import StepNotLawful
from ledger.core.money import AmountTooLarge
from ledger.core.periods import DateAfterTomorrow, PeriodNotOpen
from ledger.core.text import ControlCharacter, TextTooLong
from ledger.services.journal import LONGEST, DateTooEarly, EntryOfALoan, reverse
from ledger.services.loan_changes import (
    HeirOwesAlready,
    PeriodsOutOfRange,
    extend,
    hand_over,
    reschedule,
)
from ledger.services.loan_charges import NeitherFineNorFee, charge, charge_fines, waive
from ledger.services.loan_disbursing import PaidOutInPart, disburse
from ledger.services.loan_life import close_loan, recover, refund, repay, undo
from ledger.services.loan_losses import move_overdue, write_off
from ledger.services.loan_work import DisbursedAboveAgreed
from ledger.services.loans import NothingTold, record
from tests.books.postings import money_out, posted
from tests.conftest import TODAY, Books, new_club
from tests.core.loan_examples import BEGUN_ON, LENT, day
from tests.services.loan_desk import CAPITAL, VOTED, Desk, lending_club
from tests.services.test_services_loans_life import LEVEL_IN_PARTS

HUGE = 10**30
FINE = Charge(Component.FINE, 5_000, TODAY)

Act = Callable[..., object]
Case = tuple[type[LedgerError], Act, tuple[object, ...], dict[str, object]]

CASES: tuple[Case, ...] = (
    (PaymentNotAboveZero, repay, (2,), {"on": TODAY, "amount": 0}),
    (PaymentNotAboveZero, repay, (2,), {"on": TODAY, "amount": -1}),
    (AmountTooLarge, repay, (2,), {"on": TODAY, "amount": HUGE}),
    (PaymentNotAboveZero, disburse, (1,), {"on": TODAY, "amount": 0}),
    (PaymentNotAboveZero, disburse, (1,), {"on": TODAY, "amount": -LENT}),
    (PaymentNotAboveZero, refund, (2,), {"on": TODAY, "amount": 0}),
    (PaymentNotAboveZero, write_off, (2,), {"on": TODAY, "amount": 0, "because": VOTED}),
    (PaymentNotAboveZero, charge, (2, replace(FINE, amount=-1)),
     {"on": TODAY, "because": VOTED}),
    (PaymentNotAboveZero, waive, (2,),
     {"on": TODAY, "component": Component.INTEREST, "amount": 0, "because": VOTED}),
    (UnknownLoan, disburse, (HUGE,), {"on": TODAY}),
    (UnknownLoan, repay, (0,), {"on": TODAY, "amount": 5}),
    (UnknownLoan, repay, (-1,), {"on": TODAY, "amount": 5}),
    (UnknownLoan, repay, (9,), {"on": TODAY, "amount": 5}),
    (UnknownLoan, repay, (HUGE,), {"on": TODAY, "amount": 5}),
    (StepNotLawful, repay, (1,), {"on": TODAY, "amount": 5}),
    (StepNotLawful, repay, (2,), {"on": BEGUN_ON - dt.timedelta(days=1), "amount": 5}),
    (StepNotLawful, repay, (4,), {"on": TODAY, "amount": 5}),
    (ClosedWithMoneyOpen, repay, (4,), {"on": day(1, 15), "amount": 5}),
    (StepNotLawful, close_loan, (4,), {"on": TODAY}),
    (StepNotLawful, close_loan, (2,), {"on": TODAY}),
    (StepNotLawful, recover, (2,), {"on": TODAY, "amount": 5}),
    (StepNotLawful, extend, (1,), {"on": TODAY, "periods": 1, "because": VOTED}),
    (StepTooEarly, disburse, (1,), {"on": day(1, 7)}),
    (PeriodNotOpen, disburse, (1,), {"on": day(1, 20)}),
    (DisbursedTwice, disburse, (2,), {"on": TODAY}),
    (DisbursedTwice, disburse, (2,), {"on": day(1, 9)}),
    (PaidOutInPart, disburse, (1,), {"on": TODAY, "amount": LENT - 1}),
    (DateAfterTomorrow, repay, (2,), {"on": TODAY + dt.timedelta(days=2), "amount": 5}),
    (DateTooEarly, repay, (2,), {"on": dt.date(1989, 12, 31), "amount": 5}),
    (DateTooEarly, extend, (2,), {"on": dt.date.min, "periods": 1, "because": VOTED}),
    (DateAfterTomorrow, charge_fines, (), {"on": dt.date.max}),
    (DateAfterTomorrow, move_overdue, (), {"on": dt.date.max}),
    (RefundAboveHeld, refund, (2,), {"on": TODAY, "amount": 1}),
    (WaivedAboveOwed, waive, (2,),
     {"on": TODAY, "component": Component.PRINCIPAL, "amount": 5, "because": VOTED}),
    (NeitherFineNorFee, charge, (2, replace(FINE, component=Component.PRINCIPAL)),
     {"on": TODAY, "because": VOTED}),
    (WrittenOffAboveOwed, write_off, (2,),
     {"on": TODAY, "amount": LENT + 1, "because": VOTED}),
    (WrittenOffAboveOwed, write_off, (2,),
     {"on": TODAY, "from_allowance": -1, "because": VOTED}),
    (PeriodsOutOfRange, extend, (2,), {"on": TODAY, "periods": 0, "because": VOTED}),
    (PeriodsOutOfRange, extend, (2,), {"on": TODAY, "periods": -1, "because": VOTED}),
    (PeriodsOutOfRange, extend, (2,), {"on": TODAY, "periods": 601, "because": VOTED}),
    (PeriodsOutOfRange, extend, (2,), {"on": TODAY, "periods": HUGE, "because": VOTED}),
    (ExtensionTooLong, extend, (2,), {"on": TODAY, "periods": 7, "because": VOTED}),
    (PartsNotAgreed, reschedule, (2,), {"on": TODAY, "parts": (), "because": VOTED}),
    (PartsDoNotAddUp, reschedule, (2,),
     {"on": TODAY, "parts": [AgreedPart(day(6), LENT - 1)], "because": VOTED}),
    (PrincipalNotAboveZero, reschedule, (2,),
     {"on": TODAY, "parts": [AgreedPart(day(6), LENT + 1), AgreedPart(day(7), -1)],
      "because": VOTED}),
    (DatesOutOfOrder, reschedule, (2,),
     {"on": TODAY, "parts": [AgreedPart(TODAY, LENT)], "because": VOTED}),
    (NotAMember, hand_over, (2,), {"on": TODAY, "heir_no": 0, "because": VOTED}),
    (NotAMember, hand_over, (2,), {"on": TODAY, "heir_no": 99, "because": VOTED}),
    (NotAMember, hand_over, (2,), {"on": TODAY, "heir_no": HUGE, "because": VOTED}),
    (HeirOwesAlready, hand_over, (2,), {"on": TODAY, "heir_no": 2, "because": VOTED}),
    (NothingToUndo, undo, (2, 0), {"because": VOTED}),
    (NothingToUndo, undo, (2, -1), {"because": VOTED}),
    (NothingToUndo, undo, (2, 2), {"because": VOTED}),
    (NothingToUndo, undo, (2, HUGE), {"because": VOTED}),
    (StepNotLawful, undo, (4, 1), {"because": VOTED}),
    (TextTooLong, undo, (2, 1), {"because": replace(VOTED, reason="x" * (LONGEST + 1))}),
    (ControlCharacter, repay, (2,), {"on": TODAY, "amount": 5, "narration": "a\0b"}),
    (EntryOfALoan, reverse, (2, "Ghi nhầm"), {}),
    (NothingTold, record, ([],), {}),
)  # fmt: skip
"""Loan 1 is not paid out, 2 is owed, 4 was paid back and closed in January, which is closed."""


@pytest.fixture(scope="module")
def desk(shared_engine: Engine) -> Desk:
    desk = lending_club(new_club(shared_engine, "REFUSED"))
    january = desk.on(day(1, 31))
    for loan_no in (2, 4):
        january.does(disburse, loan_no, on=BEGUN_ON)
    january.does(repay, 4, on=BEGUN_ON, amount=LENT)
    january.does(close_loan, 4, on=day(1, 16))
    desk.closes("2026-01")
    return desk


@pytest.mark.parametrize(
    ("error", "act", "said", "more"), CASES,
    ids=[f"{act.__name__}-{error.__name__}-{n}" for n, (error, act, _, _) in enumerate(CASES)],
)  # fmt: skip
def test_it_is_refused_and_nothing_is_written(
    desk: Desk,
    error: type[LedgerError],
    act: Act,
    said: tuple[object, ...],
    more: dict[str, object],
) -> None:
    desk.refuses(error, partial(act, **more), *said)


def test_no_more_is_paid_out_than_the_fund_has(shared_books: Books) -> None:
    desk = lending_club(shared_books)
    posted(shared_books, money_out(CAPITAL - LENT + 1, TODAY))
    assert desk.refuses(BeyondTheFund, disburse, 1, on=TODAY) == {
        "amount": LENT, "available": LENT - 1,
    }  # fmt: skip


def test_a_second_loan_is_not_paid_out_where_the_rules_allow_one(shared_books: Books) -> None:
    desk = lending_club(shared_books)
    desk.does(disburse, 4, on=BEGUN_ON)
    assert desk.refuses(LoansRunning, disburse, 3, on=TODAY) == {"running": 1, "most": 1}


def test_parts_of_a_loan_are_together_no_more_than_was_agreed(shared_books: Books) -> None:
    desk = lending_club(shared_books, contracts=(LEVEL_IN_PARTS,))
    desk.does(disburse, 1, on=BEGUN_ON, amount=LENT - 1)
    assert desk.refuses(DisbursedAboveAgreed, disburse, 1, on=TODAY, amount=2) == {
        "amount": LENT + 1, "agreed": LENT,
    }  # fmt: skip


def test_a_loan_is_written_off_once_and_a_payment_undone_only_with_the_money(
    shared_books: Books,
) -> None:
    desk = lending_club(shared_books)
    desk.does(disburse, 2, on=BEGUN_ON)
    desk.does(repay, 2, on=TODAY, amount=1_240_000)
    posted(shared_books, money_out(CAPITAL - LENT + 1_000_000, TODAY))
    desk.refuses(CashBelowZero, undo, 2, 2, because=VOTED)
    desk.does(write_off, 2, on=TODAY, amount=5_000_000, because=VOTED)
    assert desk.refuses(WrittenOffTwice, write_off, 2, on=TODAY, because=VOTED) == {
        "first_on": TODAY,
    }  # fmt: skip
