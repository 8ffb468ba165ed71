"""A club's loan products and its rules of lending: adopting them, and what holds on a day."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub, add_rules, all_rules, rules_on
from ledger.books.numbers import Numbered, take_number
from ledger.books.products import add_product, product_versions, products_on
from ledger.core.clubs import ClubRules
from ledger.core.errors import RuleBroken
from ledger.core.journal import PostingRequest
from ledger.core.loans.lending_rules import LendingRules, check_lending_rules
from ledger.core.loans.product import Adoption, CostAboveCap, LoanProduct, adopted, with_cost
from ledger.core.loans.usual_products import usual_products
from ledger.core.periods import FIRST_YEAR
from ledger.core.text import check_words
from ledger.core.versions import check_version
from ledger.services.journal import LONGEST, DateTooEarly
from ledger.services.once import once


@dataclass(eq=False)
class NothingAdopted(RuleBroken):
    """A request to adopt products names one or more."""


@dataclass(frozen=True, slots=True)
class AdoptedProduct:
    """A version of a product as it was adopted; the warning is of its true cost."""

    product_no: int
    valid_from: dt.date
    warning: CostAboveCap | None = None


@dataclass(frozen=True, slots=True)
class ProductReceipt:
    """The answer to who adopts products; `again` when it was done before."""

    products: tuple[AdoptedProduct, ...]
    again: bool = False


@dataclass(frozen=True, slots=True)
class RulesReceipt:
    """The answer to who sets rules, in force from a day; `again` when it was done before."""

    valid_from: dt.date
    again: bool = False


def adopt(
    connection: Connection,
    club: StoredClub,
    products: Sequence[LoanProduct],
    request: PostingRequest,
) -> ProductReceipt:
    """Adopt products, in the caller's transaction, once per request id: all of them, or none.

    A product of number 0 is a new one and gets the next number; of another it is a new version of
    that product, from a later day than those it has (`UnknownProduct`, `VersionNotLater`).
    Refuses what `core.loans.product.adopted` does by the rules of the product's first day, and a
    product without a name (`WordsMissing`).
    """
    if not products:
        raise NothingAdopted
    for product in products:
        check_words("name", product.name, LONGEST)
        _check_year(product.valid_from)

    def act(at: PostingRequest) -> ProductReceipt:
        found = [_adopt(connection, club.club_id, product, at) for product in products]
        return ProductReceipt(tuple(found))

    receipt, again = once(
        connection, club, request, act, content=("adopt", *products), answer=ProductReceipt
    )
    return replace(receipt, again=again)


def adopt_usual(
    connection: Connection, club: StoredClub, valid_from: dt.date, request: PostingRequest
) -> ProductReceipt:
    """Adopt the usual products of a new club from a day, as `adopt` does."""
    rules = rules_on(connection, club.club_id, valid_from) or ClubRules(valid_from)
    return adopt(connection, club, usual_products(valid_from, rules), request)


def offered(connection: Connection, club: StoredClub, day: dt.date) -> list[Adoption]:
    """Return the products that the club offers on a day with their true cost, in two queries."""
    cap = lending_rules_on(connection, club.club_id, day).cap
    return [with_cost(one, cap) for one in products_on(connection, club.club_id, day)]


def all_versions(connection: Connection, club: StoredClub) -> list[LoanProduct]:
    """Return every version of the club's products, in order of number and day."""
    return product_versions(connection, club.club_id)


def set_lending_rules(
    connection: Connection,
    club: StoredClub,
    lending: LendingRules,
    valid_from: dt.date,
    request: PostingRequest,
) -> RulesReceipt:
    """Set the club's rules of lending from a day on, once per request id; its other rules stay.

    Refuses a cap above the law's (`RateAboveCap`), and a day that is not after the first day of
    all other versions of the club's rules (`VersionNotLater`).
    """
    check_lending_rules(lending)
    _check_year(valid_from)

    def act(at: PostingRequest) -> RulesReceipt:
        versions = all_rules(connection, club.club_id)
        check_version(valid_from, [one.valid_from for one in versions])
        latest = versions[-1] if versions else ClubRules(valid_from)
        rules = replace(latest, valid_from=valid_from, lending=lending)
        add_rules(
            connection, club.club_id, rules, recorded_at=at.recorded_at, recorded_by=at.recorded_by
        )
        return RulesReceipt(valid_from)

    content = ("set lending rules", lending, valid_from)
    receipt, again = once(connection, club, request, act, content=content, answer=RulesReceipt)
    return replace(receipt, again=again)


def lending_rules_on(connection: Connection, club_id: int, day: dt.date) -> LendingRules:
    """Return the club's rules of lending on a day, those by default where it has set none."""
    rules = rules_on(connection, club_id, day)
    return LendingRules() if rules is None else rules.rules_of_lending


def _adopt(
    connection: Connection, club_id: int, product: LoanProduct, at: PostingRequest
) -> AdoptedProduct:
    """Store a version of a product that the club may adopt."""
    if product.product_no:
        versions = product_versions(connection, club_id, product.product_no)
        check_version(product.valid_from, [one.valid_from for one in versions])
    found = adopted(product, lending_rules_on(connection, club_id, product.valid_from))
    if not product.product_no:
        number = take_number(connection, club_id, Numbered.PRODUCT)
        product = replace(product, product_no=number)
    add_product(
        connection, club_id, product, recorded_at=at.recorded_at, recorded_by=at.recorded_by
    )
    return AdoptedProduct(product.product_no, product.valid_from, found.warning)


def _check_year(valid_from: dt.date) -> None:
    if valid_from.year < FIRST_YEAR:
        raise DateTooEarly(occurred_on=valid_from, first_year=FIRST_YEAR)
