"""Journals of a bank set beside ours, account for account of the same kind.

What is compared: each transaction's net amount by kind of account (principal lent, money, money
held, losses, income). The bank accrues; we book interest and charges when they are received, so
that its receivable for them and its income given up stand where our income does: both sides of a
write-off of interest cancel out there, and we post none.
"""

from collections.abc import Iterator
from decimal import Decimal

from ledger.core.journal import JournalLine
from tests.cases.loan_story import Told, cents
from tests.cases.read import Json

KINDS = {
    "Loans Receivable": "lent",
    "Suspense/Clearing account": "money",
    "Overpayment account": "held",
    "Interest/Fee Receivable": "income",
    "Interest Income Charge Off": "income",
    "Fee Charge Off": "income",
    "Recoveries": "income",
    "Goodwill Expense Account": "loss",
    "Credit Loss/Bad Debt": "loss",
    "Credit Loss/Bad Debt-Fraud": "loss",
}
OURS = {
    "1321": "lent", "1322": "lent", "111": "money", "3388": "held", "1323": "income",
    "5111": "income", "5118": "income", "635": "loss",
}  # fmt: skip
TRANSACTIONS = {
    "Disbursement": "DISBURSEMENT", "Repayment": "REPAYMENT", "Charge-off": "CHARGE_OFF",
    "Goodwill Credit": "GOODWILL_CREDIT", "Merchant issued refund": "MERCHANT_ISSUED_REFUND",
    "Payout refund": "PAYOUT_REFUND",
}  # fmt: skip


def journal_differences(entries: list[dict[str, Json]], told: list[Told]) -> Iterator[str]:
    """Yield where our lines of a transaction are not those of the bank's."""
    if not entries:
        return
    if len(entries) != len(told):
        yield f"{len(told)} entries, not {len(entries)}"
    for entry, ours in zip(entries, told, strict=False):
        place = f"journal, {entry['transaction']} of {entry['date']}"
        if (TRANSACTIONS[ours.kind], ours.on.isoformat()) != (entry["transaction"], entry["date"]):
            yield f"{place}: {ours.kind} of {ours.on}"
        lines = entry["lines"]
        assert isinstance(lines, list)
        theirs = [line for line in lines if isinstance(line, dict)]
        if ours.is_undone:  # an entry that was reversed shows both sides
            theirs, undoing = theirs[: len(theirs) // 2], theirs[len(theirs) // 2 :]
            if _bank(undoing) != {kind: -amount for kind, amount in _bank(theirs).items()}:
                yield f"{place}: the second half does not undo the first"
        expected, found = _bank(theirs), _club(ours.lines)
        if ours.kind == "Goodwill Credit" and ours.outcome.is_recovery:
            # The bank shows a gift and its recovery; what is off our books is given without lines.
            expected, found = _with_one_result(expected), _with_one_result(found)
        if expected != found:
            yield f"{place}: {_shown(found)}, not {_shown(expected)}"


def _bank(lines: list[dict[str, Json]]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for line in lines:
        kind = KINDS[str(line["account"])]
        amount = cents(line.get("debit") or 0) - cents(line.get("credit") or 0)
        sums[kind] = sums.get(kind, 0) + amount
    return {kind: amount for kind, amount in sums.items() if amount}


def _club(lines: tuple[JournalLine, ...]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for line in lines:
        kind = OURS[line.account]
        sums[kind] = sums.get(kind, 0) + line.debit - line.credit
    return {kind: amount for kind, amount in sums.items() if amount}


def _with_one_result(sums: dict[str, int]) -> dict[str, int]:
    result = sums.get("income", 0) + sums.get("loss", 0)
    rest = {kind: sums[kind] for kind in sums if kind not in {"income", "loss"}}
    return rest | ({"result": result} if result else {})


def _shown(sums: dict[str, int]) -> dict[str, str]:
    return {kind: str(Decimal(amount).scaleb(-2)) for kind, amount in sums.items()}
