"""What is said of each refusal about disputes and personal data."""

from collections.abc import Mapping

from ledger.i18n.said import ByFact, Message

WORDS_OF_OWN_DATA: Mapping[str, Message] = {
    "answer": Message(
        "The answer to the dispute is empty.",
        "Write down what was found, and what is done about it.",
    ),
    "complaint": Message(
        "The dispute does not say what is not right.",
        "Write down what is not right, in your own words.",
    ),
    "erasure": Message(
        "No reason is given for erasing the person.",
        "Write down why, such as the request that asks for it.",
    ),
    "outcome": Message(
        "It is not said what came of the request.",
        "Write down what was done, or why it was refused.",
    ),
    "request": Message(
        "The request does not say what the member asks for.",
        "Write down what the member said.",
    ),
    "restriction": Message(
        "No reason is given for restricting the member's data.",
        "Write down why, such as what the member said.",
    ),
}
"""What is missing where something had to be written, for `WordsMissing`."""

PRIVACY: Mapping[str, Message | ByFact] = {
    "AlreadyRestricted": Message(
        "The data of member %(member_no)s are restricted already, since %(since)s.",
        "Nothing needs to be done.",
    ),
    "AnswerOfOwnComplaint": Message(
        "Dispute %(dispute_no)s is your own.",
        "Let somebody else of the club's board answer it.",
    ),
    "AnswerOfOwnRecord": Message(
        "Dispute %(dispute_no)s is about money that you recorded yourself.",
        "Let somebody else of the club's board look into it and answer.",
    ),
    "ConsentThere": Message(
        "The member has agreed to the text %(version)s already, on %(given_on)s.",
        "Nothing needs to be done.",
    ),
    "DataRequestDone": Message(
        "Request %(request_no)s is done already.",
        "If the member asks again, enter a new request.",
    ),
    "DayBeforeRequest": Message(
        "The request came in on %(received_on)s, after %(on)s.",
        "Check the day.",
    ),
    "DisputeAnswered": Message(
        "Dispute %(dispute_no)s has been answered already.",
        "Whoever is not content with the answer opens a new dispute.",
    ),
    "NoConsentThere": Message(
        "The member has no consent %(consent_no)s that could be taken back.",
        "Look at the member's consents; it may have been taken back already.",
    ),
    "NotRestricted": Message(
        "The data of member %(member_no)s are not restricted.",
        "Nothing needs to be done.",
    ),
    "TextNotInUse": Message(
        "The consent is of %(given_on)s, but its text was read to members only from"
        " %(in_use_from)s on.",
        "Check the day, and which text the member agreed to.",
    ),
    "TwoThingsDisputed": Message(
        "A dispute is about one entry or about one loan, not about both.",
        "Name the one that is not right; open another dispute about the other.",
    ),
    "UnknownConsentText": Message(
        "There is no text %(version)s of the consent in the language “%(language)s”.",
        "Choose a text and a language from the list.",
    ),
    "UnknownDataRequest": Message(
        "This club's register has no request %(request_no)s.",
        "Look the number up in the register.",
    ),
    "UnknownDispute": Message(
        "This club has no dispute %(dispute_no)s.",
        "Look the number up in the list of disputes.",
    ),
    "WithdrawnBeforeGiven": Message(
        "The consent was given on %(given_on)s, and cannot have been taken back on"
        " %(withdrawn_on)s already.",
        "Check the day.",
    ),
    "WitnessMissing": Message(
        "The consent was only spoken, and nobody is named who heard it.",
        "Write down the witness's name, or let the member sign.",
    ),
}
