"""What a page of an act is made of: whom it is about, what it asks, how it is confirmed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from sqlalchemy.engine import Connection

from ledger.books.loans import LoanFile
from ledger.books.members import StoredMember
from ledger.core.loans.application import Application
from ledger.core.loans.steps import LoanStage, Step
from ledger.core.statements.table import Name, Phrase
from ledger.core.users.policy import Permission
from ledger.services.doing import ActKind
from ledger.web.form.fields import Field, Given
from ledger.web.visit import Visit

Value = TypeVar("Value")
Words = Phrase | Name | str


class About(Enum):
    """Whom or what an act is about; chosen before anything else is asked."""

    NOTHING = ""
    MEMBER = "member"
    LOAN = "loan"
    APPLICATION = "application"
    ENTRY = "entry"
    COUNT = "count"


class Group(Enum):
    """Under which heading an act stands on the page of all acts."""

    IN = "in"
    OUT = "out"
    LEND = "lend"
    BANK = "bank"
    WORK = "work"
    BOX = "box"
    MEMBERS = "members"
    MONTHS = "months"
    FOUND_ELSEWHERE = ""
    """It is reached from what it is about: a loan, an entry, a member."""


@dataclass(frozen=True, slots=True)
class Look:
    """What an act's page looks at: the club, and whom or what the act is about."""

    visit: Visit
    connection: Connection
    number: int | None = None
    member: StoredMember | None = None
    application: Application | None = None
    file: LoanFile | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of what is confirmed: what it is, and what was given."""

    label: Words
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """An act as it is confirmed, read like a receipt: the sum, the lines, what needs a look.

    `who` is the person it is about; `button` names what the button does, with the sum, and
    `if_waiting` what it does where a second person has to say yes, if that has words of its own.
    """

    button: Words
    lines: tuple[Line, ...] = ()
    amount: int | None = None
    who: str = ""
    warnings: tuple[Words, ...] = ()
    if_waiting: Words | None = None


def _about_nothing(_look: Look, _value: object) -> None:
    """Return that an act is about nobody in particular."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebAct(Generic[Value]):
    """An act as a page: its address is its kind's name.

    `fields` are asked once it is known whom the act is about; `value` makes the act of what was
    typed; `confirm` says what it comes to.
    """

    kind: ActKind[Value]
    title: Phrase
    what: Phrase
    fields: Callable[[Look], Sequence[Field]]
    value: Callable[[Look, Given], Value]
    confirm: Callable[[Look, Value], Summary]
    about: About = About.NOTHING
    group: Group = Group.FOUND_ELSEWHERE
    permission: Permission = Permission.RECORD_MONEY
    intro: tuple[Phrase, ...] = ()
    subject: Callable[[Look, Value], tuple[About, int] | None] = _about_nothing
    """Whom a stored act is about, to show it again where it waits."""
    step: Step | None = None
    """The step of a loan's life that it is: it is offered where that may be taken."""
    stages: frozenset[LoanStage] | None = None
    """At which stages of a loan it may be done, where it is no step and more than those open."""
    template: str = "acts/ask.html"
    """By what its form is drawn."""

    @property
    def name(self) -> str:
        """Return the name in the address."""
        return self.kind.name
