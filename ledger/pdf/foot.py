"""The foot of every page: when it was printed, which page of how many, and what □ stands for."""

import datetime as dt

from ledger.pdf.fonts import Style
from ledger.pdf.paper import Page, Paper
from ledger.pdf.words import Speaker


def foot_height(style: Style) -> float:
    """Return the room that a foot in this style takes above the lower margin, in points."""
    return style.size * 2.4


def put_feet(
    pages: list[Page], paper: Paper, style: Style, *, speaker: Speaker, printed_on: dt.date
) -> None:
    """Add its foot to each of a document's pages."""
    printed = speaker.say("Printed on %(day)s", day=speaker.date(printed_on))
    for number, page in enumerate(pages, start=1):
        words = speaker.say("Page %(number)s of %(count)s", number=number, count=len(pages))
        y = paper.margin
        page.rule(paper.margin, paper.right, y + style.size * 1.25, 0.6)
        page.write(paper.margin, y, printed, style)
        page.write_right(paper.right, y, words, style)
        if page.has_unknown_letter:
            unknown = speaker.say("□: a letter that this paper cannot print")
            page.write(paper.margin, y + style.size * 1.6, unknown, style)
