"""Running a command to its exit code, so that each refusal ends in a sentence and no traceback."""

import traceback
from collections.abc import Sequence

import click

from ledger.cli.refusals import file_refused
from ledger.cli.streams import drop_output, flush_streams
from ledger.cli.terminal import Terminal, _
from ledger.cli.usage import tell_usage
from ledger.core.errors import LedgerError

WELL, REFUSED, CALLED_WRONGLY = 0, 1, 2
PROGRAM = "club-ledger"


def run(root: click.Command, arguments: Sequence[str], terminal: Terminal) -> int:
    """Return 0 when all went well, 1 when something was refused or found, 2 on wrong usage."""
    try:
        code = _invoke(root, arguments, terminal)
        flush_streams()
    except click.UsageError as error:
        tell_usage(error, terminal)
        return CALLED_WRONGLY
    except (KeyboardInterrupt, click.Abort):
        terminal.tell("\n" + terminal.say(_("Stopped, as you wished. What was begun was undone.")))
        return REFUSED
    except BrokenPipeError:
        drop_output()
        return REFUSED
    except Exception as error:  # noqa: BLE001 - the last door: nobody is shown a traceback
        return _tell_of(error, terminal)
    return code


def _invoke(root: click.Command, arguments: Sequence[str], terminal: Terminal) -> int:
    try:
        with root.make_context(PROGRAM, list(arguments), obj=terminal) as context:
            return int(root.invoke(context) or WELL)
    except click.exceptions.Exit as ended:
        return ended.exit_code


def _tell_of(error: Exception, terminal: Terminal) -> int:
    if terminal.is_debugging and not isinstance(error, LedgerError):
        traceback.print_exception(error)
    refusal = _refusal(error)
    if refusal is None:
        _tell_of_mistake(error, terminal)
    else:
        tell_refusal(refusal, terminal)
    if isinstance(error, OSError) and error.filename is None:
        drop_output()
    return REFUSED


def _refusal(error: Exception) -> LedgerError | None:
    if isinstance(error, LedgerError):
        return error
    if isinstance(error, OSError):
        return file_refused(error)
    from ledger.books.failures import database_refusal

    return database_refusal(error)


def tell_refusal(error: LedgerError, terminal: Terminal) -> None:
    """Write what was refused and what to do."""
    from ledger.i18n.messages import said

    told = said(error, terminal.locale)
    terminal.tell(terminal.say(_("Refused: %(sentence)s"), sentence=told.sentence))
    terminal.tell(terminal.say(_("What to do: %(remedy)s"), remedy=told.remedy))


def _tell_of_mistake(error: Exception, terminal: Terminal) -> None:
    sentence = _("This is a mistake in the program (%(name)s); what was begun was undone.")
    terminal.tell(terminal.say(sentence, name=type(error).__name__))
    if terminal.is_debugging:
        remedy = _("Send what stands above to whoever looks after the program.")
    else:
        remedy = _("Run it again with --debug, and send what it says to whoever looks after it.")
    terminal.tell(terminal.say(_("What to do: %(remedy)s"), remedy=terminal.say(remedy)))
