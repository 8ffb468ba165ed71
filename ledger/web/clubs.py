"""The pages of clubs: all of them, and each one's first page."""

from collections.abc import Mapping

from flask import Response

from ledger.core.accounts import BANK
from ledger.core.periods import next_meeting
from ledger.core.statements.restricted import SOMEBODY
from ledger.core.statements.scope import fund_name
from ledger.core.statements.table import (
    Column,
    ColumnKind,
    Drill,
    Phrase,
    Row,
    RowKind,
    Table,
    phrase,
)
from ledger.core.users.policy import Permission, may
from ledger.core.users.reach import reach_of
from ledger.services.clubs import FrontPage, clubs, front_page
from ledger.services.reports import REPORTS
from ledger.web.addresses import CLUBS, Addresses, with_query
from ledger.web.bars import money_bars
from ledger.web.door import MEMBER_PAGES
from ledger.web.queries import Nothing, OfClubs, query_of
from ledger.web.tables import draw
from ledger.web.visit import Visit, redirect

NOTHING = Nothing()
FROM_A_CODE = OfClubs()

ACCOUNT = "/account"
ELSEWHERE = (
    (Permission.OWN_RECORD, MEMBER_PAGES),
    (Permission.READ_SUMS, "/sums"),
    (Permission.KEEP_USERS, "/people"),
)
"""Where those begin who read no club's books, by what they may do."""

BESIDES = (
    (Permission.READ_SUMS, "/sums", phrase("Sums of the clubs")),
    (Permission.KEEP_USERS, "/people", phrase("People and roles")),
)
"""Where those go from the list of clubs who do more than keep one."""

MOST = 200
"""The most clubs on a page."""

MOST_LATE = 5
"""So many of those who are late stand on the first page; the list of loans has all of them."""

MONEY = ColumnKind.AMOUNT
FUND_COLUMNS = (
    Column("name", phrase("Fund")),
    Column("amount", phrase("Cash"), MONEY),
    Column("bank", phrase("Bank"), MONEY),
    Column("loans", phrase("Out on loan"), MONEY),
)
LAST_COLUMNS = (
    Column("date", phrase("Date"), ColumnKind.DATE),
    Column("voucher", phrase("Voucher")),
    Column("name", phrase("Narration")),
    Column("received", phrase("Received"), MONEY),
    Column("paid", phrase("Paid out"), MONEY),
    Column("moved", phrase("Moved"), MONEY),
)
BOOKS: Mapping[str, Phrase] = {
    "cash-book": phrase("What came into the box and what went out, day by day"),
    "journal": phrase("Every entry in order, with its accounts"),
    "ledger": phrase("All that happened on one account"),
    "trial-balance": phrase("Opening, movements and closing of each account"),
    "balance-sheet": phrase("What the club has, owes and owns on a day"),
    "income-statement": phrase("What came in and what was spent"),
    "fund-changes": phrase("How each fund grew or shrank"),
    "loans": phrase("Who borrowed how much, and what is outstanding"),
    "loan-arrears": phrase("Whose loans are late, by how many days and with how much"),
    "loan-portfolio": phrase("How good the loans are: at risk, on time, recovered"),
    "loan-queue": phrase("Who waits for a loan, and when the fund can lend it"),
    "loan-forecast": phrase("What can be lent now and at the next meetings"),
    "outcomes": phrase("What became of those who borrowed: incomes, poverty, what is not known"),
    "composition": phrase("How many members are women, older, poor, of an ethnic minority"),
    "class-flows": phrase("Which households left poverty, fell back, became poor, year by year"),
    "poverty-standards": phrase("By which lines communes say who is poor"),
    "targets": phrase("What the scheme wishes of a club, and where this one stands"),
    "purpose-and-people": phrase("What loans were for and used for, who got them, who waits"),
    "capital-sources": phrase("Who gave the loan fund its money, year by year"),
    "fund-health": phrase("How the loan fund grew, and what its money still buys"),
    "fund-projection": phrase("What becomes of the loan fund if this or that happens"),
    "price-changes": phrase("The yearly table of prices that the club keeps"),
}
"""The reports that the first page leads to, those first that are opened most."""

CONTROL: Mapping[str, Phrase] = {
    "late-entries": phrase("What was recorded long after it happened, and by whom"),
    "new-borrowers": phrase("First loans, to be read out: is each of them known?"),
    "paid-by-another": phrase("Payments on a loan that somebody else brought"),
    "sharing-borrowers": phrase("Borrowers who may be one person, or one home"),
}
"""The lists that the first page leads those to who oversee the club."""


def home(visit: Visit) -> Response:
    """Lead to where somebody's work is: the club, the clubs, the own loan, the installation."""
    query_of(NOTHING, visit.arguments)
    actor = visit.actor
    if not may(actor, Permission.READ_BOOKS):
        for permission, address in ELSEWHERE:
            if may(actor, permission):
                return redirect(address)
        return redirect(ACCOUNT)
    with visit.reading() as connection:
        found = clubs(connection, limit=2, reach=reach_of(actor, Permission.READ_BOOKS))
    return redirect(Addresses(found[0].club.code).front if len(found) == 1 else CLUBS)


def club_list(visit: Visit) -> Response:
    """Show the clubs whose books somebody may read."""
    query = query_of(FROM_A_CODE, visit.arguments)
    reach = reach_of(visit.actor, Permission.READ_BOOKS)
    with visit.reading() as connection:
        found = clubs(connection, after=query.after or "", limit=MOST + 1, reach=reach)
    rows = [(Addresses(one.club.code).front, one.club) for one in found[:MOST]]
    more = with_query(CLUBS, {"after": rows[-1][1].code}) if len(found) > MOST else ""
    besides = [
        (address, visit.reader.phrase(words))
        for permission, address, words in BESIDES
        if may(visit.actor, permission)
    ]
    return visit.page("clubs/list.html", rows=rows, more=more, besides=besides)


def front(visit: Visit) -> Response:
    """Show what a treasurer sees first."""
    query_of(NOTHING, visit.arguments)
    with visit.reading() as connection:
        found = front_page(connection, visit.club, today=visit.today)
    reader, addresses = visit.reader, Addresses(visit.code)
    may_audit = may(visit.actor, Permission.READ_TRAIL, visit.place)
    books, control = (
        [
            (addresses.report(name), reader.phrase(REPORTS[name].title), reader.phrase(what))
            for name, what in of_them.items()
        ]
        for of_them in (BOOKS, CONTROL)
    )
    return visit.page(
        "clubs/front.html",
        addresses=addresses,
        club=found.club.club,
        front=found,
        funds=draw(_funds(found), reader, addresses),
        last=draw(_last(found), reader, addresses),
        late=[
            (reader.phrase(SOMEBODY), "", one.days)
            if one.is_restricted
            else (one.name, addresses.loan(one.loan_no), one.days)
            for one in found.late[:MOST_LATE]
        ],
        bars=money_bars(found.months, reader),
        books=books,
        control=control if may_audit else [],
        may_record=may(visit.actor, Permission.RECORD_MONEY, visit.place),
        may_approve=may(visit.actor, Permission.APPROVE, visit.place),
        may_audit=may_audit,
        may_keep_privacy=may(visit.actor, Permission.KEEP_PRIVACY, visit.place),
        meeting=next_meeting(found.counts.meeting_day, visit.today),
    )


def _funds(page: FrontPage) -> Table:
    """Return the money by fund; each figure leads to what it is made of."""
    rows = []
    for fund in page.funds:
        code = fund.fund.code
        drills = (
            (1, Drill("cash-book", (("fund", code),))),
            (2, Drill("ledger", (("account", BANK), ("fund", code)))),
            (3, Drill("loans")),
        )
        values = (fund_name(fund.fund), fund.cash, fund.bank or None, fund.loans or None)
        rows.append(Row(values, drills=drills))
    total = (phrase("Total"), page.cash, page.bank, page.loans)
    drills = (
        (1, Drill("cash-book")),
        (2, Drill("ledger", (("account", BANK),))),
        (3, Drill("loans")),
    )
    rows.append(Row(total, RowKind.TOTAL, drills))
    return Table(
        "funds",
        phrase("Money by fund, amounts in đồng"),
        page.club.club.name,
        (),
        FUND_COLUMNS,
        tuple(rows),
    )


def _last(page: FrontPage) -> Table:
    """Return the last entries, each in one line: what came in, went out or only moved."""
    rows = []
    for entry in page.last:
        drill = Drill("entry", (("entry_no", entry.entry_no),))
        narration = entry.narration or phrase("(erased on request)")
        figures = (max(entry.cash, 0), max(-entry.cash, 0), 0 if entry.cash else entry.besides)
        values = (entry.occurred_on, entry.voucher, narration, *(one or None for one in figures))
        rows.append(Row(values, drills=((1, drill), (2, drill))))
    return Table("last", phrase("Last entries"), page.club.club.name, (), LAST_COLUMNS, tuple(rows))
