"""Consent to use a member's data beyond the books: given, and taken back."""

import datetime as dt
from dataclasses import replace

from sqlalchemy.engine import Connection

from ledger.books.audit_records import NotedAct
from ledger.books.clubs import StoredClub
from ledger.books.consents import (
    add_consent,
    consents_of,
    members_who_agreed,
    set_withdrawn,
)
from ledger.books.members import member_of
from ledger.core.journal import PostingRequest
from ledger.core.periods import check_not_after_tomorrow
from ledger.core.privacy.consents import (
    Consent,
    ConsentGiven,
    ConsentThere,
    NoConsentThere,
    WithdrawnBeforeGiven,
    check_consent,
    text_to_read,
)
from ledger.core.text import check_text, normal
from ledger.services.noting import note_done
from ledger.services.once import once

LONGEST_NAME = 255


def give_consent(
    connection: Connection,
    club: StoredClub,
    member_no: int,
    given: ConsentGiven,
    request: PostingRequest,
    *,
    today: dt.date,
    address: str,
) -> int:
    """Keep that a member agreed to a text that was read, and return the consent's number.

    Raises `UnknownMember`, `UnknownConsentText`, `WitnessMissing`, `ConsentThere`,
    `DateAfterTomorrow`, `TextTooLong`, ….
    """
    tidy = replace(given, witness=normal(given.witness or "") or None)
    check_consent(tidy)
    check_text(tidy.witness or "", LONGEST_NAME)
    check_not_after_tomorrow(tidy.given_on, today)

    def act(at: PostingRequest) -> int:
        member_of(connection, club.club_id, member_no)
        kept = consents_of(connection, club.club_id, member_no)
        for one in kept:
            if one.is_in_force and one.given.text_version == tidy.text_version:
                raise ConsentThere(version=tidy.text_version, given_on=one.given.given_on)
        number = len(kept) + 1
        add_consent(
            connection, club.club_id, member_no, number, tidy, recorded_by=at.recorded_by,
            recorded_at=at.recorded_at,
        )  # fmt: skip
        detail = f"consent {number}, text {tidy.text_version}"
        note_done(
            connection, club, NotedAct("give consent", f"member {member_no}", detail), at, address
        )
        return number

    content = ("give consent", member_no, tidy)
    return once(connection, club, request, act, content=content, answer=int)[0]


def withdraw_consent(
    connection: Connection,
    club: StoredClub,
    member_no: int,
    consent_no: int,
    request: PostingRequest,
    *,
    on: dt.date,
    today: dt.date,
    address: str,
) -> int:
    """Keep that a member took a consent back on a day; what was done before stays lawful.

    Raises `UnknownMember`, `NoConsentThere`, `WithdrawnBeforeGiven`, `DateAfterTomorrow`.
    """
    check_not_after_tomorrow(on, today)

    def act(at: PostingRequest) -> int:
        member_of(connection, club.club_id, member_no)
        kept = {one.consent_no: one for one in consents_of(connection, club.club_id, member_no)}
        found = kept.get(consent_no)
        if found is None or not found.is_in_force:
            raise NoConsentThere(consent_no=consent_no)
        if on < found.given.given_on:
            raise WithdrawnBeforeGiven(given_on=found.given.given_on, withdrawn_on=on)
        set_withdrawn(connection, club.club_id, member_no, consent_no, on)
        noted = NotedAct("withdraw consent", f"member {member_no}", f"consent {consent_no}")
        note_done(connection, club, noted, at, address)
        return consent_no

    content = ("withdraw consent", member_no, consent_no, on)
    return once(connection, club, request, act, content=content, answer=int)[0]


def consents(connection: Connection, club_id: int, member_no: int) -> list[Consent]:
    """Return a member's consents in order of number, those taken back as well."""
    return consents_of(connection, club_id, member_no)


def agreed_members(connection: Connection, club_id: int) -> set[int]:
    """Return the members of whom a consent to the text that is read now is in force."""
    return members_who_agreed(connection, club_id, text_to_read().version)
