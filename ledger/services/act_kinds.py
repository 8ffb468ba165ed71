"""All kinds of acts by name: what can be done at once, and what waits for a second person."""

from collections.abc import Mapping
from typing import cast

from ledger.services import (
    activity_kinds,
    class_kinds,
    correcting_kinds,
    erasing,
    handover_kinds,
    lending_kinds,
    money_kinds,
    opening_kinds,
    pin_kinds,
    price_kinds,
)
from ledger.services.doing import ActKind

KINDS: Mapping[str, ActKind[object]] = {
    kind.name: cast("ActKind[object]", kind)
    for room in (
        money_kinds,
        class_kinds,
        lending_kinds,
        activity_kinds,
        correcting_kinds,
        opening_kinds,
        pin_kinds,
        price_kinds,
        erasing,
        handover_kinds,
    )
    for kind in room.KINDS
}
