"""A reader's language, and the sentences of the catalogue in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

CATALOGUE = Path(__file__).with_name("catalogue")
"""A folder a language; in it a file a storey or room, all read as one."""


class Language(StrEnum):
    """A language in which everything can be read."""

    VI = "vi"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Locale:
    """A reader's language, which gives the sentences of the catalogue."""

    language: Language

    def gettext(self, msgid: str, /, **parts: str | int) -> str:
        """Return a sentence with its named parts filled in: `%(name)s`.

        English is the msgid itself; so is what a catalogue lacks (tests find every gap). A %
        stands as it is in a sentence that has no parts or is given none; beside parts it is
        doubled.
        """
        sentence = _sentences(self.language).get(msgid, msgid)
        return sentence % parts if parts and "%(" in sentence else sentence


@cache
def _sentences(language: Language) -> Mapping[str, str]:
    """Return every sentence of a language by its msgid; read once, as the first is asked for."""
    found: dict[str, str] = {}
    for path in sorted((CATALOGUE / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                # Under an empty msgid a file says what it is itself.
                if message.id and isinstance(message.id, str) and isinstance(message.string, str):
                    found[message.id] = message.string or message.id
    return found
