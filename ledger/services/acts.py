"""Recording what the treasurer does besides lending, once per request."""

import datetime as dt
from collections.abc import Iterator

from sqlalchemy.engine import Connection

from ledger.books.accounts import funds_of
from ledger.books.balances import running_sums
from ledger.books.clubs import StoredClub
from ledger.books.journal import lock_club
from ledger.books.lent_capital import lent_capital
from ledger.books.members import member_balances, names_of
from ledger.books.refusals import UnknownFund, UnknownMember
from ledger.books.requests import is_known
from ledger.books.types import LARGEST_NUMBER
from ledger.core.accounts import (
    ADVANCES,
    CASH_SHORT,
    CASH_SURPLUS,
    MEMBER_CAPITAL,
    Side,
    signed_balance,
)
from ledger.core.acts.capital import (
    CapitalAbovePaidIn,
    LentCapitalAboveOwed,
    LentCapitalReturned,
    MemberCapitalReturned,
)
from ledger.core.acts.moves import (
    DifferenceNotOpen,
    ShortageBorne,
    ShortageMadeGood,
    SurplusReturned,
    SurplusTaken,
)
from ledger.core.acts.shared import Act, MoneyAct, refuse
from ledger.core.acts.spending import AdvanceAboveOpen, AdvanceSettled
from ledger.core.errors import LedgerError
from ledger.core.journal import JournalEntry, PostingRequest
from ledger.core.statements.trial_balance import Sums
from ledger.services.journal import Receipt, post


def record_act(
    connection: Connection,
    club: StoredClub,
    act: Act,
    request: PostingRequest,
    *,
    today: dt.date,
    approved_by: int | None = None,
) -> Receipt:
    """Post what the treasurer did, in the caller's transaction, once per request id.

    All that is wrong with it is refused at once, by its one name or as `SeveralRefused`: what
    `act.faults` yields, `UnknownMember`, `UnknownFund`, and what is taken back or settled beyond
    what is there (`CapitalAbovePaidIn`, `LentCapitalAboveOwed`, `AdvanceAboveOpen`,
    `DifferenceNotOpen`). Refuses besides what `services.journal.post` does, so `CashBelowZero`
    and `PeriodNotOpen`.
    """
    lock_club(connection, club.club_id)
    is_again = is_known(connection, club.club_id, request.request_id)
    entries = entries_of(connection, club, act, approved_by, with_what_is_there=not is_again)
    return post(connection, club, entries, request, today=today)


def entries_of(
    connection: Connection,
    club: StoredClub,
    act: Act,
    approved_by: int | None,
    *,
    with_what_is_there: bool,
) -> list[JournalEntry]:
    """Return the entries of an act, or refuse all that is wrong with it, with the club locked.

    `with_what_is_there`: also what would be taken back or settled beyond what is there now.
    """
    club_id = club.club_id
    each = act.each
    numbers = {number for one in each if (number := one.member) is not None}
    names = names_of(connection, club_id, (no for no in numbers if 0 < no <= LARGEST_NUMBER))
    funds = {one.code: one for one in funds_of(connection, club_id)}
    faults = [*act.faults(), *(UnknownMember(one) for one in sorted(numbers - names.keys()))]
    named = sorted({code for one in each for code in one.funds})
    faults += (UnknownFund(code) for code in named if code not in funds)
    if not faults and with_what_is_there:
        faults += _beyond_what_is_there(connection, club_id, act)
    refuse(faults)
    return [
        one.entry(None if one.member is None else names[one.member], funds, approved_by)
        for one in each
    ]


def _beyond_what_is_there(connection: Connection, club_id: int, act: Act) -> Iterator[LedgerError]:
    """Yield that more is taken back or settled than there is, now that the club is locked."""
    match act:
        case MemberCapitalReturned():
            paid_in = -_of_member(connection, club_id, MEMBER_CAPITAL, act.fund, act.member_no)
            if act.amount > paid_in:
                yield CapitalAbovePaidIn(act.member_no, act.fund, act.amount, paid_in)
        case LentCapitalReturned():
            owed_to = lent_capital(connection, club_id, act.fund)
            owed = owed_to.get(act.lender, 0) + owed_to.get(None, 0)
            if act.amount > owed:
                yield LentCapitalAboveOwed(act.lender, act.amount, owed)
        case AdvanceSettled():
            there = _of_member(connection, club_id, ADVANCES, act.fund, act.member_no)
            if act.settled > there:
                yield AdvanceAboveOpen(act.member_no, act.fund, act.settled, there)
        case ShortageMadeGood() | ShortageBorne():
            yield from _not_open(connection, club_id, act, CASH_SHORT, Side.DEBIT)
        case SurplusTaken() | SurplusReturned():
            yield from _not_open(connection, club_id, act, CASH_SURPLUS, Side.CREDIT)


def _of_member(
    connection: Connection, club_id: int, account: str, fund: str, member_no: int
) -> int:
    """Return debits less credits of a member on an account of a fund, whenever dated, in đồng."""
    found = member_balances(connection, club_id, [account], dt.date.max, fund=fund)
    return found.get(member_no, 0)


def _not_open(
    connection: Connection, club_id: int, act: MoneyAct, account: str, side: Side
) -> Iterator[LedgerError]:
    sums = running_sums(connection, club_id).get((account, act.fund), Sums())
    there = signed_balance(sums.debit, sums.credit, side)
    if act.amount > there:
        yield DifferenceNotOpen(account, act.fund, act.amount, there)
