"""How fast a member's statement is printed, beside the same page on a bare ReportLab canvas."""

import io
import time
from collections.abc import Callable
from statistics import median

from reportlab.pdfgen.canvas import Canvas

from ledger.pdf.member_statement import draw_member_statement, member_statement
from ledger.pdf.paper import Document, PageSize
from ledger.pdf.words import Speaker
from tests.pdf.samples import PRINTED, VI, statement
from tests.speed.ratio import Ratio

_ROUNDS = 15
_IN_A_ROUND = 20


def measure() -> Ratio:
    """Return pages per CPU second of a year's statement on A4, in Vietnamese.

    The floor knows beforehand every word and its place (also of what stands on the right): it
    formats, translates, measures and breaks nothing. Fonts and ReportLab's settings are ours.
    """
    year = statement(12)
    document = member_statement(year, Speaker(VI), PageSize.A4, PRINTED)

    def ours() -> bytes:
        return draw_member_statement(year, VI, page_size=PageSize.A4, printed_on=PRINTED)

    def floor() -> bytes:
        return _bare(document)

    ours(), floor()
    rounds = [(_seconds(ours), _seconds(floor)) for _ in range(_ROUNDS)]
    pages = len(document.pages)
    return Ratio(
        "a page of the PDF statement, pages per CPU second",
        ours=pages / median(mine for mine, _ in rounds),
        floor=pages / median(bare for _, bare in rounds),
        required=0.8,
    )


def _seconds(draw: Callable[[], bytes]) -> float:
    """Return the CPU seconds of drawing once, over a round of drawings."""
    began = time.process_time()
    for _ in range(_IN_A_ROUND):
        draw()
    return (time.process_time() - began) / _IN_A_ROUND


def _bare(document: Document) -> bytes:
    """Draw the words and rules one after another, as one would by hand."""
    out = io.BytesIO()
    size = (document.paper.width, document.paper.height)
    canvas = Canvas(out, pagesize=size, lang=document.credits.language)
    canvas.setTitle(document.credits.title)
    canvas.setAuthor(document.credits.author)
    canvas.setCreator("club-ledger")
    for page in document.pages:
        now: tuple[str, float] | None = None
        for x, y, face, points, words in page.words:
            if now != (face, points):
                now = face, points
                canvas.setFont(face, points)
            canvas.drawString(x, y, words)
        for left, bottom, right, top, weight in page.rules:
            canvas.setLineWidth(weight)
            canvas.line(left, bottom, right, top)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


if __name__ == "__main__":
    print(measure())
