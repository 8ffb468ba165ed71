"""What is said of each refusal about households' classes, reviews and standards of poverty."""

from collections.abc import Mapping

from ledger.i18n.said import ByFact, Message

_PAPER = "Compare it with the commune's list."
_DAY = "Write the day as 10/03/2026."

CLASSES: Mapping[str, Message | ByFact] = {
    "CertificateDayLater": Message(
        "The day of the certificate, %(certificate_on)s, is still to come.",
        "Write the day that stands on the certificate.",
    ),
    "CertificateOfAnother": Message(
        "The certificate %(certificate_no)s is that of household %(household)s.",
        "Check the number; if the other household has it wrongly, correct that one first.",
    ),
    "ClassFromThatDay": Message(
        "Household %(household)s has another class from %(day)s already.",
        "Check the day; a class that is wrong is corrected on the member's page.",
    ),
    "ClassStandsSo": Message(
        "The class of household %(household_no)s stands so already.", "Nothing needs to be done."
    ),
    "NotReviewable": Message(
        "The club has no household %(household_no)s in which a member lives.",
        "Open the list again: somebody may have left in the meantime.",
    ),
    "PoorWithoutCertificate": Message(
        "Household %(household)s is poor or near-poor, and no certificate is named.",
        "If the commune gave one, write down its number.",
    ),
    "ReviewCellNotRead": ByFact(
        "what",
        {
            "certificate": Message(
                "“%(value)s” cannot stand as a certificate's number.", "Make it shorter."
            ),
            "certificate_on": Message("“%(value)s” is not a day.", _DAY),
            "class": Message(
                "“%(value)s” is no class of a household.",
                "Write poor, near-poor, average or other.",
            ),
            "household": Message(
                "The row names no household that can be read.",
                "Write the household's code, or a member's.",
            ),
            "year": Message(
                "“%(value)s” is no year.", "Write the year with four digits, such as 2026."
            ),
        },
        Message("“%(value)s” cannot be read here.", "Write it anew."),
    ),
    "ReviewClassMissing": ByFact(
        "household",
        {
            "": Message(
                "A certificate is written down here, and no class.",
                "Choose the class, or empty the certificate.",
            )
        },
        Message(
            "Household %(household)s stands in the list without a class.",
            "Write its class, or delete the row.",
        ),
    ),
    "ReviewDayOutside": Message(
        "The day %(day)s is not in the year of the review, %(year)s, or is still to come.", _PAPER
    ),
    "ReviewEmpty": Message(
        "No household of the list has a class.", "Choose the class of at least one household."
    ),
    "ReviewFormula": Message(
        "The cell %(cell)s holds a formula, whose result may differ on another machine.",
        "Copy the cell and paste its value in place of the formula.",
    ),
    "ReviewListMissing": Message(
        "The file holds no list of households with their class.",
        "Take the sheet with the club's households from this page, and fill it in.",
    ),
    "ReviewListTooLong": Message(
        "The list has more than %(most)s rows.", "Send the list of this club alone."
    ),
    "ReviewRowUnclear": Message(
        "Member %(member)s does not live in household %(household)s.",
        "Leave one of the two empty, or correct it.",
    ),
    "ReviewRowUnknown": Message(
        "The club has no household or member %(code)s who belongs to it today.",
        "Check the code, or delete the row.",
    ),
    "ReviewStandsSo": Message(
        "Everything in this list of %(year)s stands in the books already; nothing was written.",
        "Nothing needs to be done.",
    ),
    "ReviewYearMissing": Message(
        "The year of the class is missing.", "Write the year of the review in the row."
    ),
    "ReviewYearNotUsable": Message(
        "A review of %(year)s cannot be kept in %(this_year)s.",
        "Give the year of the review: this one, or one before it.",
    ),
    "ReviewYearsDiffer": Message(
        "This row is of %(year)s, and the first of %(first)s.", "Send a list for each year."
    ),
    "ReviewedBefore": Message(
        "Household %(household)s has another class of the review of %(year)s already.",
        "If that one is wrong, correct it on the member's page; else leave the household out.",
    ),
    "ReviewedTwice": Message(
        "Household %(household)s stands in the list twice: it has one class a year.",
        "Delete one of the two rows.",
    ),
    "StandardCodeTaken": Message(
        "Another standard has the code %(code)s.", "Choose another code."
    ),
    "StandardNotUsable": ByFact(
        "what",
        {
            "average": Message(
                "The average line lies no higher than the poor line.",
                "Give both average lines above the poor ones, or neither.",
            ),
            "days": Message(
                "The standard's last day lies before its first.", "Check the two days."
            ),
            "lines": Message(
                "The poor line has to be above zero, in villages and in towns.",
                "Give đồng a person a month, such as 1.500.000.",
            ),
        },
        Message(
            "Something of the standard is missing: %(what)s.",
            "Give a code, a province, a decision and a number of indicators.",
        ),
    ),
    "StandardsOverlap": Message(
        "The standard %(code)s of this province is in force on some of these days.",
        "Let this one begin after it ends.",
    ),
    "UnknownClass": Message(
        "Household %(household_no)s has no class that begins on %(valid_from)s.",
        "Choose one of those on the member's page.",
    ),
}  # fmt: skip
