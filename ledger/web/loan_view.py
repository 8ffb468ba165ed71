"""What the pages of one loan show, made of the loan as its service returns it."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from ledger.core.clubs import Club
from ledger.core.loans.cost import TrueCost
from ledger.core.loans.parts import Parts
from ledger.core.loans.rate import LEGAL_CAP
from ledger.core.loans.steps import LoanStage
from ledger.core.statements.chart_places import share
from ledger.core.statements.lists import METHODS
from ledger.core.statements.loan_history import Happening
from ledger.core.statements.loan_papers_interest import Notes, interest_notes
from ledger.core.statements.loan_papers_words import stated_rate, term_words
from ledger.core.statements.loan_schedules import (
    old_schedules,
    schedule_as_agreed,
    schedule_now,
)
from ledger.core.statements.loan_stages import stage_words
from ledger.core.statements.table import Phrase
from ledger.services.loan_page import LoanPage
from ledger.web.addresses import Addresses
from ledger.web.tables import DrawnTable, draw
from ledger.web.words import Reader

HISTORY_EM = 66
"""How wide the page must be for the table of what happened."""


@dataclass(frozen=True, slots=True)
class DrawnEvent:
    """An event with its voucher, the addresses of its entries, and why it was decided.

    `recorded_at` is told only of what was written down after what came later.
    """

    event: Happening
    voucher: str
    entry: str
    correction: str
    correction_no: int | None
    reason: str
    recorded_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class DrawnSchedule:
    """A schedule that was replaced: until when, why, by which reason of the meeting."""

    until: dt.date
    why: Phrase
    reason: str
    table: DrawnTable


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanView:
    """What the template of a loan shows."""

    page: LoanPage
    club: Club
    addresses: Addresses
    borrower: str
    heir: str
    stage: Phrase | str
    is_active: bool
    is_late: bool
    terms: tuple[Phrase, ...]
    repaid_length: int
    cost: TrueCost | None
    is_costly: bool
    cap: Fraction
    now: DrawnTable | None
    how: tuple[tuple[int, Notes], ...]
    level: Phrase | None
    agreed: DrawnTable | None
    older: tuple[DrawnSchedule, ...]
    events: tuple[DrawnEvent, ...]
    has_charges: bool
    last_entry_on: dt.date | None
    if_paid: str
    papers: tuple[tuple[str, str], ...]
    least_em: int


def loan_view(page: LoanPage, reader: Reader, last_entry_on: dt.date | None) -> LoanView:
    """Return what is shown of a loan."""
    club, loan, state = page.club.club, page.file.loan, page.state
    addresses = Addresses(club.code)
    now = draw(schedule_now(state, club.name), reader, addresses) if state.rows else None
    original = state.original
    agreed = None
    if original is not None:
        agreed = draw(schedule_as_agreed(original, club.name), reader, addresses)
    events = tuple(_event(one, page, addresses) for one in page.history)
    contract = page.file.contract
    terms = contract.terms
    return LoanView(
        page=page, club=club, addresses=addresses,
        borrower=addresses.member(loan.member_no),
        heir="" if state.heir_no is None else addresses.member(state.heir_no),
        stage=stage_words(page.stage, page.days_late),
        is_active=state.stage is LoanStage.ACTIVE, is_late=bool(page.days_late),
        terms=(stated_rate(terms), term_words(contract), METHODS[terms.repayment.value]),
        repaid_length=share(page.statement.repaid, state.lent),
        cost=page.cost, is_costly=page.cost is not None and page.cost.is_above(LEGAL_CAP),
        cap=LEGAL_CAP.yearly(),
        now=now, how=_how(page), level=page.agreed.level, agreed=agreed,
        older=_older(page, reader, addresses), events=events,
        has_charges=any(_charges(one.event.split) for one in events),
        last_entry_on=last_entry_on, if_paid=addresses.loan_part(loan.loan_no, "if-paid"),
        papers=_papers(page, reader, addresses),
        least_em=max([HISTORY_EM, *(one.least_em for one in (now, agreed) if one is not None)]),
    )  # fmt: skip


def _how(page: LoanPage) -> tuple[tuple[int, Notes], ...]:
    """Return how the interest of each instalment came about, as the loan stands."""
    notes = interest_notes(page.state)
    return tuple((number, notes[number]) for number in sorted(notes))


def _older(page: LoanPage, reader: Reader, addresses: Addresses) -> tuple[DrawnSchedule, ...]:
    reasons = [
        record.reason or ""
        for one in page.history
        if (record := page.records[one.number]).kind == "new_schedule" and not one.is_undone
    ]
    found = old_schedules(page.state, page.club.club.name)
    return tuple(
        DrawnSchedule(one.until, one.why, reason, draw(one.table, reader, addresses))
        for one, reason in zip(found, reasons, strict=False)
    )


def _event(one: Happening, page: LoanPage, addresses: Addresses) -> DrawnEvent:
    record = page.records[one.number]
    entry_no, correction_no = record.entry_no, record.correction_no
    return DrawnEvent(
        one,
        "" if entry_no is None else page.vouchers.get(entry_no, ""),
        "" if entry_no is None else addresses.entry(entry_no),
        "" if correction_no is None else addresses.entry(correction_no),
        correction_no,
        record.reason or "",
        record.recorded_at if one.is_told_late else None,
    )


def _charges(parts: Parts) -> int:
    return parts.fine + parts.fee


def _papers(page: LoanPage, reader: Reader, addresses: Addresses) -> tuple[tuple[str, str], ...]:
    """Return the papers of the loan by name and address."""
    say, loan, end = reader.say, page.file.loan, page.on
    found = [
        (say("Loan contract (PDF)"), addresses.loan_part(loan.loan_no, "contract.pdf")),
        (say("Loan card (PDF)"), addresses.loan_part(loan.loan_no, "card.pdf", end=end)),
        (
            say("Statement in large print (PDF)"),
            addresses.loan_part(loan.loan_no, "statement.pdf", end=end),
        ),
    ]
    application = page.application
    if application is not None:
        number = application.application_no
        found.append((say("Application (PDF)"), addresses.application(number)))
    if application is not None and application.voted is not None:
        found.append((say("Minutes of the vote (PDF)"), addresses.minutes(application.voted.on)))
    return tuple(found)
