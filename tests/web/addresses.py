"""Every page of the posted club, one of each kind."""

FRONT, EMPTY = "/clubs/HP/", "/clubs/MOI/"
REPORTS = (
    "trial-balance", "balance-sheet", "income-statement", "fund-changes", "cash-book", "journal",
    "loans",
)  # fmt: skip
LEDGER = f"{FRONT}ledger?account=111"
PAGES = (
    "/clubs/", FRONT, *(FRONT + name for name in REPORTS), f"{FRONT}ledger", LEDGER,
    f"{FRONT}journal?month=2025-05", f"{FRONT}cash-book?year=2025&fund=activity",
    f"{FRONT}trial-balance?end=10/03/2025", f"{FRONT}entries/1", f"{FRONT}entries/2",
    f"{FRONT}members", f"{FRONT}members?name=lua", f"{FRONT}members/4",
    f"{FRONT}members/4/statement", f"{FRONT}members/9", f"{FRONT}members/10",
    f"{FRONT}members/11/statement?year=2025",
)  # fmt: skip
EMPTY_PAGES = (
    EMPTY, *(EMPTY + name for name in REPORTS), f"{EMPTY}ledger", f"{EMPTY}ledger?account=111",
    f"{EMPTY}members",
)  # fmt: skip
FILES = (
    *(f"{FRONT}{name}.{kind}" for name in REPORTS for kind in ("pdf", "xlsx", "csv")),
    f"{FRONT}ledger.csv?account=111", f"{FRONT}members.pdf", f"{FRONT}members.xlsx?name=lua",
    f"{FRONT}entries/1.pdf", f"{FRONT}entries/1.xlsx", f"{FRONT}entries/1.csv",
    f"{FRONT}members/4/statement.pdf", f"{FRONT}members/4/statement.pdf?size=A5&year=2025",
    f"{FRONT}members/4/statement.xlsx", f"{FRONT}members/4/statement.csv",
)  # fmt: skip
REFUSED = {
    "/clubs/KHONG/": 404,
    "/nothing": 404,
    f"{FRONT}nothing": 404,
    f"{FRONT}entry": 404,
    f"{FRONT}entries/99999": 404,
    f"{FRONT}entries/0": 404,
    f"{FRONT}entries/99999999999999999999": 404,
    f"{FRONT}members/99": 404,
    f"{FRONT}ledger?account=999": 404,
    f"{FRONT}journal?fund=none": 404,
    f"{FRONT}journal?begin=02/03/2026&end=01/03/2026": 422,
    f"{FRONT}members/4/statement?begin=02/03/2026&end=01/03/2026": 422,
    f"{FRONT}journal?foo=1": 400,
    "/static/0/pages.css": 404,
}
"""Addresses that show no page, and the status of the answer."""
