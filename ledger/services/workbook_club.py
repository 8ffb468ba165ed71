"""The club, its rules, members and loans, as a workbook brings them into the books."""

import datetime as dt
import re
from dataclasses import dataclass
from itertools import count

from sqlalchemy.engine import Connection

from ledger.books.clubs import club_at, codes_beginning
from ledger.books.loans import StoredLoan, add_loans
from ledger.books.members import NewMember, add_households, add_members, set_counters
from ledger.core.clubs import Club, ClubRules
from ledger.core.errors import Conflict, RuleBroken
from ledger.core.text import without_accents
from ledger.core.workbook.entries import Numbers
from ledger.core.workbook.loans import loans_of
from ledger.core.workbook.values import ClubFacts, Workbook

LONGEST_CODE = 20

_CODE = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*")
_WHAT_IT_IS = re.compile(r"^(?:cau lac bo|clb)\b(?: lien the he)?(?: tu giup nhau)?")


@dataclass(eq=False)
class ClubCodeNotUsable(RuleBroken):
    """A club's code is capital letters and digits, perhaps with dashes between them."""

    code: str
    longest: int


@dataclass(eq=False)
class ClubAlreadyThere(Conflict):
    """A club is read in from a workbook once; what comes later is recorded in its books."""

    code: str
    name: str


def new_club(connection: Connection, facts: ClubFacts, code: str | None) -> Club:
    """Return the club to be made, under the code given or one made from its name.

    Raises `ClubCodeNotUsable`, and `ClubAlreadyThere` when a club of the same name stands in the
    same village, commune and province.
    """
    there = club_at(
        connection, facts.name, village=facts.village, commune=facts.commune,
        province=facts.province,
    )  # fmt: skip
    if there is not None:
        raise ClubAlreadyThere(code=there.club.code, name=facts.name)
    return Club(
        code=_free_code(connection, facts.name) if code is None else _usable(code),
        name=facts.name, village=facts.village, commune=facts.commune, province=facts.province,
        decision_no=facts.decision_no, decided_on=facts.decided_on,
        decision_issuer=facts.decision_issuer,
    )  # fmt: skip


def rules_of(workbook: Workbook) -> ClubRules:
    """Return the club's rules, in force from the first day that the workbook speaks of."""
    club = workbook.club
    days = [event.occurred_on for event in workbook.events]
    days += [member.joined_on for member in workbook.members]
    days += [loan.agreed_on for loan in workbook.loans]
    return ClubRules(min(days), club.meeting_day, club.dues, club.shares, club.principal_multiple)


def add_people(
    connection: Connection, club_id: int, workbook: Workbook, since: dt.date, now: dt.datetime
) -> Numbers:
    """Store households, members and loans in the order of the sheets; return their numbers.

    The households' classes hold from the day `since`: the paper gives no other.
    """
    homes = {
        one.household: (one.household_class.value, one.certificate_no) for one in workbook.members
    }
    home_no = {code: number for number, code in enumerate(homes, 1)}
    member_no = {one.code: number for number, one in enumerate(workbook.members, 1)}
    loan_no = {one.code: number for number, one in enumerate(workbook.loans, 1)}
    add_households(
        connection, club_id, [(home_no[code], code, *facts) for code, facts in homes.items()],
        valid_from=since, recorded_at=now,
    )  # fmt: skip
    people = [
        NewMember(
            member_no[one.code], one.code, home_no[one.household], one.name, one.joined_on,
            birth_year=one.birth_year, sex=one.sex.value if one.sex else None,
            ethnic_group=one.ethnic_group, phone=one.phone, position=one.position,
        )
        for one in workbook.members
    ]  # fmt: skip
    add_members(connection, club_id, people, now)
    loans = [
        StoredLoan(
            loan_no[one.facts.code], one.facts.code, member_no[one.facts.member],
            one.facts.agreed_on, one.facts.amount, one.facts.term_months,
            one.facts.monthly_rate_ppm, one.facts.principal_method.value, one.facts.purpose,
            one.contract,
        )
        for one in loans_of(workbook)
    ]  # fmt: skip
    if loans:
        add_loans(connection, club_id, loans, now)
    set_counters(
        connection, club_id, members=len(member_no), households=len(home_no), loans=len(loan_no)
    )
    names = {one.code: one.name for one in workbook.members}
    return Numbers(member_no, loan_no, names)


def _usable(code: str) -> str:
    wanted = code.strip().upper()
    if len(wanted) > LONGEST_CODE or not _CODE.fullmatch(wanted):
        raise ClubCodeNotUsable(code=code, longest=LONGEST_CODE)
    return wanted


def _free_code(connection: Connection, name: str) -> str:
    """Return a code from the name: "Câu lạc bộ Hạnh Phúc" is HANHPHUC, a second one HANHPHUC2."""
    plain = re.sub(r"[^0-9a-z]+", " ", without_accents(name)).strip()
    letters = _WHAT_IT_IS.sub("", plain).replace(" ", "") or plain.replace(" ", "") or "clb"
    code = letters.upper()[:LONGEST_CODE]
    taken = codes_beginning(connection, code[: LONGEST_CODE - 4])
    if code not in taken:
        return code
    numbered = (f"{code[: LONGEST_CODE - len(str(n))]}{n}" for n in count(2))
    return next(one for one in numbered if one not in taken)
