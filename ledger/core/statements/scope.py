"""Whose books a report shows, for which days, which fund, and as known when."""

import datetime as dt
from dataclasses import dataclass

from ledger.core.accounts import Account, Fund
from ledger.core.audit.canonical import instant_text
from ledger.core.errors import RuleBroken
from ledger.core.statements.table import Drill, Name, Phrase, phrase


@dataclass(eq=False)
class PeriodEndsBeforeItBegins(RuleBroken):
    """A report's last day lies before its first."""

    begin: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True)
class Scope:
    """A report's scope; `fund` None means the whole club, `known_at` None means as known now."""

    club_code: str
    club_name: str
    begin: dt.date
    end: dt.date
    fund: Fund | None = None
    known_at: dt.datetime | None = None

    def __post_init__(self) -> None:
        """Refuse a period that ends before it begins."""
        if self.end < self.begin:
            raise PeriodEndsBeforeItBegins(begin=self.begin, end=self.end)

    @property
    def days(self) -> Phrase:
        """Return the words for the period."""
        return phrase("From %(begin)s to %(end)s", begin=self.begin, end=self.end)

    @property
    def lines(self) -> tuple[Phrase, ...]:
        """Return the lines under a title: the days, the fund, the moment of knowledge."""
        return (self.days, *self.which)

    @property
    def which(self) -> tuple[Phrase, ...]:
        """Return the words for the fund and for the moment of knowledge."""
        fund = (
            phrase("Fund: %(fund)s", fund=fund_name(self.fund))
            if self.fund
            else phrase("Whole club, all funds")
        )
        if self.known_at is None:
            return (fund,)
        return (fund, phrase("As known at %(instant)s", instant=self.known_at))

    def drill(self, report: str, **arguments: str | int | dt.date | None) -> Drill:
        """Return where a figure's makings are, in this report's fund and moment."""
        common: dict[str, str | int | dt.date | None] = {}
        if self.fund is not None:
            common["fund"] = self.fund.code
        if self.known_at is not None:
            common["known_at"] = instant_text(self.known_at)
        return Drill(report, tuple((common | arguments).items()))

    def ledger(self, account: str, begin: dt.date | None, end: dt.date) -> Drill:
        """Return the general ledger of an account for some days.

        With `begin` None it is that of the year up to `end`, after what was brought forward.
        """
        return self.drill("ledger", account=account, begin=begin, end=end)

    def ledger_before_closing(self, account: str) -> Drill:
        """Return an account's ledger for the report's days, without what closes a year."""
        return self.drill(
            "ledger", account=account, begin=self.begin, end=self.end, before_closing=True
        )


def account_name(account: Account) -> Name:
    """Return an account's name in both languages."""
    return Name(account.name_vi, account.name_en)


def fund_name(fund: Fund) -> Name:
    """Return a fund's name in both languages."""
    return Name(fund.name_vi, fund.name_en)
