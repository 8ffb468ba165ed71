-- People: sign-ins and grants, what waits and what was done, personal data, cash counts, for PostgreSQL.

ALTER TABLE club_rules ADD COLUMN payment_limit BIGINT;

CREATE TABLE access_record (
    record_id UUID NOT NULL,
    user_id BIGINT NOT NULL,
    club_id BIGINT NOT NULL,
    member_no BIGINT,
    what TEXT NOT NULL,
    address TEXT NOT NULL,
    seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_access_record PRIMARY KEY (record_id)
);

CREATE INDEX ix_access_record_club_id_member_no_seen_at ON access_record (club_id, member_no, seen_at);

CREATE INDEX ix_access_record_user_id_seen_at ON access_record (user_id, seen_at);

CREATE TABLE service_record (
    record_id UUID NOT NULL,
    acted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    actor BIGINT,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    address TEXT NOT NULL,
    CONSTRAINT pk_service_record PRIMARY KEY (record_id)
);

CREATE INDEX ix_service_record_acted_at ON service_record (acted_at);

CREATE TABLE sign_in (
    try_id UUID NOT NULL,
    account_digest BYTEA NOT NULL,
    user_id BIGINT,
    address TEXT NOT NULL,
    how TEXT NOT NULL,
    succeeded BIGINT NOT NULL,
    tried_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_sign_in PRIMARY KEY (try_id)
);

CREATE INDEX ix_sign_in_account_digest_tried_at ON sign_in (account_digest, tried_at);

CREATE INDEX ix_sign_in_address_tried_at ON sign_in (address, tried_at);

CREATE TABLE user_session (
    token_digest BYTEA NOT NULL,
    user_id BIGINT NOT NULL,
    device_no BIGINT,
    how TEXT NOT NULL,
    second_factor BIGINT NOT NULL,
    agent TEXT NOT NULL,
    started_at TIMESTAMP WITH TIME ZONE NOT NULL,
    seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_user_session PRIMARY KEY (token_digest)
);

CREATE INDEX ix_user_session_user_id ON user_session (user_id);

CREATE TABLE approval (
    club_id BIGINT NOT NULL,
    approval_no BIGINT NOT NULL,
    act TEXT NOT NULL,
    content TEXT NOT NULL,
    summary TEXT NOT NULL,
    asked_by BIGINT NOT NULL,
    asked_at TIMESTAMP WITH TIME ZONE NOT NULL,
    request_id UUID NOT NULL,
    state TEXT NOT NULL,
    answer TEXT,
    CONSTRAINT fk_approval_club FOREIGN KEY(club_id) REFERENCES club (club_id),
    CONSTRAINT ck_approval_state CHECK (state IN ('waiting', 'done', 'refused', 'withdrawn', 'listed', 'seen')),
    CONSTRAINT uq_approval_club_id_request_id UNIQUE (club_id, request_id)
);

CREATE INDEX ix_approval_club_id_state ON approval (club_id, state);

ALTER TABLE approval ADD CONSTRAINT pk_approval PRIMARY KEY (club_id, approval_no);

CREATE TABLE audit_record (
    club_id BIGINT NOT NULL,
    record_no BIGINT NOT NULL,
    acted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    actor BIGINT NOT NULL,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    address TEXT NOT NULL,
    CONSTRAINT pk_audit_record PRIMARY KEY (club_id, record_no),
    CONSTRAINT fk_audit_record_club FOREIGN KEY(club_id) REFERENCES club (club_id)
);

CREATE TABLE club_number (
    club_id BIGINT NOT NULL,
    what TEXT NOT NULL,
    last_no BIGINT NOT NULL,
    CONSTRAINT pk_club_number PRIMARY KEY (club_id, what),
    CONSTRAINT fk_club_number_club FOREIGN KEY(club_id) REFERENCES club (club_id)
);

CREATE TABLE device (
    user_id BIGINT NOT NULL,
    device_no BIGINT NOT NULL,
    name TEXT NOT NULL,
    token_digest BYTEA NOT NULL,
    enrolled_at TIMESTAMP WITH TIME ZONE NOT NULL,
    revoked_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_device PRIMARY KEY (user_id, device_no),
    CONSTRAINT fk_device_app_user FOREIGN KEY(user_id) REFERENCES app_user (user_id),
    CONSTRAINT uq_device_token_digest UNIQUE (token_digest)
);

CREATE TABLE recovery_code (
    user_id BIGINT NOT NULL,
    code_no BIGINT NOT NULL,
    code_digest BYTEA NOT NULL,
    used_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_recovery_code PRIMARY KEY (user_id, code_no),
    CONSTRAINT fk_recovery_code_app_user FOREIGN KEY(user_id) REFERENCES app_user (user_id)
);

CREATE TABLE role_grant (
    user_id BIGINT NOT NULL,
    grant_no BIGINT NOT NULL,
    role TEXT NOT NULL,
    of_club BIGINT,
    province TEXT,
    commune TEXT,
    member_no BIGINT,
    valid_from DATE NOT NULL,
    valid_until DATE,
    granted_by BIGINT NOT NULL,
    granted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    ended_by BIGINT,
    CONSTRAINT pk_role_grant PRIMARY KEY (user_id, grant_no),
    CONSTRAINT fk_role_grant_app_user FOREIGN KEY(user_id) REFERENCES app_user (user_id),
    CONSTRAINT fk_role_grant_club FOREIGN KEY(of_club) REFERENCES club (club_id),
    CONSTRAINT ck_role_grant_role CHECK (role IN ('admin', 'treasurer', 'accountant', 'chair', 'controller', 'member', 'auditor', 'officer')),
    CONSTRAINT ck_role_grant_member CHECK ((role = 'member' AND of_club IS NOT NULL AND member_no IS NOT NULL) OR (role <> 'member' AND member_no IS NULL))
);

CREATE INDEX ix_role_grant_of_club_member_no ON role_grant (of_club, member_no);

CREATE TABLE user_credential (
    user_id BIGINT NOT NULL,
    password_hash TEXT,
    pin_hash TEXT,
    totp_secret TEXT,
    totp_last_step BIGINT NOT NULL,
    must_change BIGINT NOT NULL,
    disabled_at TIMESTAMP WITH TIME ZONE,
    changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_user_credential PRIMARY KEY (user_id),
    CONSTRAINT fk_user_credential_app_user FOREIGN KEY(user_id) REFERENCES app_user (user_id)
);

CREATE TABLE user_slip (
    user_id BIGINT NOT NULL,
    slip_no BIGINT NOT NULL,
    token_digest BYTEA NOT NULL,
    issued_at TIMESTAMP WITH TIME ZONE NOT NULL,
    revoked_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_user_slip PRIMARY KEY (user_id, slip_no),
    CONSTRAINT fk_user_slip_app_user FOREIGN KEY(user_id) REFERENCES app_user (user_id),
    CONSTRAINT uq_user_slip_token_digest UNIQUE (token_digest)
);

CREATE TABLE approval_decision (
    club_id BIGINT NOT NULL,
    approval_no BIGINT NOT NULL,
    decision_no BIGINT NOT NULL,
    decided_by BIGINT NOT NULL,
    decided_at TIMESTAMP WITH TIME ZONE NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT,
    how TEXT NOT NULL,
    CONSTRAINT pk_approval_decision PRIMARY KEY (club_id, approval_no, decision_no),
    CONSTRAINT fk_approval_decision_approval FOREIGN KEY(club_id, approval_no) REFERENCES approval (club_id, approval_no),
    CONSTRAINT ck_approval_decision_verdict CHECK (verdict IN ('approved', 'refused', 'withdrawn', 'seen')),
    CONSTRAINT uq_approval_decision_club_id_approval_no_decided_by UNIQUE (club_id, approval_no, decided_by)
);

CREATE TABLE cash_count (
    club_id BIGINT NOT NULL,
    count_no BIGINT NOT NULL,
    counted_on DATE NOT NULL,
    book BIGINT NOT NULL,
    counted BIGINT NOT NULL,
    reason TEXT,
    entry_no BIGINT,
    last_entry_no BIGINT NOT NULL,
    counted_by BIGINT NOT NULL,
    witness TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_cash_count PRIMARY KEY (club_id, count_no),
    CONSTRAINT fk_cash_count_club FOREIGN KEY(club_id) REFERENCES club (club_id),
    CONSTRAINT fk_cash_count_journal_entry FOREIGN KEY(club_id, entry_no) REFERENCES journal_entry (club_id, entry_no),
    CONSTRAINT ck_cash_count_counted CHECK (counted >= 0)
);

CREATE TABLE consent (
    club_id BIGINT NOT NULL,
    member_no BIGINT NOT NULL,
    consent_no BIGINT NOT NULL,
    text_version TEXT NOT NULL,
    language TEXT NOT NULL,
    way TEXT NOT NULL,
    witness TEXT,
    given_on DATE NOT NULL,
    withdrawn_on DATE,
    recorded_by BIGINT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_consent PRIMARY KEY (club_id, member_no, consent_no),
    CONSTRAINT fk_consent_member FOREIGN KEY(club_id, member_no) REFERENCES member (club_id, member_no),
    CONSTRAINT ck_consent_way CHECK (way IN ('signed', 'spoken', 'screen'))
);

CREATE TABLE data_request (
    club_id BIGINT NOT NULL,
    request_no BIGINT NOT NULL,
    member_no BIGINT NOT NULL,
    kind TEXT NOT NULL,
    said TEXT NOT NULL,
    received_on DATE NOT NULL,
    answer_by DATE NOT NULL,
    act_by DATE NOT NULL,
    answered_on DATE,
    done_on DATE,
    outcome TEXT,
    recorded_by BIGINT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT fk_data_request_member FOREIGN KEY(club_id, member_no) REFERENCES member (club_id, member_no),
    CONSTRAINT ck_data_request_kind CHECK (kind IN ('look', 'export', 'correct', 'restrict', 'erase', 'withdraw', 'object'))
);

CREATE INDEX ix_data_request_club_id_done_on ON data_request (club_id, done_on);

ALTER TABLE data_request ADD CONSTRAINT pk_data_request PRIMARY KEY (club_id, request_no);

CREATE TABLE dispute (
    club_id BIGINT NOT NULL,
    dispute_no BIGINT NOT NULL,
    member_no BIGINT NOT NULL,
    entry_no BIGINT,
    loan_no BIGINT,
    said TEXT NOT NULL,
    opened_by BIGINT NOT NULL,
    opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    answer TEXT,
    answered_by BIGINT,
    answered_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT fk_dispute_member FOREIGN KEY(club_id, member_no) REFERENCES member (club_id, member_no)
);

CREATE INDEX ix_dispute_club_id_answered_at ON dispute (club_id, answered_at);

ALTER TABLE dispute ADD CONSTRAINT pk_dispute PRIMARY KEY (club_id, dispute_no);

CREATE TABLE member_change (
    club_id BIGINT NOT NULL,
    member_no BIGINT NOT NULL,
    change_no BIGINT NOT NULL,
    field TEXT NOT NULL,
    before TEXT,
    after TEXT,
    reason TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_member_change PRIMARY KEY (club_id, member_no, change_no),
    CONSTRAINT fk_member_change_member FOREIGN KEY(club_id, member_no) REFERENCES member (club_id, member_no)
);

CREATE TABLE restriction (
    club_id BIGINT NOT NULL,
    member_no BIGINT NOT NULL,
    valid_from DATE NOT NULL,
    reason TEXT NOT NULL,
    lifted_on DATE,
    recorded_by BIGINT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_restriction PRIMARY KEY (club_id, member_no, valid_from),
    CONSTRAINT fk_restriction_member FOREIGN KEY(club_id, member_no) REFERENCES member (club_id, member_no)
);

CREATE TABLE cash_count_note (
    club_id BIGINT NOT NULL,
    count_no BIGINT NOT NULL,
    value BIGINT NOT NULL,
    pieces BIGINT NOT NULL,
    CONSTRAINT pk_cash_count_note PRIMARY KEY (club_id, count_no, value),
    CONSTRAINT fk_cash_count_note_cash_count FOREIGN KEY(club_id, count_no) REFERENCES cash_count (club_id, count_no),
    CONSTRAINT ck_cash_count_note_value_pieces CHECK (value > 0 AND pieces > 0)
);
