"""Erasing a person, with the books and their tree intact."""

import datetime as dt
from collections.abc import Iterator

from sqlalchemy.engine import Connection

from ledger.books.audit_records import Doer, NotedAct, note_act
from ledger.books.clubs import StoredClub
from ledger.books.devices import close_devices, close_slips
from ledger.books.erasing import (
    ByWhom,
    Person,
    erase_changes,
    erase_member_row,
    erase_other_texts,
    erase_words,
    neutral_user,
    texts_kept,
    words_that_may_go,
)
from ledger.books.erasure_bars import bars, person_of
from ledger.books.grants import close_grant, grants_by_user, is_staff, user_of_member
from ledger.books.journal import lock_club
from ledger.books.sessions import end_sessions_of
from ledger.books.users import lock_user, set_credential
from ledger.core.acts.shared import refuse
from ledger.core.journal import PostingRequest
from ledger.core.privacy.erasure import (
    ERASE_PERSON,
    Erased,
    ErasedField,
    ErasureBar,
    ErasureRefused,
    PersonErased,
    erased_name,
    fields_to_erase,
)
from ledger.core.text import check_words, normal
from ledger.services.doing import ActKind, Doing, Done, one_other
from ledger.services.once import once

LONGEST = 500
"""The most characters of the reason."""


def bars_to_erasure(
    connection: Connection, club: StoredClub, member_no: int, today: dt.date
) -> list[ErasureBar]:
    """Return all that stands against erasing a member, nothing where it may be done.

    Raises `UnknownMember`.
    """
    return list(_bars(connection, club, person_of(connection, club.club_id, member_no), today))


def erase_person(
    connection: Connection,
    club: StoredClub,
    asked: PersonErased,
    request: PostingRequest,
    *,
    today: dt.date,
    address: str,
) -> Erased:
    """Erase a person from a club's books, once per request id, and return what went.

    Entries, hashes and tree stay: only words and their salts go, each beside a record, and
    `core.privacy.erasure.KEPT` says what else is kept. The member's user is shut out. Refuses
    all that stands against it at once (`ErasureRefused`, or several of it as `SeveralRefused`);
    raises `UnknownMember`, `WordsMissing`, `TextTooLong`, ….
    """

    def act(at: PostingRequest) -> Erased:
        erased = _erased(connection, club, asked, at, today)
        noted = NotedAct(ERASE_PERSON, f"member {asked.member_no}", f"texts {erased.texts}")
        by = Doer(at.recorded_by, at.recorded_at, address)
        note_act(connection, club.club_id, noted, by)
        return erased

    content = (ERASE_PERSON, asked)
    return once(connection, club, request, act, content=content, answer=Erased)[0]


def _perform(doing: Doing, asked: PersonErased) -> Done:
    """Erase a person once a second one has agreed; whoever carries it out keeps the record."""
    lock_club(doing.connection, doing.club.club_id)
    _erased(doing.connection, doing.club, asked, doing.request, doing.today)
    return Done(f"member {asked.member_no}", member_no=asked.member_no)


KINDS = (ActKind(ERASE_PERSON, PersonErased, _perform, one_other),)
"""What cannot be undone waits for a second person."""


def _erased(
    connection: Connection,
    club: StoredClub,
    asked: PersonErased,
    at: PostingRequest,
    today: dt.date,
) -> Erased:
    reason = normal(asked.reason)
    check_words("erasure", reason, LONGEST)
    person = person_of(connection, club.club_id, asked.member_no)
    refuse(
        ErasureRefused(reason=bar.value, member_no=person.member_no)
        for bar in _bars(connection, club, person, today)
    )
    by = ByWhom(at.recorded_by, at.recorded_at, reason)
    erased = _erase(connection, club.club_id, person, by)
    _shut_out(connection, club, person.member_no, by)
    return erased


def _bars(
    connection: Connection, club: StoredClub, person: Person, today: dt.date
) -> Iterator[ErasureBar]:
    if person.name == erased_name(person.paper_code):
        yield ErasureBar.ERASED_ALREADY
        return
    yield from bars(connection, club.club_id, person)
    user_id = user_of_member(connection, club.club_id, person.member_no)
    if user_id is not None:
        grants = grants_by_user(connection, [user_id]).get(user_id, [])
        if is_staff(grants, today):
            yield ErasureBar.HOLDS_OFFICE


def _erase(connection: Connection, club_id: int, person: Person, by: ByWhom) -> Erased:
    gone: list[ErasedField] = []
    homonyms = 0
    for words in words_that_may_go(connection, club_id, person):
        fields = fields_to_erase(words, person.name)
        if person.has_homonym and not words.is_own:
            homonyms += len(fields)
        else:
            gone += fields
    erase_words(connection, club_id, gone, by)
    erase_member_row(connection, club_id, person)
    rows = erase_changes(connection, club_id, person.member_no)
    rows += erase_other_texts(connection, club_id, person)
    return Erased(
        member_no=person.member_no, texts=len(gone), entries=len({one.entry_no for one in gone}),
        other_rows=rows, kept_texts=texts_kept(connection, club_id, person.name),
        homonyms=homonyms,
    )  # fmt: skip


def _shut_out(connection: Connection, club: StoredClub, member_no: int, by: ByWhom) -> None:
    """Let the member's user sign in no more, by anything, and be named by a number alone."""
    user_id = user_of_member(connection, club.club_id, member_no)
    if user_id is None:
        return
    lock_user(connection, user_id)
    set_credential(
        connection, user_id, by.at, disabled_at=by.at, password_hash=None, pin_hash=None,
        totp_secret=None,
    )  # fmt: skip
    close_slips(connection, user_id, by.at)
    close_devices(connection, user_id, by.at)
    end_sessions_of(connection, user_id, by.at)
    for kept in grants_by_user(connection, [user_id]).get(user_id, []):
        if (kept.grant.club_id, kept.grant.member_no) == (club.club_id, member_no):
            close_grant(connection, user_id, kept.grant.grant_no, by=by.user_id, at=by.at)
    neutral_user(
        connection, user_id, sign_in_name=f"{club.uuid.hex[:12]}-{member_no}",
        display_name=f"{club.club.code}/{member_no}",
    )  # fmt: skip
