"""A voucher on A5, a receipt or a payment lying on its side as voucher books have them."""

import datetime as dt
from collections.abc import Callable, Sequence

from ledger.core.statements.voucher_paper import VoucherPaper, voucher_table
from ledger.i18n.locale import Locale
from ledger.pdf.fields import Field, put_field, put_signers
from ledger.pdf.flow import LEADING
from ledger.pdf.fonts import BOLD, REGULAR, Style
from ledger.pdf.loan_grid import put_table
from ledger.pdf.loan_sheet import Sheet
from ledger.pdf.paper import A5, Document, wrap
from ledger.pdf.voucher_loan_words import loan_in_short
from ledger.pdf.voucher_words import VoucherWords

_SIZES = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5)
"""The largest type with which a voucher stands on one sheet is taken."""
_SIZE_OF_SEVERAL = 10.0
"""The type of a voucher that needs more sheets than one all the same."""

_TITLE = 1.5
_SIDES = 150.0
"""The width of the column in which the numbers and the accounts stand, in points."""
_MOST_SIDES = 8


def sheet_document(paper: VoucherPaper, locale: Locale, printed_on: dt.date) -> Document:
    """Return a voucher laid out on one sheet where it fits in readable type, else on more."""
    for size in _SIZES:
        document = _laid(paper, locale, printed_on, size)
        if len(document.pages) == 1:
            return document
    return _laid(paper, locale, printed_on, _SIZE_OF_SEVERAL)


def _laid(paper: VoucherPaper, locale: Locale, printed_on: dt.date, size: float) -> Document:
    words = VoucherWords(paper, locale)
    # Lines of accounts run down a paper that stands.
    sheet = Sheet(locale, head=words.name, paper=A5.lying if paper.is_of_money else A5)
    drawing = _Drawing(words, sheet, size)
    drawing.head()
    drawing.notices()
    drawing.fields()
    if not paper.is_of_money:
        sheet.skip(4)
        put_table(sheet, voucher_table(paper), locale)
        sheet.skip(4)
    drawing.closing()
    return sheet.document(paper.club, words.name, printed_on)


class _Drawing:
    """The parts of a voucher in the order in which they stand on the sheet."""

    def __init__(self, words: VoucherWords, sheet: Sheet, size: float) -> None:
        self._words = words
        self._sheet = sheet
        self._plain, self._strong = Style(REGULAR, size), Style(BOLD, size)
        self._small = Style(REGULAR, min(size, 9))
        self._line = size * LEADING

    def head(self) -> None:
        """Name the club, the voucher and its day; on the right form, numbers and accounts."""
        number, book = self._words.numbers
        if not self._words.paper.is_of_money:
            self._beside([self._club], [number, book])
            self._title()
            return
        form = Field(self._words.form, "")
        self._beside([self._club, self._title], [form, book, number, *self._sides])

    def _beside(self, left: Sequence[Callable[[], None]], right: Sequence[Field]) -> None:
        """Place parts with a column on the right, and go on below both."""
        sheet = self._sheet
        top = sheet.y
        self._to_the_right(right)
        low, sheet.y = sheet.y, top
        for part in left:
            part()
            sheet.skip(4)
        sheet.y = min(low, sheet.y)

    def _title(self) -> None:
        """Place the voucher's name and its day in the middle."""
        self._sheet.centred(self._words.title, self._strong.at(self._strong.size * _TITLE))
        self._sheet.centred(self._words.day, self._plain)

    @property
    def _sides(self) -> list[Field]:
        """Return the accounts, where there are not too many to stand in the corner."""
        sides = self._words.sides()
        return sides if len(sides) <= _MOST_SIDES else []

    def _club(self) -> None:
        """Place the club's name and place on the left."""
        sheet, club = self._sheet, self._words.paper.club
        left = sheet.paper.measure - _SIDES - 12
        for named, style in ((club.name, self._strong), (club.place, self._small)):
            words = self._words.speaker.value(named)
            for line in wrap(words, style, left) if words else []:
                sheet.skip(style.size * LEADING)
                sheet.page.write(sheet.paper.margin, sheet.y, line, style)

    def _to_the_right(self, lines: Sequence[Field]) -> None:
        """Place lines in the column on the right, the voucher's number in strong letters."""
        sheet, right = self._sheet, self._sheet.paper.right
        number, _ = self._words.numbers
        for field in lines:
            style = self._strong if field == number else self._plain
            sheet.skip(self._line)
            sheet.page.write(right - _SIDES, sheet.y, field.label, style)
            sheet.page.write_right(right, sheet.y, field.value, style)

    def notices(self) -> None:
        """Say what must not be missed between two heavy lines."""
        sheet, notices = self._sheet, self._words.notices()
        if not notices:
            return
        sheet.skip(3)
        sheet.rule(1.6)
        for notice in notices:
            sheet.words(notice, self._strong)
        sheet.skip(5)
        sheet.rule(1.6)
        sheet.skip(2)

    def fields(self) -> None:
        """Say who, where and why; how much, of what; how the loan stands."""
        words = self._words
        loans = [one for loan in words.paper.loans for one in loan_in_short(loan, words.speaker)]
        amount = (words.amount(), words.amount_in_words())
        for field in (*words.about(), *amount, *loans, *words.behind_it()):
            put_field(self._sheet, field, self._plain, self._strong)
        if words.paper.is_of_money and not self._sides:
            sides = (f"{one.label}: {one.value}" for one in words.sides())
            self._sheet.words("; ".join(sides), self._plain)

    def closing(self) -> None:
        """Leave room to sign, and say that all was received."""
        words, sheet = self._words, self._sheet
        received = words.received()
        sheet.skip(10)
        hint = words.speaker.say("(sign, full name)")
        put_signers(sheet, words.signers(), hint, plain=self._small, strong=self._strong)
        if received:
            sheet.words(received, self._plain)
        sheet.words(words.entry(), self._small.at(8))
