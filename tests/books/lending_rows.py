"""A product and an application to store in tests."""

import datetime as dt

from ledger.books.applications import add_application
from ledger.books.engine import transaction
from ledger.books.products import add_product
from ledger.core.loans.application import Application, Asked
from ledger.core.loans.choices import PrincipalMethod
from ledger.core.loans.contract import Contract
from ledger.core.loans.product import LoanProduct
from ledger.core.loans.purposes import PurposeKind
from ledger.core.loans.terms import club_terms
from tests.conftest import NOW, TODAY, Books

SINCE = dt.date(2026, 1, 1)
CONTRACT = Contract(terms=club_terms(PrincipalMethod.BULLET, 12, 8_000, 1_000))
PRODUCT = LoanProduct(
    product_no=1, valid_from=SINCE, name="Vay chăn nuôi", contract=CONTRACT, most=10_000_000,
    longest=24,
)  # fmt: skip
ASKED = Asked(
    member_no=1, product_no=1, applied_on=TODAY, amount=5_000_000, instalments=12,
    purpose_kind=PurposeKind.CRAFT, purpose="Đan lát",
)  # fmt: skip
APPLICATION = Application(application_no=1, asked=ASKED, product_from=SINCE, contract=CONTRACT)


def keep_products(books: Books, *products: LoanProduct) -> None:
    """Store versions of products."""
    with transaction(books.engine) as connection:
        for one in products:
            add_product(
                connection, books.club.club_id, one, recorded_at=NOW, recorded_by=books.user_id
            )


def keep_applications(books: Books, *applications: Application) -> None:
    """Store applications."""
    with transaction(books.engine) as connection:
        for one in applications:
            add_application(
                connection, books.club.club_id, one, recorded_at=NOW, recorded_by=books.user_id
            )
