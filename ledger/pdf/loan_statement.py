"""A borrower's statement of one loan in large print: what to pay next, what is owed, what came."""

import datetime as dt

from ledger.core.loans.parts import Component, Parts
from ledger.core.statements.loan_papers_rules import COMPONENTS
from ledger.core.statements.loan_papers_statement import LoanPayment, LoanStatement, NextPayment
from ledger.i18n.locale import Locale
from ledger.pdf.flow import LEADING, Flow
from ledger.pdf.fonts import BOLD, REGULAR, Style
from ledger.pdf.foot import foot_height, put_feet
from ledger.pdf.loan_grid import Figures
from ledger.pdf.paper import SIZES, Credits, Document, PageSize, fitted, to_pdf
from ledger.pdf.words import Speaker

LEAST = 16.0
"""No letter on the statement is smaller than this, in points (DOMAIN.md, section 8.3)."""

_BODY, _STRONG = Style(REGULAR, LEAST), Style(BOLD, LEAST)
_NAME, _WORDS = Style(BOLD, 21), Style(REGULAR, 18)
_NEXT = {PageSize.A4: Style(BOLD, 44), PageSize.A5: Style(BOLD, 34)}
_OWED = {PageSize.A4: Style(BOLD, 24), PageSize.A5: Style(BOLD, 20)}
_LINE = LEAST * LEADING
_BAR = 10.0
_SIGNATURE = 4.2 * _LINE
_ORDER = (Component.PRINCIPAL, Component.INTEREST, Component.FINE, Component.FEE)


def draw_loan_statement(
    statement: LoanStatement, locale: Locale, *, page_size: PageSize, printed_on: dt.date
) -> bytes:
    """Return the statement as a PDF: the same bytes for the same one, language and day."""
    return to_pdf(loan_statement_document(statement, locale, page_size, printed_on))


def loan_statement_document(
    statement: LoanStatement, locale: Locale, page_size: PageSize, printed_on: dt.date
) -> Document:
    """Return the statement laid out on sheets of this size."""
    speaker = Speaker(locale)
    paper = SIZES[page_size]
    name = speaker.value(statement.parties.borrower.name)
    flow = Flow(paper, head=name, head_style=_STRONG, foot=foot_height(_BODY))
    drawing = _Drawing(statement, locale, flow)
    drawing.whose_it_is(name)
    drawing.what_to_bring(_NEXT[page_size])
    drawing.what_is_owed(_OWED[page_size])
    drawing.what_was_paid()
    drawing.signatures()
    put_feet(flow.pages, paper, _BODY, speaker=speaker, printed_on=printed_on)
    title = speaker.say("Loan statement: %(name)s", name=name)
    club = statement.parties.club.name
    return Document(paper, tuple(flow.pages), Credits(title, club, speaker.tag))


class _Drawing:
    """The parts of the statement, in the order in which they stand on the paper."""

    def __init__(self, statement: LoanStatement, locale: Locale, flow: Flow) -> None:
        self._statement = statement
        self._speaker = Speaker(locale)
        self._figures = Figures(locale)
        self._flow = flow

    def whose_it_is(self, name: str) -> None:
        """Say whose loan this is, and on which day it was looked at."""
        flow, speaker, parties = self._flow, self._speaker, self._statement.parties
        flow.words(speaker.value(parties.club.name), _STRONG)
        flow.skip(6)
        flow.words(name, _NAME)
        code = parties.borrower.member_code
        facts = [
            speaker.say("Member no. %(number)s", number=code) if code else "",
            speaker.say("Loan %(number)s", number=parties.loan_code),
            speaker.say("On %(day)s", day=speaker.date(self._statement.on)),
        ]
        flow.words(" – ".join(fact for fact in facts if fact), _BODY)

    def what_to_bring(self, style: Style) -> None:
        """Say the one thing to do next, in the largest letters; the sum in words as well."""
        flow, coming = self._flow, self._statement.next
        flow.skip(8)
        flow.rule(1.6)
        flow.skip(4)
        if coming is None:
            flow.words(self._speaker.phrase(self._statement.standing), _NAME)
        else:
            self._next(coming, style)
        flow.skip(8)
        flow.rule(1.6)

    def _next(self, coming: NextPayment, style: Style) -> None:
        flow, speaker, say = self._flow, self._speaker, self._speaker.say
        total = coming.parts.total
        due_on = speaker.date(coming.due_on)
        flow.words(say("Next payment: %(day)s", day=due_on), _WORDS)
        amount = speaker.money(total)
        flow.words(amount, fitted(amount, style, flow.paper.measure, _NAME.size + 1))
        flow.skip(4)
        flow.words(speaker.in_words(total), _WORDS)
        flow.words(self._parts(coming.parts), _BODY)
        for words in coming.how:
            how = self._figures.phrase(words)
            flow.words(say("Interest of this instalment: %(how)s", how=how), _BODY)
        if coming.late:
            flow.words(say("Of it overdue: %(amount)s", amount=speaker.money(coming.late)), _STRONG)

    def what_is_owed(self, style: Style) -> None:
        """Say what was borrowed, what is owed of it, and whether that is in time."""
        flow, speaker, statement = self._flow, self._speaker, self._statement
        say = speaker.say
        flow.skip(8)
        owed = say("Nothing is owed")
        if statement.owed:
            owed = say("You owe %(amount)s", amount=speaker.money(statement.owed))
        flow.make_room(style.size * LEADING + _BAR + 2 * _LINE)
        flow.words(owed, fitted(owed, style, flow.paper.measure, LEAST))
        self._bar()
        lent = say("Lent")
        if statement.disbursed_on:
            lent = say("Lent on %(day)s", day=speaker.date(statement.disbursed_on))
        flow.pair(lent, speaker.money(statement.lent), _BODY)
        if statement.parties.purpose:
            flow.words(speaker.value(statement.parties.purpose), _BODY)
        if statement.next is not None:
            flow.skip(6)
            flow.words(speaker.phrase(statement.standing), _STRONG)

    def _bar(self) -> None:
        """Draw what is paid back as a heavy bar, what is left as a thin line behind it."""
        flow, statement = self._flow, self._statement
        if not statement.lent:
            return
        left, right = flow.paper.margin, flow.paper.right
        reached = left + (right - left) * statement.repaid / statement.lent
        flow.skip(_BAR + 8)
        flow.page.rule(left, right, flow.y + _BAR / 2, 1.0)
        if statement.repaid:
            flow.page.rule(left, reached, flow.y + _BAR / 2, _BAR)
        flow.skip(8)

    def what_was_paid(self) -> None:
        """List what was paid in all, and the last payments with their vouchers."""
        flow, speaker, statement = self._flow, self._speaker, self._statement
        say, paid = speaker.say, statement.paid
        flow.make_room(6 * _LINE)
        flow.skip(10)
        flow.words(say("What you have paid"), _STRONG.at(18))
        for words, amount in (
            (say("Principal"), paid.principal),
            (say("Interest"), paid.interest),
            (say("Fine, fee"), paid.fine + paid.fee),
        ):
            if amount or words == say("Principal"):
                flow.pair(words, speaker.money(amount), _BODY)
        if statement.held:
            flow.pair(say("Held for you"), speaker.money(statement.held), _BODY)
        if statement.payments:
            flow.make_room(4 * _LINE)
            flow.skip(10)
            flow.words(say("Last payments"), _STRONG.at(18))
        for payment in statement.payments:
            self._payment(payment)

    def _payment(self, payment: LoanPayment) -> None:
        flow, speaker = self._flow, self._speaker
        flow.make_room(2 * _LINE)
        words = f"{speaker.date(payment.occurred_on)}   {speaker.value(payment.voucher)}"
        flow.pair(words, speaker.money(payment.amount), _BODY)
        flow.words(self._parts(payment.parts), _BODY, 14)
        flow.skip(3)

    def _parts(self, parts: Parts) -> str:
        """Return what a sum is made of: gốc 500.000 ₫, lãi 35.000 ₫."""
        named = [
            f"{self._speaker.phrase(COMPONENTS[one])}\u00a0{self._speaker.money(parts.of(one))}"
            for one in _ORDER
            if parts.of(one)
        ]
        words = ", ".join(named)
        return words[:1].upper() + words[1:]

    def signatures(self) -> None:
        """Leave room for the treasurer and the borrower to sign."""
        flow, say = self._flow, self._speaker.say
        flow.make_room(_SIGNATURE)
        flow.skip(_LINE * 1.2)
        quarter = flow.paper.measure / 4
        sides = (flow.paper.margin + quarter, flow.paper.margin + 3 * quarter)
        for x, role in zip(sides, (say("Treasurer"), say("Borrower")), strict=True):
            flow.page.write_centred(x, flow.y, role, _STRONG)
            flow.page.write_centred(x, flow.y - _LINE, say("(sign, full name)"), _BODY)
        flow.skip(3 * _LINE)
