"""What the trail of a club calls things in a reader's words: acts, and what they were done to."""

from collections.abc import Mapping

from ledger.core.statements.table import Phrase, filled, phrase
from ledger.core.users.grants import Role
from ledger.web.acts.registry import ACTS
from ledger.web.addresses import Addresses
from ledger.web.people_words import ROLES
from ledger.web.words import Reader

OTHER_ACTS: Mapping[str, Phrase] = {
    "check the books": phrase("Had all of the books checked"),
    "make club": phrase("Made the club"),
    "read workbook in": phrase("Read the club's workbook in"),
    "make member user": phrase("Let a member sign in"),
    "issue slip": phrase("Handed a slip out"),
    "choose first pin": phrase("Chose the first PIN"),
    "clear pin": phrase("Took a forgotten PIN away"),
    "give consent": phrase("Took a member's consent down"),
    "withdraw consent": phrase("Took the end of a consent down"),
    "restrict member": phrase("Restricted a member's data"),
    "lift restriction": phrase("Ended the restriction of a member's data"),
    "take data request": phrase("Took a request about data down"),
    "answer data request": phrase("Answered a request about data"),
    "finish data request": phrase("Finished a request about data"),
    "open dispute": phrase("Wrote down that something is not right"),
    "answer dispute": phrase("Answered what a member said is not right"),
    "erase person": phrase("Erased a person's data"),
    "take copy": phrase("Took a copy of the books"),
    "make first administrator": phrase("Made the first administrator"),
    "make user": phrase("Made a user"),
    "set password": phrase("Set a new password for somebody"),
    "change password": phrase("Changed the own password"),
    "set pin": phrase("Set the own PIN"),
    "disable user": phrase("Shut somebody out"),
    "enable user": phrase("Let somebody in again"),
    "set up second factor": phrase("Set the second step up"),
    "take away second factor": phrase("Took the second step away"),
    "make recovery codes": phrase("Made new codes for the second step"),
    "enrol device": phrase("Made a device known"),
    "revoke device": phrase("Let a device be known no more"),
    "end session": phrase("Signed a device out"),
    "end other sessions": phrase("Signed all other devices out"),
}
OF_AN_ACT: Mapping[str, Phrase] = {
    "ask": phrase("Asked for approval: %(act)s"),
    "approved": phrase("Approved: %(act)s"),
    "refused": phrase("Refused: %(act)s"),
    "withdrawn": phrase("Took back: %(act)s"),
    "seen": phrase("Has seen: %(act)s"),
}
"""By the word before an act's own name."""

OF_A_ROLE: Mapping[str, Phrase] = {
    "give role": phrase("Gave the role: %(role)s"),
    "end role": phrase("Ended the role: %(role)s"),
    "reinstate as": phrase("Two vouched for the role: %(role)s"),
}
SUBJECTS: Mapping[str, Phrase] = {
    "approval": phrase("approval %(number)s"),
    "application": phrase("application %(number)s"),
    "club": phrase("club %(code)s"),
    "count": phrase("count %(number)s"),
    "dispute": phrase("complaint %(number)s"),
    "entry": phrase("entry %(number)s"),
    "loan": phrase("loan %(number)s"),
    "member": phrase("member %(number)s"),
    "request": phrase("request %(number)s"),
    "user": phrase("user %(number)s"),
}
"""By the first word of what something was done to."""

PAGES: Mapping[str, str] = {
    "approval": "waiting/", "entry": "entries/", "loan": "loans/", "member": "members/",
}  # fmt: skip
"""Where some of them have a page of their own, below the club's."""


def act_words(act: str, reader: Reader) -> str:
    """Return what was done; what has no words yet stands as it is kept."""
    known = OTHER_ACTS.get(act)
    if known is not None:
        return reader.phrase(known)
    if act in ACTS:
        return reader.phrase(ACTS[act].title)
    first, _, rest = act.partition(" ")
    if first in OF_AN_ACT and rest:
        return reader.phrase(filled(OF_AN_ACT[first], act=act_words(rest, reader)))
    words, _, role = act.rpartition(" ")
    if words in OF_A_ROLE and role in {one.value for one in Role}:
        return reader.phrase(filled(OF_A_ROLE[words], role=reader.phrase(ROLES[Role(role)])))
    return act


def subject_words(subject: str) -> Phrase | str:
    """Return to what it was done."""
    kind, _, number = subject.partition(" ")
    if kind not in SUBJECTS or not number:
        return subject
    return filled(SUBJECTS[kind], **{"code" if kind == "club" else "number": number})


def subject_address(subject: str, addresses: Addresses) -> str:
    """Return the page of what it was done to, nothing where there is none."""
    kind, _, number = subject.partition(" ")
    if kind not in PAGES or not (number.isascii() and number.isdigit()):
        return ""
    return f"{addresses.front}{PAGES[kind]}{number}"
