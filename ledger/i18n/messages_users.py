"""What is said of each refusal about users: signing in, secrets, roles and slips."""

from collections.abc import Mapping

from ledger.i18n.said import ByFact, Message

PASSWORD_REFUSED = ByFact(
    "reason",
    {
        "common": Message(
            "Many people choose this password, so it is tried first.",
            "Choose a few words that only you would put together.",
        ),
        "name": Message(
            "The password holds your name or the name you sign in by.",
            "Choose words that do not name you.",
        ),
        "same": Message(
            "The new password is the one you have now.",
            "Choose another one.",
        ),
        "too_long": Message(
            "The password is longer than 128 characters.",
            "Choose a shorter one; four or five words are enough.",
        ),
        "too_plain": Message(
            "The password has digits only, or the same few letters again and again.",
            "Choose a few words instead; spaces between them are allowed.",
        ),
        "too_short": Message(
            "The password has fewer than 10 characters.",
            "Choose a longer one, such as three or four words.",
        ),
    },
    Message("This password cannot be used (%(reason)s).", "Choose another password."),
)

PIN_REFUSED = ByFact(
    "reason",
    {
        "date": Message(
            "The PIN looks like a day or a year, and birthdays are tried first.",
            "Choose six digits that are no date.",
        ),
        "keypad": Message(
            "The PIN is a pattern on the keypad, and patterns are tried first.",
            "Choose six digits without a pattern.",
        ),
        "known": Message(
            "The PIN stands in a number that the club knows, such as your phone number.",
            "Choose six digits that stand in no paper of yours.",
        ),
        "not_six_digits": Message(
            "A PIN has exactly six digits.",
            "Type six digits, without spaces.",
        ),
        "repeated": Message(
            "The PIN repeats the same digits.",
            "Choose six digits that do not repeat.",
        ),
        "run": Message(
            "The digits of the PIN follow one another, as in 123456.",
            "Choose six digits that do not follow one another.",
        ),
    },
    Message("This PIN cannot be used (%(reason)s).", "Choose another PIN."),
)

GRANT_NOT_USABLE = ByFact(
    "reason",
    {
        "admin_is_everywhere": Message(
            "An administrator's role is for the whole installation, not for one place.",
            "Leave the club and the area empty.",
        ),
        "club_and_area": Message(
            "The role is for a club and for an area at once.",
            "Name the club, or the area, and not both.",
        ),
        "club_missing": Message(
            "This role is for one club, and none is named.",
            "Choose the club.",
        ),
        "commune_without_province": Message(
            "A commune is named without its province.",
            "Name the province too.",
        ),
        "end_missing": Message(
            "An auditor's role has an end, and no last day is given.",
            "Give the last day of the audit.",
        ),
        "ends_before_it_begins": Message(
            "The last day of the role lies before its first.",
            "Check both days.",
        ),
        "member_missing": Message(
            "The role is a member's, and no member is named.",
            "Give the member's number.",
        ),
        "member_of_no_use": Message(
            "A member is named, but the role is not a member's.",
            "Leave the member's number empty.",
        ),
        "over": Message(
            "The last day of the role is past.",
            "Give a day that is still to come, or leave it out.",
        ),
    },
    Message("The role cannot be given in this way (%(reason)s).", "Check what was typed."),
)

HAND_OVER_REFUSED = ByFact(
    "reason",
    {
        "cannot_sign_in": Message(
            "The new treasurer cannot sign in yet.",
            "Give the new treasurer a password first, or let an administrator do so.",
        ),
        "cash_has_moved": Message(
            "Cash was written down after the box was counted.",
            "Count the box again, then hand it over.",
        ),
        "count_too_old": Message(
            "The box was not counted today or yesterday.",
            "Count the box again, with both treasurers present.",
        ),
        "difference_unexplained": Message(
            "The count of the box differs from the books, and nobody has said why.",
            "Post the difference with its reason, then hand the box over.",
        ),
        "not_counted": Message(
            "There is no such count of the box.",
            "Count the box with both treasurers present, then hand it over.",
        ),
        "not_treasurer": Message(
            "Whoever hands over is not the treasurer of this club today.",
            "Choose the one who is.",
        ),
        "same_user": Message(
            "The old and the new treasurer are the same person.",
            "Choose the successor.",
        ),
        "treasurer_already": Message(
            "The successor is a treasurer of this club already.",
            "End the old treasurer's role instead.",
        ),
    },
    Message(
        "The box cannot be handed over (%(reason)s).",
        "Check who hands over, to whom, and by which count.",
    ),
)

USERS: Mapping[str, Message | ByFact] = {
    "GrantNotUsable": GRANT_NOT_USABLE,
    "GrantThere": Message(
        "The user has this role in this place already, as role number %(grant_no)s.",
        "Nothing needs to be done; to change its days, end it first.",
    ),
    "HandOverRefused": HAND_OVER_REFUSED,
    "LastAdministrator": Message(
        "This is the only administrator; without one nobody could make users.",
        "Make somebody else an administrator first.",
    ),
    "MemberHasNoUser": Message(
        "Member %(member_no)s has neither slip nor PIN yet.",
        "Hand the member a slip; with it the member chooses a PIN.",
    ),
    "MemberHasUser": Message(
        "Member %(member_no)s is user %(user_id)s already.",
        "End that user's role as a member first.",
    ),
    "MemberHoldsOffice": Message(
        "This member has another role too, and signs in with a password.",
        "The PIN is set in the member's own account, by nobody else.",
    ),
    "NameMissing": ByFact(
        "of",
        {
            "device": Message(
                "The device has no name.",
                "Give it one by which you know it again, such as: the club's tablet.",
            ),
            "user": Message(
                "The user has no name.",
                "Write the name that others will see.",
            ),
        },
        Message("A name is missing here: %(of)s.", "Write the name."),
    ),
    "PasswordRefused": PASSWORD_REFUSED,
    "PinChosenAlready": Message(
        "A PIN was chosen with this slip already.",
        "Sign in with it; if you did not choose it, or have forgotten it, tell two officers of"
        " the club.",
    ),
    "PinRefused": PIN_REFUSED,
    "SecondFactorCodeWrong": Message(
        "This is not the code that the app shows now; nothing was set up.",
        "Check that the phone's clock is right, wait for the next code, and type it.",
    ),
    "SecondFactorNeeded": Message(
        "Only somebody who has shown the code of the app may enrol a device.",
        "Sign in with your password and the code, then enrol the device.",
    ),
    "SecondFactorThere": Message(
        "The app that shows codes is set up already.",
        "If the phone is lost, ask an administrator to take it away first.",
    ),
    "SignInNameNotUsable": Message(
        "The name %(name)s cannot be used to sign in.",
        "Use %(shortest)s to %(longest)s letters, digits, dots or dashes, without spaces,"
        " beginning with a letter or a digit.",
    ),
    "SignInNameTaken": Message(
        "Somebody else signs in by the name %(name)s.",
        "Choose another name.",
    ),
    "SignInRefused": Message(
        "This did not match: check the name and the secret.",
        "Type both again, and look at capital letters; if it was forgotten, ask your club.",
    ),
    "SlipNotGood": Message(
        "This slip is not valid, or not any more.",
        "Ask the treasurer for a new slip.",
    ),
    "TooManyTries": Message(
        "There were too many tries; nothing was compared.",
        "Wait %(minutes)s minutes, then try again.",
    ),
    "UnknownGrant": Message(
        "The user has no role number %(grant_no)s, or it was ended.",
        "Look at the list of the user's roles.",
    ),
    "UnknownUser": Message(
        "There is no user %(user_id)s.",
        "Look at the list of users.",
    ),
    "UsersThere": Message(
        "There are users here already, so no first administrator is made.",
        "Sign in, or ask an administrator to give you a role.",
    ),
}
