"""The page of a loan, and the papers of its whole way."""

import datetime as dt

from flask import Response

from ledger.books.applications import application_of
from ledger.books.front import days_of_journal
from ledger.books.loans import loan_of
from ledger.core.periods import day_to_look_from
from ledger.core.users.policy import Permission, may
from ledger.services.loan_page import loan_page
from ledger.web.acts.act import About
from ledger.web.acts.next_steps import steps_of_loan, what_waits
from ledger.web.files import file
from ledger.web.loan_view import loan_view
from ledger.web.queries import Nothing, OfList, OfSheet, Query, query_of
from ledger.web.visit import Visit

NOTHING, ON_A_DAY, ON_A_SHEET = Nothing(), OfList(), OfSheet()


def loan(visit: Visit, loan_no: int) -> Response:
    """Show a loan as it stands, and all that happened to it."""
    query = query_of(ON_A_DAY, visit.arguments)
    with visit.reading() as connection:
        days = days_of_journal(connection, visit.club.club_id)
        page = loan_page(connection, visit.club, loan_no, _day(days, query, visit.today))
        is_now = query.end is None and may(visit.actor, Permission.RECORD_MONEY, visit.place)
        waits = what_waits(visit, connection, About.LOAN, loan_no) if is_now else ()
    visit.looked(page.file.loan.member_no, f"loan {loan_no}")
    last = days[1] if days else None
    return visit.page(
        "loans/loan.html", loan=loan_view(page, visit.reader, last), waits=waits,
        steps=steps_of_loan(visit, page) if is_now else (),
    )  # fmt: skip


def contract(visit: Visit, loan_no: int) -> Response:
    """Return a loan's contract on paper."""
    from ledger.pdf.loan_contract import draw_loan_contract
    from ledger.services.loan_papers import contract_paper

    query_of(NOTHING, visit.arguments)
    with visit.reading() as connection:
        paper = contract_paper(connection, visit.club, loan_no)
        borrower = loan_of(connection, visit.club.club_id, loan_no).member_no
    visit.looked(borrower, f"loan {loan_no}")
    content = draw_loan_contract(paper, visit.reader.locale, printed_on=visit.today)
    return file(content, "pdf", visit.code, "loan", str(loan_no), "contract")


def card(visit: Visit, loan_no: int) -> Response:
    """Return a loan's card on paper, as it stands on a day."""
    from ledger.pdf.loan_card import draw_loan_card
    from ledger.services.loan_papers import card_paper

    query = query_of(ON_A_DAY, visit.arguments)
    with visit.reading() as connection:
        days = days_of_journal(connection, visit.club.club_id)
        day = _day(days, query, visit.today)
        paper = card_paper(connection, visit.club, loan_no, day)
        borrower = loan_of(connection, visit.club.club_id, loan_no).member_no
    visit.looked(borrower, f"loan {loan_no}")
    content = draw_loan_card(paper, visit.reader.locale, printed_on=visit.today)
    return file(content, "pdf", visit.code, "loan", str(loan_no), "card", day.isoformat())


def statement(visit: Visit, loan_no: int) -> Response:
    """Return a loan's statement in large print, as it stands on a day."""
    from ledger.pdf.loan_statement import draw_loan_statement
    from ledger.pdf.paper import PageSize
    from ledger.services.loan_papers import statement_paper

    query = query_of(ON_A_SHEET, visit.arguments)
    with visit.reading() as connection:
        days = days_of_journal(connection, visit.club.club_id)
        day = _day(days, query, visit.today)
        paper = statement_paper(connection, visit.club, loan_no, day)
        borrower = loan_of(connection, visit.club.club_id, loan_no).member_no
    visit.looked(borrower, f"loan {loan_no}")
    content = draw_loan_statement(
        paper, visit.reader.locale, page_size=PageSize(query.size or "A4"),
        printed_on=visit.today,
    )  # fmt: skip
    return file(content, "pdf", visit.code, "loan", str(loan_no), "statement", day.isoformat())


def application(visit: Visit, application_no: int) -> Response:
    """Return an application for a loan on paper."""
    from ledger.pdf.loan_application import draw_loan_application
    from ledger.services.granting_papers import application_paper

    query_of(NOTHING, visit.arguments)
    with visit.reading() as connection:
        paper = application_paper(connection, visit.club, application_no)
        asker = application_of(connection, visit.club.club_id, application_no).asked.member_no
    visit.looked(asker, f"application {application_no}")
    content = draw_loan_application(paper, visit.reader.locale, printed_on=visit.today)
    return file(content, "pdf", visit.code, "application", str(application_no))


def minutes(visit: Visit, held_on: dt.date) -> Response:
    """Return the minutes of the meeting that decided on loans on a day."""
    from ledger.pdf.loan_minutes import draw_loan_minutes
    from ledger.services.granting_papers import minutes_paper

    query_of(NOTHING, visit.arguments)
    with visit.reading() as connection:
        paper = minutes_paper(connection, visit.club, held_on)
    visit.looked(None, "minutes")
    content = draw_loan_minutes(paper, visit.reader.locale, printed_on=visit.today)
    return file(content, "pdf", visit.code, "minutes", held_on.isoformat())


def _day(days: tuple[dt.date, dt.date] | None, query: Query, today: dt.date) -> dt.date:
    last = days[1] if days else None
    return query.end or day_to_look_from(last, today)
