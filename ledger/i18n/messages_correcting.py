"""What is said of each refusal to put an entry right."""

from collections.abc import Mapping

from ledger.i18n.said import ByFact, Message

WORDS_OF_CORRECTIONS: Mapping[str, Message] = {
    "correction": Message(
        "It is not said what was wrong with the entry.",
        "Write what the mistake was, such as: one zero too many.",
    ),
}
"""By what should be said (`WordsMissing`)."""

CORRECTING: Mapping[str, Message | ByFact] = {
    "NotInItsPlace": Message(
        "What was chosen (%(act)s) cannot be recorded in place of entry %(entry_no)s.",
        "Reverse the entry alone, then record on its own page what really happened.",
    ),
    "SumNotOfOneMove": Message(
        "Entry %(entry_no)s holds several sums and cannot be put right by one.",
        "Reverse the entry without a sum, then record on its own page what really happened.",
    ),
    "UsedSince": Message(
        "What entry %(entry_no)s brought was used since: account %(account)s would lack %(short)s.",
        "First put right what was given back or settled of it, then this entry.",
        amounts=("short",),
    ),
}
