"""New grants: what a role needs before it is given to somebody."""

import datetime as dt
from dataclasses import dataclass

from ledger.core.errors import RuleBroken
from ledger.core.text import check_text
from ledger.core.users.grants import Grant, Role

OF_A_CLUB = frozenset({Role.TREASURER, Role.ACCOUNTANT, Role.CHAIR, Role.CONTROLLER, Role.MEMBER})
"""Roles that somebody has in one club by name, and in no area."""

LONGEST_PLACE = 120


@dataclass(eq=False)
class GrantNotUsable(RuleBroken):
    """A role is to be given where or for as long as it cannot be: `reason` says why."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGrant:
    """A role to be given: in a club, in an area, or everywhere; from a day, until one or for good.

    `member_no` is the member that a MEMBER is, and nobody else's.
    """

    role: Role
    valid_from: dt.date
    valid_until: dt.date | None = None
    club_id: int | None = None
    province: str | None = None
    commune: str | None = None
    member_no: int | None = None

    def is_as(self, grant: Grant) -> bool:
        """Tell whether a grant gives the same role in the same place."""
        mine = (self.role, self.club_id, self.province, self.commune, self.member_no)
        return mine == (
            grant.role, grant.club_id, grant.province, grant.commune, grant.member_no
        )  # fmt: skip


def check_grant(new: NewGrant, today: dt.date) -> None:
    """Refuse a grant that no role can have (`GrantNotUsable`, `TextTooLong` and its like).

    An auditor's has an end (TRUST.md, section 4); what is over already gives nobody anything.
    """
    for name in (new.province, new.commune):
        check_text(name or "", LONGEST_PLACE)
    reason = _place_fault(new) or _days_fault(new, today)
    if reason is not None:
        raise GrantNotUsable(reason=reason)


def _place_fault(new: NewGrant) -> str | None:
    has_area = new.province is not None or new.commune is not None
    if new.club_id is not None and has_area:
        return "club_and_area"
    if new.commune is not None and new.province is None:
        return "commune_without_province"
    if new.role is Role.ADMIN and (new.club_id is not None or has_area):
        return "admin_is_everywhere"
    if new.role in OF_A_CLUB and new.club_id is None:
        return "club_missing"
    if (new.role is Role.MEMBER) is not (new.member_no is not None):
        return "member_missing" if new.role is Role.MEMBER else "member_of_no_use"
    return None


def _days_fault(new: NewGrant, today: dt.date) -> str | None:
    if new.valid_until is None:
        return "end_missing" if new.role is Role.AUDITOR else None
    if new.valid_until < new.valid_from:
        return "ends_before_it_begins"
    return "over" if new.valid_until < today else None
