"""Fines and fees of loans: charged by the contract's rule or by hand, and forgiven."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub
from ledger.books.loans import LoanFile
from ledger.books.running import running_files
from ledger.core.errors import RuleBroken
from ledger.core.journal import PostingRequest
from ledger.core.loans.events import Charging, Waiver
from ledger.core.loans.fining import fines_due
from ledger.core.loans.life import in_order, replay
from ledger.core.loans.parts import CHARGED, Component
from ledger.core.loans.standing import Charge
from ledger.core.loans.steps import LoanStage
from ledger.services.loan_decision import Decision
from ledger.services.loan_work import Told
from ledger.services.loans import LoanReceipt, carry_out, check_day, record


@dataclass(eq=False)
class NeitherFineNorFee(RuleBroken):
    """Fines and fees are charged; principal is lent, and interest runs up by itself."""


@dataclass(frozen=True, slots=True)
class FineDue:
    """A fine that a loan's contract asks for on a day."""

    loan_no: int
    charge: Charge


def charge(
    connection: Connection,
    club: StoredClub,
    loan_no: int,
    charged: Charge,
    request: PostingRequest,
    *,
    today: dt.date,
    on: dt.date,
    because: Decision,
) -> LoanReceipt:
    """Charge a fine or a fee by hand, once per request id; money held for the borrower pays it.

    Raises `NeitherFineNorFee`, and what `services.loans.record` does.
    """
    if charged.component not in CHARGED:
        raise NeitherFineNorFee
    event = Charging(number=0, occurred_on=on, charge=charged)
    return record(connection, club, [because.told(loan_no, event)], request, today=today)


def waive(
    connection: Connection,
    club: StoredClub,
    loan_no: int,
    request: PostingRequest,
    *,
    today: dt.date,
    on: dt.date,
    component: Component,
    amount: int,
    because: Decision,
) -> LoanReceipt:
    """Forgive interest, a fine or a fee, `amount` in đồng, once per request id.

    Raises `WaivedAboveOwed`, also for principal, and what `services.loans.record` does.
    """
    event = Waiver(number=0, occurred_on=on, component=component, amount=amount)
    return record(connection, club, [because.told(loan_no, event)], request, today=today)


def charge_fines(
    connection: Connection,
    club: StoredClub,
    request: PostingRequest,
    *,
    today: dt.date,
    on: dt.date,
    loan_nos: Collection[int] | None = None,
) -> LoanReceipt:
    """Charge the fines that are due on a day, of some loans or of all, once per request id.

    Run again it charges nothing, under whatever request id. Refuses what `record` does.
    """

    def plan() -> Sequence[Told]:
        check_day(on, today)
        due = fines_of(connection, club, on)
        return [
            Told(
                loan_no=one.loan_no, event=Charging(number=0, occurred_on=on, charge=one.charge)
            )
            for one in due
            if loan_nos is None or one.loan_no in loan_nos
        ]  # fmt: skip

    numbers = None if loan_nos is None else sorted(loan_nos)
    content = ("charge fines", on, numbers)
    return carry_out(connection, club, plan, request, content=content, today=today)


def fines_of(connection: Connection, club: StoredClub, on: dt.date) -> list[FineDue]:
    """Return the fines that are due on a day and were not charged yet, in two queries."""
    files = running_files(connection, [club.club_id], on).get(club.club_id, [])
    return [FineDue(file.loan.loan_no, one) for file in files for one in _fines(file, on)]


def _fines(file: LoanFile, on: dt.date) -> list[Charge]:
    """Return a loan's fines of a day, less what was charged for the same lateness since then."""
    state = replay(file.contract, file.events, on)
    if state.stage is not LoanStage.ACTIVE:
        return []
    since: dict[int | None, int] = {}
    for event in in_order(file.events):
        if isinstance(event, Charging) and event.occurred_on > on:
            number, more = event.charge.for_instalment, event.charge.amount
            since[number] = since.get(number, 0) + more
    found = [
        replace(one, amount=one.amount - since.get(one.for_instalment, 0))
        for one in fines_due(state, on)
    ]
    return [one for one in found if one.amount > 0]
