"""What the board saw of a loan's use, held against what was agreed."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ledger.core.loans.purposes import PurposeKind


class UsedFor(StrEnum):
    """What borrowed money was used for: a kind of work, or none."""

    LARGE_LIVESTOCK = "large_livestock"
    POULTRY = "poultry"
    AQUACULTURE = "aquaculture"
    CROPS = "crops"
    TRADE = "trade"
    CRAFT = "craft"
    PROCESSING = "processing"
    SERVICES = "services"
    OTHER = "other"
    HOUSEHOLD_NEEDS = "household_needs"
    OTHER_DEBT = "other_debt"
    LENT_ON = "lent_on"
    NOT_USED = "not_used"

    def is_of(self, kind: PurposeKind | None) -> bool:
        """Tell whether it is the kind of work that was agreed."""
        return kind is not None and self.value == kind.value


@dataclass(frozen=True, slots=True, kw_only=True)
class UseCheck:
    """Somebody of the board, by member number, saw that so much was used for that, in đồng."""

    check_no: int
    checked_on: dt.date
    used_for: UsedFor
    amount: int
    checked_by: int
    remark: str | None = None


class UseVerdict(StrEnum):
    """How a loan's use stands against what was agreed."""

    NOT_CHECKED = "not_checked"
    AS_AGREED = "as_agreed"
    PARTLY = "partly"
    OTHERWISE = "otherwise"
    KIND_UNKNOWN = "kind_unknown"
    """It was looked at, but nobody wrote down what the loan was for."""


@dataclass(frozen=True, slots=True)
class Use:
    """What a loan was used for when it was last looked at, in đồng of what was lent.

    `unseen` is what nobody saw the use of.
    """

    as_agreed: int
    otherwise: int
    unseen: int
    checked_on: dt.date | None
    verdict: UseVerdict


def use_of(checks: Iterable[UseCheck], kind: PurposeKind | None, lent: int) -> Use:
    """Return a loan's use by the checks of the last day on which somebody looked."""
    told = list(checks)
    checked_on = max((one.checked_on for one in told), default=None)
    last = [one for one in told if one.checked_on == checked_on]
    as_agreed = sum(one.amount for one in last if one.used_for.is_of(kind))
    otherwise = sum(one.amount for one in last) - as_agreed
    unseen = max(lent - as_agreed - otherwise, 0)
    if checked_on is None:
        verdict = UseVerdict.NOT_CHECKED
    elif kind is None:
        verdict = UseVerdict.KIND_UNKNOWN
    elif not otherwise and not unseen:
        verdict = UseVerdict.AS_AGREED
    else:
        verdict = UseVerdict.PARTLY if as_agreed else UseVerdict.OTHERWISE
    return Use(as_agreed, otherwise, unseen, checked_on, verdict)
