"""What people type after an option, read into values or refused in their language."""

import datetime as dt
import re
from pathlib import Path

import click

from ledger.cli.terminal import _, terminal_of
from ledger.core.text import check_text, normal
from ledger.i18n.typed import read_day, read_moment

LONGEST = 200
"""The most characters of a text behind an option: a name, a code."""

_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?(:[0-9]{1,5})?")


class Typed(click.ParamType[object]):
    """A kind of value that says in the reader's language why it refuses a text."""

    name = "value"

    def wrong(
        self, ctx: click.Context | None, param: click.Parameter | None, msgid: str, **parts: str
    ) -> click.BadParameter:
        """Return what is said of a text that is no such value."""
        return click.BadParameter(terminal_of(ctx).say(msgid, **parts), ctx, param)


class OneOf(Typed):
    """One of a few words; capitals do not matter."""

    def __init__(self, *words: str) -> None:
        """Allow these words."""
        self.words = words

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        """Return the words."""
        return "|".join(self.words)

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return the word."""
        for word in self.words:
            if str(value).casefold() == word.casefold():
                return word
        sentence = _("“%(word)s” is none of: %(known)s")
        raise self.wrong(ctx, param, sentence, word=str(value), known=", ".join(self.words))


class Text(Typed):
    """A text in the composed form in which the books keep it."""

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return the text; an empty one is refused, and what no book can keep (`check_text`)."""
        found = normal(str(value))
        if not found:
            raise self.wrong(ctx, param, _("Something has to be written here."))
        check_text(found, LONGEST)
        return found


class WholeNumber(Typed):
    """A whole number between two others."""

    def __init__(self, least: int, most: int) -> None:
        """Allow the numbers from `least` to `most`."""
        self.least, self.most = least, most

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Return the number."""
        text = str(value).strip()
        if text.isascii() and text.isdigit() and self.least <= int(text[:20]) <= self.most:
            return int(text)
        sentence = _("“%(word)s” is no whole number from %(least)s to %(most)s.")
        least, most = str(self.least), str(self.most)
        raise self.wrong(ctx, param, sentence, word=str(value), least=least, most=most)


class FilePath(Typed):
    """The path of a file, which need not be there."""

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path:
        """Return the path; `~` is the reader's own folder."""
        text = str(value)
        if not text.strip() or "\0" in text:
            raise self.wrong(ctx, param, _("Something has to be written here."))
        return Path(text).expanduser() if text.startswith("~") else Path(text)


class Day(Typed):
    """A day as 31/12/2025, or as 2025-12-31."""

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        """Return the day."""
        found = read_day(str(value).strip())
        if found is None:
            sentence = _("“%(word)s” is no day: write it as 31/12/2025 or 2025-12-31.")
            raise self.wrong(ctx, param, sentence, word=str(value))
        return found


class Moment(Typed):
    """A moment as 31/12/2025 14:30 by the clock of Viet Nam, or in ISO 8601 with its zone."""

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.datetime:
        """Return the moment in UTC; a day alone means its end, a minute alone its beginning."""
        found = read_moment(str(value).strip())
        if found is None:
            sentence = _("“%(word)s” is no moment: write it as 31/12/2025 14:30 or 31/12/2025.")
            raise self.wrong(ctx, param, sentence, word=str(value))
        return found


class SecureAddress(Typed):
    """The address of a server that speaks HTTPS, of which the name and the port matter."""

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return the name, and the port where one is given."""
        text = str(value).strip().lower().rstrip("/")
        scheme, _colon, host = text.partition("://")
        if scheme == "https" and _HOST.fullmatch(host):
            return host
        sentence = _("“%(word)s” is no address of a server that speaks HTTPS.")
        raise self.wrong(ctx, param, sentence, word=str(value))
