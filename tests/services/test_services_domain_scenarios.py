"""The clubs and cases of DOMAIN.md, section 11, each by its name and with its published numbers."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest
from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.engine import transaction
from ledger.books.loans import StoredLoan, add_loans
from ledger.core.acts.capital import CapitalLent
from ledger.core.loans.calendar import Interval
from ledger.core.loans.choices import InterestMethod, PrincipalMethod
from ledger.core.loans.day_count import DayCount
from ledger.core.loans.events import Repayment
from ledger.core.loans.granting import LoanAboveLimit
from ledger.core.loans.indicators import fund_utilisation
from ledger.core.loans.making import make_schedule
from ledger.core.loans.rate import Rate, RateAboveCap, check_rate
from ledger.core.loans.steps import LoanStage
from ledger.core.loans.terms import LoanTerms
from ledger.core.outcomes.targets import Measured, Standing, Target, TargetFigures, measured
from ledger.services.acts import record_act
from ledger.services.fund_health import capital_of
from ledger.services.loan_disbursing import disburse
from ledger.services.loan_losses import write_off
from ledger.services.loan_work import Told
from ledger.services.loans import record
from ledger.services.targets import targets_of
from tests.conftest import NOW, TODAY, Books
from tests.services.loan_desk import VOTED, Desk
from tests.services.scenario_club import LENT_ON, Someone, lent_and_in_cash, scenario_club

ON_ONE_DATABASE = pytest.mark.parametrize("shared_database", ["sqlite"], indirect=True)
"""What is asked of the databases here is asked of both in the tests of each service."""

ONE_PERCENT = Rate.percent(1)
JANUARY, FEBRUARY, DECEMBER = (dt.date(2026, month, 10) for month in (1, 2, 12))
MILLION = 1_000_000


def stands(club: TargetFigures, target: Target) -> Standing:
    """Return where a club stands to one of the targets."""
    return next(one.standing for one in measured(club) if one.target is target)


def targets_today(connection: Connection, club: StoredClub) -> dict[Target, Measured]:
    """Return the figures of the targets today."""
    (found,) = targets_of(connection, [club], TODAY)
    return {one.target: one for one in found}


def grant(club: Desk, loan_no: int, principal: int, member_no: int = 1) -> None:
    """Let the club agree to a loan at 1 % a month that is not paid out yet."""
    loan = StoredLoan(
        loan_no, f"KV{loan_no:02d}", member_no, LENT_ON, principal, 12, 10_000, "bullet", "Nuôi gà"
    )
    with transaction(club.books.engine) as connection:
        add_loans(connection, club.books.club.club_id, [loan], NOW)


def interest(club: Desk) -> tuple[int, int]:
    """Return what 1 % a month on all that is lent comes to, in a month and in a year."""
    lent, _ = lent_and_in_cash(club)
    return int(ONE_PERCENT.share * lent), int(ONE_PERCENT.share * lent * 12)


@ON_ONE_DATABASE
def test_1_hanh_phuc_lends_to_46_per_cent_just_under_the_half(shared_books: Books) -> None:
    older, younger = Someone(birth_year=1960), Someone(birth_year=1990)
    people = (older,) * 36 + (younger,) * 14
    principals = (6_000_000,) * 19 + (5_000_000,) * 4
    club = scenario_club(shared_books, people, principals, capital=[("4111", 150 * MILLION)])
    assert len(principals) == 23
    assert lent_and_in_cash(club)[0] == 134 * MILLION
    assert 134 * MILLION // 23 == 5_826_086
    assert interest(club) == (1_340_000, 16_080_000)
    found = club.asks(targets_today)
    assert found[Target.MEMBERS].standing is Standing.MET
    borrowers = found[Target.BORROWERS]
    assert (borrowers.numerator, borrowers.denominator) == (23, 50)
    assert borrowers.share == Fraction(46, 100)
    assert borrowers.standing is Standing.BELOW
    assert found[Target.OLDER_55].share == Fraction(72, 100)
    assert found[Target.OLDER_55].standing is Standing.ABOVE
    assert found[Target.WOMEN].standing is Standing.NOT_KNOWN


@ON_ONE_DATABASE
def test_2_di_trach_has_more_members_than_the_rule_and_12_borrowers(shared_books: Books) -> None:
    principals = (7_000_000,) * 8 + (6_000_000,) * 4
    club = scenario_club(
        shared_books, (Someone(),) * 80, principals, capital=[("4113", 80 * MILLION)]
    )
    assert (len(principals), lent_and_in_cash(club)) == (12, (80 * MILLION, 0))
    assert interest(club) == (800_000, 9_600_000)
    found = club.asks(targets_today)
    assert (found[Target.MEMBERS].numerator, found[Target.MEMBERS].standing) == (
        80, Standing.ABOVE,
    )  # fmt: skip
    assert found[Target.BORROWERS].share == Fraction(15, 100)


@ON_ONE_DATABASE
def test_3_luong_son_lends_26_loans_of_its_59_million(shared_books: Books) -> None:
    people = (Someone(birth_year=1961),) * 32 + (Someone(birth_year=1980),) * 18
    loans = (2_292_000,) * 25 + (2_300_000,)
    capital = [("4111", 59_600_000), ("4114", 50 * 20_000)]
    club = scenario_club(shared_books, people, loans, capital=capital)
    lent, cash = lent_and_in_cash(club)
    assert (len(loans), lent, lent + cash) == (6 + 17 + 3, 59_600_000, 60_600_000)
    assert 59_600_000 // 26 == 2_292_307
    (year,) = club.asks(capital_of, TODAY)
    assert (year.net("4111"), year.net("4114")) == (59_600_000, 1_000_000)
    older = club.asks(targets_today)[Target.OLDER_55]
    assert (older.share, older.standing) == (Fraction(64, 100), Standing.MET)


@ON_ONE_DATABASE
def test_4_phuoc_tan_4_lends_50_of_its_60_million_at_launch(shared_books: Books) -> None:
    club = scenario_club(
        shared_books, (Someone(),) * 56, (10 * MILLION,) * 5, capital=[("4113", 60 * MILLION)]
    )
    assert lent_and_in_cash(club) == (50 * MILLION, 10 * MILLION)
    assert interest(club)[0] == 500_000


def test_5_bac_lieu_has_lent_80_per_cent_of_its_funds() -> None:
    fund, lent = 2_311_750_000, 1_849_255_000
    left = fund - lent
    assert left == 462_495_000
    assert fund_utilisation(TODAY, lent, left, 0).percent() == Fraction("79.99")


@ON_ONE_DATABASE
def test_6_pho_giua_keeps_its_seed_apart_from_what_it_mobilised(shared_books: Books) -> None:
    club = scenario_club(
        shared_books, (Someone(),) * 50, capital=[("4112", 20 * MILLION), ("4113", 29 * MILLION)]
    )
    (year,) = club.asks(capital_of, TODAY)
    by_account = {one.account: one.closing for one in year.sources if one.closing}
    assert by_account == {"4112": 20 * MILLION, "4113": 29 * MILLION}
    assert (year.own.closing, year.new_capital, year.earned) == (49 * MILLION, 49 * MILLION, 0)
    assert year.growth.share is None  # there was nothing that could grow


@ON_ONE_DATABASE
def test_7_phu_nghia_s_member_borrows_again_and_more_up_to_the_ceiling(
    shared_books: Books,
) -> None:
    people = (Someone(), Someone(), Someone())
    capital = [("4111", 200 * MILLION)]
    club = scenario_club(shared_books, people, (5 * MILLION,), capital=capital)
    back = Told(loan_no=1, event=Repayment(number=0, occurred_on=FEBRUARY, amount=5_050_000))
    club.does(record, [back])
    assert club.loan(1).stage is LoanStage.REPAID
    grant(club, 2, 50 * MILLION)
    club.does(disburse, 2, on=TODAY)
    assert lent_and_in_cash(club)[0] == 50 * MILLION
    grant(club, 3, 50 * MILLION + 1, member_no=2)
    assert club.refuses(LoanAboveLimit, disburse, 3, on=TODAY) == {
        "amount": 50 * MILLION + 1, "most": 50 * MILLION,
    }  # fmt: skip


def test_8_the_vsla_of_dien_bien_takes_630_000_of_flat_interest() -> None:
    terms = LoanTerms(
        rate=Rate.percent("1.5"), instalments=6, interest=InterestMethod.FLAT,
        repayment=PrincipalMethod.EQUAL_INSTALMENTS,
    )  # fmt: skip
    assert sum(make_schedule(terms, 7 * MILLION, JANUARY).interests) == 630_000


def test_9_two_per_cent_a_month_is_24_a_year_and_refused() -> None:
    with pytest.raises(RateAboveCap) as refused:
        check_rate(Rate.percent(2))
    assert refused.value.facts() == {"rate": Fraction(24, 100), "cap": Fraction(20, 100)}
    unlawful = TargetFigures(running=10, within_ceiling=9, within_law=9)
    assert stands(unlawful, Target.LEGAL_INTEREST) is Standing.BELOW
    assert stands(replace(unlawful, within_law=10), Target.LEGAL_INTEREST) is Standing.MET


def test_10_the_same_334_days_cost_550_000_by_months_and_549_041_by_days() -> None:
    assert (DECEMBER - JANUARY).days == 334
    by_months = LoanTerms(rate=ONE_PERCENT, instalments=1, interval=Interval(11))
    assert make_schedule(by_months, 5 * MILLION, JANUARY).interests == (550_000,)
    by_days = replace(by_months, day_count=DayCount.ACTUAL_365)
    assert make_schedule(by_days, 5 * MILLION, JANUARY).interests == (549_041,)
    each = replace(by_days, instalments=11, interval=Interval(1))
    interests = make_schedule(each, 5 * MILLION, JANUARY).interests
    assert set(interests) == {50_959, 49_315, 46_027}
    assert sum(interests) == 549_041


@ON_ONE_DATABASE
def test_11_capital_to_be_returned_is_no_capital_of_the_club(shared_books: Books) -> None:
    club = scenario_club(shared_books, (Someone(),) * 3, capital=[("4112", 20 * MILLION)])
    lent = CapitalLent(lender="Ông Lê Văn Tư", amount=10 * MILLION, occurred_on=TODAY)
    club.does(record_act, lent)
    (year,) = club.asks(capital_of, TODAY)
    assert (year.lent.account, year.lent.closing) == ("341", 10 * MILLION)
    assert (year.own.closing, year.new_capital) == (20 * MILLION, 20 * MILLION)


@ON_ONE_DATABASE
def test_13_a_loan_is_given_up_by_the_meeting_after_a_death(shared_books: Books) -> None:
    capital = [("4111", 20 * MILLION)]
    club = scenario_club(shared_books, (Someone(),) * 3, (5 * MILLION,), capital=capital)
    club.does(write_off, 1, on=TODAY, because=VOTED)
    assert club.loan(1).stage is LoanStage.WRITTEN_OFF
    assert club.loan(1).off_books == 5 * MILLION  # followed beside the books, as on account 004
    money = club.money()
    assert (money["635"], money.get("1321", 0), money.get("1322", 0)) == (5 * MILLION, 0, 0)
    (year,) = club.asks(capital_of, TODAY)
    assert (year.own.closing, year.earned) == (15 * MILLION, -5 * MILLION)
