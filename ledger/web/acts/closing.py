"""The pages that close a month and a year, and that adopt the usual loans."""

from dataclasses import dataclass

from ledger.books.balances import sums_until
from ledger.books.cash_counts import counts_of
from ledger.books.clubs import rules_on
from ledger.books.periods import months_open
from ledger.core.accounts import CASH, FUNDS
from ledger.core.acts.correcting import MonthClosed, YearClosed
from ledger.core.acts.lending import UsualProductsAdopted
from ledger.core.clubs import ClubRules
from ledger.core.errors import RuleBroken
from ledger.core.loans.usual_products import usual_products
from ledger.core.periods import month_bounds, month_of
from ledger.core.statements.loan_papers_words import stated_rate
from ledger.core.statements.scope import fund_name
from ledger.core.statements.table import phrase
from ledger.services.periods import NothingToClose, YearNotOver, surplus_to_close
from ledger.web.acts.act import Group, Line, Look, Summary, WebAct, Words
from ledger.web.acts.kinds import kind
from ledger.web.acts.money_fields import day
from ledger.web.form.fields import Choice, Field, FieldKind, Given


@dataclass(eq=False)
class NoMonthOpen(RuleBroken):
    """No month is open that could be closed."""


def _month_fields(look: Look) -> tuple[Field, ...]:
    months = months_open(look.connection, look.visit.club.club_id)
    if not months:
        raise NoMonthOpen
    first = months[0]  # months close in order
    return (
        Field(
            name="period", label=phrase("Which month"), kind=FieldKind.CHOICE, usual=first,
            choices=(Choice(first, look.visit.reader.month(first)),),
            hint=phrase("Months close in order, the oldest first"),
        ),
    )  # fmt: skip


def _month(_: Look, given: Given) -> MonthClosed:
    return MonthClosed(period=given.text("period"))


def _month_closed(look: Look, act: MonthClosed) -> Summary:
    visit, club_id = look.visit, look.visit.club.club_id
    reader, (begin, end) = visit.reader, month_bounds(act.period)
    (sums,) = sums_until(look.connection, club_id, end)
    cash = sum(one.balance for (account, _), one in sums.items() if account == CASH)
    counted = [
        one.counted_on for one in counts_of(look.connection, club_id) if one.counted_on >= begin
    ]
    warnings: list[Words] = []
    if act.period >= month_of(visit.today):
        warnings.append(phrase("This month is not over yet. Is it right to close it?"))
    if not counted:
        warnings.append(phrase("The box was not counted in this month or after it."))
    return Summary(
        lines=(
            Line(phrase("Month"), reader.month(act.period)),
            Line(phrase("Cash in the box at its end"), reader.money(cash)),
            Line(
                phrase("Afterwards"),
                phrase("Nothing more can be dated in this month; a slip is put right in a later"
                       " one."),
            ),
        ),
        button=phrase("Ask for approval to close %(month)s", month=reader.month(act.period)),
        warnings=tuple(warnings),
    )  # fmt: skip


def _year_fields(look: Look) -> tuple[Field, ...]:
    usual = str(look.visit.today.year - 1)
    return (
        Field(
            name="year", label=phrase("Which year"), kind=FieldKind.NUMBER, usual=usual, longest=4
        ),
    )


def _year(_: Look, given: Given) -> YearClosed:
    return YearClosed(year=given.amount("year"))


def _year_closed(look: Look, act: YearClosed) -> Summary:
    visit, reader = look.visit, look.visit.reader
    if act.year >= visit.today.year:
        raise YearNotOver(year=act.year, today=visit.today)
    surplus = surplus_to_close(look.connection, visit.club, act.year)
    if not surplus:
        raise NothingToClose(year=act.year)
    lines = [
        Line(fund_name(fund), reader.money(surplus[fund.code]))
        for fund in FUNDS
        if fund.code in surplus
    ]
    return Summary(
        lines=(
            Line(phrase("Year"), str(act.year)), *lines,
            Line(phrase("Afterwards"),
                 phrase("Each fund keeps what it earned, less what was spent.")),
        ),
        button=phrase("Ask for approval to close the year %(year)s", year=act.year),
    )  # fmt: skip


def _adopt(_: Look, given: Given) -> UsualProductsAdopted:
    return UsualProductsAdopted(valid_from=given.day("on"))


def _adopted(look: Look, act: UsualProductsAdopted) -> Summary:
    rules = rules_on(look.connection, look.visit.club.club_id, act.valid_from)
    products = usual_products(act.valid_from, rules or ClubRules(act.valid_from))
    return Summary(
        lines=(
            *(Line(one.name, stated_rate(one.contract.terms)) for one in products),
            Line(phrase("From"), look.visit.reader.date(act.valid_from)),
        ),
        button=phrase("Ask for approval of the usual loans"),
    )


ACTS = (
    WebAct(
        kind=kind("close-month", MonthClosed), title=phrase("Close a month"),
        what=phrase("once the box agrees with the book"), group=Group.MONTHS,
        fields=_month_fields, value=_month, confirm=_month_closed,
    ),
    WebAct(
        kind=kind("close-year", YearClosed), title=phrase("Close a year"),
        what=phrase("what each fund earned becomes its own"), group=Group.MONTHS,
        fields=_year_fields, value=_year, confirm=_year_closed,
    ),
    WebAct(
        kind=kind("adopt-loans", UsualProductsAdopted), title=phrase("Adopt the usual loans"),
        what=phrase("on what terms the club lends, before the first application"),
        group=Group.MONTHS, fields=lambda look: (day(look, phrase("From which day")),),
        value=_adopt, confirm=_adopted,
    ),
)  # fmt: skip
