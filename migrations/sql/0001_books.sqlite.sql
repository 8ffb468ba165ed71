-- The books: every table of the journal and of what it names, for SQLite.

CREATE TABLE app_user (
    user_id INTEGER NOT NULL,
    sign_in_name TEXT NOT NULL,
    display_name TEXT NOT NULL,
    created_at TEXT NOT NULL,
    CONSTRAINT pk_app_user PRIMARY KEY (user_id),
    CONSTRAINT uq_app_user_sign_in_name UNIQUE (sign_in_name)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE club (
    club_id INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    currency TEXT NOT NULL,
    currency_digits INTEGER NOT NULL,
    village TEXT,
    commune TEXT,
    province TEXT,
    decision_no TEXT,
    decided_on TEXT,
    decision_issuer TEXT,
    created_at TEXT NOT NULL,
    CONSTRAINT pk_club PRIMARY KEY (club_id),
    CONSTRAINT uq_club_code UNIQUE (code),
    CONSTRAINT uq_club_uuid UNIQUE (uuid),
    CONSTRAINT ck_club_currency_digits CHECK (currency_digits BETWEEN 0 AND 6)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE service_request (
    request_id TEXT NOT NULL,
    actor INTEGER NOT NULL,
    payload_sha256 BLOB NOT NULL,
    answer TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_service_request PRIMARY KEY (request_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE system_counter (
    name TEXT NOT NULL,
    last_no INTEGER NOT NULL,
    CONSTRAINT pk_system_counter PRIMARY KEY (name)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE account (
    club_id INTEGER NOT NULL,
    account TEXT NOT NULL,
    type TEXT NOT NULL,
    normal_side TEXT NOT NULL,
    name_vi TEXT NOT NULL,
    name_en TEXT NOT NULL,
    CONSTRAINT pk_account PRIMARY KEY (club_id, account),
    CONSTRAINT fk_account_club FOREIGN KEY(club_id) REFERENCES club (club_id),
    CONSTRAINT ck_account_type CHECK (type IN ('asset', 'liability', 'equity', 'income', 'expense')),
    CONSTRAINT ck_account_normal_side CHECK (normal_side IN ('debit', 'credit'))
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE balance (
    club_id INTEGER NOT NULL,
    account TEXT NOT NULL,
    fund TEXT NOT NULL,
    debit INTEGER NOT NULL,
    credit INTEGER NOT NULL,
    CONSTRAINT pk_balance PRIMARY KEY (club_id, account, fund),
    CONSTRAINT fk_balance_club FOREIGN KEY(club_id) REFERENCES club (club_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE club_counter (
    club_id INTEGER NOT NULL,
    last_entry_no INTEGER NOT NULL,
    last_hash BLOB NOT NULL,
    last_recorded_at TEXT,
    last_member_no INTEGER NOT NULL,
    last_household_no INTEGER NOT NULL,
    last_loan_no INTEGER NOT NULL,
    last_product_no INTEGER NOT NULL,
    last_application_no INTEGER NOT NULL,
    last_meeting_no INTEGER NOT NULL,
    rebuilds INTEGER NOT NULL,
    folding INTEGER NOT NULL,
    CONSTRAINT pk_club_counter PRIMARY KEY (club_id),
    CONSTRAINT fk_club_counter_club FOREIGN KEY(club_id) REFERENCES club (club_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE club_rules (
    club_id INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    meeting_day INTEGER NOT NULL,
    dues INTEGER NOT NULL,
    capital_share INTEGER NOT NULL,
    activity_share INTEGER NOT NULL,
    mutual_share INTEGER NOT NULL,
    principal_multiple INTEGER NOT NULL,
    lending TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER NOT NULL,
    CONSTRAINT pk_club_rules PRIMARY KEY (club_id, valid_from),
    CONSTRAINT fk_club_rules_club FOREIGN KEY(club_id) REFERENCES club (club_id),
    CONSTRAINT ck_club_rules_shares CHECK (capital_share >= 0 AND activity_share >= 0 AND mutual_share >= 0 AND capital_share + activity_share + mutual_share = 100),
    CONSTRAINT ck_club_rules_meeting_day CHECK (meeting_day BETWEEN 1 AND 31),
    CONSTRAINT ck_club_rules_dues CHECK (dues >= 0),
    CONSTRAINT ck_club_rules_principal_multiple CHECK (principal_multiple >= 1)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE fiscal_period (
    club_id INTEGER NOT NULL,
    period TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    closed_at TEXT,
    closed_by INTEGER,
    CONSTRAINT pk_fiscal_period PRIMARY KEY (club_id, period),
    CONSTRAINT fk_fiscal_period_club FOREIGN KEY(club_id) REFERENCES club (club_id),
    CONSTRAINT ck_fiscal_period_period CHECK (length(period) = 7),
    CONSTRAINT ck_fiscal_period_closed CHECK ((closed_at IS NULL) = (closed_by IS NULL))
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE fund (
    club_id INTEGER NOT NULL,
    fund TEXT NOT NULL,
    kind TEXT NOT NULL,
    equity_account TEXT NOT NULL,
    name_vi TEXT NOT NULL,
    name_en TEXT NOT NULL,
    CONSTRAINT pk_fund PRIMARY KEY (club_id, fund),
    CONSTRAINT fk_fund_club FOREIGN KEY(club_id) REFERENCES club (club_id),
    CONSTRAINT ck_fund_kind CHECK (kind IN ('income', 'activity', 'mutual'))
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE household (
    club_id INTEGER NOT NULL,
    household_no INTEGER NOT NULL,
    paper_code TEXT NOT NULL,
    CONSTRAINT pk_household PRIMARY KEY (club_id, household_no),
    CONSTRAINT fk_household_club FOREIGN KEY(club_id) REFERENCES club (club_id),
    CONSTRAINT uq_household_club_id_paper_code UNIQUE (club_id, paper_code)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE loan_product (
    club_id INTEGER NOT NULL,
    product_no INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    name TEXT NOT NULL,
    contract TEXT NOT NULL,
    most INTEGER NOT NULL,
    longest INTEGER NOT NULL,
    is_offered INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER NOT NULL,
    CONSTRAINT pk_loan_product PRIMARY KEY (club_id, product_no, valid_from),
    CONSTRAINT fk_loan_product_club FOREIGN KEY(club_id) REFERENCES club (club_id),
    CONSTRAINT ck_loan_product_most CHECK (most > 0),
    CONSTRAINT ck_loan_product_longest CHECK (longest > 0),
    CONSTRAINT ck_loan_product_is_offered CHECK (is_offered IN (0, 1))
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE meeting (
    club_id INTEGER NOT NULL,
    meeting_no INTEGER NOT NULL,
    held_on TEXT NOT NULL,
    CONSTRAINT pk_meeting PRIMARY KEY (club_id, meeting_no),
    CONSTRAINT fk_meeting_club FOREIGN KEY(club_id) REFERENCES club (club_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE period_balance (
    club_id INTEGER NOT NULL,
    period TEXT NOT NULL,
    account TEXT NOT NULL,
    fund TEXT NOT NULL,
    debit INTEGER NOT NULL,
    credit INTEGER NOT NULL,
    CONSTRAINT pk_period_balance PRIMARY KEY (club_id, period, account, fund),
    CONSTRAINT fk_period_balance_club FOREIGN KEY(club_id) REFERENCES club (club_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE request (
    club_id INTEGER NOT NULL,
    request_id TEXT NOT NULL,
    actor INTEGER NOT NULL,
    payload_sha256 BLOB NOT NULL,
    answer TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_request PRIMARY KEY (club_id, request_id),
    CONSTRAINT fk_request_club FOREIGN KEY(club_id) REFERENCES club (club_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE voucher_counter (
    club_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    series TEXT NOT NULL,
    last_no INTEGER NOT NULL,
    CONSTRAINT pk_voucher_counter PRIMARY KEY (club_id, year, series),
    CONSTRAINT fk_voucher_counter_club FOREIGN KEY(club_id) REFERENCES club (club_id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE household_class (
    club_id INTEGER NOT NULL,
    household_no INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    class TEXT NOT NULL,
    certificate_no TEXT,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_household_class PRIMARY KEY (club_id, household_no, valid_from),
    CONSTRAINT fk_household_class_household FOREIGN KEY(club_id, household_no) REFERENCES household (club_id, household_no),
    CONSTRAINT ck_household_class_class CHECK (class IN ('poor', 'near_poor', 'average', 'other'))
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE journal_entry (
    club_id INTEGER NOT NULL,
    entry_no INTEGER NOT NULL,
    kind TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    true_on TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER NOT NULL,
    approved_by INTEGER,
    source TEXT NOT NULL,
    request_id TEXT NOT NULL,
    request_part INTEGER NOT NULL,
    reverses INTEGER,
    meeting_no INTEGER,
    narration_commitment BLOB NOT NULL,
    payer_name_commitment BLOB,
    payer_address_commitment BLOB,
    previous_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    CONSTRAINT pk_journal_entry PRIMARY KEY (club_id, entry_no),
    CONSTRAINT fk_journal_entry_club FOREIGN KEY(club_id) REFERENCES club (club_id),
    CONSTRAINT fk_journal_entry_reverses FOREIGN KEY(club_id, reverses) REFERENCES journal_entry (club_id, entry_no),
    CONSTRAINT fk_journal_entry_meeting FOREIGN KEY(club_id, meeting_no) REFERENCES meeting (club_id, meeting_no),
    CONSTRAINT fk_journal_entry_recorded_by FOREIGN KEY(recorded_by) REFERENCES app_user (user_id),
    CONSTRAINT fk_journal_entry_approved_by FOREIGN KEY(approved_by) REFERENCES app_user (user_id),
    CONSTRAINT ck_journal_entry_entry_no CHECK (entry_no > 0),
    CONSTRAINT ck_journal_entry_hashes CHECK (length(hash) = 32 AND length(previous_hash) = 32)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_journal_entry_closing ON journal_entry (club_id, occurred_on, entry_no) WHERE kind = 'closing';

CREATE INDEX ix_journal_entry_occurred_on ON journal_entry (club_id, occurred_on, entry_no);

CREATE UNIQUE INDEX uq_journal_entry_request ON journal_entry (club_id, request_id, request_part);

CREATE UNIQUE INDEX uq_journal_entry_reverses ON journal_entry (club_id, reverses) WHERE reverses IS NOT NULL;

CREATE TABLE member (
    club_id INTEGER NOT NULL,
    member_no INTEGER NOT NULL,
    paper_code TEXT NOT NULL,
    household_no INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_search TEXT NOT NULL,
    name_sort TEXT NOT NULL,
    birth_year INTEGER,
    sex TEXT,
    ethnic_group TEXT,
    phone TEXT,
    position TEXT,
    CONSTRAINT pk_member PRIMARY KEY (club_id, member_no),
    CONSTRAINT fk_member_household FOREIGN KEY(club_id, household_no) REFERENCES household (club_id, household_no),
    CONSTRAINT uq_member_club_id_paper_code UNIQUE (club_id, paper_code),
    CONSTRAINT ck_member_sex CHECK (sex IN ('female', 'male'))
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_member_club_id_name_sort_member_no ON member (club_id, name_sort, member_no);

CREATE TABLE document (
    club_id INTEGER NOT NULL,
    entry_no INTEGER NOT NULL,
    document_no INTEGER NOT NULL,
    kind TEXT NOT NULL,
    reference TEXT NOT NULL,
    reason TEXT,
    salt BLOB NOT NULL,
    CONSTRAINT pk_document PRIMARY KEY (club_id, entry_no, document_no),
    CONSTRAINT fk_document_journal_entry FOREIGN KEY(club_id, entry_no) REFERENCES journal_entry (club_id, entry_no)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE entry_text (
    club_id INTEGER NOT NULL,
    entry_no INTEGER NOT NULL,
    narration TEXT,
    narration_salt BLOB,
    payer_name TEXT,
    payer_name_salt BLOB,
    payer_address TEXT,
    payer_address_salt BLOB,
    CONSTRAINT pk_entry_text PRIMARY KEY (club_id, entry_no),
    CONSTRAINT fk_entry_text_journal_entry FOREIGN KEY(club_id, entry_no) REFERENCES journal_entry (club_id, entry_no)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE erasure (
    club_id INTEGER NOT NULL,
    entry_no INTEGER NOT NULL,
    field TEXT NOT NULL,
    reason TEXT NOT NULL,
    erased_at TEXT NOT NULL,
    erased_by INTEGER NOT NULL,
    CONSTRAINT pk_erasure PRIMARY KEY (club_id, entry_no, field),
    CONSTRAINT fk_erasure_journal_entry FOREIGN KEY(club_id, entry_no) REFERENCES journal_entry (club_id, entry_no),
    CONSTRAINT ck_erasure_field CHECK (field IN ('narration', 'payer_name', 'payer_address'))
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE loan_application (
    club_id INTEGER NOT NULL,
    application_no INTEGER NOT NULL,
    member_no INTEGER NOT NULL,
    product_no INTEGER NOT NULL,
    product_from TEXT NOT NULL,
    applied_on TEXT NOT NULL,
    amount INTEGER NOT NULL,
    instalments INTEGER NOT NULL,
    contract TEXT NOT NULL,
    purpose_kind TEXT NOT NULL,
    purpose TEXT NOT NULL,
    "plan" TEXT,
    expected_income INTEGER,
    co_signer TEXT,
    in_difficulty INTEGER NOT NULL,
    stage TEXT NOT NULL,
    appraised_on TEXT,
    appraised_by INTEGER,
    opinion TEXT,
    meeting_no INTEGER,
    voted_on TEXT,
    members INTEGER,
    approved_on TEXT,
    approved_by INTEGER,
    approved_amount INTEGER,
    turned_down_on TEXT,
    turned_down_reason TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER NOT NULL,
    CONSTRAINT pk_loan_application PRIMARY KEY (club_id, application_no),
    CONSTRAINT fk_loan_application_member FOREIGN KEY(club_id, member_no) REFERENCES member (club_id, member_no),
    CONSTRAINT fk_loan_application_loan_product FOREIGN KEY(club_id, product_no, product_from) REFERENCES loan_product (club_id, product_no, valid_from),
    CONSTRAINT fk_loan_application_meeting FOREIGN KEY(club_id, meeting_no) REFERENCES meeting (club_id, meeting_no),
    CONSTRAINT fk_loan_application_appraised_by FOREIGN KEY(club_id, appraised_by) REFERENCES member (club_id, member_no),
    CONSTRAINT fk_loan_application_approved_by FOREIGN KEY(club_id, approved_by) REFERENCES member (club_id, member_no),
    CONSTRAINT ck_loan_application_amount CHECK (amount > 0),
    CONSTRAINT ck_loan_application_instalments CHECK (instalments > 0),
    CONSTRAINT ck_loan_application_in_difficulty CHECK (in_difficulty IN (0, 1)),
    CONSTRAINT ck_loan_application_stage CHECK (stage IN ('asked', 'appraised', 'voted', 'approved', 'turned_down'))
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_loan_application_club_id_stage_application_no ON loan_application (club_id, stage, application_no);

CREATE TABLE membership_event (
    club_id INTEGER NOT NULL,
    member_no INTEGER NOT NULL,
    event_no INTEGER NOT NULL,
    kind TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_membership_event PRIMARY KEY (club_id, member_no, event_no),
    CONSTRAINT fk_membership_event_member FOREIGN KEY(club_id, member_no) REFERENCES member (club_id, member_no),
    CONSTRAINT ck_membership_event_kind CHECK (kind IN ('joined', 'left'))
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE voucher (
    club_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    series TEXT NOT NULL,
    no INTEGER NOT NULL,
    entry_no INTEGER NOT NULL,
    void_reason TEXT,
    void_salt BLOB,
    CONSTRAINT pk_voucher PRIMARY KEY (club_id, year, series, no),
    CONSTRAINT fk_voucher_journal_entry FOREIGN KEY(club_id, entry_no) REFERENCES journal_entry (club_id, entry_no),
    CONSTRAINT ck_voucher_series CHECK (series IN ('PT', 'PC', 'KT')),
    CONSTRAINT ck_voucher_no CHECK (no > 0)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_voucher_entry ON voucher (club_id, entry_no) WHERE void_salt IS NOT NULL;

CREATE UNIQUE INDEX uq_voucher_entry ON voucher (club_id, entry_no) WHERE void_salt IS NULL;

CREATE TABLE loan (
    club_id INTEGER NOT NULL,
    loan_no INTEGER NOT NULL,
    paper_code TEXT NOT NULL,
    member_no INTEGER NOT NULL,
    agreed_on TEXT NOT NULL,
    principal INTEGER NOT NULL,
    term_months INTEGER NOT NULL,
    monthly_rate_ppm INTEGER NOT NULL,
    principal_method TEXT NOT NULL,
    purpose TEXT,
    contract TEXT NOT NULL,
    application_no INTEGER,
    recorded_at TEXT NOT NULL,
    CONSTRAINT pk_loan PRIMARY KEY (club_id, loan_no),
    CONSTRAINT fk_loan_member FOREIGN KEY(club_id, member_no) REFERENCES member (club_id, member_no),
    CONSTRAINT fk_loan_loan_application FOREIGN KEY(club_id, application_no) REFERENCES loan_application (club_id, application_no),
    CONSTRAINT uq_loan_club_id_paper_code UNIQUE (club_id, paper_code),
    CONSTRAINT ck_loan_principal CHECK (principal > 0),
    CONSTRAINT ck_loan_term_months CHECK (term_months > 0),
    CONSTRAINT ck_loan_monthly_rate_ppm CHECK (monthly_rate_ppm >= 0),
    CONSTRAINT ck_loan_principal_method CHECK (principal_method IN ('bullet', 'equal_principal', 'equal_instalments', 'free'))
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_loan_club_id_member_no_loan_no ON loan (club_id, member_no, loan_no);

CREATE UNIQUE INDEX uq_loan_application ON loan (club_id, application_no) WHERE application_no IS NOT NULL;

CREATE TABLE loan_vote (
    club_id INTEGER NOT NULL,
    application_no INTEGER NOT NULL,
    member_no INTEGER NOT NULL,
    vote TEXT NOT NULL,
    CONSTRAINT pk_loan_vote PRIMARY KEY (club_id, application_no, member_no),
    CONSTRAINT fk_loan_vote_loan_application FOREIGN KEY(club_id, application_no) REFERENCES loan_application (club_id, application_no),
    CONSTRAINT fk_loan_vote_member FOREIGN KEY(club_id, member_no) REFERENCES member (club_id, member_no),
    CONSTRAINT ck_loan_vote_vote CHECK (vote IN ('for', 'against', 'abstained'))
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE instalment (
    club_id INTEGER NOT NULL,
    loan_no INTEGER NOT NULL,
    version_no INTEGER NOT NULL,
    instalment_no INTEGER NOT NULL,
    begins_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    principal INTEGER NOT NULL,
    interest INTEGER NOT NULL,
    fine INTEGER NOT NULL,
    fee INTEGER NOT NULL,
    principal_paid INTEGER NOT NULL,
    interest_paid INTEGER NOT NULL,
    fine_paid INTEGER NOT NULL,
    fee_paid INTEGER NOT NULL,
    on_time INTEGER NOT NULL,
    CONSTRAINT pk_instalment PRIMARY KEY (club_id, loan_no, version_no, instalment_no),
    CONSTRAINT fk_instalment_loan FOREIGN KEY(club_id, loan_no) REFERENCES loan (club_id, loan_no)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE journal_line (
    club_id INTEGER NOT NULL,
    entry_no INTEGER NOT NULL,
    line_no INTEGER NOT NULL,
    account TEXT NOT NULL,
    fund TEXT NOT NULL,
    debit INTEGER NOT NULL,
    credit INTEGER NOT NULL,
    member_no INTEGER,
    loan_no INTEGER,
    CONSTRAINT pk_journal_line PRIMARY KEY (club_id, entry_no, line_no),
    CONSTRAINT fk_journal_line_journal_entry FOREIGN KEY(club_id, entry_no) REFERENCES journal_entry (club_id, entry_no) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_journal_line_account FOREIGN KEY(club_id, account) REFERENCES account (club_id, account),
    CONSTRAINT fk_journal_line_fund FOREIGN KEY(club_id, fund) REFERENCES fund (club_id, fund),
    CONSTRAINT fk_journal_line_member FOREIGN KEY(club_id, member_no) REFERENCES member (club_id, member_no),
    CONSTRAINT fk_journal_line_loan FOREIGN KEY(club_id, loan_no) REFERENCES loan (club_id, loan_no),
    CONSTRAINT ck_journal_line_one_sided CHECK ((debit > 0 AND credit = 0 AND debit <= 9007199254740991) OR (credit > 0 AND debit = 0 AND credit <= 9007199254740991))
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_journal_line_member ON journal_line (club_id, member_no, entry_no) WHERE member_no IS NOT NULL;

CREATE TABLE loan_event (
    club_id INTEGER NOT NULL,
    loan_no INTEGER NOT NULL,
    event_no INTEGER NOT NULL,
    kind TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    told TEXT NOT NULL,
    entry_no INTEGER,
    correction_no INTEGER,
    meeting_no INTEGER,
    reason TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER NOT NULL,
    approved_by INTEGER,
    CONSTRAINT pk_loan_event PRIMARY KEY (club_id, loan_no, event_no),
    CONSTRAINT fk_loan_event_loan FOREIGN KEY(club_id, loan_no) REFERENCES loan (club_id, loan_no),
    CONSTRAINT fk_loan_event_entry FOREIGN KEY(club_id, entry_no) REFERENCES journal_entry (club_id, entry_no),
    CONSTRAINT fk_loan_event_correction FOREIGN KEY(club_id, correction_no) REFERENCES journal_entry (club_id, entry_no),
    CONSTRAINT fk_loan_event_meeting FOREIGN KEY(club_id, meeting_no) REFERENCES meeting (club_id, meeting_no),
    CONSTRAINT ck_loan_event_event_no CHECK (event_no > 0)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_loan_event_entry ON loan_event (club_id, entry_no);

CREATE TABLE loan_share (
    club_id INTEGER NOT NULL,
    loan_no INTEGER NOT NULL,
    event_no INTEGER NOT NULL,
    share_no INTEGER NOT NULL,
    occurred_on TEXT NOT NULL,
    instalment_no INTEGER NOT NULL,
    component TEXT NOT NULL,
    timing TEXT NOT NULL,
    amount INTEGER NOT NULL,
    CONSTRAINT pk_loan_share PRIMARY KEY (club_id, loan_no, event_no, share_no),
    CONSTRAINT fk_loan_share_loan FOREIGN KEY(club_id, loan_no) REFERENCES loan (club_id, loan_no),
    CONSTRAINT ck_loan_share_component CHECK (component IN ('principal', 'interest', 'fine', 'fee', 'held')),
    CONSTRAINT ck_loan_share_timing CHECK (timing IN ('overdue', 'due', 'ahead', 'none'))
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE loan_standing (
    club_id INTEGER NOT NULL,
    loan_no INTEGER NOT NULL,
    stage TEXT NOT NULL,
    borrower_no INTEGER NOT NULL,
    lent INTEGER NOT NULL,
    principal_left INTEGER NOT NULL,
    interest_left INTEGER NOT NULL,
    fine_left INTEGER NOT NULL,
    fee_left INTEGER NOT NULL,
    held INTEGER NOT NULL,
    overdue INTEGER NOT NULL,
    receivable INTEGER NOT NULL,
    off_books INTEGER NOT NULL,
    is_rescheduled INTEGER NOT NULL,
    by_replay INTEGER NOT NULL,
    last_event_no INTEGER NOT NULL,
    last_event_on TEXT,
    disbursed_on TEXT,
    repaid_on TEXT,
    closed_on TEXT,
    CONSTRAINT pk_loan_standing PRIMARY KEY (club_id, loan_no),
    CONSTRAINT fk_loan_standing_loan FOREIGN KEY(club_id, loan_no) REFERENCES loan (club_id, loan_no),
    CONSTRAINT ck_loan_standing_stage CHECK (stage IN ('approved', 'active', 'repaid', 'written_off', 'closed'))
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_loan_standing_club_id_stage_loan_no ON loan_standing (club_id, stage, loan_no);

CREATE TABLE loan_span (
    club_id INTEGER NOT NULL,
    loan_no INTEGER NOT NULL,
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    stage TEXT NOT NULL,
    borrower_no INTEGER NOT NULL,
    lent INTEGER NOT NULL,
    outstanding INTEGER NOT NULL,
    overdue_principal INTEGER NOT NULL,
    overdue_interest INTEGER NOT NULL,
    overdue_fine INTEGER NOT NULL,
    overdue_fee INTEGER NOT NULL,
    oldest_due_on TEXT,
    oldest_due_now TEXT,
    days_allowed INTEGER NOT NULL,
    is_rescheduled INTEGER NOT NULL,
    fell_due INTEGER NOT NULL,
    on_time INTEGER NOT NULL,
    repaid INTEGER NOT NULL,
    earned INTEGER NOT NULL,
    given_up INTEGER NOT NULL,
    CONSTRAINT pk_loan_span PRIMARY KEY (club_id, loan_no, since),
    CONSTRAINT fk_loan_span_loan FOREIGN KEY(club_id, loan_no) REFERENCES loan (club_id, loan_no),
    CONSTRAINT ck_loan_span_stage CHECK (stage IN ('approved', 'active', 'repaid', 'written_off', 'closed'))
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_loan_span_until ON loan_span (club_id, until);
