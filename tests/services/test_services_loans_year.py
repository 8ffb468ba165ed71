"""A whole year of a club's lending, worked by hand to its trial balance of 31 December."""

import datetime as dt

from ledger.books.engine import transaction
from ledger.core.clubs import ClubRules
from ledger.core.journal import EntryKind
from ledger.core.loans.choices import PrincipalMethod
from ledger.core.loans.contract import Contract
from ledger.core.loans.parts import Component
from ledger.core.loans.rate import Rate
from ledger.core.loans.standing import Charge
from ledger.core.loans.steps import LoanStage
from ledger.core.loans.terms import LoanTerms
from ledger.core.posting_rules import ACTIVITY, MUTUAL, allowance_made
from ledger.services.loan_changes import hand_over
from ledger.services.loan_charges import charge
from ledger.services.loan_disbursing import disburse
from ledger.services.loan_life import close_loan, recover, repay
from ledger.services.loan_losses import move_overdue, write_off
from ledger.services.verify import verify
from tests.books.postings import of_kind, other, posted
from tests.conftest import Books
from tests.core.loan_examples import day
from tests.services.loan_desk import VOTED, Desk, lending_club, set_rules

YEAR = 2025


def on(month: int, of_month: int = 10) -> dt.date:
    return day(month, of_month, YEAR)


def bullet(months: int) -> Contract:
    """Return the clubs' usual loan: 1 % a month, the principal at the end."""
    terms = LoanTerms(rate=Rate.percent(1), instalments=months)
    return Contract(terms=terms)


def equal_parts(months: int) -> Contract:
    terms = LoanTerms(
        rate=Rate.percent(1), instalments=months, repayment=PrincipalMethod.EQUAL_PRINCIPAL
    )
    return Contract(terms=terms)


def pays(desk: Desk, loan_no: int, month: int, amount: int) -> None:
    desk.on(on(month)).does(repay, loan_no, on=on(month), amount=amount)


def first_half(desk: Desk) -> None:
    """Lend 12, 6 and 5 million; all pay on their days, and the third borrower dies in June."""
    for loan_no, month in ((1, 1), (2, 1)):
        desk.on(on(month)).does(disburse, loan_no, on=on(month))
    for month in range(2, 8):
        pays(desk, 1, month, 1_000_000 + 10_000 * (14 - month))
        if month < 7:
            pays(desk, 2, month, 60_000)
        if month == 3:
            desk.on(on(3)).does(disburse, 3, on=on(3))
        if month in {4, 5}:
            pays(desk, 3, month, 50_000)
    june = desk.on(on(6, 20))
    june.does(hand_over, 3, on=on(6, 20), heir_no=4, because=VOTED)


def second_half(desk: Desk) -> None:
    """The second loan comes a month late, with a fine; the third is given up but for 400,000."""
    desk.on(on(7, 31)).does(move_overdue, on=on(7, 31))
    august = desk.on(on(8))
    fine = Charge(Component.FINE, 30_000, on(8), for_instalment=6)
    august.does(charge, 2, fine, on=on(8), because=VOTED)
    pays(desk, 2, 8, 6_000_000 + 60_000 + 30_000)
    august.does(close_loan, 2, on=on(8))
    for month in range(8, 13):
        pays(desk, 1, month, 1_000_000 + 10_000 * (14 - month))
        if month == 10:
            put_aside = other(allowance_made(2_000_000), on(10, 31))
            posted(desk.books, of_kind(put_aside, EntryKind.LOSS), today=on(10, 31))
        if month == 11:
            desk.on(on(11)).does(write_off, 3, on=on(11), because=VOTED, from_allowance=2_000_000)
    desk.on(on(12)).does(recover, 3, on=on(12), amount=400_000)


def test_a_year_s_trial_balance_is_the_one_worked_out_by_hand(shared_books: Books) -> None:
    """Interest: 120,000 to 20,000 of loan 1, 6 × 60,000 of loan 2, 2 × 50,000 of loan 3.

    770,000 + 360,000 + 100,000 = 1,230,000: half of it stays, 30 % and 20 % are given. The cash of
    the first fund: 30 million − 23 lent + 11 + 6 repaid + 1,230,000 + 30,000 fined + 400,000
    recovered − 615,000 given. Of what was recovered 350,000 pay interest of seven months.
    """
    contracts = (equal_parts(12), bullet(6), bullet(12))
    desk = lending_club(
        shared_books, contracts=contracts, principals=(12_000_000, 6_000_000, 5_000_000),
        began_on=on(1, 5), capital=30_000_000,
    ).on(on(12, 31))  # fmt: skip
    set_rules(desk, ClubRules(on(1, 4), shares=(50, 30, 20)))
    first_half(desk)
    second_half(desk)
    desk.closes(*(f"{YEAR}-{month:02d}" for month in range(1, 13)))
    assert desk.money() == {
        "111": 25_045_000, "1321": 1_000_000, "4111": -30_000_000,
        "5111": -615_000, "5118": -430_000, "635": 5_000_000,
    }  # fmt: skip
    assert desk.money(ACTIVITY) == {"111": 369_000, "5111": -369_000}
    assert desk.money(MUTUAL) == {"111": 246_000, "5111": -246_000}
    stages = [desk.loan(number).stage for number in (1, 2, 3)]
    assert stages == [LoanStage.ACTIVE, LoanStage.CLOSED, LoanStage.WRITTEN_OFF]
    assert desk.loan(3).off_books == 5_000_000 - 50_000
    with transaction(shared_books.engine) as connection:
        assert verify(connection, club=shared_books.club).faults == ()
