"""The database is opened durable, written whole or not at all, and read without a trace."""

from contextlib import suppress
from pathlib import Path

import pytest
import sqlalchemy as sa

from ledger.books.engine import (
    DatabaseUnusable,
    journal_mode,
    open_engine,
    reading,
    transaction,
)
from ledger.books.tables.users import UserRow
from tests.books.postings import count, money_in, posted
from tests.conftest import NOW, TODAY, Books, Database


def add(connection: sa.Connection, number: int) -> None:
    """Add a user."""
    connection.execute(
        sa.insert(UserRow).values(
            user_id=number, sign_in_name=f"u{number}", display_name="Ai", created_at=NOW
        )
    )


def add_and_fail(connection: sa.Connection, number: int) -> None:
    """Add a user, and fail."""
    add(connection, number)
    raise KeyError(number)


def users(engine: sa.Engine) -> int:
    """Return how many users there are."""
    with reading(engine) as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(UserRow)).scalar_one()


def test_a_transaction_is_kept_whole_or_not_at_all(engine: sa.Engine) -> None:
    with transaction(engine) as connection:
        add(connection, 1)
        add(connection, 2)
    with pytest.raises(KeyError), transaction(engine) as connection:
        add_and_fail(connection, 3)
    assert users(engine) == 2


def test_what_is_written_while_reading_does_not_stay(engine: sa.Engine) -> None:
    with suppress(sa.exc.InternalError), reading(engine) as connection:
        add(connection, 1)  # PostgreSQL refuses it at once
    assert users(engine) == 0


def test_a_reading_sees_the_books_of_one_moment(books: Books) -> None:
    posted(books, money_in(900))
    if books.engine.dialect.name == "sqlite" and journal_mode() != "wal":
        pytest.skip("without WAL a writer waits for the reader, so nothing can come between")
    query = sa.text("SELECT count(*) FROM journal_entry")
    with reading(books.engine) as connection:
        before = connection.execute(query).scalar_one()
        posted(books, money_in(5))
        assert connection.execute(query).scalar_one() == before
    assert count(books, "journal_entry") == 2


def test_sqlite_is_opened_with_every_setting_that_keeps_work(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'new.db'}")
    with engine.connect() as connection:
        found = {
            name: str(connection.exec_driver_sql(f"PRAGMA {name}").scalar())
            for name in (
                "journal_mode", "synchronous", "foreign_keys", "recursive_triggers",
                "trusted_schema",
            )
        }  # fmt: skip
    engine.dispose()
    assert found == {
        "journal_mode": journal_mode(), "synchronous": "2", "foreign_keys": "1",
        "recursive_triggers": "1", "trusted_schema": "0",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("url", "reason"),
    [("", "url"), ("books", "url"), ("mysql://localhost/books", "kind"), ("oracle://x", "kind")],
)
def test_a_url_of_no_known_database_is_refused(url: str, reason: str) -> None:
    with pytest.raises(DatabaseUnusable) as refused:
        open_engine(url)
    assert refused.value.reason == reason


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Kính gửi ban chủ nhiệm, " * 100)
    before = path.read_bytes()
    engine = open_engine(f"sqlite:///{path}")
    with pytest.raises(DatabaseUnusable) as refused, reading(engine):
        pass
    engine.dispose()
    assert refused.value.reason == "not_a_database"
    assert path.read_bytes() == before


def test_days_and_instants_come_back_as_they_were(books: Books, database: Database) -> None:
    late = NOW.replace(microsecond=999_999)
    posted(books, money_in(900), request=books.request(late))
    query = sa.text("SELECT occurred_on, recorded_at FROM journal_entry")
    with reading(books.engine) as connection:
        day, instant = connection.execute(query).one()
    if database.kind == "sqlite":
        assert (day, instant) == (TODAY.isoformat(), "2026-03-10T02:00:00.999999Z")
    else:
        assert (day, instant) == (TODAY, late)
