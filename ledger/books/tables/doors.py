"""The tables of requests: what was asked from outside, and what was answered."""

from sqlalchemy.orm import Mapped

from ledger.books.tables.base import CLUB, SERVICE, Base, to_club
from ledger.books.types import AtInstant, ClubKey, Digest, UidKey, Whole, Words


class RequestRow(Base):
    """A command for a club that was carried out, and its answer (DESIGN.md, decision 5)."""

    __tablename__ = "request"
    __table_args__ = (to_club(), CLUB)
    club_id: Mapped[ClubKey]
    request_id: Mapped[UidKey]
    actor: Mapped[Whole]
    payload_sha256: Mapped[Digest]
    answer: Mapped[Words]
    recorded_at: Mapped[AtInstant]


class ServiceRequestRow(Base):
    """A command without a club that was carried out, such as making one."""

    __tablename__ = "service_request"
    __table_args__ = (SERVICE,)
    request_id: Mapped[UidKey]
    actor: Mapped[Whole]
    payload_sha256: Mapped[Digest]
    answer: Mapped[Words]
    recorded_at: Mapped[AtInstant]
