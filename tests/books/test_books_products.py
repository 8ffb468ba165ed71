"""Products are stored in versions, and the one in force on a day is found again."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from ledger.books.engine import reading
from ledger.books.products import (
    UnknownProduct,
    product_from,
    product_in_force,
    product_versions,
    products_on,
)
from ledger.core.loans.allocation import AllocationOrder
from ledger.core.loans.fines import FineRule
from ledger.core.loans.parts import Component
from ledger.core.loans.product import LoanProduct, ProductNotOffered
from tests.books.counted import Counted
from tests.books.lending_rows import CONTRACT, PRODUCT, SINCE, keep_products
from tests.conftest import TODAY, Books, new_club

DAY = dt.timedelta(days=1)
LATER = replace(PRODUCT, valid_from=TODAY, most=20_000_000)
ENDED = replace(PRODUCT, valid_from=TODAY + DAY, is_offered=False)
OTHER = replace(
    PRODUCT,
    product_no=2,
    name="Vay trồng trọt",
    contract=replace(
        CONTRACT,
        fine=FineRule(share=Fraction(1, 50), most=Fraction(1, 10)),
        order=AllocationOrder(
            overdue=(Component.PRINCIPAL, Component.INTEREST, Component.FEE, Component.FINE)
        ),
    ),
)


def test_versions_come_back_as_they_were_stored_in_order(shared_books: Books) -> None:
    keep_products(shared_books, OTHER, LATER, PRODUCT)
    club_id = shared_books.club.club_id
    with reading(shared_books.engine) as connection:
        assert product_versions(connection, club_id) == [PRODUCT, LATER, OTHER]
        assert product_versions(connection, club_id, 2) == [OTHER]
        assert product_from(connection, club_id, 1, TODAY) == LATER


def test_the_version_in_force_is_that_of_the_day(shared_books: Books) -> None:
    keep_products(shared_books, PRODUCT, LATER, ENDED)
    club_id = shared_books.club.club_id
    with reading(shared_books.engine) as connection:
        assert product_in_force(connection, club_id, 1, TODAY - DAY) == PRODUCT
        assert product_in_force(connection, club_id, 1, TODAY) == LATER
        for day in (SINCE - DAY, TODAY + DAY):
            with pytest.raises(ProductNotOffered) as refused:
                product_in_force(connection, club_id, 1, day)
            assert refused.value.day == day


def test_a_day_s_products_are_found_in_one_query(shared_books: Books) -> None:
    keep_products(shared_books, PRODUCT, LATER, ENDED, OTHER)
    found: list[list[LoanProduct]] = []
    for day in (SINCE - DAY, SINCE, TODAY, TODAY + DAY):
        with Counted(shared_books.engine) as counted, reading(shared_books.engine) as connection:
            found.append(products_on(connection, shared_books.club.club_id, day))
        assert len(counted.statements) == 1
    assert found == [[], [PRODUCT, OTHER], [LATER, OTHER], [OTHER]]


@pytest.mark.parametrize("number", [0, -1, 3, 2**63])
def test_a_product_that_is_not_there_is_not_found(shared_books: Books, number: int) -> None:
    keep_products(shared_books, PRODUCT)
    with reading(shared_books.engine) as connection:
        with pytest.raises(UnknownProduct) as refused:
            product_in_force(connection, shared_books.club.club_id, number, TODAY)
        assert refused.value.product_no == number
        with pytest.raises(UnknownProduct):
            product_from(connection, shared_books.club.club_id, 1, TODAY)


def test_products_are_a_club_s_own(shared_books: Books) -> None:
    keep_products(shared_books, PRODUCT)
    other = new_club(shared_books.engine, f"{shared_books.club.club.code}-B")
    with reading(shared_books.engine) as connection:
        assert product_versions(connection, other.club.club_id) == []
        with pytest.raises(UnknownProduct):
            product_in_force(connection, other.club.club_id, 1, TODAY)
