"""What is said of each refusal of the command line."""

from collections.abc import Mapping

from ledger.i18n.said import ByFact, Message

_KNOWN = "These are there: %(known)s"

CLI: Mapping[str, Message | ByFact] = {
    "ClubNotNamed": Message(
        "The books hold several clubs, and none was named.",
        "Name one with --club. These are there: %(known)s",
    ),
    "FileRefused": ByFact(
        "reason",
        {
            "exists": Message(
                "There is something of the name %(path)s already.",
                "Choose another name.",
            ),
            "folder": Message(
                "%(path)s is a folder, not a file.",
                "Give the name of a file in it.",
            ),
            "full": Message(
                "There is no room left on the disk for %(path)s.",
                "Delete what is not needed, or write to another disk.",
            ),
            "missing": Message(
                "There is no file or folder %(path)s.",
                "Check the name; a folder is not made by itself.",
            ),
            "name": Message("The name %(path)s is too long.", "Choose a shorter name."),
            "not_allowed": Message(
                "You may not read or write %(path)s.",
                "Choose another place, or ask whoever looks after this machine.",
            ),
            "not_folder": Message(
                "In %(path)s something is a file that should be a folder.",
                "Check the name of the folder.",
            ),
            "port": Message(
                "The port %(path)s cannot be used: another program may be using it.",
                "Choose another number with --port, or end the other program.",
            ),
            "read_only": Message(
                "%(path)s is on a disk that may only be read.",
                "Write to another disk.",
            ),
        },
        Message(
            "The system refused %(path)s: %(detail)s.",
            "Check the file and its folder, then try again.",
        ),
    ),
    "NoClub": Message(
        "The books hold no club yet.",
        "Bring in a club's workbook with: club-ledger import workbook FILE --commit",
    ),
    "NotAmong": ByFact(
        "what",
        {
            "account": Message("The club's chart has no account %(name)s.", _KNOWN),
            "club": Message("There is no club %(name)s.", _KNOWN),
            "commune": Message(
                "No club has its home in %(name)s.",
                "Write commune and province as the clubs' papers do. These are there: %(known)s",
            ),
            "fund": Message("The club has no fund %(name)s.", _KNOWN),
            "loan": Message(
                "The club has no loan %(name)s.",
                "Look for the code on paper with: club-ledger report loans",
            ),
            "member": Message(
                "The club has no member %(name)s.",
                "Look for the code on paper with: club-ledger report members",
            ),
        },
        Message("There is no %(name)s.", _KNOWN),
    ),
    "OnlyMoneyToldAgain": Message(
        "Number %(event)s of the loan is no payment or disbursement: it has no sum and day of its"
        " own.",
        "Undo it alone, and then write down what is right by its own command.",
    ),
}
"""By the name of the class, as in `messages`."""
