"""The command that measures: `python -m tests.speed`, ratios and limits taken in one run."""

import argparse
import sys
from collections.abc import Iterator

from tests.speed import (
    importing,
    outcomes,
    pages,
    paper,
    portfolios,
    posting,
    reading,
    schedules,
    verifying,
)
from tests.speed.databases import Databases, postgresql_databases, sqlite_databases
from tests.speed.ratio import Limit, Ratio

SUBJECTS = (
    "posting", "import", "reading", "pages", "paper", "schedules", "portfolio", "outcomes",
    "verify",
)  # fmt: skip


def measured(wanted: set[str], databases: Databases, lines: int) -> Iterator[Ratio | Limit]:
    """Give the figures that need a database, one after another."""
    if "posting" in wanted:
        yield from posting.measure(databases)
    if "import" in wanted:
        yield from importing.measure(databases)
    if "reading" in wanted:
        yield from reading.measure(databases, lines)
    if "pages" in wanted:
        yield from pages.measure(databases)
    if "portfolio" in wanted:
        yield from portfolios.measure(databases)
    if "outcomes" in wanted:
        yield from outcomes.measure(databases)
    if "verify" in wanted:
        yield from verifying.measure(databases)


def main() -> int:
    """Print each figure as it is measured; end with 1 if any requirement is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.speed", description=__doc__)
    parser.add_argument(
        "subjects", nargs="*", choices=[*SUBJECTS, []], help="all, if none is named"
    )
    parser.add_argument("--lines", type=int, default=reading.LARGE, help="lines in the large book")
    asked = parser.parse_args()
    wanted = set(asked.subjects or SUBJECTS)
    missed = 0

    def show(figure: Ratio | Limit) -> None:
        nonlocal missed
        missed += not figure.is_met
        print(figure, flush=True)

    if "paper" in wanted:
        show(paper.measure())
    if "schedules" in wanted:
        show(schedules.measure())
    if wanted - {"paper", "schedules"}:
        with sqlite_databases() as files:
            for figure in measured(wanted, files, asked.lines):
                show(figure)
        with postgresql_databases() as servers:
            for figure in measured(wanted, servers, asked.lines) if servers is not None else ():
                show(figure)
    print(f"{missed} missed" if missed else "all met")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
