"""A report as a file to print, to count with or to keep: exactly what the page shows."""

import gc
import re
from collections.abc import Sequence

from flask import Response

from ledger.core.statements.chart import Chart
from ledger.core.statements.table import Table
from ledger.web.visit import Visit

KINDS = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}
TYPES = {**KINDS, "json": "application/json"}


def table_file(
    visit: Visit, table: Table, kind: str, *name: str, charts: Sequence[Chart] = ()
) -> Response:
    """Return a report as a file of a kind; its charts are drawn where it is drawn at all."""
    return file(_drawn(visit, table, kind, charts), kind, *name)


def file(content: bytes, kind: str, *name: str) -> Response:
    """Return an answer with a file; a browser shows a PDF and saves the others."""
    gc.collect()  # what drawing leaves behind goes round in circles, and is large
    plain = "-".join(re.sub(r"[^A-Za-z0-9]+", "-", part).strip("-") for part in name)
    place = "inline" if kind == "pdf" else "attachment"
    headers = {"Content-Disposition": f'{place}; filename="{plain}.{kind}"'}
    return Response(content, headers=headers, content_type=TYPES[kind])


def _drawn(visit: Visit, table: Table, kind: str, charts: Sequence[Chart]) -> bytes:
    """Return the file's content; what draws it is loaded when it is first asked for."""
    locale = visit.reader.locale
    if kind == "pdf":
        from ledger.pdf.table import draw_table

        return draw_table(table, locale, visit.today, charts)
    if kind == "xlsx":
        from ledger.files.xlsx import table_xlsx

        return table_xlsx(table, locale)
    from ledger.files.csv import table_csv

    return table_csv(table, locale)
