"""How good a club's loans are on a day: at risk, in arrears, by bands of lateness."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ledger.core.loans.arrears import BANDS, Band, band_of
from ledger.core.loans.ratio import Figure, Ratio
from ledger.core.loans.rounding import TO_THE_UNIT, Rounding

RISK_DAYS = (0, 30, 60, 90, 180)
"""More than so many days late: PAR1 (a day or more), PAR30, PAR60, PAR90 and PAR180."""


@dataclass(frozen=True, slots=True)
class LoanState:
    """A loan on a day: principal in minor units, days late by the original schedule."""

    outstanding: int
    overdue: int = 0
    days_late: int = 0
    is_rescheduled: bool = False


def gross_portfolio(loans: Iterable[LoanState]) -> int:
    """Return all principal outstanding."""
    return sum(loan.outstanding for loan in loans)


def at_risk(loans: Sequence[LoanState], more_than: int, on: dt.date) -> Ratio:
    """Return PAR with rescheduled loans: whole loans that are late so long, or rescheduled at all.

    The numerator is their whole principal outstanding, not what is overdue of it.
    """
    risky = [loan for loan in loans if loan.days_late > more_than or loan.is_rescheduled]
    return _of_portfolio(Figure.AT_RISK, risky, loans, on, more_than)


def at_risk_by_lateness(loans: Sequence[LoanState], more_than: int, on: dt.date) -> Ratio:
    """Return PAR without rescheduled loans: whole loans that are late so long themselves."""
    risky = [loan for loan in loans if loan.days_late > more_than]
    return _of_portfolio(Figure.AT_RISK_BY_LATENESS, risky, loans, on, more_than)


def arrears_rate(loans: Sequence[LoanState], on: dt.date) -> Ratio:
    """Return overdue principal over the portfolio; another figure than PAR, and always less."""
    overdue = sum(loan.overdue for loan in loans)
    return Ratio(Figure.ARREARS_RATE, overdue, gross_portfolio(loans), on)


def _of_portfolio(
    figure: Figure,
    risky: Sequence[LoanState],
    loans: Sequence[LoanState],
    on: dt.date,
    more_than: int,
) -> Ratio:
    return Ratio(figure, gross_portfolio(risky), gross_portfolio(loans), on, more_than=more_than)


@dataclass(frozen=True, slots=True)
class BandRow:
    """How many loans are in a band of lateness, and their whole principal outstanding."""

    band: Band
    loans: int
    outstanding: int

    def share(self, portfolio: int, on: dt.date) -> Ratio:
        """Return the band's share of the portfolio."""
        return Ratio(Figure.SHARE_OF_BAND, self.outstanding, portfolio, on)


def ageing(loans: Iterable[LoanState], bands: Sequence[Band] = BANDS) -> tuple[BandRow, ...]:
    """Return the loans by bands of lateness; every band has its row."""
    counts, sums = dict.fromkeys(bands, 0), dict.fromkeys(bands, 0)
    for loan in loans:
        band = band_of(loan.days_late, bands)
        if band is not None:
            counts[band] += 1
            sums[band] += loan.outstanding
    return tuple(BandRow(band, counts[band], sums[band]) for band in bands)


def at_risk_of_bands(rows: Sequence[BandRow], more_than: int, on: dt.date) -> Ratio:
    """Return PAR by lateness from a table of ageing, whose bands begin after so many days."""
    risky = sum(row.outstanding for row in rows if row.band.first > more_than)
    whole = sum(row.outstanding for row in rows)
    return Ratio(Figure.AT_RISK_BY_LATENESS, risky, whole, on, more_than=more_than)


def allowance(
    rows: Iterable[BandRow], rates: Mapping[Band, Fraction], rounding: Rounding = TO_THE_UNIT
) -> int:
    """Return what to set aside for losses: a share of each band's principal, each rounded."""
    return sum(rounding.of(row.outstanding * rates.get(row.band, Fraction(0))) for row in rows)
