"""What is said of each refusal on the pages of lending, of a vote, of months and products."""

from collections.abc import Mapping

from ledger.i18n.said import ByFact, Message

LENDING_ACTS: Mapping[str, Message | ByFact] = {
    "EverybodyOrSome": Message(
        "It is ticked that all members were there, and some of them are ticked besides.",
        "Tick that all were there, or each who was, and not both.",
    ),
    "NoMonthOpen": Message(
        "No month is open.",
        "Nothing needs to be done: a month opens with its first entry.",
    ),
    "NoOfficer": Message(
        "No member but the borrower holds an office in the club.",
        "Write the office of the chair or the treasurer on the member's page first.",
    ),
    "NothingOffered": Message(
        "The club has not said yet on what terms it lends.",
        "Adopt the usual loans first: Record, months and rules.",
    ),
    "ProductsAdopted": Message(
        "The club has loans of its own already, so the usual ones are not adopted.",
        "Nothing needs to be done: they can be chosen when a member applies.",
    ),
}  # fmt: skip
"""A part of `messages.MESSAGES`."""
