"""What is said of each refusal on the way from an application to a loan."""

from collections.abc import Mapping

from ledger.i18n.messages_activities import WORDS_OF_ACTIVITIES
from ledger.i18n.messages_acts import WORDS_OF_ACTS
from ledger.i18n.messages_correcting import WORDS_OF_CORRECTIONS
from ledger.i18n.messages_privacy import WORDS_OF_OWN_DATA
from ledger.i18n.said import ByFact, Message

WORDS_MISSING = ByFact(
    "what",
    {
        **WORDS_OF_OWN_DATA,
        "decision": Message(
            "No reason is given for what was decided about the loan.",
            "Write down why.",
        ),
        "name": Message(
            "The loan product has no name.",
            "Give it the name by which members know it.",
        ),
        "opinion": Message(
            "The appraisal holds no opinion.",
            "Write down what the officer found.",
        ),
        "purpose": Message(
            "The application does not say what the money is for.",
            "Write down the purpose, such as raising chickens.",
        ),
        "reason": Message(
            "No reason is given for turning the application down.",
            "Write down why, or that the member took it back.",
        ),
        **WORDS_OF_ACTS,
        **WORDS_OF_ACTIVITIES,
        **WORDS_OF_CORRECTIONS,
    },
    Message("Something must be written here: %(what)s.", "Write it down."),
)

APPLYING: Mapping[str, Message | ByFact] = {
    "ApprovedAboveAsked": Message(
        "%(amount)s cannot be approved: the member asked for %(asked)s.",
        "Approve as much or less; for more let the member apply anew.",
        amounts=("amount", "asked"),
    ),
    "ExpectedIncomeOutOfRange": Message(
        "An expected income of %(income)s is below zero, or larger than the books can hold.",
        "Give what is expected to be earned in a month, or leave it out.",
        amounts=("income",),
    ),
    "NotAMember": Message(
        "Member %(member_no)s does not belong to the club on %(day)s.",
        "Check the number and the day, or first enter when the member joined.",
    ),
    "NotAnOfficer": Message(
        "Member %(member_no)s holds no office and cannot appraise or approve a loan.",
        "Let a member of the board do it, or first enter the member's position.",
    ),
    "NothingAdopted": Message(
        "No product is named that the club should adopt.",
        "Name one product or more.",
    ),
    "StepTooEarly": Message(
        "The day %(day)s lies before %(earlier)s, the day of the step before it.",
        "Check the day: an application is handed in, appraised, voted on, approved and paid out"
        " in this order.",
    ),
    "UnknownApplication": Message(
        "This club has no application %(application_no)s.",
        "Look for its number in the list of applications.",
    ),
    "UnknownProduct": Message(
        "This club has no loan product %(product_no)s.",
        "Look for its number in the list of products.",
    ),
    "VersionNotLater": Message(
        "%(valid_from)s does not lie after %(latest)s, from which the latest version is in force.",
        "Choose a later day: what was in force before is not rewritten.",
    ),
    "VoteCarried": Message(
        "The meeting voted for this loan: %(in_favour)s for it and %(against)s against.",
        "Record the vote first; then say why the loan is turned down nevertheless.",
    ),
    "WordsMissing": WORDS_MISSING,
}
