"""What a report is asked and how it is made: what all kinds of reports share."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.core.loans.arrears import Band
from ledger.core.statements.chart import Chart, ChartMaker
from ledger.core.statements.table import Phrase, Table
from ledger.services.statements import Question


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks of a report; days left out are the year up to the last entry.

    The arguments of every `Drill` are fields of this.
    """

    begin: dt.date | None = None
    end: dt.date | None = None
    fund: str | None = None
    known_at: dt.datetime | None = None
    account: str | None = None
    member_no: int | None = None
    entry_no: int | None = None
    before_closing: bool = False
    loan_no: int | None = None
    late_from: int | None = None
    late_to: int | None = None
    or_rescheduled: bool = False
    group: str | None = None
    measure: str | None = None

    @property
    def late(self) -> Band | None:
        """Return the days late that are asked of loans, None where none are."""
        if self.late_from is None and self.late_to is None:
            return None
        return Band(self.late_from or 0, self.late_to)


@dataclass(frozen=True, slots=True)
class Subject:
    """A report's question with its days settled, and what it is about.

    `late`: only loans that have principal outstanding and are so many days late; `or_rescheduled`
    brings those with it that were rescheduled, however late. `group` and `measure`: of which
    loans, and which of them a figure counts (`core.outcomes.groups`, `core.outcomes.behind`).
    """

    question: Question
    account: str = ""
    member_no: int = 0
    entry_no: int = 0
    loan_no: int = 0
    late: Band | None = None
    or_rescheduled: bool = False
    group: str | None = None
    measure: str | None = None


def no_charts(_: Table) -> tuple[Chart, ...]:
    """Return nothing to draw: most reports are read, not looked at."""
    return ()


Maker = Callable[[Connection, StoredClub, Subject], Table]


@dataclass(frozen=True, slots=True)
class Report:
    """A kind of report: its title, what must be named, whether it lists entries one by one.

    One that `is_live` tells who is late or what comes next: without a day it is for today, while
    the books are kept up (`core.periods.day_to_look_from`). `charts` are drawn of its own table.
    One that `is_of_all_days` tells what came of all since the books began, unless days are named.
    """

    title: Phrase
    make: Maker
    needs: str | None = None
    is_long: bool = False
    is_live: bool = False
    charts: ChartMaker = no_charts
    is_of_all_days: bool = False
