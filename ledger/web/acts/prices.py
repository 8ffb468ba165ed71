"""The page on which a club keeps by how much prices rose in a year."""

from ledger.books.prices import price_changes
from ledger.core.acts.shared import refuse
from ledger.core.outcomes.prices import PPM, PriceChangeTold, in_force
from ledger.core.statements.table import phrase
from ledger.web.acts.act import Group, Line, Look, Summary, WebAct, Words
from ledger.web.acts.kinds import kind
from ledger.web.form.fields import Field, FieldKind, FormRefused, Given, PercentNotUnderstood

YEAR = phrase("Of which year")
RISE = phrase("By how many per cent prices rose")
SOURCE = phrase("Who published it")


def _fields(look: Look) -> tuple[Field, ...]:
    return (
        Field(
            name="year", label=YEAR, kind=FieldKind.NUMBER, longest=4,
            usual=str(look.visit.today.year - 1),
        ),
        Field(
            name="rise", label=RISE, kind=FieldKind.PERCENT, longest=20,
            hint=phrase("Such as 3,6; a fall with a minus before it"),
        ),
        Field(
            name="source", label=SOURCE, longest=200,
            hint=phrase("Such as: General Statistics Office, consumer price index"),
        ),
    )  # fmt: skip


def _value(_: Look, given: Given) -> PriceChangeTold:
    ppm = given.share("rise") * PPM
    if ppm.denominator != 1:
        raise FormRefused({"rise": PercentNotUnderstood(str(given.share("rise")))})
    return PriceChangeTold(
        year=given.amount("year"), ppm=int(ppm), source=given.text("source")
    )  # fmt: skip


def _confirm(look: Look, act: PriceChangeTold) -> Summary:
    refuse(act.faults(look.visit.today))
    before = in_force(price_changes(look.connection, look.visit.club.club_id)).get(act.year)
    lines = [
        Line(YEAR, str(act.year)),
        Line(RISE, phrase("%(share)s", share=act.share)),
        Line(SOURCE, act.source),
    ]
    warnings: tuple[Words, ...] = ()
    if before is not None:
        warnings = (
            phrase(
                "Until now it was %(share)s, by “%(source)s”. That stays in the list, and counts"
                " no more.",
                share=before.share, source=before.source,
            ),
        )  # fmt: skip
    return Summary(lines=tuple(lines), warnings=warnings, button=phrase("Write it down"))


ACTS = (
    WebAct(
        kind=kind("price-change", PriceChangeTold), title=phrase("How prices changed in a year"),
        what=phrase("for what the fund's money still buys"), group=Group.MONTHS, fields=_fields,
        value=_value, confirm=_confirm,
    ),
)  # fmt: skip
