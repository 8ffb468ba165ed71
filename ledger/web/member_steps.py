"""What may be done now about a member, or about the members as a whole."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy.engine import Connection

from ledger.books.membership import members_on
from ledger.core.loans.steps import LAWFUL, Step
from ledger.core.statements.member import MemberLoan
from ledger.core.statements.table import Phrase, phrase
from ledger.core.users.policy import Permission, may
from ledger.services.loan_page import LoanInShort
from ledger.web.acts.act import About
from ledger.web.acts.next_steps import NextStep
from ledger.web.acts.registry import ACTS
from ledger.web.addresses import Addresses, with_query
from ledger.web.visit import Visit

HERE = (
    "dues", "capital", "hardship", "apply", "change-member", "classify", "correct-class",
    "reset-pin", "leave",
)  # fmt: skip
"""What is done about somebody who belongs to the club, by the names of the acts."""
GONE = ("come-back",)
"""What is done about somebody who has left."""
REPAY = "repay"


def steps_of_member(
    visit: Visit,
    connection: Connection,
    member_no: int,
    loans: Sequence[MemberLoan],
    short: Mapping[int, LoanInShort],
) -> tuple[NextStep, ...]:
    """Return what may be done about a member: a payment on each loan first, the slip last.

    Nothing for who may not record; else one query tells whether she belongs to the club.
    """
    place, actor = visit.place, visit.actor
    if not (
        may(actor, Permission.RECORD_MONEY, place) or may(actor, Permission.KEEP_MEMBERS, place)
    ):
        return ()
    is_here = member_no in members_on(connection, visit.club.club_id, visit.today)
    steps = [*_payments(visit, loans, short)]
    for name in HERE if is_here else GONE:
        steps += _step(visit, name, About.MEMBER, member_no)
    if is_here and may(actor, Permission.KEEP_MEMBERS, place):
        address = f"{Addresses(visit.code).member(member_no)}/slip"
        what = phrase("with a code, by which she opens her own page")
        steps.append(NextStep(address, phrase("The member's slip"), what))
    return tuple(steps)


def steps_of_members(visit: Visit) -> tuple[NextStep, ...]:
    """Return what may be done about the members as a whole."""
    addresses = Addresses(visit.code)
    if not may(visit.actor, Permission.KEEP_MEMBERS, visit.place):
        return ()
    enrol = ACTS["enrol"]
    what = phrase("on A4, for all who have no PIN yet")
    return (
        NextStep(f"{addresses.front}do/{enrol.name}", enrol.title, enrol.what),
        NextStep(f"{addresses.front}slips", phrase("Members' slips"), what),
    )


def _payments(
    visit: Visit, loans: Sequence[MemberLoan], short: Mapping[int, LoanInShort]
) -> Iterator[NextStep]:
    for loan in loans:
        told = short.get(loan.loan_no)
        if told is not None and told.is_told and Step.REPAY in LAWFUL[told.stage]:
            code = loan.paper_code or str(loan.loan_no)
            title = phrase("A payment on loan %(number)s", number=code)
            yield from _step(visit, REPAY, About.LOAN, loan.loan_no, title)


def _step(
    visit: Visit, name: str, about: About, number: int, title: Phrase | None = None
) -> Iterator[NextStep]:
    """Yield the way to an act, nothing for who may not do it."""
    act = ACTS.get(name)
    if act is not None and may(visit.actor, act.permission, visit.place):
        page = f"{Addresses(visit.code).front}do/{act.name}"
        address = with_query(page, {about.value: number})
        yield NextStep(address, title or act.title, act.what)
