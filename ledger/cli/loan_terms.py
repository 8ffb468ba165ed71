"""The commands that list a club's loan products, and adopt new ones."""

import datetime as dt
from dataclasses import dataclass, replace
from fractions import Fraction

import click
from sqlalchemy.engine import Connection

from ledger.books.clubs import StoredClub, rules_on
from ledger.books.products import product_versions
from ledger.cli.command import Command, Option, paragraphs
from ledger.cli.loan_desk import Desk, looking, writing
from ledger.cli.loan_options import MOST_NUMBER, Acting, acting, on_option
from ledger.cli.loan_results import AGAIN
from ledger.cli.loan_values import Amount, Percent, Words
from ledger.cli.opening import today
from ledger.cli.options import club_option, format_option, shared_options
from ledger.cli.run import WELL
from ledger.cli.tables import show_json, show_table
from ledger.cli.terminal import Terminal, _, terminal_of
from ledger.cli.values import Day, OneOf, WholeNumber
from ledger.core.clubs import ClubRules
from ledger.core.loans.calendar import LONGEST
from ledger.core.loans.choices import InterestMethod, PrincipalMethod
from ledger.core.loans.contract import Contract
from ledger.core.loans.early import EarlyRule
from ledger.core.loans.product import Adoption, LoanProduct
from ledger.core.loans.rate import Rate
from ledger.core.loans.terms import club_terms
from ledger.core.statements.lending import cost_warning
from ledger.core.statements.lists import METHODS
from ledger.core.statements.loan_papers_words import length_words, stated_rate
from ledger.core.statements.table import Column, ColumnKind, Row, Table, phrase
from ledger.files.words import phrase_text
from ledger.i18n import formats
from ledger.services.loan_products import AdoptedProduct, ProductReceipt, adopt_usual, offered
from ledger.services.loan_products import adopt as adopt_products

PRODUCTS = phrase("Loan products")
INTEREST = {
    InterestMethod.DECLINING: phrase("On what is still owed"),
    InterestMethod.FLAT: phrase("On the sum lent, to the end"),
}
COLUMNS = (
    Column("product", phrase("Product"), ColumnKind.NUMBER),
    Column("name", phrase("Name of the product")),
    Column("since", phrase("In force from"), ColumnKind.DATE),
    Column("repayment", phrase("Repayment")),
    Column("interest", phrase("Interest is counted")),
    Column("rate", phrase("Rate")),
    Column("term", phrase("Usual term")),
    Column("longest", phrase("Longest term")),
    Column("most", phrase("At most"), ColumnKind.AMOUNT),
    Column("cost", phrase("True cost")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """A product as it was typed: a new one, or a new version of `number`; the rate is a month's."""

    number: int
    name: str
    rate: Fraction
    repayment: PrincipalMethod
    interest: InterestMethod
    instalments: int
    most: int | None
    longest: int


@click.command("products", cls=Command, help=_("List the loan products that the club offers."))
@on_option
@club_option
@format_option
@shared_options()
@click.pass_obj
def products(terminal: Terminal, *, on: dt.date, code: str | None, form: str) -> int:
    """List what is offered on a day, with its true cost."""
    with looking(terminal, code) as (connection, club):
        found = offered(connection, club, on)
    rows = tuple(_row(one, terminal) for one in found)
    notes = tuple(cost_warning(one.warning) for one in found if one.warning is not None)
    scope = (phrase("On %(day)s", day=on),)
    table = Table("loan-products", PRODUCTS, club.club.name, scope, COLUMNS, rows, notes)
    show_table(table, terminal, form)
    return WELL


def _row(one: Adoption, terminal: Terminal) -> Row:
    product, terms = one.product, one.product.contract.terms
    cost = formats.percent(one.cost.nominal, terminal.locale.language)
    return Row((
        product.product_no, product.name, product.valid_from, METHODS[terms.repayment.value],
        INTEREST[terms.interest], stated_rate(terms),
        length_words(terms.interval, terms.instalments),
        length_words(terms.interval, product.longest), product.most,
        phrase("%(cost)s a year", cost=cost),
    ))  # fmt: skip


@click.command(
    "adopt",
    cls=Command,
    help=paragraphs(
        _("Adopt loan products, the usual ones or one by name."),
        _(
            "A product is in force from a day and never changed: --product makes a new version of"
            " one from a later day, and --end offers it no more. A stated rate above the law's or"
            " the club's cap is refused; a true cost above it is said."
        ),
    ),
)
@click.option("--usual", cls=Option, is_flag=True, help=_("The usual products of a new club."))
@click.option(
    "--name", cls=Option, type=Words(), metavar=_("NAME"), help=_("The name of one product."),
)  # fmt: skip
@click.option(
    "--rate", cls=Option, type=Percent(), metavar="%",
    help=_("Its interest a month, in per cent: 0,8."),
)  # fmt: skip
@click.option(
    "--repayment", cls=Option, type=OneOf(*PrincipalMethod), default=PrincipalMethod.BULLET.value,
    help=_("How its principal comes back; without it all at the end."),
)  # fmt: skip
@click.option(
    "--interest", cls=Option, type=OneOf(*InterestMethod),
    default=InterestMethod.DECLINING.value,
    help=_("On what interest is counted; without it on what is still owed."),
)  # fmt: skip
@click.option(
    "--instalments", cls=Option, type=WholeNumber(1, LONGEST), metavar="N",
    help=_("The usual number of months; without it 12."), default=12,
)  # fmt: skip
@click.option(
    "--longest", cls=Option, type=WholeNumber(1, LONGEST), metavar="N",
    help=_("The most months; without it the usual number."),
)  # fmt: skip
@click.option(
    "--most", cls=Option, type=Amount(), metavar=_("AMOUNT"),
    help=_("What is lent at most; without it the ceiling of the club's rules."),
)  # fmt: skip
@click.option(
    "--product", cls=Option, type=WholeNumber(1, MOST_NUMBER), metavar="N",
    help=_("The product of which this is a new version."),
)  # fmt: skip
@click.option("--end", cls=Option, is_flag=True, help=_("Offer the product no more from the day."))
@click.option(
    "--from", "since", cls=Option, type=Day(), metavar=_("DAY"),
    help=_("The day from which it is in force; without it today."),
)  # fmt: skip
@acting
@click.pass_context
def adopt(
    context: click.Context,
    by: Acting,
    *,
    usual: bool,
    name: str | None,
    rate: Fraction | None,
    repayment: str,
    interest: str,
    instalments: int,
    longest: int | None,
    most: int | None,
    product: int | None,
    end: bool,
    since: dt.date | None,
) -> int:
    """Adopt products from a day."""
    say, first_on = terminal_of(context).say, since or today()
    wished = None
    if not usual and not end:
        if name is None or rate is None:
            sentence = _("Say --usual, or a product's --name and --rate, or --product and --end.")
            raise click.UsageError(say(sentence), context)
        wished = Wished(
            number=product or 0, name=name, rate=rate, repayment=PrincipalMethod(repayment),
            interest=InterestMethod(interest), instalments=instalments, most=most,
            longest=longest or instalments,
        )  # fmt: skip
    elif (usual and end) or (end and product is None):
        raise click.UsageError(say(_("--end is for one product: name it with --product.")), context)
    with writing(terminal_of(context), by) as desk:
        if usual:
            receipt = adopt_usual(desk.connection, desk.club, first_on, desk.request)
        else:
            wanted = (
                _ended(desk.connection, desk.club, product or 0, first_on)
                if wished is None
                else _product(desk.connection, desk.club, wished, first_on)
            )
            receipt = adopt_products(desk.connection, desk.club, [wanted], desk.request)
    _show(receipt, desk, terminal_of(context), by.form)
    return WELL


def _product(
    connection: Connection, club: StoredClub, wished: Wished, first_on: dt.date
) -> LoanProduct:
    """Return a product on the clubs' terms, with what was typed, by the club's rules of the day."""
    rules = rules_on(connection, club.club_id, first_on) or ClubRules(first_on)
    lending, is_flat = rules.rules_of_lending, wished.interest is InterestMethod.FLAT
    usual = club_terms(wished.repayment, wished.instalments, 0, rules.principal_multiple)
    contract = Contract(
        terms=replace(usual, rate=Rate(wished.rate), interest=wished.interest),
        early=EarlyRule.PERIODS_BEGUN if is_flat else EarlyRule.TO_THE_DAY,
    )
    longest = min(contract.longest_extension, lending.longest_extension)
    return LoanProduct(
        product_no=wished.number, valid_from=first_on, name=wished.name,
        contract=replace(contract, longest_extension=longest),
        most=lending.ceiling if wished.most is None else wished.most, longest=wished.longest,
    )  # fmt: skip


def _ended(
    connection: Connection, club: StoredClub, product_no: int, first_on: dt.date
) -> LoanProduct:
    """Return the version that ends a product (`UnknownProduct`)."""
    latest = product_versions(connection, club.club_id, product_no)[-1]
    return replace(latest, valid_from=first_on, is_offered=False)


def _show(receipt: ProductReceipt, desk: Desk, terminal: Terminal, form: str) -> None:
    if form == "json":
        show_json(
            {
                "club": desk.club.club.code, "written": not receipt.again, "again": receipt.again,
                "products": [
                    {
                        "product": one.product_no,
                        "valid_from": one.valid_from.isoformat(),
                        "warning": _warning(one, terminal),
                    }
                    for one in receipt.products
                ],
            },
            terminal,
        )  # fmt: skip
        return
    if receipt.again:
        terminal.show(terminal.say(AGAIN))
    for one in receipt.products:
        day = formats.date(one.valid_from, terminal.locale.language)
        sentence = _("Product %(number)s was written down, from %(day)s on.")
        terminal.show(terminal.say(sentence, number=one.product_no, day=day))
        warning = _warning(one, terminal)
        if warning is not None:
            terminal.show("  " + warning)


def _warning(one: AdoptedProduct, terminal: Terminal) -> str | None:
    """Return what is said of a product whose true cost is above the cap."""
    if one.warning is None:
        return None
    return phrase_text(cost_warning(one.warning), terminal.locale)


COMMANDS = {one.name or "": one for one in (products, adopt)}
