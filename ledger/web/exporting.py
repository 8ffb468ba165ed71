"""A club's whole journal as a file for another program."""

from collections.abc import Callable, Iterator, Mapping

from flask import Response

from ledger.core.statements.whole_journal import WholeJournal
from ledger.services.export import books_of
from ledger.web.queries import Nothing, query_of
from ledger.web.visit import Visit

NOTHING = Nothing()


def _beancount(journal: WholeJournal) -> Iterator[str]:
    from ledger.files.beancount import beancount_lines

    return beancount_lines(journal)


def _hledger(journal: WholeJournal) -> Iterator[str]:
    from ledger.files.hledger import hledger_lines

    return hledger_lines(journal)


def _csv(journal: WholeJournal) -> Iterator[str]:
    from ledger.files.journal_csv import journal_csv_lines

    return journal_csv_lines(journal)


FORMATS: Mapping[str, tuple[str, Callable[[WholeJournal], Iterator[str]]]] = {
    "beancount": ("text/plain", _beancount),
    "hledger": ("text/plain", _hledger),
    "csv": ("text/csv", _csv),
}
"""By the ending of the file: what kind it is, and what writes it, loaded when it is asked for."""


def books(visit: Visit, form: str) -> Response:
    """Return the whole journal; whoever takes it has looked at all members."""
    query_of(NOTHING, visit.arguments)
    kind, write = FORMATS[form]
    with visit.reading() as connection:
        content = "".join(write(books_of(connection, visit.club)))
    visit.looked(None, "export")
    name = f'attachment; filename="{visit.code.encode("ascii", "ignore").decode()}.{form}"'
    return Response(
        content, headers={"Content-Disposition": name}, content_type=f"{kind}; charset=utf-8"
    )
