"""The application for a loan (đơn đề nghị vay vốn): what is known printed, the rest to write on."""

import datetime as dt

from ledger.core.statements.lists import METHODS
from ledger.core.statements.loan_papers import LoanApplicationPaper
from ledger.core.statements.loan_papers_words import stated_rate, term_words
from ledger.i18n.locale import Locale
from ledger.pdf.loan_sheet import Sheet, Signer
from ledger.pdf.paper import Document, to_pdf
from ledger.pdf.words import Speaker


def draw_loan_application(
    paper: LoanApplicationPaper, locale: Locale, *, printed_on: dt.date
) -> bytes:
    """Return the application as a PDF: the same bytes for the same one, language and day."""
    return to_pdf(loan_application_document(paper, locale, printed_on))


def loan_application_document(
    paper: LoanApplicationPaper, locale: Locale, printed_on: dt.date
) -> Document:
    """Return the application laid out."""
    speaker = Speaker(locale)
    title = speaker.say("Application for a loan")
    sheet = Sheet(locale, head=title)
    sheet.letterhead(paper.club)
    number = speaker.say("No. %(number)s", number=paper.code) if paper.code else ""
    sheet.title(title.upper(), *([number] if number else []))
    board = speaker.say("To the board of %(club)s", club=paper.club.name)
    sheet.sentences([board])
    _about_the_borrower(sheet, paper)
    _about_the_loan(sheet, paper)
    sheet.sentences(
        [
            speaker.say(
                "I will use the loan for this purpose, pay principal and interest on time and keep "
                "the club's rules."
            )
        ]
    )
    sheet.closing(
        [_day(speaker, paper.applied_on)],
        [
            Signer(speaker.say("Co-signer"), paper.co_signer),
            Signer(speaker.say("Applicant"), paper.borrower.name),
        ],
    )
    _opinions(sheet, paper)
    return sheet.document(paper.club, title, printed_on)


def _about_the_borrower(sheet: Sheet, paper: LoanApplicationPaper) -> None:
    speaker, borrower = sheet.speaker, paper.borrower
    class_words = borrower.class_words
    sheet.heading(speaker.say("The applicant"))
    sheet.fields(
        [
            (speaker.say("Full name"), speaker.value(borrower.name)),
            (speaker.say("Year of birth"), str(borrower.birth_year or "")),
            (speaker.say("Member number"), speaker.value(borrower.member_code)),
            (speaker.say("Address (village)"), speaker.value(borrower.address)),
            (
                speaker.say("Class of the household"),
                speaker.phrase(class_words) if class_words else "",
            ),
            (speaker.say("Co-signer"), speaker.value(paper.co_signer)),
        ]
    )


def _about_the_loan(sheet: Sheet, paper: LoanApplicationPaper) -> None:
    speaker, contract, kind = sheet.speaker, paper.contract, paper.kind_of_work
    terms = contract.terms if contract else None
    amount = "" if paper.amount is None else speaker.money(paper.amount)
    words = "" if paper.amount is None else speaker.in_words(paper.amount)
    income = "" if paper.expected_income is None else speaker.money(paper.expected_income)
    sheet.heading(speaker.say("The loan"))
    sheet.fields(
        [
            (speaker.say("Amount asked for"), amount),
            (speaker.say("Amount in words"), words),
            (speaker.say("Term"), speaker.phrase(term_words(contract)) if contract else ""),
            (
                speaker.say("How it is paid back"),
                speaker.phrase(METHODS[terms.repayment.value]) if terms else "",
            ),
            (speaker.say("Rate of interest"), speaker.phrase(stated_rate(terms)) if terms else ""),
            (speaker.say("Kind of work"), speaker.phrase(kind) if kind else ""),
            (speaker.say("What the loan is for"), speaker.value(paper.purpose)),
            (speaker.say("Expected income from it a month"), income),
        ]
    )
    sheet.heading(speaker.say("How the money will be used"))
    if paper.plan:
        sheet.sentences([speaker.value(paper.plan)])
    else:
        sheet.writing_lines(3)


def _opinions(sheet: Sheet, paper: LoanApplicationPaper) -> None:
    """Leave room for what others think of it, each with a signature."""
    speaker = sheet.speaker
    for heading, opinion, role, name in (
        (
            speaker.say("Opinion of the club's board"),
            paper.opinion,
            speaker.say("For the board, the chair"),
            paper.club.chair,
        ),
        (speaker.say("Opinion of the village head"), "", speaker.say("Village head"), ""),
    ):
        sheet.keep_together(lines=3)
        sheet.heading(heading)
        if opinion:
            sheet.sentences([speaker.value(opinion)])
        else:
            sheet.writing_lines(3)
        sheet.signatures([Signer(""), Signer(role, name)])


def _day(speaker: Speaker, day: dt.date | None) -> str:
    if day is None:
        return speaker.say("Date: ........................")
    return speaker.say("Date: %(day)s", day=speaker.date(day))
