"""The fields that acts about a household's class ask: the class, the certificate and its day."""

from ledger.core.statements.table import Phrase, phrase
from ledger.core.workbook.values import HouseholdClass
from ledger.web.form.fields import Choice, Field, FieldKind

CLASSES = {
    HouseholdClass.POOR: phrase("Poor"),
    HouseholdClass.NEAR_POOR: phrase("Near-poor"),
    HouseholdClass.AVERAGE: phrase("Average"),
    HouseholdClass.OTHER: phrase("Other"),
}
CLASS_CHOICES = tuple(Choice(one.value, words) for one, words in CLASSES.items())
CERTIFICATE = Field(
    name="certificate", label=phrase("The commune's certificate, its number"), is_required=False,
    longest=40,
)  # fmt: skip
CERTIFICATE_ON = Field(
    name="certificate_on", label=phrase("Day of the certificate"), kind=FieldKind.DAY,
    is_required=False, longest=10, hint=phrase("A day as in 10/03/2026"),
)  # fmt: skip


def household_class(*, is_required: bool = True, label: Phrase | None = None) -> Field:
    """Return the choice of a household's class."""
    return Field(
        name="class", label=label or phrase("The household's class"), kind=FieldKind.CHOICE,
        choices=CLASS_CHOICES, is_required=is_required,
        hint=phrase("By the commune's certificate of this year"),
    )  # fmt: skip
