"""What is said of each refusal of the services."""

from collections.abc import Mapping

from ledger.i18n.said import ByFact, Message

SERVICES: Mapping[str, Message | ByFact] = {
    "ClubAlreadyThere": Message(
        "The club %(name)s stands in the books already, under the code %(code)s.",
        "What came later is recorded in its books; another club of this name has another village.",
    ),
    "ClubCodeNotUsable": Message(
        "The code %(code)s is no code for a club.",
        "Use capital letters and digits without marks, such as HP01; at most %(longest)s of them.",
    ),
    "DateTooEarly": Message(
        "The day %(occurred_on)s lies before %(first_year)s, the first year that the books take.",
        "Check the year.",
    ),
    "NothingToClose": Message(
        "There is neither income nor expense to close for %(year)s.",
        "Check the year; nothing needs to be done if the club had neither.",
    ),
    "ReportNeeds": ByFact(
        "needs",
        {
            "account": Message(
                "The report %(report)s is of one account, and none was named.",
                "Name the number of an account, such as 111.",
            ),
            "entry": Message(
                "The report %(report)s is of one entry, and none was named.",
                "Name the number of the entry.",
            ),
            "member": Message(
                "The report %(report)s is of one member, and none was named.",
                "Name the member's number.",
            ),
        },
        Message(
            "For the report %(report)s something must be named: %(needs)s.",
            "Name it, then ask again.",
        ),
    ),
    "UnknownReport": Message("There is no report %(name)s.", "These are there: %(known)s"),
    "WorkbookOfAnother": Message(
        "Somebody else has read in this workbook already.",
        "Look at the club's books; nothing needs to be read in again.",
    ),
    "YearAlreadyClosed": Message(
        "The income and expense of %(year)s were moved to the funds already.",
        "Nothing needs to be done.",
    ),
    "YearNotOver": Message(
        "The year %(year)s is not over: today is %(today)s.",
        "Close it when it is over.",
    ),
}
