"""The tables of the journal: entries, their lines, words, vouchers and papers."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from ledger.books.tables.base import CLUB, Base, one_of, to, to_club
from ledger.books.types import (
    AtInstant,
    ClubKey,
    Digest,
    NumberKey,
    OnDay,
    TextKey,
    Unique,
    Whole,
    Words,
)

LARGEST = 2**53 - 1


class JournalEntryRow(Base):
    """A dated balanced fact; posted, it never changes. Its hash covers it and all below it."""

    __tablename__ = "journal_entry"
    __table_args__ = (
        to_club(),
        to("journal_entry", "reverses:entry_no", name="fk_journal_entry_reverses"),
        to("meeting", "meeting_no"),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["app_user.user_id"], name="fk_journal_entry_recorded_by"
        ),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["app_user.user_id"], name="fk_journal_entry_approved_by"
        ),
        sa.Index(
            "uq_journal_entry_request", "club_id", "request_id", "request_part", unique=True
        ),
        sa.Index(
            "uq_journal_entry_reverses", "club_id", "reverses", unique=True,
            sqlite_where=sa.text("reverses IS NOT NULL"),
            postgresql_where=sa.text("reverses IS NOT NULL"),
        ),
        sa.Index("ix_journal_entry_occurred_on", "club_id", "occurred_on", "entry_no"),
        sa.Index(
            "ix_journal_entry_closing", "club_id", "occurred_on", "entry_no",
            sqlite_where=sa.text("kind = 'closing'"),
            postgresql_where=sa.text("kind = 'closing'"),
        ),
        sa.CheckConstraint("entry_no > 0", name="entry_no"),
        sa.CheckConstraint("length(hash) = 32 AND length(previous_hash) = 32", name="hashes"),
        CLUB,
    )  # fmt: skip
    club_id: Mapped[ClubKey]
    entry_no: Mapped[NumberKey]
    kind: Mapped[Words]
    occurred_on: Mapped[OnDay]
    true_on: Mapped[OnDay | None]
    recorded_at: Mapped[AtInstant]
    recorded_by: Mapped[Whole]
    approved_by: Mapped[Whole | None]
    source: Mapped[Words]
    request_id: Mapped[Unique]
    request_part: Mapped[Whole]
    reverses: Mapped[Whole | None]
    meeting_no: Mapped[Whole | None]
    narration_commitment: Mapped[Digest]
    payer_name_commitment: Mapped[Digest | None]
    payer_address_commitment: Mapped[Digest | None]
    previous_hash: Mapped[Digest]
    hash: Mapped[Digest]


class JournalLineRow(Base):
    """One account's part of an entry: exactly one of debit and credit, in đồng, above zero."""

    __tablename__ = "journal_line"
    __table_args__ = (
        to("journal_entry", "entry_no", deferrable=True, initially="DEFERRED"),
        to("account", "account"),
        to("fund", "fund"),
        to("member", "member_no"),
        to("loan", "loan_no"),
        sa.CheckConstraint(
            f"(debit > 0 AND credit = 0 AND debit <= {LARGEST})"
            f" OR (credit > 0 AND debit = 0 AND credit <= {LARGEST})",
            name="one_sided",
        ),
        sa.Index(
            "ix_journal_line_member", "club_id", "member_no", "entry_no",
            sqlite_where=sa.text("member_no IS NOT NULL"),
            postgresql_where=sa.text("member_no IS NOT NULL"),
        ),
        CLUB,
    )  # fmt: skip
    club_id: Mapped[ClubKey]
    entry_no: Mapped[NumberKey]
    line_no: Mapped[NumberKey]
    account: Mapped[Words]
    fund: Mapped[Words]
    debit: Mapped[Whole]
    credit: Mapped[Whole]
    member_no: Mapped[Whole | None]
    loan_no: Mapped[Whole | None]


class EntryTextRow(Base):
    """An entry's words, each with its salt; the one place where a person can be erased."""

    __tablename__ = "entry_text"
    __table_args__ = (to("journal_entry", "entry_no"), CLUB)
    club_id: Mapped[ClubKey]
    entry_no: Mapped[NumberKey]
    narration: Mapped[Words | None]
    narration_salt: Mapped[Digest | None]
    payer_name: Mapped[Words | None]
    payer_name_salt: Mapped[Digest | None]
    payer_address: Mapped[Words | None]
    payer_address_salt: Mapped[Digest | None]


class ErasureRow(Base):
    """The record that a text of an entry was erased, by whom and why."""

    __tablename__ = "erasure"
    __table_args__ = (
        to("journal_entry", "entry_no"),
        one_of("field", "narration", "payer_name", "payer_address"),
        CLUB,
    )
    club_id: Mapped[ClubKey]
    entry_no: Mapped[NumberKey]
    field: Mapped[TextKey]
    reason: Mapped[Words]
    erased_at: Mapped[AtInstant]
    erased_by: Mapped[Whole]


class VoucherRow(Base):
    """A numbered paper: of an entry, or void with its reason and the entry that declared it."""

    __tablename__ = "voucher"
    __table_args__ = (
        to("journal_entry", "entry_no"),
        one_of("series", "PT", "PC", "KT"),
        sa.CheckConstraint("no > 0", name="no"),
        sa.Index(
            "uq_voucher_entry", "club_id", "entry_no", unique=True,
            sqlite_where=sa.text("void_salt IS NULL"),
            postgresql_where=sa.text("void_salt IS NULL"),
        ),
        sa.Index("ix_voucher_entry", "club_id", "entry_no",
            sqlite_where=sa.text("void_salt IS NOT NULL"),
            postgresql_where=sa.text("void_salt IS NOT NULL"),
        ),
        CLUB,
    )  # fmt: skip
    club_id: Mapped[ClubKey]
    year: Mapped[NumberKey]
    series: Mapped[TextKey]
    no: Mapped[NumberKey]
    entry_no: Mapped[Whole]
    void_reason: Mapped[Words | None]
    void_salt: Mapped[Digest | None]


class VoucherCounterRow(Base):
    """The last number of a series in a year; the database advances it with each voucher."""

    __tablename__ = "voucher_counter"
    __table_args__ = (to_club(), CLUB)
    club_id: Mapped[ClubKey]
    year: Mapped[NumberKey]
    series: Mapped[TextKey]
    last_no: Mapped[Whole]


class DocumentRow(Base):
    """A paper behind an entry: its kind, reference and reason, committed to with one salt."""

    __tablename__ = "document"
    __table_args__ = (to("journal_entry", "entry_no"), CLUB)
    club_id: Mapped[ClubKey]
    entry_no: Mapped[NumberKey]
    document_no: Mapped[NumberKey]
    kind: Mapped[Words]
    reference: Mapped[Words]
    reason: Mapped[Words | None]
    salt: Mapped[Digest]
