"""The page on which the books of a club begin that has lived before them."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from ledger.books.balances import running_sums
from ledger.books.members import members_of
from ledger.books.searching import find_entries
from ledger.core.accounts import FUNDS, Fund
from ledger.core.acts.capital import CapitalSource
from ledger.core.acts.opening import (
    AdoptedLoan,
    BooksBegun,
    Opening,
    OpeningCapital,
    OpeningDoesNotBalance,
    OpeningEquity,
    OpeningLender,
    OpeningMember,
    OpeningMoney,
)
from ledger.core.acts.shared import MoneyPlace, refuse
from ledger.core.errors import LedgerError
from ledger.core.loans.choices import PrincipalMethod
from ledger.core.money import Money
from ledger.core.posting_rules import INCOME
from ledger.core.searching import Wanted
from ledger.core.statements.lists import METHODS
from ledger.core.statements.scope import fund_name
from ledger.core.statements.table import Phrase, phrase
from ledger.i18n.formats import PPM_OF_A_WHOLE
from ledger.web.acts.act import Group, Line, Look, Summary, WebAct, Words
from ledger.web.acts.kinds import kind
from ledger.web.acts.money_fields import amount, day
from ledger.web.acts.money_in import SOURCES
from ledger.web.acts.opening_lines import LoansToRead, read_capital, read_loans
from ledger.web.form.fields import (
    AnswerMissing,
    Choice,
    Field,
    FieldKind,
    FormRefused,
    Given,
)

LENDERS = 3
LONGEST_LIST = 8_000
"""The most characters of a list of members or of loans, hundreds of lines."""
PAID_BACK = (PrincipalMethod.BULLET, PrincipalMethod.EQUAL_PRINCIPAL)


def _sum(name: str, label: Phrase) -> Field:
    return replace(amount(name=name, label=label), is_required=False, hint=None)


def _money_label(place: MoneyPlace, fund: Fund) -> Phrase:
    if place is MoneyPlace.CASH:
        return phrase("%(fund)s: cash in the box (đồng)", fund=fund_name(fund))
    return phrase("%(fund)s: money in the bank (đồng)", fund=fund_name(fund))


def _kept_label(fund: Fund) -> Phrase:
    if fund.code == INCOME:
        return phrase("Of the interest, added to the loan fund over the years (đồng)")
    return phrase("%(fund)s: what it has of its own (đồng)", fund=fund_name(fund))


LOST = phrase("Of the loan fund's capital, lost or spent over the years (đồng)")


def _fields(look: Look) -> tuple[Field, ...]:
    _refuse_begun(look)
    known = members_of(look.connection, look.visit.club.club_id)
    code = next((one.paper_code for one in known), "TV012")
    money = (
        _sum(f"{place.value}-{fund.code}", _money_label(place, fund))
        for fund in FUNDS
        for place in MoneyPlace
    )
    capital = (
        _sum(f"capital-{source.value}", phrase("Capital from: %(source)s (đồng)", source=words))
        for source, words in _sources(look)
    )
    kept = (_sum(f"kept-{fund.code}", _kept_label(fund)) for fund in FUNDS)
    return (
        day(look, phrase("The balances are those at the end of which day")),
        *money, *capital, *_lender_fields(), *kept, _sum("lost", LOST),
        _list("members", phrase("Members' capital, a line each"), phrase(
            "Member's number and sum, as in: %(line)s", line=f"{code} 500.000",
        )),
        Field(
            name="method", label=phrase("How the running loans are paid back"),
            kind=FieldKind.CHOICE, usual=PrincipalMethod.BULLET.value,
            choices=tuple(Choice(one.value, METHODS[one.value]) for one in PAID_BACK),
        ),
        _list("loans", phrase("Running loans, a line each"), phrase(
            "Member's number, principal still owed, next due day, instalments left, interest a"
            " month, purpose; as in: %(line)s",
            line=f"{code} 3.000.000 10/04/2026 6 1% Nuôi gà",
        )),
    )  # fmt: skip


def _refuse_begun(look: Look) -> None:
    """Say at once, and not after all was typed, that balances go into empty books only."""
    club_id = look.visit.club.club_id
    if any(one.balance for one in running_sums(look.connection, club_id).values()):
        (last,) = find_entries(look.connection, club_id, Wanted(), limit=1)
        raise BooksBegun(entry_no=last.entry_no)


def _sources(look: Look) -> Iterator[tuple[CapitalSource, str]]:
    return ((source, look.visit.reader.phrase(words)) for source, words in SOURCES.items())


def _lender_fields() -> Iterator[Field]:
    for number in range(1, LENDERS + 1):
        yield Field(
            name=f"lender-{number}", label=phrase("Lender %(number)s: the name", number=number),
            is_required=False,
        )  # fmt: skip
        label = phrase("Lender %(number)s: lent and to be given back (đồng)", number=number)
        yield _sum(f"lent-{number}", label)


def _list(name: str, label: Phrase, hint: Phrase) -> Field:
    return Field(
        name=name, label=label, kind=FieldKind.LINES, hint=hint, is_required=False,
        longest=LONGEST_LIST,
    )  # fmt: skip


def _value(look: Look, given: Given) -> Opening:
    on, problems = given.day("on"), dict[str, LedgerError]()
    members = {
        one.paper_code.casefold(): one.member_no
        for one in members_of(look.connection, look.visit.club.club_id)
    }
    lent = tuple(_lenders(given, problems))
    capital: tuple[OpeningMember, ...] = ()
    loans: tuple[AdoptedLoan, ...] = ()
    try:
        capital = read_capital(given.text_or_none("members") or "", members)
    except LedgerError as error:
        problems["members"] = error
    try:
        known = LoansToRead(on, PrincipalMethod(given.text("method")))
        loans = read_loans(given.text_or_none("loans") or "", members, known)
    except LedgerError as error:
        problems["loans"] = error
    if problems:
        raise FormRefused(problems)
    return Opening(
        opens_on=on, money=tuple(_money(given)), capital=tuple(_capital(given)), lent=lent,
        members=capital, equity=tuple(_kept(given)), loans=loans,
    )  # fmt: skip


def _money(given: Given) -> Iterator[OpeningMoney]:
    for fund in FUNDS:
        for place in MoneyPlace:
            if found := given.number(f"{place.value}-{fund.code}"):
                yield OpeningMoney(fund=fund.code, amount=found, place=place)


def _capital(given: Given) -> Iterator[OpeningCapital]:
    for source in SOURCES:
        if found := given.number(f"capital-{source.value}"):
            yield OpeningCapital(source=source, amount=found)


def _lenders(given: Given, problems: dict[str, LedgerError]) -> Iterator[OpeningLender]:
    """Yield the lenders; a name without a sum is refused, and so is a sum without a name."""
    for number in range(1, LENDERS + 1):
        name, sum_name = f"lender-{number}", f"lent-{number}"
        lender, lent = given.text_or_none(name), given.number(sum_name)
        if lender and lent:
            yield OpeningLender(lender=lender, amount=lent)
        elif lender or lent:
            problems[sum_name if lender else name] = AnswerMissing()


def _kept(given: Given) -> Iterator[OpeningEquity]:
    for fund in FUNDS:
        lost = (given.number("lost") or 0) if fund.code == INCOME else 0
        if found := (given.number(f"kept-{fund.code}") or 0) - lost:
            yield OpeningEquity(fund=fund.code, amount=found)


def _confirm(look: Look, act: Opening) -> Summary:
    # What does not add up is shown, fund by fund, on the very page that is to be checked.
    refuse(one for one in act.faults() if not isinstance(one, OpeningDoesNotBalance))
    reader, told = look.visit.reader, {one.fund: one for one in act.funds}
    lines: list[Line] = []
    warnings: list[Words] = []
    for fund, name in ((told[one.code], fund_name(one)) for one in FUNDS if one.code in told):
        lines += [
            Line(phrase("%(fund)s: what it has", fund=name), reader.money(fund.has)),
            Line(phrase("%(fund)s: where it comes from", fund=name), reader.money(fund.comes_from)),
            Line(phrase("%(fund)s: difference", fund=name), reader.money(fund.difference)),
        ]
        if fund.difference:
            warnings.append(
                phrase(
                    "%(fund)s: %(amount)s is not explained. The books cannot begin before every"
                    " difference is nil.",
                    fund=name, amount=Money(abs(fund.difference)),
                )
            )  # fmt: skip
    lines.append(Line(phrase("Day"), reader.weekday_date(act.opens_on)))
    lines += [*_money_lines(look, act), *_people_lines(look, act)]
    return Summary(
        lines=tuple(lines), warnings=tuple(warnings), button=phrase("Ask for these balances")
    )


def _money_lines(look: Look, act: Opening) -> Iterator[Line]:
    """Yield each balance that is no member's, as it was typed."""
    reader, funds = look.visit.reader, {one.code: one for one in FUNDS}
    for money in act.money:
        yield Line(_money_label(money.place, funds[money.fund]), reader.money(money.amount))
    for capital in act.capital:
        yield Line(SOURCES[capital.source], reader.money(capital.amount))
    for lender in act.lent:
        yield Line(phrase("Lent by %(name)s", name=lender.lender), reader.money(lender.amount))
    for equity in act.equity:
        label = LOST if equity.amount < 0 else _kept_label(funds[equity.fund])
        yield Line(label, reader.money(abs(equity.amount)))


def _people_lines(look: Look, act: Opening) -> Iterator[Line]:
    """Yield the capital and the loan of each member by name."""
    reader = look.visit.reader
    known = members_of(look.connection, look.visit.club.club_id)
    names = {one.member_no: f"{one.name} ({one.paper_code})" for one in known}
    for member in act.members:
        label = phrase("Capital of %(name)s", name=names[member.member_no])
        yield Line(label, reader.money(member.amount))
    for loan in act.loans:
        yield Line(
            phrase("Loan of %(name)s", name=names[loan.member_no]),
            phrase(
                "%(owed)s, next due on %(day)s, instalments left: %(left)s, %(rate)s a month",
                owed=Money(loan.owed), day=loan.next_due_on, left=loan.instalments_left,
                rate=Fraction(loan.monthly_rate_ppm, PPM_OF_A_WHOLE),
            ),
        )  # fmt: skip


ACTS = (
    WebAct(
        kind=kind("opening", Opening), title=phrase("The books begin"),
        what=phrase("the balances of a club that has lived before them, once"),
        group=Group.MONTHS, fields=_fields, value=_value, confirm=_confirm,
        intro=(
            phrase("Count the box, look at the bank book and at what each member owes first."),
            phrase("What a fund has, and where it comes from, must agree to the đồng. Leave empty"
                   " what there is none of."),
        ),
    ),
)  # fmt: skip
