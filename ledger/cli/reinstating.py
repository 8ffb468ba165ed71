"""The command that gives a lost role back, where two who oversee a club vouch for it."""

import datetime as dt
import uuid
from dataclasses import dataclass

import click
from sqlalchemy.engine import Engine

from ledger.books.engine import reading, transaction
from ledger.cli.command import Argument, Command, Option, paragraphs
from ledger.cli.opening import chosen_club, opened_books, today
from ledger.cli.options import club_option, shared_options
from ledger.cli.run import WELL
from ledger.cli.terminal import Terminal, _
from ledger.cli.values import OneOf, Text
from ledger.core.users.pins import LENGTH
from ledger.core.users.signing_in import How, SignInRefused
from ledger.services.passwords import Argon2
from ledger.services.reinstating import (
    MayNotVouch,
    Reinstating,
    VouchedTwice,
    who_may_vouch,
)
from ledger.services.reinstating import reinstate as give_back
from ledger.services.second_factor import shows_second_factor
from ledger.services.sign_in import Trying, begin_try, finish_try, is_right
from ledger.services.users import NobodyOfThatName, person_named

ADMINISTRATOR, TREASURER = "administrator", "treasurer"
HERE = "cli"
"""The address that is kept: this machine's terminal."""
NOBODY = 0


@click.command(
    "reinstate",
    cls=Command,
    help=paragraphs(
        _("Give a lost role back, where two people vouch for it."),
        _(
            "For the day on which no administrator is left, or the treasurer has died or gone, and"
            " nobody can give the role. Two different people show who they are, each chair,"
            " controller or auditor: of any club for an administrator, of that club for a"
            " treasurer. An administrator whose role has only run out is one of the two. Each"
            " types a password and a code of the second step, or the own PIN; nothing of it is"
            " seen or kept. Who was treasurer until now is it no more."
        ),
    ),
)
@click.argument(
    "name", cls=Argument, type=Text(), metavar=_("NAME"),
    help=_("The sign-in name of whoever gets the role."),
)  # fmt: skip
@click.option(
    "--as", "role", cls=Option, type=OneOf(ADMINISTRATOR, TREASURER), default=ADMINISTRATOR,
    help=_("The role: administrator of the installation, or treasurer of one club."),
)  # fmt: skip
@club_option
@shared_options()
@click.pass_obj
def reinstate(terminal: Terminal, *, name: str, role: str, code: str | None) -> int:
    """Give somebody a role that nobody is left to give."""
    with opened_books(terminal) as engine:
        with reading(engine) as connection:
            club = chosen_club(connection, code) if role == TREASURER else None
            wanted = Reinstating(person_named(connection, name), club)
            may_vouch = who_may_vouch(connection, wanted, today())
        vouching = _Vouching(engine, terminal, may_vouch)
        first = vouching.somebody(_("Sign-in name of the first who vouches"))
        second = vouching.somebody(_("Sign-in name of the second who vouches"), but=first)
        with transaction(engine) as connection:
            done = give_back(
                connection, wanted, (first, second), today=today(), now=dt.datetime.now(dt.UTC),
                address=HERE, record_id=uuid.uuid4(),
            )  # fmt: skip
    if club is None:
        terminal.show(terminal.say(_("%(name)s is administrator from now on."), name=name))
    else:
        sentence = _("%(name)s is treasurer of %(club)s from now on.")
        terminal.show(terminal.say(sentence, name=name, club=club.club.code))
    if done.ended:
        sentence = _("Treasurers whose role has ended: %(count)s.")
        terminal.show(terminal.say(sentence, count=len(done.ended)))
    return WELL


@dataclass(frozen=True, slots=True)
class _Vouching:
    """Asks people at this terminal who they are; each try is kept before it is compared."""

    engine: Engine
    terminal: Terminal
    may_vouch: frozenset[int]

    def somebody(self, sentence: str, but: int | None = None) -> int:
        """Return somebody who may vouch, and is not the one who has done so already.

        Raises `SignInRefused`, `TooManyTries`, `VouchedTwice`, `MayNotVouch`.
        """
        say = self.terminal.say
        name = self.terminal.ask(say(sentence))
        secret = self.terminal.ask_secret(say(_("Password or PIN of %(name)s"), name=name))
        if len(secret) == LENGTH and secret.isascii() and secret.isdecimal():
            user_id = self._tried(How.STAFF_PIN, str(self._number(name)), secret)
        else:  # no password is as short as a PIN
            user_id = self._tried(How.PASSWORD, name, secret)
            code = say(_("Code of the second step, or one of the codes that were written down"))
            self._shown(user_id, self.terminal.ask_secret(code))
        if user_id == but:
            raise VouchedTwice
        if user_id not in self.may_vouch:
            raise MayNotVouch(name=name)
        return user_id

    def _number(self, name: str) -> int:
        """Return the user of a name; a name that nobody has is tried like any other."""
        with reading(self.engine) as connection:
            try:
                return person_named(connection, name)
            except NobodyOfThatName:
                return NOBODY

    def _tried(self, how: How, name: str, secret: str) -> int:
        trying = Trying(name, how, HERE, uuid.uuid4())
        with transaction(self.engine) as connection:
            candidate = begin_try(connection, trying, now=dt.datetime.now(dt.UTC))
        right = is_right(candidate, secret, Argon2())
        now = dt.datetime.now(dt.UTC)
        with transaction(self.engine) as connection:
            return finish_try(connection, candidate, right, try_id=trying.try_id, now=now)

    def _shown(self, user_id: int, code: str) -> None:
        """Refuse whoever does not show the second factor (`SignInRefused`, `TooManyTries`)."""
        trying = Trying(str(user_id), How.SECOND_FACTOR, HERE, uuid.uuid4())
        now = dt.datetime.now(dt.UTC)
        with transaction(self.engine) as connection:
            candidate = begin_try(connection, trying, now=now)
        with transaction(self.engine) as connection:
            right = shows_second_factor(connection, user_id, code, now=now)
            if finish_try(connection, candidate, right, try_id=trying.try_id, now=now) != user_id:
                raise SignInRefused
