"""The names of the groups and standings by which outcomes are told, in words."""

from collections.abc import Mapping

from ledger.core.outcomes.groups import (
    ALL,
    FROM_55,
    FROM_60,
    IN_DIFFICULTY,
    KINDS,
    KINH,
    MEN,
    MINORITY,
    MINORITY_WITHOUT_HOA,
    NEAR_POOR,
    NO_AGE,
    NO_CLASS,
    NO_ETHNIC_GROUP,
    NO_SEX,
    NOT_POOR,
    POOR,
    POOR_OR_NEAR_POOR,
    WOMEN,
    YEAR,
    Group,
)
from ledger.core.outcomes.sums import Standing
from ledger.core.statements.lending import PURPOSES
from ledger.core.statements.table import Phrase, phrase

NO_KIND = phrase("Kind of work not written down")

PEOPLE: Mapping[str, Phrase] = {
    ALL.name: phrase("All borrowers"),
    POOR.name: phrase("Poor"),
    NEAR_POOR.name: phrase("Near-poor"),
    POOR_OR_NEAR_POOR.name: phrase("Poor or near-poor"),
    NOT_POOR.name: phrase("Neither poor nor near-poor"),
    NO_CLASS.name: phrase("Class not written down"),
    WOMEN.name: phrase("Women"),
    MEN.name: phrase("Men"),
    NO_SEX.name: phrase("Sex not written down"),
    FROM_55.name: phrase("55 and older"),
    FROM_60.name: phrase("60 and older"),
    NO_AGE.name: phrase("Year of birth not written down"),
    MINORITY.name: phrase("Ethnic minority"),
    MINORITY_WITHOUT_HOA.name: phrase("Ethnic minority, Hoa not counted"),
    KINH.name: phrase("Kinh"),
    NO_ETHNIC_GROUP.name: phrase("Ethnic group not written down"),
    IN_DIFFICULTY.name: phrase("In difficulty"),
}

STANDINGS: Mapping[Standing, Phrase] = {
    Standing.POOR: phrase("Poor"),
    Standing.NEAR_POOR: phrase("Near-poor"),
    Standing.ABOVE: phrase("Neither poor nor near-poor"),
    Standing.UNKNOWN: phrase("Class not written down"),
}


def group_name(group: Group) -> Phrase | str:
    """Return the name of a group of people, of a kind of work, or of a year."""
    if group.name in PEOPLE:
        return PEOPLE[group.name]
    if group.name.startswith(YEAR):
        return group.name.removeprefix(YEAR)
    kind = KINDS[group]
    return NO_KIND if kind is None else PURPOSES[kind]
