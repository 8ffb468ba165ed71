"""Every page of the posted club, one of each kind."""

FRONT, EMPTY, LENDING = "/clubs/HP/", "/clubs/MOI/", "/clubs/VAY/"
REPORTS = (
    "trial-balance", "balance-sheet", "income-statement", "fund-changes", "cash-book", "journal",
    "loans", "loan-arrears", "loan-portfolio", "loan-list", "loan-queue", "loan-forecast",
)  # fmt: skip
LEDGER = f"{FRONT}ledger?account=111"
LOANS = (
    f"{LENDING}loans", *(f"{LENDING}loans/{number}" for number in (2, 3, 4, 5, 8, 12)),
    f"{LENDING}loans/3?end=01/01/2026", f"{FRONT}loans/4", f"{LENDING}loans/1/if-paid",
    f"{LENDING}loans/1/if-paid?amount=2.000.000&on=20/03/2026",
    f"{LENDING}loans/2/if-paid?amount=9000000", f"{LENDING}loans/9/if-paid",
    f"{LENDING}applications", f"{LENDING}applications/1",
)  # fmt: skip
"""The pages of loans that went every way."""

PAGES = (
    "/clubs/", FRONT, *(FRONT + name for name in REPORTS), f"{FRONT}ledger", LEDGER,
    f"{FRONT}journal?month=2025-05", f"{FRONT}cash-book?year=2025&fund=activity",
    f"{FRONT}trial-balance?end=10/03/2025", f"{FRONT}entries/1", f"{FRONT}entries/2",
    f"{FRONT}members", f"{FRONT}members?name=lua", f"{FRONT}members/4",
    f"{FRONT}members/4/statement", f"{FRONT}members/9", f"{FRONT}members/10",
    f"{FRONT}members/11/statement?year=2025", f"{LENDING}members/1", f"{LENDING}members/2",
    LENDING, *LOANS,
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
    f"{LENDING}loans/2/contract.pdf", f"{LENDING}loans/8/contract.pdf",
    f"{LENDING}loans/5/card.pdf", f"{LENDING}loans/3/card.pdf?end=01/01/2026",
    f"{LENDING}applications/1/application.pdf", f"{LENDING}meetings/2026-03-10/minutes.pdf",
    f"{LENDING}loans/2/statement.pdf", f"{LENDING}loans/7/statement.pdf?size=A5",
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
    f"{LENDING}loans/99": 404,
    f"{LENDING}loans/0": 404,
    f"{LENDING}loans/99/if-paid": 404,
    f"{LENDING}loans/99/card.pdf": 404,
    f"{LENDING}applications/99/application.pdf": 404,
    f"{LENDING}meetings/2026-03-09/minutes.pdf": 404,
    f"{LENDING}meetings/2026-02-31/minutes.pdf": 404,
    f"{FRONT}loan-card": 404,
    f"{FRONT}ledger?account=999": 404,
    f"{FRONT}journal?fund=none": 404,
    f"{FRONT}journal?begin=02/03/2026&end=01/03/2026": 422,
    f"{FRONT}members/4/statement?begin=02/03/2026&end=01/03/2026": 422,
    f"{FRONT}journal?foo=1": 400,
    "/static/0/pages.css": 404,
}
"""Addresses that show no page, and the status of the answer."""
