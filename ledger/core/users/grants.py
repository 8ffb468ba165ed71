"""Roles and grants: who may act, in which club or area, from and until when."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ledger.core.errors import NotFound


class Role(StrEnum):
    """What kind of user somebody is, somewhere."""

    ADMIN = "admin"
    """Makes clubs and users for the whole installation; sees no club's money by it."""
    TREASURER = "treasurer"
    ACCOUNTANT = "accountant"
    CHAIR = "chair"
    """Approves what others record."""
    CONTROLLER = "controller"
    MEMBER = "member"
    AUDITOR = "auditor"
    OFFICER = "officer"
    """Of a commune, a province or the nation: sums; a club's entries by a grant naming the club."""


@dataclass(frozen=True, slots=True)
class Place:
    """A club as grants see it: its number, its code, and the area that it lies in."""

    club_id: int
    code: str
    commune: str | None = None
    province: str | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """A role in a club, in an area (a commune of a province, a province), or everywhere.

    Without a club, a province or a commune it is for the whole country. `valid_until` is the
    last day of it, None when it has no end. `member_no` is the member that a MEMBER is.
    """

    grant_no: int
    role: Role
    valid_from: dt.date
    valid_until: dt.date | None = None
    club_id: int | None = None
    club_code: str | None = None
    province: str | None = None
    commune: str | None = None
    member_no: int | None = None

    def is_in_force(self, on: dt.date) -> bool:
        """Tell whether the grant holds on a day."""
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)

    @property
    def names_a_club(self) -> bool:
        """Tell whether the grant is for one club by name."""
        return self.club_id is not None

    def covers(self, place: Place) -> bool:
        """Tell whether a club lies where the grant is for."""
        if self.club_id is not None:
            return self.club_id == place.club_id
        if self.role is Role.ADMIN:
            return True
        if self.commune is not None:
            return (self.province, self.commune) == (place.province, place.commune)
        return self.province is None or self.province == place.province


@dataclass(eq=False)
class NothingThere(NotFound):
    """What is asked for is not there, or is not for this reader: both are told alike."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts now: the user, and the grants that are in force today."""

    user_id: int
    sign_in_name: str
    name: str
    grants: tuple[Grant, ...]

    @property
    def is_staff(self) -> bool:
        """Tell whether the user is anything but a plain member, and so needs a second factor."""
        return any(grant.role is not Role.MEMBER for grant in self.grants)

    def roles_in(self, place: Place) -> frozenset[Role]:
        """Return the roles that the user has in a club, by whatever grant."""
        return frozenset(grant.role for grant in self.grants if grant.covers(place))
