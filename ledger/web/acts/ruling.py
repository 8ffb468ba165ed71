"""The page of the club's own rules: a new version from a day on."""

from dataclasses import replace

from ledger.books.clubs import all_rules
from ledger.core.acts.rules import RulesChanged
from ledger.core.clubs import ClubRules
from ledger.core.statements.table import phrase
from ledger.i18n.typed import write_percent
from ledger.web.acts.act import Group, Line, Look, Summary, WebAct
from ledger.web.acts.kinds import kind
from ledger.web.acts.money_fields import amount, day
from ledger.web.form.fields import Field, FieldKind, Given

SHARES = ("capital", "activity", "mutual")
LABELS = {
    "capital": phrase("Of the interest, per cent to the loan fund"),
    "activity": phrase("Of the interest, per cent to the activity fund"),
    "mutual": phrase("Of the interest, per cent to the mutual-help fund"),
}
POOR = phrase("Of what is lent in a year, to the poor and near-poor at least")


def _now(look: Look) -> ClubRules:
    versions = all_rules(look.connection, look.visit.club.club_id)
    return versions[-1] if versions else ClubRules(look.visit.today)


def _fields(look: Look) -> tuple[Field, ...]:
    rules, reader = _now(look), look.visit.reader
    shares = tuple(
        Field(name=name, label=LABELS[name], kind=FieldKind.NUMBER, longest=3, usual=str(share))
        for name, share in zip(SHARES, rules.shares, strict=True)
    )
    limit, poor_share = rules.payment_limit, rules.rules_of_lending.poor_share
    return (
        Field(
            name="meeting_day", label=phrase("The club meets on which day of the month"),
            kind=FieldKind.NUMBER, longest=2, usual=str(rules.meeting_day),
        ),
        replace(amount(name="dues", label=phrase("Dues of a month (đồng)")),
                usual=reader.figure(rules.dues)),
        *shares,
        replace(
            amount(name="limit", label=phrase("Above which payment a second person is needed")),
            usual="" if limit is None else reader.figure(limit), is_required=False,
        ),
        Field(
            name="poor_share", label=POOR, kind=FieldKind.PERCENT, longest=12, is_required=False,
            usual="" if poor_share is None else write_percent(poor_share, reader.language),
            hint=phrase("In per cent; 0 if the club has no such rule"),
        ),
        day(look, phrase("From which day on")),
    )  # fmt: skip


def _value(_: Look, given: Given) -> RulesChanged:
    capital, activity, mutual = (given.amount(name) for name in SHARES)
    return RulesChanged(
        valid_from=given.day("on"), meeting_day=given.amount("meeting_day"),
        dues=given.amount("dues"), shares=(capital, activity, mutual),
        payment_limit=given.number("limit"), poor_share=given.share_or_none("poor_share"),
    )  # fmt: skip


def _confirm(look: Look, act: RulesChanged) -> Summary:
    reader = look.visit.reader
    lines = [
        Line(phrase("The club meets on which day of the month"), str(act.meeting_day)),
        Line(phrase("Dues of a month (đồng)"), reader.money(act.dues or 0)),
    ]
    lines += [
        Line(LABELS[name], f"{share} %")
        for name, share in zip(SHARES, act.shares or (), strict=True)
    ]
    if act.payment_limit is not None:
        limit = phrase("Above which payment a second person is needed")
        lines.append(Line(limit, reader.money(act.payment_limit)))
    if act.poor_share is not None:
        share = phrase("%(share)s", share=act.poor_share)
        lines.append(Line(POOR, share if act.poor_share else phrase("No rule")))
    lines.append(Line(phrase("From which day on"), reader.date(act.valid_from)))
    return Summary(lines=tuple(lines), button=phrase("Ask for these rules"))


ACTS = (
    WebAct(
        kind=kind("rules", RulesChanged), title=phrase("The club's rules"),
        what=phrase("dues, meeting day, shares of the interest; a second person approves"),
        group=Group.MONTHS, fields=_fields, value=_value, confirm=_confirm,
    ),
)  # fmt: skip
