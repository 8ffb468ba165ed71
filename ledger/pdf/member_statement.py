"""A member's statement in large print, for a reader of seventy: what she owes comes first."""

import datetime as dt
from collections.abc import Sequence

from ledger.core import accounts
from ledger.core.statements.member import MemberLoan, MemberMovement, MemberStatement
from ledger.core.statements.member_vouchers import MemberVoucher, by_voucher
from ledger.core.statements.table import Name
from ledger.i18n.locale import Locale
from ledger.pdf.flow import LEADING, Flow
from ledger.pdf.fonts import BOLD, REGULAR, Style
from ledger.pdf.foot import foot_height, put_feet
from ledger.pdf.paper import SIZES, Credits, Document, PageSize, fitted, to_pdf
from ledger.pdf.words import Speaker

LEAST = 16.0
"""No letter on the statement is smaller than this, in points (DOMAIN.md, section 8.3)."""

_BODY, _STRONG = Style(REGULAR, LEAST), Style(BOLD, LEAST)
_NAME = Style(BOLD, 21)
_WORDS = Style(REGULAR, 18)
_OWED = {PageSize.A4: Style(BOLD, 36), PageSize.A5: Style(BOLD, 27)}
_INDENT = 14.0
_NO_BREAK = "\u00a0"
_LINE = LEAST * LEADING
_SIGNATURE = 5.5 * _LINE
_NAMES = {account.number: Name(account.name_vi, account.name_en) for account in accounts.CHART}


def draw_member_statement(
    statement: MemberStatement, locale: Locale, *, page_size: PageSize, printed_on: dt.date
) -> bytes:
    """Return the statement as a PDF: the same bytes for the same statement, language and day."""
    speaker = Speaker(locale)
    return to_pdf(member_statement(statement, speaker, page_size, printed_on))


def member_statement(
    statement: MemberStatement, speaker: Speaker, page_size: PageSize, printed_on: dt.date
) -> Document:
    """Return the statement laid out on sheets of this size."""
    paper = SIZES[page_size]
    name = speaker.value(statement.name)
    flow = Flow(paper, head=name, head_style=_STRONG, foot=foot_height(_BODY))
    drawing = _Drawing(statement, speaker, flow)
    drawing.whose_it_is(name)
    drawing.what_is_owed(_OWED[page_size])
    drawing.loans()
    drawing.money_that_changed_hands()
    drawing.closing()
    drawing.signatures()
    put_feet(flow.pages, paper, _BODY, speaker=speaker, printed_on=printed_on)
    title = speaker.say("Member's statement: %(name)s", name=name)
    return Document(paper, tuple(flow.pages), Credits(title, statement.club, speaker.tag))


class _Drawing:
    """The parts of the statement, in the order in which they stand on the paper."""

    def __init__(self, statement: MemberStatement, speaker: Speaker, flow: Flow) -> None:
        self._statement = statement
        self._speaker = speaker
        self._flow = flow

    def whose_it_is(self, name: str) -> None:
        """Say whose books these are, whose statement, and for which days."""
        statement, say, flow = self._statement, self._speaker.say, self._flow
        club = self._speaker.value(statement.club)
        flow.words(club, _STRONG)
        if statement.village:
            flow.words(self._speaker.value(statement.village), _BODY)
        flow.skip(8)
        flow.words(say("Member's statement"), _BODY)
        flow.words(name, _NAME)
        number = statement.paper_code or str(statement.member_no)
        flow.words(say("Member no. %(number)s", number=number), _BODY)
        flow.words(self._period("From %(begin)s to %(end)s"), _BODY)

    def what_is_owed(self, style: Style) -> None:
        """Say the one thing she came for, in the largest letters; an amount in words as well."""
        flow, speaker, owed = self._flow, self._speaker, self._statement.closing
        flow.skip(14)
        flow.rule(1.6)
        words = speaker.say("Nothing is owed")
        if owed:
            words = speaker.say("You owe %(amount)s", amount=speaker.money(owed))
        flow.words(words, fitted(words, style, flow.paper.measure, _NAME.size + 1))
        flow.skip(6)
        if owed:
            flow.words(speaker.in_words(owed), _WORDS)
        flow.skip(14)
        flow.rule(1.6)

    def loans(self) -> None:
        """Show each loan: what was lent, what came back, what is left and until when."""
        self._heading(self._speaker.say("Loans"))
        for loan in self._statement.loans_to_read:
            self._loan(loan)
        if not self._statement.loans:
            self._flow.words(self._speaker.say("No loan in this time."), _BODY)

    def _loan(self, loan: MemberLoan) -> None:
        flow, speaker, say = self._flow, self._speaker, self._speaker.say
        flow.make_room(7 * _LINE)
        number = loan.paper_code or str(loan.loan_no)
        purpose = speaker.value(loan.purpose)
        flow.words(say("Loan %(number)s: %(purpose)s", number=number, purpose=purpose), _STRONG)
        lent = say("Lent")
        if loan.disbursed_on:
            lent = say("Lent on %(day)s", day=speaker.date(loan.disbursed_on))
        self._pair(lent, loan.principal, _BODY)
        self._pair(say("Principal repaid"), loan.repaid, _BODY)
        self._pair(say("Interest paid"), loan.interest_paid, _BODY)
        self._pair(say("Still owed"), loan.outstanding, _STRONG)
        if loan.due_on and loan.outstanding > 0:
            due = say("To be repaid in full by %(day)s", day=speaker.date(loan.due_on))
            flow.words(due, _BODY, _INDENT)
        flow.skip(8)

    def money_that_changed_hands(self) -> None:
        """List the vouchers, latest first: what she paid, what she was given, what else."""
        say = self._speaker.say
        vouchers = by_voucher(self._statement.movements)
        paid = [v for v in vouchers if v.paid]
        received = [v for v in vouchers if v.received]
        others = [v for v in vouchers if not v.paid and not v.received]
        self._heading(say("What you paid, latest first"))
        for voucher in paid:
            self._voucher(voucher, voucher.paid)
        if not paid:
            self._flow.words(say("Nothing was paid in this time."), _BODY)
        self._sums_paid()
        if received:
            self._heading(say("What the club gave you, latest first"))
        for voucher in received:
            self._voucher(voucher, voucher.received)
        if others:
            self._heading(say("Other changes of what you owe"))
        for voucher in others:
            self._voucher(voucher, voucher.loan_change)

    def _voucher(self, voucher: MemberVoucher, amount: int) -> None:
        """Write the day, the voucher's number and its sum, and below what the sum was for."""
        flow, speaker = self._flow, self._speaker
        flow.make_room(3 * _LINE)
        day = speaker.date(voucher.occurred_on)
        words = f"{day}   {speaker.value(voucher.voucher)}"
        flow.pair(words, speaker.money(amount), _BODY)
        for line in self._reasons(voucher):
            flow.words(line, _BODY, _INDENT)
        flow.skip(5)

    def _reasons(self, voucher: MemberVoucher) -> list[str]:
        """Return what the sum was for and what was owed after it: one line, or two if long."""
        parts = self._parts(voucher.lines)
        parts = parts[:1].upper() + parts[1:]
        if not voucher.loan_change:
            return [parts]
        left = self._speaker.money(voucher.balance)
        then = self._speaker.say("then owed %(amount)s", amount=left)
        together = f"{parts}; {then}"
        if _BODY.width(together) <= self._flow.paper.measure - _INDENT:
            return [together]
        return [parts, then[:1].upper() + then[1:]]

    def _parts(self, lines: Sequence[MemberMovement]) -> str:
        """Return what a voucher was for: one word, or each part with its amount."""
        if len(lines) == 1:
            return self._name(lines[0])
        named = (
            (self._name(line), line.paid or line.received or line.loan_change) for line in lines
        )
        money = self._speaker.money
        return ", ".join(f"{name}{_NO_BREAK}{money(amount)}" for name, amount in named)

    def _name(self, line: MemberMovement) -> str:
        """Return the everyday word for what a line is; the account's name if there is none."""
        say = self._speaker.say
        if line.account in accounts.LOAN_ACCOUNTS:
            return say("loan") if line.loan_change > 0 else say("principal")
        if line.account == accounts.LOAN_INTEREST:
            return say("interest")
        if line.account == "5112":
            return say("dues")
        if line.account == accounts.MEMBER_CAPITAL:
            return say("capital")
        return self._speaker.value(_NAMES.get(line.account, line.account))

    def _sums_paid(self) -> None:
        statement, say = self._statement, self._speaker.say
        sums = [
            (say("Principal paid in this time"), statement.paid_principal),
            (say("Interest paid in this time"), statement.paid_interest),
            (say("Dues paid in this time"), statement.paid_dues),
            (say("Capital paid in this time"), statement.paid_capital),
        ]
        paid = [(words, amount) for words, amount in sums if amount]
        self._flow.skip(4)
        self._flow.make_room(len(paid) * _LINE)
        for words, amount in paid:
            self._pair(words, amount, _STRONG, indent=0)

    def closing(self) -> None:
        """Tie the statement up: what she owed at first, what she owes now, her own capital."""
        statement, say, flow = self._statement, self._speaker.say, self._flow
        flow.make_room(5 * _LINE + _SIGNATURE)
        if not flow.is_fresh:
            flow.skip(12)
            flow.rule(1.0)
            flow.skip(4)
        begin, end = self._speaker.date(statement.begin), self._speaker.date(statement.end)
        self._pair(say("Owed before %(day)s", day=begin), statement.opening, _BODY, indent=0)
        self._pair(say("Owed on %(day)s", day=end), statement.closing, _STRONG, indent=0)
        if statement.capital_balance:
            words = say("Your capital in the club")
            self._pair(words, statement.capital_balance, _BODY, indent=0)

    def signatures(self) -> None:
        """Leave room for the treasurer and the member to sign."""
        flow, say = self._flow, self._speaker.say
        flow.make_room(_SIGNATURE)
        flow.skip(_LINE * 1.5)
        quarter = flow.paper.measure / 4
        sides = (flow.paper.margin + quarter, flow.paper.margin + 3 * quarter)
        for x, role in zip(sides, (say("Treasurer"), say("Member")), strict=True):
            flow.page.write_centred(x, flow.y, role, _STRONG)
            flow.page.write_centred(x, flow.y - _LINE, say("(sign, full name)"), _BODY)
        flow.skip(4 * _LINE)

    def _heading(self, words: str) -> None:
        self._flow.make_room(5.5 * _LINE)
        self._flow.skip(14)
        self._flow.words(words, _STRONG.at(18))
        self._flow.skip(4)

    def _pair(self, words: str, amount: int, style: Style, indent: float = _INDENT) -> None:
        self._flow.pair(words, self._speaker.money(amount), style, indent)

    def _period(self, msgid: str) -> str:
        begin, end = self._statement.begin, self._statement.end
        return self._speaker.say(
            msgid, begin=self._speaker.date(begin), end=self._speaker.date(end)
        )
