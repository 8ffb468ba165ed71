"""The address of every page, and of what a figure is made of."""

import datetime as dt
from collections.abc import Mapping
from urllib.parse import quote, urlencode

from ledger.core.statements.table import Drill

Argument = str | int | dt.date | None

CLUBS = "/clubs/"

YES = "yes"
"""How an address says that something is so."""


def with_query(path: str, arguments: Mapping[str, Argument]) -> str:
    """Return an address with what is asked behind it; what is None or false is left out."""
    given = {
        name: YES if value is True else str(value)
        for name, value in arguments.items()
        if value is not None and value is not False
    }
    return f"{path}?{urlencode(given)}" if given else path


class Addresses:
    """The addresses of one club's pages."""

    def __init__(self, code: str, *, since: dt.date = dt.date.min) -> None:
        """Take the club's code, and the first day of its books."""
        self._since = since
        self.front = f"{CLUBS}{quote(code, safe='')}/"
        self.members = f"{self.front}members"
        self.acts = f"{self.front}record"
        self.applications = f"{self.front}applications"
        self._known: dict[Drill, str] = {}

    def report(self, name: str, /, **arguments: Argument) -> str:
        """Return the page of a report."""
        return with_query(self.front + name, arguments)

    def entry(self, entry_no: int) -> str:
        """Return the page of an entry."""
        return f"{self.front}entries/{entry_no}"

    def member(self, member_no: int) -> str:
        """Return the page of a member."""
        return f"{self.members}/{member_no}"

    def statement(self, member_no: Argument, /, **arguments: Argument) -> str:
        """Return the page of a member's statement."""
        return with_query(f"{self.members}/{member_no}/statement", arguments)

    def statement_file(self, member_no: Argument, kind: str, /, **arguments: Argument) -> str:
        """Return a member's statement as a file."""
        return with_query(f"{self.members}/{member_no}/statement.{kind}", arguments)

    def loan(self, loan_no: Argument, /, **arguments: Argument) -> str:
        """Return the page of a loan."""
        return with_query(f"{self.front}loans/{loan_no}", arguments)

    def loan_part(self, loan_no: int, part: str, /, **arguments: Argument) -> str:
        """Return what belongs to a loan: a paper, or what a payment would do."""
        return with_query(f"{self.front}loans/{loan_no}/{part}", arguments)

    def application(self, application_no: int) -> str:
        """Return the paper of an application for a loan."""
        return f"{self.front}applications/{application_no}/application.pdf"

    def minutes(self, held_on: dt.date) -> str:
        """Return the minutes of the meeting that decided on loans on a day."""
        return f"{self.front}meetings/{held_on.isoformat()}/minutes.pdf"

    def drill(self, drill: Drill) -> str:
        """Return where a figure's makings are shown, nothing for days before the books began."""
        found = self._known.get(drill)
        if found is None:
            found = self._known[drill] = self._worked_out(drill)
        return found

    def named(self, drill: Drill) -> str:
        """Return where the name beside such figures leads: to the person, not to the statement."""
        if drill.report == "member-statement":
            return f"{self.members}/{dict(drill.arguments)['member_no']}"
        return self.drill(drill)

    def _worked_out(self, drill: Drill) -> str:
        arguments = dict(drill.arguments)
        end = arguments.get("end")
        if isinstance(end, dt.date) and end < self._since:
            return ""
        if drill.report == "entry":
            return f"{self.front}entries/{arguments['entry_no']}"
        if drill.report == "member-statement":
            return self.statement(arguments.pop("member_no"), **arguments)
        if drill.report == "application":
            return f"{self.applications}/{arguments['application_no']}"
        if drill.report == "loan-card":
            return self.loan(arguments.pop("loan_no"), **arguments)
        return with_query(self.front + drill.report, arguments)
