"""Loans go from one database to the other and back, with all that is kept of them."""

from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from ledger.books.backup import BackupUnusable
from ledger.books.engine import open_engine, reading, transaction
from ledger.books.loan_caches import rebuild_loan_caches
from ledger.books.replay import TableDigest, digests
from ledger.services.backup import back_up, restore
from ledger.services.verify import verify
from tests.books.varied import varied_club
from tests.conftest import NOW
from tests.databases import PostgreSQLDatabases

LENDING = {
    "loan_product", "loan_application", "loan_vote", "loan", "loan_event", "loan_standing",
    "instalment", "loan_share", "loan_span",
}  # fmt: skip


def silent(_stage: str) -> None:
    """Tell nobody of a stage."""


def held(engine: Engine) -> list[TableDigest]:
    with reading(engine) as connection:
        assert verify(connection).faults == ()
        return digests(connection)


def brought(engine: Engine, url: str, backup: Path) -> Engine:
    """Back a database up, and return another one in which the backup was restored."""
    other = open_engine(url)
    back_up(engine, backup, made_at=NOW, stages=silent)
    restore(backup, other, aside=None, stages=silent)
    return other


def other_kind(engine: Engine, folder: Path, databases: PostgreSQLDatabases) -> str:
    """Return where there is no ledger yet, on the kind of database that an engine is not of."""
    if engine.dialect.name == "sqlite":
        return databases.empty()
    return f"sqlite:///{folder / 'other.db'}"


def test_loans_go_to_the_other_kind_of_database_and_back_as_they_were(
    engine: Engine, tmp_path: Path, postgresql_databases: PostgreSQLDatabases
) -> None:
    club = varied_club(engine)
    before = held(engine)
    rows = {one.table: one.rows for one in before}
    of_lending = {name for name in rows if name.startswith(("loan", "instal"))}
    assert of_lending - {"loan_use_check"} == LENDING
    assert all(rows[name] for name in LENDING)
    url = other_kind(engine, tmp_path, postgresql_databases)
    other = brought(engine, url, tmp_path / "there")
    assert held(other) == before
    back = brought(other, f"sqlite:///{tmp_path / 'back.db'}", tmp_path / "here")
    assert held(back) == before
    with transaction(back) as connection:
        assert rebuild_loan_caches(connection, club.club_id) == 1
    assert held(back) == before
    for one in (other, back):
        one.dispose()
    if engine.dialect.name == "sqlite":
        postgresql_databases.drop(url)


def test_a_cache_that_was_written_over_is_not_backed_up_as_right(
    engine: Engine, tmp_path: Path
) -> None:
    varied_club(engine)
    with transaction(engine) as connection:
        connection.exec_driver_sql("DELETE FROM loan_share")
    with pytest.raises(BackupUnusable) as refused:
        back_up(engine, tmp_path / "backup", made_at=NOW, stages=silent)
    assert refused.value.detail == "loan-caches-are-right HP"
