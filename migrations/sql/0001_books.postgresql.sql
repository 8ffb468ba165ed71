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
    last_product_no BIGINT NOT NULL,
    last_application_no BIGINT NOT NULL,
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
    lending TEXT,
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

CREATE TABLE loan_product (
    club_id BIGINT NOT NULL,
    product_no BIGINT NOT NULL,
    valid_from DATE NOT NULL,
    name TEXT NOT NULL,
    contract TEXT NOT NULL,
    most BIGINT NOT NULL,
    longest BIGINT NOT NULL,
    is_offered BIGINT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    recorded_by BIGINT NOT NULL,
    CONSTRAINT pk_loan_product PRIMARY KEY (club_id, product_no, valid_from),
    CONSTRAINT fk_loan_product_club FOREIGN KEY(club_id) REFERENCES club (club_id),
    CONSTRAINT ck_loan_product_most CHECK (most > 0),
    CONSTRAINT ck_loan_product_longest CHECK (longest > 0),
    CONSTRAINT ck_loan_product_is_offered CHECK (is_offered IN (0, 1))
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

CREATE INDEX ix_journal_entry_closing ON journal_entry (club_id, occurred_on, entry_no) WHERE kind = 'closing';

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

CREATE TABLE loan_application (
    club_id BIGINT NOT NULL,
    application_no BIGINT NOT NULL,
    member_no BIGINT NOT NULL,
    product_no BIGINT NOT NULL,
    product_from DATE NOT NULL,
    applied_on DATE NOT NULL,
    amount BIGINT NOT NULL,
    instalments BIGINT NOT NULL,
    contract TEXT NOT NULL,
    purpose_kind TEXT NOT NULL,
    purpose TEXT NOT NULL,
    plan TEXT,
    expected_income BIGINT,
    co_signer TEXT,
    in_difficulty BIGINT NOT NULL,
    stage TEXT NOT NULL,
    appraised_on DATE,
    appraised_by BIGINT,
    opinion TEXT,
    meeting_no BIGINT,
    voted_on DATE,
    members BIGINT,
    approved_on DATE,
    approved_by BIGINT,
    approved_amount BIGINT,
    turned_down_on DATE,
    turned_down_reason TEXT,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    recorded_by BIGINT NOT NULL,
    CONSTRAINT fk_loan_application_member FOREIGN KEY(club_id, member_no) REFERENCES member (club_id, member_no),
    CONSTRAINT fk_loan_application_loan_product FOREIGN KEY(club_id, product_no, product_from) REFERENCES loan_product (club_id, product_no, valid_from),
    CONSTRAINT fk_loan_application_meeting FOREIGN KEY(club_id, meeting_no) REFERENCES meeting (club_id, meeting_no),
    CONSTRAINT fk_loan_application_appraised_by FOREIGN KEY(club_id, appraised_by) REFERENCES member (club_id, member_no),
    CONSTRAINT fk_loan_application_approved_by FOREIGN KEY(club_id, approved_by) REFERENCES member (club_id, member_no),
    CONSTRAINT ck_loan_application_amount CHECK (amount > 0),
    CONSTRAINT ck_loan_application_instalments CHECK (instalments > 0),
    CONSTRAINT ck_loan_application_in_difficulty CHECK (in_difficulty IN (0, 1)),
    CONSTRAINT ck_loan_application_stage CHECK (stage IN ('asked', 'appraised', 'voted', 'approved', 'turned_down'))
);

CREATE INDEX ix_loan_application_club_id_stage_application_no ON loan_application (club_id, stage, application_no);

ALTER TABLE loan_application ADD CONSTRAINT pk_loan_application PRIMARY KEY (club_id, application_no);

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
    contract TEXT NOT NULL,
    application_no BIGINT,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT fk_loan_member FOREIGN KEY(club_id, member_no) REFERENCES member (club_id, member_no),
    CONSTRAINT fk_loan_loan_application FOREIGN KEY(club_id, application_no) REFERENCES loan_application (club_id, application_no),
    CONSTRAINT uq_loan_club_id_paper_code UNIQUE (club_id, paper_code),
    CONSTRAINT ck_loan_principal CHECK (principal > 0),
    CONSTRAINT ck_loan_term_months CHECK (term_months > 0),
    CONSTRAINT ck_loan_monthly_rate_ppm CHECK (monthly_rate_ppm >= 0),
    CONSTRAINT ck_loan_principal_method CHECK (principal_method IN ('bullet', 'equal_principal', 'equal_instalments', 'free'))
);

CREATE INDEX ix_loan_club_id_member_no_loan_no ON loan (club_id, member_no, loan_no);

CREATE UNIQUE INDEX uq_loan_application ON loan (club_id, application_no) WHERE application_no IS NOT NULL;

ALTER TABLE loan ADD CONSTRAINT pk_loan PRIMARY KEY (club_id, loan_no);

CREATE TABLE loan_vote (
    club_id BIGINT NOT NULL,
    application_no BIGINT NOT NULL,
    member_no BIGINT NOT NULL,
    vote TEXT NOT NULL,
    CONSTRAINT pk_loan_vote PRIMARY KEY (club_id, application_no, member_no),
    CONSTRAINT fk_loan_vote_loan_application FOREIGN KEY(club_id, application_no) REFERENCES loan_application (club_id, application_no),
    CONSTRAINT fk_loan_vote_member FOREIGN KEY(club_id, member_no) REFERENCES member (club_id, member_no),
    CONSTRAINT ck_loan_vote_vote CHECK (vote IN ('for', 'against', 'abstained'))
);

CREATE TABLE instalment (
    club_id BIGINT NOT NULL,
    loan_no BIGINT NOT NULL,
    version_no BIGINT NOT NULL,
    instalment_no BIGINT NOT NULL,
    begins_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    due_on DATE NOT NULL,
    principal BIGINT NOT NULL,
    interest BIGINT NOT NULL,
    fine BIGINT NOT NULL,
    fee BIGINT NOT NULL,
    principal_paid BIGINT NOT NULL,
    interest_paid BIGINT NOT NULL,
    fine_paid BIGINT NOT NULL,
    fee_paid BIGINT NOT NULL,
    on_time BIGINT NOT NULL,
    CONSTRAINT pk_instalment PRIMARY KEY (club_id, loan_no, version_no, instalment_no),
    CONSTRAINT fk_instalment_loan FOREIGN KEY(club_id, loan_no) REFERENCES loan (club_id, loan_no)
);

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

CREATE TABLE loan_event (
    club_id BIGINT NOT NULL,
    loan_no BIGINT NOT NULL,
    event_no BIGINT NOT NULL,
    kind TEXT NOT NULL,
    occurred_on DATE NOT NULL,
    told TEXT NOT NULL,
    entry_no BIGINT,
    correction_no BIGINT,
    meeting_no BIGINT,
    reason TEXT,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    recorded_by BIGINT NOT NULL,
    approved_by BIGINT,
    CONSTRAINT fk_loan_event_loan FOREIGN KEY(club_id, loan_no) REFERENCES loan (club_id, loan_no),
    CONSTRAINT fk_loan_event_entry FOREIGN KEY(club_id, entry_no) REFERENCES journal_entry (club_id, entry_no),
    CONSTRAINT fk_loan_event_correction FOREIGN KEY(club_id, correction_no) REFERENCES journal_entry (club_id, entry_no),
    CONSTRAINT fk_loan_event_meeting FOREIGN KEY(club_id, meeting_no) REFERENCES meeting (club_id, meeting_no),
    CONSTRAINT ck_loan_event_event_no CHECK (event_no > 0)
);

CREATE INDEX ix_loan_event_entry ON loan_event (club_id, entry_no);

ALTER TABLE loan_event ADD CONSTRAINT pk_loan_event PRIMARY KEY (club_id, loan_no, event_no);

CREATE TABLE loan_share (
    club_id BIGINT NOT NULL,
    loan_no BIGINT NOT NULL,
    event_no BIGINT NOT NULL,
    share_no BIGINT NOT NULL,
    occurred_on DATE NOT NULL,
    instalment_no BIGINT NOT NULL,
    component TEXT NOT NULL,
    timing TEXT NOT NULL,
    amount BIGINT NOT NULL,
    CONSTRAINT pk_loan_share PRIMARY KEY (club_id, loan_no, event_no, share_no),
    CONSTRAINT fk_loan_share_loan FOREIGN KEY(club_id, loan_no) REFERENCES loan (club_id, loan_no),
    CONSTRAINT ck_loan_share_component CHECK (component IN ('principal', 'interest', 'fine', 'fee', 'held')),
    CONSTRAINT ck_loan_share_timing CHECK (timing IN ('overdue', 'due', 'ahead', 'none'))
);

CREATE TABLE loan_standing (
    club_id BIGINT NOT NULL,
    loan_no BIGINT NOT NULL,
    stage TEXT NOT NULL,
    borrower_no BIGINT NOT NULL,
    lent BIGINT NOT NULL,
    principal_left BIGINT NOT NULL,
    interest_left BIGINT NOT NULL,
    fine_left BIGINT NOT NULL,
    fee_left BIGINT NOT NULL,
    held BIGINT NOT NULL,
    overdue BIGINT NOT NULL,
    receivable BIGINT NOT NULL,
    off_books BIGINT NOT NULL,
    is_rescheduled BIGINT NOT NULL,
    by_replay BIGINT NOT NULL,
    last_event_no BIGINT NOT NULL,
    last_event_on DATE,
    disbursed_on DATE,
    repaid_on DATE,
    closed_on DATE,
    CONSTRAINT fk_loan_standing_loan FOREIGN KEY(club_id, loan_no) REFERENCES loan (club_id, loan_no),
    CONSTRAINT ck_loan_standing_stage CHECK (stage IN ('approved', 'active', 'repaid', 'written_off', 'closed'))
);

CREATE INDEX ix_loan_standing_club_id_stage_loan_no ON loan_standing (club_id, stage, loan_no);

ALTER TABLE loan_standing ADD CONSTRAINT pk_loan_standing PRIMARY KEY (club_id, loan_no);

CREATE TABLE loan_span (
    club_id BIGINT NOT NULL,
    loan_no BIGINT NOT NULL,
    since DATE NOT NULL,
    until DATE NOT NULL,
    stage TEXT NOT NULL,
    borrower_no BIGINT NOT NULL,
    lent BIGINT NOT NULL,
    outstanding BIGINT NOT NULL,
    overdue_principal BIGINT NOT NULL,
    overdue_interest BIGINT NOT NULL,
    overdue_fine BIGINT NOT NULL,
    overdue_fee BIGINT NOT NULL,
    oldest_due_on DATE,
    oldest_due_now DATE,
    days_allowed BIGINT NOT NULL,
    is_rescheduled BIGINT NOT NULL,
    fell_due BIGINT NOT NULL,
    on_time BIGINT NOT NULL,
    repaid BIGINT NOT NULL,
    earned BIGINT NOT NULL,
    given_up BIGINT NOT NULL,
    CONSTRAINT fk_loan_span_loan FOREIGN KEY(club_id, loan_no) REFERENCES loan (club_id, loan_no),
    CONSTRAINT ck_loan_span_stage CHECK (stage IN ('approved', 'active', 'repaid', 'written_off', 'closed'))
);

CREATE INDEX ix_loan_span_until ON loan_span (club_id, until);

ALTER TABLE loan_span ADD CONSTRAINT pk_loan_span PRIMARY KEY (club_id, loan_no, since);
