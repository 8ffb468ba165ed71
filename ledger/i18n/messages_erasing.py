"""What is said of each refusal to erase a person."""

from collections.abc import Mapping

from ledger.i18n.said import ByFact, Message

ERASURE_REFUSED = ByFact(
    "reason",
    {
        "erased_already": Message(
            "Member %(member_no)s was erased already.",
            "Nothing needs to be done.",
        ),
        "holds_office": Message(
            "Member %(member_no)s still has another role than a member's.",
            "End that role first, or hand it over.",
        ),
        "is_owed": Message(
            "The club still owes member %(member_no)s money, such as capital paid in.",
            "Pay it back first.",
        ),
        "open_application": Message(
            "An application for a loan by member %(member_no)s is not decided.",
            "Decide on it first, or let the member take it back.",
        ),
        "open_dispute": Message(
            "A complaint of member %(member_no)s is not answered.",
            "Answer it first.",
        ),
        "open_loan": Message(
            "A loan of member %(member_no)s is not over, or was given up and is still owed.",
            "Settle and close the loan first.",
        ),
        "owes": Message(
            "Member %(member_no)s still owes the club money.",
            "Settle it first.",
        ),
        "still_member": Message(
            "Member %(member_no)s still belongs to the club, whose books have to name its members.",
            "Restrict the use of the data instead, or record first that the member left.",
        ),
        "waiting_approval": Message(
            "Something about member %(member_no)s waits for a second person.",
            "Decide on it first.",
        ),
    },
    Message(
        "Member %(member_no)s cannot be erased yet (%(reason)s).",
        "Settle what is open first.",
    ),
)

ERASING: Mapping[str, Message | ByFact] = {"ErasureRefused": ERASURE_REFUSED}
