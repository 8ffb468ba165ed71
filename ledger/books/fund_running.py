"""How a club runs its loan fund on a day: at which interest, by which rule, with how many."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.membership import JOINED
from ledger.books.tables.clubs import ClubRulesRow
from ledger.books.tables.loan_events import LoanSpanRow
from ledger.books.tables.loans import LoanRow
from ledger.books.tables.members import MembershipEventRow
from ledger.books.types import WHOLE, Day
from ledger.core.clubs import ClubRules
from ledger.core.outcomes.prices import PPM

_CLUB, _ON = sa.bindparam("club", type_=WHOLE), sa.bindparam("on", type_=Day())
_EVENT, _RULES, _SPAN, _LOAN = MembershipEventRow, ClubRulesRow, LoanSpanRow, LoanRow


@dataclass(frozen=True, slots=True)
class FundRun:
    """How the fund is run: shares of one, and people.

    `rate`: a month's interest as agreed, the mean of the running loans by what is owed; nothing
    where none runs. `capital_share`: what of the interest stays in the fund.
    """

    rate: Fraction
    members: int
    capital_share: Fraction


_MEMBERS = (
    sa.select(sa.func.coalesce(sa.func.sum(sa.case((_EVENT.kind == JOINED, 1), else_=-1)), 0))
    .where(_EVENT.club_id == _CLUB, _EVENT.occurred_on <= _ON)
    .scalar_subquery()
)
_SHARE = (
    sa.select(_RULES.capital_share)
    .where(_RULES.club_id == _CLUB, _RULES.valid_from <= _ON)
    .order_by(_RULES.valid_from.desc())
    .limit(1)
    .scalar_subquery()
)
_RUN = (
    sa.select(
        sa.cast(sa.func.sum(_SPAN.outstanding), WHOLE),
        sa.cast(sa.func.sum(_SPAN.outstanding * _LOAN.monthly_rate_ppm), WHOLE),
        sa.cast(_MEMBERS, WHOLE),
        _SHARE,
    )
    .join(_LOAN, sa.and_(_LOAN.club_id == _SPAN.club_id, _LOAN.loan_no == _SPAN.loan_no))
    .where(_SPAN.club_id == _CLUB, _SPAN.since <= _ON, _SPAN.until >= _ON)
)
"""Built once: to put a query together takes as long as to run it."""


def fund_run(connection: Connection, club_id: int, on: dt.date) -> FundRun:
    """Return how the loan fund is run on a day, in one query."""
    given = {"club": club_id, "on": on}
    owed, weighed, members, share = connection.execute(_RUN, given).one()
    capital_share = ClubRules(on).shares[0] if share is None else share
    return FundRun(
        Fraction(weighed, owed * PPM) if owed else Fraction(0), members,
        Fraction(capital_share, 100),
    )  # fmt: skip
