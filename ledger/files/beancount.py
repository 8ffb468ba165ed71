"""A club's books as text for Beancount."""

from collections.abc import Iterator
from itertools import chain

from ledger.core.statements.entries import EntryLine, EntryRecord
from ledger.core.statements.whole_journal import WholeJournal
from ledger.files.account_names import account_names, decimal_text, one_line


def beancount_lines(journal: WholeJournal) -> Iterator[str]:
    """Give the lines of a Beancount file, to be written in UTF-8.

    Accounts are opened on the first entry's day; voucher, number and hash of an entry, member
    and loan of a line are metadata.
    """
    currency = journal.club.currency
    names = account_names(journal)
    yield f'option "title" {_text(f"{journal.club.name} ({journal.club.code})")}\n'
    yield f'option "operating_currency" "{currency.code}"\n'
    entries = iter(journal.entries)
    first = next(entries, None)
    if first is None:
        return
    yield "\n"
    for name in sorted(names.values()):
        yield f"{first.occurred_on.isoformat()} open {name} {currency.code}\n"
    for entry in chain([first], entries):
        yield from _entry(entry)
        for line in entry.lines:
            amount = decimal_text(line.debit - line.credit, currency.digits, ".")
            yield f"  {names[line.account, line.fund]}  {amount} {currency.code}\n"
            yield from _of_whom(line)


def _entry(entry: EntryRecord) -> Iterator[str]:
    yield f"\n{entry.occurred_on.isoformat()} * {_text(entry.narration)}\n"
    yield f"  entry: {entry.entry_no}\n"
    yield f"  voucher: {_text(entry.voucher)}\n"
    yield f"  kind: {_text(entry.kind)}\n"
    if entry.reverses is not None:
        yield f"  reverses: {entry.reverses}\n"
    if entry.true_on is not None:
        yield f"  true-on: {entry.true_on.isoformat()}\n"
    yield f'  hash: "{entry.hash.hex()}"\n'


def _of_whom(line: EntryLine) -> Iterator[str]:
    if line.member_no is not None:
        yield f"    member: {_text(line.member_paper or str(line.member_no))}\n"
    if line.loan_no is not None:
        yield f"    loan: {_text(line.loan_paper or str(line.loan_no))}\n"


def _text(text: str | None) -> str:
    quoted = one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}"'
