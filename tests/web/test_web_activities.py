"""The pages of activities: a minute to write down, confirmed like a receipt, read by the member."""

import pytest
from sqlalchemy.engine import Engine

from ledger.core.users.grants import Role
from tests.web.club import NOW
from tests.web.lending_club import CLOSED, GRANTED, ON_TIME, PLANNED, lending_club
from tests.web.office import ENGLISH, TODAY_TYPED, Officer, office, officer, words_of
from tests.web.signing import as_, begin, in_club

ON_ONE_DATABASE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""What is written, `test_services_activities` asks of both."""
LOAN, ON = f"loan={ON_TIME}", TODAY_TYPED
HENS = {"kind": "used_at_home", "quantity": "6", "unit": "con gà", "price": "90.000", "on": ON}
WISH = {
    "product": "2", "amount": "5.000.000", "instalments": "10", "kind": "poultry",
    "purpose": "Nuôi gà", "on": ON, "income": "700.000", "cost": "4.800.000",
    "answer": "said", "monthly": "1.200.000",
}  # fmt: skip


@ON_ONE_DATABASE
def test_an_activity_is_written_down_summed_up_and_read_by_the_member(engine: Engine) -> None:
    club, application = lending_club(engine), office(engine)
    treasurer = officer(engine, application, Role.TREASURER, club)
    page = f"loans/{ON_TIME}/activity"
    assert "Nothing is written down yet" in treasurer.words(page)
    assert "540,000 ₫" in words_of(treasurer.confirm("record-activity", LOAN, **HENS))
    treasurer.record("record-activity", LOAN, **HENS)
    wrong = treasurer.confirm("record-activity", LOAN, **HENS | {"amount": "1.000"})
    assert "the number and the price come to 540,000 ₫" in words_of(wrong)
    treasurer.record(
        "record-activity", LOAN, kind="spent", amount="300.000", quantity="4", unit="con gà", on=ON
    )
    treasurer.record("record-activity", LOAN, kind="lost", quantity="1", on=ON)
    treasurer.record("take-back-activity-record", LOAN, record="3")
    treasurer.record("plan-activity", LOAN, kind="poultry", what="Gà", cost="300.000",
                     income="900.000", begins=ON, ends=ON)  # fmt: skip
    treasurer.record("ask-income", LOAN, moment="before", answer="silent", on=ON)
    for answer, monthly in (("said", ""), ("said", "-5"), ("said", "nhiều"), ("silent", "5")):
        typed = {"answer": answer, "monthly": monthly, "on": ON}
        assert treasurer.confirm("sum-up-activity", LOAN, **typed).status_code == 422
    result = {"answer": "said", "monthly": "0", "on_hand": "0", "goes_on": "yes", "on": ON}
    assert "The activity earned 240,000 ₫" in words_of(
        treasurer.confirm("sum-up-activity", LOAN, **result)
    )
    treasurer.record("sum-up-activity", LOAN, **result)
    looked = {"used_for": "trade", "amount": "1.000.000", "by": "2", "on": ON}
    treasurer.record("check-use", LOAN, **looked)
    said = treasurer.words(page)
    assert "It earned 240,000 ₫" in said
    assert "earned 240,000 ₫, less than half of the 900,000 ₫" in said
    assert "Sold or used at home: 6 con gà; bought or born: only 4." in said
    assert "Before the loan Asked, and did not say After the loan 0 ₫" in said
    assert "Not seen used as agreed" in said
    member = Officer(
        as_(
            application.test_client(),
            begin(engine, "vay", NOW, in_club(Role.MEMBER, club, ON_TIME)),
        ),
        "/me/VAY/",
    )
    own = member.words("work")
    assert "It earned 240,000 ₫ Bought for 300,000 ₫ Sold for 0 ₫" in own
    assert "before the loan not told Income a month after the loan 0 ₫" in own


@ON_ONE_DATABASE
def test_an_application_brings_its_plan_and_what_is_over_is_asked_about(engine: Engine) -> None:
    club, application = lending_club(engine), office(engine)
    treasurer = officer(engine, application, Role.TREASURER, club)
    assert "Expected to earn 7,000,000 ₫" in words_of(
        treasurer.confirm("apply", f"member={PLANNED}", **WISH)
    )
    treasurer.record("apply", f"member={PLANNED}", **WISH)
    lacks = treasurer.confirm("apply", f"member={PLANNED}", **WISH | {"income": ""})
    assert "not what it will earn in a month" in words_of(lacks)
    listed = treasurer.get("activities")
    assert f"do/sum-up-activity?loan={CLOSED}" in listed.get_data(as_text=True)
    assert "Activities to ask about" in treasurer.words("record")
    treasurer.record("sum-up-activity", f"loan={CLOSED}", answer="unasked", on=ON)
    assert f'activity?loan={CLOSED}"' not in treasurer.get("activities").get_data(as_text=True)
    refused = treasurer.send(
        "do/record-activity",
        treasurer.form(f"do/record-activity?loan={GRANTED}")
        | {"kind": "sold", "amount": "5.000", "on": ON, "step": "record"},
    )
    assert "is not paid out yet" in words_of(refused)
    client = application.test_client()
    assert client.get("/clubs/VAY/activities", headers=ENGLISH).status_code == 303
