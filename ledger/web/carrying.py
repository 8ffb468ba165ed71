"""What was typed in a form that came after its session had ended, carried over the new sign-in.

The server keeps nothing of it: it rides in the pages, and only back to the person who typed it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask import Response

from ledger.core.statements.table import phrase
from ledger.web.form.fields import Field, FieldKind
from ledger.web.form.page import EDIT, STEP
from ledger.web.form.proof import REQUEST_ID, TOKEN
from ledger.web.sending import is_ours
from ledger.web.visit import Visit

LARGEST = 64 * 1024
"""The most characters that are carried; a longer form is not."""
LARGEST_SENT = 3 * LARGEST + 8 * 1024
"""The most bytes of a form that carries another: what is not a letter or a digit takes three."""

SECRETS = frozenset({"password", "pin", "again", "new", "old", "code", "secret"})
"""Fields that nobody's browser should hold longer than they are typed; they are never carried."""
QUICK_SUM = "take-"

CARRIED = Field(
    name="carried", label="", kind=FieldKind.HIDDEN, is_required=False, longest=LARGEST
)  # fmt: skip
GO_ON = phrase("Go on with your form")


@dataclass(frozen=True, slots=True)
class Carried:
    """A form that was not carried out: who sent it, to which address, and what was typed."""

    user_id: int
    address: str
    request_id: str
    typed: tuple[tuple[str, str], ...]

    def written(self) -> str:
        """Return it as a hidden field holds it: ASCII alone, so that nothing changes on the way."""
        return json.dumps([self.user_id, self.address, self.request_id, self.typed])


def carried(
    user_id: int, address: str, typed: Mapping[str, Sequence[str]]
) -> Carried | None:  # fmt: skip
    """Return what a form held, but for secrets; None where it is too long, or not a page's."""
    left_out = SECRETS | {TOKEN, REQUEST_ID, STEP, CARRIED.name}
    fields = tuple(
        (name, text)
        for name, texts in typed.items()
        if name not in left_out and not name.startswith(QUICK_SUM)
        for text in texts
    )
    found = Carried(user_id, address, next(iter(typed.get(REQUEST_ID, ())), ""), fields)
    return found if is_ours(address) and len(found.written()) <= LARGEST else None


def carried_in(visit: Visit) -> Carried | None:
    """Return the form that the one just sent carries, None where it carries none that we wrote."""
    text = visit.one_typed(CARRIED.name)
    if not text or len(text) > LARGEST:
        return None
    try:
        user_id, address, request_id, typed = json.loads(text)
        fields = tuple((str(name), str(value)) for name, value in typed)
    except (ValueError, TypeError, RecursionError):
        return None
    if not (isinstance(user_id, int) and isinstance(address, str) and is_ours(address)):
        return None
    return Carried(user_id, address, str(request_id), fields)


def kept(visit: Visit) -> tuple[Field, ...]:
    """Return the field by which a form of the door goes on carrying what it was sent with."""
    return (CARRIED,) if visit.one_typed(CARRIED.name) else ()


def going_on(visit: Visit, token: str) -> Response | None:
    """Return the page from which the form is looked at again; None where there is nothing for her.

    It is shown to whoever typed it and nobody else, and is sent as a first look: nothing is
    recorded before it was confirmed anew. `token` is that of the session from now on.
    """
    form = carried_in(visit)
    if form is None or form.user_id != visit.actor.user_id:
        return None
    now = replace(visit, guest=replace(visit.guest, secret=token))
    return now.page(
        "account/go_on.html", title=visit.reader.phrase(GO_ON), action=form.address,
        typed=[*form.typed, (STEP, EDIT)], request_id=form.request_id or visit.new_id(),
    )  # fmt: skip
