"""Which accounts the club's own affairs touch: the rules of posting that are not of loans."""

from collections.abc import Mapping, Sequence

from ledger.core.accounts import (
    ADMINISTRATION,
    ADVANCES,
    CASH,
    CASH_SHORT,
    CASH_SURPLUS,
    DONATIONS,
    LENT_CAPITAL,
    LOANS_CURRENT,
    OTHER_INCOME,
    UNDISTRIBUTED,
    Fund,
)
from ledger.core.journal import JournalLine
from ledger.core.posting_rules import INCOME, moved, paid, received


def goods_given(area: str, fund: str, amount: int) -> tuple[JournalLine, ...]:
    """Goods are given and used for an area of work: 6421 to 6429 / 5113 at their value."""
    return moved(area, DONATIONS, fund, amount)


def advance_settled(
    spent: Sequence[tuple[str, int]],
    fund: str,
    *,
    returned: int,
    added: int,
    money: str,
    member_no: int,
) -> tuple[JournalLine, ...]:
    """An advance was spent by area of work, 642x / 141; what was left of it comes back, 111 / 141.

    `added` was spent beyond it and is paid to the member too: 642x / 111.
    """
    lines: list[JournalLine] = []
    left = sum(amount for _, amount in spent) - added
    for area, amount in spent:
        of_advance = min(left, amount)
        left -= of_advance
        if of_advance:
            lines += moved(area, ADVANCES, fund, of_advance, member_no=member_no)
        if amount > of_advance:
            beyond = amount - of_advance
            lines += paid(area, fund, beyond, from_=money, member_no=member_no)
    if returned:
        lines += received(ADVANCES, fund, returned, into=money, member_no=member_no)
    return tuple(lines)


def shortage_borne(fund: str, amount: int) -> tuple[JournalLine, ...]:
    """The club bears what the count found missing: 6429 / 1381."""
    return moved(ADMINISTRATION, CASH_SHORT, fund, amount)


def surplus_taken(fund: str, amount: int) -> tuple[JournalLine, ...]:
    """What the count found too much is the fund's own: 3381 / 5118."""
    return moved(CASH_SURPLUS, OTHER_INCOME, fund, amount)


def money_transferred(
    giving: Fund, receiving: Fund, amount: int, money: str
) -> tuple[JournalLine, ...]:
    """Money in the box or the bank moves between funds, against each fund's own equity."""
    return (
        *moved(giving.equity_account, money, giving.code, amount),
        *moved(money, receiving.equity_account, receiving.code, amount),
    )


def loan_adopted(amount: int, *, member_no: int, loan_no: int) -> tuple[JournalLine, ...]:
    """A loan of before the books began is brought in: 1321 / 421, which the opening has debited."""
    return (
        JournalLine(LOANS_CURRENT, INCOME, amount, 0, member_no, loan_no),
        JournalLine(UNDISTRIBUTED, INCOME, 0, amount),
    )


def lent_capital_adopted(fund: str, amount: int) -> tuple[JournalLine, ...]:
    """Capital lent before the books began is brought in: 421, which the opening credits, / 341."""
    return moved(UNDISTRIBUTED, LENT_CAPITAL, fund, amount)


def opened(
    balances: Sequence[tuple[str, str, int, int | None]], to_come: Mapping[str, int]
) -> tuple[JournalLine, ...]:
    """Return the lines with which books begin; they balance only if the balances do.

    `balances` are account, fund, debits less credits in đồng and the member; `to_come` is by fund
    what members owe less what lenders are owed: it stands in 421 until each loan and each lender
    is brought in by an entry of its own (`loan_adopted`, `lent_capital_adopted`).
    """
    rest = [(UNDISTRIBUTED, fund, amount, None) for fund, amount in to_come.items()]
    return tuple(
        JournalLine(account, fund, max(amount, 0), max(-amount, 0), member_no)
        for account, fund, amount, member_no in (*balances, *rest)
        if amount
    )


def cash_differs(difference: int, fund: str) -> tuple[JournalLine, ...]:
    """The count finds more, 111 / 3381, or less than the book, 1381 / 111."""
    if difference > 0:
        return received(CASH_SURPLUS, fund, difference)
    return paid(CASH_SHORT, fund, -difference, from_=CASH)
