"""The card of a loan (sổ theo dõi cho vay – thu nợ – thu lãi), with room to write and to sign."""

import datetime as dt

from ledger.core.statements.lists import METHODS
from ledger.core.statements.loan_papers_card import LoanCard, card_table
from ledger.core.statements.loan_papers_words import stated_rate, term_words
from ledger.i18n.locale import Locale
from ledger.pdf.loan_grid import put_table
from ledger.pdf.loan_sheet import Sheet
from ledger.pdf.paper import A4, Document, to_pdf
from ledger.pdf.words import Speaker


def draw_loan_card(card: LoanCard, locale: Locale, *, printed_on: dt.date) -> bytes:
    """Return the card as a PDF: the same bytes for the same one, language and day."""
    return to_pdf(loan_card_document(card, locale, printed_on))


def loan_card_document(card: LoanCard, locale: Locale, printed_on: dt.date) -> Document:
    """Return the card laid out."""
    speaker = Speaker(locale)
    say, parties = speaker.say, card.parties
    title = say("Loan card")
    number = say("No. %(number)s", number=parties.loan_code)
    name = speaker.value(parties.borrower.name)
    sheet = Sheet(locale, head=f"{title} – {number} – {name}", paper=A4.lying)
    sheet.plain_head(parties.club, title.upper(), number)
    _facts(sheet, card)
    sheet.skip(6)
    put_table(sheet, card_table(card), locale, signed_by=say("Signature of the payer"))
    return sheet.document(parties.club, f"{title} {parties.loan_code}", printed_on)


def _facts(sheet: Sheet, card: LoanCard) -> None:
    speaker, parties = sheet.speaker, card.parties
    say, terms = speaker.say, card.contract.terms
    borrower, class_words = parties.borrower, parties.borrower.class_words
    words = (METHODS[terms.repayment.value], term_words(card.contract))
    repaid = "; ".join(map(speaker.phrase, words))
    facts = [
        (say("Borrower"), speaker.value(borrower.name)),
        (say("Amount lent"), speaker.money(card.lent)),
        (say("Member number"), speaker.value(borrower.member_code)),
        (say("Paid out on"), speaker.value(card.disbursed_on)),
        (say("Address (village)"), speaker.value(borrower.address)),
        (say("Last day of payment"), speaker.value(card.ends_on)),
        (say("Class of the household"), speaker.phrase(class_words) if class_words else ""),
        (say("Rate of interest"), speaker.phrase(stated_rate(terms))),
        (say("What the loan is for"), speaker.value(parties.purpose)),
        (say("How it is paid back"), repaid),
        (say("Co-signer"), speaker.value(parties.co_signer)),
        (say("Principal left"), speaker.money(card.balance)),
    ]
    sheet.fields_in_two(facts)
    now = []
    if card.days_late:
        now.append(
            say(
                "On %(day)s %(amount)s is overdue, for %(days)s day(s).",
                day=speaker.date(card.as_of), amount=speaker.money(card.overdue),
                days=card.days_late,
            )
        )  # fmt: skip
    if card.held:
        now.append(say("Held for the borrower: %(amount)s.", amount=speaker.money(card.held)))
    if now:
        sheet.sentences(now)
