"""Loan products as stored: their versions, and the one in force on a day."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ledger.books.entries import all_rows
from ledger.books.tables.loans import LoanProductRow
from ledger.books.types import LARGEST_NUMBER
from ledger.core.errors import NotFound
from ledger.core.loans.product import LoanProduct, product_on
from ledger.core.loans.written import read_contract, write_contract


@dataclass(eq=False)
class UnknownProduct(NotFound):
    """The club has no loan product of that number."""

    product_no: int


def add_product(
    connection: Connection,
    club_id: int,
    product: LoanProduct,
    *,
    recorded_at: dt.datetime,
    recorded_by: int,
) -> None:
    """Store a version of a product, in force from `product.valid_from`."""
    connection.execute(
        sa.insert(LoanProductRow).values(
            club_id=club_id, product_no=product.product_no, valid_from=product.valid_from,
            name=product.name, contract=write_contract(product.contract), most=product.most,
            longest=product.longest, is_offered=int(product.is_offered),
            recorded_at=recorded_at, recorded_by=recorded_by,
        )
    )  # fmt: skip


def product_versions(
    connection: Connection, club_id: int, product_no: int | None = None
) -> list[LoanProduct]:
    """Return the versions of the club's products, or of one, in order of number and day.

    Raises `UnknownProduct` for one that the club has not.
    """
    kept = LoanProductRow
    query = sa.select(
        kept.product_no, kept.valid_from, kept.name, kept.contract, kept.most, kept.longest,
        kept.is_offered,
    ).where(kept.club_id == club_id).order_by(kept.product_no, kept.valid_from)  # fmt: skip
    if product_no is not None:
        if not 0 < product_no <= LARGEST_NUMBER:
            raise UnknownProduct(product_no=product_no)
        query = query.where(kept.product_no == product_no)
    found = [
        LoanProduct(
            product_no=number, valid_from=valid_from, name=name, contract=read_contract(contract),
            most=most, longest=longest, is_offered=bool(is_offered),
        )
        for number, valid_from, name, contract, most, longest, is_offered in all_rows(
            connection, query
        )
    ]  # fmt: skip
    if product_no is not None and not found:
        raise UnknownProduct(product_no=product_no)
    return found


def product_in_force(
    connection: Connection, club_id: int, product_no: int, day: dt.date
) -> LoanProduct:
    """Return a product as it is offered on a day (`UnknownProduct`, `ProductNotOffered`)."""
    return product_on(product_versions(connection, club_id, product_no), day)


def product_from(
    connection: Connection, club_id: int, product_no: int, valid_from: dt.date
) -> LoanProduct:
    """Return the version of a product that is in force from a day (`UnknownProduct`)."""
    versions = product_versions(connection, club_id, product_no)
    found = next((one for one in versions if one.valid_from == valid_from), None)
    if found is None:
        raise UnknownProduct(product_no=product_no)
    return found


def products_on(connection: Connection, club_id: int, day: dt.date) -> list[LoanProduct]:
    """Return the products that the club offers on a day, in order of number, in one query."""
    begun = [one for one in product_versions(connection, club_id) if one.valid_from <= day]
    latest = [list(versions)[-1] for _, versions in groupby(begun, lambda one: one.product_no)]
    return [one for one in latest if one.is_offered]
