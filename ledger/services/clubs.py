"""Clubs: making one, finding it, and its front page."""

import datetime as dt
import uuid
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.accounts import funds_of
from ledger.books.balances import running_sums
from ledger.books.clubs import StoredClub, add_club, add_rules, find_club, list_clubs
from ledger.books.front import (
    Counts,
    LastVoucher,
    counts_of,
    days_of_journal,
    last_vouchers,
    movements_by_month,
)
from ledger.books.loan_listing import standings_of
from ledger.core.accounts import BANK, CASH, LOAN_ACCOUNTS, Fund
from ledger.core.clubs import Club, ClubRules
from ledger.core.loans.steps import LoanStage
from ledger.core.periods import day_to_look_from, months_between, months_later
from ledger.core.statements.trial_balance import Sums
from ledger.core.users.grants import Place
from ledger.core.users.reach import EVERYWHERE, Reach


@dataclass(frozen=True, slots=True)
class OpenBooks:
    """A club's books as a reader opens them: its funds, the days of its first and last entry."""

    club: StoredClub
    funds: tuple[Fund, ...]
    days: tuple[dt.date, dt.date] | None


@dataclass(frozen=True, slots=True)
class FundMoney:
    """What a fund has: cash in the box, money in the bank, loans outstanding, in đồng."""

    fund: Fund
    cash: int
    bank: int
    loans: int


@dataclass(frozen=True, slots=True)
class MonthMoney:
    """What the club had at the end of a month (2026-03): at hand and lent out, in đồng.

    At hand is what is in the box and in the bank.
    """

    month: str
    at_hand: int
    lent: int


@dataclass(frozen=True, slots=True)
class LateBorrower:
    """Somebody who is late with a loan, for so many days by the schedule that holds now.

    `is_restricted`: the data are used for the books alone.
    """

    loan_no: int
    name: str
    days: int
    is_restricted: bool = False


WAITING = (LoanStage.ASKED.value, LoanStage.APPRAISED.value, LoanStage.VOTED.value)
"""The stages of an application at which somebody waits for a loan."""


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What a treasurer sees first; `as_of` is the day of the latest entry.

    `late`: who is late with a loan as seen from `seen_on`, the longest first; `counts`: how many
    of each there are, and when the box was counted last.
    """

    club: StoredClub
    as_of: dt.date | None
    funds: tuple[FundMoney, ...]
    months: tuple[MonthMoney, ...]
    last: tuple[LastVoucher, ...]
    seen_on: dt.date | None
    late: tuple[LateBorrower, ...]
    counts: Counts

    @property
    def waiting(self) -> int:
        """Return how many wait for a loan."""
        return self.counts.waiting

    @property
    def members(self) -> int:
        """Return how many members there are."""
        return self.counts.members

    @property
    def loans_open(self) -> int:
        """Return how many loans have principal outstanding."""
        return self.counts.loans_open

    @property
    def cash(self) -> int:
        """Return the money in the box, all funds together."""
        return sum(fund.cash for fund in self.funds)

    @property
    def bank(self) -> int:
        """Return the money in the bank, all funds together."""
        return sum(fund.bank for fund in self.funds)

    @property
    def loans(self) -> int:
        """Return what members owe in principal."""
        return sum(fund.loans for fund in self.funds)


def make_club(
    connection: Connection,
    club: Club,
    rules: ClubRules,
    *,
    club_uuid: uuid.UUID,
    made_at: dt.datetime,
    made_by: int,
) -> StoredClub:
    """Make a club with the usual chart and funds and its first rules (`ClubCodeTaken`)."""
    club_id = add_club(connection, club, created_at=made_at, club_uuid=club_uuid)
    add_rules(connection, club_id, rules, recorded_at=made_at, recorded_by=made_by)
    return StoredClub(club_id, club_uuid, club)


def club_of(connection: Connection, code: str) -> StoredClub:
    """Return the club of a code (`UnknownClub`)."""
    return find_club(connection, code)


def place_of(club: StoredClub) -> Place:
    """Return a club as grants see it."""
    return Place(club.club_id, club.club.code, club.club.commune, club.club.province)


def clubs(
    connection: Connection, *, after: str = "", limit: int = 200, reach: Reach = EVERYWHERE
) -> list[StoredClub]:
    """Return the clubs in order of code, at most `limit`, those after a code and within a reach."""
    return list_clubs(connection, after=after, limit=limit, reach=reach)


def open_books(connection: Connection, club: StoredClub) -> OpenBooks:
    """Return the books of a club, in two queries."""
    funds = tuple(funds_of(connection, club.club_id))
    return OpenBooks(club, funds, days_of_journal(connection, club.club_id))


def front_page(
    connection: Connection, club: StoredClub, *, entries: int = 8, today: dt.date | None = None
) -> FrontPage:
    """Return the first page of a club, in seven queries.

    It holds the money by fund, the last twelve months, the last entries, and who is late as seen
    from today, or from the day of the last entry.
    """
    books = open_books(connection, club)
    club_id = books.club.club_id
    sums = running_sums(connection, club_id)
    funds = tuple(_money(fund, sums) for fund in books.funds)
    counts = counts_of(connection, club_id, LOAN_ACCOUNTS, WAITING)
    as_of = books.days[1] if books.days else None
    seen_on = as_of if as_of is None or today is None else day_to_look_from(as_of, today)
    return FrontPage(
        club=books.club,
        as_of=as_of,
        funds=funds,
        months=_months(connection, club_id, books.days, funds) if books.days else (),
        last=tuple(last_vouchers(connection, club_id, entries)),
        seen_on=seen_on,
        late=_late(connection, club_id, seen_on) if seen_on else (),
        counts=counts,
    )


def _late(connection: Connection, club_id: int, on: dt.date) -> tuple[LateBorrower, ...]:
    late = [
        LateBorrower(one.loan_no, one.name, days, one.is_restricted)
        for one in standings_of(connection, club_id)
        if (days := one.days_late(on))
    ]
    return tuple(sorted(late, key=lambda one: (-one.days, one.loan_no)))


def _months(
    connection: Connection,
    club_id: int,
    days: tuple[dt.date, dt.date],
    funds: tuple[FundMoney, ...],
) -> tuple[MonthMoney, ...]:
    """Return the last twelve months at most, worked out backwards from what there is now."""
    first, last = days
    months = months_between(max(first, months_later(last.replace(day=1), -11)), last)
    accounts = (CASH, BANK, *LOAN_ACCOUNTS)
    moved = movements_by_month(connection, club_id, accounts, months)
    at_hand = sum(fund.cash + fund.bank for fund in funds)
    lent = sum(fund.loans for fund in funds)
    found: list[MonthMoney] = []
    for month in reversed(months):
        found.append(MonthMoney(month, at_hand, lent))
        at_hand -= sum(moved.get((month, account), 0) for account in (CASH, BANK))
        lent -= sum(moved.get((month, account), 0) for account in LOAN_ACCOUNTS)
    return tuple(reversed(found))


def _money(fund: Fund, sums: dict[tuple[str, str], Sums]) -> FundMoney:
    def balance(account: str) -> int:
        return sums.get((account, fund.code), Sums()).balance

    loans = sum(balance(account) for account in LOAN_ACCOUNTS)
    return FundMoney(fund, balance(CASH), balance(BANK), loans)
