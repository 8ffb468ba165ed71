"""What is said of each refusal of the books."""

from collections.abc import Mapping

from ledger.i18n.messages_reasons import BACKUP_UNUSABLE, DATABASE_UNUSABLE, RULE_OF_THE_BOOKS
from ledger.i18n.said import ByFact, Message

BOOKS: Mapping[str, Message | ByFact] = {
    "BackupUnusable": BACKUP_UNUSABLE,
    "CashBelowZero": Message(
        "%(fund)s would have %(balance)s in account %(account)s on %(on)s.",
        "Check the amount and the day, or first write down what the fund received.",
        amounts=("balance",),
        funds=("fund",),
        days=("on",),
    ),
    "ClubCodeTaken": Message(
        "Another club has the code %(code)s.",
        "Choose another code for this club.",
    ),
    "DatabaseUnusable": DATABASE_UNUSABLE,
    "EntryAlreadyReversed": Message(
        "Entry %(entry_no)s was reversed already, by entry %(by)s.",
        "Look at entry %(by)s; if the right entry is still missing, post it.",
    ),
    "FileExists": Message(
        "There is a file %(path)s already; it is not written over.",
        "Choose another name, or say that the file may be replaced.",
    ),
    "NotALedger": Message(
        "The database holds something else, such as the table %(table)s; it is left alone.",
        "Name another file or database for the books.",
    ),
    "ReportTooLong": Message(
        "The report would have more than %(most)s lines.",
        "Ask for fewer days, or for one fund.",
    ),
    "RequestDiffers": Message(
        "The request %(request_id)s was used already, for something else; nothing was written.",
        "Look whether it stands in the journal; if not, begin it anew.",
    ),
    "RequestOfAnother": Message(
        "There is no such request; nothing was written.",
        "Begin it anew.",
    ),
    "ReversalOfReversal": Message(
        "Entry %(entry_no)s is itself a reversal, which is not reversed.",
        "Post the right entry anew.",
    ),
    "RuleOfTheBooks": RULE_OF_THE_BOOKS,
    "SchemaMissing": Message(
        "This database holds no books yet.",
        "Make them with: club-ledger init",
    ),
    "SchemaOutOfDate": Message(
        "The books are of version %(found)s; this program works with version %(wanted)s.",
        "Older books are brought up with: club-ledger migrate. Newer ones need a newer program.",
    ),
    "TargetHoldsBooks": Message(
        "The database to restore into holds books already, of %(clubs)s clubs.",
        "Name an empty one, or say that the present books may be put aside.",
    ),
    "TextUnreadable": Message(
        "A text in the books cannot be read: another program has written it.",
        "Leave the file as it is, and restore the last copy with: club-ledger restore",
    ),
    "UnknownAccount": Message(
        "This club's chart has no account %(account)s.",
        "Choose an account of the chart.",
    ),
    "UnknownClub": Message(
        "There is no club with the code %(code)s.",
        "Check the code in the list of clubs.",
    ),
    "UnknownEntry": Message(
        "This club has no entry %(entry_no)s.",
        "Look for its number in the journal.",
    ),
    "UnknownFund": Message(
        "This club has no fund %(fund)s.",
        "Choose one of the club's funds.",
    ),
    "UnknownLoan": Message(
        "This club has no loan %(loan_no)s.",
        "Look for its number in the list of loans.",
    ),
    "UnknownMeeting": Message(
        "This club has had no meeting of number %(meeting_no)s.",
        "Name the day of the meeting instead.",
    ),
    "UnknownMember": Message(
        "This club has no member %(member_no)s.",
        "Look for the number in the list of members.",
    ),
    "UnsafeSetting": Message(
        "The setting %(setting)s is %(value)s: a power cut could lose what was written.",
        "Close other programs that use the file, and keep it on a disk of this machine.",
    ),
    "VoucherOutOfSeries": Message(
        "The next number of series %(series)s is %(expected)s, not %(given)s.",
        "Give the number that follows; enter each number that was left out as void.",
    ),
}
