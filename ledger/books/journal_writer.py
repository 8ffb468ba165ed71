"""Writing a batch's rows in the fewest statements that each database can take."""

from collections.abc import Sequence

from sqlalchemy.engine import Connection

from ledger.books.journal_rows import EntryTuple, Rows

TABLES: dict[str, tuple[tuple[str, str], ...]] = {
    "journal_line": (
        ("club_id", "bigint"), ("entry_no", "bigint"), ("line_no", "bigint"),
        ("account", "text"), ("fund", "text"), ("debit", "bigint"), ("credit", "bigint"),
        ("member_no", "bigint"), ("loan_no", "bigint"),
    ),
    "journal_entry": (
        ("club_id", "bigint"), ("entry_no", "bigint"), ("kind", "text"), ("occurred_on", "date"),
        ("true_on", "date"), ("recorded_at", "timestamptz"), ("recorded_by", "bigint"),
        ("approved_by", "bigint"), ("source", "text"), ("request_id", "uuid"),
        ("request_part", "bigint"), ("reverses", "bigint"), ("meeting_no", "bigint"),
        ("narration_commitment", "bytea"), ("payer_name_commitment", "bytea"),
        ("payer_address_commitment", "bytea"), ("previous_hash", "bytea"), ("hash", "bytea"),
    ),
    "entry_text": (
        ("club_id", "bigint"), ("entry_no", "bigint"), ("narration", "text"),
        ("narration_salt", "bytea"), ("payer_name", "text"), ("payer_name_salt", "bytea"),
        ("payer_address", "text"), ("payer_address_salt", "bytea"),
    ),
    "voucher": (
        ("club_id", "bigint"), ("year", "bigint"), ("series", "text"), ("no", "bigint"),
        ("entry_no", "bigint"), ("void_reason", "text"), ("void_salt", "bytea"),
    ),
    "document": (
        ("club_id", "bigint"), ("entry_no", "bigint"), ("document_no", "bigint"),
        ("kind", "text"), ("reference", "text"), ("reason", "text"), ("salt", "bytea"),
    ),
}  # fmt: skip


def _sqlite_insert(table: str) -> str:
    columns = [name for name, _ in TABLES[table]]
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - names above


def _postgresql_insert(table: str) -> str:
    columns = TABLES[table]
    names = ", ".join(name for name, _ in columns)
    arrays = ", ".join(f"%s::{kind}[]" for _, kind in columns)
    return f"INSERT INTO {table} ({names}) SELECT * FROM unnest({arrays})"  # noqa: S608


def _postgresql_single(table: str) -> str:
    columns = TABLES[table]
    names = ", ".join(name for name, _ in columns)
    marks = ", ".join(f"%s::{kind}" for _, kind in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608


SQLITE = {table: _sqlite_insert(table) for table in TABLES}
POSTGRESQL = {table: _postgresql_insert(table) for table in TABLES}
POSTGRESQL_SINGLE = {table: _postgresql_single(table) for table in TABLES}


def write_rows(connection: Connection, rows: Rows) -> None:
    """Write lines, then headers, then words, papers and vouchers (DESIGN.md, section 4)."""
    insert = _insert_sqlite if connection.dialect.name == "sqlite" else _insert_postgresql
    insert(connection, "journal_line", rows.lines)
    insert(connection, "journal_entry", rows.entries)
    insert(connection, "entry_text", rows.texts)
    if rows.documents:
        insert(connection, "document", rows.documents)
    insert(connection, "voucher", rows.vouchers)


def _insert_sqlite(connection: Connection, table: str, rows: Sequence[EntryTuple]) -> None:
    connection.exec_driver_sql(SQLITE[table], list(rows))


def _insert_postgresql(connection: Connection, table: str, rows: Sequence[EntryTuple]) -> None:
    if len(rows) == 1:
        connection.exec_driver_sql(POSTGRESQL_SINGLE[table], rows[0])
        return
    columns = tuple(list(column) for column in zip(*rows, strict=True))
    connection.exec_driver_sql(POSTGRESQL[table], columns)
