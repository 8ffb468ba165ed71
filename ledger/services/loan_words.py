"""What the books say of a loan's events, and under which kind and voucher they stand there."""

from collections.abc import Mapping

from ledger.core.journal import EntryKind, Series
from ledger.core.loans import events
from ledger.core.loans.events import LoanEvent
from ledger.core.loans.parts import Component

CORRECTION = "Tính lại các lần trả nợ của khoản vay {loan}"
"""What the books themselves say, in the language in which clubs keep them."""

_NARRATIONS: Mapping[type[LoanEvent], str] = {
    events.Disbursement: "Giải ngân khoản vay {loan}",
    events.Repayment: "Thu nợ khoản vay {loan}",
    events.Charging: "Tính tiền phạt, phí khoản vay {loan}",
    events.Waiver: "Miễn giảm khoản vay {loan}",
    events.Refund: "Trả lại tiền nộp thừa khoản vay {loan}",
    events.WriteOff: "Xóa nợ khoản vay {loan}",
    events.OverdueMove: "Chuyển nhóm nợ khoản vay {loan}",
    events.Accrual: "Dự thu lãi khoản vay {loan}",
    events.NewSchedule: "Lịch trả nợ mới của khoản vay {loan}",
    events.Inheritance: "Người thừa kế nhận nợ khoản vay {loan}",
    events.Closing: "Tất toán khoản vay {loan}",
    events.Undoing: "Hủy bút toán của khoản vay {loan}",
}
_ONLY = {
    Component.PRINCIPAL: "Thu gốc khoản vay {loan}",
    Component.INTEREST: "Thu lãi khoản vay {loan}",
    Component.FINE: "Thu tiền phạt khoản vay {loan}",
    Component.FEE: "Thu phí khoản vay {loan}",
}
GIVEN = "Câu lạc bộ trả thay khoản vay {loan}"

KINDS: Mapping[type[LoanEvent], EntryKind] = {
    events.Disbursement: EntryKind.DISBURSEMENT,
    events.Repayment: EntryKind.REPAYMENT,
    events.Charging: EntryKind.LOAN_CHANGE,
    events.Waiver: EntryKind.LOSS,
    events.Refund: EntryKind.REPAYMENT,
    events.WriteOff: EntryKind.LOSS,
    events.OverdueMove: EntryKind.LOAN_CHANGE,
    events.Accrual: EntryKind.ACCRUAL,
    events.NewSchedule: EntryKind.LOAN_CHANGE,
    events.Inheritance: EntryKind.LOAN_CHANGE,
}
"""What an entry of each event records."""


def narration_of(event: LoanEvent, loan: str) -> str:
    """Return what the books say of an event of a loan, by the loan's code on paper."""
    words = _NARRATIONS[type(event)]
    if isinstance(event, events.Repayment):
        if event.paid_by is events.PaidBy.CLUB:
            words = GIVEN
        elif event.only is not None:
            words = _ONLY[event.only]
    return words.format(loan=loan)


def series_of(event: LoanEvent) -> Series:
    """Return the series of an event's voucher: money in, money out, or neither."""
    match event:
        case events.Disbursement() | events.Refund():
            return Series.PAYMENT
        case events.Repayment(paid_by=events.PaidBy.BORROWER, by_bank=False):
            return Series.RECEIPT
        case _:
            return Series.OTHER
