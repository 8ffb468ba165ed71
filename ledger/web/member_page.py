"""What the pages of one member show, made of her statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from ledger.core.clubs import Club
from ledger.core.statements.chart_places import share
from ledger.core.statements.loan_stages import stage_words
from ledger.core.statements.member import MemberLoan, MemberStatement
from ledger.core.statements.member_table import what_for
from ledger.core.statements.member_vouchers import MemberVoucher, by_voucher
from ledger.core.statements.table import (
    Column,
    ColumnKind,
    Drill,
    Phrase,
    Row,
    Table,
    phrase,
)
from ledger.services.clubs import OpenBooks
from ledger.services.loan_page import LoanInShort
from ledger.web.addresses import Addresses
from ledger.web.tables import DrawnTable, draw
from ledger.web.words import Reader

MONEY = ColumnKind.AMOUNT
COLUMNS = (
    Column("date", phrase("Date"), ColumnKind.DATE),
    Column("voucher", phrase("Voucher")),
    Column("what", phrase("For")),
    Column("received", phrase("The club gave"), MONEY),
    Column("paid", phrase("You paid"), MONEY),
    Column("owed_after", phrase("Still owed"), MONEY),
)


NOTHING_TOLD: Mapping[int, LoanInShort] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class DrawnLoan:
    """A loan, its page, and how long the bar is that shows how much of it is repaid.

    `short`: how it stands by its schedule, where the page tells that.
    """

    loan: MemberLoan
    address: str
    repaid_length: int
    short: LoanInShort | None

    @property
    def standing(self) -> Phrase | str:
        """Return in words how it stands; nothing where only the journal tells of it."""
        is_untold = self.short is not None and not self.short.is_told and self.loan.outstanding
        if self.short is None or is_untold:
            return ""
        return stage_words(self.short.stage, self.short.days_late)


@dataclass(frozen=True, slots=True)
class MemberPage:
    """What the templates of a member show."""

    club: Club
    addresses: Addresses
    statement: MemberStatement
    loans: tuple[DrawnLoan, ...]
    vouchers: DrawnTable


def member_page(
    books: OpenBooks,
    statement: MemberStatement,
    reader: Reader,
    *,
    most: int | None = None,
    short: Mapping[int, LoanInShort] = NOTHING_TOLD,
    addresses: Addresses | None = None,
) -> MemberPage:
    """Return the page of a statement, with at most so many of its latest vouchers."""
    addresses = addresses or Addresses(books.club.club.code)
    vouchers = by_voucher(statement.movements)[:most]
    return MemberPage(
        books.club.club,
        addresses,
        statement,
        tuple(
            DrawnLoan(
                loan,
                addresses.loan(loan.loan_no),
                share(loan.repaid, loan.principal),
                short.get(loan.loan_no),
            )
            for loan in statement.loans_to_read
        ),
        draw(_vouchers(statement, vouchers, reader), reader, addresses),
    )


def _vouchers(
    statement: MemberStatement, vouchers: Sequence[MemberVoucher], reader: Reader
) -> Table:
    rows = []
    for one in vouchers:
        values = (
            one.occurred_on, one.voucher, _what(one, reader), one.received or None,
            one.paid or None, one.balance,
        )  # fmt: skip
        drill = Drill("entry", (("entry_no", one.entry_no),))
        rows.append(Row(values, drills=((1, drill), (2, drill))))
    title = phrase("What you paid and received, latest first")
    return Table("vouchers", title, statement.club, (), COLUMNS, tuple(rows))


def _what(voucher: MemberVoucher, reader: Reader) -> str:
    """Return what a voucher was for: one word, or each part with its amount."""
    if len(voucher.lines) == 1:
        return reader.value(what_for(voucher.lines[0]))
    parts = [
        f"{reader.value(what_for(line))}\u00a0{reader.figure(amount)}"
        for line in voucher.lines
        if (amount := line.paid or line.received or line.loan_change)
    ]
    return ", ".join(parts)
