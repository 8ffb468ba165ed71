"""Looking for entries in a club's books, by whatever is remembered of them."""

from collections.abc import Mapping, Sequence

from flask import Response

from ledger.books.proof import proof_of
from ledger.books.searching import find_entries
from ledger.core.errors import LedgerError
from ledger.core.searching import FoundEntry, VoucherNotReadable, Wanted
from ledger.core.statements.restricted import SOMEBODY, unsought_notes
from ledger.core.statements.table import Column, ColumnKind, Drill, Row, Table, Value, phrase
from ledger.core.users.policy import Permission, may
from ledger.services.restrictions import restricted_members
from ledger.web.addresses import Addresses, Argument, with_query
from ledger.web.files import KINDS, table_file
from ledger.web.form.fields import Field, FieldKind, FormRefused, Given, read_form
from ledger.web.form.page import draw_fields
from ledger.web.queries import LONGEST
from ledger.web.refusals import QueryRefused, UnknownParameter
from ledger.web.tables import draw
from ledger.web.trail import state_of_proof
from ledger.web.visit import LANGUAGE, Visit

MOST = 50
"""The most entries on a page, and in a file of it."""

AFTER = "after"
FIELDS = (
    Field(name="text", label=phrase("Words"), is_required=False, longest=LONGEST,
          hint=phrase("Of the narration, or a name; accents may be left out")),
    Field(name="amount", label=phrase("Amount"), kind=FieldKind.AMOUNT, is_required=False,
          longest=20),
    Field(name="voucher", label=phrase("Voucher"), is_required=False, longest=20,
          hint=phrase("Such as PT 214, or 214")),
    Field(name="begin", label=phrase("From"), kind=FieldKind.DAY, is_required=False, longest=10,
          hint=phrase("A day as in 10/03/2026")),
    Field(name="end", label=phrase("Up to"), kind=FieldKind.DAY, is_required=False, longest=10),
    Field(name="member", label=phrase("Number of the member"), kind=FieldKind.NUMBER,
          is_required=False, longest=9),
    Field(name="account", label=phrase("Account"), is_required=False, longest=10,
          hint=phrase("Such as 1111; 642 finds all that begin with it")),
)  # fmt: skip
ALL = (
    *FIELDS,
    Field(name=AFTER, label="", kind=FieldKind.NUMBER, is_required=False, longest=9),
)  # fmt: skip
COLUMNS = (
    Column("date", phrase("Date"), ColumnKind.DATE),
    Column("voucher", phrase("Voucher")),
    Column("name", phrase("Narration")),
    Column("who", phrase("Who")),
    Column("amount", phrase("Amount"), ColumnKind.AMOUNT),
)


def search(visit: Visit) -> Response:
    """Show the form, and what was found; what is asked stands in the address."""
    addresses, problems, found = Addresses(visit.code), {}, None
    try:
        given = _asked(visit)
        if _is_asked(given):
            found = _found(visit, given)
    except FormRefused as refused:
        problems = refused.problems
    except VoucherNotReadable as error:
        problems = {"voucher": error}
    rows = found or ()
    kept: dict[str, Argument] = {
        name: texts[0]
        for name, texts in visit.arguments.items()
        if name not in {LANGUAGE, AFTER} and texts[0]
    }
    here = f"{addresses.front}search"
    last = rows[MOST - 1].entry_no if len(rows) > MOST else None
    return visit.page(
        "search/search.html",
        status=422 if problems else 200,
        club=visit.club.club,
        addresses=addresses,
        fields=draw_fields(FIELDS, visit.reader, visit.arguments, problems),
        is_asked=found is not None,
        state=_state(visit),
        found=draw(
            _table(visit, rows[:MOST], _restricted(visit)), visit.reader, addresses
        ),
        more=with_query(here, kept | {AFTER: last}) if last else "",
        files_offered=[
            (kind.upper(), with_query(f"{here}.{kind}", kept | _after(visit))) for kind in KINDS
        ],
    )  # fmt: skip


def in_file(visit: Visit, kind: str) -> Response:
    """Return what is on the page as a file (`QueryRefused`)."""
    try:
        rows = _found(visit, _asked(visit))[:MOST]
    except FormRefused as refused:
        raise QueryRefused(list(refused.problems.values())) from None
    table = _table(visit, rows, _restricted(visit))
    return table_file(visit, table, kind, visit.code, "search")


def _asked(visit: Visit) -> Given:
    """Return what is asked; raises `FormRefused`, and `QueryRefused` for what is not known."""
    known = {one.name for one in ALL} | {LANGUAGE}
    unknown: list[LedgerError] = [
        UnknownParameter(name[:LONGEST]) for name in visit.arguments if name not in known
    ]
    if unknown:
        raise QueryRefused(unknown)
    return read_form(ALL, visit.arguments)


def _is_asked(given: Given) -> bool:
    answers: Mapping[str, object] = given.answers
    return any(answers.get(one.name) is not None for one in FIELDS)


def _found(visit: Visit, given: Given) -> Sequence[FoundEntry]:
    """Return what was found, one more than a page holds if there is more.

    Whoever looks for a member by number has looked at what the club holds of the member.
    """
    wanted = Wanted(
        text=given.text_or_none("text"), amount=given.number("amount"),
        voucher=given.text_or_none("voucher"), since=given.day_or_none("begin"),
        until=given.day_or_none("end"), member_no=given.number("member"),
        account=given.text_or_none("account"),
    )  # fmt: skip
    with visit.reading() as connection:
        found = find_entries(
            connection, visit.club.club_id, wanted, limit=MOST + 1, after=given.number(AFTER)
        )
    if found and wanted.member_no is not None:
        visit.looked(wanted.member_no, "search")
    return found


def _state(visit: Visit) -> list[str]:
    """Return how the books are proven, for those who oversee them."""
    if not may(visit.actor, Permission.READ_TRAIL, visit.place):
        return []
    with visit.reading() as connection:
        return state_of_proof(visit, proof_of(connection, visit.club.club_id))


def _restricted(visit: Visit) -> int:
    with visit.reading() as connection:
        return len(restricted_members(connection, visit.club.club_id))


def _after(visit: Visit) -> dict[str, Argument]:
    return {AFTER: next(iter(visit.arguments.get(AFTER, ())), None)}


def _table(visit: Visit, found: Sequence[FoundEntry], restricted: int) -> Table:
    """Return what was found; the note is the same whoever was looked for."""
    rows = []
    for one in found:
        drill = Drill("entry", (("entry_no", one.entry_no),))
        who: Value = ", ".join(one.members) or one.payer_name
        narration: Value = one.narration or phrase("(erased on request)")
        if one.is_restricted:
            who, narration = "", SOMEBODY
        values: tuple[Value, ...] = (one.occurred_on, one.voucher, narration, who, one.amount)
        rows.append(Row(values, drills=((1, drill), (2, drill))))
    title = phrase("Found in the books")
    return Table(
        "found", title, visit.club.club.name, (), COLUMNS, tuple(rows), unsought_notes(restricted)
    )
