"""Which accounts each event touches, as RULES.md, section 5, lists them."""

import datetime as dt
from collections import defaultdict
from itertools import groupby
from operator import attrgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core import posting_rules as rules
from ledger.core.accounts import CHART, FUNDS, RESULT, UNDISTRIBUTED, AccountType
from ledger.core.journal import EntryKind, JournalEntry, JournalLine
from ledger.core.posting_rules import ACTIVITY, INCOME, MUTUAL

INCOME_FUND, ACTIVITY_FUND, MUTUAL_FUND = FUNDS
NAMED = {"member_no": 12, "loan_no": 7}
DEBT = " of 12/7"
"""A line that names member 12 and loan 7."""


def written(lines: tuple[JournalLine, ...]) -> list[str]:
    """Return lines as an accountant writes them: fund, debit or credit, account, amount."""
    found = []
    for line in lines:
        side = f"N {line.account} {line.debit}" if line.debit else f"C {line.account} {line.credit}"
        names = f" of {line.member_no}/{line.loan_no}" if line.loan_no else ""
        names = names or (f" of {line.member_no}" if line.member_no else "")
        found.append(f"{line.fund} {side}{names}")
    return found


RULES: dict[str, tuple[tuple[JournalLine, ...], list[str]]] = {
    "disbursement": (
        rules.disbursed(5_000, **NAMED),
        ["income N 1321 5000" + DEBT, "income C 111 5000"],
    ),
    "principal received": (
        rules.principal_received(500, **NAMED),
        ["income N 111 500", "income C 1321 500" + DEBT],
    ),
    "principal received, moved to overdue before": (
        rules.received("1322", INCOME, 500, member_no=12, loan_no=7),
        ["income N 111 500", "income C 1322 500" + DEBT],
    ),
    "interest received": (
        rules.interest_received(50, **NAMED),
        ["income N 111 50", "income C 5111 50" + DEBT],
    ),
    "fine, fee or recovery received": (
        rules.fine_received(5, **NAMED),
        ["income N 111 5", "income C 5118 5" + DEBT],
    ),
    "dues": (
        rules.received("5112", ACTIVITY, 20, member_no=12),
        ["activity N 111 20", "activity C 5112 20 of 12"],
    ),
    "donation": (
        rules.received("5113", MUTUAL, 30),
        ["mutual N 111 30", "mutual C 5113 30"],
    ),
    "donation to loan capital": (
        rules.received("4113", INCOME, 30),
        ["income N 111 30", "income C 4113 30"],
    ),
    "grant of a project into the bank": (
        rules.received("4111", INCOME, 900, into="112"),
        ["income N 112 900", "income C 4111 900"],
    ),
    "grant of the budget in cash": (
        rules.received("4112", INCOME, 900),
        ["income N 111 900", "income C 4112 900"],
    ),
    "member's capital": (
        rules.received("4114", INCOME, 100, member_no=12),
        ["income N 111 100", "income C 4114 100 of 12"],
    ),
    "member's capital returned": (
        rules.paid("4114", INCOME, 100, member_no=12),
        ["income N 4114 100 of 12", "income C 111 100"],
    ),
    "capital lent to the club": (
        rules.received("341", INCOME, 800),
        ["income N 111 800", "income C 341 800"],
    ),
    "capital lent to the club, returned": (
        rules.paid("341", INCOME, 800),
        ["income N 341 800", "income C 111 800"],
    ),
    "spending by area of work": (
        rules.paid("6422", ACTIVITY, 15),
        ["activity N 6422 15", "activity C 111 15"],
    ),
    "administration": (
        rules.paid("6429", ACTIVITY, 8),
        ["activity N 6429 8", "activity C 111 8"],
    ),
    "hardship help from two funds": (
        rules.hardship_helped({MUTUAL: 60, INCOME: 0, ACTIVITY: 40}, member_no=12),
        ["mutual N 6424 60 of 12", "mutual C 111 60",
         "activity N 6424 40 of 12", "activity C 111 40"],
    ),
    "into the bank": (rules.banked(700), ["income N 112 700", "income C 111 700"]),
    "out of the bank": (rules.withdrawn(700), ["income N 111 700", "income C 112 700"]),
    "bank interest": (
        rules.bank_interest_received(3, ACTIVITY),
        ["activity N 112 3", "activity C 515 3"],
    ),
    "transfer between funds": (
        rules.funds_transferred(ACTIVITY_FUND, MUTUAL_FUND, 200),
        ["activity N 4311 200", "activity C 111 200", "mutual N 111 200", "mutual C 4312 200"],
    ),
    "transfer from the loan fund": (
        rules.funds_transferred(INCOME_FUND, ACTIVITY_FUND, 200),
        ["income N 4118 200", "income C 111 200", "activity N 111 200", "activity C 4311 200"],
    ),
    "moved to overdue": (
        rules.became_overdue(500, **NAMED),
        ["income N 1322 500" + DEBT, "income C 1321 500" + DEBT],
    ),
    "moved back from overdue": (
        rules.became_current(500, **NAMED),
        ["income N 1321 500" + DEBT, "income C 1322 500" + DEBT],
    ),
    "allowance": (rules.allowance_made(90), ["income N 635 90", "income C 229 90"]),
    "write-off with allowance": (
        rules.written_off(500, from_allowance=500, **NAMED),
        ["income N 229 500" + DEBT, "income C 1322 500" + DEBT],
    ),
    "write-off without allowance": (
        rules.written_off(500, from_allowance=0, **NAMED),
        ["income N 635 500" + DEBT, "income C 1322 500" + DEBT],
    ),
    "write-off beyond the allowance": (
        rules.written_off(500, from_allowance=90, **NAMED),
        ["income N 229 90" + DEBT, "income C 1322 90" + DEBT,
         "income N 635 410" + DEBT, "income C 1322 410" + DEBT],
    ),
    "cash short": (
        rules.cash_found_short(2, ACTIVITY),
        ["activity N 1381 2", "activity C 111 2"],
    ),
    "cash over": (rules.cash_found_over(2, MUTUAL), ["mutual N 111 2", "mutual C 3381 2"]),
    "overpayment held": (
        rules.overpayment_held(10, **NAMED),
        ["income N 111 10", "income C 3388 10" + DEBT],
    ),
    "overpayment returned": (
        rules.overpayment_returned(10, **NAMED),
        ["income N 3388 10" + DEBT, "income C 111 10"],
    ),
    "interest accrued": (
        rules.interest_accrued(50, **NAMED),
        ["income N 1323 50" + DEBT, "income C 5111 50" + DEBT],
    ),
    "accrued interest received": (
        rules.accrued_interest_received(50, **NAMED),
        ["income N 111 50", "income C 1323 50" + DEBT],
    ),
    "interest split at the meeting's close": (
        rules.interest_split({ACTIVITY: 70, MUTUAL: 10}),
        ["income N 5111 70", "income C 111 70", "activity N 111 70", "activity C 5111 70",
         "income N 5111 10", "income C 111 10", "mutual N 111 10", "mutual C 5111 10"],
    ),
    "interest split after a correction": (
        rules.interest_split({ACTIVITY: -7, MUTUAL: 0}),
        ["activity N 5111 7", "activity C 111 7", "income N 111 7", "income C 5111 7"],
    ),
    "year end of two funds": (
        rules.year_closed({
            ("5111", INCOME): -90, ("635", INCOME): 20,
            ("5112", ACTIVITY): -30, ("6429", ACTIVITY): 45, ("6422", ACTIVITY): 0,
        }),
        ["activity N 5112 30", "activity C 911 30", "activity N 911 45", "activity C 6429 45",
         "income N 5111 90", "income C 911 90", "income N 911 20", "income C 635 20",
         "activity N 421 15", "activity C 911 15", "income N 911 70", "income C 421 70"],
    ),
    "surplus distributed": (
        rules.surplus_distributed(INCOME_FUND, 70),
        ["income N 421 70", "income C 4118 70"],
    ),
    "deficit taken": (
        rules.surplus_distributed(ACTIVITY_FUND, -15),
        ["activity N 4311 15", "activity C 421 15"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), RULES.values(), ids=RULES)
def test_an_event_touches(lines: tuple[JournalLine, ...], expected: list[str]) -> None:
    assert written(lines) == expected


@pytest.mark.parametrize("lines", [lines for lines, _ in RULES.values()], ids=RULES)
def test_every_event_is_an_entry_of_accounts_in_the_chart(lines: tuple[JournalLine, ...]) -> None:
    entry = JournalEntry(EntryKind.OTHER, dt.date(2026, 3, 10), lines, "Thử")
    assert {line.account for line in entry.lines} <= {account.number for account in CHART}


@pytest.mark.parametrize("lines", [lines for lines, _ in RULES.values()], ids=RULES)
def test_cash_and_bank_lines_name_nobody(lines: tuple[JournalLine, ...]) -> None:
    money = [line for line in lines if line.account in {"111", "112"}]
    assert [line for line in money if line.member_no or line.loan_no] == []


amounts = st.integers(1, 10**12)
results = st.dictionaries(
    st.tuples(
        st.sampled_from([a.number for a in CHART if not a.type.is_permanent]),
        st.sampled_from([INCOME, ACTIVITY, MUTUAL]),
    ),
    st.integers(-(10**12), 10**12),
    min_size=1,
).filter(lambda balances: any(balances.values()))


@given(results)
def test_closing_a_year_leaves_nothing_but_the_surplus(
    balances: dict[tuple[str, str], int],
) -> None:
    left: dict[tuple[str, str], int] = defaultdict(int, balances)
    lines = rules.year_closed(balances)
    for line in lines:
        left[line.account, line.fund] += line.debit - line.credit
    types = {account.number: account.type for account in CHART}
    for (account, fund), balance in left.items():
        if types[account] is AccountType.EQUITY and account == UNDISTRIBUTED:
            surplus = sum(amount for (_, of), amount in balances.items() if of == fund)
            assert balance == surplus
        else:
            assert balance == 0
    assert {line.account for line in lines} >= {RESULT}


@given(results)
def test_the_result_account_is_used_within_each_fund_alone(
    balances: dict[tuple[str, str], int],
) -> None:
    by_fund = attrgetter("fund")
    for _, lines in groupby(sorted(rules.year_closed(balances), key=by_fund), by_fund):
        own = [line for line in lines if line.account == RESULT]
        assert sum(line.debit for line in own) == sum(line.credit for line in own)


@given(st.dictionaries(st.sampled_from([ACTIVITY, MUTUAL]), st.integers(-(10**9), 10**9)))
def test_a_split_of_interest_moves_as_much_cash_as_income(amounts: dict[str, int]) -> None:
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for line in rules.interest_split(amounts):
        sums[line.account, line.fund] += line.debit - line.credit
    for fund in (INCOME, ACTIVITY, MUTUAL):
        assert sums["111", fund] == -sums["5111", fund]
    assert sums["111", INCOME] == -sum(amounts.values())
    assert [sums["111", fund] for fund in amounts] == list(amounts.values())


@given(amounts, st.data())
def test_a_write_off_is_never_more_than_the_loan(amount: int, data: st.DataObject) -> None:
    allowed = data.draw(st.integers(0, amount))
    lines = rules.written_off(amount, from_allowance=allowed, **NAMED)
    assert sum(line.credit for line in lines if line.account == "1322") == amount
    assert sum(line.debit for line in lines if line.account == "229") == allowed
