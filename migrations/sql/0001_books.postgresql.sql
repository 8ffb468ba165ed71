-- The books: every table of the journal and of what it names, for PostgreSQL.
-- Where a table has several indexes that begin with club_id, its primary key is added last:
-- on a table without statistics the planner breaks ties in favour of the newest index, and a
-- cached plan of a foreign key's check would otherwise walk the whole club for each row.

CREATE TABLE app_user (
    user_id BIGINT NOT NULL,
    sign_in_name TEXT NOT NULL,
    display_name TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_app_user PRIMARY KEY (user_id),
    CONSTRAINT uq_app_user_sign_in_name UNIQUE (sign_in_name)
);

CREATE TABLE club (
    club_id BIGINT NOT NULL,
    uuid UUID NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    currency TEXT NOT NULL,
    currency_digits BIGINT NOT NULL,
    village TEXT,
    commune TEXT,
    province TEXT,
    decision_no TEXT,
    decided_on DATE,
    decision_issuer TEXT,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_club PRIMARY KEY (club_id),
    CONSTRAINT uq_club_code UNIQUE (code),
    CONSTRAINT uq_club_uuid UNIQUE (uuid),
    CONSTRAINT ck_club_currency_digits CHECK (currency_digits BETWEEN 0 AND 6)
);

CREATE TABLE service_request (
    request_id UUID NOT NULL,
    actor BIGINT NOT NULL,
    payload_sha256 BYTEA NOT NULL,
    answer TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_service_request PRIMARY KEY (request_id)
);

CREATE TABLE system_counter (
    name TEXT NOT NULL,
    last_no BIGINT NOT NULL,
    CONSTRAINT pk_system_counter PRIMARY KEY (name)
);

CREATE TABLE account (
    club_id BIGINT NOT NULL,
    account TEXT NOT NULL,
    type TEXT NOT NULL,
    normal_side TEXT NOT NULL,
    name_vi TEXT NOT NULL,
    name_en TEXT NOT NULL,
    CONSTRAINT pk_account PRIMARY KEY (club_id, account),
    CONSTRAINT fk_account_club FOREIGN KEY(club_id) REFERENCES club (club_id),
    CONSTRAINT ck_account_type CHECK (type IN ('asset', 'liability', 'equity', 'income', 'expense')),
    CONSTRAINT ck_account_normal_side CHECK (normal_side IN ('debit', 'credit'))
);

CREATE TABLE balance (
    club_id BIGINT NOT NULL,
    account TEXT NOT NULL,
    fund TEXT NOT NULL,
    debit BIGINT NOT NULL,
    credit BIGINT NOT NULL,
    CONSTRAINT pk_balance PRIMARY KEY (club_id, account, fund),
    CONSTRAINT fk_balance_club FOREIGN KEY(club_id) REFERENCES club (club_id)
);

CREATE TABLE club_counter (
    club_id BIGINT NOT NULL,
    last_entry_no BIGINT NOT NULL,
    last_hash BYTEA NOT NULL,
    last_recorded_at TIMESTAMP WITH TIME ZONE,
    last_member_no BIGINT NOT NULL,
    last_household_no BIGINT NOT NULL,
    last_loan_no BIGINT NOT NULL,
    last_meeting_no BIGINT NOT NULL,
    rebuilds BIGINT NOT NULL,
    folding BIGINT NOT NULL,
    CONSTRAINT pk_club_counter PRIMARY KEY (club_id),
    CONSTRAINT fk_club_counter_club FOREIGN KEY(club_id) REFERENCES club (club_id)
);

CREATE TABLE club_rules (
    club_id BIGINT NOT NULL,
    valid_from DATE NOT NULL,
    meeting_day BIGINT NOT NULL,
    dues BIGINT NOT NULL,
    capital_share BIGINT NOT NULL,
    activity_share BIGINT NOT NULL,
    mutual_share BIGINT NOT NULL,
    principal_multiple BIGINT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    recorded_by BIGINT NOT NULL,
    CONSTRAINT pk_club_rules PRIMARY KEY (club_id, valid_from),
    CONSTRAINT fk_club_rules_club FOREIGN KEY(club_id) REFERENCES club (club_id),
    CONSTRAINT ck_club_rules_shares CHECK (capital_share >= 0 AND activity_share >= 0 AND mutual_share >= 0 AND capital_share + activity_share + mutual_share = 100),
    CONSTRAINT ck_club_rules_meeting_day CHECK (meeting_day BETWEEN 1 AND 31),
    CONSTRAINT ck_club_rules_dues CHECK (dues >= 0),
    CONSTRAINT ck_club_rules_principal_multiple CHECK (principal_multiple >= 1)
);

CREATE TABLE fiscal_period (
    club_id BIGINT NOT NULL,
    period TEXT NOT NULL,
    opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    closed_at TIMESTAMP WITH TIME ZONE,
    closed_by BIGINT,
    CONSTRAINT pk_fiscal_period PRIMARY KEY (club_id, period),
    CONSTRAINT fk_fiscal_period_club FOREIGN KEY(club_id) REFERENCES club (club_id),
    CONSTRAINT ck_fiscal_period_period CHECK (length(period) = 7),
    CONSTRAINT ck_fiscal_period_closed CHECK ((closed_at IS NULL) = (closed_by IS NULL))
);

CREATE TABLE fund (
    club_id BIGINT NOT NULL,
    fund TEXT NOT NULL,
    kind TEXT NOT NULL,
    equity_account TEXT NOT NULL,
    name_vi TEXT NOT NULL,
    name_en TEXT NOT NULL,
    CONSTRAINT pk_fund PRIMARY KEY (club_id, fund),
    CONSTRAINT fk_fund_club FOREIGN KEY(club_id) REFERENCES club (club_id),
    CONSTRAINT ck_fund_kind CHECK (kind IN ('income', 'activity', 'mutual'))
);

CREATE TABLE household (
    club_id BIGINT NOT NULL,
    household_no BIGINT NOT NULL,
    paper_code TEXT NOT NULL,
    CONSTRAINT pk_household PRIMARY KEY (club_id, household_no),
    CONSTRAINT fk_household_club FOREIGN KEY(club_id) REFERENCES club (club_id),
    CONSTRAINT uq_household_club_id_paper_code UNIQUE (club_id, paper_code)
);

CREATE TABLE meeting (
    club_id BIGINT NOT NULL,
    meeting_no BIGINT NOT NULL,
    held_on DATE NOT NULL,
    CONSTRAINT pk_meeting PRIMARY KEY (club_id, meeting_no),
    CONSTRAINT fk_meeting_club FOREIGN KEY(club_id) REFERENCES club (club_id)
);

CREATE TABLE period_balance (
    club_id BIGINT NOT NULL,
    period TEXT NOT NULL,
    account TEXT NOT NULL,
    fund TEXT NOT NULL,
    debit BIGINT NOT NULL,
    credit BIGINT NOT NULL,
    CONSTRAINT pk_period_balance PRIMARY KEY (club_id, period, account, fund),
    CONSTRAINT fk_period_balance_club FOREIGN KEY(club_id) REFERENCES club (club_id)
);

CREATE TABLE request (
    club_id BIGINT NOT NULL,
    request_id UUID NOT NULL,
    actor BIGINT NOT NULL,
    payload_sha256 BYTEA NOT NULL,
    answer TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_request PRIMARY KEY (club_id, request_id),
    CONSTRAINT fk_request_club FOREIGN KEY(club_id) REFERENCES club (club_id)
);

CREATE TABLE voucher_counter (
    club_id BIGINT NOT NULL,
    year BIGINT NOT NULL,
    series TEXT NOT NULL,
    last_no BIGINT NOT NULL,
    CONSTRAINT pk_voucher_counter PRIMARY KEY (club_id, year, series),
    CONSTRAINT fk_voucher_counter_club FOREIGN KEY(club_id) REFERENCES club (club_id)
);

CREATE TABLE household_class (
    club_id BIGINT NOT NULL,
    household_no BIGINT NOT NULL,
    valid_from DATE NOT NULL,
    class TEXT NOT NULL,
    certificate_no TEXT,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_household_class PRIMARY KEY (club_id, household_no, valid_from),
    CONSTRAINT fk_household_class_household FOREIGN KEY(club_id, household_no) REFERENCES household (club_id, household_no),
    CONSTRAINT ck_household_class_class CHECK (class IN ('poor', 'near_poor', 'average', 'other'))
);

CREATE TABLE journal_entry (
    club_id BIGINT NOT NULL,
    entry_no BIGINT NOT NULL,
    kind TEXT NOT NULL,
    occurred_on DATE NOT NULL,
    true_on DATE,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    recorded_by BIGINT NOT NULL,
    approved_by BIGINT,
    source TEXT NOT NULL,
    request_id UUID NOT NULL,
    request_part BIGINT NOT NULL,
    reverses BIGINT,
    meeting_no BIGINT,
    narration_commitment BYTEA NOT NULL,
    payer_name_commitment BYTEA,
    payer_address_commitment BYTEA,
    previous_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    CONSTRAINT fk_journal_entry_club FOREIGN KEY(club_id) REFERENCES club (club_id),
    CONSTRAINT fk_journal_entry_meeting FOREIGN KEY(club_id, meeting_no) REFERENCES meeting (club_id, meeting_no),
    CONSTRAINT fk_journal_entry_recorded_by FOREIGN KEY(recorded_by) REFERENCES app_user (user_id),
    CONSTRAINT fk_journal_entry_approved_by FOREIGN KEY(approved_by) REFERENCES app_user (user_id),
    CONSTRAINT ck_journal_entry_entry_no CHECK (entry_no > 0),
    CONSTRAINT ck_journal_entry_hashes CHECK (length(hash) = 32 AND length(previous_hash) = 32)
);

CREATE INDEX ix_journal_entry_occurred_on ON journal_entry (club_id, occurred_on, entry_no);

CREATE UNIQUE INDEX uq_journal_entry_request ON journal_entry (club_id, request_id, request_part);

CREATE UNIQUE INDEX uq_journal_entry_reverses ON journal_entry (club_id, reverses) WHERE reverses IS NOT NULL;

ALTER TABLE journal_entry ADD CONSTRAINT pk_journal_entry PRIMARY KEY (club_id, entry_no);

ALTER TABLE journal_entry ADD CONSTRAINT fk_journal_entry_reverses FOREIGN KEY(club_id, reverses) REFERENCES journal_entry (club_id, entry_no);

CREATE TABLE member (
    club_id BIGINT NOT NULL,
    member_no BIGINT NOT NULL,
    paper_code TEXT NOT NULL,
    household_no BIGINT NOT NULL,
    name TEXT NOT NULL,
    name_search TEXT NOT NULL,
    name_sort TEXT COLLATE "C" NOT NULL,
    birth_year BIGINT,
    sex TEXT,
    ethnic_group TEXT,
    phone TEXT,
    position TEXT,
    CONSTRAINT fk_member_household FOREIGN KEY(club_id, household_no) REFERENCES household (club_id, household_no),
    CONSTRAINT uq_member_club_id_paper_code UNIQUE (club_id, paper_code),
    CONSTRAINT ck_member_sex CHECK (sex IN ('female', 'male'))
);

CREATE INDEX ix_member_club_id_name_sort_member_no ON member (club_id, name_sort, member_no);

ALTER TABLE member ADD CONSTRAINT pk_member PRIMARY KEY (club_id, member_no);

CREATE TABLE document (
    club_id BIGINT NOT NULL,
    entry_no BIGINT NOT NULL,
    document_no BIGINT NOT NULL,
    kind TEXT NOT NULL,
    reference TEXT NOT NULL,
    reason TEXT,
    salt BYTEA NOT NULL,
    CONSTRAINT pk_document PRIMARY KEY (club_id, entry_no, document_no),
    CONSTRAINT fk_document_journal_entry FOREIGN KEY(club_id, entry_no) REFERENCES journal_entry (club_id, entry_no)
);

CREATE TABLE entry_text (
    club_id BIGINT NOT NULL,
    entry_no BIGINT NOT NULL,
    narration TEXT,
    narration_salt BYTEA,
    payer_name TEXT,
    payer_name_salt BYTEA,
    payer_address TEXT,
    payer_address_salt BYTEA,
    CONSTRAINT pk_entry_text PRIMARY KEY (club_id, entry_no),
    CONSTRAINT fk_entry_text_journal_entry FOREIGN KEY(club_id, entry_no) REFERENCES journal_entry (club_id, entry_no)
);

CREATE TABLE erasure (
    club_id BIGINT NOT NULL,
    entry_no BIGINT NOT NULL,
    field TEXT NOT NULL,
    reason TEXT NOT NULL,
    erased_at TIMESTAMP WITH TIME ZONE NOT NULL,
    erased_by BIGINT NOT NULL,
    CONSTRAINT pk_erasure PRIMARY KEY (club_id, entry_no, field),
    CONSTRAINT fk_erasure_journal_entry FOREIGN KEY(club_id, entry_no) REFERENCES journal_entry (club_id, entry_no),
    CONSTRAINT ck_erasure_field CHECK (field IN ('narration', 'payer_name', 'payer_address'))
);

CREATE TABLE loan (
    club_id BIGINT NOT NULL,
    loan_no BIGINT NOT NULL,
    paper_code TEXT NOT NULL,
    member_no BIGINT NOT NULL,
    agreed_on DATE NOT NULL,
    principal BIGINT NOT NULL,
    term_months BIGINT NOT NULL,
    monthly_rate_ppm BIGINT NOT NULL,
    principal_method TEXT NOT NULL,
    purpose TEXT,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT fk_loan_member FOREIGN KEY(club_id, member_no) REFERENCES member (club_id, member_no),
    CONSTRAINT uq_loan_club_id_paper_code UNIQUE (club_id, paper_code),
    CONSTRAINT ck_loan_principal CHECK (principal > 0),
    CONSTRAINT ck_loan_term_months CHECK (term_months > 0),
    CONSTRAINT ck_loan_monthly_rate_ppm CHECK (monthly_rate_ppm >= 0),
    CONSTRAINT ck_loan_principal_method CHECK (principal_method IN ('bullet', 'equal_principal', 'equal_instalments', 'free'))
);

CREATE INDEX ix_loan_club_id_member_no_loan_no ON loan (club_id, member_no, loan_no);

ALTER TABLE loan ADD CONSTRAINT pk_loan PRIMARY KEY (club_id, loan_no);

CREATE TABLE membership_event (
    club_id BIGINT NOT NULL,
    member_no BIGINT NOT NULL,
    event_no BIGINT NOT NULL,
    kind TEXT NOT NULL,
    occurred_on DATE NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_membership_event PRIMARY KEY (club_id, member_no, event_no),
    CONSTRAINT fk_membership_event_member FOREIGN KEY(club_id, member_no) REFERENCES member (club_id, member_no),
    CONSTRAINT ck_membership_event_kind CHECK (kind IN ('joined', 'left'))
);

CREATE TABLE voucher (
    club_id BIGINT NOT NULL,
    year BIGINT NOT NULL,
    series TEXT NOT NULL,
    no BIGINT NOT NULL,
    entry_no BIGINT NOT NULL,
    void_reason TEXT,
    void_salt BYTEA,
    CONSTRAINT fk_voucher_journal_entry FOREIGN KEY(club_id, entry_no) REFERENCES journal_entry (club_id, entry_no),
    CONSTRAINT ck_voucher_series CHECK (series IN ('PT', 'PC', 'KT')),
    CONSTRAINT ck_voucher_no CHECK (no > 0)
);

CREATE INDEX ix_voucher_entry ON voucher (club_id, entry_no) WHERE void_salt IS NOT NULL;

CREATE UNIQUE INDEX uq_voucher_entry ON voucher (club_id, entry_no) WHERE void_salt IS NULL;

ALTER TABLE voucher ADD CONSTRAINT pk_voucher PRIMARY KEY (club_id, year, series, no);

CREATE TABLE journal_line (
    club_id BIGINT NOT NULL,
    entry_no BIGINT NOT NULL,
    line_no BIGINT NOT NULL,
    account TEXT NOT NULL,
    fund TEXT NOT NULL,
    debit BIGINT NOT NULL,
    credit BIGINT NOT NULL,
    member_no BIGINT,
    loan_no BIGINT,
    CONSTRAINT fk_journal_line_journal_entry FOREIGN KEY(club_id, entry_no) REFERENCES journal_entry (club_id, entry_no) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_journal_line_account FOREIGN KEY(club_id, account) REFERENCES account (club_id, account),
    CONSTRAINT fk_journal_line_fund FOREIGN KEY(club_id, fund) REFERENCES fund (club_id, fund),
    CONSTRAINT fk_journal_line_member FOREIGN KEY(club_id, member_no) REFERENCES member (club_id, member_no),
    CONSTRAINT fk_journal_line_loan FOREIGN KEY(club_id, loan_no) REFERENCES loan (club_id, loan_no),
    CONSTRAINT ck_journal_line_one_sided CHECK ((debit > 0 AND credit = 0 AND debit <= 9007199254740991) OR (credit > 0 AND debit = 0 AND credit <= 9007199254740991))
);

CREATE INDEX ix_journal_line_member ON journal_line (club_id, member_no, entry_no) WHERE member_no IS NOT NULL;

ALTER TABLE journal_line ADD CONSTRAINT pk_journal_line PRIMARY KEY (club_id, entry_no, line_no);
