"""Whom and what a loan's papers name, and the application with which a loan begins."""

import datetime as dt
from dataclasses import dataclass

from ledger.core.clubs import Club
from ledger.core.loans.contract import Contract
from ledger.core.statements.lists import CLASSES
from ledger.core.statements.table import Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperClub:
    """A club as its papers name it, and who signs for it; nobody's name leaves the line blank."""

    name: str
    place: str = ""
    chair: str = ""
    treasurer: str = ""
    secretary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperBorrower:
    """A borrower as a loan's papers name one; `household_class` is a key of `lists.CLASSES`."""

    name: str
    member_code: str = ""
    birth_year: int | None = None
    address: str = ""
    household_class: str = ""

    @property
    def class_words(self) -> Phrase | None:
        """Return the words for the household's class, None where it is not known."""
        return CLASSES.get(self.household_class)


NOBODY = PaperBorrower(name="")
"""The borrower of a form that is filled in by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanParties:
    """Who is bound by a loan, the number on its papers and what it is for."""

    club: PaperClub
    borrower: PaperBorrower
    loan_code: str
    purpose: str = ""
    co_signer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanApplicationPaper:
    """An application for a loan; amounts in đồng, the expected income is a month's.

    What is not known is a line to write on: with a club alone it is the blank form. `contract`
    is what is asked for; `opinion` is the board's, from the appraisal.
    """

    club: PaperClub
    borrower: PaperBorrower = NOBODY
    code: str = ""
    applied_on: dt.date | None = None
    amount: int | None = None
    contract: Contract | None = None
    kind_of_work: Phrase | None = None
    purpose: str = ""
    plan: str = ""
    expected_income: int | None = None
    co_signer: str = ""
    opinion: str = ""


def paper_club(
    club: Club, *, chair: str = "", treasurer: str = "", secretary: str = ""
) -> PaperClub:
    """Return a club as its papers name it: its place is village, commune and province."""
    place = ", ".join(part for part in (club.village, club.commune, club.province) if part)
    return PaperClub(
        name=club.name, place=place, chair=chair, treasurer=treasurer, secretary=secretary
    )
