-- Outcomes: standards of poverty, activities, incomes, use of loans, prices, for SQLite.

ALTER TABLE household_class ADD COLUMN certificate_on TEXT;

ALTER TABLE household_class ADD COLUMN review_year INTEGER;

ALTER TABLE household_class ADD COLUMN recorded_by INTEGER;

ALTER TABLE member ADD COLUMN in_difficulty INTEGER;

CREATE UNIQUE INDEX uq_household_class_review ON household_class (club_id, household_no, review_year) WHERE review_year IS NOT NULL;

CREATE TABLE poverty_standard (
    code TEXT NOT NULL,
    name_vi TEXT NOT NULL,
    name_en TEXT NOT NULL,
    source TEXT NOT NULL,
    province TEXT,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    rural_poor INTEGER NOT NULL,
    urban_poor INTEGER NOT NULL,
    rural_average INTEGER,
    urban_average INTEGER,
    deprivations INTEGER NOT NULL,
    CONSTRAINT pk_poverty_standard PRIMARY KEY (code),
    CONSTRAINT ck_poverty_standard_lines CHECK (rural_poor > 0 AND urban_poor > 0),
    CONSTRAINT ck_poverty_standard_deprivations CHECK (deprivations > 0)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE price_change (
    club_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    version_no INTEGER NOT NULL,
    ppm INTEGER NOT NULL,
    source TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER NOT NULL,
    CONSTRAINT pk_price_change PRIMARY KEY (club_id, year, version_no),
    CONSTRAINT fk_price_change_club FOREIGN KEY(club_id) REFERENCES club (club_id),
    CONSTRAINT ck_price_change_ppm CHECK (ppm > -1000000)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE household_class_change (
    club_id INTEGER NOT NULL,
    household_no INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    change_no INTEGER NOT NULL,
    "before" TEXT NOT NULL,
    certificate_before TEXT,
    "after" TEXT NOT NULL,
    certificate_after TEXT,
    reason TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER NOT NULL,
    CONSTRAINT pk_household_class_change PRIMARY KEY (club_id, household_no, valid_from, change_no),
    CONSTRAINT fk_household_class_change_household_class FOREIGN KEY(club_id, household_no, valid_from) REFERENCES household_class (club_id, household_no, valid_from)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE activity_plan (
    club_id INTEGER NOT NULL,
    plan_no INTEGER NOT NULL,
    member_no INTEGER NOT NULL,
    application_no INTEGER,
    loan_no INTEGER,
    kind TEXT NOT NULL,
    what TEXT NOT NULL,
    cost INTEGER NOT NULL,
    expected_income INTEGER NOT NULL,
    begins_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER NOT NULL,
    CONSTRAINT pk_activity_plan PRIMARY KEY (club_id, plan_no),
    CONSTRAINT fk_activity_plan_member FOREIGN KEY(club_id, member_no) REFERENCES member (club_id, member_no),
    CONSTRAINT fk_activity_plan_loan_application FOREIGN KEY(club_id, application_no) REFERENCES loan_application (club_id, application_no),
    CONSTRAINT fk_activity_plan_loan FOREIGN KEY(club_id, loan_no) REFERENCES loan (club_id, loan_no),
    CONSTRAINT ck_activity_plan_of_something CHECK (application_no IS NOT NULL OR loan_no IS NOT NULL),
    CONSTRAINT ck_activity_plan_cost CHECK (cost >= 0),
    CONSTRAINT ck_activity_plan_days CHECK (begins_on <= ends_on),
    CONSTRAINT ck_activity_plan_kind CHECK (kind IN ('large_livestock', 'poultry', 'aquaculture', 'crops', 'trade', 'craft', 'processing', 'services', 'other'))
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_activity_plan_club_id_application_no ON activity_plan (club_id, application_no);

CREATE INDEX ix_activity_plan_club_id_loan_no ON activity_plan (club_id, loan_no);

CREATE TABLE activity_record (
    club_id INTEGER NOT NULL,
    record_no INTEGER NOT NULL,
    loan_no INTEGER NOT NULL,
    occurred_on TEXT NOT NULL,
    kind TEXT NOT NULL,
    quantity INTEGER,
    unit TEXT,
    amount INTEGER,
    note TEXT,
    takes_back INTEGER,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER NOT NULL,
    CONSTRAINT pk_activity_record PRIMARY KEY (club_id, record_no),
    CONSTRAINT fk_activity_record_loan FOREIGN KEY(club_id, loan_no) REFERENCES loan (club_id, loan_no),
    CONSTRAINT fk_activity_record_taken_back FOREIGN KEY(club_id, takes_back) REFERENCES activity_record (club_id, record_no),
    CONSTRAINT ck_activity_record_kind CHECK (kind IN ('spent', 'sold', 'used_at_home', 'born', 'lost', 'on_hand', 'taken_back')),
    CONSTRAINT ck_activity_record_amount CHECK (amount >= 0),
    CONSTRAINT ck_activity_record_quantity CHECK (quantity > 0)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_activity_record_club_id_loan_no_record_no ON activity_record (club_id, loan_no, record_no);

CREATE TABLE activity_result (
    club_id INTEGER NOT NULL,
    loan_no INTEGER NOT NULL,
    result_no INTEGER NOT NULL,
    ended_on TEXT NOT NULL,
    goes_on INTEGER NOT NULL,
    remark TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER NOT NULL,
    CONSTRAINT pk_activity_result PRIMARY KEY (club_id, loan_no, result_no),
    CONSTRAINT fk_activity_result_loan FOREIGN KEY(club_id, loan_no) REFERENCES loan (club_id, loan_no),
    CONSTRAINT ck_activity_result_goes_on CHECK (goes_on IN (0, 1))
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE household_income (
    club_id INTEGER NOT NULL,
    income_no INTEGER NOT NULL,
    household_no INTEGER NOT NULL,
    member_no INTEGER NOT NULL,
    application_no INTEGER,
    loan_no INTEGER,
    moment TEXT NOT NULL,
    asked_on TEXT NOT NULL,
    question TEXT NOT NULL,
    monthly INTEGER,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER NOT NULL,
    CONSTRAINT pk_household_income PRIMARY KEY (club_id, income_no),
    CONSTRAINT fk_household_income_household FOREIGN KEY(club_id, household_no) REFERENCES household (club_id, household_no),
    CONSTRAINT fk_household_income_member FOREIGN KEY(club_id, member_no) REFERENCES member (club_id, member_no),
    CONSTRAINT fk_household_income_loan_application FOREIGN KEY(club_id, application_no) REFERENCES loan_application (club_id, application_no),
    CONSTRAINT fk_household_income_loan FOREIGN KEY(club_id, loan_no) REFERENCES loan (club_id, loan_no),
    CONSTRAINT ck_household_income_moment CHECK (moment IN ('before', 'after')),
    CONSTRAINT ck_household_income_monthly CHECK (monthly >= 0),
    CONSTRAINT ck_household_income_of_something CHECK (application_no IS NOT NULL OR loan_no IS NOT NULL)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_household_income_club_id_application_no ON household_income (club_id, application_no);

CREATE INDEX ix_household_income_club_id_loan_no ON household_income (club_id, loan_no);

CREATE TABLE loan_use_check (
    club_id INTEGER NOT NULL,
    check_no INTEGER NOT NULL,
    loan_no INTEGER NOT NULL,
    checked_on TEXT NOT NULL,
    used_for TEXT NOT NULL,
    amount INTEGER NOT NULL,
    checked_by INTEGER NOT NULL,
    remark TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER NOT NULL,
    CONSTRAINT pk_loan_use_check PRIMARY KEY (club_id, check_no),
    CONSTRAINT fk_loan_use_check_loan FOREIGN KEY(club_id, loan_no) REFERENCES loan (club_id, loan_no),
    CONSTRAINT fk_loan_use_check_checked_by FOREIGN KEY(club_id, checked_by) REFERENCES member (club_id, member_no),
    CONSTRAINT ck_loan_use_check_used_for CHECK (used_for IN ('large_livestock', 'poultry', 'aquaculture', 'crops', 'trade', 'craft', 'processing', 'services', 'other', 'household_needs', 'other_debt', 'lent_on', 'not_used')),
    CONSTRAINT ck_loan_use_check_amount CHECK (amount > 0)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_loan_use_check_club_id_loan_no ON loan_use_check (club_id, loan_no);

INSERT INTO poverty_standard (
    code, name_vi, name_en, source, valid_from, valid_to,
    rural_poor, urban_poor, rural_average, urban_average, deprivations
) VALUES
    ('vn-2016', 'Chuẩn 2016–2021', 'The standard of 2016–2021', 'Quyết định 59/2015/QĐ-TTg', '2016-01-01', '2021-12-31', 700000, 900000, 1500000, 1950000, 3),
    ('vn-2022', 'Chuẩn 2022–2025, dùng cả năm 2026', 'The standard of 2022–2025, in use in 2026 too', 'Nghị định 07/2021/NĐ-CP', '2022-01-01', '2026-12-31', 1500000, 2000000, 2250000, 3000000, 3),
    ('vn-2027', 'Chuẩn từ năm 2027', 'The standard from 2027', 'Nghị định 351/2025/NĐ-CP', '2027-01-01', NULL, 2200000, 2800000, NULL, NULL, 3);
