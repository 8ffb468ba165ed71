"""What of an outcome statement is shown outside the club: no group of fewer than five people."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ledger.core.outcomes.group_outcome import NO_MOVES
from ledger.core.outcomes.groups import (
    BY_KIND,
    FROM_55,
    FROM_60,
    IN_DIFFICULTY,
    KINH,
    MEN,
    MINORITY,
    NEAR_POOR,
    NO_AGE,
    NOT_POOR,
    POOR,
    POOR_OR_NEAR_POOR,
    WOMEN,
    Group,
)
from ledger.core.outcomes.statement import OutcomeStatement

FEWEST = 5
"""Figures of fewer people than this are not shown outside their club (RULES.md, section 7)."""

CLASSES = (POOR, NEAR_POOR, POOR_OR_NEAR_POOR, NOT_POOR)

_DIVIDED = ((POOR_OR_NEAR_POOR, NOT_POOR), (WOMEN, MEN), (MINORITY, KINH), BY_KIND[:-1])
"""Groups that make up all borrowers, together with those of whom it is not written down."""


def hidden_outside(statement: OutcomeStatement) -> frozenset[str]:
    """Return the names of the groups that are not shown outside the club.

    Where one of the groups that make up a whole is too small, the smallest other is hidden with
    it, so that none can be worked out from the sums. Of how many nothing is written down is told:
    it says nothing of anybody.
    """
    hidden: set[str] = set()
    for groups in (*_DIVIDED, statement.years):
        hidden |= _hidden_of(statement, groups)
    hidden |= set(_parts_hidden(statement, hidden))
    if _is_few(_people(statement, FROM_55), _rest(statement, FROM_55, NO_AGE)):
        hidden |= {FROM_55.name, FROM_60.name}
    between = _people(statement, FROM_55) - _people(statement, FROM_60)
    if _is_few(_people(statement, FROM_60), between):
        hidden.add(FROM_60.name)
    if _is_few(_people(statement, IN_DIFFICULTY), _rest(statement, IN_DIFFICULTY)):
        hidden.add(IN_DIFFICULTY.name)
    return frozenset(name for name in hidden if name in statement.outcomes)


def for_outside(statement: OutcomeStatement) -> OutcomeStatement:
    """Return the statement without what is hidden outside the club.

    Where a class is hidden, it is not told either how households moved between the classes.
    """
    hidden = hidden_outside(statement)
    hides_moves = any(group.name in hidden for group in CLASSES)
    shown = {
        name: replace(outcome, moves=NO_MOVES) if hides_moves else outcome
        for name, outcome in statement.outcomes.items()
        if name not in hidden
    }
    return replace(statement, outcomes=shown)


def _hidden_of(statement: OutcomeStatement, groups: Sequence[Group]) -> set[str]:
    """Return those of a whole's parts that are hidden: none, or two, or all that are there."""
    there = sorted(
        (group for group in groups if _people(statement, group)),
        key=lambda group: _people(statement, group),
    )
    small = [group.name for group in there if _is_few(_people(statement, group))]
    return {group.name for group in there[: max(len(small), 2)]} if small else set()


def _parts_hidden(statement: OutcomeStatement, hidden: Iterable[str]) -> Iterator[str]:
    """Yield the poor and the near-poor, where both together or one of them are hidden."""
    homes = statement.whole.moves.poor
    sizes = (_people(statement, POOR), _people(statement, NEAR_POOR), homes)
    if POOR_OR_NEAR_POOR.name in hidden or _is_few(*sizes):
        yield from (POOR.name, NEAR_POOR.name)


def _rest(statement: OutcomeStatement, group: Group, gap: Group | None = None) -> int:
    unknown = _people(statement, gap) if gap else 0
    return max(statement.whole.borrowers - unknown - _people(statement, group), 0)


def _people(statement: OutcomeStatement, group: Group) -> int:
    return statement.of(group).borrowers


def _is_few(*people: int) -> bool:
    return any(0 < one < FEWEST for one in people)
