"""What is said of the books' own rules, and why a database or a backup cannot be used."""

from ledger.i18n.said import ByFact, Message

_REVERSE = "Reverse the entry by a new one, and post the right one."
_AGAIN = "Send it again; if it is refused again, run: club-ledger verify"
_TODAY = "Date the entry today, and say in it when it really happened."
_ANOTHER_COPY = "Take another copy of the books, made with: club-ledger backup"

RULE_OF_THE_BOOKS = ByFact(
    "rule",
    {
        "balance_is_derived": Message(
            "A balance follows from its entries and is not written by hand.",
            "Post an entry: the balance follows by itself.",
        ),
        "chain_is_broken": Message(
            "The entry does not carry the fingerprint of the one before it.", _AGAIN
        ),
        "counter_follows_its_rows": Message(
            "The last number of a series follows from what was posted and is not set by hand.",
            _AGAIN,
        ),
        "earlier_period_is_open": Message(
            "An earlier month is still open, and months are closed in order.",
            "Close the earlier month first.",
        ),
        "entry_does_not_balance": Message(
            "Debit and credit of the entry differ, in total or within a fund.",
            "Mend the amounts so that debit and credit of each fund are equal.",
        ),
        "entry_has_fewer_than_two_lines": Message(
            "An entry has two lines or more.",
            "Add the line that says where the money came from or went to.",
        ),
        "entry_has_no_text": Message(
            "The entry does not say what it is for.",
            "Write down what the money was received or paid for.",
        ),
        "entry_has_no_voucher": Message("The entry has no voucher with a number.", _AGAIN),
        "entry_is_posted": Message("What is posted is never changed or deleted.", _REVERSE),
        "entry_is_reversed": Message(
            "This entry was reversed already.",
            "Look at its reversal; if the right entry is still missing, post it.",
        ),
        "entry_number_has_gap": Message(
            "The number of the entry does not follow the last one.", _AGAIN
        ),
        "period_is_closed": Message("The month is closed already, and stays closed.", _TODAY),
        "period_is_not_open": Message(
            "The month of the entry is closed, or not opened yet.", _TODAY
        ),
        "record_is_kept": Message(
            "This record is kept for good and is not changed.",
            "Leave it as it is; what has changed is written down anew.",
        ),
        "recorded_time_goes_back": Message(
            "The entry would be recorded before the one that precedes it.",
            "Set the clock of this machine right, then send it again.",
        ),
        "request_is_posted": Message(
            "This request was carried out already.",
            "Look for it in the journal; nothing needs to be entered again.",
        ),
        "reversal_names_no_entry": Message(
            "The reversal names no entry that can be reversed.",
            "Name an earlier entry of this club that is not a reversal itself.",
        ),
        "voucher_is_issued": Message(
            "A voucher that was issued is never changed or deleted.", _REVERSE
        ),
        "voucher_number_has_gap": Message(
            "The number of the voucher does not follow the last one of its series.",
            "Give the number that follows; enter each number that was left out as void.",
        ),
    },
    Message(
        "The books refuse this by their rule %(rule)s.",
        "Write down the rule's name and tell whoever looks after the program.",
    ),
)

DATABASE_UNUSABLE = ByFact(
    "reason",
    {
        "busy": Message(
            "The database server has no free place at the moment.",
            "Wait a little, then try again.",
        ),
        "cannot_open": Message(
            "The file of the books cannot be opened.",
            "Check that its folder is there and that you may read and write in it.",
        ),
        "damaged": Message(
            "The file of the books is damaged.",
            "Leave it as it is, and restore the last copy with: club-ledger restore",
        ),
        "disk": Message(
            "The disk failed to read or write.",
            "Copy the books to another disk at once, and have this one looked at.",
        ),
        "driver": Message(
            "The program that speaks with PostgreSQL is not installed.",
            "Install club-ledger with its extra: postgres",
        ),
        "full": Message(
            "There is no room left on the disk of the books.",
            "Delete what is not needed, or move the books to a larger disk.",
        ),
        "kind": Message(
            "Books are kept in SQLite or PostgreSQL, not in a database of this kind.",
            "Give an address that begins with sqlite or postgresql.",
        ),
        "locked": Message(
            "Another program has been using the books for too long.",
            "Close the other program, or wait a little, then try again.",
        ),
        "no_database": Message(
            "The server has no database of this name.",
            "Check the name in the address, or have the database made.",
        ),
        "no_role": Message(
            "The server has no role of this name.",
            "Check the role in the address, or have it made.",
        ),
        "no_server": Message(
            "No database server answers at this address.",
            "Check the address, and whether the server is running.",
        ),
        "not_a_database": Message(
            "The file is not a database.",
            "Check the name of the file; a copy of the books is put back with: club-ledger restore",
        ),
        "not_allowed": Message(
            "The role may not do this in the database.",
            "Use the role that owns the tables (LEDGER_OWNER_URL), or have the right granted.",
        ),
        "password": Message(
            "The server refuses this name or password.",
            "Check both in the address of the database.",
        ),
        "read_only": Message(
            "The file of the books may only be read.",
            "Allow writing to the file and its folder, or copy it to where you may write.",
        ),
        "url": Message(
            "The address of the database cannot be read.",
            "Write it as in this example: sqlite:///books.db",
        ),
    },
    Message(
        "The database cannot be used (%(reason)s).",
        "Run club-ledger doctor, and tell whoever looks after the program what it says.",
    ),
)

BACKUP_UNUSABLE = ByFact(
    "reason",
    {
        "cut_off": Message(
            "The end of the file %(path)s is missing: it was not copied whole.",
            "Copy it again from where it was made, or take another copy of the books.",
        ),
        "damaged": Message("The file %(path)s is damaged (%(detail)s).", _ANOTHER_COPY),
        "differs": Message(
            "What was put back from %(path)s differs from the copy in the table %(detail)s.",
            "Nothing was changed. Tell whoever looks after the program.",
        ),
        "verify": Message(
            "The books in %(path)s do not pass the check %(detail)s.",
            "Nothing was changed. Take another copy, and let the club's auditor see this one.",
        ),
        "empty": Message("The file %(path)s is empty.", _ANOTHER_COPY),
        "missing": Message(
            "There is no file %(path)s.",
            "Check the name of the file and of its folder.",
        ),
        "not_a_ledger": Message("The file %(path)s is no copy of books.", _ANOTHER_COPY),
        "rules": Message(
            "The books in %(path)s break the rule %(detail)s.",
            "Do not use this copy; show it to the auditor, and take another one.",
        ),
        "seal": Message(
            "The table %(detail)s in %(path)s was changed after the copy was made.",
            "Do not use this copy; show it to the auditor, and take another one.",
        ),
    },
    Message("The file %(path)s cannot be restored (%(reason)s %(detail)s).", _ANOTHER_COPY),
)
