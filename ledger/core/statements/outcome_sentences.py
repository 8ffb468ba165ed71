"""The sentences of an outcome statement: how many of how many, how sure, and what is not known."""

from ledger.core.money import Money
from ledger.core.outcomes.groups import NO_CLASS, POOR_OR_NEAR_POOR
from ledger.core.outcomes.share import Share
from ledger.core.outcomes.statement import OutcomeStatement
from ledger.core.statements.table import Part, Phrase, phrase

TITLE = phrase("Outcome statement")
NOBODY = phrase("Nobody borrowed in these days: there is nothing to tell yet.")
TOO_FEW = phrase("Fewer than five people borrowed: nothing is told of them outside the club.")
CLASSES_HIDDEN = phrase(
    "How many were poor, and how many left poverty, is not told here: one of these groups has"
    " fewer than five people."
)
HIDDEN = phrase(
    "Groups of fewer than five people are shown in the club alone, and with each of them one more,"
    " so that it cannot be worked out."
)
CANNOT_SHOW = (
    phrase(
        "This is what became of the households that borrowed, not what the loans did: there is no"
        " group of similar households without a loan to compare with."
    ),
    phrase("Incomes and results are what the borrowers themselves told; nobody measured them."),
    phrase(
        "Those of whom nothing is known may have done better or worse than those who told. The"
        " intervals are about chance alone, not about this."
    ),
)
SOURCES = (
    phrase("Loans, payments and due dates: from the club's books, entry by entry."),
    phrase("Classes of households: from the commune's certificates, as the club wrote them down."),
    phrase(
        "Incomes: as borrowers answered the same question when they asked for the loan and after"
        " it. Results: from their own records of their work."
    ),
)
SIGNERS = (phrase("Who made this out"), phrase("Treasurer"), phrase("Chair of the club"))


def lead_sentences(statement: OutcomeStatement) -> tuple[Phrase, ...]:
    """Return how many of whom borrowed, what they earned, and how many left poverty."""
    poor = statement.borrowers(POOR_OR_NEAR_POOR)
    who = _phrase(
        "Of %(whole)s borrowers %(number)s were poor or near-poor (%(share)s); of %(unknown)s the"
        " class is not written down.",
        poor, unknown=statement.of(NO_CLASS).borrowers,
    )  # fmt: skip
    return (who, income_sentence(statement), left_sentence(statement))


def income_sentence(statement: OutcomeStatement) -> Phrase:
    """Return of how many who told both times the income went up, and of how many it is unknown."""
    incomes = statement.whole.incomes
    share = incomes.share(incomes.up)
    if share.interval is None:
        return phrase(
            "Nobody told the income both before the loan and after it: of %(unknown)s borrowers it"
            " is not known.",
            unknown=incomes.unknown,
        )
    return _phrase(
        "Of %(whole)s borrowers who told their income before and after, it went up for %(number)s"
        " (%(share)s; between %(low)s and %(high)s); of %(unknown)s more it is not known.",
        share, low=share.interval.low, high=share.interval.high,
    )  # fmt: skip


def left_sentence(statement: OutcomeStatement) -> Phrase:
    """Return how many households left poverty, of those poor with their loan that are known."""
    share = statement.whole.moves.left
    if share.interval is None:
        return phrase(
            "Of no household that was poor with its loan the class is written down today; of"
            " %(unknown)s it is not known.",
            unknown=share.unknown,
        )
    return _phrase(
        "Of %(whole)s households that were poor with their loan, %(number)s are poor no more"
        " (%(share)s; between %(low)s and %(high)s); of %(unknown)s more it is not known.",
        share, low=share.interval.low, high=share.interval.high,
    )  # fmt: skip


def _phrase(msgid: str, share: Share, **parts: Part) -> Phrase:
    """Return a sentence on a share: its number, its whole, per cent, and what is not known."""
    said = {
        "number": share.numerator, "whole": share.denominator, "share": share.rounded or 0,
        "unknown": share.unknown, **parts,
    }  # fmt: skip
    return Phrase(msgid, tuple(said.items()))


def money(minor: int) -> Money:
    """Return an amount as a sentence writes it, with its sign."""
    return Money(minor)
