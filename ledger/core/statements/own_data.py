"""All that a club holds of one member as a table that can be read, printed and taken home."""

from collections.abc import Iterator, Mapping

from ledger.core.privacy.data_requests import RequestKind
from ledger.core.privacy.own_data import OwnData, OwnEntry, OwnLoan
from ledger.core.statements.lists import CLASSES
from ledger.core.statements.look_words import look_words
from ledger.core.statements.own_work import own_work_lines
from ledger.core.statements.table import (
    Column,
    ColumnKind,
    Phrase,
    Row,
    RowKind,
    Table,
    Value,
    filled,
    phrase,
)

COLUMNS = (
    Column("date", phrase("Date"), ColumnKind.DATE),
    Column("what", phrase("What is held")),
    Column("text", phrase("As it is written")),
    Column("amount", phrase("Amount"), ColumnKind.AMOUNT),
)
SEXES: Mapping[str, Phrase] = {"female": phrase("Female"), "male": phrase("Male")}
ANSWERS: Mapping[bool, Phrase] = {
    True: phrase("Yes, in difficulty"),
    False: phrase("No, not in difficulty"),
}
COMINGS: Mapping[str, Phrase] = {
    "joined": phrase("Joined the club"),
    "left": phrase("Left the club"),
}
VOTES: Mapping[str, Phrase] = {
    "for": phrase("Voted for application no. %(number)s"),
    "against": phrase("Voted against application no. %(number)s"),
    "abstained": phrase("Abstained on application no. %(number)s"),
}
EVENTS: Mapping[str, Phrase] = {
    "disbursement": phrase("Loan paid out"),
    "repayment": phrase("Repayment of a loan"),
    "charging": phrase("Fine or fee charged"),
    "waiver": phrase("Something was forgiven"),
    "refund": phrase("Money given back"),
    "write_off": phrase("Given up by the club"),
    "overdue_move": phrase("Moved to overdue loans, or back"),
    "accrual": phrase("Interest written down"),
    "new_schedule": phrase("New days to pay were agreed"),
    "inheritance": phrase("Another took the debt over"),
    "closing": phrase("The loan was closed"),
    "undoing": phrase("An earlier event was taken back"),
}
REQUESTS: Mapping[RequestKind, Phrase] = {
    RequestKind.LOOK: phrase("Asked to see the own data"),
    RequestKind.EXPORT: phrase("Asked for a copy of the own data"),
    RequestKind.CORRECT: phrase("Asked for a correction"),
    RequestKind.RESTRICT: phrase("Asked to restrict the use of the own data"),
    RequestKind.ERASE: phrase("Asked to be erased"),
    RequestKind.WITHDRAW: phrase("Asked to take a consent back"),
    RequestKind.OBJECT: phrase("Objected to the use of the own data"),
}

_Line = tuple[Value, Value, Value, Value]


def own_data_table(data: OwnData) -> Table:
    """Return what a club holds of a member, a section for each kind of thing; amounts in đồng."""
    sections = (
        (phrase("Person"), _person(data)),
        (phrase("Membership and household"), _membership(data)),
        (phrase("Loans"), _lending(data)),
        (phrase("Work and what came of it"), own_work_lines(data)),
        (phrase("Entries of the books"), (line for one in data.entries for line in _entry(one))),
        (phrase("Consents, requests and complaints"), _privacy(data)),
        (phrase("What was changed"), _changes(data)),
        (phrase("Who looked"), _looks(data)),
    )
    rows: list[Row] = []
    for title, lines in sections:
        found = [Row(line) for line in lines]
        if found:
            rows += [Row((None, title, "", None), RowKind.HEADING), *found]
    scope = (
        phrase(
            "%(name)s, member no. %(number)s", name=data.person.name,
            number=data.person.paper_code,
        ),
        phrase("As known at %(instant)s", instant=data.taken_at),
    )  # fmt: skip
    title = phrase("What the club holds about you")
    return Table("own-data", title, data.club, scope, COLUMNS, tuple(rows))


def _person(data: OwnData) -> Iterator[_Line]:
    one = data.person
    named: tuple[tuple[Phrase, Value], ...] = (
        (phrase("Full name"), one.name),
        (phrase("No."), one.paper_code),
        (phrase("Year of birth"), None if one.birth_year is None else str(one.birth_year)),
        (phrase("Sex"), SEXES.get(one.sex or "", one.sex)),
        (phrase("Ethnic group"), one.ethnic_group),
        (phrase("Phone"), one.phone),
        (phrase("Position"), one.position),
        (
            phrase("In difficulty"),
            None if one.in_difficulty is None else ANSWERS[one.in_difficulty],
        ),
    )
    yield from ((None, what, text, None) for what, text in named if text is not None)
    if data.user is not None:
        yield None, phrase("Name to sign in by"), data.user.sign_in_name, None
        for slip in data.user.slips:
            yield slip.issued_at, phrase("Slip handed out"), "", None


def _membership(data: OwnData) -> Iterator[_Line]:
    for coming in data.comings:
        yield coming.on, COMINGS.get(coming.kind, coming.kind), "", None
    for one in data.classes:
        what = CLASSES.get(one.household_class, one.household_class)
        home = phrase("Household %(what)s", what=data.household)
        yield one.valid_from, home, what, None
        if one.certificate_no is not None:
            yield one.certificate_on, phrase("Certificate"), one.certificate_no, None


def _lending(data: OwnData) -> Iterator[_Line]:
    for asked in data.applications:
        number = asked.application_no
        what = phrase("Application no. %(number)s", number=number)
        yield asked.applied_on, what, asked.purpose, asked.amount
        for text in (asked.plan, asked.co_signer, asked.opinion, asked.turned_down_reason):
            if text:
                yield None, "", text, None
    for vote in data.votes:
        yield None, filled(VOTES[vote.vote], number=vote.application_no), "", None
    yield from (line for loan in data.loans for line in _loan(loan))


def _loan(loan: OwnLoan) -> Iterator[_Line]:
    what = phrase("Loan %(loan)s", loan=loan.paper_code)
    yield loan.agreed_on, what, loan.purpose or "", loan.principal
    for told in loan.events:
        amount = getattr(told.event, "amount", None)
        event = EVENTS.get(told.kind, told.kind)
        yield told.event.occurred_on, event, told.reason or "", amount


def _entry(entry: OwnEntry) -> Iterator[_Line]:
    yield entry.occurred_on, entry.voucher, entry.narration or "", None
    for text in (entry.payer_name, entry.payer_address):
        if text:
            yield None, "", text, None
    for line in entry.lines:
        yield None, line.account, line.account_name, line.debit or -line.credit


def _privacy(data: OwnData) -> Iterator[_Line]:
    for one in data.consents:
        given = one.consent.given
        yield given.given_on, phrase("Consent given"), one.text, None
        if one.consent.withdrawn_on is not None:
            yield one.consent.withdrawn_on, phrase("Consent taken back"), "", None
    for asked in data.requests:
        yield asked.received_on, REQUESTS[asked.kind], asked.said, None
        if asked.outcome is not None:
            yield asked.done_on, phrase("What came of it"), asked.outcome, None
    for limit in data.restrictions:
        what = phrase("Used for the books alone from this day")
        yield limit.valid_from, what, limit.reason, None
        if limit.lifted_on is not None:
            yield limit.lifted_on, phrase("Used as before from this day"), "", None
    for dispute in data.disputes:
        yield dispute.opened_at, phrase("Complaint"), dispute.complaint.said, None
        if dispute.answer is not None:
            answer = dispute.answer
            yield answer.answered_at, phrase("Answer of the club"), answer.said, None


def _changes(data: OwnData) -> Iterator[_Line]:
    for one in data.changes:
        words = phrase(
            "From “%(before)s” to “%(after)s”: %(reason)s",
            before=one.before or "", after=one.after or "", reason=one.reason,
        )  # fmt: skip
        yield one.changed_at, one.field, words, None
    for asking in data.askings:
        yield asking.asked_at, phrase("Asked of a second person"), asking.summary, None


def _looks(data: OwnData) -> Iterator[_Line]:
    for look in data.looks:
        yield look.seen_at, look_words(look.what), look.user, None
