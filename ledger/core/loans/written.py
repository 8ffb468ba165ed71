"""Contracts and events as text that can be kept for good, and read again to the same value."""

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from fractions import Fraction
from functools import lru_cache
from types import UnionType
from typing import TypeAlias, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from ledger.core.loans import events
from ledger.core.loans.contract import Contract
from ledger.core.loans.events import LoanEvent

Plain: TypeAlias = str | int | bool | list["Plain"] | dict[str, "Plain"] | None
"""What JSON holds; money is whole, shares are text such as "1/100", days are ISO text."""

T = TypeVar("T")

INHERITANCE, UNDOING = "inheritance", "undoing"
"""Kinds of events: another took the debt over, another event counts no more."""
_EVENTS: Mapping[str, type[LoanEvent]] = {
    "disbursement": events.Disbursement,
    "repayment": events.Repayment,
    "charging": events.Charging,
    "waiver": events.Waiver,
    "refund": events.Refund,
    "write_off": events.WriteOff,
    "overdue_move": events.OverdueMove,
    "accrual": events.Accrual,
    "new_schedule": events.NewSchedule,
    INHERITANCE: events.Inheritance,
    "closing": events.Closing,
    UNDOING: events.Undoing,
}
_KINDS: Mapping[type[LoanEvent], str] = {kind: name for name, kind in _EVENTS.items()}


def write_contract(contract: Contract) -> str:
    """Return a contract as text; what is as by default is left out."""
    return write(contract)


def read_contract(text: str) -> Contract:
    """Return the contract that a text holds."""
    return read(Contract, text)


def write_event(event: LoanEvent) -> str:
    """Return an event as text, without its kind (`kind_of`)."""
    return write(event)


def read_event(kind: str, text: str) -> LoanEvent:
    """Return the event of a kind that a text holds (`ValueError` where it holds none)."""
    if kind not in _EVENTS:
        message = f"no event is a {kind}"
        raise ValueError(message)
    return read(_EVENTS[kind], text)


def kind_of(event: LoanEvent) -> str:
    """Return the name of an event's kind."""
    return _KINDS[type(event)]


def write(value: object) -> str:
    """Return a frozen value as canonical JSON: a field that is as by default is left out."""
    return json.dumps(
        value, default=_plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )


def read(kind: type[T], text: str) -> T:
    """Return the value of a kind that a text holds (`ValueError` where it holds none).

    A field that the kind has not, or of another type, is refused; one that is not told is as by
    default. What no such value may be is refused as the value itself refuses it.
    """
    try:
        return cast("T", _value(kind, json.loads(text)))
    except (AttributeError, LookupError, RecursionError, TypeError, ZeroDivisionError) as error:
        message = f"this is no {kind.__name__}"
        raise ValueError(message) from error


def _plain(value: object) -> Plain | dict[str, object] | list[object]:
    """Return what JSON can hold of a value that it cannot; what is inside comes back here."""
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value, key=str)
    if is_dataclass(value):
        said = [one for one in fields(value) if one.init]
        named = {one.name: getattr(value, one.name) for one in said}
        return {one.name: named[one.name] for one in said if named[one.name] != one.default}
    message = f"{type(value).__name__} has no text"
    raise ValueError(message)


def _value(kind: object, plain: Plain) -> object:
    """Return the value of a type, or of one that a type hint says."""
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        wanted = next(one for one in inside if one is not type(None))
        return None if plain is None else _value(wanted, plain)
    if isinstance(plain, list):
        return frozenset(_many(inside, plain)) if origin is frozenset else _many(inside, plain)
    if isinstance(plain, dict):
        made = cast("Callable[..., object]", kind)
        hints = _hints(kind)
        return made(**{name: _value(hints[name], one) for name, one in plain.items()})
    return _single(kind, plain)


def _single(kind: object, plain: Plain) -> object:
    """Return a value that has no parts: numbers are themselves, all else is made from its text."""
    if kind in (int, bool):
        if type(plain) is not kind:
            raise TypeError
        return plain
    if not isinstance(plain, str) or is_dataclass(kind):
        raise TypeError
    if kind is dt.date:
        return dt.date.fromisoformat(plain)
    return cast("Callable[[str], object]", kind)(plain)


def _many(kinds: Sequence[object], plain: list[Plain]) -> tuple[object, ...]:
    """Return a tuple of as many as there are, or of one of each kind."""
    is_alike = kinds[-1] is Ellipsis or len(kinds) == 1
    each = [kinds[0]] * len(plain) if is_alike else list(kinds)
    return tuple(_value(kind, one) for kind, one in zip(each, plain, strict=True))


@lru_cache(maxsize=64)
def _hints(kind: object) -> dict[str, object]:
    return get_type_hints(kind)
