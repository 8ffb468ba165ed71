"""Which accounts an event touches: the only place that pairs debits with credits."""

from collections.abc import Mapping

from ledger.core.accounts import BANK, CASH, LOAN_INTEREST, LOANS_CURRENT
from ledger.core.journal import JournalLine

INCOME, ACTIVITY, MUTUAL = "income", "activity", "mutual"


def received(
    account: str, fund: str, amount: int, *, member_no: int | None = None, loan_no: int | None = None
) -> tuple[JournalLine, ...]:
    """Cash comes into a fund against `account` (RULES.md, section 5). `amount` in đồng."""
    return (
        JournalLine(CASH, fund, debit=amount),
        JournalLine(account, fund, credit=amount, member_no=member_no, loan_no=loan_no),
    )


def paid(
    account: str, fund: str, amount: int, *, member_no: int | None = None, loan_no: int | None = None
) -> tuple[JournalLine, ...]:
    """Cash leaves a fund against `account` (RULES.md, section 5). `amount` in đồng."""
    return (
        JournalLine(account, fund, debit=amount, member_no=member_no, loan_no=loan_no),
        JournalLine(CASH, fund, credit=amount),
    )


def disbursed(amount: int, *, member_no: int, loan_no: int) -> tuple[JournalLine, ...]:
    """A loan is paid out in cash: 1321 / 111."""
    return paid(LOANS_CURRENT, INCOME, amount, member_no=member_no, loan_no=loan_no)


def principal_received(amount: int, *, member_no: int, loan_no: int) -> tuple[JournalLine, ...]:
    """Principal comes back in cash: 111 / 1321."""
    return received(LOANS_CURRENT, INCOME, amount, member_no=member_no, loan_no=loan_no)


def interest_received(amount: int, *, member_no: int, loan_no: int) -> tuple[JournalLine, ...]:
    """Interest comes in cash: 111 / 5111, first in the income-generation fund."""
    return received(LOAN_INTEREST, INCOME, amount, member_no=member_no, loan_no=loan_no)


def banked(amount: int) -> tuple[JournalLine, ...]:
    """Cash goes to the bank: 112 / 111."""
    return paid(BANK, INCOME, amount)


def withdrawn(amount: int) -> tuple[JournalLine, ...]:
    """Cash comes from the bank: 111 / 112."""
    return received(BANK, INCOME, amount)


def hardship_helped(
    parts: Mapping[str, int], *, member_no: int | None = None
) -> tuple[JournalLine, ...]:
    """Hardship help, 6424 / 111 in each fund that pays; `parts` is đồng by fund."""
    return tuple(
        line
        for fund, amount in parts.items()
        if amount
        for line in paid("6424", fund, amount, member_no=member_no)
    )


def interest_split(amounts: Mapping[str, int]) -> tuple[JournalLine, ...]:
    """Move a day's interest, income and cash, from the income-generation fund to the others.

    `amounts` is đồng by receiving fund; a negative amount moves back (a difference after a
    correction). Source: RULES.md, section 5, "interest split at the meeting's close".
    """
    lines: list[JournalLine] = []
    for fund, amount in amounts.items():
        if amount:
            giving, receiving = (INCOME, fund) if amount > 0 else (fund, INCOME)
            lines += (
                JournalLine(LOAN_INTEREST, giving, debit=abs(amount)),
                JournalLine(CASH, giving, credit=abs(amount)),
                JournalLine(CASH, receiving, debit=abs(amount)),
                JournalLine(LOAN_INTEREST, receiving, credit=abs(amount)),
            )
    return tuple(lines)
