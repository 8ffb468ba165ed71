"""The stored tables, a module a room; importing this package fills `Base.metadata`."""

from ledger.books.tables import (
    accounts,
    clubs,
    doors,
    journal,
    loans,
    meetings,
    members,
    periods,
    users,
)
from ledger.books.tables.base import Base

__all__ = [
    "Base",
    "accounts",
    "clubs",
    "doors",
    "journal",
    "loans",
    "meetings",
    "members",
    "periods",
    "users",
]
