"""Fixtures of the browser: one Chromium a run, a context of its own for each test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from ledger.books.engine import open_engine
from ledger.web.door import SESSION
from tests.web.club import NOW, empty_club, post_club, rich_club
from tests.web.lending_club import lending_club
from tests.web.served import served
from tests.web.signing import READER, begin_reader

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage",
]  # fmt: skip


def missing(reason: str) -> NoReturn:
    """Skip where the browser is not installed; in CI it must be."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI needs a browser: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give the browser of this run."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed: the extra 'e2e'")
    if find_spec("axe_playwright_python") is None:
        missing("axe-playwright-python is not installed: the extra 'e2e'")
    found = shutil.which("chromium")
    if found is None:
        missing("chromium is not on the path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def pages(_sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address, without its last stroke, at which the posted club is served."""
    path = tmp_path_factory.mktemp("served") / "served.db"
    shutil.copy(_sqlite_template, path)
    engine = open_engine(f"sqlite:///{path}")
    post_club(engine)
    empty_club(engine)
    lending_club(engine)
    rich_club(engine)
    begin_reader(engine, NOW)
    engine.dispose()
    with served(path) as found:
        yield found.address.rstrip("/")


@pytest.fixture(params=[320, 1280])
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """Give a window as wide as a small phone's, then one as wide as a laptop's."""
    context = browser.new_context(viewport={"width": request.param, "height": 800}, locale="vi-VN")
    context.add_cookies([{"name": SESSION, "value": READER, "domain": "127.0.0.1", "path": "/"}])
    yield context
    context.close()
