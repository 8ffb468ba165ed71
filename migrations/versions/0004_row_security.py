"""Row security: on PostgreSQL a transaction meets the rows of the clubs alone that it names.

Rows already there stay as they are. Going down takes the policies away and loses nothing. SQLite
has no roles and no row security: there this step changes nothing but the number of the revision,
and a club's rows are kept apart by the program alone.
"""

from pathlib import Path

from alembic import op

revision = "0004"
down_revision = "0003"


def _run(name: str) -> None:
    """Run an SQL file beside this folder, on PostgreSQL alone."""
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        text = (Path(__file__).parent.parent / "sql" / name).read_text(encoding="utf-8")
        connection.exec_driver_sql(text.replace("%", "%%"))


def upgrade() -> None:
    """Set a policy on every table that holds rows of clubs."""
    _run("0004_row_security.postgresql.sql")


def downgrade() -> None:
    """Take the policies away."""
    _run("0004_row_security_down.postgresql.sql")
