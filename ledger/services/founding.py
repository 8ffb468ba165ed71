"""Founding a club at a desk: from what is typed, or from its workbook."""

import datetime as dt
import uuid
from typing import TYPE_CHECKING

from sqlalchemy.engine import Connection

from ledger.books.audit_records import Doer, NotedAct, note_act
from ledger.books.clubs import StoredClub, find_club, lock_clubs
from ledger.books.journal import lock_club
from ledger.core.acts.rules import RulesChanged
from ledger.core.acts.shared import refuse
from ledger.core.clubs import ClubRules
from ledger.core.workbook.values import ClubFacts, Workbook
from ledger.services.clubs import make_club
from ledger.services.workbook_club import new_club

if TYPE_CHECKING:
    from ledger.services.workbook import Imported


def found_club(
    connection: Connection,
    facts: ClubFacts,
    code: str | None,
    *,
    club_uuid: uuid.UUID,
    rules_from: dt.date,
    by: Doer,
) -> StoredClub:
    """Make a club with its first rules, in force from a day, and keep who made it.

    Refuses all that is wrong with the rules at once, a code that cannot be used or is taken, and
    a club that stands in the same place already (`new_club`).
    """
    rules = RulesChanged(
        valid_from=rules_from, meeting_day=facts.meeting_day, dues=facts.dues,
        shares=facts.shares, principal_multiple=facts.principal_multiple,
    )  # fmt: skip
    refuse(rules.faults())
    lock_clubs(connection)
    stored = make_club(
        connection, new_club(connection, facts, code), rules.after(ClubRules(rules_from)),
        club_uuid=club_uuid, made_at=by.at, made_by=by.user_id,
    )  # fmt: skip
    _note(connection, stored, "make club", by)
    return stored


def bring_workbook(
    connection: Connection, workbook: Workbook, code: str | None, *, today: dt.date, by: Doer
) -> "Imported":
    """Write a checked workbook into the books, and keep who brought it, the first time.

    Raises what `import_workbook` raises.
    """
    from ledger.services.workbook import import_workbook  # seldom asked for, and not small

    imported = import_workbook(
        connection, workbook, code=code, actor=by.user_id, now=by.at, today=today
    )
    if not imported.again:
        _note(connection, find_club(connection, imported.code), "read workbook in", by)
    return imported


def _note(connection: Connection, club: StoredClub, act: str, by: Doer) -> None:
    lock_club(connection, club.club_id)
    note_act(connection, club.club_id, NotedAct(act, f"club {club.club.code}"), by)
