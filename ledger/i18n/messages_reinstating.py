"""What is said of each refusal when two vouch for a role that nobody is left to give."""

from collections.abc import Mapping

from ledger.i18n.said import ByFact, Message

CANNOT_BE_REINSTATED = ByFact(
    "reason",
    {
        "cannot_sign_in": Message(
            "%(name)s cannot sign in: there is no password, or it was shut out.",
            "Name somebody who can sign in; as administrator that person gives others a password.",
        ),
        "treasurer_already": Message(
            "%(name)s is the treasurer of this club already.",
            "Let %(name)s sign in.",
        ),
    },
    Message("%(name)s cannot get the role (%(reason)s).", "Name somebody else."),
)

REINSTATING: Mapping[str, Message | ByFact] = {
    "AdministratorThere": Message(
        "%(name)s administers the installation and can sign in.",
        "Ask %(name)s to give the role; nobody has to vouch for it then.",
    ),
    "CannotBeReinstated": CANNOT_BE_REINSTATED,
    "MayNotVouch": Message(
        "%(name)s cannot vouch here.",
        "Two others are needed, each chair, controller or auditor; for a treasurer, of that club.",
    ),
    "TooFewToVouch": Message(
        "Two people have to vouch who are chair, controller or auditor today; there are %(count)s.",
        "Put a copy of the books back from when there were (club-ledger restore). If there is no"
        " such copy, begin anew: make new books, and take the figures over from the old ones.",
    ),
    "VouchedTwice": Message(
        "One and the same person has vouched twice.",
        "Let another one vouch too.",
    ),
}
