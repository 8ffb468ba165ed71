"""Checks of order in a club's books: series, months, the counter, reversals, requests, strays."""

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from ledger.core.audit.canonical import GENESIS
from ledger.core.audit.findings import Finding
from ledger.core.audit.movements import Movements
from ledger.core.audit.stored import StoredBooks, StoredLine, StoredRequest, StoredReversal, Stray
from ledger.core.periods import next_month
from ledger.core.statements.table import phrase


def vouchers_run_on(movements: Movements, books: StoredBooks) -> Iterator[Finding]:
    """Find numbers missing in a series, and a counter that stands elsewhere (invariant 12)."""
    for key in sorted(movements.vouchers.keys() | books.vouchers.keys()):
        (year, series), counted = key, books.vouchers.get(key, 0)
        runs = sorted(movements.vouchers[key].last_of.items()) if key in movements.vouchers else []
        for (_, before), (after, _) in pairwise([(0, 0), *runs]):
            if after != before + 1:
                yield (
                    None,
                    phrase(
                        "Of the series %(series)s %(year)s the numbers %(first)s to %(last)s"
                        " are missing.",
                        series=series, year=str(year), first=before + 1, last=after - 1,
                    ),
                )  # fmt: skip
        last = runs[-1][1] if runs else 0
        if counted != last:
            yield (
                None,
                phrase(
                    "Of the series %(series)s %(year)s the last number is %(last)s, the counter"
                    " says %(counted)s.",
                    series=series, year=str(year), last=last, counted=counted,
                ),
            )  # fmt: skip


def months_follow(_movements: Movements, books: StoredBooks) -> Iterator[Finding]:
    """Find a month missing between two others (invariant 15)."""
    for before, after in pairwise(sorted(books.months)):
        if not _is_next(before, after):
            yield (
                None,
                phrase("After %(month)s stands %(next)s.", month=before, next=after),
            )


def _is_next(before: str, after: str) -> bool:
    try:
        return next_month(before) == after
    except ValueError:
        return False


def months_close_in_order(_movements: Movements, books: StoredBooks) -> Iterator[Finding]:
    """Find a month closed before an earlier one, by nobody, or before it began (invariant 15)."""
    open_month, closed_at = None, ""
    for period, month in sorted(books.months.items()):
        if month.closed_at is None:
            open_month = open_month or period
            continue
        if open_month is not None:
            yield None, phrase("%(month)s is closed, %(open)s not.", month=period, open=open_month)
        if month.closed_at < max(closed_at, month.opened_at) or month.closed_by not in books.users:
            yield None, phrase("The closing of %(month)s cannot be right.", month=period)
        closed_at = max(closed_at, month.closed_at)


def counter_agrees(movements: Movements, books: StoredBooks) -> Iterator[Finding]:
    """Find a counter that does not stand at the last entry: the tail is missing (invariant 27)."""
    counter, last = books.counter, movements.last
    if counter is None:
        yield None, phrase("The club has no counter.")
        return
    number = last.entry_no if last else 0
    if counter.last_entry_no != number:
        yield (
            number or None,
            phrase(
                "The counter says %(counted)s entries, the last one there is %(last)s.",
                counted=counter.last_entry_no, last=number,
            ),
        )  # fmt: skip
    elif counter.last_hash != (last.hash if last else GENESIS):
        yield number or None, phrase("The counter holds another fingerprint than the last entry.")
    elif counter.last_recorded_at != (last.recorded_at if last else None):
        yield number or None, phrase("The counter holds another time than the last entry.")
    if counter.folding != counter.last_entry_no + counter.rebuilds:
        yield None, phrase("The counter was left in the midst of adding up.")


def nothing_stray(strays: Iterable[Stray]) -> Iterator[Finding]:
    """Find rows of entries that are not there."""
    for stray in strays:
        yield (
            stray.entry_no,
            phrase("A row of %(table)s stands without its entry.", table=stray.table),
        )


def reversals_undo(reversals: Iterable[StoredReversal]) -> Iterator[Finding]:
    """Find a reversal that undoes too much, too little, twice or what it may not (invariant 17)."""
    undone_by: dict[int, int] = {}
    for one in reversals:
        target = one.reverses
        if one.reverses_a_reversal or target >= one.entry_no or not one.undone:
            what = phrase("It cannot reverse the entry %(entry)s.", entry=target)
        elif target in undone_by:
            what = phrase(
                "It reverses the entry %(entry)s, as the entry %(other)s did before.",
                entry=target, other=undone_by[target],
            )  # fmt: skip
        elif _net(one.lines, one.undone):
            what = phrase("It does not undo the entry %(entry)s exactly.", entry=target)
        else:
            undone_by[target] = one.entry_no
            continue
        yield one.entry_no, what


def _net(*parts: Iterable[StoredLine]) -> dict[tuple[str, str, int | None, int | None], int]:
    """Return what is left by account, fund, member and loan."""
    net: dict[tuple[str, str, int | None, int | None], int] = {}
    for _, _, account, fund, debit, credit, member_no, loan_no in chain(*parts):
        key = (account, fund, member_no, loan_no)
        net[key] = net.get(key, 0) + debit - credit
    return {key: amount for key, amount in net.items() if amount}


def requests_posted_once(requests: Iterable[StoredRequest]) -> Iterator[Finding]:
    """Find a request posted in pieces, not kept, or answered with other entries (invariant 18)."""
    for one in requests:
        posted = one.posted
        if posted is None:
            if not one.answered:
                continue
            what = phrase("The request %(request)s was answered, not posted.", request=one.id)
        elif not posted.is_one_piece:
            what = phrase("The request %(request)s is not posted in one piece.", request=one.id)
        elif one.actor is None:
            what = phrase("The request %(request)s was posted, but not kept.", request=one.id)
        elif {one.actor} != {posted.low_actor, posted.high_actor}:
            what = phrase("The request %(request)s was another actor's.", request=one.id)
        elif one.answered is not None and one.answered != posted.numbers:
            what = phrase("The request %(request)s has another answer.", request=one.id)
        else:
            continue
        yield (posted.first_entry_no if posted else None), what
