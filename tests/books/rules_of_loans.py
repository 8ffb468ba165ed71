"""What the database refuses of loans, products, applications and votes, one row an attempt."""

from tests.books.plain_sql import LATER, OTHER_CLUB, Insert
from tests.books.rules_of_entries import DENIED, Attempt

PRODUCT = Insert(
    "loan_product",
    {
        "club_id": OTHER_CLUB, "product_no": 1, "valid_from": "2026-01-01", "name": "Chăn nuôi",
        "contract": "{}", "most": 10_000_000, "longest": 12, "is_offered": 1,
        "recorded_at": LATER, "recorded_by": 1,
    },
)  # fmt: skip
APPLICATION = Insert(
    "loan_application",
    {
        "club_id": OTHER_CLUB, "application_no": 1, "member_no": 9, "product_no": 1,
        "product_from": "2026-01-01", "applied_on": "2026-03-01", "amount": 5_000_000,
        "instalments": 10, "contract": "{}", "purpose_kind": "poultry", "purpose": "Nuôi gà",
        "in_difficulty": 0, "stage": "asked", "recorded_at": LATER, "recorded_by": 1,
    },
)  # fmt: skip
VOTE = Insert(
    "loan_vote", {"club_id": OTHER_CLUB, "application_no": 1, "member_no": 9, "vote": "for"}
)
LOAN = Insert(
    "loan",
    {
        "club_id": OTHER_CLUB, "loan_no": 10, "paper_code": "V10", "member_no": 9,
        "agreed_on": "2026-03-01", "principal": 5, "term_months": 1, "monthly_rate_ppm": 0,
        "principal_method": "bullet", "contract": "{}", "application_no": 1,
        "recorded_at": LATER,
    },
)  # fmt: skip
"""A second loan of the club, granted on its application."""
EVENT = Insert(
    "loan_event",
    {
        "club_id": OTHER_CLUB, "loan_no": 9, "event_no": 1, "kind": "repayment",
        "occurred_on": "2026-03-01", "told": "{}", "recorded_at": LATER, "recorded_by": 1,
    },
)  # fmt: skip
ASKED = (PRODUCT, APPLICATION)
VOTED = (*ASKED, VOTE)
GRANTED = (*ASKED, LOAN)

OF_THE_CLUB = f"WHERE club_id = {OTHER_CLUB}"
SECOND = f"{OF_THE_CLUB} AND application_no = 2"
KEPT = "record_is_kept"

CHANGED = tuple(
    Attempt(what, (*before, step), KEPT, program=DENIED)
    for what, before, step in (
        ("loan of another principal", (), f"UPDATE loan SET principal = 6 {OF_THE_CLUB}"),
        ("loan of another contract", (), f"UPDATE loan SET contract = '[]' {OF_THE_CLUB}"),
        ("loan deleted", (), f"DELETE FROM loan {OF_THE_CLUB}"),
        ("loan's event on another day", (EVENT,),
         f"UPDATE loan_event SET occurred_on = '2026-03-02' {OF_THE_CLUB}"),
        ("loan's event told anew", (EVENT,), f"UPDATE loan_event SET told = '[]' {OF_THE_CLUB}"),
        ("loan's event deleted", (EVENT,), f"DELETE FROM loan_event {OF_THE_CLUB}"),
        ("product of another limit", (PRODUCT,), f"UPDATE loan_product SET most = 1 {OF_THE_CLUB}"),
        ("product deleted", (PRODUCT,), f"DELETE FROM loan_product {OF_THE_CLUB}"),
        ("vote turned", VOTED, f"UPDATE loan_vote SET vote = 'against' {OF_THE_CLUB}"),
        ("vote deleted", VOTED, f"DELETE FROM loan_vote {OF_THE_CLUB}"),
        ("application deleted", ASKED, f"DELETE FROM loan_application {OF_THE_CLUB}"),
    )
)  # fmt: skip

REPLACED = tuple(
    Attempt(f"{what} replaced", (*before, row.instead), KEPT, None)
    for what, before, row in (
        ("loan", GRANTED, LOAN.but(paper_code="V11", application_no=None)),
        ("loan, through its paper,", GRANTED, LOAN.but(loan_no=11, application_no=None)),
        ("loan, through its application,", GRANTED, LOAN.but(loan_no=11, paper_code="V11")),
        ("loan's event", (EVENT,), EVENT),
        ("product", (PRODUCT,), PRODUCT),
        ("vote", VOTED, VOTE),
        ("application", ASKED, APPLICATION.but(amount=1)),
    )
)

TWICE = tuple(
    Attempt(f"{what} a second time", (*before, row), KEPT, constraint)
    for what, before, row, constraint in (
        ("loan", GRANTED, LOAN.but(paper_code="V11", application_no=None), "pk_loan"),
        ("loan of a paper", GRANTED, LOAN.but(loan_no=11, application_no=None),
         "uq_loan_club_id_paper_code"),
        ("loan on an application", GRANTED, LOAN.but(loan_no=11, paper_code="V11"),
         "uq_loan_application"),
        ("loan's event", (EVENT,), EVENT, "pk_loan_event"),
        ("product from a day", (PRODUCT,), PRODUCT, "pk_loan_product"),
        ("vote of a member", VOTED, VOTE, "pk_loan_vote"),
        ("application", ASKED, APPLICATION, "pk_loan_application"),
    )
)  # fmt: skip

RENUMBERED = (
    Attempt(
        "application renumbered",
        (*ASKED, f"UPDATE loan_application SET application_no = 7 {OF_THE_CLUB}"), KEPT,
    ),
    Attempt(
        "application written over another",
        (*ASKED, APPLICATION.but(application_no=2),
         f"UPDATE OR REPLACE loan_application SET application_no = 1 {SECOND}"),
        KEPT, None,
    ),
)  # fmt: skip

FOREIGN = tuple(
    Attempt(what, (*before, row), "FOREIGN KEY", constraint)
    for what, before, row, constraint in (
        ("loan's event of no loan", (), EVENT.but(loan_no=7), "fk_loan_event_loan"),
        ("loan's event of another club's loan", (), EVENT.but(club_id=1), "fk_loan_event_loan"),
        ("loan's event of no entry", (), EVENT.but(entry_no=99), "fk_loan_event_entry"),
        ("loan's event of no correction", (), EVENT.but(correction_no=99),
         "fk_loan_event_correction"),
        ("loan on no application", (), LOAN, "fk_loan_loan_application"),
        ("application for a product of another day", (PRODUCT,),
         APPLICATION.but(product_from="2026-02-01"), "fk_loan_application_loan_product"),
        ("application of no member", (PRODUCT,), APPLICATION.but(member_no=7),
         "fk_loan_application_member"),
        ("vote of no member", ASKED, VOTE.but(member_no=7), "fk_loan_vote_member"),
    )
)  # fmt: skip

UNLAWFUL = tuple(
    Attempt(what, (*before, row), constraint)
    for what, before, row, constraint in (
        ("loan of nothing", ASKED, LOAN.but(principal=0), "ck_loan_principal"),
        ("loan's event before the first", (), EVENT.but(event_no=0), "ck_loan_event_event_no"),
        ("application at no stage", (PRODUCT,), APPLICATION.but(stage="?"),
         "ck_loan_application_stage"),
        ("vote of no kind", ASKED, VOTE.but(vote="?"), "ck_loan_vote_vote"),
        ("product of no limit", (), PRODUCT.but(most=0), "ck_loan_product_most"),
    )
)  # fmt: skip

EMPTIED = tuple(
    Attempt(f"{table} emptied", (f"TRUNCATE {table} CASCADE",), None, KEPT, DENIED)
    for table in ("loan", "loan_event", "loan_product", "loan_vote", "loan_application")
)

LOANS = (*CHANGED, *REPLACED, *TWICE, *RENUMBERED, *FOREIGN, *UNLAWFUL, *EMPTIED)
