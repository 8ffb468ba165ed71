"""What the income-generation fund can lend on a day."""

import datetime as dt

from sqlalchemy.engine import Connection

from ledger.books.balances import sums_until
from ledger.core.accounts import CASH
from ledger.core.loans.lending_rules import LendingRules
from ledger.core.posting_rules import INCOME
from ledger.core.statements.trial_balance import Sums
from ledger.services.interest_split import undivided


def can_lend(connection: Connection, club_id: int, on: dt.date, rules: LendingRules) -> int:
    """Return what the fund can pay out on a day, in đồng, in three queries.

    That is the cash in its box at the end of the day, less the reserve of the club's rules, and
    less what of the interest received until then belongs to the other funds: it is divided when
    the day is over, and must be there then.
    """
    (sums,) = sums_until(connection, club_id, on)
    cash = sums.get((CASH, INCOME), Sums()).balance
    others = sum(one.total for one in undivided(connection, club_id, on + dt.timedelta(days=1)))
    return max(cash - rules.reserve - others, 0)
