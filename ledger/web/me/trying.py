"""What a payment on one of her own loans would do, shown without writing anything."""

from flask import Response

from ledger.books.refusals import UnknownLoan
from ledger.core.users.grants import NothingThere
from ledger.services.loan_page import loan_to_pay
from ledger.web.if_paid import answer_of, asking_of
from ledger.web.me.addresses import OwnAddresses
from ledger.web.me.own import own_number
from ledger.web.visit import Visit


def if_paid(visit: Visit, loan_no: int) -> Response:
    """Show what a sum would do by each choice, for a loan that she borrowed or took over."""
    asking = asking_of(visit)
    with visit.reading() as connection:
        try:
            loan = loan_to_pay(connection, visit.club, loan_no, asking.on)
        except UnknownLoan:  # told like another's
            raise NothingThere from None
        if own_number(visit) not in {loan.file.loan.member_no, loan.state.heir_no}:
            raise NothingThere
        answer = answer_of(connection, loan, asking, visit.reader)
    return visit.page(
        "me/if_paid.html", status=422 if answer.problems else 200, loan=loan,
        club=visit.club.club, addresses=OwnAddresses(visit.code), asking=asking, answer=answer,
        is_odd=asking.is_odd,
    )  # fmt: skip
