"""The page on which a treasurer hands the cash box over to the next one."""

from ledger.books.cash_counts import count_of, counts_of
from ledger.books.users import user_of
from ledger.core.statements.table import phrase
from ledger.core.users.grants import Role
from ledger.core.users.signing_in import LONGEST_NAME
from ledger.services.granting_roles import people_of_club
from ledger.services.handover import HandOver, HandOverRefused, check_hand_over
from ledger.services.users import person_named
from ledger.web.acts.act import Group, Line, Look, Summary, WebAct
from ledger.web.acts.kinds import kind
from ledger.web.form.fields import Choice, Field, FieldKind, Given


def _treasurers(look: Look) -> dict[int, str]:
    visit = look.visit
    return {
        one.user_id: one.name
        for one in people_of_club(look.connection, visit.place)
        if one.grant.role is Role.TREASURER and one.grant.is_in_force(visit.today)
    }


def _fields(look: Look) -> tuple[Field, ...]:
    treasurers = _treasurers(look)
    if not treasurers:
        raise HandOverRefused(reason="not_treasurer")
    own = look.visit.actor.user_id
    usual = own if own in treasurers else min(treasurers)
    return (
        Field(
            name="from", label=phrase("Who hands over"), kind=FieldKind.CHOICE, usual=str(usual),
            choices=tuple(Choice(str(number), name) for number, name in treasurers.items()),
        ),
        Field(
            name="to", label=phrase("Sign-in name of the new treasurer"), longest=LONGEST_NAME,
            hint=phrase("Somebody who can sign in already; the administrator makes new people"),
        ),
    )  # fmt: skip


def _value(look: Look, given: Given) -> HandOver:
    to_user = person_named(look.connection, given.text("to"))
    counts = counts_of(look.connection, look.visit.club.club_id, limit=1)
    if not counts:
        raise HandOverRefused(reason="not_counted")
    return HandOver(int(given.text("from")), to_user, counts[0].count_no)


def _confirm(look: Look, act: HandOver) -> Summary:
    visit, reader = look.visit, look.visit.reader
    check_hand_over(look.connection, visit.club, act, visit.today)
    count = count_of(look.connection, visit.club.club_id, act.count_no)
    if count is None:
        raise HandOverRefused(reason="not_counted")
    counted = reader.money(count.counted)
    return Summary(
        lines=(
            Line(phrase("Who hands over"), user_of(look.connection, act.from_user).name),
            Line(phrase("New treasurer"), user_of(look.connection, act.to_user).name),
            Line(phrase("Counted on"), reader.date(count.counted_on)),
            Line(phrase("Witness of the count"), count.witness),
        ),
        amount=count.counted,
        button=phrase("Ask for approval to hand over %(amount)s", amount=counted),
        warnings=(
            phrase("From the approval on the old treasurer records nothing more in this club."),
        ),
    )  # fmt: skip


ACTS = (
    WebAct(
        kind=kind("hand-over", HandOver), title=phrase("Hand the cash box over"),
        what=phrase("to a new treasurer, by a count of the box"), group=Group.MONTHS,
        fields=_fields, value=_value, confirm=_confirm,
        intro=(
            phrase("Count the box together first, today or yesterday, with nothing paid since."),
        ),
    ),
)  # fmt: skip
