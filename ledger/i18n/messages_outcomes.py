"""What is said of each refusal about what came of loans."""

from collections.abc import Mapping

from ledger.i18n.said import ByFact, Message

OUTCOMES: Mapping[str, Message | ByFact] = {
    "UnknownGroup": Message("There is no group of loans %(group)s.", "These are there: %(known)s"),
}
"""By the name of the class."""
