"""The command that shows a club's rules of lending, or sets them from a day."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

import click

from ledger.books.clubs import all_rules
from ledger.cli.command import Command, Option, paragraphs
from ledger.cli.loan_desk import looking, writing
from ledger.cli.loan_options import Acting, acting, on_option
from ledger.cli.loan_results import AGAIN
from ledger.cli.loan_values import Amount, Percent
from ledger.cli.run import WELL
from ledger.cli.tables import show_json, show_table
from ledger.cli.terminal import Terminal, _, terminal_of
from ledger.cli.values import Day, OneOf, WholeNumber
from ledger.core.loans.lending_rules import Basis, LendingRules, QueueKey
from ledger.core.loans.rate import Rate, RatePeriod
from ledger.core.money import Money
from ledger.core.statements.table import Column, Part, Phrase, Row, Table, Value, phrase
from ledger.files.words import part_text, phrase_text
from ledger.i18n import formats
from ledger.services.loan_products import lending_rules_on, set_lending_rules

Given = TypeVar("Given")

RULES = phrase("Rules of lending")
COLUMNS = (Column("rule", phrase("Rule")), Column("value", phrase("What the club decided")))
BASIS: Mapping[Basis, Phrase] = {
    Basis.CASH: phrase("Interest is income when it is received"),
    Basis.ACCRUAL: phrase("Interest is income when it is earned"),
}
ORDER: Mapping[QueueKey, Phrase] = {
    QueueKey.POOR: phrase("poor households"),
    QueueKey.NEAR_POOR: phrase("near-poor households"),
    QueueKey.DIFFICULTY: phrase("those in difficulty"),
    QueueKey.FIRST_LOAN: phrase("who never had a loan"),
    QueueKey.APPLIED_ON: phrase("who applied earlier"),
    QueueKey.AMOUNT: phrase("who asks for less"),
    QueueKey.APPLICATION_NO: phrase("the lower number"),
}
MOST_RUNNING, MOST_MONTHS = 100, 120


@click.command(
    "rules",
    cls=Command,
    help=paragraphs(
        _("Show the club's rules of lending, or set them from a day."),
        _(
            "Whatever is not named stays as it is. What was in force before is kept: a new version"
            " begins after all others."
        ),
    ),
)
@click.option(
    "--ceiling", cls=Option, type=Amount(), metavar=_("AMOUNT"), help=_("The most to one loan."),
)  # fmt: skip
@click.option(
    "--most-running", cls=Option, type=WholeNumber(1, MOST_RUNNING), metavar="N",
    help=_("How many loans may run at once."),
)  # fmt: skip
@click.option(
    "--counted-by", cls=Option, type=OneOf("household", "member"),
    help=_("Whether they are counted by household or by member."),
)  # fmt: skip
@click.option(
    "--yearly-cap", cls=Option, type=Percent(), metavar="%",
    help=_("The club's own cap on interest a year, in per cent; 20 at most."),
)  # fmt: skip
@click.option(
    "--quorum", cls=Option, type=Percent(), metavar="%",
    help=_("How many of the members a vote needs, in per cent."),
)  # fmt: skip
@click.option(
    "--order", cls=Option, type=OneOf(*QueueKey), multiple=True,
    help=_("What decides who waits before whom; once for each, the first to count first."),
)  # fmt: skip
@click.option(
    "--passing", cls=Option, type=OneOf("yes", "no"),
    help=_("Whether a smaller loan may pass one that the fund cannot serve yet."),
)  # fmt: skip
@click.option(
    "--history", cls=Option, type=WholeNumber(1, MOST_MONTHS), metavar="N",
    help=_("From how many months a forecast learns."),
)  # fmt: skip
@click.option(
    "--reserve", cls=Option, type=Amount(), metavar=_("AMOUNT"),
    help=_("What is kept in the fund and never lent."),
)  # fmt: skip
@click.option(
    "--longest-extension", cls=Option, type=Percent(), metavar="%",
    help=_("The longest extension, in per cent of a loan's term."),
)  # fmt: skip
@click.option(
    "--poor-share", cls=Option, type=Percent(), metavar="%",
    help=_("What part of all lent in a year goes to the poor and near-poor at least; 0: no rule."),
)  # fmt: skip
@click.option(
    "--basis", cls=Option, type=OneOf(*Basis),
    help=_("Whether interest is income when it is received, or when it is earned."),
)  # fmt: skip
@click.option(
    "--from", "since", cls=Option, type=Day(), metavar=_("DAY"),
    help=_("The day from which the rules are set."),
)  # fmt: skip
@on_option
@acting
@click.pass_context
def rules(  # noqa: D103 - its help is its sentence
    context: click.Context,
    by: Acting,
    *,
    ceiling: int | None,
    most_running: int | None,
    counted_by: str | None,
    yearly_cap: Fraction | None,
    quorum: Fraction | None,
    order: tuple[str, ...],
    passing: str | None,
    history: int | None,
    reserve: int | None,
    longest_extension: Fraction | None,
    poor_share: Fraction | None,
    basis: str | None,
    since: dt.date | None,
    on: dt.date,
) -> int:
    def changed(old: LendingRules) -> LendingRules:
        cap = old.yearly_cap if yearly_cap is None else Rate(yearly_cap, RatePeriod.YEAR)
        return replace(
            old,
            ceiling=_or(ceiling, old.ceiling),
            most_running=_or(most_running, old.most_running),
            by_household=_is("household", counted_by, usual=old.by_household),
            yearly_cap=cap,
            quorum=_or(quorum, old.quorum),
            queue_order=tuple(map(QueueKey, order)) or old.queue_order,
            may_pass=_is("yes", passing, usual=old.may_pass),
            months_of_history=_or(history, old.months_of_history),
            reserve=_or(reserve, old.reserve),
            longest_extension=_or(longest_extension, old.longest_extension),
            basis=Basis(_or(basis, old.basis)),
            poor_share=_or(poor_share, old.poor_share) or None,
        )

    first = (ceiling, most_running, counted_by, yearly_cap, quorum, order or None)
    others = (passing, history, reserve, longest_extension, basis, poor_share)
    is_set = any(one is not None for one in (*first, *others))
    terminal = terminal_of(context)
    if is_set is (since is None):
        sentence = _("To set rules, name what is set, and the day with --from.")
        raise click.UsageError(terminal.say(sentence), context)
    return _show(terminal, by, on) if since is None else _set(terminal, by, changed, since)


def _or(given: Given | None, usual: Given) -> Given:
    return usual if given is None else given


def _is(word: str, given: str | None, *, usual: bool) -> bool:
    return usual if given is None else given == word


def _show(terminal: Terminal, by: Acting, on: dt.date) -> int:
    """Show the rules of a day."""
    with looking(terminal, by.code) as (connection, club):
        found = lending_rules_on(connection, club.club_id, on)
    rows = tuple(Row((label, value)) for label, value in _facts(found, terminal))
    scope = (phrase("On %(day)s", day=on),)
    table = Table("loan-rules", RULES, club.club.name, scope, COLUMNS, rows)
    show_table(table, terminal, by.form)
    return WELL


def _set(
    terminal: Terminal,
    by: Acting,
    changed: Callable[[LendingRules], LendingRules],
    since: dt.date,
) -> int:
    """Set the club's rules from a day, those that were not named as they are latest."""
    with writing(terminal, by) as desk:
        versions = all_rules(desk.connection, desk.club.club_id)
        old = versions[-1].rules_of_lending if versions else LendingRules()
        receipt = set_lending_rules(
            desk.connection, desk.club, changed(old), since, desk.request
        )  # fmt: skip
    if by.form == "json":
        show_json(
            {
                "club": desk.club.club.code,
                "written": not receipt.again,
                "again": receipt.again,
                "valid_from": receipt.valid_from.isoformat(),
            },
            terminal,
        )
        return WELL
    if receipt.again:
        terminal.show(terminal.say(AGAIN))
    day = formats.date(receipt.valid_from, terminal.locale.language)
    terminal.show(terminal.say(_("The rules of lending were set from %(day)s on."), day=day))
    return WELL


def _facts(found: LendingRules, terminal: Terminal) -> Iterator[tuple[Phrase, Value]]:
    """Yield each rule and what the club decided, in words."""

    def words(part: Part) -> str:
        return part_text(part, terminal.locale)

    by_home, by_member = phrase("Counted by household"), phrase("Counted by member")
    order = ", ".join(phrase_text(ORDER[key], terminal.locale) for key in found.queue_order)
    yield phrase("The most to one loan"), words(Money(found.ceiling))
    yield phrase("Loans at once"), found.most_running
    yield phrase("How they are counted"), by_home if found.by_household else by_member
    yield phrase("Cap on interest a year"), words(found.cap.yearly())
    yield phrase("A vote needs so many of the members"), words(found.quorum)
    yield phrase("Who waits before whom"), order
    passing = phrase("Yes") if found.may_pass else phrase("Never")
    yield phrase("A smaller loan may pass one before it"), passing
    yield phrase("Months that a forecast learns from"), found.months_of_history
    yield phrase("Kept in the fund, never lent"), words(Money(found.reserve))
    yield phrase("Longest extension, of the term"), words(found.longest_extension)
    yield phrase("When interest is income"), BASIS[found.basis]
    poor = phrase("No rule") if found.poor_share is None else words(found.poor_share)
    yield phrase("Of what is lent, to the poor and near-poor at least"), poor
