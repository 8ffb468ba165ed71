"""The page of a meeting's vote on an application: who was there, who was not for it."""

from dataclasses import dataclass

from ledger.books.membership import members_on
from ledger.core.acts.lending import VoteTaken
from ledger.core.errors import RuleBroken
from ledger.core.loans.application import MeetingVote
from ledger.core.loans.applying import counted
from ledger.core.loans.granting import VoterNotPresent
from ledger.core.loans.steps import Step
from ledger.core.statements.table import phrase
from ledger.services.loan_products import lending_rules_on
from ledger.web.acts.act import About, Group, Line, Look, Summary, WebAct
from ledger.web.acts.kinds import kind
from ledger.web.acts.loan_fields import (
    application_of_look,
    asked_lines,
    by_given_name,
    member_choices,
)
from ledger.web.acts.money_fields import day
from ledger.web.form.fields import AnswerMissing, Field, FieldKind, FormRefused, Given

HELD_ON = "held_on"


@dataclass(eq=False)
class EverybodyOrSome(RuleBroken):
    """It is said both that everybody was there and that only some were."""


def _fields(look: Look) -> tuple[Field, ...]:
    borrower = application_of_look(look).asked.member_no
    members = members_on(look.connection, look.visit.club.club_id, look.visit.today)
    everybody = by_given_name(members.values())
    voters = [one for one in everybody if one.member_no != borrower]
    return (
        day(look, phrase("Day of the meeting"), HELD_ON),
        Field(
            name="everybody", kind=FieldKind.YES, is_required=False,
            label=phrase("All %(count)s members were there", count=len(everybody)),
        ),
        Field(
            name="present", label=phrase("Who was there, if not all"), kind=FieldKind.MANY,
            is_required=False, choices=member_choices(everybody),
        ),
        Field(
            name="against", label=phrase("Who voted against the loan"), kind=FieldKind.MANY,
            is_required=False, choices=member_choices(voters),
        ),
        Field(
            name="abstained", label=phrase("Who did not vote"), kind=FieldKind.MANY,
            is_required=False, choices=member_choices(voters),
        ),
    )  # fmt: skip


def _value(look: Look, given: Given) -> VoteTaken:
    """Return the vote: whoever was there and is in no other list was for it, but the borrower."""
    borrower, held_on = application_of_look(look).asked.member_no, given.day(HELD_ON)
    present, against, abstained = (
        frozenset(map(int, given.many(name))) for name in ("present", "against", "abstained")
    )
    if given.yes("everybody"):
        everybody = frozenset(members_on(look.connection, look.visit.club.club_id, held_on))
        if present and present != everybody:
            raise FormRefused({"present": EverybodyOrSome()})
        present = everybody
    if not present:
        raise FormRefused({"present": AnswerMissing()})
    strange = (abstained - present) | (abstained & against)
    if strange:
        raise FormRefused({"abstained": VoterNotPresent(member_no=min(strange))})
    in_favour = present - against - abstained - {borrower}
    return VoteTaken(
        application_no=look.number or 0, held_on=held_on, present=tuple(sorted(present)),
        in_favour=tuple(sorted(in_favour)), against=tuple(sorted(against)),
    )  # fmt: skip


def _confirm(look: Look, act: VoteTaken) -> Summary:
    connection, club_id, reader = look.connection, look.visit.club.club_id, look.visit.reader
    members = members_on(connection, club_id, act.held_on)
    taken = MeetingVote(
        act.held_on, frozenset(act.present), frozenset(act.in_favour), frozenset(act.against)
    )
    rules = lending_rules_on(connection, club_id, act.held_on)
    counted(application_of_look(look), taken, members, rules.quorum)
    silent = taken.present - taken.in_favour - taken.against
    absent = by_given_name(one for no, one in members.items() if no not in taken.present)
    against = by_given_name(members[no] for no in act.against)
    lines = [
        *asked_lines(look),
        Line(phrase("Day of the meeting"), reader.weekday_date(act.held_on)),
        Line(
            phrase("Were there"),
            phrase("%(present)s of %(all)s", present=len(act.present), all=len(members)),
        ),
        Line(phrase("In favour"), str(len(act.in_favour))),
        Line(phrase("Not in favour"), str(len(act.against))),
        Line(phrase("Did not vote, with the borrower"), str(len(silent))),
    ]
    if absent:
        lines.append(Line(phrase("Absent"), ", ".join(one.name for one in absent)))
    if against:
        lines.append(Line(phrase("Who was not in favour"), ", ".join(one.name for one in against)))
    return Summary(
        lines=tuple(lines),
        button=phrase(
            "Record the vote: %(in_favour)s in favour, %(against)s not",
            in_favour=len(act.in_favour), against=len(act.against),
        ),
    )  # fmt: skip


ACTS = (
    WebAct(
        kind=kind("vote", VoteTaken), title=phrase("The meeting's vote"),
        what=phrase("who was there, and who was not for it"),
        intro=(
            phrase(
                "Whoever was there and is ticked in no other list has voted for it. The borrower"
                " does not vote."
            ),
        ),
        about=About.APPLICATION, group=Group.LEND, fields=_fields, value=_value,
        confirm=_confirm, step=Step.VOTE,
        subject=lambda _, act: (About.APPLICATION, act.application_no),
    ),
)  # fmt: skip
