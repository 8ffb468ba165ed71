"""What a voucher says in a reader's words: the same on a sheet and on a roll."""

import datetime as dt

from ledger.core.accounts import BANK
from ledger.core.journal import Series
from ledger.core.statements.entries import EntryLine
from ledger.core.statements.table import Name, phrase
from ledger.core.statements.voucher_paper import VoucherPaper
from ledger.i18n.locale import Locale
from ledger.pdf.fields import Field
from ledger.pdf.loan_sheet import Signer
from ledger.pdf.words import Speaker

_TITLES = {
    Series.RECEIPT: phrase("Receipt voucher"),
    Series.PAYMENT: phrase("Payment voucher"),
    Series.OTHER: phrase("Journal voucher"),
}
_WHO = {
    Series.RECEIPT: phrase("Full name of the payer"),
    Series.PAYMENT: phrase("Full name of the receiver"),
    Series.OTHER: phrase("Person concerned"),
}
_WHY = {
    Series.RECEIPT: phrase("What it is paid for"),
    Series.PAYMENT: phrase("What it is spent on"),
    Series.OTHER: phrase("What happened"),
}


class VoucherWords:
    """Says a voucher part by part, as drawable words."""

    def __init__(self, paper: VoucherPaper, locale: Locale) -> None:
        """Speak of this voucher as this locale does."""
        self.paper = paper
        self.speaker = Speaker(locale)

    @property
    def title(self) -> str:
        """Return what the voucher is: PHIẾU THU."""
        return self.speaker.phrase(_TITLES[self.paper.voucher.series]).upper()

    @property
    def name(self) -> str:
        """Return by what the file is known: Phiếu thu PT 214."""
        return f"{self.speaker.phrase(_TITLES[self.paper.voucher.series])} {self.paper.voucher}"

    @property
    def form(self) -> str:
        """Return the state's number of the form, nothing where there is none."""
        form = self.paper.form
        return self.speaker.say("Form no. %(form)s", form=form) if form else ""

    @property
    def day(self) -> str:
        """Return the day of the voucher."""
        day = self.speaker.date(self.paper.voucher.occurred_on)
        return self.speaker.say("On %(day)s", day=day)

    @property
    def numbers(self) -> tuple[Field, Field]:
        """Return the voucher's number, and the book in which its series runs: that of the year."""
        voucher, say = self.paper.voucher, self.speaker.say
        return (
            Field(say("No. %(number)s", number=str(voucher)), ""),
            Field(say("Book of %(year)s", year=voucher.occurred_on.year), ""),
        )

    def sides(self) -> list[Field]:
        """Return the accounts, each with its sum where a side has several."""
        speaker, paper = self.speaker, self.paper
        sides = [
            (speaker.say("Debit %(account)s", account=account), amount)
            for account, amount in paper.debits
        ] + [
            (speaker.say("Credit %(account)s", account=account), amount)
            for account, amount in paper.credits
        ]
        is_plain = len(sides) == 2
        return [Field(words, "" if is_plain else speaker.figure(amount)) for words, amount in sides]

    def notices(self) -> list[str]:
        """Return what must not be missed: that it was reversed, reverses, or is of another day."""
        paper, speaker = self.paper, self.speaker
        notices = []
        if paper.reversed_by is not None:
            other = paper.reversed_by
            notices.append(
                speaker.say(
                    "Reversed by %(voucher)s on %(day)s: this voucher counts no more.",
                    voucher=str(other), day=speaker.date(other.occurred_on),
                )
            )  # fmt: skip
        if paper.reverses is not None:
            other = paper.reverses
            notices.append(
                speaker.say(
                    "It undoes voucher %(voucher)s of %(day)s.",
                    voucher=str(other), day=speaker.date(other.occurred_on),
                )
            )  # fmt: skip
        if paper.true_on is not None:
            day = speaker.date(paper.true_on)
            notices.append(speaker.say("It really happened on %(day)s", day=day))
        return notices

    def about(self) -> list[Field]:
        """Return who, where and why; what is not known is a line to write on."""
        paper, speaker = self.paper, self.speaker
        series = paper.voucher.series
        return self._known(
            Field(speaker.phrase(_WHO[series]), self._who()),
            Field(speaker.say("Address"), self._or_erased(paper.address)),
            Field(speaker.phrase(_WHY[series]), self._or_erased(paper.reason)),
        )

    def amount(self) -> Field:
        """Return how much it is of."""
        return Field(self.speaker.say("Amount"), self.speaker.money(self.paper.amount))

    def amount_in_words(self) -> Field:
        """Return the same in words, made from the same figure."""
        say = self.speaker.say
        return Field(say("Amount in words"), self.speaker.in_words(self.paper.amount))

    def behind_it(self) -> list[Field]:
        """Return whose money it is, how it came or went, and what papers are behind it."""
        paper, speaker = self.paper, self.speaker
        say = speaker.say
        papers = "; ".join(f"{one.kind} {one.reference}".strip() for one in paper.papers)
        return self._known(
            *([Field(say("Fund"), self._funds())] if paper.is_of_money else []),
            *([Field(say("Way of payment"), say("bank transfer"))]
              if paper.money_account == BANK else []),
            Field(
                say("With source documents"),
                f"{len(paper.papers)} ({speaker.value(papers)})" if papers else "",
            ),
        )  # fmt: skip

    def _known(self, *fields: Field) -> list[Field]:
        """Return the fields: where no money changed hands nobody writes in what is not known."""
        return [one for one in fields if one.value or self.paper.is_of_money]

    def side(self, line: EntryLine) -> str:
        """Return on which side of which account a line stands, and in which of several funds."""
        words = [line.account, self.speaker.value(Name(line.account_vi, line.account_en))]
        if len({one.fund for one in self.paper.lines}) > 1:
            words.append(f"({self.speaker.value(Name(line.fund_vi, line.fund_en))})")
        account = " ".join(words)
        if line.debit:
            return self.speaker.say("Debit %(account)s", account=account)
        return self.speaker.say("Credit %(account)s", account=account)

    def _who(self) -> str:
        paper = self.paper
        name = self._or_erased(paper.name)
        if not paper.member_code:
            return name
        code = self.speaker.value(paper.member_code)
        return f"{name} ({self.speaker.say('member no. %(number)s', number=code)})"

    def _or_erased(self, words: str | None) -> str:
        return (
            self.speaker.say("(erased on request)") if words is None else self.speaker.value(words)
        )

    def _funds(self) -> str:
        speaker, funds = self.speaker, self.paper.funds
        if len(funds) == 1:
            return speaker.value(funds[0][0])
        return "; ".join(f"{speaker.value(fund)} {speaker.money(part)}" for fund, part in funds)

    def received(self) -> str:
        """Return the words under which the money is signed for, nothing where there is none."""
        if not self.paper.is_of_money:
            return ""
        words = self.speaker.in_words(self.paper.amount)
        return self.speaker.say("Received in full (in words): %(amount)s", amount=words)

    def signers(self) -> list[Signer]:
        """Return who signs, with the names that the books know of: who prepared it, who paid.

        Officers write their own, since a paper may be printed again when others hold office.
        """
        say, paper = self.speaker.say, self.paper
        signers = [
            Signer(say("Chair of the club")),
            Signer(say("Accountant")),
            Signer(say("Prepared by"), paper.prepared_by),
        ]
        if paper.is_of_money:
            is_receipt = paper.voucher.series is Series.RECEIPT
            role = say("Payer") if is_receipt else say("Receiver")
            signers += [Signer(role, paper.name or ""), Signer(say("Treasurer"))]
        return signers

    def entry(self) -> str:
        """Return which entry of the journal it is, with the beginning of its fingerprint."""
        return self.speaker.say(
            "Entry %(entry)s, fingerprint %(hash)s",
            entry=self.paper.voucher.entry_no, hash=self.paper.fingerprint,
        )  # fmt: skip

    def printed(self, on: dt.date) -> str:
        """Return when the paper was printed."""
        return self.speaker.say("Printed on %(day)s", day=self.speaker.date(on))
