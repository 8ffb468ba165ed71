"""What the scheme's targets count of clubs on a day, each kind of figure in one query for all."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.orm import InstrumentedAttribute

from ledger.books.membership import JOINED
from ledger.books.tables.accounts import FundRow
from ledger.books.tables.clubs import ClubRulesRow
from ledger.books.tables.journal import JournalEntryRow, JournalLineRow
from ledger.books.tables.loan_events import LoanSpanRow, LoanStandingRow
from ledger.books.tables.loans import LoanRow
from ledger.books.tables.meetings import MeetingRow
from ledger.books.tables.members import HouseholdClassRow, MemberRow, MembershipEventRow
from ledger.books.types import WHOLE, Day
from ledger.core.accounts import FundKind
from ledger.core.loans.indicators import Time
from ledger.core.loans.lending_rules import LendingRules
from ledger.core.loans.written import read
from ledger.core.outcomes.classes import POOR_OR_NEAR
from ledger.core.outcomes.composition import OLDER, OLDEST
from ledger.core.outcomes.targets import LEGAL_YEARLY_PPM, MONTHLY_CEILING_PPM, TargetFigures
from ledger.core.periods import month_bounds, month_of, months_between
from ledger.core.statements.portfolio import months_ended
from ledger.core.workbook.values import Sex

_CLUBS = sa.bindparam("clubs", type_=WHOLE, expanding=True)
_ON, _SINCE = (sa.bindparam(name, type_=Day()) for name in ("on", "since"))
_YEAR = sa.bindparam("year", type_=WHOLE)
_EVENT, _MEMBER, _CLASS = MembershipEventRow, MemberRow, HouseholdClassRow
_SPAN, _LOAN, _STOOD = LoanSpanRow, LoanRow, LoanStandingRow
_POOR = tuple(sorted(one.value for one in POOR_OR_NEAR))


def _count(*conditions: sa.ColumnElement[bool]) -> sa.Cast[int]:
    return _sum(sa.literal_column("1", WHOLE), *conditions)


def _sum(amount: sa.ColumnElement[int], *conditions: sa.ColumnElement[bool]) -> sa.Cast[int]:
    """Return the sum of an amount over the rows of which all that is asked is true."""
    return sa.cast(sa.func.sum(sa.case((sa.and_(*conditions), amount), else_=0)), WHOLE)


def _belonging() -> sa.Subquery:
    """Return who belongs to each club on the day."""
    change = sa.case((_EVENT.kind == JOINED, 1), else_=-1)
    return (
        sa.select(_EVENT.club_id, _EVENT.member_no)
        .where(_EVENT.club_id.in_(_CLUBS), _EVENT.occurred_on <= _ON)
        .group_by(_EVENT.club_id, _EVENT.member_no)
        .having(sa.func.sum(change) > 0)
        .subquery("belonging")
    )


def _class_on(
    day: sa.ColumnElement[dt.date] | InstrumentedAttribute[dt.date | None],
) -> sa.ScalarSelect[str]:
    """Return the class of a member's household on a day."""
    return (
        sa.select(_CLASS.class_)
        .where(
            _CLASS.club_id == _MEMBER.club_id, _CLASS.household_no == _MEMBER.household_no,
            _CLASS.valid_from <= day,
        )
        .order_by(_CLASS.valid_from.desc())
        .limit(1)
        .scalar_subquery()
    )  # fmt: skip


def _members() -> sa.Select[int, int]:
    belonging = _belonging()
    people = (
        sa.select(
            _MEMBER.club_id, _MEMBER.sex, _MEMBER.birth_year, _MEMBER.in_difficulty,
            _MEMBER.position, _class_on(_ON).label("class"),
        )
        .join(
            belonging,
            sa.and_(
                belonging.c.club_id == _MEMBER.club_id, belonging.c.member_no == _MEMBER.member_no
            ),
        )
        .subquery("person")
    )  # fmt: skip
    one = people.c
    is_poor = sa.or_(one["class"].in_(_POOR), one.in_difficulty == 1)
    is_poor_known = sa.func.coalesce(is_poor, sa.false())
    is_woman, is_officer = one.sex == Sex.FEMALE.value, one.position.is_not(None)
    return sa.select(
        one.club_id,
        _count(sa.true()).label("members"),
        _count(is_woman).label("women"),
        _count(one.sex.is_(None)).label("sex_unknown"),
        _count(one.birth_year <= _YEAR - OLDER).label("older_55"),
        _count(one.birth_year <= _YEAR - OLDEST).label("older_60"),
        _count(one.birth_year.is_(None)).label("birth_unknown"),
        _count(is_poor).label("poor"),
        _count(sa.not_(is_poor_known), one["class"].is_(None)).label("poor_unknown"),
        _count(is_officer).label("officers"),
        _count(is_officer, is_woman).label("officers_women"),
        _count(is_officer, one.sex.is_(None)).label("officers_unknown"),
    ).group_by(one.club_id)


def _loans() -> sa.Select[int, int]:
    """Return what is counted of loans: those that run on the day, those paid out in the year."""
    belonging = _belonging()
    of_the_year = sa.and_(_STOOD.disbursed_on >= _SINCE, _STOOD.disbursed_on <= _ON)
    loans = (
        sa.select(
            _SPAN.club_id, _SPAN.outstanding, _SPAN.lent, _LOAN.monthly_rate_ppm,
            belonging.c.member_no.label("borrower_no"),
            sa.case((of_the_year, 1), else_=0).label("of_the_year"),
            _class_on(_STOOD.disbursed_on).label("class"),
            (sa.extract("year", _STOOD.disbursed_on) - _MEMBER.birth_year).label("age"),
        )
        .join(_LOAN, sa.and_(_LOAN.club_id == _SPAN.club_id, _LOAN.loan_no == _SPAN.loan_no))
        .join(_STOOD, sa.and_(_STOOD.club_id == _SPAN.club_id, _STOOD.loan_no == _SPAN.loan_no))
        .join(
            _MEMBER,
            sa.and_(_MEMBER.club_id == _LOAN.club_id, _MEMBER.member_no == _LOAN.member_no),
        )
        .outerjoin(
            belonging,
            sa.and_(
                belonging.c.club_id == _SPAN.club_id,
                belonging.c.member_no == _SPAN.borrower_no,
            ),
        )
        .where(_SPAN.club_id.in_(_CLUBS), _SPAN.since <= _ON, _SPAN.until >= _ON)
        .subquery("one_loan")
    )  # fmt: skip
    one = loans.c
    runs, is_new = one.outstanding > 0, one.of_the_year == 1
    is_poor = one["class"].in_(_POOR)
    is_first = sa.func.coalesce(is_poor, sa.false()) | sa.func.coalesce(
        one.age >= OLDER, sa.false()
    )
    is_known = sa.and_(one["class"].is_not(None), one.age.is_not(None))
    borrower = sa.case((sa.or_(runs, is_new), one.borrower_no))
    return sa.select(
        one.club_id,
        sa.func.count(borrower.distinct()).label("borrowers"),
        _count(runs).label("running"),
        _count(runs, one.monthly_rate_ppm <= MONTHLY_CEILING_PPM).label("within_ceiling"),
        _count(runs, one.monthly_rate_ppm * 12 <= LEGAL_YEARLY_PPM).label("within_law"),
        _sum(one.lent, is_new).label("lent"),
        _sum(one.lent, is_new, is_poor).label("lent_to_poor"),
        _sum(one.lent, is_new, one["class"].is_(None)).label("lent_class_unknown"),
        _sum(one.lent, is_new, is_first).label("lent_first"),
        _sum(one.lent, is_new, sa.not_(is_first), sa.not_(is_known)).label("lent_first_unknown"),
    ).group_by(one.club_id)


_MOVED = (
    sa.select(sa.literal_column("1"))
    .select_from(JournalLineRow)
    .join(
        JournalEntryRow,
        sa.and_(
            JournalEntryRow.club_id == JournalLineRow.club_id,
            JournalEntryRow.entry_no == JournalLineRow.entry_no,
        ),
    )
    .where(
        JournalLineRow.club_id == FundRow.club_id, JournalLineRow.fund == FundRow.fund,
        JournalEntryRow.occurred_on <= _ON,
    )
    .correlate(FundRow)
    .exists()
)  # fmt: skip
_FUNDS = (
    sa.select(FundRow.club_id, sa.func.count(FundRow.kind.distinct()))
    .where(
        FundRow.club_id.in_(_CLUBS),
        FundRow.kind.in_((FundKind.INCOME_GENERATION.value, FundKind.ACTIVITY.value)), _MOVED,
    )
    .group_by(FundRow.club_id)
)  # fmt: skip
_MEETINGS = sa.union_all(
    sa.select(MeetingRow.club_id, MeetingRow.held_on).where(
        MeetingRow.club_id.in_(_CLUBS), MeetingRow.held_on >= _SINCE, MeetingRow.held_on <= _ON
    ),
    sa.select(MeetingRow.club_id, sa.func.min(MeetingRow.held_on, type_=Day()))
    .where(MeetingRow.club_id.in_(_CLUBS), MeetingRow.held_on < _SINCE)
    .group_by(MeetingRow.club_id),
)
_RULES = (
    sa.select(ClubRulesRow.club_id, ClubRulesRow.lending)
    .where(ClubRulesRow.club_id.in_(_CLUBS), ClubRulesRow.valid_from <= _ON)
    .order_by(ClubRulesRow.club_id, ClubRulesRow.valid_from)
)
_MEMBERS, _LOANS = _members(), _loans()
"""Built once: to put a query together takes as long as to run it."""


def target_figures(
    connection: Connection, club_ids: Sequence[int], year: Time
) -> Mapping[int, TargetFigures]:
    """Return by club what its targets count on the last day of a year, in five queries."""
    given: dict[str, object] = {"clubs": list(club_ids), "on": year.until, "since": year.since}
    found = {club_id: TargetFigures() for club_id in club_ids}
    for query in (_MEMBERS, _LOANS):
        for row in connection.execute(query, {**given, "year": year.until.year}):
            counted = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it
            club_id = counted.pop("club_id")
            found[club_id] = replace(found[club_id], **counted)
    for club_id, funds in connection.execute(_FUNDS, given):
        found[club_id] = replace(found[club_id], funds=funds)
    for club_id, months, months_met in _meetings(connection, given, year):
        found[club_id] = replace(found[club_id], months=months, months_met=months_met)
    for club_id, lending in connection.execute(_RULES, given):
        rules = read(LendingRules, lending) if lending else LendingRules()
        found[club_id] = replace(found[club_id], poor_share=rules.poor_share)
    return found


def _meetings(
    connection: Connection, given: dict[str, object], year: Time
) -> Iterator[tuple[int, int, int]]:
    """Yield clubs with how many whole months were counted, and in how many of them they met."""
    held: dict[int, list[dt.date]] = defaultdict(list)
    for club_id, day in connection.execute(_MEETINGS, given):
        held[club_id].append(day)
    first, last = months_ended(year)
    for club_id, days in held.items():
        months = {month_of(day) for day in days}
        begun = max(first, min(months))
        if begun <= last:
            asked = months_between(month_bounds(begun)[0], month_bounds(last)[0])
            yield club_id, len(asked), len(months & set(asked))
