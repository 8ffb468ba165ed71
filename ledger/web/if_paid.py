"""The page that tells what a payment on a loan would do, without writing anything."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Response
from sqlalchemy.engine import Connection

from ledger.core.errors import LedgerError
from ledger.core.loans.allocation import Ahead
from ledger.core.loans.quotes import EndingQuote, PaymentQuote
from ledger.core.loans.standing import Standing
from ledger.core.money import LARGEST_MINOR, AmountTooLarge
from ledger.core.statements.table import Phrase, phrase
from ledger.i18n.messages import said
from ledger.i18n.said import Said
from ledger.i18n.typed import read_amount
from ledger.services.loan_page import LoanToPay, loan_to_pay
from ledger.services.loan_quotes import if_paid as quotes_if_paid
from ledger.services.loan_quotes import to_end
from ledger.web.addresses import Addresses
from ledger.web.queries import OfPayment, day_typed, query_of
from ledger.web.refusals import AmountMissing, AmountNotUnderstood, NoSuchDay
from ledger.web.visit import Visit
from ledger.web.words import Reader

PAYMENT = OfPayment()
THOUSAND = 1_000
"""Clubs take cash in whole thousands; another sum is not refused, but asked about."""

AHEAD: Mapping[Ahead, Phrase] = {
    Ahead.SHORTER: phrase("To be done sooner"),
    Ahead.SMALLER: phrase("To pay less each time"),
    Ahead.NEXT: phrase("To pay the next instalments ahead"),
}
"""What a payer may want of money beyond what is due."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What was typed, what it means where it can be read, and what is wrong with it by field."""

    amount_typed: str
    day_typed: str
    amount: int | None
    on: dt.date
    problems: Mapping[str, Said]

    @property
    def is_odd(self) -> bool:
        """Tell whether the sum is one that hardly anybody pays in cash."""
        return bool((self.amount or 0) % THOUSAND)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnChoice:
    """What a sum does by one choice; amounts in đồng.

    `next` is the instalment that comes then and `after` the one after it, `ends_on` the day of the
    last one; each is None where there is none.
    """

    title: Phrase
    quote: PaymentQuote
    next: Standing | None
    after: Standing | None
    ends_on: dt.date | None

    @property
    def effects(self) -> tuple[object, ...]:
        """Return what tells one choice from another."""
        owed = tuple((row.due_on, row.left) for row in self.quote.after.rows if row.left.total)
        return (owed, self.quote.interest_saved)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is wrong with what was asked, by field; what ends the loan; what the payment does."""

    problems: Mapping[str, Said]
    ending: EndingQuote | None = None
    choices: tuple[DrawnChoice, ...] = ()

    @property
    def amount_problem(self) -> Said | None:
        """Return what is wrong with the amount."""
        return self.problems.get("amount")

    @property
    def day_problem(self) -> Said | None:
        """Return what is wrong with the day."""
        return self.problems.get("on")


def if_paid(visit: Visit, loan_no: int) -> Response:
    """Show what a sum on a day would do by each choice, and what would end the loan that day."""
    asking = asking_of(visit)
    with visit.reading() as connection:
        club = visit.club
        loan = loan_to_pay(connection, club, loan_no, asking.on)
        answer = answer_of(connection, loan, asking, visit.reader)
    visit.looked(loan.file.loan.member_no, f"loan {loan_no}")
    return visit.page(
        "loans/if_paid.html",
        status=422 if answer.problems else 200,
        loan=loan,
        club=club.club,
        addresses=Addresses(visit.code),
        asking=asking,
        answer=answer,
        is_odd=asking.is_odd,
    )


def answer_of(connection: Connection, loan: LoanToPay, asking: Asking, reader: Reader) -> Answer:
    """Return what the payment does; what it is refused for stands with the field it is about."""
    loan_no, on = loan.file.loan.loan_no, asking.on
    if not loan.is_owed or "on" in asking.problems:
        return Answer(asking.problems if loan.is_owed else {})
    try:
        ending = to_end(connection, loan.club, loan_no, on)
    except LedgerError as error:
        return Answer({**asking.problems, "on": said(error, reader.locale)})
    if asking.amount is None or asking.problems:
        return Answer(asking.problems, ending)
    try:
        quotes = quotes_if_paid(connection, loan.club, loan_no, asking.amount, on)
    except LedgerError as error:
        return Answer({"amount": said(error, reader.locale)}, ending)
    return Answer({}, ending, _drawn(quotes, on))


def asking_of(visit: Visit) -> Asking:
    """Return what is asked; an amount that was not given is a question only with its day."""
    query, today, reader = query_of(PAYMENT, visit.arguments), visit.today, visit.reader
    problems: dict[str, LedgerError] = {}
    on = today if query.on is None else day_typed(query.on)
    amount = None if query.amount is None else read_amount(query.amount)
    if query.amount is None and query.on is not None:
        problems["amount"] = AmountMissing()
    elif query.amount is not None and amount is None:
        problems["amount"] = AmountNotUnderstood(query.amount)
    elif amount is not None and amount > LARGEST_MINOR:
        problems["amount"] = AmountTooLarge(amount)
    if on is None:
        problems["on"] = NoSuchDay(query.on or "")
    return Asking(
        query.amount or "",
        reader.date(today) if query.on is None else query.on,
        amount,
        on or today,
        {field: said(problem, reader.locale) for field, problem in problems.items()},
    )


def _drawn(quotes: Sequence[tuple[Ahead, PaymentQuote]], on: dt.date) -> tuple[DrawnChoice, ...]:
    """Return each choice, or one where all come to the same."""
    drawn = tuple(_choice(ahead, quote, on) for ahead, quote in quotes)
    return drawn[:1] if len({one.effects for one in drawn}) == 1 else drawn


def _choice(ahead: Ahead, quote: PaymentQuote, on: dt.date) -> DrawnChoice:
    owed = [row for row in quote.after.rows if row.left.total]
    coming = [row for row in owed if row.due_on > on] or owed
    first, second = (*coming[:2], None, None)[:2]
    return DrawnChoice(
        title=AHEAD[ahead], quote=quote, next=first, after=second,
        ends_on=max((row.due_on for row in owed), default=None),
    )  # fmt: skip
