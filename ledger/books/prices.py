"""Price changes as a club keeps them: each year's versions, of which the last counts."""

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.tables.outcomes import PriceChangeRow
from ledger.core.journal import PostingRequest
from ledger.core.outcomes.prices import PriceChange, PriceChangeTold


def price_changes(connection: Connection, club_id: int) -> list[PriceChange]:
    """Return every version of the club's price changes, in order of year and version."""
    row = PriceChangeRow
    query = (
        sa.select(row.year, row.version_no, row.ppm, row.source, row.recorded_at)
        .where(row.club_id == club_id)
        .order_by(row.year, row.version_no)
    )
    return [
        PriceChange(year=year, version_no=version, ppm=ppm, source=source, recorded_at=at)
        for year, version, ppm, source, at in connection.execute(query)
    ]


def add_price_change(
    connection: Connection, club_id: int, told: PriceChangeTold, at: PostingRequest
) -> int:
    """Keep a new version of a year's price change, and return its number; the club is locked."""
    row = PriceChangeRow
    last = connection.execute(
        sa.select(sa.func.max(row.version_no)).where(row.club_id == club_id, row.year == told.year)
    ).scalar()
    version_no = (last or 0) + 1
    connection.execute(
        sa.insert(row).values(
            club_id=club_id, year=told.year, version_no=version_no, ppm=told.ppm,
            source=told.source, recorded_at=at.recorded_at, recorded_by=at.recorded_by,
        )
    )  # fmt: skip
    return version_no
