"""Roles as pages list them: what somebody may do, where, from and until when."""

import datetime as dt
from dataclasses import dataclass

from ledger.core.statements.table import Phrase, phrase
from ledger.core.users.grants import Grant, Role
from ledger.web.people_words import ROLES, WHAT_THEY_DO
from ledger.web.words import Reader


@dataclass(frozen=True, slots=True)
class ShownGrant:
    """A role in a reader's words; `is_in_force` tells whether it holds on the day of looking."""

    grant_no: int
    role: str
    does: str
    where: str
    days: str
    is_in_force: bool


def shown_grant(grant: Grant, reader: Reader, today: dt.date) -> ShownGrant:
    """Return a role as it is listed."""
    return ShownGrant(
        grant.grant_no, reader.phrase(ROLES[grant.role]), reader.phrase(WHAT_THEY_DO[grant.role]),
        reader.phrase(place_words(grant)), reader.phrase(_days(grant)), grant.is_in_force(today),
    )  # fmt: skip


def place_words(grant: Grant) -> Phrase:
    """Return where a role holds."""
    if grant.club_code is not None and grant.member_no is not None:
        number = str(grant.member_no)
        return phrase("club %(code)s, member %(number)s", code=grant.club_code, number=number)
    if grant.club_code is not None:
        return phrase("club %(code)s", code=grant.club_code)
    if grant.role is Role.ADMIN:
        return phrase("this whole installation")
    if grant.province is None:
        return phrase("the whole country")
    if grant.commune is None:
        return phrase("province %(province)s", province=grant.province)
    return phrase(
        "commune %(commune)s, province %(province)s",
        commune=grant.commune, province=grant.province,
    )  # fmt: skip


def _days(grant: Grant) -> Phrase:
    if grant.valid_until is None:
        return phrase("since %(day)s", day=grant.valid_from)
    return phrase("from %(begin)s until %(end)s", begin=grant.valid_from, end=grant.valid_until)
