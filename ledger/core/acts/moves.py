"""What moves inside the club: between box and bank, between funds, differences of counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from ledger.core.accounts import CASH_SHORT, CASH_SURPLUS
from ledger.core.acts.shared import Funds, MoneyAct, missing_words, wrong_sums
from ledger.core.errors import LedgerError, RuleBroken
from ledger.core.journal import EntryKind, JournalLine
from ledger.core.posting_rules import banked, paid, received, withdrawn
from ledger.core.posting_rules_club import (
    money_transferred,
    shortage_borne,
    surplus_taken,
)


@dataclass(eq=False)
class FundsTheSame(RuleBroken):
    """Money moves from one fund to another one."""

    fund: str


@dataclass(eq=False)
class DifferenceNotOpen(RuleBroken):
    """More of a difference of counts would be explained than is open in a fund, in đồng."""

    account: str
    fund: str
    amount: int
    open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Banked(MoneyAct):
    """Cash is taken to the bank."""

    kind: ClassVar = EntryKind.BANK
    words: ClassVar = "Gửi tiền vào ngân hàng"

    def lines_of(self, _: Funds) -> tuple[JournalLine, ...]:
        """Return 112 / 111."""
        return banked(self.amount, self.fund)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(MoneyAct):
    """Cash is fetched from the bank."""

    kind: ClassVar = EntryKind.BANK
    words: ClassVar = "Rút tiền ngân hàng về quỹ"

    def lines_of(self, _: Funds) -> tuple[JournalLine, ...]:
        """Return 111 / 112."""
        return withdrawn(self.amount, self.fund)


@dataclass(frozen=True, slots=True, kw_only=True)
class FundsTransferred(MoneyAct):
    """Money moves from a fund to another by a meeting's decision; `fund` gives it."""

    kind: ClassVar = EntryKind.TRANSFER
    receiving: str
    decision: str

    @property
    def funds(self) -> tuple[str, ...]:
        """Return the fund that gives, and the one that receives."""
        return self.fund, self.receiving

    def lines_of(self, funds: Funds) -> tuple[JournalLine, ...]:
        """Return the fund's own equity / 111 in the giving one, and the reverse in the other."""
        giving, receiving = funds[self.fund], funds[self.receiving]
        return money_transferred(giving, receiving, self.amount, self.place.account)

    @property
    def narration(self) -> str:
        """Return what was decided."""
        return self.note or f"Chuyển tiền giữa các quỹ: {self.decision}"

    def faults(self) -> Iterator[LedgerError]:
        """Yield what is wrong with it by itself."""
        yield from wrong_sums(self.amount)
        yield from missing_words("transfer", self.decision)
        if self.receiving == self.fund:
            yield FundsTheSame(fund=self.fund)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortageMadeGood(MoneyAct):
    """Somebody makes good what a count found missing: a member, or whoever is named as payer."""

    kind: ClassVar = EntryKind.OTHER
    words: ClassVar = "Bồi hoàn tiền quỹ thiếu"
    member_no: int | None = None

    def lines_of(self, _: Funds) -> tuple[JournalLine, ...]:
        """Return 111 / 1381."""
        into = self.place.account
        return received(CASH_SHORT, self.fund, self.amount, into=into, member_no=self.member_no)

    @property
    def member(self) -> int | None:
        """Return who makes it good."""
        return self.member_no

    def faults(self) -> Iterator[LedgerError]:
        """Yield what is wrong with it by itself."""
        yield from wrong_sums(self.amount)
        if self.member_no is None:
            yield from missing_words("payer", self.payer_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortageBorne(MoneyAct):
    """The club bears what a count found missing, by a meeting's decision."""

    kind: ClassVar = EntryKind.EXPENSE
    decision: str

    def lines_of(self, _: Funds) -> tuple[JournalLine, ...]:
        """Return 6429 / 1381."""
        return shortage_borne(self.fund, self.amount)

    @property
    def narration(self) -> str:
        """Return what was decided."""
        return self.note or f"Ghi chi khoản thiếu quỹ: {self.decision}"

    @property
    def paid_out(self) -> int:
        """Return what is missing: nobody alone lets the club bear a large loss."""
        return self.amount

    def faults(self) -> Iterator[LedgerError]:
        """Yield what is wrong with it by itself."""
        yield from wrong_sums(self.amount)
        yield from missing_words("shortage", self.decision)


@dataclass(frozen=True, slots=True, kw_only=True)
class SurplusTaken(MoneyAct):
    """What a count found too much, and nobody asks for, is the fund's own."""

    kind: ClassVar = EntryKind.OTHER
    words: ClassVar = "Ghi thu khoản thừa quỹ không rõ nguồn"

    def lines_of(self, _: Funds) -> tuple[JournalLine, ...]:
        """Return 3381 / 5118."""
        return surplus_taken(self.fund, self.amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class SurplusReturned(MoneyAct):
    """What a count found too much goes back to whom it belongs."""

    kind: ClassVar = EntryKind.OTHER
    words: ClassVar = "Trả lại tiền thừa quỹ cho người nộp nhầm"
    member_no: int | None = None

    def lines_of(self, _: Funds) -> tuple[JournalLine, ...]:
        """Return 3381 / 111."""
        from_ = self.place.account
        return paid(CASH_SURPLUS, self.fund, self.amount, from_=from_, member_no=self.member_no)

    @property
    def member(self) -> int | None:
        """Return who gets it back."""
        return self.member_no

    @property
    def paid_out(self) -> int:
        """Return what is given back."""
        return self.amount

    def faults(self) -> Iterator[LedgerError]:
        """Yield what is wrong with it by itself."""
        yield from wrong_sums(self.amount)
        if self.member_no is None:
            yield from missing_words("payer", self.payer_name)
