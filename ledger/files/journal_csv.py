"""A club's whole journal as CSV, a row a line."""

import csv
import io
from collections.abc import Iterator

from ledger.core.statements.entries import EntryLine, EntryRecord
from ledger.core.statements.whole_journal import WholeJournal
from ledger.files.account_names import decimal_text
from ledger.files.words import begins_formula

COLUMNS = (
    "entry", "date", "true_date", "voucher", "kind", "narration", "line", "account",
    "account_name", "fund", "debit", "credit", "currency", "member", "loan", "reverses",
    "recorded_at", "recorded_by", "source", "hash",
)  # fmt: skip


def journal_csv_lines(journal: WholeJournal) -> Iterator[str]:
    """Give the lines of a CSV file, to be written in UTF-8; the first begins with its mark.

    Amounts are plain numbers with a point (đồng: none), dates ISO, instants ISO in UTC. A text
    that a spreadsheet would take for a formula is led by an apostrophe.
    """
    page = io.StringIO(newline="")
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    yield "\ufeff" + page.getvalue()
    for entry in journal.entries:
        page.seek(0)
        page.truncate()
        for line in entry.lines:
            writer.writerow([_cell(value) for value in _row(entry, line, journal)])
        yield page.getvalue()


def _row(entry: EntryRecord, line: EntryLine, journal: WholeJournal) -> Iterator[str]:
    currency = journal.club.currency
    yield str(entry.entry_no)
    yield entry.occurred_on.isoformat()
    yield entry.true_on.isoformat() if entry.true_on else ""
    yield entry.voucher
    yield entry.kind
    yield entry.narration or ""
    yield str(line.line_no)
    yield line.account
    yield line.account_vi
    yield line.fund
    yield decimal_text(line.debit, currency.digits, ".") if line.debit else ""
    yield decimal_text(line.credit, currency.digits, ".") if line.credit else ""
    yield currency.code
    yield line.member_paper or ("" if line.member_no is None else str(line.member_no))
    yield line.loan_paper or ("" if line.loan_no is None else str(line.loan_no))
    yield "" if entry.reverses is None else str(entry.reverses)
    yield entry.recorded_at.isoformat()
    yield entry.recorded_by
    yield entry.source
    yield entry.hash.hex()


def _cell(text: str) -> str:
    return f"'{text}" if begins_formula(text) else text
