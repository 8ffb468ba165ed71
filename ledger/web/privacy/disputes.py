"""What members say is not right, and the club's answer."""

from flask import Response

from ledger.core.disputes import LONGEST, Dispute
from ledger.core.statements.table import phrase
from ledger.core.users.policy import Permission, may
from ledger.services.disputes import answer_dispute, dispute, disputes
from ledger.web.addresses import Addresses
from ledger.web.form.fields import Field, FieldKind, Given
from ledger.web.form.page import FormPage, answer
from ledger.web.queries import Nothing, query_of
from ledger.web.visit import Visit, redirect

NOTHING = Nothing()
ANSWER = Field(
    name="answer", label=phrase("What was found, and what is done about it"),
    kind=FieldKind.WORDS, longest=LONGEST, hint=phrase("The member reads this"),
)  # fmt: skip


def dispute_list(visit: Visit) -> Response:
    """Show what waits for an answer, the oldest first, then what was answered."""
    query_of(NOTHING, visit.arguments)
    with visit.reading() as connection:
        found = disputes(connection, visit.club.club_id, open_only=False)
    addresses = Addresses(visit.code)
    return visit.page(
        "disputes/list.html", club=visit.club.club, addresses=addresses,
        waiting=[one for one in found if one.is_open],
        answered=[one for one in found if not one.is_open],
        here=f"{addresses.front}disputes",
    )  # fmt: skip


def one(visit: Visit, dispute_no: int) -> Response:
    """Show a complaint with what it is about, and take the club's answer."""
    with visit.reading() as connection:
        found = dispute(connection, visit.club.club_id, dispute_no)
    addresses = Addresses(visit.code)

    def carry_out(given: Given) -> Response:
        with visit.writing() as connection:
            answer_dispute(
                connection, visit.club, dispute_no, given.text("answer"), visit.request(),
                address=visit.guest.address,
            )  # fmt: skip
        return redirect(f"{addresses.front}disputes/{dispute_no}")

    page = FormPage(
        title=phrase("Complaint %(number)s", number=dispute_no),
        button=phrase("Answer the member"), fields=(ANSWER,), template="disputes/one.html",
        way=(
            (addresses.front, visit.club.club.name),
            (f"{addresses.front}disputes", phrase("Complaints")),
        ),
    )  # fmt: skip
    return answer(
        visit, page, carry_out, found=found, about=_about(found, addresses),
        may_answer=may(visit.actor, Permission.ANSWER_DISPUTES, visit.place),
    )  # fmt: skip


def _about(found: Dispute, addresses: Addresses) -> str:
    """Return the page of the entry or the loan that a complaint is about."""
    complaint = found.complaint
    if complaint.entry_no is not None:
        return addresses.entry(complaint.entry_no)
    return "" if complaint.loan_no is None else addresses.loan(complaint.loan_no)
