"""A session: who is signed in at a browser, by what, since when, and for how long."""

import datetime as dt
from dataclasses import dataclass

from ledger.core.users.grants import Actor

IDLE = dt.timedelta(minutes=30)
ABSOLUTE = dt.timedelta(hours=12)
"""How long a session goes on without a request, and in all (TRUST.md, section 4)."""


def is_over(started_at: dt.datetime, seen_at: dt.datetime, now: dt.datetime) -> bool:
    """Tell whether a session has ended by itself."""
    return now - seen_at > IDLE or now - started_at > ABSOLUTE


@dataclass(frozen=True, slots=True)
class Session:
    """A session that goes on: the actor, with the grants that are in force today.

    `second_factor`: it was shown, or the user signed in on an enrolled device.
    `must_change`: the password was set by another, and only choosing an own one is allowed.
    """

    actor: Actor
    token_digest: bytes
    device_no: int | None
    how: str
    second_factor: bool
    must_change: bool
    has_second_factor: bool
    has_pin: bool
    started_at: dt.datetime
    seen_at: dt.datetime

    @property
    def is_full(self) -> bool:
        """Tell whether the user may do all that the grants allow.

        Whoever is more than a plain member, or has a second factor, must have shown it.
        """
        asked = self.actor.is_staff or self.has_second_factor
        return not self.must_change and (self.second_factor or not asked)
