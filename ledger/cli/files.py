"""Writing what was asked for into a file, whole or not at all."""

import errno
from pathlib import Path

import click

from ledger.books.backup import fresh_file
from ledger.cli.terminal import Terminal, _, terminal_of


def write_file(path: Path, content: bytes, terminal: Terminal) -> None:
    """Put a file in place of what had its name, and say so; only the reader may read it."""
    check_place(path)
    with fresh_file(path, replace=True) as draft:
        draft.write_bytes(content)
    terminal.tell(terminal.say(_("Written: %(path)s"), path=str(path)))


def check_place(path: Path) -> None:
    """Refuse a place where no file can be: its folder is missing, or it is a folder (`OSError`).

    The file that is written first has another name, which would say nothing to the reader.
    """
    if not path.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "no such folder", str(path.parent))
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "a folder", str(path))


def ending(path: Path, known: tuple[str, ...], context: click.Context) -> str:
    """Return the ending of a file's name in small letters, one of those known (wrong usage)."""
    found = path.suffix.lower()
    if found not in known:
        sentence = _("The name of the file ends in none of: %(known)s")
        said = terminal_of(context).say(sentence, known=", ".join(known))
        raise click.UsageError(said, context)
    return found
