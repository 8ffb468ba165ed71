"""A member's first page, and whose record it is: the grant says it, never the address."""

import datetime as dt

from flask import Response
from sqlalchemy.engine import Connection

from ledger.books.front import days_of_journal
from ledger.books.shared_entries import shared_entries
from ledger.core.periods import day_to_look_from
from ledger.core.users.grants import NothingThere, Role
from ledger.services.clubs import OpenBooks, club_of
from ledger.services.deciding import member_number
from ledger.services.loan_page import member_loans
from ledger.services.members import member_statement_of
from ledger.web.me.addresses import OwnAddresses
from ledger.web.member_page import MemberPage, member_page
from ledger.web.periods import books_days
from ledger.web.queries import Nothing, query_of
from ledger.web.visit import Visit, redirect

NOTHING = Nothing()
LATEST = 8
"""How many vouchers stand on the first page; the statement has all of them."""


def begin(visit: Visit) -> Response:
    """Lead to the own record; who is a member of several clubs chooses one first."""
    query_of(NOTHING, visit.arguments)
    codes = _own_codes(visit)
    if len(codes) == 1:
        return redirect(OwnAddresses(codes[0]).front)
    with visit.reading() as connection:
        found = [club_of(connection, code).club for code in codes]
    return visit.page(
        "me/choose.html", rows=[(OwnAddresses(one.code).front, one.name) for one in found]
    )


def _own_codes(visit: Visit) -> tuple[str, ...]:
    """Return the codes of the clubs in which the reader is a member."""
    return tuple(
        dict.fromkeys(
            one.club_code
            for one in visit.actor.grants
            if one.role is Role.MEMBER and one.club_code is not None
        )
    )


def own_number(visit: Visit) -> int:
    """Return the number of the member who reads, in the club that the address names.

    Raises `NothingThere`, which a route that is guarded never raises.
    """
    found = member_number(visit.actor, visit.place)
    if found is None:
        raise NothingThere
    return found


def own_books(connection: Connection, visit: Visit) -> OpenBooks:
    """Return the club's books with the days that they cover."""
    return OpenBooks(visit.club, (), days_of_journal(connection, visit.club.club_id))


def front(visit: Visit) -> Response:
    """Show what she owes, what comes next, and what she paid last."""
    query_of(NOTHING, visit.arguments)
    page = _page(visit, own_number(visit))
    return visit.page("me/front.html", page=page, has_others=len(_own_codes(visit)) > 1)


def _page(visit: Visit, member_no: int) -> MemberPage:
    club_id = visit.club.club_id
    with visit.reading() as connection:
        books = own_books(connection, visit)
        covered = books_days(books.days, visit.today)
        last: dt.date = max(covered.last, visit.today)
        statement = member_statement_of(connection, visit.club, member_no, covered.first, last)
        numbers = [one.loan_no for one in statement.loans]
        day = day_to_look_from(covered.last, visit.today)
        short = member_loans(connection, visit.club, numbers, day)
        shared = shared_entries(connection, club_id, member_no)
    return member_page(
        books, statement, visit.reader, most=LATEST, short=short,
        addresses=OwnAddresses(visit.code, shared=shared),
    )  # fmt: skip
