"""What is said of every finding in a workbook: its sentence and its remedy, by its code."""

from collections.abc import Mapping

from ledger.core.workbook.values import Finding
from ledger.i18n.findings_cash_book import CASH_BOOK, CASH_BOOK_TOLD
from ledger.i18n.findings_cells import CELLS
from ledger.i18n.findings_lists import LISTS, LISTS_TOLD
from ledger.i18n.findings_loans import LOANS, LOANS_TOLD
from ledger.i18n.locale import Locale
from ledger.i18n.said import Message, Said

ERRORS: Mapping[str, Message] = {**CELLS, **LISTS, **LOANS, **CASH_BOOK}
"""What refuses a workbook."""

WARNINGS: Mapping[str, Message] = {**LISTS_TOLD, **LOANS_TOLD, **CASH_BOOK_TOLD}
"""What is only told: the workbook is taken as it is."""

_UNKNOWN = Message(
    "Something is wrong here: %(code)s.",
    "Write this down and tell whoever looks after the program.",
)


def finding_said(finding: Finding, locale: Locale) -> Said:
    """Return what a finding means and how to mend it; where it stands is the finding's own."""
    message = (ERRORS if finding.is_error else WARNINGS).get(finding.code)
    if message is None:
        return _UNKNOWN.said({"code": finding.code}, locale)
    return message.said(dict(finding.facts), locale)
