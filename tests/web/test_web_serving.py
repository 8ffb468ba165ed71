"""The server as a process of its own: where it listens, how large it grows, how it ends."""

import http.client
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.web.door import SESSION
from tests.web.addresses import FILES, PAGES
from tests.web.served import ROOT, Served, served
from tests.web.signing import READER

MOST_MEGABYTES = 112
COOKIE = f"{SESSION}={READER}"
HEAVY = (
    "reportlab", "fontTools", "xlsxwriter", "alembic", "openpyxl", "python_calamine",
    "cryptography", "psycopg", "waitress",
)  # fmt: skip


@pytest.fixture(scope="module")
def server(sqlite_shelf: Path) -> Iterator[Served]:
    """Give a running server."""
    with served(sqlite_shelf) as found:
        yield found


def ask(server: Served, address: str, method: str = "GET", **headers: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.request(method, address, headers={"Cookie": COOKIE, **headers})
    answer = connection.getresponse()
    found = answer.status, answer.read()
    connection.close()
    return found


def test_a_browser_on_this_machine_gets_its_pages(server: Served) -> None:
    status, body = ask(server, "/clubs/HP/")
    assert status == 200
    assert "24.760.000" in body.decode("utf-8")
    assert ask(server, "/clubs/HP/", Host=f"localhost:{server.port}")[0] == 200
    assert ask(server, "/clubs/HP/", Host="evil.example")[0] == 403
    assert ask(server, "/clubs/HP/", "POST")[0] == 405


def test_the_server_says_nothing_of_what_it_is_made_of(server: Served) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.request("GET", "/clubs/")
    answer = connection.getresponse()
    answer.read()
    assert answer.getheader("Server") is None
    connection.close()


def test_only_the_loopback_is_listened_at(server: Served) -> None:
    listening = Path(f"/proc/{server.process}/net/tcp")
    if not listening.exists():
        pytest.skip("this system does not list its sockets")
    port = f":{server.port:04X}"
    local = [line.split()[1] for line in listening.read_text(encoding="ascii").splitlines()[1:]]
    assert {place.removesuffix(port) for place in local if place.endswith(port)} == {"0100007F"}


def test_the_server_stays_small_after_all_pages_and_papers(server: Served) -> None:
    for address in (*PAGES, *FILES):
        assert ask(server, address)[0] in {200, 303}, address
    status = Path(f"/proc/{server.process}/status")
    if not status.exists():
        pytest.skip("this system does not tell how large a process is")
    sizes = dict(
        line.split(":", 1)
        for line in status.read_text(encoding="ascii").splitlines()
        if ":" in line
    )
    assert int(sizes["VmHWM"].split()[0]) / 1024 <= MOST_MEGABYTES


def test_what_is_large_is_not_loaded_before_it_is_asked_for(sqlite_shelf: Path) -> None:
    look = (
        "import sys\n"
        "from tests.web.club import NOW\n"
        "from ledger.books.engine import open_engine\n"
        "from ledger.web.application import Settings, create_application\n"
        f"engine = open_engine('sqlite:///{sqlite_shelf}')\n"
        "client = create_application(Settings(engine, now=lambda: NOW)).test_client()\n"
        f"client.set_cookie({SESSION!r}, {READER!r})\n"
        "assert client.get('/clubs/HP/').status_code == 200\n"
        "assert client.get('/clubs/HP/members/4/statement').status_code == 200\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_port_that_is_taken_is_an_error_of_the_system(sqlite_shelf: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        start = (
            "from tests.web.server import *\n"
            f"engine = open_engine('sqlite:///{sqlite_shelf}')\n"
            "try:\n"
            f"    serve(create_application(Settings(engine)), port={port}, when_listening=tell)\n"
            "except OSError as error:\n"
            "    print(error.errno)\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", start], cwd=ROOT, capture_output=True, text=True, check=True,
            timeout=20,
        )  # fmt: skip
    assert int(done.stdout) > 0
