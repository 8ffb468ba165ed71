"""Vouchers to print in tests: a repayment, a loan paid out, a reversal, and the worst of each."""

import datetime as dt
from dataclasses import replace

from ledger.core.accounts import CHART
from ledger.core.journal import Series
from ledger.core.loans.choices import FeeTime
from ledger.core.loans.contract import Contract
from ledger.core.loans.events import Disbursement, Refund, Repayment
from ledger.core.loans.terms import Fee
from ledger.core.statements.entries import EntryDocument, EntryLine
from ledger.core.statements.voucher_loan import loan_on_voucher
from ledger.core.statements.voucher_paper import NamedVoucher, VoucherPaper
from tests.core.paper_loans import BEGUN_ON, CLUB, LEVEL, LONG_PURPOSE, month

MEMBER, LOAN = (12, "HP-012"), (1, "HP-V-001")
_NAMES = {one.number: (one.name_vi, one.name_en) for one in CHART}
_FUNDS = {
    "income": ("Quỹ tăng thu nhập", "Loan fund"),
    "activity": ("Quỹ hoạt động", "Activity fund"),
}


def line(account: str, debit: int, credit: int, fund: str = "income") -> EntryLine:
    """Return a line; what is not money names the member and the loan."""
    member, loan = ((None, None), (None, None)) if account[:2] == "11" else (MEMBER, LOAN)
    return EntryLine(
        1, account, *_NAMES[account], fund, debit, credit, member[0], loan[0], member[1], loan[1],
        *_FUNDS[fund],
    )  # fmt: skip


PAID_OUT = Disbursement(number=1, occurred_on=BEGUN_ON, amount=5_000_000)
PAID = Repayment(number=2, occurred_on=month(2), amount=445_000)

RECEIPT = VoucherPaper(
    club=CLUB,
    voucher=NamedVoucher(12, Series.RECEIPT, 214, month(2)),
    true_on=None,
    name="Bùi Thị Lụa",
    member_code="HP-012",
    address="Xóm Nà Ngần, xã Mai Hạ",
    reason="Thu nợ khoản vay HP-V-001",
    lines=(
        line("111", 395_000, 0), line("1321", 0, 395_000),
        line("111", 50_000, 0), line("5111", 0, 50_000),
    ),
    papers=(EntryDocument("Biên bản họp", "BB-02/2026", None),),
    loans=(loan_on_voucher("HP-V-001", LEVEL, [PAID_OUT, PAID], {2}),),
    prepared_by="Lường Thị Hoa",
    reverses=None,
    reversed_by=None,
    fingerprint="3f2a9c1be0d4a6f1",
)  # fmt: skip
"""445,000 paid on the first due date: 50,000 of interest, the rest principal."""

REVERSED = replace(RECEIPT, reversed_by=NamedVoucher(15, Series.OTHER, 7, dt.date(2026, 2, 12)))

REVERSAL = replace(
    RECEIPT,
    voucher=NamedVoucher(15, Series.OTHER, 7, dt.date(2026, 2, 12)),
    reason="Ghi nhầm người trả",
    lines=tuple(replace(one, debit=one.credit, credit=one.debit) for one in RECEIPT.lines),
    papers=(),
    loans=(loan_on_voucher("HP-V-001", LEVEL, [PAID_OUT], ()),),
    reverses=RECEIPT.voucher,
)

ERASED = replace(RECEIPT, name=None, member_code="", address=None, reason=None)

_WITH_FEE = Contract(terms=replace(LEVEL.terms, fees=(Fee(FeeTime.AT_DISBURSEMENT, 20_000),)))
PAYMENT = replace(
    RECEIPT,
    voucher=NamedVoucher(11, Series.PAYMENT, 9, BEGUN_ON),
    reason="Giải ngân khoản vay HP-V-001",
    lines=(
        line("1321", 5_000_000, 0), line("111", 0, 5_000_000),
        line("111", 20_000, 0), line("5118", 0, 20_000),
    ),
    papers=(),
    loans=(loan_on_voucher("HP-V-001", _WITH_FEE, [PAID_OUT], {1}),),
)  # fmt: skip
"""5,000,000 lent and 20,000 of it taken off at once, so that 4,980,000 change hands."""

TOO_MUCH = Repayment(number=2, occurred_on=month(2), amount=5_100_000)
GIVEN_BACK = Refund(number=3, occurred_on=month(2), amount=50_000)
OVERPAID = replace(RECEIPT, loans=(loan_on_voucher("HP-V-001", LEVEL, [PAID_OUT, TOO_MUCH], {2}),))
REFUND = replace(
    PAYMENT,
    lines=(line("3388", 50_000, 0), line("111", 0, 50_000)),
    loans=(loan_on_voucher("HP-V-001", LEVEL, [PAID_OUT, TOO_MUCH, GIVEN_BACK], {3}),),
)

BANKED = replace(
    RECEIPT, name="", member_code="", address="", papers=(), loans=(),
    lines=(line("112", 7_000_000, 0, "activity"), line("5113", 0, 7_000_000, "activity")),
)  # fmt: skip

OF_TWO_FUNDS = replace(
    RECEIPT, loans=(),
    lines=(
        line("111", 300_000, 0), line("5118", 0, 300_000),
        line("111", 200_000, 0, "activity"), line("5112", 0, 200_000, "activity"),
    ),
)  # fmt: skip

LONG = replace(
    RECEIPT,
    name="Nguyễn Phước Bảo Quỳnh Như Công Tằng Tôn Nữ Thị Hường",
    reason=LONG_PURPOSE,
    lines=(line("111", 987_654_321_098, 0), line("1321", 0, 987_654_321_098)),
    prepared_by="Nguyễn Phước Bảo Quỳnh Như Công Tằng Tôn Nữ Thị Hường",
    true_on=BEGUN_ON,
)
ENDLESS = replace(
    LONG, name="Ngân " * 60, reason="m" * 400, papers=LONG.papers * 20,
    club=replace(CLUB, name=f"{CLUB.name} Nà Ngần " * 4),
    lines=(*(line(one.number, 1_000, 0) for one in CHART[:20]), line("111", 0, 20_000)),
)  # fmt: skip
