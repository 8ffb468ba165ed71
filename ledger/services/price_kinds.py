"""The kind of act by which a club keeps the yearly table of price changes."""

from ledger.books.journal import lock_club
from ledger.books.prices import add_price_change
from ledger.core.acts.shared import refuse
from ledger.core.outcomes.prices import PriceChangeTold
from ledger.services.doing import ActKind, Doing, Done


def _told(doing: Doing, value: PriceChangeTold) -> Done:
    """Keep a year's price change; it moves no money, and what stood there before is kept."""
    refuse(value.faults(doing.today))
    lock_club(doing.connection, doing.club.club_id)
    number = add_price_change(doing.connection, doing.club.club_id, value, doing.request)
    return Done(f"price change {value.year}, version {number}")


KINDS = (ActKind("price-change", PriceChangeTold, _told),)
