"""What is said of each refusal about activities: plans, records, incomes, use of the money."""

from collections.abc import Mapping

from ledger.i18n.said import ByFact, Message

WORDS_OF_ACTIVITIES: Mapping[str, Message] = {
    "plan": Message(
        "The plan does not say what will be bought and done.",
        "Write it down, such as: two pigs to fatten.",
    ),
}
"""By what should be said (`WordsMissing`)."""

ACTIVITIES: Mapping[str, Message | ByFact] = {
    "BeforePaidOut": Message(
        "%(on)s is before loan no. %(loan_no)s was paid out, on %(disbursed_on)s.",
        "Check the day: what a loan pays for begins with its money.",
    ),
    "BorrowerChecksOwnUse": Message(
        "Member %(member_no)s borrowed this money, and cannot be who looked at its use.",
        "Let another of the board look.",
    ),
    "IncomeWithoutLoan": Message(
        "It is not said about which loan or application the income was asked.",
        "Choose the loan, or the application, and write the answer there.",
    ),
    "LookerHoldsNoOffice": Message(
        "Member %(member_no)s holds no office, and does not look at the use of loans.",
        "Choose somebody of the board, or first write the office on the member's page.",
    ),
    "NobodyToLook": Message(
        "No member but the borrower holds an office in the club, so nobody could look.",
        "Write the office of the chair or the treasurer on the member's page first.",
    ),
    "NotPaidOutYet": Message(
        "Loan no. %(loan_no)s is not paid out yet, so nothing of it was used.",
        "Pay it out first; a plan can be written down before.",
    ),
    "NothingToTakeBack": Message(
        "Nothing that counts is written down of this activity.",
        "Nothing needs to be done.",
    ),
    "PlanEndsBeforeItBegins": Message(
        "The plan ends on %(ends_on)s, before it begins on %(begins_on)s.",
        "Check both days.",
    ),
    "PlanIncomplete": ByFact(
        "lacks",
        {
            "cost": Message(
                "Days are given for the plan, but not what it will cost.",
                "Give the cost too, or leave the days out.",
            ),
            "income": Message(
                "The cost of the plan is given, but not what it will earn in a month.",
                "Give what it will earn, or leave the cost out.",
            ),
        },
        Message("The plan lacks something: %(lacks)s.", "Write it down."),
    ),
    "PlanWithoutLoan": Message(
        "The plan belongs to no loan and to no application.",
        "Choose the loan, or the application, for which it is.",
    ),
    "QuantityNotAboveZero": Message(
        "A number of %(quantity)s counts nothing.",
        "Give a number above zero, or leave it out.",
    ),
    "RecordSaysNothing": ByFact(
        "kind",
        {
            "born": Message(
                "It is not said how many were born.", "Give the number, such as 12."
            ),
            "lost": Message(
                "It is not said how many died or were lost, or what they were worth.",
                "Give the number, the worth, or both.",
            ),
        },
        Message(
            "The sum is missing.",
            "Give it in đồng, or a number with the price of one.",
        ),
    ),
    "RecordTakenBackAlready": Message(
        "Record no. %(record_no)s was taken back already.",
        "Nothing needs to be done: it counts no more.",
    ),
    "SumBelowZero": Message(
        "A sum of %(amount)s is below zero.",
        "Give a sum of 0 or more; an income is never below zero.",
        amounts=("amount",),
    ),
    "SumWithoutAnswer": Message(
        "A sum is given of a household of which it is said that it told none.",
        "Clear the sum, or choose that the household told it.",
    ),
    "SumsDiffer": Message(
        "The sum is %(amount)s, but the number and the price come to %(worked_out)s.",
        "Put one of them right, or clear the sum.",
        amounts=("amount", "worked_out"),
    ),
    "UnknownRecord": Message(
        "The activity of loan no. %(loan_no)s has no record no. %(record_no)s.",
        "Choose one of the records that stand there.",
    ),
    "UseAboveLent": Message(
        "On that day the use of %(seen)s was seen, more than the %(lent)s that were lent.",
        "Check the sums: all that is seen on one day is a part of the loan.",
        amounts=("seen", "lent"),
    ),
}  # fmt: skip
"""A part of `messages.MESSAGES`."""
