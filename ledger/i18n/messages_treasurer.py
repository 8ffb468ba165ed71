"""What is said of each refusal of the treasurer's pages."""

from collections.abc import Mapping

from ledger.i18n.said import ByFact, Message

TREASURER: Mapping[str, Message | ByFact] = {
    "CopyNotWhole": Message(
        "The copy did not pass the check of the books (%(found)s), so it is not given to you.",
        "Tell whoever looks after the program: club-ledger verify says what is wrong.",
    ),
    "LineNotUnderstood": ByFact(
        "reason",
        {
            "amount": Message(
                "Line %(line)s: “%(text)s” is no sum in whole đồng.",
                "Write it in digits, above zero, such as 500.000.",
            ),
            "capital": Message(
                "Line %(line)s is no member's number with a sum: “%(text)s”.",
                "Write the member's number and the sum, as in: TV012 500.000.",
            ),
            "day": Message(
                "Line %(line)s: “%(text)s” is no day of the calendar.",
                "Write the next due day as in 10/04/2026.",
            ),
            "due": Message(
                "Line %(line)s: the next due day does not fit the day on which the books begin:"
                " “%(text)s”.",
                "Write the earliest instalment that is not paid yet, at most a month after the"
                " books begin.",
            ),
            "left": Message(
                "Line %(line)s: so many instalments cannot be left: “%(text)s”.",
                "Write how many months of payments are still to come, one or more.",
            ),
            "member": Message(
                "Line %(line)s: the club has no member of the number “%(text)s”.",
                "Look the number up in the list of members, or enrol the member first.",
            ),
            "rate": Message(
                "Line %(line)s: interest of more than 100%% a month: “%(text)s”.",
                "Write the interest of one month, such as 1%.",
            ),
            "twice": Message(
                "Line %(line)s: “%(text)s” stands on a line above already.",
                "Write all of a member's capital on one line.",
            ),
        },
        Message(
            "Line %(line)s is no running loan: “%(text)s”.",
            "Write the member's number, what is owed, the next due day, how many instalments are"
            " left, the interest of a month and the purpose, as in: TV012 3.000.000 10/04/2026 6"
            " 1% Nuôi gà.",
        ),
    ),
}  # fmt: skip
"""By the name of the class."""
