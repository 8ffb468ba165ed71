"""Every address of the pages: what answers there, and who may enter."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from flask import Response

from ledger.web import clubs, if_paid, journal, loans, members, reports, statements


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
LOAN = f"{CLUB}loans/<number:loan_no>"
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
    Route(LOAN, loans.loan),
    Route(f"{LOAN}/if-paid", if_paid.if_paid),
    Route(f"{LOAN}/contract.pdf", loans.contract),
    Route(f"{LOAN}/card.pdf", loans.card),
    Route(f"{LOAN}/statement.pdf", loans.statement),
    Route(f"{CLUB}applications/<number:application_no>/application.pdf", loans.application),
    Route(f"{CLUB}meetings/<day:held_on>/minutes.pdf", loans.minutes),
    Route(ENTRY, journal.entry),
    Route(f"{ENTRY}.{KIND}", journal.entry_file),
    Route(f"{CLUB}<name:name>", reports.page),
    Route(f"{CLUB}<name:name>.{KIND}", reports.in_file),
)
