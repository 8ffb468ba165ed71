"""What is said of each refusal of what the treasurer records besides lending."""

from collections.abc import Mapping

from ledger.i18n.said import ByFact, Message

WORDS_OF_ACTS: Mapping[str, Message] = {
    "advance": Message(
        "It is not said what the advance is for.",
        "Write what is to be bought or paid with it.",
    ),
    "change": Message(
        "No reason is given for the change.",
        "Write why, such as: by the new identity card.",
    ),
    "difference": Message(
        "No reason is given for the difference of the count.",
        "Write what is known of it, even if only that it is being looked for.",
    ),
    "goods": Message(
        "It is not said what was given.",
        "Write what it is and how much, such as 50 kg of rice.",
    ),
    "lender": Message(
        "It is not said who lends the money.",
        "Write the lender's name.",
    ),
    "member": Message(
        "The new member has no name.",
        "Write the full name.",
    ),
    "payer": Message(
        "It is not said who pays or is paid.",
        "Choose a member, or write a name.",
    ),
    "shortage": Message(
        "It is not said which meeting decided that the club bears the shortage.",
        "Write the decision, such as: meeting of 10/03/2026.",
    ),
    "transfer": Message(
        "It is not said which meeting decided to move the money.",
        "Write the decision, such as: meeting of 10/03/2026.",
    ),
    "witness": Message(
        "Nobody is named before whom the box was counted.",
        "Write the name of whoever counted with you.",
    ),
}  # fmt: skip
"""By what should be said (`WordsMissing`)."""

ACTS: Mapping[str, Message | ByFact] = {
    "AdvanceAboveOpen": Message(
        "Member %(member_no)s holds %(open)s of advances of %(fund)s, so %(amount)s cannot be"
        " settled.",
        "Check what was spent and what came back; what was spent beyond the advance is paid out.",
        amounts=("open", "amount"), funds=("fund",),
    ),
    "AdvanceBothWays": Message(
        "%(returned)s cannot come back of an advance when %(added)s was spent beyond it.",
        "Enter what was left of the advance, or what was spent beyond it, and not both.",
        amounts=("returned", "added"),
    ),
    "BooksBegun": Message(
        "The books have begun: they hold entries up to number %(entry_no)s.",
        "Opening balances go into empty books only; record what is missing on its own page.",
    ),
    "CapitalAbovePaidIn": Message(
        "Member %(member_no)s has %(paid_in)s of capital in %(fund)s; %(amount)s cannot go back.",
        "Give back as much as was paid in, or less.",
        amounts=("paid_in", "amount"), funds=("fund",),
    ),
    "CountAgrees": Message(
        "Count %(count_no)s found what the book says.",
        "Nothing needs to be posted.",
    ),
    "CountPosted": Message(
        "The difference of count %(count_no)s was posted already, by entry %(entry_no)s.",
        "Nothing needs to be done; what it was is explained on a page of its own.",
    ),
    "DifferenceNotOpen": Message(
        "In %(fund)s %(open)s of account %(account)s is still to be explained, not %(amount)s.",
        "Enter as much as is open, or less; or first post the difference of the count.",
        amounts=("open", "amount"), funds=("fund",),
    ),
    "DuesForNoMonth": Message(
        "No month is given for which member %(member_no)s pays dues.",
        "Choose one month or more.",
    ),
    "DuesOfNobody": Message(
        "The list of dues holds nobody.",
        "Choose the members who have paid.",
    ),
    "DuesTwice": Message(
        "Member %(member_no)s stands twice on the list of dues.",
        "Keep one line for the member, with all the months that are paid for.",
    ),
    "FundsTheSame": Message(
        "Money cannot move from %(fund)s to the same fund.",
        "Choose another fund to receive it.",
        funds=("fund",),
    ),
    "LentCapitalAboveOwed": Message(
        "The club owes %(lender)s %(owed)s of capital, so %(amount)s cannot be given back.",
        "Check the lender's name and the amount.",
        amounts=("owed", "amount"),
    ),
    "MonthNotUsable": Message(
        "%(month)s is no month of the calendar, or is given twice.",
        "Give each month once, such as 03/2026.",
        months=("month",),
    ),
    "NextDueTooFar": Message(
        "The next due date of the loan of member %(member_no)s cannot be %(next_due_on)s.",
        "Give the earliest instalment that is not paid: at most a month after the books begin.",
    ),
    "NoteUnknown": Message(
        "There is no note of %(value)s, or it is counted twice.",
        "Count the notes that are in use, each value once.",
        amounts=("value",),
    ),
    "NothingToOpen": Message(
        "No balance is given with which the books should begin.",
        "Enter what each fund has; a club that begins with nothing needs no opening.",
    ),
    "OpeningDoesNotBalance": Message(
        "%(fund)s has %(has)s, but %(comes_from)s is explained: the difference is %(difference)s.",
        "Look for what is missing or counted twice; the difference is never filled in for you.",
        amounts=("has", "comes_from", "difference"), funds=("fund",),
    ),
    "PiecesOutOfRange": Message(
        "There cannot be %(pieces)s notes of %(value)s in the box.",
        "Give the number of notes, zero or more.",
        amounts=("value",),
    ),
    "RateOutOfRange": Message(
        "A rate of %(rate)s millionths a month is no rate of a loan.",
        "Give the rate a month as it was agreed, such as 1%.",
    ),
    "SeveralRefused": Message(
        "Several things are not right: %(refusals)s",
        "Nothing was written; put each of them right, then ask again.",
    ),
    "SumNotAboveZero": Message(
        "%(amount)s is no sum that can be recorded.",
        "Give a whole number of đồng above zero.",
        amounts=("amount",),
    ),
    "UnknownCount": Message(
        "This club has no cash count %(count_no)s.",
        "Look for its number in the list of cash counts.",
    ),
}  # fmt: skip
