"""The page on which an entry that is wrong is taken back, or put right by the right sum."""

from ledger.books.entries import entry_of
from ledger.books.refusals import EntryAlreadyReversed
from ledger.core.acts.correcting import EntryCorrected
from ledger.core.money import Money
from ledger.core.statements.table import phrase
from ledger.web.acts.act import About, Line, Look, Summary, WebAct, Words
from ledger.web.acts.kinds import kind
from ledger.web.acts.loan_fields import why
from ledger.web.acts.money_fields import no_round_sum
from ledger.web.form.fields import Field, FieldKind, Given


def _fields(_: Look) -> tuple[Field, ...]:
    return (
        why(phrase("What is wrong"), hint=phrase("Such as: it was Mrs Lua who paid, not Mrs Man")),
        Field(
            name="amount", label=phrase("The right sum, if only the sum is wrong (đồng)"),
            kind=FieldKind.AMOUNT, is_required=False, longest=30,
            hint=phrase("Left empty, it is taken back altogether and nothing stands in its place"),
        ),
    )  # fmt: skip


def _value(look: Look, given: Given) -> EntryCorrected:
    return EntryCorrected(
        entry_no=look.number or 0, reason=given.text("reason"), amount=given.number("amount")
    )


def _confirm(look: Look, act: EntryCorrected) -> Summary:
    connection, club_id, reader = look.connection, look.visit.club.club_id, look.visit.reader
    entry = entry_of(connection, club_id, act.entry_no)
    if entry.reversed_by is not None:
        raise EntryAlreadyReversed(entry_no=act.entry_no, by=entry.reversed_by)
    total = sum(line.debit for line in entry.lines)
    lines = [
        Line(phrase("Voucher"), entry.voucher),
        Line(phrase("Day"), reader.weekday_date(entry.occurred_on)),
        Line(phrase("In the books"), entry.told or phrase("(erased on request)")),
        Line(phrase("Recorded sum"), reader.money(total)),
    ]
    if act.amount is not None:
        lines.append(Line(phrase("Right sum"), reader.money(act.amount)))
    lines.append(Line(phrase("What is wrong"), act.reason))
    warnings: list[Words] = []
    if act.amount is None:
        warnings.append(phrase("The entry is taken back; nothing is recorded in its place."))
    else:
        warnings += no_round_sum(act.amount)
    return Summary(
        amount=total if act.amount is None else act.amount, lines=tuple(lines),
        warnings=tuple(warnings), button=_button(act, total), if_waiting=_asking(act, total),
    )  # fmt: skip


def _button(act: EntryCorrected, total: int) -> Words:
    if act.amount is None:
        return phrase("Take %(amount)s back", amount=Money(total))
    return phrase("Record %(amount)s instead", amount=Money(act.amount))


def _asking(act: EntryCorrected, total: int) -> Words:
    if act.amount is None:
        return phrase("Ask for approval to take %(amount)s back", amount=Money(total))
    return phrase("Ask for approval of %(amount)s instead", amount=Money(act.amount))


ACTS = (
    WebAct(
        kind=kind("correct", EntryCorrected), title=phrase("This entry is wrong"),
        what=phrase("it is reversed, with the right sum in its place"),
        intro=(
            phrase(
                "Nothing is rubbed out: a second entry undoes the first and names it. If more than"
                " the sum is wrong, take it back here and record it anew."
            ),
        ),
        about=About.ENTRY, fields=_fields, value=_value, confirm=_confirm,
        subject=lambda _, act: (About.ENTRY, act.entry_no),
    ),
)  # fmt: skip
