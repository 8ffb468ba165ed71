"""A small club that lends: its members, its money, and an application taken along its way."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import sqlalchemy as sa

from ledger.books.engine import transaction
from ledger.books.members import NewMember, add_households, add_members, set_counters
from ledger.books.tables.members import MembershipEventRow
from ledger.core.journal import PostingRequest
from ledger.core.loans.application import (
    Appraisal,
    Approval,
    Asked,
    MeetingVote,
    TurningDown,
)
from ledger.core.loans.lending_rules import LendingRules
from ledger.core.loans.purposes import PurposeKind
from ledger.services.applications import (
    ApplicationReceipt,
    apply,
    appraise,
    turn_down,
    vote,
)
from ledger.services.granting import approve, disburse_application
from ledger.services.loan_products import adopt_usual, set_lending_rules
from ledger.services.loans import LoanReceipt
from tests.books.postings import count, money_in, posted
from tests.conftest import NOW, TODAY, Books

BEGUN_ON = dt.date(2025, 1, 10)
APPLIED_ON, APPRAISED_ON = dt.date(2026, 3, 2), dt.date(2026, 3, 5)
HEAD, TREASURER, ACCOUNTANT, LUA, DAT, ANH = range(1, 7)
"""Three officers and three members; the last two are of one household."""
PEOPLE = (
    ("Bùi Thị Sửu", 1, "Chủ nhiệm"), ("Quách Văn Mùi", 2, "Thủ quỹ"),
    ("Đinh Thị Hoa", 3, "Kế toán"), ("Bùi Thị Lụa", 4, None), ("Quách Văn Đạt", 5, None),
    ("Bạch Thị Ánh", 5, None),
)  # fmt: skip
CLASSES = ("other", "average", "other", "near_poor", "poor")
BULLET, EQUAL_PRINCIPAL, LEVEL, HARVEST, FLAT = range(1, 6)
"""The usual products, by number."""
CAPITAL = 20_000_000
ASKED = Asked(
    member_no=LUA, product_no=BULLET, applied_on=APPLIED_ON, amount=5_000_000, instalments=10,
    purpose_kind=PurposeKind.POULTRY, purpose="Nuôi gà thả vườn", plan="Mua 200 gà giống",
    expected_income=900_000, co_signer="Quách Văn Toàn",
)  # fmt: skip
APPRAISAL = Appraisal(APPRAISED_ON, HEAD, "Chuồng trại sẵn có, nên cho vay")
VOTE = MeetingVote(
    TODAY, frozenset({HEAD, TREASURER, ACCOUNTANT, LUA}), frozenset({HEAD, TREASURER})
)
VOTED_DOWN = replace(VOTE, in_favour=frozenset({HEAD}), against=frozenset({TREASURER}))
APPROVAL = Approval(on=TODAY, by=TREASURER)
TAKEN_BACK = TurningDown(TODAY, "Hội viên rút đơn")


def lending_club(books: Books, capital: int = CAPITAL) -> Books:
    """Give an empty club members, the usual products, and capital in cash; return it."""
    club_id = books.club.club_id
    homes = [(no, f"H{no:02d}", kind, None) for no, kind in enumerate(CLASSES, 1)]
    people = [
        NewMember(no, f"TV{no:02d}", home, name, BEGUN_ON, position=position)
        for no, (name, home, position) in enumerate(PEOPLE, 1)
    ]
    with transaction(books.engine) as connection:
        add_households(connection, club_id, homes, valid_from=BEGUN_ON, recorded_at=NOW)
        add_members(connection, club_id, people, NOW)
        set_counters(connection, club_id, members=len(people), households=len(homes), loans=0)
        adopt_usual(connection, books.club, BEGUN_ON, books.request())
    if capital:
        posted(books, money_in(capital, dt.date(2026, 1, 5)))
    return books


def asked(books: Books, one: Asked = ASKED, request: PostingRequest | None = None) -> int:
    """Hand an application in, and return its number."""
    with transaction(books.engine) as connection:
        found = apply(connection, books.club, one, request or books.request(), today=TODAY)
    return found.application_no


def step(
    books: Books, taken: Appraisal | MeetingVote | Approval | TurningDown,
    application_no: int = 1, request: PostingRequest | None = None,
) -> ApplicationReceipt:  # fmt: skip
    """Take a step of an application in a transaction of its own."""
    with transaction(books.engine) as connection:
        given = partial(_taken(taken), request=request or books.request(), today=TODAY)
        return given(connection, books.club, application_no)


def _taken(
    taken: Appraisal | MeetingVote | Approval | TurningDown,
) -> Callable[..., ApplicationReceipt]:
    match taken:
        case Appraisal():
            return partial(appraise, appraisal=taken)
        case MeetingVote():
            return partial(vote, taken=taken)
        case Approval():
            return partial(approve, approval=taken)
        case TurningDown():
            return partial(turn_down, turning=taken)


def granted(books: Books, one: Asked = ASKED, approval: Approval = APPROVAL) -> ApplicationReceipt:
    """Take an application all the way to its approval; who is the borrower does not vote."""
    number = asked(books, one)
    step(books, APPRAISAL, number)
    step(books, VOTE, number)
    return step(books, approval, number)


def paid_out(
    books: Books, application_no: int = 1, on: dt.date = TODAY,
    request: PostingRequest | None = None,
) -> LoanReceipt:  # fmt: skip
    """Pay out the loan of an approved application in a transaction of its own."""
    with transaction(books.engine) as connection:
        return disburse_application(
            connection, books.club, application_no, request or books.request(),
            today=TODAY, on=on,
        )  # fmt: skip


def lending(books: Books, rules: LendingRules, since: dt.date = BEGUN_ON) -> None:
    """Set the club's rules of lending from a day."""
    with transaction(books.engine) as connection:
        set_lending_rules(connection, books.club, rules, since, books.request())


def left_the_club(books: Books, member_no: int, on: dt.date) -> None:
    """Let a member leave on a day."""
    left = sa.insert(MembershipEventRow).values(
        club_id=books.club.club_id, member_no=member_no, event_no=2, kind="left",
        occurred_on=on, recorded_at=NOW,
    )  # fmt: skip
    with transaction(books.engine) as connection:
        connection.execute(left)


def rows(books: Books, *tables: str) -> dict[str, int]:
    """Return how many rows of each table are the club's."""
    return {table: count(books, table) for table in tables}
