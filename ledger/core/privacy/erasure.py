"""Erasing a person from the books: when it may be done, what goes, and what the law keeps."""

import json
import re
from dataclasses import dataclass
from enum import StrEnum

from ledger.core.accounts import MEMBER_CAPITAL, MONEY_ACCOUNTS, AccountType
from ledger.core.errors import RuleBroken
from ledger.core.statements.table import Phrase, phrase
from ledger.core.text import without_accents

ERASED = "(đã xóa theo yêu cầu)"
"""What stands in a row in place of a text that the row cannot be without."""


ERASE_PERSON = "erase-person"
"""The name of the act, which does not stand against itself while it waits for approval."""


class ErasureBar(StrEnum):
    """Why a person cannot be erased yet."""

    STILL_MEMBER = "still_member"
    """Bookkeeping rests on membership: whoever is a member is named in the books."""
    OWES = "owes"
    IS_OWED = "is_owed"
    OPEN_LOAN = "open_loan"
    """A loan that is granted or running, or written off and so still owed outside the books."""
    OPEN_APPLICATION = "open_application"
    OPEN_DISPUTE = "open_dispute"
    HOLDS_OFFICE = "holds_office"
    WAITING_APPROVAL = "waiting_approval"
    """Something about the member waits for a second person."""
    ERASED_ALREADY = "erased_already"


@dataclass(eq=False)
class ErasureRefused(RuleBroken):
    """A person cannot be erased yet: `reason` says why."""

    reason: str
    member_no: int


@dataclass(frozen=True, slots=True)
class PersonErased:
    """A member who left is erased; the reason stays, and names nobody."""

    member_no: int
    reason: str


@dataclass(frozen=True, slots=True)
class EntryWords:
    """The words of an entry, None what was erased or never written, and whom its lines name."""

    entry_no: int
    narration: str | None
    payer_name: str | None
    payer_address: str | None
    is_own: bool
    """It has a line of the member."""
    names_others: bool


@dataclass(frozen=True, slots=True)
class ErasedField:
    """A text of an entry that goes, with its salt."""

    entry_no: int
    field: str


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased of a person: texts of so many entries, and rows of other tables.

    `kept_texts` are texts that still say the name, because the hash of an entry or the life of a
    loan rests on them. `homonyms` are texts of entries that name nobody by number, and were left
    alone because another member has the same name.
    """

    member_no: int
    texts: int
    entries: int
    other_rows: int
    kept_texts: int
    homonyms: int


KEPT: tuple[Phrase, ...] = (
    phrase(
        "Kept: every entry with its day, accounts and amounts, its voucher number and the member's"
        " number; books are kept for ten years by the Law on Accounting."
    ),
    phrase(
        "Kept: what was agreed and happened of each loan, votes, days of joining and leaving, the"
        " household's class, and the papers that entries name; they are part of those books."
    ),
    phrase(
        "Kept: of the work that loans paid for the days, sums and numbers, and the income that the"
        " household told; what came of the loans is counted from them."
    ),
    phrase(
        "Kept: that consent was given, that something was asked or complained of, who looked, and"
        " that the person was erased; it proves that the law was followed."
    ),
)
"""What the law asks to keep, and why (DOMAIN.md, sections 3 and 9)."""


def erased_name(paper_code: str) -> str:
    """Return what stands in place of a member's name: that it was erased, and the code on paper."""
    return f"{ERASED} {paper_code}"


def is_owed_account(number: str, kind: AccountType) -> bool:
    """Tell whether a member's balance on an account is owed one way or the other."""
    return number == MEMBER_CAPITAL or (
        kind in {AccountType.ASSET, AccountType.LIABILITY} and number not in MONEY_ACCOUNTS
    )


def says_name(text: str | None, name: str) -> bool:
    """Tell whether a text says a whole name, with or without its accents, in any letters."""
    words, wanted = _words(text or ""), _words(name)
    length = len(wanted)
    return bool(wanted) and any(
        words[at : at + length] == wanted for at in range(len(words) - length + 1)
    )


def without_name(text: str, name: str) -> str:
    """Return a text with what says the name written over; the rest stays.

    It may be JSON: what is written over it has no mark that means something there.
    """
    in_json = json.dumps(name, ensure_ascii=False)[1:-1]
    wanted = "|".join(re.escape(one) for one in sorted({name, in_json}, key=len, reverse=True))
    found = re.sub(wanted, ERASED, text, flags=re.IGNORECASE)
    return ERASED if says_name(found, name) else found


def fields_to_erase(words: EntryWords, name: str) -> list[ErasedField]:
    """Return which words of an entry go.

    All of them, where the entry names this member and no other. Where it names others, or nobody,
    those that say the name; with the name of a payer goes the address.
    """
    said = [
        ("narration", words.narration),
        ("payer_name", words.payer_name),
        ("payer_address", words.payer_address),
    ]
    is_alone = words.is_own and not words.names_others
    is_payer = says_name(words.payer_name, name)
    return [
        ErasedField(words.entry_no, field)
        for field, text in said
        if text is not None
        and (is_alone or says_name(text, name) or (is_payer and field == "payer_address"))
    ]


def _words(text: str) -> list[str]:
    """Return the words of a text in small letters without accents or what stands between them."""
    plain = without_accents(text)
    return "".join(letter if letter.isalnum() else " " for letter in plain).split()
