"""A report on a terminal: aligned text, JSON or CSV."""

import datetime as dt
import json
import os
import shutil
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from ledger.cli.terminal import Terminal, _
from ledger.core.statements.table import Column, ColumnKind, Phrase, Row, RowKind, Table, Value
from ledger.files.words import phrase_text, value_text
from ledger.i18n import formats
from ledger.i18n.locale import Locale

GAP = 2
NARROWEST = 8
"""A column of text is not made narrower than this, even on a narrow terminal."""
RULED = {RowKind.SUBTOTAL, RowKind.TOTAL, RowKind.CLOSING}
GROUPED = {ColumnKind.AMOUNT, ColumnKind.COUNT}
RIGHT = {*GROUPED, ColumnKind.NUMBER}

_NO_TITLE = Phrase("")

Json: TypeAlias = Mapping[str, "Json"] | Sequence["Json"] | str | int | None


def show_table(table: Table, terminal: Terminal, form: str) -> None:
    """Write a report to standard output as `text`, `json` or `csv`."""
    if form == "json":
        show_json(table_json(table, terminal.locale), terminal)
    elif form == "csv":
        from ledger.files.csv import table_csv

        terminal.show_bytes(table_csv(table, terminal.locale))
    else:
        for line in headed(table, terminal.locale, room()):
            terminal.show(line)


def show_list(columns: Sequence[Column], rows: Sequence[Row], terminal: Terminal) -> None:
    """Write a list that is no report as aligned text."""
    table = Table("", _NO_TITLE, "", (), tuple(columns), tuple(rows))
    for line in drawn(table, terminal.locale, room()):
        terminal.show(line)


def show_csv(keys: Sequence[str], rows: Sequence[Sequence[Value]], terminal: Terminal) -> None:
    """Write a list that is no report as CSV, under the keys of its columns."""
    from ledger.files.csv import table_csv

    columns = tuple(Column(key, _NO_TITLE) for key in keys)
    listed = tuple(Row(tuple(row)) for row in rows)
    table = Table("", _NO_TITLE, "", (), columns, listed)
    terminal.show_bytes(table_csv(table, terminal.locale))


def show_json(value: Json, terminal: Terminal) -> None:
    """Write a value as JSON to standard output, in letters as they are."""
    terminal.show_plain(json.dumps(value, ensure_ascii=False, indent=1))


def table_json(table: Table, locale: Locale) -> Json:
    """Return a report for another program: amounts in minor units, days as 2025-12-31."""
    keys = [column.key for column in table.columns]
    return {
        "report": table.name,
        "title": phrase_text(table.title, locale),
        "club": table.club,
        "scope": [phrase_text(line, locale) for line in table.scope],
        "columns": [
            {"key": one.key, "title": phrase_text(one.title, locale), "kind": one.kind.value}
            for one in table.columns
        ],
        "rows": [
            {
                "kind": row.kind.value,
                "values": {
                    key: _plain(value, locale) for key, value in zip(keys, row.values, strict=True)
                },
            }
            for row in table.rows
        ],
        "notes": [phrase_text(note, locale) for note in table.notes],
    }


def _plain(value: Value, locale: Locale) -> Json:
    if value is None or isinstance(value, int):
        return value
    return value.isoformat() if isinstance(value, dt.date) else value_text(value, locale)


def room() -> int | None:
    """Return how many letters fit side by side; None where there is no terminal to fit."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit():
        return shutil.get_terminal_size().columns
    return None


def headed(table: Table, locale: Locale, width: int | None) -> Iterator[str]:
    """Give the lines of a report under its title, with its notes."""
    head = [table.club, phrase_text(table.title, locale)]
    yield from filter(None, [*head, *(phrase_text(line, locale) for line in table.scope)])
    yield ""
    yield from drawn(table, locale, width)
    if not table.rows:
        yield locale.gettext(_("There is nothing here yet."))
    for note in table.notes:
        yield from ["", *_wrapped(phrase_text(note, locale), width)]


def drawn(table: Table, locale: Locale, width: int | None) -> Iterator[str]:
    """Give the lines of a table: titles, a rule, rows; amounts stand to the right."""
    titles = [phrase_text(column.title, locale) for column in table.columns]
    kinds = [column.kind for column in table.columns]
    rows = [
        [_cell(value, kind, locale) for value, kind in zip(row.values, kinds, strict=True)]
        for row in table.rows
    ]
    widths = _widths(table, titles, rows, width)
    rights = [column.kind in RIGHT for column in table.columns]
    yield from _lines(titles, widths, rights)
    rule = (" " * GAP).join("-" * one for one in widths)
    yield rule
    for row, words in zip(table.rows, rows, strict=True):
        if row.kind in RULED:
            yield rule
        if row.kind is RowKind.HEADING:
            yield " ".join(filter(None, words))
        else:
            yield from _lines(words, widths, rights)


def _cell(value: Value, kind: ColumnKind, locale: Locale) -> str:
    if isinstance(value, int) and kind in GROUPED:
        return formats.count(value, locale.language)
    return value_text(value, locale)


def _widths(
    table: Table, titles: Sequence[str], rows: Sequence[Sequence[str]], width: int | None
) -> list[int]:
    """Return the columns' widths; the widest texts give way first where room is short."""
    counted = [
        words
        for row, words in zip(table.rows, rows, strict=True)
        if row.kind is not RowKind.HEADING
    ]
    found = [
        max(map(letters, [title, *(words[index] for words in counted)]))
        for index, title in enumerate(titles)
    ]
    for index, column in enumerate(table.columns):
        if column.kind is not ColumnKind.TEXT:
            widest = max([letters(words[index]) for words in counted], default=0)
            found[index] = max(widest, *map(letters, titles[index].split()))
    texts = [i for i, one in enumerate(table.columns) if one.kind is ColumnKind.TEXT]
    while width is not None and texts and sum(found) + GAP * (len(found) - 1) > width:
        widest_text = max(texts, key=lambda index: found[index])
        if found[widest_text] <= NARROWEST:
            break
        found[widest_text] -= 1
    return found


def _lines(words: Sequence[str], widths: Sequence[int], rights: Sequence[bool]) -> Iterator[str]:
    """Give the lines of one row, whose words are broken to their columns."""
    broken = [_wrapped(one, width) for one, width in zip(words, widths, strict=True)]
    for number in range(max(map(len, broken))):
        parts = [
            _padded(lines[number] if number < len(lines) else "", width, is_right=is_right)
            for lines, width, is_right in zip(broken, widths, rights, strict=True)
        ]
        yield (" " * GAP).join(parts).rstrip()


def _wrapped(text: str, width: int | None) -> list[str]:
    """Return text in lines of at most `width` letters; wide letters count twice."""
    if width is None or letters(text) <= width:
        return [text]
    lines, line = [], ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if letters(longer) <= width:
            line = longer
            continue
        lines += [line] if line else []
        line = word
        while letters(line) > width:
            head = _head(line, width)
            lines.append(head)
            line = line[len(head) :]
    return [*lines, line]


def _head(word: str, width: int) -> str:
    """Return as much of a word as fits, at least one letter, its marks not torn off."""
    end = 1
    while end < len(word) and letters(word[: end + 1]) <= width:
        end += 1
    return word[:end]


def _padded(text: str, width: int, *, is_right: bool) -> str:
    space = " " * (width - letters(text))
    return space + text if is_right else text + space


def letters(text: str) -> int:
    """Return how many places text takes on a terminal: marks none, wide letters two."""
    if text.isascii():
        return len(text)
    return sum(map(_places, text))


def _places(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1
