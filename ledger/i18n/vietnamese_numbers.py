"""Vietnamese words for whole numbers, in each of the ways that Vietnamese paper has them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_TU, _MOT, _LAM = "tư", "mốt", "lăm"
_GROUPS = ((1_000_000, "triệu"), (1_000, "nghìn"), (1, ""))
_TY = 10**9


class Filler(StrEnum):
    """The word for a missing ten: một trăm linh hai, một trăm lẻ hai."""

    LINH = "linh"
    LE = "lẻ"


class Four(StrEnum):
    """Where a last 4 is read tư: after mươi, nowhere, or after mươi and the filler."""

    TU = "tu"
    BON = "bon"
    TU_ALSO_AFTER_FILLER = "tu+linh"


class Padding(StrEnum):
    """Which inner group of three digits below 100 is read with its hundred: không trăm.

    Every one; only the last; none (the last is joined by the filler); only the last, and only
    after nghìn (after triệu and tỷ a last digit is joined by the filler), as CLDR has it.
    """

    FULL = "full"
    LAST = "last"
    NONE = "none"
    CLDR = "cldr"


@dataclass(frozen=True, slots=True)
class WordStyle:
    """A way of reading numbers; by itself the one that most of the paper we know has."""

    filler: Filler = Filler.LINH
    four: Four = Four.TU
    padding: Padding = Padding.FULL


HOUSE_STYLE = WordStyle()


def vietnamese(number: int, style: WordStyle = HOUSE_STYLE) -> str:
    """Return a number in lower-case words: 1.005.000 is một triệu không trăm linh năm nghìn."""
    if number < 0:
        return f"âm {vietnamese(-number, style)}"
    return " ".join(_words(number, style)) if number else _DIGITS[0]


def _words(number: int, style: WordStyle) -> Iterator[str]:
    """Yield the words of a number above zero; what stands before tỷ is a number of its own."""
    billions, rest = divmod(number, _TY)
    if billions:
        yield from _words(billions, style)
        yield "tỷ"
    above = "tỷ" if billions else None
    for unit, name in _GROUPS:
        group, rest = divmod(rest, unit)
        if not group:
            continue
        yield from _inner(group, style, above, is_last=unit == 1) if above else _group(group, style)
        if name:
            yield name
        above = name


def _inner(group: int, style: WordStyle, above: str, *, is_last: bool) -> Iterator[str]:
    """Yield a group of three digits that has others before it."""
    is_padded = {
        Padding.FULL: True,
        Padding.LAST: is_last,
        Padding.NONE: False,
        Padding.CLDR: is_last and above == "nghìn",
    }[style.padding]
    if group >= 100 or not (is_padded or is_last):
        yield from _group(group, style)
        return
    if is_padded:
        yield from (_DIGITS[0], "trăm")
    elif group >= 10 and style.padding is Padding.NONE:
        yield style.filler
    yield from _below_hundred(group, style)


def _group(group: int, style: WordStyle) -> Iterator[str]:
    """Yield the words of 1 to 999."""
    hundreds, rest = divmod(group, 100)
    if hundreds:
        yield from (_DIGITS[hundreds], "trăm")
    if rest and not hundreds and rest < 10:
        yield _DIGITS[rest]
    elif rest:
        yield from _below_hundred(rest, style)


def _below_hundred(number: int, style: WordStyle) -> Iterator[str]:
    """Yield the words of 1 to 99 after something greater: a lone digit takes the filler."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        is_tu = ones == 4 and style.four is Four.TU_ALSO_AFTER_FILLER
        yield from (style.filler, _TU if is_tu else _DIGITS[ones])
        return
    yield from ("mười",) if tens == 1 else (_DIGITS[tens], "mươi")
    if ones == 5:
        yield _LAM
    elif ones == 1 and tens > 1:
        yield _MOT
    elif ones == 4 and tens > 1 and style.four is not Four.BON:
        yield _TU
    elif ones:
        yield _DIGITS[ones]
