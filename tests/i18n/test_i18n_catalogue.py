"""The catalogue holds every sentence that is asked for, complete and well written, and no other."""

import ast
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from ledger.i18n.locale import CATALOGUE, Language, Locale
from tests.i18n.msgids import DOORS, Asked, asked, doors_in, in_module, in_template

FILES = sorted((CATALOGUE / "vi").glob("*.po"))
MARKED_ELSEWHERE = ("ledger/cli/",)
"""Where click hands texts around; each is marked with `_` where it is written."""
SAME_IN_BOTH = {
    "%(whole)s %%",
    "%(share)s",
    "%(base)s × %(rate)s = %(amount)s",
    "%(base)s × %(rate)s × %(times)s = %(amount)s",
    "%(base)s × %(rate)s × %(days)s = %(amount)s",
}
"""What Vietnamese says as English does."""

NAMED = re.compile(r"%\((\w+)\)s")
ABBREVIATED = re.compile(r"(?<=\bno)\.$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence of a catalogue file."""

    msgid: str
    msgstr: str
    is_fuzzy: bool = False


def entries(path: Path) -> list[Entry]:
    """Return a file's sentences, repeated ones as often as they stand there."""
    with path.open("rb") as file:
        read = {
            one.id: Entry(one.id, one.string, one.fuzzy)
            for one in read_po(file, locale="vi", abort_invalid=True)
            if isinstance(one.id, str) and isinstance(one.string, str) and one.id
        }
    written = re.findall(r"^msgid ((?:\".*\"\s*)+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    texts = ["".join(ast.literal_eval(line) for line in one.split("\n") if line) for one in written]
    return [read[text] for text in texts if text]


def every_entry() -> list[Entry]:
    """Return the sentences of all files."""
    return [entry for path in FILES for entry in entries(path)]


def is_empty(entry: Entry) -> bool:
    return not entry.msgstr.strip()


def is_not_composed(entry: Entry) -> bool:
    return unicodedata.normalize("NFC", entry.msgstr) != entry.msgstr


def is_fuzzy(entry: Entry) -> bool:
    return entry.is_fuzzy


def is_left_in_english(entry: Entry) -> bool:
    return entry.msgstr == entry.msgid and entry.msgid not in SAME_IN_BOTH


def names_other_parts(entry: Entry) -> bool:
    return set(NAMED.findall(entry.msgid)) != set(NAMED.findall(entry.msgstr))


def cannot_be_filled_in(entry: Entry) -> bool:
    """Find a % that is no named part: beside parts it must be doubled, else alike in both."""
    loose = [NAMED.sub("", text).replace("%%", "") for text in (entry.msgid, entry.msgstr)]
    if NAMED.search(entry.msgid):
        return any("%" in text for text in loose)
    doubled = {text.count("%%") for text in (entry.msgid, entry.msgstr)}
    return len(doubled) > 1 or len({text.count("%") for text in loose}) > 1


def ends_otherwise(entry: Entry) -> bool:
    """Find a sentence that is none in the other language, by its last sign."""
    last = {text[-1:] for text in (ABBREVIATED.sub("", entry.msgid), entry.msgstr)}
    return len(last) > 1 and bool(last & set(".:?!…"))


def has_loose_ends(entry: Entry) -> bool:
    """Find a space at an end that the other language does not have."""
    ends = {
        (text[:1].isspace(), text[-1:].isspace(), "  " in text)
        for text in (entry.msgid, entry.msgstr)
    }
    return len(ends) > 1


FAULTS: tuple[tuple[Callable[[Entry], bool], Entry], ...] = (
    (is_empty, Entry("Date", " ")),
    (is_fuzzy, Entry("Date", "Ngày", is_fuzzy=True)),
    (is_not_composed, Entry("Date", unicodedata.normalize("NFD", "Ngày"))),
    (is_left_in_english, Entry("Date", "Date")),
    (names_other_parts, Entry("On %(day)s", "Ngày %(date)s")),
    (cannot_be_filled_in, Entry("%(share)s %%", "%(share)s %")),
    (cannot_be_filled_in, Entry("10 %", "10 %%")),
    (ends_otherwise, Entry("Nothing.", "Chưa có gì")),
    (has_loose_ends, Entry("Date", "Ngày ")),
)
"""Every kind of fault, and an entry that has it."""


@pytest.mark.parametrize("fault", dict.fromkeys(fault for fault, _ in FAULTS))
def test_no_sentence(fault: Callable[[Entry], bool]) -> None:
    assert [entry.msgid for entry in every_entry() if fault(entry)] == []


@pytest.mark.parametrize(("fault", "entry"), FAULTS)
def test_a_planted_fault_is_found(fault: Callable[[Entry], bool], entry: Entry) -> None:
    assert fault(entry)


def test_each_msgid_stands_once_in_all_files() -> None:
    counted = Counter(entry.msgid for entry in every_entry())
    assert [msgid for msgid, times in counted.items() if times > 1] == []


def test_every_msgid_that_is_asked_for_is_there() -> None:
    known = {entry.msgid for entry in every_entry()}
    missing = [f"{one.place}: {one.msgid}" for one in asked() if one.msgid not in known | {None}]
    assert missing == []


def test_every_msgid_that_is_there_is_asked_for() -> None:
    wanted = {one.msgid for one in asked()}
    assert [entry.msgid for entry in every_entry() if entry.msgid not in wanted] == []


def test_every_msgid_can_be_read_where_it_is_asked_for() -> None:
    hidden = {one.place for one in asked() if one.msgid is None}
    assert [place for place in sorted(hidden) if not place.startswith(MARKED_ELSEWHERE)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_file_says_that_it_is_vietnamese_in_utf_8(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert '"Language: vi\\n"' in text
    assert '"Content-Type: text/plain; charset=UTF-8\\n"' in text
    assert "\n#~" not in text


def test_every_sentence_is_spoken_as_it_stands_in_the_catalogue() -> None:
    vietnamese, english = Locale(Language.VI), Locale(Language.EN)
    for entry in every_entry():
        assert vietnamese.gettext(entry.msgid) == entry.msgstr
        assert english.gettext(entry.msgid) == entry.msgid


MODULE = """
NOUN = "Loan"

def phrase(msgid, **parts): ...

class Speaker:
    def say(self, msgid): ...
    def show(self, day, msgid): ...

phrase("One", day=day)
phrase(msgid="Two")
speaker.say("Three" "and more")
speaker.show(day, "Four" if late else "Five")
phrase(NOUN)
Message("Six", "Seven", amounts=("eight",))
say(_("Eight"))
speaker.phrase(value)
phrase(page.title)
"""


def found_in(text: str) -> list[Asked]:
    tree = ast.parse(text)
    return list(in_module(tree, "here.py", DOORS | dict(doors_in(tree))))


def test_msgids_are_found_wherever_they_enter() -> None:
    found = [one.msgid for one in found_in(MODULE)]
    assert found == [
        "One", "Two", "Threeand more", "Four", "Five", "Loan", "Six", "Seven", "Eight",
    ]  # fmt: skip


def test_a_msgid_that_cannot_be_read_is_told_with_its_line() -> None:
    hidden = Asked(None, "here.py:2")
    assert found_in("def phrase(msgid): ...\nphrase(words[name])\n") == [hidden]


def test_msgids_of_templates_are_found(tmp_path: Path) -> None:
    page = Path(tmp_path / "page.html")
    page.write_text(
        '<h1>{{ _("Cash book") }} {{ _("On %(day)s", day=day) }}</h1>\n'
        "{% trans name=member.name %}Statement of {{ name }}{% endtrans %}\n"
        "<p title=\"{{ gettext('Loans') }}\">\n",
        encoding="utf-8",
    )
    found = [one.msgid for one in in_template(page, tmp_path)]
    assert found == ["Cash book", "On %(day)s", "Statement of %(name)s", "Loans"]
