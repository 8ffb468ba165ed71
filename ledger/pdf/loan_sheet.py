"""The furniture of a formal paper: letterhead, title, fields, lines to write on, signatures."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from ledger.core.statements.loan_papers import PaperClub
from ledger.i18n.locale import Locale
from ledger.pdf.flow import LEADING, Flow
from ledger.pdf.fonts import BOLD, REGULAR, Style
from ledger.pdf.foot import foot_height, put_feet
from ledger.pdf.paper import A4, Credits, Document, Paper, fitted, wrap
from ledger.pdf.words import Speaker

BODY, STRONG = Style(REGULAR, 11), Style(BOLD, 11)
SMALL = Style(REGULAR, 9)
HEADING = Style(BOLD, 12)
LINE = BODY.size * LEADING
_TITLE = Style(BOLD, 16)
_STATE = Style(BOLD, 10)
_GAP = 12.0
_WRITING = 21.0
"""From one line to write on to the next, in points."""

_SIGNING = 4.5 * LINE
"""The room that a signature takes, with its role and name."""

_HAIRLINE, _THIN = 0.3, 0.6


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs a paper: the role in words, and the name where it is known."""

    role: str
    name: str = ""


class Sheet(Flow):
    """A paper of a club as it fills, in one language."""

    def __init__(self, locale: Locale, *, head: str, paper: Paper = A4) -> None:
        """Begin with an empty sheet; `head` (drawable) names the paper on the later ones."""
        super().__init__(paper, head=head, head_style=SMALL, foot=foot_height(SMALL))
        self.locale = locale
        self.speaker = Speaker(locale)

    @property
    def room(self) -> float:
        """Return the height that is left on this sheet, in points."""
        return self.y - self._bottom

    def document(self, club: PaperClub, title: str, printed_on: dt.date) -> Document:
        """Return the paper laid out, with its feet."""
        put_feet(self.pages, self.paper, SMALL, speaker=self.speaker, printed_on=printed_on)
        credits_ = Credits(title, club.name, self.speaker.tag)
        return Document(self.paper, tuple(self.pages), credits_)

    def letterhead(self, club: PaperClub) -> None:
        """Place the club on the left and the state's name and motto on the right."""
        say = self.speaker.say
        half = (self.paper.measure - _GAP) / 2
        low = self._club(club, half)
        middle = self.paper.right - half / 2
        state = say("SOCIALIST REPUBLIC OF VIET NAM")
        motto = say("Independence – Freedom – Happiness")
        for words in (state, motto):
            style = fitted(words, _STATE, half, 7)
            self.skip(_STATE.size * LEADING)
            self.page.write_centred(middle, self.y, words, style)
        self.skip(5)
        wide = _STATE.width(motto) / 2
        self.page.rule(middle - wide, middle + wide, self.y, _THIN)
        self.y = min(low, self.y)
        self.skip(14)

    def _club(self, club: PaperClub, wide: float) -> float:
        """Place the club's name and place on the left; return how far down they come."""
        top = self.y
        for words, style in (
            (self.speaker.value(club.name), STRONG), (self.speaker.value(club.place), SMALL),
        ):  # fmt: skip
            for line in wrap(words, style, wide) if words else []:
                self.skip(style.size * LEADING)
                self.page.write(self.paper.margin, self.y, line, style)
        low, self.y = self.y, top
        return low

    def plain_head(self, club: PaperClub, title: str, number: str) -> None:
        """Place the club on the left, the paper's name on the right: for a book's page."""
        half = (self.paper.measure - _GAP) / 2
        low = self._club(club, half)
        for words, style in ((title, fitted(title, _TITLE, half, 10)), (number, BODY)):
            for line in wrap(words, style, half):
                self.skip(style.size * LEADING)
                self.page.write_right(self.paper.right, self.y, line, style)
        self.y = min(low, self.y)
        self.skip(8)

    def title(self, title: str, *below: str) -> None:
        """Place the paper's name in the middle, and lines such as its number below."""
        for line in wrap(title, _TITLE, self.paper.measure):
            self.centred(line, _TITLE)
        for words in below:
            for line in wrap(words, BODY, self.paper.measure):
                self.centred(line, BODY)
        self.skip(10)

    def centred(self, line: str, style: Style) -> None:
        """Place one line in the middle."""
        self.make_room(style.size * LEADING)
        self.skip(style.size * LEADING)
        self.page.write_centred(self.paper.width / 2, self.y, line, style)

    def heading(self, words: str) -> None:
        """Name a part of the paper; it does not stand alone at a sheet's end."""
        self.make_room(4 * LINE)
        self.skip(8)
        self.words(words, HEADING)
        self.skip(3)

    def sentences(self, sentences: Sequence[str], style: Style = BODY) -> None:
        """Place sentences that belong together, one after the other."""
        self.words(" ".join(sentences), style)
        self.skip(3)

    def points(self, sentences: Sequence[str]) -> None:
        """Place sentences one below the other, each behind a dash."""
        dash = "– "
        indent = BODY.width(dash)
        for sentence in sentences:
            for number, line in enumerate(wrap(sentence, BODY, self.paper.measure - indent)):
                self.make_room(LINE)
                self.skip(LINE)
                if number == 0:
                    self.page.write(self.paper.margin, self.y, dash, BODY)
                self.page.write(self.paper.margin + indent, self.y, line, BODY)
            self.skip(2)

    def fields(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Place labels and values in two columns; where there is no value, a line to write on."""
        most = self.paper.measure * 0.4
        left = min(most, max(BODY.width(label) for label, _ in pairs)) + _GAP
        for label, value in pairs:
            labels = wrap(label, BODY, left - _GAP)
            values = wrap(value, STRONG, self.paper.measure - left) if value else [""]
            for number in range(max(len(labels), len(values))):
                self.make_room(LINE)
                self.skip(LINE if value else max(LINE, _WRITING))
                if number < len(labels):
                    self.page.write(self.paper.margin, self.y, labels[number], BODY)
                if number < len(values) and value:
                    self.page.write(self.paper.margin + left, self.y, values[number], STRONG)
            if not value:
                start = self.paper.margin + left
                self.page.rule(start, self.paper.right, self.y - 2, _HAIRLINE)
            self.skip(2)

    def fields_in_two(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Place labels and values in two columns of pairs; what is not known is left out."""
        known = [(label, value) for label, value in pairs if value]
        wide = (self.paper.measure - 2 * _GAP) / 2
        for left, right in zip_longest(known[::2], known[1::2]):
            sides = [pair for pair in (left, right) if pair is not None]
            labels = [f"{label}: " for label, _ in sides]
            values = [
                wrap(value, STRONG, wide - BODY.width(label))
                for label, (_, value) in zip(labels, sides, strict=True)
            ]
            tall = max(map(len, values))
            self.make_room(tall * LINE)
            start = self.paper.margin
            for label, lines in zip(labels, values, strict=True):
                self.page.write(start, self.y - LINE, label, BODY)
                for row, line in enumerate(lines, 1):
                    self.page.write(start + BODY.width(label), self.y - row * LINE, line, STRONG)
                start += wide + 2 * _GAP
            self.skip(tall * LINE + 1)

    def boxed(self, words: str) -> None:
        """Place words that must not be missed between two heavy lines."""
        lines = wrap(words, STRONG, self.paper.measure)
        self.make_room(len(lines) * LINE + 20)
        self.skip(4)
        self.rule(1.6)
        self.words(words, STRONG)
        self.skip(6)
        self.rule(1.6)
        self.skip(6)

    def keep_together(self, *, lines: int) -> None:
        """Go on to the next sheet unless a heading, lines to write on and a signature fit here."""
        self.make_room(4 * LINE + lines * _WRITING + _SIGNING + 3 * LINE)

    def writing_lines(self, count: int) -> None:
        """Leave lines to write on."""
        for _ in range(count):
            self.make_room(_WRITING)
            self.skip(_WRITING)
            self.rule(_HAIRLINE)
        self.skip(6)

    def closing(self, sentences: Sequence[str], signers: Sequence[Signer]) -> None:
        """Place the last words of a paper on the sheet on which it is signed."""
        lines = sum(len(wrap(one, STRONG, self.paper.measure)) for one in sentences)
        self.make_room((lines + 3) * LINE + _SIGNING)
        self.skip(6)
        self.sentences(sentences, STRONG)
        self.signatures(signers)

    def signatures(self, signers: Sequence[Signer]) -> None:
        """Leave room for signatures side by side, whole on one sheet, names below."""
        wide = self.paper.measure / len(signers)
        roles = [wrap(one.role, STRONG, wide - _GAP) for one in signers]
        names = [
            wrap(self.speaker.value(one.name), STRONG, wide - _GAP) if one.name else []
            for one in signers
        ]
        tall = max(map(len, roles)), max(map(len, names))
        self.make_room(sum(tall) * LINE + _SIGNING + 10)
        self.skip(10)
        hint = self.speaker.say("(sign, full name)")
        for number, (role, name) in enumerate(zip(roles, names, strict=True)):
            middle = self.paper.margin + (number + 0.5) * wide
            lines = [(line, STRONG) for line in role if line]
            lines += [(hint, fitted(hint, SMALL, wide, 6))] if lines else []
            for row, (line, style) in enumerate(lines, 1):
                self.page.write_centred(middle, self.y - row * LINE, line, style)
            for row, line in enumerate(name):
                low = self.y - (tall[0] + row) * LINE - _SIGNING
                self.page.write_centred(middle, low, line, STRONG)
        self.skip(sum(tall) * LINE + _SIGNING)
