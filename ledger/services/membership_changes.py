"""Members who are written of otherwise, who leave and who come back, each once per request."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.lending import charges_left
from ledger.books.member_changes import (
    LastComing,
    StoredChange,
    add_change,
    add_coming,
    change_fields,
    changes_of,
    fields_of,
    household_codes,
    last_coming,
    member_codes,
)
from ledger.books.members import member_balances
from ledger.books.refusals import UnknownMember
from ledger.core.accounts import (
    ADVANCES,
    INTEREST_RECEIVABLE,
    LOAN_ACCOUNTS,
    MEMBER_CAPITAL,
    OTHER_PAYABLES,
)
from ledger.core.acts.people import (
    NUMBERS,
    BeforeLastChange,
    MemberChanged,
    MemberField,
    MemberIsHere,
    MemberLeft,
    MemberNotSettled,
    MemberReturned,
    NothingChanges,
    PaperCodeTaken,
    UnknownHousehold,
)
from ledger.core.acts.shared import refuse
from ledger.core.errors import LedgerError
from ledger.core.journal import PostingRequest
from ledger.core.loans.applying import NotAMember
from ledger.services.enrolling import MemberReceipt, check_texts, is_number, tidy_or_none
from ledger.services.loans import check_day
from ledger.services.once import once


def change_member(
    connection: Connection,
    club: StoredClub,
    changed: MemberChanged,
    request: PostingRequest,
    *,
    today: dt.date,
    approved_by: int | None = None,  # noqa: ARG001 - as every act is called
) -> MemberReceipt:
    """Change what is written of a member and keep each change with its reason, once per id.

    Fields that stand so already are left out (`NothingChanges` where all do). Refuses all that is
    wrong at once (`core.acts.people`), `UnknownMember`, `UnknownHousehold`, `PaperCodeTaken`.
    """
    check_texts(changed.reason, *(one.after for one in changed.changes))
    refuse(changed.faults(today))

    def act(at: PostingRequest) -> MemberReceipt:
        club_id, member_no = club.club_id, changed.member_no
        before = fields_of(connection, club_id, member_no) if is_number(member_no) else None
        if before is None:
            raise UnknownMember(member_no=member_no)
        wanted = {one.field: _value(one.field, one.after) for one in changed.changes}
        after = {field: value for field, value in wanted.items() if value != before[field]}
        if not after:
            raise NothingChanges(member_no=member_no)
        refuse(_clashes(connection, club_id, after))
        change_fields(connection, club_id, member_no, after)
        first = len(changes_of(connection, club_id, member_no)) + 1
        for number, (field, value) in enumerate(after.items(), first):
            kept = StoredChange(
                change_no=number, field=field.value, before=_text(before[field]),
                after=_text(value), reason=changed.reason, recorded_by=at.recorded_by,
                recorded_at=at.recorded_at,
            )  # fmt: skip
            add_change(connection, club_id, member_no, kept)
        return MemberReceipt(member_no, str(after.get(MemberField.PAPER_CODE, "")))

    content = ("change member", changed)
    receipt, again = once(connection, club, request, act, content=content, answer=MemberReceipt)
    return replace(receipt, again=again)


def leave(
    connection: Connection,
    club: StoredClub,
    left: MemberLeft,
    request: PostingRequest,
    *,
    today: dt.date,
    approved_by: int | None = None,  # noqa: ARG001 - as every act is called
) -> MemberReceipt:
    """Let a member leave on a day, once per request id.

    Refused while anything is owed either way (`MemberNotSettled`, which says what). Raises
    `NotAMember`, `BeforeLastChange`, and what `check_day` does.
    """
    check_day(left.on, today)

    def act(at: PostingRequest) -> MemberReceipt:
        last = _coming(connection, club.club_id, left.member_no)
        if not last.has_joined:
            raise NotAMember(member_no=left.member_no, day=left.on)
        open_sums = owed(connection, club.club_id, left.member_no)
        if open_sums is not None:
            raise open_sums
        return _comes(connection, club.club_id, (left.member_no, left.on), last, at)

    content = ("leave", left)
    receipt, again = once(connection, club, request, act, content=content, answer=MemberReceipt)
    return replace(receipt, again=again)


def come_back(
    connection: Connection,
    club: StoredClub,
    back: MemberReturned,
    request: PostingRequest,
    *,
    today: dt.date,
    approved_by: int | None = None,  # noqa: ARG001 - as every act is called
) -> MemberReceipt:
    """Let somebody who left belong to the club again, once per request id.

    Raises `UnknownMember`, `MemberIsHere`, `BeforeLastChange`, and what `check_day` does.
    """
    check_day(back.on, today)

    def act(at: PostingRequest) -> MemberReceipt:
        last = _coming(connection, club.club_id, back.member_no)
        if last.has_joined:
            raise MemberIsHere(member_no=back.member_no, since=last.on)
        return _comes(connection, club.club_id, (back.member_no, back.on), last, at)

    content = ("come back", back)
    receipt, again = once(connection, club, request, act, content=content, answer=MemberReceipt)
    return replace(receipt, again=again)


def _value(field: MemberField, text: str | None) -> str | int | None:
    """Return what stands in the books for a field's text."""
    tidied = tidy_or_none(text)
    return int(tidied) if tidied is not None and field in NUMBERS else tidied


def _text(value: str | int | None) -> str | None:
    return None if value is None else str(value)


def _clashes(
    connection: Connection, club_id: int, after: Mapping[MemberField, str | int | None]
) -> Iterator[LedgerError]:
    """Yield what stands against a member's new code or home."""
    code, home_no = after.get(MemberField.PAPER_CODE), after.get(MemberField.HOUSEHOLD)
    if isinstance(code, str) and code in member_codes(connection, club_id):
        yield PaperCodeTaken(code=code)
    if isinstance(home_no, int) and home_no not in household_codes(connection, club_id):
        yield UnknownHousehold(household_no=home_no)


def _coming(connection: Connection, club_id: int, member_no: int) -> LastComing:
    """Return when a member last joined or left (`UnknownMember`)."""
    last = last_coming(connection, club_id, member_no) if is_number(member_no) else None
    if last is None:
        raise UnknownMember(member_no=member_no)
    return last


def _comes(
    connection: Connection,
    club_id: int,
    moved: tuple[int, dt.date],
    last: LastComing,
    at: PostingRequest,
) -> MemberReceipt:
    """Keep that a member joined or left, whichever the last time was not."""
    member_no, on = moved
    if on < last.on:
        raise BeforeLastChange(member_no=member_no, day=on, latest=last.on)
    coming = LastComing(not last.has_joined, on, last.event_no + 1)
    add_coming(connection, club_id, member_no, coming, at.recorded_at)
    return MemberReceipt(member_no)


def owed(connection: Connection, club_id: int, member_no: int) -> MemberNotSettled | None:
    """Return what is owed by a member and to one, in đồng, None where nothing is.

    It is the refusal with which `leave` says it: a page can show beforehand what must be settled.
    """

    def sums(*accounts: str) -> int:
        return member_balances(connection, club_id, accounts, dt.date.max).get(member_no, 0)

    found = MemberNotSettled(
        member_no=member_no, loans=sums(*LOAN_ACCOUNTS, INTEREST_RECEIVABLE),
        charges=charges_left(connection, club_id, member_no), advances=sums(ADVANCES),
        capital=-sums(MEMBER_CAPITAL), held=-sums(OTHER_PAYABLES),
    )  # fmt: skip
    is_open = any((found.loans, found.charges, found.advances, found.capital, found.held))
    return found if is_open else None
