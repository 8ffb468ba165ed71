"""One loan as it runs: what falls due each month, and what its borrower does about it."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ledger.core.loans.choices import PrincipalMethod
from ledger.core.simulation.cash_book import Item
from ledger.core.simulation.dice import WHOLE_PPM
from ledger.core.simulation.people import Person
from ledger.core.workbook.values import CashKind, Sex


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a loan is for, how its principal comes back, and the terms in months that fit it.

    `of` tells whose work it is by custom: women's, men's, or None for anybody's.
    """

    words: str
    method: PrincipalMethod
    terms: tuple[int, ...]
    weight: int
    of: Sex | None = None

    def fits(self, who: Person) -> bool:
        """Tell whether a person would take up this work."""
        return self.of is None or (self.of is Sex.FEMALE) == who.is_woman


_AT_THE_END, _EVENLY = PrincipalMethod.BULLET, PrincipalMethod.EQUAL_PRINCIPAL

PURPOSES = (
    Purpose("Nuôi gà đẻ", _AT_THE_END, (6, 9, 12), 7),
    Purpose("Nuôi gà thả vườn", _AT_THE_END, (6, 9), 5),
    Purpose("Nuôi vịt", _AT_THE_END, (6,), 2),
    Purpose("Nuôi lợn thịt", _AT_THE_END, (6, 9, 10), 8),
    Purpose("Nuôi lợn nái", _AT_THE_END, (12,), 5),
    Purpose("Nuôi bò sinh sản", _AT_THE_END, (18, 24), 4),
    Purpose("Nuôi dê", _AT_THE_END, (12,), 2),
    Purpose("Nuôi cá ao", _AT_THE_END, (10, 12), 4),
    Purpose("Trồng rau vụ đông", _AT_THE_END, (6,), 3),
    Purpose("Trồng ngô, lạc", _AT_THE_END, (6,), 2),
    Purpose("Trồng bưởi", _AT_THE_END, (24,), 1),
    Purpose("Buôn bán nhỏ ở chợ", _EVENLY, (10, 12), 5),
    Purpose("Bán hàng ăn sáng", _EVENLY, (10, 12), 3),
    Purpose("Dệt thổ cẩm", _EVENLY, (12,), 3, Sex.FEMALE),
    Purpose("Đan lát mây tre", _EVENLY, (9, 12), 3),
    Purpose("Làm bánh", _EVENLY, (6, 10, 12), 3, Sex.FEMALE),
    Purpose("Làm đậu phụ", _EVENLY, (12,), 2),
    Purpose("Sửa xe, hàn xì", _EVENLY, (12, 18), 2, Sex.MALE),
    Purpose("Cắt tóc", _EVENLY, (10, 12), 1, Sex.MALE),
    Purpose("Máy xay xát", _EVENLY, (18,), 1, Sex.MALE),
)
"""Kinds of work seen in clubs (DOMAIN.md, section 10), terms within 6 to 24 months."""


class Fate(StrEnum):
    """What becomes of a loan; `fate_month` says in which of its months."""

    PROMPT = "prompt"
    """Every due is paid at its meeting."""
    SKIPS = "skips"
    """One meeting is missed; both months are paid at the next."""
    EARLY = "early"
    """The whole is paid back before its time."""
    PART = "part"
    """A third of the principal comes back before its time."""
    SLIPS = "slips"
    """From that month on nothing is paid; it happened not long ago."""
    STOPS = "stops"
    """From that month on nothing is paid but a little, once; it happened long ago."""


@dataclass(slots=True)
class RunningLoan:
    """A loan between disbursement and its last payment; amounts in đồng."""

    code: str
    borrower: Person
    agreed_on: dt.date
    amount: int
    term: int
    rate_ppm: int
    purpose: Purpose
    multiple: int
    fate: Fate = Fate.PROMPT
    fate_month: int = 0
    outstanding: int = 0
    months_paid: int = 0

    @property
    def instalment(self) -> int:
        """Return the even part of the principal, rounded up to the club's multiple."""
        return -(-self.amount // self.term // self.multiple) * self.multiple

    def principal_due(self, month: int) -> int:
        """Return what principal is unpaid of all that is due up to a month of the loan."""
        repaid = self.amount - self.outstanding
        if month >= self.term:
            return self.outstanding
        if self.purpose.method is _AT_THE_END:
            return 0
        return max(0, min(self.amount, self.instalment * month) - repaid)

    def interest_due(self, month: int) -> int:
        """Return the interest of the months not paid yet, on the principal outstanding."""
        months = month - self.months_paid
        return (2 * self.outstanding * self.rate_ppm * months + WHOLE_PPM) // (2 * WHOLE_PPM)

    def stays_away(self, month: int) -> bool:
        """Tell whether the borrower's fate is to pay nothing that month."""
        if self.fate is Fate.SKIPS:
            return month == self.fate_month
        return self.fate in {Fate.SLIPS, Fate.STOPS} and month >= self.fate_month

    def will_pay(self, month: int) -> int:
        """Return the principal that the borrower brings that month."""
        due = self.principal_due(month)
        if self.stays_away(month):
            return 0
        if month == self.fate_month and self.fate is Fate.EARLY:
            return self.outstanding
        if month == self.fate_month and self.fate is Fate.PART:
            third = self.amount // 3 // 500_000 * 500_000
            return max(due, min(self.outstanding, max(500_000, third)))
        return due

    def disbursed(self) -> Item:
        """Pay the loan out: the row that says so."""
        self.outstanding = self.amount
        return self._item(
            CashKind.DISBURSEMENT,
            f"Giải ngân khoản {self.code}: {self.purpose.words}",
            self.amount,
        )

    def paid(self, month: int, *, principal: int) -> list[Item]:
        """Take interest up to a month and some principal: the rows that say so."""
        items, months = [], month - self.months_paid
        interest = self.interest_due(month)
        self.months_paid = month
        if interest:
            text = f"Thu lãi {months} tháng khoản {self.code}"
            items.append(self._item(CashKind.INTEREST, text, interest))
        if principal:
            items.append(self.principal_paid(principal, self._words(month, principal)))
        return items

    def principal_paid(self, amount: int, words: str) -> Item:
        """Take some principal: the row that says so."""
        self.outstanding -= amount
        return self._item(CashKind.PRINCIPAL, f"{words} khoản {self.code}", amount)

    def _words(self, month: int, principal: int) -> str:
        if principal == self.outstanding:
            return "Thu gốc, tất toán" if month >= self.term else "Thu gốc trước hạn, tất toán"
        return "Thu gốc" if self.principal_due(month) else "Thu bớt gốc trước hạn"

    def _item(self, kind: CashKind, narration: str, amount: int) -> Item:
        return Item(kind, narration, amount, member=self.borrower.code, loan=self.code)
