"""The page of a form that came after its session had ended: sign in again, and go on with it."""

from dataclasses import replace
from urllib.parse import quote

from flask import Request, Response

from ledger.core.statements.table import phrase
from ledger.core.users.signing_in import How
from ledger.core.users.tokens import token_digest
from ledger.services.sessions import whose_session
from ledger.web.carrying import CARRIED, carried
from ledger.web.door import SIGN_IN, SignedOut, session_token
from ledger.web.form.page import FormPage, show
from ledger.web.form.proof import check_form
from ledger.web.sign_in import MEMBER_SIGN_IN, NAME, NUMBER, PASSWORD, PIN, with_secret
from ledger.web.visit import Visit

TITLE = phrase("Sign in again, and go on with your form")
TOLD = (
    phrase("You were away for too long, so you are not signed in any more; nothing was recorded."),
    phrase("What you typed is kept on this page until you leave it. Only you get it back."),
)


def signed_out(visit: Visit, request: Request) -> Response:
    """Ask for the sign-in on a page that carries what was typed; nothing is carried out.

    Only a form of a page of ours, by the session that has ended, is carried: its proof was made
    by that session's token. Raises `SignedOut` for any other.
    """
    token = session_token(request)
    if token is None or request.mimetype != "application/x-www-form-urlencoded":
        raise SignedOut
    check_form(request, token)
    with visit.reading() as connection:
        session = whose_session(connection, token_digest(token))
    query = request.query_string.decode("ascii", "replace")
    address = quote(request.path) + (f"?{query}" if query else "")
    form = session and carried(session[0], address, request.form.to_dict(flat=False))
    if session is None or form is None:
        raise SignedOut
    by_password = session[1] == How.PASSWORD
    page = FormPage(
        title=TITLE, button=phrase("Sign in"), intro=TOLD,
        fields=(NAME, PASSWORD, CARRIED) if by_password else (NUMBER, PIN, CARRIED),
        action=SIGN_IN if by_password else MEMBER_SIGN_IN,
    )  # fmt: skip
    proven = with_secret(replace(visit, typed={CARRIED.name: [form.written()]}))
    response = show(proven.visit, page)
    response.status_code = 403
    return proven.keep(response)
