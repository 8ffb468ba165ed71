"""What is wrong with how a command was called, in the reader's language."""

import click

from ledger.cli.terminal import Terminal, _


def tell_usage(error: click.UsageError, terminal: Terminal) -> None:
    """Write how the command is called, what was wrong, and where to read more."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        terminal.tell(error.format_message())
        return
    if error.ctx is not None:
        terminal.tell(error.ctx.get_usage())
        terminal.tell()
    terminal.tell(_sentence(error, terminal))
    if error.ctx is not None:
        command = f"{error.ctx.command_path} --help"
        terminal.tell(terminal.say(_("More is said by: %(command)s"), command=command))


def _sentence(error: click.UsageError, terminal: Terminal) -> str:
    say = terminal.say
    match error:
        case click.NoSuchOption():
            said = say(_("There is no option %(name)s."), name=error.option_name)
            return said + _meant(error.possibilities, terminal)
        case click.NoSuchCommand():
            said = say(_("There is no command %(name)s."), name=error.command_name)
            return said + _meant(error.possibilities, terminal)
        case click.MissingParameter():
            return say(_("%(name)s is missing."), name=_name(error, terminal))
        case click.BadParameter():
            return f"{_name(error, terminal)}: {error.message}"
        case click.BadOptionUsage():
            taken = _takes_a_value(error)
            missing = _("The option %(name)s needs a value.")
            return say(
                missing if taken else _("The option %(name)s takes no value."),
                name=error.option_name,
            )
        case _:
            return say(error.message)


def _meant(names: list[str] | None, terminal: Terminal) -> str:
    if not names:
        return ""
    return " " + terminal.say(_("Did you mean: %(names)s?"), names=", ".join(sorted(names)))


def _name(error: click.BadParameter, terminal: Terminal) -> str:
    if isinstance(error.param, click.Option):
        return " / ".join(error.param.opts)
    if error.param is not None and error.ctx is not None:
        return error.param.make_metavar(error.ctx)
    return terminal.say(_("A value"))


def _takes_a_value(error: click.BadOptionUsage) -> bool:
    known = error.ctx.command.params if error.ctx is not None else []
    return any(
        isinstance(one, click.Option) and error.option_name in one.opts and not one.is_flag
        for one in known
    )
