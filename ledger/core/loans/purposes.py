"""What members borrow for, by kind of work."""

from enum import StrEnum


class PurposeKind(StrEnum):
    """The kinds of work that clubs lend for (DOMAIN.md, section 10)."""

    LARGE_LIVESTOCK = "large_livestock"
    """Cattle, buffaloes, pigs, goats."""
    POULTRY = "poultry"
    AQUACULTURE = "aquaculture"
    CROPS = "crops"
    TRADE = "trade"
    CRAFT = "craft"
    PROCESSING = "processing"
    SERVICES = "services"
    OTHER = "other"
