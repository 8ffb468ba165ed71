"""The words of a club's workbook: sheets, headers, settings, kinds, each by its bare letters."""

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum

from ledger.core.loans.choices import PrincipalMethod
from ledger.core.workbook.values import CashKind, HouseholdClass, Sex

LONGEST_WORDS = 80
"""No word of a workbook is longer; what is longer names nothing."""

_MARKS = re.compile("[\u0300-\u036f]+")
_NOT_LETTERS = re.compile(r"[^0-9a-z]+")


def bare(text: str) -> str:
    """Return lower-case letters without accents, single spaces: "Sổ  QUỸ:" is "so quy".

    Case, NFC or NFD, punctuation and the place of the tone mark (hóa, hoá) do not count.
    """
    if len(text) > LONGEST_WORDS:
        return ""
    letters = text.casefold()
    if not letters.isascii():
        letters = _MARKS.sub("", unicodedata.normalize("NFD", letters)).replace("đ", "d")
    return _NOT_LETTERS.sub(" ", letters).strip()


class SheetName(StrEnum):
    """The four sheets, as clubs write them."""

    CLUB = "Câu lạc bộ"
    MEMBERS = "Thành viên"
    LOANS = "Khoản vay"
    CASH_BOOK = "Sổ quỹ"


class Column(StrEnum):
    """The columns of the three lists, as clubs write them (the names are unique in a sheet)."""

    MEMBER = "Mã TV"
    NAME = "Họ và tên"
    BIRTH_YEAR = "Năm sinh"
    SEX = "Giới tính"
    ETHNIC_GROUP = "Dân tộc"
    PHONE = "Điện thoại"
    HOUSEHOLD = "Mã hộ"
    CLASS = "Diện hộ"
    CERTIFICATE = "Số GCN"
    JOINED_ON = "Ngày vào"
    POSITION = "Chức vụ"
    LOAN = "Mã khoản"
    AGREED_ON = "Ngày vay"
    AMOUNT = "Số tiền"
    TERM = "Thời hạn (tháng)"
    RATE = "Lãi suất tháng (%)"
    METHOD = "Cách trả gốc"
    PURPOSE = "Mục đích"
    DATE = "Ngày"
    RECEIPT = "Phiếu thu"
    PAYMENT = "Phiếu chi"
    NARRATION = "Diễn giải"
    KIND = "Nội dung"
    IN = "Thu"
    OUT = "Chi"
    BALANCE = "Tồn"


class Setting(StrEnum):
    """The names on the club's own sheet, as clubs write them."""

    NAME = "Tên câu lạc bộ"
    VILLAGE = "Thôn, bản"
    COMMUNE = "Xã"
    PROVINCE = "Tỉnh"
    DECISION_NO = "Quyết định thành lập"
    DECIDED_ON = "Ngày quyết định"
    DECISION_ISSUER = "Cơ quan ban hành"
    MEETING_DAY = "Ngày họp hằng tháng"
    DUES = "Hội phí một tháng"
    CAPITAL_SHARE = "Chia lãi: vốn (%)"
    ACTIVITY_SHARE = "Chia lãi: hoạt động (%)"
    MUTUAL_SHARE = "Chia lãi: tương trợ (%)"
    PRINCIPAL_MULTIPLE = "Trả gốc làm tròn lên"


REQUIRED_COLUMNS: Mapping[SheetName, tuple[Column, ...]] = {
    SheetName.MEMBERS: (Column.MEMBER, Column.NAME, Column.CLASS, Column.JOINED_ON),
    SheetName.LOANS: (
        Column.LOAN, Column.MEMBER, Column.AGREED_ON, Column.AMOUNT,
        Column.TERM, Column.RATE, Column.METHOD,
    ),
    SheetName.CASH_BOOK: (
        Column.DATE, Column.RECEIPT, Column.PAYMENT, Column.KIND,
        Column.MEMBER, Column.LOAN, Column.IN, Column.OUT, Column.BALANCE,
    ),
}  # fmt: skip
OPTIONAL_COLUMNS: Mapping[SheetName, tuple[Column, ...]] = {
    SheetName.MEMBERS: (
        Column.BIRTH_YEAR, Column.SEX, Column.ETHNIC_GROUP, Column.PHONE,
        Column.HOUSEHOLD, Column.CERTIFICATE, Column.POSITION,
    ),
    SheetName.LOANS: (Column.PURPOSE,),
    SheetName.CASH_BOOK: (Column.NARRATION,),
}  # fmt: skip

_ALSO: Mapping[str, tuple[str, ...]] = {
    Column.MEMBER: ("Mã thành viên", "Mã hội viên"),
    Column.NAME: ("Họ tên",),
    Column.PHONE: ("Số điện thoại",),
    Column.CERTIFICATE: ("Số giấy chứng nhận",),
    Column.JOINED_ON: ("Ngày vào CLB", "Ngày vào câu lạc bộ"),
    Column.LOAN: ("Mã khoản vay",),
    Column.AMOUNT: ("Số tiền vay",),
    Column.TERM: ("Thời hạn",),
    Column.RATE: ("Lãi suất tháng", "Lãi suất"),
    Column.PURPOSE: ("Mục đích vay",),
    Column.DATE: ("Ngày tháng",),
    Column.IN: ("Số tiền thu",),
    Column.OUT: ("Số tiền chi",),
    Column.BALANCE: ("Tồn quỹ",),
    Setting.NAME: ("Tên CLB",),
    Setting.VILLAGE: ("Thôn", "Bản", "Xóm", "Thôn xóm", "Thôn bản xóm"),
    Setting.COMMUNE: ("Xã phường",),
    Setting.PROVINCE: ("Tỉnh thành phố",),
    Setting.MEETING_DAY: ("Ngày họp", "Ngày họp hàng tháng"),
    Setting.DUES: ("Hội phí", "Hội phí tháng"),
    Setting.CAPITAL_SHARE: ("Chia lãi vốn",),
    Setting.ACTIVITY_SHARE: ("Chia lãi hoạt động",),
    Setting.MUTUAL_SHARE: ("Chia lãi tương trợ",),
}


def column_names(sheet: SheetName) -> dict[str, Column]:
    """Return the columns of a list by every bare header that names them."""
    columns = REQUIRED_COLUMNS[sheet] + OPTIONAL_COLUMNS[sheet]
    return {bare(text): one for one in columns for text in (one.value, *_ALSO.get(one, ()))}


SETTINGS: Mapping[str, Setting] = {
    bare(text): one for one in Setting for text in (one.value, *_ALSO.get(one, ()))
}

KINDS: Mapping[str, CashKind] = {
    bare(text): kind
    for text, kind in (
        ("Vốn dự án", CashKind.CAPITAL_PROJECT),
        ("Vốn ngân sách", CashKind.CAPITAL_BUDGET),
        ("Vốn xã hội hóa", CashKind.CAPITAL_DONATED),
        ("Vốn mượn", CashKind.CAPITAL_LENT),
        ("Trả vốn mượn", CashKind.CAPITAL_LENT_RETURNED),
        ("Góp vốn", CashKind.MEMBER_CAPITAL),
        ("Rút vốn góp", CashKind.MEMBER_CAPITAL_RETURNED),
        ("Cho vay", CashKind.DISBURSEMENT),
        ("Thu gốc", CashKind.PRINCIPAL),
        ("Thu lãi", CashKind.INTEREST),
        ("Hội phí", CashKind.DUES),
        ("Ủng hộ", CashKind.DONATION),
        ("Thu khác", CashKind.OTHER_INCOME),
        ("Chi quản lý", CashKind.ADMINISTRATION),
        ("Chi tương trợ", CashKind.HARDSHIP_HELP),
        ("Gửi ngân hàng", CashKind.BANK_DEPOSIT),
        ("Rút ngân hàng", CashKind.BANK_WITHDRAWAL),
    )
}
_ACTIVITY = re.compile(bare("Chi hoạt động") + r" 0?([1-8])")

CLASSES: Mapping[str, HouseholdClass] = {
    bare("Nghèo"): HouseholdClass.POOR,
    bare("Hộ nghèo"): HouseholdClass.POOR,
    bare("Cận nghèo"): HouseholdClass.NEAR_POOR,
    bare("Hộ cận nghèo"): HouseholdClass.NEAR_POOR,
    bare("Trung bình"): HouseholdClass.AVERAGE,
    bare("Mức sống trung bình"): HouseholdClass.AVERAGE,
    bare("Khác"): HouseholdClass.OTHER,
    bare("Không"): HouseholdClass.OTHER,
    bare("Không nghèo"): HouseholdClass.OTHER,
}
SEXES: Mapping[str, Sex] = {"nu": Sex.FEMALE, "nam": Sex.MALE}
METHODS: Mapping[str, PrincipalMethod] = {
    bare("Cuối kỳ"): PrincipalMethod.BULLET,
    bare("Gốc cuối kỳ"): PrincipalMethod.BULLET,
    bare("Gốc đều"): PrincipalMethod.EQUAL_PRINCIPAL,
    bare("Trả gốc đều"): PrincipalMethod.EQUAL_PRINCIPAL,
    bare("Trả đều"): PrincipalMethod.EQUAL_INSTALMENTS,
    bare("Gốc lãi đều"): PrincipalMethod.EQUAL_INSTALMENTS,
    bare("Gốc và lãi đều"): PrincipalMethod.EQUAL_INSTALMENTS,
    bare("Góp đều"): PrincipalMethod.EQUAL_INSTALMENTS,
    bare("Trả góp đều"): PrincipalMethod.EQUAL_INSTALMENTS,
    bare("Tự do"): PrincipalMethod.FREE,
    bare("Theo lịch"): PrincipalMethod.FREE,
    bare("Theo mùa"): PrincipalMethod.FREE,
}

_TOTALS = re.compile(r"(?:tong )?cong(?: phat sinh)?|tong so")
_PART_TOTALS = re.compile(r"(?:tong )?cong (?:phat sinh )?(?:thang|quy|nam|trang|mang sang)\b.*")
_OPENINGS = re.compile(
    r"(?:so )?(?:du|ton)(?: quy)?(?: tien mat)?"
    r" (?:dau|nam truoc|quy truoc|thang truoc|ky truoc|trang truoc)\b.*"
)


def kind_of(text: str) -> tuple[CashKind, int | None] | None:
    """Return what the text of Nội dung means and its area of work, or None if nothing known."""
    key = bare(text)
    kind = KINDS.get(key)
    if kind is not None:
        return kind, None
    area = _ACTIVITY.fullmatch(key)
    return (CashKind.ACTIVITY_EXPENSE, int(area[1])) if area else None


def names_a_total(text: str) -> bool:
    """Tell whether a text labels the totals of the book (Cộng, Tổng cộng)."""
    return _TOTALS.fullmatch(bare(text)) is not None


def names_a_part_total(text: str) -> bool:
    """Tell whether a text labels the totals of a part of the book (Cộng tháng 3)."""
    return _PART_TOTALS.fullmatch(bare(text)) is not None


def names_an_opening(text: str) -> bool:
    """Tell whether a text labels what was there before (Số dư đầu kỳ, Tồn quỹ tháng trước)."""
    return _OPENINGS.fullmatch(bare(text)) is not None
