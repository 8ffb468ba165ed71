"""What a member says is not right: of an entry, of a loan, or in general."""

from flask import Response
from sqlalchemy.engine import Connection

from ledger.books.disputes import entry_names_member
from ledger.core.disputes import LONGEST, Complaint
from ledger.core.statements.member_vouchers import by_voucher
from ledger.core.statements.table import phrase
from ledger.core.users.grants import NothingThere
from ledger.services.disputes import disputes_of, open_dispute
from ledger.services.members import member_statement_of
from ledger.web.form.fields import Choice, Field, FieldKind, Given
from ledger.web.form.page import FormPage, Words, answer
from ledger.web.me.addresses import OwnAddresses
from ledger.web.me.own import own_books, own_number
from ledger.web.me.papers import check_own_loan
from ledger.web.periods import books_days
from ledger.web.queries import Nothing, query_of
from ledger.web.visit import Visit, redirect

NOTHING = Nothing()
ENTRY, LOAN = "entry-", "loan-"
LATEST = 24
"""So many vouchers can be chosen; an older one is named in words."""
SAID = Field(
    name="said", label=phrase("What is not right?"), kind=FieldKind.WORDS, longest=LONGEST,
    hint=phrase("In your own words; a few are enough"),
)  # fmt: skip


def said(visit: Visit) -> Response:
    """Show what she said, and what the club answered."""
    query_of(NOTHING, visit.arguments)
    with visit.reading() as connection:
        found = disputes_of(connection, visit.club.club_id, own_number(visit))
    return visit.page(
        "me/said.html", club=visit.club.club, addresses=OwnAddresses(visit.code), found=found
    )


def in_general(visit: Visit) -> Response:
    """Let her say that something is not right: a loan, a voucher, or whatever it is."""
    about = Field(
        name="about", label=phrase("What is it about?"), kind=FieldKind.CHOICE,
        is_required=False, choices=_own_things(visit),
    )  # fmt: skip
    intro = phrase("You can say anything here; the club must answer.")
    return _ask(visit, Complaint(""), intro, about)


def of_entry(visit: Visit, entry_no: int) -> Response:
    """Let her say that an entry that names her is not right."""
    with visit.reading() as connection:
        _check_own_entry(connection, visit, entry_no)
    asked = phrase("Whoever wrote this down is not the one who answers you.")
    return _ask(visit, Complaint("", entry_no=entry_no), asked)


def of_loan(visit: Visit, loan_no: int) -> Response:
    """Let her say that one of her loans is not right."""
    with visit.reading() as connection:
        check_own_loan(connection, visit, loan_no)
    asked = phrase("It is about this loan: what was lent, what was paid, what is still owed.")
    return _ask(visit, Complaint("", loan_no=loan_no), asked)


def _ask(visit: Visit, about: Complaint, intro: Words, *chosen: Field) -> Response:
    addresses, member_no = OwnAddresses(visit.code), own_number(visit)

    def carry_out(given: Given) -> Response:
        complaint = _complaint(given, about)
        with visit.writing() as connection:
            open_dispute(
                connection, visit.club, member_no, complaint, visit.request(),
                address=visit.guest.address,
            )  # fmt: skip
        return redirect(addresses.own("said"))

    page = FormPage(
        title=phrase("This is not right"), button=phrase("Tell the club"),
        fields=(*chosen, SAID),
        intro=(intro, phrase("The chair or the controller reads it, and the answer comes here.")),
        way=((addresses.front, visit.club.club.name),), template="me/form.html",
        links=((addresses.own("said"), phrase("What I told the club")),),
    )  # fmt: skip
    return answer(visit, page, carry_out)


def _complaint(given: Given, about: Complaint) -> Complaint:
    said, chosen = given.text("said"), given.text_or_none("about") or ""
    if chosen.startswith(ENTRY):
        return Complaint(said, entry_no=int(chosen.removeprefix(ENTRY)))
    if chosen.startswith(LOAN):
        return Complaint(said, loan_no=int(chosen.removeprefix(LOAN)))
    return Complaint(said, about.entry_no, about.loan_no)


def _own_things(visit: Visit) -> tuple[Choice, ...]:
    """Return her loans and her latest vouchers, to choose from."""
    with visit.reading() as connection:
        covered = books_days(own_books(connection, visit).days, visit.today)
        last = max(covered.last, visit.today)
        found = member_statement_of(connection, visit.club, own_number(visit), covered.first, last)
    reader = visit.reader
    loans = [
        Choice(f"{LOAN}{one.loan_no}", phrase("Loan %(number)s", number=one.paper_code))
        for one in found.loans_to_read
    ]
    vouchers = [
        Choice(
            f"{ENTRY}{one.entry_no}",
            phrase("Voucher %(voucher)s", voucher=one.voucher),
            f"{reader.date(one.occurred_on)}, "
            f"{reader.money(one.paid or one.received or abs(one.loan_change))}",
        )
        for one in by_voucher(found.movements)[:LATEST]
    ]  # fmt: skip
    return (*loans, *vouchers)


def _check_own_entry(connection: Connection, visit: Visit, entry_no: int) -> None:
    if not entry_names_member(connection, visit.club.club_id, entry_no, own_number(visit)):
        raise NothingThere
