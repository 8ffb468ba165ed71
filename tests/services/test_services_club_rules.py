"""A club's new rules, and whose slip may be corrected alone."""

import datetime as dt
from dataclasses import replace

import pytest

from ledger.books.clubs import all_rules
from ledger.books.engine import reading, transaction
from ledger.books.recorded import recorded_entry
from ledger.books.refusals import UnknownEntry
from ledger.core.acts.income import Donation
from ledger.core.acts.rules import (
    MeetingDayOutOfRange,
    RulesChanged,
    RuleSumOutOfRange,
    SharesNotWhole,
)
from ledger.core.acts.shared import SeveralRefused
from ledger.core.acts.slips import RecordedEntry, own_slip_of_today
from ledger.core.clubs import ClubRules
from ledger.core.journal import EntryKind, Source
from ledger.core.loans.lending_rules import LendingRules
from ledger.core.versions import VersionNotLater
from ledger.services.club_rules import change_rules
from ledger.services.journal import DateTooEarly, reverse
from ledger.services.loan_products import set_lending_rules
from tests.conftest import TODAY, Books
from tests.services.loan_desk import Desk
from tests.services.treasury_desk import records, treasury

NEW = RulesChanged(valid_from=dt.date(2026, 4, 1), dues=10_000, payment_limit=500_000)


def test_new_rules_hold_from_a_day_and_the_others_stay(shared_books: Books) -> None:
    desk, request = Desk(shared_books), shared_books.request()
    lending = LendingRules(ceiling=7_000_000)
    with transaction(desk.books.engine) as connection:
        set_lending_rules(
            connection, desk.books.club, lending, dt.date(2026, 1, 1), shared_books.request()
        )
    assert not desk.does(change_rules, NEW, request=request).again
    assert desk.does(change_rules, NEW, request=request).again
    with reading(desk.books.engine) as connection:
        latest = all_rules(connection, desk.books.club.club_id)[-1]
    assert latest == ClubRules(NEW.valid_from, dues=10_000, lending=lending, payment_limit=500_000)
    assert latest.paid_alone == 500_000
    desk.refuses(VersionNotLater, change_rules, NEW)


def test_rules_that_cannot_hold_are_refused_by_name(shared_books: Books) -> None:
    wrong = RulesChanged(
        valid_from=dt.date(1989, 1, 1), meeting_day=32, dues=-1, shares=(50, 60, -10),
        principal_multiple=0,
    )  # fmt: skip
    found = Desk(shared_books).refuses(SeveralRefused, change_rules, wrong)["refusals"]
    assert isinstance(found, tuple)
    assert [type(one) for one in found] == [
        MeetingDayOutOfRange, SharesNotWhole, RuleSumOutOfRange, RuleSumOutOfRange, DateTooEarly,
    ]  # fmt: skip


def recorded(desk: Desk, entry_no: int) -> RecordedEntry:
    with reading(desk.books.engine) as connection:
        return recorded_entry(connection, desk.books.club.club_id, entry_no)


def test_the_own_slip_of_the_same_day_needs_nobody_else(shared_books: Books) -> None:
    desk, me = treasury(shared_books, capital=0), shared_books.user_id
    gift = records(desk, Donation(amount=500_000, occurred_on=TODAY)).entries[0][0]
    own = recorded(desk, gift)
    assert own_slip_of_today(own, me, TODAY)
    assert not own_slip_of_today(own, me + 1, TODAY)
    assert not own_slip_of_today(own, me, TODAY + dt.timedelta(days=1))
    assert not own_slip_of_today(replace(own, approved_by=9), me, TODAY)
    assert not own_slip_of_today(replace(own, kind=EntryKind.LOSS), me, TODAY)
    assert not own_slip_of_today(replace(own, kind=EntryKind.OPENING), me, TODAY)
    assert not own_slip_of_today(replace(own, source=Source.IMPORT), me, TODAY)
    desk.closes("2026-03")
    assert not own_slip_of_today(recorded(desk, gift), me, TODAY)


def test_what_is_reversed_is_no_slip_any_more(shared_books: Books) -> None:
    desk, me = treasury(shared_books, capital=0), shared_books.user_id
    gift = records(desk, Donation(amount=500_000, occurred_on=TODAY)).entries[0][0]
    undone = desk.does(reverse, gift, "Ghi nhầm").entries[0][0]
    assert not own_slip_of_today(recorded(desk, gift), me, TODAY)
    assert not own_slip_of_today(recorded(desk, undone), me, TODAY)
    with pytest.raises(UnknownEntry):
        recorded(desk, 2**70)
