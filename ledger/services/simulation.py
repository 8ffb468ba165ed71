"""Making a demonstration club: its workbook read in as any other, its months and years closed."""

import datetime as dt

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub, find_club
from ledger.books.entries import entries_between
from ledger.books.members import StoredMember, members_of
from ledger.core.journal import JournalEntry, PostingRequest, Source
from ledger.core.periods import months_between
from ledger.core.simulation.club import SimulatedClub, simulated_club
from ledger.core.simulation.slips import Mistake
from ledger.core.workbook.check import check_workbook
from ledger.core.workbook.entries import KINDS, simple_lines
from ledger.services.journal import close, reverse
from ledger.services.periods import close_year
from ledger.services.simulation_lending import add_wishes
from ledger.services.simulation_outcomes import add_outcomes
from ledger.services.workbook import Progress, import_workbook

MONTHS_OPEN = 2
"""How many months a club leaves open: the present one, and the one being looked over."""

REPLACES = "{narration} (thay phiếu {voucher})"


def make_demo(
    connection: Connection,
    *,
    seed: int,
    until: dt.date,
    actor: int,
    now: dt.datetime,
    progress: Progress = lambda _done, _total: None,
) -> StoredClub:
    """Make the club of a seed with its books of the two years up to a day, and return it.

    Its workbook goes through the check and the import that a treasurer's goes through. Then
    months and years are closed as time passed, and mistakes found in the books are corrected on
    the last day; at last comes what the loans earned. The club of a seed that is there already is
    returned as it stands.
    """
    simulated = simulated_club(seed, until)
    checked = check_workbook(simulated.sheets, today=until)
    if checked.workbook is None:
        message = f"the workbook of seed {seed} up to {until} is wrong: {checked.errors}"
        raise AssertionError(message)
    imported = import_workbook(
        connection, checked.workbook, code=None, actor=actor, now=now, today=until,
        source=Source.DEMO, progress=progress,
    )  # fmt: skip
    club = find_club(connection, imported.code)
    if not imported.again:
        request = PostingRequest(club.uuid, actor, now, Source.DEMO)
        _close_what_is_over(connection, club, simulated, request)
        _correct_mistakes(connection, club, simulated, request)
        _lend(connection, club, simulated, request)
        add_outcomes(connection, club, simulated, request, seed=seed)
    return club


def _close_what_is_over(
    connection: Connection, club: StoredClub, simulated: SimulatedClub, request: PostingRequest
) -> None:
    """Close all months but the last, and before each December its year."""
    plan = simulated.plan
    for month in months_between(plan.began_on, plan.until)[:-MONTHS_OPEN]:
        year, number = int(month[:4]), int(month[5:])
        if number == 12:
            own = request.named(f"close {year}")
            close_year(connection, club, year, own, today=plan.until)
        close(connection, club, month, closed_at=request.recorded_at, closed_by=request.recorded_by)


def _lend(
    connection: Connection, club: StoredClub, simulated: SimulatedClub, request: PostingRequest
) -> None:
    """Adopt products, and keep the applications of who waits since the last meeting."""
    plan = simulated.plan
    held_on = plan.meetings[-1].held_on
    add_wishes(connection, club, request, began_on=plan.began_on, held_on=held_on)


def _correct_mistakes(
    connection: Connection, club: StoredClub, simulated: SimulatedClub, request: PostingRequest
) -> None:
    """Reverse each row that was written down wrongly, and post what it should have said."""
    today = simulated.plan.until
    members = {one.paper_code: one for one in members_of(connection, club.club_id)}
    for mistake in simulated.mistakes:
        day = mistake.row.occurred_on
        voucher = f"{mistake.row.series} {mistake.row.number}"
        that_day = entries_between(connection, club.club_id, day, day)
        wrong = next(one for one in that_day if one.voucher == voucher)
        right = _replacement(mistake, voucher, members.get(mistake.right.member or ""), today)
        own = request.named(f"correct {day.year} {voucher}")
        reverse(
            connection, club, wrong.entry_no, mistake.reason, own, today=today, replacement=right
        )


def _replacement(
    mistake: Mistake, voucher: str, member: StoredMember | None, today: dt.date
) -> JournalEntry:
    """Return the entry that the row should have been: a new voucher of today, its true day kept."""
    row, right = mistake.row, mistake.right
    member_no = member.member_no if member else None
    return JournalEntry(
        KINDS[right.kind], today,
        simple_lines(right.kind, right.amount, area=right.area, member_no=member_no),
        REPLACES.format(narration=right.narration, voucher=voucher), row.series,
        true_on=row.occurred_on if row.occurred_on < today else None,
        payer_name=member.name if member else None,
    )  # fmt: skip
