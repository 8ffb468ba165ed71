"""The parts in which a loan is paid out."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tranche:
    """A part of a loan, in minor units, and the day on which it was paid out."""

    paid_out_on: dt.date
    amount: int
