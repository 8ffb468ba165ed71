"""What a voucher says of its loan: where the money went, and what is owed after it."""

from ledger.core.loans.parts import Component
from ledger.core.statements.loan_papers_rules import COMPONENTS
from ledger.core.statements.voucher_loan import LoanOnVoucher
from ledger.pdf.fields import Field
from ledger.pdf.words import Speaker

_ORDER = (Component.PRINCIPAL, Component.INTEREST, Component.FINE, Component.FEE)
_NO_BREAK = "\u00a0"


def loan_in_short(loan: LoanOnVoucher, speaker: Speaker) -> list[Field]:
    """Return a loan in two lines: what of the money went where, and how it stands now."""
    owed, *after = loan_standing(loan, speaker)
    values = [owed.value, *(f"{one.label}:{_NO_BREAK}{one.value}" for one in after)]
    standing = Field(owed.label, "; ".join(values))
    parts = [f"{one.label}{_NO_BREAK}{one.value}" for one in loan_parts(loan, speaker)]
    number = speaker.say("Loan %(number)s", number=speaker.value(loan.code))
    return [Field(number, ", ".join(parts)), standing] if parts else [standing]


def loan_parts(loan: LoanOnVoucher, speaker: Speaker) -> list[Field]:
    """Return what of a voucher's money went where."""
    say = speaker.say
    sums = [
        (say("lent"), loan.lent),
        (say("less the fee"), loan.fee),
        *((speaker.phrase(COMPONENTS[one]), loan.parts.of(one)) for one in _ORDER),
        (say("held for the borrower"), loan.held),
        (say("given back"), loan.returned),
    ]
    return [Field(words, speaker.money(amount)) for words, amount in sums if amount]


def loan_standing(loan: LoanOnVoucher, speaker: Speaker) -> list[Field]:
    """Return what is owed after a voucher, what is late by then, and what is to come next."""
    say, coming = speaker.say, loan.coming
    standing = [Field(say("Principal left"), speaker.money(loan.owed))]
    if coming is not None and coming.late:
        standing.append(Field(say("overdue"), speaker.money(coming.late)))
    if coming is not None and coming.parts.total > coming.late:
        words = say("to pay by %(day)s", day=speaker.date(coming.due_on))
        standing.append(Field(words, speaker.money(coming.parts.total)))
    return standing
