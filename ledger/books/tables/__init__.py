"""The stored tables, a module a room; importing this package fills `Base.metadata`."""

from ledger.books.tables import (
    accounts,
    audit,
    clubs,
    doors,
    journal,
    loan_events,
    loans,
    meetings,
    members,
    outcomes,
    periods,
    privacy,
    users,
)
from ledger.books.tables.base import Base

__all__ = [
    "Base",
    "accounts",
    "audit",
    "clubs",
    "doors",
    "journal",
    "loan_events",
    "loans",
    "meetings",
    "members",
    "outcomes",
    "periods",
    "privacy",
    "users",
]
