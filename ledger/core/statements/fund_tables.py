"""A loan fund's health ready to be drawn: its capital by source, its growth, what may become."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from ledger.core.accounts import CHART
from ledger.core.clock import day_there
from ledger.core.loans.ratio import Ratio
from ledger.core.loans.rounding import TO_THE_UNIT
from ledger.core.money import Money
from ledger.core.outcomes.fund_health import CapitalYear, HealthYear, Source
from ledger.core.outcomes.prices import PriceChange
from ledger.core.outcomes.projection import FundNow, ProjectedYear, WhatIf
from ledger.core.posting_rules import INCOME
from ledger.core.statements.scope import Scope, account_name
from ledger.core.statements.table import (
    Column,
    ColumnKind,
    Drill,
    Name,
    Phrase,
    Row,
    RowKind,
    Table,
    Value,
    phrase,
)
from ledger.core.statements.target_table import share_words

MONEY, COUNT = ColumnKind.AMOUNT, ColumnKind.COUNT

SOURCE_COLUMNS = (
    Column("account", phrase("Account")),
    Column("name", phrase("Where the capital came from")),
    Column("opening", phrase("At the beginning"), MONEY),
    Column("came", phrase("Came"), MONEY),
    Column("went", phrase("Went"), MONEY),
    Column("closing", phrase("At the end"), MONEY),
)
HEALTH_COLUMNS = (
    Column("name", phrase("Year")),
    Column("opening", phrase("At the beginning"), MONEY),
    Column("new", phrase("Given by others and by members"), MONEY),
    Column("earned", phrase("Earned itself"), MONEY),
    Column("closing", phrase("At the end"), MONEY),
    Column("growth", phrase("Growth")),
    Column("own-growth", phrase("Growth without what was given")),
    Column("prices", phrase("Prices rose by")),
    Column("real-growth", phrase("The same in what money buys")),
    Column("real-closing", phrase("In money of the first year"), MONEY),
)
PROJECTION_COLUMNS = (
    Column("name", phrase("Up to"), ColumnKind.DATE),
    Column("opening", phrase("At the beginning"), MONEY),
    Column("lent", phrase("Out on loan"), MONEY),
    Column("kept", phrase("Interest that stays in the fund"), MONEY),
    Column("passed-on", phrase("Interest for the other funds"), MONEY),
    Column("lost", phrase("Given up"), MONEY),
    Column("costs", phrase("Costs"), MONEY),
    Column("new", phrase("New capital"), MONEY),
    Column("closing", phrase("At the end"), MONEY),
    Column("real-closing", phrase("In money of today"), MONEY),
    Column("members", phrase("Members"), COUNT),
)
PRICE_COLUMNS = (
    Column("year", phrase("Year"), ColumnKind.NUMBER),
    Column("name", phrase("Prices rose by")),
    Column("source", phrase("Who published it")),
    Column("date", phrase("Written down on"), ColumnKind.DATE),
    Column("standing", phrase("Which counts")),
)
_NAMES: Mapping[str, Name] = {one.number: account_name(one) for one in CHART}
_UNDISTRIBUTED = phrase("Earned and not put into the capital yet")


def capital_sources_table(scope: Scope, years: Sequence[CapitalYear]) -> Table:
    """Return the capital of the loan fund by source, year by year; each sum leads to its ledger."""
    rows: list[Row] = []
    for one in years:
        rows.append(Row(("", _days(one), *[None] * 4), RowKind.HEADING))
        rows += [_source(one, source) for source in one.sources if _has_any(source)]
        rows.append(_sum(one.own, phrase("The fund's own capital"), RowKind.SUBTOTAL))
        if _has_any(one.lent):
            rows.append(_source(one, one.lent))
        every = Source(
            None, one.own.opening + one.lent.opening, one.own.came + one.lent.came,
            one.own.went + one.lent.went,
        )  # fmt: skip
        rows.append(_sum(every, phrase("Own and lent capital"), RowKind.TOTAL))
    notes = (
        phrase(
            "Only the loan fund's accounts. What was posted and undone stands in both columns. What"
            " was lent to the club has to be returned and is not its own."
        ),
    )
    return Table(
        "capital-sources", phrase("Capital by source"), scope.club_name, (_up_to(scope),),
        SOURCE_COLUMNS, tuple(rows), notes,
    )  # fmt: skip


def _up_to(scope: Scope) -> Phrase:
    return phrase("Up to %(day)s", day=scope.end)


def _days(one: CapitalYear) -> Phrase:
    return phrase("From %(begin)s to %(end)s", begin=one.time.since, end=one.time.until)


def _has_any(one: Source) -> bool:
    return bool(one.opening or one.came or one.went)


def _source(year: CapitalYear, one: Source) -> Row:
    if one.account is None:
        return _sum(one, _UNDISTRIBUTED, RowKind.LINE)
    drill = Drill(
        "ledger",
        (
            ("account", one.account), ("begin", year.time.since), ("end", year.time.until),
            ("fund", INCOME),
        ),
    )  # fmt: skip
    drills = tuple((column, drill) for column in (0, 2, 3, 4, 5))
    return Row((one.account, _NAMES[one.account], *_figures(one)), drills=drills)


def _figures(one: Source) -> tuple[int, int, int, int]:
    return one.opening, one.came, one.went, one.closing


def _sum(one: Source, name: Phrase, kind: RowKind) -> Row:
    return Row(("", name, *_figures(one)), kind)


def fund_health_table(scope: Scope, years: Sequence[HealthYear], missing: Sequence[int]) -> Table:
    """Return the growth of the loan fund's own capital by year, beside the prices."""
    rows = (*(_health(one) for one in years), _all_years(years))
    notes = (
        *_missing(missing),
        phrase(
            "Own capital of the loan fund, without what was lent to it. Earned is interest that"
            " stayed in the fund, less losses and costs, and what was moved between the funds."
        ),
        phrase(
            "In what money buys: (1 + growth without what was given) / (1 + rise of prices) − 1."
            " Of a year that is not over it is not worked out. In money of the first year: what the"
            " capital at the end would have bought at the end of the first year shown."
        ),
    )
    return Table(
        "fund-health", phrase("The fund's health"), scope.club_name, (_up_to(scope),),
        HEALTH_COLUMNS, rows, notes,
    )  # fmt: skip


def _all_years(years: Sequence[HealthYear]) -> Row:
    """Return what came of all the years together."""
    capital = [one.capital for one in years]
    opening = capital[0].own.opening if capital else 0
    closing = capital[-1].own.closing if capital else 0
    new, earned = sum(one.new_capital for one in capital), sum(one.earned for one in capital)
    values = (phrase("All these years"), opening, new, earned, closing, *["", "", "", ""], None)
    return Row(values, RowKind.TOTAL)


def _missing(years: Sequence[int]) -> Iterator[Phrase]:
    if years:
        yield phrase(
            "Years whose change of prices is not written down, and of which nothing is assumed:"
            " %(years)s",
            years=", ".join(map(str, years)),
        )  # fmt: skip


def _health(one: HealthYear) -> Row:
    year, own = one.capital, one.capital.own
    sources = Drill("capital-sources", (("end", year.time.until),))
    values: tuple[Value, ...] = (
        str(year.time.until.year) if year.is_whole
        else phrase("%(year)s up to %(day)s", year=year.time.until.year, day=year.time.until),
        own.opening, year.new_capital, year.earned, own.closing, _ratio(year.growth),
        _ratio(year.own_growth), share_words(one.prices), _ratio(one.real_growth), one.real_closing,
    )  # fmt: skip
    return Row(values, drills=tuple((column, sources) for column in (1, 2, 3, 4)))


def _ratio(one: Ratio | None) -> Phrase | str:
    return "" if one is None else share_words(one.share)


def projection_table(
    scope: Scope, now: FundNow, supposed: WhatIf, years: Iterable[ProjectedYear]
) -> Table:
    """Return the loan fund of the next five years, with all that is supposed below it."""
    found = list(years)
    rows = tuple(
        Row(
            (
                one.until, one.opening, one.lent, one.kept, one.passed_on,
                one.lost, one.costs, one.capital, one.closing, one.real_closing, one.members,
            ),
            RowKind.CLOSING if one is found[-1] else RowKind.LINE,
        )
        for one in found
    )  # fmt: skip
    return Table(
        "fund-projection", phrase("The fund in the next five years, if …"), scope.club_name,
        (phrase("As of %(day)s", day=now.on),), PROJECTION_COLUMNS, rows,
        tuple(_assumptions(now, supposed)),
    )  # fmt: skip


def _assumptions(now: FundNow, supposed: WhatIf) -> Iterator[Phrase]:
    yield phrase("This is a sum, not a forecast: it shows what follows if it goes as supposed.")
    yield phrase(
        "Supposed of each year: %(lent)s of the fund is lent, %(lost)s of that is given up, the"
        " interest is %(rate)s a month, %(members)s members join and bring %(each)s each, others"
        " give %(capital)s.",
        lent=supposed.lent, lost=supposed.default_rate, rate=supposed.monthly_rate,
        members=supposed.members, each=Money(supposed.each),
        capital=Money(supposed.capital),
    )  # fmt: skip
    if supposed.inflation is None:
        yield phrase(
            "Nothing is supposed of prices, so the money of today is not worked out, and costs"
            " stay as they were."
        )
    else:
        yield phrase(
            "Prices rise by %(prices)s a year, and so do the costs.", prices=supposed.inflation
        )
    yield phrase(
        "The fund begins with %(fund)s, of which %(portfolio)s is lent now: %(share)s.",
        fund=Money(now.fund), portfolio=Money(now.portfolio), share=_rounded(now.utilisation),
    )  # fmt: skip
    yield phrase(
        "Of the interest %(share)s stays in the fund by the club's rules. Costs are those that the"
        " loan fund paid in the last twelve months, without losses on loans: %(costs)s.",
        share=now.capital_share, costs=Money(now.costs),
    )  # fmt: skip
    yield phrase(
        "What is given up in a year bears no interest in it. What was lent to the club is in the"
        " fund, stays there, and is still to be returned one day."
    )


def _rounded(share: Fraction) -> Fraction:
    return Fraction(TO_THE_UNIT.of(share * 1000), 1000)


def price_table(scope: Scope, versions: Sequence[PriceChange]) -> Table:
    """Return the price changes that the club keeps, the latest year first, with what they were."""
    last = {one.year: one.version_no for one in versions}
    rows = tuple(
        Row(
            (
                one.year, phrase("%(share)s", share=one.share), one.source,
                day_there(one.recorded_at),
                phrase("counts") if last[one.year] == one.version_no else phrase("replaced"),
            )
        )
        for one in sorted(versions, key=lambda one: (-one.year, -one.version_no))
    )  # fmt: skip
    written = phrase("Years that are written down: %(years)s", years=len(last))
    total = Row((None, written, None, None, None), RowKind.TOTAL)
    notes = (phrase("A rise below zero is a fall. Nothing is assumed of a year that is not here."),)
    return Table(
        "price-changes", phrase("How prices changed"), scope.club_name, (_up_to(scope),),
        PRICE_COLUMNS, (*rows, total), notes,
    )  # fmt: skip
