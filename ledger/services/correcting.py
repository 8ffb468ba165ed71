"""Putting an entry right that is of no loan: reversed, and made anew in the same step."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy.engine import Connection

from ledger.books.balances import running_sums
from ledger.books.clubs import StoredClub
from ledger.books.entries import entry_of
from ledger.books.journal import lock_club
from ledger.books.lent_capital import lent_capital
from ledger.books.members import member_balances
from ledger.core.accounts import (
    ADVANCES,
    CASH_SHORT,
    CASH_SURPLUS,
    LENT_CAPITAL,
    MEMBER_CAPITAL,
    MONEY_ACCOUNTS,
    Side,
    signed_balance,
)
from ledger.core.acts.correcting import (
    EntryCorrected,
    SumNotOfOneMove,
    UsedSince,
)
from ledger.core.acts.shared import Act, refuse
from ledger.core.journal import (
    Document,
    EntryKind,
    JournalEntry,
    JournalLine,
    PostingRequest,
    Series,
)
from ledger.core.statements.entries import EntryLine, EntryRecord
from ledger.core.statements.trial_balance import Sums
from ledger.services.acts import entries_of
from ledger.services.journal import Receipt, reverse

OF_A_MEMBER = {MEMBER_CAPITAL: Side.CREDIT, ADVANCES: Side.DEBIT}
OF_A_FUND = {CASH_SHORT: Side.DEBIT, CASH_SURPLUS: Side.CREDIT}
"""Accounts on which more is never taken back than was brought, and the side that brings it."""


def correct_entry(
    connection: Connection,
    club: StoredClub,
    value: EntryCorrected,
    request: PostingRequest,
    *,
    today: dt.date,
    approved_by: int | None = None,
    act: Act | None = None,
) -> Receipt:
    """Reverse an entry and post what it should have been, once per request id; both are of today.

    `act` is what `value.instead` says, if it says anything: one of a single entry. What really
    happened earlier keeps its day (`true_on`): dated back, the money would be missing twice until
    today. Refuses all that `value.faults` yields, `SumNotOfOneMove`, `UsedSince`, what is wrong
    with the act by itself, and what `services.journal.reverse` does.
    """
    refuse(value.faults())
    club_id = club.club_id
    lock_club(connection, club_id)
    original = entry_of(connection, club_id, value.entry_no)
    right = None
    if act is not None:
        (right,) = entries_of(connection, club, act, approved_by, with_what_is_there=False)
    elif value.amount is not None:
        right = _of_sum(original, value.amount, value.reason, approved_by)
    if right is not None and right.occurred_on < today:
        right = replace(right, occurred_on=today, true_on=right.occurred_on)
    touched: list[EntryLine | JournalLine] = [*original.lines, *(right.lines if right else ())]
    before = _lacking(connection, club_id, touched)
    receipt = reverse(
        connection, club, value.entry_no, value.reason, request, today=today, replacement=right,
        approved_by=approved_by,
    )  # fmt: skip
    if not receipt.again:
        for key, short in _lacking(connection, club_id, touched).items():
            if short > before.get(key, 0):
                raise UsedSince(entry_no=value.entry_no, account=key[0], short=short)
    return receipt


def pays_out(lines: Iterable[EntryLine]) -> bool:
    """Tell whether money leaves the club by an entry, as it stands."""
    found = tuple(lines)
    is_inside = all(line.account in MONEY_ACCOUNTS for line in found)
    return not is_inside and any(x.credit and x.account in MONEY_ACCOUNTS for x in found)


def _of_sum(
    original: EntryRecord, amount: int, reason: str, approved_by: int | None
) -> JournalEntry:
    """Return an entry as it should have been: the same move of the right sum."""
    if len(original.lines) != 2:
        raise SumNotOfOneMove(entry_no=original.entry_no)
    lines = tuple(
        JournalLine(
            line.account, line.fund, amount if line.debit else 0, amount if line.credit else 0,
            line.member_no, line.loan_no,
        )
        for line in original.lines
    )  # fmt: skip
    papers = tuple(Document(one.kind, one.reference, one.reason) for one in original.documents)
    return JournalEntry(
        EntryKind(original.kind), original.true_on or original.occurred_on, lines,
        original.narration or reason, Series(original.voucher.split()[0]),
        payer_name=original.payer_name, payer_address=original.payer_address,
        approved_by=approved_by, documents=papers,
    )  # fmt: skip


def _lacking(
    connection: Connection, club_id: int, lines: Sequence[EntryLine | JournalLine]
) -> dict[tuple[str, str], int]:
    """Return what more was taken back than brought, in đồng, of all that the lines touch.

    By account, and the fund with the member or the lender.
    """
    there: dict[tuple[str, str], int] = {}
    for account, fund in {(x.account, x.fund) for x in lines if x.account in OF_A_MEMBER}:
        by_member = member_balances(connection, club_id, [account], dt.date.max, fund=fund)
        sign = 1 if OF_A_MEMBER[account] is Side.DEBIT else -1
        there |= {(account, f"{fund} {no}"): sign * left for no, left in by_member.items()}
    funds = {(x.account, x.fund) for x in lines if x.account in OF_A_FUND}
    sums = running_sums(connection, club_id) if funds else {}
    for account, fund in funds:
        one = sums.get((account, fund), Sums())
        there[account, fund] = signed_balance(one.debit, one.credit, OF_A_FUND[account])
    for fund in {x.fund for x in lines if x.account == LENT_CAPITAL}:
        owed = lent_capital(connection, club_id, fund)
        for lender, left in owed.items():
            there[LENT_CAPITAL, f"{fund} {lender}"] = left + (owed.get(None, 0) if lender else 0)
    return {key: -left for key, left in there.items() if left < 0}
