"""A club that lends, and the commands of lending as its treasurer types them."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from tests.books.postings import money_in, posted
from tests.cli.conftest import Answer, ClubLedger
from tests.conftest import Books
from tests.services.lending_club import lending_club
from tests.services.loan_desk import Desk

CAPITAL = 20_000_000
ASKING = (
    "apply", "--member", "TV04", "--product", "2", "--amount", "5.000.000", "--instalments", "10",
    "--work", "poultry", "--purpose", "Nuôi gà thả vườn", "--income", "700.000",
    "--cost", "4.000.000", "--until", "3/9/2025", "--income-before", "1.200.000",
    "--on", "3/2/2025",
)  # fmt: skip
APPRAISING = ("appraise", "1", "--by", "TV01", "--opinion", "Nên cho vay", "--on", "5/2/2025")
VOTING = (
    "vote",
    "1",
    "--for",
    "TV01,TV02",
    "--for",
    "TV03",
    "--present",
    "TV04",
    "--on",
    "10/2/2025",
)
APPROVING = ("approve", "1", "--by", "TV02", "--on", "10/2/2025")
PAYING_OUT = ("disburse", "1", "--on", "10/2/2025")
"""A loan of 5 million: ten parts of principal, 0.8 % a month on what is owed."""


@dataclass(frozen=True, slots=True)
class Lender:
    """The commands of lending, on the books of one club."""

    club_ledger: ClubLedger
    books: Books
    url: str

    def loan(self, *words: str | Path, language: str = "en") -> Answer:
        """Call a command of lending; its club is named."""
        named = ("loan", *words, "--club", self.books.club.club.code)
        return self.club_ledger(*named, language=language, LEDGER_DATABASE_URL=self.url)

    def does(self, *words: str | Path, language: str = "en") -> str:
        """Return what a command says that is not refused."""
        answer = self.loan(*words, language=language)
        assert (answer.code, answer.err) == (0, "")
        return answer.out

    def lends(self) -> None:
        """Take a loan from its application to its paying out."""
        for words in (ASKING, APPRAISING, VOTING, APPROVING, PAYING_OUT):
            self.does(*words)

    def rows(self) -> dict[str, int]:
        """Return how many rows each table has."""
        return Desk(self.books).rows()

    def refuses(self, *words: str | Path, code: int = 1) -> tuple[str, str]:
        """Return what is said in English and in Vietnamese where nothing is written."""
        before = self.rows()
        told = []
        for language in ("en", "vi"):
            answer = self.loan(*words, language=language)
            assert (answer.code, answer.out) == (code, "")
            told.append(answer.err)
        assert self.rows() == before
        return told[0], told[1]


def lender(club_ledger: ClubLedger, books: Books, url: str) -> Lender:
    """Give a club six members, three of them officers, the usual products and capital in cash."""
    lending_club(books, capital=0)
    posted(books, money_in(CAPITAL, dt.date(2025, 1, 15)))
    return Lender(club_ledger, books, url)
