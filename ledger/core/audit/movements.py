"""What a pass along the journal adds up: sums, money by day, loans, runs of voucher numbers."""

from collections import defaultdict
from dataclasses import dataclass, field

from ledger.core.accounts import LOAN_ACCOUNTS, MONEY_ACCOUNTS
from ledger.core.audit.stored import AccountAndFund, StoredEntry, StoredHead


@dataclass(frozen=True, slots=True)
class Shortage:
    """Money of a fund below zero (đồng) once an act was done; the act's last entry."""

    account: str
    fund: str
    balance: int
    entry_no: int


@dataclass(slots=True)
class Runs:
    """Numbers met in any order, as runs without a gap: last by first, and first by last."""

    last_of: dict[int, int] = field(default_factory=dict)
    _first_of: dict[int, int] = field(default_factory=dict)

    def add(self, number: int) -> None:
        """Take a number that was not met before, and join the runs beside it."""
        first = self._first_of.pop(number - 1, number)
        last = self.last_of.pop(number + 1, number)
        self.last_of[first] = last
        self._first_of[last] = first


@dataclass(slots=True)
class Movements:
    """Sums over all lines so far, in đồng.

    `by_month` is [debit, credit] by month, account and fund; `money_by_day` the change of cash
    and bank money by account, fund and day; `loans` what each loan owes; `off_by_day` what the
    entries of a day lack to balance. `shortages` are looked for after each act, the entries of
    one request together.
    """

    by_month: dict[str, dict[AccountAndFund, list[int]]] = field(default_factory=dict)
    money_by_day: dict[AccountAndFund, dict[str, int]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(int))
    )
    loans: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    off_by_day: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    vouchers: dict[tuple[int, str], Runs] = field(default_factory=lambda: defaultdict(Runs))
    shortages: list[Shortage] = field(default_factory=list)
    last: StoredHead | None = None
    entries: int = 0
    lines: int = 0
    _money: dict[AccountAndFund, int] = field(default_factory=lambda: defaultdict(int))
    _below: set[AccountAndFund] = field(default_factory=set)

    def add(self, entry: StoredEntry) -> None:
        """Add the next entry of the journal."""
        head, day = entry.head, entry.head.occurred_on
        if self._below and self.last and self.last.request_id != head.request_id:
            self.end_of_act()
        sums = self.by_month.get(day[:7])
        if sums is None:
            sums = self.by_month[day[:7]] = {}
        off = 0
        for _, _, account, fund, debit, credit, _, loan_no in entry.lines:
            key, change = (account, fund), debit - credit
            off += change
            kept = sums.get(key)
            if kept is None:
                sums[key] = [debit, credit]
            else:
                kept[0] += debit
                kept[1] += credit
            if account in MONEY_ACCOUNTS:
                self._move_money(key, day, change)
            elif loan_no is not None and account in LOAN_ACCOUNTS:
                self.loans[loan_no] += change
        if off:
            self.off_by_day[day] += off
        for voucher in entry.vouchers:
            self.vouchers[voucher.year, voucher.series].add(voucher.no)
        self.entries += 1
        self.lines += len(entry.lines)
        self.last = head

    def _move_money(self, key: AccountAndFund, day: str, change: int) -> None:
        self.money_by_day[key][day] += change
        self._money[key] += change
        if self._money[key] < 0:
            self._below.add(key)

    def end_of_act(self) -> None:
        """Note what is short now that an act is done."""
        for account, fund in sorted(self._below):
            balance = self._money[account, fund]
            if balance < 0 and self.last:
                self.shortages.append(Shortage(account, fund, balance, self.last.entry_no))
        self._below.clear()

    def totals(self) -> dict[AccountAndFund, tuple[int, int]]:
        """Return debits and credits by account and fund over all months."""
        found: dict[AccountAndFund, tuple[int, int]] = {}
        for sums in self.by_month.values():
            for key, (debit, credit) in sums.items():
                before = found.get(key, (0, 0))
                found[key] = (before[0] + debit, before[1] + credit)
        return found

    def by_period(self) -> dict[tuple[str, str, str], tuple[int, int]]:
        """Return debits and credits by month and by year, account and fund."""
        found: dict[tuple[str, str, str], tuple[int, int]] = {}
        for month, sums in self.by_month.items():
            for (account, fund), (debit, credit) in sums.items():
                found[month, account, fund] = (debit, credit)
                before = found.get((month[:4], account, fund), (0, 0))
                found[month[:4], account, fund] = (before[0] + debit, before[1] + credit)
        return found
