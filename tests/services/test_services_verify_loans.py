"""What verifying finds of loans that were lent through the services, and then written over."""

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from ledger.books.engine import open_engine, transaction
from ledger.books.loan_caches import rebuild_loan_caches
from ledger.books.tables import Base
from ledger.core.audit.findings import Check
from ledger.core.journal import EntryKind, JournalEntry, Series
from ledger.core.loans.allocation import Ahead
from ledger.core.loans.events import Charging, Repayment
from ledger.core.loans.parts import Component
from ledger.core.loans.standing import Charge
from ledger.core.posting_rules import principal_received
from ledger.services.journal import reverse
from ledger.services.loan_changes import hand_over
from ledger.services.loan_disbursing import disburse
from ledger.services.loan_life import recover, repay, undo
from ledger.services.loan_losses import write_off
from ledger.services.loan_work import Told
from ledger.services.loans import record
from ledger.services.verify import verify
from tests.books.postings import posted
from tests.books.varied import behind_the_rules
from tests.conftest import Books, Database
from tests.core.loan_examples import BEGUN_ON, day
from tests.services.loan_desk import VOTED, Desk, lending_club

AGREES, KEPT = Check.LOANS_AGREE_WITH_THE_JOURNAL, Check.LOAN_CACHES_ARE_RIGHT


@pytest.fixture
def desk(books: Books) -> Desk:
    """Give a club with two loans whose lives hold whatever may happen to one.

    Of the first a slip was forgotten, a payment undone and another undone and told anew; the
    second was inherited, written off and recovered in part. The other two are approved only.
    """
    desk = lending_club(books)
    with transaction(books.engine) as connection:
        rebuild_loan_caches(connection, books.club.club_id)
    for number in (1, 2):
        desk.on(BEGUN_ON).does(disburse, number, on=BEGUN_ON)
    desk.does(repay, 1, on=day(2), amount=1_120_000)
    desk.does(repay, 1, on=day(3), amount=3_110_000, ahead=Ahead.SMALLER)
    fine = Charging(number=0, occurred_on=day(3), charge=Charge(Component.FINE, 10_000, day(3)))
    desk.does(record, [Told(loan_no=1, event=fine, reason="Nộp muộn")])
    desk.does(repay, 1, on=day(2, 20), amount=700_000)
    desk.does(undo, 1, 2, because=VOTED)
    instead = Repayment(number=0, occurred_on=day(3), amount=311_000)
    desk.does(undo, 1, 3, because=VOTED, instead=instead)
    desk.does(repay, 2, on=day(2), amount=300_000)
    desk.does(hand_over, 2, on=day(2, 20), heir_no=4, because=VOTED)
    desk.does(write_off, 2, on=day(3), because=VOTED)
    desk.does(recover, 2, on=day(3), amount=50_000)
    return desk


@pytest.fixture
def owner(database: Database) -> Iterator[Engine]:
    """Give the owner's engine."""
    engine = open_engine(database.owner_url)
    yield engine
    engine.dispose()


def wrong(connection: Connection) -> dict[Check, list[tuple[int | None, dict[str, object]]]]:
    """Return by check the entries that are named with the facts told, but for the rules."""
    return {
        one.check: [(fault.entry_no, dict(fault.what.parts)) for fault in one.faults]
        for one in verify(connection).results
        if one.found and one.check is not Check.RULES_ARE_THERE
    }


def table(name: str) -> sa.Table:
    return Base.metadata.tables[name]


def test_whatever_the_services_do_to_loans_is_right(desk: Desk) -> None:
    with transaction(desk.books.engine) as connection:
        assert wrong(connection) == {}
        looked_at = {one.check: one.looked_at for one in verify(connection).results}
    assert (looked_at[AGREES], looked_at[KEPT]) == (4, 4)


def event_of(connection: Connection, loan_no: int, event_no: int) -> sa.RowMapping:
    event = table("loan_event")
    wanted = sa.and_(event.c.loan_no == loan_no, event.c.event_no == event_no)
    return connection.execute(sa.select(event).where(wanted)).mappings().one()


def event_number(engine: Engine, loan_no: int, event_no: int) -> int:
    """Return the entry of a loan's event."""
    with engine.connect() as connection:
        return int(event_of(connection, loan_no, event_no)["entry_no"])


Change = Callable[[sa.RowMapping], dict[str, object]]


@pytest.mark.parametrize(
    ("event_no", "changes"),
    [
        (1, lambda row: {"told": row["told"].replace("12000000", "12000001")}),
        (2, lambda row: {"told": row["told"].replace("1120000", "1120001")}),
        (5, lambda row: {"told": row["told"].replace("2026-02-20", "2026-02-21"),
                         "occurred_on": row["occurred_on"] + dt.timedelta(days=1)}),
        (6, lambda row: {"told": row["told"].replace('"of":2', '"of":5')}),
        (3, lambda _: {"kind": "refund"}),
        (3, lambda _: {"entry_no": 2}),
        (5, lambda _: {"correction_no": None}),
        (2, lambda _: {"recorded_by": 99}),
        (2, lambda _: {"meeting_no": 7}),
    ],
)  # fmt: skip
def test_an_event_written_over_is_found_with_its_loan_and_an_entry(
    desk: Desk, owner: Engine, event_no: int, changes: Change
) -> None:
    del desk
    with behind_the_rules(owner) as connection:
        event, row = table("loan_event"), event_of(connection, 1, event_no)
        wanted = sa.and_(event.c.loan_no == 1, event.c.event_no == event_no)
        connection.execute(sa.update(event).where(wanted).values(**changes(row)))
        found = wrong(connection)[AGREES]
    assert {facts["loan"] for _, facts in found} == {1}


def test_an_event_taken_away_leaves_its_entry_untold(desk: Desk, owner: Engine) -> None:
    del desk
    event = table("loan_event")
    with behind_the_rules(owner) as connection:
        last = event_of(connection, 2, 5)
        wanted = sa.and_(event.c.loan_no == 2, event.c.event_no == 5)
        connection.execute(sa.delete(event).where(wanted))
        found = wrong(connection)
    assert found[AGREES] == [(last["entry_no"], {"loan": 2})]
    assert {facts["table"] for _, facts in found[KEPT]} >= {"loan_standing", "loan_share"}


def test_a_contract_written_over_shows_in_entries_and_in_how_the_loan_stands(
    desk: Desk, owner: Engine
) -> None:
    del desk
    loan = table("loan")
    with behind_the_rules(owner) as connection:
        contract = connection.execute(sa.select(loan.c.contract).where(loan.c.loan_no == 1))
        text = contract.scalar_one().replace('"1/100"', '"1/50"')
        connection.execute(sa.update(loan).where(loan.c.loan_no == 1).values(contract=text))
        found = wrong(connection)
    assert {facts["loan"] for _, facts in found[AGREES]} == {1}
    assert "instalment" in {facts["table"] for _, facts in found[KEPT]}


@pytest.mark.parametrize("contract", ["", "x", "[]", '{"terms":7}'])
def test_a_contract_that_cannot_be_read_is_found(desk: Desk, owner: Engine, contract: str) -> None:
    del desk
    loan = table("loan")
    with behind_the_rules(owner) as connection:
        connection.execute(sa.update(loan).where(loan.c.loan_no == 2).values(contract=contract))
        found = wrong(connection)
    # It cannot be read, and it is not what the loan's entries vouch for.
    assert [facts["loan"] for _, facts in found[AGREES]] == [2, 2]


def test_terms_that_move_no_money_are_vouched_for_by_the_loans_entries(
    desk: Desk, owner: Engine
) -> None:
    del desk
    loan = table("loan")
    with behind_the_rules(owner) as connection:
        wanted = loan.c.loan_no == 2
        text = connection.execute(sa.select(loan.c.contract).where(wanted)).scalar_one()
        other = text.replace("{", '{"longest_extension":"1/7",', 1)
        connection.execute(sa.update(loan).where(wanted).values(contract=other))
        found = wrong(connection)
    first = event_number(owner, 2, 1)
    assert found == {AGREES: [(first, {"loan": 2, "event": 1})]}


def test_rows_of_a_loan_that_is_not_there_are_found(desk: Desk, owner: Engine) -> None:
    del desk
    loan = table("loan")
    with behind_the_rules(owner) as connection:
        connection.execute(sa.delete(loan).where(loan.c.loan_no.in_([1, 4])))
        found = wrong(connection)
    tables = {facts["table"] for _, facts in found[AGREES]}
    assert tables == {"loan_event", "journal_line", "instalment", "loan_share", "loan_standing",
                      "loan_span", "document"}  # fmt: skip


def test_an_entry_posted_beside_the_loans_is_named_until_it_is_reversed(desk: Desk) -> None:
    lines = principal_received(10_000, member_no=1, loan_no=1)
    entry = JournalEntry(EntryKind.REPAYMENT, day(3), lines, "Thu gốc", Series.RECEIPT)
    ((number, _),) = posted(desk.books, entry).entries
    with transaction(desk.books.engine) as connection:
        assert wrong(connection) == {AGREES: [(number, {"loan": 1})]}
    desk.does(reverse, number, "Ghi nhầm")
    with transaction(desk.books.engine) as connection:
        assert wrong(connection) == {}


@pytest.mark.parametrize("name", ["loan_standing", "instalment", "loan_share", "loan_span"])
def test_a_row_lost_of_how_a_loan_stands_is_found_and_made_anew(desk: Desk, name: str) -> None:
    kept, club_id = table(name), desk.books.club.club_id
    with transaction(desk.books.engine) as connection:
        key = list(kept.primary_key.columns)
        last = connection.execute(
            sa.select(*key).where(kept.c.loan_no == 1).order_by(*(one.desc() for one in key))
        ).first()
        assert last is not None
        pairs = zip(key, last, strict=True)
        connection.execute(sa.delete(kept).where(*(column == value for column, value in pairs)))
        assert wrong(connection) == {KEPT: [(None, {"loan": 1, "table": name})]}
        assert rebuild_loan_caches(connection, club_id) == 4
        assert wrong(connection) == {}


def test_only_the_borrower_and_heirs_stand_in_a_loan_s_lines(desk: Desk, owner: Engine) -> None:
    del desk
    line = table("journal_line")
    with behind_the_rules(owner) as connection:
        heirs = sa.and_(line.c.loan_no == 2, line.c.member_no == 4)
        assert connection.execute(sa.select(sa.func.count()).where(heirs)).scalar_one() > 0
        connection.execute(sa.update(line).where(heirs).values(member_no=3))
        found = wrong(connection)
    assert Check.LOANS_AGREE in found
    assert {facts["loan"] for _, facts in found[AGREES]} == {2}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_verifying_loans_takes_as_many_queries_for_any_number_of_them(books: Books) -> None:
    desk = lending_club(books)
    asked = []
    for number in (1, 2, 3):
        desk.on(BEGUN_ON).does(disburse, number, on=BEGUN_ON)
        desk.does(repay, number, on=day(2), amount=120_000)
        asked.append(queries(books.engine))
    assert len(set(asked)) == 1


def queries(engine: Engine) -> int:
    """Return how many queries of verifying SQLite itself counts."""
    sent: list[str] = []
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.set_trace_callback(sent.append)
        verify(connection)
        driver.set_trace_callback(None)
    return len([one for one in sent if one.startswith("SELECT")])
