"""Who looked at what the club holds of a member, folded so that it can be read."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ledger.core.clock import day_there


@dataclass(frozen=True, slots=True)
class LookSeen:
    """One look: who looked, when, at what; without a member's number at a list of all."""

    seen_at: dt.datetime
    user_id: int
    user: str
    member_no: int | None
    what: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """So many looks of one person at one thing on one day in Viet Nam."""

    day: dt.date
    user_id: int
    user: str
    member_no: int | None
    what: str
    first_at: dt.datetime
    last_at: dt.datetime
    times: int


def folded(looks: Iterable[LookSeen]) -> list[Looked]:
    """Return looks of the same person at the same thing on the same day as one.

    The one whose last look is the latest comes first.
    """
    found: dict[tuple[object, ...], Looked] = {}
    for look in looks:
        key = (day_there(look.seen_at), look.user_id, look.member_no, look.what)
        before = found.get(key)
        found[key] = Looked(
            day=key[0], user_id=look.user_id, user=look.user, member_no=look.member_no,
            what=look.what,
            first_at=look.seen_at if before is None else min(before.first_at, look.seen_at),
            last_at=look.seen_at if before is None else max(before.last_at, look.seen_at),
            times=1 if before is None else before.times + 1,
        )  # fmt: skip
    return sorted(
        found.values(),
        key=lambda one: (one.last_at, one.user_id, one.member_no or 0, one.what),
        reverse=True,
    )
