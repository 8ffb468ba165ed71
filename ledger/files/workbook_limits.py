"""How much of a workbook is read at most, and how a file is refused that asks for more."""

from dataclasses import astuple, dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read at most (TRUST.md, section 7).

    Bytes of the file, its parts, bytes unpacked, rows and columns of a sheet, bytes of what is
    read, bytes of memory, seconds of work. Columns beyond the last are left out; all else is
    refused. `patience` is how many seconds the reader is waited for, whatever keeps it busy. A
    book of 100,000 rows takes half of all this.
    """

    file: int = 32 * MIB
    parts: int = 2_000
    unpacked: int = 48 * MIB
    rows: int = 120_000
    columns: int = 100
    text: int = 32 * MIB
    memory: int = 256 * MIB
    seconds: int = 3
    patience: int = 4

    def written(self) -> list[str]:
        """Return the numbers as a command's arguments, in the order of the fields."""
        return [str(number) for number in astuple(self)]


class Refused(Exception):
    """The file is refused; `reason` names the error, `fact` is what it says."""

    def __init__(self, reason: str, fact: str = "") -> None:
        """Remember the reason and its fact."""
        super().__init__(reason, fact)
        self.reason, self.fact = reason, fact
