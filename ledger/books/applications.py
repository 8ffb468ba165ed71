"""Applications for loans as stored: what was asked for, how far each came, who voted how."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.entries import all_rows
from ledger.books.tables.loans import LoanApplicationRow, LoanRow, LoanVoteRow
from ledger.books.types import LARGEST_NUMBER
from ledger.core.errors import NotFound
from ledger.core.loans.application import (
    Application,
    Appraisal,
    Approval,
    Asked,
    Ballot,
    TurningDown,
    Voted,
)
from ledger.core.loans.purposes import PurposeKind
from ledger.core.loans.steps import LoanStage
from ledger.core.loans.written import read_contract, write_contract


@dataclass(eq=False)
class UnknownApplication(NotFound):
    """The club has no application of that number."""

    application_no: int


def add_application(
    connection: Connection,
    club_id: int,
    application: Application,
    *,
    recorded_at: dt.datetime,
    recorded_by: int,
) -> None:
    """Store an application as it was handed in."""
    asked = application.asked
    connection.execute(
        sa.insert(LoanApplicationRow).values(
            club_id=club_id, application_no=application.application_no,
            member_no=asked.member_no, product_no=asked.product_no,
            product_from=application.product_from, applied_on=asked.applied_on,
            amount=asked.amount, instalments=asked.instalments,
            contract=write_contract(application.contract),
            purpose_kind=asked.purpose_kind.value, purpose=asked.purpose, plan=asked.plan,
            expected_income=asked.expected_income, co_signer=asked.co_signer,
            in_difficulty=int(asked.in_difficulty), recorded_at=recorded_at,
            recorded_by=recorded_by, **_progress(application),
        )
    )  # fmt: skip


def keep_progress(connection: Connection, club_id: int, application: Application) -> None:
    """Write how far an application came; what it asks for stays as it is."""
    row = LoanApplicationRow
    connection.execute(
        sa.update(row)
        .where(row.club_id == club_id, row.application_no == application.application_no)
        .values(**_progress(application))
    )


def _progress(application: Application) -> dict[str, object]:
    """Return the columns that say how far an application came."""
    appraisal, voted = application.appraisal, application.voted
    approval, turned_down = application.approval, application.turned_down
    return {
        "stage": application.stage.value,
        "appraised_on": appraisal and appraisal.on, "appraised_by": appraisal and appraisal.by,
        "opinion": appraisal and appraisal.opinion,
        "meeting_no": voted and voted.meeting_no, "voted_on": voted and voted.on,
        "members": voted and voted.members,
        "approved_on": approval and approval.on, "approved_by": approval and approval.by,
        "approved_amount": approval and approval.amount,
        "turned_down_on": turned_down and turned_down.on,
        "turned_down_reason": turned_down and turned_down.reason,
    }  # fmt: skip


def application_of(connection: Connection, club_id: int, application_no: int) -> Application:
    """Return an application (`UnknownApplication`)."""
    is_number = 0 < application_no <= LARGEST_NUMBER
    condition = LoanApplicationRow.application_no == application_no
    found = is_number and _applications(connection, club_id, condition)
    if not found:
        raise UnknownApplication(application_no=application_no)
    return found[0]


def applications_of(
    connection: Connection,
    club_id: int,
    *,
    stages: Iterable[LoanStage] | None = None,
    member_no: int | None = None,
    meeting_no: int | None = None,
) -> list[Application]:
    """Return the club's applications in order of number: at some stages, of one member or meeting.

    Raises `ReportTooLong`.
    """
    row = LoanApplicationRow
    wanted: list[sa.ColumnElement[bool]] = [sa.true()]
    if stages is not None:
        wanted.append(row.stage.in_(sorted(one.value for one in stages)))
    if member_no is not None:
        wanted.append(row.member_no == member_no)
    if meeting_no is not None:
        wanted.append(row.meeting_no == meeting_no)
    return _applications(connection, club_id, sa.and_(*wanted))


def _applications(
    connection: Connection, club_id: int, condition: sa.ColumnElement[bool]
) -> list[Application]:
    row, loan = LoanApplicationRow.__table__, LoanRow
    query = (
        sa.select(row, loan.loan_no)
        .outerjoin(
            loan,
            sa.and_(loan.club_id == club_id, loan.application_no == row.c.application_no),
        )
        .where(row.c.club_id == club_id, condition)
        .order_by(row.c.application_no)
    )
    return [_application(one) for one in all_rows(connection, query)]


def _application(row: sa.Row[*tuple[object, ...]]) -> Application:
    contract = read_contract(row.contract)
    return Application(
        application_no=row.application_no,
        asked=Asked(
            member_no=row.member_no, product_no=row.product_no, applied_on=row.applied_on,
            amount=row.amount, instalments=row.instalments,
            purpose_kind=PurposeKind(row.purpose_kind), purpose=row.purpose, plan=row.plan,
            expected_income=row.expected_income, co_signer=row.co_signer,
            in_difficulty=bool(row.in_difficulty), parts=contract.parts,
            first_due_on=contract.first_due_on,
        ),
        product_from=row.product_from,
        contract=contract,
        stage=LoanStage(row.stage),
        appraisal=row.appraised_on
        and Appraisal(row.appraised_on, row.appraised_by, row.opinion),
        voted=row.voted_on and Voted(row.voted_on, row.meeting_no, row.members),
        approval=row.approved_on
        and Approval(on=row.approved_on, by=row.approved_by, amount=row.approved_amount),
        turned_down=row.turned_down_on
        and TurningDown(row.turned_down_on, row.turned_down_reason),
        loan_no=row.loan_no,
    )  # fmt: skip


def add_votes(
    connection: Connection, club_id: int, application_no: int, ballots: Mapping[int, Ballot]
) -> None:
    """Store how each who was present voted on an application, by member number."""
    connection.execute(
        sa.insert(LoanVoteRow),
        [
            {"club_id": club_id, "application_no": application_no, "member_no": member_no,
             "vote": ballot.value}
            for member_no, ballot in sorted(ballots.items())
        ],
    )  # fmt: skip


def votes_on(
    connection: Connection, club_id: int, application_nos: Iterable[int]
) -> dict[int, dict[int, Ballot]]:
    """Return by application the ballot of each who was present, by member number."""
    kept = LoanVoteRow
    query = (
        sa.select(kept.application_no, kept.member_no, kept.vote)
        .where(kept.club_id == club_id, kept.application_no.in_(sorted(set(application_nos))))
        .order_by(kept.application_no, kept.member_no)
    )
    found: dict[int, dict[int, Ballot]] = defaultdict(dict)
    for application_no, member_no, vote in all_rows(connection, query):
        found[application_no][member_no] = Ballot(vote)
    return dict(found)
