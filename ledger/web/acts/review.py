"""The page of a year's review: the class of every household, on one page."""

import re
from collections import Counter
from collections.abc import Sequence

from ledger.books.household_classes import known_homes
from ledger.core.errors import LedgerError
from ledger.core.outcomes.classes import class_on
from ledger.core.outcomes.review import (
    HouseholdsReviewed,
    KnownHome,
    ReviewClassMissing,
    ReviewedHousehold,
    ReviewFault,
    ReviewField,
    changed,
    faults_of,
    warnings_of,
)
from ledger.core.statements.table import Phrase, phrase
from ledger.core.users.policy import Permission
from ledger.core.workbook.values import HouseholdClass
from ledger.web.acts.act import Group, Line, Look, Summary, WebAct, Words
from ledger.web.acts.class_fields import CLASS_CHOICES, CLASSES
from ledger.web.acts.kinds import kind
from ledger.web.acts.money_fields import day
from ledger.web.form.fields import Field, FieldKind, FormRefused, Given

YEAR, ON = "year", "on"
CLASS, CERTIFICATE, CERTIFICATE_ON = "class", "certificate", "day"
_OF_HOUSEHOLD = re.compile(rf"{CLASS}-([1-9][0-9]{{0,17}})")
_FIELDS = {
    ReviewField.HOUSEHOLD: CLASS, ReviewField.MEMBER: CLASS, ReviewField.CLASS: CLASS,
    ReviewField.CERTIFICATE: CERTIFICATE, ReviewField.CERTIFICATE_ON: CERTIFICATE_ON,
}  # fmt: skip
_OF_THE_LIST = {ReviewField.YEAR: YEAR, ReviewField.CERTIFICATE_ON: ON}


def _homes(look: Look) -> list[KnownHome]:
    return known_homes(look.connection, look.visit.club.club_id, look.visit.today)


def _fields(look: Look) -> tuple[Field, ...]:
    today = look.visit.today
    return (
        Field(
            name=YEAR, label=phrase("The year of the review"), kind=FieldKind.NUMBER, longest=4,
            usual=str(today.year),
        ),
        day(look, phrase("Day of the commune's decision"), ON),
        *(field for home in _homes(look) for field in _of_home(look, home)),
    )  # fmt: skip


def _of_home(look: Look, home: KnownHome) -> tuple[Field, Field, Field]:
    now = class_on(home.classes, look.visit.today)
    name = f"{home.code} · {home.names}" if home.names else home.code
    number = home.household_no
    return (
        Field(
            name=f"{CLASS}-{number}", label=name, kind=FieldKind.CHOICE, choices=CLASS_CHOICES,
            is_required=False, usual=now.value if now else "",
        ),
        Field(
            name=f"{CERTIFICATE}-{number}", label=phrase("Certificate no."), longest=40,
            is_required=False, says_optional=False,
        ),
        Field(
            name=f"{CERTIFICATE_ON}-{number}", label=phrase("Its day"), kind=FieldKind.DAY,
            longest=10, is_required=False, says_optional=False,
        ),
    )  # fmt: skip


def _value(_: Look, given: Given) -> HouseholdsReviewed:
    """Return the review that was typed; a household without a class was not reviewed."""
    rows: list[ReviewedHousehold] = []
    problems: dict[str, LedgerError] = {}
    for name in given.answers:
        found = _OF_HOUSEHOLD.fullmatch(name)
        if found is None:
            continue
        kept, number = given.text_or_none(name), int(found[1])
        certificate = given.text_or_none(f"{CERTIFICATE}-{number}")
        certificate_on = given.day_or_none(f"{CERTIFICATE_ON}-{number}")
        if kept is not None:
            rows.append(
                ReviewedHousehold(
                    household_no=number,
                    household_class=HouseholdClass(kept),
                    certificate_no=certificate,
                    certificate_on=certificate_on,
                )
            )
        elif certificate is not None or certificate_on is not None:
            problems[name] = ReviewClassMissing(household="")
    if problems:
        raise FormRefused(problems)
    return HouseholdsReviewed(
        year=given.amount(YEAR), decided_on=given.day(ON), households=tuple(rows)
    )


def field_of(fault: ReviewFault) -> str:
    """Return the field of the page in which something is wrong."""
    if fault.household_no is None:
        return _OF_THE_LIST.get(fault.field, "")
    return f"{_FIELDS.get(fault.field, CLASS)}-{fault.household_no}"


def _confirm(look: Look, review: HouseholdsReviewed) -> Summary:
    homes = _homes(look)
    problems = {field_of(one): one.error for one in faults_of(review, homes, look.visit.today)}
    if problems:
        raise FormRefused(problems)
    reader = look.visit.reader
    counts = Counter(one.household_class for one in review.households)
    lines = [
        Line(phrase("The year of the review"), str(review.year)),
        Line(phrase("Day of the commune's decision"), reader.date(review.decided_on)),
        *(
            Line(words, phrase("%(count)s households", count=counts[one]))
            for one, words in CLASSES.items()
        ),
        *_changes(look, review, homes),
    ]
    return Summary(
        lines=tuple(lines), warnings=tuple(_warnings(review, homes)),
        button=phrase(
            "Keep the classes of %(count)s households", count=len(review.households)
        ),
    )  # fmt: skip


def _changes(look: Look, review: HouseholdsReviewed, homes: Sequence[KnownHome]) -> list[Line]:
    phrased = look.visit.reader.phrase
    found = []
    for home, before, after in changed(review, homes):
        said = "–" if before is None else phrased(CLASSES[before])
        label = f"{home.code} · {home.names}"
        found.append(Line(label, f"{said} → {phrased(CLASSES[after])}"))
    return found or [Line(phrase("Another class than before"), phrase("nobody"))]


def _warnings(review: HouseholdsReviewed, homes: Sequence[KnownHome]) -> list[Words]:
    found: list[Words] = []
    codes = {one.household_no: one.code for one in homes}
    bare = [codes[one.household_no or 0] for one in warnings_of(review, homes)]
    if bare:
        found.append(
            phrase(
                "Poor or near-poor, and no certificate is named: %(households)s.",
                households=", ".join(bare),
            )
        )
    given = {one.household_no for one in review.households}
    left_out = [one.code for one in homes if one.household_no not in given]
    if left_out:
        found.append(_left_out(left_out))
    return found


def _left_out(codes: Sequence[str]) -> Phrase:
    return phrase(
        "Without a class of this year, so the class before holds on: %(households)s.",
        households=", ".join(codes),
    )


REVIEW = WebAct(
    kind=kind("review-classes", HouseholdsReviewed),
    title=phrase("The yearly review of households"),
    what=phrase("who is poor, near-poor, average or other this year"), group=Group.MEMBERS,
    permission=Permission.KEEP_MEMBERS, fields=_fields, value=_value, confirm=_confirm,
    intro=(
        phrase(
            "Each household has the class that it has now: change those that the commune's list"
            " changes, and write down the certificates."
        ),
    ),
    template="outcomes/review.html",
)  # fmt: skip
