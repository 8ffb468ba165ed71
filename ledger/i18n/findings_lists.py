"""What is said of a workbook's sheets, of its club, members and loans, by the finding's code."""

from collections.abc import Mapping

from ledger.i18n.said import Message

LISTS: Mapping[str, Message] = {
    "column_twice": Message(
        "Two columns are headed %(name)s.", "Keep one of them, and give the other another header."
    ),
    "empty_sheet": Message("The list has no rows.", "Fill the list in, a row for each."),
    "loan_code_used_twice": Message(
        "The loan code %(value)s stands in two rows.", "Give each loan a code of its own."
    ),
    "member_code_used_twice": Message(
        "The member code %(value)s stands in two rows.", "Give each member a code of their own."
    ),
    "missing_column": Message(
        "The list has no column %(name)s.", "Add the column, with this header."
    ),
    "missing_sheet": Message(
        "The workbook has no sheet %(name)s.", "Add the sheet, or give it this name."
    ),
    "setting_twice": Message("%(name)s stands in two rows.", "Keep the row that is right."),
    "shares_not_100": Message(
        "The three shares of interest are %(value)s, which is not 100 together.",
        "Write three whole numbers that are 100 together.",
    ),
    "sheet_twice": Message(
        "Two sheets are named %(name)s.", "Keep one of them, and give the other another name."
    ),
    "too_many_rows": Message(
        "The list has more than %(most)s rows; from this one on it is not read.",
        "Delete the rows that do not belong to the list.",
    ),
    "unknown_member": Message(
        "The list of members has no “%(value)s”.",
        "Write the member's code as it stands in the sheet Thành viên, or add the member there.",
    ),
    "unknown_principal_method": Message(
        "“%(value)s” is no way of repaying that is known here.",
        "Write Cuối kỳ, Gốc đều, Trả đều or Theo lịch.",
    ),
}

LISTS_TOLD: Mapping[str, Message] = {
    "household_differs": Message(
        "Members of household %(household)s differ in class or certificate; this one is taken as"
        " household %(taken_as)s.",
        "If they live in one home, give them one class and one certificate.",
    ),
    "missing_column": Message(
        "The list has no column %(name)s; it is read without it.",
        "Nothing needs to be done if the club does not keep this.",
    ),
    "rate_is_unusual": Message(
        "An interest of %(value)s per cent a month is unusually low.",
        "If one per cent is meant, write 1.",
    ),
    "row_left_out": Message(
        "The row that begins with “%(value)s” is read as a remark and left out.",
        "If it belongs to the list, fill in its first cells.",
    ),
    "too_many_errors": Message(
        "There are so many errors that the rest was not read.", "Mend these, then check again."
    ),
    "too_many_warnings": Message(
        "There are more remarks than these; they are not shown.", "Mend these, then check again."
    ),
    "unknown_class": Message(
        "“%(value)s” is no class of household; the household counts as not poor.",
        "Write Nghèo, Cận nghèo, Trung bình or Khác.",
    ),
    "unknown_setting": Message(
        "“%(name)s” is not read.", "Nothing needs to be done if it is only a remark."
    ),
    "value_not_readable": Message(
        "“%(value)s” cannot be read and is left out.", "Write it again, or leave the cell empty."
    ),
}
