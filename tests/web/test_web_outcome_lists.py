"""The loans behind a figure of the outcomes, and the outcomes of an area's clubs, on pages."""

import pytest

from tests.web.conftest import Asker

HERE = "/clubs/HP"
LISTED = f"{HERE}/outcome-loans"


def test_the_loans_behind_a_figure_lead_to_loan_and_borrower(asker: Asker) -> None:
    page = asker.page(f"{LISTED}?group=poor&measure=loans")
    assert page.status == 200
    assert "Lường Văn Sự" in page.words, "of a poor household"
    assert "Quách Văn Đạt" not in page.words, "who is near-poor"
    assert "1 khoản vay của 1 người trong 1 hộ" in page.words
    assert any(link.startswith(f"{HERE}/loans/4") for link in page.links)
    assert any(link.startswith(f"{HERE}/members/4") for link in page.links)
    assert "Sự" in asker.get(f"{LISTED}.csv?group=poor&measure=loans").get_data(as_text=True)


def test_a_list_without_loans_says_so_and_an_unknown_one_is_refused(asker: Asker) -> None:
    assert "Không có khoản vay nào" in asker.page(f"{LISTED}?group=all&measure=up").words
    assert asker.page(f"{LISTED}?group=all&measure=rich").status == 400
    assert asker.page(f"{LISTED}?group=rich").status == 404


@pytest.mark.parametrize("name", ["outcomes-by-kind", "outcomes-by-year", "outcome-differences"])
def test_outcomes_are_told_by_kind_by_year_and_against_each_other(asker: Asker, name: str) -> None:
    page = asker.page(f"{HERE}/{name}")
    assert page.status == 200
    assert "Lụa" not in page.words


def test_outcomes_of_clubs_begin_with_how_complete_they_are_and_hide_few_people(
    asker: Asker,
) -> None:
    page = asker.page("/sums/outcomes")
    assert page.words.index("Số câu lạc bộ: 3") < page.words.index("dưới năm người")
    assert "Lụa" not in page.words
    assert asker.page("/sums/outcomes?begin=2026-03-11&end=2026-03-01").status == 422
    for kind in ("csv", "xlsx", "pdf"):
        assert asker.get(f"/sums/outcomes.{kind}").status_code == 200
