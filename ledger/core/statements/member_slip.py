"""The slip by which a member opens the own page: a code to scan, with how to use it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberSlip:
    """A slip: whose it is, and the address that its code holds; the PIN is on no paper."""

    club: str
    name: str
    member_code: str
    address: str
