"""The balances with which a club's books begin when it has lived before them."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ledger.core.accounts import MEMBER_CAPITAL, Fund
from ledger.core.acts.capital import CapitalSource
from ledger.core.acts.shared import MoneyPlace, missing_words, wrong_sums
from ledger.core.errors import Conflict, LedgerError, RuleBroken
from ledger.core.journal import EntryKind, JournalEntry
from ledger.core.loans.calendar import LONGEST, Move, PayDays
from ledger.core.loans.choices import PrincipalMethod
from ledger.core.loans.contract import Contract, Recalculation
from ledger.core.loans.making import AgreedPart
from ledger.core.loans.terms import TermOutOfRange, club_terms
from ledger.core.money import LARGEST_MINOR, AmountTooLarge
from ledger.core.periods import months_later
from ledger.core.posting_rules import INCOME
from ledger.core.posting_rules_club import lent_capital_adopted, opened

NARRATION = "Số dư đầu kỳ khi mở sổ"
LOAN_NARRATION = "Dư nợ gốc khoản vay {loan} chuyển sang sổ mới"
LENT_NARRATION = "Vốn mượn phải hoàn trả chuyển sang sổ mới"
"""What the books themselves say, in the language in which clubs keep them."""


@dataclass(eq=False)
class OpeningDoesNotBalance(RuleBroken):
    """A fund has more, or less, than where it comes from explains, in đồng; nothing is nudged."""

    fund: str
    has: int
    comes_from: int
    difference: int


@dataclass(eq=False)
class BooksBegun(Conflict):
    """Balances are brought into books in which nothing stands; after that all is recorded."""

    entry_no: int


@dataclass(eq=False)
class NothingToOpen(RuleBroken):
    """The opening of a club's books names no balance."""


@dataclass(eq=False)
class NextDueTooFar(RuleBroken):
    """A loan's next due date lies more than a period after the books begin, or out of range."""

    member_no: int
    next_due_on: dt.date


@dataclass(eq=False)
class RateOutOfRange(RuleBroken):
    """A rate is zero or more, in parts per million a month."""

    rate: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningMoney:
    """What a fund has in the box or in the bank, in đồng."""

    fund: str
    amount: int
    place: MoneyPlace = MoneyPlace.CASH


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningCapital:
    """Capital of a source that is never returned, in đồng."""

    source: CapitalSource
    amount: int
    fund: str = INCOME


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningLender:
    """Capital that the club has still to return to a lender, in đồng."""

    lender: str
    amount: int
    fund: str = INCOME


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningMember:
    """What a member has paid in as capital, in đồng."""

    member_no: int
    amount: int
    fund: str = INCOME


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningEquity:
    """What a fund has kept of its own over the years, in đồng; below zero a deficit."""

    fund: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptedLoan:
    """A loan of before the books: what is still owed of it in principal, and from when on.

    `next_due_on` is the earliest instalment that is not paid, which may be late; so many
    instalments are left, a month apart. The rate is in parts per million a month, on what is owed.
    """

    member_no: int
    owed: int
    next_due_on: dt.date
    instalments_left: int
    monthly_rate_ppm: int
    method: PrincipalMethod = PrincipalMethod.BULLET
    agreed_on: dt.date | None = None
    purpose: str | None = None
    paper_code: str | None = None

    @property
    def begins_on(self) -> dt.date:
        """Return when the period began that ends with the next due date."""
        return months_later(self.next_due_on, -1)

    @property
    def term_months(self) -> int:
        """Return for how many months it runs, from the day it was agreed if that is known."""
        last_on = months_later(self.begins_on, self.instalments_left)
        begun_on = min(self.agreed_on or self.begins_on, self.begins_on)
        return (last_on.year - begun_on.year) * 12 + last_on.month - begun_on.month

    def contract(self, principal_multiple: int) -> Contract:
        """Return what was agreed, as far as it is still to come.

        Its terms are those of a loan from a workbook (`core.workbook.loans.contract_of`), but its
        instalments are due on the day of the month that is given, in a shorter month on its last
        day: the 31st stays the 31st though the period before began on a 28th of February.
        """
        parts: tuple[AgreedPart, ...] = ()
        if self.method is PrincipalMethod.FREE:
            last_on = months_later(self.begins_on, self.instalments_left)
            parts = (AgreedPart(last_on, self.owed),)
        terms = club_terms(
            self.method, self.instalments_left, self.monthly_rate_ppm, principal_multiple
        )
        pay_days = PayDays(Move.NEXT_MEETING, meeting_day=self.next_due_on.day)
        return Contract(
            terms=terms, recalculation=Recalculation.PERIODS, pay_days=pay_days, parts=parts
        )

    def faults(self, opens_on: dt.date) -> Iterator[LedgerError]:
        """Yield what is wrong with it by itself."""
        yield from wrong_sums(self.owed)
        if not 1 <= self.instalments_left <= LONGEST:
            yield TermOutOfRange(instalments=self.instalments_left, longest=LONGEST)
        if not 0 <= self.monthly_rate_ppm <= 1_000_000:
            yield RateOutOfRange(rate=self.monthly_rate_ppm)
        years_ago = opens_on.year - self.next_due_on.year
        if not -1 <= years_ago < LONGEST // 12 or self.begins_on > opens_on:
            yield NextDueTooFar(self.member_no, self.next_due_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class FundOpening:
    """What a fund has, where it comes from, and by how much they differ, in đồng."""

    fund: str
    has: int
    comes_from: int

    @property
    def difference(self) -> int:
        """Return what is not explained; below zero, what is missing."""
        return self.has - self.comes_from


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """All balances with which the books begin, at the end of a day."""

    opens_on: dt.date
    money: tuple[OpeningMoney, ...] = ()
    capital: tuple[OpeningCapital, ...] = ()
    lent: tuple[OpeningLender, ...] = ()
    members: tuple[OpeningMember, ...] = ()
    equity: tuple[OpeningEquity, ...] = ()
    loans: tuple[AdoptedLoan, ...] = ()

    @property
    def funds(self) -> tuple[FundOpening, ...]:
        """Return each fund that is named, with what it has and where that comes from."""
        has = [(one.fund, one.amount) for one in self.money]
        has += [(INCOME, one.owed) for one in self.loans]
        comes = [(one.fund, one.amount) for one in (*self._brought, *self.equity)]
        return tuple(
            FundOpening(fund=fund, has=_sum(has, fund), comes_from=_sum(comes, fund))
            for fund in sorted({fund for fund, _ in (*has, *comes)})
        )

    @property
    def _brought(self) -> tuple[OpeningCapital | OpeningLender | OpeningMember, ...]:
        """Return what others brought into the club."""
        return (*self.capital, *self.lent, *self.members)

    def faults(self) -> Iterator[LedgerError]:
        """Yield what is wrong with it by itself, each fund's difference among it."""
        if not self.funds:
            yield NothingToOpen()
        yield from wrong_sums(*(one.amount for one in (*self.money, *self._brought)))
        for equity in self.equity:
            if abs(equity.amount) > LARGEST_MINOR:
                yield AmountTooLarge(amount=equity.amount)
        for lender in self.lent:
            yield from missing_words("lender", lender.lender)
        for loan in self.loans:
            yield from loan.faults(self.opens_on)
        for fund in self.funds:
            if fund.difference:
                yield OpeningDoesNotBalance(fund.fund, fund.has, fund.comes_from, fund.difference)


def opening_entries(
    opening: Opening, funds: Mapping[str, Fund], approved_by: int | None
) -> tuple[JournalEntry, ...]:
    """Return the entries of an opening that balances, but for those of its loans."""
    balances = [(one.place.account, one.fund, one.amount, None) for one in opening.money]
    balances += [(one.source.value, one.fund, -one.amount, None) for one in opening.capital]
    balances += [
        (funds[one.fund].equity_account, one.fund, -one.amount, None) for one in opening.equity
    ]
    named = [(MEMBER_CAPITAL, one.fund, -one.amount, one.member_no) for one in opening.members]
    to_come = {
        fund.fund: _sum([(one.fund, -one.amount) for one in opening.lent], fund.fund)
        for fund in opening.funds
    }
    if opening.loans:
        to_come[INCOME] += sum(one.owed for one in opening.loans)
    day, kind = opening.opens_on, EntryKind.OPENING
    lines = opened([*balances, *named], to_come)
    first = JournalEntry(kind, day, lines, NARRATION, approved_by=approved_by) if lines else None
    lenders = [
        JournalEntry(
            kind, day, lent_capital_adopted(one.fund, one.amount), LENT_NARRATION,
            payer_name=one.lender, approved_by=approved_by,
        )
        for one in opening.lent
    ]  # fmt: skip
    return (*([first] if first else []), *lenders)


def _sum(amounts: list[tuple[str, int]], fund: str) -> int:
    return sum(amount for code, amount in amounts if code == fund)
