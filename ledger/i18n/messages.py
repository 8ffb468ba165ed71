"""What is said of every refusal: its sentence and its remedy, by the refusal's class."""

from collections.abc import Mapping

from ledger.core.errors import LedgerError
from ledger.i18n.locale import Locale
from ledger.i18n.messages_applying import APPLYING
from ledger.i18n.messages_books import BOOKS
from ledger.i18n.messages_cli import CLI
from ledger.i18n.messages_core import CORE
from ledger.i18n.messages_files import FILES
from ledger.i18n.messages_lending import LENDING
from ledger.i18n.messages_loan_life import LOAN_LIFE
from ledger.i18n.messages_loans import LOANS
from ledger.i18n.messages_services import SERVICES
from ledger.i18n.messages_web import WEB
from ledger.i18n.said import ByFact, Message, Said

MESSAGES: Mapping[str, Message | ByFact] = {
    **CORE, **APPLYING, **LENDING, **LOANS, **LOAN_LIFE, **BOOKS, **FILES, **SERVICES, **CLI,
    **WEB,
}  # fmt: skip
"""By the name of the class: words know no storey but the core (tests find every gap)."""

_UNKNOWN = Message(
    "This was refused: %(refusal)s.",
    "Write this down and tell whoever looks after the program.",
)


def said(error: LedgerError, locale: Locale) -> Said:
    """Return what a refusal means and what to do, with its facts in the reader's way."""
    message = MESSAGES.get(type(error).__name__)
    if message is None:
        return _UNKNOWN.said({"refusal": str(error)}, locale)
    return message.said(error.facts(), locale)
