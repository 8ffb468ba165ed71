"""What the treasurer's acts have in common."""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, TypeAlias

from ledger.core.accounts import BANK, CASH, Fund
from ledger.core.clubs import LARGEST_PAYMENT, ClubRules
from ledger.core.errors import LedgerError, RuleBroken
from ledger.core.journal import Document, EntryKind, JournalEntry, JournalLine, Series
from ledger.core.money import LARGEST_MINOR, AmountTooLarge
from ledger.core.text import WordsMissing

Funds: TypeAlias = Mapping[str, Fund]
"""A club's funds by their codes."""


@dataclass(eq=False)
class SumNotAboveZero(RuleBroken):
    """What is received, paid or moved is a sum above zero, in đồng."""

    amount: int


@dataclass(eq=False)
class SeveralRefused(RuleBroken):
    """More than one thing is wrong with what was asked; each is a refusal of its own."""

    refusals: tuple[LedgerError, ...]


class MoneyPlace(StrEnum):
    """Where money is: in the box or in the bank."""

    CASH = "cash"
    BANK = "bank"

    @property
    def account(self) -> str:
        """Return the account that holds it."""
        return CASH if self is MoneyPlace.CASH else BANK


class Area(StrEnum):
    """What a club spends for: the eight areas of its work, and administration, by account."""

    INCOME_GENERATION = "6421"
    HEALTH = "6422"
    HOME_CARE = "6423"
    SELF_HELP = "6424"
    RIGHTS = "6425"
    LEARNING = "6426"
    CULTURE = "6427"
    RESOURCES = "6428"
    ADMINISTRATION = "6429"


AREAS_IN_WORDS = {
    Area.INCOME_GENERATION: "tăng thu nhập",
    Area.HEALTH: "chăm sóc sức khỏe",
    Area.HOME_CARE: "chăm sóc tại nhà",
    Area.SELF_HELP: "tự giúp nhau, hỗ trợ cộng đồng",
    Area.RIGHTS: "bảo vệ quyền, lợi ích",
    Area.LEARNING: "truyền thông, nâng cao nhận thức",
    Area.CULTURE: "thể thao, văn nghệ",
    Area.RESOURCES: "vận động nguồn lực",
    Area.ADMINISTRATION: "quản lý, sổ sách",
}
"""As the books themselves say it, in the language in which clubs keep them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act(ABC):
    """Something that the treasurer records, on a day.

    `note` is what the entry says, the usual words unless given. `payer_name` is whoever pays or
    is paid, the member's own name where a member is named.
    """

    kind: ClassVar[EntryKind]
    words: ClassVar[str] = ""
    occurred_on: dt.date
    note: str | None = None
    payer_name: str | None = None
    payer_address: str | None = None
    meeting_no: int | None = None

    @property
    def each(self) -> tuple["Act", ...]:
        """Return the acts of one entry each of which it is made: itself, unless it is a list."""
        return (self,)

    @abstractmethod
    def lines_of(self, funds: Funds) -> tuple[JournalLine, ...]:
        """Return the lines of its entry, in a club with these funds."""

    @property
    def narration(self) -> str:
        """Return what its entry says."""
        return self.note or self.words

    @property
    def member(self) -> int | None:
        """Return the member who pays or is paid, None where it is nobody of the club."""
        return None

    @property
    def funds(self) -> tuple[str, ...]:
        """Return the codes of the funds that it touches."""
        return ()

    @property
    def other(self) -> str | None:
        """Return who else pays or is paid, by name, where the act says so."""
        return self.payer_name

    @property
    def documents(self) -> tuple[Document, ...]:
        """Return the papers that stand behind its entry."""
        return ()

    @property
    def paid_out(self) -> int:
        """Return what leaves the club by it, in đồng."""
        return 0

    def faults(self) -> Iterator[LedgerError]:
        """Yield what is wrong with it by itself."""
        return iter(())

    def entry(self, member_name: str | None, funds: Funds, approved_by: int | None) -> JournalEntry:
        """Return the entry that records it; the caller has seen to it that nothing is wrong."""
        lines = self.lines_of(funds)
        return JournalEntry(
            self.kind, self.occurred_on, lines, self.narration, series_of(lines),
            payer_name=self.other or member_name, payer_address=self.payer_address,
            meeting_no=self.meeting_no, approved_by=approved_by, documents=self.documents,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyAct(Act):
    """An act that moves a sum of a fund, in đồng, in the box or in the bank."""

    amount: int
    fund: str
    place: MoneyPlace = MoneyPlace.CASH

    @property
    def funds(self) -> tuple[str, ...]:
        """Return the fund."""
        return (self.fund,)

    def faults(self) -> Iterator[LedgerError]:
        """Yield what is wrong with it by itself (`SumNotAboveZero`, `AmountTooLarge`)."""
        yield from wrong_sums(self.amount)


def needs_second(act: Act, rules: ClubRules | None) -> bool:
    """Tell whether so much leaves the club by an act that a second person has to approve it."""
    limit = LARGEST_PAYMENT if rules is None else rules.paid_alone
    return act.paid_out > limit


def series_of(lines: Iterable[JournalLine]) -> Series:
    """Return the series of an entry's voucher: by whether the box as a whole gains or loses.

    Of what moves in the bank alone the bank's own slip is the paper.
    """
    change = sum(line.debit - line.credit for line in lines if line.account == CASH)
    if not change:
        return Series.OTHER
    return Series.RECEIPT if change > 0 else Series.PAYMENT


def wrong_sums(*amounts: int) -> Iterator[LedgerError]:
    """Yield what is wrong with sums of money (`SumNotAboveZero`, `AmountTooLarge`)."""
    for amount in amounts:
        if amount <= 0:
            yield SumNotAboveZero(amount=amount)
        elif amount > LARGEST_MINOR:
            yield AmountTooLarge(amount=amount)


def missing_words(what: str, text: str | None) -> Iterator[LedgerError]:
    """Yield that a text which must say something does not (`WordsMissing`)."""
    if not (text or "").strip():
        yield WordsMissing(what=what)


def refuse(faults: Iterable[LedgerError]) -> None:
    """Raise what is wrong: the one refusal, or all of them together (`SeveralRefused`)."""
    found = tuple(faults)
    if len(found) == 1:
        raise found[0]
    if found:
        raise SeveralRefused(refusals=found)
