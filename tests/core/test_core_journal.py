"""Journal entries: what double entry does not allow cannot exist."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.journal import (
    EntryDoesNotBalance,
    EntryKind,
    EntryTooShort,
    JournalEntry,
    JournalLine,
    LineNotOneSided,
    check_lines,
    reversal_of,
)
from ledger.core.money import LARGEST_MINOR

DAY = dt.date(2026, 3, 10)
DUES = (
    JournalLine("111", "activity", debit=50_000),
    JournalLine("5112", "activity", credit=50_000),
)

accounts = st.sampled_from(["111", "112", "1321", "4111", "5111", "6429"])
funds = st.sampled_from(["income", "activity", "mutual"])
amounts = st.integers(1, LARGEST_MINOR // 16)
numbers = st.none() | st.integers(1, 60)


@st.composite
def lines_of_an_entry(draw: st.DrawFn) -> tuple[JournalLine, ...]:
    """Return lines that balance within each of one to three funds, in any order."""
    lines: list[JournalLine] = []
    for fund in draw(st.lists(funds, min_size=1, max_size=3, unique=True)):
        parts = draw(st.lists(amounts, min_size=1, max_size=5))
        lines += [
            JournalLine(draw(accounts), fund, debit=part, member_no=draw(numbers)) for part in parts
        ]
        lines.append(JournalLine(draw(accounts), fund, credit=sum(parts), loan_no=draw(numbers)))
    return tuple(draw(st.permutations(lines)))


def test_dues_of_a_meeting_are_an_entry() -> None:
    entry = JournalEntry(EntryKind.CONTRIBUTION, DAY, DUES, "Thu hội phí tháng 3")
    assert entry.lines == DUES


@pytest.mark.parametrize("count", [0, 1])
def test_an_entry_has_two_lines_or_more(count: int) -> None:
    with pytest.raises(EntryTooShort) as refused:
        JournalEntry(EntryKind.OTHER, DAY, DUES[:count], "Thiếu dòng")
    assert refused.value.lines == count


def test_an_entry_that_does_not_balance_is_refused_with_both_sums() -> None:
    with pytest.raises(EntryDoesNotBalance) as refused:
        check_lines((*DUES, JournalLine("5112", "activity", credit=1)))
    assert refused.value.facts() == {"fund": "activity", "debit": 50_000, "credit": 50_001}


def test_an_entry_balances_within_each_fund_and_not_only_in_total() -> None:
    with pytest.raises(EntryDoesNotBalance) as refused:
        check_lines((DUES[0], JournalLine("5112", "mutual", credit=50_000)))
    assert refused.value.facts() == {"fund": "activity", "debit": 50_000, "credit": 0}


@pytest.mark.parametrize(
    ("debit", "credit"),
    [(0, 0), (1, 1), (-1, 0), (0, -1), (5, -5), (LARGEST_MINOR + 1, 0), (0, LARGEST_MINOR + 1)],
)
def test_a_line_has_exactly_one_side(debit: int, credit: int) -> None:
    with pytest.raises(LineNotOneSided) as refused:
        check_lines((DUES[0], JournalLine("5112", "activity", debit, credit)))
    assert refused.value.facts() == {"line_no": 2, "debit": debit, "credit": credit}


def test_the_largest_amount_may_be_posted() -> None:
    check_lines(
        (
            JournalLine("111", "income", debit=LARGEST_MINOR),
            JournalLine("4111", "income", credit=LARGEST_MINOR),
        )
    )


@given(lines_of_an_entry())
def test_lines_that_balance_in_each_fund_are_accepted(lines: tuple[JournalLine, ...]) -> None:
    check_lines(lines)


@given(lines_of_an_entry(), st.data())
def test_a_line_left_out_is_noticed(lines: tuple[JournalLine, ...], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(lines) - 1))
    with pytest.raises((EntryDoesNotBalance, EntryTooShort)):
        check_lines((*lines[:place], *lines[place + 1 :]))


@given(lines_of_an_entry())
def test_a_reversal_undoes_every_line_and_is_an_entry_itself(
    lines: tuple[JournalLine, ...],
) -> None:
    undone = reversal_of(lines)
    check_lines(undone)
    assert reversal_of(undone) == lines
    for line, undo in zip(lines, undone, strict=True):
        assert (line.debit, line.credit) == (undo.credit, undo.debit)
        assert (line.account, line.fund) == (undo.account, undo.fund)
        assert (line.member_no, line.loan_no) == (undo.member_no, undo.loan_no)
