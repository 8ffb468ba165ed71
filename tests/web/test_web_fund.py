"""The pages of the fund's next years, of prices, and of the targets that clubs meet."""

import pytest
from sqlalchemy.engine import Engine

from ledger.core.users.grants import Role
from tests.books.counted import Counted
from tests.web.browsing import application_over, browser, words
from tests.web.club import NOW, post_club
from tests.web.conftest import Asker
from tests.web.signing import begin, in_club

LENDING = "/clubs/VAY"
SUPPOSED = "lent=50&lost=2,5&rate=1&prices=4&members=2&each=20.000&capital=1.000.000"
ON_ONE_DATABASE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def test_what_is_supposed_stands_in_the_address_and_what_follows_beside_it(
    asker: Asker,
) -> None:
    page = asker.page(f"{LENDING}/fund-projection?{SUPPOSED}")
    assert page.status == 200
    assert 'value="2,5"' in page.html
    assert "cho vay 50% vốn quỹ, xóa 2,5% số đó, lãi 1% một tháng" in page.words
    assert "10/03/2031" in page.words
    assert page.tags.count("table") == 1
    (sheet,) = (link for link in page.links if ".csv?" in link)
    rows = asker.get(sheet).get_data(as_text=True).splitlines()
    kept = [row.split(",") for row in rows if row.startswith("2027-03-10")]
    assert kept[0][7] == "1040000"  # two bring 20,000 each, and others give a million
    assert asker.page(f"{LENDING}/fund-projection").status == 200


def test_what_cannot_be_supposed_is_said_beside_its_field(asker: Asker) -> None:
    page = asker.page(f"{LENDING}/fund-projection?lent=101&lost=x&rate=1")
    assert page.status == 422
    assert "từ 0% đến 100%" not in page.words  # all is read before it is weighed
    assert page.words.count("“x” không phải là tỷ lệ phần trăm.") == 2
    assert 'value="101"' in page.html
    assert "phải từ 0% đến 100%" in asker.page(f"{LENDING}/fund-projection?lent=101").words
    assert asker.page(f"{LENDING}/fund-projection.csv?lent=101").status == 400
    assert asker.page(f"{LENDING}/fund-projection?colour=red").status == 400


@pytest.mark.parametrize(
    "name", ["targets", "purpose-and-people", "capital-sources", "fund-health", "fund-projection"]
)
def test_a_page_of_the_fund_asks_eight_queries_at_most(
    asker: Asker, shelf: Engine, name: str
) -> None:
    with Counted(shelf) as asked:
        assert asker.page(f"{LENDING}/{name}").status == 200
    assert len(asked.statements) <= 8


@ON_ONE_DATABASE
def test_a_year_s_prices_are_written_down_and_written_anew(engine: Engine) -> None:
    club = post_club(engine)
    treasurer = browser(
        application_over(engine), begin(engine, "tq", NOW, in_club(Role.TREASURER, club))
    )
    here = "/clubs/HP/do/price-change"
    typed = {"year": "2025", "rise": "3,6", "source": "Cục Thống kê"}
    for field, wrong, told in (
        ("rise", "ba", "“ba” không phải là tỷ lệ phần trăm"),
        ("year", "2026", "Hết năm 2026 mới biết"),
    ):
        answer = treasurer.send(here, treasurer.open(here), **{**typed, field: wrong})
        assert (answer.status_code, told in words(answer)) == (422, True), words(answer)
    for rise in ("3,6", "-0,5"):
        form = treasurer.open(here)
        sent = treasurer.send(here, form, **{**typed, "rise": rise}, step="record")
        assert sent.status_code == 303
    listed = words(treasurer.open("/clubs/HP/price-changes"))
    assert "2025 -0,5% Cục Thống kê 10/03/2026 được tính" in listed
    assert "2025 3,6% Cục Thống kê 10/03/2026 đã thay" in listed
    asked_again = treasurer.send(here, treasurer.open(here), **typed)
    assert "Trước đây ghi -0,5%" in words(asked_again)


def test_officers_see_how_many_clubs_meet_a_target_and_no_club(asker: Asker, shelf: Engine) -> None:
    with Counted(shelf) as asked:
        page = asker.page("/sums/targets")
    assert len(asked.statements) <= 8
    assert "Số câu lạc bộ: 3" in page.words
    assert "Cho Vay" not in page.words
    rows = asker.get("/sums/targets.csv").get_data(as_text=True).splitlines()
    (members,) = (row for row in rows if row.startswith("Thành viên,"))
    assert members.startswith("Thành viên,0,3,0%,3,0,0,")
