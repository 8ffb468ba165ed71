"""Who the members are, ready to be drawn: by group, and one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ledger.core.outcomes.composition import Composition, CountedMember, MemberGroup, age_in
from ledger.core.outcomes.share import Share
from ledger.core.statements import restricted
from ledger.core.statements.lists import CLASSES
from ledger.core.statements.own_data import ANSWERS, SEXES
from ledger.core.statements.restricted import parted, unnamed_notes
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
    filled,
    phrase,
)

COUNT = ColumnKind.COUNT
LIST = "composition-list"
NOT_WRITTEN = phrase("not written down")
COLUMNS = (
    Column("group", phrase("Members")),
    Column("people", phrase("People"), COUNT),
    Column("of", phrase("Out of"), COUNT),
    Column("share", phrase("Share")),
    Column("unknown", phrase("Besides, not written down"), COUNT),
)
LIST_COLUMNS = (
    Column("code", phrase("No.")),
    Column("name", phrase("Full name")),
    Column("sex", phrase("Sex")),
    Column("age", phrase("Age reached in the year"), COUNT),
    Column("ethnic_group", phrase("Ethnic group")),
    Column("class", phrase("Household")),
    Column("in_difficulty", phrase("In difficulty")),
)
GROUPS: Mapping[MemberGroup, Phrase] = {
    MemberGroup.WOMEN: phrase("Women"),
    MemberGroup.MEN: phrase("Men"),
    MemberGroup.FROM_55: phrase("55 and older"),
    MemberGroup.FROM_60: phrase("60 and older"),
    MemberGroup.UNDER_55: phrase("Under 55"),
    MemberGroup.MINORITY: phrase("Of an ethnic minority"),
    MemberGroup.KINH: phrase("Kinh"),
    MemberGroup.POOR: phrase("Of poor households"),
    MemberGroup.NEAR_POOR: phrase("Of near-poor households"),
    MemberGroup.POOR_OR_NEAR: phrase("Of poor or near-poor households"),
    MemberGroup.OTHERS: phrase("Of other households"),
    MemberGroup.IN_DIFFICULTY: phrase("In difficulty"),
    MemberGroup.POOR_OR_IN_DIFFICULTY: phrase("Poor, near-poor or in difficulty"),
}
NOTES = (
    phrase(
        "The groups overlap: a woman of 60 is counted among the women and among those of 60, so"
        " the lines do not add up to the number of members."
    ),
    phrase(
        "A share is of those of whom it is written down; how many are not stands beside it. The"
        " class is the household's by the commune's certificate on that day; ages are those"
        " reached in the year."
    ),
)


@dataclass(frozen=True, slots=True)
class NamedMember:
    """A member as counted, with the code on paper and the name."""

    paper_code: str
    name: str
    counted: CountedMember
    is_restricted: bool = False

    @property
    def member_no(self) -> int:
        """Return the member's number."""
        return self.counted.member_no


def composition_table(scope: Scope, found: Composition) -> Table:
    """Return who the members are on a day, each group with its denominator and the unknown."""
    everybody = (phrase("All members"), found.members, None, "", None)
    rows = [_row(scope, _values(GROUPS[group], share)) for group, share in found.groups]
    if found.ethnic_groups:
        title = phrase("By ethnic group, as it is written down")
        rows.append(Row((title, None, None, "", None), RowKind.HEADING))
        written = sum(people for _, people in found.ethnic_groups)
        rows += (
            _row(scope, _values(name, Share(people, written, found.members - written)))
            for name, people in found.ethnic_groups
        )
    rows.append(_row(scope, everybody, RowKind.TOTAL))
    return Table(
        "composition", phrase("Who the members are"), scope.club_name,
        (phrase("On %(day)s", day=found.day),), COLUMNS, tuple(rows), NOTES,
    )  # fmt: skip


def _values(name: Value, share: Share) -> tuple[Value, ...]:
    return name, share.numerator, share.denominator, share_words(share), share.unknown


def share_words(share: Share) -> Phrase | str:
    """Return a share in per cent with one decimal, a dash of nobody."""
    return "–" if share.rounded is None else phrase("%(share)s", share=share.rounded)


def _row(scope: Scope, values: tuple[Value, ...], kind: RowKind = RowKind.LINE) -> Row:
    drill = Drill(LIST, (("end", scope.end),))
    return Row(values, kind, tuple((place, drill) for place in (1, 2, 4) if values[place]))


def member_list_table(scope: Scope, members: Sequence[NamedMember]) -> Table:
    """Return the members one by one, with what they are counted by."""
    named, unnamed = parted(members)
    rows = []
    for one in named:
        counted = one.counted
        kind, sex, difficult = counted.household_class, counted.sex, counted.in_difficulty
        statement = (("member_no", one.member_no), ("begin", None), ("end", scope.end))
        values: tuple[Value, ...] = (
            one.paper_code, one.name, SEXES[sex] if sex else NOT_WRITTEN,
            age_in(counted.birth_year, scope.end.year),
            counted.ethnic_group or NOT_WRITTEN, CLASSES[kind] if kind else NOT_WRITTEN,
            NOT_WRITTEN if difficult is None else ANSWERS[difficult],
        )  # fmt: skip
        rows.append(Row(values, drills=((1, Drill("member-statement", statement)),)))
    count = phrase("%(count)s members", count=len(members))
    rows.append(Row(("", count, "", None, "", "", ""), RowKind.TOTAL))
    if unnamed:
        what = filled(restricted.MEMBERS, count=len(unnamed))
        rows.append(Row(("", what, "", None, "", "", "")))
    return Table(
        LIST, phrase("Who the members are, one by one"), scope.club_name,
        (phrase("On %(day)s", day=scope.end),), LIST_COLUMNS, tuple(rows),
        unnamed_notes(one.member_no for one in unnamed),
    )  # fmt: skip
