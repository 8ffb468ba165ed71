"""What the database refuses of vouchers, words, months, counters and balances, one row each."""

from tests.books.plain_sql import (
    BALANCE,
    COUNTER,
    DIGEST,
    DOCUMENT,
    ERASURE,
    HEADER,
    LATER,
    LINES,
    NEW_CLUB,
    NEXT,
    PERIOD_BALANCE,
    POSTED,
    REQUEST,
    SALT,
    TEXT,
    VOUCHER,
    VOUCHER_COUNTER,
    advance,
    blob,
    month,
)
from tests.books.rules_of_entries import DENIED, FIRST_REQUEST, TWO, Attempt

BEGUN = (*LINES, HEADER)
"""Lines and their header: words, voucher and counter are still missing."""
PT_1 = "WHERE club_id = 1 AND year = 2026 AND series = 'PT' AND no = 1"

VOUCHERS = (
    Attempt("gap in a series", (*BEGUN, VOUCHER.but(no=6)), "voucher_number_has_gap"),
    Attempt(
        "number given twice", (*BEGUN, VOUCHER.but(no=4)), "voucher_number_has_gap", "pk_voucher"
    ),
    Attempt("series not begun at 1", (*BEGUN, VOUCHER.but(series="PC", no=2)),
            "voucher_number_has_gap"),
    Attempt("series of another name", (*BEGUN, VOUCHER.but(series="XX", no=1)),
            "ck_voucher_series"),
    Attempt(
        "second voucher of a posted entry", (VOUCHER.but(entry_no=2),),
        "entry_is_posted", "uq_voucher_entry",
    ),
    Attempt(
        "void declared by a posted entry", (VOUCHER.but(entry_no=2, void_salt=SALT),),
        "entry_is_posted",
    ),
    Attempt("second voucher of an entry", (*BEGUN, VOUCHER, VOUCHER.but(no=6)), "UNIQUE",
            "uq_voucher_entry"),
    Attempt("voucher of no entry", (VOUCHER,), "FOREIGN KEY", "fk_voucher_journal_entry"),
    Attempt("voucher changed", (f"UPDATE voucher SET entry_no = 4 {PT_1}",),
            "voucher_is_issued", program=DENIED),
    Attempt("voucher made void", (f"UPDATE voucher SET void_salt = {blob(SALT)} {PT_1}",),
            "voucher_is_issued", program=DENIED),
    Attempt("voucher deleted", (f"DELETE FROM voucher {PT_1}",),
            "voucher_is_issued", program=DENIED),
    Attempt("voucher replaced", (*BEGUN, VOUCHER.but(no=1).instead), "voucher_number_has_gap",
            None),
    Attempt("entry without a voucher", (*BEGUN, TEXT, advance()), "entry_has_no_voucher"),
    Attempt(
        "entry with a void number alone",
        (*BEGUN, TEXT, VOUCHER.but(void_salt=SALT, void_reason="hỏng"), advance()),
        "entry_has_no_voucher",
    ),
    Attempt("entry without words", (*BEGUN, VOUCHER, advance()), "entry_has_no_text"),
)  # fmt: skip

WORDS = (
    Attempt("words written anew", (f"UPDATE entry_text SET narration = 'Khác' {TWO}",),
            "entry_is_posted"),
    Attempt(
        "words blotted out without a record",
        (f"UPDATE entry_text SET narration = NULL, narration_salt = NULL {TWO}",),
        "entry_is_posted",
    ),
    Attempt(
        "other words blotted out than the record says",
        (ERASURE.but(field="payer_address"),
         f"UPDATE entry_text SET payer_name = NULL, payer_name_salt = NULL {TWO}"),
        "entry_is_posted",
    ),
    Attempt("words blotted out and their salt kept",
            (ERASURE, f"UPDATE entry_text SET narration = NULL {TWO}"), "entry_is_posted"),
    Attempt("salt blotted out and the words kept",
            (ERASURE, f"UPDATE entry_text SET narration_salt = NULL {TWO}"), "entry_is_posted"),
    Attempt("other words in the place of erased ones",
            (ERASURE, f"UPDATE entry_text SET narration = 'Khác' {TWO}"), "entry_is_posted"),
    Attempt(
        "words erased and written again",
        (ERASURE, f"UPDATE entry_text SET narration = NULL, narration_salt = NULL {TWO}",
         f"UPDATE entry_text SET narration = 'Khác', narration_salt = {blob(SALT)} {TWO}"),
        "entry_is_posted",
    ),
    Attempt(
        "an address added later",
        (f"UPDATE entry_text SET payer_address = 'Cuối', payer_address_salt = {blob(SALT)} {TWO}",),
        "entry_is_posted",
    ),
    Attempt("words moved to another entry", (f"UPDATE entry_text SET entry_no = 9 {TWO}",),
            "entry_is_posted", program=DENIED),
    Attempt("words deleted", (f"DELETE FROM entry_text {TWO}",), "entry_is_posted",
            program=DENIED),
    Attempt("words for a posted entry", (TEXT.but(entry_no=2),), "entry_is_posted",
            "pk_entry_text"),
    Attempt("words replaced", (TEXT.but(entry_no=2).instead,), "entry_is_posted", None),
    Attempt("words of an entry begun, replaced",
            (*BEGUN, TEXT, TEXT.but(narration="Khác").instead), "entry_is_posted", None),
    Attempt("paper for a posted entry", (DOCUMENT.but(entry_no=2, document_no=2),),
            "entry_is_posted"),
    Attempt("paper changed", (f"UPDATE document SET reference = '02/BB' {TWO}",),
            "entry_is_posted", program=DENIED),
    Attempt("paper deleted", (f"DELETE FROM document {TWO}",), "entry_is_posted",
            program=DENIED),
    Attempt("paper replaced", (DOCUMENT.but(entry_no=2).instead,), "entry_is_posted", None),
)  # fmt: skip

KEPT = (
    Attempt("erasure changed", (ERASURE, f"UPDATE erasure SET reason = 'khác' {TWO}"),
            "record_is_kept", program=DENIED),
    Attempt("erasure deleted", (ERASURE, f"DELETE FROM erasure {TWO}"), "record_is_kept",
            program=DENIED),
    Attempt("erasure recorded twice", (ERASURE, ERASURE), "record_is_kept", "pk_erasure"),
    Attempt("erasure replaced", (ERASURE, ERASURE.instead), "record_is_kept", None),
    Attempt("request answered anew", ("UPDATE request SET answer = '[]' WHERE club_id = 1",),
            "record_is_kept", program=DENIED),
    Attempt("request forgotten", ("DELETE FROM request WHERE club_id = 1",), "record_is_kept",
            program=DENIED),
    Attempt("request a second time", (REQUEST.but(request_id=FIRST_REQUEST),),
            "request_is_posted", "pk_request"),
    Attempt("request replaced", (REQUEST.but(request_id=FIRST_REQUEST).instead,),
            "request_is_posted", None),
)  # fmt: skip

CLOSE = f"UPDATE fiscal_period SET closed_at = '{LATER}', closed_by = 1 WHERE club_id = 1"
JANUARY = "WHERE club_id = 1 AND period = '2026-01'"

MONTHS = (
    Attempt("closed before an earlier one", (f"{CLOSE} AND period = '2026-03'",),
            "earlier_period_is_open"),
    Attempt(
        "reopened", (f"UPDATE fiscal_period SET closed_at = NULL, closed_by = NULL {JANUARY}",),
        "period_is_closed",
    ),
    Attempt("closed a second time", (f"{CLOSE} AND period = '2026-01'",), "period_is_closed"),
    Attempt("closed month renamed", (f"UPDATE fiscal_period SET period = '2027-01' {JANUARY}",),
            "period_is_closed", program=DENIED),
    Attempt(
        "open month renamed",
        ("UPDATE fiscal_period SET period = '2027-01' WHERE club_id = 1 AND period = '2026-03'",),
        "period_is_closed", program=DENIED,
    ),
    Attempt("closed month deleted", (f"DELETE FROM fiscal_period {JANUARY}",), "period_is_closed",
            program=DENIED),
    Attempt("closed month opened again by a row", (month("2026-01").instead,),
            "period_is_closed", None),
    Attempt("second row of a month", (month("2026-03"),), "period_is_closed",
            "pk_fiscal_period"),
    Attempt("month begun closed", (month("2026-04", LATER),), "period_is_closed"),
    Attempt("month begun before a closed one", (month("2025-12"),), "period_is_closed"),
    Attempt("month of another form", (month("202604"),), "ck_fiscal_period_period"),
)  # fmt: skip

OF_ONE = "WHERE club_id = 1"

COUNTERS = (
    Attempt("counter ahead of its entries", (advance(NEXT),), "counter_follows_its_rows"),
    Attempt("counter set back", (advance(1),), "counter_follows_its_rows"),
    Attempt("counter behind its entries",
            (*POSTED[:-1], f"UPDATE club_counter SET last_entry_no = 4 {OF_ONE}"),
            "counter_follows_its_rows"),
    Attempt("last hash forged", (f"UPDATE club_counter SET last_hash = {blob(DIGEST)} {OF_ONE}",),
            "counter_follows_its_rows"),
    Attempt(
        "last recording forged",
        (f"UPDATE club_counter SET last_recorded_at = '{LATER}' {OF_ONE}",),
        "counter_follows_its_rows",
    ),
    Attempt(
        "counter given to another club",
        (NEW_CLUB, f"UPDATE club_counter SET club_id = 3 {OF_ONE}"),
        "counter_follows_its_rows", program=DENIED,
    ),
    Attempt("counter deleted", (f"DELETE FROM club_counter {OF_ONE}",),
            "counter_follows_its_rows", program=DENIED),
    Attempt("counter begun ahead", (NEW_CLUB, COUNTER.but(last_entry_no=7)),
            "counter_follows_its_rows"),
    Attempt("counter begun with an open fold", (NEW_CLUB, COUNTER.but(folding=1)),
            "counter_follows_its_rows"),
    Attempt("counter replaced", (COUNTER.but(club_id=1).instead,), "counter_follows_its_rows",
            None),
    Attempt("voucher counter begun", (VOUCHER_COUNTER,), "counter_follows_its_rows",
            program=DENIED),
    Attempt("voucher counter replaced", (VOUCHER_COUNTER.but(series="PT").instead,),
            "counter_follows_its_rows", None),
    Attempt("voucher counter advanced", (f"UPDATE voucher_counter SET last_no = 5 {OF_ONE}",),
            "counter_follows_its_rows", program=DENIED),
    Attempt("voucher counter set back", (f"UPDATE voucher_counter SET last_no = 1 {OF_ONE}",),
            "counter_follows_its_rows", program=DENIED),
    Attempt("voucher counter deleted", (f"DELETE FROM voucher_counter {OF_ONE}",),
            "counter_follows_its_rows", program=DENIED),
)  # fmt: skip

BALANCES = (
    *(
        Attempt(f"{table} {what}", (step,), "balance_is_derived", program=DENIED)
        for table, row in (("balance", BALANCE), ("period_balance", PERIOD_BALANCE))
        for what, step in (
            ("added", row),
            ("changed", f"UPDATE {table} SET debit = debit + 1 {OF_ONE}"),
            ("deleted", f"DELETE FROM {table} {OF_ONE}"),
        )
    ),
    *(
        Attempt(f"{row.table} added in a club without a counter", (NEW_CLUB, row.but(club_id=3)),
                "balance_is_derived", program=DENIED)
        for row in (BALANCE, PERIOD_BALANCE)
    ),
    *(
        Attempt(f"{row.table} replaced", (row.but(account="111").instead,), "balance_is_derived",
                None)
        for row in (BALANCE, PERIOD_BALANCE)
    ),
    *(
        Attempt(
            f"{table} changed behind the mark of a fold, {before}",
            (f"UPDATE club_counter SET {before} {OF_ONE}",
             f"UPDATE {table} SET debit = debit + 1 {OF_ONE}"),
            rule, program=DENIED,
        )
        for table in ("balance", "period_balance")
        for before, rule in (
            ("folding = 1", "counter_follows_its_rows"),
            ("folding = folding + 1", "counter_follows_its_rows"),
            ("rebuilds = rebuilds + 1", "balance_is_derived"),
        )
    ),
)  # fmt: skip

TRUNCATED = tuple(
    Attempt(f"{table} emptied", (f"TRUNCATE {table} CASCADE",), None, rule, DENIED)
    for table, rule in (
        ("journal_entry", "entry_is_posted"), ("journal_line", "entry_is_posted"),
        ("voucher", "entry_is_posted"), ("voucher_counter", "entry_is_posted"),
        ("document", "entry_is_posted"), ("entry_text", "entry_is_posted"),
        ("erasure", "entry_is_posted"), ("request", "entry_is_posted"),
        ("fiscal_period", "entry_is_posted"), ("club_counter", "entry_is_posted"),
        ("balance", "entry_is_posted"), ("period_balance", "entry_is_posted"),
        ("club", "entry_is_posted"), ("account", "entry_is_posted"),
    )
)  # fmt: skip

RECORDS = (*VOUCHERS, *WORDS, *KEPT, *MONTHS, *COUNTERS, *BALANCES, *TRUNCATED)
