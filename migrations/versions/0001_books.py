"""The books: clubs, members, loans, the journal and its rules.

The first migration; there are no rows yet. Going down is refused while any entry stands.
"""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None

TABLES = (
    "document", "voucher_counter", "voucher", "erasure", "entry_text", "journal_line",
    "loan_span", "loan_standing", "loan_share", "instalment", "loan_event", "journal_entry",
    "period_balance", "balance", "fiscal_period", "request", "loan", "loan_vote",
    "loan_application", "loan_product", "membership_event", "member", "household_class",
    "household", "meeting", "fund", "account", "club_rules", "club_counter", "service_request",
    "system_counter", "club", "app_user",
)  # fmt: skip


def statements(name: str) -> list[str]:
    """Return the statements of an SQL file beside this folder, one by one."""
    import sqlite3

    text = (Path(__file__).parent.parent / "sql" / name).read_text(encoding="utf-8")
    found, begun = [], ""
    for line in text.splitlines(keepends=True):
        begun += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(begun):
            found.append(begun.strip())
            begun = ""
    return found


def upgrade() -> None:
    """Make the tables, then the rules that the database holds."""
    connection = op.get_bind()
    for part in ("books", "rules", "loan_rules"):
        name = f"0001_{part}.{connection.dialect.name}.sql"
        if connection.dialect.name == "sqlite":
            for statement in statements(name):
                connection.exec_driver_sql(statement)
        else:
            path = Path(__file__).parent.parent / "sql" / name
            connection.exec_driver_sql(path.read_text(encoding="utf-8").replace("%", "%%"))


def downgrade() -> None:
    """Remove the tables, but never an entry."""
    connection = op.get_bind()
    if connection.exec_driver_sql("SELECT count(*) FROM journal_entry").scalar():
        message = "the journal holds entries; a migration never deletes them"
        raise RuntimeError(message)
    for table in TABLES:
        connection.exec_driver_sql(f"DROP TABLE {table}")
    if connection.dialect.name == "postgresql":
        names = connection.exec_driver_sql(
            "SELECT proname FROM pg_proc WHERE proname LIKE 'rule\\_%%'"
            " AND pronamespace = 'public'::regnamespace"
        ).scalars()
        for name in list(names):
            connection.exec_driver_sql(f"DROP FUNCTION {name}()")
