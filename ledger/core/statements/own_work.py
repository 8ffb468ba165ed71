"""What a club holds of a member's work, line by line: plans, records, results, incomes, checks."""

from collections.abc import Iterable, Iterator

from ledger.core.outcomes.activity import ActivityPlan, ActivityRecord
from ledger.core.outcomes.activity_file import ActivityFile
from ledger.core.outcomes.incomes import Income, Moment
from ledger.core.privacy.own_data import OwnData
from ledger.core.statements.activity_words import RECORDS, USES
from ledger.core.statements.table import Phrase, Value, phrase

_Line = tuple[Value, Value, Value, Value]
_INCOMES = {
    Moment.BEFORE: phrase("Income a month, before the loan"),
    Moment.AFTER: phrase("Income a month, after the loan"),
}
_SILENT = phrase("Asked, and did not say")


def own_work_lines(data: OwnData) -> Iterator[_Line]:
    """Yield what is held of the work of each loan: the day, what it is, its words, đồng."""
    for file in data.works:
        yield from _file(file)
    yield from _plans(data.plans_without_loan)
    yield from _incomes(data.incomes_without_loan)


def _file(file: ActivityFile) -> Iterator[_Line]:
    told = file.plans or file.records or file.results or file.incomes or file.checks
    if not told:
        return
    what = phrase("Loan %(loan)s", loan=file.loan.paper_code)
    yield file.loan.disbursed_on, what, file.loan.purpose or "", file.loan.lent
    yield from _plans(file.plans)
    for record in file.records:
        yield record.occurred_on, RECORDS[record.kind], _of(record), record.amount
    for result in file.results:
        words = phrase("Goes on after the loan") if result.goes_on else ""
        yield result.ended_on, phrase("Result of an activity"), result.remark or words, None
    yield from _incomes(file.incomes)
    for check in file.checks:
        seen = phrase("Seen by the board")
        yield check.checked_on, seen, USES[check.used_for], check.amount
        if check.remark:
            yield None, "", check.remark, None


def _plans(plans: Iterable[ActivityPlan]) -> Iterator[_Line]:
    for one in plans:
        yield one.begins_on, phrase("Plan of an activity"), one.what, one.cost
        yield one.ends_on, phrase("Expected to earn"), "", one.expected_income


def _incomes(incomes: Iterable[Income]) -> Iterator[_Line]:
    for one in incomes:
        words: Phrase | str = "" if one.monthly is not None else _SILENT
        yield one.asked_on, _INCOMES[one.moment], words, one.monthly


def _of(record: ActivityRecord) -> str:
    """Return how many of what, and what was noted."""
    counted = "" if record.quantity is None else f"{record.quantity} {record.unit or ''}".strip()
    return " · ".join(one for one in (counted, record.note) if one)
