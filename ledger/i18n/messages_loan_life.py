"""What is said of each refusal of the services of a loan's life."""

from collections.abc import Mapping

from ledger.i18n.said import ByFact, Message

LOAN_LIFE: Mapping[str, Message | ByFact] = {
    "AllowanceTooSmall": Message(
        "The allowance for losses holds %(there)s and cannot bear %(amount)s.",
        "Let the allowance bear less; the rest of what is written off is a loss.",
        amounts=("amount", "there"),
    ),
    "DisbursedAboveAgreed": Message(
        "%(amount)s would be paid out in all; %(agreed)s was agreed.",
        "Pay out what was agreed, or let the member apply for another loan.",
        amounts=("amount", "agreed"),
    ),
    "EntryOfALoan": Message(
        "Entry %(entry_no)s belongs to loan %(loan_no)s and cannot be reversed by itself.",
        "Undo number %(event_no)s of that loan: its entries are then reversed with it.",
    ),
    "HeirOwesAlready": Message(
        "Member %(member_no)s owes this loan already.",
        "Name another member who takes the debt over.",
    ),
    "MoratoriumTooLong": Message(
        "A moratorium until %(until)s would put a loan off by more than %(longest)s instalments.",
        "Choose an earlier end.",
    ),
    "MoratoriumTooShort": Message(
        "A moratorium from %(begins_on)s cannot end on %(until)s.",
        "Choose an end after its first day.",
    ),
    "NeitherFineNorFee": Message(
        "Only a fine or a fee can be charged by hand.",
        "Say whether it is a fine or a fee.",
    ),
    "NotOnAccrual": Message(
        "By the club's rules interest of %(period)s is income when it is received.",
        "Nothing needs to be done; to book it before, set the accrual basis in the club's rules.",
        months=("period",),
    ),
    "NothingTold": Message(
        "Nothing was said that happened to a loan.", "Say what happened, and to which loan."
    ),
    "PaidOutInPart": Message(
        "This loan of %(agreed)s is paid out at once, not %(amount)s of it.",
        "Pay out the whole sum; a loan paid out in parts is agreed so beforehand.",
        amounts=("amount", "agreed"),
    ),
    "PeriodsOutOfRange": Message(
        "A loan cannot be put off by %(periods)s instalments.",
        "Give 1 to %(longest)s.",
    ),
}
