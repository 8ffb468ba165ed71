"""What is said of each refusal about members, households and the club's own rules."""

from collections.abc import Mapping

from ledger.i18n.said import ByFact, Message

_PHONE_REMEDY = "Give 8 digits or more, such as 0912 345 678, or leave it empty."

PEOPLE: Mapping[str, Message | ByFact] = {
    "BeforeLastChange": Message(
        "Member %(member_no)s joined or left on %(latest)s: %(day)s lies before that.",
        "Check the day.",
    ),
    "FieldNotUsable": ByFact(
        "field",
        {
            "birth_year": Message(
                "%(value)s is no year of birth of a member.",
                "Give the year with four digits, such as 1958, or leave it empty.",
            ),
            "in_difficulty": Message(
                "%(value)s cannot say whether a member is in difficulty.",
                "Choose yes or no, or that the club does not know.",
            ),
            "household_no": Message(
                "%(value)s is no number of a household.",
                "Choose the household from the list.",
            ),
            "name": Message(
                "A member cannot be without a name.",
                "Write the full name.",
            ),
            "paper_code": Message(
                "A member cannot be without a code.",
                "Write the code of the club's list, such as TV01.",
            ),
            "phone": Message("%(value)s is no telephone number.", _PHONE_REMEDY),
            "sex": Message(
                "%(value)s cannot stand as a member's sex.",
                "Choose female or male, or leave it empty.",
            ),
        },
        Message(
            "%(value)s cannot stand in the field %(field)s.",
            "Write something else, or leave it empty.",
        ),
    ),
    "FieldTwice": Message(
        "The field %(field)s is changed twice at once.",
        "Change it once.",
    ),
    "HouseholdUnclear": Message(
        "It is not clear in which household the new member lives.",
        "Choose a household of the list, or enter a new one; one of the two.",
    ),
    "MeetingDayOutOfRange": Message(
        "The club cannot meet on day %(meeting_day)s of the month.",
        "Give a day from 1 to 31.",
    ),
    "MemberIsHere": Message(
        "Member %(member_no)s belongs to the club already, since %(since)s.",
        "Nothing needs to be done.",
    ),
    "MemberNotSettled": Message(
        "Member %(member_no)s cannot leave yet: owes %(loans)s on loans, %(charges)s of their"
        " interest and fines, and %(advances)s of advances; the club holds %(capital)s of capital"
        " and %(held)s paid too much.",
        "First settle each of these sums; a loan can also pass to an heir.",
        amounts=("loans", "charges", "advances", "capital", "held"),
    ),
    "NothingChanges": Message(
        "What is written of member %(member_no)s is so already.",
        "Nothing needs to be done.",
    ),
    "PaperCodeTaken": Message(
        "The code %(code)s is taken.",
        "Choose another code, or leave it empty: the next one is given.",
    ),
    "RuleSumOutOfRange": ByFact(
        "what",
        {
            "dues": Message(
                "Dues of %(amount)s a month cannot be set.",
                "Give a whole number of đồng, zero or more.",
                amounts=("amount",),
            ),
            "multiple": Message(
                "Instalments cannot be rounded to multiples of %(amount)s.",
                "Give 1 or more, such as 1,000 đồng.",
                amounts=("amount",),
            ),
            "payment_limit": Message(
                "%(amount)s cannot be the limit above which a payment needs a second person.",
                "Give a whole number of đồng, zero or more.",
                amounts=("amount",),
            ),
        },
        Message(
            "%(amount)s cannot stand in the rules (%(what)s).",
            "Give a whole number of đồng.",
            amounts=("amount",),
        ),
    ),
    "SharesNotWhole": Message(
        "The shares of the interest come to %(total)s%%, or one is below zero.",
        "Give three whole shares of zero or more that come to 100%.",
    ),
    "UnknownHousehold": Message(
        "This club has no household %(household_no)s.",
        "Look for it in the list of households.",
    ),
}  # fmt: skip
