"""Every address of the pages: what answers there, and who may enter."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Response

from ledger.core.users.policy import Permission
from ledger.services.control_lists import CONTROL_LISTS
from ledger.web import (
    account,
    account_secrets,
    activities,
    applications,
    approving,
    backup,
    clubs,
    exporting,
    first_run,
    if_paid,
    journal,
    loans,
    members,
    new_clubs,
    outcome_sums,
    outcomes,
    people,
    people_made,
    people_roles,
    projection,
    reports,
    review_list,
    searching,
    second_step,
    service_trail,
    sign_in,
    slips,
    statements,
    sums,
    target_sums,
    trail,
    vouchers,
    words_of_amounts,
)
from ledger.web.acts import counting, menu, page
from ledger.web.acts.registry import ACTS
from ledger.web.carrying import LARGEST_SENT
from ledger.web.me import complaints, consents, held, own, papers, trying, work
from ledger.web.privacy import disputes, looks, personal, register

View = Callable[..., Response]
Part = str | int | dt.date
READ, SEND = ("GET",), ("POST",)
BOTH = ("GET", "POST")


@dataclass(frozen=True, slots=True)
class Route:
    """An address, what answers there, and what somebody must be allowed to come in.

    `name` tells apart routes that share a view, and is given to it as `fixed`; `largest` is the
    most bytes that may be sent there, where it is more than a form has. `is_kept`: what is typed
    there is carried over a new sign-in when the session has ended (`web.carrying`).
    """

    rule: str
    view: View
    permission: Permission = Permission.READ_BOOKS
    methods: tuple[str, ...] = READ
    name: str = ""
    fixed: str = ""
    largest: int | None = None
    is_kept: bool = False

    def given(self, path: Mapping[str, Part]) -> dict[str, Part]:
        """Return what the view is given: the parts of the address, and what is fixed.

        The club is left out: the visit knows it, once the door has let the guest in to it.
        """
        parts = {name: part for name, part in path.items() if name != CODE}
        return {**parts, self.fixed: self.name} if self.fixed else parts


CODE = "code"
CLUB = "/clubs/<code:code>/"
MEMBER = f"{CLUB}members/<number:member_no>"
LOAN = f"{CLUB}loans/<number:loan_no>"
ENTRY = f"{CLUB}entries/<number:entry_no>"
KIND = "<any(pdf,xlsx,csv):kind>"
PERSON = "/people/<number:user_id>"
CHANGES = ",".join(f"'{name}'" for name in people_made.CHANGES)
ME = "/me/<code:code>/"
OWN_LOAN = f"{ME}loans/<number:loan_no>"
NOT_RIGHT = f"{ME}not-right"
PRIVACY = f"{CLUB}privacy"
DATA_OF = f"{PRIVACY}/members/<number:member_no>"

ROUTES = (
    Route("/sign-in", sign_in.sign_in, Permission.ANYBODY, BOTH, largest=LARGEST_SENT),
    Route(
        "/sign-in/member",
        sign_in.member_sign_in,
        Permission.ANYBODY,
        BOTH,
        largest=LARGEST_SENT,
    ),
    Route("/sign-in/demonstration", sign_in.demonstration, Permission.ANYBODY, SEND),
    Route("/s/<token:token>", sign_in.slip, Permission.ANYBODY, BOTH),
    Route(
        "/sign-in/second",
        second_step.second_step,
        Permission.HALF_SIGNED_IN,
        BOTH,
        largest=LARGEST_SENT,
    ),
    Route("/in-words", words_of_amounts.in_words, Permission.SIGNED_IN),
    Route("/sign-out", sign_in.sign_out, Permission.ANYBODY, SEND),
    Route("/first", first_run.first, Permission.ANYBODY, BOTH),
    Route("/account", account.account, Permission.SIGNED_IN),
    Route("/account/password", account_secrets.password, Permission.SIGNED_IN, BOTH),
    Route("/account/pin", account_secrets.pin, Permission.SIGNED_IN, BOTH),
    Route("/account/codes", account_secrets.codes, Permission.SIGNED_IN, BOTH),
    Route("/account/device", account.enrol, Permission.SIGNED_IN, BOTH),
    Route("/account/devices/<number:device_no>/revoke", account.revoke, Permission.SIGNED_IN, SEND),
    Route("/account/sessions/end", account.end_session, Permission.SIGNED_IN, SEND),
    Route("/account/sessions/end-others", account.end_others, Permission.SIGNED_IN, SEND),
    Route("/", clubs.home, Permission.SIGNED_IN),
    Route(new_clubs.NEW_CLUB, new_clubs.new_club, Permission.MAKE_CLUBS, BOTH, is_kept=True),
    Route(
        new_clubs.WORKBOOK,
        new_clubs.workbook,
        Permission.MAKE_CLUBS,
        BOTH,
        largest=new_clubs.LARGEST_SENT,
    ),
    Route(sums.SUMS, sums.sums, Permission.READ_SUMS),
    Route(f"{sums.SUMS}.{KIND}", sums.in_file, Permission.READ_SUMS),
    Route(outcome_sums.OUTCOMES, outcome_sums.outcomes, Permission.READ_SUMS),
    Route(f"{outcome_sums.OUTCOMES}.{KIND}", outcome_sums.in_file, Permission.READ_SUMS),
    Route(target_sums.TARGETS, target_sums.targets, Permission.READ_SUMS),
    Route(f"{target_sums.TARGETS}.{KIND}", target_sums.in_file, Permission.READ_SUMS),
    Route("/people", people.people, Permission.KEEP_USERS),
    Route("/people/new", people_made.new_person, Permission.KEEP_USERS, BOTH, is_kept=True),
    Route("/people/trail", service_trail.service_trail_page, Permission.KEEP_USERS),
    Route("/people/trail.<any(xlsx,csv,pdf):kind>", service_trail.in_file, Permission.KEEP_USERS),
    Route(PERSON, people.person, Permission.KEEP_USERS),
    Route(f"{PERSON}/password", people_made.new_password, Permission.KEEP_USERS, BOTH),
    Route(f"{PERSON}/<any({CHANGES}):kind>", people_made.change, Permission.KEEP_USERS, BOTH),
    Route(f"{PERSON}/roles/new", people_roles.new_role, Permission.KEEP_USERS, BOTH, is_kept=True),
    Route(
        f"{PERSON}/roles/<number:grant_no>/end", people_roles.end_role, Permission.KEEP_USERS, BOTH
    ),
    Route(f"{CLUB}made", new_clubs.made, Permission.MAKE_CLUBS),
    Route("/me/", own.begin, Permission.OWN_RECORD),
    Route(ME, own.front, Permission.OWN_RECORD),
    Route(f"{ME}statement", papers.statement, Permission.OWN_RECORD),
    Route(f"{ME}statement.pdf", papers.statement_paper, Permission.OWN_RECORD),
    Route(f"{ME}receipts/<number:entry_no>.pdf", papers.receipt, Permission.OWN_RECORD),
    Route(f"{ME}work", work.work, Permission.OWN_RECORD),
    Route(f"{OWN_LOAN}/if-paid", trying.if_paid, Permission.OWN_RECORD),
    Route(f"{OWN_LOAN}/statement.pdf", papers.loan_statement, Permission.OWN_RECORD),
    Route(f"{OWN_LOAN}/contract.pdf", papers.loan_contract, Permission.OWN_RECORD),
    Route(f"{ME}said", complaints.said, Permission.OWN_RECORD),
    Route(NOT_RIGHT, complaints.in_general, Permission.OWN_RECORD, BOTH, is_kept=True),
    Route(
        f"{NOT_RIGHT}/entry/<number:entry_no>",
        complaints.of_entry,
        Permission.OWN_RECORD,
        BOTH,
        is_kept=True,
    ),
    Route(
        f"{NOT_RIGHT}/loan/<number:loan_no>",
        complaints.of_loan,
        Permission.OWN_RECORD,
        BOTH,
        is_kept=True,
    ),
    Route(f"{ME}data", held.held, Permission.OWN_RECORD),
    Route(f"{ME}data.<any(pdf,json):kind>", held.held_file, Permission.OWN_RECORD),
    Route(f"{ME}looked", held.who_looked, Permission.OWN_RECORD),
    Route(f"{ME}agreed", consents.agreed, Permission.OWN_RECORD),
    Route(f"{ME}agree", consents.agree, Permission.OWN_RECORD, BOTH),
    Route(f"{ME}agreed/<number:consent_no>", consents.take_back, Permission.OWN_RECORD, BOTH),
    Route("/clubs/", clubs.club_list, Permission.SIGNED_IN),
    Route(CLUB, clubs.front),
    Route(f"{CLUB}members", members.members),
    Route(f"{CLUB}members.{KIND}", members.members_file),
    Route(MEMBER, members.member),
    Route(f"{MEMBER}/slip", slips.slip, Permission.KEEP_MEMBERS, BOTH),
    Route(f"{CLUB}slips", slips.slips, Permission.KEEP_MEMBERS, BOTH),
    Route(f"{CLUB}backup", backup.backup, Permission.RECORD_MONEY, BOTH),
    Route(f"{MEMBER}/statement", statements.statement),
    Route(f"{MEMBER}/statement.pdf", statements.paper),
    Route(f"{MEMBER}/statement.<any(xlsx,csv):kind>", statements.sheet),
    Route(LOAN, loans.loan),
    Route(f"{LOAN}/if-paid", if_paid.if_paid),
    Route(f"{LOAN}/activity", activities.activity),
    Route(f"{CLUB}activities", activities.to_ask),
    Route(f"{LOAN}/contract.pdf", loans.contract),
    Route(f"{LOAN}/card.pdf", loans.card),
    Route(f"{LOAN}/statement.pdf", loans.statement),
    Route(f"{CLUB}applications", applications.applications),
    Route(f"{CLUB}applications/<number:application_no>", applications.application),
    Route(f"{CLUB}applications/<number:application_no>/application.pdf", loans.application),
    Route(f"{CLUB}meetings/<day:held_on>/minutes.pdf", loans.minutes),
    Route(f"{CLUB}record", menu.menu, Permission.RECORD_MONEY),
    *(
        Route(
            f"{CLUB}do/{act.name}",
            page.act_page,
            act.permission,
            BOTH,
            name=act.name,
            fixed="act_name",
            is_kept=True,
        )
        for act in ACTS.values()
    ),
    Route(
        f"{CLUB}review-list",
        review_list.review_list,
        Permission.KEEP_MEMBERS,
        BOTH,
        largest=review_list.LARGEST_SENT,
    ),
    Route(f"{CLUB}review-list.xlsx", review_list.blank_list, Permission.KEEP_MEMBERS),
    Route(f"{CLUB}counts", counting.count_list),
    Route(f"{CLUB}counts/<number:count_no>.pdf", counting.count_file),
    Route(f"{CLUB}waiting", approving.waiting),
    Route(f"{CLUB}waiting/<number:approval_no>", approving.one, methods=BOTH, is_kept=True),
    Route(
        f"{CLUB}waiting/<number:approval_no>/withdraw",
        approving.withdraw,
        Permission.READ_BOOKS,
        SEND,
    ),
    Route(f"{CLUB}done/<uuid:request_id>", page.done, Permission.READ_BOOKS),
    Route(f"{CLUB}done/<uuid:request_id>/vouchers.pdf", vouchers.vouchers_of_request),
    Route(f"{CLUB}disputes", disputes.dispute_list),
    Route(f"{CLUB}disputes/<number:dispute_no>", disputes.one),
    Route(
        f"{CLUB}disputes/<number:dispute_no>",
        disputes.one,
        Permission.ANSWER_DISPUTES,
        SEND,
        is_kept=True,
    ),
    Route(PRIVACY, register.register, Permission.KEEP_PRIVACY),
    Route(
        f"{PRIVACY}/requests/<number:request_no>",
        register.one,
        Permission.KEEP_PRIVACY,
        BOTH,
        is_kept=True,
    ),
    Route(DATA_OF, personal.member, Permission.KEEP_PRIVACY),
    Route(f"{DATA_OF}/data.<any(pdf,json):kind>", personal.copy, Permission.KEEP_PRIVACY),
    Route(f"{DATA_OF}/ask", personal.ask, Permission.KEEP_PRIVACY, BOTH, is_kept=True),
    Route(f"{DATA_OF}/consent", personal.consent, Permission.KEEP_PRIVACY, BOTH, is_kept=True),
    Route(
        f"{DATA_OF}/consents/<number:consent_no>", personal.take_back, Permission.KEEP_PRIVACY, BOTH
    ),
    Route(
        f"{DATA_OF}/restriction", personal.restriction, Permission.KEEP_PRIVACY, BOTH, is_kept=True
    ),
    Route(f"{PRIVACY}/looks", looks.looks, Permission.READ_TRAIL),
    Route(f"{PRIVACY}/looks.{KIND}", looks.looks_file, Permission.READ_TRAIL),
    Route(ENTRY, journal.entry),
    Route(f"{ENTRY}.{KIND}", journal.entry_file),
    Route(f"{ENTRY}/voucher.pdf", vouchers.voucher),
    Route(f"{CLUB}vouchers/<day:day>.pdf", vouchers.vouchers_of_day),
    Route(f"{CLUB}search", searching.search),
    Route(f"{CLUB}search.{KIND}", searching.in_file),
    Route(f"{CLUB}trail", trail.trail_page, Permission.READ_TRAIL),
    Route(f"{CLUB}trail.{KIND}", trail.in_file, Permission.READ_TRAIL),
    Route(f"{CLUB}proof", trail.proof_page, Permission.READ_TRAIL, BOTH),
    Route(f"{CLUB}books.<any(beancount,hledger,csv):form>", exporting.books),
    *(
        Route(f"{CLUB}{name}", reports.control_page, Permission.READ_TRAIL, name=name, fixed="name")
        for name in CONTROL_LISTS
    ),
    *(
        Route(
            f"{CLUB}{name}.{KIND}",
            reports.control_file,
            Permission.READ_TRAIL,
            name=name,
            fixed="name",
        )
        for name in CONTROL_LISTS
    ),
    Route(f"{CLUB}outcomes", outcomes.page),
    Route(f"{CLUB}outcomes.pdf", outcomes.paper),
    Route(f"{CLUB}{outcomes.CLUB_PAPER}.pdf", outcomes.club_paper),
    Route(f"{CLUB}fund-projection", projection.page),
    Route(f"{CLUB}fund-projection.{KIND}", projection.in_file),
    Route(f"{CLUB}<name:name>", reports.page),
    Route(f"{CLUB}<name:name>.{KIND}", reports.in_file),
)
