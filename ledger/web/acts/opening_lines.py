"""Members' capital and running loans as they are typed when books begin, a line each."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from ledger.core.acts.opening import (
    AdoptedLoan,
    NextDueTooFar,
    OpeningMember,
    RateOutOfRange,
)
from ledger.core.acts.shared import SeveralRefused
from ledger.core.errors import LedgerError, RuleBroken
from ledger.core.loans.choices import PrincipalMethod
from ledger.core.loans.terms import TermOutOfRange
from ledger.core.money import LARGEST_MINOR
from ledger.i18n.typed import read_amount
from ledger.web.queries import day_typed

Read = TypeVar("Read")

_CAPITAL = re.compile(r"(?P<code>\S+) (?P<amount>.+)")
_LOAN = re.compile(
    r"(?P<code>\S+) (?P<owed>.+?) (?P<due>\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{1,2}-\d{1,2})"
    r" (?P<left>\d{1,3}) (?P<whole>\d{1,3})(?:[.,](?P<part>\d{1,4}))? ?%(?: (?P<purpose>.+))?",
    re.ASCII,
)
PARTS_OF_A_PER_CENT = 10_000
"""So many parts per million are one per cent."""
DECIMALS = 4
REASONS: Mapping[type[LedgerError], str] = {
    NextDueTooFar: "due", TermOutOfRange: "left", RateOutOfRange: "rate",
}  # fmt: skip
"""What of a loan is wrong, by how it is refused."""


@dataclass(eq=False)
class LineNotUnderstood(RuleBroken):
    """A line among several cannot be taken as it stands; `reason` says what is wrong with it."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class LoansToRead:
    """What is known of loans before their lines are read: the day, and how they are paid back."""

    opens_on: dt.date
    method: PrincipalMethod


def read_capital(text: str, members: Mapping[str, int]) -> tuple[OpeningMember, ...]:
    """Return members' capital, a line each as in TV012 500.000; `members` are numbers by code.

    Raises `LineNotUnderstood`, or all that is wrong (`SeveralRefused`).
    """
    named: set[int] = set()

    def read(number: int, line: str) -> OpeningMember:
        found = _CAPITAL.fullmatch(line)
        if found is None:
            raise LineNotUnderstood(number, line, "capital")
        member_no = _member(members, number, found["code"])
        if member_no in named:
            raise LineNotUnderstood(number, found["code"], "twice")
        named.add(member_no)
        return OpeningMember(member_no=member_no, amount=_amount(number, found["amount"]))

    return _each(text, read)


def read_loans(
    text: str, members: Mapping[str, int], known: LoansToRead
) -> tuple[AdoptedLoan, ...]:
    """Return running loans, a line each as in TV012 3.000.000 10/04/2026 6 1% Nuôi gà.

    Raises `LineNotUnderstood`, or all that is wrong (`SeveralRefused`).
    """

    def read(number: int, line: str) -> AdoptedLoan:
        found = _LOAN.fullmatch(line)
        if found is None:
            raise LineNotUnderstood(number, line, "loan")
        due = day_typed(found["due"])
        if due is None:
            raise LineNotUnderstood(number, found["due"], "day")
        part = (found["part"] or "").ljust(DECIMALS, "0")
        loan = AdoptedLoan(
            member_no=_member(members, number, found["code"]),
            owed=_amount(number, found["owed"]), next_due_on=due,
            instalments_left=int(found["left"]), method=known.method, purpose=found["purpose"],
            monthly_rate_ppm=int(found["whole"]) * PARTS_OF_A_PER_CENT + int(part),
        )  # fmt: skip
        for fault in loan.faults(known.opens_on):
            raise LineNotUnderstood(number, line, REASONS.get(type(fault), "loan"))
        return loan

    return _each(text, read)


def _each(text: str, read: Callable[[int, str], Read]) -> tuple[Read, ...]:
    """Return what each line that is not empty says, or raise all that is wrong with them."""
    found: list[Read] = []
    wrong: list[LedgerError] = []
    for number, line in _numbered(text):
        try:
            found.append(read(number, line))
        except LineNotUnderstood as error:
            wrong.append(error)
    if len(wrong) == 1:
        raise wrong[0]
    if wrong:
        raise SeveralRefused(refusals=tuple(wrong))
    return tuple(found)


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    return ((number, line) for number, line in enumerate(text.split("\n"), 1) if line)


def _member(members: Mapping[str, int], number: int, code: str) -> int:
    found = members.get(code.casefold())
    if found is None:
        raise LineNotUnderstood(number, code, "member")
    return found


def _amount(number: int, text: str) -> int:
    found = read_amount(text)
    if found is None or not 0 < found <= LARGEST_MINOR:
        raise LineNotUnderstood(number, text, "amount")
    return found
