"""Column types that store the same value on SQLite and on PostgreSQL."""

import datetime as dt
import uuid
from typing import Annotated

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

from ledger.core.audit.canonical import instant_text

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""A whole number: BIGINT on PostgreSQL, INTEGER in SQLite's STRICT tables."""

LARGEST_NUMBER = 2**63 - 1
"""The largest number that a column holds; nothing has a larger one."""


class Day(TypeDecorator[dt.date]):
    """A date: DATE on PostgreSQL, ISO text on SQLite."""

    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str] | TypeEngine[dt.date]:
        """Return the column type of the database at hand."""
        return sa.Text() if dialect.name == "sqlite" else sa.Date()

    def process_bind_param(self, value: dt.date | None, dialect: Dialect) -> str | dt.date | None:
        """Turn a date into what the driver stores."""
        if value is None or dialect.name != "sqlite":
            return value
        return value.isoformat()

    def process_result_value(self, value: object, dialect: Dialect) -> dt.date | None:
        """Turn what the driver read into a date."""
        return dt.date.fromisoformat(value) if isinstance(value, str) else value  # type: ignore[return-value]


class Instant(TypeDecorator[dt.datetime]):
    """A moment in UTC: TIMESTAMPTZ on PostgreSQL, ISO text ending in Z on SQLite."""

    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str] | TypeEngine[dt.datetime]:
        """Return the column type of the database at hand."""
        return sa.Text() if dialect.name == "sqlite" else sa.DateTime(timezone=True)

    def process_bind_param(
        self, value: dt.datetime | None, dialect: Dialect
    ) -> str | dt.datetime | None:
        """Turn an aware datetime into what the driver stores."""
        if value is None or dialect.name != "sqlite":
            return value
        return instant_text(value)

    def process_result_value(self, value: object, dialect: Dialect) -> dt.datetime | None:
        """Turn what the driver read into an aware datetime in UTC."""
        if isinstance(value, str):
            return dt.datetime.fromisoformat(value)
        return value.astimezone(dt.UTC) if isinstance(value, dt.datetime) else None


class Uid(TypeDecorator[uuid.UUID]):
    """A UUID: UUID on PostgreSQL, 36 characters of text on SQLite."""

    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str] | TypeEngine[uuid.UUID]:
        """Return the column type of the database at hand."""
        return sa.Text() if dialect.name == "sqlite" else sa.Uuid()

    def process_bind_param(
        self, value: uuid.UUID | None, dialect: Dialect
    ) -> str | uuid.UUID | None:
        """Turn a UUID into what the driver stores."""
        return value if value is None or dialect.name != "sqlite" else str(value)

    def process_result_value(self, value: object, dialect: Dialect) -> uuid.UUID | None:
        """Turn what the driver read into a UUID."""
        if isinstance(value, str):
            return uuid.UUID(value)
        return value if isinstance(value, uuid.UUID) else None


ClubKey = Annotated[int, mapped_column(WHOLE, primary_key=True, autoincrement=False)]
NumberKey = Annotated[int, mapped_column(WHOLE, primary_key=True, autoincrement=False)]
TextKey = Annotated[str, mapped_column(sa.Text, primary_key=True)]
DayKey = Annotated[dt.date, mapped_column(Day, primary_key=True)]
UidKey = Annotated[uuid.UUID, mapped_column(Uid, primary_key=True)]
Whole = Annotated[int, mapped_column(WHOLE)]
OnDay = Annotated[dt.date, mapped_column(Day)]
AtInstant = Annotated[dt.datetime, mapped_column(Instant)]
Unique = Annotated[uuid.UUID, mapped_column(Uid)]
Digest = Annotated[bytes, mapped_column(sa.LargeBinary)]
DigestKey = Annotated[bytes, mapped_column(sa.LargeBinary, primary_key=True)]
Words = Annotated[str, mapped_column(sa.Text)]
SortKey = Annotated[
    str, mapped_column(sa.Text().with_variant(sa.Text(collation="C"), "postgresql"))
]
"""Text that is sorted byte by byte, so that its order is the same on every database."""
