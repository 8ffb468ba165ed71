"""What people type about loans, read into values or refused in their language."""

import uuid
from fractions import Fraction

import click

from ledger.cli.terminal import _
from ledger.cli.values import LONGEST, Typed
from ledger.core.loans.making import AgreedPart
from ledger.core.money import LARGEST_MINOR, AmountTooLarge
from ledger.core.text import check_text, normal
from ledger.i18n.typed import read_amount, read_day, read_month, read_percent


class Amount(Typed):
    """An amount in whole đồng: 200.000 or 200000."""

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Return the amount (`AmountTooLarge` for more than the books can hold)."""
        text = normal(str(value))
        check_text(text, LONGEST)
        found = read_amount(text)
        if found is None:
            sentence = _("“%(word)s” is no amount in whole đồng: write it as 200.000 or 200000.")
            raise self.wrong(ctx, param, sentence, word=text)
        if found > LARGEST_MINOR:
            raise AmountTooLarge(amount=found)
        return found


class Percent(Typed):
    """A share in per cent: 0,8 or 20%."""

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Fraction:
        """Return the share of one."""
        found = read_percent(normal(str(value)))
        if found is None or found < 0:
            sentence = _("“%(word)s” is no share in per cent: write it as 0,8 or 20.")
            raise self.wrong(ctx, param, sentence, word=str(value))
        return found


class Month(Typed):
    """A month as 12/2025, or as 2025-12."""

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return the month as 2025-12."""
        found = read_month(normal(str(value)))
        if found is None:
            sentence = _("“%(word)s” is no month: write it as 12/2025 or 2025-12.")
            raise self.wrong(ctx, param, sentence, word=str(value))
        return found


class Part(Typed):
    """A day and what is to come back on it, as 15/09/2026:2.000.000."""

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> AgreedPart:
        """Return the day and the sum, which may be zero where only interest is paid."""
        if isinstance(value, AgreedPart):
            return value
        day, colon, amount = normal(str(value)).partition(":")
        found = read_day(day.strip()) if colon else None
        if found is None:
            sentence = _("“%(word)s” is no day with a sum: write it as 15/09/2026:2.000.000.")
            raise self.wrong(ctx, param, sentence, word=str(value))
        return AgreedPart(found, Amount().convert(amount, param, ctx))


class Codes(Typed):
    """Members one after another, as TV01,TV02."""

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """Return each by itself; an empty list is refused."""
        if isinstance(value, tuple):
            return value
        found = tuple(one for text in str(value).split(",") if (one := normal(text)))
        if not found:
            raise self.wrong(ctx, param, _("Something has to be written here."))
        for one in found:
            check_text(one, LONGEST)
        return found


class RequestId(Typed):
    """The id of a request, as another program may give it so that nothing is written twice."""

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> uuid.UUID:
        """Return the id."""
        try:
            return uuid.UUID(str(value))
        except ValueError:
            sentence = _("“%(word)s” is no id such as 1b4e28ba-2fa1-11d2-883f-0016d3cca427.")
            raise self.wrong(ctx, param, sentence, word=str(value)) from None


class Words(Typed):
    """Words that say something; how long they may be is for the books to say."""

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return the words in the form in which the books keep them."""
        found = normal(str(value))
        if not found:
            raise self.wrong(ctx, param, _("Something has to be written here."))
        return found
