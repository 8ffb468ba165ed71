"""The contract of a loan (khế ước vay vốn): terms in plain sentences, the schedule, the cost."""

import datetime as dt
from collections.abc import Sequence

from ledger.core.statements.lists import METHODS
from ledger.core.statements.loan_papers_contract import LoanContractPaper, schedule_table
from ledger.core.statements.loan_papers_rules import (
    early_sentences,
    late_sentences,
    oldest_first,
    payment_order,
)
from ledger.core.statements.loan_papers_words import (
    fee_sentences,
    interest_sentences,
    stated_rate,
    term_words,
)
from ledger.core.statements.table import Phrase
from ledger.i18n.locale import Locale
from ledger.pdf.loan_grid import put_table
from ledger.pdf.loan_sheet import Sheet, Signer
from ledger.pdf.paper import Document, to_pdf
from ledger.pdf.words import Speaker


def draw_loan_contract(paper: LoanContractPaper, locale: Locale, *, printed_on: dt.date) -> bytes:
    """Return the contract as a PDF: the same bytes for the same one, language and day."""
    return to_pdf(loan_contract_document(paper, locale, printed_on))


def loan_contract_document(
    paper: LoanContractPaper, locale: Locale, printed_on: dt.date
) -> Document:
    """Return the contract laid out."""
    speaker = Speaker(locale)
    say, parties = speaker.say, paper.parties
    title = say("Loan contract and note of debt")
    number = say("No. %(number)s", number=parties.loan_code)
    sheet = Sheet(locale, head=f"{title} – {number}")
    sheet.letterhead(parties.club)
    signed = say("Signed on %(day)s", day=speaker.date(paper.signed_on))
    sheet.title(title.upper(), f"{number} – {signed}")
    _parties(sheet, paper)
    _terms(sheet, paper)
    sheet.heading(say("Repayment schedule"))
    put_table(sheet, schedule_table(paper), locale)
    sheet.skip(6)
    if paper.level is not None:
        sheet.sentences([speaker.phrase(paper.level)])
    _cost(sheet, paper)
    _rules(sheet, paper)
    _closing(sheet, paper)
    return sheet.document(parties.club, title, printed_on)


def _parties(sheet: Sheet, paper: LoanContractPaper) -> None:
    speaker, parties = sheet.speaker, paper.parties
    say, borrower = speaker.say, parties.borrower
    lender = [(say("Lender"), speaker.value(parties.club.name))]
    if parties.club.chair:
        lender.append((say("Represented by the chair"), speaker.value(parties.club.chair)))
    facts = [
        (say("Borrower"), speaker.value(borrower.name)),
        (say("Year of birth"), str(borrower.birth_year or "")),
        (say("Member number"), speaker.value(borrower.member_code)),
        (say("Address (village)"), speaker.value(borrower.address)),
        (say("Co-signer"), speaker.value(parties.co_signer)),
    ]
    sheet.heading(say("The parties"))
    sheet.fields([*lender, *facts])


def _terms(sheet: Sheet, paper: LoanContractPaper) -> None:
    speaker, terms = sheet.speaker, paper.contract.terms
    say = speaker.say
    sheet.heading(say("The loan"))
    sheet.fields(
        [
            (say("Amount lent"), speaker.money(paper.amount)),
            (say("Amount in words"), speaker.in_words(paper.amount)),
            (say("Paid out on"), speaker.date(paper.disbursed_on)),
            (say("What the loan is for"), speaker.value(paper.parties.purpose)),
            (say("Term"), speaker.phrase(term_words(paper.contract))),
            (say("Last day of payment"), speaker.date(paper.ends_on)),
            (say("How it is paid back"), speaker.phrase(METHODS[terms.repayment.value])),
            (say("Rate of interest"), speaker.phrase(stated_rate(terms))),
        ]
    )
    sheet.skip(3)
    counted = [*interest_sentences(paper.contract), *fee_sentences(terms, paper.amount)]
    sheet.sentences(list(map(speaker.phrase, counted)))


def _cost(sheet: Sheet, paper: LoanContractPaper) -> None:
    """Say what the loan costs in all and a year, with a warning above what the law allows."""
    speaker, cost = sheet.speaker, paper.cost
    say = speaker.say
    in_all = paper.interest + paper.fees + paper.fee_at_disbursement
    sheet.heading(say("What the loan truly costs"))
    sentences = [
        say("Interest and fees in all: %(amount)s.", amount=speaker.money(in_all)),
    ]
    if cost is not None:
        sentences.append(
            say(
                "True cost, fees included: %(nominal)s a year; %(effective)s with interest on "
                "interest.",
                nominal=speaker.part(round(cost.nominal, 4)),
                effective=speaker.part(round(cost.effective, 4)),
            )
        )  # fmt: skip
    sheet.sentences(sentences)
    if cost is not None and cost.is_above():
        sheet.boxed(
            say(
                "Warning: the true cost is above 20%% a year, the most that the law lets a lender "
                "ask for (Civil Code 2015, article 468). It is %(nominal)s.",
                nominal=speaker.part(round(cost.nominal, 4)),
            )
        )


def _rules(sheet: Sheet, paper: LoanContractPaper) -> None:
    speaker, contract = sheet.speaker, paper.contract
    say = speaker.say
    sheet.heading(say("If money is paid early"))
    sheet.points(list(map(speaker.phrase, early_sentences(contract))))
    sheet.heading(say("If a payment is late"))
    sheet.points(list(map(speaker.phrase, late_sentences(contract))))
    overdue, due = payment_order(contract.order)
    sheet.heading(say("What money is taken for"))
    orders = [say("Money pays in this order: %(order)s.", order=_listed(speaker, due))]
    if overdue != due:
        orders.append(
            say("Of what is overdue in this order: %(order)s.", order=_listed(speaker, overdue))
        )
    sheet.points([*orders, speaker.phrase(oldest_first(contract.order))])


def _listed(speaker: Speaker, names: Sequence[Phrase]) -> str:
    return ", ".join(f"({number}) {speaker.phrase(one)}" for number, one in enumerate(names, 1))


def _closing(sheet: Sheet, paper: LoanContractPaper) -> None:
    speaker, parties = sheet.speaker, paper.parties
    say = speaker.say
    received = say(
        "The borrower has received %(amount)s in full and promises to pay as written here.",
        amount=speaker.money(paper.amount),
    )
    copies = say("Made in two copies of equal force: the club keeps one, the borrower the other.")
    sheet.closing(
        [received, copies],
        [
            Signer(say("Borrower"), parties.borrower.name),
            Signer(say("Co-signer"), parties.co_signer),
            Signer(say("Chair"), parties.club.chair),
            Signer(say("Treasurer"), parties.club.treasurer),
        ],
    )
