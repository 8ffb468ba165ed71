"""Which members live in one household: one code, one class, one certificate."""

from dataclasses import dataclass, field
from itertools import count

from ledger.core.workbook.cells import code_key
from ledger.core.workbook.values import HouseholdClass


@dataclass(slots=True)
class _Home:
    name: str
    certificate: str | None


@dataclass(slots=True)
class _OfOneClass:
    """The homes of one code and class: the first, and all by their certificates."""

    first: _Home
    by_certificate: dict[str, _Home] = field(default_factory=dict)


@dataclass(slots=True)
class Households:
    """The homes seen so far; a certificate belongs to one home (DOMAIN.md, section 5.2).

    Members under one code who differ in class or certificate are taken for several homes, since
    a member's own line is what the club read from the paper: H11, then H11-2. `taken` are the
    codes that the club gave itself.
    """

    taken: set[str]
    _homes: dict[tuple[str, HouseholdClass], _OfOneClass] = field(default_factory=dict)
    _numbers: dict[str, "count[int]"] = field(default_factory=dict)
    _all: list[_Home] = field(default_factory=list)

    def join(
        self, code: str, household_class: HouseholdClass, certificate: str | None
    ) -> tuple[str, bool]:
        """Return the code of the member's home, and whether it is a second one of that code."""
        key = code_key(code), household_class
        homes = self._homes.get(key)
        if homes is None:
            return self._found(code, key, certificate)
        if certificate is None:
            return homes.first.name, False
        home = homes.by_certificate.get(certificate)
        if home is None and homes.first.certificate is None:
            home = homes.first
            home.certificate = certificate
            homes.by_certificate[certificate] = home
        return (home.name, False) if home else self._found(code, key, certificate)

    def certificates(self) -> dict[str, str | None]:
        """Return the certificate of each home by its code."""
        return {home.name: home.certificate for home in self._all}

    def _found(
        self, code: str, key: tuple[str, HouseholdClass], certificate: str | None
    ) -> tuple[str, bool]:
        """Begin a home: under the code itself, or under the next number if that has one."""
        is_second = key[0] in self._numbers
        home = _Home(self._next_name(code, key[0]) if is_second else code, certificate)
        self._numbers.setdefault(key[0], count(2))
        homes = self._homes.setdefault(key, _OfOneClass(home))
        if certificate is not None:
            homes.by_certificate[certificate] = home
        self._all.append(home)
        return home.name, is_second

    def _next_name(self, code: str, key: str) -> str:
        names = (f"{code}-{number}" for number in self._numbers[key])
        name = next(one for one in names if code_key(one) not in self.taken)
        self.taken.add(code_key(name))
        return name
