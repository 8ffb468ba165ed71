"""Slips of the treasurer's pen: rows written down wrongly, and what they should say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from ledger.core.simulation.cash_book import Item, PaperRow
from ledger.core.simulation.dice import Dice
from ledger.core.simulation.people import Person
from ledger.core.workbook.values import CashKind


@dataclass(frozen=True, slots=True)
class Slip:
    """A row about to be written wrongly; `reason` is what the club says when it finds out."""

    wrong: Item
    right: Item
    reason: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """A row that stands wrongly in the book, and what it should say."""

    row: PaperRow
    right: Item
    reason: str


ToWrite: TypeAlias = Item | Slip


def under_another_name(
    items: Sequence[Item], people: Mapping[str, Person], dice: Dice
) -> list[ToWrite]:
    """Write one member's dues under the name of the next in the list; `people` are by code."""
    at = dice.between(len(items) // 3, len(items) // 2)
    right = items[at]
    payer, other = people[right.member or ""], people[items[at + 1].member or ""]
    reason = f"Ghi nhầm người nộp: {payer.address} nộp, sổ ghi {other.address}"
    return [*items[:at], Slip(replace(right, member=other.code), right, reason), *items[at + 1 :]]


def with_turned_digits(items: Sequence[Item], dice: Dice) -> list[ToWrite]:
    """Write what the first check of blood pressures cost with its two digits turned around."""
    tens, ones = dice.choose(((7, 2), (8, 3), (8, 4), (9, 5)))
    at = next(place for place, item in enumerate(items) if item.area == 2)
    right = replace(items[at], amount=(10 * tens + ones) * 1_000)
    wrong = replace(right, amount=(10 * ones + tens) * 1_000)
    reason = f"Ghi nhầm số tiền: hóa đơn {tens}{ones}.000 đồng, sổ ghi {ones}{tens}.000 đồng"
    return [*items[:at], Slip(wrong, right, reason), *items[at + 1 :]]


def with_another_area(items: Sequence[Item]) -> list[ToWrite]:
    """Write the meeting's tea as spent on sport and culture, not on administration."""
    at = next(place for place, one in enumerate(items) if one.kind is CashKind.ADMINISTRATION)
    right = items[at]
    wrong = replace(right, kind=CashKind.ACTIVITY_EXPENSE, area=7)
    reason = "Ghi nhầm mục chi: chè nước buổi họp là chi quản lý, không phải mảng 7"
    return [*items[:at], Slip(wrong, right, reason), *items[at + 1 :]]
