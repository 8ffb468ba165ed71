"""Vouchers on paper: one entry's, or all by which money came or went on a day."""

import datetime as dt
import uuid
from collections.abc import Sequence

from flask import Response

from ledger.core.statements.voucher_paper import VoucherPaper
from ledger.core.users.grants import NothingThere
from ledger.services.outcomes import outcome_of
from ledger.services.voucher_papers import money_vouchers_on, voucher_papers
from ledger.web.files import file
from ledger.web.queries import OfVoucher, query_of
from ledger.web.visit import Visit

ON_PAPER = OfVoucher()


def voucher(visit: Visit, entry_no: int) -> Response:
    """Return an entry's voucher on paper: phiếu thu, phiếu chi or phiếu kế toán."""
    size = query_of(ON_PAPER, visit.arguments).size
    with visit.reading() as connection:
        papers = voucher_papers(connection, visit.club, [entry_no])
    named = papers[0].voucher
    name = (str(named), str(named.occurred_on.year))  # numbers begin anew every year
    return file(_drawn(visit, papers, size), "pdf", visit.code, *name)


def vouchers_of_day(visit: Visit, day: dt.date) -> Response:
    """Return all receipts and payments of a day in one file, as a meeting's are printed."""
    size = query_of(ON_PAPER, visit.arguments).size
    with visit.reading() as connection:
        club = visit.club
        papers = voucher_papers(connection, club, money_vouchers_on(connection, club, day))
    return file(_drawn(visit, papers, size), "pdf", visit.code, "vouchers", day.isoformat())


def vouchers_of_request(visit: Visit, request_id: uuid.UUID) -> Response:
    """Return all papers of what one has just recorded in one file, such as the dues of many."""
    size = query_of(ON_PAPER, visit.arguments).size
    with visit.reading() as connection:
        outcome = outcome_of(connection, visit.club, visit.actor, request_id)
        entries = () if outcome.done is None else outcome.done.entries
        if not entries:
            raise NothingThere
        papers = voucher_papers(connection, visit.club, [entry_no for entry_no, _ in entries])
    first, last = papers[0].voucher, papers[-1].voucher
    name = (str(first), str(last.number), str(first.occurred_on.year))
    return file(_drawn(visit, papers, size), "pdf", visit.code, *name)


def _drawn(visit: Visit, papers: Sequence[VoucherPaper], size: str | None) -> bytes:
    from ledger.pdf.voucher import VoucherSize, draw_vouchers

    return draw_vouchers(
        papers, visit.reader.locale, size=VoucherSize(size or VoucherSize.A5),
        printed_on=visit.today,
    )  # fmt: skip
