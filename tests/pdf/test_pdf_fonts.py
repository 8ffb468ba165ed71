"""The letters that are printed: their shapes, their widths, and where they are kept."""

import hashlib
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from ledger.pdf import cut
from ledger.pdf.fonts import BOLD, REGULAR, Style, drawable

VIETNAMESE = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
)


def test_every_vietnamese_letter_and_sign_of_money_is_in_the_cut() -> None:
    text = VIETNAMESE + VIETNAMESE.upper() + "₫ 0123456789 –−-…“”%/()·" + "ĕčŏŭñĭƀ"
    assert drawable(text) == text


def test_decomposed_text_is_composed_before_it_is_drawn() -> None:
    assert drawable(unicodedata.normalize("NFD", "Bùi Thị Lụa")) == "Bùi Thị Lụa"


@pytest.mark.parametrize(
    ("given", "drawn"),
    [
        ("Lụa សុ", "Lụa □□"),
        ("Lụa\nThị\tBùi", "Lụa Thị Bùi"),
        ("Lụa\u200b\u202e\u00ad\ufeff", "Lụa"),
        ("中\N{PIG}", "□□"),
        ("\x00\x7f\x85", "   "),
    ],
)
def test_what_has_no_glyph_is_a_box_and_what_has_no_ink_leaves_no_mark(
    given: str, drawn: str
) -> None:
    assert drawable(given) == drawn


@pytest.mark.parametrize("face", [REGULAR, BOLD])
def test_all_digits_are_equally_wide(face: str) -> None:
    assert len({Style(face, 10).width(digit) for digit in "0123456789"}) == 1


@pytest.mark.parametrize("face", [REGULAR, BOLD])
def test_a_box_and_a_minus_have_ink_and_width(face: str) -> None:
    assert Style(face, 10).width("□") > 3
    assert Style(face, 10).width("−") > 3


def test_a_cut_font_is_kept_and_found_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cut, "_cache_folder", lambda: tmp_path / "club-ledger")
    made = cut.cut_font("notos", "Trial")
    (kept,) = (tmp_path / "club-ledger").iterdir()
    assert kept.read_bytes() == hashlib.sha256(made).digest() + made
    monkeypatch.setattr(cut, "_cut", lambda *_: pytest.fail("cut again"))
    assert cut.cut_font("notos", "Trial") == made


def test_a_damaged_file_in_the_cache_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cut, "_cache_folder", lambda: tmp_path)
    made = cut.cut_font("notos", "Trial")
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:-1])
    assert cut.cut_font("notos", "Trial") == made
    assert kept.read_bytes()[hashlib.sha256().digest_size :] == made


def test_without_a_folder_to_write_in_the_font_lives_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setattr(cut, "_cache_folder", lambda: tmp_path / "file" / "club-ledger")
    assert cut.cut_font("notos", "Trial")


def test_without_a_home_the_font_lives_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home() -> Path:
        raise RuntimeError

    monkeypatch.setattr(cut, "_cache_folder", no_home)
    assert cut.cut_font("notos", "Trial")


def test_processes_that_race_leave_one_whole_file(tmp_path: Path) -> None:
    program = (
        "from ledger.pdf.cut import cut_font; import hashlib;"
        "print(hashlib.sha256(cut_font('notos', 'Trial')).hexdigest())"
    )
    names = ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME")
    environment = {**os.environ, **dict.fromkeys(names, str(tmp_path))}
    racers = [
        subprocess.Popen(
            [sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    digests = {racer.communicate(timeout=60)[0].strip() for racer in racers}
    (kept,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert digests == {kept.read_bytes()[:32].hex()}
