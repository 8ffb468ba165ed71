"""Users as stored: making and finding them, and by what each signs in."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.clubs import next_number
from ledger.books.engine import admit
from ledger.books.grants import KeptGrant, grants_by_user
from ledger.books.tables.clubs import ClubRow
from ledger.books.tables.members import MemberRow
from ledger.books.tables.users import CredentialRow, GrantRow, RecoveryCodeRow, UserRow
from ledger.books.types import LARGEST_NUMBER
from ledger.core.errors import Conflict, NotFound
from ledger.core.users.grants import Role


@dataclass(eq=False)
class UnknownUser(NotFound):
    """There is no user of that number."""

    user_id: int


@dataclass(eq=False)
class SignInNameTaken(Conflict):
    """Another user signs in by this name."""

    name: str


@dataclass(frozen=True, slots=True)
class StoredUser:
    """A user, and by what the user may sign in; without a `changed_at` by nothing at all."""

    user_id: int
    sign_in_name: str
    name: str
    has_password: bool
    has_pin: bool
    has_second_factor: bool
    must_change: bool
    disabled_at: dt.datetime | None
    changed_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class ListedUser:
    """A user with all grants that have not been ended."""

    user: StoredUser
    grants: tuple[KeptGrant, ...]


def add_new_user(
    connection: Connection, sign_in_name: str, name: str, created_at: dt.datetime
) -> int:
    """Store a user who may sign in once there is something to sign in by; return the number.

    Raises `SignInNameTaken`.
    """
    user_id = next_number(connection, "user")  # nobody else makes one until the end
    if user_named(connection, sign_in_name) is not None:
        raise SignInNameTaken(name=sign_in_name)
    connection.execute(
        sa.insert(UserRow).values(
            user_id=user_id, sign_in_name=sign_in_name, display_name=name, created_at=created_at
        )
    )
    return user_id


def user_named(connection: Connection, sign_in_name: str) -> int | None:
    """Return the user who signs in by a name, None where there is none."""
    query = sa.select(UserRow.user_id).where(UserRow.sign_in_name == sign_in_name)
    return connection.execute(query).scalar()


def somebody_signs_in(connection: Connection) -> bool:
    """Tell whether any user has, or ever had, something to sign in by."""
    return connection.execute(sa.select(CredentialRow.user_id).limit(1)).first() is not None


def lock_user(connection: Connection, user_id: int) -> StoredUser:
    """Return a user, locked until the transaction ends (`UnknownUser`).

    Who changes what a user has, or numbers it, locks the user first; where a club is locked too,
    that comes first.
    """
    if not 0 < user_id <= LARGEST_NUMBER:
        raise UnknownUser(user_id=user_id)
    lock = sa.select(UserRow.user_id).where(UserRow.user_id == user_id)
    connection.execute(lock.with_for_update(key_share=True))
    return user_of(connection, user_id)


def user_of(connection: Connection, user_id: int) -> StoredUser:
    """Return a user (`UnknownUser`)."""
    known = 0 < user_id <= LARGEST_NUMBER
    row = known and connection.execute(_users().where(UserRow.user_id == user_id)).first()
    if not row:
        raise UnknownUser(user_id=user_id)
    return _stored(row)


def staff_users(connection: Connection, *, after: int = 0, limit: int = 200) -> list[ListedUser]:
    """Return users by number, at most `limit` after a number, in two queries.

    Plain members are not listed: a club's members stand in its own list.
    """
    held = sa.select(sa.literal(1)).where(
        GrantRow.user_id == UserRow.user_id, GrantRow.ended_at.is_(None)
    )
    is_plain = sa.and_(
        sa.exists(held.where(GrantRow.role == Role.MEMBER.value)),
        ~sa.exists(held.where(GrantRow.role != Role.MEMBER.value)),
    )
    query = _users().where(UserRow.user_id > after, ~is_plain).order_by(UserRow.user_id)
    found = [_stored(row) for row in connection.execute(query.limit(limit))]
    grants = grants_by_user(connection, [one.user_id for one in found])
    return [ListedUser(one, tuple(grants.get(one.user_id, ()))) for one in found]


def set_credential(
    connection: Connection,
    user_id: int,
    at: dt.datetime,
    **values: str | int | dt.datetime | None,
) -> None:
    """Change some of what a user signs in by; the user is locked."""
    changed = (
        sa.update(CredentialRow)
        .where(CredentialRow.user_id == user_id)
        .values(changed_at=at, **values)
    )
    if connection.execute(changed).rowcount == 0:
        first: dict[str, str | int | dt.datetime | None] = {"totp_last_step": 0, "must_change": 0}
        connection.execute(
            sa.insert(CredentialRow).values(user_id=user_id, changed_at=at, **(first | values))
        )


def totp_secret_of(connection: Connection, user_id: int) -> str | None:
    """Return the secret of a user's second factor, None where there is none."""
    query = sa.select(CredentialRow.totp_secret).where(CredentialRow.user_id == user_id)
    return connection.execute(query).scalar()


def take_totp_step(connection: Connection, user_id: int, step: int) -> bool:
    """Keep the step of a code that was shown; tell whether it came after the last one."""
    taken = (
        sa.update(CredentialRow)
        .where(CredentialRow.user_id == user_id, CredentialRow.totp_last_step < step)
        .values(totp_last_step=step)
    )
    return connection.execute(taken).rowcount == 1


def replace_recovery_codes(
    connection: Connection, user_id: int, digests: Collection[bytes], at: dt.datetime
) -> None:
    """Keep new recovery codes; those before are used up by it. The user is locked."""
    code = RecoveryCodeRow
    connection.execute(
        sa.update(code).where(code.user_id == user_id, code.used_at.is_(None)).values(used_at=at)
    )
    query = sa.select(sa.func.coalesce(sa.func.max(code.code_no), 0))
    last = connection.execute(query.where(code.user_id == user_id)).scalar_one()
    if digests:
        rows = [
            {"user_id": user_id, "code_no": number, "code_digest": digest}
            for number, digest in enumerate(digests, last + 1)
        ]
        connection.execute(sa.insert(code), rows)


def take_recovery_code(
    connection: Connection, user_id: int, digest: bytes, at: dt.datetime
) -> bool:
    """Use a recovery code up; tell whether it was there and still good."""
    code = RecoveryCodeRow
    taken = (
        sa.update(code)
        .where(code.user_id == user_id, code.code_digest == digest, code.used_at.is_(None))
        .values(used_at=at)
    )
    return connection.execute(taken).rowcount > 0


def recovery_codes_left(connection: Connection, user_id: int) -> int:
    """Return how many recovery codes a user still has."""
    code = RecoveryCodeRow
    query = sa.select(sa.func.count()).where(code.user_id == user_id, code.used_at.is_(None))
    return connection.execute(query).scalar_one()


def club_words(connection: Connection, user_id: int) -> tuple[str, ...]:
    """Return what the clubs of a user know that nobody should take as a PIN.

    Codes, numbers and days of the clubs where the user has a grant; of the member that the user
    is, the number, the code on paper, the phone number.
    """
    grant, club, member = GrantRow, ClubRow, MemberRow
    held = sa.select(grant.of_club).where(
        grant.user_id == user_id, grant.ended_at.is_(None), grant.of_club.is_not(None)
    )
    found = set(connection.execute(held).scalars())
    admit(connection, sorted(one for one in found if one is not None))
    is_member = sa.and_(member.club_id == grant.of_club, member.member_no == grant.member_no)
    query = (
        sa.select(club.code, club.decision_no, member.member_no, member.paper_code, member.phone)
        .select_from(grant)
        .join(club, club.club_id == grant.of_club)
        .outerjoin(member, is_member)
        .where(grant.user_id == user_id, grant.ended_at.is_(None))
        .order_by(grant.grant_no)
    )
    words = [str(word) for row in connection.execute(query) for word in row if word is not None]
    return tuple(dict.fromkeys(words))


def _users() -> sa.Select[*tuple[object, ...]]:
    user, credential = UserRow, CredentialRow
    return sa.select(
        user.user_id, user.sign_in_name, user.display_name,
        credential.password_hash.is_not(None).label("has_password"),
        credential.pin_hash.is_not(None).label("has_pin"),
        credential.totp_secret.is_not(None).label("has_second_factor"),
        credential.must_change, credential.disabled_at, credential.changed_at,
    ).outerjoin(credential, credential.user_id == user.user_id)  # fmt: skip


def _stored(row: sa.Row[*tuple[object, ...]]) -> StoredUser:
    return StoredUser(
        user_id=row.user_id, sign_in_name=row.sign_in_name, name=row.display_name,
        has_password=bool(row.has_password), has_pin=bool(row.has_pin),
        has_second_factor=bool(row.has_second_factor), must_change=bool(row.must_change),
        disabled_at=row.disabled_at, changed_at=row.changed_at,
    )  # fmt: skip
