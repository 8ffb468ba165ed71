"""Books kept by others, posted through our service and asked for their balances again."""

import datetime as dt
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import pytest
from sqlalchemy.engine import Engine

from ledger.books.clubs import StoredClub, add_club, add_user
from ledger.books.engine import open_engine, reading, transaction
from ledger.core.accounts import Account, AccountType, Fund, FundKind, Side
from ledger.core.clubs import Club
from ledger.core.journal import EntryKind, JournalEntry, JournalLine, PostingRequest
from ledger.core.money import LARGEST_MINOR, Currency
from ledger.core.periods import FIRST_YEAR
from ledger.core.statements.trial_balance import Sums, TrialBalance, with_children
from ledger.services.journal import post
from ledger.services.statements import Question, trial_balance_of
from tests.cases.read import Case, Json, cases
from tests.conftest import NOW
from tests.databases import PostgreSQLDatabases, application_url

FUND = Fund("purse", FundKind.ACTIVITY, "equity", "Quỹ", "Fund")
TYPES = {
    "liabilities": AccountType.LIABILITY, "equity": AccountType.EQUITY,
    "income": AccountType.INCOME, "revenues": AccountType.INCOME,
    "expenses": AccountType.EXPENSE,
}  # fmt: skip
FIRST, LAST = dt.date(FIRST_YEAR, 1, 1), dt.date(2199, 12, 31)
PRICED = {"value", "price", "cost"}
MOST_DIGITS = 6
TOTAL = "(total)"
OPENING = "(opening)"


@dataclass(frozen=True, slots=True)
class Posting:
    """A posting of a case."""

    account: str
    currency: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Asked:
    """What a case expects of one report: amounts by account, `half` a unit either way.

    `only` is the one currency that the report shows.
    """

    report: str
    begin: dt.date
    end: dt.date
    rows: dict[str, Json]
    half: Decimal
    only: str | None


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """Give one database of each kind, in which every case is a club."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("cases") / "ledger.db"
        shutil.copy(request.getfixturevalue("_sqlite_template"), path)
        url = f"sqlite:///{path}"
    else:
        databases: PostgreSQLDatabases = request.getfixturevalue("postgresql_databases")
        url = application_url(databases.fresh())
    opened = open_engine(url)
    yield opened
    opened.dispose()


@pytest.mark.parametrize("case", cases("books"))
def test_cases_of_books(case: Case, engine: Engine) -> None:
    transactions = read_transactions(case)
    currency = the_currency(transactions)
    entries = [
        JournalEntry(EntryKind.OTHER, day, lines_of(postings, currency), case.id)
        for day, postings in transactions
    ]
    accounts = sorted({posting.account for _, postings in transactions for posting in postings})
    club = posted_club(engine, case, accounts, currency, entries)
    for asked in read_expected(case):
        report = trial_balance(engine, club, asked.begin, asked.end)
        assert differences(asked, report, currency) == []


@pytest.mark.parametrize("case", cases("trial_balance"))
def test_cases_of_trial_balances(case: Case, engine: Engine) -> None:
    debits, credits_ = amounts(case, "debit_balances"), amounts(case, "credit_balances")
    signed = [*debits.items(), *((account, -amount) for account, amount in credits_.items())]
    currency = Currency("USD", max(digits_of(amount) for _, amount in signed))
    day = dt.date(2026, 1, 1)
    entries = [
        JournalEntry(
            EntryKind.OPENING, day,
            lines_of(
                [Posting(account, "USD", amount), Posting(OPENING, "USD", -amount)], currency
            ),
            "Số dư đầu kỳ",
        )
        for account, amount in signed
    ]  # fmt: skip
    club = posted_club(engine, case, [*debits, *credits_, OPENING], currency, entries)
    report = trial_balance(engine, club, FIRST, day)
    unit = Decimal(10) ** -currency.digits
    columns = {row.account.number: row.closing for row in report.rows}
    assert columns.pop(OPENING).balance == 0
    assert {name: sums.debit * unit for name, sums in columns.items() if sums.debit} == debits
    assert {name: sums.credit * unit for name, sums in columns.items() if sums.credit} == credits_
    _, _, closing = report.totals
    assert closing.debit * unit == Decimal(case.text("expected", "total_debit"))
    assert closing.credit * unit == Decimal(case.text("expected", "total_credit"))


def read_transactions(case: Case) -> list[tuple[dt.date, list[Posting]]]:
    """Return days and postings; postings of zero are dropped, and what is then empty."""
    found = []
    for given in listed(case.at("inputs", "transactions")):
        postings = []
        for posting in listed(given["postings"]):
            if posting.keys() & PRICED:
                pytest.skip("a posting with a price or a cost: a club has no shares to value")
            one = Posting(text(posting["account"]), text(posting["currency"]), amount_of(posting))
            if one.amount:
                postings.append(one)
        if postings:
            found.append((dt.date.fromisoformat(text(given["date"])), postings))
    if any(day < FIRST for day, _ in found):
        pytest.skip(f"dated before {FIRST_YEAR}, the first year of any club")
    return found


def the_currency(transactions: list[tuple[dt.date, list[Posting]]]) -> Currency:
    """Return the one currency of a case, with the decimals that its amounts need."""
    every = [posting for _, postings in transactions for posting in postings]
    codes = {posting.currency for posting in every}
    if len(codes) != 1:
        pytest.skip(f"{len(codes)} currencies: a club keeps its books in one")
    digits = max(digits_of(posting.amount) for posting in every)
    if digits > MOST_DIGITS:
        pytest.skip(f"{digits} decimals: a currency has {MOST_DIGITS} at most")
    if any(abs(posting.amount).scaleb(digits) > LARGEST_MINOR for posting in every):
        pytest.skip("an amount beyond 2^53 - 1 minor units")
    return Currency(codes.pop(), digits)


def read_expected(case: Case) -> Iterator[Asked]:
    """Give what the case expects, report by report; a day named as the end is left out."""
    for given in listed(case.at("expected")):
        begin, end = given.get("begin"), given.get("end")
        half = Decimal(0)
        if given.get("printed_decimals") is not None:
            half = Decimal(10) ** -int(str(given["printed_decimals"])) / 2
        if given.get("tolerance") is not None:
            half = Decimal(str(given["tolerance"]))
        rows = given["rows"]
        assert isinstance(rows, dict)
        yield Asked(
            text(given["report"]),
            dt.date.fromisoformat(text(begin)) if begin else FIRST,
            dt.date.fromisoformat(text(end)) - dt.timedelta(days=1) if end else LAST,
            rows, half, text(given["only_currency"]) if given.get("only_currency") else None,
        )  # fmt: skip


def differences(asked: Asked, report: TrialBalance, currency: Currency) -> list[str]:
    """Return where our balances are not the case's."""
    own = {row.account.number: row.movements for row in report.rows}
    if asked.report == "balances_own":
        found = own
    else:
        debits = with_children({name: sums.debit for name, sums in own.items()})
        credits_ = with_children({name: sums.credit for name, sums in own.items()})
        found = {name: Sums(debits[name], credits_[name]) for name in debits}
    found[TOTAL] = sum(own.values(), Sums())
    wrong = []
    for account, row in asked.rows.items():
        by_currency = row if isinstance(row, dict) else {currency.code: row}
        sums = found.get(account, Sums())
        for code in {asked.only or currency.code, *by_currency}:
            expected = by_currency.get(code, "0")
            ours = sums if code == currency.code else Sums()
            if not agrees(ours, expected, currency, asked.half):
                wrong.append(f"{asked.report} {asked.end} {account}: {ours}, not {expected} {code}")
    return wrong


def agrees(sums: Sums, expected: Json, currency: Currency, half: Decimal) -> bool:
    """Tell whether sums are what was printed: a balance, or debits, credits and balance."""
    if isinstance(expected, list):
        ours = [sums.debit, sums.credit, sums.balance]
        printed = [abs(Decimal(str(one))) for one in expected[:2]] + [Decimal(str(expected[2]))]
    else:
        ours, printed = [sums.balance], [Decimal(str(expected))]
    unit = Decimal(10) ** -currency.digits
    return all(
        abs(mine * unit - theirs) <= half for mine, theirs in zip(ours, printed, strict=True)
    )


def posted_club(
    engine: Engine,
    case: Case,
    accounts: list[str],
    currency: Currency,
    entries: list[JournalEntry],
) -> StoredClub:
    """Return a club with these accounts and one fund, into which the entries are posted."""
    club = Club(case.id, case.id, currency)
    club_uuid = uuid.uuid5(uuid.NAMESPACE_OID, case.id)
    chart = tuple(
        Account(name, TYPES.get(name.partition(":")[0].lower(), AccountType.ASSET),
                Side.DEBIT, name, name)
        for name in accounts
    )  # fmt: skip
    with transaction(engine) as connection:
        user = add_user(connection, "case", "Case", NOW)
        club_id = add_club(
            connection, club, created_at=NOW, club_uuid=club_uuid, chart=chart, funds=(FUND,)
        )
        stored = StoredClub(club_id, club_uuid, club)
        for number, entry in enumerate(entries):
            request = PostingRequest(uuid.uuid5(club_uuid, str(number)), user, NOW)
            post(connection, stored, [entry], request, today=entry.occurred_on)
    return stored


def trial_balance(engine: Engine, club: StoredClub, begin: dt.date, end: dt.date) -> TrialBalance:
    """Return the trial balance of some days."""
    with reading(engine) as connection:
        return trial_balance_of(connection, club, Question(begin, end))


def lines_of(postings: list[Posting], currency: Currency) -> tuple[JournalLine, ...]:
    """Return postings as lines in minor units: above zero a debit, below a credit."""
    lines = []
    for posting in postings:
        minor = int(posting.amount.scaleb(currency.digits))
        lines.append(JournalLine(posting.account, FUND.code, max(minor, 0), max(-minor, 0)))
    return tuple(lines)


def digits_of(amount: Decimal) -> int:
    """Return how many decimals an amount needs."""
    exponent = amount.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return max(-exponent, 0)


def amounts(case: Case, key: str) -> dict[str, Decimal]:
    """Return a case's amounts by account."""
    given = case.at("inputs", key)
    assert isinstance(given, dict)
    return {account: Decimal(str(amount)) for account, amount in given.items()}


def amount_of(posting: dict[str, Json]) -> Decimal:
    """Return a posting's amount, exact."""
    return Decimal(text(posting["amount"]))


def listed(given: Json) -> list[dict[str, Json]]:
    """Return a list of objects."""
    assert isinstance(given, list)
    return [one for one in given if isinstance(one, dict)]


def text(given: Json) -> str:
    """Return a text, which must be one."""
    assert isinstance(given, str)
    return given
