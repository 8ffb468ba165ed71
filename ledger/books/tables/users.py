"""The table of users: who acts in the books."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from ledger.books.tables.base import REFERENCE, Base
from ledger.books.types import AtInstant, NumberKey, Words


class UserRow(Base):
    """A person or a program that records; the number stands in every entry."""

    __tablename__ = "app_user"
    __table_args__ = (sa.UniqueConstraint("sign_in_name"), REFERENCE)
    user_id: Mapped[NumberKey]
    sign_in_name: Mapped[Words]
    display_name: Mapped[Words]
    created_at: Mapped[AtInstant]
