"""What is said of the rows of a workbook's cash book, by the finding's code."""

from collections.abc import Mapping

from ledger.i18n.said import Message

_NEXT_NUMBER = "Write the number that stands on the paper."

CASH_BOOK: Mapping[str, Message] = {
    "balance_differs": Message(
        "Tồn is %(written)s, but by the row above it should be %(expected)s.",
        "Work out Tồn anew, or look for a mistake in Thu or Chi of this row.",
        amounts=("written", "expected"),
    ),
    "bank_below_zero": Message(
        "The bank has only %(there)s, and %(amount)s is withdrawn.",
        "Check the amount, or write the deposit above this row.",
        amounts=("there", "amount"),
    ),
    "bank_below_zero_on_day": Message(
        "At the end of %(day)s the bank would have %(balance)s.",
        "Check the days of what was deposited and withdrawn.",
        amounts=("balance",),
    ),
    "both_in_and_out": Message(
        "The row has an amount under Thu and one under Chi.",
        "Keep the one that is right; a second receipt or payment has a row of its own.",
    ),
    "date_too_early": Message(
        "The day %(value)s lies before the first year that the books take.", "Check the year."
    ),
    "fund_below_zero": Message(
        "%(fund)s has only %(there)s in cash, and %(amount)s is paid out.",
        "Check the amount and Nội dung, or write what the fund received above this row.",
        amounts=("there", "amount"),
        funds=("fund",),
    ),
    "fund_below_zero_on_day": Message(
        "%(fund)s would have %(balance)s in cash at the end of %(day)s.",
        "Check the days of what the fund received and paid.",
        amounts=("balance",),
        funds=("fund",),
    ),
    "neither_in_nor_out": Message(
        "The row has no amount, neither under Thu nor under Chi.", "Write the amount."
    ),
    "opening_balance": Message(
        "The cash book begins with %(amount)s, of which nobody can tell whose fund it is.",
        "Write this money as receipts with their Nội dung, such as Vốn dự án or Hội phí.",
        amounts=("amount",),
    ),
    "row_after_total": Message(
        "The row stands below the totals in row %(total_row)s.",
        "Move it above the row Cộng, and add up anew.",
    ),
    "total_differs": Message(
        "The total is %(written)s, but the rows come to %(expected)s.",
        "Add up anew.",
        amounts=("written", "expected"),
    ),
    "two_vouchers": Message(
        "The row has a number under Phiếu thu and one under Phiếu chi.",
        "Keep the one that is right; each voucher has a row of its own.",
    ),
    "unknown_kind": Message(
        "“%(value)s” is no kind of receipt or payment that is known here.",
        "Write one of the words for Nội dung, such as Thu gốc, Thu lãi, Hội phí or Cho vay.",
    ),
    "voucher_gap_too_large": Message(
        "Before %(voucher)s there are %(missing)s numbers missing, too many to be spoilt papers.",
        _NEXT_NUMBER,
    ),
    "voucher_not_readable": Message(
        "“%(value)s” is not the number of a voucher.", "Write it as PT001, PC001 or only 1."
    ),
    "voucher_number_used_twice": Message(
        "The number %(voucher)s stands in row %(earlier_row)s already.", _NEXT_NUMBER
    ),
    "voucher_wrong_series": Message(
        "The voucher “%(value)s” stands in the wrong column.",
        "Receipts (PT) stand under Phiếu thu, payments (PC) under Phiếu chi.",
    ),
    "wrong_side": Message(
        "Money of this kind does not stand in this column.",
        "Move the amount to the other column (Thu or Chi), or mend Nội dung.",
    ),
}

CASH_BOOK_TOLD: Mapping[str, Message] = {
    "date_before_row_above": Message(
        "The day %(day)s lies before that of the row above, %(above)s.",
        "Check the day; nothing needs to be done if the row was written late.",
    ),
    "empty_sheet": Message(
        "The cash book has no rows yet.",
        "Nothing needs to be done if the club has received and paid nothing.",
    ),
    "missing_member": Message(
        "The row does not say which member it is of.", "Write the member's code if it is known."
    ),
    "missing_total": Message(
        "The cash book has no row Cộng, so its sums were not compared.",
        "Write the row Cộng below the last row if the sums are to be compared.",
    ),
    "voucher_gap": Message(
        "Numbers of series %(series)s of %(year)s are missing: %(numbers)s. They are kept as void.",
        "Look for the papers; nothing needs to be done if they were spoilt.",
    ),
}
