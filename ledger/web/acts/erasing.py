"""The page that erases a person who has left, once a second officer has said so."""

from ledger.core.acts.shared import refuse
from ledger.core.privacy.erasure import ERASE_PERSON, KEPT, ErasureRefused, PersonErased
from ledger.core.statements.table import phrase
from ledger.core.users.policy import Permission
from ledger.services.erasing import LONGEST, bars_to_erasure
from ledger.web.acts.act import About, Line, Look, Summary, WebAct
from ledger.web.acts.kinds import kind
from ledger.web.form.fields import Field, FieldKind, Given

REASON = Field(
    name="reason", label=phrase("Why she is erased"), kind=FieldKind.WORDS, longest=LONGEST,
    hint=phrase("Such as the number of her request; write no name here, it stays"),
)  # fmt: skip


def _erased(look: Look, given: Given) -> PersonErased:
    return PersonErased(look.number or 0, given.text("reason"))


def _confirm(look: Look, act: PersonErased) -> Summary:
    """Say what goes and what stays, or all that stands against it."""
    visit = look.visit
    bars = bars_to_erasure(look.connection, visit.club, act.member_no, visit.today)
    refuse(ErasureRefused(reason=bar.value, member_no=act.member_no) for bar in bars)
    return Summary(
        who="" if look.member is None else look.member.name,
        lines=(
            Line(
                phrase("What goes"),
                phrase("Name, phone, year of birth, ethnic group, and each word that names her"),
            ),
            *(Line(phrase("What stays"), one) for one in KEPT),
            Line(phrase("Why"), act.reason),
        ),
        button=phrase("Ask for the person to be erased"),
        warnings=(phrase("It cannot be undone, by nobody."),),
    )


ACTS = (
    WebAct(
        kind=kind(ERASE_PERSON, PersonErased), title=phrase("Erase a person"),
        what=phrase("who has left and owes nothing"), about=About.MEMBER,
        permission=Permission.KEEP_PRIVACY, fields=lambda _: (REASON,), value=_erased,
        confirm=_confirm, subject=lambda _, act: (About.MEMBER, act.member_no),
        intro=(phrase("A second officer must approve it before anything is erased."),),
    ),
)  # fmt: skip
