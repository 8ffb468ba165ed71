"""The kind of act with which a club's books begin."""

from ledger.core.acts.opening import Opening
from ledger.services.doing import ActKind, Doing, Done, one_other
from ledger.services.opening import open_books


def _open(doing: Doing, value: Opening) -> Done:
    receipt = open_books(
        doing.connection, doing.club, value, doing.request, today=doing.today,
        approved_by=doing.approved_by,
    )  # fmt: skip
    return Done(f"opening on {value.opens_on.isoformat()}", receipt.entries)


KINDS = (ActKind("opening", Opening, _open, one_other),)
