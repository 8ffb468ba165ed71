"""The outcome statement told: no share without its whole, no small group outside."""

import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ledger.core.outcomes.groups import BY_KIND, FROM_55, FROM_60, KINH, MEN, MINORITY, WOMEN
from ledger.core.outcomes.outside import FEWEST, for_outside
from ledger.core.outcomes.statement import OutcomeStatement
from ledger.core.statements.chart import Bars, BeforeAfter, Flow
from ledger.core.statements.outcome_told import told, told_outside
from ledger.core.statements.sections import Statement
from ledger.core.statements.table import Phrase, Table
from ledger.i18n.locale import Language, Locale
from ledger.web.words import Reader
from tests.core.outcome_samples import sample_statement

EN, VI = (Reader(Locale(language)) for language in (Language.EN, Language.VI))
SCOPE: tuple[Phrase, ...] = ()


def statement() -> Statement:
    return told(sample_statement(), "Hạnh Phúc", SCOPE)


def sentences(found: Statement, reader: Reader = EN) -> list[str]:
    every = [*found.lead, *(one for section in found.sections for one in section.sentences)]
    return [reader.phrase(one) for one in every]


def tables(found: Statement) -> list[Table]:
    return [table for section in found.sections for table in section.tables]


def test_the_three_sentences_that_matter_say_of_how_many_and_of_how_many_it_is_not_known() -> None:
    sums = sample_statement()
    lead = [EN.phrase(one) for one in statement().lead]
    assert lead[0].startswith(f"Of {sums.whole.borrowers} borrowers 18 were poor or near-poor (")
    told_both = sums.whole.incomes
    assert lead[1].startswith(f"Of {told_both.told} borrowers who told their income")
    assert lead[1].endswith(f"of {told_both.unknown} more it is not known.")
    assert f"Of {sums.whole.moves.left.denominator} households that were poor" in lead[2]
    assert all("%" in one and "not" in one for one in lead)


def test_every_sentence_is_whole_in_both_languages() -> None:
    for reader in (EN, VI):
        for one in sentences(statement(), reader):
            assert "%(" not in one
            assert one.endswith((".", "!", "?"))
    assert not set(sentences(statement(), VI)) & set(sentences(statement(), EN))


def test_no_sentence_has_a_share_without_its_number_and_its_whole() -> None:
    shares = [one for one in sentences(statement()) if re.search(r"\(\d[\d.]*%", one)]
    assert len(shares) >= 5
    for one in shares:
        assert re.match(r"Of (this money|[\d,]+)", one), one
        assert len(re.findall(r"[\d,]*\d(?![\d.]*%)", one)) >= 2, one


def test_no_table_has_a_share_without_its_number_and_its_whole_in_the_same_row() -> None:
    checked = 0
    for table in tables(statement()):
        keys = [column.key for column in table.columns]
        if "share" not in keys:
            continue
        whole = next(key for key in ("of", "told", "due") if key in keys)
        number = keys[keys.index(whole) - 1] if whole != "told" else "up"
        for row in table.rows:
            of, part = row.values[keys.index(whole)], row.values[keys.index(number)]
            words = row.values[keys.index("share")]
            assert isinstance(of, int)
            assert isinstance(part, int)
            if of:
                assert isinstance(words, Phrase)
                assert abs(dict(words.parts)["share"] * of - part) <= of / 1000  # type: ignore[operator]  # a share is a fraction
                checked += 1
            else:
                assert words == ""
    assert checked > 40


def test_each_bar_stands_in_the_table_below_it() -> None:
    for section in statement().sections:
        shown = {value for table in section.tables for row in table.rows for value in row.values}
        for chart in section.charts if section.tables else ():
            if isinstance(chart, BeforeAfter):
                values = {value for pair in chart.pairs for value in (pair.before, pair.after)}
            elif isinstance(chart, Flow):
                values = {move.count for move in chart.moves}
            elif isinstance(chart, Bars) and chart.unit.value != "per-mille":
                values = {value for row in chart.rows for value in row.values}
            else:
                continue
            assert values <= shown, chart.key


def test_of_nobody_nothing_is_told() -> None:
    found = told(sample_statement(0), "Hạnh Phúc", SCOPE)
    assert len(found.lead) == 1
    assert not tables(found)
    assert not any("%" in one for one in sentences(found))


def test_of_fewer_than_five_nothing_is_told_outside() -> None:
    found = told_outside(sample_statement(4), "Hạnh Phúc", SCOPE)
    assert not tables(found)
    assert len(sentences(told(sample_statement(4), "", SCOPE))) > len(sentences(found))


SUMS = st.builds(sample_statement, st.integers(5, 70), st.integers(0, 10_000))


@given(sums=SUMS)
@settings(max_examples=60)
def test_no_group_of_fewer_than_five_is_shown_outside_nor_can_be_worked_out(
    sums: OutcomeStatement,
) -> None:
    shown = for_outside(sums).outcomes
    gaps = {"no-class", "no-sex", "no-age", "no-ethnic-group", "no-kind"}
    assert all(one.borrowers >= FEWEST for name, one in shown.items() if name not in gaps | {"all"})
    divided = ((WOMEN, MEN), (MINORITY, KINH), BY_KIND[:-1], sums.years)
    for groups in divided:
        there = [one for one in groups if one.name in sums.outcomes]
        hidden = [one for one in there if one.name not in shown]
        assert len(hidden) != 1 or len(there) == 1
    classes = [name for name in ("poor", "near-poor") if name in sums.outcomes]
    if "poor-or-near-poor" in shown and len(classes) > 1:
        assert ("poor" in shown) == ("near-poor" in shown)
    if FROM_60.name in shown:
        between = sums.of(FROM_55).borrowers - sums.of(FROM_60).borrowers
        assert between <= 0 or between >= FEWEST


@given(sums=SUMS)
@settings(max_examples=20)
def test_a_paper_for_outside_names_no_group_that_is_hidden(sums: OutcomeStatement) -> None:
    assume(sums.whole.borrowers >= FEWEST)
    for table in tables(told_outside(sums, "", SCOPE)):
        if table.name == "outcomes-who":
            counts = [row.values[1] for row in table.rows[1:]]
            words = [EN.value(row.values[0]) for row in table.rows[1:]]
            assert all(
                isinstance(count, int) and (count >= FEWEST or "not written" in name)
                for count, name in zip(counts, words, strict=True)
            )
