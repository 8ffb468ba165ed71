"""The one shape in which every report is drawn: on a page, on paper, in a sheet, on a terminal."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias


class ColumnKind(StrEnum):
    """How the values of a column are written; amounts are minor units (đồng)."""

    TEXT = "text"
    AMOUNT = "amount"
    DATE = "date"
    COUNT = "count"


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
    """Words for a reader: a catalogue's msgid and its named parts."""

    msgid: str
    parts: tuple[tuple[str, "str | int | dt.date | Name"], ...] = ()


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


def phrase(msgid: str, **parts: "str | int | dt.date | Name") -> Phrase:
    """Return words with named parts, e.g. `phrase("As of %(day)s", day=day)`."""
    return Phrase(msgid, tuple(parts.items()))
