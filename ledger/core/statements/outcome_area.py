"""The outcomes of the clubs of an area, by place, without names and without small groups."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from ledger.core.money import Money
from ledger.core.outcomes.groups import (
    ALL,
    FROM_60,
    MINORITY,
    NO_AGE,
    NO_CLASS,
    NO_ETHNIC_GROUP,
    NO_SEX,
    POOR_OR_NEAR_POOR,
    WOMEN,
    Group,
)
from ledger.core.outcomes.share import Share
from ledger.core.outcomes.statement import OutcomeStatement, together
from ledger.core.statements.hiding import Cells, shown
from ledger.core.statements.outcome_charts import per_million
from ledger.core.statements.outcome_lines import COLUMNS, Line, counted, heading
from ledger.core.statements.outcome_names import PEOPLE
from ledger.core.statements.table import Phrase, Row, RowKind, Table, Value, phrase
from ledger.core.statements.target_table import share_words

GAPS = {
    POOR_OR_NEAR_POOR: NO_CLASS, WOMEN: NO_SEX, FROM_60: NO_AGE, MINORITY: NO_ETHNIC_GROUP,
}  # fmt: skip
"""The groups of which the sums tell, each with those of whom it is not written down."""

GROUPS = (ALL, *GAPS, *GAPS.values())
HIDDEN = phrase("under five people")
TITLE = phrase("Outcomes of the clubs")
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
    """A section: the people that its figures tell of, who hide them if few, and its figures."""

    title: Phrase
    people: Callable[[OutcomeStatement], Cells]
    line: Callable[[OutcomeStatement], Line]


def outcome_sums(places: Mapping[Place, OutcomeStatement], begin: dt.date, end: dt.date) -> Table:
    """Return the outcomes by province and commune; it begins with how complete they are."""
    sums: dict[str, dict[str, OutcomeStatement]] = {}
    for province, commune in sorted(places):
        sums.setdefault(province, {})[commune] = places[province, commune]
    areas = [together(communes.values(), begin, end) for communes in sums.values()]
    whole = together(areas, begin, end)
    rows: list[Row] = []
    for block in BLOCKS:
        told = shown([[block.people(one) for one in area.values()] for area in sums.values()])
        rows.append(heading(block.title))
        for area, (province, communes) in enumerate(sums.items()):
            for is_told, (commune, one) in zip(told.places[area], communes.items(), strict=True):
                rows.append(_row(block, _named(commune), one, is_told=is_told))
            total = _row(block, _sum_of(province), areas[area], is_told=told.areas[area])
            rows.append(replace(total, kind=RowKind.SUBTOTAL))
        total = _row(block, phrase("Total"), whole, is_told=told.whole)
        rows.append(replace(total, kind=RowKind.TOTAL))
    return Table("outcome-sums", TITLE, "", tuple(_complete(whole)), COLUMNS, tuple(rows), NOTES)


def _row(block: Block, name: Value, one: OutcomeStatement, *, is_told: bool) -> Row:
    """Return a row without a way to the loans behind it: they are nobody's business here."""
    if is_told:
        return replace(block.line(one).row(one, ALL, name), drills=())
    return Row((name, HIDDEN, *[None] * (len(COLUMNS) - 2)))


def _named(name: str) -> Value:
    return name or phrase("(no place written down)")


def _sum_of(province: str) -> Value:
    return phrase("Sum of %(province)s", province=province) if province else phrase("Sum")


def _complete(whole: OutcomeStatement) -> Iterator[Phrase]:
    yield phrase("From %(begin)s to %(end)s", begin=whole.begin, end=whole.end)
    yield phrase("Clubs: %(clubs)s", clubs=whole.clubs)
    yield phrase(
        "Clubs with any result, or any income told before and after: %(clubs)s of %(all)s",
        clubs=whole.with_results, all=whole.clubs,
    )  # fmt: skip


def _clubs(one: OutcomeStatement) -> Line:
    share = Share(one.with_results, one.clubs)
    return Line(number=share.numerator, of=share.denominator, share=share_words(share.share))


def _people(one: OutcomeStatement) -> Cells:
    return (one.whole.borrowers,)


def _lent(one: OutcomeStatement) -> Line:
    return Line(number=one.whole.borrowers, amount=one.whole.lent)


def _on_time(one: OutcomeStatement) -> Line:
    share = one.whole.paid_on_time
    return Line(
        amount=share.numerator, of_amount=share.denominator, share=share_words(share.share)
    )  # fmt: skip


def _of_group(group: Group) -> Block:
    """Return the section of how many of the borrowers are in a group."""

    def people(one: OutcomeStatement) -> Cells:
        share, unknown = one.borrowers(group), one.of(GAPS[group]).borrowers
        others = share.denominator - share.numerator
        return share.numerator, others, unknown, others - unknown

    def line(one: OutcomeStatement) -> Line:
        share = one.borrowers(group)
        return Line(
            number=share.numerator, of=share.denominator, share=share_words(share.share),
            unknown=one.of(GAPS[group]).borrowers,
        )  # fmt: skip

    return Block(PEOPLE[group.name], people, line)


def _told(one: OutcomeStatement) -> Cells:
    incomes = one.whole.incomes
    return incomes.up, incomes.told - incomes.up, incomes.unknown


def _incomes(one: OutcomeStatement) -> Line:
    incomes = one.whole.incomes
    return counted(incomes.share(incomes.up))


def _earners(one: OutcomeStatement) -> Cells:
    whole = one.whole
    return whole.earners, whole.borrowers - whole.earners


def _earned(one: OutcomeStatement) -> Line:
    whole, each = one.whole, per_million(one.whole)
    words = "" if each is None else phrase("%(amount)s for each million", amount=Money(each))
    return Line(
        number=whole.results.loans, of=whole.loans, amount=whole.results.net,
        of_amount=whole.results.lent, share=words, unknown=whole.loans - whole.results.loans,
    )  # fmt: skip


def _homes(one: OutcomeStatement) -> Cells:
    left = one.whole.moves.left
    return left.numerator, left.denominator - left.numerator, left.unknown


BLOCKS = (
    Block(phrase("Clubs with any result, out of all clubs"), lambda _: (), _clubs),
    Block(phrase("Who borrowed, and how much"), _people, _lent),
    *(_of_group(group) for group in GAPS),
    Block(phrase("Income a month went up"), _told, _incomes),
    Block(phrase("Net income of work that is summed up"), _earners, _earned),
    Block(
        phrase("Households that left poverty, of those poor with their loan"),
        _homes,
        lambda one: counted(one.whole.moves.left),
    ),
    Block(phrase("Principal paid by its due date"), _people, _on_time),
)
