"""All acts that have a page, by name, in the order in which they are listed."""

from collections.abc import Mapping
from typing import cast

from ledger.web.acts import (
    activities,
    applying,
    asking,
    banking,
    classes,
    closing,
    correcting,
    counting,
    dues_of_many,
    enrolling,
    erasing,
    granting,
    handing_over,
    loan_decisions,
    loan_money,
    money_in,
    money_out,
    opening,
    pins,
    prices,
    repaying,
    ruling,
    voting,
)
from ledger.web.acts.act import WebAct

ACTS: Mapping[str, WebAct[object]] = {
    act.name: cast("WebAct[object]", act)
    for room in (
        repaying, dues_of_many, money_in, money_out, applying, voting, granting, loan_money,
        loan_decisions, activities, asking,
        banking, counting, enrolling, classes, correcting, closing, ruling, prices,
        opening, pins, erasing,
        handing_over,
    )
    for act in room.ACTS
}  # fmt: skip
