"""An outcome statement told: three sentences that matter first, then section by section."""

from collections.abc import Iterable

from ledger.core.outcomes.groups import (
    NO_AGE,
    NO_CLASS,
    NO_ETHNIC_GROUP,
    NO_SEX,
    POOR_OR_NEAR_POOR,
)
from ledger.core.outcomes.outside import CLASSES, FEWEST, for_outside, hidden_outside
from ledger.core.outcomes.statement import OutcomeStatement
from ledger.core.outcomes.sums import Standing
from ledger.core.statements.outcome_charts import (
    before_after_chart,
    borrowers_chart,
    classes_chart,
    differences_chart,
    incomes_chart,
    on_time_chart,
    per_million,
    results_chart,
    years_chart,
)
from ledger.core.statements.outcome_section_tables import (
    apart_table,
    classes_table,
    incomes_table,
    means_table,
    on_time_table,
    results_table,
    who_table,
)
from ledger.core.statements.outcome_sentences import (
    CANNOT_SHOW,
    CLASSES_HIDDEN,
    HIDDEN,
    NOBODY,
    SIGNERS,
    SOURCES,
    TITLE,
    TOO_FEW,
    income_sentence,
    lead_sentences,
    left_sentence,
    money,
)
from ledger.core.statements.sections import Section, Statement
from ledger.core.statements.table import Phrase, phrase


def told(statement: OutcomeStatement, club: str, scope: tuple[Phrase, ...]) -> Statement:
    """Return the statement of a club's loans, in which what is not known is said beside it."""
    return _told(statement, club, scope, frozenset())


def told_outside(statement: OutcomeStatement, club: str, scope: tuple[Phrase, ...]) -> Statement:
    """Return the same for readers outside the club: no group of fewer than five people."""
    if 0 < statement.whole.borrowers < FEWEST:
        return Statement("outcomes", TITLE, club, scope, (TOO_FEW,), (_cannot(),), SIGNERS)
    return _told(for_outside(statement), club, scope, hidden_outside(statement))


def _told(
    statement: OutcomeStatement, club: str, scope: tuple[Phrase, ...], hidden: frozenset[str]
) -> Statement:
    if not statement.whole.loans:
        return Statement("outcomes", TITLE, club, scope, (NOBODY,), (_cannot(),), SIGNERS)
    hides_classes = any(group.name in hidden for group in CLASSES)
    lead = (
        (CLASSES_HIDDEN, income_sentence(statement)) if hides_classes else lead_sentences(statement)
    )
    sections = (
        _who(statement, club, hides_classes=hides_classes), _earned(statement, club),
        *([] if hides_classes else [_classes(statement, club)]),
        _on_time(statement, club), *_apart(statement, club), *_years(statement, hidden),
        _unknown(statement, hidden), _cannot(), _sources(),
    )  # fmt: skip
    return Statement("outcomes", TITLE, club, scope, lead, sections, SIGNERS)


def _who(statement: OutcomeStatement, club: str, *, hides_classes: bool) -> Section:
    whole, lent = statement.whole, statement.lent(POOR_OR_NEAR_POOR)
    sentences = [
        phrase(
            "%(borrowers)s people borrowed %(lent)s in %(loans)s loans; %(running)s of these loans"
            " are not repaid yet.",
            borrowers=whole.borrowers, lent=money(whole.lent), loans=whole.loans,
            running=whole.running,
        )
    ]  # fmt: skip
    if lent.rounded is not None and not hides_classes:
        sentences.append(
            phrase(
                "Of this money %(number)s went to poor and near-poor households (%(share)s), and"
                " %(unknown)s to households whose class is not written down.",
                number=money(lent.numerator), share=lent.rounded,
                unknown=money(statement.of(NO_CLASS).lent),
            )
        )  # fmt: skip
    return Section(
        "who", phrase("Who borrowed"), tuple(sentences), (borrowers_chart(statement),),
        (who_table(statement, club),),
    )  # fmt: skip


def _earned(statement: OutcomeStatement, club: str) -> Section:
    whole = statement.whole
    results, each = whole.results, per_million(whole)
    if each is None:
        said = phrase(
            "No work is summed up yet: of %(all)s loans it is not known what the work earned.",
            all=whole.loans,
        )
    else:
        said = phrase(
            "The work of %(loans)s of %(all)s loans is summed up: with %(lent)s lent it earned"
            " %(net)s, that is %(each)s for each million. Of the other loans it is not known.",
            loans=results.loans, all=whole.loans, lent=money(results.lent),
            net=money(results.net), each=money(each),
        )  # fmt: skip
    return Section(
        "earned", phrase("What they earned"), (income_sentence(statement), said),
        (incomes_chart(statement), before_after_chart(statement), results_chart(statement)),
        (incomes_table(statement, club), means_table(statement, club),
         results_table(statement, club)),
    )  # fmt: skip


def _classes(statement: OutcomeStatement, club: str) -> Section:
    moves = statement.whole.moves
    sentences = [left_sentence(statement)]
    if moves.left.numerator:
        sentences.append(
            phrase(
                "Of those who are poor no more, %(near)s are near-poor and %(above)s neither poor"
                " nor near-poor.",
                near=moves.count(Standing.POOR, Standing.NEAR_POOR),
                above=moves.count(Standing.POOR, Standing.ABOVE),
            )
        )
    if moves.not_reviewed:
        sentences.append(
            phrase(
                "Of %(count)s households that were poor with their loan, no class was written down"
                " since: they count as they were.",
                count=moves.not_reviewed,
            )
        )
    return Section(
        "classes", phrase("Who left poverty"), tuple(sentences), (classes_chart(statement),),
        (classes_table(statement, club),),
    )  # fmt: skip


def _on_time(statement: OutcomeStatement, club: str) -> Section:
    share = statement.whole.paid_on_time
    if share.rounded is None:
        said = phrase("No principal has fallen due yet.")
    else:
        said = phrase(
            "Of %(due)s of principal that fell due, %(paid)s came by its due date (%(share)s).",
            due=money(share.denominator),
            paid=money(share.numerator),
            share=share.rounded,
        )
    return Section(
        "on-time", phrase("Paid on time"), (said,), (on_time_chart(statement),),
        (on_time_table(statement, club),),
    )  # fmt: skip


def _apart(statement: OutcomeStatement, club: str) -> Iterable[Section]:
    if statement.differences:
        yield Section(
            "apart", phrase("Differences between groups"), (), (differences_chart(statement),),
            (apart_table(statement, club),),
        )  # fmt: skip


def _years(statement: OutcomeStatement, hidden: frozenset[str]) -> Iterable[Section]:
    if len(statement.years) > 1 and not any(year.name in hidden for year in statement.years):
        yield Section("years", phrase("Year by year"), (), (years_chart(statement),))


def _unknown(statement: OutcomeStatement, hidden: frozenset[str]) -> Section:
    """Return all that is not known, each with of how many."""
    whole, incomes, moves = statement.whole, statement.whole.incomes, statement.whole.moves
    sentences = [
        phrase(
            "Income: of %(whole)s borrowers %(not_asked)s were not asked both times"
            " (%(running)s of them because the loan runs still), %(silent)s gave no answer, and"
            " %(otherwise)s were asked by different questions.",
            whole=whole.borrowers, not_asked=incomes.not_asked, running=incomes.runs_still,
            silent=incomes.no_answer, otherwise=incomes.not_comparable,
        ),
        phrase(
            "Results: of %(loans)s loans %(without)s have none.",
            loans=whole.loans, without=whole.loans - whole.results.loans,
        ),
        phrase(
            "Of %(whole)s borrowers it is not written down: the class of %(class_)s, the sex of"
            " %(sex)s, the year of birth of %(age)s, the ethnic group of %(ethnic)s.",
            whole=whole.borrowers, class_=statement.of(NO_CLASS).borrowers,
            sex=statement.of(NO_SEX).borrowers, age=statement.of(NO_AGE).borrowers,
            ethnic=statement.of(NO_ETHNIC_GROUP).borrowers,
        ),
        phrase(
            "Of %(loans)s loans, what was told of %(count)s does not fit together and should be"
            " asked about.",
            loans=whole.loans, count=whole.contradictions,
        ),
    ]  # fmt: skip
    if moves.poor:
        sentences.append(
            phrase(
                "Class today: of %(poor)s households that were poor with their loan it is not"
                " written down of %(unknown)s.",
                poor=moves.poor, unknown=moves.left.unknown,
            )
        )  # fmt: skip
    if hidden:
        sentences.append(phrase("Not shown outside the club: %(count)s groups.", count=len(hidden)))
        sentences.append(HIDDEN)
    return Section("unknown", phrase("What is not known"), tuple(sentences))


def _cannot() -> Section:
    return Section("cannot", phrase("What this cannot show"), CANNOT_SHOW)


def _sources() -> Section:
    return Section("sources", phrase("Where the figures come from"), SOURCES)
