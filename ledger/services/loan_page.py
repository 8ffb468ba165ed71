"""One loan with all that its page shows, as it is seen from a day."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest

from sqlalchemy.engine import Connection

from ledger.books.applications import application_of
from ledger.books.clubs import StoredClub
from ledger.books.loan_listing import vouchers_of
from ledger.books.loans import EventRecord, LoanFile, loan_file, loan_files
from ledger.books.members import names_of
from ledger.core.loans.application import Application
from ledger.core.loans.cost import TrueCost
from ledger.core.loans.events import Inheritance
from ledger.core.loans.life import replay
from ledger.core.loans.quotes import EndingQuote, to_end
from ledger.core.loans.state import LoanState
from ledger.core.loans.steps import LoanStage
from ledger.core.loans.tranches import Tranche
from ledger.core.loans.written import UNDOING
from ledger.core.statements.loan_history import Happening, loan_history
from ledger.core.statements.loan_papers import LoanParties, PaperBorrower, paper_club
from ledger.core.statements.loan_papers_contract import LoanContractPaper, loan_contract
from ledger.core.statements.loan_papers_statement import LoanStatement, loan_statement
from ledger.services.loan_papers import by_event

OWED = frozenset({LoanStage.ACTIVE, LoanStage.WRITTEN_OFF})
"""The stages in which something can be paid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanPage:
    """A loan as seen from a day: agreed, happened, standing.

    `agreed`: the schedule as first agreed, with the true cost; of a loan not paid out yet, as it
    would be from the day it was agreed. `ending`: what would end it on the day, None where nothing
    is owed. `vouchers` are by entry number, `records` by event number. `application`: what it began
    with, where that is in the books.
    """

    club: StoredClub
    on: dt.date
    file: LoanFile
    state: LoanState
    borrower: str
    heir: str | None
    statement: LoanStatement
    agreed: LoanContractPaper
    history: tuple[Happening, ...]
    ending: EndingQuote | None
    records: Mapping[int, EventRecord]
    vouchers: Mapping[int, str]
    application: Application | None

    @property
    def stage(self) -> LoanStage:
        """Return where the loan is in its life; one may be turned down after its approval."""
        stage, application = self.state.stage, self.application
        is_turned_down = application is not None and application.turned_down is not None
        return LoanStage.TURNED_DOWN if is_turned_down and not self.state.lent else stage

    @property
    def days_late(self) -> int:
        """Return for how many days the loan is late by the schedule that holds now."""
        is_active = self.state.stage is LoanStage.ACTIVE
        return self.state.arrears_now(self.on).days_late if is_active else 0

    @property
    def days_late_as_agreed(self) -> int:
        """Return for how many days it is late by the schedule as first agreed."""
        is_active = self.state.stage is LoanStage.ACTIVE
        return self.state.arrears_as_agreed(self.on).days_late if is_active else 0

    @property
    def cost(self) -> TrueCost | None:
        """Return what the loan truly costs a year, None where nothing is paid for it."""
        return self.agreed.cost


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanInShort:
    """A loan on its borrower's page: how it stands, what is owed and what comes next.

    `is_told`: whether anything was told of what happened to it.
    """

    loan_no: int
    is_told: bool
    stage: LoanStage
    days_late: int
    statement: LoanStatement


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanToPay:
    """A loan on which payments can be tried, as it stands on a day or after its last event.

    `is_past`: something happened to it after the day, which a payment tried on it leaves out.
    """

    club: StoredClub
    file: LoanFile
    borrower: str
    state: LoanState
    is_past: bool

    @property
    def is_owed(self) -> bool:
        """Tell whether something can be paid."""
        return self.state.stage in OWED and self.state.left.total > 0

    @property
    def due(self) -> int:
        """Return what is due next, with all that is overdue, in đồng."""
        rows = [row for row in self.state.rows if row.left.total]
        late = [row for row in rows if row.due_on < self.state.as_of]
        coming = [row for row in rows if row.due_on >= self.state.as_of][:1]
        return sum(row.left.total for row in (*late, *coming))


def loan_page(connection: Connection, club: StoredClub, loan_no: int, on: dt.date) -> LoanPage:
    """Return a loan with all that happened to it up to a day, in five queries (`UnknownLoan`)."""
    file = loan_file(connection, club.club_id, loan_no)
    state = replay(file.contract, file.events, on)
    heirs = {one.member_no for one in file.events if isinstance(one, Inheritance)}
    names = names_of(connection, club.club_id, {file.loan.member_no, *heirs})
    posted = {one.entry_no for one in file.records} | {one.correction_no for one in file.records}
    vouchers = vouchers_of(connection, club.club_id, {one for one in posted if one is not None})
    parties = _parties(club, file, names)
    is_owed = state.stage in OWED and state.left.total
    return LoanPage(
        club=club, on=on, file=file, state=state, borrower=names[file.loan.member_no],
        heir=None if state.heir_no is None else names[state.heir_no],
        statement=loan_statement(parties, state, by_event(file, vouchers)),
        agreed=_agreed(parties, file, state),
        history=loan_history(
            file.contract, file.events, on, names=names,
            corrected=_corrected(file),
        ),
        ending=to_end(file.contract, file.events, on) if is_owed else None,
        records={one.event_no: one for one in file.records}, vouchers=vouchers,
        application=None
        if file.loan.application_no is None
        else application_of(connection, club.club_id, file.loan.application_no),
    )  # fmt: skip


def _corrected(file: LoanFile) -> dict[int, int]:
    """Return the events with a correcting entry, each with the last that was told with it."""
    found = {}
    for one, after in zip_longest(file.records, file.records[1:]):
        if one is not None and one.correction_no is not None:
            is_instead = (
                after is not None
                and one.kind == UNDOING
                and after.kind != UNDOING
                and after.recorded_at == one.recorded_at
            )
            found[one.event_no] = one.event_no + is_instead
    return found


def member_loans(
    connection: Connection, club: StoredClub, loan_nos: list[int], on: dt.date
) -> dict[int, LoanInShort]:
    """Return some loans in short as seen from a day, by number, in two queries."""
    found = {}
    for file in loan_files(connection, club.club_id, loan_nos) if loan_nos else ():
        state = replay(file.contract, file.events, on)
        is_active = state.stage is LoanStage.ACTIVE
        found[file.loan.loan_no] = LoanInShort(
            loan_no=file.loan.loan_no, is_told=bool(file.events), stage=state.stage,
            days_late=state.arrears_now(on).days_late if is_active else 0,
            statement=loan_statement(_parties(club, file, {}), state, {}),
        )  # fmt: skip
    return found


def loan_to_pay(connection: Connection, club: StoredClub, loan_no: int, on: dt.date) -> LoanToPay:
    """Return a loan on which payments of a day can be tried, in three queries (`UnknownLoan`)."""
    file = loan_file(connection, club.club_id, loan_no)
    name = names_of(connection, club.club_id, {file.loan.member_no})[file.loan.member_no]
    return to_pay(club, file, name, on)


def to_pay(club: StoredClub, file: LoanFile, name: str, on: dt.date) -> LoanToPay:
    """Return a loan on which payments of a day can be tried, of its file and who owes it."""
    last = max([on, *(one.occurred_on for one in file.events)])
    state = replay(file.contract, file.events, last)
    return LoanToPay(club=club, file=file, borrower=name, state=state, is_past=last > on)


def _parties(club: StoredClub, file: LoanFile, names: Mapping[int, str]) -> LoanParties:
    return LoanParties(
        club=paper_club(club.club),
        borrower=PaperBorrower(name=names.get(file.loan.member_no, "")),
        loan_code=file.loan.paper_code,
        purpose=file.loan.purpose or "",
    )


def _agreed(parties: LoanParties, file: LoanFile, state: LoanState) -> LoanContractPaper:
    tranches = state.tranches or (Tranche(file.loan.agreed_on, file.loan.principal),)
    return loan_contract(parties, file.contract, tranches, signed_on=file.loan.agreed_on)
