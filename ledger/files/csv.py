"""A report as CSV: one header of column keys, whole numbers, ISO dates, no formula."""

import csv
import datetime as dt
import io

from ledger.core.statements.table import Table, Value
from ledger.files.words import begins_formula, value_text
from ledger.i18n.locale import Locale


def table_csv(table: Table, locale: Locale) -> bytes:
    """Return the report in UTF-8 with a byte order mark, so that spreadsheets read Vietnamese.

    The header holds the columns' keys, which are the same in every language. Amounts are minor
    units without dots, dates are ISO. A text that a spreadsheet would take for a formula is led
    by an apostrophe.
    """
    page = io.StringIO(newline="")
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow([column.key for column in table.columns])
    for row in table.rows:
        writer.writerow([_cell(value, locale) for value in row.values])
    return page.getvalue().encode("utf-8-sig")


def _cell(value: Value, locale: Locale) -> str:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    text = value_text(value, locale)
    return f"'{text}" if begins_formula(text) else text
