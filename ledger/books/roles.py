"""What the application's role may do on PostgreSQL, where it owns nothing."""

from sqlalchemy.engine import Connection

from ledger.books.tables import Base

APPEND_ONLY = {
    "journal_entry", "journal_line", "voucher", "document", "erasure", "request",
    "service_request", "membership_event", "club_rules", "loan", "loan_event",
    "loan_product", "loan_vote", "audit_record", "service_record", "access_record", "sign_in",
    "approval_decision", "cash_count_note", "household_income", "price_change",
}  # fmt: skip
DERIVED = {"balance", "period_balance", "voucher_counter"}
CACHES = {"instalment", "loan_share", "loan_span", "loan_standing"}
"""What is worked out from a loan's events and written anew at each of them."""
SOME_COLUMNS = {
    "entry_text": "narration, narration_salt, payer_name, payer_name_salt, payer_address,"
    " payer_address_salt",
    "fiscal_period": "closed_at, closed_by",
    "club_counter": "last_entry_no, last_hash, last_recorded_at, last_member_no,"
    " last_household_no, last_loan_no, last_meeting_no, last_product_no,"
    " last_application_no, rebuilds",
    "club_number": "last_no",
    "user_credential": "password_hash, pin_hash, totp_secret, totp_last_step, must_change,"
    " disabled_at, changed_at",
    "cash_count": "entry_no",
    "household_class": "class, certificate_no, certificate_on",
    "household_class_change": "reason",
    "activity_plan": "what",
    "activity_record": "note",
    "activity_result": "remark",
    "loan_use_check": "remark",
    "poverty_standard": "valid_to",
    "approval": "state, answer, content, summary",
    "dispute": "answer, answered_by, answered_at, said",
    "consent": "withdrawn_on",
    "data_request": "answered_on, done_on, outcome, said",
    "restriction": "lifted_on, reason",
    "member_change": "before, after, reason",
    "role_grant": "ended_at, ended_by",
    "recovery_code": "used_at",
    "device": "revoked_at",
    "user_slip": "revoked_at",
    "user_session": "second_factor, device_no, seen_at, ended_at",
}


def grant_application_role(connection: Connection, role: str) -> None:
    """Let `role` read all, add rows, and change only what no rule forbids (TRUST.md, section 4).

    No TRUNCATE anywhere, no DELETE but of caches, no UPDATE on the journal, and counters of
    vouchers and balances are only read: the rules write them as the owner.
    """
    quoted = connection.dialect.identifier_preparer.quote(role)
    for table in Base.metadata.sorted_tables:
        allowed = ["SELECT"]
        if table.name not in DERIVED:
            allowed.append("INSERT")
        if table.name in SOME_COLUMNS:
            allowed.append(f"UPDATE ({SOME_COLUMNS[table.name]})")
        elif table.name not in DERIVED | APPEND_ONLY | CACHES:
            allowed.append("UPDATE")
        if table.name in CACHES:
            allowed.append("DELETE")
        name = connection.dialect.identifier_preparer.quote(table.name)
        connection.exec_driver_sql(f"GRANT {', '.join(allowed)} ON {name} TO {quoted}")
    connection.exec_driver_sql(f"GRANT SELECT ON alembic_version TO {quoted}")
