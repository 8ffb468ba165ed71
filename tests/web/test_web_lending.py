"""The pages of lending and of corrections: a loan's whole way, and what may be done when."""

from dataclasses import dataclass

import pytest
from sqlalchemy.engine import Engine

from ledger.books.clubs import StoredClub
from ledger.books.engine import reading
from ledger.books.entries import entry_of
from ledger.books.loans import loan_file
from ledger.core.loans.life import replay
from ledger.core.users.grants import Role
from tests.web.club import TODAY
from tests.web.lending_club import (
    CHAIR,
    CLOSED,
    GRANTED,
    HELD,
    ON_TIME,
    PLANNED,
    TREASURER,
    WRITTEN_OFF,
    lending_club,
)
from tests.web.office import TODAY_TYPED, Officer, office, officer, words_of

NEW_LOAN, NEW_APPLICATION = GRANTED + 1, 3
WISH = {
    "product": "2", "amount": "5.000.000", "instalments": "10", "kind": "poultry",
    "purpose": "Nuôi gà", "on": TODAY_TYPED,
}  # fmt: skip
ON_ONE_DATABASE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""What these pages ask of a database, the loan's whole way asks of both."""


@dataclass(frozen=True, slots=True)
class Office:
    """The club that lends, and the three who sign in."""

    engine: Engine
    club: StoredClub
    treasurer: Officer
    chair: Officer
    controller: Officer


@pytest.fixture
def people(engine: Engine) -> Office:
    """Give the club with its treasurer, and two who approve and are members."""
    club, application = lending_club(engine), office(engine)
    return Office(
        engine, club, officer(engine, application, Role.TREASURER, club),
        officer(engine, application, Role.CHAIR, club, CHAIR),
        officer(engine, application, Role.CONTROLLER, club, TREASURER),
    )  # fmt: skip


def test_a_loan_goes_all_the_way_from_the_wish_to_a_payment_put_right(people: Office) -> None:
    treasurer, here = people.treasurer, f"applications/{NEW_APPLICATION}"
    about = f"application={NEW_APPLICATION}"
    treasurer.record("apply", f"member={PLANNED}", **WISH)
    assert "Handed in What to do next Appraise the application" in treasurer.words(here)
    treasurer.record("appraise", about, by=str(TREASURER), opinion="Chuồng đã xong", on=TODAY_TYPED)
    treasurer.record("vote", about, held_on=TODAY_TYPED, everybody="yes", against=["4"])
    assert "In favour 9 Not in favour 1 Abstained 0" in treasurer.words(here)
    asked = treasurer.record("grant-loan", about, amount="4.000.000", on=TODAY_TYPED)
    assert "Nothing is in the books yet" in treasurer.words(asked)
    assert "Grant the loan: it waits for a second person" in treasurer.words(here)

    assert people.controller.approve(1).status_code == 422  # she has appraised it
    assert people.chair.approve(1).status_code == 303
    assert "Granted 4,000,000 ₫" in treasurer.words(here)
    assert "What to do next Pay the loan out" in treasurer.words(f"loans/{NEW_LOAN}")

    loan = f"loan={NEW_LOAN}"
    treasurer.record("pay-out", loan, on=TODAY_TYPED)
    paid = treasurer.record("repay", loan, amount="400.000", on=TODAY_TYPED, place="cash")
    entry_no = treasurer.get(paid).text.partition("entries/")[2].partition('"')[0]
    assert "This entry is wrong" in treasurer.words(f"entries/{entry_no}")
    right = treasurer.record("correct", f"entry={entry_no}", reason="Nhầm", amount="500.000")
    assert "shown to the approver" in treasurer.words(right)
    assert "This entry is wrong" not in treasurer.words(f"entries/{entry_no}")
    with reading(people.engine) as connection:
        file = loan_file(connection, people.club.club_id, NEW_LOAN)
        reversed_by = entry_of(connection, people.club.club_id, int(entry_no)).reversed_by
    assert reversed_by is not None
    assert replay(file.contract, file.events, TODAY).balance == 3_500_000


@ON_ONE_DATABASE
def test_what_a_meeting_decides_waits_for_as_many_as_it_needs(people: Office) -> None:
    treasurer, on = people.treasurer, TODAY_TYPED
    loan = f"loan={ON_TIME}"
    parts = {"day-1": "10/06/2026", "sum-1": "1.500.000", "day-3": "10/09/2026"}
    answer = treasurer.confirm("reschedule", loan, reason="Mất mùa", on=on, **parts)
    assert answer.status_code == 422
    parts["sum-3"] = "2.000.000"
    treasurer.record("reschedule", loan, reason="Mất mùa", on=on, **parts)
    treasurer.record("extend", loan, periods="2", reason="Lũ", on=on)
    treasurer.record("hand-over-loan", loan, heir=str(CLOSED), reason="Con nhận nợ", on=on)
    treasurer.record("write-off", loan, reason="Mất tích", amount="1.000.000", on=on)
    treasurer.record("close-month", "", period="2025-10")
    treasurer.record("close-year", "", year="2025")
    assert people.chair.approve(4).status_code == 303
    assert "It waits" in people.chair.words("waiting/4")
    assert people.controller.approve(4).status_code == 303
    assert people.chair.approve(5).status_code == 303
    with reading(people.engine) as connection:
        file = loan_file(connection, people.club.club_id, ON_TIME)
    state = replay(file.contract, file.events, TODAY)
    assert (state.balance, state.in_books, state.heir_no) == (3_500_000, 2_500_000, None)
    assert "November 2025" in treasurer.words("do/close-month")
    answer = treasurer.send("do/adopt-loans", treasurer.form("do/adopt-loans") | {
        "on": on, "step": "record",
    })  # fmt: skip
    assert "The club has loans of its own already" in words_of(answer)


@ON_ONE_DATABASE
def test_only_what_may_be_done_now_is_offered(people: Office) -> None:
    treasurer, on = people.treasurer, TODAY_TYPED
    offered = {
        number: [name for name in (
            "pay-out", "repay", "refund", "recover", "extend", "write-off", "end-loan", "turn-down",
        ) if f"do/{name}?" in treasurer.get(f"loans/{number}").text]
        for number in (GRANTED, ON_TIME, HELD, WRITTEN_OFF, CLOSED)
    }  # fmt: skip
    assert offered == {
        GRANTED: ["pay-out", "turn-down"], ON_TIME: ["repay", "extend", "write-off"],
        HELD: ["refund"], WRITTEN_OFF: ["recover", "end-loan"], CLOSED: [],
    }  # fmt: skip
    assert "do/" not in people.chair.get(f"loans/{ON_TIME}").text
    assert f"loan={GRANTED}" in treasurer.get("do/pay-out").text
    assert f'loan={ON_TIME}"' not in treasurer.get("do/pay-out").text
    assert "application=2" in treasurer.get("do/appraise").text
    assert 'application=1"' not in treasurer.get("do/appraise").text
    assert "PT 3 · 540,000 ₫" in treasurer.words("do/correct?name=PT 3")
    assert "PT 3 · 540,000 ₫" in treasurer.words("do/correct?name=540.000")
    assert "No entry is found" in treasurer.words("do/correct?name=khong")
    for address in ("do/appraise?application=99", "do/pay-out?loan=99", "applications/99"):
        assert treasurer.get(address).status_code == 404

    treasurer.record("refund", f"loan={HELD}", amount="90.000", on=on)
    treasurer.record("end-loan", f"loan={HELD}", on=on)
    treasurer.record("recover", f"loan={WRITTEN_OFF}", amount="100.000", on=on)
    treasurer.record("turn-down", "application=2", reason="Rút đơn", on=on)
    assert "Turned down" in treasurer.words("applications")


@ON_ONE_DATABASE
def test_a_vote_that_contradicts_itself_is_refused_with_what_was_typed(people: Office) -> None:
    treasurer, about, on = people.treasurer, "application=2", TODAY_TYPED
    treasurer.record("appraise", about, by=str(CHAIR), opinion="Được", on=on)
    for typed, refusal in (
        ({}, "This must be filled in."),
        ({"everybody": "yes", "present": ["1", "2"]}, "some of them are ticked besides"),
        ({"present": ["1", "2"]}, "2 members were present"),
        ({"everybody": "yes", "against": ["1"], "abstained": ["1"]}, "member 1 was counted twice"),
        ({"everybody": "yes", "against": [str(HELD)]}, "none of the choices"),
    ):
        answer = treasurer.confirm("vote", about, held_on=on, **typed)
        assert answer.status_code == 422
        assert refusal in words_of(answer)
