"""The kind of act by which the cash box passes from one treasurer to the next."""

from ledger.books.audit_records import Doer
from ledger.services.doing import ActKind, Doing, Done, one_other
from ledger.services.handover import HandOver, hand_over

NOWHERE = ""
"""From where the approval came stands in the approval's own record."""


def _hand_over(doing: Doing, value: HandOver) -> Done:
    request = doing.request
    hand_over(
        doing.connection, doing.club, value, today=doing.today,
        by=Doer(doing.approved_by or request.recorded_by, request.recorded_at, NOWHERE),
        record_id=request.named("role").request_id,
    )  # fmt: skip
    return Done(f"user {value.to_user}", count_no=value.count_no)


KINDS = (ActKind("hand-over", HandOver, _hand_over, one_other),)
