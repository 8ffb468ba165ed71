"""The kinds of acts that help members to sign in."""

from ledger.books.audit_records import Doer
from ledger.services.doing import ActKind, Doing, Done, one_other
from ledger.services.slips import ResetMemberPin, reset_member_pin


def _reset(doing: Doing, value: ResetMemberPin) -> Done:
    """Clear a forgotten PIN; whoever asks and approves is kept with their addresses already."""
    by = Doer(doing.request.recorded_by, doing.request.recorded_at, "")
    reset_member_pin(doing.connection, doing.club, value, today=doing.today, by=by)
    return Done(f"member {value.member_no}", member_no=value.member_no)


KINDS = (ActKind("reset-pin", ResetMemberPin, _reset, one_other),)
