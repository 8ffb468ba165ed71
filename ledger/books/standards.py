"""The poverty standards as stored: the country's, and provinces' own."""

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.tables.outcomes import PovertyStandardRow
from ledger.core.outcomes.standards import PovertyStandard
from ledger.core.statements.table import Name


def poverty_standards(connection: Connection) -> list[PovertyStandard]:
    """Return all standards in the order in which they came into force, in one query."""
    row = PovertyStandardRow
    query = sa.select(
        row.code, row.name_vi, row.name_en, row.source, row.province, row.valid_from,
        row.valid_to, row.rural_poor, row.urban_poor, row.rural_average, row.urban_average,
        row.deprivations,
    ).order_by(row.valid_from, row.code)  # fmt: skip
    return [
        PovertyStandard(
            code=one.code, name=Name(one.name_vi, one.name_en), source=one.source,
            province=one.province, valid_from=one.valid_from, valid_to=one.valid_to,
            rural_poor=one.rural_poor, urban_poor=one.urban_poor,
            rural_average=one.rural_average, urban_average=one.urban_average,
            deprivations=one.deprivations,
        )
        for one in connection.execute(query)
    ]  # fmt: skip


def add_standard(connection: Connection, standard: PovertyStandard) -> None:
    """Store a standard."""
    connection.execute(
        sa.insert(PovertyStandardRow).values(
            code=standard.code, name_vi=standard.name.vi, name_en=standard.name.en,
            source=standard.source, province=standard.province, valid_from=standard.valid_from,
            valid_to=standard.valid_to, rural_poor=standard.rural_poor,
            urban_poor=standard.urban_poor, rural_average=standard.rural_average,
            urban_average=standard.urban_average, deprivations=standard.deprivations,
        )
    )  # fmt: skip
