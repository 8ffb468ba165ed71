"""A report's rows in a reader's words, and the widths they ask for."""

from dataclasses import dataclass

from ledger.core.statements.table import ColumnKind, Row, RowKind, Table, Value
from ledger.pdf.columns import Wanted
from ledger.pdf.fonts import BOLD, REGULAR, Style
from ledger.pdf.words import Speaker

_PLAIN, _STRONG = Style(REGULAR, 1), Style(BOLD, 1)


@dataclass(frozen=True, slots=True)
class Cells:
    """A row in a reader's words, not yet broken into lines."""

    kind: RowKind
    words: tuple[str, ...]

    @property
    def is_line(self) -> bool:
        """Tell whether this is an ordinary row, drawn in the plain face."""
        return self.kind is RowKind.LINE

    @property
    def is_heading(self) -> bool:
        """Tell whether this row only names the rows below it."""
        return self.kind is RowKind.HEADING

    @property
    def is_sum(self) -> bool:
        """Tell whether a line is drawn above this row, as above a sum on paper."""
        return self.kind in {RowKind.SUBTOTAL, RowKind.TOTAL, RowKind.CLOSING}

    @property
    def is_final(self) -> bool:
        """Tell whether the sums end here."""
        return self.kind in {RowKind.TOTAL, RowKind.CLOSING}


def cells(table: Table, speaker: Speaker) -> list[Cells]:
    """Return the rows in words: amounts without their ₫, nothing where there is no value."""
    kinds = [column.kind for column in table.columns]

    def words(value: Value, kind: ColumnKind) -> str:
        if isinstance(value, int) and kind in {ColumnKind.AMOUNT, ColumnKind.COUNT}:
            return speaker.figure(value)
        return speaker.value(value)

    def row_words(row: Row) -> tuple[str, ...]:
        return tuple(map(words, row.values, kinds))

    return [Cells(row.kind, row_words(row)) for row in table.rows]


def wanted(kind: ColumnKind, title: str, rows: list[Cells], index: int) -> Wanted:
    """Return what the column at `index` asks for, in multiples of the size of type.

    The words of a heading or a sum do not count in a column of text: they run on over the
    empty cells beside them.
    """
    is_text = kind is ColumnKind.TEXT
    plain = {row.words[index] for row in rows if row.is_line}
    strong = set() if is_text else {row.words[index] for row in rows if not row.is_line}
    return Wanted(
        kind,
        title_word=max(map(_STRONG.width, title.split(" "))),
        title=_STRONG.width(title),
        values=max([0.0, *map(_PLAIN.width, plain), *map(_STRONG.width, strong)]),
    )
