"""How little a page asks: of the database, of the line, of the reader's eyes."""

import gzip
import re

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from ledger._resources import resource_folder
from tests.web.addresses import EMPTY_PAGES, FILES, FRONT, PAGES
from tests.web.conftest import Asker

MOST_QUERIES = 8
OUTLOOK, MOST_OF_OUTLOOK = ("loan-queue", "loan-forecast"), 20
"""What looks ahead needs more: all that is awaited, and how things went until now."""

FIRST_LOAD, AFTERWARDS = 30_000, 10_000
LEAST_CONTRAST, LEAST_OF_GRAPHICS = 7.0, 3.0
STATIC = resource_folder("templates") / "static"
MIDDLE_OF_A_MONTH = "begin=2025-02-03&end=2025-05-06&fund=income"


@pytest.mark.parametrize(
    "address",
    [*PAGES, *EMPTY_PAGES, *FILES, f"{FRONT}fund-changes?{MIDDLE_OF_A_MONTH}",
     f"{FRONT}income-statement?{MIDDLE_OF_A_MONTH}", f"{FRONT}trial-balance?{MIDDLE_OF_A_MONTH}",
     f"{FRONT}ledger?account=111&{MIDDLE_OF_A_MONTH}", f"{FRONT}journal?{MIDDLE_OF_A_MONTH}"],
)  # fmt: skip
def test_no_page_asks_the_database_more_than_eight_times(
    asker: Asker, shelf: Engine, address: str
) -> None:
    asked: list[str] = []

    def note(_c: object, _cursor: object, sql: str, *_: object) -> None:
        if sql.lstrip().upper().startswith("SELECT"):
            asked.append(sql)

    sa.event.listen(shelf, "before_cursor_execute", note)
    try:
        assert asker.get(address).status_code == 200
    finally:
        sa.event.remove(shelf, "before_cursor_execute", note)
    most = MOST_OF_OUTLOOK if any(name in address for name in OUTLOOK) else MOST_QUERIES
    assert 1 <= len(asked) <= most, asked


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_light(asker: Asker, address: str) -> None:
    page = len(gzip.compress(asker.get(address).data))
    beside = sum(len(gzip.compress(path.read_bytes())) for path in STATIC.iterdir())
    assert page <= AFTERWARDS
    assert page + beside <= FIRST_LOAD


def test_a_page_asks_for_nothing_but_its_own_files(asker: Asker) -> None:
    for address in PAGES:
        html = asker.page(address).html
        assert not re.findall(r"(?:src|href|action)=\"(?:\w+:|//)", html)
        assert "<script" not in html
        assert "style=" not in html
    styles = "".join(path.read_text(encoding="utf-8") for path in STATIC.glob("*.css"))
    assert not re.findall(r"@import|url\(|@font-face", styles)


def luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG defines it."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_colour_of_words_stands_out_seven_times(scheme: int) -> None:
    sheet = (STATIC / "pages.css").read_text(encoding="utf-8")
    block = re.findall(r":root \{(.*?)\}", sheet, re.DOTALL)[scheme]
    colour = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
    for name in ("ink", "soft", "act", "look", "wrong"):
        assert contrast(colour[name], colour["paper"]) >= LEAST_CONTRAST, name
    assert contrast(colour["on-act"], colour["act"]) >= LEAST_CONTRAST
    assert contrast(colour["look"], colour["look-band"]) >= LEAST_CONTRAST
    for one, other in (("first", "paper"), ("second", "paper"), ("first", "second")):
        assert contrast(colour[one], colour[other]) >= LEAST_OF_GRAPHICS, (one, other)
