"""What a workbook says became of its loans, kept beside the entries that it posted."""

from collections.abc import Sequence

from sqlalchemy.engine import Connection

from ledger.books.journal import Posted
from ledger.books.loan_caches import Kept, keep_caches
from ledger.books.loans import EventRecord, add_loan_events
from ledger.core.journal import PostingRequest
from ledger.core.loans.events import LoanEvent
from ledger.core.loans.life import replay
from ledger.core.loans.written import kind_of
from ledger.core.workbook.entries import Numbers
from ledger.core.workbook.loans import loans_of
from ledger.core.workbook.values import CashRow, Workbook


def add_loan_life(
    connection: Connection,
    club_id: int,
    workbook: Workbook,
    numbers: Numbers,
    posted: Sequence[Posted],
    *,
    request: PostingRequest,
) -> None:
    """Store the events of a workbook's loans with their entries, and how each loan stands.

    `posted` is what became of the workbook's events, in their order.
    """
    entry_of = {
        event.row: one.entry_no
        for event, one in zip(workbook.events, posted, strict=True)
        if isinstance(event, CashRow)
    }
    told: list[tuple[int, LoanEvent, EventRecord]] = []
    kept: list[Kept] = []
    for loan in loans_of(workbook):
        loan_no, borrower = numbers.loans[loan.facts.code], numbers.members[loan.facts.member]
        for one in loan.told:
            record = EventRecord(
                one.event.number, kind_of(one.event), one.event.occurred_on, entry_of[one.row],
                request.recorded_at, request.recorded_by,
            )  # fmt: skip
            told.append((loan_no, one.event, record))
        last = max((event.occurred_on for event in loan.events), default=loan.facts.agreed_on)
        state = replay(loan.contract, loan.events, last)
        kept.append(Kept(loan_no, borrower, state, len(loan.events)))
    add_loan_events(connection, club_id, told)
    keep_caches(connection, club_id, kept, are_new=True)
