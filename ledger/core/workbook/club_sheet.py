"""Reading the sheet Câu lạc bộ: a name and a value in each row."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from ledger.core.workbook.cells import (
    LONGEST_NAME,
    CellReader,
    CellRefused,
    is_blank,
    plain_text,
    read_amount,
    read_date,
    read_decimal,
    read_whole,
    shown,
)
from ledger.core.workbook.findings import Findings
from ledger.core.workbook.sheets import report_formulas
from ledger.core.workbook.values import Cell, ClubFacts, RawSheet
from ledger.core.workbook.words import SETTINGS, Setting, bare

DEFAULT_MULTIPLE = 1_000
"""Instalments of principal are rounded up to 1,000 ₫ (RULES.md, section 1)."""

_SHARES = (Setting.CAPITAL_SHARE, Setting.ACTIVITY_SHARE, Setting.MUTUAL_SHARE)


def read_club(sheet: RawSheet, found: Findings, *, latest: dt.date) -> ClubFacts | None:
    """Return the club and its rules, or None when a needed value is missing or refused (told)."""
    report_formulas(sheet, {}, found)
    values = _settings(sheet, found)
    reader = _SettingReader(sheet.name, values, found)
    name = reader.text(Setting.NAME, needed=True)
    texts = [
        reader.text(setting)
        for setting in (
            Setting.VILLAGE,
            Setting.COMMUNE,
            Setting.PROVINCE,
            Setting.DECISION_NO,
            Setting.DECISION_ISSUER,
        )
    ]
    decided_on = reader.date(Setting.DECIDED_ON, latest)
    meeting_day = reader.whole(Setting.MEETING_DAY, 1, 31)
    dues = reader.amount(Setting.DUES)
    shares = reader.shares()
    multiple: int | None = DEFAULT_MULTIPLE
    if values.get(Setting.PRINCIPAL_MULTIPLE, (0, None))[1] is not None:
        multiple = reader.amount(Setting.PRINCIPAL_MULTIPLE, least=1)
    if name is None or meeting_day is None or dues is None or shares is None or multiple is None:
        return None
    village, commune, province, decision_no, issuer = texts
    return ClubFacts(
        name, village, commune, province, decision_no, decided_on, issuer,
        meeting_day, dues, *shares, multiple,
    )  # fmt: skip


def _settings(sheet: RawSheet, found: Findings) -> dict[Setting, tuple[int, Cell]]:
    """Return the rows and values by setting: what stands right of its name, None if nothing."""
    values: dict[Setting, tuple[int, Cell]] = {}
    for number, row in sheet.rows:
        filled = [cell for cell in row if not is_blank(cell)]
        if not filled:
            continue
        at, setting = _name_in(filled)
        if setting is None:
            if len(filled) > 1:
                found.warn(sheet.name, number, "", "unknown_setting", name=shown(filled[0]))
        elif setting in values:
            found.error(sheet.name, number, setting.value, "setting_twice", name=setting.value)
        else:
            values[setting] = number, filled[at + 1] if len(filled) > at + 1 else None
    return values


def _name_in(filled: list[Cell]) -> tuple[int, Setting | None]:
    """Return where a row names a setting: first, or second after a running number."""
    for at, cell in enumerate(filled[:2]):
        setting = SETTINGS.get(bare(cell)) if isinstance(cell, str) else None
        if setting is not None:
            return at, setting
    return 0, None


class _SettingReader:
    """Reads single settings and tells what is wrong, in the row of each."""

    def __init__(
        self, sheet: str, values: Mapping[Setting, tuple[int, Cell]], found: Findings
    ) -> None:
        """Remember the values and where to tell."""
        self._cells = CellReader(sheet, {}, found)
        self._values = values

    def text(self, setting: Setting, *, needed: bool = False) -> str | None:
        """Return a setting's text; None when it is missing or refused."""
        row, cell = self._values.get(setting, (0, None))
        if cell is None and needed:
            self._cells.refuse(row, setting, "missing_value")
        return self._cells.text(row, setting, cell, LONGEST_NAME)

    def date(self, setting: Setting, latest: dt.date) -> dt.date | None:
        """Return a setting's date; None when it is missing or refused."""
        row, cell = self._values.get(setting, (0, None))
        if cell is None:
            return None
        try:
            value = read_date(cell)
        except CellRefused as refused:
            self._cells.refuse(row, setting, refused.code, cell)
            return None
        if value > latest:
            self._cells.refuse(row, setting, "date_after_tomorrow", value)
            return None
        return value

    def whole(self, setting: Setting, least: int, most: int) -> int | None:
        """Return a setting's whole number between two bounds; None when missing or refused."""
        row, cell = self._values.get(setting, (0, None))
        if cell is None:
            self._cells.refuse(row, setting, "missing_value")
            return None
        try:
            value = read_whole(cell)
        except CellRefused as refused:
            self._cells.refuse(row, setting, refused.code, cell)
            return None
        if not least <= value <= most:
            self._cells.refuse(row, setting, "value_out_of_bounds", cell)
            return None
        return value

    def amount(self, setting: Setting, *, least: int = 0) -> int | None:
        """Return a setting's whole đồng; None when it is missing or refused."""
        row, cell = self._values.get(setting, (0, None))
        if cell is None:
            self._cells.refuse(row, setting, "missing_value")
            return None
        try:
            value = read_amount(cell)
        except CellRefused as refused:
            self._cells.refuse(row, setting, refused.code, cell)
            return None
        if value < least:
            code = "negative_amount" if value < 0 else "value_out_of_bounds"
            self._cells.refuse(row, setting, code, cell)
            return None
        return value

    def shares(self) -> tuple[int, int, int] | None:
        """Return the interest shares in whole per cents that sum to 100; None when refused.

        Cells that the sheet shows as 20 % hold 0.2: three such parts of one are read as well.
        """
        parts: list[Decimal] = []
        for setting in _SHARES:
            row, cell = self._values.get(setting, (0, None))
            if cell is None:
                self._cells.refuse(row, setting, "missing_value")
                continue
            try:
                parts.append(read_decimal(cell))
            except CellRefused as refused:
                self._cells.refuse(row, setting, refused.code, cell)
        if len(parts) < len(_SHARES):
            return None
        if sum(parts) == 1:
            parts = [part * 100 for part in parts]
        whole = [int(part) for part in parts]
        if sum(parts) != 100 or whole != parts or min(whole) < 0:
            row, _ = self._values[Setting.MUTUAL_SHARE]
            shown = " + ".join(plain_text(part) for part in parts)
            self._cells.refuse(row, Setting.MUTUAL_SHARE, "shares_not_100", shown)
            return None
        return whole[0], whole[1], whole[2]
