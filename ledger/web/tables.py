"""A report's table in a reader's words, with the address behind each figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ledger.core.statements.table import Column, ColumnKind, Phrase, Row, RowKind, Table
from ledger.web.addresses import Addresses
from ledger.web.words import Reader

LEADS: Mapping[str, str] = {
    "fund-changes": "fund",
    "cash-book": "narration",
    "ledger": "narration",
    "journal": "narration",
    "member-statement": "what",
    "vouchers": "what",
    "loan-instalments": "due",
    "loan-schedule": "due",
    "loan-forecast": "what",
    "own-data": "what",
    "price-changes": "year",
    "composition": "group",
    "class-flows": "class",
    "class-list": "household",
    "who-saw-whom": "member",
}
"""The column that names a row; where none is said it is `name`."""

FIGURES: Mapping[str, frozenset[str]] = {
    "trial-balance": frozenset({"closing_debit", "closing_credit"}),
    "fund-changes": frozenset({"closing"}),
    "cash-book": frozenset({"received", "paid"}),
    "ledger": frozenset({"debit", "credit", "balance"}),
    "loans": frozenset({"outstanding"}),
    "members": frozenset({"owed"}),
    "vouchers": frozenset({"received", "paid"}),
    "entry": frozenset({"debit", "credit"}),
    "loan-instalments": frozenset({"total"}),
    "loan-schedule": frozenset({"total"}),
    "loan-forecast": frozenset({"as-expected"}),
    "loan-arrears": frozenset({"outstanding"}),
    "loan-arrears-unnamed": frozenset({"outstanding"}),
    "loan-list": frozenset({"outstanding"}),
    "area-sums": frozenset({"outstanding"}),
    **dict.fromkeys(("outcomes", "outcomes-by-kind", "outcomes-by-year"), frozenset({"share"})),
    "outcome-differences": frozenset({"apart"}),
    "outcome-loans": frozenset({"lent"}),
    "outcome-sums": frozenset({"number"}),
    "composition": frozenset({"share"}),
    "class-flows": frozenset({"end"}),
    "class-list": frozenset({"end"}),
    "outcomes-who": frozenset({"borrowers"}),
    "outcomes-incomes": frozenset({"share"}),
    "outcomes-classes": frozenset({"all"}),
    "outcomes-on-time": frozenset({"share"}),
    "outcomes-apart": frozenset({"apart"}),
    "capital-sources": frozenset({"closing"}),
    "fund-health": frozenset({"closing"}),
    "fund-projection": frozenset({"closing"}),
    "targets": frozenset({"standing"}),
    "targets-of-clubs": frozenset({"met"}),
    "last": frozenset({"received", "paid", "moved"}),
    "who-saw-whom": frozenset({"times"}),
}
"""The columns that matter most: on a phone they stand beside the name; else it is `amount`."""

BARE = frozenset(
    {
        "date",
        "voucher",
        "receipt",
        "payment",
        "code",
        "amount",
        "account",
        "name",
        "fund",
        "standing",
        "stage",
        "total",
    }
)
"""The columns whose words say by themselves what they are: a phone leaves their title out."""

WHOLE = frozenset({"voucher", "receipt", "payment", "account", "fund", "code"})
"""The columns of words that are never broken into lines."""

MORE = "more"
"""A line that belongs to the one above it: a further line of the same entry."""

Cell = tuple[bool, str, str, str, str]
"""Whether it names its row, its look, the title a phone shows, its words, the address behind."""


@dataclass(frozen=True, slots=True)
class DrawnColumn:
    """A column's title and look."""

    title: str
    look: str


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A row's kind and its cells; of a heading, all its words in one."""

    kind: str
    cells: tuple[Cell, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class DrawnNote:
    """A line under a table, and the address of what it speaks of."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """A table ready for its template; `least_em` is the width it needs to stand as a table.

    `has_amounts`: some of its figures are money.
    """

    name: str
    title: str
    scope: tuple[str, ...]
    columns: tuple[DrawnColumn, ...]
    rows: tuple[DrawnRow, ...]
    notes: tuple[DrawnNote, ...]
    least_em: int
    has_amounts: bool


def draw(table: Table, reader: Reader, addresses: Addresses) -> DrawnTable:
    """Return the table in the reader's words."""
    lead = LEADS.get(table.name, "name")
    figures = FIGURES.get(table.name, frozenset({"amount"}))
    columns = tuple(
        DrawnColumn(reader.phrase(column.title), _look(column, lead, figures))
        for column in table.columns
    )
    heads = _Heads(
        next((i for i, column in enumerate(table.columns) if column.key == lead), -1),
        tuple(i for i, one in enumerate(table.columns) if one.kind is ColumnKind.NUMBER),
        tuple(column.key == lead for column in table.columns),
        tuple(drawn.look for drawn in columns),
        tuple(
            "" if column.key in BARE else drawn.title
            for column, drawn in zip(table.columns, columns, strict=True)
        ),
    )
    rows = tuple(_row(row, heads, reader, addresses) for row in table.rows)
    return DrawnTable(
        table.name, reader.phrase(table.title), tuple(map(reader.phrase, table.scope)), columns,
        rows, tuple(_note(note, reader, addresses) for note in table.notes),
        _least_em(table.columns, rows),
        any(column.kind is ColumnKind.AMOUNT for column in table.columns),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Heads:
    """What the cells of a column share, column by column.

    `lead` is the one that names a row, `numbers` are those whose digits are not grouped.
    """

    lead: int
    numbers: tuple[int, ...]
    is_lead: tuple[bool, ...]
    looks: tuple[str, ...]
    titles: tuple[str, ...]


def _row(row: Row, heads: _Heads, reader: Reader, addresses: Addresses) -> DrawnRow:
    words = reader.values(row.values)
    kind = row.kind
    if kind is RowKind.HEADING:
        return DrawnRow("heading", (), next(filter(None, words), ""))
    for index in heads.numbers:
        number = row.values[index]
        words[index] = str(number) if isinstance(number, int) else words[index]
    links = [""] * len(words)
    for index, drill in row.drills:
        if words[index]:
            is_name = index == heads.lead
            links[index] = addresses.named(drill) if is_name else addresses.drill(drill)
    has_name = heads.lead >= 0 and words[heads.lead]
    cells = tuple(zip(heads.is_lead, heads.looks, heads.titles, words, links, strict=True))
    return DrawnRow(kind.value if has_name or kind is not RowKind.LINE else MORE, cells)


def _look(column: Column, lead: str, figures: frozenset[str]) -> str:
    looks = []
    if column.kind in {ColumnKind.AMOUNT, ColumnKind.COUNT, ColumnKind.NUMBER}:
        looks.append("n")
    elif column.kind is ColumnKind.DATE:
        looks.append("d")
    elif column.key in WHOLE:
        looks.append("w")
    if column.key == lead:
        looks.append("lead")
    elif column.key in figures:
        looks.append("key")
    return " ".join(looks)


def _note(note: Phrase, reader: Reader, addresses: Addresses) -> DrawnNote:
    """Return a note; one that speaks of another entry leads to it."""
    entry_no = dict(note.parts).get("entry")
    address = addresses.entry(entry_no) if isinstance(entry_no, int) else ""
    return DrawnNote(reader.phrase(note), address)


_LETTER, _GAP = 0.62, 1.4
_LEAST_EM, _LEAST_NAME, _LEAST_TEXT = 38, 16, 6


def _least_em(columns: Sequence[Column], rows: Sequence[DrawnRow]) -> int:
    """Return how wide the page must be for the table, in letters of the reader's own size."""
    letters = 0
    for index, column in enumerate(columns):
        if column.kind is not ColumnKind.TEXT or column.key in WHOLE:
            letters += max((len(row.cells[index][3]) for row in rows if row.cells), default=0)
        else:
            letters += _LEAST_NAME if column.key in {"name", "narration", "what"} else _LEAST_TEXT
    return max(_LEAST_EM, round(letters * _LETTER + len(columns) * _GAP) + 2)
