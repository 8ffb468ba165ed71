"""A statement in sections as a paper on A4: sentences, charts, tables, and who signs."""

import datetime as dt

from ledger.core.statements.chart import Lines
from ledger.core.statements.sections import Section, Statement
from ledger.core.statements.table import Table
from ledger.i18n.locale import Locale
from ledger.pdf.chart import put_chart
from ledger.pdf.columns import grid_on
from ledger.pdf.fields import put_signers
from ledger.pdf.fonts import BOLD, REGULAR, Style
from ledger.pdf.foot import put_feet
from ledger.pdf.loan_sheet import Signer
from ledger.pdf.paper import A4, Credits, Document, to_pdf
from ledger.pdf.rows import Rows
from ledger.pdf.sheets import SMALL, THIN, Sheets
from ledger.pdf.words import Speaker

_LEAD, _PLAIN, _STRONG, _HEADING = (
    Style(BOLD, 11.5), Style(REGULAR, 10), Style(BOLD, 10), Style(BOLD, 13),
)  # fmt: skip
_TIGHT = 1.35
_GAP = 6.0
_WITH_LINES, _WITH_BARS = 270.0, 170.0
"""The room in which a heading, its sentences and a chart of lines, or the first bars, stand."""


def draw_statement(statement: Statement, locale: Locale, printed_on: dt.date) -> bytes:
    """Return the statement as a PDF: the same bytes for the same statement, language and day."""
    speaker = Speaker(locale)
    scope = [speaker.phrase(line) for line in statement.scope]
    sheets = Sheets(
        A4, title=speaker.phrase(statement.title), club=speaker.value(statement.club), scope=scope
    )
    for sentence in statement.lead:
        sheets.words(speaker.phrase(sentence), _LEAD, _LEAD.size * _TIGHT)
        sheets.skip(_GAP)
    for section in statement.sections:
        _put_section(sheets, section, speaker)
    if statement.signers:
        sheets.skip(2 * _GAP)
        signers = [Signer(speaker.phrase(one)) for one in statement.signers]
        hint = speaker.say("(sign, full name)")
        put_signers(sheets, signers, hint, plain=_PLAIN, strong=_STRONG)
    put_feet(sheets.pages, A4, SMALL, speaker=speaker, printed_on=printed_on)
    credits_ = Credits(sheets.title, sheets.club, speaker.tag)
    return to_pdf(Document(A4, tuple(sheets.pages), credits_))


def _put_section(sheets: Sheets, section: Section, speaker: Speaker) -> None:
    """Place a section; its heading does not stand alone at a page's end."""
    has_lines = any(isinstance(chart, Lines) for chart in section.charts)
    bare = _WITH_BARS if section.charts else 6 * _HEADING.size
    sheets.make_room(_WITH_LINES if has_lines else bare)
    sheets.skip(_GAP)
    sheets.rule(THIN)
    sheets.skip(2)
    sheets.words(speaker.phrase(section.heading), _HEADING, _HEADING.size * _TIGHT)
    sheets.skip(_GAP / 2)
    for sentence in section.sentences:
        sheets.words(speaker.phrase(sentence), _PLAIN, _PLAIN.size * _TIGHT)
        sheets.skip(_GAP / 2)
    for chart in section.charts:
        put_chart(sheets, chart, speaker)
    for table in section.tables:
        _put_table(sheets, table, speaker)


def _put_table(sheets: Sheets, table: Table, speaker: Speaker) -> None:
    rows = Rows(table, speaker)
    sheets.make_room(10 * _STRONG.size * _TIGHT)
    sheets.words(speaker.phrase(table.title), _STRONG, _STRONG.size * _TIGHT)
    sheets.skip(_GAP / 2)
    rows.put(sheets, grid_on(rows.wanted, A4))
    sheets.skip(_GAP)
