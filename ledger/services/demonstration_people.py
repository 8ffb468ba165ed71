"""The ready accounts of a demonstration, one for each role; nowhere else are there such."""

import datetime as dt
import uuid
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.audit_records import Doer
from ledger.books.clubs import StoredClub, add_user
from ledger.books.loan_listing import KeptStanding, standings_of
from ledger.books.members import members_of
from ledger.books.users import set_credential
from ledger.core.periods import months_later
from ledger.core.users.grants import Role
from ledger.core.users.grants_rules import NewGrant
from ledger.services.granting_roles import grant
from ledger.services.slips import make_member_user

PIN = "271828"
"""The PIN of every ready account; it opens a demonstration only."""


@dataclass(frozen=True, slots=True)
class ReadyAccount:
    """An account that anybody may take in a demonstration: its user, its role, the name shown."""

    user_id: int
    role: Role
    name: str


_STAFF = (
    ("thu-quy", Role.TREASURER, "Thủ quỹ"),
    ("ke-toan", Role.ACCOUNTANT, "Kế toán"),
    ("chu-nhiem", Role.CHAIR, "Chủ nhiệm"),
    ("kiem-soat", Role.CONTROLLER, "Kiểm soát"),
    ("kiem-toan", Role.AUDITOR, "Kiểm toán"),
    ("can-bo-tinh", Role.OFFICER, "Cán bộ tỉnh"),
    ("quan-tri", Role.ADMIN, "Quản trị"),
)
_BEGAN = dt.date(2020, 1, 1)
_ALSO_MEMBERS = (Role.CHAIR, Role.CONTROLLER)


def make_ready_accounts(
    connection: Connection,
    club: StoredClub,
    *,
    pin_hash: str,
    today: dt.date,
    now: dt.datetime,
) -> tuple[ReadyAccount, ...]:
    """Make an account for each role in a club, and return them.

    The chair and the controller are members of the board too; the plain member owes a loan.
    """
    by = Doer(add_user(connection, *_STAFF[0][::2], now), now, "demo")
    board = [one for one in members_of(connection, club.club_id) if one.position]
    ready = []
    for sign_in_name, role, name in _STAFF:
        user_id = add_user(connection, sign_in_name, name, now)
        roles = [_role(role, club, today)]
        if role in _ALSO_MEMBERS and board:
            own = board.pop(0).member_no
            roles.append(
                NewGrant(role=Role.MEMBER, valid_from=_BEGAN, club_id=club.club_id, member_no=own)
            )
        for number, new in enumerate(roles):
            record_id = uuid.uuid5(club.uuid, f"{sign_in_name} {number}")
            grant(connection, user_id, new, today=today, by=by, record_id=record_id)
        set_credential(connection, user_id, now, pin_hash=pin_hash)  # an office takes a PIN away
        ready.append(ReadyAccount(user_id, role, name))
    owing = _who_owes(connection, club)
    if owing is not None:
        user_id = make_member_user(connection, club, owing.borrower_no, today=today, by=by)
        set_credential(connection, user_id, now, pin_hash=pin_hash)
        ready.insert(4, ReadyAccount(user_id, Role.MEMBER, owing.name))
    return tuple(ready)


def _role(role: Role, club: StoredClub, today: dt.date) -> NewGrant:
    in_club = role not in {Role.ADMIN, Role.OFFICER}
    return NewGrant(
        role=role, valid_from=_BEGAN,
        valid_until=months_later(today, 12) if role is Role.AUDITOR else None,
        club_id=club.club_id if in_club else None,
        province=club.club.province if role is Role.OFFICER else None,
    )  # fmt: skip


def _who_owes(connection: Connection, club: StoredClub) -> KeptStanding | None:
    """Return the loan of a plain member that is being paid back on time."""
    board = {one.member_no for one in members_of(connection, club.club_id) if one.position}
    found = standings_of(connection, club.club_id)
    return next((one for one in found if one.borrower_no not in board), None)
