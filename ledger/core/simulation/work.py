"""Each kind of work that clubs lend for: what is bought, what comes of it, and when."""

from collections.abc import Mapping
from dataclasses import dataclass

from ledger.core.loans.purposes import PurposeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A kind of work as it goes in a village; amounts in đồng, shares in per cent.

    `at_once`: of the cost, spent at the beginning. `days` until it first bears, then in `sales`
    parts. `gain`: least and most of the cost in half a year. `kept`: of the worth, on hand at the
    end; `eaten`: of it, at home at most. `young`: least and most that are born; `dies`: so many
    at most. `price`: of a piece.
    """

    kind: PurposeKind
    what: str
    bought: str
    fed: str
    sold: str
    at_once: int = 70
    days: int = 30
    sales: int = 4
    gain: tuple[int, int] = (20, 38)
    kept: int = 0
    eaten: int = 0
    unit: str | None = None
    price: int = 1
    young: tuple[int, int] | None = None
    dies: int = 0
    loss: str | None = None
    goes_on: bool = True


_FEED, _ILL = "Thức ăn, thuốc thú y", "Chết do bệnh"
_LARGE, _POULTRY, _FISH = (
    PurposeKind.LARGE_LIVESTOCK, PurposeKind.POULTRY, PurposeKind.AQUACULTURE
)  # fmt: skip
_CROPS, _TRADE, _CRAFT = PurposeKind.CROPS, PurposeKind.TRADE, PurposeKind.CRAFT
_PROCESSING, _SERVICES = PurposeKind.PROCESSING, PurposeKind.SERVICES

WORK: Mapping[str, Work] = {
    "Nuôi gà đẻ": Work(
        kind=_POULTRY, what="Nuôi gà đẻ lấy trứng", bought="Gà hậu bị", fed=_FEED, sold="Trứng",
        at_once=55, days=45, sales=5, gain=(18, 34), kept=30, eaten=8, unit="con", price=90_000,
        dies=6, loss=_ILL,
    ),
    "Nuôi gà thả vườn": Work(
        kind=_POULTRY, what="Nuôi gà thả vườn bán dịp lễ, Tết", bought="Gà giống", fed=_FEED,
        sold="Gà thịt", at_once=35, days=110, sales=2, gain=(20, 36), kept=5, eaten=8,
        unit="con", price=22_000, dies=9, loss=_ILL,
    ),
    "Nuôi vịt": Work(
        kind=_POULTRY, what="Nuôi vịt thịt", bought="Vịt giống", fed=_FEED, sold="Vịt thịt",
        at_once=35, days=65, sales=2, gain=(16, 30), eaten=8, unit="con", price=18_000, dies=8,
        loss=_ILL, goes_on=False,
    ),
    "Nuôi lợn thịt": Work(
        kind=_LARGE, what="Nuôi lợn thịt", bought="Lợn giống", fed=_FEED, sold="Lợn hơi",
        at_once=45, days=120, sales=1, gain=(15, 28), eaten=6, unit="con", price=1_200_000,
    ),
    "Nuôi lợn nái": Work(
        kind=_LARGE, what="Nuôi lợn nái, bán lợn con", bought="Lợn nái", fed=_FEED,
        sold="Lợn con", at_once=65, days=150, sales=2, gain=(14, 26), kept=40, unit="con",
        price=3_500_000, young=(7, 11),
    ),
    "Nuôi bò sinh sản": Work(
        kind=_LARGE, what="Nuôi bò sinh sản", bought="Bò cái", fed="Thuốc thú y, cỏ giống",
        sold="Bê", at_once=92, days=330, sales=1, gain=(7, 13), kept=65, unit="con",
        price=9_000_000, young=(1, 1),
    ),
    "Nuôi dê": Work(
        kind=_LARGE, what="Nuôi dê sinh sản", bought="Dê giống", fed=_FEED, sold="Dê thịt",
        at_once=80, days=200, sales=2, gain=(12, 22), kept=45, unit="con", price=2_000_000,
        young=(2, 5), dies=1, loss=_ILL,
    ),
    "Nuôi cá ao": Work(
        kind=_FISH, what="Nuôi cá trắm, cá chép trong ao", bought="Cá giống",
        fed="Thức ăn cho cá", sold="Cá thịt", at_once=40, days=210, sales=2, gain=(13, 24),
        eaten=10,
    ),
    "Trồng rau vụ đông": Work(
        kind=_CROPS, what="Trồng rau vụ đông", bought="Hạt giống, phân bón",
        fed="Phân bón, thuốc", sold="Rau", at_once=60, days=55, sales=5, gain=(25, 45), eaten=12,
        goes_on=False,
    ),
    "Trồng ngô, lạc": Work(
        kind=_CROPS, what="Trồng ngô, lạc", bought="Giống, phân bón",
        fed="Phân bón, công làm đất", sold="Ngô, lạc", at_once=65, days=110, sales=2,
        gain=(15, 30), eaten=15, goes_on=False,
    ),
    "Trồng bưởi": Work(
        kind=_CROPS, what="Trồng bưởi", bought="Cây giống, phân bón", fed="Phân bón, thuốc",
        sold="Bưởi", at_once=70, days=420, sales=2, gain=(4, 9), kept=55, unit="cây",
        price=65_000,
    ),
    "Buôn bán nhỏ ở chợ": Work(
        kind=_TRADE, what="Buôn bán nhỏ ở chợ", bought="Hàng bán", fed="Hàng bán thêm, tiền chợ",
        sold="Hàng", at_once=60, sales=6, gain=(22, 40), kept=15,
    ),
    "Bán hàng ăn sáng": Work(
        kind=_TRADE, what="Bán hàng ăn sáng", bought="Bàn ghế, nồi, bếp", fed="Gạo, thịt, gas",
        sold="Bún, xôi, cháo", at_once=55, sales=6, gain=(26, 46), kept=12, eaten=6,
    ),
    "Dệt thổ cẩm": Work(
        kind=_CRAFT, what="Dệt thổ cẩm", bought="Sợi, chỉ màu", fed="Sợi, chỉ màu",
        sold="Váy, khăn, túi", days=45, gain=(20, 38), kept=10,
    ),
    "Đan lát mây tre": Work(
        kind=_CRAFT, what="Đan lát mây tre", bought="Mây, tre, dụng cụ", fed="Mây, tre",
        sold="Rổ, giỏ, ghế", gain=(20, 36), kept=8,
    ),
    "Làm bánh": Work(
        kind=_PROCESSING, what="Làm bánh bán ở chợ", bought="Lò, khuôn, bột",
        fed="Bột, đường, lá", sold="Bánh", at_once=55, days=15, sales=6, gain=(25, 44), eaten=4,
    ),
    "Làm đậu phụ": Work(
        kind=_PROCESSING, what="Làm đậu phụ, nuôi lợn bằng bã", bought="Máy xay, khuôn",
        fed="Đậu tương, củi", sold="Đậu phụ", at_once=55, days=15, sales=6, gain=(24, 42),
        eaten=4, kept=10,
    ),
    "Sửa xe, hàn xì": Work(
        kind=_SERVICES, what="Sửa xe, hàn xì", bought="Máy hàn, đồ nghề",
        fed="Phụ tùng, que hàn", sold="Công sửa chữa", at_once=75, sales=6, gain=(24, 42),
        kept=25,
    ),
    "Cắt tóc": Work(
        kind=_SERVICES, what="Cắt tóc", bought="Ghế, gương, tông đơ", fed="Dầu gội, khăn",
        sold="Tiền công", at_once=85, days=10, sales=6, gain=(28, 48), kept=20,
    ),
    "Máy xay xát": Work(
        kind=_SERVICES, what="Xay xát thuê", bought="Máy xay xát", fed="Dầu, sửa máy",
        sold="Công xay xát", at_once=85, days=15, sales=6, gain=(16, 30), kept=45,
    ),
}  # fmt: skip
"""By the words in which the club's list of loans says what a loan is for."""
