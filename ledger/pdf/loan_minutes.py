"""The minutes of the meeting that decided on loans (biên bản họp xét duyệt cho vay)."""

import datetime as dt

from ledger.core.statements.loan_papers_minutes import (
    ApprovalMinutes,
    minutes_loans_table,
    minutes_votes_table,
)
from ledger.i18n.locale import Locale
from ledger.pdf.loan_grid import put_table
from ledger.pdf.loan_sheet import Sheet, Signer
from ledger.pdf.paper import Document, to_pdf
from ledger.pdf.words import Speaker


def draw_loan_minutes(minutes: ApprovalMinutes, locale: Locale, *, printed_on: dt.date) -> bytes:
    """Return the minutes as a PDF: the same bytes for the same ones, language and day."""
    return to_pdf(loan_minutes_document(minutes, locale, printed_on))


def loan_minutes_document(
    minutes: ApprovalMinutes, locale: Locale, printed_on: dt.date
) -> Document:
    """Return the minutes laid out."""
    speaker = Speaker(locale)
    say, club = speaker.say, minutes.club
    title = say("Minutes of the meeting on loans")
    sheet = Sheet(locale, head=f"{title} – {speaker.date(minutes.held_on)}")
    sheet.letterhead(club)
    sheet.title(title.upper())
    sheet.fields(
        [
            (say("Day of the meeting"), speaker.date(minutes.held_on)),
            (say("Place of the meeting"), speaker.value(minutes.place)),
            (say("In the chair"), speaker.value(club.chair)),
            (say("Secretary"), speaker.value(club.secretary)),
        ]
    )
    _attendance(sheet, minutes)
    sheet.heading(say("Loans that were decided on"))
    put_table(sheet, minutes_loans_table(minutes), locale)
    sheet.skip(6)
    approved = say(
        "Approved in all: %(amount)s (%(words)s).",
        amount=speaker.money(minutes.approved), words=speaker.in_words(minutes.approved),
    )  # fmt: skip
    sheet.sentences([approved])
    sheet.heading(say("How the meeting voted"))
    put_table(sheet, minutes_votes_table(minutes), locale)
    sheet.skip(6)
    sheet.sentences([say("Nobody votes on their own loan.")])
    sheet.heading(say("Other opinions"))
    sheet.writing_lines(2)
    sheet.closing(
        [say("The minutes were read to the meeting, which agreed with them.")],
        [
            Signer(say("Secretary"), club.secretary),
            Signer(say("In the chair"), club.chair),
        ],
    )
    return sheet.document(club, title, printed_on)


def _attendance(sheet: Sheet, minutes: ApprovalMinutes) -> None:
    """Say who was there, who was not, and whether that was enough."""
    speaker = sheet.speaker
    say = speaker.say
    sheet.heading(say("Who was there"))
    facts = {
        "present": minutes.present, "members": minutes.members, "needed": minutes.needed,
    }  # fmt: skip
    quorum = (
        say(
            "Present: %(present)s of %(members)s members; at least %(needed)s are needed, so that "
            "the meeting can vote.",
            **facts,
        )
        if minutes.has_quorum
        else say(
            "Present: %(present)s of %(members)s members; at least %(needed)s are needed, so that "
            "the meeting cannot vote.",
            **facts,
        )
    )
    absent = say("Absent: nobody.")
    if minutes.absent:
        names = ", ".join(map(speaker.value, minutes.absent))
        absent = say("Absent (%(count)s): %(names)s.", count=len(minutes.absent), names=names)
    elif minutes.present < minutes.members:
        absent = say("Absent: %(count)s.", count=minutes.members - minutes.present)
    sheet.points([quorum, absent])
