"""The page on which a yearly review is brought in as a sheet, and the sheet to fill in."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Response

from ledger.core.errors import LedgerError
from ledger.core.outcomes.review import HouseholdsReviewed
from ledger.core.outcomes.review_sheet import CheckedReview, SheetFault
from ledger.core.statements.review_table import FAULT_COLUMNS, review_list_table
from ledger.core.statements.scope import Scope
from ledger.core.statements.table import Phrase, Row, Table, Value, phrase
from ledger.files.workbook_limits import MIB
from ledger.i18n.messages import said
from ledger.services.reviewing import checked_review, homes_to_review
from ledger.web.acts.act import Look
from ledger.web.acts.page import Form
from ledger.web.acts.registry import ACTS
from ledger.web.acts.review import CERTIFICATE, CERTIFICATE_ON, CLASS, ON, REVIEW, YEAR
from ledger.web.addresses import Addresses
from ledger.web.files import table_file
from ledger.web.form.proof import REQUEST_ID
from ledger.web.queries import Nothing, query_of
from ledger.web.sent_workbook import check_content, chosen_content, sheets_of
from ledger.web.tables import draw
from ledger.web.visit import Visit

NOTHING = Nothing()
LARGEST_SENT = 6 * MIB
"""The most bytes of a form with a sheet."""
MOST_FAULTS = 200


def review_list(visit: Visit) -> Response:
    """Check a sheet, show all that is wrong in it, or fill the list of the page in from it.

    Nothing is written here: the list is looked over, confirmed and kept as one that was typed.
    """
    if not visit.is_sent:
        query_of(NOTHING, visit.arguments)
        return _show(visit)
    try:
        content = chosen_content()
        check_content(content)
        sheets = sheets_of(content)
    except LedgerError as error:
        return _show(visit, error)
    with visit.reading() as connection:
        checked = checked_review(connection, visit.club, sheets, today=visit.today)
        if checked.review is None:
            return _show_faults(visit, checked)
        filled = replace(visit, typed=_typed(visit, checked.review))
        look = Look(filled, connection)
        form = Form(ACTS[REVIEW.name], look, tuple(REVIEW.fields(look)))
        found = [
            said(one.error, visit.reader.locale)
            for one in checked.faults[:MOST_FAULTS]
            if one.is_warning
        ]
        action = f"{Addresses(visit.code).front}do/{REVIEW.name}"
        return form.ask(filled, action=action, found=found)


def blank_list(visit: Visit) -> Response:
    """Return the club's households as a sheet to fill in."""
    query_of(NOTHING, visit.arguments)
    with visit.reading() as connection:
        homes = homes_to_review(connection, visit.club, visit.today)
    visit.looked(None, "members")
    club = visit.club.club
    scope = Scope(club.code, club.name, visit.today, visit.today)
    return table_file(visit, review_list_table(scope, homes), "xlsx", visit.code, "review")


def _typed(visit: Visit, review: HouseholdsReviewed) -> dict[str, Sequence[str]]:
    """Return a sheet's list as it would be typed."""
    date = visit.reader.date
    typed: dict[str, Sequence[str]] = {
        YEAR: [str(review.year)], ON: [date(review.decided_on)],
        REQUEST_ID: [visit.one_typed(REQUEST_ID)],
    }  # fmt: skip
    for one in review.households:
        number, day = one.household_no, one.certificate_on
        typed[f"{CLASS}-{number}"] = [one.household_class.value]
        typed[f"{CERTIFICATE}-{number}"] = [one.certificate_no or ""]
        typed[f"{CERTIFICATE_ON}-{number}"] = [date(day) if day else ""]
    return typed


def _show(visit: Visit, error: LedgerError | None = None) -> Response:
    return visit.page(
        "outcomes/review_list.html", status=422 if error else 200,
        problem=said(error, visit.reader.locale) if error else None,
        request_id=visit.new_id(), club=visit.club.club, addresses=Addresses(visit.code),
        faults=None,
    )  # fmt: skip


def _show_faults(visit: Visit, checked: CheckedReview) -> Response:
    rows = []
    for one in checked.faults[:MOST_FAULTS]:
        told = said(one.error, visit.reader.locale)
        kind = phrase("warning") if one.is_warning else phrase("error")
        values: tuple[Value, ...] = (place_of(one), kind, told.sentence, told.remedy)
        rows.append(Row(values))
    title = phrase("What was found in the sheet")
    table = Table("findings", title, "", (), FAULT_COLUMNS, tuple(rows))
    return visit.page(
        "outcomes/review_list.html", status=422, problem=None, request_id=visit.new_id(),
        club=visit.club.club, addresses=Addresses(visit.code),
        faults=draw(table, visit.reader, Addresses("-")),
    )  # fmt: skip


def place_of(one: SheetFault) -> Phrase | str:
    """Return where in the sheet something is wrong, nothing for the sheet as a whole."""
    if not one.row:
        return one.column
    if not one.column:
        return phrase("row %(row)s", row=one.row)
    return phrase("row %(row)s, column %(column)s", row=one.row, column=one.column)
