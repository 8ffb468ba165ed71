"""The papers with which a loan begins, read from the books: application and minutes."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.applications import application_of, applications_of, votes_on
from ledger.books.clubs import StoredClub
from ledger.books.meetings import meeting_on
from ledger.books.members import member_of, names_of
from ledger.books.membership import classes_on, members_on
from ledger.core.errors import NotFound
from ledger.core.loans.application import Application, Ballot
from ledger.core.statements.lending import PURPOSES
from ledger.core.statements.loan_papers import LoanApplicationPaper
from ledger.core.statements.loan_papers_minutes import ApprovalMinutes, MinutesLoan
from ledger.core.statements.loan_papers_words import length_words
from ledger.services.loan_papers import borrower_on_paper, club_on_paper
from ledger.services.loan_products import lending_rules_on


@dataclass(eq=False)
class NothingVoted(NotFound):
    """No loan was voted on at a meeting of that day."""

    held_on: dt.date


def application_paper(
    connection: Connection, club: StoredClub, application_no: int
) -> LoanApplicationPaper:
    """Return an application with the board's opinion of it (`UnknownApplication`)."""
    application = application_of(connection, club.club_id, application_no)
    asked, appraisal = application.asked, application.appraisal
    borrower = member_of(connection, club.club_id, asked.member_no)
    return LoanApplicationPaper(
        club=club_on_paper(connection, club), borrower=borrower_on_paper(club, borrower),
        code=str(application.application_no), applied_on=asked.applied_on, amount=asked.amount,
        contract=application.contract, kind_of_work=PURPOSES[asked.purpose_kind],
        purpose=asked.purpose, plan=asked.plan or "", expected_income=asked.expected_income,
        co_signer=asked.co_signer or "", opinion=appraisal.opinion if appraisal else "",
    )  # fmt: skip


def blank_application(connection: Connection, club: StoredClub) -> LoanApplicationPaper:
    """Return the form of an application, to be filled in by hand."""
    return LoanApplicationPaper(club=club_on_paper(connection, club))


def minutes_paper(connection: Connection, club: StoredClub, held_on: dt.date) -> ApprovalMinutes:
    """Return the minutes of a day's meeting about loans (`NothingVoted`).

    Who has no vote on any of them was absent.
    """
    club_id = club.club_id
    meeting_no = meeting_on(connection, club_id, held_on)
    voted = applications_of(connection, club_id, meeting_no=meeting_no) if meeting_no else []
    if not voted:
        raise NothingVoted(held_on=held_on)
    votes = votes_on(connection, club_id, (one.application_no for one in voted))
    members = members_on(connection, club_id, held_on)
    present = {member_no for ballots in votes.values() for member_no in ballots}
    exact = len(members) * lending_rules_on(connection, club_id, held_on).quorum
    classes = classes_on(connection, club_id, held_on)
    class_of = {number: classes.get(one.household_no, "") for number, one in members.items()}
    borrowers = {number: one.name for number, one in members.items()}
    gone = {one.asked.member_no for one in voted} - members.keys()
    if gone:  # who left before the day has asked for a loan all the same
        borrowers |= names_of(connection, club_id, gone)
    paper = club_on_paper(connection, club)
    return ApprovalMinutes(
        club=paper, held_on=held_on, place=paper.place, members=len(members),
        present=len(present), needed=-(-exact.numerator // exact.denominator),
        absent=tuple(one.name for number, one in members.items() if number not in present),
        loans=tuple(
            _decided(
                one,
                votes.get(one.application_no, {}),
                borrowers[one.asked.member_no],
                class_of.get(one.asked.member_no, ""),
            )
            for one in voted
        ),
    )  # fmt: skip


def _decided(
    application: Application,
    ballots: Mapping[int, Ballot],
    name: str,
    household_class: str,
) -> MinutesLoan:
    asked, terms = application.asked, application.contract.terms
    cast = [ballot for number, ballot in ballots.items() if number != asked.member_no]
    turned_down = application.turned_down
    return MinutesLoan(
        name=name, household_class=household_class,
        purpose=asked.purpose, asked=asked.amount,
        approved=None if turned_down else application.approved_amount or asked.amount,
        term=length_words(terms.interval, terms.instalments),
        in_favour=cast.count(Ballot.FOR), against=cast.count(Ballot.AGAINST),
        abstained=cast.count(Ballot.ABSTAINED),
        left_vote=(name,) if asked.member_no in ballots else (),
        reason=turned_down.reason if turned_down else "",
    )  # fmt: skip
