"""A table on a terminal: aligned, within its width, and deaf to what would repaint the screen."""

import datetime as dt
import unicodedata

import pytest

from ledger.cli.tables import drawn, headed, letters, table_json
from ledger.cli.terminal import visible
from ledger.core.statements.table import (
    Column,
    ColumnKind,
    Name,
    Row,
    RowKind,
    Table,
    Value,
    phrase,
)
from ledger.i18n.locale import Language, Locale

EN, VI = Locale(Language.EN), Locale(Language.VI)

COLUMNS = (
    Column("date", phrase("Date"), ColumnKind.DATE),
    Column("what", phrase("For")),
    Column("amount", phrase("Debit"), ColumnKind.AMOUNT),
)


def table(*rows: tuple[Value, ...], last: RowKind = RowKind.LINE) -> Table:
    kinds = [RowKind.LINE] * (len(rows) - 1) + [last]
    made = tuple(Row(values, kind) for values, kind in zip(rows, kinds, strict=True))
    return Table("test", phrase("Journal"), "Hạnh Phúc", (), COLUMNS, made)


def test_amounts_stand_to_the_right_and_totals_under_a_rule() -> None:
    shown = list(
        drawn(
            table(
                (dt.date(2025, 1, 31), "Hội phí", 1_250_000),
                (None, phrase("Total"), 1_250_000),
                last=RowKind.TOTAL,
            ),
            EN,
            None,
        )
    )
    assert shown == [
        "Date        For          Debit",
        "----------  -------  ---------",
        "31/01/2025  Hội phí  1,250,000",
        "----------  -------  ---------",
        "            Total    1,250,000",
    ]


def test_vietnamese_writes_dots_and_its_own_names() -> None:
    (_, _, line) = drawn(table((None, Name("Tiền mặt", "Cash on hand"), -5_000)), VI, None)
    assert line == "      Tiền mặt  -5.000"


def test_a_number_that_names_something_is_not_grouped() -> None:
    columns = (
        Column("entry", phrase("Entry"), ColumnKind.NUMBER),
        Column("looked_at", phrase("Looked at"), ColumnKind.COUNT),
    )
    report = Table("test", phrase("Journal"), "", (), columns, (Row((2_419, 2_419)),))
    *_, line = drawn(report, VI, None)
    assert line.split() == ["2419", "2.419"]


def test_marks_take_no_place_and_wide_letters_two() -> None:
    composed = "Nguyễn Thị Ước"
    assert letters(composed) == letters(unicodedata.normalize("NFD", composed)) == 14
    assert letters("漢字") == 4
    assert letters("a\u200db") == 2


@pytest.mark.parametrize("width", [30, 40, 60, 80])
def test_text_gives_way_where_the_terminal_is_narrow(width: int) -> None:
    long = "Hỗ trợ hội viên khó khăn sau bão số ba ở xóm Nà Ngần 漢字漢字漢字 " + "x" * 50
    shown = list(drawn(table((dt.date(2025, 1, 31), long, 1_250_000)), EN, width))
    assert max(map(letters, shown)) <= max(width, 10 + 2 + 8 + 2 + 9)
    told = "".join(line[12:].replace("1,250,000", "").strip() for line in shown[2:])
    assert told.replace(" ", "") == long.replace(" ", "")


def test_a_heading_runs_over_the_columns_beside_it() -> None:
    heading = Row((None, phrase("Capital and funds"), None), RowKind.HEADING)
    line = Row((None, "x", 1))
    made = Table("test", phrase("Journal"), "", (), COLUMNS, (heading, line))
    assert list(drawn(made, EN, None))[2:] == ["Capital and funds", "      x        1"]


def test_an_empty_report_says_so() -> None:
    made = Table("test", phrase("Journal"), "Hạnh Phúc", (), COLUMNS, ())
    assert list(headed(made, EN, None))[-1] == "There is nothing here yet."


def test_json_keeps_numbers_and_days_as_such() -> None:
    made = table_json(table((dt.date(2025, 1, 31), phrase("Total"), 7)), VI)
    assert isinstance(made, dict)
    assert made["rows"] == [
        {"kind": "line", "values": {"date": "2025-01-31", "what": "Cộng", "amount": 7}}
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hội phí\u00a0₫", "Hội phí\u00a0₫"),
        ("\x1b[2J", "\\x1b[2J"),
        ("\x9b2J", "\\x9b2J"),
        ("abc\u202edef", "abc\\u202edef"),
        ("one\ntwo", "one\ntwo"),
        ("beep\x07", "beep\\x07"),
    ],
)
def test_a_control_is_shown_and_not_obeyed(text: str, shown: str) -> None:
    assert visible(text) == shown
