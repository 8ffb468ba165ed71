"""What is said of each refusal about prices, shares in per cent, and what is supposed."""

from collections.abc import Mapping

from ledger.i18n.said import ByFact, Message

REMEDY = "Suppose something that can happen."

TARGETS: Mapping[str, Message | ByFact] = {
    "PoorShareOutOfRange": Message(
        "The share for the poor and near-poor cannot be %(poor_share)s.",
        "Write a whole number of per cent, or 0 for no rule.",
    ),
    "PercentNotUnderstood": Message(
        "“%(text)s” is no share in per cent.",
        "Write it in digits, such as 3,6 or 12.",
    ),
    "PriceChangeOutOfRange": Message(
        "Prices do not change by %(rise)s in a year.",
        "Look for the sign and the comma: 3,6 is three point six per cent.",
    ),
    "PriceYearNotOver": Message(
        "By how much prices rose in %(year)s is known when that year is over.",
        "Write down a year before this one.",
    ),
    "PriceYearTooEarly": Message(
        "The club has no books of the year %(year)s.",
        "Write down a year from %(first_year)s on.",
    ),
    "SupposedOutOfRange": ByFact(
        "what",
        {
            "lent": Message(
                "What is lent of the fund lies between %(least)s and %(most)s of it.", REMEDY
            ),
            "default_rate": Message(
                "What is given up of the loans lies between %(least)s and %(most)s of them.", REMEDY
            ),
            "monthly_rate": Message(
                "The interest of a month lies between %(least)s and %(most)s.", REMEDY
            ),
            "inflation": Message(
                "Prices are supposed to change by %(least)s to %(most)s a year.", REMEDY
            ),
        },
        Message("A share must lie between %(least)s and %(most)s.", REMEDY),
    ),
}
"""By the name of the class."""
