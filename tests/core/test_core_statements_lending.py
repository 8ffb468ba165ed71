"""The queue, the forecast and its makings as tables: every figure and the words beside it."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from ledger.core.loans.choices import InterestMethod, PrincipalMethod
from ledger.core.loans.contract import Contract
from ledger.core.loans.forecast import Awaited, Forecast, FundMoney, LatenessHistory, forecast
from ledger.core.loans.lending_rules import LendingRules, QueueKey
from ledger.core.loans.product import LoanProduct, adopted
from ledger.core.loans.purposes import PurposeKind
from ledger.core.loans.queue import Waiting, queue, turns
from ledger.core.loans.rate import Rate
from ledger.core.loans.terms import LoanTerms
from ledger.core.money import Money
from ledger.core.statements.lending import (
    BEHIND,
    PURPOSES,
    cost_warning,
    forecast_table,
    inflows_table,
    queue_table,
)
from ledger.core.statements.scope import Scope
from ledger.core.statements.table import Drill, RowKind, Table, Value, phrase
from ledger.core.workbook.values import HouseholdClass

AS_OF = dt.date(2026, 6, 1)
JUNE, JULY = dt.date(2026, 6, 10), dt.date(2026, 7, 10)
SCOPE = Scope("HP", "Hạnh Phúc", AS_OF, AS_OF)
FUND = FundMoney(cash=3_000, bank=1_000, reserve=500, approved=2_000)
HISTORY = LatenessHistory(dt.date(2025, 6, 1), dt.date(2026, 5, 31), 100, (80, 10, 5, 3))
AWAITED = (
    Awaited(loan_no=1, paper_code="V01", due_on=JUNE, principal=601, interest=50),
    Awaited(loan_no=2, paper_code="V02", due_on=JUNE, principal=301),
)


def of(history: LatenessHistory = HISTORY) -> Forecast:
    share = Fraction(1, 5)
    return forecast(AS_OF, FUND, [JUNE, JULY], AWAITED, history, capital_share=share)


def column(table: Table, key: str) -> list[Value]:
    place = [one.key for one in table.columns].index(key)
    return [row.values[place] for row in table.rows]


POOR = Waiting(
    application_no=4, member_no=12, name="Lò Thị Hoa", applied_on=dt.date(2026, 5, 2), amount=1_000,
    household_class=HouseholdClass.POOR, in_difficulty=True, purpose=PurposeKind.POULTRY,
)  # fmt: skip
OTHER = replace(
    POOR, application_no=5, member_no=13, amount=5_000, household_class=HouseholdClass.OTHER,
    in_difficulty=False, loans_before=2, purpose=PurposeKind.TRADE,
)  # fmt: skip
LAST = replace(OTHER, application_no=6, member_no=14, amount=1)


def test_the_queue_says_who_stands_where_and_why_and_when_it_is_served() -> None:
    table = queue_table(SCOPE, turns(queue([LAST, OTHER, POOR], [QueueKey.POOR]), of()))
    assert table.name == "loan-queue"
    assert table.scope == (phrase("On %(day)s", day=AS_OF),)
    assert table.rows[0].values == (
        1, "Lò Thị Hoa", phrase("Poor"), phrase("Yes"), 0, POOR.applied_on, 1_000,
        phrase("Poultry"), phrase("First of all"), phrase("Meeting of %(day)s", day=JUNE),
    )  # fmt: skip
    assert column(table, "reason")[1:3] == [
        phrase("The one before is of a poor household"),
        phrase("The application before has the lower number"),
    ]
    # 1,500 are free and 729 + 91 come: 1,000 are lent in June, 1,320 are left for 5,000 in July.
    assert column(table, "turn")[1:3] == [
        phrase("Not yet: %(amount)s is missing", amount=Money(3_680)),
        phrase("After application %(number)s", number=5),
    ]
    assert (table.rows[-1].kind, column(table, "amount")[-1]) == (RowKind.TOTAL, 6_001)
    assert table.notes == (phrase("Nobody passes one whom the fund cannot serve yet."),)


def test_where_the_rules_let_one_pass_the_queue_says_so() -> None:
    found = turns(queue([LAST, OTHER, POOR], [QueueKey.POOR]), of(), may_pass=True)
    table = queue_table(SCOPE, found, may_pass=True)
    assert column(table, "turn")[2] == phrase("Meeting of %(day)s", day=JUNE)
    assert table.notes == (
        phrase("Who asks for less may pass one whom the fund cannot serve yet."),
    )


def test_a_name_in_the_queue_leads_to_the_member_s_statement() -> None:
    table = queue_table(SCOPE, turns(queue([POOR]), of()))
    member = Drill("member-statement", (("member_no", 12), ("begin", None), ("end", AS_OF)))
    assert table.rows[0].drills == ((1, member),)


def test_an_empty_queue_is_a_table_with_a_total_of_nothing() -> None:
    assert column(queue_table(SCOPE, ()), "amount") == [0]


@pytest.mark.parametrize(
    ("words", "choices"), [(PURPOSES, list(PurposeKind)), (BEHIND, list(QueueKey))]
)
def test_every_choice_has_its_words(words: dict[str, object], choices: list[str]) -> None:
    assert list(words) == choices


def test_the_forecast_begins_with_what_is_free_and_adds_what_comes() -> None:
    table = forecast_table(SCOPE, of())
    assert column(table, "as-expected")[:5] == [3_000, 1_000, -500, -2_000, 1_500]
    assert table.rows[4].kind is RowKind.SUBTOTAL
    # Scheduled: 601 + a fifth of 50, and 301. Of these 912 come 80 % and then 10 %.
    assert [row.values[1:] for row in table.rows[5:]] == [
        (912, 729, 2_412, 2_229), (0, 91, 2_412, 2_320),
    ]  # fmt: skip
    assert column(table, "what")[5:] == [
        phrase("Meeting of %(day)s", day=JUNE), phrase("Meeting of %(day)s", day=JULY),
    ]  # fmt: skip


def test_the_forecast_tells_the_history_with_both_its_figures() -> None:
    notes = forecast_table(SCOPE, of()).notes
    due = Money(100)
    assert notes[1] == phrase("Paid on time: %(paid)s of %(due)s.", paid=Money(80), due=due)
    assert notes[5] == phrase(
        "Paid later, or not yet: %(paid)s of %(due)s.", paid=Money(2), due=due
    )
    assert len(notes) == 7


def test_without_a_history_the_forecast_says_that_it_follows_the_schedule() -> None:
    none = LatenessHistory(HISTORY.since, HISTORY.until)
    table = forecast_table(SCOPE, of(none))
    assert column(table, "by-schedule") == column(table, "as-expected")
    assert table.notes[0].msgid.startswith("No principal fell due")
    assert table.notes[0].parts == (("since", HISTORY.since), ("until", HISTORY.until))
    makings = inflows_table(SCOPE, of(none), 1)
    assert column(makings, "how")[:2] == [phrase("All of it, by the schedule")] * 2


def test_the_makings_of_a_meeting_sum_to_its_figure() -> None:
    june, july = inflows_table(SCOPE, of(), 1), inflows_table(SCOPE, of(), 2)
    # 488.8 and 240.8 are 729.6; 61.1 and 30.1 more are 820.8.
    assert column(june, "expected") == [488, 241, 729]
    assert column(july, "expected") == [61, 30, 91]
    assert june.rows[0].values[:4] == ("V01", JUNE, 601, 50)
    assert column(june, "how")[0] == phrase(
        "On time: %(paid)s of %(due)s came so", paid=Money(80), due=Money(100)
    )
    assert column(july, "how")[0] == phrase(
        "Up to a month late: %(paid)s of %(due)s came so", paid=Money(10), due=Money(100)
    )
    assert july.scope[1] == phrase("Meeting of %(day)s", day=JULY)


def test_what_comes_later_says_how_late() -> None:
    meetings = [dt.date(2026, month, 10) for month in (6, 7, 8, 9)]
    found = forecast(AS_OF, FUND, meetings, AWAITED, HISTORY)
    due = Money(100)
    assert [column(inflows_table(SCOPE, found, number), "how")[0] for number in (3, 4)] == [
        phrase("One to two months late: %(paid)s of %(due)s came so", paid=Money(5), due=due),
        phrase("Two to three months late: %(paid)s of %(due)s came so", paid=Money(3), due=due),
    ]


def test_a_dear_product_is_warned_of_with_its_true_cost_and_the_cap() -> None:
    flat = LoanTerms(
        rate=Rate.percent(1), instalments=12, interest=InterestMethod.FLAT,
        repayment=PrincipalMethod.EQUAL_INSTALMENTS,
    )  # fmt: skip
    product = LoanProduct(
        product_no=1, valid_from=AS_OF, name="Trả góp", contract=Contract(terms=flat),
        most=20_000_000, longest=24,
    )  # fmt: skip
    warning = adopted(product, LendingRules()).warning
    assert warning is not None
    words = cost_warning(warning)
    assert words.parts == (("cost", warning.cost.nominal), ("cap", Fraction(1, 5)))
    assert words.msgid.startswith("The true cost of such a loan is %(cost)s a year")
