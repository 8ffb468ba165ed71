"""Who sits at the terminal: the reader's language, the books that were named, what is shown."""

import sys
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import click

from ledger.i18n.locale import Language, Locale

LANGUAGE = "LEDGER_LANGUAGE"
DATABASE = "LEDGER_DATABASE_URL"
OWNER = "LEDGER_OWNER_URL"
DEBUG = "LEDGER_DEBUG"

HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Kinds of letters that cannot be seen: controls, turning marks, halves of a pair."""


def _(msgid: str) -> str:
    """Mark a text of the catalogue that is put into the reader's language when it is shown."""
    return msgid


@dataclass(slots=True)
class Terminal:
    """A reader's language and wishes; `database` is a URL, None for the reader's own file."""

    locale: Locale
    database: str | None = None
    owner: str | None = None
    is_debugging: bool = False

    def say(self, msgid: str, /, **parts: str | int) -> str:
        """Return a sentence in the reader's language."""
        return self.locale.gettext(msgid, **parts)

    def show(self, text: str = "") -> None:
        """Write a line of what was asked for."""
        print(visible(text))

    def show_plain(self, text: str) -> None:
        """Write what another program reads, letter by letter."""
        print(text)

    def show_bytes(self, content: bytes) -> None:
        """Write a file's content as it is."""
        sys.stdout.flush()
        sys.stdout.buffer.write(content)

    def ask(self, sentence: str) -> str:
        """Return what the reader types as an answer."""
        return str(click.prompt(visible(sentence), err=True))

    def ask_secret(self, sentence: str) -> str:
        """Return what the reader types unseen."""
        return str(click.prompt(visible(sentence), err=True, hide_input=True))

    def tell(self, text: str = "") -> None:
        """Write a line beside what was asked for: progress, a refusal, a hint."""
        print(visible(text), file=sys.stderr, flush=True)


def visible(text: str) -> str:
    """Return text in which every control is shown and none is obeyed.

    A hostile workbook's cell, shown as it is, could repaint the screen or turn its direction.
    """
    if text.isprintable():
        return text
    return "".join(
        repr(letter)[1:-1] if unicodedata.category(letter) in HIDDEN and letter != "\n" else letter
        for letter in text
    )


def terminal_of(context: click.Context | None) -> Terminal:
    """Return the terminal that a command was given at."""
    found = context.find_object(Terminal) if context is not None else None
    return found or Terminal(Locale(Language.VI))


def asked_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Return the language asked for, before anything else is read: help needs it already.

    Vietnamese unless English is asked for; a machine's own setting (LANG) says nothing, because
    a village's laptop often speaks English while its reader does not. What is no language is
    refused later, where options are read.
    """
    asked = environment.get(LANGUAGE, "")
    words = arguments[: list(arguments).index("--")] if "--" in arguments else arguments
    for word, following in pairwise([*words, ""]):
        name, equals, value = word.partition("=")
        if name == "--language":
            asked = value if equals else following
    return Language.EN if asked.lower() == Language.EN else Language.VI
