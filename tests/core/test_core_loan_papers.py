"""A loan's papers as values: every amount is the loan's own, and says how it came about."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given

from ledger.core.clubs import Club
from ledger.core.loans.calendar import Move, PayDays
from ledger.core.loans.choices import PrincipalMethod
from ledger.core.loans.contract import Contract, Recalculation
from ledger.core.loans.day_count import DayCount
from ledger.core.loans.events import (
    Accrual,
    Closing,
    Disbursement,
    Inheritance,
    LoanEvent,
    OverdueMove,
    PaidBy,
    Refund,
    Repayment,
    Undoing,
    Waiver,
    WriteOff,
)
from ledger.core.loans.making import AgreedPart
from ledger.core.loans.parts import Component, Parts
from ledger.core.loans.rate import Rate
from ledger.core.loans.terms import LoanTerms, club_terms
from ledger.core.loans.tranches import Tranche
from ledger.core.money import Money
from ledger.core.statements.loan_papers import paper_club
from ledger.core.statements.loan_papers_card import LoanCard, card_table, loan_card
from ledger.core.statements.loan_papers_contract import loan_contract, schedule_table
from ledger.core.statements.loan_papers_interest import interest_notes
from ledger.core.statements.loan_papers_statement import LoanStatement, loan_statement
from ledger.core.statements.table import Phrase
from tests.core.loan_lives import lives
from tests.core.paper_loans import (
    BEGUN_ON,
    CLUB,
    FLAT,
    LEVEL,
    PARTIES,
    eventful,
    minutes,
    month,
    paid_out,
    regular,
    seen,
    vouchers,
)


def part(words: Phrase, name: str) -> object:
    return dict(words.parts)[name]


def card(events: list[LoanEvent], on: dt.date, contract: Contract = LEVEL) -> LoanCard:
    return loan_card(PARTIES, seen(events, on, contract), vouchers(events), events=events)


def statement(events: list[LoanEvent], on: dt.date) -> LoanStatement:
    return loan_statement(PARTIES, seen(events, on), vouchers(events))


def test_a_club_is_placed_by_village_commune_and_province() -> None:
    club = Club("HP", "CLB Hạnh Phúc", village="Xóm Nà Ngần", province="Phú Thọ")
    found = paper_club(club, chair="Hà Văn Thắng")
    assert (found.name, found.place) == ("CLB Hạnh Phúc", "Xóm Nà Ngần, Phú Thọ")
    assert (found.chair, found.treasurer) == ("Hà Văn Thắng", "")


# --- the contract ------------------------------------------------------------------


def test_a_contract_holds_the_whole_schedule_and_says_how_interest_came_about() -> None:
    paper = loan_contract(PARTIES, LEVEL, paid_out(), signed_on=BEGUN_ON)
    assert [line.total for line in paper.lines] == [445_000] * 11 + [435_412]
    assert (paper.interest, paper.total, paper.ends_on) == (330_412, 5_330_412, month(13))
    (how,) = paper.lines[1].how
    assert (part(how, "base"), part(how, "amount")) == (Money(4_605_000), Money(46_050))
    assert paper.level is not None
    assert part(paper.level, "amount") == Money(445_000)
    assert paper.cost is not None
    assert paper.cost.nominal == pytest.approx(0.12, abs=1e-5)
    assert not paper.cost.is_above()


def test_a_flat_loan_with_fees_costs_more_than_the_law_lets_a_lender_ask_for() -> None:
    paper = loan_contract(PARTIES, FLAT, paid_out(), signed_on=BEGUN_ON)
    assert (paper.fee_at_disbursement, paper.fees) == (20_000, 24_000)
    assert paper.cost is not None
    assert paper.cost.is_above()
    assert round(paper.cost.nominal, 4) == Fraction("0.2307")


def test_a_fee_has_a_column_only_where_there_is_one() -> None:
    papers = [loan_contract(PARTIES, one, paid_out(), signed_on=BEGUN_ON) for one in (LEVEL, FLAT)]
    keys = [[column.key for column in schedule_table(one).columns] for one in papers]
    assert "fee" not in keys[0]
    assert "fee" in keys[1]
    total = schedule_table(papers[1]).rows[-1].values
    assert total[2:6] == (5_000_000, 600_000, 24_000, 5_624_000)


def test_a_loan_paid_out_in_parts_says_each_sum_of_its_interest_and_what_it_costs() -> None:
    contract = replace(LEVEL, in_parts=True)
    parts = (Tranche(BEGUN_ON, 3_000_000), Tranche(month(1, 25), 2_000_000))
    paper = loan_contract(PARTIES, contract, parts, signed_on=BEGUN_ON)
    first = paper.lines[0]
    assert [part(how, "base") for how in first.how] == [Money(3_000_000), Money(5_000_000)]
    assert [part(how, "times") for how in first.how] == ["15/31", "16/31"]
    amounts = [part(how, "amount") for how in first.how]
    assert sum(one.minor for one in amounts if isinstance(one, Money)) == first.interest
    assert paper.cost is not None
    assert Fraction("0.119") < paper.cost.nominal < Fraction("0.121")
    assert len(schedule_table(paper).rows) == len(paper.lines) + 2


def test_a_flat_loan_paid_out_in_parts_says_the_interest_of_each() -> None:
    parts = (Tranche(BEGUN_ON, 3_000_000), Tranche(month(2, 25), 2_000_000))
    contract = replace(FLAT, in_parts=True)
    paper = loan_contract(PARTIES, contract, parts, signed_on=BEGUN_ON)
    assert [part(line.how[0], "base") for line in paper.lines[:2]] == [
        Money(3_000_000), Money(5_000_000),
    ]  # fmt: skip
    assert [line.interest for line in paper.lines[:2]] == [30_000, 50_000]


def test_due_dates_are_those_on_which_the_club_takes_money() -> None:
    days = PayDays(Move.NEXT_MEETING, meeting_day=12, closed_weekdays=frozenset({6}))
    contract = replace(LEVEL, pay_days=days)
    paper = loan_contract(PARTIES, contract, paid_out(), signed_on=BEGUN_ON)
    assert [line.due_on for line in paper.lines[:4]] == [
        month(2, 12), month(3, 12), month(4, 13), month(5, 12),
    ]  # fmt: skip


def test_a_harvest_loan_counts_months_and_odd_days() -> None:
    terms = LoanTerms(rate=Rate.percent(1), instalments=2, repayment=PrincipalMethod.FREE)
    agreed = (AgreedPart(month(6), 2_000_000), AgreedPart(month(11, 25), 3_000_000))
    paper = loan_contract(
        PARTIES, Contract(terms=terms, parts=agreed), paid_out(), signed_on=BEGUN_ON
    )
    assert [line.principal for line in paper.lines] == [2_000_000, 3_000_000]
    assert [part(line.how[0], "times") for line in paper.lines] == ["5", "11/2"]


def test_a_down_payment_is_explained_by_its_share() -> None:
    terms = replace(LEVEL.terms, down_payment=Fraction(1, 10))
    paper = loan_contract(PARTIES, Contract(terms=terms), paid_out(), signed_on=BEGUN_ON)
    assert paper.lines[0].principal == 500_000
    assert part(paper.lines[0].how[0], "share") == Fraction(1, 10)


def test_a_loan_without_interest_costs_nothing() -> None:
    contract = Contract(terms=club_terms(PrincipalMethod.BULLET, 6, 0, 1))
    paper = loan_contract(PARTIES, contract, paid_out(), signed_on=BEGUN_ON)
    assert paper.cost is not None
    assert (paper.interest, paper.level) == (0, None)
    assert not paper.cost.nominal


def test_a_contract_needs_the_day_on_which_money_is_paid_out() -> None:
    with pytest.raises(IndexError):
        loan_contract(PARTIES, LEVEL, (), signed_on=BEGUN_ON)


# --- how interest came about, later on ----------------------------------------------


@given(lives())
def test_a_formula_comes_to_the_very_amount(life: tuple[Contract, tuple[LoanEvent, ...]]) -> None:
    contract, events = life
    state = seen(events, events[-1].occurred_on, contract)
    notes = interest_notes(state)
    asked = {row.number: row.due.interest for row in state.rows if row.due.interest}
    assert set(notes) == set(asked)
    for number, found in notes.items():
        amounts = [part(words, "amount") for words in found if "amount" in dict(words.parts)]
        if amounts:
            assert sum(one.minor for one in amounts if isinstance(one, Money)) == asked[number]


def test_principal_paid_in_the_course_of_a_period_parts_its_interest() -> None:
    events = [*regular(3), Repayment(number=5, occurred_on=month(4, 25), amount=1_000_000)]
    notes = interest_notes(seen(events, month(4, 26)))[4]
    assert [part(one, "base") for one in notes] == [Money(3_803_111), Money(2_803_111)]
    assert [part(one, "times") for one in notes] == ["15/30", "15/30"]


def test_late_principal_bears_interest_where_the_contract_says_so() -> None:
    contract = replace(
        LEVEL,
        terms=replace(LEVEL.terms, day_count=DayCount.ACTUAL_365),
        recalculation=Recalculation.ACTUAL,
    )
    late = Repayment(number=2, occurred_on=month(2, 20), amount=445_000)
    state = seen([*regular(0), late], month(3, 10), contract)
    second = interest_notes(state)[2]
    assert [part(one, "days") for one in second] == ["10/365", "18/365"]
    assert part(second[0], "base") == Money(5_000_000)


# --- the card ----------------------------------------------------------------------


@given(lives())
def test_the_card_s_last_balance_is_the_loan_s(
    life: tuple[Contract, tuple[LoanEvent, ...]],
) -> None:
    contract, events = life
    found = card(list(events), events[-1].occurred_on, contract)
    state = seen(events, events[-1].occurred_on, contract)
    assert found.balance == state.balance == found.lines[-1].balance
    assert sum(line.paid_out for line in found.lines) == state.lent
    total = card_table(found).rows[-1].values
    assert total[3:8] == (
        state.lent,
        sum(line.principal for line in found.lines),
        sum(line.interest for line in found.lines),
        sum(line.charges for line in found.lines),
        state.balance,
    )


def test_the_card_has_each_payment_with_its_voucher_and_its_formula() -> None:
    found = card(regular(2), month(4, 1))
    assert [line.voucher for line in found.lines] == ["PC 3", "PT 102", "PT 103"]
    assert [line.balance for line in found.lines] == [5_000_000, 4_605_000, 4_206_050]
    (how,) = found.lines[2].how
    assert (part(how, "number"), part(how, "amount")) == (2, Money(46_050))
    assert (found.disbursed_on, found.ends_on, found.days_late) == (BEGUN_ON, month(13), 0)


def test_what_was_undone_stands_on_the_card_without_a_sum() -> None:
    found = card(eventful(), month(6, 20))
    (undone,) = [line for line in found.lines if line.what.msgid.startswith("Reversed")]
    assert (undone.voucher, part(undone.what, "amount")) == ("PT 106", Money(445_000))
    assert (undone.principal, undone.interest, undone.balance) == (0, 0, 2_803_111)
    days = [line.occurred_on for line in found.lines]
    assert days == sorted(days)


def test_a_part_of_an_instalment_s_interest_is_told_as_a_part() -> None:
    events = [*regular(0), Repayment(number=2, occurred_on=month(2), amount=20_000)]
    first = card(events, month(2)).lines[1].how[0]
    assert (part(first, "paid"), part(first, "interest")) == (Money(20_000), Money(50_000))


def test_everything_that_can_happen_has_its_words() -> None:
    events = regular(1)
    more: list[LoanEvent] = [
        Waiver(number=3, occurred_on=month(3), component=Component.INTEREST, amount=1_000),
        OverdueMove(number=4, occurred_on=month(3, 20), amount=300_000),
        OverdueMove(number=5, occurred_on=month(3, 21), amount=-100_000),
        Accrual(number=6, occurred_on=month(3, 22), amount=10_000),
        Inheritance(number=7, occurred_on=month(4, 1), member_no=20),
        Inheritance(number=8, occurred_on=month(4, 2), member_no=21),
        Repayment(number=9, occurred_on=month(4, 10), amount=500_000, paid_by=PaidBy.CLUB),
        WriteOff(number=10, occurred_on=month(5)),
        Repayment(number=11, occurred_on=month(6), amount=6_000_000),
    ]
    state = seen([*events, *more], month(6))
    held = state.held
    last: list[LoanEvent] = [
        Refund(number=12, occurred_on=month(6, 11), amount=held),
        Closing(number=13, occurred_on=month(6, 12)),
    ]
    found = loan_card(
        PARTIES, seen([*events, *more, *last], month(7)), {}, heirs={20: "Hà Văn Đạt"}
    )
    assert [line.what.msgid.partition(":")[0] for line in found.lines] == [
        "Loan paid out", "The borrower paid", "Interest forgiven", "Principal moved to overdue",
        "Principal moved back from overdue", "The debt was taken over by %(name)s",
        "The debt was taken over by member %(number)s", "Given up by the meeting's decision",
        "Written off, still followed", "Recovered after the write-off",
        "Money that was held was given back", "The loan was closed",
    ]  # fmt: skip
    assert found.lines[9].how[-1].msgid.startswith("Beyond the whole debt")


def test_the_fee_at_disbursement_stands_with_the_money_paid_out() -> None:
    first = card(regular(0), BEGUN_ON, FLAT).lines[0]
    assert (first.paid_out, first.charges) == (5_000_000, 20_000)
    assert part(first.how[0], "amount") == Money(20_000)


def test_money_that_was_held_is_named_where_it_pays() -> None:
    contract = replace(LEVEL, in_parts=True)
    events: list[LoanEvent] = [
        Disbursement(number=1, occurred_on=BEGUN_ON, amount=1_000_000),
        Repayment(number=2, occurred_on=month(1, 20), amount=1_100_000),
        Disbursement(number=3, occurred_on=month(1, 25), amount=500_000),
    ]
    found = card(events, month(1, 25), contract)
    held = found.lines[1].how[-1]
    assert held.msgid.startswith("Beyond the whole debt")
    assert found.lines[2].how[-1].msgid.startswith("Taken from money")


def test_a_loan_that_is_not_paid_out_has_an_empty_card() -> None:
    found = loan_card(PARTIES, seen([], BEGUN_ON), {})
    assert (found.lines, found.lent, found.disbursed_on, found.ends_on) == ((), 0, None, None)
    assert [row.values[7] for row in card_table(found).rows] == [0]


def test_an_undone_disbursement_leaves_a_card_without_money() -> None:
    events: list[LoanEvent] = [*regular(0), Undoing(number=2, occurred_on=month(2), of=1)]
    (line,) = card(events, month(3)).lines
    assert (line.what.msgid, line.balance) == ("Reversed, counts no more: %(amount)s", 0)


# --- the borrower's statement ---------------------------------------------------------


def test_the_statement_says_what_to_bring_next_and_how_its_interest_came_about() -> None:
    found = statement(regular(3), month(5, 1))
    assert (found.owed, found.lent, found.repaid) == (3_803_111, 5_000_000, 1_196_889)
    assert found.next is not None
    assert (found.next.due_on, found.next.late) == (month(5), 0)
    assert found.next.parts == Parts(principal=406_969, interest=38_031)
    assert part(found.next.how[0], "base") == Money(3_803_111)
    assert found.paid == Parts(principal=1_196_889, interest=138_111)
    assert [one.voucher for one in found.payments] == ["PT 104", "PT 103", "PT 102"]
    assert found.standing.msgid.startswith("You are paying on time")


def test_who_is_late_is_told_so_kindly_with_all_that_is_to_be_paid() -> None:
    found = statement(regular(3), month(5, 22))
    assert found.next is not None
    assert (found.next.due_on, found.next.late) == (month(6), 445_000)
    assert found.next.parts.total == 890_000
    assert part(found.standing, "days") == 12


def test_after_the_last_due_date_all_is_to_be_paid_at_once() -> None:
    found = statement(regular(11), month(14))
    assert found.next is not None
    assert (found.next.due_on, found.next.late) == (month(14), found.next.parts.total)
    assert found.next.how == ()


def test_a_loan_that_is_paid_back_asks_for_nothing() -> None:
    events = [*regular(0), Repayment(number=2, occurred_on=BEGUN_ON, amount=5_100_000)]
    found = statement(events, month(2))
    assert (found.next, found.owed, found.held) == (None, 0, 100_000)
    assert found.standing.msgid.startswith("All is paid back")


def test_a_loan_that_is_not_paid_out_asks_for_nothing() -> None:
    found = statement([], BEGUN_ON)
    assert (found.next, found.lent, found.payments) == (None, 0, ())
    assert found.standing.msgid == "The money has not been paid out yet."


def test_what_the_club_gave_up_is_not_what_the_borrower_paid() -> None:
    given_up = Repayment(number=3, occurred_on=month(3), amount=445_000, paid_by=PaidBy.CLUB)
    found = statement([*regular(1), given_up], month(3))
    assert found.paid.total == 445_000
    assert len(found.payments) == 1


# --- the minutes ------------------------------------------------------------------------


def test_minutes_know_their_quorum_and_what_was_approved_in_all() -> None:
    found = minutes(3)
    assert found.has_quorum
    assert not replace(found, present=24).has_quorum
    assert (found.asked, found.approved) == (15_000_000, 8_000_000)
    assert found.club == CLUB
