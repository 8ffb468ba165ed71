"""What is said of every refusal: its sentence and its remedy, by the refusal's class."""

from collections.abc import Mapping

from ledger.core.errors import LedgerError
from ledger.i18n.locale import Locale
from ledger.i18n.messages_activities import ACTIVITIES
from ledger.i18n.messages_acts import ACTS
from ledger.i18n.messages_applying import APPLYING
from ledger.i18n.messages_books import BOOKS
from ledger.i18n.messages_classes import CLASSES
from ledger.i18n.messages_cli import CLI
from ledger.i18n.messages_core import CORE
from ledger.i18n.messages_correcting import CORRECTING
from ledger.i18n.messages_doors import DOORS
from ledger.i18n.messages_erasing import ERASING
from ledger.i18n.messages_files import FILES
from ledger.i18n.messages_lending import LENDING
from ledger.i18n.messages_lending_acts import LENDING_ACTS
from ledger.i18n.messages_loan_life import LOAN_LIFE
from ledger.i18n.messages_loans import LOANS
from ledger.i18n.messages_outcomes import OUTCOMES
from ledger.i18n.messages_papers import PAPERS
from ledger.i18n.messages_people import PEOPLE
from ledger.i18n.messages_privacy import PRIVACY
from ledger.i18n.messages_reinstating import REINSTATING
from ledger.i18n.messages_searching import SEARCHING
from ledger.i18n.messages_services import SERVICES
from ledger.i18n.messages_targets import TARGETS
from ledger.i18n.messages_treasurer import TREASURER
from ledger.i18n.messages_users import USERS
from ledger.i18n.messages_web import WEB
from ledger.i18n.said import ByFact, Message, Said

MESSAGES: Mapping[str, Message | ByFact] = {
    **CORE, **APPLYING, **ACTIVITIES, **LENDING, **LENDING_ACTS, **LOANS, **LOAN_LIFE, **BOOKS,
    **DOORS, **FILES,
    **SERVICES, **USERS, **ACTS, **CORRECTING, **PEOPLE,
    **CLASSES, **CLI, **OUTCOMES,
    **REINSTATING, **PAPERS, **PRIVACY, **ERASING, **SEARCHING, **TARGETS, **TREASURER, **WEB,
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
    facts = {name: _each(fact, locale) for name, fact in error.facts().items()}
    return message.said(facts, locale)


def _each(fact: object, locale: Locale) -> object:
    """Return a fact; of refusals that come together (`SeveralRefused`) what each of them says."""
    if isinstance(fact, tuple) and any(isinstance(one, LedgerError) for one in fact):
        told = [said(one, locale) for one in fact if isinstance(one, LedgerError)]
        return " ".join(f"{one.sentence} {one.remedy}" for one in told)
    return fact
