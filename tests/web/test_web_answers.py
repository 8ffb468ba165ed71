"""What every answer carries, who is let in, and what is done with the answer on its way."""

import gzip
import logging

import pytest
from flask import Flask

from ledger.books.engine import open_engine
from ledger.core.users.policy import Permission
from ledger.web.application import Settings, create_application
from ledger.web.routes import ROUTES
from tests.web.addresses import FRONT, PAGES, REFUSED
from tests.web.conftest import Asker

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
OTHER_METHODS = ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")


@pytest.mark.parametrize("address", ["/", *PAGES, *REFUSED, f"{FRONT}journal.csv"])
def test_every_answer_runs_nothing_sends_nothing_on_and_is_kept_nowhere(
    asker: Asker, address: str
) -> None:
    headers = asker.get(address).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert headers["Cache-Control"] == "no-store"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self';"
        " img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def test_a_file_beside_the_pages_is_kept_for_good_under_an_address_of_its_content(
    asker: Asker,
) -> None:
    html = asker.page(FRONT).html
    for name, kind in (
        ("pages.css", "text/css"),
        ("cards.css", "text/css"),
        ("icon.svg", "image/svg"),
    ):
        address = next(part for part in html.split('"') if part.endswith(name))
        answer = asker.get(address)
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].startswith(kind)
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        changed = address.replace(address.split("/")[2], "0" * 16)
        assert asker.get(changed).status_code == 404


@pytest.mark.parametrize("method", OTHER_METHODS)
@pytest.mark.parametrize("address", ["/", FRONT, f"{FRONT}journal", f"{FRONT}members/1"])
def test_pages_are_only_read(asker: Asker, address: str, method: str) -> None:
    answer = asker.client.open(address, method=method, data={"name": "x"})
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"
    assert "<h1>" in answer.get_data(as_text=True)


def test_the_head_of_a_page_is_the_page_s_without_its_body(asker: Asker) -> None:
    head, page = asker.client.head(FRONT), asker.client.get(FRONT)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Length"] == str(len(page.data))


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:80", "localhost.evil.example", "127.0.0.1:8080", "localhost:81",
     "192.168.1.2", "", "[::2]", "127.0.0.1.evil.example", "localhost:", "user@localhost"],
)  # fmt: skip
@pytest.mark.parametrize("address", [FRONT, "/", "/nothing", "/static/0/pages.css"])
def test_another_host_s_name_is_refused(asker: Asker, host: str, address: str) -> None:
    answer = asker.get(address, Host=host)
    assert answer.status_code == 403
    assert "Hạnh Phúc" not in answer.get_data(as_text=True)
    assert host.encode() not in answer.data or not host
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST", "localhost:80", "[::1]:80"]
)
def test_this_machine_s_own_names_are_let_in(asker: Asker, host: str) -> None:
    assert asker.get("/sign-in", Host=host).status_code == 200


def test_the_port_in_the_host_is_the_one_that_is_served(application: Flask) -> None:
    client = application.test_client()
    served = {"SERVER_PORT": "8765"}
    for host, status in (("127.0.0.1:8765", 303), ("127.0.0.1:8766", 403), ("127.0.0.1", 403)):
        answer = client.get(FRONT, headers={"Host": host}, environ_overrides=served)
        assert answer.status_code == status, host


def test_every_route_is_in_the_list_and_says_who_may_enter(application: Flask) -> None:
    rules = {rule.rule for rule in application.url_map.iter_rules()}
    assert rules == {route.rule for route in ROUTES} | {"/static/<path:place>"}
    assert all(isinstance(route.permission, Permission) for route in ROUTES)


def test_a_page_is_compressed_for_a_browser_that_reads_it_so(asker: Asker) -> None:
    plain, packed = asker.get(FRONT), asker.get(FRONT, Accept_Encoding="gzip, br")
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Content-Length"] == str(len(packed.data))
    assert "Content-Encoding" not in plain.headers
    pdf = asker.get(f"{FRONT}journal.pdf", Accept_Encoding="gzip")
    assert "Content-Encoding" not in pdf.headers


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch, application: Flask) -> Flask:
    """Give the application with a mistake in one of its views."""

    def mistake(**_: str) -> None:
        name = "Bùi Thị Lụa"
        raise ZeroDivisionError(name)

    name = next(name for name in application.view_functions if "sign_in_sign_in_" in name)
    monkeypatch.setitem(application.view_functions, name, mistake)
    return application


def test_a_mistake_of_the_program_shows_no_stack_and_is_logged(
    broken: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, "ledger.web"):
        answer = broken.test_client().get("/sign-in")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 500
    assert "Chương trình bị lỗi" in page
    assert not {"Traceback", "ZeroDivisionError", "Bùi Thị Lụa"} & set(page.split())
    assert "ZeroDivisionError" in caplog.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_books_that_cannot_be_opened_are_named_with_the_remedy() -> None:
    engine = open_engine("sqlite:////nowhere/at/all/ledger.db")
    answer = create_application(Settings(engine)).test_client().get("/sign-in?lang=en")
    assert answer.status_code == 503
    assert "cannot be opened" in answer.get_data(as_text=True)
