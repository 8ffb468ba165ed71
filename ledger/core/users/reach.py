"""How far somebody's grants reach: which clubs are listed for whom."""

from dataclasses import dataclass

from ledger.core.users.grants import Actor, Role
from ledger.core.users.policy import ANYWHERE, IN_A_CLUB, Permission


@dataclass(frozen=True, slots=True)
class Reach:
    """Clubs by number, those in areas (a province, and a commune of it or None), or all."""

    is_everywhere: bool
    club_ids: tuple[int, ...] = ()
    areas: tuple[tuple[str, str | None], ...] = ()


EVERYWHERE = Reach(is_everywhere=True)


def reach_of(actor: Actor, permission: Permission) -> Reach:
    """Return in which clubs an actor may do something."""
    roles = IN_A_CLUB.get(permission) or ANYWHERE[permission]
    named, areas = [], []
    for grant in actor.grants:
        if grant.role not in roles:
            continue
        if grant.club_id is not None:
            named.append(grant.club_id)
        elif grant.role is Role.OFFICER and permission in IN_A_CLUB:
            continue  # an officer of an area sees sums, and books by a club's name only
        elif grant.province is None:
            return EVERYWHERE
        else:
            areas.append((grant.province, grant.commune))
    clubs, places = tuple(sorted(set(named))), tuple(sorted(set(areas), key=str))
    return Reach(is_everywhere=False, club_ids=clubs, areas=places)
