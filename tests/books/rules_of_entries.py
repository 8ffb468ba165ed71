"""What the database refuses of entries and lines, one row an attempt in plain SQL."""

from dataclasses import dataclass

from tests.books.plain_sql import HEADER, LINES, NEXT, ZERO, Step, blob, line

DENIED = "permission denied"


@dataclass(frozen=True, slots=True)
class Attempt:
    """What somebody tries in plain SQL, and what of the database's words names the refusal.

    `rule` is what SQLite says; `postgresql` and `program` (PostgreSQL under the application's
    role) are given where they say something else. None means that it cannot be tried there.
    """

    name: str
    steps: tuple[Step, ...]
    rule: str | None
    postgresql: str | None = ""
    program: str | None = ""

    def refused_by(self, role: str) -> str | None:
        """Return the words in which the refusal is named, None if there is nothing to try."""
        if role in {"sqlite", "shell"}:
            return self.rule
        owner = self.rule if self.postgresql == "" else self.postgresql
        return owner if role == "postgresql" or self.program == "" else self.program


FIRST_REQUEST = "018f3a1e-0000-7000-8000-000000000001"
"""The request by which the club's first entry was posted."""
TWO = "WHERE club_id = 1 AND entry_no = 2"

UNLAWFUL = (
    Attempt(
        "unbalanced in total", (LINES[0], line(2, "4111", 0, 99), HEADER), "entry_does_not_balance"
    ),
    Attempt(
        "balanced in total and not within each fund",
        (LINES[0], line(2, "5112", 0, 100, "activity"), HEADER), "entry_does_not_balance",
    ),
    Attempt("one line", (LINES[0], HEADER), "entry_has_fewer_than_two_lines"),
    Attempt("header before its lines", (HEADER, *LINES), "entry_has_fewer_than_two_lines"),
    Attempt("lines without a header", LINES, "FOREIGN KEY", "fk_journal_line_journal_entry"),
    Attempt("line with two sides", (line(1, "111", 5, 5),), "ck_journal_line_one_sided"),
    Attempt("line without an amount", (line(1, "111", 0, 0),), "ck_journal_line_one_sided"),
    Attempt("line below zero", (line(1, "111", -5, 0),), "ck_journal_line_one_sided"),
    Attempt("line beyond 2^53 - 1", (line(1, "111", 2**53, 0),), "ck_journal_line_one_sided"),
    Attempt(
        "gap in the entries' numbers",
        (*(one.but(entry_no=NEXT + 1) for one in LINES), HEADER.but(entry_no=NEXT + 1)),
        "entry_number_has_gap",
    ),
    Attempt("broken chain", (*LINES, HEADER.but(previous_hash=ZERO)), "chain_is_broken"),
    Attempt(
        "recorded before the last entry",
        (*LINES, HEADER.but(recorded_at="2026-03-10T01:59:59.999999Z")),
        "recorded_time_goes_back",
    ),
    Attempt(
        "into a closed month", (*LINES, HEADER.but(occurred_on="2026-01-31")), "period_is_not_open"
    ),
    Attempt(
        "into a missing month", (*LINES, HEADER.but(occurred_on="2026-04-01")), "period_is_not_open"
    ),
    Attempt(
        "second reversal", (*LINES, HEADER.but(reverses=2)), "entry_is_reversed",
        "uq_journal_entry_reverses",
    ),
    Attempt("reversal of a reversal", (*LINES, HEADER.but(reverses=3)), "reversal_names_no_entry"),
    Attempt("reversal of itself", (*LINES, HEADER.but(reverses=NEXT)), "reversal_names_no_entry"),
    Attempt(
        "reversal of another club's entry", (*LINES, HEADER.but(reverses=6)),
        "reversal_names_no_entry", "fk_journal_entry_reverses",
    ),
    Attempt(
        "reversal of nothing", (*LINES, HEADER.but(reverses=99)),
        "reversal_names_no_entry", "fk_journal_entry_reverses",
    ),
    Attempt(
        "second header with a number", (HEADER.but(entry_no=2),),
        "entry_is_posted", "pk_journal_entry",
    ),
    Attempt(
        "second header with a request", (*LINES, HEADER.but(request_id=FIRST_REQUEST)),
        "request_is_posted", "uq_journal_entry_request",
    ),
    Attempt("line for a posted entry", (LINES[0].but(entry_no=2, line_no=3),), "entry_is_posted"),
)  # fmt: skip

FOREIGN = tuple(
    Attempt(f"{what} in a line", (changed, LINES[1], HEADER), "FOREIGN KEY", constraint)
    for what, changed, constraint in (
        ("no account", LINES[0].but(account="999"), "fk_journal_line_account"),
        ("another club's account", LINES[0].but(account="199"), "fk_journal_line_account"),
        ("another club's fund", LINES[0].but(fund="tet"), "fk_journal_line_fund"),
        ("another club's member", LINES[0].but(member_no=9), "fk_journal_line_member"),
        ("another club's loan", LINES[0].but(loan_no=9), "fk_journal_line_loan"),
    )
)
"""In SQLite a foreign key has no name; the fund's own balance is refused before it."""

CHANGED = tuple(
    Attempt(what, (statement,), "entry_is_posted", program=DENIED)
    for what, statement in (
        ("entry dated anew", f"UPDATE journal_entry SET occurred_on = '2026-03-01' {TWO}"),
        ("entry of a forged hash", f"UPDATE journal_entry SET hash = {blob(ZERO)} {TWO}"),
        ("entry renumbered", f"UPDATE journal_entry SET entry_no = 9 {TWO}"),
        ("entry deleted", "DELETE FROM journal_entry WHERE club_id = 1 AND entry_no = 4"),
        ("line of another amount", f"UPDATE journal_line SET debit = 1 {TWO} AND debit > 0"),
        ("line of another member", f"UPDATE journal_line SET member_no = 2 {TWO}"),
        ("line deleted", f"DELETE FROM journal_line {TWO}"),
    )
)

REPLACED = (
    Attempt("header replaced", (HEADER.but(entry_no=2).instead,), "entry_is_posted", None),
    Attempt(
        "header replaced through its request",
        (*LINES, HEADER.but(request_id=FIRST_REQUEST).instead), "request_is_posted", None,
    ),
    Attempt(
        "header replaced through what it reverses", (*LINES, HEADER.but(reverses=2).instead),
        "entry_is_reversed", None,
    ),
    Attempt("line replaced", (LINES[0].but(entry_no=2).instead,), "entry_is_posted", None),
    Attempt(
        "header written over",
        (HEADER.but(entry_no=2).text("postgresql")
         + " ON CONFLICT (club_id, entry_no) DO UPDATE SET kind = 'other'",),
        None, "entry_is_posted", DENIED,
    ),
    Attempt(
        "line written over",
        (LINES[0].but(entry_no=2).text("postgresql")
         + " ON CONFLICT (club_id, entry_no, line_no) DO UPDATE SET debit = 1",),
        None, "entry_is_posted", DENIED,
    ),
)  # fmt: skip

ENTRIES = (*UNLAWFUL, *FOREIGN, *CHANGED, *REPLACED)
