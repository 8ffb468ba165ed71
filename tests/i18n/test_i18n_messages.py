"""Every refusal has its sentence and its remedy, with the refusal's own facts in it."""

import ast
import datetime as dt
import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest

import ledger
from ledger.books.backup import BackupUnusable
from ledger.books.engine import DatabaseUnusable
from ledger.books.refusals import CashBelowZero, RuleOfTheBooks, UnknownEntry
from ledger.core.errors import Conflict, Forbidden, LedgerError, NotFound, RuleBroken
from ledger.core.journal import EntryDoesNotBalance
from ledger.core.periods import DateAfterTomorrow, PeriodNotOpen
from ledger.i18n.locale import Language, Locale
from ledger.i18n.messages import MESSAGES, said
from ledger.i18n.messages_reasons import BACKUP_UNUSABLE, DATABASE_UNUSABLE, RULE_OF_THE_BOOKS
from ledger.i18n.said import ByFact, Message, Said
from tests.i18n.sources import ROOT, called, modules

VI, EN = Locale(Language.VI), Locale(Language.EN)
KINDS = {RuleBroken, NotFound, Forbidden, Conflict}
NAMED = re.compile(r"%\((\w+)\)s")


@cache
def refusals() -> dict[str, type[LedgerError]]:
    """Return every class of a refusal that the program has, by name, without the four kinds."""
    for module in pkgutil.walk_packages(ledger.__path__, "ledger."):
        importlib.import_module(module.name)
    found = [one for one in below(LedgerError) if one.__module__.startswith("ledger.")]
    names = [one.__name__ for one in found]
    assert sorted(names) == sorted(set(names)), "two refusals share a name"
    return {one.__name__: one for one in found if one not in KINDS}


def below(kind: type[LedgerError]) -> Iterator[type[LedgerError]]:
    for one in kind.__subclasses__():
        yield one
        yield from below(one)


def facts(name: str) -> set[str]:
    return set(getattr(refusals()[name], "__dataclass_fields__", {}))


def named(message: Message) -> set[str]:
    return {*NAMED.findall(message.sentence), *NAMED.findall(message.remedy)}


def written(message: Message) -> set[str]:
    """Return the facts of which a message says how they are written."""
    return {
        *message.amounts, *message.funds, *message.months, *message.days, *message.instants
    }  # fmt: skip


def test_every_refusal_has_a_message_and_every_message_a_refusal() -> None:
    assert set(MESSAGES) == set(refusals())


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_says_every_fact_of_its_refusal_and_no_other(name: str) -> None:
    message = MESSAGES[name]
    if isinstance(message, Message):
        assert named(message) == facts(name)
        assert written(message) <= facts(name)
        return
    assert facts(name) - {message.fact} <= named(message.other) <= facts(name)
    for one in message.known.values():
        assert named(one) | written(one) <= facts(name) - {message.fact}


@pytest.mark.parametrize("locale", [VI, EN])
@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_can_be_said_with_any_facts(name: str, locale: Locale) -> None:
    refusal = refusals()[name]
    message = MESSAGES[name]
    texts = dict.fromkeys(facts(name), "nothing known")
    for reason in message.known if isinstance(message, ByFact) else [""]:
        chosen = texts | ({message.fact: reason} if isinstance(message, ByFact) else {})
        told = said(refusal(**chosen), locale)
        assert "%(" not in told.sentence + told.remedy


# --- reasons: a message for each value of a fact ---------------------------------


def rules_in_sql() -> set[str]:
    found: set[str] = set()
    for path in sorted((ROOT / "migrations" / "sql").glob("*_rules.*.sql")):
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r"rule:(\w+)", text))
        found |= set(re.findall(r"rule_refuse\('(\w+)'\)", text))
    return found


def reasons_in_sources(name: str, place: int) -> set[str]:
    """Return the reasons with which a refusal is raised: its argument at a place, or `reason=`.

    Where it is no text but looked up, each text of the module's tables is one.
    """
    found: set[str] = set()
    for tree in modules().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and called(node) == name:
                given = {one.arg: one.value for one in node.keywords}
                reason = given.get("reason") or node.args[place]
                found |= {str(reason.value)} if isinstance(reason, ast.Constant) else tables(tree)
    return found


def tables(tree: ast.Module) -> set[str]:
    return {
        value.value
        for table in ast.walk(tree)
        if isinstance(table, ast.Dict)
        for value in table.values
        if isinstance(value, ast.Constant) and isinstance(value.value, str)
    }


def test_every_rule_that_the_database_holds_has_a_sentence() -> None:
    assert len(rules_in_sql()) > 10
    assert set(RULE_OF_THE_BOOKS.known) == rules_in_sql()


@pytest.mark.parametrize(
    ("name", "place", "message"),
    [
        ("BackupUnusable", 1, BACKUP_UNUSABLE),
        ("DatabaseUnusable", 0, DATABASE_UNUSABLE),
    ],
)
def test_every_reason_has_a_sentence(name: str, place: int, message: ByFact) -> None:
    found = reasons_in_sources(name, place)
    assert len(found) > 3
    assert set(message.known) == found


# --- what a reader reads ----------------------------------------------------------


def test_amounts_days_and_months_are_written_as_readers_write_them() -> None:
    assert said(EntryDoesNotBalance("activity", 1_250_000, 0), VI).sentence == (
        "Nợ và Có của Quỹ hoạt động không bằng nhau: Nợ 1.250.000\u00a0₫, Có 0\u00a0₫."
    )
    assert said(PeriodNotOpen("2026-03"), VI).sentence == ("Sổ tháng 3/2026 đã khóa hoặc chưa mở.")
    days = DateAfterTomorrow(dt.date(2026, 3, 12), dt.date(2026, 3, 10))
    assert said(days, EN).sentence == "The day 12/03/2026 is still to come: today is 10/03/2026."


def test_a_day_that_comes_as_text_is_a_day() -> None:
    refusal = CashBelowZero("111", "income", -50_000, "2026-03-10")
    assert said(refusal, VI) == Said(
        "Quỹ tăng thu nhập sẽ chỉ còn -50.000\u00a0₫ ở tài khoản 111 vào ngày 10/03/2026.",
        "Hãy xem lại số tiền và ngày, hoặc ghi khoản thu của quỹ trước.",
    )


def test_a_fund_of_the_club_s_own_keeps_its_code() -> None:
    assert "debit 5\u00a0₫" in said(EntryDoesNotBalance("golden", 5, 0), EN).sentence
    assert said(EntryDoesNotBalance("golden", 5, 0), EN).sentence.startswith(
        "Debit and credit of golden differ"
    )


def test_a_number_stands_as_it_is() -> None:
    assert said(UnknownEntry(12_345), EN).sentence == "This club has no entry 12345."


def test_a_rule_of_the_books_is_said_by_its_name() -> None:
    assert said(RuleOfTheBooks("entry_is_posted"), EN) == Said(
        "What is posted is never changed or deleted.",
        "Reverse the entry by a new one, and post the right one.",
    )
    assert "some_new_rule" in said(RuleOfTheBooks("some_new_rule"), VI).sentence


def test_a_reason_nobody_knows_is_shown() -> None:
    assert said(DatabaseUnusable("odd"), EN).sentence == "The database cannot be used (odd)."
    odd = said(BackupUnusable("a.db", "odd", "table x"), EN).sentence
    assert odd == "The file a.db cannot be restored (odd table x)."


@dataclass(eq=False)
class Unheard(RuleBroken):
    """A refusal that nobody has written a message for."""

    of: str


@pytest.mark.parametrize("locale", [VI, EN])
def test_a_refusal_without_a_message_is_named(locale: Locale) -> None:
    assert "Unheard(of='it')" in said(Unheard("it"), locale).sentence


def test_a_fact_that_is_not_what_it_should_be_is_said_as_it_is() -> None:
    assert "whenever" in said(PeriodNotOpen("whenever"), EN).sentence
