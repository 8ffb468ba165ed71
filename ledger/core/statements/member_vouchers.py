"""A member's movements gathered by voucher, as she knows them: one paper, one sum."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from ledger.core.statements.member import MemberMovement


@dataclass(frozen=True, slots=True)
class MemberVoucher:
    """What changed hands on one voucher: sums in đồng, and the lines they are made of.

    `paid` is what she gave the club, `received` what it gave her, `loan_change` how much more
    (or less) she owes by it, `balance` what she owes after it.
    """

    entry_no: int
    occurred_on: dt.date
    voucher: str
    paid: int
    received: int
    loan_change: int
    balance: int
    lines: tuple[MemberMovement, ...]


def by_voucher(movements: Iterable[MemberMovement]) -> tuple[MemberVoucher, ...]:
    """Return the vouchers latest first; the movements come in the order they were entered."""
    gathered = (tuple(lines) for _, lines in groupby(movements, lambda line: line.entry_no))
    return tuple(map(_voucher, gathered))[::-1]


def _voucher(lines: tuple[MemberMovement, ...]) -> MemberVoucher:
    first, last = lines[0], lines[-1]
    return MemberVoucher(
        first.entry_no,
        first.occurred_on,
        first.voucher,
        paid=sum(line.paid for line in lines),
        received=sum(line.received for line in lines),
        loan_change=sum(line.loan_change for line in lines),
        balance=last.balance,
        lines=lines,
    )
