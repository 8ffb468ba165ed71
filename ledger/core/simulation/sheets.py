"""The sheets of a club's workbook as a treasurer types them."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from ledger.core.journal import Series
from ledger.core.loans.choices import PrincipalMethod
from ledger.core.simulation.cash_book import PaperRow
from ledger.core.simulation.loans import RunningLoan
from ledger.core.simulation.people import Person
from ledger.core.simulation.plan import ClubPlan
from ledger.core.workbook.values import CashKind, Cell, HouseholdClass, RawSheet
from ledger.core.workbook.words import Column, Setting, SheetName

KINDS: Mapping[CashKind, str] = {
    CashKind.CAPITAL_PROJECT: "Vốn dự án",
    CashKind.CAPITAL_BUDGET: "Vốn ngân sách",
    CashKind.CAPITAL_DONATED: "Vốn xã hội hóa",
    CashKind.CAPITAL_LENT: "Vốn mượn",
    CashKind.CAPITAL_LENT_RETURNED: "Trả vốn mượn",
    CashKind.MEMBER_CAPITAL: "Góp vốn",
    CashKind.MEMBER_CAPITAL_RETURNED: "Rút vốn góp",
    CashKind.DISBURSEMENT: "Cho vay",
    CashKind.PRINCIPAL: "Thu gốc",
    CashKind.INTEREST: "Thu lãi",
    CashKind.DUES: "Hội phí",
    CashKind.DONATION: "Ủng hộ",
    CashKind.OTHER_INCOME: "Thu khác",
    CashKind.ACTIVITY_EXPENSE: "Chi hoạt động",
    CashKind.ADMINISTRATION: "Chi quản lý",
    CashKind.HARDSHIP_HELP: "Chi tương trợ",
    CashKind.BANK_DEPOSIT: "Gửi ngân hàng",
    CashKind.BANK_WITHDRAWAL: "Rút ngân hàng",
}
CLASSES: Mapping[HouseholdClass, str] = {
    HouseholdClass.POOR: "Nghèo",
    HouseholdClass.NEAR_POOR: "Cận nghèo",
    HouseholdClass.AVERAGE: "Trung bình",
    HouseholdClass.OTHER: "Khác",
}
METHODS: Mapping[PrincipalMethod, str] = {
    PrincipalMethod.BULLET: "Cuối kỳ",
    PrincipalMethod.EQUAL_PRINCIPAL: "Gốc đều",
}

_PPM_OF_A_PERCENT = 10_000


def club_sheet(plan: ClubPlan) -> RawSheet:
    """Return the sheet of the club's own facts and rules."""
    capital, activity, mutual = plan.shares
    decided_on = plan.began_on - dt.timedelta(days=12)
    values: tuple[tuple[Setting, Cell], ...] = (
        (Setting.NAME, plan.name),
        (Setting.VILLAGE, plan.village),
        (Setting.COMMUNE, plan.place.commune),
        (Setting.PROVINCE, plan.place.province),
        (Setting.DECISION_NO, f"{60 + plan.began_on.month * 9}/QĐ-UBND"),
        (Setting.DECIDED_ON, decided_on),
        (Setting.DECISION_ISSUER, f"UBND xã {plan.place.commune}"),
        (Setting.MEETING_DAY, plan.meeting_day),
        (Setting.DUES, plan.dues),
        (Setting.CAPITAL_SHARE, capital),
        (Setting.ACTIVITY_SHARE, activity),
        (Setting.MUTUAL_SHARE, mutual),
        (Setting.PRINCIPAL_MULTIPLE, plan.principal_multiple),
    )
    rows = tuple((number, (name.value, value)) for number, (name, value) in enumerate(values, 1))
    return RawSheet(SheetName.CLUB.value, rows)


def members_sheet(plan: ClubPlan, people: Iterable[Person]) -> RawSheet:
    """Return the list of members."""
    headers = (
        Column.MEMBER, Column.NAME, Column.BIRTH_YEAR, Column.SEX, Column.ETHNIC_GROUP,
        Column.PHONE, Column.HOUSEHOLD, Column.CLASS, Column.CERTIFICATE, Column.JOINED_ON,
        Column.POSITION,
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (
            one.code, one.name, one.birth_year, "Nữ" if one.is_woman else "Nam", one.ethnic_group,
            one.phone, one.household, CLASSES[one.household_class], one.certificate, one.joined_on,
            one.position,
        )
        for one in people
    ]  # fmt: skip
    title = f"DANH SÁCH THÀNH VIÊN CLB {plan.name.upper()}"
    return _listed(SheetName.MEMBERS, title, headers, rows)


def loans_sheet(loans: Iterable[RunningLoan]) -> RawSheet:
    """Return the list of loans."""
    headers = (
        Column.LOAN, Column.MEMBER, Column.AGREED_ON, Column.AMOUNT, Column.TERM, Column.RATE,
        Column.METHOD, Column.PURPOSE,
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (
            one.code, one.borrower.code, one.agreed_on, one.amount, one.term,
            _percent(one.rate_ppm), METHODS[one.purpose.method], one.purpose.words,
        )
        for one in loans
    ]  # fmt: skip
    return _listed(SheetName.LOANS, "SỔ THEO DÕI CHO VAY", headers, rows)


def cash_sheet(plan: ClubPlan, rows: Sequence[PaperRow]) -> RawSheet:
    """Return the cash book with its totals."""
    headers = (
        Column.DATE, Column.RECEIPT, Column.PAYMENT, Column.NARRATION, Column.KIND, Column.MEMBER,
        Column.LOAN, Column.IN, Column.OUT, Column.BALANCE,
    )  # fmt: skip
    cells = [_cash_row(row) for row in rows]
    money_in = sum(row.item.amount for row in rows if row.is_receipt)
    money_out = sum(row.item.amount for row in rows if not row.is_receipt)
    total: tuple[Cell, ...] = (
        None, None, None, "Cộng", None, None, None, money_in, money_out, None,
    )  # fmt: skip
    title = f"SỔ QUỸ TIỀN MẶT NĂM {plan.began_on.year} - {plan.until.year}"
    return _listed(SheetName.CASH_BOOK, title, headers, [*cells, total])


def _cash_row(row: PaperRow) -> tuple[Cell, ...]:
    item = row.item
    voucher = f"{row.series.value}{row.number:03d}"
    kind = KINDS[item.kind] + (f" {item.area}" if item.area else "")
    received = row.series is Series.RECEIPT
    return (
        row.occurred_on, voucher if received else None, None if received else voucher,
        item.narration, kind, item.member, item.loan, item.amount if received else None,
        None if received else item.amount, row.balance,
    )  # fmt: skip


def _percent(ppm: int) -> str:
    """Return a rate as clubs type it: 0,65 is 6,500 parts per million."""
    return str((Decimal(ppm) / _PPM_OF_A_PERCENT).normalize()).replace(".", ",")


def _listed(
    name: SheetName, title: str, headers: Sequence[Column], rows: Iterable[tuple[Cell, ...]]
) -> RawSheet:
    """Return a list as clubs lay it out: its title, an empty row, the headers, the rows."""
    head: list[tuple[int, tuple[Cell, ...]]] = [
        (1, (title,)),
        (3, tuple(column.value for column in headers)),
    ]
    return RawSheet(name.value, (*head, *enumerate(rows, 4)))
