"""Clubs and their own rules as values."""

import datetime as dt
from dataclasses import dataclass

from ledger.core.loans.lending_rules import LendingRules
from ledger.core.money import VND, Currency


@dataclass(frozen=True, slots=True)
class Club:
    """A club, as its founding decision names it."""

    code: str
    name: str
    currency: Currency = VND
    village: str | None = None
    commune: str | None = None
    province: str | None = None
    decision_no: str | None = None
    decided_on: dt.date | None = None
    decision_issuer: str | None = None


LARGEST_PAYMENT = 2_000_000
"""What is paid out without a second person where the club's rules set no limit, in đồng."""


@dataclass(frozen=True, slots=True)
class ClubRules:
    """A version of a club's rules: dues in đồng a month, interest shares in per cent.

    `shares` go to capital, activity and mutual help, in that order, and sum to 100;
    `principal_multiple` is what instalments of principal are rounded up to, in đồng; `lending`
    are its rules of lending, where it has set any. Above `payment_limit`, in đồng, a payment needs
    a second person.
    """

    valid_from: dt.date
    meeting_day: int = 10
    dues: int = 0
    shares: tuple[int, int, int] = (0, 100, 0)
    principal_multiple: int = 1_000
    lending: LendingRules | None = None
    payment_limit: int | None = None

    @property
    def rules_of_lending(self) -> LendingRules:
        """Return the rules of lending, those by default where the club has set none."""
        return self.lending or LendingRules()

    @property
    def paid_alone(self) -> int:
        """Return up to what one person pays out, in đồng; above it a second one approves."""
        return LARGEST_PAYMENT if self.payment_limit is None else self.payment_limit
