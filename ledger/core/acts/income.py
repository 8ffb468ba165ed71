"""What comes in to the club that is no repayment: dues, gifts, earnings."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import ClassVar

from ledger.core.accounts import BANK_INTEREST, DONATIONS, DUES, JOINT_INCOME, OTHER_INCOME
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
from ledger.core.journal import Document, EntryKind, JournalLine
from ledger.core.periods import is_month, next_month
from ledger.core.posting_rules import ACTIVITY, received
from ledger.core.posting_rules_club import goods_given

KEPT_GOODS = "asset"
"""The kind of document that names goods which the club keeps."""


@dataclass(eq=False)
class DuesOfNobody(RuleBroken):
    """Dues of many members are those of one member or more."""


@dataclass(eq=False)
class DuesTwice(RuleBroken):
    """A list of dues names a member once; who pays for several months has one line."""

    member_no: int


@dataclass(eq=False)
class DuesForNoMonth(RuleBroken):
    """Dues are paid for one month or more."""

    member_no: int


@dataclass(eq=False)
class MonthNotUsable(RuleBroken):
    """Dues are paid for months of the calendar (2026-03), for each once."""

    month: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberDues:
    """What a member pays in dues, in đồng, and for which months (2026-03)."""

    member_no: int
    amount: int
    months: tuple[str, ...]

    def faults(self) -> Iterator[LedgerError]:
        """Yield what is wrong with it (`DuesForNoMonth`, `MonthNotUsable`, `wrong_sums`)."""
        yield from wrong_sums(self.amount)
        if not self.months:
            yield DuesForNoMonth(member_no=self.member_no)
        for place, month in enumerate(self.months):
            if not is_month(month) or month in self.months[:place]:
                yield MonthNotUsable(month=month)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dues(MoneyAct):
    """A member pays dues for some months."""

    kind: ClassVar = EntryKind.CONTRIBUTION
    member_no: int
    months: tuple[str, ...]
    fund: str = ACTIVITY

    def lines_of(self, _: Funds) -> tuple[JournalLine, ...]:
        """Return 111 / 5112."""
        into = self.place.account
        return received(DUES, self.fund, self.amount, into=into, member_no=self.member_no)

    @property
    def narration(self) -> str:
        """Return the months that are paid for."""
        return self.note or f"Hội phí {months_in_words(self.months)}"

    @property
    def member(self) -> int | None:
        """Return who pays."""
        return self.member_no

    def faults(self) -> Iterator[LedgerError]:
        """Yield what is wrong with it by itself."""
        of_one = MemberDues(member_no=self.member_no, amount=self.amount, months=self.months)
        yield from of_one.faults()


@dataclass(frozen=True, slots=True, kw_only=True)
class DuesOfMany(Act):
    """Many members pay dues on a day, as the list of a meeting has it: an entry each."""

    kind: ClassVar = EntryKind.CONTRIBUTION
    dues: tuple[MemberDues, ...]
    fund: str = ACTIVITY
    place: MoneyPlace = MoneyPlace.CASH

    @property
    def each(self) -> tuple[Dues, ...]:
        """Return the dues of each member by itself."""
        return tuple(
            Dues(
                occurred_on=self.occurred_on, note=self.note, meeting_no=self.meeting_no,
                amount=one.amount, fund=self.fund, place=self.place, member_no=one.member_no,
                months=one.months,
            )
            for one in self.dues
        )  # fmt: skip

    def lines_of(self, funds: Funds) -> tuple[JournalLine, ...]:
        """Return the lines of all of its entries."""
        return tuple(line for one in self.each for line in one.lines_of(funds))

    def faults(self) -> Iterator[LedgerError]:
        """Yield what is wrong with the list and with each line of it."""
        if not self.dues:
            yield DuesOfNobody()
        named: set[int] = set()
        for one in self.dues:
            yield from one.faults()
            if one.member_no in named:
                yield DuesTwice(member_no=one.member_no)
            named.add(one.member_no)


@dataclass(frozen=True, slots=True, kw_only=True)
class Donation(MoneyAct):
    """Money is given to the club, to be spent (the Golden Heart book); `payer_name` gives it."""

    kind: ClassVar = EntryKind.CONTRIBUTION
    words: ClassVar = "Ủng hộ Sổ Tấm lòng vàng"
    fund: str = ACTIVITY
    member_no: int | None = None

    def lines_of(self, _: Funds) -> tuple[JournalLine, ...]:
        """Return 111 / 5113."""
        into = self.place.account
        return received(DONATIONS, self.fund, self.amount, into=into, member_no=self.member_no)

    @property
    def member(self) -> int | None:
        """Return the member who gives, if one does."""
        return self.member_no


@dataclass(frozen=True, slots=True, kw_only=True)
class DonationInKind(Act):
    """Goods are given, valued in đồng, and used for an area of work.

    The chart has no account of things: what the club keeps is used at once in the books too, and
    `is_kept` enters it in the book of assets by a document.
    """

    kind: ClassVar = EntryKind.CONTRIBUTION
    goods: str
    amount: int
    area: Area
    fund: str = ACTIVITY
    is_kept: bool = False

    @property
    def funds(self) -> tuple[str, ...]:
        """Return the fund for which they are used."""
        return (self.fund,)

    def lines_of(self, _: Funds) -> tuple[JournalLine, ...]:
        """Return 642x / 5113."""
        return goods_given(self.area.value, self.fund, self.amount)

    @property
    def narration(self) -> str:
        """Return what was given and what for."""
        said = f"Nhận ủng hộ hiện vật: {self.goods}, dùng cho {AREAS_IN_WORDS[self.area]}"
        return self.note or said

    @property
    def documents(self) -> tuple[Document, ...]:
        """Return the line of the book of assets, for what the club keeps."""
        return (Document(KEPT_GOODS, self.goods),) if self.is_kept else ()

    def faults(self) -> Iterator[LedgerError]:
        """Yield what is wrong with it by itself."""
        yield from missing_words("goods", self.goods)
        yield from wrong_sums(self.amount)


class IncomeKind(StrEnum):
    """What else a club takes, by account."""

    JOINT = JOINT_INCOME
    """What members earn together: hire of chairs, a stall, rice planting."""
    OTHER = OTHER_INCOME


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherIncome(MoneyAct):
    """The club earns or takes something else."""

    kind: ClassVar = EntryKind.OTHER
    income: IncomeKind = IncomeKind.OTHER
    fund: str = ACTIVITY

    def lines_of(self, _: Funds) -> tuple[JournalLine, ...]:
        """Return 111 / 5114 or 5118."""
        return received(self.income.value, self.fund, self.amount, into=self.place.account)

    @property
    def narration(self) -> str:
        """Return what it is."""
        is_joint = self.income is IncomeKind.JOINT
        return self.note or ("Thu hoạt động tăng thu nhập chung" if is_joint else "Thu khác")


@dataclass(frozen=True, slots=True, kw_only=True)
class BankInterest(MoneyAct):
    """The bank pays interest on what lies there."""

    kind: ClassVar = EntryKind.BANK
    words: ClassVar = "Lãi tiền gửi ngân hàng"
    place: MoneyPlace = MoneyPlace.BANK

    def lines_of(self, _: Funds) -> tuple[JournalLine, ...]:
        """Return 112 / 515."""
        return received(BANK_INTEREST, self.fund, self.amount, into=self.place.account)


def months_in_words(months: tuple[str, ...]) -> str:
    """Return months as the club writes them: tháng 3 đến tháng 5/2026; months are as 2026-03."""
    ordered = sorted(months)
    is_run = all(next_month(one) == other for one, other in pairwise(ordered))
    named = [ordered[0], ordered[-1]] if is_run and len(ordered) > 1 else ordered
    link = " đến " if is_run and len(ordered) > 2 else " và "
    parts = [
        _month(one, with_year=place == len(named) - 1 or one[:4] != named[place + 1][:4])
        for place, one in enumerate(named)
    ]
    return link.join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]


def _month(month: str, *, with_year: bool) -> str:
    return f"tháng {int(month[5:])}" + (f"/{month[:4]}" if with_year else "")
