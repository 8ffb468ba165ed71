"""The options that the commands of lending share."""

import datetime as dt
import functools
import uuid
from collections.abc import Callable
from dataclasses import dataclass

import click

from ledger.cli.command import Argument, Option
from ledger.cli.loan_values import Amount, RequestId, Words
from ledger.cli.opening import today
from ledger.cli.options import Called, club_option, shared_options
from ledger.cli.terminal import _
from ledger.cli.values import Day, OneOf, Text, WholeNumber

MOST_NUMBER = 10**9
FORMS = ("text", "json")


@dataclass(frozen=True, slots=True)
class Acting:
    """Who writes into which club's books, by which request, and how the answer is shown."""

    code: str | None
    user: str | None
    request_id: uuid.UUID | None
    form: str


def acting(called: Callable[..., int]) -> Callable[..., int]:
    """Give a command that writes the options of every such one; it takes them as `Acting`."""

    @functools.wraps(called)
    def call(
        *,
        code: str | None,
        user: str | None,
        request_id: uuid.UUID | None,
        form: str,
        **given: object,
    ) -> int:
        return called(Acting(code, user, request_id, form), **given)

    request = click.option(
        "--request-id", cls=Option, type=RequestId(), metavar="UUID",
        help=_("The id of this request: the same again writes nothing; without it a new one."),
    )  # fmt: skip
    user = click.option(
        "--as", "user", cls=Option, type=Text(), metavar=_("USER"),
        help=_("Who writes this down; without it whoever is signed in to this machine."),
    )  # fmt: skip
    return club_option(user(request(answer_option(shared_options()(call)))))


def answer_option(called: Called) -> Called:
    """Give a command that answers by a sentence the choice of how."""
    return click.option(
        "--format", "form", cls=Option, type=OneOf(*FORMS), default="text",
        help=_("How the answer is shown: as text, or for another program as JSON."),
    )(called)  # fmt: skip


def loan_argument(called: Called) -> Called:
    """Give a command the loan that it is about."""
    return click.argument(
        "loan", cls=Argument, type=Text(), metavar=_("LOAN"),
        help=_("The loan: the code on paper, or the number in the books."),
    )(called)  # fmt: skip


def application_argument(called: Called) -> Called:
    """Give a command the application that it is about."""
    return click.argument(
        "number", cls=Argument, type=WholeNumber(1, MOST_NUMBER), metavar=_("APPLICATION"),
        help=_("The number of the application, as the list of applications has it."),
    )(called)  # fmt: skip


def on_option(called: Called) -> Called:
    """Give a command the day on which something happened, today unless it is given."""
    return click.option(
        "--on", cls=Option, type=Day(), metavar=_("DAY"), callback=_or_today,
        help=_("The day, as 31/12/2025 or 2025-12-31; without it today."),
    )(called)  # fmt: skip


def amount_option(called: Called) -> Called:
    """Give a command the amount of money that it is about."""
    return click.option(
        "--amount", cls=Option, type=Amount(), metavar=_("AMOUNT"), required=True,
        help=_("How much, in đồng: 200.000 or 200000."),
    )(called)  # fmt: skip


def reason_option(called: Called) -> Called:
    """Give a command the reason of what was decided."""
    return click.option(
        "--reason", cls=Option, type=Words(), metavar=_("TEXT"), required=True,
        help=_("Why this was decided."),
    )(called)  # fmt: skip


def meeting_option(called: Called) -> Called:
    """Give a command the day of the meeting that decided."""
    return click.option(
        "--meeting", cls=Option, type=Day(), metavar=_("DAY"),
        help=_("The day of the meeting that decided this."),
    )(called)  # fmt: skip


def commit_option(called: Called) -> Called:
    """Give a command that first shows what it would do the choice to do it."""
    return click.option("--commit", cls=Option, is_flag=True, help=_("Write what is shown."))(
        called
    )


def _or_today(_context: click.Context, _option: click.Parameter, day: dt.date | None) -> dt.date:
    return today() if day is None else day
