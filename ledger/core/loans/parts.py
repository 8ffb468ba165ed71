"""The four kinds of money that a loan is owed in, and sums that keep them apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Component(StrEnum):
    """What a part of a payment is for."""

    PRINCIPAL = "principal"
    INTEREST = "interest"
    FINE = "fine"
    FEE = "fee"


CHARGED = (Component.FINE, Component.FEE)
"""What is charged one by one, each with a due date of its own."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A sum by component, in minor units."""

    principal: int = 0
    interest: int = 0
    fine: int = 0
    fee: int = 0

    @classmethod
    def only(cls, component: Component, amount: int) -> "Parts":
        """Return a sum that is all of one component."""
        return cls().plus(component, amount)

    @property
    def total(self) -> int:
        """Return the whole sum."""
        return self.principal + self.interest + self.fine + self.fee

    @property
    def least(self) -> int:
        """Return the smallest part: below zero only where more was paid than was due."""
        return min(self.principal, self.interest, self.fine, self.fee)

    def of(self, component: Component) -> int:
        """Return one component's part."""
        match component:
            case Component.PRINCIPAL:
                return self.principal
            case Component.INTEREST:
                return self.interest
            case Component.FINE:
                return self.fine
            case Component.FEE:
                return self.fee

    def plus(self, component: Component, amount: int) -> "Parts":
        """Return the sum with so much more of one component."""
        principal, interest, fine, fee = self.principal, self.interest, self.fine, self.fee
        match component:
            case Component.PRINCIPAL:
                principal += amount
            case Component.INTEREST:
                interest += amount
            case Component.FINE:
                fine += amount
            case Component.FEE:
                fee += amount
        return Parts(principal, interest, fine, fee)

    def __add__(self, other: "Parts") -> "Parts":
        """Return the sum of two, each component by itself."""
        return Parts(
            self.principal + other.principal,
            self.interest + other.interest,
            self.fine + other.fine,
            self.fee + other.fee,
        )

    def __sub__(self, other: "Parts") -> "Parts":
        """Return the difference of two, each component by itself."""
        return Parts(
            self.principal - other.principal,
            self.interest - other.interest,
            self.fine - other.fine,
            self.fee - other.fee,
        )


NOTHING = Parts()


def sum_parts(parts: Iterable[Parts]) -> Parts:
    """Return the sum of several, each component by itself."""
    principal = interest = fine = fee = 0
    for one in parts:
        principal += one.principal
        interest += one.interest
        fine += one.fine
        fee += one.fee
    return Parts(principal, interest, fine, fee)
