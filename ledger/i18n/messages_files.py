"""What is said of each refusal of a file that is read."""

from collections.abc import Mapping

from ledger.i18n.said import ByFact, Message

_SAVE_AS_XLSX = "Open the file and save it as an Excel workbook (.xlsx)."
_MAKE_SMALLER = "Delete pictures, sheets and rows that do not belong to the books, and save it."

FILES: Mapping[str, Message | ByFact] = {
    "NotAWorkbook": ByFact(
        "found",
        {
            "docx": Message(
                "The file is a document of text, not a workbook.",
                "Choose the file of the workbook (.xlsx).",
            ),
            "empty": Message("The file is empty.", "Choose the file of the workbook (.xlsx)."),
            "ods": Message("The file is a workbook of another kind (.ods).", _SAVE_AS_XLSX),
            "xls": Message("The file is a workbook of an old kind (.xls).", _SAVE_AS_XLSX),
            "xlsb": Message("The file is a workbook of another kind (.xlsb).", _SAVE_AS_XLSX),
            "zip": Message(
                "The file is a packed folder (.zip).",
                "Unpack it, and choose the workbook that is in it.",
            ),
        },
        Message("The file is no workbook (%(found)s).", "Choose the file of the workbook (.xlsx)."),
    ),
    "WorkbookDamaged": Message(
        "The workbook cannot be read (%(part)s).",
        "Open it and save it again as .xlsx; if it does not open, take another copy of it.",
    ),
    "WorkbookEncrypted": Message(
        "The workbook is locked with a password.",
        "Open it, take the password away, and save it.",
    ),
    "WorkbookTooLarge": ByFact(
        "what",
        {
            "file": Message("The file is larger than %(limit)s MiB.", _MAKE_SMALLER),
            "memory": Message(
                "To read the workbook takes more than %(limit)s MiB of memory.", _MAKE_SMALLER
            ),
            "parts": Message("The workbook has more than %(limit)s parts.", _MAKE_SMALLER),
            "rows": Message("A sheet has more than %(limit)s rows.", _MAKE_SMALLER),
            "text": Message("The workbook holds more than %(limit)s MiB of text.", _MAKE_SMALLER),
            "unpacked": Message(
                "The workbook is larger than %(limit)s MiB when it is unpacked.", _MAKE_SMALLER
            ),
        },
        Message("The workbook holds more than is read (%(what)s, %(limit)s).", _MAKE_SMALLER),
    ),
    "WorkbookTooSlow": Message(
        "The workbook could not be read within %(seconds)s seconds.", _MAKE_SMALLER
    ),
}
