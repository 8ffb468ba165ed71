"""The pages of members: enrolled, changed, leaving, coming back."""

from dataclasses import replace

from ledger.books.member_changes import household_codes
from ledger.core.acts.people import (
    NO,
    YES,
    Enrolment,
    FieldChange,
    MemberChanged,
    MemberField,
    MemberLeft,
    MemberReturned,
    NewHousehold,
)
from ledger.core.statements.table import phrase
from ledger.core.users.policy import Permission
from ledger.core.workbook.values import HouseholdClass, Sex
from ledger.web.acts.act import About, Group, Line, Look, Summary, WebAct, Words
from ledger.web.acts.class_fields import CERTIFICATE, CLASSES, household_class
from ledger.web.acts.kinds import kind
from ledger.web.acts.money_fields import day
from ledger.web.form.fields import Choice, Field, FieldKind, Given

NEW = "new"
SEXES = {Sex.FEMALE: phrase("Woman"), Sex.MALE: phrase("Man")}
NAME = Field(name="name", label=phrase("Full name"))
SEX = Field(
    name="sex", label=phrase("Woman or man"), kind=FieldKind.CHOICE, is_required=False,
    choices=tuple(Choice(one.value, words) for one, words in SEXES.items()),
)  # fmt: skip
BIRTH = Field(
    name="birth_year", label=phrase("Year of birth"), kind=FieldKind.NUMBER, longest=4,
    is_required=False,
)  # fmt: skip
ETHNIC = Field(
    name="ethnic_group", label=phrase("Ethnic group"), is_required=False, longest=60
)  # fmt: skip
PHONE = Field(name="phone", label=phrase("Phone number"), is_required=False, longest=20)
POSITION = Field(
    name="position", label=phrase("Office in the club"), is_required=False, longest=60
)  # fmt: skip
REASON = Field(name="reason", label=phrase("Why it is changed"), longest=200)
ANSWERS = {
    YES: phrase("Yes, in difficulty"),
    NO: phrase("No, not in difficulty"),
    "": phrase("Not known"),
}
DIFFICULT = Field(
    name="in_difficulty", label=phrase("In difficulty"), kind=FieldKind.CHOICE,
    is_required=False, says_optional=False,
    hint=phrase("Alone, ill, disabled or struck by misfortune, whatever the household's class"),
    choices=tuple(Choice(value, words) for value, words in ANSWERS.items()),
)  # fmt: skip


def _enrol_fields(look: Look) -> tuple[Field, ...]:
    codes = household_codes(look.connection, look.visit.club.club_id)
    homes = [Choice(NEW, phrase("A household that is new to the club"))]
    homes += [Choice(str(number), code) for number, code in codes.items()]
    home = Field(
        name="household", label=phrase("Household"), kind=FieldKind.CHOICE, usual=NEW,
        choices=tuple(homes), hint=phrase("Choose another member's, if they live together"),
    )  # fmt: skip
    return (
        NAME, SEX, BIRTH, ETHNIC, PHONE, POSITION, DIFFICULT, home,
        household_class(is_required=False), CERTIFICATE, day(look, phrase("Joined on")),
    )  # fmt: skip


def _enrolment(_: Look, given: Given) -> Enrolment:
    home = given.text("household")
    sex, grade = given.text_or_none("sex"), given.text_or_none("class")
    difficult = given.text_or_none("in_difficulty")
    household = None
    if home == NEW:
        own = HouseholdClass(grade or HouseholdClass.OTHER.value)
        household = NewHousehold(
            household_class=own, certificate_no=given.text_or_none("certificate")
        )
    return Enrolment(
        joined_on=given.day("on"), name=given.text("name"), sex=Sex(sex) if sex else None,
        birth_year=given.number("birth_year"), ethnic_group=given.text_or_none("ethnic_group"),
        phone=given.text_or_none("phone"), position=given.text_or_none("position"),
        in_difficulty=None if difficult is None else difficult == YES,
        household_no=None if home == NEW else int(home), household=household,
    )  # fmt: skip


def _enrolled(look: Look, act: Enrolment) -> Summary:
    told: list[tuple[Words, Words | None]] = [
        (phrase("Woman or man"), SEXES[act.sex] if act.sex else None),
        (phrase("Year of birth"), str(act.birth_year) if act.birth_year else None),
        (phrase("Ethnic group"), act.ethnic_group),
        (phrase("Phone number"), act.phone),
        (phrase("Office in the club"), act.position),
        (
            phrase("In difficulty"),
            None if act.in_difficulty is None else ANSWERS[YES if act.in_difficulty else NO],
        ),
        (
            phrase("The household's class"),
            CLASSES[act.household.household_class] if act.household else None,
        ),
        (phrase("Joined on"), look.visit.reader.date(act.joined_on)),
    ]
    return Summary(
        who=act.name, lines=tuple(Line(label, text) for label, text in told if text),
        button=phrase("Take %(name)s into the club", name=act.name),
    )  # fmt: skip


KEPT_FIELDS = (
    (MemberField.NAME, NAME), (MemberField.SEX, SEX), (MemberField.BIRTH_YEAR, BIRTH),
    (MemberField.ETHNIC_GROUP, ETHNIC), (MemberField.PHONE, PHONE),
    (MemberField.POSITION, POSITION), (MemberField.IN_DIFFICULTY, DIFFICULT),
)  # fmt: skip


def _stands(look: Look, field: MemberField) -> str:
    """Return what stands in a field now, as it is typed."""
    member = look.member
    if member is None:
        return ""
    now = {
        MemberField.NAME: member.name, MemberField.SEX: member.sex,
        MemberField.BIRTH_YEAR: member.birth_year, MemberField.PHONE: member.phone,
        MemberField.ETHNIC_GROUP: member.ethnic_group, MemberField.POSITION: member.position,
        MemberField.IN_DIFFICULTY: member.in_difficulty,
    }  # fmt: skip
    found = now[field]
    return "" if found is None else str(found)


def _change_fields(look: Look) -> tuple[Field, ...]:
    return (
        *(replace(one, usual=_stands(look, field)) for field, one in KEPT_FIELDS),
        REASON,
    )


def _change(look: Look, given: Given) -> MemberChanged:
    typed = {field: str(given.answers.get(one.name) or "") or None for field, one in KEPT_FIELDS}
    changes = tuple(
        FieldChange(field=field, after=after)
        for field, after in typed.items()
        if (after or "") != _stands(look, field)
    )
    return MemberChanged(member_no=look.number or 0, changes=changes, reason=given.text("reason"))


def _changed(look: Look, act: MemberChanged) -> Summary:
    labels = {field: one.label for field, one in KEPT_FIELDS}
    lines = []
    for one in act.changes:
        before, after = _stands(look, one.field) or "–", one.after or "–"
        if one.field is MemberField.SEX:
            said = {sex.value: look.visit.reader.phrase(words) for sex, words in SEXES.items()}
            before, after = said.get(before, before), said.get(after, after)
        if one.field is MemberField.IN_DIFFICULTY:
            answers = [ANSWERS[text or ""] for text in (_stands(look, one.field), one.after)]
            before, after = map(look.visit.reader.phrase, answers)
        lines.append(Line(labels[one.field], f"{before} → {after}"))
    return Summary(
        who="" if look.member is None else look.member.name,
        lines=(*lines, Line(phrase("Why it is changed"), act.reason)),
        button=phrase("Keep these changes"),
    )


def _leaving(look: Look, act: MemberLeft) -> Summary:
    return Summary(
        who="" if look.member is None else look.member.name,
        lines=(Line(phrase("Leaves on"), look.visit.reader.date(act.on)),),
        button=phrase("Record that she or he leaves"),
    )


def _returning(look: Look, act: MemberReturned) -> Summary:
    return Summary(
        who="" if look.member is None else look.member.name,
        lines=(Line(phrase("Comes back on"), look.visit.reader.date(act.on)),),
        button=phrase("Record that she or he is back"),
    )


ACTS = (
    WebAct(
        kind=kind("enrol", Enrolment), title=phrase("A new member"),
        what=phrase("name, household, class"), group=Group.MEMBERS,
        permission=Permission.KEEP_MEMBERS, fields=_enrol_fields, value=_enrolment,
        confirm=_enrolled,
    ),
    WebAct(
        kind=kind("change-member", MemberChanged),
        title=phrase("Change what is written of a member"),
        what=phrase("name, phone, office, with the reason"), about=About.MEMBER,
        group=Group.MEMBERS, permission=Permission.KEEP_MEMBERS, fields=_change_fields,
        value=_change, confirm=_changed, subject=lambda _, act: (About.MEMBER, act.member_no),
    ),
    WebAct(
        kind=kind("leave", MemberLeft), title=phrase("A member leaves"),
        what=phrase("when nothing is owed either way"), about=About.MEMBER, group=Group.MEMBERS,
        permission=Permission.KEEP_MEMBERS, fields=lambda look: (day(look),),
        value=lambda look, given: MemberLeft(
            member_no=look.number or 0, on=given.day("on")
        ),
        confirm=_leaving, subject=lambda _, act: (About.MEMBER, act.member_no),
    ),
    WebAct(
        kind=kind("come-back", MemberReturned), title=phrase("A member comes back"),
        what=phrase("under the same number"), about=About.MEMBER, group=Group.MEMBERS,
        permission=Permission.KEEP_MEMBERS, fields=lambda look: (day(look),),
        value=lambda look, given: MemberReturned(
            member_no=look.number or 0, on=given.day("on")
        ),
        confirm=_returning, subject=lambda _, act: (About.MEMBER, act.member_no),
    ),
)  # fmt: skip
