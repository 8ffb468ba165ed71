"""The shape of a command: its help and its refusals in the reader's language."""

from collections.abc import Callable, Mapping
from typing import ClassVar, TypeAlias

import click

from ledger.cli.terminal import _, terminal_of

CLICKS_OWN = (
    _("Show this message and exit."),
    _("Missing command."),
    _("[OPTIONS]"),
    _("COMMAND [ARGS]..."),
)
"""Texts of click itself that are shown as they are, so that the catalogue has them."""


BETWEEN = "\n\n"
"""What stands between two paragraphs of a help text."""


def paragraphs(*msgids: str) -> str:
    """Return a help text of several paragraphs; the first is the command's line in lists."""
    return BETWEEN.join(msgids)


Listed: TypeAlias = Mapping[str, tuple[Callable[[], click.Command], str]]
"""Commands by name, in the order of their list: how each is loaded, and its line there."""


REQUIRED = "  [required]"
"""What click adds to the help of an option that has to be given."""


class Option(click.Option):
    """An option whose value is named in the reader's language."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return its name and what it does; whether it has to be given, in the reader's words."""
        found = super().get_help_record(ctx)
        if found is None or not self.required:
            return found
        say = terminal_of(ctx).say
        text = say(found[1].removesuffix(REQUIRED))
        return found[0], f"{text} {say(_('(required)'))}"

    def make_metavar(self, ctx: click.Context) -> str:
        """Return the word for its value."""
        return terminal_of(ctx).say(super().make_metavar(ctx))


class Argument(click.Argument):
    """An argument that is named in the reader's language."""

    def make_metavar(self, ctx: click.Context) -> str:
        """Return the word for it."""
        return terminal_of(ctx).say(super().make_metavar(ctx))


class Command(click.Command):
    """A command whose help is written in the reader's language as it is printed."""

    allow_extra_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, and refuse what is too much in the reader's language."""
        left = self._read(ctx, args)
        if left and not ctx.resilient_parsing:
            sentence = _("This is too much: %(words)s")
            raise click.UsageError(terminal_of(ctx).say(sentence, words=" ".join(left)), ctx)
        return left

    def _read(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.BadOptionUsage as error:
            # The parser does not say of which command the option was.
            raise click.BadOptionUsage(error.option_name, error.message, ctx) from None

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the words that follow the command's name in its usage."""
        return [terminal_of(ctx).say(piece) for piece in super().collect_usage_pieces(ctx)]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is called."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        prefix = terminal_of(ctx).say(_("Usage:"))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{prefix} ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            said = [terminal_of(ctx).say(part) for part in (self.help or "").split(BETWEEN)]
            formatter.write_text(BETWEEN.join(said))

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each argument is."""
        found = [one for one in self.get_params(ctx) if isinstance(one, click.Argument)]
        self._list(ctx, formatter, _("Arguments"), found)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each option does."""
        found = [one for one in self.get_params(ctx) if isinstance(one, click.Option)]
        self._list(ctx, formatter, _("Options"), found)

    def _list(
        self,
        ctx: click.Context,
        formatter: click.HelpFormatter,
        title: str,
        parameters: list[click.Argument] | list[click.Option],
    ) -> None:
        say = terminal_of(ctx).say
        records = [record for one in parameters if (record := one.get_help_record(ctx))]
        if records:
            with formatter.section(say(title)):
                formatter.write_dl([(name, say(text)) for name, text in records])


class Group(Command, click.Group):
    """A command that holds commands, listed in the order in which they were added."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments up to the name of a command."""
        return self._read(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        Command.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click gives it
        """Return the commands' names in their order."""
        return list(self.commands)

    def line_of(self, ctx: click.Context, name: str) -> str:
        """Return the msgid of a command's one line in the list."""
        command = self.get_command(ctx, name)
        return (command.help or "").partition("\n")[0] if command else ""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each command's name and what it does."""
        say = terminal_of(ctx).say
        rows = [(name, say(self.line_of(ctx, name))) for name in self.list_commands(ctx)]
        with formatter.section(say(_("Commands"))):
            formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is called and its arguments."""
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise click.NoSuchCommand(args[0], possibilities=self.list_commands(ctx), ctx=ctx)
        return super().resolve_command(ctx, args)


class ListedGroup(Group):
    """A group whose list is known beforehand; what is large is loaded with the command itself."""

    listed: ClassVar[Listed]

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click gives it
        """Return the commands' names in their order."""
        return list(self.listed)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click gives it
        cmd_name: str,
    ) -> click.Command | None:
        """Return a command by its name, loaded now."""
        return self.listed[cmd_name][0]() if cmd_name in self.listed else None

    def line_of(self, ctx: click.Context, name: str) -> str:  # noqa: ARG002 - as in Group
        """Return a command's line in the list without loading it."""
        return self.listed[name][1]
