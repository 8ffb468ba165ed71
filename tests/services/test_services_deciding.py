"""Two pairs of eyes: what waits, who may decide on it, and what stands in the books then."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from ledger.books.approvals import State, UnknownApproval, Verdict
from ledger.books.engine import reading
from ledger.books.entries import entry_of
from ledger.books.recorded import recorded_entry
from ledger.books.refusals import CashBelowZero, RequestDiffers
from ledger.books.tables.audit import AuditRecordRow
from ledger.core.acts.income import Donation
from ledger.core.acts.shared import Area
from ledger.core.acts.spending import Spending
from ledger.core.errors import LedgerError
from ledger.core.users.grants import Actor
from ledger.services.deciding import DecidedAlready, DecidedByAsker, MayNotDecide
from ledger.services.doing import Second
from tests.conftest import TODAY, Books
from tests.services.act_office import Office, kinds_with, office
from tests.services.treasury_desk import treasury, verified

GIFT = Donation(amount=5_000_000, occurred_on=TODAY)
LARGE = Spending(area=Area.CULTURE, amount=3_000_000, payer_name="Hàng loa", occurred_on=TODAY)


def waiting(books: Books) -> Office:
    """Return an office in which approval 1 waits: 3,000,000 of 5,000,000 đồng to be spent."""
    room = office(treasury(books, capital=0))
    room.asks("donation", GIFT)
    assert room.asks("spending", LARGE).approval_no == 1
    return room


def refused(
    room: Office,
    error: type[LedgerError],
    verdict: Verdict,
    by: Actor | None = None,
    number: int = 1,
) -> None:
    """See to it that a word is refused and nothing of it is kept."""
    before = room.desk.rows()
    with pytest.raises(error):
        room.decides(number, verdict, by)
    assert room.desk.rows() == before


def trail(room: Office) -> list[tuple[int, str, str]]:
    """Return who did what, to what, in the order in which it happened."""
    record = AuditRecordRow
    query = (
        sa.select(record.actor, record.act, record.subject)
        .where(record.club_id == room.desk.books.club.club_id)
        .order_by(record.record_no)
    )
    with reading(room.desk.books.engine) as connection:
        return [(row[0], row[1], row[2]) for row in connection.execute(query)]


def test_what_waits_is_recorded_as_the_asker_s_and_approved_by_the_other(books: Books) -> None:
    room = waiting(books)
    me, chair, club_id = room.treasurer.user_id, room.chair.user_id, books.club.club_id
    assert room.desk.money("activity") == {"111": 5_000_000, "5113": -5_000_000}
    decided = room.approves(1)
    assert decided.state is State.DONE
    assert decided.done is not None
    assert decided.done.entries == ((2, "PC 1"),)
    with reading(books.engine) as connection:
        entry = entry_of(connection, club_id, 2)
        recorded = recorded_entry(connection, club_id, 2)
    assert (recorded.recorded_by, recorded.approved_by, entry.payer_name) == (me, chair, "Hàng loa")
    assert room.approval(1).state is State.DONE
    assert trail(room) == [
        (me, "donation", "entry 1"), (me, "ask spending", "approval 1"),
        (chair, "approved spending", "approval 1"), (chair, "spending", "entry 2"),
    ]  # fmt: skip
    refused(room, DecidedAlready, Verdict.APPROVED)
    verified(room.desk)


def test_nobody_decides_on_what_is_the_own_or_without_a_role_that_may(shared_books: Books) -> None:
    room = waiting(shared_books)
    refused(room, DecidedByAsker, Verdict.APPROVED, room.treasurer)
    refused(room, DecidedByAsker, Verdict.REFUSED, room.treasurer)
    clerk = replace(room.chair, grants=room.treasurer.grants)
    refused(room, MayNotDecide, Verdict.APPROVED, clerk)
    refused(room, MayNotDecide, Verdict.WITHDRAWN)
    refused(room, DecidedAlready, Verdict.SEEN)
    refused(room, UnknownApproval, Verdict.APPROVED, number=7)


def test_what_is_refused_or_withdrawn_is_never_done(shared_books: Books) -> None:
    room = waiting(shared_books)
    assert room.decides(1, Verdict.REFUSED).state is State.REFUSED
    assert room.asks("spending", LARGE).approval_no == 2
    assert room.decides(2, Verdict.WITHDRAWN, room.treasurer).state is State.WITHDRAWN
    for number in (1, 2):
        refused(room, DecidedAlready, Verdict.APPROVED, number=number)
    assert room.desk.money("activity") == {"111": 5_000_000, "5113": -5_000_000}


def test_what_cannot_be_done_is_refused_when_it_is_asked_for(shared_books: Books) -> None:
    room = waiting(shared_books)
    before = room.desk.rows()
    with pytest.raises(CashBelowZero):
        room.asks("spending", replace(LARGE, amount=5_000_001))
    assert room.desk.rows() == before


def test_what_cannot_be_done_any_more_goes_on_waiting(shared_books: Books) -> None:
    room = waiting(shared_books)
    room.asks("spending", LARGE)
    assert room.approves(1).state is State.DONE
    refused(room, CashBelowZero, Verdict.APPROVED, number=2)
    room.asks("donation", replace(GIFT, amount=1_000_000))
    assert room.approves(2).state is State.DONE
    assert room.desk.money("activity") == {"5113": -6_000_000, "6427": 6_000_000}


def test_the_same_request_asks_once(shared_books: Books) -> None:
    room = waiting(shared_books)
    request = room.request(room.treasurer)
    first = room.asks("spending", LARGE, request=request)
    assert room.asks("spending", LARGE, request=request) == first
    with pytest.raises(RequestDiffers):
        room.asks("spending", replace(LARGE, amount=2_900_000), request=request)


def test_two_others_are_two_persons(shared_books: Books) -> None:
    room = waiting(shared_books)
    two = kinds_with("spending", Second.TWO)
    assert room.decides(1, Verdict.APPROVED, kinds=two).state is State.WAITING
    before = room.desk.rows()
    with pytest.raises(DecidedAlready):
        room.decides(1, Verdict.APPROVED, kinds=two)
    assert room.desk.rows() == before
    decided = room.decides(1, Verdict.APPROVED, room.controller, kinds=two)
    assert decided.state is State.DONE
    assert room.desk.money("activity")["6427"] == 3_000_000
