"""Refusals of the terminal's own, and what the system's refusals of a file mean."""

import errno
from dataclasses import dataclass

from ledger.core.errors import NotFound, RuleBroken

_REASONS = {
    errno.ENOENT: "missing",
    errno.EACCES: "not_allowed",
    errno.EPERM: "not_allowed",
    errno.EISDIR: "folder",
    errno.ENOTDIR: "not_folder",
    errno.EEXIST: "exists",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "read_only",
    errno.ENAMETOOLONG: "name",
    errno.EADDRINUSE: "port",
    errno.EMFILE: "many",
}


@dataclass(eq=False)
class NoClub(NotFound):
    """The books hold no club yet."""


@dataclass(eq=False)
class ClubNotNamed(RuleBroken):
    """The books hold several clubs, `known`, and none was named."""

    known: str


@dataclass(eq=False)
class NotAmong(NotFound):
    """Nothing of the kind `what` has the name `name`; `known` lists those there are."""

    what: str
    name: str
    known: str


@dataclass(eq=False)
class FileRefused(RuleBroken):
    """The system refuses a file, a folder or a port: `reason` says why."""

    reason: str
    path: str
    detail: str


def file_refused(error: OSError) -> FileRefused:
    """Return what the system's refusal means."""
    reason = _REASONS.get(error.errno or 0, "other")
    return FileRefused(reason, str(error.filename or ""), error.strerror or str(error))
