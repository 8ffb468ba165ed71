"""An entry's fingerprint of its loan changes with whatever was agreed or told."""

import pytest

from ledger.core.loans.seal import Agreed, seal_of_contract, seal_of_event

AGREED = Agreed(
    "KV01", 12, "2026-01-08", 12_000_000, 12, 10_000, "equal_principal", None,
    '{"terms":{"instalments":12,"rate":{"share":"1/100"},"repayment":"equal_principal"}}',
)  # fmt: skip
TOLD = '{"amount":12000000,"number":1,"occurred_on":"2026-01-10"}'


def test_fingerprints_stay_as_they_always_were() -> None:
    # They stand in entries: another way of making them would call every loan altered.
    agreed = seal_of_contract(AGREED)
    assert agreed == "ae01b51a3bdcbdbe3c6ad321a2d0e0f021d16bf914728ae2e6a62ccdd95ffa7c"
    assert (
        seal_of_event(agreed, "disbursement", TOLD)
        == "c8bedd7b97b1f4ab02deb4863d22a81ae7f6f4b987badd502491007dd4138963"
    )


@pytest.mark.parametrize("column", Agreed._fields)
def test_anything_agreed_otherwise_gives_another_fingerprint(column: str) -> None:
    value = getattr(AGREED, column)
    other = f"{value}x" if isinstance(value, str) else 7
    agreed = Agreed._make((AGREED._asdict() | {column: other}).values())
    assert seal_of_contract(agreed) != seal_of_contract(AGREED)


def test_an_event_s_fingerprint_depends_on_all_before_it() -> None:
    seal = seal_of_event("a", "repayment", TOLD)
    assert seal == seal_of_event("a", "repayment", TOLD)
    others = [("b", "repayment", TOLD), ("a", "refund", TOLD), ("a", "repayment", f"{TOLD} ")]
    assert seal not in {seal_of_event(*other) for other in others}


def test_texts_that_run_into_each_other_are_told_apart() -> None:
    assert seal_of_event("a", "b", "c") != seal_of_event("ab", "", "c")
    assert seal_of_event("a", "b", "c") != seal_of_event("a", "bc", "")
