"""English words for whole numbers."""

from collections.abc import Iterator

_BELOW_TWENTY = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = (
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip
_GROUPS = (
    (10**18, "quintillion"), (10**15, "quadrillion"), (10**12, "trillion"), (10**9, "billion"),
    (10**6, "million"), (10**3, "thousand"),
)  # fmt: skip

BEYOND = 10**21
"""The first number without words here; no sum of the books comes near it (2^63)."""


def english(number: int) -> str:
    """Return a number below `BEYOND` in lower-case words: one thousand and five."""
    if number < 0:
        return f"minus {english(-number)}"
    if number >= BEYOND:
        message = f"no words for 10^21 and more: {number}"
        raise ValueError(message)
    return " ".join(_words(number)) if number else _BELOW_TWENTY[0]


def _words(number: int) -> Iterator[str]:
    rest, is_inner = number, False
    for unit, name in _GROUPS:
        group, rest = divmod(rest, unit)
        if group:
            yield from (*_group(group), name)
            is_inner = True
    if is_inner and 0 < rest < 100:
        yield "and"
    yield from _group(rest)


def _group(group: int) -> Iterator[str]:
    """Yield the words of 0 to 999; nothing for 0."""
    hundreds, rest = divmod(group, 100)
    if hundreds:
        yield from (_BELOW_TWENTY[hundreds], "hundred")
        if rest:
            yield "and"
    if rest >= 20:
        tens, ones = divmod(rest, 10)
        yield f"{_TENS[tens]}-{_BELOW_TWENTY[ones]}" if ones else _TENS[tens]
    elif rest:
        yield _BELOW_TWENTY[rest]
