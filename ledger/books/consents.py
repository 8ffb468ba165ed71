"""Consents as stored: given, and taken back."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.tables.privacy import ConsentRow
from ledger.core.privacy.consents import Consent, ConsentGiven, Way


def consents_of(connection: Connection, club_id: int, member_no: int) -> list[Consent]:
    """Return a member's consents in order of number, those taken back as well."""
    row = ConsentRow
    query = (
        sa.select(
            row.consent_no, row.text_version, row.language, row.way, row.given_on, row.witness,
            row.withdrawn_on,
        )
        .where(row.club_id == club_id, row.member_no == member_no)
        .order_by(row.consent_no)
    )  # fmt: skip
    return [
        Consent(number, ConsentGiven(version, language, Way(way), given_on, witness), withdrawn_on)
        for number, version, language, way, given_on, witness, withdrawn_on in connection.execute(
            query
        )
    ]


def add_consent(
    connection: Connection,
    club_id: int,
    member_no: int,
    consent_no: int,
    given: ConsentGiven,
    *,
    recorded_by: int,
    recorded_at: dt.datetime,
) -> None:
    """Keep that a member agreed; the club is locked."""
    connection.execute(
        sa.insert(ConsentRow).values(
            club_id=club_id, member_no=member_no, consent_no=consent_no,
            text_version=given.text_version, language=given.language, way=given.way.value,
            witness=given.witness, given_on=given.given_on, recorded_by=recorded_by,
            recorded_at=recorded_at,
        )
    )  # fmt: skip


def set_withdrawn(
    connection: Connection, club_id: int, member_no: int, consent_no: int, on: dt.date
) -> None:
    """Keep from which day a consent is taken back."""
    row = ConsentRow
    connection.execute(
        sa.update(row)
        .where(row.club_id == club_id, row.member_no == member_no, row.consent_no == consent_no)
        .values(withdrawn_on=on)
    )


def members_who_agreed(connection: Connection, club_id: int, version: str) -> set[int]:
    """Return the members of whom a consent to a text is in force."""
    row = ConsentRow
    query = sa.select(row.member_no).where(
        row.club_id == club_id, row.text_version == version, row.withdrawn_on.is_(None)
    )
    return set(connection.execute(query).scalars())
