"""The portfolio report ready to be drawn: each ratio with what it is made of, and its days."""

import datetime as dt
from collections.abc import Iterable, Mapping
from fractions import Fraction

from ledger.core.loans.arrears import Band
from ledger.core.loans.ratio import Figure, Ratio
from ledger.core.loans.rounding import TO_THE_UNIT
from ledger.core.money import Money
from ledger.core.posting_rules import INCOME
from ledger.core.statements.arrears import band_words
from ledger.core.statements.portfolio import Portfolio
from ledger.core.statements.scope import Scope
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

COLUMNS = (
    Column("name", phrase("Figure")),
    Column("number", phrase("Number"), ColumnKind.COUNT),
    Column("amount", phrase("Amount"), ColumnKind.AMOUNT),
    Column("of", phrase("Out of"), ColumnKind.AMOUNT),
    Column("share", phrase("Share")),
    Column("since", phrase("From day"), ColumnKind.DATE),
    Column("until", phrase("To day"), ColumnKind.DATE),
)
_AMOUNT, _OF = 2, 3

NAMES: Mapping[Figure, Phrase] = {
    Figure.ARREARS_RATE: phrase("Arrears rate: overdue principal alone, not the portfolio at risk"),
    Figure.ON_TIME_RATE: phrase("On-time rate: principal paid by its due date"),
    Figure.ANNUAL_LOAN_LOSS_RATE: phrase("Annual loan-loss rate"),
    Figure.WRITE_OFF_RATIO: phrase("Write-off ratio: principal given up, of the mean portfolio"),
    Figure.YIELD: phrase("Yield: interest, fines and fees received, of the mean portfolio"),
    Figure.OPERATING_SELF_SUFFICIENCY: phrase(
        "Operating self-sufficiency: income without donations, of all expenses"
    ),
    Figure.FUND_UTILISATION: phrase("Fund utilisation: what is lent of the loan fund's money"),
    Figure.FUND_GROWTH: phrase("Growth of the loan fund without new grants"),
}
_NOTES = (
    phrase(
        "PAR is the whole principal outstanding of every loan that is late, by the dates first"
        " agreed; PAR30 is of those more than 30 days late."
    ),
    phrase(
        "The current recovery rate is what came in on principal first due in its time, by the"
        " dates first agreed; the annual loan-loss rate is twice what did not, over that principal"
        " times the mean term in years."
    ),
    phrase(
        "The mean portfolio is that of the month ends since the first loan, by accounts 1321 and"
        " 1322. Losses on loans are among the expenses. Growth is the loan fund's own income less"
        " its expenses, of what it had before."
    ),
)


def portfolio_table(scope: Scope, found: Portfolio) -> Table:
    """Return the report; each figure leads to its loans or to the accounts that it is made of."""
    rows = [
        *_section(phrase("The portfolio"), _whole(scope, found)),
        *_section(phrase("Loans by days late"), _bands(scope, found)),
        *_section(phrase("Portfolio at risk (PAR)"), _at_risk(scope, found)),
        *_section(phrase("Overdue principal"), [_arrears(scope, found)]),
        *_section(phrase("What came back"), _come_back(scope, found)),
        *_section(phrase("Income, losses and the fund"), _fund(scope, found)),
        *_section(phrase("Portfolio at the month ends, by the accounts"), _months(scope, found)),
    ]
    lines = (phrase("On %(day)s", day=found.on),)
    return Table(
        "loan-portfolio", phrase("Portfolio report"), scope.club_name, lines, COLUMNS,
        tuple(rows), (*_difference(found), *_NOTES),
    )  # fmt: skip


def share_words(ratio: Ratio) -> Phrase | str:
    """Return a ratio in per cent with two decimals, nothing where there is nothing to divide by."""
    per_cent = ratio.percent()
    return "" if per_cent is None else phrase("%(share)s", share=Fraction(per_cent, 100))


def _section(title: Phrase, rows: Iterable[Row]) -> list[Row]:
    return [Row((title, *[None] * 6), RowKind.HEADING), *rows]


def _row(name: Phrase, ratio: Ratio, *drills: tuple[int, Drill], number: int | None = None) -> Row:
    return Row(
        (
            name, number, _whole_amount(ratio.numerator), _whole_amount(ratio.denominator),
            share_words(ratio), ratio.since, ratio.until,
        ),
        drills=drills,
    )  # fmt: skip


def _whole_amount(amount: Fraction | int) -> int:
    return TO_THE_UNIT.of(Fraction(amount))


def loans_of(
    end: dt.date,
    *,
    begin: dt.date | None = None,
    late: Band | None = None,
    or_rescheduled: bool = False,
) -> Drill:
    """Return the list of loans with their figures, of all or of those so late on a day."""
    return Drill(
        "loan-list",
        (
            ("begin", begin), ("end", end), ("late_from", late.first if late else None),
            ("late_to", late.last if late else None), ("or_rescheduled", or_rescheduled),
        ),
    )  # fmt: skip


def _whole(scope: Scope, found: Portfolio) -> list[Row]:
    every = loans_of(scope.end, late=Band(0, None))
    gross = (phrase("Gross portfolio"), len(found.loans), found.gross, None, "", None, found.on)
    borrowers = (phrase("Borrowers"), found.borrowers, None, None, "", None, found.on)
    return [
        Row(gross, drills=((1, every), (_AMOUNT, every))),
        Row(borrowers, drills=((1, every),)),
    ]


def _bands(scope: Scope, found: Portfolio) -> list[Row]:
    every = loans_of(scope.end, late=Band(0, None))
    rows = []
    for one in found.bands:
        drill = loans_of(scope.end, late=one.band)
        ratio = one.share(found.gross, found.on)
        name = band_words(one.band)
        rows.append(_row(name, ratio, (1, drill), (_AMOUNT, drill), (_OF, every), number=one.loans))
    return rows


def _at_risk(scope: Scope, found: Portfolio) -> list[Row]:
    every = loans_of(scope.end, late=Band(0, None))
    rows = []
    for ratio in found.at_risk:
        name = phrase("PAR%(days)s with all rescheduled loans", days=_days(ratio))
        drill = loans_of(scope.end, late=_late(ratio), or_rescheduled=True)
        rows.append(_row(name, ratio, (_AMOUNT, drill), (_OF, every)))
    for ratio in found.at_risk_by_lateness:
        name = phrase("PAR%(days)s of late loans alone", days=_days(ratio))
        drill = loans_of(scope.end, late=_late(ratio))
        rows.append(_row(name, ratio, (_AMOUNT, drill), (_OF, every)))
    return rows


def _days(ratio: Ratio) -> int:
    """Return the number in the name of a PAR: a loan more than 0 days late is in PAR1."""
    return ratio.more_than or 1


def _late(ratio: Ratio) -> Band:
    return Band((ratio.more_than or 0) + 1, None)


def _arrears(scope: Scope, found: Portfolio) -> Row:
    every = loans_of(scope.end, late=Band(0, None))
    late = Drill("loan-arrears", (("end", scope.end),))
    ratio = found.arrears_rate
    return _row(NAMES[ratio.figure], ratio, (_AMOUNT, late), (_OF, every))


def _come_back(scope: Scope, found: Portfolio) -> list[Row]:
    def drill(ratio: Ratio) -> Drill:
        return loans_of(scope.end, begin=ratio.since)

    on_time, quarter = found.on_time_rate, found.recovery_of_quarter
    year, loss = found.recovery_of_year, found.loan_loss_rate
    named = [
        (NAMES[on_time.figure], on_time),
        (phrase("Current recovery rate over 3 months"), quarter),
        (phrase("Current recovery rate over 12 months"), year),
    ]
    rows = [
        _row(name, ratio, (_AMOUNT, drill(ratio)), (_OF, drill(ratio))) for name, ratio in named
    ]
    return [*rows, _row(NAMES[loss.figure], loss, (_AMOUNT, drill(loss)))]


def _fund(scope: Scope, found: Portfolio) -> list[Row]:
    lost, earned, growth = found.write_off_ratio, found.yield_on_portfolio, found.growth
    loans = loans_of(scope.end, begin=earned.since)
    result = Drill("income-statement", (("begin", earned.since), ("end", scope.end)))
    changes = Drill(
        "fund-changes", (("begin", growth.since), ("end", scope.end))
    )  # fmt: skip
    balances = Drill("trial-balance", (("fund", INCOME), ("begin", None), ("end", scope.end)))
    drills: Mapping[Figure, tuple[tuple[int, Drill], ...]] = {
        Figure.WRITE_OFF_RATIO: ((_AMOUNT, loans),),
        Figure.YIELD: ((_AMOUNT, loans),),
        Figure.OPERATING_SELF_SUFFICIENCY: ((_AMOUNT, result), (_OF, result)),
        Figure.FUND_UTILISATION: ((_AMOUNT, balances), (_OF, balances)),
        Figure.FUND_GROWTH: ((_AMOUNT, changes), (_OF, changes)),
    }
    ratios = (earned, lost, found.self_sufficiency, found.utilisation, growth)
    return [_row(NAMES[one.figure], one, *drills[one.figure]) for one in ratios]


def _months(scope: Scope, found: Portfolio) -> list[Row]:
    rows = []
    for day, amount in found.fund.month_ends:
        drill = Drill("trial-balance", (("fund", INCOME), ("begin", None), ("end", day)))
        values = (phrase("On %(day)s", day=day), None, amount, None, "", None, day)
        rows.append(Row(values, drills=((_AMOUNT, drill),)))
    mean = _whole_amount(found.fund.average)
    values = (phrase("Mean of the month ends"), None, mean, None, "", None, scope.end)
    return [*rows, Row(values, RowKind.TOTAL)]


def _difference(found: Portfolio) -> tuple[Phrase, ...]:
    """Return a note where the accounts have another portfolio than the loans.

    A payment of a closed month counts for the loan on its true day, for the books on a later one.
    """
    more = found.fund.portfolio - found.gross
    if not more:
        return ()
    return (
        phrase(
            "By accounts 1321 and 1322 the portfolio is %(amount)s, by the loans %(gross)s: what"
            " was posted later than it was paid counts for the loans already, and what no loan's"
            " event tells of counts for the accounts alone.",
            amount=Money(found.fund.portfolio), gross=Money(found.gross),
        ),
    )  # fmt: skip
