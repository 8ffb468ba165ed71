"""Statements as values: what they add up to, and where each figure leads."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.accounts import CHART, FUNDS, Account, AccountType, Fund
from ledger.core.statements.cash_book import CashBook, cash_book, cash_book_table
from ledger.core.statements.entries import LedgerLine
from ledger.core.statements.general_ledger import GeneralLedger, general_ledger_table
from ledger.core.statements.lists import rate_words
from ledger.core.statements.member import MemberMovement
from ledger.core.statements.member_table import what_for
from ledger.core.statements.member_vouchers import by_voucher
from ledger.core.statements.position import FundChange, balance_sheet, income_statement
from ledger.core.statements.scope import PeriodEndsBeforeItBegins, Scope
from ledger.core.statements.table import Drill, RowKind, Table, Value, phrase
from ledger.core.statements.trial_balance import (
    Sums,
    trial_balance,
    trial_balance_table,
    with_children,
)

BEGIN, END = dt.date(2026, 1, 1), dt.date(2026, 3, 31)
WHOLE = Scope("HP", "Hạnh Phúc", BEGIN, END)
ACTIVITY = Scope("HP", "Hạnh Phúc", BEGIN, END, FUNDS[1])
BY_NUMBER = {account.number: account for account in CHART}

sums = st.builds(Sums, st.integers(0, 10**15), st.integers(0, 10**15))
numbers = st.sampled_from(sorted(BY_NUMBER))
sums_by_account = st.dictionaries(numbers, sums)


def cash_line(entry_no: int, fund: str, change: int, against: str = "5111") -> LedgerLine:
    """Return a line of account 111: a receipt above zero, a payment below."""
    series = "PT" if change > 0 else "PC"
    return LedgerLine(
        entry_no, BEGIN, series, entry_no, "Thử", "111", fund, max(change, 0), max(-change, 0),
        None, against,
    )  # fmt: skip


def amounts(table: Table, *kinds: RowKind) -> list[list[Value]]:
    """Return the columns of amounts in the rows of some kinds."""
    columns = [i for i, column in enumerate(table.columns) if column.kind == "amount"]
    return [[row.values[i] for i in columns] for row in table.rows if row.kind in kinds]


def test_a_report_never_ends_before_it_begins() -> None:
    with pytest.raises(PeriodEndsBeforeItBegins) as refused:
        Scope("HP", "Hạnh Phúc", END, BEGIN)
    assert refused.value.facts() == {"begin": END, "end": BEGIN}
    assert Scope("HP", "Hạnh Phúc", END, END).days.parts == (("begin", END), ("end", END))


def test_a_balance_stands_on_one_side() -> None:
    assert Sums(700, 200).netted == Sums(500, 0)
    assert Sums(200, 700).netted == Sums(0, 500)
    assert Sums(200, 200).netted == Sums()


def test_a_trial_balance_has_opening_movements_and_closing() -> None:
    opening = {"111": Sums(900, 200), "4111": Sums(0, 700)}
    closing = {"111": Sums(950, 500), "4111": Sums(0, 700), "6429": Sums(250, 0)}
    table = trial_balance_table(trial_balance(WHOLE, CHART, opening, closing))
    assert amounts(table, RowKind.LINE) == [
        [700, None, 50, 300, 450, None],
        [None, 700, None, None, None, 700],
        [None, None, 250, None, 250, None],
    ]
    assert amounts(table, RowKind.TOTAL) == [[700, 700, 300, 300, 700, 700]]


def test_an_account_whose_balance_is_zero_still_shows_its_movements() -> None:
    report = trial_balance(WHOLE, CHART, {}, {"112": Sums(40, 40)})
    (row,) = report.rows
    assert (row.opening, row.movements, row.closing) == (Sums(), Sums(40, 40), Sums())


@given(sums_by_account, sums_by_account)
def test_opening_and_movements_make_the_closing(
    opening: dict[str, Sums], moved: dict[str, Sums]
) -> None:
    closing = {
        number: opening.get(number, Sums()) + moved.get(number, Sums())
        for number in {*opening, *moved}
    }
    report = trial_balance(WHOLE, CHART, opening, closing)
    assert [row.account.number for row in report.rows] == sorted(
        number
        for number, amount in closing.items()
        if amount.balance
        or moved.get(number, Sums()) != Sums()
        or opening.get(number, Sums()).balance
    )
    for row in report.rows:
        assert row.opening.balance + row.movements.balance == row.closing.balance
        assert min(row.opening.debit, row.opening.credit) == 0


def test_an_account_holds_those_below_it() -> None:
    balances = {"132": 0, "1321": 500, "1322": 70, "111": 30}
    assert with_children(balances) == {"132": 570, "1321": 500, "1322": 70, "111": 30}


def test_a_balance_sheet_shows_what_is_there_and_whose_it_is() -> None:
    closing = {
        "111": Sums(1_000, 400), "1321": Sums(900, 0), "229": Sums(0, 50), "341": Sums(0, 300),
        "4111": Sums(0, 1_000), "5111": Sums(0, 250), "6429": Sums(100, 0), "112": Sums(5, 5),
    }  # fmt: skip
    report = balance_sheet(WHOLE, CHART, closing)
    assert [(f.account.number, f.amount) for f in report.assets] == [
        ("111", 600), ("1321", 900), ("229", -50),
    ]  # fmt: skip
    assert (report.total_assets, report.surplus, report.total_sources) == (1_450, 150, 1_450)


def test_income_less_expense_is_the_surplus() -> None:
    moved = {"5111": Sums(10, 260), "515": Sums(0, 3), "6429": Sums(100, 0), "111": Sums(9, 0)}
    report = income_statement(WHOLE, CHART, moved)
    assert [(f.account.number, f.amount) for f in report.income] == [("5111", 250), ("515", 3)]
    assert (report.total_income, report.total_expenses, report.surplus) == (253, 100, 153)


@given(st.dictionaries(numbers, st.integers(-(10**12), 10**12)))
def test_a_balance_sheet_of_balanced_books_balances(balances: dict[str, int]) -> None:
    # The last account takes what the others leave, as every entry of the books does.
    balances["111"] = -sum(balance for number, balance in balances.items() if number != "111")
    closing = {n: Sums(max(b, 0), max(-b, 0)) for n, b in balances.items()}
    report = balance_sheet(WHOLE, CHART, closing)
    assert report.total_assets == report.total_sources


def test_a_fund_s_change_adds_up() -> None:
    change = FundChange(FUNDS[0], 1_000, capital=200, income=50, expenses=30, transfers=-20)
    assert change.closing == 1_200


def test_in_the_whole_cash_book_a_move_between_funds_is_not_seen() -> None:
    lines = (
        cash_line(1, "income", 900), cash_line(2, "income", -70), cash_line(2, "activity", 70),
        cash_line(3, "activity", 30, "5112"), cash_line(3, "income", 20, "1321, 5111"),
    )  # fmt: skip
    book = cash_book(WHOLE, 100, lines)
    assert [(x.entry_no, x.debit, x.credit, x.against) for x in book.lines] == [
        (1, 900, 0, "5111"), (3, 50, 0, "1321, 5111, 5112"),
    ]  # fmt: skip
    assert (book.received, book.paid, book.closing) == (950, 0, 1_050)
    own = cash_book(ACTIVITY, 0, (lines[2], lines[3]))
    assert [x.debit for x in own.lines] == [70, 30]


def test_receipts_and_payments_stand_in_their_own_columns() -> None:
    lines = (cash_line(1, "income", 900), cash_line(2, "income", -70))
    table = cash_book_table(CashBook(WHOLE, 100, lines))
    assert amounts(table, *RowKind) == [
        [None, None, 100], [900, None, 1_000], [None, 70, 930], [900, 70, None], [None, None, 930],
    ]  # fmt: skip
    assert [row.values[1:3] for row in table.rows if row.kind is RowKind.LINE] == [
        ("PT 1", ""), ("", "PC 2"),
    ]  # fmt: skip


@given(st.integers(0, 10**9), st.lists(st.tuples(st.integers(1, 5), st.integers(-999, 999))))
def test_merging_lines_of_an_entry_changes_no_sum(
    opening: int, moves: list[tuple[int, int]]
) -> None:
    lines = tuple(cash_line(no, "income", change) for no, change in sorted(moves) if change)
    book = cash_book(WHOLE, opening, lines)
    assert book.closing == opening + sum(line.debit - line.credit for line in lines)
    assert len({line.entry_no for line in book.lines}) == len(book.lines)


def test_a_ledger_runs_on_the_account_s_normal_side() -> None:
    lines = (cash_line(1, "income", -300), cash_line(2, "income", 100))
    report = GeneralLedger(WHOLE, BY_NUMBER["4111"], Sums(0, 1_000), lines)
    assert amounts(general_ledger_table(report), *RowKind) == [
        [None, None, 1_000], [None, 300, 1_300], [100, None, 1_200], [100, 300, None],
        [None, None, 1_200],
    ]  # fmt: skip
    assert report.closing.balance == -1_200


def test_a_ledger_without_the_year_s_closing_says_so() -> None:
    report = GeneralLedger(WHOLE, BY_NUMBER["5111"], Sums(), (), before_closing=True)
    assert phrase("The entries that close the year are left out.") in (
        general_ledger_table(report).notes
    )


def test_a_figure_leads_on_in_the_same_fund_and_the_same_moment() -> None:
    hanoi = dt.timezone(dt.timedelta(hours=7))
    known_at = dt.datetime(2026, 2, 1, 6, 30, 0, 250_000, tzinfo=hanoi)
    scope = Scope("HP", "Hạnh Phúc", BEGIN, END, FUNDS[1], known_at)
    assert scope.ledger("111", None, END) == Drill(
        "ledger",
        (
            ("fund", "activity"), ("known_at", "2026-01-31T23:30:00.250000Z"), ("account", "111"),
            ("begin", None), ("end", END),
        ),
    )  # fmt: skip
    assert phrase("As known at %(instant)s", instant=known_at) in scope.which


@pytest.mark.parametrize(
    ("ppm", "words"),
    [(8_000, "0.8"), (10_000, "1"), (12_500, "1.25"), (16_667, "1.6667"), (0, "0"), (50, "0.005")],
)
def test_a_monthly_rate_is_written_without_needless_zeros(ppm: int, words: str) -> None:
    assert ".".join(str(part) for _, part in rate_words(ppm).parts) == words


def movement(entry_no: int, account: str, kind: str = "repayment", **sums_: int) -> MemberMovement:
    """Return a movement of a member; amounts left out are zero."""
    zero = {"loan_change": 0, "paid": 0, "received": 0, "balance": 0}
    return MemberMovement(
        entry_no, BEGIN, f"PT {entry_no}", kind, account, 7, "Theo biên bản", **zero | sums_
    )


def test_a_voucher_gathers_its_lines_latest_first() -> None:
    first, second = by_voucher(
        [
            movement(1, "1321", loan_change=900, received=900, balance=900),
            movement(2, "1321", loan_change=-300, paid=300, balance=600),
            movement(2, "5111", paid=9, balance=600),
        ]
    )
    assert (first.entry_no, first.paid, first.loan_change, first.balance) == (2, 309, -300, 600)
    assert (second.entry_no, second.received, len(second.lines)) == (1, 900, 1)


def test_everyday_words_are_for_money_that_changed_hands() -> None:
    lent = movement(1, "1321", loan_change=900, received=900)
    assert what_for(lent) == phrase("Loan paid out")
    assert what_for(movement(2, "1322", loan_change=-9, paid=9)) == phrase("Principal")
    assert what_for(movement(2, "5112", paid=5)) == phrase("Dues")
    assert what_for(movement(3, "1322", kind="other", loan_change=9)) == "Theo biên bản"
    assert what_for(movement(4, "1321", kind="reversal", loan_change=-9, paid=9)) == (
        "Theo biên bản"
    )


def test_a_fund_or_an_account_may_be_a_club_s_own() -> None:
    own = Fund("tet", FUNDS[1].kind, "4311", "Quỹ Tết", "New Year fund")
    account = Account("1389", AccountType.ASSET, BY_NUMBER["111"].normal_side, "Khác", "Other")
    report = balance_sheet(
        Scope("HP", "Hạnh Phúc", BEGIN, END, own), [account], {"1389": Sums(5, 0)}
    )
    assert report.total_assets == 5


def test_a_row_tells_who_paid_unless_its_narration_does() -> None:
    line = replace(cash_line(1, "activity", 5_000), payer_name="Bùi Thị Lụa")
    assert line.told == "Thử – Bùi Thị Lụa"
    assert replace(line, narration="Bùi Thị Lụa góp vốn").told == "Bùi Thị Lụa góp vốn"
    assert replace(line, narration=None).told is None
    assert replace(line, payer_name=None).told == "Thử"
    book = cash_book_table(cash_book(WHOLE, 0, (line,)))
    assert "Thử – Bùi Thị Lụa" in book.rows[1].values
