"""Accounts by name, as plain-text ledgers write them: type, fund, number and words."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from ledger.core.accounts import AccountType
from ledger.core.statements.whole_journal import WholeJournal

ROOTS: Mapping[AccountType, str] = {
    AccountType.ASSET: "Assets",
    AccountType.LIABILITY: "Liabilities",
    AccountType.EQUITY: "Equity",
    AccountType.INCOME: "Income",
    AccountType.EXPENSE: "Expenses",
}
"""The first part of a name, which both programs know in English only."""


def account_names(journal: WholeJournal) -> dict[tuple[str, str], str]:
    """Return the name of each account in each fund that is used, no name twice.

    `Assets:Quy-tang-thu-nhap:111-Tien-mat`: the fund in the middle, so that each fund's balances
    can be asked for; the last part begins with the account's number. Plain letters, digits and
    dashes are what every such program reads.
    """
    accounts = {account.number: account for account in journal.accounts}
    funds = _distinct((fund.code, fund.name_vi) for fund in journal.funds)
    last = _distinct((one.number, f"{one.number} {one.name_vi}") for one in journal.accounts)
    return {
        (account, fund): f"{ROOTS[accounts[account].type]}:{funds[fund]}:{last[account]}"
        for account, fund in journal.used
    }


def _distinct(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return a part of a name by code, told apart by a number where two would be alike."""
    found: dict[str, str] = {}
    for code, name in named:
        part = plain(name) or plain(code) or "X"
        wanted, count = part, 1
        while wanted in found.values():
            count += 1
            wanted = f"{part}-{count}"
        found[code] = wanted
    return found


def plain(text: str) -> str:
    """Return text without accents, words joined by dashes, the first letter large."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    joined = "-".join(re.findall("[A-Za-z0-9]+", bare))
    return joined[:1].upper() + joined[1:]


def one_line(text: str | None) -> str:
    """Return text as one line that shows what it is: no control, no mark that turns writing."""
    return " ".join("".join(_seen(text or "")).split())


def _seen(text: str) -> Iterator[str]:
    for letter in text:
        category = unicodedata.category(letter)
        if category in {"Cc", "Zl", "Zp"}:
            yield " "
        elif category != "Cs" and not (
            category == "Cf" and unicodedata.bidirectional(letter) != "BN"
        ):
            yield letter


def decimal_text(minor: int, digits: int, mark: str) -> str:
    """Return minor units as a plain number: -1234.50 with two digits and a point."""
    whole, rest = divmod(abs(minor), 10**digits)
    figure = f"{whole}{mark}{rest:0{digits}d}" if digits else str(whole)
    return f"-{figure}" if minor < 0 else figure
