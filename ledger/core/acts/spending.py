"""What the club spends: by area of work, in help for members, by advances."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from ledger.core.accounts import ADVANCES
from ledger.core.acts.shared import (
    AREAS_IN_WORDS,
    Act,
    Area,
    Funds,
    MoneyAct,
    MoneyPlace,
    missing_words,
    wrong_sums,
)
from ledger.core.errors import LedgerError, RuleBroken
from ledger.core.journal import EntryKind, JournalLine
from ledger.core.posting_rules import ACTIVITY, MUTUAL, hardship_helped, paid
from ledger.core.posting_rules_club import advance_settled


@dataclass(eq=False)
class AdvanceAboveOpen(RuleBroken):
    """More of an advance would be settled than the member holds of a fund, in đồng."""

    member_no: int
    fund: str
    amount: int
    open: int


@dataclass(eq=False)
class AdvanceBothWays(RuleBroken):
    """Of an advance either something is left, or something was spent beyond it (in đồng)."""

    returned: int
    added: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending(MoneyAct):
    """The club spends for an area of its work, or for its administration.

    `member_no` is the member for whom it is spent (a visit when ill), if one is.
    """

    kind: ClassVar = EntryKind.EXPENSE
    area: Area
    fund: str = ACTIVITY
    member_no: int | None = None

    def lines_of(self, _: Funds) -> tuple[JournalLine, ...]:
        """Return 642x / 111 or 112."""
        from_ = self.place.account
        return paid(self.area.value, self.fund, self.amount, from_=from_, member_no=self.member_no)

    @property
    def narration(self) -> str:
        """Return what it is for."""
        return self.note or f"Chi {AREAS_IN_WORDS[self.area]}"

    @property
    def member(self) -> int | None:
        """Return for whom it is spent."""
        return self.member_no

    @property
    def paid_out(self) -> int:
        """Return what is spent."""
        return self.amount


@dataclass(frozen=True, slots=True, kw_only=True)
class HardshipHelp(MoneyAct):
    """A member in need is helped, from the mutual-help fund or the activity fund."""

    kind: ClassVar = EntryKind.EXPENSE
    words: ClassVar = "Hỗ trợ hội viên gặp khó khăn"
    member_no: int
    fund: str = MUTUAL

    def lines_of(self, _: Funds) -> tuple[JournalLine, ...]:
        """Return 6424 / 111."""
        if self.place is MoneyPlace.CASH:
            return hardship_helped({self.fund: self.amount}, member_no=self.member_no)
        area, from_ = Area.SELF_HELP.value, self.place.account
        return paid(area, self.fund, self.amount, from_=from_, member_no=self.member_no)

    @property
    def member(self) -> int | None:
        """Return who is helped."""
        return self.member_no

    @property
    def paid_out(self) -> int:
        """Return what is paid."""
        return self.amount


@dataclass(frozen=True, slots=True, kw_only=True)
class BankFee(MoneyAct):
    """The bank takes a fee."""

    kind: ClassVar = EntryKind.BANK
    words: ClassVar = "Phí ngân hàng"
    place: MoneyPlace = MoneyPlace.BANK

    def lines_of(self, _: Funds) -> tuple[JournalLine, ...]:
        """Return 6429 / 112."""
        account = Area.ADMINISTRATION.value
        return paid(account, self.fund, self.amount, from_=self.place.account)

    @property
    def paid_out(self) -> int:
        """Return the fee."""
        return self.amount


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceGiven(MoneyAct):
    """A member is given money beforehand, to buy something for the club."""

    kind: ClassVar = EntryKind.EXPENSE
    member_no: int
    purpose: str
    fund: str = ACTIVITY

    def lines_of(self, _: Funds) -> tuple[JournalLine, ...]:
        """Return 141 / 111 or 112."""
        from_ = self.place.account
        return paid(ADVANCES, self.fund, self.amount, from_=from_, member_no=self.member_no)

    @property
    def narration(self) -> str:
        """Return what it is for."""
        return self.note or f"Tạm ứng: {self.purpose}"

    @property
    def member(self) -> int | None:
        """Return who is given it."""
        return self.member_no

    @property
    def paid_out(self) -> int:
        """Return what is given."""
        return self.amount

    def faults(self) -> Iterator[LedgerError]:
        """Yield what is wrong with it by itself."""
        yield from missing_words("advance", self.purpose)
        yield from wrong_sums(self.amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What was spent of an advance for an area of work, in đồng."""

    area: Area
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceSettled(Act):
    """A member says what became of an advance: what was spent, what of it comes back.

    `returned` is what was left of it, `added` what was spent beyond it and is paid to the member.
    """

    kind: ClassVar = EntryKind.EXPENSE
    words: ClassVar = "Thanh toán tạm ứng"
    member_no: int
    spent: tuple[Spent, ...] = ()
    returned: int = 0
    added: int = 0
    fund: str = ACTIVITY
    place: MoneyPlace = MoneyPlace.CASH

    @property
    def funds(self) -> tuple[str, ...]:
        """Return the fund that gave it."""
        return (self.fund,)

    @property
    def settled(self) -> int:
        """Return what of the advance is settled, in đồng."""
        return sum(one.amount for one in self.spent) + self.returned - self.added

    def lines_of(self, _: Funds) -> tuple[JournalLine, ...]:
        """Return 642x, 111 / 141, and 642x / 111 for what was spent beyond it."""
        return advance_settled(
            [(one.area.value, one.amount) for one in self.spent], self.fund,
            returned=self.returned, added=self.added, money=self.place.account,
            member_no=self.member_no,
        )  # fmt: skip

    @property
    def member(self) -> int | None:
        """Return who had it."""
        return self.member_no

    @property
    def paid_out(self) -> int:
        """Return what is paid to the member now."""
        return self.added

    def faults(self) -> Iterator[LedgerError]:
        """Yield what is wrong with it by itself."""
        yield from wrong_sums(*(one.amount for one in self.spent))
        yield from wrong_sums(*(one for one in (self.returned, self.added) if one))
        if self.returned and self.added:
            yield AdvanceBothWays(returned=self.returned, added=self.added)
        elif self.settled <= 0:
            yield from wrong_sums(self.settled)
