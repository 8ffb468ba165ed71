"""Fields and signatures in whatever type and width a paper has."""

from collections.abc import Sequence
from dataclasses import dataclass

from ledger.pdf.flow import LEADING, Flow
from ledger.pdf.fonts import Style
from ledger.pdf.loan_sheet import Signer
from ledger.pdf.paper import fitted, wrap
from ledger.pdf.sheets import Sheets

_HAIRLINE = 0.3
_GAP = 8.0
_LONGEST_LABEL = 0.45
"""What stands beside a longer label, as a part of the line, begins on the next line instead."""


_SIGNING = 2.6
"""The room to sign in, as lines of type."""


@dataclass(frozen=True, slots=True)
class Field:
    """A label and what is said under it; nothing is a line to write on."""

    label: str
    value: str


def put_field(flow: Flow, field: Field, plain: Style, strong: Style) -> None:
    """Place a label and its value, on one line where both fit; nothing is a line to write on."""
    label = f"{field.label}: "
    indent, line = plain.width(label), plain.size * LEADING
    if not field.value:
        flow.make_room(line * 1.15)
        flow.skip(line * 1.15)
        flow.page.write(flow.paper.margin, flow.y, label, plain)
        flow.page.rule(flow.paper.margin + indent, flow.paper.right, flow.y - 2, _HAIRLINE)
        return
    is_beside = strong.width(field.value) <= flow.paper.measure - indent
    if not is_beside and indent > flow.paper.measure * _LONGEST_LABEL:
        flow.words(label, plain)
        flow.words(field.value, strong)
        return
    for number, words in enumerate(wrap(field.value, strong, flow.paper.measure - indent)):
        flow.make_room(line)
        flow.skip(line)
        if number == 0:
            flow.page.write(flow.paper.margin, flow.y, label, plain)
        flow.page.write(flow.paper.margin + indent, flow.y, words, strong)


def put_signers(
    flow: Flow | Sheets, signers: Sequence[Signer], hint: str, *, plain: Style, strong: Style
) -> None:
    """Leave room for signatures side by side, whole on one page, names below."""
    wide, line = flow.paper.measure / len(signers), strong.size * LEADING
    roles = [wrap(one.role, strong, wide - _GAP) for one in signers]
    names = [wrap(one.name, strong, wide - _GAP) if one.name else [] for one in signers]
    deep = max(map(len, roles)) + 1
    height = (deep + _SIGNING + max(map(len, names)) + 0.3) * line
    flow.make_room(height)
    for number, (role, name) in enumerate(zip(roles, names, strict=True)):
        middle = flow.paper.margin + (number + 0.5) * wide
        lines = [(words, strong) for words in role]
        lines.append((hint, fitted(hint, plain, wide - _GAP, 6)))
        for row, (words, style) in enumerate(lines, 1):
            flow.page.write_centred(middle, flow.y - row * line, words, style)
        for row, words in enumerate(name, 1):
            low = flow.y - (deep + _SIGNING + row) * line
            flow.page.write_centred(middle, low, words, strong)
    flow.skip(height)
