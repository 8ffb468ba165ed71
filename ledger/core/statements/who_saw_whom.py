"""Who looked at whom in some days: the list that a notice of a breach is made from."""

from collections.abc import Mapping, Sequence

from ledger.core.clock import hour_of
from ledger.core.privacy.looks import Looked
from ledger.core.statements.look_words import look_words
from ledger.core.statements.scope import Scope
from ledger.core.statements.table import (
    Column,
    ColumnKind,
    Drill,
    Row,
    RowKind,
    Table,
    Value,
    phrase,
)

COLUMNS = (
    Column("date", phrase("Date"), ColumnKind.DATE),
    Column("first", phrase("First at")),
    Column("last", phrase("Last at")),
    Column("who", phrase("Who looked")),
    Column("code", phrase("No.")),
    Column("member", phrase("Whose record")),
    Column("what", phrase("What was looked at")),
    Column("times", phrase("Times"), ColumnKind.COUNT),
)


def who_saw_whom_table(
    scope: Scope, looks: Sequence[Looked], members: Mapping[int, tuple[str, str]]
) -> Table:
    """Return the looks ready to be drawn; `members` are paper codes and names by number.

    Law 91/2025/QH15 gives 72 hours for a notice; it says whose data were seen, by whom and when.
    """
    rows = [_row(one, members) for one in looks]
    times = sum(one.times for one in looks)
    rows.append(
        Row((None, "", "", "", "", phrase("Total"), "", times), RowKind.TOTAL),
    )
    return Table(
        "who-saw-whom", phrase("Who looked at whom"), scope.club_name, (scope.days,), COLUMNS,
        tuple(rows),
    )  # fmt: skip


def _row(one: Looked, members: Mapping[int, tuple[str, str]]) -> Row:
    begin: tuple[Value, ...] = (one.day, hour_of(one.first_at), hour_of(one.last_at), one.user)
    what = look_words(one.what)
    if one.member_no is None:
        return Row((*begin, "", phrase("All members"), what, one.times))
    code, name = members.get(one.member_no, (str(one.member_no), ""))
    statement = Drill("member-statement", (("member_no", one.member_no),))
    return Row((*begin, code, name, what, one.times), drills=((4, statement), (5, statement)))
