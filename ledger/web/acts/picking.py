"""Choosing whom or what an act is about: by a few letters, or from a list."""

from flask import Response
from sqlalchemy.engine import Connection

from ledger.books.applications import applications_of
from ledger.books.loan_listing import KeptStanding, standings_of
from ledger.books.members import StoredMember, members_of, names_of
from ledger.books.searching import find_entries
from ledger.core.loans.steps import LAWFUL, LoanStage, Step
from ledger.core.loans.written import read_contract
from ledger.core.searching import FoundEntry, VoucherNotReadable, Wanted, read_voucher
from ledger.core.statements.restricted import SOMEBODY, unsought_notes
from ledger.core.statements.table import Phrase, phrase
from ledger.core.text import without_accents
from ledger.i18n.typed import read_amount
from ledger.services.cash_counts import counts
from ledger.services.restrictions import restricted_members
from ledger.web.acts.act import About, WebAct
from ledger.web.addresses import Addresses, with_query
from ledger.web.visit import Visit
from ledger.web.words import Reader

FIND = "name"
ENTRIES = 50
"""So many entries are offered, the latest first."""
WHOM: dict[About, Phrase] = {
    About.MEMBER: phrase("Who is it?"),
    About.LOAN: phrase("Whose loan is it?"),
    About.APPLICATION: phrase("Which application is it?"),
    About.ENTRY: phrase("Which voucher is it?"),
    About.COUNT: phrase("Which count is it?"),
}
HINTS: dict[About, Phrase] = {
    About.ENTRY: phrase("A voucher such as PT 214, a sum such as 200.000, a name or other words"),
}
A_NAME = phrase("A part of the name, with or without accents")
NONE: dict[About, Phrase] = {
    About.LOAN: phrase("No loan is found for which this can be done."),
    About.APPLICATION: phrase("No application is found for which this can be done."),
    About.ENTRY: phrase("No entry is found."),
    About.COUNT: phrase("No count differs from the book."),
}
NOBODY = phrase("Nobody is found.")

Choices = list[tuple[int, str, str]]
"""The number of each, its name (nothing where it is restricted), and what more is said of it."""


def pick(visit: Visit, connection: Connection, web_act: WebAct[object]) -> Response:
    """Show whom or what an act may be about now, found by letters with accents or without."""
    letters = next(iter(visit.arguments.get(FIND, ())), "").strip()[:100]
    addresses, reader, about = Addresses(visit.code), visit.reader, web_act.about
    here = f"{addresses.front}do/{web_act.name}"
    if about is About.ENTRY:
        choices = _entries(visit, connection, letters)
    else:
        choices = [
            (number, name, more)
            for number, name, more in _choices(visit, connection, web_act)
            if _fits(letters, name, more, str(number))
        ]
    count = len(restricted_members(connection, visit.club.club_id))
    return visit.page(
        "acts/pick.html", title=reader.phrase(web_act.title), club=visit.club.club,
        addresses=addresses, whom=reader.phrase(WHOM[about]), letters=letters, here=here,
        hint=reader.phrase(HINTS.get(about, A_NAME)),
        nothing=reader.phrase(NONE.get(about, NOBODY)),
        found=[
            (with_query(here, {about.value: number}), name or reader.phrase(SOMEBODY), more)
            for number, name, more in choices
        ],
        notes=[reader.phrase(note) for note in unsought_notes(count)],
    )  # fmt: skip


def _fits(letters: str, name: str, more: str, number: str) -> bool:
    """Tell whether letters mean one; without a name it is by its whole code or number alone."""
    asked = without_accents(letters)
    return (bool(name) and asked in without_accents(name)) or asked in {more.casefold(), number}


def _choices(visit: Visit, connection: Connection, web_act: WebAct[object]) -> Choices:
    club_id = visit.club.club_id
    if web_act.about is About.LOAN:
        standings = sorted(
            (one for one in standings_of(connection, club_id) if _may_be_about(web_act, one)),
            key=lambda one: -one.days_late(visit.today),
        )
        return [(one.loan_no, _name(one), one.paper_code) for one in standings]
    if web_act.about is About.APPLICATION:
        return _applications(visit, connection, web_act)
    if web_act.about is About.COUNT:
        reader = visit.reader
        return [
            (one.count_no, reader.date(one.counted_on), reader.money(one.difference))
            for one in counts(connection, visit.club)
            if one.is_open
        ]
    return [(one.member_no, _name(one), one.paper_code) for one in members_of(connection, club_id)]


def _name(one: StoredMember | KeptStanding) -> str:
    return "" if one.is_restricted else one.name


def _may_be(web_act: WebAct[object], stage: LoanStage) -> bool:
    """Tell whether the table of steps has the act at a stage of a loan."""
    if web_act.stages is not None:
        return stage in web_act.stages
    if web_act.step is None:
        return stage is not LoanStage.CLOSED
    return web_act.step in LAWFUL[stage]


def _may_be_about(web_act: WebAct[object], loan: KeptStanding) -> bool:
    """Tell whether an act may be about a loan; what is paid out once is not paid out again."""
    if web_act.step is Step.DISBURSE and loan.stage is not LoanStage.APPROVED:
        in_parts = read_contract(loan.contract_text).in_parts
        return in_parts and _may_be(web_act, loan.stage)
    return _may_be(web_act, loan.stage)


def _applications(visit: Visit, connection: Connection, web_act: WebAct[object]) -> Choices:
    club_id = visit.club.club_id
    stages = [one for one in LoanStage if _may_be(web_act, one)]
    found = applications_of(connection, club_id, stages=stages)
    names = names_of(connection, club_id, {one.asked.member_no for one in found})
    unnamed = restricted_members(connection, club_id)
    return [
        (
            one.application_no,
            "" if one.asked.member_no in unnamed else names.get(one.asked.member_no, ""),
            f"{visit.reader.money(one.asked.amount)} · {one.asked.purpose}",
        )
        for one in found
    ]  # fmt: skip


def _entries(visit: Visit, connection: Connection, letters: str) -> Choices:
    """Return the latest entries that letters mean: a voucher, a sum, or words."""
    reader = visit.reader
    found = find_entries(connection, visit.club.club_id, _wanted(letters), limit=ENTRIES)
    return [
        (
            one.entry_no, f"{one.voucher} · {reader.money(one.amount)}",
            " · ".join([reader.date(one.occurred_on), *_told(one, reader)]),
        )
        for one in found
    ]  # fmt: skip


def _told(one: FoundEntry, reader: Reader) -> list[str]:
    if one.is_restricted:
        return [reader.phrase(SOMEBODY)]
    return [*filter(None, [one.narration]), *one.members]


def _wanted(letters: str) -> Wanted:
    try:
        read_voucher(letters)
    except VoucherNotReadable:
        amount = read_amount(letters)
        return Wanted(text=letters) if amount is None else Wanted(amount=amount)
    return Wanted(voucher=letters)
