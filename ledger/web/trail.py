"""Who did what in a club, and how its entries are proven: the pages of those who oversee it."""

from collections.abc import Sequence

from flask import Response

from ledger.books.proof import Proof, note_check, proof_of
from ledger.books.trail import TrailRecord, trail
from ledger.core.audit.findings import CheckResult
from ledger.core.clock import day_there, hour_of
from ledger.core.statements.table import Column, ColumnKind, Row, Table, Value, phrase
from ledger.web.addresses import Addresses, with_query
from ledger.web.files import KINDS, table_file
from ledger.web.queries import Nothing, OfClubs, Query, query_of
from ledger.web.trail_words import act_words, subject_address, subject_words
from ledger.web.visit import Visit

NOTHING = Nothing()
FROM_A_NUMBER = OfClubs()
MOST = 100
"""The most records on a page; a file holds as many as `MOST_IN_FILE`."""
MOST_IN_FILE = 10_000
SHORT = 12
"""So many letters of a hash are enough to tell two apart by eye."""

COLUMNS = (
    Column("date", phrase("Date"), ColumnKind.DATE),
    Column("time", phrase("Time")),
    Column("who", phrase("Who")),
    Column("name", phrase("What was done")),
    Column("subject", phrase("To what")),
    Column("detail", phrase("Details")),
    Column("address", phrase("From where")),
)


def trail_page(visit: Visit) -> Response:
    """Show who did what, the last first, and above it how the entries are proven."""
    before = _before(query_of(FROM_A_NUMBER, visit.arguments))
    club_id, addresses, reader = visit.club.club_id, Addresses(visit.code), visit.reader
    with visit.reading() as connection:
        found = trail(connection, club_id, limit=MOST + 1, before=before)
        proof = proof_of(connection, club_id)
    here = f"{addresses.front}trail"
    rows = [
        (
            reader.instant(one.acted_at), one.user, act_words(one.act, reader),
            reader.value(subject_words(one.subject)), subject_address(one.subject, addresses),
            one.detail, one.address,
        )
        for one in found[:MOST]
    ]  # fmt: skip
    return visit.page(
        "trail/trail.html",
        club=visit.club.club,
        addresses=addresses,
        rows=rows,
        more=with_query(here, {"after": found[MOST - 1].record_no}) if len(found) > MOST else "",
        head=proof,
        state=state_of_proof(visit, proof),
        files_offered=[(kind.upper(), f"{here}.{kind}") for kind in KINDS],
    )  # fmt: skip


def in_file(visit: Visit, kind: str) -> Response:
    """Return who did what as a file."""
    query_of(NOTHING, visit.arguments)
    with visit.reading() as connection:
        found = trail(connection, visit.club.club_id, limit=MOST_IN_FILE)
    return table_file(visit, _table(visit, found), kind, visit.code, "trail")


def proof_page(visit: Visit) -> Response:
    """Show by what the entries are proven; when asked to, check everything that must be true."""
    query_of(NOTHING, visit.arguments)
    results: list[tuple[str, int]] = []
    root = ""
    with visit.reading() as connection:
        proof = proof_of(connection, visit.club.club_id)
        if visit.is_sent:
            from ledger.services.verify import verify  # seldom asked for, and not small

            found = verify(connection, club=visit.club)
            results = [_result(visit, one) for one in found.results]
            root = "".join(tree.root.hex() for tree in found.trees)
    if visit.is_sent:
        with visit.writing() as connection:
            note_check(
                connection, visit.club.club_id, entries=sum(one.size for one in found.trees),
                wrong=found.found, by=visit.doer,
            )  # fmt: skip
    return visit.page(
        "trail/proof.html",
        club=visit.club.club,
        addresses=Addresses(visit.code),
        head=proof,
        last_hash=proof.last_hash.hex(),
        recorded=visit.reader.instant(proof.recorded_at) if proof.recorded_at else "",
        results=results,
        wrong=sum(number for _, number in results),
        root=root,
        checked=visit.reader.instant(visit.desk.now()) if visit.is_sent else "",
        request_id=visit.new_id(),
    )


def state_of_proof(visit: Visit, proof: Proof) -> list[str]:
    """Return in sentences how the books are proven: the last entry's hash, the last check."""
    reader = visit.reader
    if proof.recorded_at is None:
        return []
    head = phrase(
        "%(count)s entries; the last one, of %(when)s, carries the fingerprint %(fingerprint)s.",
        count=proof.entries, when=reader.instant(proof.recorded_at),
        fingerprint=proof.last_hash.hex()[:SHORT],
    )  # fmt: skip
    if proof.checked_at is None:
        return [reader.phrase(head), reader.say("They were never checked as a whole.")]
    check = phrase(
        "All was checked on %(when)s up to entry %(entry)s; things that were wrong: %(wrong)s.",
        when=reader.instant(proof.checked_at), entry=proof.checked.rpartition(" ")[2],
        wrong=proof.outcome.rpartition(" ")[2],
    )  # fmt: skip
    return [reader.phrase(head), reader.phrase(check)]


def _result(visit: Visit, result: CheckResult) -> tuple[str, int]:
    return visit.reader.phrase(result.title), result.found


def _before(query: Query) -> int | None:
    text = query.after or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _table(visit: Visit, found: Sequence[TrailRecord]) -> Table:
    rows = []
    for one in found:
        act = act_words(one.act, visit.reader)
        values: tuple[Value, ...] = (
            day_there(one.acted_at), hour_of(one.acted_at), one.user, act,
            subject_words(one.subject), one.detail, one.address,
        )  # fmt: skip
        rows.append(Row(values))
    title = phrase("Who did what")
    return Table("trail", title, visit.club.club.name, (), COLUMNS, tuple(rows))
