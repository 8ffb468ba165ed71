"""People: users' ways in, grants, approvals, records of acts and looks, personal data, counts.

Rows already there stay as they are: users of before have no way to sign in until one is set,
and clubs no limit for large payments. Going down is refused while any of the new rows stands.
"""

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"

TABLES = (
    "cash_count_note", "cash_count", "member_change", "restriction", "data_request", "consent",
    "dispute", "approval_decision", "approval", "access_record", "service_record",
    "audit_record", "sign_in", "user_session", "role_grant", "user_slip", "device",
    "recovery_code", "user_credential", "club_number",
)  # fmt: skip


def _run(name: str) -> None:
    """Run an SQL file beside this folder."""
    import sqlite3

    connection = op.get_bind()
    text = (Path(__file__).parent.parent / "sql" / name).read_text(encoding="utf-8")
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(text.replace("%", "%%"))
        return
    begun = ""
    for line in text.splitlines(keepends=True):
        begun += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(begun):
            connection.exec_driver_sql(begun.strip())
            begun = ""


def upgrade() -> None:
    """Make the tables, then the rules that the database holds."""
    for part in ("people", "people_rules"):
        _run(f"0002_{part}.{op.get_bind().dialect.name}.sql")


def downgrade() -> None:
    """Remove the tables, but never a row."""
    connection = op.get_bind()
    for table in TABLES:
        if connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar():  # noqa: S608 - our names
            message = f"{table} holds rows; a migration never deletes them"
            raise RuntimeError(message)
    for table in TABLES:
        connection.exec_driver_sql(f"DROP TABLE {table}")
    connection.exec_driver_sql("ALTER TABLE club_rules DROP COLUMN payment_limit")
