"""The page from which everything is recorded: all acts, by what they are about."""

from flask import Response

from ledger.core.statements.table import Phrase, phrase
from ledger.core.users.policy import may
from ledger.web.acts.act import Group
from ledger.web.acts.registry import ACTS
from ledger.web.addresses import Addresses
from ledger.web.queries import Nothing, query_of
from ledger.web.visit import Visit

NOTHING = Nothing()
COPY = (phrase("A copy of the books"), phrase("to a file or a stick, checked, with one button"))
TO_ASK = (
    phrase("Activities to ask about"),
    phrase("over without a result, or without a word for three months"),
)
GROUPS: dict[Group, Phrase] = {
    Group.IN: phrase("Money in"),
    Group.OUT: phrase("Money out"),
    Group.LEND: phrase("Lending"),
    Group.WORK: phrase("What members do with their loans"),
    Group.BANK: phrase("Bank and funds"),
    Group.BOX: phrase("The cash box"),
    Group.MEMBERS: phrase("Members"),
    Group.MONTHS: phrase("Months and rules"),
}


def menu(visit: Visit) -> Response:
    """Show what can be recorded."""
    query_of(NOTHING, visit.arguments)
    addresses, reader = Addresses(visit.code), visit.reader
    groups = []
    for group, title in GROUPS.items():
        acts = [
            (f"{addresses.front}do/{one.name}", reader.phrase(one.title), reader.phrase(one.what))
            for one in ACTS.values()
            if one.group is group and may(visit.actor, one.permission, visit.place)
        ]
        if group is Group.MONTHS:
            title_of_copy, what = map(reader.phrase, COPY)
            acts.append((f"{addresses.front}backup", title_of_copy, what))
        if group is Group.WORK:
            title_of_list, what = map(reader.phrase, TO_ASK)
            acts.append((f"{addresses.front}activities", title_of_list, what))
        if acts:
            groups.append((group.value, reader.phrase(title), acts))
    return visit.page("acts/menu.html", club=visit.club.club, addresses=addresses, groups=groups)
