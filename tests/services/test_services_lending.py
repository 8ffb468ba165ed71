"""Who waits for a loan, and what the fund can lend, as the books have it."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from ledger.books.clubs import add_rules
from ledger.books.engine import reading, transaction
from ledger.books.lending import awaited, loans_changed_by_time, principal_history
from ledger.books.loans import loan_files
from ledger.core.clubs import ClubRules
from ledger.core.loans.allocation import Ahead
from ledger.core.loans.application import Asked, MeetingVote
from ledger.core.loans.calendar import Move, PayDays
from ledger.core.loans.contract import Recalculation
from ledger.core.loans.events import LoanEvent, Repayment, WriteOff
from ledger.core.loans.forecast import (
    FundMoney,
    LatenessHistory,
    awaited_of,
    lateness,
    lateness_of,
)
from ledger.core.loans.lending_rules import LendingRules, QueueKey
from ledger.core.loans.life import replay
from ledger.core.statements.lending import forecast_table, queue_table
from ledger.core.statements.scope import Scope
from ledger.services.applications import apply, appraise, vote
from ledger.services.granting import approve, disburse_application
from ledger.services.lending import LendingOutlook, lending_outlook
from ledger.services.loan_products import adopt, all_versions
from ledger.services.loan_work import Told
from ledger.services.loans import record
from tests.books.counted import Counted
from tests.conftest import NOW, TODAY, Books
from tests.services.lending_club import (
    ACCOUNTANT,
    ANH,
    APPLIED_ON,
    APPRAISAL,
    APPROVAL,
    ASKED,
    BEGUN_ON,
    BULLET,
    CAPITAL,
    DAT,
    EQUAL_PRINCIPAL,
    HEAD,
    LEVEL,
    LUA,
    TAKEN_BACK,
    TREASURER,
    VOTE,
    asked,
    granted,
    left_the_club,
    lending,
    lending_club,
    step,
)

DAY = dt.timedelta(days=1)
LATER = dt.date(2026, 9, 20)
"""A day on which some of the year's payments came, some came late, and some did not."""


@pytest.fixture
def club(shared_books: Books) -> Books:
    """Give a club that lends."""
    return lending_club(shared_books)


def outlook(books: Books, today: dt.date = TODAY) -> LendingOutlook:
    """Return the club's outlook on a day."""
    with reading(books.engine) as connection:
        return lending_outlook(connection, books.club, today)


def told(books: Books, *events: tuple[int, LoanEvent]) -> None:
    """Tell what happened to loans, by number."""
    with transaction(books.engine) as connection:
        everything = [Told(loan_no=number, event=event) for number, event in events]
        record(connection, books.club, everything, books.request(), today=LATER)


def back(month: int, amount: int, day: int = 10) -> Repayment:
    """Return a payment of 2026."""
    return Repayment(number=0, occurred_on=dt.date(2026, month, day), amount=amount)


def lend(books: Books, *wanted: Asked) -> None:
    """Grant and pay out loans; of the officers those act who do not borrow."""
    board = (HEAD, TREASURER, ACCOUNTANT)
    with transaction(books.engine) as connection:
        for one in wanted:
            first, second = [number for number in board if number != one.member_no][:2]
            voted = MeetingVote(TODAY, frozenset(board), frozenset({first, second}))
            number = apply(
                connection, books.club, one, books.request(), today=TODAY
            ).application_no  # fmt: skip
            given = connection, books.club, number
            looked_at = replace(APPRAISAL, by=first)
            appraise(*given, looked_at, books.request(), today=TODAY)
            vote(*given, voted, books.request(), today=TODAY)
            approve(*given, replace(APPROVAL, by=second), books.request(), today=TODAY)
            disburse_application(*given, books.request(), today=TODAY, on=TODAY)


# --- the queue -----------------------------------------------------------------------


def test_the_queue_goes_by_the_stored_classes_first_loans_and_days(club: Books) -> None:
    lend(club, replace(ASKED, member_no=HEAD, amount=1_000_000))
    told(club, (1, back(3, 1_000_000)))
    for member_no, more in (
        (HEAD, {}), (ACCOUNTANT, {}), (TREASURER, {"in_difficulty": True}), (LUA, {}), (DAT, {}),
        (ANH, {"applied_on": APPLIED_ON - DAY}),
    ):  # fmt: skip
        asked(club, replace(ASKED, member_no=member_no, **more))
    places = [turn.place for turn in outlook(club).turns]
    assert [one.waiting.member_no for one in places] == [
        ANH, DAT, LUA, TREASURER, ACCOUNTANT, HEAD,
    ]  # fmt: skip
    assert [one.behind for one in places] == [
        None, QueueKey.APPLIED_ON, QueueKey.POOR, QueueKey.NEAR_POOR, QueueKey.DIFFICULTY,
        QueueKey.FIRST_LOAN,
    ]  # fmt: skip
    assert [one.waiting.loans_before for one in places] == [0, 0, 0, 0, 0, 1]


def test_the_order_is_the_club_s_own(club: Books) -> None:
    lending(club, LendingRules(queue_order=(QueueKey.AMOUNT,)))
    for member_no, amount in ((DAT, 3_000_000), (LUA, 2_000_000), (ACCOUNTANT, 2_000_000)):
        asked(club, replace(ASKED, member_no=member_no, amount=amount))
    assert [turn.place.waiting.application_no for turn in outlook(club).turns] == [2, 3, 1]


def test_only_who_waits_is_in_the_queue(club: Books) -> None:
    for number, member_no in enumerate((LUA, DAT, ACCOUNTANT, HEAD), 1):
        assert asked(club, replace(ASKED, member_no=member_no)) == number
    step(club, APPRAISAL, 1)
    step(club, APPRAISAL, 3)
    step(club, VOTE, 3)
    step(club, APPROVAL, 3)
    step(club, TAKEN_BACK, 2)
    left_the_club(club, HEAD, TODAY)
    found = outlook(club)
    assert [turn.place.waiting.member_no for turn in found.turns] == [LUA]
    assert found.forecast.fund == FundMoney(cash=CAPITAL, approved=ASKED.amount)


def test_who_waits_gets_a_turn_when_the_fund_has_enough(club: Books) -> None:
    lend(club, replace(ASKED, member_no=LUA, amount=15_000_000, product_no=EQUAL_PRINCIPAL))
    asked(club, replace(ASKED, member_no=DAT, amount=6_000_000))
    asked(club, replace(ASKED, member_no=ACCOUNTANT, amount=5_000_000))
    found = outlook(club)
    assert found.forecast.fund == FundMoney(cash=5_000_000)
    assert [one.held_on for one in found.forecast.meetings[:2]] == [TODAY, dt.date(2026, 4, 10)]
    first, second = found.turns
    assert (first.meeting, first.held_on) == (2, dt.date(2026, 4, 10))
    assert (second.meeting, second.held_on) == (5, dt.date(2026, 7, 10))
    lending(club, LendingRules(may_pass=True))
    assert [turn.meeting for turn in outlook(club).turns] == [5, 1]


# --- the fund's money ----------------------------------------------------------------


def test_the_reserve_and_interest_of_other_funds_are_not_there_to_be_lent(club: Books) -> None:
    lending(club, LendingRules(reserve=700_000))
    lend(club, replace(ASKED, amount=10_000_000, instalments=10))
    told(club, (1, back(4, 80_000)))
    found = outlook(club, dt.date(2026, 4, 10)).forecast
    assert found.fund == FundMoney(cash=10_080_000, reserve=700_000, undivided=80_000)
    assert found.fund.free == 9_300_000
    drawn = forecast_table(Scope("HP", "Hạnh Phúc", TODAY, TODAY), found)
    assert [row.values[3] for row in drawn.rows[:6]] == [
        10_080_000, 0, -80_000, -700_000, 0, 9_300_000,
    ]  # fmt: skip


def test_what_is_turned_down_after_its_approval_is_promised_no_more(club: Books) -> None:
    granted(club)
    assert outlook(club).forecast.fund.approved == ASKED.amount
    step(club, TAKEN_BACK)
    assert outlook(club).forecast.fund.approved == 0


# --- what is awaited, and how it came before -----------------------------------------


def a_year(books: Books) -> None:
    """Let loans of several kinds be paid on time, late, early, not at all; one is written off."""
    six_loans(books)
    ahead = Repayment(
        number=0, occurred_on=dt.date(2026, 5, 10), amount=300_000, ahead=Ahead.NEXT
    )  # fmt: skip
    told(
        books,
        *((1, back(month, 19_200)) for month in range(4, 9)),
        *((2, back(month, 420_000, 10 if month < 6 else 25)) for month in range(4, 9)),
        (3, back(4, 1_000_000)), (3, ahead), (4, back(5, 900_000, 17)), (5, back(6, 500_000)),
        (6, WriteOff(number=0, occurred_on=dt.date(2026, 9, 15))),
    )  # fmt: skip


def six_loans(books: Books) -> None:
    """Pay out a loan of each of six products: 4 falls due at meetings, 5 bears interest on."""
    with transaction(books.engine) as connection:
        bullet, equal, level = all_versions(connection, books.club)[:3]
        at_meetings = replace(level.contract, pay_days=PayDays(Move.NEXT_MEETING, 17))
        bearing_on = replace(equal.contract, recalculation=Recalculation.ACTUAL)
        products = [
            replace(level, product_no=0, name="Họp", contract=at_meetings),
            replace(equal, product_no=0, name="Thực tế", contract=bearing_on),
            replace(bullet, product_no=0, name="Khác"),
        ]
        adopt(connection, books.club, products, books.request())
    lending(books, LendingRules(by_household=False), BEGUN_ON)
    borrowers = {
        LUA: BULLET, DAT: EQUAL_PRINCIPAL, ANH: LEVEL, HEAD: 6, TREASURER: 7, ACCOUNTANT: 8,
    }  # fmt: skip
    one = replace(ASKED, amount=2_400_000, instalments=6)
    wanted = [replace(one, member_no=who, product_no=what) for who, what in borrowers.items()]
    lend(books, *wanted)


def test_what_is_read_is_what_the_loans_events_say(club: Books) -> None:
    a_year(club)
    since, until = dt.date(2025, 9, 20), LATER - DAY
    with reading(club.engine) as connection:
        files = loan_files(connection, club.club.club_id)
        kept = awaited(connection, club.club.club_id, LATER)
        changed = loans_changed_by_time(connection, club.club.club_id, LATER)
        histories = principal_history(connection, club.club.club_id, since, until)
    states = {one.loan.loan_no: replay(one.contract, one.events, LATER) for one in files}
    codes = {one.loan.loan_no: one.loan.paper_code for one in files}
    found = outlook(club, LATER).forecast
    everything = [
        one for number, state in states.items() for one in awaited_of(number, codes[number], state)
    ]
    assert {one.loan_no for one in everything} == {1, 2, 3, 4, 5}
    assert [one for one in kept if one.loan_no != 5] == [
        one for one in everything if one.loan_no != 5
    ]
    assert changed == [5]
    assert 5 not in {one.loan_no for one in kept}
    of_all = {inflow.awaited for one in found.meetings for inflow in one.scheduled}
    assert of_all == set(everything)
    for one in histories:
        was = lateness_of(states[one.loan_no], since, until)
        assert lateness(one.dues, one.repaid, since, until) == was
    all_of_them = [lateness_of(state, since, until) for state in states.values()]
    assert found.history == sum(all_of_them, LatenessHistory(since, until))
    assert found.history.due > sum(found.history.paid) > 0


@pytest.mark.parametrize(
    ("day", "changed"), [(dt.date(2026, 5, 10), []), (dt.date(2026, 5, 11), [5])]
)
def test_a_loan_that_time_changes_is_read_as_it_was_kept_until_it_is_late(
    club: Books, day: dt.date, changed: list[int]
) -> None:
    six_loans(club)
    told(club, (5, back(4, 500_000)))
    with reading(club.engine) as connection:
        found = awaited(connection, club.club.club_id, day)
        assert loans_changed_by_time(connection, club.club.club_id, day) == changed
        (file,) = loan_files(connection, club.club.club_id, [5])
    state = replay(file.contract, file.events, day)
    expected = [] if changed else list(awaited_of(5, file.loan.paper_code, state))
    assert [one for one in found if one.loan_no == 5] == expected


def test_the_history_is_as_long_as_the_club_s_rules_say(club: Books) -> None:
    a_year(club)
    a_whole_year = outlook(club, LATER).forecast.history
    lending(club, LendingRules(months_of_history=2), dt.date(2026, 9, 1))
    found = outlook(club, LATER).forecast.history
    assert (a_whole_year.since, a_whole_year.until) == (dt.date(2025, 9, 20), LATER - DAY)
    assert (found.since, found.until) == (dt.date(2026, 7, 20), LATER - DAY)
    assert 0 < found.due < a_whole_year.due


def test_of_interest_the_club_s_share_stays_in_the_fund(club: Books) -> None:
    lend(club, ASKED)
    before = outlook(club).forecast
    rules = ClubRules(TODAY, shares=(30, 60, 10))
    with transaction(club.engine) as connection:
        add_rules(connection, club.club.club_id, rules, recorded_at=NOW, recorded_by=1)
    after = outlook(club).forecast
    assert (before.capital_share, after.capital_share) == (Fraction(0), Fraction(30, 100))
    assert [one.meetings[1].comes_scheduled for one in (before, after)] == [0, 12_000]


def test_the_outlook_is_ready_to_be_drawn(club: Books) -> None:
    lend(club, ASKED)
    asked(club, replace(ASKED, member_no=DAT))
    found = outlook(club)
    scope = Scope("HP", "Hạnh Phúc", TODAY, TODAY)
    assert len(queue_table(scope, found.turns, may_pass=found.may_pass).rows) == 2
    assert len(forecast_table(scope, found.forecast).rows) == 5 + 6


def test_the_outlook_takes_as_many_queries_however_many_loans_there_are(club: Books) -> None:
    counts = []
    for _ in range(2):
        lend(club, *(replace(ASKED, member_no=no, amount=500_000) for no in (LUA, DAT)))
        for no in (ACCOUNTANT, ANH):
            asked(club, replace(ASKED, member_no=no))
        lending_rules = LendingRules(most_running=9)
        with Counted(club.engine) as counted:
            outlook(club)
        counts.append(len(counted.statements))
        if len(counts) == 1:
            lending(club, lending_rules, TODAY)
    assert counts[0] == counts[1] <= 16
