"""What came of loans, read in few queries, is what the rows themselves say, one by one."""

import datetime as dt
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.activities import activities_of
from ledger.books.engine import open_engine, reading, transaction
from ledger.books.outcome_figures import loan_outcomes, named_outcomes
from ledger.books.tables.loan_events import LoanSpanRow
from ledger.books.tables.members import HouseholdClassRow, MemberRow
from ledger.core.loans.recovery import Covered
from ledger.core.outcomes.activity import sums_of
from ledger.core.outcomes.activity_file import ActivityFile
from ledger.core.outcomes.facts import LoanOutcome
from ledger.core.outcomes.groups import UnknownGroup
from ledger.core.outcomes.incomes import IncomeChange, Moment, income_change, last_income
from ledger.core.outcomes.sums import Standing, standing_of
from ledger.core.statements.outcome_area import HIDDEN
from ledger.core.statements.outcome_told import told
from ledger.core.statements.table import Drill, RowKind, Table
from ledger.core.workbook.values import HouseholdClass
from ledger.services.outcome_reports import OUTCOME_LOANS, OUTCOME_REPORTS
from ledger.services.outcome_statement import Outcomes, outcome_of, outcome_sums_of
from ledger.services.report_kinds import Asked
from ledger.services.reports import make_report
from tests.books.counted import Counted
from tests.books.outcome_rows import LAST, fill
from tests.conftest import Books, Database, new_club
from tests.services.outcome_drills import counted, section_of, summed

BEGIN = dt.date(2024, 1, 1)
DAYS = [LAST, dt.date(2025, 6, 30)]


@pytest.fixture(scope="module")
def clubs(shared_database: Database) -> Iterator[list[Books]]:
    """Give two clubs with forty loans each; the tests of this module only read them."""
    engine = open_engine(shared_database.url)
    found = [new_club(engine, code) for code in ("HP-A", "HP-B")]
    for seed, one in enumerate(found, 1):
        with transaction(engine) as connection:
            fill(connection, one.club.club_id, seed, people=20, loans=40)
    yield found
    engine.dispose()


def statements(clubs: list[Books], end: dt.date = LAST) -> Outcomes:
    with reading(clubs[0].engine) as connection:
        return outcome_of(connection, [one.club for one in clubs], BEGIN, end)


def slowly(connection: Connection, club_id: int, end: dt.date) -> list[LoanOutcome]:
    """Return the loans with what came of them from the rows of each, one query a row."""
    files = activities_of(connection, club_id)
    found = [
        _slow(connection, club_id, file, end)
        for file in files.values()
        if file.loan.disbursed_on is not None and BEGIN <= file.loan.disbursed_on <= end
    ]
    return sorted(found, key=lambda one: (one.disbursed_on, one.loan_no))


def _slow(connection: Connection, club_id: int, file: ActivityFile, end: dt.date) -> LoanOutcome:
    loan, span = file.loan, LoanSpanRow
    lent_on = loan.disbursed_on
    assert lent_on is not None
    (then,) = connection.execute(
        sa.select(span).where(
            span.club_id == club_id,
            span.loan_no == loan.loan_no,
            span.since <= end,
            span.until >= end,
        )
    ).all()
    who = connection.execute(
        sa.select(MemberRow).where(
            MemberRow.club_id == club_id, MemberRow.member_no == loan.member_no
        )
    ).one()
    classes = connection.execute(
        sa.select(HouseholdClassRow.valid_from, HouseholdClassRow.class_)
        .where(
            HouseholdClassRow.club_id == club_id,
            HouseholdClassRow.household_no == who.household_no,
            HouseholdClassRow.valid_from <= end,
        )
        .order_by(HouseholdClassRow.valid_from)
    ).all()
    held = [HouseholdClass(kind) for day, kind in classes if day <= lent_on]
    incomes = [one for one in file.incomes if one.asked_on <= end]
    results = [one for one in file.results if one.ended_on <= end]
    result = max(results, key=lambda one: one.result_no, default=None)
    records_end = result.ended_on if result and not result.goes_on else end
    return LoanOutcome(
        club_id=club_id, loan_no=loan.loan_no, paper_code=loan.paper_code,
        member_no=loan.member_no, household_no=who.household_no, disbursed_on=lent_on,
        lent=then.lent, is_over=then.stage in {"repaid", "closed"},
        is_late=then.oldest_due_on is not None, is_woman=who.sex and who.sex == "female",
        birth_year=who.birth_year, ethnic_group=who.ethnic_group,
        in_difficulty=None if who.in_difficulty is None else bool(who.in_difficulty),
        class_then=held[-1] if held else None,
        class_later=HouseholdClass(classes[-1][1]) if classes else None,
        was_reviewed=any(day > lent_on for day, _ in classes), across_standards=False,
        kind=file.kind, before=last_income(incomes, Moment.BEFORE),
        after=last_income(incomes, Moment.AFTER), has_result=bool(results),
        sums=sums_of(file.records, records_end), paid_to_club=then.earned,
        on_time=Covered(then.on_time, then.fell_due),
    )  # fmt: skip


@pytest.mark.parametrize("end", DAYS)
def test_every_loan_is_told_as_its_own_rows_say(clubs: list[Books], end: dt.date) -> None:
    with reading(clubs[0].engine) as connection:
        found = loan_outcomes(connection, [one.club.club_id for one in clubs], BEGIN, end)
        for one in clubs:
            right = slowly(connection, one.club.club_id, end)
            assert found[one.club.club_id] == right
            named = named_outcomes(connection, one.club.club_id, BEGIN, end)
            assert [listed.outcome for listed in named] == right
        assert sum(map(len, found.values())) > 30


def test_the_figures_of_the_poor_are_those_of_a_hand_count(clubs: list[Books]) -> None:
    with reading(clubs[0].engine) as connection:
        loans = [one for club in clubs for one in slowly(connection, club.club.club_id, LAST)]
    poor = [one for one in loans if one.class_then is HouseholdClass.POOR]
    people = {(one.club_id, one.member_no) for one in poor}
    homes = {(one.club_id, one.household_no) for one in poor}
    changes = [
        income_change(own[0].before, ([one for one in own if one.is_over] or own)[-1].after)
        for person in people
        for own in ([one for one in poor if (one.club_id, one.member_no) == person],)
    ]
    left = [
        standing_of(own[0].class_later) in {Standing.NEAR_POOR, Standing.ABOVE}
        for home in homes
        for own in ([one for one in poor if (one.club_id, one.household_no) == home],)
    ]
    done = [one for one in poor if one.has_result]
    found = statements(clubs).together.outcomes["poor"]
    assert (found.loans, found.borrowers, found.moves.poor) == (
        len(poor), len(people), len(homes)
    )  # fmt: skip
    assert (found.incomes.up, found.incomes.not_asked) == (
        changes.count(IncomeChange.UP), changes.count(IncomeChange.NOT_ASKED)
    )  # fmt: skip
    assert found.moves.left.numerator == sum(left) > 0
    assert found.results.net == sum(one.sums.net for one in done)
    assert found.results.lent == sum(one.lent for one in done) > 0


def test_what_clubs_come_to_together_is_the_sum_of_each(clubs: list[Books]) -> None:
    found = statements(clubs)
    one, other = (found.of([club.club]) for club in clubs)
    whole = found.together
    assert whole.clubs == 2
    assert whole.outcomes.keys() == one.outcomes.keys() | other.outcomes.keys()
    for name, sums in whole.outcomes.items():
        parts = [each.outcomes[name] for each in (one, other) if name in each.outcomes]
        assert sums.loans == sum(part.loans for part in parts)
        assert sums.incomes.told + sums.incomes.unknown == sums.borrowers
        assert sums.by_loan.told + sums.by_loan.unknown == sums.loans
        assert sum(sums.moves.counts) == sum(sum(part.moves.counts) for part in parts)


def test_five_queries_read_any_number_of_clubs(clubs: list[Books]) -> None:
    with reading(clubs[0].engine) as connection, Counted(clubs[0].engine) as asked:
        outcome_of(connection, [one.club for one in clubs], BEGIN, LAST)
        assert len(asked.statements) == 5


# --- the tables -------------------------------------------------------------------

TABLES = [name for name in OUTCOME_REPORTS if name != OUTCOME_LOANS]


def report(connection: Connection, books: Books, name: str, asked: Asked) -> Table:
    return make_report(connection, books.club, name, asked, today=LAST)


OF_A_COUNT, OF_AN_AMOUNT = ("number", "of"), ("amount", "of-amount")
OF_TWO: dict[str, tuple[tuple[str, str], ...]] = {
    "share": (("first-number", "of"),),
    "second-share": (("second-number", "second-of"),),
}
SHARES: dict[str, dict[str, tuple[tuple[str, str], ...]]] = {
    "outcomes": {"share": (OF_A_COUNT, OF_AN_AMOUNT)},
    "outcomes-by-kind": {"share": (OF_A_COUNT, OF_AN_AMOUNT)},
    "outcomes-by-year": {"share": (OF_A_COUNT, OF_AN_AMOUNT)},
    "outcome-differences": OF_TWO,
    "outcomes-apart": OF_TWO,
    "outcome-sums": {"share": (OF_A_COUNT, OF_AN_AMOUNT)},
    "outcomes-who": {
        "share": (("borrowers", "of"),), "lent-share": (("amount", "of-lent"),),
    },
    "outcomes-incomes": {"share": (("up", "told"),)},
    "outcomes-results": {"per-million": (("amount", "lent"),)},
    "outcomes-on-time": {"share": (("amount", "due"),)},
}  # fmt: skip
"""By table and column of a share, the columns of its numerator and its denominator."""


def test_no_share_stands_without_its_numerator_and_its_denominator(clubs: list[Books]) -> None:
    with reading(clubs[0].engine) as connection:
        tables = [report(connection, clubs[0], name, Asked(BEGIN, LAST)) for name in TABLES]
        tables.append(outcome_sums_of(connection, [one.club for one in clubs], LAST))
    tables += [
        table
        for section in told(statements(clubs).together, "Hạnh Phúc", ()).sections
        for table in section.tables
    ]
    compared = 0
    for table in tables:
        keys = [column.key for column in table.columns]
        shares = SHARES.get(table.name, {})
        assert {key for key in keys if key.endswith("share")} <= shares.keys()
        for row in table.rows:
            cells = dict(zip(keys, row.values, strict=True))
            for key in shares.keys() & {key for key, value in cells.items() if value}:
                pairs = [[cells[one] for one in pair] for pair in shares[key]]
                assert any(all(isinstance(one, int) for one in pair) for pair in pairs), row
                compared += 1
    assert compared > 300


def test_every_figure_counts_the_loans_that_it_leads_to(clubs: list[Books]) -> None:
    compared = 0
    with reading(clubs[0].engine) as connection:
        listed: dict[Drill, Table] = {}
        table = report(connection, clubs[0], "outcomes", Asked(BEGIN, LAST))
        for row in table.rows:
            section = section_of(table, row)
            for column, drill in row.drills:
                if drill not in listed:
                    asked = Asked(**dict(drill.arguments))  # type: ignore[arg-type]  # its fields
                    listed[drill] = report(connection, clubs[0], drill.report, asked)
                target = listed[drill]
                is_count = table.columns[column].key == "number"
                right = counted(section, drill, target) if is_count else summed(section, target)
                assert right is None or row.values[column] == right, row
                compared += right is not None
    assert compared > 50


def test_a_list_of_a_group_that_nobody_knows_is_refused_by_name(clubs: list[Books]) -> None:
    with reading(clubs[0].engine) as connection, pytest.raises(UnknownGroup):
        report(connection, clubs[0], OUTCOME_LOANS, Asked(BEGIN, LAST, group="rich"))


def test_sums_of_clubs_hide_what_is_of_few_people(clubs: list[Books]) -> None:
    with reading(clubs[0].engine) as connection:
        both = outcome_sums_of(connection, [one.club for one in clubs], LAST, BEGIN)
        of_one = slowly(connection, clubs[0].club.club_id, LAST)
        late = outcome_sums_of(connection, [clubs[0].club], LAST, of_one[-3].disbursed_on)
    rows = [row.values for row in both.rows if row.kind is RowKind.TOTAL]
    few = [row.values[1] for row in late.rows if row.kind is RowKind.TOTAL]
    whole = statements(clubs).together.whole
    assert rows[0][1:3] == (2, 2)
    assert (rows[1][1], rows[1][3]) == (whole.borrowers, whole.lent)
    assert (few[0], few[1], few[-1]) == (1, HIDDEN, HIDDEN), "how many clubs is told"
    assert all(number in (0, HIDDEN) for number in few[1:]), "of nobody, or of few"
    assert all(not row.drills for row in both.rows)


def test_a_club_without_loans_has_nothing_to_tell(shared_books: Books) -> None:
    with reading(shared_books.engine) as connection:
        found = outcome_of(connection, [shared_books.club], BEGIN, LAST).together
    assert (found.whole.loans, found.with_results) == (0, 0)
    assert found.differences == ()
