"""The list that checks write what they found into."""

from collections.abc import Callable, Iterable

from ledger.core.workbook.values import Fact, Finding, Severity

MOST = 10_000
"""How many errors are told before a workbook is not read further; nobody mends more by hand."""


class TooManyErrors(Exception):
    """`MOST` errors were told: what comes after is not read."""


class Findings:
    """Findings in the order found, and which rows of which sheets they refuse."""

    def __init__(self) -> None:
        """Start with nothing found."""
        self._all: list[Finding] = []
        self._refused: set[tuple[str, int]] = set()
        self._errors = 0
        self._warnings = 0

    def error(self, sheet: str, row: int, column: str, code: str, **facts: Fact) -> None:
        """Add an error, which refuses the row and so the workbook (`TooManyErrors` after many)."""
        self._all.append(Finding(sheet, row, column, code, Severity.ERROR, tuple(facts.items())))
        self._refused.add((sheet, row))
        self._errors += 1
        if self._errors >= MOST:
            raise TooManyErrors

    def warn(self, sheet: str, row: int, column: str, code: str, **facts: Fact) -> None:
        """Add a warning, which only tells; after `MOST` of them one says that there are more."""
        self._warnings += 1
        if self._warnings > MOST:
            return
        if self._warnings == MOST:
            row, column, code, facts = 0, "", "too_many_warnings", {"most": MOST}
        self._all.append(Finding(sheet, row, column, code, Severity.WARNING, tuple(facts.items())))

    def drop(self, is_dropped: Callable[[Finding], bool]) -> None:
        """Leave out errors that only follow from another; their rows stay refused."""
        self._all = [finding for finding in self._all if not is_dropped(finding)]

    def refuses(self, sheet: str, row: int) -> bool:
        """Tell whether the row has an error."""
        return (sheet, row) in self._refused

    @property
    def any_errors(self) -> bool:
        """Tell whether the workbook is refused."""
        return bool(self._refused)

    def of_code(self, code: str) -> list[Finding]:
        """Return the findings of one code."""
        return [finding for finding in self._all if finding.code == code]

    def in_order(self, sheets: Iterable[str]) -> tuple[Finding, ...]:
        """Return all findings by sheet, row and the order in which they were found."""
        place: dict[str, int] = {}
        for name in sheets:
            place.setdefault(name, len(place))
        last = len(place)
        return tuple(sorted(self._all, key=lambda one: (place.get(one.sheet, last), one.row)))
