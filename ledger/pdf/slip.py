"""Members' slips on paper: one on half an A5, or eight on an A4 to be cut."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ledger.core.statements.member_slip import MemberSlip
from ledger.i18n.locale import Locale
from ledger.pdf.flow import LEADING
from ledger.pdf.fonts import BOLD, REGULAR, Style
from ledger.pdf.paper import A4, MILLIMETRE, Credits, Document, Page, Paper, to_pdf, wrap
from ledger.pdf.qr import put_qr
from ledger.pdf.words import Speaker

SLIP = Paper(148 * MILLIMETRE, 105 * MILLIMETRE, 6 * MILLIMETRE)
SHEET = Paper(A4.width, A4.height, 0)
ACROSS, DOWN = 2, 4
"""So many slips stand side by side on an A4, and below each other."""

_SMALLER = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4)
"""By so much the type gets smaller, at need, until a slip holds all its words."""

_CODE = 0.62
"""The side of the code, as a part of the slip's height without margins."""

_GAP = 6.0
_CUT = 0.3


def draw_slip(slip: MemberSlip, locale: Locale, *, printed_on: dt.date) -> bytes:
    """Return a slip as a PDF: the same bytes for the same one, language and day."""
    return to_pdf(slip_document(slip, locale, printed_on))


def draw_slips(slips: Sequence[MemberSlip], locale: Locale, *, printed_on: dt.date) -> bytes:
    """Return slips as a PDF, eight on an A4, in the order given: first across, then down."""
    return to_pdf(slips_document(slips, locale, printed_on))


def slip_document(slip: MemberSlip, locale: Locale, printed_on: dt.date) -> Document:
    """Return a slip laid out on half an A5."""
    page, speaker = Page(), Speaker(locale)
    _Drawing(slip, speaker, printed_on).put(page, SLIP, 0, SLIP.height)
    return Document(SLIP, (page,), _credits(slip, speaker))


def slips_document(slips: Sequence[MemberSlip], locale: Locale, printed_on: dt.date) -> Document:
    """Return slips laid out eight on an A4, with the lines along which they are cut."""
    speaker = Speaker(locale)
    wide, high = SHEET.width / ACROSS, SHEET.height / DOWN
    card = Paper(wide, high, 5 * MILLIMETRE)
    pages = []
    for first in range(0, len(slips), ACROSS * DOWN):
        page = Page()
        for at, slip in enumerate(slips[first : first + ACROSS * DOWN]):
            down, across = divmod(at, ACROSS)
            top = SHEET.height - down * high
            _Drawing(slip, speaker, printed_on).put(page, card, across * wide, top)
        for down in range(1, DOWN):
            page.rule(0, SHEET.width, down * high, _CUT)
        page.rules.append((wide, 0, wide, SHEET.height, _CUT))
        pages.append(page)
    return Document(SHEET, tuple(pages), _credits(slips[0], speaker))


def _credits(slip: MemberSlip, speaker: Speaker) -> Credits:
    return Credits(speaker.say("Member's slip"), slip.club, speaker.tag)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """One slip: the code on the left, whose it is beside it, how to use it in large letters."""

    slip: MemberSlip
    speaker: Speaker
    printed_on: dt.date

    def put(self, page: Page, card: Paper, left: float, top: float) -> None:
        """Place the slip with its upper left corner at a point of the page."""
        code = _CODE * (card.height - 2 * card.margin)
        begin, high = left + card.margin, top - card.margin
        beside = card.measure - code - _GAP
        size = next(
            (one for one in _SMALLER if self._fits(card, code, one)),
            _SMALLER[-1],
        )
        put_qr(page, self.slip.address, left=begin, top=high, wide=code)
        _write(page, self._beside(card.height, size), (begin + code + _GAP, high), beside)
        _write(page, self._below(card.height, size), (begin, high - code - 2), card.measure)

    def _fits(self, card: Paper, code: float, size: float) -> bool:
        """Tell whether both blocks of words keep to their places."""
        beside = _height(self._beside(card.height, size), card.measure - code - _GAP)
        below = _height(self._below(card.height, size), card.measure)
        return beside <= code and code + below + 2 <= card.height - 2 * card.margin

    def _beside(self, tall: float, size: float) -> list[tuple[str, Style]]:
        """Return whose slip it is, and how to use it."""
        say, slip, unit = self.speaker.say, self.slip, size * tall / 100
        code = self.speaker.value(slip.member_code)
        return [
            (self.speaker.value(slip.club), Style(REGULAR, 4.4 * unit)),
            (self.speaker.value(slip.name), Style(BOLD, 6.6 * unit)),
            (say("Member no. %(number)s", number=code), Style(REGULAR, 5 * unit)),
            (say("Scan the code, then type your PIN."), Style(BOLD, 6.6 * unit)),
        ]

    def _below(self, tall: float, size: float) -> list[tuple[str, Style]]:
        """Return what else to know: above all that the PIN is told to nobody."""
        say, unit = self.speaker.say, size * tall / 100
        printed = say("Printed on %(day)s", day=self.speaker.date(self.printed_on))
        address = self.speaker.value(self.slip.address)
        return [
            (say("Nobody from the club ever asks for your PIN."), Style(BOLD, 5.6 * unit)),
            (say("The first time you choose a PIN yourself."), Style(REGULAR, 5 * unit)),
            (f"{address} – {printed}", Style(REGULAR, 3.4 * unit)),
        ]


def _height(words: Sequence[tuple[str, Style]], measure: float) -> float:
    return sum(len(wrap(text, style, measure)) * style.size * LEADING for text, style in words)


def _write(
    page: Page, words: Sequence[tuple[str, Style]], corner: tuple[float, float], measure: float
) -> None:
    """Write words below each other from an upper left corner on."""
    left, y = corner
    for text, style in words:
        for line in wrap(text, style, measure):
            y -= style.size * LEADING
            page.write(left, y, line, style)
