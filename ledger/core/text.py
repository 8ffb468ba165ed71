"""Text that people type: made normal, checked, and turned into keys to sort and to search by."""

import unicodedata
from dataclasses import dataclass

from ledger.core.errors import RuleBroken

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
"""The Vietnamese alphabet in its order, with the four letters of foreign names."""

_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
"""Tones as dictionaries order them: none, huyền, hỏi, ngã, sắc, nặng."""

_SHAPES = {"\u0306", "\u0302", "\u031b"}
"""Marks that make a letter of their own: ă, â (ê, ô), ơ (ư)."""

_RANK = {letter: chr(ord("A") + rank) for rank, letter in enumerate(_ALPHABET)}

_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Invisible marks that turn the direction of writing, and so may show another text."""

_UNSEEN = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Kinds of character that are no text of one line: controls, half pairs, ends of lines."""


@dataclass(eq=False)
class TextTooLong(RuleBroken):
    """A text has more than `longest` characters."""

    length: int
    longest: int


@dataclass(eq=False)
class ControlCharacter(RuleBroken):
    """A text holds a character that cannot be seen: a control, half of a pair, a turning mark."""

    position: int
    code: str


@dataclass(eq=False)
class TextNotNormal(RuleBroken):
    """A text is not in the composed form (NFC) in which text is stored."""

    text: str


@dataclass(eq=False)
class WordsMissing(RuleBroken):
    """A text that must say something is empty; `what` is what it should say."""

    what: str


def normal(text: str) -> str:
    """Return text in the composed form (NFC), without spaces at its ends."""
    return unicodedata.normalize("NFC", text).strip()


def check_text(text: str, longest: int) -> None:
    """Refuse text that cannot be stored (`TextTooLong`, `ControlCharacter`, `TextNotNormal`)."""
    if len(text) > longest:
        raise TextTooLong(length=len(text), longest=longest)
    if not text.isprintable():
        for position, letter in enumerate(text, 1):
            if unicodedata.category(letter) in _UNSEEN or letter in _DIRECTIONS:
                raise ControlCharacter(position=position, code=f"U+{ord(letter):04X}")
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        raise TextNotNormal(text=text)


def check_words(what: str, text: str, longest: int) -> None:
    """Refuse text that says nothing (`WordsMissing`) or that cannot be stored (`check_text`)."""
    if not text.strip():
        raise WordsMissing(what=what)
    check_text(text, longest)


def without_accents(text: str) -> str:
    """Return lower-case letters without any mark, đ as d: what a search by name compares."""
    letters = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(plain.split())


def name_sort_key(name: str) -> str:
    """Return a key that sorts names by given name, then by the rest, in Vietnamese order.

    The given name is the last word. Syllable by syllable letters count before tones, as in a
    dictionary; the key is plain ASCII, so that every database sorts it alike byte by byte.
    """
    words = unicodedata.normalize("NFC", name.casefold()).split()
    return " ".join(map(_syllable_key, [*words[-1:], *words[:-1]]))


def _syllable_key(word: str) -> str:
    """Return ranks of letters, then the tone; what is no letter is left out."""
    ranks: list[str] = []
    tone = "0"
    for mark in unicodedata.normalize("NFD", word):
        if mark in _TONES:
            tone = _TONES[mark]
        elif mark in _SHAPES and ranks:
            shaped = unicodedata.normalize("NFC", ranks[-1] + mark)
            ranks[-1] = shaped if shaped in _RANK else ranks[-1]
        elif mark in _RANK or (mark.isdigit() and mark.isascii()):
            ranks.append(mark)
    return "".join(_RANK.get(letter, letter) for letter in ranks) + tone
