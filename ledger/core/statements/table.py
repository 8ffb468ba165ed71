"""The one shape in which every report is drawn: on a page, on paper, in a sheet, on a terminal."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from ledger.core.money import Money


class ColumnKind(StrEnum):
    """How the values of a column are written; amounts are minor units (đồng).

    A `NUMBER` names something, an entry or a row: its digits are not grouped.
    """

    TEXT = "text"
    AMOUNT = "amount"
    DATE = "date"
    COUNT = "count"
    NUMBER = "number"


class RowKind(StrEnum):
    """What a row is in its table."""

    LINE = "line"
    HEADING = "heading"
    OPENING = "opening"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words for a reader: a catalogue's msgid and its named parts.

    An amount of money is written with its sign, a fraction as per cent, a number as it is.
    """

    msgid: str
    parts: tuple[tuple[str, "Part"], ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """A name that is stored in both languages: an account's, a fund's."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Drill:
    """Where a figure's makings are shown: a report's name and its arguments."""

    report: str
    arguments: tuple[tuple[str, str | int | dt.date | None], ...] = ()


Part: TypeAlias = str | int | dt.date | Name | Money | Fraction
Value: TypeAlias = str | int | dt.date | Phrase | Name | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row: a value a column, and for some columns (by index) where the figure comes from."""

    values: tuple[Value, ...]
    kind: RowKind = RowKind.LINE
    drills: tuple[tuple[int, Drill], ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column's key (stable, for CSV and tests), its title and how it is written."""

    key: str
    title: Phrase
    kind: ColumnKind = ColumnKind.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """A report ready to be drawn: title, whose books, for when, columns and rows."""

    name: str
    title: Phrase
    club: str
    scope: tuple[Phrase, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[Phrase, ...] = field(default=())


def phrase(msgid: str, **parts: Part) -> Phrase:
    """Return words with named parts, e.g. `phrase("As of %(day)s", day=day)`."""
    return Phrase(msgid, tuple(parts.items()))


def filled(words: Phrase, **parts: Part) -> Phrase:
    """Return a phrase that stands without its named parts, in a table of words, with them."""
    return Phrase(words.msgid, tuple(parts.items()))
