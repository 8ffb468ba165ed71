"""Every file keeps the house rules, and every rule finds the offence planted for it."""

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

import pytest

from tests.house import drawing, purity, shapes
from tests.house.tree import Text, modules, pages, texts

Rule = Callable[[Text], Iterator[str]]

MODULE_RULES: tuple[Rule, ...] = (
    shapes.module_is_short,
    shapes.function_is_short,
    shapes.module_opens_with_one_sentence,
    shapes.package_is_a_contents_page,
    shapes.names_are_the_field_s_own,
    purity.money_is_never_a_float,
    purity.time_and_chance_come_from_a_door,
    purity.sql_stays_in_the_books,
    purity.only_the_engine_commits,
    purity.transactions_name_their_clubs,
    purity.core_imports_the_standard_library_only,
    purity.no_import_is_hidden,
)
PAGE_RULES: tuple[Rule, ...] = (shapes.page_is_short, drawing.template_is_plain)

SELECT = '"SELECT entry_no FROM journal_entry"\n'

PLANTED: tuple[tuple[Rule, str, str], ...] = (
    (shapes.module_is_short, "ledger/core/money.py", "x = 1\n" * 301),
    (shapes.module_is_short, "ledger/books/journal.py", "x = 1\n" * 401),
    (shapes.module_is_short, "ledger/_resources.py", "x = 1\n" * 101),
    (shapes.page_is_short, "templates/loans/list.html", "<p>\n" * 401),
    (shapes.function_is_short, "ledger/cli/main.py", "def f():\n" + "    pass\n" * 50),
    (shapes.function_is_short, "ledger/cli/main.py", "class A:\n  def f(a):\n" + "    pass\n" * 50),
    (shapes.module_opens_with_one_sentence, "ledger/core/money.py", "import os\n"),
    (shapes.module_opens_with_one_sentence, "ledger/core/money.py", '"""Money. And rates."""\n'),
    (shapes.module_opens_with_one_sentence, "tests/core/test_money.py", '"""Money"""\n'),
    (shapes.package_is_a_contents_page, "ledger/core/__init__.py", '"""Rules."""\ndef f(): ...\n'),
    (shapes.names_are_the_field_s_own, "ledger/core/utils.py", ""),
    (shapes.names_are_the_field_s_own, "ledger/helpers/money.py", ""),
    (shapes.names_are_the_field_s_own, "ledger/books/journal.py", "class EntryManager: ...\n"),
    (shapes.names_are_the_field_s_own, "ledger/core/loans.py", "def next_installment(): ...\n"),
    (purity.money_is_never_a_float, "ledger/core/money.py", "rate = 0.01\n"),
    (purity.money_is_never_a_float, "ledger/books/journal.py", "float(amount)\n"),
    (purity.money_is_never_a_float, "ledger/services/loans.py", "def f(rate: float): ...\n"),
    (purity.time_and_chance_come_from_a_door, "ledger/services/a.py", "dt.datetime.now(dt.UTC)\n"),
    (purity.time_and_chance_come_from_a_door, "ledger/core/a.py", "date.today()\n"),
    (purity.time_and_chance_come_from_a_door, "ledger/books/a.py", "sa.func.now()\n"),
    (purity.time_and_chance_come_from_a_door, "ledger/books/a.py", "make = uuid.uuid4\n"),
    (purity.time_and_chance_come_from_a_door, "ledger/pdf/a.py", "def f():\n    import time\n"),
    (purity.time_and_chance_come_from_a_door, "ledger/i18n/a.py", "from random import choice\n"),
    (purity.time_and_chance_come_from_a_door, "ledger/core/a.py", "from uuid import uuid4\n"),
    (purity.sql_stays_in_the_books, "ledger/services/a.py", SELECT),
    (purity.sql_stays_in_the_books, "ledger/web/a.py", "connection.exec_driver_sql(query)\n"),
    (purity.sql_stays_in_the_books, "ledger/cli/a.py", "import sqlalchemy as sa\n"),
    (purity.sql_stays_in_the_books, "ledger/services/a.py", "from sqlalchemy import select\n"),
    (purity.only_the_engine_commits, "ledger/services/a.py", "connection.commit()\n"),
    (purity.only_the_engine_commits, "ledger/books/journal.py", "with c.begin(): pass\n"),
    (purity.transactions_name_their_clubs, "ledger/web/a.py",
     "from ledger.books.engine import reading\n"),
    (purity.transactions_name_their_clubs, "ledger/web/acts/a.py",
     "from ledger.books.engine import transaction as begun\n"),
    (purity.transactions_name_their_clubs, "ledger/services/a.py",
     "from ledger.books.engine import admit\n"),
    (purity.transactions_name_their_clubs, "ledger/web/a.py", "engine.admit(connection, [2])\n"),
    (purity.core_imports_the_standard_library_only, "ledger/core/a.py", "import babel.numbers\n"),
    (purity.core_imports_the_standard_library_only, "ledger/core/a.py",
     "def f():\n    from ledger.books import journal\n"),
    (purity.no_import_is_hidden, "ledger/core/a.py", "importlib.import_module('flask')\n"),
    (purity.no_import_is_hidden, "ledger/web/a.py", "from ..core import money\n"),
    (drawing.template_is_plain, "templates/a.html", "<p>{{ name | safe }}</p>"),
    (drawing.template_is_plain, "templates/a.html", "{% autoescape false %}"),
    (drawing.template_is_plain, "templates/a.html", '<p class="a"\n style="color: red">'),
    (drawing.template_is_plain, "templates/a.html", "<style>p {}</style>"),
    (drawing.template_is_plain, "templates/a.html", "<script>go()</script>"),
    (drawing.template_is_plain, "templates/a.html", '<button onclick="go()">'),
    (drawing.template_is_plain, "templates/a.html", '<a href="javascript:go()">'),
    (drawing.template_is_plain, "templates/a.html", '<script src="//cdn.example/a.js">'),
)  # fmt: skip

HARMLESS: tuple[tuple[str, str], ...] = (
    (
        "ledger/core/money.py",
        '"""Money, e.g. of Viet Nam.\n\nMore. Of it.\n"""\nday = sheet.today\n',
    ),
    ("ledger/web/pages.py", '"""Pages."""\nnow = datetime.now(UTC)\nshare = 0.5\n'),
    ("ledger/services/loans.py", '"""Loans."""\nfrom sqlalchemy.engine import Connection\n'),
    ("ledger/books/journal.py", '"""Journal."""\n' + SELECT),
    ("templates/a.html", '{# never |safe #}<script src="/static/a.js"></script><p data-on="x">'),
)


def named(rule: Rule) -> str:
    """Return the words of a rule."""
    return rule.__name__


@pytest.mark.parametrize("rule", MODULE_RULES, ids=named)
def test_every_module_keeps(rule: Rule) -> None:
    assert [complaint for module in modules() for complaint in rule(module)] == []


@pytest.mark.parametrize("rule", PAGE_RULES, ids=named)
def test_every_page_keeps(rule: Rule) -> None:
    assert [complaint for page in pages() for complaint in rule(page)] == []


@pytest.mark.parametrize(("rule", "path", "text"), PLANTED)
def test_a_planted_offence_is_found(rule: Rule, path: str, text: str) -> None:
    assert list(rule(Text(PurePosixPath(path), text)))


def test_every_rule_has_an_offence_planted() -> None:
    assert {*MODULE_RULES, *PAGE_RULES} == {rule for rule, _, _ in PLANTED}


@pytest.mark.parametrize(("path", "text"), HARMLESS)
def test_what_is_allowed_is_not_complained_of(path: str, text: str) -> None:
    rules = MODULE_RULES if path.endswith(".py") else PAGE_RULES
    assert [said for rule in rules for said in rule(Text(PurePosixPath(path), text))] == []


def test_every_place_that_may_open_or_admit_is_there_and_does() -> None:
    files = {str(text.path): text.text for text in texts()}
    for path in purity.MAY_OPEN:
        assert "reading(" in files[path]
    for path in purity.MAY_ADMIT:
        assert "admit(connection, " in files[path]


def test_every_place_that_may_draw_is_there_and_draws() -> None:
    files = {str(text.path): text.text for text in texts()}
    for path, name in purity.MAY_DRAW:
        assert name in files[path]
