"""A club's books as text for hledger."""

from collections.abc import Iterator

from ledger.core.accounts import MONEY_ACCOUNTS, Account, AccountType
from ledger.core.money import Currency
from ledger.core.statements.entries import EntryLine, EntryRecord
from ledger.core.statements.whole_journal import WholeJournal
from ledger.files.account_names import account_names, decimal_text, one_line

TYPES = {
    AccountType.ASSET: "A",
    AccountType.LIABILITY: "L",
    AccountType.EQUITY: "E",
    AccountType.INCOME: "R",
    AccountType.EXPENSE: "X",
}
CASH = "C"
"""The type of an asset that is money, for hledger's cash flow."""

NO_COMMENT = str.maketrans({";": "\uff1b", "|": "\uff5c"})
"""Signs that would begin a comment or split a payee off, in their full width."""

NO_TAG = str.maketrans({";": "\uff1b", ",": "\uff0c", "[": "(", "]": ")"})
"""Signs that would end a tag, or be read as a date in brackets."""


def hledger_lines(journal: WholeJournal) -> Iterator[str]:
    """Give the lines of an hledger journal, to be written in UTF-8.

    Numbers have a decimal comma, as Vietnamese writes them. The commodity and every account are
    declared; voucher, number and hash of an entry, member and loan of a line are tags.
    """
    currency = journal.club.currency
    names = account_names(journal)
    accounts = {account.number: account for account in journal.accounts}
    yield f"; {one_line(f'{journal.club.name} ({journal.club.code})')}\n"
    yield "decimal-mark ,\n"
    yield f"commodity {_sample(currency)}\n"
    for (number, _), name in sorted(names.items(), key=lambda pair: pair[1]):
        yield f"account {name}  ; type:{_type(accounts[number])}\n"
    for entry in journal.entries:
        yield from _entry(entry)
        for line in entry.lines:
            amount = decimal_text(line.debit - line.credit, currency.digits, ",")
            name = names[line.account, line.fund]
            yield f"    {name}  {amount} {_commodity(currency)}{_of_whom(line)}\n"


def _entry(entry: EntryRecord) -> Iterator[str]:
    narration = one_line(entry.narration).translate(NO_COMMENT)
    # A status and a code stand before the words, so that nothing in them is read as either.
    yield f"\n{entry.occurred_on.isoformat()} * ({entry.voucher}) {narration}".rstrip() + "\n"
    tags = [f"entry:{entry.entry_no}", f"kind:{entry.kind}"]
    if entry.reverses is not None:
        tags.append(f"reverses:{entry.reverses}")
    if entry.true_on is not None:
        tags.append(f"true-on:{entry.true_on.isoformat()}")
    yield f"    ; {', '.join(tags)}, hash:{entry.hash.hex()}\n"


def _of_whom(line: EntryLine) -> str:
    tags = []
    if line.member_no is not None:
        tags.append(f"member:{_tag(line.member_paper or str(line.member_no))}")
    if line.loan_no is not None:
        tags.append(f"loan:{_tag(line.loan_paper or str(line.loan_no))}")
    return f"  ; {', '.join(tags)}" if tags else ""


def _tag(text: str) -> str:
    return one_line(text).translate(NO_TAG)


def _type(account: Account) -> str:
    return CASH if account.number in MONEY_ACCOUNTS else TYPES[account.type]


def _sample(currency: Currency) -> str:
    """Return an amount that shows how amounts are written: 1.000, VND or 1.000,00 USD."""
    return f"1.000,{'0' * currency.digits} {_commodity(currency)}"


def _commodity(currency: Currency) -> str:
    return currency.code if currency.code.isalpha() else f'"{currency.code}"'
