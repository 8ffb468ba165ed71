"""What verifying finds in whole books and in books cut, padded and damaged, and what it cannot."""

import datetime as dt
import random
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from ledger.books.clubs import StoredClub
from ledger.books.engine import DatabaseUnusable, open_engine, reading, transaction
from ledger.books.tables import Base
from ledger.core.accounts import BANK, CASH
from ledger.core.audit.findings import MOST_KEPT, TITLES, Check
from ledger.core.audit.merkle import root
from ledger.core.journal import EntryKind, JournalEntry, JournalLine, PostingRequest, Series
from ledger.core.posting_rules import received
from ledger.services.clubs import clubs
from ledger.services.journal import post
from ledger.services.verify import Verification, verify
from tests.books.varied import ENTRIES, REVERSED, TODAY, behind_the_rules, varied_club
from tests.conftest import NOW, Database

JOURNAL = ("document", "voucher", "erasure", "entry_text", "journal_line", "journal_entry")


@pytest.fixture
def owner(database: Database, engine: Engine) -> Iterator[Engine]:
    """Give the owner's engine on varied books."""
    varied_club(engine)
    opened = open_engine(database.owner_url)
    yield opened
    opened.dispose()


def table(name: str) -> sa.Table:
    return Base.metadata.tables[name]


def found(connection: Connection) -> dict[Check, list[int | None]]:
    """Return the entries named by each check that finds something, but for the rules."""
    results = verify(connection).results
    return {
        one.check: [fault.entry_no for fault in one.faults]
        for one in results
        if one.found and one.check is not Check.RULES_ARE_THERE
    }


def remove_entry(connection: Connection, entry_no: int) -> None:
    for name in JOURNAL:
        connection.execute(sa.delete(table(name)).where(table(name).c.entry_no == entry_no))


def test_whole_books_pass_every_check(engine: Engine) -> None:
    club = varied_club(engine)
    told: list[tuple[int, int]] = []
    with reading(engine) as connection:
        verified = verify(connection, progress=lambda done, whole: told.append((done, whole)))
        entry = table("journal_entry").c
        leaves = list(connection.execute(sa.select(entry.hash).order_by(entry.entry_no)).scalars())
    assert verified.found == 0
    assert verified.faults == ()
    assert told == [(ENTRIES, ENTRIES)]
    checks = [result.check for result in verified.results]
    on_sqlite = engine.dialect.name == "sqlite"
    assert checks == [one for one in Check if on_sqlite or one is not Check.FILE_IS_WHOLE]
    looked_at = {result.check: result.looked_at for result in verified.results}
    assert looked_at[Check.ENTRIES_UNALTERED] == ENTRIES
    assert looked_at[Check.AMOUNTS_FIT] == 2 * ENTRIES
    assert looked_at[Check.VOUCHERS_RUN_ON] == ENTRIES + 3
    assert looked_at[Check.REVERSALS_UNDO] == 1
    assert looked_at[Check.REQUESTS_POSTED_ONCE] == 4
    assert looked_at[Check.CLOSED_MONTHS_STAY_CLOSED] == 3
    (tree,) = verified.trees
    assert (tree.club, tree.size) == (club.club.code, ENTRIES)
    assert tree.root == root([bytes(leaf) for leaf in leaves])


def test_every_check_has_a_title_and_a_name_in_small_letters() -> None:
    assert set(TITLES) == set(Check)
    assert all(one.value == one.value.lower().replace("_", "-") for one in Check)


def test_clubs_are_verified_one_by_one_or_all(engine: Engine) -> None:
    first, second = varied_club(engine, "A"), varied_club(engine, "B")
    with reading(engine) as connection:
        assert [tree.club for tree in verify(connection).trees] == ["A", "B"]
        alone = verify(connection, club=second)
    assert [tree.club for tree in alone.trees] == [second.club.code]
    assert {result.club for result in alone.results} == {None, second.club.code}
    assert first.club.code not in {result.club for result in alone.results}


def test_an_empty_club_passes(engine: Engine) -> None:
    with reading(engine) as connection:
        assert verify(connection) == Verification(verify(connection).results, ())


def test_a_fault_in_one_club_is_not_told_of_another(owner: Engine, engine: Engine) -> None:
    other = varied_club(engine, "Z")
    line = table("journal_line")
    with behind_the_rules(owner) as connection:
        connection.execute(
            sa.update(line).where(line.c.club_id == other.club_id).values(debit=line.c.debit + 1)
        )
        wrong = {result.club for result in verify(connection).results if result.found}
    assert wrong - {None} == {"Z"}


def test_an_entry_cut_out_of_the_middle_is_missed(owner: Engine) -> None:
    with behind_the_rules(owner) as connection:
        remove_entry(connection, 3)
        wrong = found(connection)
    assert wrong[Check.ENTRIES_RUN_ON] == [4]
    assert wrong[Check.CHAIN_UNBROKEN] == [4]
    assert Check.VOUCHERS_RUN_ON in wrong
    assert Check.BALANCES_AGREE in wrong


def test_a_tail_cut_off_is_missed_by_the_counter(owner: Engine) -> None:
    with behind_the_rules(owner) as connection:
        remove_entry(connection, ENTRIES)
        wrong = found(connection)
    assert wrong[Check.COUNTER_AGREES] == [ENTRIES - 1]
    assert Check.ENTRIES_RUN_ON not in wrong


def test_rows_left_of_a_header_taken_away_are_strays(owner: Engine) -> None:
    entry = table("journal_entry")
    with behind_the_rules(owner) as connection:
        connection.execute(sa.delete(entry).where(entry.c.entry_no.in_([2, ENTRIES])))
        wrong = found(connection)
    assert set(wrong[Check.NOTHING_STRAY]) == {2, ENTRIES}


@pytest.mark.parametrize("name", ["journal_line", "entry_text", "voucher", "document", "erasure"])
def test_a_row_taken_away_from_an_entry_is_missed(owner: Engine, name: str) -> None:
    with behind_the_rules(owner) as connection:
        first = connection.execute(sa.select(table(name).c.entry_no).limit(1)).scalar_one()
        connection.execute(sa.delete(table(name)).where(table(name).c.entry_no == first))
        assert first in {number for numbers in found(connection).values() for number in numbers}


def test_lines_added_to_an_entry_are_found(owner: Engine) -> None:
    line = table("journal_line")
    with behind_the_rules(owner) as connection:
        for number, debit, credit in ((3, 7, 0), (4, 0, 7)):
            connection.execute(
                sa.insert(line).values(
                    club_id=1, entry_no=4, line_no=number, account=CASH, fund="activity",
                    debit=debit, credit=credit,
                )
            )  # fmt: skip
        wrong = found(connection)
    assert wrong[Check.ENTRIES_UNALTERED] == [4]
    assert Check.ENTRIES_BALANCE not in wrong


@pytest.mark.parametrize("name", ["balance", "period_balance", "voucher_counter", "fiscal_period"])
def test_a_kept_row_taken_away_is_missed(owner: Engine, name: str) -> None:
    with behind_the_rules(owner) as connection:
        key = list(table(name).primary_key.columns)
        first = connection.execute(sa.select(*key).order_by(*key).limit(1)).one()
        connection.execute(
            sa.delete(table(name)).where(
                *[column == value for column, value in zip(key, first, strict=True)]
            )
        )
        assert found(connection)


def test_a_kept_balance_of_zeros_that_no_line_made_is_found(owner: Engine) -> None:
    with behind_the_rules(owner) as connection:
        connection.execute(
            sa.insert(table("balance")).values(
                club_id=1, account="421", fund="income", debit=0, credit=0
            )
        )
        assert set(found(connection)) == {Check.BALANCES_AGREE}


def test_a_request_answered_with_another_entry_is_found(owner: Engine) -> None:
    request = table("request")
    with behind_the_rules(owner) as connection:
        connection.execute(
            sa.update(request)
            .where(request.c.answer.contains("[8,"))
            .values(answer='[[2, "PC 1"]]')
        )
        assert found(connection) == {Check.REQUESTS_POSTED_ONCE: [7]}


def test_what_is_written_anew_with_all_its_hashes_shows_in_the_root_only(
    owner: Engine, engine: Engine
) -> None:
    with reading(engine) as connection:
        before = verify(connection).trees[0]
    with behind_the_rules(owner) as connection:
        cut_back(connection, ENTRIES - 1)
        assert found(connection) == {}
        (after,) = verify(connection).trees
    assert (after.size, before.size) == (ENTRIES - 1, ENTRIES)
    assert after.root != before.root


def cut_back(connection: Connection, last: int) -> None:
    """Take away the last entry with everything that tells of it, as only the owner could."""
    remove_entry(connection, last + 1)
    entry, counter = table("journal_entry").c, table("club_counter")
    head = connection.execute(
        sa.select(entry.hash, entry.recorded_at).where(entry.entry_no == last)
    ).one()
    connection.execute(
        sa.update(counter).values(
            last_entry_no=last, last_hash=head.hash, last_recorded_at=head.recorded_at, folding=last
        )
    )
    connection.execute(
        sa.update(table("voucher_counter"))
        .where(table("voucher_counter").c.series == "KT")
        .values(last_no=1)
    )
    request = table("request")
    connection.execute(
        sa.update(request)
        .where(request.c.answer.contains(f"[{last + 1},"))
        .values(answer=f'[[{last}, "PT 8"]]')
    )
    for name in ("balance", "period_balance"):
        kept = table(name)
        of_expense = kept.c.account == "6424"
        connection.execute(sa.delete(kept).where(of_expense))
        connection.execute(
            sa.update(kept)
            .where(kept.c.account == CASH, kept.c.fund == "mutual")
            .values(credit=kept.c.credit - 40_000)
        )


def test_a_rule_taken_away_is_named(database: Database, owner: Engine) -> None:
    place = " ON journal_line" if database.kind == "postgresql" else ""
    with transaction(owner) as connection:
        connection.exec_driver_sql(f"DROP TRIGGER rule_line_not_updated{place}")
    with reading(owner) as connection:
        (fault,) = verify(connection).faults
    assert fault.check is Check.RULES_ARE_THERE
    assert dict(fault.what.parts) == {"rule": "rule_line_not_updated"}


def test_money_spent_before_it_came_is_found_by_day(owner: Engine) -> None:
    kept = table("journal_entry")
    early = dt.date(2026, 3, 9)
    with behind_the_rules(owner) as connection:
        connection.execute(sa.update(kept).where(kept.c.entry_no == 8).values(occurred_on=early))
        wrong = verify(connection)
    short = [fault for fault in wrong.faults if fault.check is Check.MONEY_NOT_BELOW_ZERO]
    assert [dict(fault.what.parts)["amount"] for fault in short] == [-40_000]


def test_many_faults_are_counted_and_the_first_are_told(owner: Engine) -> None:
    many = MOST_KEPT + 20
    with reading(owner) as connection:
        (club,) = clubs(connection)
    post_dues(owner, club, many)
    text = table("entry_text")
    with behind_the_rules(owner) as connection:
        connection.execute(sa.update(text).values(narration="Khác"))
        results = verify(connection).results
    (words,) = [result for result in results if result.check is Check.WORDS_UNALTERED]
    assert words.found == many + ENTRIES
    assert len(words.faults) == MOST_KEPT


def post_dues(engine: Engine, club: StoredClub, count: int) -> None:
    dues = [
        JournalEntry(
            EntryKind.CONTRIBUTION, TODAY, received("5112", "activity", 1_000), "Hội phí",
            Series.RECEIPT,
        )
        for _ in range(count)
    ]  # fmt: skip
    with transaction(engine) as connection:
        request = PostingRequest(uuid.uuid5(uuid.NAMESPACE_OID, "dues"), 1, NOW)
        post(connection, club, dues, request, today=TODAY)


def test_entries_in_several_funds_and_without_cash_pass(engine: Engine) -> None:
    club = varied_club(engine)
    lines = (
        JournalLine(BANK, "income", debit=9), JournalLine(CASH, "income", credit=9),
        JournalLine(CASH, "income", credit=4), JournalLine("4118", "income", debit=4),
        JournalLine(CASH, "mutual", debit=4), JournalLine("4312", "mutual", credit=4),
    )  # fmt: skip
    with transaction(engine) as connection:
        request = PostingRequest(uuid.uuid5(uuid.NAMESPACE_OID, "move"), 1, NOW)
        post(connection, club, [JournalEntry(EntryKind.TRANSFER, TODAY, lines, "Chuyển quỹ")],
             request, today=TODAY)  # fmt: skip
        assert verify(connection).found == 0


@pytest.fixture
def file(tmp_path: Path, _sqlite_template: Path) -> Path:
    """Give a SQLite file of varied books."""
    path = tmp_path / "books.db"
    path.write_bytes(_sqlite_template.read_bytes())
    engine = open_engine(f"sqlite:///{path}")
    varied_club(engine)
    engine.dispose()
    return path


def test_text_that_is_no_utf_8_is_found_and_its_entry_named(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as raw:
        raw.execute("DROP TRIGGER rule_text_only_erased")
        raw.execute("UPDATE entry_text SET narration = CAST(x'c328' AS TEXT) WHERE entry_no = 2")
    engine = open_engine(f"sqlite:///{file}")
    with reading(engine) as connection:
        assert found(connection) == {Check.WORDS_UNALTERED: [2]}
        assert found(connection) == {Check.WORDS_UNALTERED: [2]}
    engine.dispose()


def test_a_damaged_file_is_found_or_named_whatever_bit_is_turned(file: Path) -> None:
    whole = file.read_bytes()
    chance = random.Random(2)  # noqa: S311 - a fixed series
    for _ in range(60):
        damaged = bytearray(whole)
        for _ in range(3):
            damaged[chance.randrange(100, len(whole))] ^= 1 << chance.randrange(8)
        file.write_bytes(damaged)
        verify_damaged(file)


def test_a_file_cut_off_is_found_or_named(file: Path) -> None:
    whole = file.read_bytes()
    for size in (4_096, len(whole) // 2, len(whole) - 4_096):
        file.write_bytes(whole[:size])
        assert verify_damaged(file)


def verify_damaged(file: Path) -> bool:
    """Tell whether anything was found; a file that cannot be read is refused by its name."""
    engine = open_engine(f"sqlite:///{file}")
    try:
        with reading(engine) as connection:
            return verify(connection).found > 0
    except (DatabaseUnusable, sa.exc.DatabaseError):
        return True
    finally:
        engine.dispose()


def test_the_reversed_entry_and_its_reversal_are_read_together(owner: Engine) -> None:
    line = table("journal_line")
    with behind_the_rules(owner) as connection:
        connection.execute(
            sa.update(line)
            .where(line.c.entry_no == REVERSED)
            .values(debit=line.c.debit * 2, credit=line.c.credit * 2)
        )
        wrong = found(connection)
    assert wrong[Check.REVERSALS_UNDO] == [REVERSED + 1]
    assert wrong[Check.ENTRIES_UNALTERED] == [REVERSED]
