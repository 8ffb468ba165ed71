"""A club's interest by day: what was received, and what of it each fund was given."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.tables.journal import JournalEntryRow, JournalLineRow
from ledger.core.accounts import INTEREST_RECEIVABLE, LOAN_INTEREST
from ledger.core.journal import EntryKind
from ledger.core.periods import day_before


@dataclass(frozen=True, slots=True)
class InterestDay:
    """A day's interest in đồng: what came in, and what of it each other fund was given.

    `last_on`: the last day on which something of it was posted, such as a reversal.
    """

    on: dt.date
    last_on: dt.date
    received: int = 0
    given: Mapping[str, int] = field(default_factory=dict)


_APART = (EntryKind.OPENING.value, EntryKind.CLOSING.value)
"""What begins the books, or closes a year, brings no interest."""


def interest_days(
    connection: Connection, club_id: int, begin: dt.date, before: dt.date, fund: str
) -> list[InterestDay]:
    """Return the days of whose interest something was posted from one day to before another.

    Interest of a fund is what it received in money: what was accrued counts when it comes (1323).
    A reversal counts for the day of what it reverses, a split that was posted later for its true
    day. In order of the days.
    """
    days = _days(connection, club_id, _ENTRY.occurred_on.between(begin, day_before(before)), fund)
    earlier = [on for on in days if on < begin]
    if earlier:  # reversed from a month that is closed: the whole of those days counts
        whole = sa.and_(_ENTRY.occurred_on < before, _COUNTS_FOR.in_(earlier))
        days |= _days(connection, club_id, whole, fund)
    return [days[on] for on in sorted(days)]


_ENTRY, _LINE = JournalEntryRow.__table__.c, JournalLineRow.__table__.c
_UNDONE = JournalEntryRow.__table__.alias("undone")
_KIND = sa.func.coalesce(_UNDONE.c.kind, _ENTRY.kind)
_SPLIT: sa.ColumnElement[str] = sa.literal_column(f"'{EntryKind.INTEREST_SPLIT.value}'")
"""Written out: PostgreSQL groups by what it sees to be the same as what is selected."""
_IS_SPLIT = _KIND.in_([_SPLIT])
_COUNTS_FOR = sa.case(
    (
        _IS_SPLIT,
        sa.func.coalesce(
            _UNDONE.c.true_on, _UNDONE.c.occurred_on, _ENTRY.true_on, _ENTRY.occurred_on
        ),
    ),
    else_=sa.func.coalesce(_UNDONE.c.occurred_on, _ENTRY.occurred_on),
)


def _days(
    connection: Connection, club_id: int, posted: sa.ColumnElement[bool], fund: str
) -> dict[dt.date, InterestDay]:
    """Return, by day, the interest in the entries of a condition."""
    query = (
        sa.select(
            _COUNTS_FOR, _IS_SPLIT, _LINE.fund, sa.func.sum(_LINE.credit - _LINE.debit),
            sa.func.max(_ENTRY.occurred_on),
        )
        .select_from(
            JournalLineRow.__table__.join(
                JournalEntryRow.__table__,
                sa.and_(_ENTRY.club_id == club_id, _ENTRY.entry_no == _LINE.entry_no),
            ).outerjoin(
                _UNDONE,
                sa.and_(_UNDONE.c.club_id == club_id, _UNDONE.c.entry_no == _ENTRY.reverses),
            )
        )
        .where(
            _LINE.club_id == club_id, _LINE.account.in_((LOAN_INTEREST, INTEREST_RECEIVABLE)),
            _KIND.not_in(_APART), posted,
        )
        .group_by(_COUNTS_FOR, _IS_SPLIT, _LINE.fund)
    )  # fmt: skip
    received: dict[dt.date, int] = {}
    given: dict[dt.date, dict[str, int]] = {}
    last: dict[dt.date, dt.date] = {}
    for on, split, where, amount, last_on in connection.execute(query):
        last[on] = max(last.get(on, on), last_on)
        if split and where != fund:
            given.setdefault(on, {})[where] = int(amount)
        elif not split and where == fund:
            received[on] = int(amount)
    return {
        on: InterestDay(on, last_on, received.get(on, 0), given.get(on, {}))
        for on, last_on in last.items()
    }
