"""Who waits for a loan and what the fund can lend next, ready to be drawn."""

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import chain

from ledger.core.accounts import BANK, CASH
from ledger.core.loans.forecast import Forecast, Inflow, MeetingForecast, whole_amounts
from ledger.core.loans.lending_rules import QueueKey
from ledger.core.loans.product import CostAboveCap
from ledger.core.loans.purposes import PurposeKind
from ledger.core.loans.queue import Turn
from ledger.core.money import Money
from ledger.core.posting_rules import INCOME
from ledger.core.statements.lists import CLASSES
from ledger.core.statements.restricted import SOMEBODY, unnamed_notes
from ledger.core.statements.scope import Scope
from ledger.core.statements.table import (
    Column,
    ColumnKind,
    Drill,
    Phrase,
    Row,
    RowKind,
    Table,
    Value,
    phrase,
)

MONEY = ColumnKind.AMOUNT

PURPOSES: Mapping[PurposeKind, Phrase] = {
    PurposeKind.LARGE_LIVESTOCK: phrase("Cattle, pigs, goats"),
    PurposeKind.POULTRY: phrase("Poultry"),
    PurposeKind.AQUACULTURE: phrase("Fish and shrimp"),
    PurposeKind.CROPS: phrase("Crops"),
    PurposeKind.TRADE: phrase("Small trade"),
    PurposeKind.CRAFT: phrase("Handicraft"),
    PurposeKind.PROCESSING: phrase("Food processing"),
    PurposeKind.SERVICES: phrase("Services"),
    PurposeKind.OTHER: phrase("Other work"),
}
"""What is borrowed for, in words."""

BEHIND: Mapping[QueueKey, Phrase] = {
    QueueKey.POOR: phrase("The one before is of a poor household"),
    QueueKey.NEAR_POOR: phrase("The one before is of a poor or near-poor household"),
    QueueKey.DIFFICULTY: phrase("The one before is in difficulty"),
    QueueKey.FIRST_LOAN: phrase("The one before never had a loan"),
    QueueKey.APPLIED_ON: phrase("The one before applied earlier"),
    QueueKey.AMOUNT: phrase("The one before asks for less"),
    QueueKey.APPLICATION_NO: phrase("The application before has the lower number"),
}
"""Why one stands behind another."""

_UNDIVIDED = phrase("Less interest that other funds are to be given")

QUEUE_COLUMNS = (
    Column("place", phrase("Place"), ColumnKind.NUMBER),
    Column("name", phrase("Full name")),
    Column("class", phrase("Household")),
    Column("difficulty", phrase("In difficulty")),
    Column("loans", phrase("Loans before"), ColumnKind.COUNT),
    Column("applied", phrase("Applied on"), ColumnKind.DATE),
    Column("amount", phrase("Asks for"), MONEY),
    Column("purpose", phrase("For")),
    Column("reason", phrase("Why in this place")),
    Column("turn", phrase("The fund can lend it")),
)
FORECAST_COLUMNS = (
    Column("what", phrase("Meeting")),
    Column("comes-scheduled", phrase("Comes by the schedule"), MONEY),
    Column("comes-expected", phrase("Comes as expected"), MONEY),
    Column("by-schedule", phrase("Can be lent by the schedule"), MONEY),
    Column("as-expected", phrase("Can be lent as expected"), MONEY),
)
INFLOW_COLUMNS = (
    Column("loan", phrase("Loan")),
    Column("due", phrase("Due on"), ColumnKind.DATE),
    Column("principal", phrase("Principal"), MONEY),
    Column("interest", phrase("Interest"), MONEY),
    Column("how", phrase("How much of it is expected")),
    Column("expected", phrase("Comes as expected"), MONEY),
)


def queue_table(scope: Scope, turns: Sequence[Turn], *, may_pass: bool = False) -> Table:
    """Return who waits, in order; each name leads to the member's page."""
    rows = [_waiting_row(scope, turn) for turn in turns]
    total = sum(turn.place.waiting.amount for turn in turns)
    blank: tuple[Value, ...] = ("", phrase("Total"), "", "", None, None)
    rows.append(Row((*blank, total, "", "", ""), RowKind.TOTAL))
    note = (
        phrase("Who asks for less may pass one whom the fund cannot serve yet.")
        if may_pass
        else phrase("Nobody passes one whom the fund cannot serve yet.")
    )
    waiting = (turn.place.waiting for turn in turns)
    notes = unnamed_notes(one.member_no for one in waiting if one.is_restricted)
    lines = (phrase("On %(day)s", day=scope.end),)
    return Table(
        "loan-queue", phrase("Who waits for a loan"), scope.club_name, lines, QUEUE_COLUMNS,
        tuple(rows), (*notes, note),
    )  # fmt: skip


def forecast_table(scope: Scope, forecast: Forecast) -> Table:
    """Return what the fund can lend at its next meetings, and what its history says."""
    fund = forecast.fund
    rows = [
        _money_row(phrase("Cash"), fund.cash, account=(CASH, forecast.as_of)),
        _money_row(phrase("Money at the bank"), fund.bank, account=(BANK, forecast.as_of)),
        *([_money_row(_UNDIVIDED, -fund.undivided)] if fund.undivided else []),
        _money_row(phrase("Less the reserve"), -fund.reserve),
        _money_row(phrase("Less loans approved and not paid out"), -fund.approved),
        _money_row(phrase("Can be lent now"), fund.free, RowKind.SUBTOTAL),
    ]
    rows += [
        Row((
            phrase("Meeting of %(day)s", day=one.held_on), one.comes_scheduled, one.comes_expected,
            one.by_schedule, one.as_expected,
        ))
        for one in forecast.meetings
    ]  # fmt: skip
    lines = (phrase("On %(day)s", day=forecast.as_of),)
    return Table(
        "loan-forecast", phrase("What the fund can lend"), scope.club_name, lines,
        FORECAST_COLUMNS, tuple(rows), _forecast_notes(forecast),
    )  # fmt: skip


def inflows_table(scope: Scope, forecast: Forecast, number: int) -> Table:
    """Return the makings of what is expected at a forecast's first, second, ... meeting."""
    meeting = forecast.meetings[number - 1]
    before = list(chain.from_iterable(one.expected for one in forecast.meetings[: number - 1]))
    amounts = whole_amounts(before, meeting.expected)
    rows = [
        Row((
            one.awaited.paper_code, one.awaited.due_on, one.awaited.principal,
            one.awaited.interest, inflow_words(one, forecast), amount,
        ))
        for one, amount in zip(meeting.expected, amounts, strict=True)
    ]  # fmt: skip
    total = (phrase("Total"), None, None, None, "", meeting.comes_expected)
    return Table(
        "forecast-inflows", phrase("What comes until a meeting"), scope.club_name,
        _inflow_lines(forecast, meeting), INFLOW_COLUMNS, (*rows, Row(total, RowKind.TOTAL)),
        (_interest_note(forecast),),
    )  # fmt: skip


def inflow_words(inflow: Inflow, forecast: Forecast) -> Phrase:
    """Return how much of an awaited sum is expected, and by which part of the club's history."""
    paid, due = Money(inflow.numerator), Money(inflow.denominator)
    if not forecast.knows_lateness:
        return phrase("All of it, by the schedule")
    match inflow.months_late:
        case 0:
            return phrase("On time: %(paid)s of %(due)s came so", paid=paid, due=due)
        case 1:
            return phrase("Up to a month late: %(paid)s of %(due)s came so", paid=paid, due=due)
        case 2:
            return phrase("One to two months late: %(paid)s of %(due)s came so", paid=paid, due=due)
        case _:
            return phrase(
                "Two to three months late: %(paid)s of %(due)s came so", paid=paid, due=due
            )


def cost_warning(warning: CostAboveCap) -> Phrase:
    """Return the words of a warning that a product's true cost is above the cap."""
    return phrase(
        "The true cost of such a loan is %(cost)s a year, above the cap of %(cap)s.",
        cost=warning.cost.nominal, cap=warning.cap.yearly(),
    )  # fmt: skip


def _waiting_row(scope: Scope, turn: Turn) -> Row:
    """Return a place in the queue; of a restricted member what is asked for, and when."""
    place, one = turn.place, turn.place.waiting
    if one.is_restricted:
        kept: tuple[Value, ...] = (
            place.number, SOMEBODY, "", "", None, one.applied_on, one.amount, "", "",
            _turn_words(turn),
        )  # fmt: skip
        return Row(kept)
    drill = Drill(
        "member-statement", (("member_no", one.member_no), ("begin", None), ("end", scope.end))
    )
    values: tuple[Value, ...] = (
        place.number, one.name, CLASSES[one.household_class.value],
        phrase("Yes") if one.in_difficulty else "", one.loans_before, one.applied_on, one.amount,
        PURPOSES[one.purpose],
        phrase("First of all") if place.behind is None else BEHIND[place.behind],
        _turn_words(turn),
    )  # fmt: skip
    return Row(values, drills=((1, drill),))


def _turn_words(turn: Turn) -> Phrase:
    if turn.held_on is not None:
        return phrase("Meeting of %(day)s", day=turn.held_on)
    if turn.waits_for is not None:
        return phrase("After application %(number)s", number=turn.waits_for)
    return phrase("Not yet: %(amount)s is missing", amount=Money(turn.missing))


def _money_row(
    what: Phrase,
    amount: int,
    kind: RowKind = RowKind.LINE,
    *,
    account: tuple[str, dt.date] | None = None,
) -> Row:
    """Return what there is now; money leads to the ledger of its account up to the day."""
    drills: tuple[tuple[int, Drill], ...] = ()
    if account is not None:
        number, end = account
        ledger = Drill("ledger", (("account", number), ("end", end), ("fund", INCOME)))
        drills = ((3, ledger), (4, ledger))
    return Row((what, None, None, amount, amount), kind, drills)


def _forecast_notes(forecast: Forecast) -> tuple[Phrase, ...]:
    history = forecast.history
    if not forecast.knows_lateness:
        known = (
            phrase(
                "No principal fell due from %(since)s to %(until)s, so the schedule is taken as"
                " it stands.",
                since=history.since, until=history.until,
            ),
        )  # fmt: skip
        return (*known, _interest_note(forecast))
    due = Money(history.due)
    on_time, one, two, three = (Money(paid) for paid in history.paid)
    return (
        phrase(
            "From %(since)s to %(until)s principal of %(due)s fell due.",
            since=history.since, until=history.until, due=due,
        ),
        phrase("Paid on time: %(paid)s of %(due)s.", paid=on_time, due=due),
        phrase("Paid up to a month late: %(paid)s of %(due)s.", paid=one, due=due),
        phrase("Paid one to two months late: %(paid)s of %(due)s.", paid=two, due=due),
        phrase("Paid two to three months late: %(paid)s of %(due)s.", paid=three, due=due),
        phrase("Paid later, or not yet: %(paid)s of %(due)s.", paid=Money(history.later), due=due),
        _interest_note(forecast),
    )  # fmt: skip


def _interest_note(forecast: Forecast) -> Phrase:
    return phrase(
        "Of interest %(share)s stays in the fund; fines and fees are not counted on.",
        share=forecast.capital_share,
    )


def _inflow_lines(forecast: Forecast, meeting: MeetingForecast) -> tuple[Phrase, ...]:
    return (
        phrase("On %(day)s", day=forecast.as_of),
        phrase("Meeting of %(day)s", day=meeting.held_on),
    )
