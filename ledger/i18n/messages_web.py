"""What is said of each refusal of the pages."""

from collections.abc import Mapping

from ledger.i18n.said import Message

WEB: Mapping[str, Message] = {
    "AmountMissing": Message(
        "No amount is given.",
        "Write the amount in đồng, such as 200.000.",
    ),
    "AmountNotUnderstood": Message(
        "“%(text)s” is no amount in whole đồng.",
        "Write it in digits, with a dot after each three if you like: 200.000 or 200000.",
    ),
    "ChoiceUnknown": Message(
        "“%(text)s” is none of the choices for %(name)s.",
        "Choose one of these: %(choices)s.",
    ),
    "DayNotUnderstood": Message(
        "“%(text)s” is no day of the calendar (%(name)s in the address).",
        "Write the day as in 10/03/2026.",
    ),
    "DaysGivenTwice": Message(
        "The address asks for a month or a year and for other days as well.",
        "Ask for a month, or for a year, or for the first and the last day.",
    ),
    "InstantNotUnderstood": Message(
        "“%(text)s” is no moment (%(name)s in the address).",
        "Write the moment as in 10/03/2026 14:30, or a day alone for its end.",
    ),
    "MonthNotUnderstood": Message(
        "“%(text)s” is no month (%(name)s in the address).",
        "Write the month as in 2026-03.",
    ),
    "NobodyOfThatName": Message(
        "Nobody signs in as %(name)s.",
        "Check the name, or let the administrator make the person first.",
    ),
    "NoSuchDay": Message(
        "“%(text)s” is no day of the calendar.",
        "Write the day as in 10/03/2026.",
    ),
    "NotThisMachine": Message(
        "These pages are only for the machine that keeps the books.",
        "On that machine open the address that the program shows when it starts.",
    ),
    "ParameterRepeated": Message(
        "The address asks for %(name)s more than once.",
        "Leave it in the address once.",
    ),
    "ParameterTooLong": Message(
        "What the address asks for as %(name)s is longer than %(longest)s letters.",
        "Ask for something shorter.",
    ),
    "UnknownParameter": Message(
        "This page does not know what %(name)s in the address means.",
        "Take it out of the address.",
    ),
    "YearNotUnderstood": Message(
        "“%(text)s” is no year (%(name)s in the address).",
        "Write the year as in 2026.",
    ),
}
