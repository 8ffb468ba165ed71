"""Clubs: making one, finding it, and its front page."""

import datetime as dt
import uuid
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.accounts import funds_of
from ledger.books.balances import latest_day, running_sums
from ledger.books.clubs import StoredClub, add_club, add_rules, find_club, list_clubs
from ledger.books.entries import last_entries
from ledger.books.members import loan_balances, members_of
from ledger.core.accounts import BANK, CASH, LOAN_ACCOUNTS, Fund
from ledger.core.clubs import Club, ClubRules
from ledger.core.statements.entries import EntryRecord
from ledger.core.statements.trial_balance import Sums


@dataclass(frozen=True, slots=True)
class FundMoney:
    """What a fund has: cash in the box, money in the bank, loans outstanding, in đồng."""

    fund: Fund
    cash: int
    bank: int
    loans: int


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What a treasurer sees first."""

    club: StoredClub
    as_of: dt.date | None
    funds: tuple[FundMoney, ...]
    members: int
    loans_open: int
    last_entries: tuple[EntryRecord, ...]

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


def clubs(connection: Connection) -> list[StoredClub]:
    """Return the clubs in order of code."""
    return list_clubs(connection)


def front_page(connection: Connection, club: StoredClub, *, entries: int = 8) -> FrontPage:
    """Return the club's front page: funds, cash, loans outstanding, the last entries."""
    sums = running_sums(connection, club.club_id)
    as_of = latest_day(connection, club.club_id)
    owed = loan_balances(connection, club.club_id, LOAN_ACCOUNTS, as_of) if as_of else {}
    return FrontPage(
        club=club,
        as_of=as_of,
        funds=tuple(_money(fund, sums) for fund in funds_of(connection, club.club_id)),
        members=len(members_of(connection, club.club_id)),
        loans_open=sum(1 for amount in owed.values() if amount),
        last_entries=tuple(last_entries(connection, club.club_id, entries)),
    )


def _money(fund: Fund, sums: dict[tuple[str, str], Sums]) -> FundMoney:
    def balance(account: str) -> int:
        return sums.get((account, fund.code), Sums()).balance

    loans = sum(balance(account) for account in LOAN_ACCOUNTS)
    return FundMoney(fund, balance(CASH), balance(BANK), loans)

