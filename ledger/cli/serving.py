"""The command that serves the pages, and what it shares with the demonstration."""

import os
import signal
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import click
from sqlalchemy.engine import Engine

from ledger.cli.command import Command, Option, paragraphs
from ledger.cli.opening import opened_books
from ledger.cli.options import shared_options
from ledger.cli.refusals import FileRefused
from ledger.cli.run import WELL
from ledger.cli.terminal import Terminal, _
from ledger.cli.values import SecureAddress, WholeNumber
from ledger.services.demonstration_people import ReadyAccount

PORT, ANY_FREE, LAST_PORT = 8765, 0, 65_535


def port_option(called: Callable[..., int]) -> Callable[..., int]:
    """Give a command the choice of a port."""
    sentence = _("The number of the port on this machine; 0 takes a free one.")
    return click.option(
        "--port", cls=Option, type=WholeNumber(ANY_FREE, LAST_PORT), metavar="N", help=sentence
    )(called)


def browser_option(called: Callable[..., int]) -> Callable[..., int]:
    """Give a command the choice to open no browser."""
    sentence = _("Do not open a browser.")
    return click.option("--no-browser", cls=Option, is_flag=True, help=sentence)(called)


@click.command(
    "serve",
    cls=Command,
    help=paragraphs(
        _("Serve the pages to a browser on this machine."),
        _("Only browsers on this machine can see them. Ctrl-C ends it."),
        _("For others, let a server here speak HTTPS to them and pass it on; --public says how."),
    ),
)
@port_option
@browser_option
@click.option(
    "--public", cls=Option, type=SecureAddress(), metavar="URL",
    help=_("The address under which others reach the pages by HTTPS: https://books.example.vn"),
)  # fmt: skip
@shared_options()
@click.pass_obj
def serve(terminal: Terminal, *, port: int | None, no_browser: bool, public: str | None) -> int:
    """Serve the books."""
    chosen = PORT if port is None else port
    with stopping_cleanly(), opened_books(terminal) as engine:
        serve_pages(engine, terminal, port=chosen, opens=not no_browser, public=public)
    return WELL


def serve_pages(
    engine: Engine, terminal: Terminal, *, port: int, opens: bool,
    ready: tuple[ReadyAccount, ...] = (), public: str | None = None,
) -> None:  # fmt: skip
    """Serve until the process is told to stop (`FileRefused` when the port is taken).

    `ready` are the accounts of a demonstration, which is one by having them; `public` is the host
    under which others reach the pages by HTTPS.
    """
    from ledger.web.application import Settings, create_application
    from ledger.web.serving import serve as serve_application

    settings = Settings(
        engine, language=terminal.locale.language, is_demonstration=bool(ready), ready=ready,
        hosts=frozenset() if public is None else frozenset({public}),
    )  # fmt: skip
    application = create_application(settings)

    def tell(address: str) -> None:
        terminal.show(terminal.say(_("The pages are served at: %(address)s"), address=address))
        terminal.show(terminal.say(_("Ctrl-C ends it.")))
        sys.stdout.flush()
        if opens and _has_screen():
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    try:
        serve_application(
            application, port=port, when_listening=tell, is_behind_https=public is not None
        )
    except OSError as error:
        raise FileRefused("port", str(port), error.strerror or str(error)) from error
    terminal.tell(terminal.say(_("Stopped.")))


@contextmanager
def stopping_cleanly() -> Iterator[None]:
    """End like Ctrl-C when the system asks, or when the terminal is closed."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    names = [name for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]
    if threading.current_thread() is not threading.main_thread():
        yield  # signals reach the main thread alone
        return
    before = {name: signal.signal(getattr(signal, name), stop) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _has_screen() -> bool:
    """Tell whether a browser with windows can be opened; one of text would take the terminal."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
