"""Capital that comes and goes: what the club is granted or lent, what members pay in."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from ledger.core.accounts import LENT_CAPITAL, MEMBER_CAPITAL
from ledger.core.acts.shared import Funds, MoneyAct, missing_words, wrong_sums
from ledger.core.errors import LedgerError, RuleBroken
from ledger.core.journal import EntryKind, JournalLine
from ledger.core.posting_rules import INCOME, paid, received


@dataclass(eq=False)
class CapitalAbovePaidIn(RuleBroken):
    """More capital would be returned to a member than is paid in to a fund, in đồng."""

    member_no: int
    fund: str
    amount: int
    paid_in: int


@dataclass(eq=False)
class LentCapitalAboveOwed(RuleBroken):
    """More would be given back to a lender than the club owes, in đồng."""

    lender: str
    amount: int
    owed: int


class CapitalSource(StrEnum):
    """Where capital that is never returned comes from, by account."""

    PROJECT = "4111"
    BUDGET = "4112"
    DONATED = "4113"


_GRANTED = {
    CapitalSource.PROJECT: "Dự án cấp vốn quay vòng",
    CapitalSource.BUDGET: "Ngân sách cấp vốn quay vòng",
    CapitalSource.DONATED: "Nhận vốn ủng hộ vào quỹ quay vòng",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CapitalGranted(MoneyAct):
    """Capital is given to the club for good; `payer_name` is who gives it."""

    kind: ClassVar = EntryKind.CAPITAL
    source: CapitalSource
    fund: str = INCOME

    def lines_of(self, _: Funds) -> tuple[JournalLine, ...]:
        """Return 111 or 112 / 4111 to 4113."""
        return received(self.source.value, self.fund, self.amount, into=self.place.account)

    @property
    def narration(self) -> str:
        """Return where it comes from."""
        return self.note or _GRANTED[self.source]


@dataclass(frozen=True, slots=True, kw_only=True)
class CapitalLent(MoneyAct):
    """Capital is lent to the club without interest, to be returned."""

    kind: ClassVar = EntryKind.CAPITAL
    lender: str
    fund: str = INCOME

    def lines_of(self, _: Funds) -> tuple[JournalLine, ...]:
        """Return 111 or 112 / 341."""
        return received(LENT_CAPITAL, self.fund, self.amount, into=self.place.account)

    @property
    def narration(self) -> str:
        """Return that it is lent."""
        return self.note or "Nhận vốn mượn không lãi, phải hoàn trả"

    @property
    def other(self) -> str:
        """Return the lender."""
        return self.lender

    def faults(self) -> Iterator[LedgerError]:
        """Yield what is wrong with it by itself."""
        yield from missing_words("lender", self.lender)
        yield from wrong_sums(self.amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class LentCapitalReturned(MoneyAct):
    """The club gives back capital that was lent to it, wholly or in part."""

    kind: ClassVar = EntryKind.CAPITAL
    lender: str
    fund: str = INCOME

    def lines_of(self, _: Funds) -> tuple[JournalLine, ...]:
        """Return 341 / 111 or 112."""
        return paid(LENT_CAPITAL, self.fund, self.amount, from_=self.place.account)

    @property
    def narration(self) -> str:
        """Return that it is given back."""
        return self.note or "Hoàn trả vốn mượn"

    @property
    def paid_out(self) -> int:
        """Return what is given back."""
        return self.amount

    @property
    def other(self) -> str:
        """Return the lender."""
        return self.lender

    def faults(self) -> Iterator[LedgerError]:
        """Yield what is wrong with it by itself."""
        yield from missing_words("lender", self.lender)
        yield from wrong_sums(self.amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberCapitalPaid(MoneyAct):
    """A member pays capital in."""

    kind: ClassVar = EntryKind.CONTRIBUTION
    words: ClassVar = "Góp vốn vào câu lạc bộ"
    member_no: int
    fund: str = INCOME

    def lines_of(self, _: Funds) -> tuple[JournalLine, ...]:
        """Return 111 / 4114."""
        into = self.place.account
        return received(MEMBER_CAPITAL, self.fund, self.amount, into=into, member_no=self.member_no)

    @property
    def member(self) -> int | None:
        """Return who pays in."""
        return self.member_no


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberCapitalReturned(MoneyAct):
    """A member's capital is given back, as when she leaves."""

    kind: ClassVar = EntryKind.CONTRIBUTION
    words: ClassVar = "Trả lại vốn góp"
    member_no: int
    fund: str = INCOME

    def lines_of(self, _: Funds) -> tuple[JournalLine, ...]:
        """Return 4114 / 111."""
        from_ = self.place.account
        return paid(MEMBER_CAPITAL, self.fund, self.amount, from_=from_, member_no=self.member_no)

    @property
    def member(self) -> int | None:
        """Return who is given it back."""
        return self.member_no

    @property
    def paid_out(self) -> int:
        """Return what is given back."""
        return self.amount
