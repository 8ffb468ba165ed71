"""What people type for a member or a loan: the code on paper, or the number in the books."""

from collections.abc import Iterable, Sequence

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.loans import loans_of
from ledger.books.members import members_of
from ledger.cli.refusals import NotAmong
from ledger.core.text import without_accents


def member_no_of(connection: Connection, club: StoredClub, text: str) -> int:
    """Return the number of the member whose code on paper, or whose number, was typed."""
    return member_nos_of(connection, club, [text])[0]


def member_nos_of(connection: Connection, club: StoredClub, texts: Iterable[str]) -> list[int]:
    """Return the members' numbers in the order in which they were typed (`NotAmong`)."""
    known = [(one.paper_code, one.member_no) for one in members_of(connection, club.club_id)]
    return [_number("member", text, known) for text in texts]


def loan_no_of(connection: Connection, club: StoredClub, text: str) -> int:
    """Return the number of the loan whose code on paper, or whose number, was typed."""
    known = [(one.paper_code, one.loan_no) for one in loans_of(connection, club.club_id)]
    return _number("loan", text, known)


def _number(what: str, text: str, known: Sequence[tuple[str, int]]) -> int:
    """Return the number behind a code, or the number itself (`NotAmong`); codes come first."""
    for code, number in known:
        if without_accents(code) == without_accents(text):
            return number
    for _, number in known:
        if str(number) == text:
            return number
    raise NotAmong(what, text, "")
