"""Any report as a PDF: its charts, and the table of `core/statements/table.py`, on A4."""

import datetime as dt
from collections.abc import Sequence

from ledger.core.statements.chart import Chart
from ledger.core.statements.table import ColumnKind, Table
from ledger.i18n.locale import Locale
from ledger.pdf.chart import put_chart
from ledger.pdf.columns import grid
from ledger.pdf.foot import put_feet
from ledger.pdf.paper import A4, Credits, Document, to_pdf
from ledger.pdf.rows import Rows
from ledger.pdf.sheets import SMALL, Sheets
from ledger.pdf.words import Speaker


def draw_table(
    table: Table, locale: Locale, printed_on: dt.date, charts: Sequence[Chart] = ()
) -> bytes:
    """Return the report as a PDF, upright or lying, its charts above its table.

    The same bytes for the same report, language and day.
    """
    speaker = Speaker(locale)
    rows = Rows(table, speaker)
    columns = grid(rows.wanted, A4)
    sheets = Sheets(
        columns.paper, title=speaker.phrase(table.title), club=speaker.value(table.club),
        scope=_scope(table, speaker),
    )  # fmt: skip
    for chart in charts:
        put_chart(sheets, chart, speaker)
    rows.put(sheets, columns)
    put_feet(sheets.pages, columns.paper, SMALL, speaker=speaker, printed_on=printed_on)
    credits_ = Credits(sheets.title, sheets.club, speaker.tag)
    return to_pdf(Document(columns.paper, tuple(sheets.pages), credits_))


def _scope(table: Table, speaker: Speaker) -> list[str]:
    """Return what the report is about: its own lines, and the unit of its amounts."""
    lines = [speaker.phrase(line) for line in table.scope]
    if any(column.kind is ColumnKind.AMOUNT for column in table.columns):
        lines.append(speaker.say("Amounts in đồng"))
    return lines
