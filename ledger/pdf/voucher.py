"""Vouchers as a PDF, one or a meeting's: phiếu thu 01-TT, phiếu chi 02-TT, phiếu kế toán."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from ledger.core.statements.voucher_paper import VoucherPaper
from ledger.i18n.locale import Locale
from ledger.pdf.paper import Document, to_pdf
from ledger.pdf.voucher_roll import roll_document
from ledger.pdf.voucher_sheet import sheet_document


class VoucherSize(StrEnum):
    """The papers that a voucher can be asked for on."""

    A5 = "A5"
    ROLL = "80mm"


_LAID: Mapping[VoucherSize, Callable[[VoucherPaper, Locale, dt.date], Document]] = {
    VoucherSize.A5: sheet_document,
    VoucherSize.ROLL: roll_document,
}


def draw_vouchers(
    papers: Sequence[VoucherPaper], locale: Locale, *, size: VoucherSize, printed_on: dt.date
) -> bytes:
    """Return one voucher or more as one PDF, each on its own paper, in the order given.

    The same vouchers, language and day give the same bytes.
    """
    lay = _LAID[size]
    return to_pdf(*(lay(paper, locale, printed_on) for paper in papers))
