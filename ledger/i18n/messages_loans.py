"""What is said of each refusal of the rules of lending."""

from collections.abc import Mapping

from ledger.i18n.said import Message

_CHECK_DATES = "Check the dates, and put them in the order of time."
_CHECK_PRODUCT = "Check the loan product's terms."

LOANS: Mapping[str, Message] = {
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
