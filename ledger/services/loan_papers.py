"""The papers of a club's loans as values, read from the books."""

import datetime as dt
from collections.abc import Mapping

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.loan_listing import vouchers_of
from ledger.books.loans import LoanFile, loan_file
from ledger.books.members import StoredMember, member_of, names_of, officers_of
from ledger.core.loans.events import Disbursement, Inheritance, Undoing
from ledger.core.loans.life import in_order, replay
from ledger.core.loans.tranches import Tranche
from ledger.core.statements.loan_papers import (
    LoanParties,
    PaperBorrower,
    PaperClub,
    paper_club,
)
from ledger.core.statements.loan_papers_card import LoanCard, loan_card
from ledger.core.statements.loan_papers_contract import LoanContractPaper, loan_contract
from ledger.core.statements.loan_papers_statement import LoanStatement, loan_statement

CHAIR, TREASURER, SECRETARY = "chủ nhiệm", "thủ quỹ", "thư ký"
"""The positions whose holders sign papers, as clubs' lists write them."""


def contract_paper(connection: Connection, club: StoredClub, loan_no: int) -> LoanContractPaper:
    """Return a loan's contract with its schedule (`UnknownLoan`).

    Before the loan is paid out its schedule is that of a loan paid out on the day of agreement.
    """
    file = loan_file(connection, club.club_id, loan_no)
    paid_out = [
        Tranche(event.occurred_on, event.amount)
        for event in in_order(file.events)
        if isinstance(event, Disbursement)
    ]
    planned = [Tranche(file.loan.agreed_on, file.loan.principal)]
    return loan_contract(
        parties_of(connection, club, file), file.contract, paid_out or planned,
        signed_on=file.loan.agreed_on,
    )  # fmt: skip


def card_paper(connection: Connection, club: StoredClub, loan_no: int, on: dt.date) -> LoanCard:
    """Return a loan's card on a day: all that happened to it until then (`UnknownLoan`).

    What was undone since then counts on no day, and stands on the card so.
    """
    file = loan_file(connection, club.club_id, loan_no)
    told = [one for one in file.events if one.occurred_on <= on or isinstance(one, Undoing)]
    heirs = [event.member_no for event in told if isinstance(event, Inheritance)]
    return loan_card(
        parties_of(connection, club, file), replay(file.contract, file.events, on),
        _vouchers(connection, club, file),
        events=told, heirs=names_of(connection, club.club_id, heirs) if heirs else {},
    )  # fmt: skip


def statement_paper(
    connection: Connection, club: StoredClub, loan_no: int, on: dt.date
) -> LoanStatement:
    """Return a loan as its borrower reads it on a day (`UnknownLoan`)."""
    file = loan_file(connection, club.club_id, loan_no)
    state = replay(file.contract, file.events, on)
    vouchers = _vouchers(connection, club, file)
    return loan_statement(parties_of(connection, club, file, state.heir_no), state, vouchers)


def _vouchers(connection: Connection, club: StoredClub, file: LoanFile) -> dict[int, str]:
    return by_event(file, vouchers_of(connection, club.club_id, file.entry_of.values()))


def by_event(file: LoanFile, vouchers: Mapping[int, str]) -> dict[int, str]:
    """Return the vouchers of a loan's entries by the number of the event that they are of."""
    return {number: vouchers.get(entry_no, "") for number, entry_no in file.entry_of.items()}


def parties_of(
    connection: Connection, club: StoredClub, file: LoanFile, heir_no: int | None = None
) -> LoanParties:
    """Return who is bound by a loan: the club and the borrower, or the heir where one owes it."""
    borrower = member_of(connection, club.club_id, heir_no or file.loan.member_no)
    return LoanParties(
        club=club_on_paper(connection, club), borrower=borrower_on_paper(club, borrower),
        loan_code=file.loan.paper_code, purpose=file.loan.purpose or "",
    )  # fmt: skip


def club_on_paper(connection: Connection, club: StoredClub) -> PaperClub:
    """Return a club as its papers name it, with the officers who sign."""
    officers = officers_of(connection, club.club_id)
    return paper_club(
        club.club, chair=officers.get(CHAIR, ""), treasurer=officers.get(TREASURER, ""),
        secretary=officers.get(SECRETARY, ""),
    )  # fmt: skip


def borrower_on_paper(club: StoredClub, member: StoredMember) -> PaperBorrower:
    """Return a member as a loan's papers name one; members live in the club's village."""
    place = (club.club.village, club.club.commune, club.club.province)
    return PaperBorrower(
        name=member.name, member_code=member.paper_code, birth_year=member.birth_year,
        address=", ".join(part for part in place if part),
        household_class=member.household_class,
    )  # fmt: skip
