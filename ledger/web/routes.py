"""Every address of the pages: what answers there, and who may enter."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from flask import Response

from ledger.web import clubs, journal, members, reports, statements


class Entrant(StrEnum):
    """Who may enter by a route."""

    THIS_MACHINE = "this_machine"
    """Whoever sits at the machine that holds the books; nobody else reaches it."""


View = Callable[..., Response]


@dataclass(frozen=True, slots=True)
class Route:
    """An address, what answers there, and who may enter."""

    rule: str
    view: View
    entrant: Entrant = Entrant.THIS_MACHINE


CLUB = "/clubs/<code:code>/"
MEMBER = f"{CLUB}members/<number:member_no>"
ENTRY = f"{CLUB}entries/<number:entry_no>"
KIND = "<any(pdf,xlsx,csv):kind>"

ROUTES = (
    Route("/", clubs.home),
    Route("/clubs/", clubs.club_list),
    Route(CLUB, clubs.front),
    Route(f"{CLUB}members", members.members),
    Route(f"{CLUB}members.{KIND}", members.members_file),
    Route(MEMBER, members.member),
    Route(f"{MEMBER}/statement", statements.statement),
    Route(f"{MEMBER}/statement.pdf", statements.paper),
    Route(f"{MEMBER}/statement.<any(xlsx,csv):kind>", statements.sheet),
    Route(ENTRY, journal.entry),
    Route(f"{ENTRY}.{KIND}", journal.entry_file),
    Route(f"{CLUB}<name:name>", reports.page),
    Route(f"{CLUB}<name:name>.{KIND}", reports.in_file),
)
