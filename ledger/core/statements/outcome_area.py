"""The outcomes of the clubs of an area, by place, without names and without small groups."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ledger.core.outcomes.groups import ALL, FROM_60, MINORITY, POOR_OR_NEAR_POOR, WOMEN, Group
from ledger.core.outcomes.statement import OutcomeStatement, together
from ledger.core.statements.hiding import Cells, shown
from ledger.core.statements.outcome_charts import per_million
from ledger.core.statements.outcome_lines import AMOUNT, COUNT
from ledger.core.statements.outcome_names import PEOPLE
from ledger.core.statements.table import Column, Phrase, Row, RowKind, Table, Value, phrase
from ledger.core.statements.target_table import share_words

SHARES = (POOR_OR_NEAR_POOR, WOMEN, FROM_60, MINORITY)
GROUPS = (ALL, *SHARES)
"""The groups of which the sums tell."""

HIDDEN = phrase("under five people")
NOTES = (
    phrase(
        "What is of fewer than five people is not shown, nor a sum from which it could be worked"
        " out; a share hides with its parts."
    ),
    phrase(
        "These are outcomes as borrowers told them: there is no group without loans to compare"
        " with. Shares are of those of whom it is known; not known stands beside them."
    ),
)


Place = tuple[str, str]
"""A province and a commune, each without letters where it is not written down."""


@dataclass(frozen=True, slots=True)
class Block:
    """Columns that are shown or hidden together: the people that they tell of, and their values."""

    columns: tuple[Column, ...]
    people: Callable[[OutcomeStatement], Cells]
    values: Callable[[OutcomeStatement], tuple[Value, ...]]


def outcome_sums(places: Mapping[Place, OutcomeStatement], begin: dt.date, end: dt.date) -> Table:
    """Return the outcomes by province and commune; it begins with how complete they are."""
    sums: dict[str, dict[str, OutcomeStatement]] = {}
    for province, commune in sorted(places):
        sums.setdefault(province, {})[commune] = places[province, commune]
    areas = [together(communes.values(), begin, end) for communes in sums.values()]
    whole = together(areas, begin, end)
    told = [
        shown([[block.people(one) for one in communes.values()] for communes in sums.values()])
        for block in BLOCKS
    ]
    rows: list[Row] = []
    for area, (province, communes) in enumerate(sums.items()):
        rows.append(Row((_named(province), *[None] * (len(COLUMNS) - 1)), RowKind.HEADING))
        rows += [
            _row(_named(commune), one, RowKind.LINE, [each.places[area][place] for each in told])
            for place, (commune, one) in enumerate(communes.items())
        ]
        seen = [each.areas[area] for each in told]
        rows.append(_row(phrase("Sum"), areas[area], RowKind.SUBTOTAL, seen))
    all_told = [each.whole for each in told]
    rows.append(_row(phrase("Total"), whole, RowKind.TOTAL, all_told))
    lines = tuple(_complete(whole, is_told=all(all_told)))
    return Table("outcome-sums", TITLE, "", lines, COLUMNS, tuple(rows), NOTES)


TITLE = phrase("Outcomes of the clubs")


def _people(statement: OutcomeStatement) -> Cells:
    return (statement.whole.borrowers,)


def _lent(statement: OutcomeStatement) -> tuple[Value, ...]:
    whole = statement.whole
    on_time = whole.paid_on_time
    return (
        whole.borrowers, whole.loans, whole.lent, on_time.numerator, on_time.denominator,
        share_words(on_time.share),
    )  # fmt: skip


def _group(group: Group) -> Block:
    """Return the block of how many of the borrowers are in a group."""

    def people(statement: OutcomeStatement) -> Cells:
        share = statement.borrowers(group)
        return share.numerator, share.denominator - share.numerator

    def values(statement: OutcomeStatement) -> tuple[Value, ...]:
        share = statement.borrowers(group)
        return share.numerator, share_words(share.share)

    title = PEOPLE[group.name]
    return Block(
        (Column(group.name, title, COUNT), Column(f"{group.name}-share", phrase("Share"))),
        people, values,
    )  # fmt: skip


def _told(statement: OutcomeStatement) -> Cells:
    incomes = statement.whole.incomes
    return incomes.up, incomes.told - incomes.up, incomes.unknown


def _incomes(statement: OutcomeStatement) -> tuple[Value, ...]:
    incomes = statement.whole.incomes
    return (
        incomes.up, incomes.told, share_words(incomes.share(incomes.up).share), incomes.unknown,
    )  # fmt: skip


def _earners(statement: OutcomeStatement) -> Cells:
    whole = statement.whole
    return whole.earners, whole.borrowers - whole.earners


def _earned(statement: OutcomeStatement) -> tuple[Value, ...]:
    whole = statement.whole
    return whole.results.loans, whole.results.lent, whole.results.net, per_million(whole)


def _homes(statement: OutcomeStatement) -> Cells:
    left = statement.whole.moves.left
    return left.numerator, left.denominator - left.numerator, left.unknown


def _left(statement: OutcomeStatement) -> tuple[Value, ...]:
    left = statement.whole.moves.left
    return left.numerator, left.denominator, share_words(left.share), left.unknown


BLOCKS = (
    Block(
        (
            Column("borrowers", phrase("People who borrowed"), COUNT),
            Column("loans", phrase("Loans"), COUNT),
            Column("lent", phrase("Lent"), AMOUNT),
            Column("on-time", phrase("Paid by its due date"), AMOUNT),
            Column("due", phrase("Fell due"), AMOUNT),
            Column("on-time-share", phrase("Share")),
        ),
        _people,
        _lent,
    ),
    *(_group(group) for group in SHARES),
    Block(
        (
            Column("up", phrase("Income went up"), COUNT),
            Column("told", phrase("Told both"), COUNT),
            Column("up-share", phrase("Share")),
            Column("income-unknown", phrase("Not known"), COUNT),
        ),
        _told,
        _incomes,
    ),
    Block(
        (
            Column("results", phrase("Loans with a result"), COUNT),
            Column("results-lent", phrase("Lent on these"), AMOUNT),
            Column("net", phrase("Net income"), AMOUNT),
            Column("per-million", phrase("For each million lent"), AMOUNT),
        ),
        _earners,
        _earned,
    ),
    Block(
        (
            Column("left", phrase("Households that left poverty"), COUNT),
            Column("poor", phrase("Out of"), COUNT),
            Column("left-share", phrase("Share")),
            Column("left-unknown", phrase("Not known"), COUNT),
        ),
        _homes,
        _left,
    ),
)
COLUMNS = (
    Column("name", phrase("Commune")),
    Column("clubs", phrase("Clubs"), COUNT),
    Column("with-results", phrase("Of them, with any result"), COUNT),
    *(column for block in BLOCKS for column in block.columns),
)


def _row(name: Value, one: OutcomeStatement, kind: RowKind, told: Sequence[bool]) -> Row:
    values: list[Value] = [name, one.clubs, one.with_results]
    for block, is_told in zip(BLOCKS, told, strict=True):
        hidden = (HIDDEN, *[None] * (len(block.columns) - 1))
        values += block.values(one) if is_told else hidden
    return Row(tuple(values), kind)


def _named(name: str) -> Value:
    return name or phrase("(no place written down)")


def _complete(whole: OutcomeStatement, *, is_told: bool) -> Iterator[Phrase]:
    yield phrase("From %(begin)s to %(end)s", begin=whole.begin, end=whole.end)
    yield phrase("Clubs: %(clubs)s", clubs=whole.clubs)
    yield phrase(
        "Clubs with any result, or any income told before and after: %(clubs)s of %(all)s",
        clubs=whole.with_results, all=whole.clubs,
    )  # fmt: skip
    if is_told:
        loans, results = whole.whole.loans, whole.whole.results.loans
        yield phrase(
            "Loans without a result: %(without)s of %(loans)s", without=loans - results, loans=loans
        )
