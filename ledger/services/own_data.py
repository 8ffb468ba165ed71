"""All that a club holds of one member, gathered for the member."""

import datetime as dt

from sqlalchemy.engine import Connection

from ledger.books.access_log import all_looks_at
from ledger.books.activities import activities_of_member, told_without_loan
from ledger.books.clubs import StoredClub
from ledger.books.consents import consents_of
from ledger.books.data_requests import data_requests_by
from ledger.books.disputes import disputes_by
from ledger.books.erasure_bars import person_of
from ledger.books.grants import user_of_member
from ledger.books.member_changes import changes_of
from ledger.books.members import member_of
from ledger.books.own_data import (
    own_applications,
    own_askings,
    own_classes,
    own_comings,
    own_entries,
    own_loans,
    own_user,
    own_votes,
)
from ledger.books.restrictions import restrictions_of
from ledger.core.privacy.consents import text_of
from ledger.core.privacy.own_data import OwnChange, OwnConsent, OwnData, OwnPerson


def own_data(
    connection: Connection, club: StoredClub, member_no: int, *, taken_at: dt.datetime
) -> OwnData:
    """Return all that a club holds of a member (`UnknownMember`, `ReportTooLong`).

    It is the same whoever asks; what others did or said is there only where it is about the
    member. The number of queries does not grow with what is held.
    """
    club_id = club.club_id
    person = person_of(connection, club_id, member_no)
    user_id = user_of_member(connection, club_id, member_no)
    member = member_of(connection, club_id, member_no)
    plans, incomes = told_without_loan(connection, club_id, member_no)
    return OwnData(
        club=club.club.name, club_code=club.club.code, taken_at=taken_at,
        person=OwnPerson(
            member_no=member_no, paper_code=member.paper_code, name=member.name,
            birth_year=member.birth_year, sex=member.sex, ethnic_group=member.ethnic_group,
            phone=member.phone, position=member.position,
            in_difficulty=None if member.in_difficulty is None else bool(member.in_difficulty),
        ),
        household=member.household,
        classes=own_classes(connection, club_id, member_no),
        comings=own_comings(connection, club_id, member_no),
        user=None if user_id is None else own_user(connection, user_id),
        applications=own_applications(connection, club_id, member_no),
        votes=own_votes(connection, club_id, member_no),
        loans=own_loans(connection, club_id, member_no),
        works=tuple(activities_of_member(connection, club_id, member_no).values()),
        plans_without_loan=plans, incomes_without_loan=incomes,
        entries=own_entries(connection, club_id, person),
        consents=tuple(
            OwnConsent(one, text_of(one.given.text_version, one.given.language))
            for one in consents_of(connection, club_id, member_no)
        ),
        requests=tuple(data_requests_by(connection, club_id, member_no)),
        restrictions=tuple(restrictions_of(connection, club_id, member_no)),
        disputes=tuple(disputes_by(connection, club_id, member_no)),
        changes=tuple(
            OwnChange(one.field, one.before, one.after, one.reason, one.recorded_at)
            for one in changes_of(connection, club_id, member_no)
        ),
        askings=own_askings(connection, club_id, person),
        looks=tuple(all_looks_at(connection, club_id, member_no)),
    )  # fmt: skip
