"""The pages of reports, and the same reports as files."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import Response
from marshmallow import Schema
from sqlalchemy.engine import Connection

from ledger.core.accounts import signed_balance
from ledger.core.clubs import Club
from ledger.core.periods import day_to_look_from
from ledger.core.statements.scope import account_name, fund_name
from ledger.core.statements.table import Column, ColumnKind, Phrase, Row, RowKind, Table, phrase
from ledger.core.statements.trial_balance import TrialBalance
from ledger.services.clubs import OpenBooks, open_books
from ledger.services.control_lists import CONTROL_LISTS
from ledger.services.outcome_reports import OUTCOME_LOANS, OUTCOME_REPORTS
from ledger.services.report_kinds import Asked
from ledger.services.reports import REPORTS, UnknownReport, make_report
from ledger.services.statements import Question, trial_balance_of
from ledger.web.addresses import Addresses, Argument
from ledger.web.charts import DrawnChart, drawn_charts
from ledger.web.files import KINDS, table_file
from ledger.web.periods import Ways, books_days, narrower_days, shown_days, ways
from ledger.web.queries import (
    Nothing,
    OfDays,
    OfFigures,
    OfLedger,
    OfList,
    OfOutcomes,
    OfReport,
    Period,
    Query,
    query_of,
)
from ledger.web.tables import DrawnTable, draw
from ledger.web.visit import Visit
from ledger.web.words import Reader

ON_THEIR_OWN = frozenset({"members", "member-statement", "entry", "loan-card", "fund-projection"})
"""Reports that other pages show: of a person, an entry or a loan, or asked more than days."""

OF_LENDING = frozenset(
    {
        "loans", "loan-arrears", "loan-arrears-unnamed", "loan-portfolio", "sharing-borrowers",
        "targets", "capital-sources", "fund-health", "price-changes",
    }
)  # fmt: skip
"""Reports as things stand on a day: of the one fund that lends, as known now."""

OF_TODAY = frozenset({"loan-queue", "loan-forecast"})
"""Reports of what comes next, which nobody asks of another day."""

TO_CONTROL = frozenset({"late-entries", "new-borrowers", "paid-by-another"})
"""What a controller looks at twice of what happened in some days, of the one fund that lends."""

OF_DAYS = frozenset({"loan-list", "purpose-and-people", *TO_CONTROL, *OUTCOME_REPORTS})
"""What came of all loans in some days, of the one fund that lends."""

SCHEMAS: Mapping[str, type[Schema]] = {
    "ledger": OfLedger, "loan-list": OfFigures, "purpose-and-people": OfDays,
    **dict.fromkeys([*TO_CONTROL, *OUTCOME_REPORTS], OfDays), OUTCOME_LOANS: OfOutcomes,
    **dict.fromkeys(OF_LENDING, OfList), **dict.fromkeys(OF_TODAY, Nothing),
}  # fmt: skip
PAGES: Mapping[str, Schema] = {
    name: SCHEMAS.get(name, OfReport)() for name in REPORTS if name not in ON_THEIR_OWN
}
"""What each report's page may be asked."""

ON_A_DAY = frozenset({*OF_LENDING, "balance-sheet"})
"""Reports of a day, not of days."""

NO_ROWS: Mapping[str, Phrase] = {
    "loans": phrase("Nobody has borrowed yet."),
    "loan-arrears": phrase("No loan is late."),
    "loan-queue": phrase("Nobody waits for a loan."),
    "price-changes": phrase("No change of prices is written down yet."),
    OUTCOME_LOANS: phrase("No loan of these days is among them."),
    "late-entries": phrase("No entry of these days was recorded late."),
    "new-borrowers": phrase("Nobody borrowed for the first time in these days."),
    "paid-by-another": phrase("Nobody paid for another in these days."),
    "sharing-borrowers": phrase("No borrowers share a phone or a household."),
}
"""What is said of a list on which nothing stands."""

MOST_ROWS = 3_000
"""The most rows that a page shows: of more it shows the last year or month, and says so."""


ACCOUNT_COLUMNS = (
    Column("account", phrase("Account")),
    Column("name", phrase("Name")),
    Column("balance", phrase("Balance"), ColumnKind.AMOUNT),
)


@dataclass(frozen=True, slots=True)
class Form:
    """What a reader may ask anew, as it is asked now; None for what this report is not asked.

    A fund that can be chosen is its code, its name, and whether it is chosen now.
    """

    action: str
    begin: str | None
    end: str
    funds: tuple[tuple[str, str, bool], ...]
    known_at: str | None
    account: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    """What the template of a report shows."""

    club: Club
    addresses: Addresses
    table: DrawnTable
    ways: Ways | None
    nothing: Phrase | None
    charts: tuple[DrawnChart, ...]
    form: Form | None
    files: tuple[tuple[str, str], ...]
    is_choosing: bool
    is_narrowed: bool
    is_empty: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A report as asked: whose books, which days, and its table."""

    books: OpenBooks
    days: Period
    query: Query
    table: Table
    is_narrowed: bool = False

    @property
    def arguments(self) -> dict[str, Argument]:
        """Return what is asked, with its days settled, as an address names it."""
        query, (begin, end) = self.query, self.days
        known_at = query.known_at.isoformat() if query.known_at else None
        if self.table.name in OF_LENDING:
            return {"end": end}
        if self.table.name in OF_TODAY:
            return {}
        if self.table.name in OF_DAYS:
            return {
                "begin": begin, "end": end, "late_from": query.late_from,
                "late_to": query.late_to, "or_rescheduled": query.or_rescheduled,
                "group": query.group, "measure": query.measure,
            }  # fmt: skip
        return {
            "account": query.account, "begin": begin, "end": end, "fund": query.fund,
            "known_at": known_at, "before_closing": query.before_closing,
        }  # fmt: skip


def page(visit: Visit, name: str) -> Response:
    """Show a report that whoever reads the books may read (`UnknownReport`)."""
    _check_open(name)
    return control_page(visit, name)


def in_file(visit: Visit, name: str, kind: str) -> Response:
    """Return such a report as a file."""
    _check_open(name)
    return control_file(visit, name, kind)


def control_page(visit: Visit, name: str) -> Response:
    """Show any report, every figure a link to what it is made of."""
    query = _asked(visit, name)
    with visit.reading() as connection:
        books = open_books(connection, visit.club)
        covered = books_days(books.days, visit.today)
        days = _days(visit, books, name, query)
        shown = _of_days(connection, books, name, query, days)
        while len(shown.table.rows) > MOST_ROWS and (less := narrower_days(shown.days, covered)):
            shown = replace(_of_days(connection, books, name, query, less), is_narrowed=True)
    return visit.page("reports/report.html", page=_drawn(visit, shown, name))


def control_file(visit: Visit, name: str, kind: str) -> Response:
    """Return any report as a file."""
    query = _asked(visit, name)
    with visit.reading() as connection:
        books = open_books(connection, visit.club)
        shown = _of_days(connection, books, name, query, _days(visit, books, name, query))
    begin, end = (day.isoformat() for day in shown.days)
    return table_file(
        visit, shown.table, kind, visit.code, name, query.account or "all", begin, end,
        charts=REPORTS[name].charts(shown.table),
    )  # fmt: skip


def _check_open(name: str) -> None:
    """Refuse a report that has an address of its own, for those who oversee the club."""
    if name in CONTROL_LISTS:
        known = (one for one in PAGES if one not in CONTROL_LISTS)
        raise UnknownReport(name=name, known=", ".join(known))


def _asked(visit: Visit, name: str) -> Query:
    """Return what is asked of a report (`UnknownReport`, `QueryRefused`)."""
    if name not in PAGES:
        raise UnknownReport(name=name, known=", ".join(PAGES))
    return query_of(PAGES[name], visit.arguments)


def _days(visit: Visit, books: OpenBooks, name: str, query: Query) -> Period:
    """Return the days of a report; one that tells who is late is of today."""
    if REPORTS[name].is_of_all_days and query.begin is None and query.end is None:
        covered = books_days(books.days, visit.today)
        day = day_to_look_from(books.days[1] if books.days else None, visit.today)
        return covered.first, max(covered.first, day)
    if REPORTS[name].is_live and query.end is None:
        day = day_to_look_from(books.days[1] if books.days else None, visit.today)
        return day.replace(month=1, day=1), day
    return shown_days(query, books_days(books.days, visit.today), is_long=REPORTS[name].is_long)


def _of_days(
    connection: Connection, books: OpenBooks, name: str, query: Query, days: Period
) -> Shown:
    begin, end = days
    if name == "ledger" and query.account is None:
        balances = trial_balance_of(
            connection, books.club, Question(begin, end, query.fund, query.known_at)
        )
        return Shown(books, days, query, accounts_table(balances))
    asked = Asked(
        begin, end, query.fund, query.known_at, query.account,
        before_closing=query.before_closing, late_from=query.late_from, late_to=query.late_to,
        or_rescheduled=query.or_rescheduled, group=query.group, measure=query.measure,
    )  # fmt: skip
    table = make_report(connection, books.club, name, asked, today=end)
    return Shown(books, days, query, table)


def accounts_table(balances: TrialBalance) -> Table:
    """Return the accounts that were ever used, each leading to its ledger."""
    scope = balances.scope
    rows = []
    for row in balances.rows:
        account = row.account
        ledger = scope.ledger(account.number, scope.begin, scope.end)
        balance = signed_balance(row.closing.debit, row.closing.credit, account.normal_side)
        values = (account.number, account_name(account), balance)
        rows.append(Row(values, drills=((0, ledger), (1, ledger), (2, ledger))))
    return Table(
        "ledger", phrase("General ledger"), scope.club_name, scope.lines, ACCOUNT_COLUMNS,
        tuple(rows),
    )  # fmt: skip


def _drawn(visit: Visit, shown: Shown, name: str) -> ReportPage:
    covered = books_days(shown.books.days, visit.today)
    addresses = Addresses(shown.books.club.club.code, since=covered.first)
    return ReportPage(
        shown.books.club.club,
        addresses,
        draw(shown.table, visit.reader, addresses),
        _ways(visit, shown, addresses, name),
        None if _has_lines(shown.table) else NO_ROWS.get(name),
        drawn_charts(REPORTS[name].charts(shown.table), visit.reader),
        _form(visit.reader, shown, addresses, name),
        tuple(
            (kind.upper(), addresses.report(f"{name}.{kind}", **shown.arguments)) for kind in KINDS
        ),
        is_choosing=name == "ledger" and shown.query.account is None,
        is_narrowed=shown.is_narrowed,
        is_empty=shown.books.days is None,
    )


def _has_lines(table: Table) -> bool:
    return any(row.kind is RowKind.LINE for row in table.rows)


def _ways(visit: Visit, shown: Shown, addresses: Addresses, name: str) -> Ways | None:
    """Return the ways to other days; what is told of loans has none, being of one day."""
    if name in OF_LENDING | OF_TODAY:
        return None
    kept = addresses.report(name, **(shown.arguments | {"begin": None, "end": None}))
    mark = "&" if "?" in kept else "?"

    def address(key: str, value: str) -> str:
        return f"{kept}{mark}{key}={value}"

    covered = books_days(shown.books.days, visit.today)
    return ways(shown.days, covered, visit.reader, address)


def _form(reader: Reader, shown: Shown, addresses: Addresses, name: str) -> Form | None:
    if name in {*OF_TODAY, OUTCOME_LOANS}:
        return None
    begin, end = shown.days
    query, known_at = shown.query, shown.query.known_at
    is_of_loans = name in OF_LENDING | OF_DAYS
    funds = tuple(
        (fund.code, reader.name(fund_name(fund)), fund.code == query.fund)
        for fund in shown.books.funds
    )
    return Form(
        addresses.report(name),
        None if name in ON_A_DAY else reader.date(begin),
        reader.date(end),
        () if is_of_loans or name == "fund-changes" else funds,
        None if is_of_loans else reader.typed(known_at) if known_at else "",
        query.account or "",
    )
