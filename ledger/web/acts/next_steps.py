"""Which acts may be done now about a loan, an application or an entry, and what of them waits."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from ledger.books.approvals import State, approvals
from ledger.books.recorded import recorded_entry
from ledger.core.loans.application import Application
from ledger.core.loans.steps import LAWFUL, LoanStage, Step
from ledger.core.statements.table import Phrase
from ledger.core.users.policy import may
from ledger.services.loan_page import LoanPage
from ledger.web.acts.act import About, Look, WebAct
from ledger.web.acts.registry import ACTS
from ledger.web.addresses import Addresses, with_query
from ledger.web.visit import Visit


@dataclass(frozen=True, slots=True)
class NextStep:
    """What can be done now: its page, its title and what it is."""

    address: str
    title: Phrase
    what: Phrase


@dataclass(frozen=True, slots=True)
class Waiting:
    """An act that waits for a second person: its page and its title."""

    address: str
    title: Phrase


def steps_of_application(
    visit: Visit, found: Application, stage: LoanStage
) -> tuple[NextStep, ...]:
    """Return what may be done now about an application, the next step on its way first.

    `stage` is the loan's own, once there is one: until it is paid out it may be turned down.
    """
    number, loan_no, lawful = found.application_no, found.loan_no, LAWFUL[stage]
    steps: list[NextStep] = []
    if loan_no is not None and stage is LoanStage.APPROVED:
        steps += _steps(visit, About.LOAN, loan_no, lawful)
    return (*steps, *_steps(visit, About.APPLICATION, number, lawful))


def steps_of_loan(visit: Visit, page: LoanPage) -> tuple[NextStep, ...]:
    """Return what may be done now about a loan, what is done most often first."""
    lawful = {step for step in LAWFUL[page.stage] if _makes_sense(step, page)}
    found = list(_steps(visit, About.LOAN, page.file.loan.loan_no, lawful))
    if page.application is not None and page.stage is LoanStage.APPROVED:
        found += _steps(visit, About.APPLICATION, page.application.application_no, lawful)
    return tuple(found)


def step_of_entry(visit: Visit, connection: Connection, entry_no: int) -> NextStep | None:
    """Return the way to put an entry right, None for who may not or where it was done."""
    web_act = next(_acts(visit, About.ENTRY), None)
    if web_act is None or recorded_entry(connection, visit.club.club_id, entry_no).is_reversed:
        return None
    return _step(visit, web_act, entry_no)


def what_waits(
    visit: Visit, connection: Connection, about: About, number: int
) -> tuple[Waiting, ...]:
    """Return the acts about something that wait for a second person, in one query."""
    front = Addresses(visit.code).front
    found = []
    for one in approvals(connection, visit.club.club_id, (State.WAITING,)):
        web_act = ACTS.get(one.asking.act)
        if web_act is None or web_act.about is not about:
            continue
        try:
            value = web_act.kind.read(one.asking.content)
        except ValueError:  # what it said was erased, or an older program wrote it
            continue
        if web_act.subject(Look(visit, connection), value) == (about, number):
            found.append(Waiting(f"{front}waiting/{one.approval_no}", web_act.title))
    return tuple(found)


def _steps(visit: Visit, about: About, number: int, lawful: Iterable[Step]) -> Iterator[NextStep]:
    wanted = set(lawful)
    for one in _acts(visit, about):
        if one.step in wanted:
            yield _step(visit, one, number)


def _acts(visit: Visit, about: About) -> Iterator[WebAct[object]]:
    for one in ACTS.values():
        if one.about is about and may(visit.actor, one.permission, visit.place):
            yield one


def _step(visit: Visit, web_act: WebAct[object], number: int) -> NextStep:
    page = f"{Addresses(visit.code).front}do/{web_act.name}"
    return NextStep(with_query(page, {web_act.about.value: number}), web_act.title, web_act.what)


def _makes_sense(step: Step, page: LoanPage) -> bool:
    """Tell whether a lawful step would change anything about a loan as it stands."""
    state = page.state
    has_more = page.file.contract.in_parts and state.lent < page.file.loan.principal
    asks = {
        Step.DISBURSE: not state.lent or has_more,
        Step.REPAY: state.left.total > 0,
        Step.REFUND: state.held > 0,
        Step.EXTEND: state.balance > 0 and not state.was_extended,
        Step.RESCHEDULE: state.balance > 0,
        Step.WRITE_OFF: state.in_books > 0,
        Step.HAND_OVER: state.left.total > 0 or state.held > 0,
        Step.CLOSE: state.held == 0,
    }
    return asks.get(step, True)
