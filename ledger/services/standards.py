"""Provinces' own poverty standards, as an administrator adds them."""

import uuid

from sqlalchemy.engine import Connection

from ledger.books.audit_records import Doer, NotedAct, note_service
from ledger.books.standards import add_standard, poverty_standards
from ledger.core.acts.shared import refuse
from ledger.core.outcomes.standards import PovertyStandard, check_beside
from ledger.services.enrolling import check_texts


def keep_standard(
    connection: Connection, standard: PovertyStandard, by: Doer, record_id: uuid.UUID
) -> None:
    """Add a province's own standard; that of the country comes with the program.

    Refuses all that is wrong at once: what cannot stand in it (`StandardNotUsable`), a code that
    is taken, days on which the province has another.
    """
    check_texts(
        standard.code, standard.source, standard.province, standard.name.vi, standard.name.en
    )
    refuse([*standard.faults(), *check_beside(standard, poverty_standards(connection))])
    add_standard(connection, standard)
    noted = NotedAct("add standard", standard.code, standard.province or "")
    note_service(connection, noted, by, record_id)
