"""The choices that a loan product makes, by name."""

from enum import StrEnum


class InterestMethod(StrEnum):
    """On what interest is charged (RULES.md, section 2)."""

    FLAT = "flat"
    """On the sum lent, to the end."""
    DECLINING = "declining"
    """On the principal outstanding at the start of each period."""


class PrincipalMethod(StrEnum):
    """How a loan's principal comes back (RULES.md, section 2)."""

    BULLET = "bullet"
    EQUAL_PRINCIPAL = "equal_principal"
    EQUAL_INSTALMENTS = "equal_instalments"
    FREE = "free"


class LevelBasis(StrEnum):
    """At which rate level instalments are worked out where periods are not alike."""

    TRUE_PERIODS = "true_periods"
    """At each period's own: the last instalment differs by rounding only."""
    MEAN_PERIOD = "mean_period"
    """At the mean of all: simple tables, and Fineract's older engine on daily interest."""


class LastInstalment(StrEnum):
    """What of the last instalment takes the difference that rounding leaves."""

    TOTAL = "total"
    """It pays all principal left and its interest; its sum differs from the others."""
    INTEREST = "interest"
    """It keeps the sum of the others; its interest absorbs the rounding (the curo library)."""


class FeeTime(StrEnum):
    """When a fee is taken."""

    AT_DISBURSEMENT = "at_disbursement"
    PER_INSTALMENT = "per_instalment"
