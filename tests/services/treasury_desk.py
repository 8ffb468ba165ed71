"""A club whose treasurer records what comes in and goes out, and how its journal says it."""

from ledger.books.engine import reading
from ledger.books.entries import entry_of
from ledger.core.acts.people import Enrolment, NewHousehold
from ledger.core.acts.shared import Act
from ledger.core.workbook.values import HouseholdClass
from ledger.services.acts import record_act
from ledger.services.enrolling import enrol
from ledger.services.journal import Receipt
from ledger.services.verify import verify
from tests.books.postings import money_in, posted
from tests.conftest import Books
from tests.services.loan_desk import BEGAN_ON, CAPITAL, PEOPLE, Desk

LUA, DAT, ANH, HUNG = 1, 2, 3, 4


def treasury(books: Books, capital: int = CAPITAL) -> Desk:
    """Return the desk of a club with four members, each in a home, and capital in cash."""
    desk = Desk(books)
    for name in PEOPLE:
        home = NewHousehold(household_class=HouseholdClass.POOR)
        desk.does(enrol, Enrolment(joined_on=BEGAN_ON, name=name, household=home))
    if capital:
        posted(books, money_in(capital, BEGAN_ON))
    return desk


def records(desk: Desk, act: Act) -> Receipt:
    """Let the treasurer record an act."""
    return desk.does(record_act, act)


def written(desk: Desk, receipt: Receipt) -> list[str]:
    """Return the entries of a receipt as an accountant writes them: the voucher, then the lines."""
    found = []
    for entry_no, voucher in receipt.entries:
        with reading(desk.books.engine) as connection:
            entry = entry_of(connection, desk.books.club.club_id, entry_no)
        lines = [
            f"{one.fund} {'N' if one.debit else 'C'} {one.account} {one.debit or one.credit}"
            + (f" of {one.member_no}" if one.member_no else "")
            for one in entry.lines
        ]
        found.append(f"{voucher.split()[0]}: {'; '.join(lines)}")
    return found


def said(desk: Desk, receipt: Receipt) -> list[tuple[str | None, str | None]]:
    """Return narration and payer of each entry of a receipt."""
    with reading(desk.books.engine) as connection:
        entries = [
            entry_of(connection, desk.books.club.club_id, number) for number, _ in receipt.entries
        ]
    return [(one.narration, one.payer_name) for one in entries]


def verified(desk: Desk) -> None:
    """See to it that every check of the books finds nothing."""
    with reading(desk.books.engine) as connection:
        found = verify(connection, club=desk.books.club)
    faults = [f"{one.check.name}: {one.what}" for one in found.faults]
    assert faults == [], faults
