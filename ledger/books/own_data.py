"""Reading all that a club holds of one member."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.entries import MOST_LISTED, all_rows
from ledger.books.erasing import Person, words_that_may_go
from ledger.books.erasure_bars import is_about
from ledger.books.loans import loan_files, loans_of
from ledger.books.tables.accounts import AccountRow
from ledger.books.tables.audit import ApprovalRow
from ledger.books.tables.journal import JournalEntryRow, JournalLineRow, VoucherRow
from ledger.books.tables.loans import LoanApplicationRow, LoanVoteRow
from ledger.books.tables.members import HouseholdClassRow, MemberRow, MembershipEventRow
from ledger.books.tables.users import CredentialRow, SlipRow, UserRow
from ledger.core.privacy.erasure import EntryWords, fields_to_erase
from ledger.core.privacy.own_data import (
    OwnApplication,
    OwnAsking,
    OwnClass,
    OwnComing,
    OwnEntry,
    OwnEvent,
    OwnLine,
    OwnLoan,
    OwnSlip,
    OwnUser,
    OwnVote,
)
from ledger.core.statements.table import Name


def own_classes(connection: Connection, club_id: int, member_no: int) -> tuple[OwnClass, ...]:
    """Return the classes of a member's household in order of their days."""
    kept, member = HouseholdClassRow, MemberRow
    query = (
        sa.select(
            kept.valid_from,
            kept.class_,
            kept.certificate_no,
            kept.certificate_on,
            kept.review_year,
        )
        .join(member, sa.and_(member.club_id == club_id, member.household_no == kept.household_no))
        .where(kept.club_id == club_id, member.member_no == member_no)
        .order_by(kept.valid_from)
    )
    return tuple(OwnClass(*row) for row in connection.execute(query))


def own_comings(connection: Connection, club_id: int, member_no: int) -> tuple[OwnComing, ...]:
    """Return when a member joined and left, the first first."""
    event = MembershipEventRow
    query = (
        sa.select(event.kind, event.occurred_on)
        .where(event.club_id == club_id, event.member_no == member_no)
        .order_by(event.event_no)
    )
    return tuple(OwnComing(*row) for row in connection.execute(query))


def own_user(connection: Connection, user_id: int) -> OwnUser | None:
    """Return by what a user signs in, in two queries; None where there is none."""
    user, credential, slip = UserRow, CredentialRow, SlipRow
    query = (
        sa.select(
            user.sign_in_name, user.display_name, credential.pin_hash.is_not(None),
            credential.disabled_at,
        )
        .outerjoin(credential, credential.user_id == user.user_id)
        .where(user.user_id == user_id)
    )  # fmt: skip
    row = connection.execute(query).first()
    if row is None:
        return None
    handed = (
        sa.select(slip.issued_at, slip.revoked_at)
        .where(slip.user_id == user_id)
        .order_by(slip.slip_no)
    )
    slips = tuple(OwnSlip(*found) for found in connection.execute(handed))
    return OwnUser(row[0], row[1], bool(row[2]), row[3], slips)


def own_applications(
    connection: Connection, club_id: int, member_no: int
) -> tuple[OwnApplication, ...]:
    """Return what a member asked to borrow, in order of number."""
    row = LoanApplicationRow
    query = (
        sa.select(
            row.application_no, row.applied_on, row.amount, row.instalments, row.purpose,
            row.plan, row.expected_income, row.co_signer, row.in_difficulty, row.stage,
            row.opinion, row.approved_amount, row.turned_down_reason,
        )
        .where(row.club_id == club_id, row.member_no == member_no)
        .order_by(row.application_no)
    )  # fmt: skip
    return tuple(
        OwnApplication(
            application_no=one.application_no, applied_on=one.applied_on, amount=one.amount,
            instalments=one.instalments, purpose=one.purpose, plan=one.plan,
            expected_income=one.expected_income, co_signer=one.co_signer,
            in_difficulty=bool(one.in_difficulty), stage=one.stage, opinion=one.opinion,
            approved_amount=one.approved_amount, turned_down_reason=one.turned_down_reason,
        )
        for one in connection.execute(query)
    )  # fmt: skip


def own_votes(connection: Connection, club_id: int, member_no: int) -> tuple[OwnVote, ...]:
    """Return how a member voted, in order of the applications."""
    row = LoanVoteRow
    query = (
        sa.select(row.application_no, row.vote)
        .where(row.club_id == club_id, row.member_no == member_no)
        .order_by(row.application_no)
    )
    return tuple(OwnVote(*one) for one in connection.execute(query))


def own_loans(connection: Connection, club_id: int, member_no: int) -> tuple[OwnLoan, ...]:
    """Return a member's loans, those taken over as well, with all that happened to each."""
    numbers = [one.loan_no for one in loans_of(connection, club_id, member_no=member_no)]
    return tuple(
        OwnLoan(
            loan_no=file.loan.loan_no, paper_code=file.loan.paper_code,
            agreed_on=file.loan.agreed_on, principal=file.loan.principal,
            term_months=file.loan.term_months, monthly_rate_ppm=file.loan.monthly_rate_ppm,
            purpose=file.loan.purpose,
            events=tuple(
                OwnEvent(record.kind, event, record.entry_no, record.reason)
                for event, record in zip(file.events, file.records, strict=True)
            ),
        )
        for file in loan_files(connection, club_id, numbers)
    )  # fmt: skip


def own_entries(connection: Connection, club_id: int, person: Person) -> tuple[OwnEntry, ...]:
    """Return the entries that name a member by number or by name, in order of number.

    Of entries that name others too only what is the member's own is there. Of those that say the
    name alone at most `MOST_LISTED`, and none where another has the same name.
    """
    words = {
        one.entry_no: one
        for one in words_that_may_go(connection, club_id, person)
        if one.is_own or not person.has_homonym
    }
    lines = _own_lines(connection, club_id, person.member_no)
    by_name = [number for number in words if number not in lines][:MOST_LISTED]
    entry, voucher, line = JournalEntryRow, VoucherRow, JournalLineRow
    has_line = sa.exists().where(
        line.club_id == club_id, line.entry_no == entry.entry_no,
        line.member_no == person.member_no,
    )  # fmt: skip
    query = (
        sa.select(
            entry.entry_no, voucher.series, voucher.no, entry.kind, entry.occurred_on,
            entry.recorded_at,
        )
        .join(
            voucher,
            sa.and_(
                voucher.club_id == club_id, voucher.entry_no == entry.entry_no,
                voucher.void_salt.is_(None),
            ),
        )
        .where(entry.club_id == club_id, sa.or_(has_line, entry.entry_no.in_(by_name)))
        .order_by(entry.entry_no)
    )  # fmt: skip
    return tuple(
        OwnEntry(
            entry_no=number, voucher=f"{series} {no}", kind=kind, occurred_on=occurred_on,
            recorded_at=recorded_at, lines=tuple(lines.get(number, ())),
            **_about(words.get(number), person),
        )
        for number, series, no, kind, occurred_on, recorded_at in all_rows(connection, query)
    )  # fmt: skip


def own_askings(connection: Connection, club_id: int, person: Person) -> tuple[OwnAsking, ...]:
    """Return what was asked about a member that needs a second person, in order of number."""
    row = ApprovalRow
    query = (
        sa.select(row.approval_no, row.act, row.summary, row.asked_at, row.state, row.content)
        .where(row.club_id == club_id)
        .order_by(row.approval_no)
    )
    return tuple(
        OwnAsking(*one[:5])
        for one in all_rows(connection, query)
        if is_about(person, content=one.content, summary=one.summary)
    )


def _own_lines(
    connection: Connection, club_id: int, member_no: int
) -> Mapping[int, Sequence[OwnLine]]:
    line, account = JournalLineRow, AccountRow
    query = (
        sa.select(
            line.entry_no, line.account, account.name_vi, account.name_en, line.debit,
            line.credit, line.loan_no,
        )
        .join(account, sa.and_(account.club_id == club_id, account.account == line.account))
        .where(line.club_id == club_id, line.member_no == member_no)
        .order_by(line.entry_no, line.line_no)
    )  # fmt: skip
    found: dict[int, list[OwnLine]] = defaultdict(list)
    for entry_no, number, vi, en, debit, credit, loan_no in all_rows(connection, query):
        found[entry_no].append(OwnLine(number, Name(vi, en), debit, credit, loan_no))
    return found


def _about(words: EntryWords | None, person: Person) -> dict[str, str | None]:
    """Return those words of an entry that are about the member: the ones that erasure takes."""
    fields = set() if words is None else {one.field for one in fields_to_erase(words, person.name)}
    return {
        name: getattr(words, name) if name in fields else None
        for name in ("narration", "payer_name", "payer_address")
    }
