"""What is said of each refusal to look for something."""

from collections.abc import Mapping

from ledger.i18n.said import Message

SEARCHING: Mapping[str, Message] = {
    "VoucherNotReadable": Message(
        "%(text)s is no number of a voucher.",
        "Write it as on the paper: PT 214, or PT 214/2026.",
    ),
}
