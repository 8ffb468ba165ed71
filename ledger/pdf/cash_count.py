"""The counting of the cash box on paper: bảng kiểm kê quỹ, Mẫu số 08a-TT."""

import datetime as dt

from ledger.core.statements.cash_count import CashCountSheet, notes_table
from ledger.i18n.locale import Locale
from ledger.pdf.loan_grid import put_table
from ledger.pdf.loan_sheet import BODY, LINE, STRONG, Sheet, Signer
from ledger.pdf.paper import Document, to_pdf

FORM = "08a-TT"
"""The state's number of the form (DOMAIN.md, section 3.1)."""

_LINES = 2
"""So many lines are left to write on for what was concluded."""


def draw_cash_count(paper: CashCountSheet, locale: Locale, *, printed_on: dt.date) -> bytes:
    """Return the count as a PDF: the same bytes for the same one, language and day."""
    return to_pdf(cash_count_document(paper, locale, printed_on))


def cash_count_document(paper: CashCountSheet, locale: Locale, printed_on: dt.date) -> Document:
    """Return the count laid out."""
    title = Sheet(locale, head="").speaker.say("Cash count sheet")
    sheet = Sheet(locale, head=f"{title} – {paper.count_no}")
    say = sheet.speaker.say
    form = say("Form no. %(form)s", form=FORM)
    sheet.page.write_right(sheet.paper.right, sheet.y - LINE, form, BODY)
    sheet.plain_head(paper.club, "", "")
    number = say("No. %(number)s", number=paper.count_no)
    day = say("Counted on %(day)s", day=sheet.speaker.date(paper.counted_on))
    sheet.title(title.upper(), f"{number} – {day}")
    _by_the_book(sheet, paper)
    sheet.heading(say("II. What lies in the box"))
    put_table(sheet, notes_table(paper), locale)
    sheet.skip(4)
    sheet.fields([(say("Amount in words"), sheet.speaker.in_words(paper.counted))])
    _difference(sheet, paper)
    _signed(sheet, paper)
    return sheet.document(paper.club, f"{title} {paper.count_no}", printed_on)


def _by_the_book(sheet: Sheet, paper: CashCountSheet) -> None:
    speaker = sheet.speaker
    say = speaker.say
    fields = [(say("Balance by the cash book"), speaker.money(paper.book))]
    if paper.last_voucher:
        fields.append((say("Last voucher in it"), speaker.value(paper.last_voucher)))
    sheet.heading(say("I. What the book says"))
    sheet.fields(fields)


def _difference(sheet: Sheet, paper: CashCountSheet) -> None:
    """Say in strong letters whether the box and the book agree; if not, why, and what was done."""
    speaker, difference = sheet.speaker, paper.difference
    say = speaker.say
    sheet.heading(say("III. The difference (II − I)"))
    amount = speaker.money(abs(difference))
    if not difference:
        sheet.boxed(say("The box holds what the book says."))
        return
    if difference > 0:
        sheet.boxed(say("The box holds %(amount)s more than the book says.", amount=amount))
    else:
        sheet.boxed(say("The box holds %(amount)s less than the book says.", amount=amount))
    if paper.reason:
        sheet.fields([(say("Why"), speaker.value(paper.reason))])
    else:
        sheet.words(say("Why"), STRONG)
        sheet.writing_lines(1)
    if paper.voucher:
        sheet.fields([(say("Entered by voucher"), speaker.value(paper.voucher))])


def _signed(sheet: Sheet, paper: CashCountSheet) -> None:
    say = sheet.speaker.say
    sheet.heading(say("What was concluded"))
    sheet.writing_lines(_LINES)
    sheet.signatures(
        [
            Signer(say("Accountant")),
            Signer(say("Treasurer")),
            Signer(say("Counted by"), paper.counted_by),
            Signer(say("Witness"), paper.witness),
        ]
    )
