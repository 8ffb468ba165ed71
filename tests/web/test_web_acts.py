"""Recording: what is asked, confirmed and written once; what waits for a second person."""

import re
from dataclasses import dataclass

import pytest
from sqlalchemy.engine import Engine

from ledger.books.clubs import StoredClub
from ledger.books.engine import reading, transaction
from ledger.books.users import set_credential, user_named
from ledger.core.users.grants import Role
from ledger.services.clubs import front_page
from ledger.services.verify import verify
from tests.services.user_desk import CHEAP, SALT
from tests.web.browsing import Browser, application_over, browser, words
from tests.web.club import NOW, post_club
from tests.web.signing import begin, in_club

HERE = "/clubs/HP"
PIN = "482913"


@dataclass(frozen=True, slots=True)
class Office:
    """A club, its treasurer's browser and its chair's."""

    engine: Engine
    club: StoredClub
    treasurer: Browser
    chair: Browser

    def cash(self) -> int:
        """Return what the books say is in the box."""
        with reading(self.engine) as connection:
            return front_page(connection, self.club).cash


@pytest.fixture
def office(engine: Engine) -> Office:
    """Give a club with a treasurer and a chair who have signed in."""
    club = post_club(engine)
    application = application_over(engine)
    treasurer = begin(engine, "thu-quy-2", NOW, in_club(Role.TREASURER, club))
    chair = begin(
        engine, "chu-nhiem", NOW, in_club(Role.CHAIR, club), in_club(Role.MEMBER, club, 1)
    )
    with transaction(engine) as connection:
        user_id = user_named(connection, "chu-nhiem")
        assert user_id is not None
        set_credential(connection, user_id, NOW, pin_hash=CHEAP.hash(PIN, SALT))
    return Office(engine, club, browser(application, treasurer), browser(application, chair))


DUES = {
    "member": "4", "amount": "20.000", "months": "2026-03", "on": "10/03/2026", "place": "cash",
}  # fmt: skip


def test_a_sum_is_confirmed_in_words_and_written_once(office: Office) -> None:
    before = office.cash()
    address = f"{HERE}/do/dues"
    page = office.treasurer.open(f"{address}?member=4")
    asked = office.treasurer.send(address, page, **DUES)
    assert "Lường Văn Sự" in words(asked)
    assert "Hai mươi nghìn đồng" in words(asked)
    assert office.cash() == before
    first, again = (office.treasurer.send(address, asked, step="record", **DUES) for _ in range(2))
    assert first.headers["Location"] == again.headers["Location"]
    done = words(office.treasurer.open(first.headers["Location"]))
    voucher = re.search(r"PT \d+", done)
    assert voucher
    assert office.cash() == before + 20_000
    other = office.treasurer.send(address, asked, step="record", **DUES | {"amount": "30.000"})
    assert other.status_code == 422
    assert office.cash() == before + 20_000


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("1.5", "không phải là số tiền"), ("200,50", "không phải là số tiền"),
        ("1000.0", "không phải là số tiền"), ("", "Chỗ này phải điền"),
        ("9" * 17, "lớn quá mức"), ("-5", "không phải là số tiền"),
        ("<b>5</b>", "không phải là số"),
    ],
)  # fmt: skip
def test_what_is_typed_wrongly_is_named_and_nothing_is_lost(
    office: Office, typed: str, problem: str
) -> None:
    address = f"{HERE}/do/donation"
    fields = {
        "amount": typed, "payer": "فاطمة <i>" + "á" * 200, "fund": "activity",
        "on": "10/03/2026", "place": "cash", "note": "",
    }  # fmt: skip
    answer = office.treasurer.send(address, office.treasurer.open(address), **fields)
    assert answer.status_code == 422
    assert problem in words(answer)
    assert "&lt;i&gt;" in answer.text
    assert "<i>" not in answer.text
    assert 'value="10/03/2026"' in answer.text


def test_the_button_that_takes_an_entry_back_says_whether_another_has_to_approve(
    office: Office,
) -> None:
    own = re.search(r"entries/(\d+)", office.treasurer.record(f"{HERE}/do/dues", **DUES).text)
    assert own
    address = f"{HERE}/do/correct"
    for entry_no, waits in ((own[1], False), ("1", True)):
        page = office.treasurer.open(f"{address}?entry={entry_no}")
        asked = words(office.treasurer.send(address, page, reason="Nhầm", amount=""))
        assert ("Xin duyệt hủy" in asked) is waits, asked
        assert ("Phải có người thứ hai" in asked) is waits, asked


@pytest.mark.parametrize("typed", ["200.000", "200000", "200 000", "200,000"])
def test_a_sum_reads_the_same_however_its_thousands_are_marked(office: Office, typed: str) -> None:
    address = f"{HERE}/do/donation"
    fields = {"amount": typed, "payer": "Bà Hoa", "fund": "activity", "on": "10/03/2026"}
    page = office.treasurer.open(address)
    assert "200.000 ₫" in words(office.treasurer.send(address, page, place="cash", **fields))


def test_a_zero_too_many_is_asked_about(office: Office) -> None:
    address = f"{HERE}/do/dues"
    for _ in range(3):
        office.treasurer.record(f"{address}?member=4", **DUES | {"amount": "10.000"})
    page = office.treasurer.open(f"{address}?member=4")
    asked = office.treasurer.send(address, page, **DUES | {"amount": "100.000"})
    assert "gấp mười lần" in words(asked)


SPENT = {
    "amount": "2.500.000", "area": "6422", "note": "Mua máy đo huyết áp", "payer": "",
    "fund": "activity", "on": "10/03/2026", "place": "cash",
}  # fmt: skip


def test_a_large_payment_waits_and_nobody_is_told_that_it_is_recorded(office: Office) -> None:
    office.treasurer.record(
        f"{HERE}/do/donation", amount="5.000.000", payer="Dự án", fund="activity",
        on="10/03/2026", place="cash",
    )  # fmt: skip
    before = office.cash()
    asking = office.treasurer.open(f"{HERE}/do/spending")
    confirmed = words(office.treasurer.send(f"{HERE}/do/spending", asking, **SPENT))
    assert "Đề nghị duyệt 2.500.000 ₫" in confirmed
    assert "Ghi khoản chi" not in confirmed
    waits = office.treasurer.record(f"{HERE}/do/spending", **SPENT)
    assert "Chưa ghi gì vào sổ" in words(waits)
    assert "Đã ghi" not in words(waits)
    assert office.cash() == before
    assert "Đang chờ duyệt: 1" in words(office.chair.open(f"{HERE}/"))
    page = office.chair.open(f"{HERE}/waiting/1")
    assert "Mua máy đo huyết áp" in words(page)
    refused = office.chair.send(f"{HERE}/waiting/1", page, verdict="refused", reason="")
    assert refused.status_code == 422
    approved = office.chair.send(f"{HERE}/waiting/1", page, verdict="approved", reason="")
    assert approved.status_code == 303
    assert office.cash() == before - 2_500_000
    assert "Đã duyệt và đã ghi sổ" in words(office.chair.open(f"{HERE}/waiting/1"))
    late = office.chair.send(f"{HERE}/waiting/1", page, verdict="approved", reason="")
    assert late.status_code in {303, 409, 422}
    assert office.cash() == before - 2_500_000
    with reading(office.engine) as connection:
        assert not verify(connection, club=office.club).faults


def test_the_approver_types_the_own_pin_at_the_treasurers_device(office: Office) -> None:
    office.treasurer.record(
        f"{HERE}/do/donation", amount="5.000.000", payer="Dự án", fund="activity",
        on="10/03/2026", place="cash",
    )  # fmt: skip
    office.treasurer.record(f"{HERE}/do/spending", **SPENT)
    before = office.cash()
    page = office.treasurer.open(f"{HERE}/waiting/1")
    with reading(office.engine) as connection:
        approver = str(user_named(connection, "chu-nhiem"))
    said = {"approver": approver, "verdict": "approved", "reason": ""}
    unknown = office.treasurer.send(f"{HERE}/waiting/1", page, pin=PIN, **said)
    assert "máy này chưa đăng ký" in words(unknown)
    assert office.cash() == before
    enrolling = office.treasurer.open("/account/device")
    office.treasurer.send("/account/device", enrolling, name="Máy của câu lạc bộ")
    wrong = office.treasurer.send(f"{HERE}/waiting/1", page, pin="111222", **said)
    assert wrong.status_code == 422
    assert office.cash() == before
    right = office.treasurer.send(f"{HERE}/waiting/1", page, pin=PIN, **said)
    assert right.status_code == 303
    assert office.cash() == before - 2_500_000


def test_the_asker_does_not_approve(office: Office) -> None:
    office.treasurer.record(
        f"{HERE}/do/donation", amount="5.000.000", payer="Dự án", fund="activity",
        on="10/03/2026", place="cash",
    )  # fmt: skip
    office.treasurer.record(f"{HERE}/do/spending", **SPENT)
    before = office.cash()
    page = office.treasurer.open(f"{HERE}/waiting/1")
    office.treasurer.send(f"{HERE}/waiting/1", page, verdict="approved", reason="")
    assert office.cash() == before
    taken = office.treasurer.send(f"{HERE}/waiting/1/withdraw", page)
    assert taken.status_code == 303
    assert "Đã rút lại" in words(office.chair.open(f"{HERE}/waiting/1"))


def test_every_act_can_be_asked_for(office: Office) -> None:
    from ledger.web.acts.registry import ACTS

    for name in ACTS:
        status = 409 if name == "opening" else 200  # these books have begun
        assert office.treasurer.open(f"{HERE}/do/{name}").status_code in {status, 404}, name
