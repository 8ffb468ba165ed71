"""What the scheme asks of a club, rule by rule, and where a club stands; it blocks nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Target(StrEnum):
    """A rule of composition or of the fund (DOMAIN.md, sections 1, 2.3 and 7.1)."""

    MEMBERS = "members"
    WOMEN = "women"
    OLDER_55 = "older_55"
    OLDER_60 = "older_60"
    POOR = "poor"
    BORROWERS = "borrowers"
    LENT_TO_POOR = "lent_to_poor"
    """By the club's own rule: so much of what is lent to poor and near-poor households."""
    LENT_FIRST = "lent_first"
    """Where the club has set no rule: half to poor or near-poor households, or to 55 and older."""
    FUNDS = "funds"
    INTEREST = "interest"
    LEGAL_INTEREST = "legal_interest"
    BOARD = "board"
    BOARD_WOMEN = "board_women"
    MEETINGS = "meetings"


class Standing(StrEnum):
    """Where a club stands to a rule."""

    MET = "met"
    BELOW = "below"
    ABOVE = "above"
    NOT_KNOWN = "not_known"
    """Nothing to measure, or what is not written down could turn it either way."""


@dataclass(frozen=True, slots=True)
class Aim:
    """From where to where a figure lies: a count, or a share of one; without `most` no limit."""

    least: Fraction
    most: Fraction | None = None


HALF, WHOLE = Fraction(1, 2), Fraction(1)
_SIXTY_TO_SEVENTY = Aim(Fraction(60, 100), Fraction(70, 100))
AIMS: Mapping[Target, Aim] = {
    Target.MEMBERS: Aim(Fraction(50), Fraction(70)),
    Target.WOMEN: _SIXTY_TO_SEVENTY,
    Target.OLDER_55: _SIXTY_TO_SEVENTY,
    Target.OLDER_60: _SIXTY_TO_SEVENTY,
    Target.POOR: _SIXTY_TO_SEVENTY,
    Target.BORROWERS: Aim(HALF),
    Target.LENT_FIRST: Aim(HALF),
    Target.FUNDS: Aim(WHOLE),
    Target.INTEREST: Aim(WHOLE),
    Target.LEGAL_INTEREST: Aim(WHOLE),
    Target.BOARD: Aim(Fraction(5), Fraction(5)),
    Target.BOARD_WOMEN: Aim(HALF),
    Target.MEETINGS: Aim(WHOLE),
}
"""`LENT_TO_POOR` has the club's own."""

MONTHLY_CEILING_PPM = 10_000
"""The highest interest that clubs publish: 1 % a month (DOMAIN.md, section 2.3)."""
LEGAL_YEARLY_PPM = 200_000
"""Civil Code 2015, article 468: 20 % a year; twelve months of a monthly rate are held to it."""
TWO_FUNDS = 2
"""Decision 1336 asks for a fund for income generation, and one for activities."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A rule's figure for a club: a count, or so many of so many, and how many are not known.

    Those not known are not in the denominator. Of what is lent the figures are đồng.
    """

    target: Target
    aim: Aim
    numerator: int
    denominator: int | None = None
    unknown: int = 0

    @property
    def share(self) -> Fraction | None:
        """Return the share of those of whom it is known; None for a count, and of nobody."""
        return Fraction(self.numerator, self.denominator) if self.denominator else None

    @property
    def standing(self) -> Standing:
        """Return where the club stands, whatever those not known would turn out to be."""
        if self.denominator is None:
            if self.unknown:
                return Standing.NOT_KNOWN
            return _standing(self.aim, Fraction(self.numerator), Fraction(self.numerator))
        every = self.denominator + self.unknown
        if not every:
            return Standing.NOT_KNOWN
        lowest = Fraction(self.numerator, every)
        return _standing(self.aim, lowest, lowest + Fraction(self.unknown, every))


def _standing(aim: Aim, lowest: Fraction, highest: Fraction) -> Standing:
    if highest < aim.least:
        return Standing.BELOW
    if aim.most is not None and lowest > aim.most:
        return Standing.ABOVE
    is_met = lowest >= aim.least and (aim.most is None or highest <= aim.most)
    return Standing.MET if is_met else Standing.NOT_KNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetFigures:
    """What is counted of a club on a day; `_unknown` is what nobody wrote down.

    `poor`: members of poor or near-poor households, or known to be in difficulty. `borrowers`:
    members who owe principal, or were lent to in the year up to the day. `running`: loans with
    principal outstanding; of them `within_ceiling` and `within_law` bear no more interest than
    that. `lent`: đồng of that year, by the class and the age when it was paid out. `months`: whole
    months of the year since the first meeting written down. `poor_share`: the club's own rule.
    """

    members: int = 0
    women: int = 0
    sex_unknown: int = 0
    older_55: int = 0
    older_60: int = 0
    birth_unknown: int = 0
    poor: int = 0
    poor_unknown: int = 0
    officers: int = 0
    officers_women: int = 0
    officers_unknown: int = 0
    borrowers: int = 0
    running: int = 0
    within_ceiling: int = 0
    within_law: int = 0
    lent: int = 0
    lent_to_poor: int = 0
    lent_class_unknown: int = 0
    lent_first: int = 0
    lent_first_unknown: int = 0
    funds: int = 0
    months: int = 0
    months_met: int = 0
    poor_share: Fraction | None = None


def measured(club: TargetFigures) -> tuple[Measured, ...]:
    """Return the figure of every rule for a club, in the order of `Target`."""
    return (
        *_of_members(club),
        _measured(Target.BORROWERS, club.borrowers, club.members),
        _of_lent(club),
        _measured(Target.FUNDS, club.funds, TWO_FUNDS),
        _measured(Target.INTEREST, club.within_ceiling, club.running),
        _measured(Target.LEGAL_INTEREST, club.within_law, club.running),
        # An office that is written down for nobody tells nothing of the board.
        Measured(
            Target.BOARD, AIMS[Target.BOARD], club.officers, unknown=0 if club.officers else 1
        ),
        _measured(Target.BOARD_WOMEN, club.officers_women, club.officers, club.officers_unknown),
        _measured(Target.MEETINGS, club.months_met, club.months),
    )


def _of_members(club: TargetFigures) -> Iterator[Measured]:
    yield Measured(Target.MEMBERS, AIMS[Target.MEMBERS], club.members)
    yield _measured(Target.WOMEN, club.women, club.members, club.sex_unknown)
    yield _measured(Target.OLDER_55, club.older_55, club.members, club.birth_unknown)
    yield _measured(Target.OLDER_60, club.older_60, club.members, club.birth_unknown)
    yield _measured(Target.POOR, club.poor, club.members, club.poor_unknown)


def _of_lent(club: TargetFigures) -> Measured:
    """Return the share of what was lent that went first to whom it should, by the rule there is."""
    if club.poor_share is None:
        return _measured(Target.LENT_FIRST, club.lent_first, club.lent, club.lent_first_unknown)
    unknown = club.lent_class_unknown
    return Measured(
        Target.LENT_TO_POOR, Aim(club.poor_share), club.lent_to_poor, club.lent - unknown, unknown
    )


def _measured(target: Target, numerator: int, every: int, unknown: int = 0) -> Measured:
    return Measured(target, AIMS[target], numerator, every - unknown, unknown)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many clubs stand where to a rule."""

    target: Target
    met: int = 0
    below: int = 0
    above: int = 0
    not_known: int = 0

    @property
    def clubs(self) -> int:
        """Return all of them."""
        return self.met + self.below + self.above + self.not_known


def tallies(clubs: Iterable[Iterable[Measured]]) -> tuple[Tally, ...]:
    """Return for each rule how many clubs stand where, in the order of `Target`.

    A rule of which a club is not measured, such as one it has not set, is not counted for it.
    """
    stands = Counter((one.target, one.standing) for club in clubs for one in club)
    return tuple(
        Tally(target, *(stands[target, standing] for standing in Standing)) for target in Target
    )
