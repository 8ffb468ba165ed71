"""What is said of each refusal of the core."""

from collections.abc import Mapping

from ledger.i18n.said import Message

CORE: Mapping[str, Message] = {
    "AmountTooLarge": Message(
        "The amount %(amount)s is more than the books can hold.",
        "Check the amount: it may have digits too many.",
        amounts=("amount",),
    ),
    "ControlCharacter": Message(
        "The text holds a sign that cannot be seen (%(code)s) as its letter %(position)s.",
        "Delete the text and type it anew instead of pasting it.",
    ),
    "CurrenciesDiffer": Message(
        "%(left)s and %(right)s are two currencies, which are not added or compared.",
        "Use one currency for the whole entry.",
    ),
    "DateAfterTomorrow": Message(
        "The day %(occurred_on)s is still to come: today is %(today)s.",
        "Give the day on which it happened.",
    ),
    "EarlierPeriodOpen": Message(
        "The books of %(period)s are still open, and months are closed in order.",
        "Close %(period)s first.",
        months=("period",),
    ),
    "EntryDoesNotBalance": Message(
        "Debit and credit of %(fund)s differ: debit %(debit)s, credit %(credit)s.",
        "Mend the amounts so that debit and credit of the fund are equal.",
        amounts=("debit", "credit"),
        funds=("fund",),
    ),
    "EntryTooShort": Message(
        "An entry has two lines or more; this one has %(lines)s.",
        "Add the line that says where the money came from or went to.",
    ),
    "LineNotOneSided": Message(
        "Line %(line_no)s has debit %(debit)s and credit %(credit)s; a line has one of them only.",
        "Keep one side of the line, with a whole number of đồng above zero.",
        amounts=("debit", "credit"),
    ),
    "PeriodAlreadyClosed": Message(
        "The books of %(period)s are closed already, and stay closed.",
        "Date the entry today, and say in it when it really happened.",
        months=("period",),
    ),
    "PeriodEndsBeforeItBegins": Message(
        "The last day, %(end)s, lies before the first, %(begin)s.",
        "Exchange the two days, or choose others.",
    ),
    "PeriodNotOpen": Message(
        "The books of %(period)s are closed, or not opened yet.",
        "Date the entry today, and say in it when it really happened.",
        months=("period",),
    ),
    "TextNotNormal": Message(
        "The text “%(text)s” has its tone marks apart from its letters.",
        "Type the text anew, or let the program that sends it compose it (NFC).",
    ),
    "TextTooLong": Message(
        "The text has %(length)s letters; at most %(longest)s are kept.",
        "Make the text shorter.",
    ),
}
