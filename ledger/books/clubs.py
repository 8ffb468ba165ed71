"""Clubs as stored: making one with its chart, funds, rules and counters, and finding it."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.engine import admit
from ledger.books.refusals import UnknownClub
from ledger.books.tables.accounts import AccountRow, FundRow
from ledger.books.tables.clubs import ClubCounterRow, ClubRow, ClubRulesRow, SystemCounterRow
from ledger.books.tables.users import UserRow
from ledger.books.types import LARGEST_NUMBER
from ledger.core.accounts import CHART, FUNDS, Account, Fund
from ledger.core.audit.canonical import GENESIS, instant_text
from ledger.core.clubs import Club, ClubRules
from ledger.core.errors import Conflict
from ledger.core.loans.lending_rules import LendingRules
from ledger.core.loans.written import read, write
from ledger.core.money import VND, Currency
from ledger.core.users.reach import EVERYWHERE, Reach

MOST_CLUBS = 10_000
"""The most clubs of one commune that are read at once; there are a few dozen."""


@dataclass(eq=False)
class ClubCodeTaken(Conflict):
    """Another club has this code."""

    code: str


def next_number(connection: Connection, name: str) -> int:
    """Return the next number of a system-wide series (clubs, users), locked till the end."""
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    query = (
        f"INSERT INTO system_counter (name, last_no) VALUES ({mark}, 1)"  # noqa: S608 - only marks
        " ON CONFLICT (name) DO UPDATE SET last_no = system_counter.last_no + 1 RETURNING last_no"
    )
    return int(connection.exec_driver_sql(query, (name,)).scalar_one())


def add_user(
    connection: Connection, sign_in_name: str, display_name: str, created_at: dt.datetime
) -> int:
    """Return the number of the user of that name, made when there is none."""
    query = sa.select(UserRow.user_id).where(UserRow.sign_in_name == sign_in_name)
    found = connection.execute(query).scalar()
    if found is not None:
        return found
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    made = (next_number(connection, "user"), sign_in_name, display_name, instant_text(created_at))
    connection.exec_driver_sql(
        "INSERT INTO app_user (user_id, sign_in_name, display_name, created_at)"  # noqa: S608 - marks
        f" VALUES ({mark}, {mark}, {mark}, {mark}) ON CONFLICT (sign_in_name) DO NOTHING",
        made,
    )
    return connection.execute(query).scalar_one()  # another may have been first


def add_club(
    connection: Connection,
    club: Club,
    *,
    created_at: dt.datetime,
    club_uuid: uuid.UUID,
    chart: tuple[Account, ...] = CHART,
    funds: tuple[Fund, ...] = FUNDS,
) -> int:
    """Store a club with its chart, funds and counters, and return its number.

    Raises `ClubCodeTaken`.
    """
    if connection.execute(sa.select(ClubRow.club_id).where(ClubRow.code == club.code)).first():
        raise ClubCodeTaken(code=club.code)
    club_id = next_number(connection, "club")
    admit(connection, [club_id])
    connection.execute(
        sa.insert(ClubRow).values(
            club_id=club_id, uuid=club_uuid, code=club.code, name=club.name,
            currency=club.currency.code, currency_digits=club.currency.digits,
            village=club.village, commune=club.commune, province=club.province,
            decision_no=club.decision_no, decided_on=club.decided_on,
            decision_issuer=club.decision_issuer, created_at=created_at,
        )
    )  # fmt: skip
    connection.execute(
        sa.insert(ClubCounterRow).values(
            club_id=club_id, last_entry_no=0, last_hash=GENESIS, last_member_no=0,
            last_household_no=0, last_loan_no=0, last_meeting_no=0, last_product_no=0,
            last_application_no=0, rebuilds=0, folding=0,
        )
    )  # fmt: skip
    connection.execute(
        sa.insert(AccountRow),
        [
            {"club_id": club_id, "account": one.number, "type": one.type.value,
             "normal_side": one.normal_side.value, "name_vi": one.name_vi, "name_en": one.name_en}
            for one in chart
        ],
    )  # fmt: skip
    connection.execute(
        sa.insert(FundRow),
        [
            {"club_id": club_id, "fund": one.code, "kind": one.kind.value,
             "equity_account": one.equity_account, "name_vi": one.name_vi, "name_en": one.name_en}
            for one in funds
        ],
    )  # fmt: skip
    return club_id


def add_rules(
    connection: Connection,
    club_id: int,
    rules: ClubRules,
    *,
    recorded_at: dt.datetime,
    recorded_by: int,
) -> None:
    """Store a version of the club's rules, in force from `rules.valid_from`."""
    connection.execute(
        sa.insert(ClubRulesRow).values(
            club_id=club_id, valid_from=rules.valid_from, meeting_day=rules.meeting_day,
            dues=rules.dues, capital_share=rules.shares[0], activity_share=rules.shares[1],
            mutual_share=rules.shares[2], principal_multiple=rules.principal_multiple,
            lending=write(rules.lending) if rules.lending else None,
            payment_limit=rules.payment_limit,
            recorded_at=recorded_at, recorded_by=recorded_by,
        )
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoredClub:
    """A club with its number and identity."""

    club_id: int
    uuid: uuid.UUID
    club: Club


def find_club(connection: Connection, code: str) -> StoredClub:
    """Return the club of a code (`UnknownClub`)."""
    found = code.isprintable() and _clubs(connection, ClubRow.code == code)
    if not found:
        raise UnknownClub(code=code)
    return found[0]


def list_clubs(
    connection: Connection, *, after: str = "", limit: int = 200, reach: Reach = EVERYWHERE
) -> list[StoredClub]:
    """Return clubs in order of code, at most `limit`, those after a code and within a reach."""
    return _clubs(connection, sa.and_(ClubRow.code > after, _within(reach)), limit=limit)


def _within(reach: Reach) -> sa.ColumnElement[bool]:
    if reach.is_everywhere:
        return sa.true()
    places = [
        ClubRow.province == province
        if commune is None
        else sa.and_(ClubRow.province == province, ClubRow.commune == commune)
        for province, commune in reach.areas
    ]
    return sa.or_(ClubRow.club_id.in_(reach.club_ids), *places)


def clubs_in_commune(connection: Connection, commune: str, province: str) -> list[StoredClub]:
    """Return the clubs of exactly this commune and province, in order of code."""
    here = sa.and_(ClubRow.commune == commune, ClubRow.province == province)
    return _clubs(connection, here, limit=MOST_CLUBS)


def clubs_numbered(connection: Connection, club_ids: Iterable[int]) -> list[StoredClub]:
    """Return the clubs of some numbers, in order of code (`UnknownClub`)."""
    wanted = sorted(set(club_ids))
    known = [number for number in wanted if 0 < number <= LARGEST_NUMBER]
    found = _clubs(connection, ClubRow.club_id.in_(known), limit=len(known))
    there = {one.club_id for one in found}
    for number in wanted:
        if number not in there:
            raise UnknownClub(code=str(number))
    return found


def club_at(
    connection: Connection,
    name: str,
    *,
    village: str | None,
    commune: str | None,
    province: str | None,
) -> StoredClub | None:
    """Return the club of exactly this name in this very place, None if there is none."""
    club = ClubRow
    found = _clubs(
        connection,
        sa.and_(
            club.name == name,
            club.village.is_not_distinct_from(village),
            club.commune.is_not_distinct_from(commune),
            club.province.is_not_distinct_from(province),
        ),
    )
    return found[0] if found else None


def codes_beginning(connection: Connection, beginning: str) -> set[str]:
    """Return the codes that begin with some letters."""
    query = sa.select(ClubRow.code).where(ClubRow.code.startswith(beginning, autoescape=True))
    return set(connection.execute(query).scalars())


def lock_clubs(connection: Connection) -> None:
    """Let nobody else make a club until the transaction ends, not even the first one."""
    counter = SystemCounterRow
    connection.exec_driver_sql(
        "INSERT INTO system_counter (name, last_no) VALUES ('club', 0)"
        " ON CONFLICT (name) DO NOTHING"
    )
    connection.execute(
        sa.update(counter).where(counter.name == "club").values(last_no=counter.last_no)
    )


def _clubs(
    connection: Connection, condition: sa.ColumnElement[bool], limit: int = 1
) -> list[StoredClub]:
    query = sa.select(ClubRow.__table__).where(condition).order_by(ClubRow.code).limit(limit)
    return [club_from(row) for row in connection.execute(query)]


def club_from(row: sa.Row[*tuple[object, ...]], prefix: str = "") -> StoredClub:
    """Return the club of a row that has a club's columns, their names behind a prefix."""
    found = {
        name.removeprefix(prefix): value
        for name, value in row._mapping.items()  # noqa: SLF001 - SQLAlchemy's public name for it
        if name.startswith(prefix)
    }
    texts = ("name", "village", "commune", "province", "decision_no", "decision_issuer")
    return StoredClub(
        found["club_id"],
        found["uuid"],
        Club(
            code=found["code"], currency=_currency(found["currency"], found["currency_digits"]),
            decided_on=found["decided_on"], **{name: found[name] for name in texts},
        ),
    )  # fmt: skip


def _currency(code: str, digits: int) -> Currency:
    return VND if (code, digits) == ("VND", 0) else Currency(code, digits)


def all_rules(connection: Connection, club_id: int) -> list[ClubRules]:
    """Return the versions of the club's rules in the order of the days from which they hold."""
    query = (
        sa.select(ClubRulesRow.__table__)
        .where(ClubRulesRow.club_id == club_id)
        .order_by(ClubRulesRow.valid_from)
    )
    return [_rules(row) for row in connection.execute(query)]


def rules_on(connection: Connection, club_id: int, day: dt.date) -> ClubRules | None:
    """Return the club's rules in force on a day, None when there are none yet."""
    in_force = [one for one in all_rules(connection, club_id) if one.valid_from <= day]
    return in_force[-1] if in_force else None


def _rules(row: sa.Row[tuple[object, ...]]) -> ClubRules:
    return ClubRules(
        valid_from=row.valid_from, meeting_day=row.meeting_day, dues=row.dues,
        shares=(row.capital_share, row.activity_share, row.mutual_share),
        principal_multiple=row.principal_multiple,
        lending=read(LendingRules, row.lending) if row.lending else None,
        payment_limit=row.payment_limit,
    )  # fmt: skip
