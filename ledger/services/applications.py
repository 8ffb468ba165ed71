"""Applications for loans on their way: handed in, appraised, voted on or turned down."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from sqlalchemy.engine import Connection

from ledger.books.applications import (
    add_application,
    add_votes,
    application_of,
    keep_progress,
)
from ledger.books.clubs import StoredClub
from ledger.books.lending import loan_stage
from ledger.books.meetings import hold_meeting
from ledger.books.membership import members_on
from ledger.books.numbers import Numbered, take_number
from ledger.books.products import product_in_force
from ledger.core.journal import PostingRequest
from ledger.core.loans.application import (
    Application,
    Appraisal,
    Asked,
    Ballot,
    ClubMember,
    MeetingVote,
    TurningDown,
    Voted,
)
from ledger.core.loans.applying import (
    appraised,
    carried,
    counted,
    counted_against,
    handed_in,
    turned_down,
)
from ledger.core.loans.steps import LoanStage
from ledger.core.text import check_text, check_words
from ledger.services.journal import LONGEST
from ledger.services.loan_products import lending_rules_on
from ledger.services.loans import check_day
from ledger.services.once import once


@dataclass(frozen=True, slots=True)
class ApplicationReceipt:
    """The answer to a step of an application; `again` when it was taken before.

    `loan_no` and `paper_code` are those of the loan that an approval made.
    """

    application_no: int
    stage: LoanStage
    loan_no: int | None = None
    paper_code: str | None = None
    again: bool = False


def apply(
    connection: Connection,
    club: StoredClub,
    asked: Asked,
    request: PostingRequest,
    *,
    today: dt.date,
) -> ApplicationReceipt:
    """Keep a member's application, in the caller's transaction, once per request id.

    Raises `UnknownProduct`, `ProductNotOffered`, `WordsMissing` for an application without a
    purpose, what `core.loans.applying.handed_in` refuses, days that cannot be, and
    `RequestDiffers` or `RequestOfAnother`.
    """
    check_day(asked.applied_on, today)
    check_words("purpose", asked.purpose, LONGEST)
    for text in (asked.plan, asked.co_signer):
        if text is not None:
            check_text(text, LONGEST)
    club_id = club.club_id

    def act(at: PostingRequest) -> ApplicationReceipt:
        product = product_in_force(connection, club_id, asked.product_no, asked.applied_on)
        rules = lending_rules_on(connection, club_id, asked.applied_on)
        members = members_on(connection, club_id, asked.applied_on)
        found = handed_in(asked, product, rules, members)
        number = take_number(connection, club_id, Numbered.APPLICATION)
        found = replace(found, application_no=number)
        add_application(
            connection, club_id, found, recorded_at=at.recorded_at, recorded_by=at.recorded_by
        )
        return ApplicationReceipt(number, found.stage)

    return step_once(connection, club, request, act, ("apply", asked))


def appraise(
    connection: Connection,
    club: StoredClub,
    application_no: int,
    appraisal: Appraisal,
    request: PostingRequest,
    *,
    today: dt.date,
) -> ApplicationReceipt:
    """Keep an officer's appraisal, once per request id.

    Raises `UnknownApplication`, `WordsMissing` for one without an opinion, and what
    `core.loans.applying.appraised` does.
    """
    check_day(appraisal.on, today)
    check_words("opinion", appraisal.opinion, LONGEST)

    def act(_: PostingRequest) -> ApplicationReceipt:
        application = application_of(connection, club.club_id, application_no)
        members = members_on(connection, club.club_id, appraisal.on)
        return kept_step(connection, club, appraised(application, appraisal, members))

    return step_once(connection, club, request, act, ("appraise", application_no, appraisal))


def vote(
    connection: Connection,
    club: StoredClub,
    application_no: int,
    taken: MeetingVote,
    request: PostingRequest,
    *,
    today: dt.date,
) -> ApplicationReceipt:
    """Keep the vote of a meeting that was for a loan, once per request id.

    The meeting of the day is made if it was not known. Raises `UnknownApplication`, and what
    `core.loans.applying.counted` does by the quorum of the club's rules.
    """
    check_day(taken.held_on, today)

    def act(_: PostingRequest) -> ApplicationReceipt:
        application = application_of(connection, club.club_id, application_no)
        ballots, voted = _counted(connection, club, application, taken, counted)
        add_votes(connection, club.club_id, application_no, ballots)
        return kept_step(connection, club, carried(application, voted))

    return step_once(connection, club, request, act, ("vote", application_no, taken))


def turn_down(
    connection: Connection,
    club: StoredClub,
    application_no: int,
    turning: TurningDown,
    request: PostingRequest,
    *,
    today: dt.date,
) -> ApplicationReceipt:
    """Keep that an application was turned down or taken back, once per request id.

    The vote of a meeting that was against it is kept with it. Raises `UnknownApplication`,
    `WordsMissing` for one without a reason, `StepNotLawful` also for what was paid out already,
    and what `core.loans.applying.turned_down` and `counted_against` do.
    """
    check_day(turning.on, today)
    check_words("reason", turning.reason, LONGEST)

    def act(_: PostingRequest) -> ApplicationReceipt:
        before = application_of(connection, club.club_id, application_no)
        application = turned_down(before, turning, stage_of(connection, club, before))
        if turning.vote is not None:
            ballots, voted = _counted(connection, club, before, turning.vote, counted_against)
            add_votes(connection, club.club_id, application_no, ballots)
            application = replace(application, voted=voted)
        return kept_step(connection, club, application)

    return step_once(connection, club, request, act, ("turn down", application_no, turning))


def stage_of(connection: Connection, club: StoredClub, application: Application) -> LoanStage:
    """Return how far an application came: once it is approved, its loan's own stage."""
    if application.stage is not LoanStage.APPROVED or application.loan_no is None:
        return application.stage
    return loan_stage(connection, club.club_id, application.loan_no)


def _counted(
    connection: Connection,
    club: StoredClub,
    application: Application,
    taken: MeetingVote,
    count: Callable[
        [Application, MeetingVote, Mapping[int, ClubMember], Fraction], dict[int, Ballot]
    ],
) -> tuple[dict[int, Ballot], Voted]:
    """Return the ballots of a meeting, which is made if it was not known."""
    club_id, day = club.club_id, taken.held_on
    members = members_on(connection, club_id, day)
    ballots = count(application, taken, members, lending_rules_on(connection, club_id, day).quorum)
    return ballots, Voted(day, hold_meeting(connection, club_id, day), len(members))


def kept_step(
    connection: Connection, club: StoredClub, application: Application
) -> ApplicationReceipt:
    """Write how far an application came, and return what is answered."""
    keep_progress(connection, club.club_id, application)
    return ApplicationReceipt(application.application_no, application.stage)


def step_once(
    connection: Connection,
    club: StoredClub,
    request: PostingRequest,
    act: Callable[[PostingRequest], ApplicationReceipt],
    content: tuple[object, ...],
) -> ApplicationReceipt:
    """Return the answer to a step that is taken once per request id."""
    receipt, again = once(
        connection, club, request, act, content=content, answer=ApplicationReceipt
    )
    return replace(receipt, again=again)
