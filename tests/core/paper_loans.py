"""Loans to print in tests: who borrows, on which terms, and what happened to the loan."""

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

from ledger.core.loans.choices import FeeTime, InterestMethod, PrincipalMethod
from ledger.core.loans.contract import Contract, FineBase
from ledger.core.loans.events import (
    Charging,
    Disbursement,
    LoanEvent,
    NewSchedule,
    NewScheduleReason,
    Repayment,
    Undoing,
)
from ledger.core.loans.fines import FineRule
from ledger.core.loans.life import replay
from ledger.core.loans.parts import Component
from ledger.core.loans.rate import Rate, RatePeriod
from ledger.core.loans.renewing import extended
from ledger.core.loans.standing import Charge
from ledger.core.loans.state import LoanState
from ledger.core.loans.terms import Fee, LoanTerms, club_terms
from ledger.core.loans.tranches import Tranche
from ledger.core.statements.loan_papers import LoanParties, PaperBorrower, PaperClub
from ledger.core.statements.loan_papers_minutes import ApprovalMinutes, MinutesLoan
from ledger.core.statements.loan_papers_words import length_words

BEGUN_ON = dt.date(2026, 1, 10)
CLUB = PaperClub(
    name="Câu lạc bộ liên thế hệ tự giúp nhau Hạnh Phúc",
    place="Xóm Nà Ngần, xã Mai Hạ, tỉnh Phú Thọ",
    chair="Hà Văn Thắng",
    treasurer="Lường Thị Hoa",
    secretary="Ngần Thị Mai",
)
BORROWER = PaperBorrower(
    name="Bùi Thị Lụa",
    member_code="HP-012",
    birth_year=1958,
    address="Xóm Nà Ngần, xã Mai Hạ",
    household_class="near_poor",
)
PARTIES = LoanParties(
    club=CLUB,
    borrower=BORROWER,
    loan_code="HP-V-001",
    purpose="Chăn nuôi lợn nái sinh sản",
    co_signer="Hà Văn Đạt",
)
LONG_PURPOSE = (
    "Mua hai con bò cái sinh sản giống địa phương, sửa chuồng, trồng thêm ba sào cỏ voi và mua "
    "thức ăn tinh cho sáu tháng đầu"
)
LEVEL = Contract(terms=club_terms(PrincipalMethod.EQUAL_INSTALMENTS, 12, 10_000, 1_000))
FLAT = Contract(
    terms=LoanTerms(
        rate=Rate.percent(1),
        instalments=12,
        interest=InterestMethod.FLAT,
        repayment=PrincipalMethod.EQUAL_PRINCIPAL,
        fees=(Fee(FeeTime.AT_DISBURSEMENT, 20_000), Fee(FeeTime.PER_INSTALMENT, 2_000)),
    ),
    fine=FineRule(
        share=Fraction(2, 100),
        daily=Rate.percent("0.05", RatePeriod.DAY),
        tolerance=5,
        most=Fraction(1, 10),
    ),
    fine_on=FineBase.PRINCIPAL_AND_INTEREST,
)


def paid_out(amount: int = 5_000_000) -> tuple[Tranche, ...]:
    """Return a loan's money, paid out at once."""
    return (Tranche(BEGUN_ON, amount),)


def month(number: int, day: int = 10) -> dt.date:
    """Return a day of a month of 2026, counted on into the next year."""
    years, months = divmod(number - 1, 12)
    return dt.date(2026 + years, months + 1, day)


def regular(payments: int, amount: int = 445_000) -> list[LoanEvent]:
    """Return a loan of 5,000,000 and as many payments, each on its due date."""
    events: list[LoanEvent] = [Disbursement(number=1, occurred_on=BEGUN_ON, amount=5_000_000)]
    events += [
        Repayment(number=number + 1, occurred_on=month(number + 1), amount=amount)
        for number in range(1, payments + 1)
    ]
    return events


def eventful() -> list[LoanEvent]:
    """Return a life with a payment too much, one undone, a fine, an extension."""
    events = [
        *regular(3),
        Repayment(number=5, occurred_on=month(4, 25), amount=1_000_000),
        Repayment(number=6, occurred_on=month(5), amount=445_000),
        Undoing(number=7, occurred_on=month(5), of=6),
        Repayment(number=8, occurred_on=month(5, 12), amount=200_000),
        Charging(
            number=9,
            occurred_on=month(5, 20),
            charge=Charge(Component.FINE, 10_000, month(6), for_instalment=4),
        ),
    ]
    parts = extended(replay(LEVEL, events, month(5, 20)), month(5, 20), 3)
    extension = NewSchedule(
        number=10, occurred_on=month(5, 20), reason=NewScheduleReason.EXTENSION, parts=parts
    )
    return [*events, extension, Repayment(number=11, occurred_on=month(6), amount=500_000)]


def vouchers(events: Sequence[LoanEvent]) -> dict[int, str]:
    """Return a voucher for each event that moves money."""
    found = {}
    for event in events:
        if isinstance(event, Disbursement):
            found[event.number] = "PC 3"
        elif isinstance(event, Repayment):
            found[event.number] = f"PT {100 + event.number}"
    return found


def seen(events: Sequence[LoanEvent], on: dt.date, contract: Contract = LEVEL) -> LoanState:
    """Return the loan's state on a day."""
    return replay(contract, events, on)


def minutes(loans: int = 3) -> ApprovalMinutes:
    """Return a meeting that decided on so many applications, the second of which it turned down."""
    return ApprovalMinutes(
        club=CLUB,
        held_on=BEGUN_ON,
        place="Nhà văn hóa xóm Nà Ngần",
        members=50,
        present=46,
        needed=25,
        absent=("Bạch Thị Mận", "Lường Văn Sự", "Quách Văn Đạt", "Hà Thị Nga"),
        loans=tuple(
            MinutesLoan(
                name=f"{BORROWER.name} {number}",
                household_class="near_poor",
                purpose=PARTIES.purpose,
                asked=5_000_000,
                approved=None if number == 2 else 4_000_000,
                term=length_words(LEVEL.terms.interval, 12),
                in_favour=44,
                against=1,
                abstained=0,
                left_vote=(f"{BORROWER.name} {number}",),
                reason="Đang còn khoản vay chưa trả" if number == 2 else "",
            )
            for number in range(1, loans + 1)
        ),
    )
