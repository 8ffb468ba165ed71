"""A voucher on a roll 80 mm wide, cut off where its words end."""

import datetime as dt
from dataclasses import replace

from ledger.core.statements.voucher_paper import VoucherPaper
from ledger.i18n.locale import Locale
from ledger.pdf.fields import Field, put_field, put_signers
from ledger.pdf.flow import LEADING, Flow
from ledger.pdf.fonts import BOLD, REGULAR, Style
from ledger.pdf.paper import MILLIMETRE, Credits, Document, Page, Paper, fitted, wrap
from ledger.pdf.voucher_loan_words import loan_parts, loan_standing
from ledger.pdf.voucher_words import VoucherWords

_LONGEST = 14_000.0
"""No page of a PDF is longer than 14,400 points; a voucher that is has more pages."""

ROLL = Paper(80 * MILLIMETRE, _LONGEST, 4 * MILLIMETRE)
"""The roll of a receipt printer: 72 mm of it can be printed on."""

_BODY, _STRONG = Style(REGULAR, 11), Style(BOLD, 11)
_SMALL = Style(REGULAR, 10)
_TITLE, _AMOUNT = Style(BOLD, 16), Style(BOLD, 20)
_THIN, _HEAVY = 0.6, 1.6


def roll_document(paper: VoucherPaper, locale: Locale, printed_on: dt.date) -> Document:
    """Return a voucher laid out on a piece of the roll as long as it is."""
    words = VoucherWords(paper, locale)
    flow = Flow(ROLL, head=words.name, head_style=_STRONG, foot=0)
    drawing = _Drawing(words, flow)
    drawing.head()
    drawing.fields()
    drawing.loans()
    drawing.lines()
    drawing.closing(printed_on)
    credits_ = Credits(words.name, paper.club.name, words.speaker.tag)
    if len(flow.pages) > 1:
        return Document(ROLL, tuple(flow.pages), credits_)
    return Document(*_cut(flow), credits_)


def _cut(flow: Flow) -> tuple[Paper, tuple[Page, ...]]:
    """Return the paper without what is left white, and the page moved down on it."""
    unused = flow.y - flow.paper.margin
    cut = Page()
    for x, y, face, size, words in flow.page.words:
        cut.words.append((x, y - unused, face, size, words))
    for left, bottom, right, top, weight in flow.page.rules:
        cut.rules.append((left, bottom - unused, right, top - unused, weight))
    return replace(flow.paper, height=flow.paper.height - unused), (cut,)


class _Drawing:
    """The parts of a voucher in the order in which they stand on the roll."""

    def __init__(self, words: VoucherWords, flow: Flow) -> None:
        self._words = words
        self._flow = flow

    def head(self) -> None:
        """Name the club, the voucher, its number and its day, and what must not be missed."""
        words, club = self._words, self._words.paper.club
        self._centred(words.speaker.value(club.name), _STRONG)
        if club.place:
            self._centred(words.speaker.value(club.place), _SMALL)
        self._rule(_THIN)
        self._centred(words.title, _TITLE)
        number, book = words.numbers
        self._centred(number.label, _STRONG.at(14))
        self._centred(words.day, _BODY)
        self._centred(" – ".join(one for one in (words.form, book.label) if one), _SMALL)
        notices = words.notices()
        if notices:
            self._rule(_HEAVY)
        for notice in notices:
            self._flow.words(notice, _STRONG)
        self._rule(_HEAVY if notices else _THIN)

    def fields(self) -> None:
        """Say who, why and how much, the amount in the largest figures."""
        flow, words = self._flow, self._words
        for field in words.about():
            self._field(field)
        amount = words.amount()
        flow.words(f"{amount.label}:", _BODY)
        style = fitted(amount.value, _AMOUNT, flow.paper.measure, _STRONG.size)
        flow.skip(style.size * LEADING)
        flow.page.write_right(flow.paper.right, flow.y, amount.value, style)
        flow.skip(3)
        for field in (words.amount_in_words(), *words.behind_it()):
            self._field(field)

    def _field(self, field: Field) -> None:
        put_field(self._flow, field, _BODY, _STRONG)
        self._flow.skip(2)

    def loans(self) -> None:
        """Say of each loan where the money went, and what is owed now."""
        words, flow = self._words, self._flow
        for loan in words.paper.loans:
            self._rule(_THIN)
            number = words.speaker.value(loan.code)
            flow.words(words.speaker.say("Loan %(number)s", number=number), _STRONG)
            for field in loan_parts(loan, words.speaker):
                self._pair(field, _BODY)
            for field in loan_standing(loan, words.speaker):
                self._pair(field, _STRONG)

    def lines(self) -> None:
        """Name the accounts, each with its sum."""
        words, flow = self._words, self._flow
        self._rule(_THIN)
        if words.paper.is_of_money:
            for field in words.sides():
                flow.pair(field.label, field.value, _SMALL)
            return
        for line in words.paper.lines:
            flow.pair(words.side(line), words.speaker.figure(line.debit or line.credit), _SMALL)

    def closing(self, printed_on: dt.date) -> None:
        """Leave room to sign, and say that all was received."""
        words, flow = self._words, self._flow
        self._rule(_THIN)
        hint = words.speaker.say("(sign, full name)")
        signers = words.signers()
        for row in (signers[-2:], signers[-4:-2], signers[:-4]):
            if not row:
                continue
            put_signers(flow, row, hint, plain=_SMALL, strong=_STRONG)
            flow.skip(4)
        if words.received():
            flow.words(words.received(), _BODY)
            flow.skip(4)
        flow.words(words.entry(), _SMALL)
        flow.words(words.printed(printed_on), _SMALL)
        if flow.page.has_unknown_letter:
            flow.words(words.speaker.say("□: a letter that this paper cannot print"), _SMALL)
        flow.skip(6)

    def _pair(self, field: Field, style: Style) -> None:
        self._flow.pair(field.label[:1].upper() + field.label[1:], field.value, style)

    def _centred(self, words: str, style: Style) -> None:
        flow = self._flow
        for line in wrap(words, style, flow.paper.measure):
            flow.make_room(style.size * LEADING)
            flow.skip(style.size * LEADING)
            flow.page.write_centred(flow.paper.width / 2, flow.y, line, style)

    def _rule(self, weight: float) -> None:
        self._flow.skip(5)
        self._flow.rule(weight)
        self._flow.skip(3)
