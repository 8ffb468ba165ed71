"""Members' slips: one for a member, or a sheet of them for all who have no PIN yet."""

from collections.abc import Sequence

from flask import Response, request

from ledger.books.members import StoredMember, member_of
from ledger.core.statements.member_slip import MemberSlip
from ledger.core.statements.table import phrase
from ledger.services.slips import (
    FIRST_PIN_WITHIN,
    issue_slip,
    member_user,
    members_to_hand_slips,
)
from ledger.web.addresses import Addresses
from ledger.web.door import new_token
from ledger.web.files import file
from ledger.web.form.fields import Given
from ledger.web.form.page import FormPage, answer
from ledger.web.queries import Nothing, query_of
from ledger.web.visit import Visit

NOTHING = Nothing()
WHAT_IT_IS = (
    phrase("The slip has a code. She scans it with any phone, and types her PIN."),
    phrase(
        "The first time she chooses the PIN herself, within %(days)s days. Nobody else may know"
        " it.",
        days=FIRST_PIN_WITHIN.days,
    ),
)
BEFORE = phrase(
    "A slip that she got before is good no more once you press the button. Her PIN stays."
)


def slip(visit: Visit, member_no: int) -> Response:
    """Say what a member's slip is, and hand it out on paper."""
    query_of(NOTHING, visit.arguments)
    with visit.reading() as connection:
        member = member_of(connection, visit.club.club_id, member_no)
        user = member_user(connection, visit.club.club_id, member_no)
    addresses = Addresses(visit.code)
    page = FormPage(
        title=phrase("A slip for %(name)s", name=member.name), button=phrase("Make the slip"),
        fields=(), intro=WHAT_IT_IS, warning=None if user is None else BEFORE,
        way=(
            (addresses.front, visit.club.club.name), (addresses.members, phrase("Members")),
            (addresses.member(member_no), member.name),
        ),
    )  # fmt: skip

    def hand_out(_: Given) -> Response:
        from ledger.pdf.slip import draw_slip

        (one,) = _issued(visit, [member])
        content = draw_slip(one, visit.reader.locale, printed_on=visit.today)
        return file(content, "pdf", visit.code, "slip", member.paper_code)

    return answer(visit, page, hand_out)


def slips(visit: Visit) -> Response:
    """Show who has no PIN yet, and hand out a slip to each of them on sheets to be cut."""
    query_of(NOTHING, visit.arguments)
    with visit.reading() as connection:
        members = members_to_hand_slips(connection, visit.club, visit.today)
    if not (visit.is_sent and members):
        return visit.page(
            "members/slips.html", club=visit.club.club, addresses=Addresses(visit.code),
            members=members, what_it_is=WHAT_IT_IS, request_id=visit.new_id(),
        )  # fmt: skip
    from ledger.pdf.slip import draw_slips

    content = draw_slips(_issued(visit, members), visit.reader.locale, printed_on=visit.today)
    return file(content, "pdf", visit.code, "slips", visit.today.isoformat())


def _issued(visit: Visit, members: Sequence[StoredMember]) -> list[MemberSlip]:
    """Return a new slip for each member; the codes are told here and kept nowhere."""
    tokens = {one.member_no: new_token() for one in members}
    with visit.writing() as connection:
        for member_no, token in sorted(tokens.items()):  # in one order, whoever else locks users
            issue_slip(connection, visit.club, member_no, token, today=visit.today, by=visit.doer)
    return [
        MemberSlip(
            club=visit.club.club.name, name=one.name, member_code=one.paper_code,
            address=f"{request.host_url}s/{tokens[one.member_no]}",
        )
        for one in members
    ]  # fmt: skip
