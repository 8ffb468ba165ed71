"""Every check of an installation has a name, and a remedy for when it fails."""

import ast
import re

import pytest

from ledger.books.examine import SAFE_POSTGRESQL, SAFE_SQLITE
from ledger.i18n.examined import CHECKS, examined_said, examined_title
from ledger.i18n.locale import Language, Locale
from tests.i18n.sources import called, modules

VI, EN = Locale(Language.VI), Locale(Language.EN)
SETTINGS = {*SAFE_SQLITE, *SAFE_POSTGRESQL}
"""Checks that the sources name by a table."""


def examined_in_sources() -> dict[str, bool]:
    """Return the names of all checks, and whether each may fail."""
    found = dict.fromkeys(SETTINGS, True)
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or called(node) != "Examined":
                continue
            passed = {one.arg: one.value for one in node.keywords}.get("passed")
            name = node.args[0]
            if isinstance(name, ast.Constant):
                found[str(name.value)] = not isinstance(passed, ast.Constant)
            else:
                assert isinstance(name, ast.Name), f"{path}:{node.lineno}: what name is this?"
    return found


def test_every_check_has_a_title_and_every_title_a_check() -> None:
    assert set(CHECKS) == set(examined_in_sources())


def test_every_check_that_may_fail_has_a_remedy_and_no_other() -> None:
    may_fail = {name for name, fails in examined_in_sources().items() if fails}
    assert {name for name, check in CHECKS.items() if check.failed} == may_fail


@pytest.mark.parametrize("name", CHECKS)
def test_a_failure_shows_what_was_found(name: str) -> None:
    message = CHECKS[name].failed
    if message is not None:
        named = re.findall(r"%\((\w+)\)s", message.sentence + message.remedy)
        assert "found" in named
        assert set(named) <= {"name", "found"}


def test_a_failed_setting_is_said_with_its_name() -> None:
    told = examined_said("fsync", "off", VI)
    assert told.sentence == "Cài đặt fsync đang là off: mất điện có thể làm mất điều đã ghi."
    assert examined_title("fsync", EN) == "What is written reaches the disk"


def test_a_clock_that_is_behind_is_told_in_the_time_of_viet_nam() -> None:
    told = examined_said("clock", "2026-03-10T02:00:00+00:00", EN)
    assert told.sentence == "The clock is behind: the last entry was recorded at 10/03/2026 09:00."


@pytest.mark.parametrize("locale", [VI, EN])
@pytest.mark.parametrize("name", ["new_check", "library"])
def test_a_check_without_a_message_is_named(name: str, locale: Locale) -> None:
    assert name in examined_said(name, "this", locale).sentence
    assert examined_title("new_check", locale) == "new_check"
