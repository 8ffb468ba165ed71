"""The pages of applications for loans: all of them, and how far one came."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Response
from sqlalchemy.engine import Connection

from ledger.books.applications import application_of, applications_of, votes_on
from ledger.books.members import names_of
from ledger.core.loans.application import Application, Ballot
from ledger.core.loans.steps import LoanStage
from ledger.core.statements.lending import PURPOSES
from ledger.core.statements.loan_papers_words import stated_rate, term_words
from ledger.core.statements.loan_stages import APPLIED, STAGES
from ledger.core.statements.restricted import SOMEBODY, unnamed_notes
from ledger.core.statements.table import (
    Column,
    ColumnKind,
    Drill,
    Phrase,
    Row,
    Table,
    phrase,
)
from ledger.core.users.policy import may
from ledger.services.applications import stage_of
from ledger.services.lending import WAITING
from ledger.services.restrictions import restricted_members
from ledger.web.acts.act import About
from ledger.web.acts.next_steps import steps_of_application, what_waits
from ledger.web.acts.registry import ACTS
from ledger.web.addresses import Addresses
from ledger.web.queries import Nothing, query_of
from ledger.web.tables import DrawnTable, draw
from ledger.web.visit import Visit

NOTHING = Nothing()

MOST_DECIDED = 100
"""So many of those that were decided stand in the list, the latest first."""

COLUMNS = (
    Column("name", phrase("Full name")),
    Column("applied", phrase("Applied on"), ColumnKind.DATE),
    Column("amount", phrase("Asks for"), ColumnKind.AMOUNT),
    Column("purpose", phrase("For")),
    Column("stage", phrase("How far it came")),
)


def applications(visit: Visit) -> Response:
    """Show the applications on their way, and those decided last."""
    query_of(NOTHING, visit.arguments)
    with visit.reading() as connection:
        found = applications_of(connection, visit.club.club_id)
        names: dict[int, str | Phrase] = {
            **names_of(connection, visit.club.club_id, {one.asked.member_no for one in found})
        }
        unnamed = restricted_members(connection, visit.club.club_id)
    names |= dict.fromkeys(unnamed, SOMEBODY)
    on_their_way = [one for one in found if one.stage in WAITING]
    decided = [one for one in reversed(found) if one.stage not in WAITING]
    addresses, apply = Addresses(visit.code), ACTS["apply"]
    return visit.page(
        "applications/list.html", club=visit.club.club, addresses=addresses,
        waiting=_table(visit, on_their_way, names), decided_all=len(decided),
        decided=_table(visit, decided[:MOST_DECIDED], names),
        may_apply=may(visit.actor, apply.permission, visit.place),
        apply=f"{addresses.front}do/{apply.name}",
    )  # fmt: skip


def application(visit: Visit, application_no: int) -> Response:
    """Show how far an application came, and what to do next."""
    query_of(NOTHING, visit.arguments)
    club_id = visit.club.club_id
    with visit.reading() as connection:
        found = application_of(connection, club_id, application_no)
        stage = stage_of(connection, visit.club, found)
        names = names_of(connection, club_id, _people(found))
        votes = _votes(connection, club_id, found)
        waits = what_waits(visit, connection, About.APPLICATION, application_no)
    visit.looked(found.asked.member_no, f"application {application_no}")
    addresses, reader = Addresses(visit.code), visit.reader
    papers = [(reader.say("Application (PDF)"), addresses.application(application_no))]
    if found.voted is not None:
        papers.append((reader.say("Minutes of the vote (PDF)"), addresses.minutes(found.voted.on)))
    contract = found.contract
    return visit.page(
        "applications/one.html", club=visit.club.club, addresses=addresses, found=found,
        asked=found.asked, names=names, votes=votes, papers=papers, waits=waits,
        stage=_stage(stage), is_on_its_way=stage in WAITING,
        terms=(stated_rate(contract.terms), term_words(contract)),
        work=PURPOSES[found.asked.purpose_kind],
        steps=steps_of_application(visit, found, stage),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Votes:
    """How many voted how; the borrower, if present, is none of them."""

    in_favour: int
    against: int
    abstained: int


def _votes(connection: Connection, club_id: int, found: Application) -> Votes | None:
    if found.voted is None:
        return None
    number, borrower = found.application_no, found.asked.member_no
    ballots = votes_on(connection, club_id, [number]).get(number, {})
    cast = [ballot for member_no, ballot in ballots.items() if member_no != borrower]
    return Votes(
        cast.count(Ballot.FOR), cast.count(Ballot.AGAINST), cast.count(Ballot.ABSTAINED)
    )  # fmt: skip


def _people(found: Application) -> set[int]:
    """Return the members whom an application names: borrower, appraiser, approver."""
    people = {found.asked.member_no}
    people |= {one.by for one in (found.appraisal, found.approval) if one is not None}
    return people


def _stage(stage: LoanStage) -> Phrase:
    return STAGES[stage] if stage in STAGES else APPLIED[stage]


def _table(visit: Visit, found: list[Application], names: Mapping[int, str | Phrase]) -> DrawnTable:
    rows = tuple(
        Row(
            (
                names.get(one.asked.member_no, ""), one.asked.applied_on, one.asked.amount,
                one.asked.purpose, APPLIED[one.stage],
            ),
            drills=((0, Drill("application", (("application_no", one.application_no),))),),
        )
        for one in found
    )  # fmt: skip
    notes = unnamed_notes(
        one.asked.member_no for one in found if names.get(one.asked.member_no) == SOMEBODY
    )
    table = Table("applications", phrase("Applications for loans"), "", (), COLUMNS, rows, notes)
    return draw(table, visit.reader, Addresses(visit.code))
