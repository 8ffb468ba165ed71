"""The pages of the cash box: it is counted note by note, and a difference is posted."""

from flask import Response

from ledger.core.acts.counting import NOTES as DENOMINATIONS
from ledger.core.acts.counting import CashCountTaken, DifferencePosted
from ledger.core.statements.table import phrase
from ledger.services.cash_counts import book_on, count_paper, counts
from ledger.web.acts.act import About, Group, Line, Look, Summary, WebAct, Words
from ledger.web.acts.kinds import kind
from ledger.web.acts.money_fields import day, fund, fund_words
from ledger.web.addresses import Addresses
from ledger.web.files import file
from ledger.web.form.fields import LONGEST_WORDS, Choice, Field, FieldKind, Given
from ledger.web.queries import Nothing, query_of
from ledger.web.visit import Visit

NOTHING = Nothing()
OPEN = "open"
REASON = Field(
    name="reason", label=phrase("If it does not agree: why, as far as you know"),
    kind=FieldKind.WORDS, is_required=False, longest=LONGEST_WORDS,
)  # fmt: skip


def _fields(look: Look) -> tuple[Field, ...]:
    notes = tuple(
        Field(
            name=f"n{value}",
            says_optional=False,
            kind=FieldKind.NUMBER,
            is_required=False,
            longest=6,
            label=phrase("Notes of %(value)s", value=look.visit.reader.money(value)),
        )
        for value in DENOMINATIONS
    )
    usual = fund(OPEN, phrase("If it does not agree, the difference is"), "post")
    leave = Choice(OPEN, phrase("left open for now"))
    witness = Field(name="witness", label=phrase("Who counted with you"))
    return (*notes, witness, day(look), REASON, _with_choice(usual, leave))


def _with_choice(one: Field, first: Choice) -> Field:
    return Field(
        name=one.name, label=one.label, kind=one.kind, usual=one.usual,
        choices=(first, *one.choices),
        hint=phrase("To a fund it is posted at once, as something to be explained"),
    )  # fmt: skip


def _value(_: Look, given: Given) -> CashCountTaken:
    notes = tuple(
        (value, pieces) for value in DENOMINATIONS if (pieces := given.number(f"n{value}"))
    )
    post = given.text("post")
    return CashCountTaken(
        counted_on=given.day("on"), notes=notes, witness=given.text("witness"),
        reason=given.text_or_none("reason"), fund=None if post == OPEN else post,
    )  # fmt: skip


def _confirm(look: Look, act: CashCountTaken) -> Summary:
    reader = look.visit.reader
    book = book_on(look.connection, look.visit.club.club_id, act.counted_on)
    differs = act.counted - book
    warnings: tuple[Words, ...] = ()
    if differs:
        what = phrase("There is more in the box than in the book: %(amount)s")
        if differs < 0:
            what = phrase("There is less in the box than in the book: %(amount)s")
        warnings = (reader.say(what.msgid, amount=reader.money(abs(differs))),)
    lines = [
        Line(reader.money(value), phrase("%(pieces)s pieces", pieces=pieces))
        for value, pieces in act.notes
    ]
    lines += [
        Line(phrase("In the book"), reader.money(book)),
        Line(phrase("Day"), reader.weekday_date(act.counted_on)),
        Line(phrase("Counted with"), act.witness),
    ]
    if differs and act.fund:
        lines.append(Line(phrase("The difference is posted to"), fund_words(act.fund)))
    return Summary(
        amount=act.counted, lines=tuple(lines), warnings=warnings,
        button=phrase("Keep this count"),
    )  # fmt: skip


def _difference(look: Look, given: Given) -> DifferencePosted:
    return DifferencePosted(
        occurred_on=given.day("on"), count_no=look.number or 0, fund=given.text("fund"),
        reason=given.text("reason"),
    )  # fmt: skip


def _difference_confirmed(look: Look, act: DifferencePosted) -> Summary:
    reader = look.visit.reader
    paper = count_paper(look.connection, look.visit.club, act.count_no)
    return Summary(
        lines=(
            Line(phrase("Counted on"), reader.date(paper.counted_on)),
            Line(phrase("Difference"), reader.money(paper.difference)),
            Line(phrase("Fund"), fund_words(act.fund)),
            Line(phrase("Reason"), act.reason),
        ),
        button=phrase("Post this difference"),
    )


def count_list(visit: Visit) -> Response:
    """Show the counts, the latest first."""
    query_of(NOTHING, visit.arguments)
    with visit.reading() as connection:
        found = counts(connection, visit.club)
    return visit.page(
        "meetings/counts.html", club=visit.club.club, addresses=Addresses(visit.code),
        counts=found,
    )  # fmt: skip


def count_file(visit: Visit, count_no: int) -> Response:
    """Return the sheet of a count on paper (08a-TT)."""
    from ledger.pdf.cash_count import draw_cash_count

    query_of(NOTHING, visit.arguments)
    with visit.reading() as connection:
        paper = count_paper(connection, visit.club, count_no)
    content = draw_cash_count(paper, visit.reader.locale, printed_on=visit.today)
    return file(content, "pdf", visit.code, "cash-count", str(count_no))


ACTS = (
    WebAct(
        kind=kind("cash-count", CashCountTaken), title=phrase("Count the cash box"),
        what=phrase("note by note, with a witness"), group=Group.BOX, fields=_fields,
        value=_value, confirm=_confirm,
        intro=(phrase("Write how many notes of each there are; leave the others empty."),),
    ),
    WebAct(
        kind=kind("cash-difference", DifferencePosted),
        title=phrase("Post the difference of a count"), what=phrase("to a fund, with its reason"),
        about=About.COUNT,
        fields=lambda look: (
            fund("activity"), Field(name="reason", label=phrase("Why it differs"), longest=200),
            day(look),
        ),
        value=_difference, confirm=_difference_confirmed,
        subject=lambda _, act: (About.COUNT, act.count_no),
    ),
)  # fmt: skip
