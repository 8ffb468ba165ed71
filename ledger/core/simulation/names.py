"""Names as they are given in the northern mountains, a list for each ethnic group."""

from collections.abc import Mapping, Sequence

from ledger.core.simulation.dice import Dice

FAMILIES: Mapping[str, tuple[tuple[str, int], ...]] = {
    "Kinh": (
        ("Nguyễn", 8), ("Trần", 3), ("Lê", 3), ("Phạm", 3), ("Vũ", 2), ("Đỗ", 2), ("Ngô", 1),
        ("Phan", 1), ("Hoàng", 1), ("Đào", 1),
    ),
    "Mường": (
        ("Bùi", 8), ("Đinh", 4), ("Quách", 3), ("Hà", 3), ("Bạch", 2), ("Xa", 2), ("Phùng", 1),
        ("Nguyễn", 1),
    ),
    "Tày": (
        ("Hoàng", 4), ("Nông", 4), ("Lương", 2), ("Ma", 2), ("Hứa", 2), ("Vi", 1), ("Hà", 2),
        ("Triệu", 1), ("Đàm", 1),
    ),
    "Nùng": (("Nông", 4), ("Hoàng", 3), ("Lục", 2), ("Vi", 2), ("Lý", 1), ("Chu", 1)),
    "Thái": (
        ("Lò", 5), ("Hà", 3), ("Lường", 3), ("Quàng", 2), ("Cầm", 1), ("Vì", 2), ("Tòng", 1),
        ("Ngần", 1),
    ),
    "Dao": (("Triệu", 4), ("Bàn", 4), ("Đặng", 3), ("Lý", 3), ("Phùng", 1), ("Dương", 1)),
}  # fmt: skip
"""Family names by ethnic group, each with its weight."""

WOMEN = (
    "Lụa", "Thơm", "Sửu", "Dậu", "Hiền", "Bưởi", "Mơ", "Mận", "Nhàn", "Thêu", "Khuyên", "Ngần",
    "Xuyến", "Vượng", "Lan", "Huệ", "Cúc", "Đào", "Hồng", "Nga", "Nguyệt", "Hoa", "Hương", "Thanh",
    "Yến", "Phượng", "Tuyết", "Loan", "Liên", "Nhung", "Mai", "Thu", "Hạnh", "Tâm", "Lành", "Chín",
    "Mười", "Tươi", "Ngọc", "Dung", "Gấm", "Thắm", "Nụ", "Nhâm", "Hợi", "Vân", "Bích", "Hòa",
    "Quyên", "Thảo",
)  # fmt: skip
MEN = (
    "Tiến", "Thắng", "Hùng", "Dũng", "Sơn", "Lâm", "Hải", "Bình", "Minh", "Quang", "Vinh", "Thành",
    "Toàn", "Tuấn", "Khánh", "Nghĩa", "Phúc", "Lộc", "Thọ", "Điệp", "Hậu", "Hưởng", "Lượng", "Quý",
    "Bính", "Đạt", "Cường", "Kiên", "Mạnh", "Chính", "Thiện", "Thưởng", "Ứng", "Xuân", "Long",
    "Tân", "Thìn", "Ngọ", "Tửu", "Sự",
)  # fmt: skip
"""Given names of people born from the 1940s to the 1980s."""

_BETWEEN_OF_MEN = (("Văn", 10), ("Đức", 2), ("Xuân", 2), ("Công", 2), ("Quang", 1), ("Hữu", 2))


def draw_name(dice: Dice, group: str, *, is_woman: bool, taken: Sequence[str]) -> str:
    """Return a name that fits an ethnic group and is not one of those taken."""
    while True:
        family = dice.weighted(FAMILIES[group])
        if is_woman:
            between, given = "Thị", dice.choose(WOMEN)
        else:
            between, given = dice.weighted(_BETWEEN_OF_MEN), dice.choose(MEN)
        name = f"{family} {between} {given}"
        if between != given and name not in taken:
            return name
