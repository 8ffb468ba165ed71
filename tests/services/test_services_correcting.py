"""Mistakes put right: alone on the same day, by a second person later; months and years closed."""

import datetime as dt
from dataclasses import replace

import pytest

from ledger.books.approvals import State, Verdict
from ledger.books.engine import reading
from ledger.books.entries import entry_of
from ledger.books.refusals import EntryAlreadyReversed, UnknownEntry
from ledger.core.acts.capital import (
    CapitalLent,
    LentCapitalReturned,
    MemberCapitalPaid,
    MemberCapitalReturned,
)
from ledger.core.acts.correcting import (
    EntryCorrected,
    Instead,
    MonthClosed,
    NotInItsPlace,
    SumNotOfOneMove,
    UsedSince,
    YearClosed,
)
from ledger.core.acts.income import Donation, Dues, DuesOfMany
from ledger.core.acts.lending import LoanPaidOut, LoanRepaid
from ledger.core.acts.moves import FundsTransferred
from ledger.core.acts.shared import Act, Area, SeveralRefused, SumNotAboveZero
from ledger.core.acts.spending import AdvanceGiven, HardshipHelp, Spending
from ledger.core.errors import LedgerError
from ledger.core.loans.written import read, write
from ledger.core.periods import PeriodNotOpen
from ledger.core.text import WordsMissing
from ledger.services.act_kinds import KINDS
from ledger.services.doing import Done, Outcome
from ledger.services.periods import NothingToClose
from tests.conftest import TODAY, Books
from tests.core.loan_examples import EQUAL_PARTS
from tests.services.act_office import Office, office
from tests.services.loan_desk import lending_club
from tests.services.treasury_desk import DAT, LUA, treasury, verified

REASON = "Ghi nhầm"
NEXT_MONTH = dt.date(2026, 4, 2)


def asked(room: Office, name: str, act: object) -> int:
    """Let the treasurer do an act at once, and return its entry's number."""
    return done(room.asks(name, act)).entries[0][0]


def done(outcome: Outcome) -> Done:
    assert outcome.done is not None
    return outcome.done


def instead(name: str, act: Act) -> Instead:
    assert type(act) is KINDS[name].told
    return Instead(act=name, content=write(act))


def refused(room: Office, error: type[LedgerError], value: object) -> dict[str, object]:
    """Return the facts of a correction's refusal, by which no row was written."""
    before = room.desk.rows()
    with pytest.raises(error) as found:
        room.asks("correct", value)
    assert room.desk.rows() == before
    return found.value.facts()


def told(room: Office, entry_no: int) -> tuple[object, ...]:
    with reading(room.desk.books.engine) as connection:
        one = entry_of(connection, room.desk.books.club.club_id, entry_no)
    return one.occurred_on, one.true_on, one.narration, one.payer_name, one.approved_by


def test_what_is_asked_of_a_correction_is_read_as_it_was_written() -> None:
    right = instead("dues", Dues(member_no=DAT, amount=5, months=("2026-03",), occurred_on=TODAY))
    for value in (
        EntryCorrected(entry_no=7, reason=REASON),
        EntryCorrected(entry_no=7, reason=REASON, amount=5_000),
        EntryCorrected(entry_no=7, reason=REASON, instead=right),
    ):
        assert read(EntryCorrected, write(value)) == value


def test_an_own_slip_of_today_is_put_right_alone_and_shown(shared_books: Books) -> None:
    desk = treasury(shared_books)
    room = office(desk)
    gift = Donation(amount=5_000_000, payer_name="Bà Tư", occurred_on=dt.date(2026, 3, 9))
    wrong = asked(room, "donation", gift)
    outcome = room.asks("correct", EntryCorrected(entry_no=wrong, reason=REASON, amount=500_000))
    assert [voucher for _, voucher in done(outcome).entries] == ["KT 1", "PT 3"]
    assert outcome.approval_no is not None
    assert room.approval(outcome.approval_no).state is State.LISTED
    right = done(outcome).entries[1][0]
    assert told(room, right) == (
        TODAY, dt.date(2026, 3, 9), "Ủng hộ Sổ Tấm lòng vàng", "Bà Tư", None,
    )  # fmt: skip
    assert desk.money("activity") == {"111": 500_000, "5113": -500_000}
    assert room.decides(outcome.approval_no, Verdict.SEEN).state is State.SEEN
    verified(desk)


def test_another_act_takes_the_place_of_a_wrong_one_though_the_box_is_empty(
    shared_books: Books,
) -> None:
    desk = treasury(shared_books, capital=0)
    room = office(desk)
    asked(room, "donation", Donation(amount=100_000, fund="mutual", occurred_on=TODAY))
    wrong = asked(room, "hardship", HardshipHelp(member_no=LUA, amount=100_000, occurred_on=TODAY))
    right = HardshipHelp(member_no=DAT, amount=90_000, note="Thăm ốm", occurred_on=TODAY)
    value = EntryCorrected(entry_no=wrong, reason=REASON, instead=instead("hardship", right))
    entries = done(room.asks("correct", value)).entries
    assert told(room, entries[1][0]) == (TODAY, None, "Thăm ốm", "Quách Văn Đạt", None)
    assert desk.money("mutual") == {"111": 10_000, "5113": -100_000, "6424": 90_000}
    again = EntryCorrected(entry_no=wrong, reason=REASON)
    assert refused(room, EntryAlreadyReversed, again) == {"entry_no": wrong, "by": entries[0][0]}
    verified(desk)


def test_a_slip_of_yesterday_or_of_another_waits_for_a_second_person(shared_books: Books) -> None:
    desk = treasury(shared_books)
    room = office(desk)
    value = EntryCorrected(
        entry_no=asked(room, "donation", Donation(amount=70_000, occurred_on=TODAY)),
        reason=REASON, amount=7_000,
    )  # fmt: skip
    assert room.asks("correct", value, by=room.chair).waits
    desk.closes("2026-01", "2026-02", "2026-03")
    later = office_of(room, NEXT_MONTH)
    outcome = later.asks("correct", value)
    assert outcome.waits
    assert outcome.approval_no is not None
    decided = later.approves(outcome.approval_no)
    assert decided.done is not None
    for (entry_no, _), day in zip(decided.done.entries, (None, TODAY), strict=True):
        occurred_on, true_on, *_, approved_by = told(room, entry_no)
        assert (occurred_on, true_on) == (NEXT_MONTH, day)
        assert approved_by is not None
    assert later.desk.money("activity") == {"111": 7_000, "5113": -7_000}
    verified(later.desk)


def office_of(room: Office, today: dt.date) -> Office:
    """Return the same office on another day."""
    return replace(room, desk=room.desk.on(today))


def test_no_correction_pays_out_alone_what_would_have_waited(shared_books: Books) -> None:
    desk = treasury(shared_books)
    room = office(desk)
    gift = asked(room, "donation", Donation(amount=9_000_000, occurred_on=TODAY))
    spent = asked(room, "spending", Spending(area=Area.HEALTH, amount=200_000, occurred_on=TODAY))
    more = Spending(area=Area.HEALTH, amount=2_000_001, occurred_on=TODAY)
    by_sum = EntryCorrected(entry_no=spent, reason=REASON, amount=2_000_001)
    assert room.asks("correct", by_sum).waits
    by_act = EntryCorrected(entry_no=spent, reason=REASON, instead=instead("spending", more))
    assert room.asks("correct", by_act).waits
    received = EntryCorrected(entry_no=gift, reason=REASON, amount=8_000_000)
    assert not room.asks("correct", received).waits
    assert desk.money("activity") == {"111": 7_800_000, "5113": -8_000_000, "6422": 200_000}


def test_what_was_used_since_cannot_be_taken_back(shared_books: Books) -> None:
    desk = treasury(shared_books)
    room = office(desk)
    paid_in = asked(
        room, "capital", MemberCapitalPaid(member_no=LUA, amount=100_000, occurred_on=TODAY)
    )
    asked(
        room, "capital-return",
        MemberCapitalReturned(member_no=LUA, amount=80_000, occurred_on=TODAY),
    )  # fmt: skip
    less = EntryCorrected(entry_no=paid_in, reason=REASON, amount=79_999)
    assert refused(room, UsedSince, less) == {"entry_no": paid_in, "account": "4114", "short": 1}
    lent = asked(
        room, "lent-capital", CapitalLent(lender="Ông Tư", amount=900_000, occurred_on=TODAY)
    )
    asked(
        room, "lent-capital-return",
        LentCapitalReturned(lender="Ông Tư", amount=500_000, occurred_on=TODAY),
    )  # fmt: skip
    sixth = CapitalLent(lender="Bà Sáu", amount=900_000, occurred_on=TODAY)
    other = EntryCorrected(entry_no=lent, reason=REASON, instead=instead("lent-capital", sixth))
    assert refused(room, UsedSince, other) == {
        "entry_no": lent, "account": "341", "short": 500_000,
    }  # fmt: skip
    room.asks("correct", EntryCorrected(entry_no=paid_in, reason=REASON, amount=80_000))
    assert desk.money() == {"111": 50_400_000, "341": -400_000, "4111": -50_000_000}
    verified(desk)


def test_what_no_correction_can_be_is_refused_by_name(shared_books: Books) -> None:
    desk = treasury(shared_books)
    room = office(desk)
    gift = asked(room, "donation", Donation(amount=900_000, occurred_on=TODAY))
    moved = asked(
        room, "fund-transfer",
        FundsTransferred(
            fund="activity", receiving="mutual", amount=5, decision="họp", occurred_on=TODAY
        ),
    )  # fmt: skip
    list_of_dues = DuesOfMany(dues=(), occurred_on=TODAY)
    nameless = AdvanceGiven(member_no=LUA, amount=0, purpose="", occurred_on=TODAY)
    for error, value in (
        (UnknownEntry, EntryCorrected(entry_no=2**70, reason=REASON)),
        (WordsMissing, EntryCorrected(entry_no=gift, reason=" ")),
        (SumNotAboveZero, EntryCorrected(entry_no=gift, reason=REASON, amount=0)),
        (SumNotOfOneMove, EntryCorrected(entry_no=moved, reason=REASON, amount=6)),
        (
            NotInItsPlace,
            EntryCorrected(
                entry_no=gift, reason=REASON, instead=instead("dues-of-many", list_of_dues)
            ),
        ),
        (
            NotInItsPlace,
            EntryCorrected(
                entry_no=gift,
                reason=REASON,
                amount=1,
                instead=instead("donation", Donation(amount=5, occurred_on=TODAY)),
            ),
        ),
        (
            NotInItsPlace,
            EntryCorrected(entry_no=gift, reason=REASON, instead=Instead(act="dues", content="{}")),
        ),
        (
            SeveralRefused,
            EntryCorrected(entry_no=gift, reason=REASON, instead=instead("advance", nameless)),
        ),
    ):
        refused(room, error, value)


def test_a_repayment_is_put_right_through_its_loan(shared_books: Books) -> None:
    desk = lending_club(shared_books, contracts=(EQUAL_PARTS,))
    room = office(desk)
    asked(room, "pay-out", LoanPaidOut(loan_no=1, on=TODAY))
    paid = asked(room, "repay", LoanRepaid(loan_no=1, on=TODAY, amount=50_000))
    owed = desk.loan(1).balance
    gift = instead("donation", Donation(amount=5_000, occurred_on=TODAY))
    refused(room, NotInItsPlace, EntryCorrected(entry_no=paid, reason=REASON, instead=gift))
    outcome = room.asks("correct", EntryCorrected(entry_no=paid, reason=REASON, amount=5_000))
    assert done(outcome).loan_no == 1
    assert desk.loan(1).balance == owed + 45_000
    verified(desk)


def test_months_and_years_are_closed_by_a_second_person(shared_books: Books) -> None:
    desk = treasury(shared_books)
    room = office(desk)
    asked(room, "donation", Donation(amount=900_000, occurred_on=TODAY))
    for period in ("2026-01", "2026-02", "2026-03"):
        outcome = room.asks("close-month", MonthClosed(period=period))
        assert outcome.waits
        assert room.approves(outcome.approval_no or 0).state is State.DONE
    late = Donation(amount=5, occurred_on=TODAY)
    with pytest.raises(PeriodNotOpen):
        room.asks("donation", late)
    next_year = office_of(room, dt.date(2027, 1, 3))
    last = Donation(amount=100_000, occurred_on=dt.date(2026, 12, 30))
    next_year.asks("donation", last)
    outcome = next_year.asks("close-year", YearClosed(year=2026))
    assert outcome.waits
    assert next_year.approves(outcome.approval_no or 0).state is State.DONE
    assert next_year.desk.money("activity") == {"111": 1_000_000, "4311": -1_000_000}
    verified(next_year.desk)


def test_no_month_and_no_year_of_the_calendar_is_refused_by_name(shared_books: Books) -> None:
    room = office(treasury(shared_books))
    for period in ("2026-13", "", "2026", "2026-12"):
        with pytest.raises(PeriodNotOpen):
            room.asks("close-month", MonthClosed(period=period))
    for year in (-1, 10**9):
        with pytest.raises(NothingToClose):
            room.asks("close-year", YearClosed(year=year))
