"""What happened to a loan as a list: how sums were split, what telling one late has changed."""

import datetime as dt

import pytest

from ledger.core.loans.allocation import Ahead
from ledger.core.loans.choices import PrincipalMethod
from ledger.core.loans.contract import Contract
from ledger.core.loans.events import (
    Disbursement,
    LoanEvent,
    NewSchedule,
    NewScheduleReason,
    Refund,
    Repayment,
    Undoing,
)
from ledger.core.loans.life import replay
from ledger.core.loans.making import AgreedPart
from ledger.core.loans.steps import LoanStage
from ledger.core.loans.terms import club_terms
from ledger.core.money import Money
from ledger.core.statements.loan_history import Happening, loan_history
from ledger.core.statements.loan_schedules import (
    old_schedules,
    schedule_as_agreed,
    schedule_now,
)
from ledger.core.statements.loan_stages import STAGES, stage_words
from ledger.core.statements.table import Phrase, Table, Value, phrase

AGREED = Contract(terms=club_terms(PrincipalMethod.EQUAL_PRINCIPAL, 12, 10_000, 1_000))
BEGAN, TODAY = dt.date(2026, 1, 10), dt.date(2026, 5, 10)
LENT = Disbursement(number=1, occurred_on=BEGAN, amount=6_000_000)


def paid(number: int, month: int, amount: int, ahead: Ahead | None = None) -> Repayment:
    day = dt.date(2026, month, 10)
    return Repayment(number=number, occurred_on=day, amount=amount, ahead=ahead)


def history(*events: LoanEvent, corrected: tuple[int, ...] = ()) -> tuple[Happening, ...]:
    return loan_history(
        AGREED, [LENT, *events], TODAY, names={}, corrected={one: one for one in corrected}
    )  # fmt: skip


def column(table: Table, key: str) -> list[Value]:
    place = [one.key for one in table.columns].index(key)
    return [row.values[place] for row in table.rows]


def test_each_event_says_what_is_owed_after_it() -> None:
    found = history(paid(2, 2, 560_000), paid(3, 3, 555_000))
    assert [one.balance for one in found] == [6_000_000, 5_500_000, 5_000_000]
    assert [(one.paid_out, one.paid) for one in found] == [
        (6_000_000, 0), (0, 560_000), (0, 555_000),
    ]  # fmt: skip


def test_a_part_of_a_payment_says_where_it_went_and_by_which_formula() -> None:
    interest, principal = history(paid(2, 2, 560_000))[1].how
    assert interest.words == phrase(
        "Interest of instalment %(number)s, due now: %(amount)s", number=1, amount=Money(60_000)
    )
    assert [one.msgid for one in interest.formulas] == ["%(base)s × %(rate)s = %(amount)s"]
    assert dict(interest.formulas[0].parts)["base"] == Money(6_000_000)
    assert dict(principal.formulas[0].parts)["count"] == 12


def test_a_sum_that_pays_a_part_only_says_of_how_much() -> None:
    _, principal = history(paid(2, 2, 300_000))[1].how
    assert principal.formulas[0] == phrase("of %(amount)s in all", amount=Money(500_000))


def test_principal_beyond_the_due_is_no_instalment_s_own() -> None:
    words = [one.words.msgid for one in history(paid(2, 2, 1_000_000))[1].how]
    assert words[-1] == "Principal beyond what was due: %(amount)s"
    ahead = [one.words.msgid for one in history(paid(2, 2, 1_000_000, Ahead.NEXT))[1].how]
    assert ahead[-1] == "Principal of instalment %(number)s ahead of %(due_on)s: %(amount)s"


def test_a_slip_told_late_is_marked_and_says_what_it_changed() -> None:
    first, february, march, april = history(
        paid(2, 4, 2_000_000), paid(3, 3, 555_000), paid(4, 2, 560_000), corrected=(4,)
    )
    assert first.what == phrase("Loan paid out")
    assert [one.is_told_late for one in (february, march, april)] == [True, True, False]
    assert [dict(one.parts)["day"] for one in february.changed] == [
        dt.date(2026, 3, 10), dt.date(2026, 3, 10), dt.date(2026, 4, 10), dt.date(2026, 4, 10),
    ]  # fmt: skip
    principal = dict(february.changed[0].parts)
    # March's 555.000 had paid February's interest of 60.000; now it pays its own of 55.000.
    assert (principal["before"], principal["after"]) == (Money(495_000), Money(500_000))


@pytest.mark.parametrize(("last", "changes"), [(5, False), (4, True)])
def test_what_is_told_in_place_of_an_undone_slip_is_compared_together_with_it(
    last: int, *, changes: bool
) -> None:
    # The same sum told again changes nothing of March; the undoing alone would.
    undoing = Undoing(number=4, occurred_on=TODAY, of=2)
    again = paid(5, 2, 560_000)
    events: list[LoanEvent] = [LENT, paid(2, 2, 560_000), paid(3, 3, 555_000), undoing, again]
    found = loan_history(AGREED, events, TODAY, names={}, corrected={4: last})
    assert any(one.changed for one in found) is changes


def test_what_was_undone_and_what_undid_it_both_stand_there() -> None:
    undoing = Undoing(number=3, occurred_on=TODAY, of=2)
    _, undone, other = history(paid(2, 2, 560_000), undoing)
    assert undone.is_undone
    assert undone.what == phrase("Reversed, counts no more: %(amount)s", amount=Money(560_000))
    assert other.what == phrase(
        "What was written down of %(day)s was reversed", day=dt.date(2026, 2, 10)
    )
    assert [undone.balance, other.balance] == [6_000_000, 6_000_000]


def test_money_beyond_the_debt_is_held_and_given_back() -> None:
    refund = Refund(number=3, occurred_on=TODAY, amount=40_000)
    _, payment, given = history(paid(2, 2, 6_100_000), refund)
    assert (payment.split.total, payment.held) == (6_060_000, 40_000)
    assert given.paid_out == 40_000


def rescheduled() -> list[LoanEvent]:
    parts = tuple(AgreedPart(dt.date(2026, month, 10), 1_375_000) for month in (6, 8, 10, 12))
    return [
        LENT, paid(2, 2, 560_000),
        NewSchedule(number=3, occurred_on=dt.date(2026, 2, 20),
                    reason=NewScheduleReason.RESCHEDULING, parts=parts),
        Repayment(number=4, occurred_on=dt.date(2026, 6, 10), amount=1_595_000),
    ]  # fmt: skip


def test_a_payment_is_explained_by_the_schedule_that_held_then() -> None:
    found = loan_history(AGREED, rescheduled(), dt.date(2026, 7, 1), names={}, corrected={})
    before, after = found[1].how, found[3].how
    assert dict(before[0].formulas[0].parts)["base"] == Money(6_000_000)
    assert dict(after[0].formulas[0].parts)["base"] == Money(5_500_000)
    assert after[1].formulas == ()


def test_the_schedule_says_of_each_instalment_how_it_stands() -> None:
    events: list[LoanEvent] = [LENT, paid(2, 2, 560_000), paid(3, 4, 300_000)]
    table = schedule_now(replay(AGREED, events, TODAY), "Hạnh Phúc")
    assert column(table, "standing")[:6] == [
        phrase("Paid on %(day)s", day=dt.date(2026, 2, 10)),
        phrase("%(days)s day(s) late", days=61),
        phrase("%(days)s day(s) late", days=30),
        "", "", "",
    ]  # fmt: skip
    assert column(table, "left")[:3] == [None, 255_000, 550_000]
    assert column(table, "paid")[:3] == [560_000, 300_000, None]
    assert table.rows[-1].values[2:7] == (6_000_000, 390_000, 6_390_000, 860_000, 5_530_000)


def test_an_instalment_paid_late_is_said_to_be() -> None:
    state = replay(AGREED, [LENT, paid(2, 3, 560_000)], TODAY)
    late = phrase("Paid late, on %(day)s", day=dt.date(2026, 3, 10))
    assert column(schedule_now(state, ""), "standing")[0] == late


def test_schedules_that_were_replaced_are_kept_as_they_stood() -> None:
    state = replay(AGREED, rescheduled(), dt.date(2026, 7, 1))
    (old,) = old_schedules(state, "")
    assert (old.until, old.why) == (dt.date(2026, 2, 20), phrase("the loan got a new schedule"))
    assert len(old.table.rows) == 13
    assert column(old.table, "paid")[0] == 560_000
    assert state.original is not None
    agreed = schedule_as_agreed(state.original, "")
    assert column(agreed, "total")[0] == 560_000
    assert column(agreed, "balance")[-2:] == [0, None]


@pytest.mark.parametrize(
    ("stage", "days", "words"),
    [
        (LoanStage.ACTIVE, 12, phrase("%(days)s day(s) late", days=12)),
        (LoanStage.ACTIVE, 0, phrase("Being repaid")), (None, 0, ""),
        (LoanStage.WRITTEN_OFF, 12, phrase("Written off, still followed")),
    ],
)  # fmt: skip
def test_a_loan_s_stage_is_said_in_words(
    stage: LoanStage | None, days: int, words: Phrase | str
) -> None:
    assert stage_words(stage, days) == words


def test_every_stage_of_a_loan_has_its_words() -> None:
    before = {LoanStage.ASKED, LoanStage.APPRAISED, LoanStage.VOTED}
    assert set(STAGES) == set(LoanStage) - before
