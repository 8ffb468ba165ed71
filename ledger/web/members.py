"""The pages of members: all of them, and what each owes and did last."""

from dataclasses import replace

from flask import Response

from ledger.books.front import days_of_journal
from ledger.books.household_classes import history_of_member
from ledger.core.clubs import Club
from ledger.core.periods import day_to_look_from
from ledger.core.statements.class_history import class_history_table
from ledger.core.statements.lists import members_table
from ledger.core.statements.restricted import parted, unsought_notes
from ledger.core.statements.scope import Scope
from ledger.core.statements.table import Table
from ledger.core.text import without_accents
from ledger.services.clubs import OpenBooks, open_books
from ledger.services.loan_page import member_loans
from ledger.services.members import listed_members, member_statement_of
from ledger.web.addresses import Addresses
from ledger.web.files import KINDS, table_file
from ledger.web.member_page import member_page
from ledger.web.member_steps import steps_of_member, steps_of_members
from ledger.web.periods import books_days
from ledger.web.queries import Nothing, OfMembers, Query, query_of
from ledger.web.tables import draw
from ledger.web.visit import Visit

NOTHING = Nothing()
MEMBERS = OfMembers()

LATEST = 8
"""How many vouchers a member's first page shows."""


def members(visit: Visit) -> Response:
    """Show the members, or those whose name holds some letters."""
    query = query_of(MEMBERS, visit.arguments)
    club, table = _members(visit, query)
    addresses = Addresses(visit.code)
    asked = {"name": query.name, "end": query.end}
    return visit.page(
        "members/list.html",
        addresses=addresses,
        club=club,
        table=draw(table, visit.reader, addresses),
        found=table.rows[:-1],
        name=query.name or "",
        steps=steps_of_members(visit),
        files_offered=[
            (kind.upper(), addresses.report(f"members.{kind}", **asked)) for kind in KINDS
        ],
    )


def members_file(visit: Visit, kind: str) -> Response:
    """Return the same members as a file."""
    query = query_of(MEMBERS, visit.arguments)
    _, table = _members(visit, query)
    return table_file(visit, table, kind, visit.code, "members")


def _members(visit: Visit, query: Query) -> tuple[Club, Table]:
    """Return the club and those asked for, by name with accents or without, or by number.

    Whose data are restricted is not found: a file of one would tell who that is.
    """
    with visit.reading() as connection:
        books = open_books(connection, visit.club)
        day = query.end or books_days(books.days, visit.today).last
        listed = listed_members(connection, books.club, day)
    visit.looked(None, "members")
    club = books.club.club
    scope = Scope(club.code, club.name, day.replace(month=1, day=1), day)
    if not query.name:
        return club, members_table(scope, listed)
    asked = without_accents(query.name)
    named, unnamed = parted(listed)
    found = [
        one
        for one in named
        if asked in without_accents(one.name) or asked == one.paper_code.casefold()
    ]
    table = members_table(scope, found)
    return club, replace(table, notes=unsought_notes(len(unnamed)))


def member(visit: Visit, member_no: int) -> Response:
    """Show a member what she owes, and what she did last."""
    query_of(NOTHING, visit.arguments)
    with visit.reading() as connection:
        books = OpenBooks(visit.club, (), days_of_journal(connection, visit.club.club_id))
        covered = books_days(books.days, visit.today)
        statement = member_statement_of(
            connection, books.club, member_no, covered.first, covered.last
        )
        numbers = [one.loan_no for one in statement.loans]
        day = day_to_look_from(covered.last, visit.today)
        short = member_loans(connection, books.club, numbers, day)
        steps = steps_of_member(visit, connection, member_no, statement.loans_to_read, short)
        home = history_of_member(connection, visit.club.club_id, member_no)
    visit.looked(member_no, "member")
    page = member_page(books, statement, visit.reader, most=LATEST, short=short)
    history = None if home is None else class_history_table(page.club.name, home)
    return visit.page(
        "members/member.html", page=page, steps=steps, home=home,
        classes=None if history is None else draw(history, visit.reader, page.addresses),
    )  # fmt: skip
