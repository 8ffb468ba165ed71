"""The page that works out a loan fund's next five years by what somebody supposes."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from flask import Response
from sqlalchemy.engine import Connection

from ledger.books.balances import latest_day
from ledger.core.errors import LedgerError
from ledger.core.outcomes.projection import WhatIf, projected
from ledger.core.periods import day_to_look_from
from ledger.core.statements.fund_charts import projection_charts
from ledger.core.statements.fund_tables import projection_table
from ledger.core.statements.scope import Scope
from ledger.core.statements.table import Table, phrase
from ledger.i18n.typed import write_percent
from ledger.services.fund_health import Prospect, prospect_of
from ledger.services.fund_reports import PROJECTION
from ledger.web.addresses import Addresses, Argument, with_query
from ledger.web.charts import drawn_charts
from ledger.web.files import KINDS, table_file
from ledger.web.form.fields import Field, FieldKind, FormRefused, Given, read_form
from ledger.web.form.page import draw_fields
from ledger.web.queries import LONGEST
from ledger.web.refusals import QueryRefused, UnknownParameter
from ledger.web.tables import draw
from ledger.web.visit import LANGUAGE, Visit

ZERO = Fraction(0)
FIELDS = (
    Field(name="lent", label=phrase("Of the fund so much is lent, in per cent"),
          kind=FieldKind.PERCENT, longest=12, is_required=False, says_optional=False),
    Field(name="lost", label=phrase("Of what is lent so much is given up a year, in per cent"),
          kind=FieldKind.PERCENT, longest=12, is_required=False, says_optional=False),
    Field(name="rate", label=phrase("Interest a month, in per cent"), kind=FieldKind.PERCENT,
          longest=12, is_required=False, says_optional=False),
    Field(name="prices", label=phrase("Prices rise a year, in per cent"), kind=FieldKind.PERCENT,
          longest=12, is_required=False, says_optional=False,
          hint=phrase("Left empty, nothing is supposed of prices")),
    Field(name="members", label=phrase("Members who join in a year"), kind=FieldKind.NUMBER,
          longest=3, is_required=False, says_optional=False),
    Field(name="each", label=phrase("What each of them brings (đồng)"), kind=FieldKind.AMOUNT,
          longest=20, is_required=False, says_optional=False),
    Field(name="capital", label=phrase("What others give the fund in a year (đồng)"),
          kind=FieldKind.AMOUNT, longest=20, is_required=False, says_optional=False),
)  # fmt: skip
_OF_FIELD = {
    "lent": "lent", "default_rate": "lost", "monthly_rate": "rate", "inflation": "prices",
}  # fmt: skip
"""In which field what is supposed out of range stands."""


def page(visit: Visit) -> Response:
    """Show the form with what is supposed, and what follows; all of it stands in the address."""
    _check_known(visit)
    addresses, problems = Addresses(visit.code), {}
    table: Table | None = None
    with visit.reading() as connection:
        prospect = _prospect(visit, connection)
    typed = _typed(visit, prospect.supposed)
    try:
        table = _table(visit, prospect, _supposed(read_form(FIELDS, typed)))
    except FormRefused as refused:
        problems = refused.problems
    fields = draw_fields(FIELDS, visit.reader, typed, problems)
    return visit.page(
        "reports/projection.html",
        status=422 if problems else 200,
        club=visit.club.club,
        addresses=addresses,
        action=f"{addresses.front}{PROJECTION}",
        fields=fields,
        is_asked=bool(_kept(visit)),
        wrong=[(one.name, one.problem) for one in fields if one.problem],
        table=None if table is None else draw(table, visit.reader, addresses),
        charts=() if table is None else drawn_charts(projection_charts(table), visit.reader),
        files_offered=[
            (kind.upper(), with_query(f"{addresses.front}{PROJECTION}.{kind}", _kept(visit)))
            for kind in KINDS
        ],
    )


def in_file(visit: Visit, kind: str) -> Response:
    """Return what is on the page as a file (`QueryRefused`)."""
    _check_known(visit)
    with visit.reading() as connection:
        prospect = _prospect(visit, connection)
    try:
        supposed = _supposed(read_form(FIELDS, _typed(visit, prospect.supposed)))
    except FormRefused as refused:
        raise QueryRefused(list(refused.problems.values())) from None
    table = _table(visit, prospect, supposed)
    return table_file(
        visit, table, kind, visit.code, PROJECTION, prospect.now.on.isoformat(),
        charts=projection_charts(table),
    )  # fmt: skip


def _prospect(visit: Visit, connection: Connection) -> Prospect:
    """Return the fund as it is looked ahead from: today, while the books are kept up."""
    on = day_to_look_from(latest_day(connection, visit.club.club_id), visit.today)
    return prospect_of(connection, visit.club, on)


def _table(visit: Visit, prospect: Prospect, supposed: WhatIf) -> Table:
    club, now = visit.club.club, prospect.now
    scope = Scope(club.code, club.name, now.on, now.on)
    return projection_table(scope, now, supposed, projected(now, supposed))


def _check_known(visit: Visit) -> None:
    known = {one.name for one in FIELDS} | {LANGUAGE}
    unknown: list[LedgerError] = [
        UnknownParameter(name[:LONGEST]) for name in visit.arguments if name not in known
    ]
    if unknown:
        raise QueryRefused(unknown)


def _typed(visit: Visit, first: WhatIf) -> Mapping[str, Sequence[str]]:
    """Return what stands in the fields: what was typed, and before that what is supposed first.

    Once anything was typed an empty field is empty: then nothing is supposed of prices.
    """
    if _kept(visit):
        return visit.arguments
    language, reader = visit.reader.language, visit.reader
    percents = {
        "lent": first.lent, "lost": first.default_rate, "rate": first.monthly_rate,
        "prices": first.inflation,
    }  # fmt: skip
    usual = {
        name: [] if share is None else [write_percent(share, language)]
        for name, share in percents.items()
    }
    zero = reader.figure(0)
    return {**usual, "members": [zero], "each": [zero], "capital": [zero]}


def _supposed(given: Given) -> WhatIf:
    """Return what is supposed; what was left empty is nothing. Raises `FormRefused`."""
    supposed = WhatIf(
        lent=given.share_or_none("lent") or ZERO,
        default_rate=given.share_or_none("lost") or ZERO,
        monthly_rate=given.share_or_none("rate") or ZERO,
        inflation=given.share_or_none("prices"),
        members=given.number("members") or 0, each=given.number("each") or 0,
        capital=given.number("capital") or 0,
    )  # fmt: skip
    problems = {_OF_FIELD[one.what]: one for one in supposed.faults()}
    if problems:
        raise FormRefused(problems)
    return supposed


def _kept(visit: Visit) -> dict[str, Argument]:
    return {name: texts[0] for name, texts in visit.arguments.items() if name != LANGUAGE}
