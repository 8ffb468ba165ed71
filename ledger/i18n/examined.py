"""What is said of each check of an installation: its name, and what to do when it fails."""

from collections.abc import Mapping
from dataclasses import dataclass

from ledger.i18n.locale import Locale
from ledger.i18n.said import Message, Said


@dataclass(frozen=True, slots=True)
class Check:
    """A check's title as a msgid, and what is said when it fails (None: it only tells)."""

    title: str
    failed: Message | None = None


_START_AGAIN = "Start club-ledger again; if it stays so, tell whoever looks after the program."
_LOST_AT_POWER_CUT = Message(
    "The setting %(name)s is %(found)s: a power cut could lose what was written.",
    "Set it to on in the settings of the PostgreSQL server.",
)

CHECKS: Mapping[str, Check] = {
    "bypass": Check(
        "The program's role is bound to the clubs that it names",
        Message(
            "The role %(found)s has the right BYPASSRLS: clubs are not kept apart from it.",
            "Take the right away (ALTER ROLE ... NOBYPASSRLS), or let the program use another"
            " role.",
        ),
    ),
    "clock": Check(
        "Clock of this machine",
        Message(
            "The clock is behind: the last entry was recorded at %(found)s.",
            "Set the clock of this machine right.",
            instants=("found",),
        ),
    ),
    "encoding": Check(
        "How the database keeps letters",
        Message(
            "The database keeps letters as %(found)s, which has no place for Vietnamese.",
            "Make the database with the encoding UTF8, and restore a copy of the books into it.",
        ),
    ),
    "foreign_keys": Check(
        "Rows that belong together",
        Message("Rows are not held together: foreign_keys is %(found)s.", _START_AGAIN),
    ),
    "fsync": Check("What is written reaches the disk", _LOST_AT_POWER_CUT),
    "full_page_writes": Check("Pages are written whole", _LOST_AT_POWER_CUT),
    "journal_mode": Check(
        "Journal of the database file",
        Message(
            "The journal of the file is %(found)s: a power cut could lose what was written.",
            "Close other programs that use the file, and keep it on a disk of this machine.",
        ),
    ),
    "library": Check("Version of the database program"),
    "owner": Check(
        "The program's role owns no table",
        Message(
            "The role %(found)s owns the tables, and so could switch their rules off.",
            "Let one role own the tables (LEDGER_OWNER_URL) and the program use another.",
        ),
    ),
    "recursive_triggers": Check(
        "Rules hold for rows that are replaced",
        Message(
            "A row could be replaced past the rules: recursive_triggers is %(found)s.", _START_AGAIN
        ),
    ),
    "revision": Check(
        "Version of the books",
        Message(
            "The version of the books is not the program's: %(found)s.",
            "Older books are brought up with: club-ledger migrate. Newer ones need a newer"
            " program.",
        ),
    ),
    "row_security": Check(
        "The database keeps clubs apart",
        Message(
            "Row security is off or not as it should be on these tables: %(found)s.",
            "Enter nothing more, and tell whoever looks after the program; a copy that is restored"
            " into a new database has it.",
        ),
    ),
    "rules": Check(
        "Rules that the database holds",
        Message(
            "The database lacks rules of the books: %(found)s.",
            "Enter nothing more, run club-ledger verify, and restore a copy that has them.",
        ),
    ),
    "space": Check(
        "Room on the disk",
        Message(
            "Only %(found)s are free beside the books.",
            "Delete what is not needed, or move the books to a larger disk.",
        ),
    ),
    "superuser": Check(
        "The program's role is bound by the rules",
        Message(
            "The role %(found)s is a superuser, whom no rule of the database binds.",
            "Let the program use an ordinary role (LEDGER_DATABASE_URL).",
        ),
    ),
    "synchronous": Check(
        "What is written reaches the disk",
        Message("A power cut could lose what was written: synchronous is %(found)s.", _START_AGAIN),
    ),
    "synchronous_commit": Check("An answer waits for the disk", _LOST_AT_POWER_CUT),
    "triggers": Check(
        "Rules are switched on",
        Message(
            "The rules are switched off: session_replication_role is %(found)s.",
            "Set it to origin for the program's role.",
        ),
    ),
    "whole": Check(
        "The file is whole",
        Message(
            "The file is damaged: %(found)s.",
            "Leave it as it is, and restore the last copy with: club-ledger restore",
        ),
    ),
    "writable": Check(
        "The file may be written",
        Message(
            "The file %(found)s or its folder may not be written.",
            "Allow writing to the file and its folder, or copy it to where you may write.",
        ),
    ),
}
"""By the check's name: words know no books (tests find every gap)."""

_UNKNOWN = Message(
    "The check %(name)s failed: %(found)s.",
    "Write this down and tell whoever looks after the program.",
)


def examined_title(name: str, locale: Locale) -> str:
    """Return what a check looks at, in the reader's language; its name if that is not known."""
    return locale.gettext(CHECKS[name].title) if name in CHECKS else name


def examined_said(name: str, found: str, locale: Locale) -> Said:
    """Return what it means that a check failed, having found this, and what to do."""
    check = CHECKS.get(name)
    message = check.failed if check else None
    return (message or _UNKNOWN).said({"name": name, "found": found}, locale)
