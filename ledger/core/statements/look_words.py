"""What is called what somebody looked at in a member's record."""

from collections.abc import Mapping

from ledger.core.statements.table import Phrase, filled, phrase

LOOKS: Mapping[str, Phrase] = {
    "members": phrase("The list of all members"),
    "member": phrase("The member's page"),
    "statement": phrase("The member's statement"),
    "loan": phrase("Loan no. %(number)s"),
    "application": phrase("Application no. %(number)s"),
    "minutes": phrase("The minutes of a meeting"),
    "own-data": phrase("All that the club holds about the member"),
    "privacy": phrase("Consents, requests and restrictions"),
    "search": phrase("Search in the books"),
    "export": phrase("The books as a file"),
    "slip": phrase("The member's slip"),
}
"""By the word that is kept; a number may stand behind it, as in “loan 12”."""


def look_words(what: str) -> Phrase | str:
    """Return in words what was looked at; what is not known is told as it was kept."""
    word, _, number = what.partition(" ")
    found = LOOKS.get(word)
    return what if found is None else filled(found, number=number) if number else found
