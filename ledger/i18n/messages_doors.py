"""What is said of each refusal at the door, in forms, and of what waits for a second person."""

from collections.abc import Mapping

from ledger.i18n.said import Message

DOORS: Mapping[str, Message] = {
    "AnswerMissing": Message(
        "This must be filled in.",
        "Write or choose an answer.",
    ),
    "ApproverIsNoMember": Message(
        "Whoever approves a loan must be an officer who is a member of the club.",
        "Let an administrator give that person the role of a member as well.",
    ),
    "DecidedAlready": Message(
        "Number %(approval_no)s does not wait any more, or you have given your word on it already.",
        "Look at how it stands now; nothing else was written.",
    ),
    "DecidedByAsker": Message(
        "Whoever asked for number %(approval_no)s cannot approve it.",
        "Let somebody else decide: the chair or the controller.",
    ),
    "DeviceNotEnrolled": Message(
        "A PIN approves only on a device that is known, and this one is not.",
        "Enrol this device on the page of your account, or approve at the own device.",
    ),
    "FormOfAnotherSite": Message(
        "This form does not come from a page that is open in this browser; nothing was written.",
        "Go back, load the page again and send it once more.",
    ),
    "FormWithoutId": Message(
        "This form has no number of its own; nothing was written.",
        "Open the page again from the first page.",
    ),
    "MayNotDecide": Message(
        "Your role in this club does not decide on number %(approval_no)s.",
        "The chair or the controller decides on it.",
    ),
    "NotOneOfThese": Message(
        "This is none of the choices.",
        "Choose one of those on the page.",
    ),
    "NothingThere": Message(
        "There is nothing here for you.",
        "Check the address, or begin at the first page.",
    ),
    "NumberNotUnderstood": Message(
        "“%(text)s” is no whole number.",
        "Write it in digits alone.",
    ),
    "PinsDiffer": Message(
        "It is not the same both times.",
        "Type it again in both fields.",
    ),
    "ReasonMissing": Message(
        "Nobody is told no without a reason.",
        "Write in a few words why not.",
    ),
    "SignedOut": Message(
        "You are not signed in any more; nothing was written.",
        "Sign in again, then go back to the form: what you typed is still there.",
    ),
    "UnknownApproval": Message(
        "Nothing of number %(approval_no)s waits or waited in this club.",
        "Look at the list of what waits.",
    ),
}
