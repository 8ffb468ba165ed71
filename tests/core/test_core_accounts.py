"""The chart and the funds that a new club begins with."""

from collections import Counter

import pytest

from ledger.core import accounts
from ledger.core.accounts import (
    CHART,
    FUNDS,
    AccountType,
    FundKind,
    Side,
    signed_balance,
)

NUMBERS = [account.number for account in CHART]

# DOMAIN.md, section 4.2: the number's first digits say where an account stands.
TYPE_OF_CLASS = {
    "1": AccountType.ASSET,
    "2": AccountType.ASSET,
    "33": AccountType.LIABILITY,
    "34": AccountType.LIABILITY,
    "4": AccountType.EQUITY,
    "5": AccountType.INCOME,
    "6": AccountType.EXPENSE,
    "9": AccountType.EQUITY,
}


def test_every_account_of_the_chart_is_there_once_and_in_order() -> None:
    asked = (
        "111 112 1321 1322 1323 1381 1388 141 229 3381 3387 3388 341 4111 4112 4113 4114 4118 418"
        " 421 4311 4312 5111 5112 5113 5114 5118 515 635 6421 6422 6423 6424 6425 6426 6427 6428"
        " 6429 911"
    )
    assert asked.split() == NUMBERS
    assert sorted(NUMBERS) == NUMBERS


@pytest.mark.parametrize("account", CHART, ids=NUMBERS)
def test_an_account_s_number_says_its_type(account: accounts.Account) -> None:
    found = [kind for begin, kind in TYPE_OF_CLASS.items() if account.number.startswith(begin)]
    assert found == [account.type]


def test_the_normal_side_follows_the_type_but_for_the_allowance() -> None:
    debits = {AccountType.ASSET, AccountType.EXPENSE}
    against = {a.number for a in CHART if (a.normal_side is Side.DEBIT) != (a.type in debits)}
    assert against == {accounts.ALLOWANCE}


def test_every_account_is_named_in_both_languages_and_no_name_twice() -> None:
    assert all(account.name_vi and account.name_en for account in CHART)
    for names in ([a.name_vi for a in CHART], [a.name_en for a in CHART]):
        assert [name for name, count in Counter(names).items() if count > 1] == []


def test_every_account_that_a_rule_names_is_in_the_chart() -> None:
    named = {
        value
        for name, value in vars(accounts).items()
        if name.isupper() and isinstance(value, str) and not name.startswith("_")
    }
    assert named <= set(NUMBERS)
    assert {accounts.CASH, accounts.LOANS_CURRENT, accounts.RESULT} <= named


def test_a_club_begins_with_one_fund_of_each_kind_and_its_equity_is_in_the_chart() -> None:
    assert [fund.kind for fund in FUNDS] == list(FundKind)
    types = {account.number: account.type for account in CHART}
    assert {types[fund.equity_account] for fund in FUNDS} == {AccountType.EQUITY}
    assert len({fund.equity_account for fund in FUNDS}) == len(FUNDS)


def test_income_and_expense_alone_are_closed_at_the_year_s_end() -> None:
    closed = {kind for kind in AccountType if not kind.is_permanent}
    assert closed == {AccountType.INCOME, AccountType.EXPENSE}


def test_a_balance_is_positive_on_its_normal_side() -> None:
    assert signed_balance(500, 200, Side.DEBIT) == 300
    assert signed_balance(500, 200, Side.CREDIT) == -300
    assert signed_balance(0, 200, Side.CREDIT) == 200
