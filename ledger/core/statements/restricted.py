"""How a list tells of members whose data are restricted (`core.privacy.restrictions`)."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from ledger.core.statements.table import Phrase, phrase

SOMEBODY = phrase("(a member whose data are restricted)")
"""Instead of a name, where a line has to stay."""

MEMBERS = phrase("Members whose data are restricted: %(count)s")
LOANS = phrase("Loans of members whose data are restricted: %(count)s")
"""Instead of the lines of several, where one line has what they come to (`table.filled`)."""


class Listed(Protocol):
    """A line of a list, of a member whose data may be restricted."""

    @property
    def is_restricted(self) -> bool:
        """Tell whether that member's data are used for the books alone."""


Line = TypeVar("Line", bound=Listed)


def parted(lines: Iterable[Line]) -> tuple[list[Line], list[Line]]:
    """Return the lines that a list shows, and those of which it tells only what they come to."""
    shown: list[Line] = []
    told: list[Line] = []
    for one in lines:
        (told if one.is_restricted else shown).append(one)
    return shown, told


def unnamed_notes(numbers: Iterable[int]) -> tuple[Phrase, ...]:
    """Return the note under a list that leaves some members' names out, none for nobody."""
    count = len(set(numbers))
    if not count:
        return ()
    return (
        phrase(
            "Members without a name in this list, because they asked to have the use of their"
            " data restricted: %(count)s. The sums count them.",
            count=count,
        ),
    )


def unsought_notes(count: int) -> tuple[Phrase, ...]:
    """Return the note where somebody is looked for by words: who is never found by them."""
    if not count:
        return ()
    return (
        phrase(
            "Members who are found by number alone, because they asked to have the use of their"
            " data restricted: %(count)s.",
            count=count,
        ),
    )
