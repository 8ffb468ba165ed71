"""Every finding in a workbook has its sentence and its remedy, with its own facts in them."""

import ast
import datetime as dt
import re

import pytest

from ledger.core.workbook.values import Fact, Finding, Severity
from ledger.i18n.findings import ERRORS, WARNINGS, finding_said
from ledger.i18n.locale import Language, Locale
from ledger.i18n.said import Message, Said
from tests.i18n.codes import Coded, coded, codes_in

VI, EN = Locale(Language.VI), Locale(Language.EN)
NAMED = re.compile(r"%\((\w+)\)s")


def message_of(one: Coded) -> Message | None:
    return (ERRORS if one.is_error else WARNINGS).get(one.code)


def finding(code: str, severity: Severity = Severity.ERROR, **facts: Fact) -> Finding:
    return Finding("Sổ quỹ", 12, "Ngày", code, severity, tuple(facts.items()))


def test_every_code_of_the_sources_can_be_read() -> None:
    assert [one.place for one in coded() if not one.code] == []
    assert len({one.code for one in coded()}) > 50


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    told = {is_error: {one.code for one in coded() if one.is_error is is_error}
            for is_error in (True, False)}  # fmt: skip
    assert told == {True: set(ERRORS), False: set(WARNINGS)}


@pytest.mark.parametrize("one", coded(), ids=lambda one: f"{one.code}-{one.place}")
def test_a_sentence_names_only_facts_that_are_told_with_its_code(one: Coded) -> None:
    message = message_of(one)
    assert message is not None
    wanted = {*NAMED.findall(message.sentence), *NAMED.findall(message.remedy)}
    wanted |= {*message.amounts, *message.funds}
    if one.facts is not None:
        assert wanted <= one.facts


def test_a_finding_is_said_in_the_reader_s_way() -> None:
    refused = finding("repays_more_than_is_owed", loan="V01", owed=500_000, amount=5_000_000)
    assert finding_said(refused, VI) == Said(
        "Trả gốc 5.000.000\u00a0₫, nhưng khoản vay V01 chỉ còn nợ 500.000\u00a0₫.",
        "Hãy xem lại số tiền và mã khoản.",
    )
    short = finding("fund_below_zero", fund="mutual", there=0, amount=20_000)
    assert finding_said(short, VI).sentence == (
        "Quỹ tương trợ chỉ có 0\u00a0₫ tiền mặt, không đủ chi 20.000\u00a0₫."
    )
    late = finding("dated_before_disbursed", loan="V01", disbursed_on=dt.date(2025, 3, 10))
    assert finding_said(late, EN).sentence == "Loan V01 was paid out later, on 10/03/2025."


def test_what_a_cell_holds_is_shown_as_it_is() -> None:
    told = finding_said(finding("date_does_not_exist", value="2025-02-30"), VI)
    assert told.sentence == "Không có ngày 2025-02-30 trong lịch."
    assert "100 %" in finding_said(finding("unknown_kind", value="100 %s"), EN).sentence


def test_numbers_that_follow_one_another_are_said_together() -> None:
    gap = finding(
        "voucher_gap", Severity.WARNING, series="PT", year=2025, numbers=(7, 9, 10, 11, 20)
    )
    assert "missing: 7, 9–11, 20." in finding_said(gap, EN).sentence


def test_the_same_code_says_another_thing_as_an_error_and_as_a_remark() -> None:
    error = finding_said(finding("missing_column", name="Mục đích"), EN)
    remark = finding_said(finding("missing_column", Severity.WARNING, name="Mục đích"), EN)
    assert error.sentence == "The list has no column Mục đích."
    assert remark.sentence == "The list has no column Mục đích; it is read without it."


@pytest.mark.parametrize("locale", [VI, EN])
@pytest.mark.parametrize("severity", Severity)
def test_a_code_without_a_sentence_is_named(severity: Severity, locale: Locale) -> None:
    assert "new_code" in finding_said(finding("new_code", severity), locale).sentence


# --- that the reader of sources reads -------------------------------------------

MODULE = """
def read(reader, cell):
    code = "one_thing" if cell else "other_thing"
    reader.refuse(1, "Thu", code, cell)
    reader.error(1, "Thu", "third_thing", loan=loan, amount=5)
    found.warn("Thu", 1, "", "told_thing")
    check(cell, "handed_thing")
    raise CellRefused("raised_thing")

def check(cell, code):
    reader.error(1, "Thu", code, day=day)

def lost():
    reader.refuse(1, "Thu", CODES[3], cell)
"""


def test_codes_are_found_wherever_they_are_told() -> None:
    found = {(one.code, one.is_error, one.facts) for one in codes_in(ast.parse(MODULE), "here.py")}
    value, nothing = frozenset({"value"}), frozenset[str]()
    assert found == {
        ("one_thing", True, value),
        ("other_thing", True, value),
        ("third_thing", True, frozenset({"loan", "amount"})),
        ("told_thing", False, nothing),
        ("raised_thing", True, value),
        ("handed_thing", True, frozenset({"day"})),
        ("", True, value),
    }
