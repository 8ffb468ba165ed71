"""What a club spends and is given, by the season: the eight areas, help, gifts, office."""

import datetime as dt
from dataclasses import dataclass

from ledger.core.simulation.cash_book import Item, PaperCashBook
from ledger.core.simulation.days import moon_year_name, new_year_of
from ledger.core.simulation.dice import WHOLE_PPM, Dice
from ledger.core.simulation.people import Person
from ledger.core.simulation.plan import ClubPlan, scaled
from ledger.core.workbook.values import CashKind

_THOUSAND = 1_000
_STEP = 5 * _THOUSAND
_KEPT = 250 * _THOUSAND
"""What the board leaves in the activity fund, come what may."""

_PLENTY = 1_500 * _THOUSAND
_USUAL_INCOME = 800 * _THOUSAND


@dataclass(frozen=True, slots=True)
class Custom:
    """Something a club pays for; amounts in thousands of đồng, months empty for all.

    `area` None is administration.
    """

    words: str
    area: int | None
    least: int
    most: int
    months: tuple[int, ...] = ()


MONTHLY = (
    Custom("Chè, nước, bánh kẹo buổi họp", None, 40, 70),
    Custom("Đo huyết áp, cân sức khỏe tại buổi họp", 2, 50, 90),
)
"""Paid at every meeting."""

SEASONAL = (
    Custom("Tọa đàm, hoa ngày 8/3", 7, 150, 300, (3,)),
    Custom("Trồng cây, dọn đường xóm đầu xuân", 4, 80, 160, (2, 3)),
    Custom("Quà 1/6 cho các cháu con hội viên nghèo", 4, 120, 250, (6,)),
    Custom("Thắp hương, thăm gia đình liệt sĩ ngày 27/7", 4, 150, 300, (7,)),
    Custom("Quà Trung thu cho các cháu", 4, 120, 260, (9,)),
    Custom("Mừng thọ, kỷ niệm ngày Người cao tuổi 1/10", 7, 250, 450, (10,)),
    Custom("Văn nghệ ngày hội Đại đoàn kết 18/11", 7, 150, 320, (11,)),
    Custom("Sơ kết 6 tháng đầu năm", None, 80, 150, (6, 7)),
    Custom("Tổng kết năm, khen thưởng tổ tiêu biểu", None, 120, 240, (12,)),
)
"""Paid once a year, in the first of the months that has a meeting."""

NOW_AND_THEN = (
    Custom("Mời thú y tập huấn phòng bệnh cho gà, lợn", 1, 100, 200),
    Custom("Mua hạt giống rau cho mô hình trình diễn", 1, 80, 180),
    Custom("Mua thuốc bổ, dầu gió phát cho người cao tuổi", 2, 80, 180),
    Custom("Bồi dưỡng tình nguyện viên chăm sóc tại nhà", 3, 80, 160),
    Custom("Sữa, đường cho người già yếu không ra khỏi nhà", 3, 100, 180),
    Custom("Phúng viếng thân nhân hội viên", 4, 100, 200),
    Custom("Đi lại làm thẻ bảo hiểm y tế cho hội viên", 5, 60, 140),
    Custom("Tư vấn chế độ người cao tuổi, in tờ rơi", 5, 60, 150),
    Custom("Nói chuyện chuyên đề phòng cháy, lừa đảo qua mạng", 6, 80, 160),
    Custom("Sửa loa, mua pin micro", 6, 60, 180),
    Custom("Mua bóng, lưới bóng chuyền hơi", 7, 100, 220),
    Custom("Thuê trang phục hội diễn văn nghệ", 7, 120, 250),
    Custom("In thư ngỏ, sổ Tấm lòng vàng", 8, 50, 120),
    Custom("Đi vận động các nhà hảo tâm", 8, 60, 120),
    Custom("Mua sổ, bút, phô tô biểu mẫu", None, 30, 90),
)
"""Paid when somebody proposes it, at least one of each area in time."""

LARGE = (
    Custom("Mua máy đo huyết áp", 2, 750, 950),
    Custom("Mua loa kéo, micro", 7, 1_800, 2_600),
    Custom("Mua 30 ghế nhựa cho nhà văn hóa", None, 1_500, 2_000),
    Custom("Tham quan mô hình chăn nuôi xã bạn", 1, 1_200, 1_900),
    Custom("Mua bạt, phông che sân họp", None, 900, 1_400),
)
"""Paid once, in this order, when the activity fund has enough."""

HARDSHIPS = (
    "nhà bị tốc mái do giông lốc", "nằm viện dài ngày", "lợn chết do dịch", "bị lũ cuốn hoa màu",
    "neo đơn, thiếu gạo giáp hạt",
)  # fmt: skip

DONORS = (
    "Con em xa quê ủng hộ Sổ Tấm lòng vàng", "Chi hội Phụ nữ xóm ủng hộ",
    "Cửa hàng vật tư nông nghiệp ủng hộ", "Trạm y tế xã ủng hộ", "Nhà hảo tâm ủng hộ người nghèo",
    "Đoàn Thanh niên xã ủng hộ", "Hội viên khá giả ủng hộ",
)  # fmt: skip
EARNINGS = (
    "Cho thuê loa đài, phông bạt", "Cho thuê bàn ghế, bát đĩa đám cưới", "Bán phế liệu gây quỹ",
    "Tiền công nhóm cấy lúa đổi công", "Tiền trông xe ngày hội xóm",
)  # fmt: skip


class Spending:
    """What the board decides to spend, never more than the activity fund has."""

    def __init__(self, plan: ClubPlan, people: tuple[Person, ...], dice: Dice) -> None:
        """Begin with nothing spent; amounts follow what the club can expect to take."""
        self._plan = plan
        self._people = people
        self._dice = dice
        dues = plan.composition.members * plan.dues
        interest = plan.borrowers * 3_000_000 * plan.rates[0] // 1_000_000 * plan.shares[1] // 100
        expected = dues + interest + 150 * _THOUSAND
        self._scale = max(600_000, min(1_500_000, expected * 1_000_000 // _USUAL_INCOME))
        self._turns: list[Custom] = []
        self._large = list(LARGE)
        self._helped = False
        self._done: set[tuple[int, str]] = set()

    def at_meeting(self, meeting: int, book: PaperCashBook) -> list[Item]:
        """Return what the meeting pays, within what the activity fund has before it."""
        day = self._plan.meetings[meeting].held_on
        wanted = [self._item(one) for one in MONTHLY]
        wanted += [self._item(one) for one in self._season(day)]
        if self._plan.meetings[meeting].is_last_before_new_year:
            wanted += self._new_year(day, meeting)
        turns = self._dice.between(0, 2) + min(2, max(0, book.activity // _PLENTY))
        wanted += [self._item(self._turn()) for _ in range(turns)]
        if meeting >= 2 and self._dice.chance(170_000 if self._helped or meeting < 6 else 700_000):
            wanted.append(self._help(meeting))
        if self._large and book.activity >= self._large[0].most * _THOUSAND + _PLENTY:
            wanted.append(self._item(self._large.pop(0)))
        left, paid = book.activity - _KEPT, []
        for item in wanted:
            costs = item.amount
            if item.kind is CashKind.HARDSHIP_HELP:
                costs = max(0, item.amount - book.mutual)
            if costs <= left:
                paid.append(item)
                left -= costs
                self._helped |= item.kind is CashKind.HARDSHIP_HELP
        return paid

    def income(self, meeting: int) -> list[Item]:
        """Return what the club is given, and what it earns together, at a meeting."""
        items = []
        before_new_year = self._plan.meetings[meeting].is_last_before_new_year
        if before_new_year or self._dice.chance(300_000):
            amount = self._dice.weighted(((100, 3), (200, 5), (300, 3), (500, 3), (1_000, 1)))
            amount = max(amount, 1_000) if before_new_year else amount
            words = self._dice.choose(DONORS)
            items.append(Item(CashKind.DONATION, words, amount * _THOUSAND))
        if meeting and self._dice.chance(220_000):
            amount = self._dice.between(5, 20) * 10 * _THOUSAND
            items.append(Item(CashKind.OTHER_INCOME, self._dice.choose(EARNINGS), amount))
        return items

    def sick_visit(self, meeting: int) -> Item:
        """Return a visit to somebody ill, between two meetings."""
        who = self._dice.choose([one for one in self._people if one.is_there(meeting)])
        amount = self._dice.choose((50, 100, 100, 100, 150)) * _THOUSAND
        return Item(CashKind.ACTIVITY_EXPENSE, f"Thăm {who.address} ốm", amount, 4, member=who.code)

    def _season(self, day: dt.date) -> list[Custom]:
        found = [
            one
            for one in SEASONAL
            if day.month in one.months and (day.year, one.words) not in self._done
        ]
        self._done |= {(day.year, one.words) for one in found}
        return found

    def _turn(self) -> Custom:
        """Return the next of what is paid now and then, all of them once before any again."""
        if not self._turns:
            self._turns = self._dice.shuffled(NOW_AND_THEN)
        return self._turns.pop()

    def _new_year(self, day: dt.date, meeting: int) -> list[Item]:
        """Return the gifts of Tết, for those whom the commune holds for poor and who are old."""
        year = day.year if day < new_year_of(day.year) else day.year + 1
        poor = [one for one in self._people if one.is_poor and one.is_there(meeting)]
        gifts = min(len(poor), self._dice.between(6, 10))
        words = f"Quà Tết {moon_year_name(year)} cho {gifts} hội viên nghèo, cận nghèo"
        each = scaled(120 * _THOUSAND, self._scale, 10 * _THOUSAND)
        return [Item(CashKind.ACTIVITY_EXPENSE, words, gifts * each, 4)]

    def _help(self, meeting: int) -> Item:
        """Return help in need; what the mutual-help fund lacks the activity fund pays."""
        there = [one for one in self._people if one.is_there(meeting)]
        who = self._dice.choose([one for one in there if one.is_poor] or there)
        words = f"Hỗ trợ {who.address} {self._dice.choose(HARDSHIPS)}"
        amount = self._dice.choose((200, 300, 300, 500)) * _THOUSAND
        return Item(CashKind.HARDSHIP_HELP, words, amount, member=who.code)

    def _item(self, custom: Custom) -> Item:
        thousand = self._dice.between(custom.least, custom.most)
        scale = WHOLE_PPM if custom in LARGE else self._scale
        amount = scaled(thousand * _THOUSAND, scale, _STEP)
        kind = CashKind.ADMINISTRATION if custom.area is None else CashKind.ACTIVITY_EXPENSE
        return Item(kind, custom.words, amount, custom.area)
