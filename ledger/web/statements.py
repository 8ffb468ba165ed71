"""A member's statement: as a page in large print, on paper, and as a sheet."""

from flask import Response

from ledger.core.statements.member import MemberStatement
from ledger.core.statements.member_table import member_statement_table
from ledger.services.clubs import OpenBooks, open_books
from ledger.services.members import member_statement_of
from ledger.web.files import file, table_file
from ledger.web.member_page import member_page
from ledger.web.periods import books_days, shown_days, ways
from ledger.web.queries import OfDays, OfPaper, Query, query_of
from ledger.web.visit import Visit

DAYS = OfDays()
PAPER = OfPaper()


def statement(visit: Visit, member_no: int) -> Response:
    """Show a member's statement of a year or of other days."""
    books, found = _statement(visit, member_no, query_of(DAYS, visit.arguments))
    page = member_page(books, found, visit.reader)
    days = {"begin": found.begin, "end": found.end}

    def other_days(name: str, value: str) -> str:
        return page.addresses.statement(member_no, **{name: value})

    return visit.page(
        "members/statement.html",
        page=page,
        ways=ways(
            (found.begin, found.end), books_days(books.days, visit.today), visit.reader, other_days
        ),
        files_offered=[
            ("PDF A4", page.addresses.statement_file(member_no, "pdf", **days, size="A4")),
            ("PDF A5", page.addresses.statement_file(member_no, "pdf", **days, size="A5")),
            ("XLSX", page.addresses.statement_file(member_no, "xlsx", **days)),
            ("CSV", page.addresses.statement_file(member_no, "csv", **days)),
        ],
    )


def paper(visit: Visit, member_no: int) -> Response:
    """Return the statement on sheets of A4 or A5, to print and sign."""
    from ledger.pdf.member_statement import draw_member_statement
    from ledger.pdf.paper import PageSize

    query = query_of(PAPER, visit.arguments)
    _, found = _statement(visit, member_no, query)
    content = draw_member_statement(
        found, visit.reader.locale, page_size=PageSize(query.size or "A4"),
        printed_on=visit.today,
    )  # fmt: skip
    return file(content, "pdf", visit.code, "member", str(member_no), found.end.isoformat())


def sheet(visit: Visit, member_no: int, kind: str) -> Response:
    """Return the statement line by line, as a sheet."""
    query = query_of(DAYS, visit.arguments)
    _, found = _statement(visit, member_no, query)
    table = member_statement_table(found)
    return table_file(
        visit, table, kind, visit.code, "member", str(member_no), found.end.isoformat()
    )


def _statement(visit: Visit, member_no: int, query: Query) -> tuple[OpenBooks, MemberStatement]:
    with visit.reading() as connection:
        books = open_books(connection, visit.club)
        covered = books_days(books.days, visit.today)
        begin, end = shown_days(query, covered, is_long=False)
        found = member_statement_of(connection, books.club, member_no, begin, end)
    visit.looked(member_no, "statement")
    return books, found
