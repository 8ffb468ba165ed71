"""A club's whole journal with all that it refers to, as other programs want it."""

from collections.abc import Iterable
from dataclasses import dataclass

from ledger.core.accounts import Account, Fund
from ledger.core.clubs import Club
from ledger.core.statements.entries import EntryRecord


@dataclass(frozen=True, slots=True)
class WholeJournal:
    """Every entry of a club in order of day and number, to be read once.

    `used` are the pairs of account number and fund code that any line names; amounts are minor
    units of the club's currency.
    """

    club: Club
    accounts: tuple[Account, ...]
    funds: tuple[Fund, ...]
    used: tuple[tuple[str, str], ...]
    entries: Iterable[EntryRecord]
