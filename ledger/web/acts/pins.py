"""The page that clears a member's forgotten PIN, once a second officer has said so."""

from ledger.core.statements.table import phrase
from ledger.core.users.policy import Permission
from ledger.services.slips import MemberHasNoUser, ResetMemberPin, member_user
from ledger.web.acts.act import About, Group, Line, Look, Summary, WebAct
from ledger.web.acts.kinds import kind
from ledger.web.form.fields import Given


def _reset(look: Look, _: Given) -> ResetMemberPin:
    return ResetMemberPin(look.number or 0)


def _confirm(look: Look, act: ResetMemberPin) -> Summary:
    """Say what is cleared; of a member who never had a slip there is nothing to clear."""
    if member_user(look.connection, look.visit.club.club_id, act.member_no) is None:
        raise MemberHasNoUser(member_no=act.member_no)
    return Summary(
        who="" if look.member is None else look.member.name,
        lines=(
            Line(phrase("The PIN"), phrase("is cleared; nobody ever saw it")),
            Line(phrase("The slip"), phrase("is good no more; a new one is printed")),
            Line(phrase("Signed in elsewhere"), phrase("is signed out")),
        ),
        button=phrase("Ask for it to be cleared"),
    )


ACTS = (
    WebAct(
        kind=kind("reset-pin", ResetMemberPin), title=phrase("A forgotten PIN"),
        what=phrase("cleared by two officers; she chooses a new one"), about=About.MEMBER,
        group=Group.MEMBERS, permission=Permission.KEEP_MEMBERS, fields=lambda _: (),
        value=_reset, confirm=_confirm, subject=lambda _, act: (About.MEMBER, act.member_no),
        intro=(
            phrase("Ask the member herself, face to face: a stranger may want to get in."),
            phrase("A second officer approves it. Then hand her a new slip; she chooses her PIN."),
        ),
    ),
)  # fmt: skip
