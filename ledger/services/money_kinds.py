"""The kinds of acts that move money, keep members, count the box and change the club's rules."""

from collections.abc import Callable
from typing import TypeVar

from ledger.books.clubs import rules_on
from ledger.core.acts import capital, counting, income, moves, people, rules, spending
from ledger.core.acts.shared import Act, needs_second
from ledger.core.clubs import ClubRules
from ledger.services.acts import record_act
from ledger.services.cash_counts import count_cash, post_difference
from ledger.services.club_rules import change_rules
from ledger.services.doing import ActKind, Asked, Doing, Done, Second, nobody_else, one_other
from ledger.services.enrolling import MemberReceipt, enrol
from ledger.services.membership_changes import change_member, come_back, leave

Money = TypeVar("Money", bound=Act)
Value = TypeVar("Value")


def rules_today(asked: Asked[Value]) -> ClubRules | None:
    """Return the rules in force on the day of asking, None where the club has none."""
    return rules_on(asked.connection, asked.club.club_id, asked.today)


def large_needs_another(asked: Asked[Money]) -> Second:
    """Return that a payment above the club's limit waits for another person."""
    return Second.ONE if needs_second(asked.value, rules_today(asked)) else Second.NOBODY


def _record(doing: Doing, value: Money) -> Done:
    receipt = record_act(
        doing.connection, doing.club, value, doing.request, today=doing.today,
        approved_by=doing.approved_by,
    )  # fmt: skip
    member = value.member
    subject = f"entry {receipt.entries[0][0]}"
    return Done(subject, receipt.entries, member_no=member)


def _money(name: str, told: type[Money]) -> ActKind[Money]:
    return ActKind(name, told, _record, large_needs_another)


def _count(doing: Doing, value: counting.CashCountTaken) -> Done:
    receipt = count_cash(
        doing.connection, doing.club, value, doing.request, today=doing.today,
        approved_by=doing.approved_by,
    )  # fmt: skip
    entries: tuple[tuple[int, str], ...] = ()
    if receipt.entry_no is not None:
        entries = ((receipt.entry_no, receipt.voucher or ""),)
    return Done(f"cash count {receipt.count_no}", entries, count_no=receipt.count_no)


def _difference(doing: Doing, value: counting.DifferencePosted) -> Done:
    receipt = post_difference(
        doing.connection, doing.club, value, doing.request, today=doing.today,
        approved_by=doing.approved_by,
    )  # fmt: skip
    return Done(f"cash count {value.count_no}", receipt.entries, count_no=value.count_no)


Person = TypeVar("Person")


def _person(
    name: str, told: type[Person], service: Callable[..., MemberReceipt]
) -> ActKind[Person]:
    def perform(doing: Doing, value: Person) -> Done:
        receipt = service(doing.connection, doing.club, value, doing.request, today=doing.today)
        return Done(f"member {receipt.member_no}", member_no=receipt.member_no)

    return ActKind(name, told, perform, nobody_else)


def _rules(doing: Doing, value: rules.RulesChanged) -> Done:
    change_rules(
        doing.connection, doing.club, value, doing.request, today=doing.today,
        approved_by=doing.approved_by,
    )  # fmt: skip
    return Done(f"rules from {value.valid_from.isoformat()}")


MONEY = (
    _money("dues", income.Dues),
    _money("dues-of-many", income.DuesOfMany),
    _money("donation", income.Donation),
    _money("donation-in-kind", income.DonationInKind),
    _money("other-income", income.OtherIncome),
    _money("bank-interest", income.BankInterest),
    _money("grant-capital", capital.CapitalGranted),
    _money("lent-capital", capital.CapitalLent),
    _money("lent-capital-return", capital.LentCapitalReturned),
    _money("capital", capital.MemberCapitalPaid),
    _money("capital-return", capital.MemberCapitalReturned),
    _money("spending", spending.Spending),
    _money("hardship", spending.HardshipHelp),
    _money("bank-fee", spending.BankFee),
    _money("advance", spending.AdvanceGiven),
    _money("advance-settled", spending.AdvanceSettled),
    _money("bank-in", moves.Banked),
    _money("bank-out", moves.Withdrawn),
    _money("fund-transfer", moves.FundsTransferred),
    _money("shortage-made-good", moves.ShortageMadeGood),
    _money("shortage-borne", moves.ShortageBorne),
    _money("surplus-taken", moves.SurplusTaken),
    _money("surplus-returned", moves.SurplusReturned),
)
"""What moves money, and is written by its own lines alone."""

KINDS = (
    *MONEY,
    ActKind("cash-count", counting.CashCountTaken, _count),
    ActKind("cash-difference", counting.DifferencePosted, _difference),
    _person("enrol", people.Enrolment, enrol),
    _person("change-member", people.MemberChanged, change_member),
    _person("leave", people.MemberLeft, leave),
    _person("come-back", people.MemberReturned, come_back),
    ActKind("rules", rules.RulesChanged, _rules, one_other),
)
