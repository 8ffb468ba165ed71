"""The kind of an act by its name, for the page that asks for it."""

from typing import TypeVar, cast

from ledger.services.act_kinds import KINDS
from ledger.services.doing import ActKind

Value = TypeVar("Value")


def kind(name: str, told: type[Value]) -> ActKind[Value]:
    """Return the kind of a name, which tells of values of this type."""
    found = KINDS[name]
    if found.told is not told:
        raise TypeError(name)
    return cast("ActKind[Value]", found)
