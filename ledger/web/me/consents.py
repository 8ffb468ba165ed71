"""What a member agreed to beyond the books: read, given on the screen, taken back."""

from flask import Response

from ledger.core.privacy.consents import ConsentGiven, Way, text_of, text_to_read
from ledger.core.statements.table import phrase
from ledger.core.users.grants import NothingThere
from ledger.services.consents import consents, give_consent, withdraw_consent
from ledger.web.form.fields import Given
from ledger.web.form.page import FormPage, answer
from ledger.web.me.addresses import OwnAddresses
from ledger.web.me.own import own_number
from ledger.web.queries import Nothing, query_of
from ledger.web.visit import Visit, redirect

NOTHING = Nothing()


def agreed(visit: Visit) -> Response:
    """Show what she agreed to, and what she may still agree to."""
    query_of(NOTHING, visit.arguments)
    with visit.reading() as connection:
        found = consents(connection, visit.club.club_id, own_number(visit))
    now = text_to_read()
    in_force = any(one.is_in_force and one.given.text_version == now.version for one in found)
    return visit.page(
        "me/agreed.html", club=visit.club.club, addresses=OwnAddresses(visit.code),
        found=[(x, text_of(x.given.text_version, x.given.language)) for x in reversed(found)],
        may_agree=not in_force,
    )  # fmt: skip


def agree(visit: Visit) -> Response:
    """Let her read the text and agree to it."""
    text, language = text_to_read(), visit.reader.language.value

    def carry_out(_: Given) -> Response:
        given = ConsentGiven(text.version, language, Way.SCREEN, visit.today)
        with visit.writing() as connection:
            give_consent(
                connection, visit.club, own_number(visit), given, visit.request(),
                today=visit.today, address=visit.guest.address,
            )  # fmt: skip
        return _back(visit)

    page = FormPage(
        title=phrase("May the club use my data for more than its books?"),
        button=phrase("I agree"), fields=(), template="me/form.html",
        intro=(text.told(language), phrase("You need not agree, and lose nothing if you do not.")),
        way=_way(visit),
    )  # fmt: skip
    return answer(visit, page, carry_out)


def take_back(visit: Visit, consent_no: int) -> Response:
    """Let her take a consent back."""
    with visit.reading() as connection:
        found = consents(connection, visit.club.club_id, own_number(visit))
    if all(one.consent_no != consent_no for one in found):
        raise NothingThere

    def carry_out(_: Given) -> Response:
        with visit.writing() as connection:
            withdraw_consent(
                connection, visit.club, own_number(visit), consent_no, visit.request(),
                on=visit.today, today=visit.today, address=visit.guest.address,
            )  # fmt: skip
        return _back(visit)

    page = FormPage(
        title=phrase("Take my consent back"), button=phrase("Take it back"), fields=(),
        intro=(phrase("From today on the club uses your data for its books alone."),),
        way=_way(visit), template="me/form.html",
    )  # fmt: skip
    return answer(visit, page, carry_out)


def _way(visit: Visit) -> tuple[tuple[str, str], ...]:
    return ((OwnAddresses(visit.code).front, visit.club.club.name),)


def _back(visit: Visit) -> Response:
    return redirect(OwnAddresses(visit.code).own("agreed"))
