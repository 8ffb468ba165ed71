"""All that a club holds of one member, as one JSON text."""

import datetime as dt
import json
from dataclasses import fields, is_dataclass
from fractions import Fraction

from ledger.core.privacy.own_data import OwnData


def own_data_json(data: OwnData) -> str:
    """Return the data as JSON that people can read as well as programs.

    Names are those of the fields, in their order; nothing is left out, what is not known is null.
    Money is whole đồng, days and moments are ISO text, shares are text such as "1/100".
    """
    return json.dumps(data, default=_plain, ensure_ascii=False, indent=2) + "\n"


def _plain(value: object) -> object:
    """Return what JSON can hold of a value that it cannot; what is inside comes back here."""
    if is_dataclass(value):
        return {one.name: getattr(value, one.name) for one in fields(value)}
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, frozenset):
        return sorted(value, key=str)
    message = f"{type(value).__name__} has no place in JSON"
    raise TypeError(message)
