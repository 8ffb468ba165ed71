"""The pages of activities: what a loan was used for and earned, and which to ask about."""

from dataclasses import dataclass

from flask import Response

from ledger.core.outcomes.activity import RecordKind
from ledger.core.outcomes.using import UseVerdict
from ledger.core.statements.activity_words import (
    CHANGES,
    RECORDS,
    USES,
    VERDICTS,
    WHY_ASK,
    contradiction_words,
    kind_words,
)
from ledger.core.statements.restricted import SOMEBODY
from ledger.core.statements.table import Phrase
from ledger.core.users.policy import Permission, may
from ledger.services.activity_pages import activities_to_ask, loan_activity
from ledger.services.restrictions import restricted_members
from ledger.web.acts import activities as acts
from ledger.web.acts import asking
from ledger.web.addresses import Addresses, with_query
from ledger.web.queries import Nothing, query_of
from ledger.web.visit import Visit

NOTHING = Nothing()


@dataclass(frozen=True, slots=True)
class Way:
    """What may be recorded about an activity: its page, its title, what it is."""

    address: str
    title: Phrase
    what: Phrase


def activity(visit: Visit, loan_no: int) -> Response:
    """Show what a loan was used for, what happened, and what came of it."""
    query_of(NOTHING, visit.arguments)
    with visit.reading() as connection:
        found = loan_activity(connection, visit.club, loan_no, visit.today)
    file = found.file
    visit.looked(file.loan.member_no, f"loan {loan_no}")
    gone = {one.takes_back for one in file.records}
    return visit.page(
        "outcomes/activity.html", club=visit.club.club, addresses=Addresses(visit.code),
        found=found, file=file, sums=file.sums, kind=kind_words(file.kind),
        net_size=abs(file.sums.net), after_size=abs(found.after_club),
        puzzles=[contradiction_words(one) for one in found.contradictions],
        records=[
            (one, RECORDS[one.kind], one.record_no in gone)
            for one in reversed(file.records) if one.kind is not RecordKind.TAKEN_BACK
        ],
        change=CHANGES[file.change], use=file.use, verdict=VERDICTS[file.use.verdict],
        was_looked=file.use.verdict is not UseVerdict.NOT_CHECKED,
        checks=[(one, USES[one.used_for]) for one in file.checks],
        ways=_ways(visit, loan_no, has_records=bool(file.records), is_paid=bool(file.loan.lent)),
    )  # fmt: skip


def to_ask(visit: Visit) -> Response:
    """Show of which activities somebody should ask, with the way to write the answer down."""
    query_of(NOTHING, visit.arguments)
    with visit.reading() as connection:
        found = activities_to_ask(connection, visit.club, visit.today)
        unnamed = restricted_members(connection, visit.club.club_id)
    addresses, reader = Addresses(visit.code), visit.reader
    is_recorder = may(visit.actor, Permission.RECORD_MONEY, visit.place)
    visit.looked(None, "members")
    return visit.page(
        "outcomes/to_ask.html", club=visit.club.club, addresses=addresses,
        groups=[
            (why.value, words, [
                (
                    one, reader.phrase(SOMEBODY) if one.file.loan.member_no in unnamed
                    else one.file.loan.name,
                    addresses.loan_part(one.file.loan.loan_no, "activity"),
                    _act(visit, "sum-up-activity" if is_over else "record-activity",
                         one.file.loan.loan_no) if is_recorder else "",
                )
                for one in found if one.why is why
            ], is_over)
            for why, words, is_over in (
                (why, words, why.is_for_summing_up) for why, words in WHY_ASK.items()
            )
        ],
        count=len(found),
    )  # fmt: skip


def _act(visit: Visit, name: str, loan_no: int) -> str:
    return with_query(f"{Addresses(visit.code).front}do/{name}", {"loan": loan_no})


def _ways(visit: Visit, loan_no: int, *, has_records: bool, is_paid: bool) -> list[Way]:
    """Return what may be recorded now, what is done most often first."""
    if not may(visit.actor, Permission.RECORD_MONEY, visit.place):
        return []
    return [
        Way(_act(visit, one.name, loan_no), one.title, one.what)
        for one in (*acts.ACTS, *asking.ACTS)
        if (is_paid or one.stages == acts.WITH_PLAN)
        and (has_records or one.name != "take-back-activity-record")
    ]
