"""Row security on PostgreSQL: which tables hold rows of clubs, and whether each is guarded."""

import re

from sqlalchemy.engine import Connection

from ledger.books.tables import Base

POLICY = "named_clubs"
CONDITION = (
    "current_setting('ledger.clubs', true) = '*'"
    " OR strpos(current_setting('ledger.clubs', true), ',' || club_id || ',') > 0"
)
"""What the policy of every table asks of a row that is read or written."""

_POLICIES = """
    SELECT tablename, policyname, permissive, roles::text, cmd, qual, with_check,
      (SELECT relrowsecurity FROM pg_class
        WHERE oid = format('%I.%I', schemaname, tablename)::regclass)
    FROM pg_policies WHERE schemaname = current_schema()"""


def tables_of_clubs() -> set[str]:
    """Return the names of the tables whose rows belong to clubs.

    The table `club` is none of them: an address names a club by its code, and who asks is found
    in the same query, before any club is known. It holds names and places, no money, no person.
    """
    return {
        table.name
        for table in Base.metadata.sorted_tables
        if "club_id" in table.columns and table.name != "club"
    }


def unguarded_tables(connection: Connection) -> set[str]:
    """Return the tables of clubs whose row security is off, lacks its policy or has another one.

    SQLite has no row security, and none is missed there. Like a trigger, a policy is gone without
    a word with the table that a migration rebuilds; so `doctor` and `verify` look.
    """
    if connection.dialect.name == "sqlite":
        return set()
    wanted = (POLICY, "PERMISSIVE", "{public}", "ALL", _bare(CONDITION), _bare(CONDITION), True)
    found: dict[str, list[tuple[object, ...]]] = {}
    for table, *what in connection.exec_driver_sql(_POLICIES.replace("%", "%%")):
        name, permissive, roles, command, condition, check, is_on = what
        policy = (name, permissive, roles, command, _bare(condition), _bare(check), is_on)
        found.setdefault(table, []).append(policy)
    return {table for table in tables_of_clubs() if found.get(table) != [wanted]}


def _bare(condition: str | None) -> str:
    """Return a condition without what PostgreSQL adds when it says it again."""
    return re.sub(r"::text|[\s()]", "", condition or "")
