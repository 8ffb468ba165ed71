"""What the database refuses of what was done, seen, tried and decided, one row each."""

from tests.books.plain_sql import DIGEST, LATER, Insert, blob
from tests.books.rules_of_entries import DENIED, Attempt

KEPT = "record_is_kept"
AN_ID = "018f3a1e-0000-7000-8000-00000000000b"
OF_ALL = {"act": "made", "subject": "member 1", "detail": "", "address": "127.0.0.1"}

AUDIT = Insert(
    "audit_record", {"club_id": 1, "record_no": 1, "acted_at": LATER, "actor": 1, **OF_ALL}
)
SERVICE = Insert("service_record", {"record_id": AN_ID, "acted_at": LATER, "actor": 1, **OF_ALL})
ACCESS = Insert(
    "access_record",
    {"record_id": AN_ID, "user_id": 1, "club_id": 1, "member_no": 1, "what": "statement",
     "address": "127.0.0.1", "seen_at": LATER},
)  # fmt: skip
SIGN_IN = Insert(
    "sign_in",
    {"try_id": AN_ID, "account_digest": DIGEST, "user_id": 1, "address": "127.0.0.1",
     "how": "password", "succeeded": 0, "tried_at": LATER},
)  # fmt: skip
APPROVAL = Insert(
    "approval",
    {"club_id": 1, "approval_no": 1, "act": "reverse", "content": "{}", "summary": "PT 1",
     "asked_by": 1, "asked_at": LATER, "request_id": AN_ID, "state": "waiting", "answer": None},
)  # fmt: skip
DECISION = Insert(
    "approval_decision",
    {"club_id": 1, "approval_no": 1, "decision_no": 1, "decided_by": 1, "decided_at": LATER,
     "verdict": "approved", "reason": None, "how": "device"},
)  # fmt: skip

WRITTEN = (
    ((AUDIT,), "audit_record", "subject = 'member 2'"),
    ((SERVICE,), "service_record", "subject = 'member 2'"),
    ((ACCESS,), "access_record", "member_no = 2"),
    ((SIGN_IN,), "sign_in", f"account_digest = {blob(bytes(32))}"),
    ((APPROVAL, DECISION), "approval_decision", "verdict = 'refused'"),
)
"""The rows that make a record, its table, and how somebody would like it to read instead."""

CHANGED = tuple(
    Attempt(f"{table} changed", (*rows, f"UPDATE {table} SET {change}"), KEPT, program=DENIED)
    for rows, table, change in WRITTEN
)
DELETED = tuple(
    Attempt(f"{table} deleted", (*rows, f"DELETE FROM {table}"), KEPT, program=DENIED)
    for rows, table, _ in WRITTEN
)
EMPTIED = tuple(
    Attempt(f"{table} emptied", (f"TRUNCATE {table} CASCADE",), None, KEPT, DENIED)
    for _, table, _ in WRITTEN
)
UNLAWFUL = (
    Attempt("approval in no state", (APPROVAL.but(state="?"),), "ck_approval_state"),
    Attempt("decision on nothing", (DECISION,), "FOREIGN KEY", "fk_approval_decision_approval"),
    Attempt(
        "one person deciding twice", (APPROVAL, DECISION, DECISION.but(decision_no=2)),
        "UNIQUE", "uq_approval_decision_club_id_approval_no_decided_by",
    ),
)  # fmt: skip

PEOPLE = (*CHANGED, *DELETED, *EMPTIED, *UNLAWFUL)
