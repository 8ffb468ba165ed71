"""What is said of each refusal of the rules of lending."""

from collections.abc import Mapping

from ledger.i18n.said import ByFact, Message

_CHECK_DATES = "Check the dates, and put them in the order of time."
_CHECK_PRODUCT = "Check the loan product's terms."

_CHECK_SUM = "Check the sum."
_CHECK_LIST = "Look at the list of what happened to the loan."

STEP_NOT_LAWFUL = ByFact(
    "stage",
    {
        "asked": Message(
            "This application has not been appraised yet.", "Let it be appraised first."
        ),
        "appraised": Message(
            "The meeting has not voted on this application yet.", "Let the meeting vote first."
        ),
        "voted": Message(
            "This loan has not been approved yet.", "Let a second officer approve it first."
        ),
        "approved": Message(
            "This loan has not been paid out on that day.",
            "Pay it out first, or check the date: nothing can be paid before.",
        ),
        "turned_down": Message(
            "This application was turned down or taken back.", "Let the member apply anew."
        ),
        "active": Message(
            "This cannot be done while something is owed on the loan.",
            "Let the loan be paid back first, or written off by the meeting.",
        ),
        "repaid": Message(
            "Nothing is owed on this loan any more.",
            "Give back what is held for the borrower, and close the loan.",
        ),
        "written_off": Message(
            "This loan was written off.",
            "Record what still comes in as recovered, or forgive the rest and close the loan.",
        ),
        "closed": Message(
            "This loan was closed: nothing can happen to it any more.",
            "If it was closed by mistake, reverse the closing first.",
        ),
    },
    Message("At this stage of a loan the step %(step)s cannot be taken.", _CHECK_LIST),
)

LOANS: Mapping[str, Message | ByFact] = {
    "AccruedBelowZero": Message(
        "%(amount)s of accrued interest cannot be taken back: only %(accrued)s is there.",
        "Run the accrual of the month again; it takes back what is too much.",
        amounts=("amount", "accrued"),
    ),
    "ApprovedByWhoAppraised": Message(
        "Member %(member_no)s appraised this loan and cannot approve it too.",
        "Let another officer approve it.",
    ),
    "BeyondTheFund": Message(
        "A loan of %(amount)s is more than the fund can lend: %(available)s.",
        "Lend less, or wait until more has come back.",
        amounts=("amount", "available"),
    ),
    "BorrowerApprovesOwnLoan": Message(
        "Member %(member_no)s is the borrower and cannot appraise or approve this loan.",
        "Let other officers do it.",
    ),
    "BorrowerVotesOnOwnLoan": Message(
        "Member %(member_no)s is the borrower and has no vote on this loan.",
        "Count the votes again without the borrower's.",
    ),
    "ClosedWithMoneyOpen": Message(
        "The loan cannot be closed: %(owed)s is owed and %(held)s is held for the borrower.",
        "Let the debt be paid, give back what is held, then close the loan.",
        amounts=("owed", "held"),
    ),
    "DisbursedTwice": Message(
        "This loan was paid out already, on %(first_on)s.",
        "For another loan let the member apply anew.",
    ),
    "EventOutOfOrder": Message(
        "What happened on %(occurred_on)s comes before what was counted up to %(as_of)s.",
        "Let the loan be worked out again from its beginning.",
    ),
    "ExtendedTwice": Message(
        "This loan was extended before, and a loan is extended once.",
        "Agree with the meeting on a new schedule instead.",
    ),
    "ExtensionTooLong": Message(
        "An extension until %(until)s is too long: it may end on %(latest)s at the latest.",
        "Choose an earlier end, or agree with the meeting on a new schedule.",
    ),
    "LoanAboveLimit": Message(
        "A loan of %(amount)s is above the club's limit of %(most)s.",
        "Lend less, or let the meeting change the club's rules.",
        amounts=("amount", "most"),
    ),
    "LoansRunning": Message(
        "This member has %(running)s loans running; the club's rules allow %(most)s.",
        "Let the running loan be paid back first.",
    ),
    "MovedAboveOwed": Message(
        "%(amount)s of principal cannot be moved: only %(there)s is there.",
        _CHECK_SUM,
        amounts=("amount", "there"),
    ),
    "NothingToReschedule": Message(
        "No principal is owed on this loan any more.", "A new schedule is not needed."
    ),
    "NothingToUndo": Message(
        "Number %(event)s of this loan cannot be reversed: it is not there, or was reversed.",
        _CHECK_LIST,
    ),
    "OrderIncomplete": Message(
        "An order of payment names interest, principal, fine and fee once each, not %(named)s.",
        "Name each of the four once, the first to be paid first.",
    ),
    "PaymentNotAboveZero": Message(
        "%(amount)s cannot be paid, charged or given up.",
        "Give a sum above zero.",
        amounts=("amount",),
    ),
    "QuorumNotReached": Message(
        "%(present)s members were present; the vote needs %(needed)s.",
        "Let the next meeting vote on it.",
    ),
    "RefundAboveHeld": Message(
        "%(amount)s cannot be given back: %(held)s is held for the borrower.",
        _CHECK_SUM,
        amounts=("amount", "held"),
    ),
    "StepNotLawful": STEP_NOT_LAWFUL,
    "VoteNotCarried": Message(
        "The loan has %(in_favour)s votes for it and %(against)s against.",
        "Without more votes for it than against it the loan is turned down.",
    ),
    "VoterNotPresent": Message(
        "The vote of member %(member_no)s was counted twice, or the member was not present.",
        "Check the list of those present and count the votes again.",
    ),
    "WaivedAboveOwed": Message(
        "%(amount)s cannot be forgiven: %(owed)s of that kind is owed.",
        "Check the sum; principal is not forgiven but written off.",
        amounts=("amount", "owed"),
    ),
    "WrittenOffAboveOwed": Message(
        "%(amount)s cannot be written off: %(owed)s of principal is owed.",
        "Check the sum in the minutes; what was paid before is not owed any more.",
        amounts=("amount", "owed"),
    ),
    "WrittenOffTwice": Message("This loan was written off already, on %(first_on)s.", _CHECK_LIST),
    "DatesOutOfOrder": Message(
        "The due date %(due_on)s does not lie after %(earlier)s.", _CHECK_DATES
    ),
    "DownPaymentOutOfRange": Message(
        "%(share)s of a loan cannot be paid back on the day it is paid out.",
        "Give a share from 0% to less than 100%.",
    ),
    "FeeBelowZero": Message(
        "A fee of %(amount)s and %(share)s of the sum lent is below zero.",
        "Give zero or more; what a borrower receives is no fee.",
        amounts=("amount",),
    ),
    "FineBelowZero": Message(
        "A fine of %(amount)s and %(share)s of what is late is below zero.",
        "Give zero or more, also for the most that a fine may be.",
        amounts=("amount",),
    ),
    "GraceOutOfRange": Message(
        "A grace of %(periods)s instalments does not fit a loan of %(instalments)s.",
        "Give a shorter grace: at least the last instalment repays principal.",
    ),
    "InstalmentTooSmall": Message(
        "An instalment of %(instalment)s does not pay more than the interest of %(interest)s.",
        "Agree on a larger instalment, or the debt never ends.",
        amounts=("instalment", "interest"),
    ),
    "MultipleNotAboveZero": Message(
        "Amounts cannot be rounded to a multiple of %(multiple)s.",
        "Give 1 for exact amounts, or a multiple such as 1000.",
    ),
    "NoRate": Message(
        "No rate can be worked out from these %(flows)s payments.",
        "Check that money is both paid out and paid back.",
    ),
    "OverdueRateAboveCap": Message(
        "Interest of %(rate)s a year on what is late is above %(cap)s, 150%% of the loan's rate.",
        "Set it to one and a half times the loan's rate or less (Civil Code 2015, article 466).",
    ),
    "PartsDoNotAddUp": Message(
        "The sums agreed come to %(parts)s, but %(principal)s is lent.",
        "Mend the sums so that together they are what is lent.",
        amounts=("parts", "principal"),
    ),
    "PartsNotAgreed": Message(
        "This loan comes back by agreed dates and sums, and none are given.",
        "Write down each date and the principal that comes back on it.",
    ),
    "PrincipalNotAboveZero": Message(
        "%(principal)s cannot be lent or come back.",
        "Give a sum above zero.",
        amounts=("principal",),
    ),
    "RateAboveCap": Message(
        "A rate of %(rate)s a year is above %(cap)s, the most that is allowed.",
        "Set the rate to %(cap)s a year or less (Civil Code 2015, article 468).",
    ),
    "RateBelowZero": Message(
        "A rate of %(rate)s is below zero.",
        "Give zero for a loan without interest, or a rate above it.",
    ),
    "TermOutOfRange": Message(
        "A loan of %(instalments)s instalments cannot be made: it has 1 to %(longest)s.",
        _CHECK_PRODUCT,
    ),
}
