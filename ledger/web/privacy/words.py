"""What the pages of personal data share: the kinds of requests, a day, the way back."""

from collections.abc import Mapping

from ledger.core.privacy.consents import Way
from ledger.core.privacy.data_requests import RequestKind
from ledger.core.statements.table import Phrase, phrase
from ledger.web.addresses import Addresses
from ledger.web.form.fields import Field, FieldKind
from ledger.web.form.page import Words
from ledger.web.visit import Visit

KINDS: Mapping[RequestKind, Phrase] = {
    RequestKind.LOOK: phrase("To see the own data"),
    RequestKind.EXPORT: phrase("To have a copy of the own data"),
    RequestKind.CORRECT: phrase("To have something corrected"),
    RequestKind.RESTRICT: phrase("To restrict the use of the own data"),
    RequestKind.ERASE: phrase("To be erased"),
    RequestKind.WITHDRAW: phrase("To take a consent back"),
    RequestKind.OBJECT: phrase("To object to the use of the own data"),
}
WAYS: Mapping[Way, Phrase] = {
    Way.SIGNED: phrase("Signed on paper"),
    Way.SPOKEN: phrase("Said, before a witness"),
    Way.SCREEN: phrase("Given on the screen"),
}


def day(visit: Visit) -> Field:
    """Return the field of a day, today unless another is typed."""
    return Field(
        name="on", label=phrase("Which day"), kind=FieldKind.DAY, longest=10,
        hint=phrase("A day as in 10/03/2026"), usual=visit.reader.date(visit.today),
    )  # fmt: skip


def privacy_way(visit: Visit) -> tuple[tuple[str, Words], ...]:
    """Return the pages that all of these lie below."""
    front = Addresses(visit.code).front
    return (front, visit.club.club.name), (f"{front}privacy", phrase("Personal data"))
