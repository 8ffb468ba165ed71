"""The portfolio report: every figure by hand, risk beside arrears, and clubs added up."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from ledger.core.loans.arrears import Band
from ledger.core.loans.indicators import Time
from ledger.core.loans.portfolio import LoanState
from ledger.core.loans.ratio import Figure, Ratio
from ledger.core.loans.recovery import Covered
from ledger.core.money import Money
from ledger.core.statements.lending_list import lending_list_table, those_late
from ledger.core.statements.portfolio import (
    A_QUARTER,
    A_YEAR,
    NO_FUND,
    FundFigures,
    LoanFigures,
    LoanWithFigures,
    Portfolio,
    months_ended,
    portfolio,
    time_until,
    together,
)
from ledger.core.statements.portfolio_table import NAMES, portfolio_table, share_words
from ledger.core.statements.scope import Scope
from ledger.core.statements.table import Phrase, Row, RowKind, Table, phrase

TODAY = dt.date(2026, 3, 31)
SCOPE = Scope("HP", "Hạnh Phúc", TODAY, TODAY)


def figures(
    outstanding: int, overdue: int = 0, days_late: int = 0, *, borrower_no: int = 1,
    is_rescheduled: bool = False,
) -> LoanFigures:  # fmt: skip
    """Return a loan of 2 million for six months, nothing of which fell due."""
    return LoanFigures(
        borrower_no=borrower_no,
        standing=LoanState(outstanding, overdue, days_late, is_rescheduled),
        lent=2_000_000, term_months=6, on_time=Covered(), year=Covered(), quarter=Covered(),
        earned=0, given_up=0,
    )  # fmt: skip


FOUR = (
    figures(1_500_000, 900_000, 45), figures(2_000_000, 1_000_000, 40, borrower_no=2),
    figures(1_000_000, borrower_no=3), figures(500_000, borrower_no=3, is_rescheduled=True),
)  # fmt: skip
"""Four loans, 5.0 million outstanding: PAR30 is 70 %, the arrears rate 38 % (RULES.md, 6)."""
FUND = FundFigures(
    month_ends=((dt.date(2026, 2, 28), 4_000_000), (TODAY, 5_000_000)), average=Fraction(4_500_000),
    portfolio=5_000_000, cash=2_000_000, bank=1_000_000, income=900_000, costs=300_000,
    opening=8_000_000, surplus=400_000,
)  # fmt: skip
BUSY = replace(
    FOUR[0], on_time=Covered(400_000, 1_000_000), year=Covered(900_000, 1_000_000),
    quarter=Covered(200_000, 250_000), earned=450_000, given_up=90_000,
)  # fmt: skip
CLUB = portfolio(TODAY, [BUSY, *FOUR[1:]], FUND)


def percent(ratio: Ratio) -> Fraction | None:
    return ratio.percent()


def test_the_portfolio_at_risk_and_the_arrears_rate_are_two_figures() -> None:
    found = portfolio(TODAY, FOUR, NO_FUND)
    assert (found.gross, len(found.loans), found.borrowers) == (5_000_000, 4, 3)
    assert [percent(one) for one in found.at_risk_by_lateness] == [70, 70, 0, 0, 0]
    assert [percent(one) for one in found.at_risk] == [80, 80, 10, 10, 10]
    assert percent(found.arrears_rate) == 38
    bands = [(row.loans, row.outstanding) for row in found.bands]
    assert bands == [(2, 1_500_000), (0, 0), (2, 3_500_000), *[(0, 0)] * 4]


@pytest.mark.parametrize(
    ("ratio", "numerator", "denominator"),
    [
        (CLUB.on_time_rate, 400_000, 1_000_000),
        (CLUB.recovery_of_quarter, 200_000, 250_000),
        (CLUB.recovery_of_year, 900_000, 1_000_000),
        # A tenth did not come; the loan was for half a year: 0.1 / 0.5 × 2.
        (CLUB.loan_loss_rate, 200_000, 500_000),
        (CLUB.write_off_ratio, 90_000, 4_500_000),
        (CLUB.yield_on_portfolio, 450_000, 4_500_000),
        (CLUB.self_sufficiency, 900_000, 300_000),
        (CLUB.utilisation, 5_000_000, 8_000_000),
        (CLUB.growth, 400_000, 8_000_000),
    ],
    ids=lambda one: one.figure if isinstance(one, Ratio) else "",
)
def test_each_ratio_has_its_numerator_and_denominator(
    ratio: Ratio, numerator: int, denominator: int
) -> None:
    assert (ratio.numerator, ratio.denominator) == (numerator, denominator)
    assert ratio.until == TODAY


def test_a_loan_that_is_repaid_counts_for_the_year_and_not_for_the_portfolio() -> None:
    over = replace(BUSY, standing=LoanState(0))
    found = portfolio(TODAY, [over], NO_FUND)
    assert (found.loans, found.borrowers, found.gross) == ((), 0, 0)
    assert (found.year, found.earned) == (BUSY.year, BUSY.earned)


def test_clubs_add_up_above_and_below_each_line() -> None:
    other = portfolio(
        TODAY, [replace(BUSY, earned=50_000)], replace(FUND, average=Fraction(500_000))
    )
    both = together(TODAY, [CLUB, other])
    assert percent(both.yield_on_portfolio) == 10  # 500,000 of 5 million, not the mean of 10 and 10
    assert (both.gross, both.borrowers) == (6_500_000, 4)
    assert (both.recovery_of_year.numerator, both.recovery_of_year.denominator) == (
        1_800_000, 2_000_000,
    )  # fmt: skip
    assert both.fund.month_ends == ((dt.date(2026, 2, 28), 8_000_000), (TODAY, 10_000_000))
    assert both.loan_loss_rate.percent() == 40
    assert together(TODAY, [CLUB]) == CLUB


def test_of_no_loans_every_ratio_is_none() -> None:
    none = together(TODAY, [])
    ratios = [none.arrears_rate, none.loan_loss_rate, none.yield_on_portfolio, none.growth]
    assert [one.share for one in (*none.at_risk, *ratios)] == [None] * 9
    assert share_words(none.growth) == ""


@pytest.mark.parametrize(
    ("on", "since"),
    [
        (dt.date(2026, 3, 10), dt.date(2025, 3, 11)), (dt.date(2025, 12, 31), dt.date(2025, 1, 1)),
        (dt.date(2025, 2, 28), dt.date(2024, 3, 1)), (dt.date(2024, 2, 29), dt.date(2023, 3, 1)),
        (dt.date(2024, 2, 28), dt.date(2023, 2, 28)), (dt.date.min, dt.date.min),
        (dt.date.max, dt.date(9998, 12, 31)),
    ],
)  # fmt: skip
def test_a_year_up_to_a_day_begins_after_the_same_day_of_the_year_before(
    on: dt.date, since: dt.date
) -> None:
    assert time_until(on, A_YEAR) == Time(since, on)


def test_twelve_months_end_in_a_year() -> None:
    assert months_ended(time_until(dt.date(2026, 3, 10), A_YEAR)) == ("2025-03", "2026-02")
    assert months_ended(time_until(dt.date(2025, 12, 31), A_YEAR)) == ("2025-01", "2025-12")
    assert time_until(dt.date(2026, 3, 10), A_QUARTER).since == dt.date(2025, 12, 11)


# --- the table -------------------------------------------------------------------


def row_of(table: Table, name: Phrase) -> Row:
    """Return the row of a name."""
    (found,) = [row for row in table.rows if row.values[0] == name]
    return found


TABLE = portfolio_table(SCOPE, CLUB)


def test_a_row_has_the_numerator_the_denominator_the_share_and_the_days() -> None:
    par = row_of(TABLE, phrase("PAR%(days)s of late loans alone", days=30))
    share = phrase("%(share)s", share=Fraction(7, 10))
    assert par.values[1:] == (None, 3_500_000, 5_000_000, share, None, TODAY)
    recovery = row_of(TABLE, phrase("Current recovery rate over 3 months"))
    share = phrase("%(share)s", share=Fraction(4, 5))
    assert recovery.values[2:] == (200_000, 250_000, share, dt.date(2026, 1, 1), TODAY)


def test_no_two_figures_share_a_name_and_none_is_called_a_repayment_rate() -> None:
    lines = [row.values[0] for row in TABLE.rows if row.kind is RowKind.LINE]
    assert len(set(lines)) == len(lines)
    assert len(set(NAMES.values())) == len(NAMES)
    assert "repayment rate" not in repr(TABLE).lower()


def test_the_report_ends_with_the_mean_of_the_month_ends() -> None:
    assert TABLE.rows[-1].values[:3] == (phrase("Mean of the month ends"), None, 4_500_000)
    assert TABLE.rows[-1].kind is RowKind.TOTAL


def test_each_band_and_risk_opens_its_own_loans() -> None:
    def asked(name: Phrase, place: int) -> dict[str, object]:
        (drill,) = [drill for column, drill in row_of(TABLE, name).drills if column == place]
        assert drill.report == "loan-list"
        return {key: value for key, value in drill.arguments if value not in (None, False)}

    band = phrase("%(first)s to %(last)s days late", first=31, last=60)
    assert asked(band, 2) == {"end": TODAY, "late_from": 31, "late_to": 60}
    one = phrase("PAR%(days)s with all rescheduled loans", days=1)
    assert asked(one, 2) == {"end": TODAY, "late_from": 1, "or_rescheduled": True}
    assert asked(NAMES[Figure.ON_TIME_RATE], 3) == {"begin": dt.date(2025, 4, 1), "end": TODAY}


def test_a_difference_between_the_loans_and_the_accounts_is_told() -> None:
    assert len(TABLE.notes) == 3
    other = replace(CLUB, fund=replace(FUND, portfolio=5_200_000))
    note = portfolio_table(SCOPE, other).notes[0]
    assert note.parts == (("amount", Money(5_200_000)), ("gross", Money(5_000_000)))


# --- the loans behind it ---------------------------------------------------------

LISTED = [LoanWithFigures(number, f"V{number}", "Lụa", one) for number, one in enumerate(FOUR, 1)]


@pytest.mark.parametrize(
    ("late", "or_rescheduled", "expected"),
    [
        (Band(0, None), False, [1, 2, 3, 4]), (Band(41, 60), False, [1]),
        (Band(31, None), True, [1, 2, 4]), (Band(0, 0), False, [3, 4]), (Band(46, None), False, []),
    ],
)  # fmt: skip
def test_loans_are_chosen_by_their_days_late(
    late: Band, *, or_rescheduled: bool, expected: list[int]
) -> None:
    over = LoanWithFigures(9, "V9", "Đạt", replace(BUSY, standing=LoanState(0, 0, 50)))
    found = those_late([*LISTED, over], late, or_rescheduled=or_rescheduled)
    assert [one.loan_no for one in found] == expected


def test_the_list_sums_what_the_report_shows() -> None:
    busy = LoanWithFigures(1, "V1", "Lụa", BUSY)
    table = lending_list_table(SCOPE, [busy, *LISTED[1:]])
    assert table.rows[-1].values == (
        None, phrase("Total"), 5_000_000, 1_900_000, None, "", 1_000_000, 400_000, 900_000,
        450_000, 90_000,
    )  # fmt: skip
    assert table.rows[0].values[4:6] == (45, "")
    assert table.rows[3].values[5] == phrase("Yes")


def test_an_empty_list_has_a_total_of_nothing() -> None:
    (total,) = lending_list_table(SCOPE, []).rows
    assert total.values[2:4] == (0, 0)


def test_the_portfolio_of_nobody_is_drawn_as_well() -> None:
    table = portfolio_table(SCOPE, Portfolio(on=TODAY))
    assert table.rows[-1].values[2] == 0
