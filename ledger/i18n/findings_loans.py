"""What is said of loans and of returned capital in a workbook, by the finding's code."""

from collections.abc import Mapping

from ledger.i18n.said import Message

_EITHER_AMOUNT = "Mend the amount here or in the sheet Khoản vay."
_EITHER_DAY = "Mend the day here or in the sheet Khoản vay."
_CHECK_LOAN = "Check the amount, and whether this is the loan that is meant."

LOANS: Mapping[str, Message] = {
    "dated_before_disbursed": Message(
        "Loan %(loan)s was paid out later, on %(disbursed_on)s.",
        "Mend the day of this row or of the row Cho vay.",
    ),
    "disbursed_twice": Message(
        "Loan %(loan)s was paid out already, in row %(earlier_row)s.",
        "Write the loan that is meant; a new loan has a row of its own in the sheet Khoản vay.",
    ),
    "disbursement_differs": Message(
        "%(amount)s is paid out, but loan %(loan)s is one of %(agreed)s.",
        _EITHER_AMOUNT,
        amounts=("amount", "agreed"),
    ),
    "loan_of_another_member": Message(
        "Loan %(loan)s belongs to %(borrower)s, not to %(member)s.",
        "Write the code of the loan or of the member that is right.",
    ),
    "repaid_before_disbursed": Message(
        "Loan %(loan)s is repaid before it is paid out.",
        "Write the row Cho vay above this one, or the loan that is meant.",
    ),
    "repays_more_than_is_owed": Message(
        "%(amount)s is repaid, but only %(owed)s is owed on loan %(loan)s.",
        _CHECK_LOAN,
        amounts=("amount", "owed"),
    ),
    "returns_more_than_was_contributed": Message(
        "%(amount)s is returned, but the member has only %(there)s of capital in the club.",
        "Check the amount, and whether this is the member who is meant.",
        amounts=("amount", "there"),
    ),
    "returns_more_than_was_lent": Message(
        "%(amount)s is returned, but the club has only %(there)s of lent capital.",
        "Check the amount, or write the row Vốn mượn above this one.",
        amounts=("amount", "there"),
    ),
    "unknown_loan": Message(
        "The list of loans has no “%(value)s”.",
        "Write the loan's code as it stands in the sheet Khoản vay, or add the loan there.",
    ),
}

LOANS_TOLD: Mapping[str, Message] = {
    "disbursed_before_agreed": Message(
        "Loan %(loan)s is paid out before the day it was agreed, %(agreed_on)s.", _EITHER_DAY
    ),
    "interest_before_disbursed": Message(
        "Interest is paid on loan %(loan)s before the loan is paid out.",
        "Check the loan's code; nothing needs to be done if it was paid in advance.",
    ),
    "loan_not_concerned": Message(
        "Loan “%(value)s” is named, but money of this kind concerns no loan.",
        "Delete the loan's code, or mend Nội dung.",
    ),
    "loan_not_disbursed": Message(
        "The cash book never pays out loan %(loan)s.",
        "If the money was paid out, write the row Cho vay.",
    ),
}
