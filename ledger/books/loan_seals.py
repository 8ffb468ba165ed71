"""The document by which an entry vouches for what was agreed and told of its loan until then."""

from collections.abc import Sequence

from ledger.books.loans import StoredLoan
from ledger.core.journal import Document
from ledger.core.loans.events import LoanEvent
from ledger.core.loans.seal import SEALED, Agreed, seal_of_contract, seal_of_event
from ledger.core.loans.written import kind_of, write_contract, write_event


def sealed(loan: StoredLoan, events: Sequence[LoanEvent]) -> Document:
    """Return the document of the entry that posts the last of a loan's events.

    It goes into the entry's hash, so that no row of the loan, nor of its events until then, can
    be altered without a trace. `events` are all of them in the order in which they were told.
    """
    seal = seal_of_contract(agreed_of(loan))
    for event in events:
        seal = seal_of_event(seal, kind_of(event), write_event(event))
    return Document(SEALED, seal)


def agreed_of(loan: StoredLoan) -> Agreed:
    """Return what was agreed as it is stored."""
    return Agreed(
        loan.paper_code, loan.member_no, loan.agreed_on.isoformat(), loan.principal,
        loan.term_months, loan.monthly_rate_ppm, loan.principal_method, loan.application_no,
        write_contract(loan.agreed),
    )  # fmt: skip
