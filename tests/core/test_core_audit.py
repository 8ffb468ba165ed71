"""The checks of books as a whole, each by itself on rows made by hand."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator

import pytest

from ledger.core.audit import club_checks, order_checks
from ledger.core.audit.canonical import GENESIS
from ledger.core.audit.checking import ClubRows, check_club
from ledger.core.audit.findings import Check, Finding
from ledger.core.audit.movements import Movements, Runs
from ledger.core.audit.stored import (
    PostedRequest,
    StoredBooks,
    StoredCounter,
    StoredMonth,
    StoredRequest,
    StoredReversal,
    Stray,
)
from tests.core.audit_rows import (
    AT,
    BOOKS,
    ENTRY,
    LATER,
    LINES,
    MARCH,
    UUID,
    VOUCHER,
    books_with,
    head,
    line,
    lines,
    moved,
    with_months,
)


def msgids(found: Iterator[Finding]) -> list[str]:
    return [what.msgid for _, what in found]


def test_the_trial_balance_is_looked_at_day_by_day() -> None:
    off = lines(line("111", 5), line("5112", -4))
    back = ENTRY._replace(
        head=head(occurred_on="2026-03-12").head, lines=(line("111", 4), line("5112", -5))
    )
    found = list(club_checks.trial_balance_is_zero(moved(off, back), BOOKS))
    assert [dict(what.parts) for _, what in found] == [{"day": dt.date(2026, 3, 10), "amount": 1}]
    assert not list(club_checks.trial_balance_is_zero(moved(ENTRY), BOOKS))


def test_a_day_that_is_none_is_told_as_it_stands() -> None:
    off = ENTRY._replace(head=head(occurred_on="soon").head, lines=(line("111", 5),))
    ((_, what),) = club_checks.trial_balance_is_zero(moved(off), BOOKS)
    assert dict(what.parts)["day"] == "soon"


def test_a_loan_below_zero_and_a_control_account_beside_its_loans_are_found() -> None:
    lent = lines(line("1321", 5, loan=1), line("111", -5))
    repaid = lines(line("111", 8), line("1321", -8, loan=1))
    assert not list(club_checks.loans_agree(moved(lent), BOOKS))
    assert len(list(club_checks.loans_agree(moved(lent, repaid), BOOKS))) == 1
    unnamed = lines(line("1321", 5), line("111", -5))
    assert len(list(club_checks.loans_agree(moved(unnamed), BOOKS))) == 1


def test_money_is_looked_at_after_each_act_and_each_day() -> None:
    paid = ENTRY._replace(lines=(line("5112", 5), line("111", -5)))
    second = head(entry_no=2)
    received = ENTRY._replace(head=second.head, lines=(line("111", 5), line("5112", -5)))
    assert not list(club_checks.money_not_below_zero(moved(paid, received), BOOKS))
    other = head(entry_no=2, request_id=str(uuid.UUID(int=2)))
    after = ENTRY._replace(head=other.head, lines=received.lines)
    ((entry_no, _),) = club_checks.money_not_below_zero(moved(paid, after), BOOKS)
    assert entry_no == 1
    late = ENTRY._replace(
        head=head(entry_no=2, occurred_on="2026-03-11").head, lines=received.lines
    )
    ((entry_no, what),) = club_checks.money_not_below_zero(moved(paid, late), BOOKS)
    assert entry_no is None
    assert dict(what.parts)["day"] == dt.date(2026, 3, 10)


def test_a_fund_whose_assets_are_not_what_it_owes_and_is_worth_is_found() -> None:
    off = lines(line("111", 5), line("4111", -4))
    assert len(list(club_checks.balance_sheet_balances(moved(off), BOOKS))) == 1
    assert not list(club_checks.balance_sheet_balances(moved(ENTRY), BOOKS))


RIGHT = {("111", "activity"): (5, 0), ("5112", "activity"): (0, 5)}
BY_PERIOD = {
    (period, *key): sums for key, sums in RIGHT.items() for period in ("2026", "2026-03")
}  # fmt: skip


def test_kept_balances_are_the_sums_of_the_lines() -> None:
    movements = moved(ENTRY)
    books = books_with(balances=RIGHT, period_balances=BY_PERIOD)
    assert not list(club_checks.balances_agree(movements, books))
    assert not list(club_checks.period_balances_agree(movements, books))
    assert len(list(club_checks.balances_agree(movements, BOOKS))) == 2
    assert len(list(club_checks.period_balances_agree(movements, BOOKS))) == 4
    more = RIGHT | {("421", "activity"): (0, 0)}
    assert len(list(club_checks.balances_agree(movements, books_with(balances=more)))) == 1
    moved_year = {("2025", *key[1:]): sums for key, sums in BY_PERIOD.items()}
    assert list(
        club_checks.period_balances_agree(movements, books_with(period_balances=moved_year))
    )


@pytest.mark.parametrize(
    ("numbers", "counted", "faults"),
    [
        ([1, 2, 3], 3, 0), ([3, 1, 2], 3, 0), ([1, 3], 3, 1), ([2, 3], 3, 1), ([1, 2], 3, 1),
        ([1, 2, 5, 9], 9, 2), ([], 0, 0), ([], 2, 1), ([1], 0, 1),
    ],
)  # fmt: skip
def test_voucher_numbers_have_no_gap(numbers: list[int], counted: int, faults: int) -> None:
    vouchers = tuple(VOUCHER._replace(no=number) for number in numbers)
    books = books_with(vouchers={(2026, "PT"): counted} if counted else {})
    movements = moved(ENTRY._replace(vouchers=vouchers))
    assert len(list(order_checks.vouchers_run_on(movements, books))) == faults


def test_runs_join_in_whatever_order_numbers_come() -> None:
    runs = Runs()
    for number in (5, 1, 3, 2, 9, 4):
        runs.add(number)
    assert runs.last_of == {1: 5, 9: 9}


def test_months_follow_each_other_and_close_in_order() -> None:
    january = StoredMonth("2026-01", AT, AT, 1)
    february = StoredMonth("2026-02", AT, None, None)
    closed_march = StoredMonth("2026-03", AT, LATER, 2)

    def found(*months: StoredMonth) -> int:
        books, none = with_months(*months), Movements()
        looks: tuple[Callable[[Movements, StoredBooks], Iterator[Finding]], ...] = (
            order_checks.months_follow, order_checks.months_close_in_order,
        )  # fmt: skip
        return sum(len(list(look(none, books))) for look in looks)

    assert found(january, february, MARCH) == 0
    assert found(january, MARCH) == 1
    assert found(january, february, closed_march) == 1
    assert found(january._replace(closed_by=9)) == 1
    assert found(january._replace(opened_at=LATER)) == 1
    later = january._replace(closed_at=LATER)
    assert found(later, february._replace(closed_at=AT, closed_by=1)) == 1
    assert found(january, StoredMonth("2026-0x", AT, None, None)) == 1


def test_the_counter_stands_at_the_last_entry() -> None:
    right = StoredCounter(1, ENTRY.head.hash, AT, 2, 3)
    movements = moved(ENTRY)

    def found(counter: StoredCounter | None, movements: Movements = movements) -> list[str]:
        return msgids(order_checks.counter_agrees(movements, books_with(counter=counter)))

    assert found(right) == []
    assert found(StoredCounter(0, GENESIS, None, 0, 0), Movements()) == []
    for wrong in (
        None, right._replace(last_entry_no=2, folding=4), right._replace(last_hash=GENESIS),
        right._replace(last_recorded_at=LATER), right._replace(folding=0),
    ):  # fmt: skip
        assert len(found(wrong)) == 1


def reversal(**columns: object) -> StoredReversal:
    undone = (LINES[0], LINES[1])
    values: dict[str, object] = {
        "entry_no": 2, "reverses": 1, "reverses_a_reversal": False, "undone": undone,
        "lines": tuple(
            one._replace(entry_no=2, debit=one.credit, credit=one.debit) for one in undone
        ),
    } | columns  # fmt: skip
    return StoredReversal(**values)  # type: ignore[arg-type]  # each column by its name


def test_a_reversal_undoes_one_entry_exactly_once() -> None:
    assert not list(order_checks.reversals_undo([reversal()]))
    for wrong in (
        reversal(reverses_a_reversal=True), reversal(reverses=2), reversal(undone=()),
        reversal(lines=LINES), reversal(lines=()),
    ):  # fmt: skip
        ((entry_no, _),) = order_checks.reversals_undo([wrong])
        assert entry_no == 2
    ((entry_no, what),) = order_checks.reversals_undo([reversal(), reversal(entry_no=3)])
    assert (entry_no, dict(what.parts)) == (3, {"entry": 1, "other": 2})


POSTED = PostedRequest(UUID, 2, 5, 0, 1, 5, 5, 1, 1)


def test_a_request_is_posted_once_in_one_piece_and_answered_so() -> None:
    right = StoredRequest(UUID, POSTED, 1, (5, 6))
    assert not list(
        order_checks.requests_posted_once(
            [right, StoredRequest(UUID, POSTED, 1, None), StoredRequest(UUID, None, 1, None)]
        )
    )
    for wrong in (
        StoredRequest(UUID, POSTED),
        StoredRequest(UUID, POSTED, 2, (5, 6)),
        StoredRequest(UUID, POSTED, 1, (5, 7)),
        StoredRequest(UUID, POSTED._replace(high_part=2), 1, (5, 6)),
        StoredRequest(UUID, POSTED._replace(low_part=1), 1, (5, 6)),
        StoredRequest(UUID, POSTED._replace(high_start=6), 1, (5, 6)),
        StoredRequest(UUID, None, 1, (5,)),
    ):
        assert len(list(order_checks.requests_posted_once([wrong]))) == 1


def test_a_stray_row_names_its_entry() -> None:
    ((entry_no, what),) = order_checks.nothing_stray([Stray("voucher", 9)])
    assert (entry_no, dict(what.parts)) == (9, {"table": "voucher"})


def test_all_checks_are_made_in_one_pass_and_told_in_order() -> None:
    books = books_with(
        counter=StoredCounter(1, ENTRY.head.hash, AT, 0, 1), vouchers={(2026, "PT"): 1},
        balances=RIGHT, period_balances=BY_PERIOD,
    )  # fmt: skip
    told: list[int] = []
    results, tree = check_club(ClubRows(books, [ENTRY], [], [], []), told.append)
    assert [result.check for result in results] == list(Check)[2:]
    assert [result for result in results if not result.passed] == []
    assert (tree.size, told) == (1, [1])
    altered = head(kind="other")
    results, _ = check_club(ClubRows(books, [altered], [], [], []), told.append)
    ((fault,),) = [result.faults for result in results if not result.passed]
    assert (fault.check, fault.club, fault.entry_no) == (Check.ENTRIES_UNALTERED, "HP", 1)
