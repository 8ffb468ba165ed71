"""What is said of a cell of a workbook that cannot be read, by the finding's code."""

from collections.abc import Mapping

from ledger.i18n.said import Message

_DAY = "Write the day as 10/03/2026."
_AMOUNT = "Write whole đồng, such as 1.250.000 or 1250000."

CELLS: Mapping[str, Message] = {
    "amount_is_not_a_whole_number_of_dong": Message(
        "“%(value)s” is not a whole number of đồng.", _AMOUNT
    ),
    "amount_is_zero": Message(
        "The amount is zero.", "Write the amount, or delete the row if no money changed hands."
    ),
    "amount_too_large": Message(
        "The amount “%(value)s” is more than the books can hold.",
        "Check the amount: it may have digits too many.",
    ),
    "control_character": Message(
        "“%(value)s” holds a sign that cannot be seen.",
        "Empty the cell and type the text anew instead of pasting it.",
    ),
    "date_after_tomorrow": Message(
        "The day %(value)s is still to come.", "Write the day on which it happened."
    ),
    "date_does_not_exist": Message("The calendar has no day %(value)s.", _DAY),
    "date_not_readable": Message("“%(value)s” is not a day.", _DAY),
    "formula_in_cell": Message(
        "The cell %(cell)s holds a formula, whose result may differ on another machine.",
        "Copy the cell and paste its value in place of the formula.",
    ),
    "missing_value": Message("Nothing is written here.", "Fill it in."),
    "negative_amount": Message(
        "The amount “%(value)s” is below zero.",
        "Write the amount without a minus; the column says whether it was received or paid.",
    ),
    "text_too_long": Message("The text is too long: “%(value)s …”.", "Make the text shorter."),
    "value_not_readable": Message(
        "“%(value)s” cannot be read here.", "Write it as a number, such as 12 or 0,8."
    ),
    "value_out_of_bounds": Message(
        "“%(value)s” is not possible here.", "Check the number; the column's name says what it is."
    ),
}
