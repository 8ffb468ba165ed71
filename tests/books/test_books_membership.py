"""Who belongs to a club on a day, and which class each household has then."""

import datetime as dt

import sqlalchemy as sa

from ledger.books.engine import reading, transaction
from ledger.books.members import NewMember, add_households, add_members
from ledger.books.membership import classes_on, members_on
from ledger.books.tables.members import HouseholdClassRow, MembershipEventRow
from ledger.core.loans.application import ClubMember
from tests.books.counted import Counted
from tests.conftest import NOW, Books

JOINED_ON = dt.date(2025, 1, 10)
LEFT_ON = dt.date(2025, 6, 1)
BACK_ON = dt.date(2025, 9, 1)
DAY = dt.timedelta(days=1)


def seeded(books: Books) -> int:
    """Store two members, of whom the second left and came back; return the club's number."""
    club_id = books.club.club_id
    people = [
        NewMember(1, "TV01", 1, "Bùi Thị Lụa", JOINED_ON, position="Thủ quỹ"),
        NewMember(2, "TV02", 2, "Quách Văn Đạt", JOINED_ON),
    ]
    homes = [(1, "H01", "poor", "12/GCN"), (2, "H02", "other", None)]
    events = [(2, "left", LEFT_ON), (3, "joined", BACK_ON)]
    with transaction(books.engine) as connection:
        add_households(connection, club_id, homes, valid_from=JOINED_ON, recorded_at=NOW)
        add_members(connection, club_id, people, NOW)
        connection.execute(
            sa.insert(MembershipEventRow),
            [
                {"club_id": club_id, "member_no": 2, "event_no": number, "kind": kind,
                 "occurred_on": on, "recorded_at": NOW}
                for number, kind, on in events
            ],
        )  # fmt: skip
        connection.execute(
            sa.insert(HouseholdClassRow).values({
                "club_id": club_id, "household_no": 1, "valid_from": BACK_ON,
                "class_": "near_poor", "recorded_at": NOW,
            })
        )  # fmt: skip
    return club_id


def test_members_are_those_of_the_day(shared_books: Books) -> None:
    club_id = seeded(shared_books)
    days = (JOINED_ON - DAY, JOINED_ON, LEFT_ON - DAY, LEFT_ON, BACK_ON - DAY, BACK_ON)
    with reading(shared_books.engine) as connection:
        found = [sorted(members_on(connection, club_id, day)) for day in days]
    assert found == [[], [1, 2], [1, 2], [1], [1], [1, 2]]


def test_a_member_has_a_household_a_name_and_perhaps_an_office(shared_books: Books) -> None:
    club_id = seeded(shared_books)
    with Counted(shared_books.engine) as counted, reading(shared_books.engine) as connection:
        found = members_on(connection, club_id, BACK_ON)
    assert found == {
        1: ClubMember(1, 1, "Bùi Thị Lụa", "Thủ quỹ"), 2: ClubMember(2, 2, "Quách Văn Đạt"),
    }  # fmt: skip
    assert len(counted.statements) == 1


def test_a_class_holds_until_the_next_certificate(shared_books: Books) -> None:
    club_id = seeded(shared_books)
    with reading(shared_books.engine) as connection:
        found = [
            classes_on(connection, club_id, day) for day in (JOINED_ON - DAY, JOINED_ON, BACK_ON)
        ]
    assert found == [{}, {1: "poor", 2: "other"}, {1: "near_poor", 2: "other"}]
