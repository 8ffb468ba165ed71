"""Outcomes: standards of poverty, activities and what came of them, incomes, prices.

Classes that are there stay as they are, as of no yearly review. Going down is refused while any
of the new rows stands, but for the national standards that this step itself wrote.
"""

from pathlib import Path

from alembic import op

revision = "0003"
down_revision = "0002"

TABLES = (
    "price_change", "loan_use_check", "household_income", "activity_result", "activity_record",
    "activity_plan", "household_class_change",
)  # fmt: skip
COLUMNS = (
    ("household_class", "certificate_on"), ("household_class", "review_year"),
    ("household_class", "recorded_by"), ("member", "in_difficulty"),
)  # fmt: skip
NATIONAL = ("vn-2016", "vn-2022", "vn-2027")


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
    """Make the tables and the new columns, and write the national standards."""
    _run(f"0003_outcomes.{op.get_bind().dialect.name}.sql")


def downgrade() -> None:
    """Remove the tables and columns, but never a row or a value that somebody wrote."""
    connection = op.get_bind()
    held = [f"SELECT count(*) FROM {table}" for table in TABLES]  # noqa: S608 - our names
    held += [f"SELECT count({column}) FROM {table}" for table, column in COLUMNS]  # noqa: S608
    names = ", ".join(f"'{name}'" for name in NATIONAL)
    held.append(f"SELECT count(*) FROM poverty_standard WHERE code NOT IN ({names})")  # noqa: S608
    for query in held:
        if connection.exec_driver_sql(query).scalar():
            message = f"{query}: rows stand there; a migration never deletes them"
            raise RuntimeError(message)
    connection.exec_driver_sql("DROP INDEX uq_household_class_review")
    for table in (*TABLES, "poverty_standard"):
        connection.exec_driver_sql(f"DROP TABLE {table}")
    for table, column in COLUMNS:
        connection.exec_driver_sql(f"ALTER TABLE {table} DROP COLUMN {column}")
