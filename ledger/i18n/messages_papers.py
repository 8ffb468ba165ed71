"""What is said of each refusal to print papers."""

from collections.abc import Mapping

from ledger.i18n.said import Message

PAPERS: Mapping[str, Message] = {
    "NoMoneyMoved": Message(
        "No receipt and no payment stands in the books on %(day)s.",
        "Check the date, or record the money of that day first.",
        days=("day",),
    ),
    "TooManyVouchers": Message(
        "More than %(most)s vouchers were asked for at once.",
        "Print them in smaller lots.",
    ),
}
