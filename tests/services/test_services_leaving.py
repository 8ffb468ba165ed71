"""What keeps a member in the club: all that is owed either way, in whichever book it stands."""

from ledger.core.acts.capital import MemberCapitalReturned
from ledger.core.acts.opening import Opening, OpeningEquity, OpeningMember, OpeningMoney
from ledger.core.acts.people import MemberLeft, MemberNotSettled
from ledger.core.loans.events import Repayment
from ledger.core.loans.parts import Component
from ledger.core.loans.steps import LoanStage
from ledger.services.loan_life import repay
from ledger.services.loan_work import Told
from ledger.services.loans import record
from ledger.services.membership_changes import leave
from ledger.services.opening import open_books
from tests.conftest import TODAY, Books
from tests.services.test_services_opening import BULLET, OPENS_ON
from tests.services.treasury_desk import LUA, records, treasury, verified

OPENING = Opening(
    opens_on=OPENS_ON, money=(OpeningMoney(fund="income", amount=2_000_000),),
    members=(OpeningMember(member_no=LUA, amount=300_000),),
    equity=(OpeningEquity(fund="income", amount=6_700_000),), loans=(BULLET,),
)  # fmt: skip
LEFT = MemberLeft(member_no=LUA, on=TODAY)


def test_who_owes_interest_alone_does_not_leave(shared_books: Books) -> None:
    desk = treasury(shared_books, capital=0)
    desk.does(open_books, OPENING)
    assert desk.refuses(MemberNotSettled, leave, LEFT) == {
        "member_no": LUA, "loans": 5_000_000, "charges": 0, "advances": 0, "capital": 300_000,
        "held": 0,
    }  # fmt: skip
    principal = Repayment(number=0, occurred_on=TODAY, amount=5_000_000, only=Component.PRINCIPAL)
    desk.does(record, [Told(loan_no=1, event=principal)])
    records(desk, MemberCapitalReturned(member_no=LUA, amount=300_000, occurred_on=TODAY))
    # No account holds the interest of March on the cash basis, and it is owed all the same.
    assert desk.money() == {"111": 6_700_000, "4118": -6_700_000}
    assert desk.loan(1).stage is LoanStage.ACTIVE
    found = desk.refuses(MemberNotSettled, leave, LEFT)
    assert (found["loans"], found["charges"], found["held"]) == (0, 50_000, 0)
    desk.does(repay, 1, on=TODAY, amount=60_000)
    assert desk.refuses(MemberNotSettled, leave, LEFT)["held"] == 10_000
    verified(desk)
