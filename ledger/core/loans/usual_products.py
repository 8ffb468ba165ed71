"""The products that clubs most often begin with, named as their papers name them."""

import datetime as dt
from dataclasses import replace

from ledger.core.clubs import ClubRules
from ledger.core.loans.choices import InterestMethod, PrincipalMethod
from ledger.core.loans.contract import Contract
from ledger.core.loans.early import EarlyRule
from ledger.core.loans.product import LoanProduct
from ledger.core.loans.terms import club_terms

TERM, LONGEST_TERM = 12, 24
"""Months of a usual loan and of the longest (DOMAIN.md, section 2.3)."""
DECLINING_PPM, FLAT_PPM = 8_000, 10_000
"""0.8 % a month on what is owed; 1 % a month on the sum lent."""

_METHODS = (
    ("Vay trả gốc cuối kỳ, lãi hằng tháng", PrincipalMethod.BULLET),
    ("Vay trả gốc đều hằng tháng", PrincipalMethod.EQUAL_PRINCIPAL),
    ("Vay trả góp đều cả gốc và lãi", PrincipalMethod.EQUAL_INSTALMENTS),
    ("Vay trả theo vụ thu hoạch", PrincipalMethod.FREE),
)
_FLAT = "Vay trả góp, lãi tính trên số tiền vay ban đầu"


def usual_products(valid_from: dt.date, rules: ClubRules) -> tuple[LoanProduct, ...]:
    """Return the usual products of a new club, in force from a day, without numbers yet (0).

    Twelve months at 0.8 % a month on what is owed: all principal at the end (the clubs' most
    common), in equal parts, in level instalments, by harvests; and level instalments at a flat
    1 %, whose true cost is above the law's cap though its stated rate is not.
    """
    multiple = rules.principal_multiple
    contracts = [
        (name, Contract(terms=club_terms(method, TERM, DECLINING_PPM, multiple)))
        for name, method in _METHODS
    ]
    level = club_terms(PrincipalMethod.EQUAL_INSTALMENTS, TERM, FLAT_PPM, multiple)
    flat = replace(level, interest=InterestMethod.FLAT)
    contracts.append((_FLAT, Contract(terms=flat, early=EarlyRule.PERIODS_BEGUN)))
    longest_extension = rules.rules_of_lending.longest_extension
    return tuple(
        LoanProduct(
            product_no=0, valid_from=valid_from, name=name,
            contract=replace(
                contract, longest_extension=min(contract.longest_extension, longest_extension)
            ),
            most=rules.rules_of_lending.ceiling, longest=LONGEST_TERM,
        )
        for name, contract in contracts
    )  # fmt: skip
