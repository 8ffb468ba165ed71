"""The outcome statement of a club as a page and as a paper: what became of those who borrowed."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Response

from ledger.core.clubs import Club
from ledger.core.outcomes.statement import OutcomeStatement
from ledger.core.periods import day_to_look_from
from ledger.core.statements.outcome_told import told, told_outside
from ledger.core.statements.scope import Scope
from ledger.core.statements.sections import Section, Statement
from ledger.core.statements.table import Phrase
from ledger.services.clubs import OpenBooks, open_books
from ledger.services.outcome_statement import outcome_of
from ledger.services.reports import REPORTS
from ledger.web.addresses import Addresses
from ledger.web.charts import DrawnChart, drawn_charts
from ledger.web.files import file
from ledger.web.periods import Ways, books_days, shown_days, ways
from ledger.web.queries import OfDays, Period, Query, query_of
from ledger.web.tables import DrawnTable, draw
from ledger.web.visit import Visit

NAME, CLUB_PAPER = "outcomes", "outcomes-for-the-club"
Tells = Callable[[OutcomeStatement, str, tuple[Phrase, ...]], Statement]
DAYS = OfDays()
MORE = ("outcomes-by-kind", "outcomes-by-year", "outcome-differences", "outcome-loans")
"""The reports that tell more of the same loans."""


@dataclass(frozen=True, slots=True)
class DrawnSection:
    """A section in the reader's words."""

    key: str
    heading: str
    sentences: tuple[str, ...]
    charts: tuple[DrawnChart, ...]
    tables: tuple[DrawnTable, ...]


@dataclass(frozen=True, slots=True)
class StatementPage:
    """What the template shows; `all_days` leads to the loans of all days, None where shown."""

    club: Club
    addresses: Addresses
    title: str
    scope: tuple[str, ...]
    lead: tuple[str, ...]
    sections: tuple[DrawnSection, ...]
    ways: Ways
    all_days: str | None
    more: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str], ...]
    least_em: int


@dataclass(frozen=True, slots=True)
class Shown:
    """The statement of some days, and whose books it is of."""

    books: OpenBooks
    days: Period
    statement: Statement


def page(visit: Visit) -> Response:
    """Show what became of those who borrowed, in all days of the books or in those asked for."""
    query = query_of(DAYS, visit.arguments)
    shown = _shown(visit, query)
    return visit.page("outcomes/statement.html", page=_drawn(visit, shown, query))


def paper(visit: Visit) -> Response:
    """Return the statement on sheets of A4 to hand out, without groups of fewer than five."""
    return _paper(visit, NAME, told_outside)


def club_paper(visit: Visit) -> Response:
    """Return the whole statement on sheets of A4, for the club alone."""
    return _paper(visit, CLUB_PAPER, told)


def _paper(visit: Visit, name: str, tells: Tells) -> Response:
    from ledger.pdf.statement import draw_statement

    shown = _shown(visit, query_of(DAYS, visit.arguments), tells)
    content = draw_statement(shown.statement, visit.reader.locale, visit.today)
    return file(content, "pdf", visit.code, name, *(day.isoformat() for day in shown.days))


def _shown(visit: Visit, query: Query, tells: Tells = told) -> Shown:
    with visit.reading() as connection:
        books = open_books(connection, visit.club)
        covered = books_days(books.days, visit.today)
        if query.begin is None and query.end is None:
            last = books.days[1] if books.days else None
            days = covered.first, max(covered.first, day_to_look_from(last, visit.today))
        else:
            days = shown_days(query, covered, is_long=False)
        found = outcome_of(connection, [books.club], *days).of([books.club])
    club = books.club.club
    return Shown(books, days, tells(found, club.name, (Scope(club.code, club.name, *days).days,)))


def _drawn(visit: Visit, shown: Shown, query: Query) -> StatementPage:
    covered = books_days(shown.books.days, visit.today)
    club, reader, statement = shown.books.club.club, visit.reader, shown.statement
    addresses = Addresses(club.code, since=covered.first)
    begin, end = shown.days

    def offered(name: str, kind: str) -> str:
        return addresses.report(f"{name}.{kind}", begin=begin, end=end)

    sections = tuple(_section(visit, one, addresses) for one in statement.sections)
    is_narrowed = query.begin is not None or query.end is not None
    return StatementPage(
        club,
        addresses,
        reader.phrase(statement.title),
        tuple(map(reader.phrase, statement.scope)),
        tuple(map(reader.phrase, statement.lead)),
        sections,
        ways(
            shown.days, covered, reader, lambda key, value: addresses.report(NAME, **{key: value})
        ),
        addresses.report(NAME) if is_narrowed else None,
        tuple(
            (
                reader.phrase(REPORTS[name].title),
                addresses.report(name, begin=begin, end=end),
            )
            for name in MORE
        ),
        (
            (reader.say("PDF, to hand out"), offered(NAME, "pdf")),
            (reader.say("PDF, for the club alone"), offered(CLUB_PAPER, "pdf")),
            ("XLSX", offered(NAME, "xlsx")),
            ("CSV", offered(NAME, "csv")),
        ),
        max((table.least_em for one in sections for table in one.tables), default=38),
    )


def _section(visit: Visit, section: Section, addresses: Addresses) -> DrawnSection:
    reader = visit.reader
    return DrawnSection(
        section.key,
        reader.phrase(section.heading),
        tuple(map(reader.phrase, section.sentences)),
        drawn_charts(section.charts, reader),
        tuple(draw(table, reader, addresses) for table in section.tables),
    )
