"""A member's own papers: the statement, the loans' papers, the receipts."""

import datetime as dt

from flask import Response
from sqlalchemy.engine import Connection

from ledger.books.loans import loans_of
from ledger.books.shared_entries import is_own_entry, shared_entries
from ledger.core.periods import day_to_look_from
from ledger.core.statements.member import MemberStatement
from ledger.core.users.grants import NothingThere
from ledger.services.clubs import OpenBooks
from ledger.services.members import member_statement_of
from ledger.web.files import file
from ledger.web.me.addresses import OwnAddresses
from ledger.web.me.own import own_books, own_number
from ledger.web.member_page import member_page
from ledger.web.periods import books_days, shown_days, ways
from ledger.web.queries import Nothing, OfDays, OfPaper, OfSheet, OfVoucher, Query, query_of
from ledger.web.visit import Visit
from ledger.web.vouchers import voucher

NOTHING, DAYS, PAPER, SHEET, RECEIPT = Nothing(), OfDays(), OfPaper(), OfSheet(), OfVoucher()


def statement(visit: Visit) -> Response:
    """Show her statement of a year or of other days, in large print."""
    query, member_no = query_of(DAYS, visit.arguments), own_number(visit)
    with visit.reading() as connection:
        books, found = _statement(connection, visit, query)
        shared = shared_entries(connection, visit.club.club_id, member_no)
    addresses = OwnAddresses(visit.code, shared=shared)
    page = member_page(books, found, visit.reader, addresses=addresses)
    days = {"begin": found.begin, "end": found.end}
    covered = books_days(books.days, visit.today)

    def other_days(name: str, value: str) -> str:
        return addresses.own("statement", **{name: value})

    return visit.page(
        "me/statement.html", page=page,
        ways=ways((found.begin, found.end), covered, visit.reader, other_days),
        files_offered=[
            (f"PDF {size}", addresses.own("statement.pdf", **days, size=size))
            for size in ("A4", "A5")
        ],
    )  # fmt: skip


def statement_paper(visit: Visit) -> Response:
    """Return her statement on sheets of A4 or A5."""
    from ledger.pdf.member_statement import draw_member_statement
    from ledger.pdf.paper import PageSize

    query = query_of(PAPER, visit.arguments)
    with visit.reading() as connection:
        _, found = _statement(connection, visit, query)
    content = draw_member_statement(
        found, visit.reader.locale, page_size=PageSize(query.size or "A4"),
        printed_on=visit.today,
    )  # fmt: skip
    return file(content, "pdf", visit.code, "statement", found.end.isoformat())


def receipt(visit: Visit, entry_no: int) -> Response:
    """Return the voucher of an entry that names her and nobody else."""
    with visit.reading() as connection:
        if not is_own_entry(connection, visit.club.club_id, entry_no, own_number(visit)):
            raise NothingThere
    return voucher(visit, entry_no)


def loan_statement(visit: Visit, loan_no: int) -> Response:
    """Return the statement of one of her loans in large print, as it stands today."""
    from ledger.pdf.loan_statement import draw_loan_statement
    from ledger.pdf.paper import PageSize
    from ledger.services.loan_papers import statement_paper

    query = query_of(SHEET, visit.arguments)
    with visit.reading() as connection:
        check_own_loan(connection, visit, loan_no)
        day = query.end or _day(own_books(connection, visit), visit.today)
        paper = statement_paper(connection, visit.club, loan_no, day)
    content = draw_loan_statement(
        paper, visit.reader.locale, page_size=PageSize(query.size or "A4"), printed_on=visit.today
    )
    return file(content, "pdf", visit.code, "loan", str(loan_no), "statement", day.isoformat())


def loan_contract(visit: Visit, loan_no: int) -> Response:
    """Return the contract of one of her loans."""
    from ledger.pdf.loan_contract import draw_loan_contract
    from ledger.services.loan_papers import contract_paper

    query_of(NOTHING, visit.arguments)
    with visit.reading() as connection:
        check_own_loan(connection, visit, loan_no)
        paper = contract_paper(connection, visit.club, loan_no)
    content = draw_loan_contract(paper, visit.reader.locale, printed_on=visit.today)
    return file(content, "pdf", visit.code, "loan", str(loan_no), "contract")


def check_own_loan(connection: Connection, visit: Visit, loan_no: int) -> None:
    """Refuse a loan that she neither borrowed nor took over, as one that is not there."""
    own = loans_of(connection, visit.club.club_id, member_no=own_number(visit))
    if all(one.loan_no != loan_no for one in own):
        raise NothingThere


def _statement(
    connection: Connection, visit: Visit, query: Query
) -> tuple[OpenBooks, MemberStatement]:
    books = own_books(connection, visit)
    begin, end = shown_days(query, books_days(books.days, visit.today), is_long=False)
    return books, member_statement_of(connection, visit.club, own_number(visit), begin, end)


def _day(books: OpenBooks, today: dt.date) -> dt.date:
    return day_to_look_from(books.days[1] if books.days else None, today)
