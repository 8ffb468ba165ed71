"""The pages of members: enrolled, changed, leaving, coming back; their household's class."""

from dataclasses import replace

from ledger.books.member_changes import household_codes
from ledger.core.acts.people import (
    Enrolment,
    FieldChange,
    HouseholdClassified,
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
from ledger.web.acts.kinds import kind
from ledger.web.acts.money_fields import day
from ledger.web.form.fields import Choice, Field, FieldKind, Given

NEW = "new"
CLASSES = {
    HouseholdClass.POOR: phrase("Poor"),
    HouseholdClass.NEAR_POOR: phrase("Near-poor"),
    HouseholdClass.AVERAGE: phrase("Average"),
    HouseholdClass.OTHER: phrase("Other"),
}
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
CERTIFICATE = Field(
    name="certificate", label=phrase("The commune's certificate, its number"), is_required=False,
    longest=60,
)  # fmt: skip
REASON = Field(name="reason", label=phrase("Why it is changed"), longest=200)


def _class(*, is_required: bool = True) -> Field:
    return Field(
        name="class", label=phrase("The household's class"), kind=FieldKind.CHOICE,
        choices=tuple(Choice(one.value, words) for one, words in CLASSES.items()),
        is_required=is_required, hint=phrase("By the commune's certificate of this year"),
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
        NAME, SEX, BIRTH, ETHNIC, PHONE, POSITION, home, _class(is_required=False), CERTIFICATE,
        day(look, phrase("Joined on")),
    )  # fmt: skip


def _enrolment(_: Look, given: Given) -> Enrolment:
    home = given.text("household")
    sex, grade = given.text_or_none("sex"), given.text_or_none("class")
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
    (MemberField.POSITION, POSITION),
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
        lines.append(Line(labels[one.field], f"{before} → {after}"))
    return Summary(
        who="" if look.member is None else look.member.name,
        lines=(*lines, Line(phrase("Why it is changed"), act.reason)),
        button=phrase("Keep these changes"),
    )


def _classified(look: Look, given: Given) -> HouseholdClassified:
    return HouseholdClassified(
        household_no=_household(look), valid_from=given.day("on"),
        household_class=HouseholdClass(given.text("class")),
        certificate_no=given.text_or_none("certificate"),
    )  # fmt: skip


def _household(look: Look) -> int:
    codes = household_codes(look.connection, look.visit.club.club_id)
    code = None if look.member is None else look.member.household
    return next((number for number, one in codes.items() if one == code), 0)


def _class_confirmed(look: Look, act: HouseholdClassified) -> Summary:
    lines = [
        Line(phrase("The household's class"), CLASSES[act.household_class]),
        Line(phrase("From"), look.visit.reader.date(act.valid_from)),
    ]
    if act.certificate_no:
        lines.append(Line(phrase("The commune's certificate, its number"), act.certificate_no))
    return Summary(
        who="" if look.member is None else look.member.name, lines=tuple(lines),
        button=phrase("Keep this class"),
    )  # fmt: skip


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
        kind=kind("classify", HouseholdClassified), title=phrase("The class of a household"),
        what=phrase("poor, near-poor and others, by the certificate"), about=About.MEMBER,
        group=Group.MEMBERS, permission=Permission.KEEP_MEMBERS,
        fields=lambda look: (_class(), CERTIFICATE, day(look, phrase("From"))),
        value=_classified, confirm=_class_confirmed,
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
