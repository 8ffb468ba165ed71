"""Products and rules of lending are adopted in versions, by the club's rules and the law's."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial

import pytest

from ledger.books.clubs import rules_on
from ledger.books.engine import reading, transaction
from ledger.books.products import UnknownProduct, product_versions
from ledger.books.refusals import RequestDiffers, RequestOfAnother
from ledger.core.errors import LedgerError
from ledger.core.journal import PostingRequest
from ledger.core.loans.choices import InterestMethod, PrincipalMethod
from ledger.core.loans.contract import Contract
from ledger.core.loans.fines import FineRule
from ledger.core.loans.lending_rules import LendingRules
from ledger.core.loans.product import (
    LoanProduct,
    ProductAboveCeiling,
    ProductExtendsTooLong,
    ProductHoldsOneLoan,
)
from ledger.core.loans.rate import LEGAL_CAP, OverdueRateAboveCap, Rate, RateAboveCap, RatePeriod
from ledger.core.loans.terms import club_terms
from ledger.core.text import WordsMissing
from ledger.core.versions import VersionNotLater
from ledger.services.journal import DateTooEarly
from ledger.services.loan_products import (
    AdoptedProduct,
    NothingAdopted,
    ProductReceipt,
    adopt,
    adopt_usual,
    all_versions,
    lending_rules_on,
    offered,
    set_lending_rules,
)
from tests.books.postings import count
from tests.conftest import TODAY, Books

BEGUN_ON = dt.date(2025, 6, 1)
DAY = dt.timedelta(days=1)
CONTRACT = Contract(terms=club_terms(PrincipalMethod.BULLET, 12, 8_000, 1_000))
PRODUCT = LoanProduct(
    product_no=0, valid_from=BEGUN_ON, name="Vay chăn nuôi", contract=CONTRACT, most=10_000_000,
    longest=24,
)  # fmt: skip


def adopted(
    books: Books, *products: LoanProduct, request: PostingRequest | None = None
) -> ProductReceipt:
    """Adopt products in a transaction of their own."""
    with transaction(books.engine) as connection:
        return adopt(connection, books.club, products, request or books.request())


def usual(books: Books, request: PostingRequest | None = None) -> ProductReceipt:
    """Adopt the usual products in a transaction of their own."""
    with transaction(books.engine) as connection:
        return adopt_usual(connection, books.club, BEGUN_ON, request or books.request())


def ruled(
    books: Books,
    rules: LendingRules,
    since: dt.date = BEGUN_ON,
    request: PostingRequest | None = None,
) -> bool:
    """Set rules of lending, and tell whether it was done before."""
    with transaction(books.engine) as connection:
        found = set_lending_rules(
            connection, books.club, rules, since, request or books.request()
        )  # fmt: skip
    return found.again


def refuses(error: type[LedgerError], books: Books, act: Callable[[], object]) -> dict[str, object]:
    """Return the facts of a refusal by which nothing was written."""
    tables = ("loan_product", "club_rules", "request")
    before = [count(books, table) for table in tables]
    with pytest.raises(error) as refused:
        act()
    assert [count(books, table) for table in tables] == before
    return refused.value.facts()


def names(products: Sequence[LoanProduct]) -> list[str]:
    return [one.name for one in products]


def contract(**changes: object) -> LoanProduct:
    """Return the product with another contract."""
    return replace(PRODUCT, contract=replace(CONTRACT, **changes))  # type: ignore[arg-type]  # fields of many types


# --- adopting ------------------------------------------------------------------------


def test_a_product_comes_back_as_it_was_adopted(shared_books: Books) -> None:
    assert adopted(shared_books, PRODUCT).products == (AdoptedProduct(1, BEGUN_ON),)
    with reading(shared_books.engine) as connection:
        assert all_versions(connection, shared_books.club) == [replace(PRODUCT, product_no=1)]


def test_a_new_club_begins_with_the_usual_products(shared_books: Books) -> None:
    receipt = usual(shared_books)
    assert [one.product_no for one in receipt.products] == [1, 2, 3, 4, 5]
    warned = [one.warning.cost.nominal for one in receipt.products if one.warning]
    assert [round(cost * 1000) for cost in warned] == [215]
    with reading(shared_books.engine) as connection:
        found = offered(connection, shared_books.club, TODAY)
    assert [one.product.contract.terms.repayment for one in found] == [
        PrincipalMethod.BULLET, PrincipalMethod.EQUAL_PRINCIPAL,
        PrincipalMethod.EQUAL_INSTALMENTS, PrincipalMethod.FREE,
        PrincipalMethod.EQUAL_INSTALMENTS,
    ]  # fmt: skip
    flat = found[-1]
    assert flat.product.contract.terms.interest is InterestMethod.FLAT
    assert [one.warning is not None for one in found] == [False] * 4 + [True]
    assert found[0].cost.by_interval == Fraction(8, 1000)


def test_products_are_adopted_once_per_request(shared_books: Books) -> None:
    request = shared_books.request()
    first = usual(shared_books, request)
    assert usual(shared_books, request) == replace(first, again=True)
    assert first.products[-1].warning is not None
    assert count(shared_books, "loan_product") == 5
    with pytest.raises(RequestDiffers):
        adopted(shared_books, PRODUCT, request=request)
    with pytest.raises(RequestOfAnother):
        usual(shared_books, replace(request, recorded_by=2))


def test_a_new_version_holds_from_its_day(shared_books: Books) -> None:
    adopted(shared_books, PRODUCT)
    later = replace(PRODUCT, product_no=1, valid_from=TODAY, name="Vay chăn nuôi mới")
    assert adopted(shared_books, later).products == (AdoptedProduct(1, TODAY),)
    ended = replace(later, valid_from=TODAY + DAY, is_offered=False)
    adopted(shared_books, ended)
    with reading(shared_books.engine) as connection:
        found = [
            names([one.product for one in offered(connection, shared_books.club, day)])
            for day in (BEGUN_ON - DAY, BEGUN_ON, TODAY - DAY, TODAY, TODAY + DAY)
        ]
    assert found == [[], [PRODUCT.name], [PRODUCT.name], [later.name], []]


def test_a_version_never_rewrites_what_was_in_force(shared_books: Books) -> None:
    adopted(shared_books, PRODUCT)
    for day in (BEGUN_ON, BEGUN_ON - DAY):
        again = replace(PRODUCT, product_no=1, valid_from=day)
        facts = refuses(VersionNotLater, shared_books, partial(adopted, shared_books, again))
        assert facts == {"valid_from": day, "latest": BEGUN_ON}


@pytest.mark.parametrize("number", [-1, 2, 2**63])
def test_a_version_is_of_a_product_that_is_there(shared_books: Books, number: int) -> None:
    adopted(shared_books, PRODUCT)
    wrong = replace(PRODUCT, product_no=number, valid_from=TODAY)
    facts = refuses(UnknownProduct, shared_books, partial(adopted, shared_books, wrong))
    assert facts == {"product_no": number}


WRONG: tuple[tuple[LoanProduct, type[LedgerError]], ...] = (
    (replace(PRODUCT, most=50_000_001), ProductAboveCeiling),
    (contract(terms=replace(CONTRACT.terms, rate=Rate.monthly_ppm(16_667))), RateAboveCap),
    (contract(fine=FineRule(daily=Rate.percent(25, RatePeriod.YEAR))), OverdueRateAboveCap),
    (contract(first_due_on=TODAY), ProductHoldsOneLoan),
    (contract(longest_extension=Fraction(2, 3)), ProductExtendsTooLong),
    (replace(PRODUCT, name=" "), WordsMissing),
    (replace(PRODUCT, valid_from=dt.date(1989, 12, 31)), DateTooEarly),
)


def test_what_a_club_may_not_adopt_is_refused_with_all_beside_it(shared_books: Books) -> None:
    for wrong, error in WRONG:
        refuses(error, shared_books, partial(adopted, shared_books, PRODUCT, wrong))
    refuses(NothingAdopted, shared_books, partial(adopted, shared_books))
    assert adopted(shared_books, PRODUCT).products[0].product_no == 1


def test_the_law_s_cap_itself_may_be_adopted(shared_books: Books) -> None:
    rate = Rate.percent(20, RatePeriod.YEAR)
    assert adopted(shared_books, contract(terms=replace(CONTRACT.terms, rate=rate))).products


# --- the club's rules ----------------------------------------------------------------


def test_rules_of_lending_hold_from_their_day_and_leave_the_other_rules(
    shared_books: Books,
) -> None:
    rules = LendingRules(ceiling=8_000_000, quorum=Fraction(2, 3), yearly_cap=Rate.percent(1))
    ruled(shared_books, rules, TODAY)
    club_id = shared_books.club.club_id
    with reading(shared_books.engine) as connection:
        before, after = (rules_on(connection, club_id, day) for day in (TODAY - DAY, TODAY))
        assert lending_rules_on(connection, club_id, TODAY - DAY) == LendingRules()
        assert lending_rules_on(connection, club_id, TODAY) == rules
        assert lending_rules_on(connection, club_id, dt.date(2024, 12, 31)) == LendingRules()
    assert before is not None
    assert after == replace(before, valid_from=TODAY, lending=rules)


def test_a_product_is_held_against_the_rules_of_its_first_day(shared_books: Books) -> None:
    ruled(shared_books, LendingRules(ceiling=8_000_000), TODAY)
    adopted(shared_books, PRODUCT)
    later = replace(PRODUCT, valid_from=TODAY)
    facts = refuses(ProductAboveCeiling, shared_books, partial(adopted, shared_books, later))
    assert facts == {"most": 10_000_000, "ceiling": 8_000_000}


def test_rules_are_set_once_per_request(shared_books: Books) -> None:
    request, rules = shared_books.request(), LendingRules(reserve=500_000)
    assert [ruled(shared_books, rules, request=request) for _ in range(2)] == [False, True]
    assert count(shared_books, "club_rules") == 2
    with pytest.raises(RequestDiffers):
        ruled(shared_books, LendingRules(), request=request)


def test_rules_that_cannot_be_set_are_refused(shared_books: Books) -> None:
    above = LendingRules(yearly_cap=Rate.percent("20.1", RatePeriod.YEAR))
    facts = refuses(RateAboveCap, shared_books, partial(ruled, shared_books, above))
    assert facts == {"rate": Fraction(201, 1000), "cap": LEGAL_CAP.share}
    ruled(shared_books, LendingRules())
    for day in (BEGUN_ON, BEGUN_ON - DAY):
        refuses(VersionNotLater, shared_books, partial(ruled, shared_books, LendingRules(), day))


def test_the_usual_products_keep_to_the_club_s_rules(shared_books: Books) -> None:
    ruled(shared_books, LendingRules(ceiling=3_000_000, longest_extension=Fraction(1, 4)))
    usual(shared_books)
    with reading(shared_books.engine) as connection:
        found = product_versions(connection, shared_books.club.club_id)
    assert {(one.most, one.contract.longest_extension) for one in found} == {
        (3_000_000, Fraction(1, 4))
    }
