"""A club's own rules of lending, a part of its dated rules."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ledger.core.errors import RuleBroken
from ledger.core.loans.granting import LendingLimits
from ledger.core.loans.rate import LEGAL_CAP, Rate, RatePeriod, check_rate
from ledger.core.money import LARGEST_MINOR


@dataclass(eq=False)
class LendingRuleOutOfRange(RuleBroken):
    """A rule of lending has a value that no club can live by; it is named as its field is."""

    rule: str


class Basis(StrEnum):
    """When interest is income of the club (RULES.md, section 5)."""

    CASH = "cash"
    """When it is received: the clubs' way."""
    ACCRUAL = "accrual"
    """When it has run up, received or not."""


class QueueKey(StrEnum):
    """What puts one application before another."""

    POOR = "poor"
    NEAR_POOR = "near_poor"
    """A near-poor household, or a poor one."""
    DIFFICULTY = "difficulty"
    FIRST_LOAN = "first_loan"
    """Members who never had a loan."""
    APPLIED_ON = "applied_on"
    AMOUNT = "amount"
    """The smaller sum first."""
    APPLICATION_NO = "application_no"
    """The lower number first: it always decides at last."""


POOREST_FIRST = (
    QueueKey.POOR, QueueKey.NEAR_POOR, QueueKey.DIFFICULTY, QueueKey.FIRST_LOAN,
    QueueKey.APPLIED_ON, QueueKey.AMOUNT,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class LendingRules:
    """What a club's rules (`core.clubs.ClubRules`, dated) say of lending; amounts in đồng.

    `ceiling`: to one loan (Decision 20/2017/QĐ-TTg: 50 million). `most_running`: loans at once to
    a member, or to a whole household (`by_household`). `yearly_cap`: the club's own, the law's at
    most. `quorum`: of the members, at a vote. `may_pass`: a smaller loan may pass one before it
    that the fund cannot serve yet. `months_of_history`: from which a forecast learns. `reserve`:
    kept in the fund and never lent. `longest_extension`: of a loan's term. `poor_share`: so much of
    what is lent in a year at least goes to poor and near-poor households; none: no rule.
    """

    ceiling: int = 50_000_000
    most_running: int = 1
    by_household: bool = True
    yearly_cap: Rate = LEGAL_CAP
    quorum: Fraction = Fraction(1, 2)
    queue_order: tuple[QueueKey, ...] = POOREST_FIRST
    may_pass: bool = False
    months_of_history: int = 12
    reserve: int = 0
    longest_extension: Fraction = Fraction(1, 2)
    basis: Basis = Basis.CASH
    poor_share: Fraction | None = None

    def __post_init__(self) -> None:
        """Refuse what no club can live by (`LendingRuleOutOfRange`)."""
        in_range = {
            "ceiling": 1 <= self.ceiling <= LARGEST_MINOR,
            "most_running": self.most_running >= 1,
            "yearly_cap": self.yearly_cap.per is not RatePeriod.TERM,
            "quorum": 0 < self.quorum <= 1,
            "queue_order": len(set(self.queue_order)) == len(self.queue_order),
            "months_of_history": 1 <= self.months_of_history <= 120,
            "reserve": 0 <= self.reserve <= LARGEST_MINOR,
            "longest_extension": 0 <= self.longest_extension <= 1,
            "poor_share": self.poor_share is None or 0 < self.poor_share <= 1,
        }
        for rule, is_right in in_range.items():
            if not is_right:
                raise LendingRuleOutOfRange(rule=rule)

    @property
    def limits(self) -> LendingLimits:
        """Return what is lent at most, as `granting.check_lending` asks for it."""
        return LendingLimits(most=self.ceiling, most_running=self.most_running)

    @property
    def cap(self) -> Rate:
        """Return the lower of the club's cap and the law's."""
        return min(self.yearly_cap, LEGAL_CAP, key=Rate.yearly)


def check_lending_rules(rules: LendingRules) -> None:
    """Refuse rules that a club may not adopt: a cap above the law's (`RateAboveCap`)."""
    check_rate(rules.yearly_cap)
