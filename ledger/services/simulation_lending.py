"""Who waits for a loan in a demonstration club: its products, and applications at each stage."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.lending import open_loans
from ledger.books.membership import members_on
from ledger.core.journal import PostingRequest
from ledger.core.loans.application import Appraisal, Approval, Asked, ClubMember, MeetingVote
from ledger.core.loans.purposes import PurposeKind
from ledger.services.applications import apply, appraise, vote
from ledger.services.granting import approve
from ledger.services.loan_products import adopt_usual, offered


@dataclass(frozen=True, slots=True)
class _Wish:
    """What somebody asks for, so many days before the meeting, and how far it has come."""

    days_before: int
    amount: int
    instalments: int
    kind: PurposeKind
    purpose: str
    plan: str
    income: int
    steps: int


WISHES = (
    _Wish(24, 5_000_000, 12, PurposeKind.POULTRY, "Nuôi gà thả vườn",
          "Mua 60 con gà giống và thức ăn, bán dịp Tết", 700_000, 3),
    _Wish(18, 8_000_000, 12, PurposeKind.LARGE_LIVESTOCK, "Nuôi lợn nái",
          "Sửa chuồng, mua một lợn nái, bán lợn con", 1_200_000, 2),
    _Wish(11, 4_000_000, 6, PurposeKind.TRADE, "Bán rau ở chợ phiên",
          "Mua xe đẩy và vốn lấy hàng", 600_000, 1),
    _Wish(5, 3_000_000, 12, PurposeKind.CRAFT, "Đan lát mây tre",
          "Mua mây, tre và dụng cụ", 400_000, 0),
)  # fmt: skip
"""`steps`: appraised, voted on, approved, so many of them."""

OPINION = "Hộ chăm chỉ, kế hoạch làm được, vay lần trước trả đủ"


def add_wishes(
    connection: Connection,
    club: StoredClub,
    request: PostingRequest,
    *,
    began_on: dt.date,
    held_on: dt.date,
) -> int:
    """Adopt the usual products and keep applications of members who owe nothing.

    `held_on` is the last meeting, at which those that came so far were voted on. Returns how many
    applications there are: fewer than `WISHES` where fewer members owe nothing.
    """
    adopt_usual(connection, club, began_on, request.named("products"))
    product_no = offered(connection, club, held_on)[0].product.product_no
    members = members_on(connection, club.club_id, began_on)
    officers = [one for one in members.values() if one.position]
    waiting = _who_owe_nothing(connection, club, members)[: len(WISHES)]
    if len(officers) < 2:
        return 0
    for who, wish in zip(waiting, WISHES, strict=False):
        applied_on = held_on - dt.timedelta(wish.days_before)
        asked = Asked(
            member_no=who.member_no, product_no=product_no, applied_on=applied_on,
            amount=wish.amount, instalments=wish.instalments, purpose_kind=wish.kind,
            purpose=wish.purpose, plan=wish.plan, expected_income=wish.income,
        )  # fmt: skip
        own = request.named(f"apply {who.member_no}")
        handed_in = apply(connection, club, asked, own, today=held_on)
        board = _Board(connection, club, request, officers[0], officers[1], held_on)
        board.decide(handed_in.application_no, who, wish.steps)
    return min(len(waiting), len(WISHES))


@dataclass(frozen=True, slots=True)
class _Board:
    """Two officers and a meeting, who decide on an application."""

    connection: Connection
    club: StoredClub
    request: PostingRequest
    appraiser: ClubMember
    approver: ClubMember
    held_on: dt.date

    def decide(self, application_no: int, borrower: ClubMember, steps: int) -> None:
        """Take so many steps with an application: appraise it, vote on it, approve it."""
        on, club = self.held_on, self.club
        if steps > 0:
            appraisal = Appraisal(on - dt.timedelta(2), self.appraiser.member_no, OPINION)
            own = self.request.named(f"appraise {application_no}")
            appraise(self.connection, club, application_no, appraisal, own, today=on)
        if steps > 1:
            present = frozenset(members_on(self.connection, club.club_id, on))
            taken = MeetingVote(on, present, present - {borrower.member_no})
            own = self.request.named(f"vote {application_no}")
            vote(self.connection, club, application_no, taken, own, today=on)
        if steps > 2:
            approval = Approval(on=on, by=self.approver.member_no)
            own = self.request.named(f"approve {application_no}")
            approve(self.connection, club, application_no, approval, own, today=on)


def _who_owe_nothing(
    connection: Connection, club: StoredClub, members: Mapping[int, ClubMember]
) -> list[ClubMember]:
    """Return members of no office, one a household, of whose household nobody has a loan."""
    owing = {one.household_no for one in open_loans(connection, club.club_id)}
    found: dict[int, ClubMember] = {}
    for one in members.values():
        if one.position is None and one.household_no not in owing:
            found.setdefault(one.household_no, one)
    return list(found.values())
