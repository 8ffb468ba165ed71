-- People: sign-ins and grants, what waits and what was done, personal data, cash counts, for SQLite.

ALTER TABLE club_rules ADD COLUMN payment_limit INTEGER;

CREATE TABLE access_record (
    record_id TEXT NOT NULL,
    user_id INTEGER NOT NULL,
    club_id INTEGER NOT NULL,
    member_no INTEGER,
    what TEXT NOT NULL,
    address TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    CONSTRAINT pk_access_record PRIMARY KEY (record_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_access_record_club_id_member_no_seen_at ON access_record (club_id, member_no, seen_at);

CREATE INDEX ix_access_record_user_id_seen_at ON access_record (user_id, seen_at);

CREATE TABLE service_record (
    record_id TEXT NOT NULL,
    acted_at TEXT NOT NULL,
    actor INTEGER,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    address TEXT NOT NULL,
    CONSTRAINT pk_service_record PRIMARY KEY (record_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_service_record_acted_at ON service_record (acted_at);

CREATE TABLE sign_in (
    try_id TEXT NOT NULL,
    account_digest BLOB NOT NULL,
    user_id INTEGER,
    address TEXT NOT NULL,
    how TEXT NOT NULL,
    succeeded INTEGER NOT NULL,
    tried_at TEXT NOT NULL,
    CONSTRAINT pk_sign_in PRIMARY KEY (try_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_sign_in_account_digest_tried_at ON sign_in (account_digest, tried_at);

CREATE INDEX ix_sign_in_address_tried_at ON sign_in (address, tried_at);

CREATE TABLE user_session (
    token_digest BLOB NOT NULL,
    user_id INTEGER NOT NULL,
    device_no INTEGER,
    how TEXT NOT NULL,
    second_factor INTEGER NOT NULL,
    agent TEXT NOT NULL,
    started_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    ended_at TEXT,
    CONSTRAINT pk_user_session PRIMARY KEY (token_digest)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_user_session_user_id ON user_session (user_id);

CREATE TABLE approval (
    club_id INTEGER NOT NULL,
    approval_no INTEGER NOT NULL,
    act TEXT NOT NULL,
    content TEXT NOT NULL,
    summary TEXT NOT NULL,
    asked_by INTEGER NOT NULL,
    asked_at TEXT NOT NULL,
    request_id TEXT NOT NULL,
    state TEXT NOT NULL,
    answer TEXT,
    CONSTRAINT pk_approval PRIMARY KEY (club_id, approval_no),
    CONSTRAINT fk_approval_club FOREIGN KEY(club_id) REFERENCES club (club_id),
    CONSTRAINT ck_approval_state CHECK (state IN ('waiting', 'done', 'refused', 'withdrawn', 'listed', 'seen')),
    CONSTRAINT uq_approval_club_id_request_id UNIQUE (club_id, request_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_approval_club_id_state ON approval (club_id, state);

CREATE TABLE audit_record (
    club_id INTEGER NOT NULL,
    record_no INTEGER NOT NULL,
    acted_at TEXT NOT NULL,
    actor INTEGER NOT NULL,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    address TEXT NOT NULL,
    CONSTRAINT pk_audit_record PRIMARY KEY (club_id, record_no),
    CONSTRAINT fk_audit_record_club FOREIGN KEY(club_id) REFERENCES club (club_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE club_number (
    club_id INTEGER NOT NULL,
    what TEXT NOT NULL,
    last_no INTEGER NOT NULL,
    CONSTRAINT pk_club_number PRIMARY KEY (club_id, what),
    CONSTRAINT fk_club_number_club FOREIGN KEY(club_id) REFERENCES club (club_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE device (
    user_id INTEGER NOT NULL,
    device_no INTEGER NOT NULL,
    name TEXT NOT NULL,
    token_digest BLOB NOT NULL,
    enrolled_at TEXT NOT NULL,
    revoked_at TEXT,
    CONSTRAINT pk_device PRIMARY KEY (user_id, device_no),
    CONSTRAINT fk_device_app_user FOREIGN KEY(user_id) REFERENCES app_user (user_id),
    CONSTRAINT uq_device_token_digest UNIQUE (token_digest)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE recovery_code (
    user_id INTEGER NOT NULL,
    code_no INTEGER NOT NULL,
    code_digest BLOB NOT NULL,
    used_at TEXT,
    CONSTRAINT pk_recovery_code PRIMARY KEY (user_id, code_no),
    CONSTRAINT fk_recovery_code_app_user FOREIGN KEY(user_id) REFERENCES app_user (user_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE role_grant (
    user_id INTEGER NOT NULL,
    grant_no INTEGER NOT NULL,
    role TEXT NOT NULL,
    of_club INTEGER,
    province TEXT,
    commune TEXT,
    member_no INTEGER,
    valid_from TEXT NOT NULL,
    valid_until TEXT,
    granted_by INTEGER NOT NULL,
    granted_at TEXT NOT NULL,
    ended_at TEXT,
    ended_by INTEGER,
    CONSTRAINT pk_role_grant PRIMARY KEY (user_id, grant_no),
    CONSTRAINT fk_role_grant_app_user FOREIGN KEY(user_id) REFERENCES app_user (user_id),
    CONSTRAINT fk_role_grant_club FOREIGN KEY(of_club) REFERENCES club (club_id),
    CONSTRAINT ck_role_grant_role CHECK (role IN ('admin', 'treasurer', 'accountant', 'chair', 'controller', 'member', 'auditor', 'officer')),
    CONSTRAINT ck_role_grant_member CHECK ((role = 'member' AND of_club IS NOT NULL AND member_no IS NOT NULL) OR (role <> 'member' AND member_no IS NULL))
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_role_grant_of_club_member_no ON role_grant (of_club, member_no);

CREATE TABLE user_credential (
    user_id INTEGER NOT NULL,
    password_hash TEXT,
    pin_hash TEXT,
    totp_secret TEXT,
    totp_last_step INTEGER NOT NULL,
    must_change INTEGER NOT NULL,
    disabled_at TEXT,
    changed_at TEXT NOT NULL,
    CONSTRAINT pk_user_credential PRIMARY KEY (user_id),
    CONSTRAINT fk_user_credential_app_user FOREIGN KEY(user_id) REFERENCES app_user (user_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE user_slip (
    user_id INTEGER NOT NULL,
    slip_no INTEGER NOT NULL,
    token_digest BLOB NOT NULL,
    issued_at TEXT NOT NULL,
    revoked_at TEXT,
    CONSTRAINT pk_user_slip PRIMARY KEY (user_id, slip_no),
    CONSTRAINT fk_user_slip_app_user FOREIGN KEY(user_id) REFERENCES app_user (user_id),
    CONSTRAINT uq_user_slip_token_digest UNIQUE (token_digest)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE approval_decision (
    club_id INTEGER NOT NULL,
    approval_no INTEGER NOT NULL,
    decision_no INTEGER NOT NULL,
    decided_by INTEGER NOT NULL,
    decided_at TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT,
    how TEXT NOT NULL,
    CONSTRAINT pk_approval_decision PRIMARY KEY (club_id, approval_no, decision_no),
    CONSTRAINT fk_approval_decision_approval FOREIGN KEY(club_id, approval_no) REFERENCES approval (club_id, approval_no),
    CONSTRAINT ck_approval_decision_verdict CHECK (verdict IN ('approved', 'refused', 'withdrawn', 'seen')),
    CONSTRAINT uq_approval_decision_club_id_approval_no_decided_by UNIQUE (club_id, approval_no, decided_by)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE cash_count (
    club_id INTEGER NOT NULL,
    count_no INTEGER NOT NULL,
    counted_on TEXT NOT NULL,
    book INTEGER NOT NULL,
    counted INTEGER NOT NULL,
    reason TEXT,
    entry_no INTEGER,
    last_entry_no INTEGER NOT NULL,
    counted_by INTEGER NOT NULL,
    witness TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_cash_count PRIMARY KEY (club_id, count_no),
    CONSTRAINT fk_cash_count_club FOREIGN KEY(club_id) REFERENCES club (club_id),
    CONSTRAINT fk_cash_count_journal_entry FOREIGN KEY(club_id, entry_no) REFERENCES journal_entry (club_id, entry_no),
    CONSTRAINT ck_cash_count_counted CHECK (counted >= 0)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE consent (
    club_id INTEGER NOT NULL,
    member_no INTEGER NOT NULL,
    consent_no INTEGER NOT NULL,
    text_version TEXT NOT NULL,
    language TEXT NOT NULL,
    way TEXT NOT NULL,
    witness TEXT,
    given_on TEXT NOT NULL,
    withdrawn_on TEXT,
    recorded_by INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_consent PRIMARY KEY (club_id, member_no, consent_no),
    CONSTRAINT fk_consent_member FOREIGN KEY(club_id, member_no) REFERENCES member (club_id, member_no),
    CONSTRAINT ck_consent_way CHECK (way IN ('signed', 'spoken', 'screen'))
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE data_request (
    club_id INTEGER NOT NULL,
    request_no INTEGER NOT NULL,
    member_no INTEGER NOT NULL,
    kind TEXT NOT NULL,
    said TEXT NOT NULL,
    received_on TEXT NOT NULL,
    answer_by TEXT NOT NULL,
    act_by TEXT NOT NULL,
    answered_on TEXT,
    done_on TEXT,
    outcome TEXT,
    recorded_by INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_data_request PRIMARY KEY (club_id, request_no),
    CONSTRAINT fk_data_request_member FOREIGN KEY(club_id, member_no) REFERENCES member (club_id, member_no),
    CONSTRAINT ck_data_request_kind CHECK (kind IN ('look', 'export', 'correct', 'restrict', 'erase', 'withdraw', 'object'))
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_data_request_club_id_done_on ON data_request (club_id, done_on);

CREATE TABLE dispute (
    club_id INTEGER NOT NULL,
    dispute_no INTEGER NOT NULL,
    member_no INTEGER NOT NULL,
    entry_no INTEGER,
    loan_no INTEGER,
    said TEXT NOT NULL,
    opened_by INTEGER NOT NULL,
    opened_at TEXT NOT NULL,
    answer TEXT,
    answered_by INTEGER,
    answered_at TEXT,
    CONSTRAINT pk_dispute PRIMARY KEY (club_id, dispute_no),
    CONSTRAINT fk_dispute_member FOREIGN KEY(club_id, member_no) REFERENCES member (club_id, member_no)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_dispute_club_id_answered_at ON dispute (club_id, answered_at);

CREATE TABLE member_change (
    club_id INTEGER NOT NULL,
    member_no INTEGER NOT NULL,
    change_no INTEGER NOT NULL,
    field TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    reason TEXT NOT NULL,
    recorded_by INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_member_change PRIMARY KEY (club_id, member_no, change_no),
    CONSTRAINT fk_member_change_member FOREIGN KEY(club_id, member_no) REFERENCES member (club_id, member_no)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE restriction (
    club_id INTEGER NOT NULL,
    member_no INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    reason TEXT NOT NULL,
    lifted_on TEXT,
    recorded_by INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_restriction PRIMARY KEY (club_id, member_no, valid_from),
    CONSTRAINT fk_restriction_member FOREIGN KEY(club_id, member_no) REFERENCES member (club_id, member_no)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE cash_count_note (
    club_id INTEGER NOT NULL,
    count_no INTEGER NOT NULL,
    value INTEGER NOT NULL,
    pieces INTEGER NOT NULL,
    CONSTRAINT pk_cash_count_note PRIMARY KEY (club_id, count_no, value),
    CONSTRAINT fk_cash_count_note_cash_count FOREIGN KEY(club_id, count_no) REFERENCES cash_count (club_id, count_no),
    CONSTRAINT ck_cash_count_note_value_pieces CHECK (value > 0 AND pieces > 0)
)
 WITHOUT ROWID,
 STRICT;
