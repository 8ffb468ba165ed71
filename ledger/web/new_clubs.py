"""Making clubs: from what is typed, or from a club's workbook."""

import base64
import binascii
from collections.abc import Sequence

from flask import Response

from ledger.core.acts.rules import MeetingDayOutOfRange
from ledger.core.clubs import ClubRules
from ledger.core.errors import LedgerError
from ledger.core.statements.table import Column, Phrase, Row, Table, Value, phrase
from ledger.core.workbook.values import CheckedWorkbook, ClubFacts, Finding
from ledger.files.workbook import WorkbookDamaged
from ledger.files.workbook_limits import MIB
from ledger.i18n.findings import finding_said
from ledger.i18n.messages import said
from ledger.services.founding import bring_workbook, found_club
from ledger.services.workbook_club import LONGEST_CODE, ClubCodeNotUsable
from ledger.web.addresses import Addresses
from ledger.web.form.confirming import DO, ReadBack, answer_twice
from ledger.web.form.fields import Field, FieldKind, Given
from ledger.web.form.page import STEP, FormPage
from ledger.web.queries import Nothing, query_of
from ledger.web.sent_workbook import check_content, chosen_content, sheets_of
from ledger.web.tables import draw
from ledger.web.visit import Visit, redirect

NOTHING = Nothing()
PEOPLE = "/people"
NEW_CLUB = "/clubs/new"
WORKBOOK = "/clubs/workbook"
KEPT = "kept"
"""The field of a file that was chosen, when it is sent again to be written."""
MOST_FINDINGS = 200
LARGEST_SENT = 8 * MIB
"""The most bytes of a form with a workbook, which is a third longer as text."""

WAY = ((PEOPLE, phrase("People and roles")),)
FINDING_COLUMNS = (
    Column("name", phrase("Where")),
    Column("severity", phrase("Kind")),
    Column("message", phrase("What is wrong")),
    Column("remedy", phrase("How to mend it")),
)


def _text(name: str, label: Phrase, hint: Phrase | None = None, *, longest: int = 120) -> Field:
    return Field(name=name, label=label, hint=hint, is_required=False, longest=longest)


def _share(name: str, label: Phrase, usual: int) -> Field:
    return Field(
        name=name, label=label, kind=FieldKind.NUMBER, usual=str(usual), longest=3,
        hint=phrase("In per cent; the three are 100 together") if name == "capital" else None,
    )  # fmt: skip


def _fields(visit: Visit) -> tuple[Field, ...]:
    usual = ClubRules(visit.today)
    capital, activity, mutual = usual.shares
    return (
        Field(name="name", label=phrase("The club's name"), longest=120,
              hint=phrase("Such as: Câu lạc bộ Hạnh Phúc")),
        _text("code", phrase("A short code"), longest=LONGEST_CODE,
              hint=phrase("Capital letters and digits, such as HP; made from the name if empty")),
        _text("village", phrase("Village")),
        _text("commune", phrase("Commune")),
        _text("province", phrase("Province")),
        _text("decision_no", phrase("Number of the founding decision"),
              phrase("Such as 15/QĐ-UBND")),
        Field(name="decided_on", label=phrase("Day of the decision"), kind=FieldKind.DAY,
              is_required=False, longest=10),
        _text("decision_issuer", phrase("Who decided it"), phrase("Such as: UBND xã Tân Lạc")),
        Field(name="meeting_day", label=phrase("Day of the month on which the club meets"),
              kind=FieldKind.NUMBER, usual=str(usual.meeting_day), longest=2),
        Field(name="dues", label=phrase("Dues of a member each month"), kind=FieldKind.AMOUNT,
              usual="0"),
        _share("capital", phrase("Of the interest, for the loan fund"), capital),
        _share("activity", phrase("Of the interest, for activities"), activity),
        _share("mutual", phrase("Of the interest, for mutual help"), mutual),
        Field(name="rules_from", label=phrase("Day from which these rules hold"),
              kind=FieldKind.DAY, longest=10,
              usual=visit.reader.date(visit.today.replace(month=1, day=1)),
              hint=phrase("No later than the first day of which something is recorded")),
    )  # fmt: skip


def new_club(visit: Visit) -> Response:
    """Make a club with its first rules, once they were read back."""
    fields = _fields(visit)

    def read_back(given: Given) -> ReadBack:
        lines = [
            (one.label, _said(visit, given, one)) for one in fields if _said(visit, given, one)
        ]
        name = given.text("name")
        return ReadBack(lines=lines, button=phrase("Make the club %(name)s", name=name))

    def carry_out(given: Given) -> Response:
        with visit.writing() as connection:
            stored = found_club(
                connection, _facts(given, ClubRules(visit.today)), given.text_or_none("code"),
                club_uuid=visit.request().request_id, rules_from=given.day("rules_from"),
                by=visit.doer,
            )  # fmt: skip
        return redirect(f"{Addresses(stored.club.code).front}made")

    page = FormPage(
        title=phrase("A new club"), button=phrase("Go on"), fields=fields, way=WAY,
        places={ClubCodeNotUsable: "code", MeetingDayOutOfRange: "meeting_day"},
        links=((WORKBOOK, phrase("Or bring the club in from its workbook, members and all")),),
    )  # fmt: skip
    return answer_twice(visit, page, read_back, carry_out)


def made(visit: Visit) -> Response:
    """Say what comes next, once a club is made."""
    query_of(NOTHING, visit.arguments)
    return visit.page("clubs/made.html", club=visit.club.club)


def workbook(visit: Visit) -> Response:
    """Check a club's workbook, show all that is wrong, and write it at a second press."""
    if not visit.is_sent:
        query_of(NOTHING, visit.arguments)
        return _show(visit)
    try:
        content = _content(visit)
        from ledger.core.workbook.check import check_workbook  # seldom asked for, and not small

        checked = check_workbook(sheets_of(content), today=visit.today)
    except LedgerError as error:
        return _show(visit, error)
    if checked.workbook is None or visit.one_typed(STEP) != DO:
        return _show_checked(visit, checked, content)
    try:
        with visit.writing() as connection:
            code = visit.one_typed("code").strip() or None
            brought = bring_workbook(
                connection, checked.workbook, code, today=visit.today, by=visit.doer
            )
    except LedgerError as error:
        return _show_checked(visit, checked, content, error)
    return redirect(f"{Addresses(brought.code).front}made")


def _facts(given: Given, usual: ClubRules) -> ClubFacts:
    return ClubFacts(
        name=given.text("name"), village=given.text_or_none("village"),
        commune=given.text_or_none("commune"), province=given.text_or_none("province"),
        decision_no=given.text_or_none("decision_no"), decided_on=given.day_or_none("decided_on"),
        decision_issuer=given.text_or_none("decision_issuer"),
        meeting_day=given.amount("meeting_day"), dues=given.amount("dues"),
        capital_share=given.amount("capital"), activity_share=given.amount("activity"),
        mutual_share=given.amount("mutual"), principal_multiple=usual.principal_multiple,
    )  # fmt: skip


def _said(visit: Visit, given: Given, one: Field) -> str:
    """Return what was typed in a field as it is read back."""
    match one.kind:
        case FieldKind.DAY:
            day = given.day_or_none(one.name)
            return visit.reader.date(day) if day else ""
        case FieldKind.AMOUNT:
            return visit.reader.money(given.amount(one.name))
        case FieldKind.NUMBER:
            return str(given.amount(one.name))
        case _:
            return given.text_or_none(one.name) or ""


def _content(visit: Visit) -> bytes:
    """Return the workbook that was sent, chosen now or kept in the form.

    Raises `AnswerMissing`, `WorkbookDamaged`, `WorkbookTooLarge`.
    """
    content = chosen_content()
    if not content:
        try:
            content = base64.b64decode(visit.one_typed(KEPT), validate=True)
        except binascii.Error:
            raise WorkbookDamaged(part="content") from None
    check_content(content)
    return content


def _show(visit: Visit, error: LedgerError | None = None) -> Response:
    return visit.page(
        "clubs/workbook.html", status=422 if error else 200,
        problem=said(error, visit.reader.locale) if error else None,
        request_id=visit.new_id(), checked=None, findings=None, kept="", code="",
    )  # fmt: skip


def _show_checked(
    visit: Visit, checked: CheckedWorkbook, content: bytes, error: LedgerError | None = None
) -> Response:
    found = checked.workbook
    table = draw(_table(visit, checked.findings[:MOST_FINDINGS]), visit.reader, Addresses("-"))
    return visit.page(
        "clubs/workbook.html", status=422 if error or found is None else 200,
        problem=said(error, visit.reader.locale) if error else None,
        request_id=visit.new_id(), checked=checked, findings=table if table.rows else None,
        kept=base64.b64encode(content).decode() if found is not None else "",
        code=visit.one_typed("code"),
    )  # fmt: skip


def _table(visit: Visit, findings: Sequence[Finding]) -> Table:
    rows = []
    for one in findings:
        told = finding_said(one, visit.reader.locale)
        kind = phrase("error") if one.is_error else phrase("warning")
        values: tuple[Value, ...] = (_place(one), kind, told.sentence, told.remedy)
        rows.append(Row(values))
    title = phrase("What was found in the workbook")
    return Table("findings", title, "", (), FINDING_COLUMNS, tuple(rows))


def _place(one: Finding) -> Phrase | str:
    if not one.row:
        return one.sheet
    if not one.column:
        return phrase("%(sheet)s, row %(row)s", sheet=one.sheet, row=one.row)
    return phrase(
        "%(sheet)s, row %(row)s, column %(column)s",
        sheet=one.sheet, row=one.row, column=one.column,
    )  # fmt: skip
