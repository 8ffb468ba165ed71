"""People and homes that a club has not known yet, and the class that a home has."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.household_classes import add_class, certificate_holders, classes_of_household
from ledger.books.member_changes import household_codes, member_codes
from ledger.books.members import NewMember, add_households, add_members
from ledger.books.numbers import Numbered, take_number
from ledger.books.types import LARGEST_NUMBER
from ledger.core.acts.people import (
    Enrolment,
    HouseholdClassified,
    NewHousehold,
    PaperCodeTaken,
    UnknownHousehold,
    next_code,
    tidy,
)
from ledger.core.acts.shared import refuse
from ledger.core.errors import LedgerError
from ledger.core.journal import PostingRequest
from ledger.core.outcomes.classes import ClassFrom, check_certificate
from ledger.core.text import check_text
from ledger.core.versions import check_version
from ledger.services.journal import LONGEST
from ledger.services.loans import check_day
from ledger.services.once import once

USUAL_MEMBER, USUAL_HOUSEHOLD = "TV00", "H00"
"""Before the first codes of a club that has no pattern of its own yet."""


@dataclass(frozen=True, slots=True)
class MemberReceipt:
    """The answer to who enrols or changes a member; `again` when it was done before."""

    member_no: int
    paper_code: str = ""
    household_no: int | None = None
    again: bool = False


def enrol(
    connection: Connection,
    club: StoredClub,
    one: Enrolment,
    request: PostingRequest,
    *,
    today: dt.date,
    approved_by: int | None = None,  # noqa: ARG001 - as every act is called
) -> MemberReceipt:
    """Take somebody into the club, once per request id.

    Refuses all that is wrong at once (`core.acts.people`), `UnknownHousehold`, `PaperCodeTaken`,
    a day that lies ahead (`DateAfterTomorrow`) and texts that cannot be stored.
    """
    check_day(one.joined_on, today)
    home = one.household
    texts = [one.name, one.ethnic_group, one.position, one.paper_code]
    check_texts(*texts, *([home.paper_code, home.certificate_no] if home else []))

    def act(at: PostingRequest) -> MemberReceipt:
        club_id = club.club_id
        codes, homes = member_codes(connection, club_id), household_codes(connection, club_id)
        refuse([*one.faults(), *_taken(one, codes, homes)])
        home_no = one.household_no
        if one.household is not None:
            since = one.joined_on, at.recorded_at
            home_no = _new_household(connection, club_id, one.household, homes, since)
        number = take_number(connection, club_id, Numbered.MEMBER)
        code = tidy(one.paper_code) if one.paper_code else next_code(codes, USUAL_MEMBER)
        member = NewMember(
            number, code, home_no or 0, tidy(one.name), one.joined_on,
            birth_year=one.birth_year, sex=one.sex.value if one.sex else None,
            ethnic_group=tidy_or_none(one.ethnic_group), phone=tidy_or_none(one.phone),
            position=tidy_or_none(one.position), in_difficulty=one.in_difficulty,
        )  # fmt: skip
        add_members(connection, club_id, [member], at.recorded_at)
        return MemberReceipt(number, code, home_no)

    content = ("enrol", one)
    receipt, again = once(connection, club, request, act, content=content, answer=MemberReceipt)
    return replace(receipt, again=again)


def classify_household(
    connection: Connection,
    club: StoredClub,
    given: HouseholdClassified,
    request: PostingRequest,
    *,
    today: dt.date,
    approved_by: int | None = None,  # noqa: ARG001 - as every act is called
) -> bool:
    """Give a household its class from a day, once per request id; tell whether it was done before.

    Raises `UnknownHousehold`, `VersionNotLater` for a day that is not after the last class's, and
    what `check_certificate` does.
    """
    check_day(given.valid_from, today)
    check_texts(given.certificate_no)

    def act(at: PostingRequest) -> MemberReceipt:
        club_id, number = club.club_id, given.household_no
        kept = classes_of_household(connection, club_id, number) if is_number(number) else []
        if not kept:
            raise UnknownHousehold(household_no=number)
        check_version(given.valid_from, [one.valid_from for one in kept])
        code = household_codes(connection, club_id)[number]
        holders = certificate_holders(connection, club_id)
        check_certificate(holders, code, given.certificate_no, given.certificate_on, today)
        row = ClassFrom(
            valid_from=given.valid_from, household_class=given.household_class,
            certificate_no=tidy_or_none(given.certificate_no),
            certificate_on=given.certificate_on,
        )  # fmt: skip
        add_class(connection, club_id, number, row, at)
        return MemberReceipt(0, household_no=number)

    content = ("classify household", given)
    return once(connection, club, request, act, content=content, answer=MemberReceipt)[1]


def check_texts(*texts: str | None) -> None:
    """Refuse texts that cannot be stored, once they are tidy (`core.text.check_text`)."""
    for text in texts:
        check_text(tidy(text or ""), LONGEST)


def is_number(number: int) -> bool:
    """Tell whether a number can be that of anything."""
    return 0 < number <= LARGEST_NUMBER


def tidy_or_none(text: str | None) -> str | None:
    """Return a text in its normal form, None where it says nothing."""
    return tidy(text or "") or None


def _taken(one: Enrolment, codes: Sequence[str], homes: Mapping[int, str]) -> Iterator[LedgerError]:
    """Yield what stands against somebody's code and home in the club's books."""
    if one.paper_code is not None and tidy(one.paper_code) in codes:
        yield PaperCodeTaken(code=tidy(one.paper_code))
    if one.household_no is not None and one.household_no not in homes:
        yield UnknownHousehold(household_no=one.household_no)
    wanted = one.household.paper_code if one.household else None
    if wanted is not None and tidy(wanted) in homes.values():
        yield PaperCodeTaken(code=tidy(wanted))


def _new_household(
    connection: Connection,
    club_id: int,
    home: NewHousehold,
    homes: Mapping[int, str],
    at: tuple[dt.date, dt.datetime],
) -> int:
    """Store a household with its class from a day, and return its number."""
    valid_from, recorded_at = at
    number = take_number(connection, club_id, Numbered.HOUSEHOLD)
    code = tidy_or_none(home.paper_code) or next_code(homes.values(), USUAL_HOUSEHOLD)
    row = (number, code, home.household_class.value, tidy_or_none(home.certificate_no))
    add_households(connection, club_id, [row], valid_from=valid_from, recorded_at=recorded_at)
    return number
