"""The scheme's targets ready to be drawn: of a club, and how many clubs stand where."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from ledger.core.loans.rounding import TO_THE_UNIT
from ledger.core.outcomes.targets import Aim, Measured, Standing, Tally, Target
from ledger.core.statements.portfolio import A_YEAR, time_until
from ledger.core.statements.scope import Scope
from ledger.core.statements.table import (
    Column,
    ColumnKind,
    Drill,
    Phrase,
    Row,
    RowKind,
    Table,
    Value,
    phrase,
)

COUNT = ColumnKind.COUNT

NAMES: Mapping[Target, Phrase] = {
    Target.MEMBERS: phrase("Members"),
    Target.WOMEN: phrase("Women among the members"),
    Target.OLDER_55: phrase("Members of 55 and older"),
    Target.OLDER_60: phrase("Members of 60 and older"),
    Target.POOR: phrase("Members of poor or near-poor households, or known to be in difficulty"),
    Target.BORROWERS: phrase("Members who borrow"),
    Target.LENT_TO_POOR: phrase("Lent to poor and near-poor households (the club's own rule)"),
    Target.LENT_FIRST: phrase("Lent to the poor, the near-poor, or those of 55 and older"),
    Target.FUNDS: phrase("The two funds are there: income generation, activities"),
    Target.INTEREST: phrase("Running loans of no more than 1% a month"),
    Target.LEGAL_INTEREST: phrase("Running loans of no more than 20% a year"),
    Target.BOARD: phrase("People on the board"),
    Target.BOARD_WOMEN: phrase("Women on the board"),
    Target.MEETINGS: phrase("Months with a meeting"),
}
DECISION_1336 = phrase("Decision 1336/QĐ-TTg")
SOURCES: Mapping[Target, Phrase] = {
    Target.MEMBERS: DECISION_1336,
    Target.WOMEN: DECISION_1336,
    Target.OLDER_55: DECISION_1336,
    Target.OLDER_60: DECISION_1336,
    Target.POOR: phrase("Lai Châu province, decision 307 of 2017"),
    Target.BORROWERS: DECISION_1336,
    Target.LENT_TO_POOR: phrase("The club's own rules of lending"),
    Target.LENT_FIRST: phrase("A usual wish, written in no rule that we have seen"),
    Target.FUNDS: DECISION_1336,
    Target.INTEREST: phrase("The highest interest that clubs publish"),
    Target.LEGAL_INTEREST: phrase("Civil Code 2015, article 468"),
    Target.BOARD: phrase("HelpAge's project VIE085"),
    Target.BOARD_WOMEN: phrase("HelpAge's project VIE085"),
    Target.MEETINGS: phrase("The clubs' custom: one meeting a month"),
}
STANDINGS: Mapping[Standing, Phrase] = {
    Standing.MET: phrase("met"),
    Standing.BELOW: phrase("below"),
    Standing.ABOVE: phrase("above"),
    Standing.NOT_KNOWN: phrase("not known"),
}
COLUMNS = (
    Column("name", phrase("Target")),
    Column("number", phrase("Number"), COUNT),
    Column("of", phrase("Out of"), COUNT),
    Column("share", phrase("Share")),
    Column("unknown", phrase("Besides, not written down"), COUNT),
    Column("aim", phrase("The rule")),
    Column("standing", phrase("Where the club stands")),
    Column("source", phrase("Where the rule stands")),
)
CLUB_COLUMNS = (
    Column("name", phrase("Target")),
    Column("met", phrase("Clubs that meet it"), COUNT),
    Column("of", phrase("Out of"), COUNT),
    Column("share", phrase("Share")),
    Column("below", phrase("Below"), COUNT),
    Column("above", phrase("Above"), COUNT),
    Column("unknown", phrase("Not known"), COUNT),
    Column("source", phrase("Where the rule stands")),
)
OF_PEOPLE = frozenset(
    {
        Target.MEMBERS, Target.WOMEN, Target.OLDER_55, Target.OLDER_60, Target.POOR, Target.BOARD,
        Target.BOARD_WOMEN,
    }
)  # fmt: skip
OF_MONEY = frozenset({Target.LENT_TO_POOR, Target.LENT_FIRST})
OF_LOANS = frozenset({Target.BORROWERS, Target.INTEREST, Target.LEGAL_INTEREST})
_ONLY_A_WISH = phrase(
    "These are wishes of the scheme, not conditions: a club is never held up by one. Good clubs"
    " have had 43 members and 88."
)
_HOW = (
    phrase(
        "A share is of those of whom it is written down; how many are not stands beside it. A"
        " target is called met, below or above only if those cannot turn it."
    ),
    phrase(
        "Ages are those reached in the year, by the year of birth. On the board are those whose"
        " office in the club is written down. Of meetings the whole months of the last year are"
        " counted, from the first meeting that is written down."
    ),
    phrase(
        "Whoever owes principal on the day or was lent to in the year up to it borrows. What was"
        " lent in that year is in đồng, by class and age when it was paid out."
    ),
)


def targets_table(scope: Scope, found: Sequence[Measured]) -> Table:
    """Return a club's targets: each rule with its figure, its source, and where the club stands."""
    lines = (phrase("On %(day)s", day=scope.end), standing_line(found))
    return Table(
        "targets", phrase("Targets of the scheme"), scope.club_name, lines, COLUMNS,
        (*(_row(scope, one) for one in found), _met(found)), (_ONLY_A_WISH, *_HOW),
    )  # fmt: skip


def standing_line(found: Sequence[Measured]) -> Phrase:
    """Return in one line how many of the targets are met, how many not, how many not known."""
    stands = [one.standing for one in found]
    met, unknown = stands.count(Standing.MET), stands.count(Standing.NOT_KNOWN)
    return phrase(
        "Of %(all)s targets %(met)s are met, %(missed)s are not, %(unknown)s are not known",
        all=len(stands), met=met, missed=len(stands) - met - unknown, unknown=unknown,
    )  # fmt: skip


def _met(found: Sequence[Measured]) -> Row:
    """Return how many targets are met, of those of which it is known."""
    stands = [one.standing for one in found]
    unknown = stands.count(Standing.NOT_KNOWN)
    met, known = stands.count(Standing.MET), len(stands) - unknown
    share = Fraction(met, known) if known else None
    values: tuple[Value, ...] = (
        phrase("Targets that are met"), met, known, share_words(share), unknown or None, None, None,
        None,
    )  # fmt: skip
    return Row(values, RowKind.TOTAL)


def _row(scope: Scope, one: Measured) -> Row:
    values: tuple[Value, ...] = (
        NAMES[one.target], one.numerator, one.denominator, share_words(one.share),
        (one.unknown or None) if one.denominator is not None else None,
        aim_words(one.aim, one.target, is_count=one.denominator is None),
        STANDINGS[one.standing], SOURCES[one.target],
    )  # fmt: skip
    return Row(values, drills=tuple(_drills(scope, one)))


def _drills(scope: Scope, one: Measured) -> Iterator[tuple[int, Drill]]:
    """Yield where the people or the loans of a figure are listed."""
    if one.target in OF_PEOPLE:
        yield 1, Drill("members")
    elif one.target in OF_MONEY:
        yield (
            1,
            Drill("purpose-and-people", (("begin", _year_before(scope.end)), ("end", scope.end))),
        )
    elif one.target in OF_LOANS:
        yield 1, Drill("loans", (("end", scope.end),))
    elif one.target is Target.FUNDS:
        yield 1, Drill("balance-sheet", (("end", scope.end),))


def _year_before(day: dt.date) -> dt.date:
    return time_until(day, A_YEAR).since


def share_words(share: Fraction | None) -> Phrase | str:
    """Return a share in per cent with one decimal, nothing where there is none."""
    if share is None:
        return ""
    return phrase("%(share)s", share=Fraction(TO_THE_UNIT.of(share * 1000), 1000))


def aim_words(aim: Aim, target: Target, *, is_count: bool) -> Phrase:
    """Return what a rule asks for, in words."""
    if is_count:
        least, most = int(aim.least), int(aim.most or 0)
        if least == most:
            return phrase("%(number)s people", number=least)
        return phrase("%(least)s to %(most)s people", least=least, most=most)
    if target in {Target.FUNDS, Target.INTEREST, Target.LEGAL_INTEREST, Target.MEETINGS}:
        return phrase("all")
    if aim.most is None:
        return phrase("at least %(share)s", share=aim.least)
    return phrase("%(least)s to %(most)s", least=aim.least, most=aim.most)


def targets_of_clubs_table(found: Sequence[Tally], clubs: int, on: dt.date) -> Table:
    """Return how many clubs stand where to each rule; no club and nobody is named."""
    lines = (phrase("On %(day)s", day=on), phrase("Clubs: %(clubs)s", clubs=clubs))
    return Table(
        "targets-of-clubs", phrase("Targets of the scheme: how many clubs meet them"), "", lines,
        CLUB_COLUMNS, tuple(_tally_row(one) for one in found if one.clubs), (_ONLY_A_WISH, *_HOW),
    )  # fmt: skip


def _tally_row(one: Tally) -> Row:
    known = one.clubs - one.not_known
    share = Fraction(one.met, known) if known else None
    values: tuple[Value, ...] = (
        NAMES[one.target], one.met, known, share_words(share), one.below, one.above,
        one.not_known, SOURCES[one.target],
    )  # fmt: skip
    return Row(values, RowKind.LINE)
