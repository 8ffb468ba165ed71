"""Which accounts an event touches: the only place that pairs debits with credits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ledger.core.accounts import (
    ALLOWANCE,
    BANK,
    BANK_INTEREST,
    CASH,
    CASH_SHORT,
    CASH_SURPLUS,
    INTEREST_RECEIVABLE,
    LOAN_INTEREST,
    LOAN_LOSSES,
    LOANS_CURRENT,
    LOANS_OVERDUE,
    MONEY_ACCOUNTS,
    OTHER_INCOME,
    OTHER_PAYABLES,
    RESULT,
    UNDISTRIBUTED,
    Fund,
)
from ledger.core.journal import JournalLine

INCOME, ACTIVITY, MUTUAL = "income", "activity", "mutual"
"""The codes of the three funds that a new club begins with."""


@dataclass(frozen=True, slots=True)
class LoanMoney:
    """A sum of a loan by where it stands in the books, in minor units; `other` is other income."""

    current: int = 0
    overdue: int = 0
    accrued: int = 0
    interest: int = 0
    other: int = 0
    held: int = 0

    def by_account(self) -> Iterator[tuple[str, int]]:
        """Yield each account that takes a part of the sum, and the part."""
        parts = (
            (LOANS_CURRENT, self.current), (LOANS_OVERDUE, self.overdue),
            (INTEREST_RECEIVABLE, self.accrued), (LOAN_INTEREST, self.interest),
            (OTHER_INCOME, self.other), (OTHER_PAYABLES, self.held),
        )  # fmt: skip
        yield from ((account, amount) for account, amount in parts if amount)


def moved(
    debit: str,
    credit: str,
    fund: str,
    amount: int,
    *,
    member_no: int | None = None,
    loan_no: int | None = None,
) -> tuple[JournalLine, JournalLine]:
    """Return the two lines of a move inside a fund. `amount` in đồng.

    Both sides name the member and the loan, unless they are cash or bank: money names nobody.
    """
    whose, nobody = (member_no, loan_no), (None, None)
    return (
        JournalLine(debit, fund, amount, 0, *(nobody if debit in MONEY_ACCOUNTS else whose)),
        JournalLine(credit, fund, 0, amount, *(nobody if credit in MONEY_ACCOUNTS else whose)),
    )


def received(
    account: str,
    fund: str,
    amount: int,
    *,
    into: str = CASH,
    member_no: int | None = None,
    loan_no: int | None = None,
) -> tuple[JournalLine, ...]:
    """Money comes into a fund against `account` (RULES.md, section 5). `amount` in đồng."""
    return moved(into, account, fund, amount, member_no=member_no, loan_no=loan_no)


def paid(
    account: str,
    fund: str,
    amount: int,
    *,
    from_: str = CASH,
    member_no: int | None = None,
    loan_no: int | None = None,
) -> tuple[JournalLine, ...]:
    """Money leaves a fund against `account` (RULES.md, section 5). `amount` in đồng."""
    return moved(account, from_, fund, amount, member_no=member_no, loan_no=loan_no)


def disbursed(amount: int, *, member_no: int, loan_no: int) -> tuple[JournalLine, ...]:
    """A loan is paid out in cash: 1321 / 111."""
    return paid(LOANS_CURRENT, INCOME, amount, member_no=member_no, loan_no=loan_no)


def principal_received(amount: int, *, member_no: int, loan_no: int) -> tuple[JournalLine, ...]:
    """Principal comes back in cash: 111 / 1321."""
    return received(LOANS_CURRENT, INCOME, amount, member_no=member_no, loan_no=loan_no)


def interest_received(amount: int, *, member_no: int, loan_no: int) -> tuple[JournalLine, ...]:
    """Interest comes in cash: 111 / 5111, first in the income-generation fund."""
    return received(LOAN_INTEREST, INCOME, amount, member_no=member_no, loan_no=loan_no)


def fine_received(amount: int, *, member_no: int, loan_no: int) -> tuple[JournalLine, ...]:
    """A fine, a fee or a recovery after write-off comes in cash: 111 / 5118."""
    return received(OTHER_INCOME, INCOME, amount, member_no=member_no, loan_no=loan_no)


def banked(amount: int, fund: str = INCOME) -> tuple[JournalLine, ...]:
    """Cash goes to the bank: 112 / 111."""
    return paid(BANK, fund, amount)


def withdrawn(amount: int, fund: str = INCOME) -> tuple[JournalLine, ...]:
    """Cash comes from the bank: 111 / 112."""
    return received(BANK, fund, amount)


def bank_interest_received(amount: int, fund: str = INCOME) -> tuple[JournalLine, ...]:
    """The bank pays interest: 112 / 515."""
    return received(BANK_INTEREST, fund, amount, into=BANK)


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
            lines += moved(LOAN_INTEREST, CASH, giving, abs(amount))
            lines += moved(CASH, LOAN_INTEREST, receiving, abs(amount))
    return tuple(lines)


def funds_transferred(giving: Fund, receiving: Fund, amount: int) -> tuple[JournalLine, ...]:
    """Cash moves between funds by a meeting's decision, against each fund's own equity."""
    return (
        *moved(giving.equity_account, CASH, giving.code, amount),
        *moved(CASH, receiving.equity_account, receiving.code, amount),
    )


def became_overdue(amount: int, *, member_no: int, loan_no: int) -> tuple[JournalLine, ...]:
    """Principal is moved to overdue: 1322 / 1321."""
    return moved(LOANS_OVERDUE, LOANS_CURRENT, INCOME, amount, member_no=member_no, loan_no=loan_no)


def became_current(amount: int, *, member_no: int, loan_no: int) -> tuple[JournalLine, ...]:
    """Principal is moved back from overdue: 1321 / 1322."""
    return moved(LOANS_CURRENT, LOANS_OVERDUE, INCOME, amount, member_no=member_no, loan_no=loan_no)


def allowance_made(amount: int) -> tuple[JournalLine, ...]:
    """An allowance for losses on loans: 635 / 229."""
    return moved(LOAN_LOSSES, ALLOWANCE, INCOME, amount)


def written_off(
    amount: int, *, from_allowance: int, member_no: int, loan_no: int
) -> tuple[JournalLine, ...]:
    """Overdue principal is given up: 229 as far as the allowance goes, then 635, / 1322."""
    lines: tuple[JournalLine, ...] = ()
    for account, part in ((ALLOWANCE, from_allowance), (LOAN_LOSSES, amount - from_allowance)):
        if part:
            lines += moved(
                account, LOANS_OVERDUE, INCOME, part, member_no=member_no, loan_no=loan_no
            )
    return lines


def cash_found_short(amount: int, fund: str) -> tuple[JournalLine, ...]:
    """The count finds less than the book: 1381 / 111."""
    return paid(CASH_SHORT, fund, amount)


def cash_found_over(amount: int, fund: str) -> tuple[JournalLine, ...]:
    """The count finds more than the book: 111 / 3381."""
    return received(CASH_SURPLUS, fund, amount)


def overpayment_held(
    amount: int, *, member_no: int | None = None, loan_no: int | None = None
) -> tuple[JournalLine, ...]:
    """Money beyond the whole debt, or not yet named, is held: 111 / 3388."""
    return received(OTHER_PAYABLES, INCOME, amount, member_no=member_no, loan_no=loan_no)


def overpayment_returned(
    amount: int, *, member_no: int | None = None, loan_no: int | None = None
) -> tuple[JournalLine, ...]:
    """Money held is given back: 3388 / 111."""
    return paid(OTHER_PAYABLES, INCOME, amount, member_no=member_no, loan_no=loan_no)


def interest_accrued(amount: int, *, member_no: int, loan_no: int) -> tuple[JournalLine, ...]:
    """Interest becomes due, on the accrual basis only: 1323 / 5111."""
    return moved(
        INTEREST_RECEIVABLE, LOAN_INTEREST, INCOME, amount, member_no=member_no, loan_no=loan_no
    )


def accrued_interest_received(
    amount: int, *, member_no: int, loan_no: int
) -> tuple[JournalLine, ...]:
    """Interest accrued before comes in cash: 111 / 1323."""
    return received(INTEREST_RECEIVABLE, INCOME, amount, member_no=member_no, loan_no=loan_no)


def loan_paid(
    money: LoanMoney, *, member_no: int, loan_no: int, source: str = CASH
) -> tuple[JournalLine, ...]:
    """A payment on a loan, in cash, by bank or from money held before (3388), by where it goes."""
    lines: tuple[JournalLine, ...] = ()
    for account, amount in money.by_account():
        lines += moved(source, account, INCOME, amount, member_no=member_no, loan_no=loan_no)
    return lines


def loan_given_up(money: LoanMoney, *, member_no: int, loan_no: int) -> tuple[JournalLine, ...]:
    """The club gives a part of a debt up: principal is a loss, accrued interest no income.

    What never was in the books, interest not accrued and charges, is given up without an entry.
    """
    lines: tuple[JournalLine, ...] = ()
    for account, amount in money.by_account():
        if account not in {LOAN_INTEREST, OTHER_INCOME}:
            loss = LOAN_INTEREST if account == INTEREST_RECEIVABLE else LOAN_LOSSES
            lines += moved(loss, account, INCOME, amount, member_no=member_no, loan_no=loan_no)
    return lines


def loan_taken_over(
    money: LoanMoney, *, member_no: int, heir_no: int, loan_no: int
) -> tuple[JournalLine, ...]:
    """A debt, and money held, pass to an heir: the same accounts, another member."""
    lines: list[JournalLine] = []
    for account, amount in money.by_account():
        # Who takes a debt over is debited; who takes money over that is held, credited.
        taking, giving = (member_no, heir_no) if account == OTHER_PAYABLES else (heir_no, member_no)
        lines.append(JournalLine(account, INCOME, amount, 0, taking, loan_no))
        lines.append(JournalLine(account, INCOME, 0, amount, giving, loan_no))
    return tuple(lines)


def year_closed(balances: Mapping[tuple[str, str], int]) -> tuple[JournalLine, ...]:
    """Close income and expense of each fund into its result and that into its surplus.

    `balances` is debits less credits, in đồng, by income or expense account and fund. Within
    each fund 5xx → 911 ← 6xx, then 911 → 421; 911 is zero afterwards (RULES.md, section 5).
    """
    lines: list[JournalLine] = []
    results: dict[str, int] = {}
    for (account, fund), balance in sorted(balances.items(), key=lambda one: one[0][::-1]):
        if balance:
            debit, credit = (RESULT, account) if balance > 0 else (account, RESULT)
            lines += moved(debit, credit, fund, abs(balance))
            results[fund] = results.get(fund, 0) - balance
    for fund, surplus in results.items():
        if surplus:
            debit, credit = (RESULT, UNDISTRIBUTED) if surplus > 0 else (UNDISTRIBUTED, RESULT)
            lines += moved(debit, credit, fund, abs(surplus))
    return tuple(lines)


def surplus_distributed(fund: Fund, surplus: int) -> tuple[JournalLine, ...]:
    """A fund's surplus of the year goes to its own equity, a deficit is taken from it.

    421 → 4118 (income generation), 4311 (activity), 4312 (mutual help); `surplus` in đồng.
    """
    debit, credit = (UNDISTRIBUTED, fund.equity_account)
    if surplus < 0:
        debit, credit = credit, debit
    return moved(debit, credit, fund.code, abs(surplus))
