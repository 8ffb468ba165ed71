"""The pages of households' classes: one, those of a year's review, one written down wrongly."""

import datetime as dt

from ledger.books.household_classes import classes_of_household, household_of
from ledger.core.acts.people import HouseholdClassified
from ledger.core.outcomes.classes import ClassCorrected, ClassFrom
from ledger.core.statements.table import phrase
from ledger.core.users.policy import Permission
from ledger.core.workbook.values import HouseholdClass
from ledger.web.acts.act import About, Group, Line, Look, Summary, WebAct
from ledger.web.acts.class_fields import (
    CERTIFICATE,
    CERTIFICATE_ON,
    CLASSES,
    household_class,
)
from ledger.web.acts.kinds import kind
from ledger.web.acts.money_fields import day
from ledger.web.acts.review import REVIEW
from ledger.web.form.fields import Choice, Field, FieldKind, Given

NOTHING = "–"


def _household(look: Look) -> int:
    return household_of(look.connection, look.visit.club.club_id, look.number or 0) or 0


def _classified(look: Look, given: Given) -> HouseholdClassified:
    return HouseholdClassified(
        household_no=_household(look), valid_from=given.day("on"),
        household_class=HouseholdClass(given.text("class")),
        certificate_no=given.text_or_none("certificate"),
        certificate_on=given.day_or_none("certificate_on"),
    )  # fmt: skip


def _confirmed(look: Look, act: HouseholdClassified) -> Summary:
    reader = look.visit.reader
    lines = [
        Line(phrase("The household's class"), CLASSES[act.household_class]),
        Line(phrase("From"), reader.date(act.valid_from)),
    ]
    if act.certificate_no:
        lines.append(Line(CERTIFICATE.label, act.certificate_no))
    if act.certificate_on:
        lines.append(Line(CERTIFICATE_ON.label, reader.date(act.certificate_on)))
    return Summary(
        who="" if look.member is None else look.member.name, lines=tuple(lines),
        button=phrase("Keep this class"),
    )  # fmt: skip


def _kept(look: Look) -> list[ClassFrom]:
    return classes_of_household(look.connection, look.visit.club.club_id, _household(look))


def _correction_fields(look: Look) -> tuple[Field, ...]:
    reader = look.visit.reader
    choices = tuple(
        Choice(
            one.valid_from.isoformat(),
            phrase(
                "from %(day)s: %(kind)s", day=one.valid_from,
                kind=reader.phrase(CLASSES[one.household_class]),
            ),
            one.certificate_no or "",
        )
        for one in reversed(_kept(look))
    )  # fmt: skip
    return (
        Field(
            name="from", label=phrase("Which of the household's classes is wrong"),
            kind=FieldKind.CHOICE, choices=choices, usual=choices[0].value if choices else "",
        ),
        household_class(label=phrase("What it should be")), CERTIFICATE, CERTIFICATE_ON,
        Field(name="reason", label=phrase("Why it is changed"), longest=200),
    )  # fmt: skip


def _correction(look: Look, given: Given) -> ClassCorrected:
    return ClassCorrected(
        household_no=_household(look), valid_from=dt.date.fromisoformat(given.text("from")),
        household_class=HouseholdClass(given.text("class")),
        certificate_no=given.text_or_none("certificate"),
        certificate_on=given.day_or_none("certificate_on"), reason=given.text("reason"),
    )  # fmt: skip


def _corrected(look: Look, act: ClassCorrected) -> Summary:
    reader = look.visit.reader
    before = next((one for one in _kept(look) if one.valid_from == act.valid_from), None)
    said = NOTHING if before is None else reader.phrase(CLASSES[before.household_class])
    certificate = NOTHING if before is None else before.certificate_no or NOTHING
    day_before = None if before is None else before.certificate_on
    days = [reader.date(one) if one else NOTHING for one in (day_before, act.certificate_on)]
    return Summary(
        who="" if look.member is None else look.member.name,
        lines=(
            Line(phrase("From"), reader.date(act.valid_from)),
            Line(
                phrase("The household's class"),
                f"{said} → {reader.phrase(CLASSES[act.household_class])}",
            ),
            Line(CERTIFICATE.label, f"{certificate} → {act.certificate_no or NOTHING}"),
            Line(CERTIFICATE_ON.label, " → ".join(days)),
            Line(phrase("Why it is changed"), act.reason),
        ),
        button=phrase("Correct this class"),
        if_waiting=phrase("Ask for this correction"),
    )


ACTS = (
    REVIEW,
    WebAct(
        kind=kind("classify", HouseholdClassified), title=phrase("The class of a household"),
        what=phrase("poor, near-poor and others, by the certificate"), about=About.MEMBER,
        group=Group.MEMBERS, permission=Permission.KEEP_MEMBERS,
        fields=lambda look: (
            household_class(), CERTIFICATE, CERTIFICATE_ON, day(look, phrase("From")),
        ),
        value=_classified, confirm=_confirmed,
    ),
    WebAct(
        kind=kind("correct-class", ClassCorrected),
        title=phrase("Correct a class that was written down wrongly"),
        what=phrase("with the reason; a second person has to agree"), about=About.MEMBER,
        group=Group.MEMBERS, permission=Permission.KEEP_MEMBERS, fields=_correction_fields,
        value=_correction, confirm=_corrected,
    ),
)  # fmt: skip
