"""How households moved between classes, ready to be drawn: year by year, and one by one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ledger.core.outcomes.classes import ClassFrom, class_on
from ledger.core.outcomes.flows import ClassFlow, HouseholdMove, Move, YearFlows
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
    filled,
    phrase,
)
from ledger.core.workbook.values import HouseholdClass

COUNT = ColumnKind.COUNT
LIST = "class-list"
NOT_WRITTEN = phrase("Not written down")
COLUMNS = (
    Column("class", phrase("Households")),
    Column("start", phrase("At the start"), COUNT),
    Column("left", phrase("Left the class"), COUNT),
    Column("to_near_poor", phrase("Of them, near-poor now"), COUNT),
    Column("fell_back", phrase("Fell back"), COUNT),
    Column("new", phrase("Newly arisen"), COUNT),
    Column("joined", phrase("Joined the club"), COUNT),
    Column("gone", phrase("Left the club"), COUNT),
    Column("reclassified", phrase("By the new standard"), COUNT),
    Column("written", phrase("Written down since"), COUNT),
    Column("end", phrase("At the end"), COUNT),
)
LIST_COLUMNS = (
    Column("household", phrase("Household code")),
    Column("members", phrase("Members")),
    Column("start", phrase("Class at the start")),
    Column("end", phrase("Class at the end")),
    Column("what", phrase("What became of it")),
    Column("certificate", phrase("Certificate")),
    Column("certificate_on", phrase("Day of the certificate"), ColumnKind.DATE),
)
MOVES: Mapping[Move, Phrase] = {
    Move.STAYED: phrase("the same class"),
    Move.LEFT: phrase("left the class"),
    Move.FELL_BACK: phrase("fell back"),
    Move.NEW: phrase("newly in the class"),
    Move.JOINED: phrase("joined the club"),
    Move.GONE: phrase("left the club"),
    Move.RECLASSIFIED_FROM: phrase("classed by the new standard"),
    Move.RECLASSIFIED_TO: phrase("classed by the new standard"),
    Move.WRITTEN_FROM: phrase("class written down since"),
    Move.WRITTEN_TO: phrase("class written down since"),
}
_HOW = (
    phrase(
        "Start − left + fell back + newly arisen + joined the club − left the club, with those"
        " whom the new standard moved and whose class was written down since, is the end. A"
        " household counts while somebody of it belongs to the club."
    ),
    phrase(
        "The class is the one by the commune's certificate on the last day of a year. Fell back:"
        " it had the class before, by the same standard, and had left it."
    ),
    phrase(
        "Of an ethnic minority: somebody of the household who is or was in the club belongs to"
        " one. Who has moved is counted with the household of today."
    ),
)
_BREAK = phrase(
    "On %(begin)s and on %(end)s households are classed by different standards of poverty. Nobody"
    " is said to have left a class, fallen back or become poor by that: who has another class"
    " stands under “by the new standard”."
)


@dataclass(frozen=True, slots=True)
class ListedHousehold:
    """A household of the list behind the flows; `names` are of those who may be named.

    `unnamed`: the numbers of those whose data are used for the books alone.
    """

    household_no: int
    code: str
    names: str
    unnamed: tuple[int, ...] = ()


def class_flows_table(scope: Scope, years: Sequence[YearFlows]) -> Table:
    """Return the flows of some years; of each class what the ethnic minorities are part of."""
    rows = [row for one in years for row in _year(one)]
    broken = tuple(
        filled(_BREAK, begin=one.begins_on, end=one.ends_on) for one in years if one.is_broken
    )
    unknown = tuple(
        phrase(
            "In %(year)s the ethnic group of nobody is written down for %(count)s households.",
            year=str(one.year), count=one.minority_unknown,
        )
        for one in years
        if one.minority_unknown
    )  # fmt: skip
    return Table(
        "class-flows", phrase("How households moved between classes"), scope.club_name,
        (scope.days,), COLUMNS, tuple(rows), (*broken, *_HOW, *unknown),
    )  # fmt: skip


def _year(year: YearFlows) -> Iterator[Row]:
    title = phrase(
        "%(year)s: from %(begin)s to %(end)s", year=str(year.year), begin=year.begins_on,
        end=year.ends_on,
    )  # fmt: skip
    yield Row((title, *(None for _ in COLUMNS[1:])), RowKind.HEADING)
    drill = Drill(LIST, (("begin", year.ends_on.replace(month=1, day=1)), ("end", year.ends_on)))
    for flow in year.classes:
        if flow.household_class is None and not flow.moves:
            continue
        yield _row(_class(flow.household_class), flow, drill)
        minority = flow.of_minority()
        if minority.moves:
            yield _row(phrase("of which of an ethnic minority"), minority, drill)
    everybody = ClassFlow(None, tuple(one for flow in year.classes for one in flow.moves))
    start, end = everybody.start, everybody.end
    joined, gone = everybody.count(Move.JOINED), everybody.count(Move.GONE)
    # Who changed class left one and came into another: those columns have no sum.
    values = (
        phrase("All households"), start, None, None, None, None, joined, gone, None, None, end,
    )  # fmt: skip
    yield Row(values, RowKind.TOTAL, ((1, drill), (len(COLUMNS) - 1, drill)))


def _row(name: Phrase, flow: ClassFlow, drill: Drill) -> Row:
    values: tuple[Value, ...] = (
        name, flow.start, flow.count(Move.LEFT), _to_near_poor(flow), flow.count(Move.FELL_BACK),
        flow.count(Move.NEW), flow.count(Move.JOINED), flow.count(Move.GONE),
        flow.count(Move.RECLASSIFIED_TO) - flow.count(Move.RECLASSIFIED_FROM),
        flow.count(Move.WRITTEN_TO) - flow.count(Move.WRITTEN_FROM), flow.end,
    )  # fmt: skip
    places = (place for place, value in enumerate(values) if place and value)
    return Row(values, drills=tuple((place, drill) for place in places))


def _to_near_poor(flow: ClassFlow) -> int | None:
    """Return how many of the poor are near-poor now; of other classes it is not asked."""
    return flow.left_to_near_poor if flow.household_class is HouseholdClass.POOR else None


def _class(kind: HouseholdClass | None) -> Phrase:
    return NOT_WRITTEN if kind is None else CLASSES[kind]


def class_list_table(scope: Scope, year: YearFlows, households: Sequence[ListedHousehold]) -> Table:
    """Return the households behind a year's flows, those first whose class is another."""
    moves = {
        one.household.household_no: one
        for flow in year.classes
        for one in flow.moves
        if one.move not in {Move.RECLASSIFIED_FROM, Move.LEFT, Move.WRITTEN_FROM}
    }
    listed = [(moves[one.household_no], one) for one in households if one.household_no in moves]
    listed.sort(key=lambda one: one[0].move is Move.STAYED)
    rows = [Row(_listed(year, move, one)) for move, one in listed]
    count = phrase("%(count)s households", count=len(listed))
    rows.append(Row(("", count, "", "", "", "", None), RowKind.TOTAL))
    days = phrase("From %(begin)s to %(end)s", begin=year.begins_on, end=year.ends_on)
    return Table(
        LIST, phrase("Households and their classes"), scope.club_name, (days,), LIST_COLUMNS,
        tuple(rows),
        unnamed_notes(number for _, one in listed for number in one.unnamed),
    )  # fmt: skip


def _listed(year: YearFlows, move: HouseholdMove, one: ListedHousehold) -> tuple[Value, ...]:
    household = move.household
    held = [kept for kept in household.classes if kept.valid_from <= year.ends_on]
    last: ClassFrom | None = held[-1] if held else None
    starts = household.is_here(year.begins_on)
    ends = household.is_here(year.ends_on)
    return (
        one.code, one.names or (SOMEBODY if one.unnamed else ""),
        _class(class_on(household.classes, year.begins_on)) if starts else "",
        _class(class_on(household.classes, year.ends_on)) if ends else "",
        MOVES[move.move], last.certificate_no if last else "",
        last.certificate_on if last else None,
    )  # fmt: skip
