"""What is decided about a club before it begins: where it is, how large, by which rules."""

import datetime as dt
from dataclasses import dataclass

from ledger.core.periods import months_later
from ledger.core.simulation.days import Meeting, meetings_between, new_year_of, working_day_after
from ledger.core.simulation.dice import WHOLE_PPM, Dice


@dataclass(frozen=True, slots=True)
class Place:
    """A commune of the northern mountains, the weights of its ethnic groups, villages in it."""

    commune: str
    province: str
    groups: tuple[tuple[str, int], ...]
    villages: tuple[str, ...]


PLACES = (
    Place(
        "Cao Sơn", "Phú Thọ",
        (("Mường", 46), ("Tày", 17), ("Dao", 16), ("Kinh", 15), ("Thái", 6)),
        ("xóm Suối Bưởi", "xóm Đồng Chanh", "xóm Nà Lốc", "xóm Bãi Mai"),
    ),
    Place(
        "Lương Sơn", "Phú Thọ",
        (("Mường", 64), ("Kinh", 28), ("Dao", 8)),
        ("xóm Đồng Quýt", "xóm Gò Mít", "xóm Suối Trầu", "xóm Bãi Cam"),
    ),
    Place(
        "Liên Sơn", "Phú Thọ",
        (("Mường", 70), ("Kinh", 24), ("Thái", 6)),
        ("xóm Đồng Gạo", "xóm Núi Mơ", "xóm Khe Sung", "xóm Gò Trám"),
    ),
    Place(
        "Nhân Lý", "Lạng Sơn",
        (("Tày", 45), ("Nùng", 43), ("Kinh", 12)),
        ("thôn Nà Hồi", "thôn Khuổi Quế", "thôn Bản Mơ", "thôn Pác Cam"),
    ),
)  # fmt: skip
"""Communes and provinces as they are since 1 July 2025 (DOMAIN.md, section 8.1).

The villages are invented; the ethnic groups are those that live there, the weights are not
counted.
"""

NAMES = (
    "Bình Minh", "Đoàn Kết", "Đồng Tâm", "Tình Thương", "Hòa Thuận", "An Khang", "Sum Vầy",
    "Nghĩa Tình", "Ánh Dương", "Xuân Hồng",
)  # fmt: skip
"""Words of happiness, none the name of a published club of these communes."""

RATES = ((10_000, 8_000), (9_000, 7_000), (8_000, 7_000), (10_000, 9_000))
"""Monthly rates in parts per million, the usual one and that of poor households; at most 1 %."""

SHARES = ((20, 70, 10), (30, 60, 10), (20, 75, 5), (25, 65, 10))
"""How interest is divided in per cent: capital, activity, mutual help (DOMAIN.md, section 2.3)."""

_FIRST_MEETING_AFTER = dt.timedelta(days=7)
_MILLION = 1_000_000
_LARGEST_FUND = 128 * _MILLION


@dataclass(frozen=True, slots=True)
class Capital:
    """Where the loan fund comes from, in đồng; `contribution` is each member's on joining."""

    project: int
    lent: int
    budget: int
    donated: int
    contribution: int


@dataclass(frozen=True, slots=True)
class Composition:
    """Who the members are: how many, and of them how many women, aged 55 and more, poor."""

    members: int
    late_joiners: int
    women: int
    older: int
    poor: int
    near_poor: int
    pairs: int


@dataclass(frozen=True, slots=True)
class ClubPlan:
    """A club before it begins; `borrowers` are wanted at a time, rates in parts per million."""

    name: str
    place: Place
    village: str
    began_on: dt.date
    until: dt.date
    meeting_day: int
    dues: int
    shares: tuple[int, int, int]
    principal_multiple: int
    rates: tuple[int, int]
    composition: Composition
    capital: Capital
    borrowers: int
    meetings: tuple[Meeting, ...]


def draw_plan(dice: Dice, until: dt.date, *, years: int = 2) -> ClubPlan:
    """Return a club inside the sanity bands (DOMAIN.md, section 10), its books up to a day."""
    place = dice.choose(PLACES)
    composition = _composition(dice)
    borrowers = max(23, min(28, dice.between(430, 480) * composition.members // 1_000))
    began_on = _began_on(dice, months_later(until, -12 * years))
    meeting_day = dice.choose((5, 8, 10, 12, 15, 17, 20, 21))
    return ClubPlan(
        name=dice.choose(NAMES), place=place, village=dice.choose(place.villages),
        began_on=began_on, until=until, meeting_day=meeting_day,
        dues=dice.weighted(((5_000, 6), (4_000, 1), (3_000, 2), (2_000, 1))),
        shares=dice.choose(SHARES), principal_multiple=10_000,
        rates=dice.choose(RATES), composition=composition,
        capital=_capital(dice, composition.members, borrowers), borrowers=borrowers,
        meetings=meetings_between(began_on + _FIRST_MEETING_AFTER, until, meeting_day),
    )  # fmt: skip


def _composition(dice: Dice) -> Composition:
    members = dice.between(50, 62)

    def share(least: int, most: int) -> int:
        return members * dice.between(least, most) // 1_000

    return Composition(
        members=members, late_joiners=dice.between(2, 4), women=share(630, 740),
        older=share(580, 800), poor=share(120, 220), near_poor=share(180, 300),
        pairs=dice.between(3, 5),
    )  # fmt: skip


def _capital(dice: Dice, members: int, borrowers: int) -> Capital:
    """Return sources that let each borrower owe some 2.6 to 3.6 million with 80 % lent."""
    fund = borrowers * dice.between(26, 36) * _MILLION // 8
    contribution = dice.choose((100_000, 200_000, 200_000, 300_000))
    lent = dice.choose((0, 10, 10, 15, 20)) * _MILLION
    budget = dice.choose((5, 8, 10)) * _MILLION
    donated = dice.choose((3, 4, 5, 6)) * _MILLION
    others = lent + budget + donated + members * contribution
    project = max(30 * _MILLION, min(fund, _LARGEST_FUND) - others)
    project = -(-project // (5 * _MILLION)) * 5 * _MILLION
    return Capital(project, lent, budget, donated, contribution)


def _began_on(dice: Dice, earliest: dt.date) -> dt.date:
    """Return the day of the launch: a working day soon after the earliest, never within Tết."""
    day = working_day_after(earliest + dt.timedelta(days=dice.between(0, 4)))
    new_year = new_year_of(day.year)
    if new_year - dt.timedelta(days=7) <= day <= new_year + dt.timedelta(days=7):
        day = working_day_after(new_year + dt.timedelta(days=8))
    return day


def scaled(amount: int, ppm: int, multiple: int) -> int:
    """Return a part of an amount in đồng, rounded down to a multiple but not to nothing."""
    return max(multiple, amount * ppm // WHOLE_PPM // multiple * multiple)
