"""The club's own rules: a new version of them, in force from a day."""

import datetime as dt
from dataclasses import replace

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub, add_rules, all_rules
from ledger.core.acts.rules import RulesChanged
from ledger.core.acts.shared import refuse
from ledger.core.clubs import ClubRules
from ledger.core.journal import PostingRequest
from ledger.core.periods import FIRST_YEAR
from ledger.core.versions import check_version
from ledger.services.journal import DateTooEarly
from ledger.services.loan_products import RulesReceipt
from ledger.services.once import once


def change_rules(
    connection: Connection,
    club: StoredClub,
    changed: RulesChanged,
    request: PostingRequest,
    *,
    today: dt.date,  # noqa: ARG001 - as every act is called; rules may hold from any later day
    approved_by: int | None = None,  # noqa: ARG001 - who approved is kept with the approval
) -> RulesReceipt:
    """Set the club's rules from a day on, once per request id; its other rules of lending stay.

    Refuses all that is wrong at once, and a day that is not after the first day of all other
    versions (`VersionNotLater`).
    """
    early = DateTooEarly(occurred_on=changed.valid_from, first_year=FIRST_YEAR)
    refuse([*changed.faults(), *([early] if changed.valid_from.year < FIRST_YEAR else [])])

    def act(at: PostingRequest) -> RulesReceipt:
        versions = all_rules(connection, club.club_id)
        check_version(changed.valid_from, [one.valid_from for one in versions])
        rules = changed.after(versions[-1] if versions else ClubRules(changed.valid_from))
        add_rules(
            connection, club.club_id, rules, recorded_at=at.recorded_at, recorded_by=at.recorded_by
        )
        return RulesReceipt(changed.valid_from)

    content = ("change rules", changed)
    receipt, again = once(connection, club, request, act, content=content, answer=RulesReceipt)
    return replace(receipt, again=again)
