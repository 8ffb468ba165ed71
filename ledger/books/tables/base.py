"""What every table shares: the metadata, the naming, and what kind of table it is."""

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, MetaData
from sqlalchemy.orm import DeclarativeBase

NAMING = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(referred_table_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
}


class Base(DeclarativeBase):
    """The base of every table; a kind stands in `Table.info["kind"]` (DESIGN.md, section 5)."""

    metadata = MetaData(naming_convention=NAMING)


CLUB = {"info": {"kind": "club"}, "sqlite_strict": True, "sqlite_with_rowid": False}
"""A table that a club owns: `club_id` leads every key."""
REFERENCE = {"info": {"kind": "reference"}, "sqlite_strict": True, "sqlite_with_rowid": False}
"""A small table, rarely written, that club tables may point to."""
SERVICE = {"info": {"kind": "service"}, "sqlite_strict": True, "sqlite_with_rowid": False}
"""A table of the service itself, to which nothing points."""


def to_club() -> ForeignKeyConstraint:
    """Return the reference of a club's row to its club."""
    return ForeignKeyConstraint(["club_id"], ["club.club_id"])


def to(
    table: str, *columns: str, name: str | None = None, **options: bool | str
) -> ForeignKeyConstraint:
    """Return a reference inside one club: (club_id, columns…) → the same of `table`.

    A pair "column:other" points at a column of another name.
    """
    pairs = [column.partition(":") for column in columns]
    local = ["club_id", *(one for one, _, _ in pairs)]
    remote = [f"{table}.club_id", *(f"{table}.{other or one}" for one, _, other in pairs)]
    return ForeignKeyConstraint(local, remote, name=name, **options)  # type: ignore[arg-type]


def one_of(column: str, *values: str) -> CheckConstraint:
    """Return the rule that a column holds one of the values."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)
